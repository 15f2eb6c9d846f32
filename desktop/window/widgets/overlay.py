"""What opens over a part of the window, keeps the keyboard inside, and gives it back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class Overlay(QFrame):
    """Closes on Esc, and when the keyboard goes elsewhere in the window. It deletes itself then.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = window.focusWidget()
        self._open = False
        window.installEventFilter(self)
        self.hide()

    def open(self, first: QWidget) -> None:
        """Shows it with the keyboard in `first`."""
        self._open = True
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def close_and_return(self) -> None:
        """Closes it; the keyboard goes back where it was."""
        before = self._before
        self._shut()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _shut(self) -> None:
        if self._open:
            self._open = False
            application = QApplication.instance()
            if isinstance(application, QApplication):
                application.focusChanged.disconnect(self._focus_changed)
            self.hide()
            self.deleteLater()
            self.closed.emit()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        elsewhere = new is not None and new.window() is self._window.window()
        if elsewhere and new is not None and not (new is self or self.isAncestorOf(new)):
            self._shut()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self._open:
            self._window_resized()
        return super().eventFilter(watched, event)

    def _window_resized(self) -> None:
        """What stands under a button or over a part of the window has lost its place."""
        self.close_and_return()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001, N802  Qt calls it so
        """Tab goes round inside."""
        here = self.focusWidget() or self
        stop = _beside(here, following=following)
        while stop is not here:
            takes = stop.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and self.isAncestorOf(stop) and stop.isVisible() and stop.isEnabled():
                reason = Qt.FocusReason.TabFocusReason
                stop.setFocus(reason if following else Qt.FocusReason.BacktabFocusReason)
                break
            stop = _beside(stop, following=following)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no part of it takes goes no further than this."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
        event.accept()


def _beside(widget: QWidget, *, following: bool) -> QWidget:
    found = widget.nextInFocusChain() if following else widget.previousInFocusChain()
    return found or widget
