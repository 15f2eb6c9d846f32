"""Links, footnotes, figures and tables are reached by Tab, by the mouse, and shown large."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from desktop.window.reader.pinned import pinned
from desktop.window.reader.stops import Stop, Stops

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key, Modifier = Qt.Key, Qt.KeyboardModifier


def kinds(window):
    """What each stop of the page is, in order."""
    return [stop.href or stop.node.kind for stop in window.reader.page.typeset.stops._stops]


def tab_to(qtbot, window, kind):
    """Tab until the stop is of this kind."""
    page = window.reader.page
    for _ in kinds(window):
        qtbot.keyClick(page, Key.Key_Tab)
        stop = page.stopping.current
        if stop is not None and (stop.href or stop.node.kind) == kind:
            return stop
    raise AssertionError(kind)


def middle(page, start):
    """The viewport point in the middle of what begins at a position."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(start)
    left = page.cursorRect(cursor)
    cursor.setPosition(start + 1)
    return QPoint((left.left() + page.cursorRect(cursor).left()) // 2, left.center().y())


def test_tab_visits_every_stop_in_order_and_leaves(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    assert kinds(window) == ["#note:1", "briefing:huong-dan", "table", "figure", "#ref:1"]
    seen = []
    for _ in range(5):
        qtbot.keyClick(page, Key.Key_Tab)
        assert page.hasFocus()
        seen.append(page.stopping.current)
        box = page.stopping._boxes(seen[-1])[0]
        assert page.viewport().rect().intersects(box.toRect())
    assert seen == page.typeset.stops._stops
    qtbot.keyClick(page, Key.Key_Backtab)
    assert page.stopping.current is seen[3]
    for _ in range(2):
        qtbot.keyClick(page, Key.Key_Tab)
    assert page.stopping.current is None
    assert not page.hasFocus()


def test_the_note_is_shown_where_the_keyboard_stops(open_window, qtbot):
    window = open_window("khung-hoang")
    page, card = window.reader.page, window.reader.page.stopping.card
    qtbot.keyClick(page, Key.Key_Tab)
    assert card.isVisible()
    assert card.text == "1. Theo Nghị định 30/2020/NĐ-CP."
    assert not card.geometry().intersects(page.stopping._area(page.stopping.current))
    qtbot.keyClick(page, Key.Key_Escape)
    assert not card.isVisible()
    assert page.stopping.current is None


def test_a_note_is_followed_and_left_again(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    window.resize(1366, 420)
    qtbot.waitUntil(lambda: window.settled)
    assert not window.deeds["back"].isEnabled()
    stop = tab_to(qtbot, window, "#note:1")
    qtbot.keyClick(page, Key.Key_Return)
    assert page.verticalScrollBar().value() > 0
    assert window.deeds["back"].isEnabled()
    window.deeds["back"].trigger()
    assert page.stopping.current is stop
    assert page.stopping._seen(stop.start)
    assert not window.deeds["back"].isEnabled()


def test_the_number_of_a_note_leads_back(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    tab_to(qtbot, window, "#ref:1")
    down = page.verticalScrollBar().value()
    qtbot.keyClick(page, Key.Key_Return)
    assert page.verticalScrollBar().value() < down


def test_the_number_leads_back_to_where_the_note_was_followed(open_window, qtbot):
    """Two marks may lead to one note: back is where one came from."""
    window = open_window("khung-hoang")
    page = window.reader.page
    stop = tab_to(qtbot, window, "#note:1")
    qtbot.keyClick(page, Key.Key_Return)
    tab_to(qtbot, window, "#ref:1")
    assert page.stopping.card.text == "Về chỗ đang đọc"
    qtbot.keyClick(page, Key.Key_Return)
    assert page.stopping.current is stop
    assert not page.can_return


def test_the_way_back_inside_comes_before_the_document_before(open_window, qtbot):
    window = open_window("dai")
    window.session.open_document("khung-hoang")
    qtbot.waitUntil(lambda: window.settled)
    window.reader.page.follow("#note:1")
    window.deeds["back"].trigger()
    assert window.session.card.id == "khung-hoang"
    with qtbot.waitSignal(window.session.document_opened):
        window.deeds["back"].trigger()
    assert window.session.card.id == "dai"


def test_a_citation_is_followed_by_enter(open_window, qtbot):
    window = open_window("khung-hoang")
    tab_to(qtbot, window, "briefing:huong-dan")
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(window.reader.page, Key.Key_Return)
    assert window.session.card.id == "huong-dan"


def test_the_mouse_over_a_mark_shows_the_note(open_window, qtbot):
    window = open_window("khung-hoang")
    page, card = window.reader.page, window.reader.page.stopping.card
    point = middle(page, page.typeset.stops._stops[0].start)
    qtbot.mouseMove(page.viewport(), point)
    qtbot.waitUntil(card.isVisible)
    assert "Nghị định 30/2020" in card.text
    qtbot.mouseMove(page.viewport(), QPoint(40, point.y() + 120))
    qtbot.waitUntil(lambda: not card.isVisible())


def test_a_click_on_a_mark_goes_to_its_note(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    window.resize(1366, 420)
    qtbot.waitUntil(lambda: window.settled)
    qtbot.mouseClick(
        page.viewport(),
        Qt.MouseButton.LeftButton,
        pos=middle(page, page.typeset.stops._stops[0].start),
    )
    assert page.can_return


# shown large


@pytest.mark.parametrize(
    ("kind", "name"), [("figure", "Hình: Hình 1. Ba bước"), ("table", "Bảng: Việc, Người làm")]
)
def test_enter_shows_it_large_and_esc_returns(open_window, qtbot, kind, name):
    window = open_window("khung-hoang")
    page = window.reader.page
    stop = tab_to(qtbot, window, kind)
    qtbot.keyClick(page, Key.Key_Return)
    large = window.studying.enlarged
    assert large.geometry() == window.rect()
    assert large.view.accessibleName() == name
    assert window.focusWidget() is large.view
    zoom = page.zoom
    for _ in range(3):
        qtbot.keyClick(large.view, Key.Key_Plus, Modifier.ControlModifier)
    assert large.view.percent == 175
    qtbot.keyClick(large.view, Key.Key_Minus, Modifier.ControlModifier)
    assert large.view.percent == 150
    assert page.zoom == zoom, "the page's own letters stay"
    qtbot.keyClick(large.view, Key.Key_0, Modifier.ControlModifier)
    assert large.view.percent == 100
    qtbot.keyClick(large.view, Key.Key_Escape)
    assert window.studying.enlarged is None
    assert window.focusWidget() is page
    assert page.stopping.current is stop


def test_a_large_figure_is_moved_by_keys_and_by_dragging(open_window, qtbot):
    window = open_window("khung-hoang")
    tab_to(qtbot, window, "figure")
    qtbot.keyClick(window.reader.page, Key.Key_Return)
    view = window.studying.enlarged.view
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    assert (across.maximum(), down.maximum()) == (0, 0), "it fits"
    for _ in range(20):
        window.studying.enlarged.step(1)
    assert view.percent == 400
    middle_of = (across.value(), down.value())
    assert abs(across.value() - across.maximum() / 2) < 20, "its middle stays in the middle"
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Up)
    assert (across.value() - middle_of[0], down.value() - middle_of[1]) == (60, -60)
    here = (across.value(), down.value())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    qtbot.mouseMove(view.viewport(), QPoint(200, 250))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 250))
    assert (across.value() - here[0], down.value() - here[1]) == (100, 50)


def test_a_click_on_a_figure_shows_it_large(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    stop = tab_to(qtbot, window, "figure")
    place = page.stopping._boxes(stop)[0].toRect().intersected(page.viewport().rect())
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert window.studying.enlarged is not None
    window.toolbar.omnibox.field.setFocus()
    assert window.studying.enlarged is None, "it does not stay over what the keyboard went to"


def test_a_click_on_a_table_shows_it_large_and_a_double_click_selects(open_window, qtbot):
    window = open_window("khung-hoang")
    page = window.reader.page
    cell = next(leaf for leaf in page.typeset.leaves if leaf.text == "Trưởng thôn")
    point = middle(page, page.typeset.cursor(page.typeset.leaf_of(cell.block), 1, 1).position())
    with qtbot.waitSignal(page.zoom_requested):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.keyClick(window.studying.enlarged.view, Key.Key_Escape)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.stopping._single.isActive()
    qtbot.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not page.stopping._single.isActive()
    assert page.textCursor().selectedText() == "Trưởng"


def test_what_is_shown_large_follows_the_theme(open_window, qtbot):
    window = open_window("khung-hoang")
    tab_to(qtbot, window, "table")
    qtbot.keyClick(window.reader.page, Key.Key_Return)
    window.appearance.choose("dark")
    qtbot.waitUntil(lambda: window.settled)
    large = window.studying.enlarged
    assert large.view.grab().toImage().pixelColor(5, 400) == large.theme.colour("paper")
    assert large.theme.scheme == "dark"
    assert window.focusWidget() is large.view


def test_tab_goes_round_in_what_is_shown_large(open_window, qtbot):
    window = open_window("khung-hoang")
    tab_to(qtbot, window, "table")
    qtbot.keyClick(window.reader.page, Key.Key_Return)
    large = window.studying.enlarged
    for _ in range(8):
        qtbot.keyClick(window.focusWidget(), Key.Key_Tab)
        assert large.isAncestorOf(window.focusWidget())


def test_nothing_to_stop_at(app):
    stops = Stops([])
    assert stops.step(1, 0) is None
    assert stops.at(5) is None
    one = Stops([Stop(3, 5, "#a")])
    assert (one.at(2), one.at(3).href, one.at(5)) == (None, "#a", None)
    assert one.step(-1, 3) is None


def test_a_short_table_pins_nothing(open_window):
    window = open_window("khung-hoang")
    page = window.reader.page
    for value in range(0, page.verticalScrollBar().maximum(), 40):
        page.verticalScrollBar().setValue(value)
        head = pinned(page.typeset, page.stopping._offset())
        assert head is None or head.place.top() < value
