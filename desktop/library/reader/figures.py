"""Sổ số liệu: the figures that a reader has highlighted in a library, each with its source.

A figure is read from the highlighted words; where nothing can be read, the words stand for it. Its
sentence is the one around it in the block as it was when it was highlighted. Where a later edition
has another sentence there, or nothing, both stand side by side, and the reader judges.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, get_args

import msgspec

from desktop.library.document import CIRCULATIONS, Circulation, Document, Node, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.narrowing import holds, spaced, wanted
from desktop.library.reader.anchors import Anchor, Span
from desktop.library.reader.annotations import COLUMNS as COLUMNS_OF_A_NOTE
from desktop.library.reader.annotations import Annotation, annotation_of
from desktop.library.reader.placing import Placing
from desktop.library.reader.state import ReaderState
from index.vietnamese import fold, order_key
from index.vietnamese.quantities import Quantity, quantities

Passage = Literal["same", "changed", "lost"]
"""What became of the sentence: it reads as it did, otherwise, or nothing like it is there."""
Standing = Literal["current", "superseded", "withdrawn", "absent"]
Column = Literal["figure", "sentence", "title", "section", "conference", "date", "standing"]
COLUMNS: tuple[Column, ...] = get_args(Column)
_BREAK = re.compile(r"(?<=[.!?…])[\"”’)]*(?P<gap>\s+)(?=[\"“‘(]*(?P<next>\S))|\n")
_NUMERAL = re.compile(r"[IVXLC]+\.|[0-9]+(?:\.[0-9]+)*\.|[A-Za-zĐđ]\.")
_KINDS = ("number", "date", "")


class Figure(msgspec.Struct, frozen=True):
    """One passage of a highlight. `words` is the figure there, `value` the first one's in its unit.

    `note` is the annotation's id, `part` says which of its passages this is. `date` is the
    document's. `now` and `sentence_now` are what the present edition has in their place, where that
    is something else. `value` of a date is its ordinal; None where nothing was read. `circulation`
    is the document's or its section's, if that is narrower.
    """

    note: str
    words: str
    kind: Literal["number", "date", ""]
    value: Decimal | None
    unit: str
    sentence: str
    briefing: str
    title: str
    section: str
    conference: str
    date: dt.date | None
    standing: Standing
    passage: Passage
    now: str = ""
    sentence_now: str = ""
    circulation: Circulation = "internal"
    part: int = 0

    @property
    def flagged(self) -> bool:
        """Whether it should not be quoted as it stands without another look."""
        return self.passage != "same" or self.standing != "current"


def gather(edition: Edition, notes: Iterable[Annotation]) -> list[Figure]:
    """The figures among `notes`, document by document, in reading order within each.

    A highlight of several passages gives one for each of them that holds a figure.

    Reads every document that holds one: not for the UI thread. Raises: EnvironmentFault.
    """
    held: dict[str, list[Annotation]] = defaultdict(list)
    for note in notes:
        if note.kind == "highlight" and note.colour == "figure" and note.targets:
            held[note.briefing].append(note)
    cards = edition.cards_by_id(list(held))
    found: list[Figure] = []
    for briefing, some in held.items():
        card = cards.get(briefing)
        if card is None:
            unknown = Card(briefing, briefing)
            found += [made for note in some for made in _figures(note, unknown, "absent")]
        else:
            found += _of_document(edition, card, some)
    return found


def _of_document(edition: Edition, card: Card, notes: list[Annotation]) -> Iterator[Figure]:
    document = edition.document(card.number)
    lineage = edition.lineage(card.id, min(note.edition for note in notes))
    placing = Placing(document, lineage)
    blocks = _Blocks(document)
    placed = []
    for note in notes:
        proposals = placing.place(note.targets, note.edition).proposals
        for made in _figures(note, card, card.status):
            spans = proposals[made.part] or blocks.kept(note.targets[made.part])
            placed.append((blocks.order(spans), _compared(made, spans, blocks)))
    for _, figure in sorted(placed, key=lambda one: one[0]):
        yield figure


def _figures(note: Annotation, card: Card, standing: Standing) -> Iterator[Figure]:
    """A highlight as it was made: its passages that hold a figure; all of them if none does."""
    read = [_read(one.block_text, one.start, one.end) for one in note.targets]
    for part, held in enumerate(read):
        if held or not any(read):
            yield _figure(note, part, held, card, standing)


def _figure(
    note: Annotation, part: int, read: Sequence[Quantity], card: Card, standing: Standing
) -> Figure:
    target, first = note.targets[part], read[0] if read else None
    start, end = sentence(target.block_text, target.start, target.end)
    return Figure(
        note=note.id,
        words="; ".join(one.text for one in read) or target.quote,
        kind=first.kind if first else "",
        value=first.low if first else None,
        unit=first.unit if first else "",
        sentence=target.block_text[start:end],
        briefing=note.briefing,
        title=card.title,
        section="",
        conference=card.conference_title,
        date=card.date,
        standing=standing,
        passage="same" if standing != "absent" else "lost",
        circulation=card.circulation,
        part=part,
    )


def _read(text: str, start: int, end: int) -> list[Quantity]:
    """The figures of a passage, whole even where only a part of one was highlighted."""
    begin, stop = sentence(text, start, end)
    found = quantities(text[begin:stop])
    return [one for one in found if one.start < end - begin and start - begin < one.end]


def _compared(figure: Figure, spans: Sequence[Span], blocks: "_Blocks") -> Figure:
    """The figure with its section, and with what stands in its place now if that is different.

    A passage may have been cut in several; then all of them together are its place.
    """
    if not spans:
        return msgspec.structs.replace(figure, passage="lost")
    circles = [figure.circulation, *(c for one in spans if (c := blocks.circulation(one[0])))]
    figure = msgspec.structs.replace(
        figure,
        section=blocks.section(spans[0][0]),
        circulation=max(circles, key=CIRCULATIONS.index),
    )
    places = dict.fromkeys(blocks.sentence(one) for one in spans)
    sentences = [blocks.text(block)[begin:stop] for block, begin, stop in places]
    if " ".join(sentences).split() == figure.sentence.split():
        return figure
    texts = [(blocks.text(block), start, end) for block, start, end in spans]
    read = [one.text for text, start, end in texts for one in _read(text, start, end)]
    stands = " … ".join(text[start:end].strip() for text, start, end in texts)
    return msgspec.structs.replace(
        figure,
        passage="changed",
        now="; ".join(read) or stands,
        sentence_now=" … ".join(sentences),
    )


class _Blocks:
    """The leaves of one document: their texts, their order, the heading above each."""

    def __init__(self, document: Document) -> None:
        self._held: dict[str, tuple[int, str, str]] = {}
        self._circles: dict[str, Circulation] = {}
        heading = ""
        for at, leaf in enumerate(leaves(document)):
            self._held[leaf.id] = (at, leaf.text, heading)
            if leaf.kind == "heading":
                heading = leaf.text
        self._walk(document, "")

    def _walk(self, nodes: Iterable[Node], above: Circulation | Literal[""]) -> None:
        for node in nodes:
            circle = node.circulation or above
            if circle:
                self._circles[node.id] = circle
            self._walk(node.children, circle)

    def circulation(self, block: str) -> Circulation | Literal[""]:
        """The narrower circle that a section gives; "" for the document's own."""
        return self._circles.get(block, "")

    def order(self, spans: Sequence[Span]) -> tuple[int, int]:
        """Where it stands in the text; what has no place stands first."""
        if not spans or spans[0][0] not in self._held:
            return (-1, 0)
        return (self._held[spans[0][0]][0], spans[0][1])

    def text(self, block: str) -> str:
        return self._held[block][1]

    def section(self, block: str) -> str:
        return self._held[block][2]

    def kept(self, target: Anchor) -> tuple[Span, ...]:
        """The whole of a block, where the passage was the whole of it: a cell that says another."""
        if target.block not in self._held or target.quote.strip() != target.block_text.strip():
            return ()
        return ((target.block, 0, len(self.text(target.block))),)

    def sentence(self, span: Span) -> Span:
        """The sentence around a passage."""
        block, start, end = span
        return (block, *sentence(self.text(block), start, end))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, that hold `start`-`end`, without white space around.

    A new one begins after a full stop and white space, unless a small letter follows (TS. các) or
    nothing but a number stands before (II. Kinh phí).
    """
    begin, stop = 0, len(text)
    for cut in _BREAK.finditer(text):
        if (cut["next"] or "").islower():
            continue
        before, after = cut.span("gap") if cut["gap"] else cut.span()
        if _NUMERAL.fullmatch(text, 0, before):
            continue
        if after <= start:
            begin = after
        elif before >= end:
            return begin, before
    return begin, stop


def arranged(figures: Iterable[Figure], by: Column, *, reverse: bool = False) -> list[Figure]:
    """The figures by one column: numbers by value, then dates, then words; texts as in Vietnamese.

    What has nothing in the column stands last either way; equals keep their order.
    """

    def key(one: Figure) -> tuple[int, Decimal | str, str]:
        match by:
            case "figure":
                order = one.value if one.value is not None else Decimal(0)
                return _KINDS.index(one.kind), order, one.unit or order_key(one.words)
            case "date":
                return 0, one.date.isoformat() if one.date else "", ""
            case "standing":
                return 0, f"{one.flagged:d}{one.standing}{one.passage}", ""
            case _:
                return 0, order_key(str(getattr(one, by))), ""

    held = list(figures)
    empty = [one for one in held if by != "standing" and not _said(one, by)]
    filled = [one for one in held if by == "standing" or _said(one, by)]
    return [*sorted(filled, key=key, reverse=reverse), *empty]


def _said(figure: Figure, column: Column) -> object:
    return figure.words if column == "figure" else getattr(figure, column)


class Register:
    """The figures of a library, to be narrowed and sorted as often as one likes."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self.figures = tuple(figures)
        texts = (
            spaced(f"{one.words} {one.sentence} {one.title} {one.section} {one.conference}")
            for one in self.figures
        )
        self._texts = [(text, fold(text)) for text in texts]

    @property
    def flagged(self) -> int:
        """How many should be looked at before they are quoted."""
        return sum(one.flagged for one in self.figures)

    def shown(
        self,
        typed: str = "",
        by: Column | None = None,
        *,
        flagged: bool = False,
        reverse: bool = False,
    ) -> list[Figure]:
        """Those that have all the words typed in any column, `flagged` ones alone if asked for."""
        words = wanted(typed)
        found = [
            one
            for one, text in zip(self.figures, self._texts, strict=True)
            if (one.flagged or not flagged) and holds(*text, words)
        ]
        return arranged(found, by, reverse=reverse) if by is not None else found


def read(state: ReaderState, library: str) -> list[Annotation]:
    """The annotations of a library that are figures. Raises: EnvironmentFault."""
    rows = state.rows(
        f"""SELECT {COLUMNS_OF_A_NOTE} FROM annotation a WHERE library = :library AND removed = ''
            AND kind = 'highlight' AND colour = 'figure' ORDER BY created, id""",  # noqa: S608 - our own words only
        {"library": library},
    )
    return [annotation_of(row) for row in rows]
