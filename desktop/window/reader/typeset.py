"""Sets a block tree into a QTextDocument, block by block, so that every leaf has its text block.

No HTML on the way: a leaf's text stands in exactly one QTextBlock, whose user state is the leaf's
place in `Typeset.leaves`. UI thread only.
"""

from bisect import bisect_right

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFrameFormat

from desktop.library.document import Node
from desktop.window.reader.positions import LeafText
from desktop.window.reader.reading import Reading
from desktop.window.reader.setting import Setter
from desktop.window.reader.styles import Styles


class Heading(msgspec.Struct, frozen=True):
    """An entry of the outline: `leaf` is its place among the leaves."""

    level: int
    text: str
    leaf: int


class Typeset:
    """A set document, and the way from leaf to text block and back."""

    def __init__(self, reading: Reading, styles: Styles) -> None:
        self.reading = reading
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setIndentWidth(26 * styles.zoom)
        self.document.setDefaultFont(styles.leaf(Node("paragraph")).font())
        setter = Setter(self.document, reading, styles)
        setter.set()
        self.leaves: list[LeafText] = setter.leaves
        self.anchors: dict[str, int] = setter.anchors
        self.headings = [Heading(level, text, leaf) for level, text, leaf in setter.headings]
        self._index = {leaf.block: at for at, leaf in enumerate(self.leaves) if leaf.block}
        self._numbers: list[int] = []
        for at, position in enumerate(setter.positions):
            block = self.document.findBlock(position)
            block.setUserState(at)
            self._numbers.append(block.blockNumber())

    def leaf_of(self, block_id: str) -> int:
        """The place of a block id among the leaves, -1 if this document has none such."""
        return self._index.get(block_id, -1)

    def block(self, leaf: int) -> QTextBlock:
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
        """What a selection covers: (block id, start, end) in code points, in reading order."""
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

    def leaf_at(self, block_number: int) -> int:
        """The last leaf at or before a text block; -1 in the heading block."""
        return bisect_right(self._numbers, block_number) - 1

    def heading_at(self, leaf: int) -> int:
        """The place in `headings` of the section that `leaf` stands in, -1 before the first."""
        return bisect_right([heading.leaf for heading in self.headings], leaf) - 1

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
