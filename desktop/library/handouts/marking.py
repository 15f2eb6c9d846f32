"""Puts the reader's marks and notes into a document that is to be printed.

Words that were marked are underlined; what was noted about them is a footnote there whose label
tells it from the document's own, so that a template may set it in the margin.
"""

from collections.abc import Iterable

import msgspec

from desktop.library.document import Document, Node, Run
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Briefing
from desktop.library.handouts.cutting import cut_runs
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.placing import Placing
from desktop.library.text.rendering import render

OWN_NOTE = "reader-note-"
"""How the labels of the reader's notes begin."""
Mark = tuple[int, int, str]
"""Start and end in a leaf's text, and the label of the note that follows it ("" for none)."""


def marked(edition: Edition, briefing: Briefing, notes: Iterable[Annotation]) -> Document:
    """The document with those of `notes` that surely stand in it; every text stays as it was."""
    own = [one for one in notes if one.briefing == briefing.card.id and one.targets]
    marks: dict[str, list[Mark]] = {}
    footnotes: list[Node] = []
    for note in sorted(own, key=lambda one: (one.created, one.id)):
        lineage = edition.lineage(briefing.card.id, note.edition)
        placed = Placing(briefing.document, lineage).place(note.targets, note.edition)
        if placed.state != "placed":
            continue
        label = f"{OWN_NOTE}{note.id}" if note.note.strip() else ""
        if label:
            footnotes.append(Node("footnote", label=label, children=render(note.note)))
        for place, (block, start, end) in enumerate(placed.spans, 1):
            mark = (start, end, label if place == len(placed.spans) else "")
            marks.setdefault(block, []).append(mark)
    made = tuple(_marked(node, marks) for node in briefing.document)
    return (*made, Node("footnotes", children=tuple(footnotes))) if footnotes else made


def _marked(node: Node, marks: dict[str, list[Mark]]) -> Node:
    runs = node.runs
    for start, end, label in sorted(marks.get(node.id, [])) if node.id else ():
        runs = _underlined(runs, start, end, label)
    children = tuple(_marked(child, marks) for child in node.children)
    return msgspec.structs.replace(node, runs=runs, children=children)


def _underlined(runs: tuple[Run, ...], start: int, end: int, label: str) -> tuple[Run, ...]:
    size = sum(len(run.text) for run in runs)
    inside = (
        run if run.note else msgspec.structs.replace(run, underline=True)
        for run in cut_runs(runs, start, end)
    )
    note = (Run(note=label),) if label else ()
    before = cut_runs(runs, 0, start) if start else ()
    return (*before, *inside, *note, *cut_runs(runs, end, size))
