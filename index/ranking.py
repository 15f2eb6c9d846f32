"""Which documents answer a query, how well, and how exactly.

The codec's collector finds and scores them all by BM25 over fields (Robertson's formula,
idf = ln(N / (n + 1)) + 1, K1 = 1.2, B = 0.75) and by what they begin with.
The best are then read more closely: which step of the ladder they stand on, and what nearness adds.
"""

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh import query as wq

from index.asking import Asking, is_fixed
from index.codec.collector import ArrayCollector, Found, Order
from index.codec.sections import Array
from index.codec.segment import ArraySegment
from index.corpus import Corpus, Numbers
from index.evidence import APPROXIMATE, EXACT, NOT_HELD, Evidence, Stand
from index.facets import Allowed, Matched
from index.nearness import Nearness
from index.query import Clause
from index.reading import Reading
from index.schema import DATE, SHOWN
from index.vietnamese.restore import Model

Level = Literal["exact", "tone", "unaccented", "abbreviated", "approximate"]
LEVELS: tuple[Level, ...] = ("exact", "tone", "unaccented", "abbreviated", "approximate")
READ_CLOSELY = 100
"""Documents, best by their words and their beginnings, whose places are looked at."""
_POSITION = 0xFFFFFFFF
_WORD_BITS, _WORD = 8, 0xFF  # a query has no more than `query.LONGEST` words
_EXACT_GAIN = 0.05
"""What a word adds where it stands just as typed (hoà for hoà, not hòa)."""


class Places(msgspec.Struct, frozen=True):
    """Where a document holds the words of a query in one field, in the order of its text.

    `positions` count the words of the field from 0, `words` those of the query. Words with
    asterisks are told as part of a phrase only.
    """

    positions: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]


class Ranked(msgspec.Struct, frozen=True):
    """The best documents, best first; `total` counts all that answer, `matched` names them.

    `levels` are steps of the ladder; `places` has for each document its `Places` by field.
    `partly`: no document holds every word, and these hold some.
    """

    total: int
    matched: Matched
    documents: Numbers
    scores: npt.NDArray[np.float64]
    levels: Sequence[int]
    places: Sequence[dict[str, Places]]
    partly: bool = False


NOTHING = Ranked(0, (), np.zeros(0, np.int64), np.zeros(0), (), ())


