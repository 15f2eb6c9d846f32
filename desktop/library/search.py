"""Search in an edition: the index finds, the catalogue shows."""

import time
from collections.abc import Mapping
from typing import Literal

import msgspec

import index
from desktop.library.document import Document, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.errors import EnvironmentFault
from desktop.library.recent import Recent
from desktop.library.snippets import Snippet, snippets

Level = Literal["exact", "tone", "unaccented", "abbreviated", "approximate"]
FACETS = index.FACETS


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


class Found(msgspec.Struct, frozen=True):
    """What a query found; `searched` is what was looked for, `total` all documents that match.

    `hint` is the code of what was read as words though it looked like more, or of an answer that
    holds only some of the words, or "". `suggestion` is another query that may be meant, or "".
    `literal_offered` says that what was searched differs from what was typed. `facets` are the
    values of `FACETS` among the documents, commonest first.
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
    facets: dict[str, tuple[index.FacetValue, ...]] = {}


class Search:
    """Searches one edition. Usable from any one thread at a time.

    Raises: EnvironmentFault when the index is missing, damaged or of another format.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._recent = Recent(edition)
        try:
            self._index = index.Index(edition.index_folder)
        except index.IndexFault as error:
            raise _told(error) from error

    @property
    def engine(self) -> index.Index:
        """The open index, for suggestions, related briefings and the reader's own notes."""
        return self._index

    def close(self) -> None:
        self._index.close()

    def prepare(self) -> Found:
        """Makes what the first search of all would have to, and finds what begins as a title does.

        Raises: as `find`.
        """
        newest = self._edition.cards(self._edition.numbers()[:1])
        words = newest[0].title.split() if newest else []
        return self.find(" ".join(words[:2]))  # two tell of neighbours too, and keep little

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
            matches = self._index.find(
                text, limit=limit, literal=literal, plain=plain, filters=filters, facets=FACETS
            )
        except index.IndexFault as error:
            raise _told(error) from error
        return Found(
            query=text,
            searched=matches.searched,
            literal=matches.literal,
            total=matches.total,
            hits=self._hits(matches),
            milliseconds=(time.perf_counter() - begun) * 1000,
            hint=matches.hint,
            suggestion=matches.suggestion,
            literal_offered=matches.literal_offered,
            facets=matches.facets,
        )

    def _hits(self, matches: index.Matches) -> tuple[Hit, ...]:
        held = self._recent.found([match.key for match in matches.matches])
        known = [(match, *held[match.key]) for match in matches.matches if match.key in held]
        found = [(card, match.places, words) for match, card, words in known]
        several = snippets(
            self._edition, self._recent, matches.searched, found, literal=matches.literal
        )
        return tuple(
            Hit(
                id=card.id,
                number=card.number,
                title=card.title,
                level=match.level,
                score=match.score,
                snippet=shown.snippet,
                section=shown.section,
                count=shown.count,
                card=card,
            )
            for (match, card, _), shown in zip(known, several, strict=True)
        )


def marks(
    searched: str, document: Document, *, literal: bool = False
) -> dict[str, list[tuple[int, int]]]:
    """Every place of the words in an opened document: block id to spans in code points."""
    blocks = [leaf for leaf in leaves(document) if leaf.text]
    found = index.marks_of(searched, [leaf.text for leaf in blocks], literal=literal)
    return {leaf.id: spans for leaf, spans in zip(blocks, found, strict=True) if spans}


def _told(error: index.IndexFault) -> EnvironmentFault:
    outdated = isinstance(error, index.IndexOutdated)
    return EnvironmentFault("index_outdated" if outdated else "index_damaged", file=error.file)
