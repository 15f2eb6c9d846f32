"""A long table is set in parts, so that no part keeps the window waiting: their columns agree."""

from collections.abc import Sequence

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


def column_shares(rows: Sequence[Node], columns: int) -> tuple[float, ...]:
    """The columns' widths in per cent, from the longest word and the longest text of each."""
    words, texts = _measured(rows, columns)
    wanted = [_PAD + max(word, text**0.8) for word, text in zip(words, texts, strict=True)]
    whole = sum(wanted)
    return tuple(100 * one / whole for one in wanted)


def letters_wide(table: Node, most: int) -> float:
    """How many letters wide a table is where cells take up to `most` on a line, and long words."""
    rows = [row for row in table.children if row.kind == "row"]
    columns = max((sum(cell.span for cell in row.children) for row in rows), default=0)
    words, texts = _measured(rows, columns)
    return sum(
        2 * _PAD + max(word, min(text, most)) for word, text in zip(words, texts, strict=True)
    )


def _measured(rows: Sequence[Node], columns: int) -> tuple[list[float], list[float]]:
    """The letters of the longest word, and of the longest text, of each column."""
    words, texts = [1.0] * columns, [1.0] * columns
    for row in rows:
        column = 0
        for cell in row.children:
            if cell.span == 1 and column < columns:
                text = cell.text
                word = max((len(one) for one in text.split()), default=0)
                words[column] = max(words[column], min(word, _WIDEST_WORD))
                # A heading may take two lines; what stands under it decides the width.
                letters = len(text) / (2 if row.head else 1)
                texts[column] = max(texts[column], min(letters, _WIDEST))
            column += cell.span
    return words, texts
