"""How the window is put back at the next start, on this screen or another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from desktop.window import side
from desktop.window.arrangement import Choice
from desktop.window.preferences import Preferences
from desktop.window.state import FIRST, clamped

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
SIZES = st.integers(860, 6000)
PLACES = st.integers(-5000, 5000)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


RECTANGLES = st.builds(QRect, PLACES, PLACES, SIZES, SIZES)


@given(RECTANGLES, RECTANGLES)
def test_a_window_lies_on_the_screen_there_is(wanted, available):
    found = clamped(wanted, available)
    assert available.contains(found)
    roomy = available.adjusted(0, 32, 0, 0)
    if roomy.contains(wanted):
        assert found == wanted


@pytest.fixture
def wide(open_window, qtbot):
    window = open_window("khung-hoang")
    window.resize(1700, 700)
    settle(qtbot, window)
    return window


def test_panes_widths_and_theme_are_as_they_were_left(wide, open_window, qtbot):
    wide.deeds["library"].trigger()
    wide.room.show_side(side.NOTES)
    wide.deeds["theme_dark"].trigger()
    splitter = wide.room.splitter
    splitter.moveSplitter(splitter.widget(3).x() - 60, 3)
    width = wide.side.width()
    assert width > 300
    wide.close()
    again = open_window()
    again.resize(1700, 700)
    settle(qtbot, again)
    assert not again.library.isVisible()
    assert again.side.currentIndex() == side.NOTES
    assert again.side.width() == width
    assert again._preferences.theme == "dark"


def test_a_size_from_a_larger_screen_is_made_to_fit(open_window, state_folder):
    window = open_window()
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.setGeometry(screen.right() - 100, screen.bottom() - 100, 4000, 3000)
    window.close()
    found = open_window_as_left(window, Preferences(state_folder))
    assert found.topLeft() == screen.topLeft() + QPoint(0, 32)
    assert found.size() == screen.size().boundedTo(found.size()).expandedTo(window.minimumSize())


def open_window_as_left(window, preferences):
    """Where a window restored from these preferences stands."""
    made = type(window)(window.session, window.appearance, preferences, "vi")
    found = made.geometry()
    made.deleteLater()
    return found


@pytest.mark.parametrize("kept", ["junk", '{"widths": {"library": -4}}', '{"tab": "x"}'])
def test_panes_that_cannot_be_read_are_let_be(open_window, kept, state_folder):
    preferences = Preferences(state_folder)
    preferences.set_text("panes", kept)
    preferences.set_text("qt", "5.15.0")
    preferences.save()
    window = open_window()
    assert window.library.isVisible()


def test_geometry_of_another_qt_is_let_be(open_window, state_folder):
    window = open_window()
    window.resize(900, 600)
    window.close()
    preferences = Preferences(state_folder)
    assert not preferences.geometry.isEmpty()
    assert open_window_as_left(window, preferences).height() == 600
    preferences.set_text("qt", "5.15.0")
    assert open_window_as_left(window, preferences).size() == FIRST


def test_one_step_resets_the_window_and_loses_nothing(wide, qtbot):
    wide.deeds["library"].trigger()
    wide.room.show_side(side.NOTES)
    leaf = next(leaf for leaf in wide.reader.page.typeset.leaves if "Danh sách" in leaf.text)
    wide.session.notes.add([(leaf.block, 0, 4)], "idea", "a")
    wide.deeds["reset"].trigger()
    settle(qtbot, wide)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    fits = clamped(QRect(wide.pos(), FIRST), screen).size()
    assert wide.size() == fits.expandedTo(wide.minimumSize())
    wide.resize(FIRST)
    settle(qtbot, wide)
    assert wide.library.isVisible()
    assert not wide.side.isVisible()
    assert wide.room._choice == Choice()
    assert wide.reader.is_blank
    qtbot.keyClick(wide, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, wide)
    assert wide.session.card.id == "khung-hoang"
    assert [one.annotation.note for one in wide.session.notes.all()] == ["a"]
