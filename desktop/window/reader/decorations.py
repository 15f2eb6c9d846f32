"""Highlights, search hits, note markers, quote bars and rules, painted under the text.

Only what is visible is measured and drawn (DESIGN.md section 10); offsets are code points.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCursor, QTextLine

from desktop.window import icons
from desktop.window.reader.styles import QUOTE, RULE
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

PATTERNS = {
    "idea": Qt.PenStyle.SolidLine,
    "figure": Qt.PenStyle.DashLine,
    "question": Qt.PenStyle.DotLine,
    "excerpt": Qt.PenStyle.DashDotLine,
}
_MARKER = 16.0
_GUTTER = 10.0


class Highlight(msgspec.Struct, frozen=True, gc=False):
    """An annotation as the page shows it; its spans in code points."""

    key: str
    colour: str
    spans: tuple[tuple[str, int, int], ...]
    noted: bool = False
    underline: bool = False


class Span(msgspec.Struct, frozen=True, gc=False):
    """A decorated stretch of one leaf. `role`: a highlight colour, or `hit`.

    `lane` is 0 for the one whose line is nearest to the letters; those that overlap it follow.
    """

    key: str
    leaf: int
    start: int
    end: int
    role: str
    marked: bool = False
    underline: bool = False
    lane: int = 0


class Decorations:
    """The painted layers of one set document. The hit that was stepped to has the key `current`."""

    current = "current"

    def __init__(self, hits: Callable[[int, str], Iterable[Span]]) -> None:
        self._annotations: dict[int, list[Span]] = {}
        self._hits = hits
        self.markers: list[tuple[QRectF, str]] = []
        self._marker_tops: list[float] = []

    def set_annotations(self, spans: Iterable[Span]) -> None:
        """Shows these; the longer ones are painted first, so that none hides another."""
        found: dict[int, list[Span]] = {}
        for span in spans:
            found.setdefault(span.leaf, []).append(span)
        self._annotations = {leaf: _laned(some) for leaf, some in found.items()}

    @property
    def annotations(self) -> Iterator[Span]:
        for found in self._annotations.values():
            yield from found

    def paint(
        self, painter: QPainter, typeset: Typeset, theme: Theme, offset: QPointF, view: QRectF
    ) -> None:
        """Draws what lies in `view` (viewport pixels); `offset` is the scroll position."""
        self.markers, self._marker_tops = [], []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        form = typeset.document.rootFrame().frameFormat()
        right = typeset.document.textWidth() - form.rightMargin()
        for block, origin, rect in visible_blocks(typeset, offset, view):
            self._paint_ground(painter, theme, block, rect, right - offset.x())
            leaf = block.userState()
            if leaf < 0:
                continue
            hits = self._hits(leaf, typeset.leaves[leaf].block)
            for span in (*self._annotations.get(leaf, ()), *hits):
                boxes = span_boxes(typeset, span, block, origin)
                self._paint_span(painter, theme, span, boxes)
                if span.marked and boxes:
                    self._paint_marker(painter, theme, span, boxes[0], right - offset.x())

    def _paint_ground(
        self, painter: QPainter, theme: Theme, block: QTextBlock, rect: QRectF, right: float
    ) -> None:
        form = block.blockFormat()
        if form.property(RULE):
            painter.fillRect(
                QRectF(rect.left(), rect.center().y(), right - rect.left(), 1), theme.colour("line")
            )
        if form.property(QUOTE):
            bar = QRectF(rect.left() + form.leftMargin() - 14, rect.top(), 3, rect.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("linestrong"))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_span(self, painter: QPainter, theme: Theme, span: Span, boxes: list[QRectF]) -> None:
        fill = theme.colour(span.role)
        line = theme.colour(f"{span.role}_line")
        if span.role == "hit":
            here = span.key == self.current
            thin = 2.0 if theme.contrast else 1.0
            painter.setPen(QPen(line, 2 * thin if here else thin))
            painter.setBrush(fill)
            for box in boxes:
                painter.drawRoundedRect(box.adjusted(-1, 0.5, 1, -0.5), 3, 3)
            return
        thick = 2.5 if theme.contrast else 1.5
        under = QPointF(0, span.lane * (thick + 1.5))
        for box in boxes:
            if span.underline:
                _paint_underline(painter, QPen(line, thick), box.translated(under))
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            inside = min(3.0 * span.lane, box.height() / 3)
            painter.drawRoundedRect(box.adjusted(-1, inside, 1, 0), 2, 2)
            painter.setPen(QPen(line, thick, PATTERNS[span.role]))
            painter.drawLine(box.bottomLeft() + under, box.bottomRight() + under)

    def _paint_marker(
        self, painter: QPainter, theme: Theme, span: Span, box: QRectF, right: float
    ) -> None:
        top = box.center().y() - _MARKER / 2
        while any(abs(top - held) < _MARKER for held in self._marker_tops):
            top += _MARKER + 1
        self._marker_tops.append(top)
        place = QRectF(right + _GUTTER, top, _MARKER, _MARKER)
        icons.paint(painter, "note", theme.colour(f"{span.role}_line"), place)
        self.markers.append((place.adjusted(-6, -6, 6, 6), span.key))

    def marker_at(self, point: QPointF) -> str:
        """The annotation whose gutter marker lies under `point`, or an empty string."""
        return next((key for place, key in self.markers if place.contains(point)), "")


def _laned(spans: list[Span]) -> list[Span]:
    """Overlapping spans with lines in lanes of their own, in the order they are painted in."""
    if len(spans) == 1:
        return spans
    made: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start - one.end):
        taken = {one.lane for one in made if one.start < span.end and span.start < one.end}
        lane = next(at for at in range(len(taken) + 1) if at not in taken)
        made.append(msgspec.structs.replace(span, lane=lane) if lane else span)
    return made


def _paint_underline(painter: QPainter, pen: QPen, box: QRectF) -> None:
    """Two lines: no highlight has them, so they are told apart where colours are not."""
    pen.setWidthF(max(pen.widthF() - 0.5, 1))
    painter.setPen(pen)
    apart = pen.widthF() + 0.75
    for by in (-apart, apart):
        step = QPointF(0, by)
        painter.drawLine(box.bottomLeft() + step, box.bottomRight() + step)


def visible_blocks(
    typeset: Typeset, offset: QPointF, view: QRectF
) -> Iterator[tuple[QTextBlock, QPointF, QRectF]]:
    """Text blocks that touch `view`, with their layout's origin and rectangle there."""
    layout = typeset.document.documentLayout()
    middle = typeset.document.textWidth() / 2
    at = layout.hitTest(QPointF(middle, offset.y()), Qt.HitTestAccuracy.FuzzyHit)
    block = typeset.document.findBlock(max(at, 0))
    # A row's cells stand side by side: begin where the table's row may begin, end where it ends.
    for steps in range(12):
        before = block.previous()
        if not before.isValid() or (steps and not _in_table(block)):
            break
        block = before
    below, seen = 0, view.translated(offset)
    top, bottom = seen.top(), seen.bottom()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > bottom:
            below += 1
            if below == 24 or not _in_table(block):
                return
        elif rect.bottom() >= top:
            here = rect.translated(-offset)
            yield block, here.topLeft(), here
        block = block.next()


