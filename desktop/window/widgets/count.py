"""A number that is set by keys or by its arrows."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

_INSIDE = 6
"""Pixels before the figures of a box."""


class Count(QSpinBox):
    """Counts from `least` to `most`. The wheel turns the page around it, never the number.

    `nothing` is said in the place of the least.
    """

    def __init__(
        self, name: str, least: int, most: int, nothing: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSpecialValueText(nothing)
        self.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)  # a style sheet's is ignored

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
