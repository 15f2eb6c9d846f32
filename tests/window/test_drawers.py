"""Panes that slide over the document in a narrow window, by keys and clicks."""

import pytest
from PySide6.QtCore import Qt

from desktop.window import side
from desktop.window.panes.cards import CARD
from desktop.window.panes.note_editor import NoteEdit

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


@pytest.fixture
def narrow(open_window, qtbot):
    """A window of this width with a document open, the keyboard in its text."""

    def make(width):
        window = open_window("khung-hoang")
        window.resize(width, 690)
        settle(qtbot, window)
        assert window.width() == width
        return window

    return make


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)
    settle(qtbot, window)


@pytest.mark.parametrize("width", [860, 1023, 1024, 1279])
def test_library_and_right_pane_come_over_the_document(narrow, qtbot, width):
    window = narrow(width)
    reader = window.reader.geometry()
    for key, pane in ((Qt.Key.Key_F9, window.library), (Qt.Key.Key_4, window.side)):
        control = Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_4:
            control = Qt.KeyboardModifier.ControlModifier
        press(qtbot, window, key, control)
        assert pane.isVisible()
        assert pane.isAncestorOf(window.focusWidget())
        assert window.reader.geometry() == reader
        press(qtbot, window, Qt.Key.Key_Escape)
        assert not pane.isVisible()
        assert window.focusWidget() is window.reader.page


def test_panes_that_go_and_come_leave_the_text_as_it_is_set(narrow, qtbot):
    window = narrow(1366)
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = window.reader.page
    column, typeset = page.viewport().width(), page.typeset
    for width in (1200, 1000, 1366):
        window.resize(width, 690)
        settle(qtbot, window)
        assert page.viewport().width() == pytest.approx(column, abs=1)
        assert page.typeset is typeset, "no width in between has had it set again"


def test_the_list_is_a_drawer_below_1024_and_opening_a_row_closes_it(narrow, qtbot):
    window = narrow(1000)
    assert not window.documents.isVisible()
    press(qtbot, window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    view = window.documents.view
    assert window.focusWidget() is view
    rows = [view.model().index(row) for row in range(view.model().rowCount())]
    view.setCurrentIndex(next(row for row in rows if row.data(CARD).id == "dai"))
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.card.id == "dai"
    assert not window.documents.isVisible()
    assert window.focusWidget() is window.reader.page


def test_a_shelf_chosen_in_the_drawer_brings_the_list(narrow, qtbot):
    window = narrow(900)
    press(qtbot, window, Qt.Key.Key_F9)
    press(qtbot, window, Qt.Key.Key_Down)
    assert window.room.drawers.open == "library"
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.room.drawers.open == "list"
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.reader.page


def test_a_click_on_the_text_closes_it(narrow, qtbot):
    window = narrow(1100)
    press(qtbot, window, Qt.Key.Key_F9)
    page = window.reader.page
    corner = page.viewport().rect().bottomRight() - page.viewport().rect().topLeft()
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=corner / 1.1)
    assert window.room.drawers.open == ""


def test_its_own_key_closes_it(narrow, qtbot):
    window = narrow(1100)
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_F9)
    assert (window.room.drawers.open, window.focusWidget()) == ("", window.reader.page)


def test_a_note_is_written_in_the_drawer(narrow, qtbot):
    window = narrow(1100)
    leaf = next(one for one in window.reader.page.typeset.leaves if "Danh sách hộ" in one.text)
    window.reader.page.select(leaf.block, 0, 12)
    press(qtbot, window, Qt.Key.Key_N)
    assert window.room.drawers.open == "side"
    assert isinstance(window.focusWidget(), NoteEdit)
    qtbot.keyClicks(window.focusWidget(), "In ra giay")
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.room.drawers.open == ""
    assert [one.annotation.note for one in window.session.notes.all()] == ["In ra giay"]


def test_a_wider_window_has_the_pane_beside_the_document_again(narrow, qtbot):
    window = narrow(1100)
    press(qtbot, window, Qt.Key.Key_F9)
    window.resize(1366, 690)
    settle(qtbot, window)
    assert window.room.drawers.open == ""
    assert window.library.isVisible()
    assert [window.room.splitter.widget(at) for at in range(4)] == [
        window.library,
        window.room.lists,
        window.reader,
        window.side,
    ]


def test_the_window_is_never_narrower_than_860(narrow):
    window = narrow(900)
    window.resize(500, 300)
    assert window.width() == 860


def test_results_leave_the_page_alone_below_1024(narrow, qtbot):
    window = narrow(900)
    window.finding.put("khủng hoảng")
    qtbot.waitUntil(lambda: window.finding.active and window.settled)
    assert (window.results.isVisible(), window.reader.isVisible()) == (True, False)
    window.results.view.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    assert (window.results.isVisible(), window.reader.isVisible()) == (False, True)
    assert window.reader.width() == window.width()


def test_the_outline_opens_over_the_text_and_leads_back_to_it(narrow, qtbot):
    window = narrow(1100)
    press(qtbot, window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.side.currentIndex() == side.OUTLINE
    window.side.outline.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.room.drawers.open == ""
    assert window.focusWidget() is window.reader.page
