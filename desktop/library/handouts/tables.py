"""Column widths and letter size of a table, found from its words before it is typeset."""

import itertools

import msgspec

from desktop.library.document import Node
from desktop.library.handouts.fonts import longest, width

_MOST_WHOLE = 14.0
"""Ems up to which a column is widened for one long word."""
_TO_WRITE_IN = 0.24
"""The share of the page that a column gets of which only the heading is filled in."""
_INSET = 1.0
"""Ems that a cell's padding takes on both sides together."""


class Shape(msgspec.Struct, frozen=True):
    """`widths` are shares of the page's width; `size` is in points; `heads` rows are repeated."""

    widths: tuple[float, ...]
    size: float
    heads: int


def shape(table: Node, available: float, size: float, least: float) -> Shape:
    """Fits `table` into `available` points, from letters of `size` points down to `least`."""
    rows = [row.children for row in table.children]
    columns = max((sum(cell.span for cell in row) for row in rows), default=1)
    needs, wants = [0.0] * columns, [0.0] * columns
    for row in rows:
        column = 0
        for cell in row:
            if cell.span == 1:
                style = "Bold" if cell.head or any(run.bold for run in cell.runs) else "Regular"
                needs[column] = max(needs[column], min(longest(cell.text, style), _MOST_WHOLE))
                # A heading may take two lines; what stands under it decides the width.
                want = width(cell.text, style) / (1.6 if cell.head else 1)
                wants[column] = max(wants[column], needs[column], want)
            column += cell.span
    for column in _empty(table, columns):
        needs[column] = wants[column] = max(needs[column], available * _TO_WRITE_IN / size)
    needs = [need + _INSET for need in needs]
    wants = [want + _INSET for want in wants]
    while size > least and sum(needs) * size > available:
        size -= 0.5
    return Shape(_shares(needs, wants, available / size), size, _heads(table))


def _empty(table: Node, columns: int) -> set[int]:
    """The columns that are left for a hand to fill in; cells over several columns say nothing."""
    rows = [row.children for row in table.children if not row.head]
    told: set[int] = set()
    for row in rows:
        column = 0
        for cell in row:
            if cell.span == 1 and cell.text.strip():
                told.add(column)
            column += cell.span
    return set(range(columns)) - told if rows else set()


def _shares(needs: list[float], wants: list[float], room: float) -> tuple[float, ...]:
    """Narrow columns get all that they want; the others share what is left by their text."""
    if sum(wants) <= room:
        return tuple(wants)
    shares = list(needs)
    waiting = set(range(len(wants)))
    for column in sorted(waiting, key=wants.__getitem__):
        left = room - sum(shares[place] for place in range(len(shares)) if place not in waiting)
        others = sum(needs[place] for place in waiting if place != column)
        if wants[column] > min(left / len(waiting), left - others):
            break
        shares[column] = wants[column]
        waiting.remove(column)
    spare = max(room - sum(shares), 0.0)
    weights = {place: max(wants[place] - needs[place], 0.0) ** 0.7 for place in waiting}
    whole = sum(weights.values()) or 1.0
    for place, weight in weights.items():
        shares[place] += spare * weight / whole
    return tuple(shares)


def _heads(table: Node) -> int:
    """How many rows at the top are headings; a table of headings alone has none to repeat."""
    heads = len(list(itertools.takewhile(lambda row: row.head, table.children)))
    return heads if heads < len(table.children) else 0
