"""Sets a block tree into a QTextDocument, block by block, so that every leaf has its text block.

No HTML on the way: a leaf's text stands in exactly one QTextBlock, whose user state is the leaf's
place in `Typeset.leaves`. UI thread only.
"""

import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFrameFormat, QTextTable

from desktop.library.document import Node
from desktop.window.reader.positions import LeafText
from desktop.window.reader.reading import Reading
from desktop.window.reader.setting import Setter, in_order
from desktop.window.reader.stops import Stops
from desktop.window.reader.styles import GROUND, INK, Styles

_BLOCK, _SLICE = 150, 18_000
"""Letters that a block counts for; and the most of a slice, however fast they are set."""
_TINTS, _TINTED, _TINTABLE = 16, 3_000, 1_000_000
"""Runs of letters that are given another colour at a time, over how many letters, and of how long a
text, counted as in a slice."""


class Heading(msgspec.Struct, frozen=True):
    """An entry of the outline: `leaf` is its place among the leaves."""

    level: int
    text: str
    leaf: int


class Typeset:
    """A set document, and the way from leaf to text block and back.

    `whole=False` leaves the text to be set by `advance()`, a little at a time; which leaves and
    headings there will be is known from the beginning.
    """

    def __init__(self, reading: Reading, styles: Styles, *, whole: bool = True) -> None:
        self.reading = reading
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setIndentWidth(26 * styles.zoom)
        self.document.setDefaultFont(styles.leaf(Node("paragraph")).font())
        self._setter = Setter(self.document, reading, styles)
        self._steps = self._setter.steps()
        self.complete = False
        self._pace = 0.0
        nodes = list(in_order(reading.document))
        self.headings = [
            Heading(node.level, node.text, leaf)
            for leaf, node in enumerate(nodes)
            if node.kind == "heading"
        ]
        self._starts = [heading.leaf for heading in self.headings]
        self._index = {node.id: at for at, node in enumerate(nodes) if node.id}
        self.order = [node.id for node in nodes]
        self.leaves: list[LeafText] = self._setter.leaves
        self.anchors: dict[str, int] = self._setter.anchors
        self._numbers = self._setter.numbers
        self.stops = Stops([])
        if whole:
            self.advance(sys.maxsize)

    def advance(self, letters: int, milliseconds: float = 0) -> None:
        """Sets more of the text: `letters` of it, and what else the thread can in a time.

        A block counts for some letters of its own, since tables are all blocks. Half of the time
        goes into the layout, which comes at the end: so what it will take is told by what setting
        and laying out took the last time, and before the first time nothing more is set.
        """
        if self.complete:
            return
        begun, clock = time.thread_time(), time.perf_counter() + milliseconds / 2000
        most = min(milliseconds / self._pace, _SLICE) if self._pace else 0.0
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        former, added, whole = self._extent(), 0, False
        for _ in self._steps:
            before, added = added, self._extent() - former
            ahead = 2 * added - before  # with another block like this one
            if added >= letters and (ahead > most or time.perf_counter() >= clock):
                break
        else:
            whole = True
            self.stops = Stops(self._setter.stops)
        cursor.endEditBlock()  # here it is laid out, and the scroll bar tells of it
        if added:
            took = (time.thread_time() - begun) * 1000 / added
            self._pace = max(took, (took + self._pace) / 2)
        self.complete = whole

    def anchor(self, name: str) -> int:
        """The leaf that an address inside the document names, -1 if there is none such."""
        self.advance(sys.maxsize)
        return self.anchors.get(name, -1)

    def _extent(self) -> int:
        return self.document.characterCount() + _BLOCK * self.document.blockCount()

    @property
    def widest(self) -> float:
        """The widest table so far, in pixels."""
        return self._setter.widest

    @property
    def can_be_tinted(self) -> bool:
        """Whether `tint` reaches all colours, which it does not in tables, and soon.

        With each step Qt goes through all that follows, so a huge text is sooner set anew.
        """
        return self.complete and not self._setter.lasting and self._extent() < _TINTABLE

    def tint(self, styles: Styles, first: int, last: int) -> Iterator[None]:
        """Gives a text the colours of another theme, of the same contrast, where it stands.

        First what there is between two places of the document, then with every step a little of
        the rest. Nothing moves, and most of the text need not be laid out again.
        """
        self._setter.draw_badges(styles)
        inks = self._setter.inks
        at, end = bisect_left(inks, (first, 0)), bisect_right(inks, (last, last))
        cursor = QTextCursor(self.document)
        for some in [inks[at:end], *_parted(inks[:at]), *_parted(inks[end:])]:
            cursor.beginEditBlock()
            for ink in some:
                _tint(cursor, styles, *ink)
            cursor.endEditBlock()
            yield

    def is_set(self, leaf: int) -> bool:
        """Whether a leaf stands in the document already."""
        return leaf < len(self.leaves)

    def leaf_of(self, block_id: str) -> int:
        """The place of a block id among the leaves, -1 if this document has none such."""
        return self._index.get(block_id, -1)

    def block(self, leaf: int) -> QTextBlock:
        """The text block of a leaf; what is not set yet is set for it."""
        if not self.is_set(leaf):
            self.advance(sys.maxsize)
        return self.document.findBlockByNumber(self._numbers[leaf])

    def cursor(self, leaf: int, start: int, end: int) -> QTextCursor:
        """A selection of code points in a leaf."""
        block, text = self.block(leaf), self.leaves[leaf]
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + text.units(start))
        cursor.setPosition(
            block.position() + text.units(end, end=True), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    def spans(self, cursor: QTextCursor) -> list[tuple[str, int, int]]:
        """What a selection covers: (block id, start, end) in code points, in reading order.

        Cells of one table are covered whole, as they are shown selected.
        """
        if cursor.hasComplexSelection():
            return self._cells(cursor.currentTable(), cursor)
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        found = []
        block = self.document.findBlock(first)
        while block.isValid() and block.position() < last:
            leaf = block.userState()
            if leaf >= 0 and self.leaves[leaf].block:
                text = self.leaves[leaf]
                start = text.offset(max(first - block.position(), 0))
                end = text.offset(min(last - block.position(), block.length() - 1))
                if end > start:
                    found.append((text.block, start, end))
            block = block.next()
        return found

    def _cells(self, table: QTextTable, cursor: QTextCursor) -> list[tuple[str, int, int]]:
        area = msgspec.convert(cursor.selectedTableCells(), tuple[int, int, int, int])
        row, rows, column, columns = area
        leaves = {
            table.cellAt(r, c).firstCursorPosition().block().userState()
            for r in range(row, row + rows)
            for c in range(column, column + columns)
        }
        found = [self.leaves[leaf] for leaf in sorted(leaves) if leaf >= 0]
        return [(text.block, 0, len(text.text)) for text in found if text.block and text.text]

    def leaf_at(self, block_number: int) -> int:
        """The last leaf at or before a text block; -1 in the heading block."""
        return bisect_right(self._numbers, block_number) - 1

    def heading_at(self, leaf: int) -> int:
        """The place in `headings` of the section that `leaf` stands in, -1 before the first."""
        return bisect_right(self._starts, leaf) - 1

    def section(self, block_id: str) -> str:
        """The text of the heading above a block."""
        at = self.heading_at(self.leaf_of(block_id))
        return self.headings[at].text if at >= 0 else ""

    def set_margins(self, left: float, right: float, top: float, bottom: float) -> None:
        """Places the column inside the page."""
        form = QTextFrameFormat(self.document.rootFrame().frameFormat())
        wanted = (left, right, top, bottom)
        held = (form.leftMargin(), form.rightMargin(), form.topMargin(), form.bottomMargin())
        if wanted == held:
            return
        form.setLeftMargin(left)
        form.setRightMargin(right)
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        self.document.rootFrame().setFrameFormat(form)

    def resource(self, name: QUrl) -> object:
        """A picture of this document by its name."""
        return self.document.resource(QTextDocument.ResourceType.ImageResource.value, name)


def _tint(cursor: QTextCursor, styles: Styles, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat()
    if start < end:
        styles.tint(form)
        cursor.setCharFormat(form)
    block, letters = cursor.blockFormat(), cursor.blockCharFormat()
    if block.hasProperty(GROUND):
        styles.tint(block)
        cursor.setBlockFormat(block)
    if letters.hasProperty(INK):
        styles.tint(letters)
        cursor.setBlockCharFormat(letters)


def _parted(inks: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Neighbours together: all between the first and the last of them is laid out again."""
    some: list[tuple[int, int]] = []
    for ink in inks:
        if some and (len(some) == _TINTS or ink[1] - some[0][0] > _TINTED):
            yield some
            some = []
        some.append(ink)
    if some:
        yield some
