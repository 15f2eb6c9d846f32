"""What the places of a query's words add to a document: neighbours, and how early they stand.

Two words of the query side by side count as a term of their own (a Vietnamese word is mostly two
syllables), scored as BM25 scores a term; and they count the more the nearer the beginning of a body
they first stand, for there a text says what it is about. The beginning is a field of its own, so
short that it is looked at in every document.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from index.asking import BARE, Asking, View, encoded
from index.codec.postings import union
from index.codec.segment import ArraySegment
from index.corpus import Corpus, Numbers, Scores
from index.evidence import NOWHERE, Evidence, common
from index.query import Word
from index.reading import Reading
from index.schema import BOOSTS, OPENING, SHOWN
from index.vietnamese.restore import Model

K1, B = 1.2, 0.75


class Weights(msgspec.Struct, frozen=True):
    """What nearness weighs against a word found; tuned on one half of the known-item bench.

    `pair`: two words side by side. `lead`: the same where a body begins, falling to half of it
    `reach` words later. `guessed` and `guessed_lead` are both for words whose marks were restored.
    """

    pair: float = 0.4
    lead: float = 1.5
    reach: float = 12.0
    guessed: float = 0.6
    guessed_lead: float = 3.5


WEIGHTS = Weights()


class _Pair(msgspec.Struct, frozen=True):
    """Two words that follow each other in the query, how rare they are so, and where to look.

    Words whose marks were guessed are looked up without marks: the guess may be wrong.
    """

    first: Word
    second: Word
    rarity: float
    view: View


class Nearness:
    """What the words of one query gain by standing near each other, in its order."""

    def __init__(
        self,
        corpus: Corpus,
        model: Model,
        reading: Reading,
        asking: Asking,
        words: Sequence[Word],
        weights: Weights = WEIGHTS,
    ) -> None:
        self._corpus = corpus
        self._model = model
        self._weights = weights
        self._pairs: list[_Pair] = []
        for first, second in dict.fromkeys(pairwise(words)):
            if not (first.wild or second.wild):
                guessed = bool({first.keys[0], second.keys[0]} & reading.guessed)
                view = BARE if guessed else asking.views[0]
                self._pairs.append(_Pair(first, second, self._rarity(first, second), view))

    def _rarity(self, first: Word, second: Word) -> float:
        """The idf of two words side by side, from how often the library's model saw them so."""
        seen = min(self._model.beside(first.keys[0], second.keys[0]), self._corpus.size)
        return math.log(self._corpus.size / (seen + 1)) + 1

    def leads(self, segment: ArraySegment) -> Scores | None:
        """By document of a segment, what it gains by the words it begins with; None for nothing."""
        gains: Scores | None = None
        for pair in self._pairs:
            rows, more = self._lead(pair, segment)
            if len(rows):
                if gains is None:
                    gains = np.zeros(segment.data.documents)
                gains[rows] += more
        return gains

    def _lead(self, pair: _Pair, segment: ArraySegment) -> tuple[Numbers, Scores]:
        """The documents that begin with a pair, and what each gains; kept for the next pause."""
        held = self._corpus.led.get((pair, self._weights), dict)
        known = held.get(segment.indexname)
        if known is None:
            known = held[segment.indexname] = self._begun(pair, segment)
        return known

    def _begun(self, pair: _Pair, segment: ArraySegment) -> tuple[Numbers, Scores]:
        field = pair.view.field(OPENING)
        first, second = (
            _openings(segment, field, pair.view.forms(word)) for word in (pair.first, pair.second)
        )
        beside = common(first, second - 1)
        rows = beside >> 32
        earliest = np.ones(len(rows), np.bool_)
        earliest[1:] = rows[1:] != rows[:-1]
        weight = self._weights.guessed_lead if pair.view.folded else self._weights.lead
        begins = beside[earliest] & 0xFFFFFFFF
        return rows[earliest], weight * pair.rarity / (1 + begins / self._weights.reach)

    def terms(self, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
        """What `scores` looks for."""
        for pair in self._pairs:
            yield from evidence.terms((pair.first, pair.second), SHOWN, pair.view)

    def scores(self, evidence: Evidence) -> Scores:
        """By row, what it gains by words side by side anywhere."""
        total: Scores = np.zeros(evidence.rows)
        for pair in self._pairs:
            weight = self._weights.guessed if pair.view.folded else self._weights.pair
            for name in SHOWN:
                places = evidence.word(pair.first, name, pair.view)
                if len(places):
                    beside = common(places, evidence.word(pair.second, name, pair.view) - 1)
                    if len(beside):
                        gain = self._of_field(evidence, pair.view.field(name), beside)
                        total += weight * pair.rarity * BOOSTS[name] * gain
        return total

    def _of_field(self, evidence: Evidence, field: str, beside: Numbers) -> Scores:
        often = np.bincount(beside >> 32, minlength=evidence.rows)
        norm = K1 * ((1 - B) + B * evidence.lengths(field) / self._corpus.average(field))
        gain: Scores = often * (K1 + 1) / (often + norm)
        return gain


def _openings(segment: ArraySegment, field: str, forms: Sequence[str]) -> Numbers:
    """Where any of a word's forms stands in the openings of a segment."""
    kept = [segment.data.term(field, encoded(form)) for form in forms]
    found = [one for one in kept if one is not None]
    if len(found) == 1:
        return found[0].places()
    return union([one.postings for one in found]).places() if found else NOWHERE
