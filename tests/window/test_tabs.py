"""Tabs over the document, by keys and clicks on a real library."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.annotations import annotations
from desktop.library.reader.state import ReaderState
from desktop.window import side
from desktop.window.main_window import MainWindow
from desktop.window.panes.cards import CARD
from desktop.window.panes.note_editor import NoteEdit
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
CONTROL = Qt.KeyboardModifier.ControlModifier


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def key(qtbot, window, name, modifiers=CONTROL):
    qtbot.keyClick(window.focusWidget() or window, name, modifiers)
    settle(qtbot, window)


def row_of(window, identifier):
    model = window.documents.model
    rows = [model.index(row) for row in range(model.rowCount())]
    return next(row for row in rows if row.data(CARD) and row.data(CARD).id == identifier)


def open_beside(qtbot, window, identifier):
    """Ctrl+Enter on a row of the list."""
    view = window.documents.view
    view.setCurrentIndex(row_of(window, identifier))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)


def ids(window):
    return [tab.id for tab in window.tabs.tabs]


def shown(window):
    return window.session.card.id if window.session.card else ""


def titles(window):
    bar = window.reader.tabs.bar
    return [bar.tabText(at) for at in range(bar.count())]


@pytest.fixture
def three(open_window, qtbot):
    window = open_window("khung-hoang")
    open_beside(qtbot, window, "dai")
    open_beside(qtbot, window, "huong-dan")
    return window


def test_nothing_open_shows_no_tab(open_window):
    window = open_window()
    assert window.reader.tabs.isHidden()


def test_ctrl_enter_opens_a_row_in_a_tab_of_its_own(three):
    assert ids(three) == ["khung-hoang", "dai", "huong-dan"]
    assert shown(three) == "huong-dan"
    assert titles(three)[1] == "Tài liệu dài"
    assert three.focusWidget() is three.reader.page


def test_ctrl_enter_on_what_has_a_tab_turns_to_it(three, qtbot):
    open_beside(qtbot, three, "dai")
    assert ids(three) == ["khung-hoang", "dai", "huong-dan"]
    assert shown(three) == "dai"


def test_the_keys_turn_and_go_around_the_ends(three, qtbot):
    key(qtbot, three, Qt.Key.Key_Tab)
    assert shown(three) == "khung-hoang"
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert shown(three) == "huong-dan"
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert shown(three) == "dai"
    key(qtbot, three, Qt.Key.Key_PageDown)
    assert shown(three) == "huong-dan"


def test_a_tab_has_its_own_way_back(three, qtbot):
    three.session.open_document("da-thu-hoi")
    settle(qtbot, three)
    key(qtbot, three, Qt.Key.Key_Tab)
    assert not three.deeds["back"].isEnabled()
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert shown(three) == "da-thu-hoi"
    key(qtbot, three, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(three) == "huong-dan"
    key(qtbot, three, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(three) == "da-thu-hoi"


def test_a_tab_keeps_its_place(three, qtbot):
    key(qtbot, three, Qt.Key.Key_PageUp)
    three.reader.page.go_to_heading(7)
    place = three.reader.page.place()
    key(qtbot, three, Qt.Key.Key_Tab)
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert three.reader.page.place()[:2] == place[:2]


def test_closing_brings_the_neighbour_and_ctrl_r_the_tab_back(three, qtbot):
    key(qtbot, three, Qt.Key.Key_PageUp)
    three.reader.page.go_to_heading(7)
    key(qtbot, three, Qt.Key.Key_W)
    assert (ids(three), shown(three)) == (["khung-hoang", "huong-dan"], "huong-dan")
    key(qtbot, three, Qt.Key.Key_R)
    assert (ids(three), shown(three)) == (["khung-hoang", "dai", "huong-dan"], "dai")
    assert three.reader.page.heading() == 7


def test_the_last_tab_closes_to_an_empty_page(open_window, qtbot):
    window = open_window("khung-hoang")
    key(qtbot, window, Qt.Key.Key_W)
    assert window.reader.is_blank
    assert window.reader.tabs.isHidden()
    assert not window.deeds["print"].isEnabled()
    assert window.side.outline.model().rowCount() == 0
    key(qtbot, window, Qt.Key.Key_W)
    assert ids(window) == [""]
    key(qtbot, window, Qt.Key.Key_R)
    assert (ids(window), shown(window)) == (["khung-hoang"], "khung-hoang")


def test_a_new_tab_is_empty_and_waits_in_the_box(open_window, qtbot):
    window = open_window("khung-hoang")
    key(qtbot, window, Qt.Key.Key_T)
    assert window.reader.is_blank
    assert window.focusWidget() is window.toolbar.omnibox.field
    window.documents.view.setCurrentIndex(row_of(window, "dai"))
    window.documents.view.setFocus()
    key(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert ids(window) == ["khung-hoang", "dai"]
    assert not window.deeds["back"].isEnabled()


def test_the_middle_button_opens_and_closes(open_window, qtbot):
    window = open_window("khung-hoang")
    view = window.documents.view
    place = view.visualRect(row_of(window, "dai")).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    settle(qtbot, window)
    assert ids(window) == ["khung-hoang", "dai"]
    bar = window.reader.tabs.bar
    qtbot.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(0).center())
    settle(qtbot, window)
    assert (ids(window), shown(window)) == (["dai"], "dai")


def test_the_cross_closes_its_own_tab(three, qtbot):
    bar = three.reader.tabs.bar
    cross = bar.tabButton(0, bar.ButtonPosition.RightSide)
    assert isinstance(cross, QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    settle(qtbot, three)
    assert (ids(three), shown(three)) == (["dai", "huong-dan"], "huong-dan")


def test_a_link_opens_in_a_tab_by_ctrl_enter(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    for _ in range(20):
        qtbot.keyClick(page, Qt.Key.Key_Tab)
        stop = page.stopping.current
        if stop is not None and stop.href.startswith("briefing:"):
            break
    key(qtbot, window, Qt.Key.Key_Return)
    assert ids(window) == ["khung-hoang", "huong-dan"]


def test_a_hit_opens_in_a_tab_with_its_words_marked(open_window, qtbot):
    window = open_window("dai")
    window.finding.put("bản tin kế tiếp")
    qtbot.waitUntil(lambda: window.finding.active and window.settled)
    window.results.view.setFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    assert ids(window) == ["dai", "khung-hoang"]
    at, many = window.reader.page.hits
    assert 1 <= at <= many


def test_a_tab_that_cannot_be_opened_goes_and_says_so(open_window, qtbot):
    window = open_window("khung-hoang")
    window.tabs.open("khong-co")
    settle(qtbot, window)
    assert (ids(window), shown(window)) == (["khung-hoang"], "khung-hoang")
    assert "khong-co" in window.reader.notice.text
    assert window.reader.notice.isVisible()
    open_beside(qtbot, window, "dai")
    assert not window.reader.notice.isVisible()


def test_arrows_on_the_tabs_keep_the_keyboard_there(three, qtbot):
    bar = three.reader.tabs.bar
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    settle(qtbot, three)
    assert shown(three) == "dai"
    assert three.focusWidget() is bar


def test_tabs_may_be_moved(three, qtbot):
    three.reader.tabs.bar.moveTab(2, 0)
    assert ids(three) == ["huong-dan", "khung-hoang", "dai"]
    key(qtbot, three, Qt.Key.Key_Tab)
    assert shown(three) == "khung-hoang"


def test_many_tabs_scroll_and_long_titles_are_told_whole(open_window, qtbot):
    window = open_window("khung-hoang")
    long = "Tên rất dài & còn dài hơn nữa " * 10
    for _ in range(30):
        window.reader.tabs.insert(1, long)
    bar = window.reader.tabs.bar
    window.repaint()
    assert bar.width() <= window.reader.width()
    assert max(bar.tabRect(at).width() for at in range(bar.count())) <= 210
    assert [bar.tabToolTip(1), bar.accessibleTabName(1)] == [long, long]
    arrows = [one for one in bar.children() if isinstance(one, QToolButton) and one.isVisible()]
    assert any(one.arrowType() == Qt.ArrowType.RightArrow for one in arrows)


def test_every_tab_is_there_again_at_the_next_start(three, qtbot, open_window):
    key(qtbot, three, Qt.Key.Key_PageUp)
    three.reader.page.go_to_heading(6)
    three.session.open_document("da-thu-hoi")
    settle(qtbot, three)
    three.close()
    again = open_window()
    assert ids(again) == ["khung-hoang", "da-thu-hoi", "huong-dan"]
    assert shown(again) == "da-thu-hoi"
    key(qtbot, again, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(again) == "dai"
    assert again.reader.page.heading() == 6


def test_a_document_named_at_the_start_comes_beside_them(three, open_window):
    three.close()
    again = open_window("da-thu-hoi")
    assert ids(again) == ["khung-hoang", "dai", "huong-dan", "da-thu-hoi"]
    assert shown(again) == "da-thu-hoi"


def test_what_is_gone_is_told_quietly(three, open_window):
    three.tabs.tabs[0].id, three.tabs.tabs[0].title = "da-mat", "Tài liệu đã mất"
    three.tabs.tabs[2].id, three.tabs.tabs[2].title = "cung-mat", "Cũng mất"
    three.close()
    again = open_window()
    assert (ids(again), shown(again)) == (["dai"], "dai")
    assert "Tài liệu đã mất; Cũng mất" in again.reader.notice.text
    assert not again.reader.notice.warns


@pytest.mark.parametrize("kept", ["{", '{"tabs": 3}', '{"at": -5, "tabs": []}'])
def test_tabs_of_another_version_are_let_be(open_window, kept):
    window = open_window()
    window.close()
    window._preferences.set_text(f"tabs-{window.session.edition.library}", kept)
    window._preferences.save()
    again = open_window()
    assert ids(again) == [""]


def refuse():
    raise EnvironmentFault("disk_full", path="reader.sqlite")


def write_a_note(qtbot, window, words, note):
    leaf = next(leaf for leaf in window.reader.page.typeset.leaves if words in leaf.text)
    start = leaf.text.index(words)
    window.reader.page.select(leaf.block, start, start + len(words))
    qtbot.keyClick(window.reader.page, Qt.Key.Key_N)
    edit = window.side.notes.findChild(NoteEdit)
    qtbot.keyClicks(edit, note)
    return edit


def test_a_note_being_written_is_kept_by_turning(three, qtbot):
    write_a_note(qtbot, three, "Mỗi thôn", "Hoi lai")
    key(qtbot, three, Qt.Key.Key_Tab)
    assert three.session.notes.all() == []
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert [one.annotation.note for one in three.session.notes.all()] == ["Hoi lai"]


def test_a_note_being_written_is_kept_by_closing_the_window(three, qtbot, open_window):
    write_a_note(qtbot, three, "Mỗi thôn", "Hoi lai")
    three.close()
    again = open_window()
    assert [one.annotation.note for one in again.session.notes.all()] == ["Hoi lai"]


def test_a_note_that_cannot_be_saved_is_there_when_its_tab_is(
    three, qtbot, monkeypatch, state_folder
):
    whole = three.session.keeper.state
    monkeypatch.setattr(three.session.keeper, "state", refuse)
    write_a_note(qtbot, three, "Mỗi thôn", "Hoi lai")
    key(qtbot, three, Qt.Key.Key_Tab)
    monkeypatch.setattr(three.session.keeper, "state", whole)
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert [one.annotation.note for one in three.session.notes.all()] == ["Hoi lai"]
    three.session.notes.retry()
    with qtbot.waitSignal(three.session.notes.saved):
        pass
    library = three.session.edition.library
    with ReaderState(state_folder) as state:
        assert [one.note for one in annotations(state, library, "huong-dan")] == ["Hoi lai"]


def test_the_window_stays_while_a_note_cannot_be_saved(three, qtbot, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(three.session.keeper, "state", refuse)
        write_a_note(qtbot, three, "Mỗi thôn", "Hoi lai")
        with qtbot.waitSignal(three.session.notes.refused):
            three.close()
        assert three.isVisible()
        settle(qtbot, three)
        assert three.isVisible()
        assert "Đóng cửa sổ lần nữa" in three.reader.notice.text
    with qtbot.waitSignal(three.noting.freed):
        three.session.notes.retry()
    assert not three.isVisible()


def test_what_could_not_be_saved_is_still_said_over_another_document(three, qtbot, monkeypatch):
    monkeypatch.setattr(three.session.keeper, "state", refuse)
    write_a_note(qtbot, three, "Mỗi thôn", "Hoi lai")
    key(qtbot, three, Qt.Key.Key_Tab)
    assert three.reader.notice.warns
    monkeypatch.undo()
    three.session.notes.retry()
    settle(qtbot, three)
    assert not three.reader.notice.warns


def test_a_deletion_is_undone_after_turning_there_and_back(three, qtbot):
    leaf = three.reader.page.typeset.leaves[-1]
    identifier = three.session.notes.add([(leaf.block, 0, 4)], "idea", "a")
    three.session.notes.remove(identifier)
    key(qtbot, three, Qt.Key.Key_Tab)
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert three.session.notes.all() == []
    three.deeds["undo"].trigger()
    assert [one.annotation.note for one in three.session.notes.all()] == ["a"]


def test_notes_and_outline_are_those_of_the_tab(three, qtbot):
    three.room.show_side(side.OUTLINE)
    key(qtbot, three, Qt.Key.Key_PageUp)
    assert three.side.outline.model().rowCount() == 12
    key(qtbot, three, Qt.Key.Key_PageDown)
    assert three.side.outline.model().rowCount() == 0


def test_tabs_are_on_the_disk_before_the_window_closes(open_window, qtbot, state_folder):
    """A power cut loses none: what is read here is the file, not what the window knows."""
    window, file = open_window("khung-hoang"), state_folder / "window.ini"

    def written():
        return file.read_text(encoding="utf-8") if file.exists() else ""

    qtbot.waitUntil(lambda: "khung-hoang" in written())
    window.tabs.open("dai")
    qtbot.waitUntil(lambda: "dai" in written() and "khung-hoang" in written())
    window.tabs.close(0)
    qtbot.waitUntil(lambda: "khung-hoang" not in written())
    assert "dai" in written()


def test_a_window_closed_before_its_library_is_open_keeps_the_tabs(
    open_window, qtbot, state_folder, library_folder
):
    first = open_window("khung-hoang")
    first.close()
    appearance = Appearance("light")
    appearance.start()
    session, preferences = Session(library_folder, state_folder), Preferences(state_folder)
    hasty = MainWindow(session, appearance, preferences, "vi")
    hasty.show()
    hasty.start()
    hasty.close()
    hasty.deleteLater()
    again = open_window()
    assert [tab.id for tab in again.tabs.tabs] == ["khung-hoang"]
