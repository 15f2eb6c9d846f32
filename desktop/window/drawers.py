"""A pane that slides over the document where there is no place for it beside it."""

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from desktop.window.arrangement import DRAWERS

_EDGE = 120
"""Pixels of the document that a drawer leaves in sight, to be clicked."""
_PLACES = {"library": 0, "list": 1, "side": 3}
"""Where each stands in the splitter."""


class _Drawer(QFrame):
    """Lies over the panes. Esc leaves it."""

    def __init__(self, keeper: "Drawers") -> None:
        super().__init__()
        self.setObjectName("drawer")
        self._keeper = keeper
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._keeper.close()
        else:
            super().keyPressEvent(event)


class Drawers(QObject):
    """Takes one pane of the splitter out at a time, and puts it back at its place.

    It closes by Esc, and when the keyboard or a click goes elsewhere in the window; after Esc the
    keyboard is where it was before.
    """

    def __init__(self, splitter: QSplitter, panes: dict[str, QWidget]) -> None:
        """`panes` by name. `rest`, once there is one, has the keyboard if all else is gone."""
        super().__init__(splitter)
        self._splitter = splitter
        self._panes = panes
        self.rest: QWidget = splitter
        self._drawer: _Drawer | None = None
        self._former: QWidget | None = None
        self.open = ""
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def show(self, name: str) -> None:
        """Opens the drawer of a pane, in place of another."""
        if self.open == name:
            return
        former = self._former if self.open else self._splitter.window().focusWidget()
        self._dock()
        self._former = former
        if self._drawer is None:
            self._drawer = _Drawer(self)
            self._drawer.setParent(self._splitter.parentWidget())
        self.open = name
        pane = self._panes[name]
        layout = self._drawer.layout()
        if layout is not None:
            layout.addWidget(pane)
        pane.show()
        self.place()
        self._drawer.show()
        self._drawer.raise_()

    def place(self) -> None:
        """Lays the drawer along its edge of the panes."""
        if not self.open or self._drawer is None:
            return
        room = self._splitter.geometry()
        wanted = max(DRAWERS[self.open], self._panes[self.open].minimumSizeHint().width() + 2)
        width = min(wanted, room.width() - _EDGE)
        left = room.right() + 1 - width if self.open == "side" else room.left()
        self._drawer.setGeometry(QRect(left, room.top(), width, room.height()))

    def close(self) -> None:
        """Closes what is open; the keyboard returns to where it was."""
        if not self.open:
            return
        former = self._former
        self._dock()
        target = former if former is not None and former.isVisible() else self.rest
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dock(self) -> None:
        """Puts the pane back, hidden; where it belongs is decided by whoever asked."""
        if not self.open or self._drawer is None:
            return
        name, self.open = self.open, ""
        pane = self._panes[name]
        self._drawer.hide()
        pane.hide()
        self._splitter.insertWidget(_PLACES[name], pane)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard has gone elsewhere in this window: the drawer has served."""
        if not self.open or new is None or self._drawer is None:
            return
        if new.window() is self._splitter.window() and not self._drawer.isAncestorOf(new):
            self._dock()
