"""How a report of notes is ordered, and what it says above each note: where it stands and when."""

import datetime as dt
from collections.abc import Iterable, Iterator

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.editions.edition import Edition
from desktop.library.handouts.composition import PrintLanguage
from desktop.library.handouts.words import date_text, word
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.placing import Placing


def ordered(edition: Edition, notes: Iterable[Annotation]) -> Iterator[tuple[Annotation, str]]:
    """The notes as one reads their documents, each with the block it begins in.

    A note on a whole document leads it ("" for its block); one whose passage is not surely found
    follows the others. Replies are left out: they are no notes of a passage.
    """
    held: dict[str, list[Annotation]] = {}
    for note in sorted(notes, key=lambda one: (one.briefing, one.created, one.id)):
        if note.kind != "reply":
            held.setdefault(note.briefing, []).append(note)
    for identifier, some in held.items():
        document = edition.briefing(identifier).document
        places = {leaf.id: at for at, leaf in enumerate(leaves(document))}
        placing = Placing(document, edition.lineage(identifier, min(one.edition for one in some)))
        stands = [(note, *_begins(note, placing, places)) for note in some]
        for note, block, _ in sorted(stands, key=lambda one: one[2]):
            yield note, block


def _begins(
    note: Annotation, placing: Placing, places: dict[str, int]
) -> tuple[str, tuple[int, int]]:
    """The block that a note begins in, and what it is sorted by."""
    if not note.targets:
        return "", (-1, 0)
    placed = placing.place(note.targets, note.edition)
    if placed.state != "placed":
        return note.targets[0].block, (len(places), 0)
    block, start, _ = placed.spans[0]
    return block, (places.get(block, len(places)), start)


def led(
    edition: Edition, note: Annotation, block: str, number: int, language: PrintLanguage
) -> Document:
    """What stands above a note: its number with its section, its day, its labels.

    Private labels are left out: they never leave the reader's own state.
    """
    if note.targets:
        section = edition.section_of(note.briefing, block) or word(language, "note_beginning")
    else:
        section = word(language, "note_whole")
    title = word(language, "note_number", number=number, section=section)
    day = dt.datetime.fromisoformat(note.modified).astimezone().date()
    told = [word(language, "note_made", date=date_text(day, language))]
    if note.tags:
        told.append(word(language, "note_tags", tags=", ".join(note.tags)))
    return (
        Node("heading", level=6, runs=(Run(title),)),
        Node("paragraph", runs=(Run(" · ".join(told), italic=True),)),
    )
