"""The head of a long table stays at the top of the view while its rows pass under it."""

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextCursor, QTextTable, QTransform

from desktop.window.reader.stops import Stop
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme


class Head(msgspec.Struct, frozen=True):
    """Where a table's head stands in the document, and where in the view it is to be drawn."""

    place: QRectF
    y: float


def pinned(typeset: Typeset, offset: QPointF) -> Head | None:
    """The head to be drawn at scroll position `offset`, if one has left the view."""
    layout = typeset.document.documentLayout()
    middle = typeset.document.textWidth() / 2
    at = layout.hitTest(QPointF(middle, offset.y() + 1), Qt.HitTestAccuracy.FuzzyHit)
    stop = typeset.stops.table_at(at)
    table = _first_part(typeset, stop) if stop is not None else None
    if stop is None or table is None:
        return None
    rows = table.format().headerRowCount()
    if not 0 < rows < table.rows():
        return None
    first = layout.blockBoundingRect(table.cellAt(0, 0).firstCursorPosition().block())
    below = layout.blockBoundingRect(table.cellAt(rows, 0).firstCursorPosition().block())
    whole = table_place(typeset, stop)
    place = QRectF(whole)
    place.setHeight(below.top() - first.top())
    if place.top() >= offset.y() or whole.bottom() <= offset.y():
        return None
    return Head(place, min(0.0, whole.bottom() - place.height() - offset.y()))


def table_place(typeset: Typeset, stop: Stop) -> QRectF:
    """Where a table stands in its document, all parts together."""
    layout = typeset.document.documentLayout()
    first = typeset.document.findBlock(stop.start + 1)
    last = typeset.document.findBlock(stop.end - 1)
    table = _first_part(typeset, stop)
    pad = table.format().cellPadding() + 1 if table is not None else 0
    left = typeset.document.rootFrame().frameFormat().leftMargin()
    top = layout.blockBoundingRect(first).top() - pad
    bottom = layout.blockBoundingRect(last).bottom() + pad
    return QRectF(left, top, stop.width, bottom - top)


def _first_part(typeset: Typeset, stop: Stop) -> QTextTable | None:
    cursor = QTextCursor(typeset.document)
    cursor.setPosition(stop.start + 1)
    return cursor.currentTable()


def paint_pinned(painter: QPainter, typeset: Typeset, theme: Theme, offset: QPointF) -> None:
    """Draws the head over what has taken its place."""
    head = pinned(typeset, offset)
    if head is None:
        return
    painter.save()
    moved = QTransform.fromTranslate(-offset.x(), head.y - head.place.top())
    painter.setTransform(moved, combine=True)
    painter.setClipRect(head.place)
    painter.fillRect(head.place, theme.colour("paper"))
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = head.place
    typeset.document.documentLayout().draw(painter, context)
    line = QRectF(head.place.left(), head.place.bottom() - 1, head.place.width(), 1)
    painter.fillRect(line, theme.colour("linestrong"))
    painter.restore()
