"""The page's scroll bar: a slim handle, highlight ticks at the left, search ticks at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from desktop.window.theme import Theme

WIDTH = 14
Tick = tuple[float, QColor, str]
"""Where (0-1 of the document), in what colour, and on which side: left, right or full."""


class TickedScrollBar(QScrollBar):
    """A vertical scroll bar that shows where things are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ticks: tuple[Tick, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        self._ticks = tuple(ticks)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 64)

    def _slider(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() > self.minimum():
            slider = QRectF(self._slider())
            handle = QRectF(self.width() - 7.0, slider.top() + 2, 5, slider.height() - 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("handle"))
            painter.drawRoundedRect(handle, 2.5, 2.5)
        half = self.width() / 2
        for fraction, colour, side in self._ticks:
            y = 2 + fraction * (self.height() - 6)
            left = half if side == "right" else 0.0
            width = float(self.width()) if side == "full" else half
            painter.fillRect(QRectF(left, y, width, 3), colour)
