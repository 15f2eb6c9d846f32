"""Sheets to be written on: questions with lines under them, and a table for opinions."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.handouts.composition import Composition, Part, PrintLanguage
from desktop.library.handouts.draft import Options
from desktop.library.handouts.words import word

_APART = {"figure", "table", "code", "rule"}
"""What stands between two tables of opinions, since no cell holds it."""
_ASKED = {"figure": "opinion_figure", "table": "opinion_table"}
"""Those of them that get a row below, with the word that stands for them there."""

COLUMNS = ("opinion_number", "opinion_text", "opinion_view", "opinion_answer")
"""The heads of a table for opinions, as keys of the printed words."""


def filled(composition: Composition, options: Options) -> Composition:
    """The composition with what its template adds to the text; most add nothing."""
    match options.template:
        case "discussion":
            return _discussion(composition, options.lines_to_write)
        case "opinions":
            return _opinions(composition, options.lines_to_write)
        case _:
            return composition


def _discussion(composition: Composition, lines: int) -> Composition:
    """Each text of the reader's own becomes a question; where there is none, each part is asked of.

    Headings stay headings.
    """
    asked = any(part.own and part.document for part in composition.parts)
    parts: list[Part] = []
    number = 0
    for part in composition.parts:
        question = part.own and bool(part.document)
        if question:
            number += 1
            label = word(composition.language, "question", number=number)
            made = _led(part.document, f"{label} ")
            parts.append(msgspec.structs.replace(part, document=made, lines=lines))
        elif asked or not part.document:
            parts.append(part)
        else:
            prompt = Run(word(composition.language, "write_here"), bold=True)
            document = _before_notes(part.document, Node("paragraph", runs=(prompt,)))
            parts.append(msgspec.structs.replace(part, document=document, lines=lines))
    return msgspec.structs.replace(composition, parts=tuple(parts))


def _led(document: Document, label: str) -> Document:
    """The document with a label before its first words."""
    first, rest = document[0], document[1:]
    run = Run(label, bold=True)
    if first.kind in {"paragraph", "heading"}:
        return (Node("paragraph", runs=(run, *first.runs)), *rest)
    return (Node("paragraph", runs=(run,)), *document)


def _before_notes(document: Document, node: Node) -> Document:
    text = tuple(one for one in document if one.kind != "footnotes")
    notes = tuple(one for one in document if one.kind == "footnotes")
    return (*text, node, *notes)


def _opinions(composition: Composition, lines: int) -> Composition:
    """Every block is a row of a table with columns to write in; headings go across it."""
    rows = _Rows(composition.language, lines)
    parts = tuple(
        msgspec.structs.replace(part, document=tuple(rows.take(part.document)))
        for part in composition.parts
    )
    return msgspec.structs.replace(composition, parts=parts)


class _Rows:
    """Numbers the rows through all parts."""

    def __init__(self, language: PrintLanguage, lines: int) -> None:
        self._language = language
        self._lines = lines
        self._number = 0

    def take(self, document: Document) -> Iterator[Node]:
        """Tables of the document's blocks, with what no cell holds between them."""
        rows: list[Node] = []
        for node in document:
            if node.kind in _APART or node.kind == "footnotes":
                yield from self._table(rows)
                yield node
                asked = _ASKED.get(node.kind)
                rows = [self._row((Run(word(self._language, asked)),))] if asked else []
            elif node.kind == "heading":
                rows.append(node)
            else:
                rows += [self._row(leaf.runs) for leaf in leaves((node,))]
        yield from self._table(rows)

    def _table(self, rows: list[Node]) -> Iterator[Node]:
        """A table of rows and headings; headings that end it stay such, for what follows it."""
        end = len(rows)
        while end and rows[end - 1].kind == "heading":
            end -= 1
        if end:
            held = (across(one.runs) if one.kind == "heading" else one for one in rows[:end])
            yield opinion_table(held, self._language)
        yield from rows[end:]

    def _row(self, runs: tuple[Run, ...]) -> Node:
        self._number += 1
        room = (Run("\n" * max(self._lines - 1, 0)),) if self._lines > 1 else ()
        return opinion_row((Run(str(self._number)),), runs, room)


def opinion_table(rows: Iterable[Node], language: PrintLanguage) -> Node:
    """A table for opinions under its heads."""
    titles = (word(language, name) for name in COLUMNS)
    cells = tuple(_cell((Run(title),), head=True) for title in titles)
    return Node("table", children=(Node("row", head=True, children=cells), *rows))


def opinion_row(
    number: tuple[Run, ...],
    text: tuple[Run, ...],
    view: tuple[Run, ...] = (),
    answer: tuple[Run, ...] = (),
) -> Node:
    """What is asked about, what is thought of it, and what is answered to that."""
    return Node("row", children=tuple(map(_cell, (number, text, view, answer))))


def across(runs: tuple[Run, ...]) -> Node:
    """A heading that goes across the table."""
    bold = tuple(run if run.note else msgspec.structs.replace(run, bold=True) for run in runs)
    return Node("row", children=(Node("cell", span=len(COLUMNS), runs=bold),))


def _cell(runs: tuple[Run, ...], *, head: bool = False) -> Node:
    return Node("cell", head=head, runs=runs)
