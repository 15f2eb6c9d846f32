"""How the window was left, put back where it is safe: its place on the screen, panes, tabs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QSize, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.window.arrangement import NARROWEST
from desktop.window.preferences import Preferences
from desktop.window.room import Room

if TYPE_CHECKING:
    from desktop.window.tabs import Tabs

FIRST = QSize(1366, 768)
LOWEST = 480
_FRAME = 32
"""Pixels for the title bar, which the system draws outside the window's own rectangle."""


def clamped(wanted: QRect, available: QRect) -> QRect:
    """`wanted` made to lie within what a screen has, as large as it was if that fits."""
    width = min(wanted.width(), available.width())
    height = min(wanted.height(), available.height() - _FRAME)
    left = min(max(wanted.left(), available.left()), available.right() + 1 - width)
    top = min(max(wanted.top(), available.top() + _FRAME), available.bottom() + 1 - height)
    return QRect(left, max(top, available.top()), width, height)


def restore(window: QWidget, room: Room, preferences: Preferences) -> None:
    """Puts the window back. What another version of Qt wrote, it alone can read."""
    window.setMinimumSize(NARROWEST, LOWEST)
    window.resize(FIRST)
    if preferences.text("qt") == qVersion() and not preferences.geometry.isEmpty():
        window.restoreGeometry(preferences.geometry)
        _bring_back(window)
    room.restore(preferences.text("panes"))


def keep(window: QWidget, room: Room, tabs: "Tabs", preferences: Preferences) -> None:
    """Notes how the window is left."""
    preferences.set_text("qt", qVersion())
    preferences.geometry = window.saveGeometry()
    preferences.set_text("panes", room.kept)
    tabs.keep()
    preferences.save()


def reset(window: QWidget, room: Room, tabs: "Tabs", preferences: Preferences) -> None:
    """Everything as at the first start, in one step; notes, places and searches stay."""
    preferences.geometry = QByteArray()
    window.showNormal()
    window.resize(FIRST)
    _bring_back(window)
    room.restore("")
    tabs.reset()


def _bring_back(window: QWidget) -> None:
    """The screen on which the window stood may be smaller now, or gone."""
    if window.isMaximized() or window.isFullScreen():
        return
    here = QGuiApplication.screenAt(window.geometry().center())
    screen = here or QGuiApplication.primaryScreen()
    if screen is not None:
        window.setGeometry(clamped(window.geometry(), screen.availableGeometry()))