class Ranking:
    """One query against one corpus; `allowed` are the only documents that may be found."""

    def __init__(
        self,
        corpus: Corpus,
        model: Model,
        reading: Reading,
        *,
        literal: bool,
        allowed: Allowed | None = None,
    ) -> None:
        self._corpus = corpus
        self._model = model
        self._reading = reading
        self._allowed = allowed
        self._asking = Asking(corpus, reading, literal=literal)

    def plain(self, limit: int) -> Ranked:
        """The documents by BM25 alone, of words as typed, equals by document number."""
        once = tuple(dict.fromkeys(self._reading.query.clauses))
        if not once:
            return self._newest(limit)
        found, collector = self._found(self._asking.every(once), limit, newest_first=False)
        if len(found.documents):
            return self._unread(found, collector)
        any_word = self._found(self._asking.any(once), limit, newest_first=False)
        return _partly(self._unread(*any_word))

    def ranked(self, limit: int) -> Ranked:
        """All documents that hold every word; failing those, all that hold any."""
        clauses = self._known_numbers()
        once = tuple(dict.fromkeys(clauses))
        if not clauses:
            return self._newest(limit)
        if not self._corpus.documents:
            return NOTHING
        free = [
            [one for one in clause.choices if not one.field]
            for clause in clauses
            if not clause.optional
        ]
        words = [word for choices in free for choice in choices for word in choice.words]
        near = Nearness(self._corpus, self._model, self._reading, self._asking, words)
        depth = max(limit, READ_CLOSELY)
        found, collector = self._found(self._asking.every(once), depth, near)
        if len(found.documents) or all(map(is_fixed, clauses)):
            return self._read_closely(found, collector, free, near, limit)
        found, collector = self._found(self._asking.any(once), depth, near)
        return _partly(self._read_closely(found, collector, free, near, limit))

    def _found(
        self,
        query: wq.Query,
        limit: int | None,
        near: Nearness | None = None,
        *,
        newest_first: bool = True,
    ) -> tuple[Found, ArrayCollector]:
        collector = ArrayCollector(
            limit,
            mask=self._asking.excluded(self._reading.query.excluded),
            allowed=self._allowed,
            whole=True,
            order=Order(_days if newest_first else None, near.leads if near else None),
        )
        with self._corpus.naming():
            self._corpus.searcher.search_with_collector(query, collector)
        return collector.found(), collector

    def _newest(self, limit: int) -> Ranked:
        """Every document that is allowed, by date."""
        return self._unread(*self._found(wq.Every(), limit))

    @staticmethod
    def _unread(found: Found, collector: ArrayCollector) -> Ranked:
        count = len(found.documents)
        return Ranked(
            collector.count(), collector.matched, found.documents, found.scores,
            [EXACT] * count, [{}] * count,
        )  # fmt: skip

    def _known_numbers(self) -> list[Clause]:
        """The clauses, with the parts of a document number that no text holds in its place."""
        clauses: list[Clause] = []
        for clause in self._reading.query.clauses:
            word = clause.words[0]
            if word.parts and not clause.either and not self._answered(clause):
                clauses += [Clause((part,), clause.field) for part in word.parts]
            else:
                clauses.append(clause)
        return clauses

    def _answered(self, clause: Clause) -> bool:
        return bool(len(self._found(self._asking.clause(clause), 1)[0].documents))

    def _read_closely(
        self,
        found: Found,
        collector: ArrayCollector,
        free: Sequence[Sequence[Clause]],
        near: Nearness,
        limit: int,
    ) -> Ranked:
        order = np.argsort(found.documents)
        documents, scores = found.documents[order], found.scores[order]
        evidence = Evidence(self._corpus, documents, self._asking)
        evidence.read(chain(*map(evidence.likely, chain.from_iterable(free)), near.terms(evidence)))
        each = evidence.stands(chain.from_iterable(free))
        stands = [[each[choice] for choice in choices] for choices in free]
        scores = scores + near.scores(evidence)
        for stand in each.values():  # A word typed twice gains once.
            scores += _EXACT_GAIN * (stand.steps == EXACT)
        dates = self._corpus.dates()[documents]
        rows = np.lexsort((documents, -dates, -scores))[:limit]
        levels = self._levels(free, stands, len(documents))[rows].tolist()
        ranks = np.full(len(documents), -1, np.int64)
        ranks[rows] = np.arange(len(rows))
        return Ranked(
            collector.count(), collector.matched, documents[rows], scores[rows], levels,
            _places(free, stands, ranks, len(rows)),
        )  # fmt: skip

    def _levels(
        self, free: Sequence[Sequence[Clause]], stands: Sequence[Sequence[Stand]], rows: int
    ) -> Numbers:
        """By row, the lowest step that it needs for any clause that it holds."""
        levels: Numbers = np.zeros(rows, np.int64)
        for choices, several in zip(free, stands, strict=True):
            best: Numbers = np.full(rows, NOT_HELD, np.int64)
            for clause, stand in zip(choices, several, strict=True):
                step = stand.steps
                if any(word.keys[0] in self._reading.corrected for word in clause.words):
                    step = np.where(step < NOT_HELD, APPROXIMATE, NOT_HELD)
                best = np.minimum(best, step)
            levels = np.where(best < NOT_HELD, np.maximum(levels, best), levels)
        return levels


def _partly(ranked: Ranked) -> Ranked:
    return msgspec.structs.replace(ranked, partly=ranked.total > 0)


def _days(segment: ArraySegment) -> Array:
    """By document its date, yyyymmdd or 0."""
    return segment.data.columns[DATE].numbers()


def _places(
    free: Sequence[Sequence[Clause]], stands: Sequence[Sequence[Stand]], ranks: Numbers, count: int
) -> list[dict[str, Places]]:
    """For each of `count` documents, where it holds the words of the clauses.

    `ranks` tells by row which of them it is, -1 for none.
    """
    told: list[dict[str, Places]] = [{} for _ in range(count)]
    words: list[tuple[Stand, int]] = []
    for choices, several in zip(free, stands, strict=True):
        for clause, stand in zip(choices, several, strict=True):
            words += [(stand, place) for place in range(len(clause.words))]
    for name in SHOWN:
        held = [
            (number, stand.of_word(place, name))
            for number, (stand, place) in enumerate(words)
            if name in stand.places
        ]
        if held:
            _tell(told, name, held, ranks)
    return told


def _tell(
    told: list[dict[str, Places]], name: str, held: Sequence[tuple[int, Numbers]], ranks: Numbers
) -> None:
    """Gives documents what they have in a field: numbers of words, and the places of each."""
    places = np.concatenate([one for _, one in held])
    number = np.array([one for one, _ in held]).repeat([len(one) for _, one in held])
    rank = ranks[places >> 32]
    # One number for each hit sorts them by document, position and word.
    hits = (((rank << 32) + (places & _POSITION)) << _WORD_BITS) + number
    hits = np.sort(hits[rank >= 0])
    bounds = hits.searchsorted(np.arange(len(told) + 1) << (32 + _WORD_BITS)).tolist()
    positions, numbers = hits >> _WORD_BITS & _POSITION, hits & _WORD
    for row, (start, stop) in zip(told, pairwise(bounds), strict=True):
        if start < stop:
            row[name] = Places(positions[start:stop], numbers[start:stop])
