"""How far a document is read, and which section is being read: told at once, everywhere alike."""

import pytest
from PySide6.QtCore import Qt

from desktop.window import side
from desktop.window.panes.cards import POSITION

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def card_share(window):
    """What the open document's card shows."""
    row = window.cards.row_of(window.session.card.number)
    return f"{round(window.cards.data(window.cards.index(row), POSITION).furthest * 100)}%"


def test_card_and_foot_agree_before_anything_is_saved(open_window, qtbot):
    window = open_window("dai")
    seen = []
    for _ in range(3):
        qtbot.keyClick(window.reader.page, Qt.Key.Key_PageDown)
        settle(qtbot, window)
        assert window.showing.unsaved, "saved already: the card could not lag"
        assert card_share(window) == window.reader.progress
        seen.append(window.reader.progress)
    assert len(set(seen)) == 3
    qtbot.keyClick(window.reader.page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert card_share(window) == window.reader.progress == seen[-1]


def test_the_foot_names_each_section_in_turn_down_to_the_last(open_window, qtbot):
    window = open_window("dai")
    bar = window.reader.page.verticalScrollBar()
    headings = [heading.text for heading in window.reader.page.typeset.headings]
    told = []
    for value in range(bar.maximum() + 1):
        bar.setValue(value)
        if window.reader.section and window.reader.section not in told[-1:]:
            told.append(window.reader.section)
    assert told == headings


def test_a_section_gone_to_is_the_one_being_read_even_at_the_end(open_window, qtbot):
    window = open_window("dai")
    window.room.show_side(side.OUTLINE)
    settle(qtbot, window)
    outline, headings = window.side.outline, window.reader.page.typeset.headings
    for row in range(len(headings)):
        outline.setCurrentIndex(outline.model().index(row, 0))
        qtbot.keyClick(outline, Qt.Key.Key_Return)
        assert outline.here == row
        assert window.reader.section == headings[row].text
    window.deeds["previous_heading"].trigger()
    assert window.reader.section == headings[-2].text


def test_larger_text_changes_share_and_section_with_it(open_window, qtbot):
    window = open_window("dai")
    window.reader.page.go_to_heading(5)
    window.set_zoom(160)
    window.resize(1200, 700)
    settle(qtbot, window)
    page = window.reader.page
    assert window.reader.section == page.typeset.headings[page.heading()].text
    assert card_share(window) == window.reader.progress


def test_an_outline_nobody_sees_leads_to_the_section_once_it_is_seen(open_window, qtbot):
    window = open_window("dai")
    settle(qtbot, window)
    outline, headings = window.side.outline, window.reader.page.typeset.headings
    assert not outline.isVisible()
    window.resize(window.width(), 400)
    window.reader.page.go_to_heading(len(headings) - 1)
    settle(qtbot, window)
    window.room.show_side(side.OUTLINE)
    settle(qtbot, window)
    assert outline.here == len(headings) - 1
    place = outline.visualRect(outline.model().index(outline.here, 0))
    assert outline.viewport().rect().contains(place)
