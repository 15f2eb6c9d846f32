"""How the open document is looked at: found in, set otherwise, alone, by its sections."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.window.preferences import Preferences
from desktop.window.reader.look import USUAL, Look
from desktop.window.reader.typeset import Heading
from desktop.window.widgets.sections_list import Sections

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key, Modifier = Qt.Key, Qt.KeyboardModifier


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def find(qtbot, window, words):
    """Ctrl+F, then words; waits for their places."""
    qtbot.keyClick(window.reader.page, Key.Key_F, Modifier.ControlModifier)
    field = window.reader.bar.field
    assert window.focusWidget() is field
    qtbot.keyClicks(field, words)
    settle(qtbot, window)


def marked(window):
    """The texts of the places that are marked."""
    page = window.reader.page
    texts = {leaf.block: leaf.text for leaf in page.typeset.leaves}
    return [texts[block][start:end] for block, start, end in page._hits.places]


def test_words_are_found_without_their_marks(open_window, qtbot):
    window = open_window("khung-hoang")
    find(qtbot, window, "khung hoang")
    assert marked(window) == ["khủng hoảng", "khủng hoảng"]
    assert window.reader.bar.count == "1 / 2"
    assert [tick[2] for tick in window.reader.page._bar._ticks].count("full") == 1
    qtbot.keyClick(window.focusWidget(), Key.Key_F3)
    assert window.reader.bar.count == "2 / 2"
    qtbot.keyClick(window.reader.bar.field, Key.Key_Return)
    assert window.reader.bar.count == "1 / 2"
    qtbot.keyClick(window.reader.bar.field, Key.Key_Return, Modifier.ShiftModifier)
    assert window.reader.bar.count == "2 / 2"


def test_exact_marks_leave_the_others_out(open_window, qtbot):
    window = open_window("khung-hoang")
    find(qtbot, window, "khung hoang")
    window.reader.bar.exact.setFocus()
    qtbot.keyClick(window.reader.bar.exact, Key.Key_Space)
    settle(qtbot, window)
    assert marked(window) == []
    assert window.reader.bar.count == "Không tìm thấy"
    assert window.reader.bar.isVisible()


def test_esc_gives_the_keyboard_and_the_selection_back(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    leaf = next(leaf for leaf in page.typeset.leaves if "Loa truyền thanh" in leaf.text)
    page.select(leaf.block, 4, 9)
    find(qtbot, window, "")
    assert window.reader.bar.field.text() == "truyề"
    settle(qtbot, window)
    assert len(marked(window)) > 1
    assert window.reader.bar.count.startswith("2 / "), "looked for from the selection on"
    qtbot.keyClick(window.reader.bar.field, Key.Key_Escape)
    assert window.focusWidget() is page
    assert page.spans() == [(leaf.block, 4, 9)]
    assert page.hits == (0, 0)
    assert not window.reader.bar.isVisible()


def test_esc_on_the_page_closes_the_bar_too(open_window, qtbot):
    window = open_window("khung-hoang")
    find(qtbot, window, "loa")
    window.reader.page.setFocus()
    qtbot.keyClick(window.reader.page, Key.Key_Escape)
    assert not window.reader.bar.isVisible()


def test_f3_looks_for_the_same_words_again_in_the_next_document(open_window, qtbot):
    window = open_window("khung-hoang")
    find(qtbot, window, "danh sach")
    qtbot.keyClick(window.reader.bar.field, Key.Key_Escape)
    assert window.reader.page.hits == (0, 0)
    window.session.open_document("dai")
    settle(qtbot, window)
    window.reader.page.go_to_heading(6)
    qtbot.keyClick(window.reader.page, Key.Key_F3)
    settle(qtbot, window)
    at, many = window.reader.page.hits
    assert many == 72
    assert at == 37, "the first from where one reads"
    assert window.focusWidget() is window.reader.page


def test_words_typed_in_a_burst_are_found_once(open_window, qtbot):
    """As an input tool sends them: letters, Backspace, the letter with its mark."""
    window = open_window("khung-hoang")
    qtbot.keyClick(window.reader.page, Key.Key_F, Modifier.ControlModifier)
    field = window.reader.bar.field
    asked = []
    window.reader.bar.asked.connect(lambda words, _: asked.append(words))
    qtbot.keyClicks(field, "lu")
    qtbot.keyClick(field, Key.Key_Backspace)
    field.insert("oa")
    qtbot.keyClicks(field, " ")
    settle(qtbot, window)
    assert asked == ["loa "]
    assert marked(window) == ["Loa"]


def test_another_document_takes_the_bar_away(open_window, qtbot):
    window = open_window("khung-hoang")
    find(qtbot, window, "loa")
    window.session.open_document("dai")
    settle(qtbot, window)
    assert not window.reader.bar.isVisible()
    assert window.reader.page.hits == (0, 0)
    find(qtbot, window, "rieng biet khong co")
    assert window.reader.bar.count == "Không tìm thấy"


def test_a_search_of_the_library_stands_in_the_same_bar(open_window, qtbot):
    window = open_window()
    window.finding.ask_and_open("khủng hoảng truyền thông")
    settle(qtbot, window)
    assert window.reader.bar.field.text() == "khủng hoảng truyền thông"
    many = window.reader.page.hits[1]
    assert window.reader.bar.count.endswith(f"/ {many}")
    qtbot.keyClick(window.reader.page, Key.Key_F, Modifier.ControlModifier)
    settle(qtbot, window)
    assert window.reader.page.hits[1] == many, "nothing new was asked"


# reading options


def test_the_options_are_worked_by_keys_and_kept(open_window, qtbot, state_folder):
    window = open_window("dai")
    page = window.reader.page
    page.go_to_heading(5)
    qtbot.keyClick(page, Key.Key_F4)
    card = window.studying.options
    assert window.focusWidget() is card.slider
    qtbot.keyClick(card.slider, Key.Key_Right)
    settle(qtbot, window)
    assert page.zoom == 110
    qtbot.keyClick(window.focusWidget(), Key.Key_Tab)
    assert window.focusWidget() is card.face
    qtbot.keyClick(card.face, Key.Key_Down)
    qtbot.keyClick(card.face, Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Key.Key_Right)
    qtbot.keyClick(window.focusWidget(), Key.Key_Space)
    settle(qtbot, window)
    card.column.buttons["wide"].click()
    settle(qtbot, window)
    wanted = Look("serif", "loose", "wide")
    assert page.look == wanted
    assert page.typeset.document.lastBlock().charFormat().font().family() == "Noto Serif"
    assert page.heading() == 5
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert window.focusWidget() is page
    assert window.studying.options is None
    window.close()
    again = open_window("dai")
    assert (again.reader.page.look, again.reader.page.zoom) == (wanted, 110)
    again.studying.show_options()
    again.studying.options.reset.click()
    settle(qtbot, again)
    assert (again.reader.page.look, again.reader.page.zoom) == (USUAL, 100)


def test_tab_goes_round_inside_the_card(open_window, qtbot):
    window = open_window("dai")
    window.studying.show_options()
    card = window.studying.options
    seen = []
    for _ in range(14):
        qtbot.keyClick(window.focusWidget(), Key.Key_Tab)
        assert card.isAncestorOf(window.focusWidget())
        seen.append(window.focusWidget())
    assert {card.slider, card.face, card.reset} <= set(seen)
    card.close_and_return()


def test_the_card_goes_when_the_keyboard_does(open_window, qtbot):
    window = open_window("dai")
    window.studying.show_options()
    window.toolbar.omnibox.field.setFocus()
    assert window.studying.options is None
    assert window.focusWidget() is window.toolbar.omnibox.field


@pytest.mark.parametrize("kept", ["", "fraktur"])
def test_a_look_that_is_not_known_is_as_at_first(app, state_folder, kept):
    preferences = Preferences(state_folder)
    preferences._settings.setValue("look/face", kept)
    assert preferences.look == USUAL


# sections


def test_a_section_is_gone_to_by_a_few_letters(open_window, qtbot):
    window = open_window("dai")
    qtbot.keyClick(window.reader.page, Key.Key_G, Modifier.ControlModifier)
    card = window.studying.sections
    qtbot.keyClicks(card.field, "muc 1")
    assert [card.model.data(card.model.index(row)) for row in range(card.model.rowCount())] == [
        "Mục 1", "Mục 10", "Mục 11", "Mục 12",
    ]  # fmt: skip
    qtbot.keyClick(card.field, Key.Key_Down)
    qtbot.keyClick(card.field, Key.Key_Return)
    assert window.reader.page.heading() == 9
    assert window.focusWidget() is window.reader.page
    assert window.studying.sections is None


def test_a_document_without_sections_says_so(open_window, qtbot):
    window = open_window("huong-dan")
    window.deeds["section"].trigger()
    assert window.studying.sections is None
    assert window.reader.notice.text == "Tài liệu này không chia mục."


def test_the_list_of_sections_begins_where_one_reads(open_window, qtbot):
    window = open_window("dai")
    window.reader.page.go_to_heading(4)
    window.studying.show_sections()
    assert window.studying.sections.view.currentIndex().row() == 4
    qtbot.keyClick(window.studying.sections.field, Key.Key_Escape)
    assert window.reader.page.heading() == 4


def test_the_sections_are_a_sound_model(app, qtmodeltester):
    model = Sections([Heading(2, "Mở đầu", 0), Heading(3, "Đê điều", 4)])
    qtmodeltester.check(model)
    model.narrow("de")
    assert [model.heading_at(row) for row in range(model.rowCount())] == [1]
    model.narrow("không có")
    assert model.rowCount() == 0
    qtmodeltester.check(model)


# alone


def test_only_the_page_and_all_comes_back(open_window, qtbot):
    window = open_window("dai")
    window.room.splitter.setSizes([180, 300, 600, 0])
    before = window.room.splitter.sizes()
    qtbot.keyClick(window.reader.page, Key.Key_F11)
    gone = (window.toolbar, window.library, window.room.lists, window.side, window.reader._footer)
    assert [part.isVisible() for part in gone] == [False] * 5
    assert window.reader.page.isVisible()
    qtbot.keyClick(window.reader.page, Key.Key_Escape)
    assert [part.isVisible() for part in gone] == [True, True, True, False, True]
    assert window.room.splitter.sizes() == before
    qtbot.keyClick(window.reader.page, Key.Key_F11)
    qtbot.keyClick(window.reader.page, Key.Key_F11)
    assert window.toolbar.isVisible()


@pytest.mark.parametrize("name", ["outline", "to_list", "search", "library"])
def test_what_needs_a_pane_brings_the_window_back(open_window, qtbot, name):
    window = open_window("dai")
    window.deeds["alone"].trigger()
    window.deeds[name].trigger()
    assert window.toolbar.isVisible()
    assert not window.studying.alone
    assert window.focusWidget() is None or window.focusWidget().isVisible()


def test_a_bar_above_the_page_goes_and_comes_with_the_rest(open_window, qtbot):
    window = open_window("dai")
    bar = window.personal.safekeeping.bar
    bar.show()
    window.deeds["alone"].trigger()
    assert not bar.isVisible()
    window.deeds["alone"].trigger()
    assert bar.isVisible()


def test_the_pages_of_the_handbook_are_not_chrome_that_stays(open_window, qtbot):
    window = open_window()
    window.deeds["handbook"].trigger()
    settle(qtbot, window)
    assert window.reader.contents.isVisible()
    window.deeds["alone"].trigger()
    assert not window.reader.contents.isVisible()
    window.deeds["alone"].trigger()
    assert window.reader.contents.isVisible()
    assert window.reader._footer.isVisible()


def test_f6_has_somewhere_to_go_when_the_page_is_alone(open_window, qtbot):
    window = open_window("dai")
    window.deeds["alone"].trigger()
    window.deeds["next_pane"].trigger()
    assert window.focusWidget() is window.reader.page


def test_the_full_screen_comes_and_goes(open_window, qtbot):
    window = open_window("dai")
    window.deeds["full_screen"].trigger()
    assert window.isFullScreen()
    window.deeds["full_screen"].trigger()
    assert not window.isFullScreen()
    window.deeds["full_screen"].trigger()
    window.close()
    assert not open_window("dai").isFullScreen()


# copying


def test_a_table_is_copied_as_rows_and_cells(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    cells = [leaf.block for leaf in page.typeset.leaves if leaf.text in ("Việc", "Trưởng thôn")]
    first, last = (page.typeset.block(page.typeset.leaf_of(block)) for block in cells)
    cursor = QTextCursor(first)
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    qtbot.keyClick(page, Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Việc\tNgười làm\nGọi điện\tTrưởng thôn"


def test_everything_is_copied_with_title_and_without_marks(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    page.selectAll()
    qtbot.keyClick(page, Key.Key_C, Modifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert "Xử lý khủng hoảng truyền thông khi có bão, lũ\n" in text
    assert "theo thứ tự.\n" in text
    assert text.endswith("\nTheo Nghị định 30/2020/NĐ-CP.")
    assert "\ufffc" not in text


def test_a_footnote_is_copied_with_its_source(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    note = page.typeset.leaves[page.typeset.anchor("note:1")]
    page.select(note.block, 0, len(note.text))
    qtbot.keyClick(page, Key.Key_C)
    quoted = QApplication.clipboard().text()
    assert quoted.startswith("“Theo Nghị định 30/2020/NĐ-CP.”\n(Xử lý khủng hoảng")
