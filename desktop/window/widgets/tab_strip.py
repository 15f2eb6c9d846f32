"""The tabs over the document: their titles, a cross on each, and a button for one more."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QWidget

from desktop.window import icons
from desktop.window.theme import Theme, scaled

translate = QCoreApplication.translate
NARROWEST, WIDEST = 150, 240
"""Pixels of one tab as drawn: longer titles are elided; many tabs grow narrow, then scroll."""


class _Bar(QTabBar):
    """Tabs of a bounded width; the middle button closes one.

    Signals: `closed(int)`.
    """

    closed = Signal(int)

    def tabSizeHint(self, index: int) -> QSize:
        wanted = super().tabSizeHint(index)
        return QSize(min(wanted.width(), scaled(WIDEST)), wanted.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        wanted = self.tabSizeHint(index)
        return QSize(min(wanted.width(), scaled(NARROWEST)), wanted.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.closed.emit(at)
        else:
            super().mouseReleaseEvent(event)


class TabStrip(QFrame):
    """Shows what `Tabs` holds; it decides nothing itself.

    Signals: `chosen(int)`; `closed(int)`; `moved(int, int)` from and to; `added()` by its button.
    """

    chosen = Signal(int)
    closed = Signal(int)
    moved = Signal(int, int)
    added = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self._theme = theme
        self.bar = bar = _Bar()
        bar.setAccessibleName(translate("Tabs", "Tabs of documents"))
        bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setMovable(True)
        bar.setUsesScrollButtons(True)
        bar.setElideMode(Qt.TextElideMode.ElideRight)
        bar.currentChanged.connect(self.chosen)
        bar.closed.connect(self.closed)
        bar.tabMoved.connect(self.moved)
        self._more = self._button("plus", translate("Tabs", "New tab (Ctrl+T)"))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self.added)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        row.addWidget(bar)
        row.addWidget(self._more)
        row.addStretch(1)
        self.hide()

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setIcon(icons.icon(icon, self._theme.colour("text2")))
        return button

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for button in self.findChildren(QToolButton):
            name = button.property("icon_name")
            if name:
                button.setIcon(icons.icon(name, theme.colour("text2")))

    def show_tabs(self, titles: list[str], at: int) -> None:
        """Puts these tabs in place of those shown."""
        with QSignalBlocker(self.bar):
            while self.bar.count():
                self._remove(self.bar.count() - 1)
            for title in titles:
                self._insert(self.bar.count(), title)
            self.bar.setCurrentIndex(at)

    def insert(self, at: int, title: str) -> None:
        with QSignalBlocker(self.bar):
            self._insert(at, title)

    def remove(self, at: int) -> None:
        with QSignalBlocker(self.bar):
            self._remove(at)

    def choose(self, at: int) -> None:
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(at)

    def set_title(self, at: int, title: str) -> None:
        """The whole title is the tooltip and what a screen reader says."""
        said = title or translate("Tabs", "New tab")
        self.bar.setTabText(at, said.replace("&", "&&"))
        self.bar.setTabToolTip(at, said)
        self.bar.setAccessibleTabName(at, said)

    def _insert(self, at: int, title: str) -> None:
        self.bar.insertTab(at, "")
        cross = self._button("x", translate("Tabs", "Close this tab (Ctrl+W)"))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(lambda: self._close(cross))
        self.bar.setTabButton(at, QTabBar.ButtonPosition.RightSide, cross)
        self.set_title(at, title)

    def _remove(self, at: int) -> None:
        cross = self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide)
        self.bar.removeTab(at)
        cross.deleteLater()

    def _close(self, cross: QToolButton) -> None:
        for at in range(self.bar.count()):
            if self.bar.tabButton(at, QTabBar.ButtonPosition.RightSide) is cross:
                self.closed.emit(at)
                return
