"""The box over a list that narrows it by words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_TO_ROWS = (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterField(QLineEdit):
    """↓ and Enter lead to the rows; Esc empties it and does so too.

    Signals: `left()` when the keyboard is to go to the rows.
    """

    left = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        """`name` is for screen readers, `hint` stands in it while it is empty."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)

    def start(self) -> None:
        """The keyboard goes here, and what is typed takes the place of what stands."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    # what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _TO_ROWS:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        self.left.emit()
