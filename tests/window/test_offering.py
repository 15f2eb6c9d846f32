"""Quick open, recent and saved searches: the list under the box, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialogButtonBox

from desktop.library.reader.searches import Query, read
from desktop.library.reader.state import ReaderState
from desktop.window.panes.offers import OFFER, Offer, OffersModel
from desktop.window.widgets.save_search import SaveSearch, described

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
Key = Qt.Key


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


@pytest.fixture
def window(open_window, qtbot):
    made = open_window()
    to_box(qtbot, made)
    return made


def to_box(qtbot, window):
    qtbot.keyClick(window, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)


def type_in(qtbot, window, text):
    """Types into the box, and waits for the list and the results."""
    field = window.toolbar.omnibox.field
    qtbot.keyClicks(field, text)
    settle(qtbot, window)
    return field, window.offering.popup


def lines(popup):
    model = popup.model
    return [model.index(row).data(OFFER) for row in range(model.rowCount())]


def step_to(qtbot, field, popup, kind):
    while popup.chosen is None or popup.chosen.kind != kind:
        qtbot.keyClick(field, Key.Key_Down)
        assert popup.isVisible(), kind


def row_middle(popup, row, right=0):
    place = popup.view.visualRect(popup.model.index(row))
    return QPoint(place.right() - right if right else place.center().x(), place.center().y())


# while one types


def test_titles_lead_and_one_is_opened_by_keyboard(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    first = lines(popup)[0]
    assert (first.kind, first.key) == ("title", "khung-hoang")
    assert popup.chosen is None
    qtbot.keyClick(field, Key.Key_Down)
    assert popup.chosen == first
    assert window.focusWidget() is field
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"
    assert window.focusWidget() is window.reader.page
    assert (popup.isVisible(), field.text(), window.finding.active) == (False, "", False)


def test_enter_opens_the_first_result_unless_a_line_is_chosen(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    assert popup.isVisible()
    wanted = window.results.found.hits[0].id
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == wanted
    assert not popup.isVisible()


def test_values_of_a_field_are_offered_and_put_behind_its_name(window, qtbot):
    field, popup = type_in(qtbot, window, "bao hoinghi:thien")
    (only,) = lines(popup)
    assert (only.kind, only.text) == ("conference", "Hội nghị phòng, chống thiên tai 2026")
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    assert field.text() == 'bao hoinghi:"Hội nghị phòng, chống thiên tai 2026"'
    assert window.results.found.total


@pytest.mark.parametrize("width", [1366, 1024, 1920])
def test_the_list_leaves_the_choice_of_scope_to_be_seen(window, qtbot, width):
    window.resize(width, 768)
    _, popup = type_in(qtbot, window, "khung ho")
    scopes = window.results.head.scopes
    place = QRect(scopes.mapTo(window, QPoint(0, 0)), scopes.size())
    assert popup.isVisible()
    assert scopes.isVisible()
    assert not popup.geometry().intersects(place)
    qtbot.mouseClick(scopes.buttons["notes"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.finding.query.scope == "notes"


def test_a_choice_is_given_up_by_typing_on(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClicks(field, "a")
    assert popup.chosen is None
    settle(qtbot, window)
    assert popup.chosen is None


def test_down_goes_through_the_lines_into_the_results_and_up_comes_back(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    for row in range(popup.model.rowCount()):
        qtbot.keyClick(field, Key.Key_Down)
        assert popup.row == row
    qtbot.keyClick(field, Key.Key_Up)
    assert popup.row == popup.model.rowCount() - 2
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Down)
    assert not popup.isVisible()
    assert window.focusWidget() is window.results.view
    assert window.results.view.currentIndex().row() == 0
    qtbot.keyClick(window.results.view, Key.Key_Up)
    assert window.focusWidget() is field
    assert field.text() == "khung ho"


def test_up_from_the_first_line_is_the_box_again(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Up)
    assert popup.row == -1
    qtbot.keyClick(field, Key.Key_Up)
    assert (popup.row, field.text()) == (-1, "khung ho")


def test_page_down_skips_the_lines(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    qtbot.keyClick(field, Key.Key_PageDown)
    assert not popup.isVisible()
    assert window.focusWidget() is window.results.view


def test_esc_closes_the_list_only_and_then_the_search(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    qtbot.keyClick(field, Key.Key_Escape)
    assert (popup.isVisible(), field.text(), window.finding.active) == (False, "khung ho", True)
    qtbot.keyClick(field, Key.Key_Down)
    assert window.focusWidget() is window.results.view
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Escape)
    assert (field.text(), window.finding.active) == ("", False)


@pytest.mark.parametrize(
    ("typed", "kind", "query"),
    [
        ("le thi", "person", 'nguoi:"Lê Thị Mai"'),
        ("thien", "topic", 'chude:"Thiên tai"'),
        ("14", "number", "so:14/HD-PCTT"),
    ],
)
def test_what_is_no_title_becomes_the_query_of_its_field(window, qtbot, typed, kind, query):
    field, popup = type_in(qtbot, window, typed)
    step_to(qtbot, field, popup, kind)
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    assert (field.text(), window.results.found.query) == (query, query)
    assert window.results.found.total
    assert window.focusWidget() is field
    assert not popup.isVisible()


def test_a_term_is_completed(window, qtbot):
    field, popup = type_in(qtbot, window, "khung ho")
    step_to(qtbot, field, popup, "term")
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "khủng hoảng"
    settle(qtbot, window)


def test_a_click_takes_a_line_and_the_keyboard_stays(window, qtbot):
    field, popup = type_in(qtbot, window, "thien")
    row = next(row for row, one in enumerate(lines(popup)) if one.kind == "topic")
    with qtbot.waitSignal(window.finding.began):
        qtbot.mouseClick(
            popup.view.viewport(), Qt.MouseButton.LeftButton, pos=row_middle(popup, row)
        )
    assert field.text() == 'chude:"Thiên tai"'
    assert window.focusWidget() is field
    settle(qtbot, window)


def test_the_list_goes_when_the_keyboard_leaves_the_box(window, qtbot):
    _, popup = type_in(qtbot, window, "khung ho")
    qtbot.keyClick(window, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not popup.isVisible()
    assert window.focusWidget() is window.results.view


def test_the_list_lies_under_the_box_also_when_the_window_changes(window, qtbot):
    _, popup = type_in(qtbot, window, "khung ho")
    box = window.toolbar.omnibox
    for width in (1366, 1000):
        window.resize(width, 700)
        settle(qtbot, window)
        at = box.mapTo(window, QPoint(0, box.height()))
        assert (popup.x(), popup.width()) == (at.x(), box.width())
        scopes = window.results.head.scopes
        above = max(at.y(), scopes.mapTo(window, QPoint(0, scopes.height())).y())
        assert above < popup.y() < above + 10
        assert popup.geometry().bottom() < window.height()


def test_lines_are_read_aloud_with_what_they_are(window, qtbot):
    _, popup = type_in(qtbot, window, "khung ho")
    spoken = popup.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Xử lý khủng hoảng truyền thông khi có bão, lũ, Tài liệu"
    told = QAccessible.queryAccessibleInterface(popup.view)
    assert told.text(QAccessible.Text.Name) == "Gợi ý"


def test_the_model_keeps_qts_rules(app, qtmodeltester):
    model = OffersModel()
    model.show_offers([Offer("title", "Một", ((0, 2),), "mot"), Offer("clear", "Xóa")])
    qtmodeltester.check(model)


# before one types


def search(qtbot, window, text):
    """Searches and takes up what was found."""
    field = window.toolbar.omnibox.field
    window.finding.put(text)
    settle(qtbot, window)
    qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    to_box(qtbot, window)
    qtbot.keyClick(field, Key.Key_Escape)
    qtbot.keyClick(field, Key.Key_Escape)
    return field, window.offering.popup


def test_recent_searches_are_listed_in_an_empty_box_and_kept(window, open_window, qtbot):
    search(qtbot, window, "loa")
    search(qtbot, window, "khủng hoảng")
    window.close()
    again = open_window()
    popup = again.offering.popup
    assert not popup.isVisible()
    to_box(qtbot, again)
    assert [(one.kind, one.text) for one in lines(popup)] == [
        ("recent", "khủng hoảng"),
        ("recent", "loa"),
        ("clear", "Xóa các lần tìm gần đây"),
    ]
    assert popup.isVisible()
    field = again.toolbar.omnibox.field
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Down)
    with qtbot.waitSignal(again.finding.began):
        qtbot.keyClick(field, Key.Key_Return)
    assert (field.text(), again.results.found.query) == ("loa", "loa")
    settle(qtbot, again)


def test_they_are_cleared_in_one_step(window, qtbot, state_folder):
    field, popup = search(qtbot, window, "loa")
    to_box(qtbot, window)
    step_to(qtbot, field, popup, "clear")
    qtbot.keyClick(field, Key.Key_Return)
    settle(qtbot, window)
    with ReaderState(state_folder) as state:
        assert read(state, window.session.edition.library).recent == ()
    to_box(qtbot, window)
    assert not popup.isVisible()


def test_the_menu_clears_them_too(window, qtbot):
    search(qtbot, window, "loa")
    window.deeds["clear_recent"].trigger()
    assert window.offering.remembering.searches.recent == ()
    assert "Đã xóa" in window.reader.notice.text
    settle(qtbot, window)


def test_one_is_removed_by_delete_or_its_cross_but_not_by_backspace(window, qtbot):
    search(qtbot, window, "loa")
    field, popup = search(qtbot, window, "khủng hoảng")
    to_box(qtbot, window)
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Backspace)
    assert len(window.offering.remembering.searches.recent) == 2
    to_box(qtbot, window)
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Delete)
    assert [one.text for one in window.offering.remembering.searches.recent] == ["loa"]
    assert (popup.row, popup.chosen.text) == (0, "loa")
    cross = row_middle(popup, 0, right=12)
    qtbot.mouseClick(popup.view.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert window.offering.remembering.searches.recent == ()
    assert not popup.isVisible()
    settle(qtbot, window)


def test_a_search_is_saved_with_its_filters_run_again_and_removed(window, qtbot, state_folder):
    field, popup = type_in(qtbot, window, "thon")
    with qtbot.waitSignal(window.finding.began):
        window.results.head.facets.filters_changed.emit({"topics": "Thiên tai"})
    settle(qtbot, window)
    narrow = window.results.found.total
    qtbot.keyClick(window, Key.Key_L, Qt.KeyboardModifier.AltModifier)
    dialog = window.findChild(SaveSearch)
    assert dialog.name.text() == "thon"
    qtbot.keyClicks(dialog.name, "Ho dan")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    settle(qtbot, window)
    assert "Ho dan" in window.reader.notice.text
    with ReaderState(state_folder) as state:
        [saved] = read(state, window.session.edition.library).saved
    assert (saved.name, saved.query) == ("Ho dan", Query("thon", filters={"topics": "Thiên tai"}))
    window.finding.leave()
    to_box(qtbot, window)
    qtbot.keyClick(field, Key.Key_Down)
    assert (popup.chosen.kind, popup.chosen.text) == ("saved", "Ho dan")
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(field, Key.Key_Return)
    assert (window.results.found.total, field.text()) == (narrow, "thon")
    chips = window.results.head.facets.chips
    assert [chip.value for chip in chips if chip.value] == ["Thiên tai"]
    window.deeds["searches"].trigger()
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Delete)
    assert window.offering.remembering.searches.saved == ()
    settle(qtbot, window)


def test_a_search_without_a_name_is_not_saved(window, qtbot):
    type_in(qtbot, window, "thon")
    window.results.head.save.click()
    dialog = window.findChild(SaveSearch)
    dialog.name.clear()
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert window.offering.remembering.searches.saved == ()


def test_without_searches_the_keys_say_so(window, qtbot):
    window.deeds["save_search"].trigger()
    assert "Hãy tìm trước" in window.reader.notice.text
    window.deeds["searches"].trigger()
    assert "Chưa có lần tìm" in window.reader.notice.text
    assert not window.offering.popup.isVisible()


def test_a_search_in_words(app):
    assert described(Query("bão", literal=True, filters={"year": "2026"})) == (
        "“bão” · Năm: 2026 · đúng chữ đã gõ"
    )
    assert described(Query("bão", "notes")) == "“bão” · trong ghi chú của tôi"
