"""What is shown large: a figure or a table, at any size, to be painted piece by piece."""

import math
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QTransform

from desktop.library.document import Node
from desktop.window.reader.columns import measured
from desktop.window.reader.figures import natural
from desktop.window.reader.look import Look
from desktop.window.reader.pinned import paint_pinned
from desktop.window.reader.reading import Reading
from desktop.window.reader.styles import Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

_PAPER = QColor(Qt.GlobalColor.white)
_AT_ONCE, _SLICE_MS = 6_000, 8.0
_PAD = 20.0
_EASY, _NARROW = 60, 10
"""Letters on a line of a cell that is as wide as one likes, and of one that is still read with
ease."""
_SMALLEST, _LARGEST = 0.8, 1.6
"""Sizes of a table's letters against the page's, for a table that is to fit the window."""


class Enlarged(Protocol):
    """Something that may be looked at from near."""

    def set(self, factor: float, view: QSizeF) -> QSizeF:
        """Takes a size: at factor 1 it fits a view of so many pixels. How large it is then."""
        ...

    def grow(self) -> QSizeF:
        """Makes a little more of what is not made yet; how large it is then."""
        ...

    @property
    def whole(self) -> bool:
        """Whether nothing is left to be made."""
        ...

    def paint(self, painter: QPainter, offset: QPointF, view: QRectF) -> None:
        """Draws what lies at `offset` into `view`."""
        ...


class LargeFigure:
    """A drawing or a picture on white paper."""

    whole = True

    def __init__(self, data: bytes) -> None:
        self._drawing, self._image, self._natural = natural(data)
        self._size = QSizeF()

    @property
    def can_be_drawn(self) -> bool:
        return not self._natural.isEmpty()

    def set(self, factor: float, view: QSizeF) -> QSizeF:
        fitting = self._natural.scaled(view, Qt.AspectRatioMode.KeepAspectRatio)
        self._size = fitting * factor
        return self._size

    def grow(self) -> QSizeF:
        return self._size

    def paint(self, painter: QPainter, offset: QPointF, view: QRectF) -> None:
        spare = QPointF(
            max(view.width() - self._size.width(), 0) / 2,
            max(view.height() - self._size.height(), 0) / 2,
        )
        place = QRectF(spare - offset, self._size)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(place, _PAPER)
        if self._drawing is not None:
            self._drawing.render(painter, place)
        else:
            painter.drawImage(place, self._image)


class LargeTable:
    """A table set anew for each size, as wide as its words need; its head stays in view."""

    def __init__(self, node: Node, theme: Theme, look: Look, zoom: int) -> None:
        self._node = node
        self._letters = measured(node)
        self._theme = theme
        self._look = look
        self._zoom = zoom
        self._typeset = Typeset(Reading("", "", ()), self._styles(zoom, 1))

    def _styles(self, zoom: float, width: float) -> Styles:
        return Styles(self._theme, round(zoom), width, 1.0, self._look)

    def set(self, factor: float, view: QSizeF) -> QSizeF:
        room = view.width() - 2 * _PAD
        zoom = self._zoom * factor * self._fitting(room)
        width = max(room, self._wide(_NARROW, zoom))
        reading = Reading("", "", (self._node,))
        self._typeset = Typeset(reading, self._styles(zoom, width), whole=False)
        self._typeset.set_margins(_PAD, _PAD, _PAD, _PAD)
        self._typeset.document.setTextWidth(math.ceil(width + 2 * _PAD))
        self._typeset.document.documentLayout()
        self._typeset.advance(_AT_ONCE)
        return self._size()

    def _wide(self, most: int, zoom: float) -> float:
        """Pixels that the table takes where cells have up to `most` letters on a line."""
        return self._letters.wide(most) * self._styles(zoom, 1).letter

    def _fitting(self, room: float) -> float:
        """Larger letters where there is room for them, a little smaller ones where there is not."""
        spare = room / self._wide(_EASY, self._zoom)
        if spare >= 1:
            return min(spare, _LARGEST)
        return max(min(room / self._wide(_NARROW, self._zoom), 1.0), _SMALLEST)

    def grow(self) -> QSizeF:
        self._typeset.advance(1, _SLICE_MS)
        return self._size()

    @property
    def whole(self) -> bool:
        return self._typeset.complete

    def _size(self) -> QSizeF:
        layout = self._typeset.document.documentLayout()
        layout.blockBoundingRect(self._typeset.document.lastBlock())
        return layout.documentSize()

    def paint(self, painter: QPainter, offset: QPointF, view: QRectF) -> None:
        painter.save()
        painter.setTransform(QTransform.fromTranslate(-offset.x(), -offset.y()), combine=True)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view.translated(offset)
        self._typeset.document.documentLayout().draw(painter, context)
        painter.restore()
        paint_pinned(painter, self._typeset, self._theme, offset)
