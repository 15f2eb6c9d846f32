"""One of several named choices, as a box that opens."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

_AROUND = 12
"""Pixels above and below the words."""


class Choice(QComboBox):
    """Holds (key, words) pairs. The wheel turns the page around it, never the choice.

    Signals: `picked(str)`, the key of what the reader took.
    """

    picked = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMinimumHeight(self.fontMetrics().height() + _AROUND)
        self.offer(choices)
        self.activated.connect(lambda at: self.picked.emit(self.itemData(at)))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offers these instead; what is taken stays taken if it is among them."""
        held = self.key
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] == list(choices):
            return
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.take(held)

    @property
    def key(self) -> str:
        """The key of what is taken; "" for nothing."""
        return str(self.currentData() or "")

    def take(self, key: str) -> None:
        """Shows what is taken."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
