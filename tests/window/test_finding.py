"""Search as a reader uses it: the sheet of examples, hints, what else may be meant, chips."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.library.search import Found
from desktop.query_help import sections
from desktop.window.panes.result_delegate import HIT, badge_text
from desktop.window.panes.results import ResultsPane
from desktop.window.panes.results_head import ResultsHead
from desktop.window.theme import load
from desktop.window.widgets.facets import MOST, FacetBar
from desktop.window.widgets.query_sheet import QuerySheet
from index import FacetValue

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
FACETS = {
    "year": (FacetValue("2026", 3),),
    "conference": (FacetValue("Hội nghị phòng, chống thiên tai 2026", 3),),
    "topics": (FacetValue("Thiên tai", 2), FacetValue("Đê & kè", 1)),
}


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def search(qtbot, window, text):
    field = window.toolbar.omnibox.field
    field.setFocus()
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClicks(field, text)
    settle(qtbot, window)
    return window.results.head


def found(**what):
    plain = Found("bão", "bão", literal=False, total=3, milliseconds=4, hits=(), facets=FACETS)
    return msgspec.structs.replace(plain, **what)


@pytest.fixture
def head(app, qtbot):
    made = ResultsHead(load("light"), "vi")
    qtbot.addWidget(made)
    made.resize(520, 300)
    made.show()
    return made


# the sheet


def test_the_sheet_opens_by_its_key_and_puts_an_example_in_the_box(open_window, qtbot):
    window = open_window()
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(QuerySheet)
    assert sheet.isVisible()
    assert sheet.focusWidget() is sheet.examples[0]
    qtbot.keyClick(sheet.examples[0], Qt.Key.Key_Down)
    assert sheet.focusWidget() is sheet.examples[1]
    qtbot.keyClick(sheet.examples[1], Qt.Key.Key_Up)
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(sheet.examples[0], Qt.Key.Key_Return)
    example = sections("vi")[0].examples[0].typed
    assert window.toolbar.omnibox.field.text() == example
    assert window.results.found.query == example
    assert window.focusWidget() is window.toolbar.omnibox.field
    settle(qtbot, window)


def test_the_question_mark_in_the_box_opens_the_sheet_and_a_click_chooses(open_window, qtbot):
    window = open_window()
    mark = window.toolbar.omnibox.findChild(QToolButton, "query_help")
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    sheet = window.findChild(QuerySheet)
    with qtbot.waitSignal(window.finding.began):
        qtbot.mouseClick(sheet.examples[2], Qt.MouseButton.LeftButton)
    assert window.toolbar.omnibox.field.text() == sections("vi")[0].examples[2].typed
    settle(qtbot, window)


def test_the_sheet_closes_with_esc_and_changes_nothing(open_window, qtbot):
    window = open_window()
    window.deeds["query_help"].trigger()
    sheet = window.findChild(QuerySheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.toolbar.omnibox.field.text() == ""
    assert not window.finding.active


def test_every_example_is_shown_with_what_it_finds(open_window):
    window = open_window()
    window.deeds["query_help"].trigger()
    sheet = window.findChild(QuerySheet)
    every = [one for section in sections("vi") for one in section.examples]
    assert [button.text() for button in sheet.examples] == [one.typed for one in every]
    sheet.reject()


# hints and suggestions


def test_a_hint_is_one_quiet_line_and_goes_with_the_next_answer(open_window, qtbot):
    window = open_window()
    head = search(qtbot, window, "nam:hai thon")
    assert head.hint.isVisible()
    assert "nam:2026" in head.hint.text()
    window.toolbar.omnibox.field.clear()
    search(qtbot, window, "thon")
    assert not head.hint.isVisible()


def test_what_may_be_meant_is_searched_by_keyboard(head, qtbot):
    head.show_found(found(suggestion="sửa chữa"), {})
    assert head.suggestion.isVisible()
    head.literal.setFocus()
    qtbot.keyClick(head.literal, Qt.Key.Key_Tab)
    assert head.focusWidget() is head.suggestion
    with qtbot.waitSignal(head.suggestion_requested) as asked:
        qtbot.keyClick(head.suggestion, Qt.Key.Key_Space)
    assert asked.args == ["sửa chữa"]
    head.show_found(found(), {})
    assert not head.suggestion.isVisible()


def test_a_suggestion_taken_stands_in_the_box(open_window, qtbot):
    window = open_window()
    head = search(qtbot, window, "thon")
    with qtbot.waitSignal(window.finding.began):
        head.suggestion_requested.emit("loa truyền thanh")
    assert window.toolbar.omnibox.field.text() == "loa truyền thanh"
    assert window.results.found.query == "loa truyền thanh"
    settle(qtbot, window)


def test_alt_e_searches_to_the_letter_and_back(open_window, qtbot):
    window = open_window()
    search(qtbot, window, "khung hoang")
    assert window.results.found.total
    for literal in (True, False):
        with qtbot.waitSignal(window.finding.began):
            qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
        assert window.results.found.literal is literal
    settle(qtbot, window)


# chips


def chosen(qtbot, bar, chip, *keys):
    """What the bar asks for after these keys in the chip's menu."""
    menu = chip.findChild(QMenu)
    with qtbot.waitSignal(bar.filters_changed) as changed:
        for key in keys:
            qtbot.keyClick(menu, key)
    return changed.args[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_alt_f_and_a_menu_narrow_the_search(open_window, qtbot, key):
    window = open_window()
    head = search(qtbot, window, "thon")
    everything = window.results.found.total
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    bar = head.facets
    assert bar.focusWidget() is bar.chips[0]
    topics = next(chip for chip in bar.chips if chip.name == "topics")
    while bar.focusWidget() is not topics:
        qtbot.keyClick(bar.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(topics, key)
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(topics.findChild(QMenu), Qt.Key.Key_Return)
    assert window.results.found.total < everything
    assert topics.text() == "Thiên tai"
    assert window.focusWidget() is topics
    qtbot.keyClick(topics, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(topics.findChild(QMenu), Qt.Key.Key_Return)
    assert window.results.found.total == everything
    settle(qtbot, window)


def test_a_search_narrowed_stays_so_while_typing_and_not_after_esc(open_window, qtbot):
    window = open_window()
    head = search(qtbot, window, "thon")
    with qtbot.waitSignal(window.finding.began):
        head.facets.filters_changed.emit({"topics": "Thiên tai"})
    narrow = window.results.found.total
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClicks(window.toolbar.omnibox.field, " danh")
    assert window.results.found.total <= narrow
    assert [chip.value for chip in head.facets.chips if chip.value] == ["Thiên tai"]
    qtbot.keyClick(window.toolbar.omnibox.field, Qt.Key.Key_Escape)
    search(qtbot, window, "thon")
    assert [chip.value for chip in head.facets.chips if chip.value] == []


def test_chips_show_names_and_values_and_hide_what_cannot_narrow(head):
    head.show_found(found(), {"conference": "Hội nghị phòng, chống thiên tai 2026"})
    shown = [chip.text() for chip in head.facets.chips if chip.isVisible()]
    assert shown == ["Năm", "Phòng, chống thiên tai 2026", "Chủ đề"]
    conference = head.facets.chips[1]
    assert conference.accessibleName() == "Hội nghị: Phòng, chống thiên tai 2026"
    assert conference.property("on") == 1


def test_the_cross_of_a_chip_and_delete_widen_but_backspace_never_does(head, qtbot):
    bar = head.facets
    head.show_found(found(), {"year": "2026", "topics": "Thiên tai"})
    year = bar.chips[0]
    year.setFocus()
    with qtbot.assertNotEmitted(bar.filters_changed):
        qtbot.keyClick(year, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(bar.filters_changed) as changed:
        qtbot.keyClick(year, Qt.Key.Key_Delete)
    assert changed.args == [{"topics": "Thiên tai"}]
    end = year.rect().center()
    end.setX(year.width() - 10)
    with qtbot.waitSignal(bar.filters_changed):
        qtbot.mouseClick(year, Qt.MouseButton.LeftButton, pos=end)


def test_a_menu_lists_values_with_counts_and_marks_the_chosen(head, qtbot):
    bar = head.facets
    head.show_found(found(), {"topics": "Đê & kè"})
    topics = next(chip for chip in bar.chips if chip.name == "topics")
    qtbot.keyClick(topics, Qt.Key.Key_Space)
    rows = [one.text() for one in topics.findChild(QMenu).actions() if not one.isSeparator()]
    assert rows == ["Không thu hẹp nữa", "Thiên tai\t2", "Đê && kè\t1"]
    assert [one.isChecked() for one in topics.findChild(QMenu).actions()][-2:] == [False, True]
    assert chosen(qtbot, bar, topics, Qt.Key.Key_Down, Qt.Key.Key_Return) == {"topics": "Thiên tai"}


def test_years_are_listed_newest_first(head, qtbot):
    years = (FacetValue("2024", 9), FacetValue("2026", 1), FacetValue("2025", 5))
    head.show_found(found(facets={"year": years}), {})
    year = head.facets.chips[0]
    qtbot.keyClick(year, Qt.Key.Key_Space)
    menu = year.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == ["2026\t1", "2025\t5", "2024\t9"]
    menu.close()


def test_a_long_menu_ends_with_advice(head, qtbot):
    many = tuple(FacetValue(f"Báo cáo viên {number}", 1) for number in range(MOST + 5))
    head.show_found(found(facets={"people": many}), {})
    people = next(chip for chip in head.facets.chips if chip.name == "people")
    qtbot.keyClick(people, Qt.Key.Key_Space)
    menu = people.findChild(QMenu)
    assert len(menu.actions()) == MOST + 1
    assert not menu.actions()[-1].isEnabled()
    menu.close()


def test_chips_step_with_the_arrows_and_stop_at_the_ends(head, qtbot):
    head.show_found(found(), {})
    bar = head.facets
    bar.focus_chip()
    names = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(bar.focusWidget(), key)
        names.append(bar.focusWidget().name)
    assert names == ["conference", "topics", "topics", "year"]


def test_chips_go_into_new_lines_and_stay_inside(app, qtbot):
    bar = FacetBar(load("light"))
    qtbot.addWidget(bar)
    bar.show()
    bar.show_facets(FACETS, {})
    heights = []
    for width in (600, 180):
        bar.resize(width, bar.height())
        shown = [chip for chip in bar.chips if not chip.isHidden()]
        assert all(bar.rect().contains(chip.geometry()) for chip in shown)
        places = [chip.geometry() for chip in shown]
        assert not any(a.intersects(b) for a in places for b in places if a is not b)
        heights.append(bar.height())
    assert heights[1] > heights[0]


def test_nothing_found_says_that_the_search_is_narrowed(open_window, qtbot):
    window = open_window()
    search(qtbot, window, "thon")
    window.results.show_found(found(query="thôn", total=0), {"year": "2020"})
    assert "đã chọn ở trên" in window.results._empty.text()
    assert window.results.head.facets.chips[0].text() == "2020"


def test_the_badge_of_an_abbreviation_names_it(open_window, qtbot):
    window = open_window()
    search(qtbot, window, "thon")
    hit = window.results.found.hits[0]
    snippet = msgspec.structs.replace(hit.snippet, text="Theo UBND xã", marks=((5, 9),))
    short = msgspec.structs.replace(hit, level="abbreviated", snippet=snippet)
    assert badge_text(short) == "Viết tắt: UBND"
    assert badge_text(msgspec.structs.replace(short, level="exact")) == "Đúng dấu"


# a narrow window


def shown(window):
    return not window.results.isHidden(), not window.reader.isHidden()


def test_in_a_narrow_window_results_cover_the_document_until_one_is_opened(open_window, qtbot):
    window = open_window("dai")
    window.resize(900, 700)
    search(qtbot, window, "khung hoang")
    assert shown(window) == (True, False)
    assert window.results.width() == window.room.splitter.width()
    field = window.toolbar.omnibox.field
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(window.results.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.room.lists.isHidden()
    assert window.reader.isVisible()
    assert window.reader.width() == window.room.splitter.width()
    assert window.focusWidget() is window.reader.page
    assert window.reader.page.hits[0] == 1
    qtbot.keyClick(window.reader.page, Qt.Key.Key_Escape)
    assert window.room.lists.isVisible()
    assert window.reader.isHidden()
    assert window.focusWidget() is window.results.view
    qtbot.keyClick(window.results.view, Qt.Key.Key_Escape)
    assert window.reader.isVisible()
    assert not window.finding.active


def test_the_document_key_and_f6_reach_what_is_shown_in_a_narrow_window(open_window, qtbot):
    window = open_window("dai")
    window.resize(900, 700)
    search(qtbot, window, "khung hoang")
    window.deeds["next_pane"].trigger()
    assert window.focusWidget() is window.results.view
    window.deeds["next_pane"].trigger()
    assert window.focusWidget() is window.toolbar.omnibox.field
    window.deeds["to_document"].trigger()
    assert window.reader.isVisible()
    assert window.focusWidget() is window.reader.page


def test_alt_f_brings_the_results_back_in_a_narrow_window(open_window, qtbot):
    window = open_window("dai", "khung hoang")
    window.resize(900, 700)
    assert shown(window)[1]
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert window.results.isVisible()
    assert window.focusWidget() in window.results.head.facets.chips


def test_widening_the_window_shows_both(open_window, qtbot):
    window = open_window("dai")
    window.resize(900, 700)
    search(qtbot, window, "khung hoang")
    window.resize(1100, 700)
    assert shown(window) == (True, True)


# more results


def test_after_a_search_the_list_is_as_narrow_as_before(open_window, qtbot):
    window = open_window()
    before = window.room.splitter.sizes()
    search(qtbot, window, "bao")
    assert window.results.isVisible()
    settle(qtbot, window)
    for _ in ("suggestions", "search"):
        qtbot.keyClick(window.toolbar.omnibox.field, Qt.Key.Key_Escape)
    assert not window.finding.active
    assert window.room.splitter.sizes() == before


def test_the_list_asks_for_more_when_its_end_is_reached(open_window, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.window.searching.FIRST", 1)
    window = open_window()
    results = window.results
    search(qtbot, window, "thon")
    total = results.found.total
    assert total > 1
    qtbot.waitUntil(lambda: results.model.rowCount() == total)  # one card leaves room below it
    first = results.model.index(0).data(HIT)
    assert results.found.hits[0].id == first.id
    assert len({hit.id for hit in results.found.hits}) == total
    assert results.view.currentIndex().row() == 0
    settle(qtbot, window)


# before anybody asks


def test_the_first_answer_is_made_ready_and_shown_to_nobody(open_window, qtbot, monkeypatch):
    ready = []
    prepare = ResultsPane.prepare

    def prepared(pane, answer):
        prepare(pane, answer)
        ready.append(answer)

    monkeypatch.setattr(ResultsPane, "prepare", prepared)
    window = open_window()
    settle(qtbot, window)
    (answer,) = ready
    assert any(hit.title.startswith(answer.query) for hit in answer.hits)
    assert not window.finding.active
    assert window.results.found is None
    assert window.results.model.rowCount() == 0
    assert not window.results.isVisible()
    search(qtbot, window, "bao")
    assert window.results.found.query == "bao"
    assert window.results.model.rowCount() == len(window.results.found.hits)
