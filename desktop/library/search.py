"""Search in an edition: the index finds, the catalogue shows."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

import index
from desktop.library.document import Document, Node, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.errors import EnvironmentFault
from index.vietnamese import fold

Level = Literal["exact", "tone", "unaccented", "abbreviated", "approximate"]
FACETS = ("kind", "conference", "topics", "people", "units", "year")
SNIPPET = 180
"""Code points of a snippet: two lines in the results' list."""
_WORTH_SHOWING = 60
_EVERY = 1_000_000


class Snippet(msgspec.Struct, frozen=True):
    """A passage with the places of the words found, as code points of `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]
    block: str


class Hit(msgspec.Struct, frozen=True):
    """A document found. `section` is the heading above the snippet, `count` its marked places."""

    id: str
    number: int
    title: str
    level: Level
    score: float
    snippet: Snippet
    section: str
    count: int
    card: Card


class FacetValue(msgspec.Struct, frozen=True):
    """A value by which the answer can be narrowed, and how many of its documents bear it."""

    value: str
    count: int


class Found(msgspec.Struct, frozen=True):
    """What a query found; `searched` is what was looked for, `total` all documents that match.

    `hint` is the code of what was read as words though it looked like more, or "". `suggestion` is
    another query that may be meant, or "". `literal_offered` says that what was searched differs
    from what was typed. `facets` are the values of `FACETS` among the documents, commonest first.
    """

    query: str
    searched: str
    literal: bool
    total: int
    milliseconds: float
    hits: tuple[Hit, ...]
    hint: str = ""
    suggestion: str = ""
    literal_offered: bool = False
    facets: dict[str, tuple[FacetValue, ...]] = {}


class Search:
    """Searches one edition. Usable from any one thread at a time.

    Raises: EnvironmentFault when the index is missing or damaged.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        try:
            self._index = index.Index(edition.index_folder)
        except index.IndexFault as error:
            raise _damaged(error) from error

    def close(self) -> None:
        self._index.close()

    def find(
        self,
        text: str,
        *,
        limit: int = 20,
        literal: bool = False,
        plain: bool = False,
        filters: Mapping[str, str] | None = None,
    ) -> Found:
        """The best `limit` documents.

        `literal` takes the words exactly as typed; `plain` is bare BM25 without ladder. `filters`
        give the one value of a facet that documents must bear.
        """
        begun = time.perf_counter()
        try:
            matches = self._index.find(text, limit=_EVERY, literal=literal, plain=plain)
        except index.IndexFault as error:
            raise _damaged(error) from error
        cards = self._edition.cards_by_id([match.key for match in matches.matches])
        wanted = dict(filters or {})
        kept = [
            match
            for match in matches.matches
            if match.key in cards and _bears(cards[match.key], wanted)
        ]
        return Found(
            query=text,
            searched=matches.searched,
            literal=matches.literal,
            total=len(kept),
            hits=tuple(
                self._hit(matches.searched, match, cards[match.key], literal=literal)
                for match in kept[:limit]
            ),
            milliseconds=(time.perf_counter() - begun) * 1000,
            hint=matches.hint,
            suggestion=matches.suggestion,
            literal_offered=matches.literal_offered,
            facets=_facets(cards[match.key] for match in kept),
        )

    def _hit(self, searched: str, match: index.Match, card: Card, *, literal: bool) -> Hit:
        document = self._edition.document(card.number)
        found = marks(searched, document, literal=literal)
        leaf, section = _best(document, found)
        return Hit(
            id=card.id,
            number=card.number,
            title=card.title,
            level=match.level,
            score=match.score,
            snippet=_snippet(searched, leaf, literal=literal),
            section=section,
            count=sum(map(len, found.values())),
            card=card,
        )


def marks(
    searched: str, document: Document, *, literal: bool = False
) -> dict[str, list[tuple[int, int]]]:
    """Every place of the words in an opened document: block id to spans in code points."""
    blocks = [leaf for leaf in leaves(document) if leaf.text]
    found = index.marks_of(searched, [leaf.text for leaf in blocks], literal=literal)
    return {leaf.id: spans for leaf, spans in zip(blocks, found, strict=True) if spans}


def _values(card: Card) -> dict[str, tuple[str, ...]]:
    """What a document bears of each facet."""
    return {
        "kind": (card.kind,),
        "conference": (card.conference_title,),
        "topics": card.topics,
        "people": tuple(speaker.name for speaker in card.speakers),
        "units": tuple(speaker.unit for speaker in card.speakers),
        "year": (str(card.date.year) if card.date else "",),
    }


def _bears(card: Card, wanted: Mapping[str, str]) -> bool:
    held = _values(card)
    return all(value in held[name] for name, value in wanted.items())


def _facets(cards: Iterable[Card]) -> dict[str, tuple[FacetValue, ...]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for card in cards:
        for name, values in _values(card).items():
            counts[name].update({value for value in values if value})
    return {
        name: tuple(FacetValue(value, many) for value, many in found.most_common())
        for name, found in counts.items()
    }


def _best(document: Document, found: dict[str, list[tuple[int, int]]]) -> tuple[Node | None, str]:
    """The leaf that shows the words best, and the heading above it.

    More different words count first, then the longest run of them side by side, then a text of
    some length before headings and cells, and the earliest of equals.
    """
    best: tuple[tuple[int, int, bool], Node | None, str] = ((-1, 0, False), None, "")
    section = ""
    for leaf in leaves(document):
        if leaf.kind == "heading":
            section = leaf.text
        spans = found.get(leaf.id, [])
        words = {word for start, end in spans for word in fold(leaf.text[start:end]).split()}
        longest = max((end - start for start, end in spans), default=0)
        weight = (len(words), longest, len(leaf.text) >= _WORTH_SHOWING)
        if leaf.text and weight > best[0]:
            best = (weight, leaf, section if leaf.kind != "heading" else "")
    return best[1], best[2]


def _snippet(searched: str, leaf: Node | None, *, literal: bool) -> Snippet:
    if leaf is None:
        return Snippet("", (), "")
    text = leaf.text
    passage = index.passage(searched, text, width=SNIPPET, literal=literal)
    shown = text[passage.start : passage.end].replace("\n", " ")
    before = "…" if passage.start else ""
    after = "…" if passage.end < len(text) else ""
    shift = len(before) - passage.start
    spans = tuple((start + shift, end + shift) for start, end in passage.marks)
    return Snippet(f"{before}{shown}{after}", spans, leaf.id)


def _damaged(error: index.IndexFault) -> EnvironmentFault:
    return EnvironmentFault("index_damaged", file=error.file)
