"""PDF bytes of a handout. Imported with the first one: Typst takes its time to load."""

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop.library.document import Circulation, Node, Run
from desktop.library.editions.edition import Edition
from desktop.library.handouts.compose import whole
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.write import write

TEMPLATE = "plain"


def document(edition: Edition, identifier: str, *, replacing: bool) -> bytes:
    """A whole document; `replacing` as in `write`."""
    made = whole(edition, [identifier])
    return write(made, TEMPLATE, "pdf", _today(), replacing=replacing)


def table(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    circulation: Circulation,
    *,
    replacing: bool,
) -> bytes:
    """A table of words under its title; `replacing` as in `write`."""
    lines = [_row(headings, head=True), *(_row(cells) for cells in rows)]
    document = (Node("table", children=tuple(lines)),)
    parts = (Part(Source(briefing="", title=title, circulation=circulation), document),)
    made = Composition(title, parts, circulation)
    return write(made, TEMPLATE, "pdf", _today(), replacing=replacing)


def _row(cells: Sequence[str], *, head: bool = False) -> Node:
    made = (Node("cell", head=head, runs=(Run(text, bold=head),)) for text in cells)
    return Node("row", head=head, children=tuple(made))


def _today() -> dt.date:
    """The date on paper is the date here."""
    return dt.datetime.now().astimezone().date()