def _in_table(block: QTextBlock) -> bool:
    return QTextCursor(block).currentTable() is not None


def span_boxes(typeset: Typeset, span: Span, block: QTextBlock, origin: QPointF) -> list[QRectF]:
    """The rectangles of a span, one a line, around the letters and not the leading."""
    text = typeset.leaves[span.leaf]
    return unit_boxes(block, origin, text.units(span.start), text.units(span.end, end=True))


def unit_boxes(block: QTextBlock, origin: QPointF, start: int, end: int) -> list[QRectF]:
    """The rectangles of the UTF-16 units `start` to `end` of one block."""
    layout, document = block.layout(), block.document()
    boxes: list[QRectF] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begins = line.textStart()
        if begins >= end:
            return boxes
        first = max(start, begins)
        last = min(end, begins + line.textLength())
        while last > first and document.characterAt(block.position() + last - 1) == " ":
            last -= 1
        if last <= first:
            continue
        left, right = _x(line, first), _x(line, last)
        top = origin.y() + line.y()
        boxes.append(
            QRectF(origin.x() + left, top, right - left, line.ascent() + line.descent() + 1)
        )
    return boxes


def _x(line: QTextLine, units: int) -> float:
    """Where a character begins; PySide answers with the number and the cursor it took."""
    answer = line.cursorToX(units)
    return float(answer[0]) if isinstance(answer, tuple) else 0.0


def tick_colour(theme: Theme, role: str) -> QColor:
    """The colour of a decoration's tick on the scroll bar."""
    return theme.colour(f"{role}_line")
