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
    """One highlight. `words` is the figure as it stands there, `value` the first one's in its unit.

    `note` is the annotation's id. `date` is the document's. `now` and `sentence_now` are what the
    present edition has in their place, where that is something else. `value` of a date is its
    ordinal; None where nothing was read. `circulation` is the document's or its section's, if that
    is narrower.
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

    @property
    def flagged(self) -> bool:
        """Whether it should not be quoted as it stands without another look."""
        return self.passage != "same" or self.standing != "current"


def gather(edition: Edition, notes: Iterable[Annotation]) -> list[Figure]:
    """The figures among `notes`, document by document, in reading order within each.

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
            found += [_figure(note, Card(briefing, briefing), "absent") for note in some]
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
        placement = placing.place(note.targets, note.edition)
        spans = placement.spans if placement.state == "placed" else ()
        proposals = placement.proposals or (placement.spans,)
        placed.append((blocks.order(spans or proposals[0]), note, proposals))
    for _, note, proposals in sorted(placed, key=lambda one: one[0]):
        made = _figure(note, card, card.status)
        yield _compared(made, note.targets, proposals, blocks)


def _figure(note: Annotation, card: Card, standing: Standing) -> Figure:
    """A highlight as it was made."""
    target, read = _leading(note.targets)
    first = read[0] if read else None
    start, end = sentence(target.block_text, target.start, target.end)
    quote = " … ".join(one.quote for one in note.targets)
    return Figure(
        note=note.id,
        words="; ".join(one.text for one in read) or quote,
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
    )


def _leading(targets: Sequence[Anchor]) -> tuple[Anchor, list[Quantity]]:
    """The first passage that holds a figure, with what it holds; else the first."""
    for target in targets:
        read = _read(target.block_text, target.start, target.end)
        if read:
            return target, read
    return targets[0], []


def _read(text: str, start: int, end: int) -> list[Quantity]:
    """The figures of a passage, whole even where only a part of one was highlighted."""
    begin, stop = sentence(text, start, end)
    found = quantities(text[begin:stop])
    return [one for one in found if one.start < end - begin and start - begin < one.end]


def _compared(
    figure: Figure,
    targets: Sequence[Anchor],
    proposals: Sequence[tuple[Span, ...]],
    blocks: "_Blocks",
) -> Figure:
    """The figure with its section, and with what stands in its place now if that is different."""
    target = _leading(targets)[0]
    at = targets.index(target)
    spans = proposals[at] if at < len(proposals) else ()
    if not spans:
        return msgspec.structs.replace(figure, passage="lost")
    block, start, end = spans[0]
    text, section = blocks.text(block), blocks.section(block)
    circles = (figure.circulation, blocks.circulation(block) or figure.circulation)
    figure = msgspec.structs.replace(
        figure, section=section, circulation=max(circles, key=CIRCULATIONS.index)
    )
    begin, stop = sentence(text, start, end)
    if text[begin:stop] == figure.sentence:
        return figure
    return msgspec.structs.replace(
        figure,
        passage="changed",
        now="; ".join(one.text for one in _read(text, start, end)) or text[start:end].strip(),
        sentence_now=text[begin:stop],
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
