"""What the places of a query's words add to a document: neighbours, and how early they stand.

Two words of the query side by side count as a term of their own (a Vietnamese word is mostly two
syllables), scored as BM25 scores a term; and they count the more the nearer the beginning of a text
they first stand, for there a text says what it is about.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from index.asking import View
from index.corpus import Corpus, Numbers
from index.evidence import Evidence, common
from index.query import Word
from index.reading import Reading
from index.schema import BOOSTS, SHOWN
from index.vietnamese.restore import Model

Scores = npt.NDArray[np.float64]
K1, B = 1.2, 0.75
_RUNNING = ("body", "attachments")
"""Fields whose beginning says what they are about."""


class Weights(msgspec.Struct, frozen=True):
    """What nearness weighs against a word found; tuned on one half of the known-item bench.

    `pair`: two words side by side. `lead`: the same where a text begins, falling to half of it
    `reach` words later. `guessed` and `guessed_lead` are both in the view without marks, for words
    whose marks were restored; of words typed with marks that view tells too little.
    """

    pair: float = 0.4
    lead: float = 1.5
    reach: float = 12.0
    guessed: float = 0.4
    guessed_lead: float = 2.25


WEIGHTS = Weights()


class Nearness:
    """Adds up what nearness gives to the documents of some evidence."""

    def __init__(
        self,
        corpus: Corpus,
        model: Model,
        reading: Reading,
        evidence: Evidence,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._corpus = corpus
        self._model = model
        self._reading = reading
        self._evidence = evidence
        self._weights = weights

    def scores(self, words: Sequence[Word], views: Sequence[View]) -> Scores:
        """By row, for words in the order of the query."""
        total: Scores = np.zeros(self._evidence.rows)
        for first, second in dict.fromkeys(pairwise(words)):
            gained: Scores = np.zeros(self._evidence.rows)
            guessed = bool({first.keys[0], second.keys[0]} & self._reading.guessed)
            for view in views:
                if view.folded and not guessed:
                    continue
                pair, lead = self._gains(view)
                for name in SHOWN:
                    places = self._evidence.word(first, name, view)
                    if len(places):
                        beside = common(places, self._evidence.word(second, name, view) - 1)
                        gained += self._of_field(name, view, beside, pair, lead)
            total += gained * self._rarity(first, second)
        return total

    def _gains(self, view: View) -> tuple[float, float]:
        if view.folded:
            return self._weights.guessed, self._weights.guessed_lead
        return self._weights.pair, self._weights.lead

    def _rarity(self, first: Word, second: Word) -> float:
        """The idf of two words side by side, from how often the library's model saw them so."""
        seen = min(self._model.beside(first.keys[0], second.keys[0]), self._corpus.size)
        return math.log(self._corpus.size / (seen + 1)) + 1

    def _of_field(
        self, name: str, view: View, beside: Numbers, pair: float, lead: float
    ) -> Scores | float:
        if not len(beside):
            return 0.0
        rows = beside >> 32
        often = np.bincount(rows, minlength=self._evidence.rows)
        lengths = self._evidence.lengths(view.field(name))
        norm = K1 * ((1 - B) + B * lengths / self._corpus.average(view.field(name)))
        gain: Scores = pair * often * (K1 + 1) / (often + norm)
        if name in _RUNNING:
            first = np.ones(len(rows), np.bool_)
            first[1:] = rows[1:] != rows[:-1]
            begins = beside[first] & 0xFFFFFFFF
            gain[rows[first]] += lead / (1 + begins / self._weights.reach)
        return gain * BOOSTS[name]
