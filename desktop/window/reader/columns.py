"""A long table is set in parts, so that no part keeps the window waiting: their columns agree."""

import msgspec

from desktop.library.document import Node

PART = 10
"""Rows that are laid out at once."""
_WHOLE = 40
_PAD = 2
_WIDEST_WORD, _WIDEST = 16, 60
"""Letters up to which one word, and one cell's text, widen their column."""


def parted(rows: list[Node]) -> list[list[Node]]:
    """The rows of a table as they are set: together, or a long table's in parts."""
    if len(rows) <= _WHOLE:
        return [rows]
    return [rows[at : at + PART] for at in range(0, len(rows), PART)]


class Letters(msgspec.Struct, frozen=True):
    """The letters of the longest word, and of the longest text, of each of a table's columns."""

    words: tuple[float, ...]
    texts: tuple[float, ...]

    def shares(self) -> tuple[float, ...]:
        """The columns' widths in per cent."""
        columns = zip(self.words, self.texts, strict=True)
        wanted = [_PAD + max(word, text**0.8) for word, text in columns]
        whole = sum(wanted)
        return tuple(100 * one / whole for one in wanted)

    def wide(self, most: int) -> float:
        """How many letters wide the table is where cells take up to `most` on a line.

        Long words take more.
        """
        columns = zip(self.words, self.texts, strict=True)
        return sum(2 * _PAD + max(word, min(text, most)) for word, text in columns)


def measured(table: Node) -> Letters:
    """Counts the letters of a table."""
    rows = [row for row in table.children if row.kind == "row"]
    columns = max((sum(cell.span for cell in row.children) for row in rows), default=0)
    words, texts = [1.0] * columns, [1.0] * columns
    for row in rows:
        column = 0
        for cell in row.children:
            if cell.span == 1:
                text = cell.text
                words[column] = max(words[column], max(map(len, text.split()), default=0))
                # A heading may take two lines; what stands under it decides the width.
                texts[column] = max(texts[column], len(text) / (2 if row.head else 1))
            column += cell.span
    return Letters(
        tuple(min(word, _WIDEST_WORD) for word in words),
        tuple(min(text, _WIDEST) for text in texts),
    )
