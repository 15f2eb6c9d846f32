"""A selection as text for the clipboard: what a reader sees, tables as a spreadsheet takes them."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextCursor

from desktop.library.document import Node
from desktop.window.reader.page import Page


def copied(page: Page) -> str:
    """The selection; one line a block, tabs between a row's cells, "" for no selection.

    Marks of footnotes and pictures stay behind; a title that was selected comes along.
    """
    typeset, cursor = page.typeset, page.textCursor()
    if typeset is None or not cursor.hasSelection():
        return ""
    rows = dict(_rows(typeset.reading.document))
    text, before = _above(page, cursor), ""
    for block, start, end in page.spans():
        here = rows.get(block, "")
        parted = "\t" if here and here == before else "\n"
        piece = typeset.leaves[typeset.leaf_of(block)].text[start:end]
        text, before = f"{text}{parted}{piece}" if text else piece, here
    return text


def _above(page: Page, cursor: QTextCursor) -> str:
    """What is selected of the heading block."""
    typeset = page.typeset
    if typeset is None:
        return ""
    body = typeset.block(0).position() if typeset.leaves else cursor.selectionEnd()
    start, end = cursor.selectionStart(), min(cursor.selectionEnd(), body)
    if start >= end:
        return ""
    above = QTextCursor(typeset.document)
    above.setPosition(start)
    above.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    lines = above.selectedText().replace("\u2028", " ").replace("\ufffc", "").split("\u2029")
    return "\n".join(line.strip() for line in lines if line.strip())


def _rows(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Each cell's block, and the block of the first cell in its row."""
    for node in nodes:
        if node.kind == "row":
            yield from ((cell.id, node.children[0].id) for cell in node.children)
        else:
            yield from _rows(node.children)
