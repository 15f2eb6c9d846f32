"""How far a document is read, and which section is being read: told at once, everywhere alike."""

import pytest
from PySide6.QtCore import Qt

from desktop.window import side
from desktop.window.panes.cards import POSITION
from desktop.window.reader.pane import SYLLABLES_A_MINUTE
from desktop.window.reader.reading import Reading

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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "vi",
            {
                1: "còn khoảng 1 phút",
                90: "còn khoảng 90 phút",
                91: "còn khoảng 1 giờ 30 phút",
                118: "còn khoảng 2 giờ",
                599: "còn khoảng 10 giờ",
                1531: "còn khoảng 26 giờ",
            },
        ),
        (
            "en",
            {
                1: "about 1 minute left",
                90: "about 90 minutes left",
                91: "about 1 h 30 min left",
                118: "about 2 hours left",
                599: "about 10 hours left",
                1531: "about 26 hours left",
            },
        ),
    ],
)
def test_the_foot_tells_a_long_time_in_hours(open_window, language, told):
    reader = open_window(language=language).reader
    for minutes, words in told.items():
        reader.show_reading(Reading("x", "T", (), words=minutes * SYLLABLES_A_MINUTE))
        reader.tell_progress(0.0)
        assert reader.time_left == words


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
