"""Which documents answer a query, how well, and how exactly: the match ladder and BM25 on arrays.

A word is asked for in two views: by canonical key, and without marks. What must match is the lower
view, an abbreviation or, where asked for, a word a slip away; the upper view adds to the score, so
that exact matches come first where all else is equal. BM25 is Whoosh's (Robertson's formula,
idf = ln(N / (n + 1)) + 1, K1 = 1.2, B = 0.75), summed over fields by their weights. Adjacent words
of the query count as a term of their own where they stand side by side in a text.
"""

import math
from itertools import pairwise
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from index.corpus import Corpus, Mask, Numbers, Postings
from index.dates import Range
from index.lookup import BARE, KEYS, TYPED, Lookup, View, common, counted
from index.query import Clause, Word
from index.reading import Reading
from index.schema import BOOSTS, SPELLING

Level = Literal["exact", "tone", "unaccented", "abbreviated", "approximate"]
LEVELS: tuple[Level, ...] = ("exact", "tone", "unaccented", "abbreviated", "approximate")
Scores = npt.NDArray[np.float64]


class Weights(msgspec.Struct, frozen=True):
    """What each kind of hit weighs against a word found as it is searched.

    `pair`: two words side by side. `lower`: the unmarked view of a word typed with marks.
    `guessed`: the same of one whose marks were restored. `spelt`: what the spelling as typed adds
    (hoà for hoà, not hòa).
    """

    pair: float = 0.4
    lower: float = 0.25
    guessed: float = 0.5
    abbreviated: float = 0.2
    approximate: float = 0.1
    spelt: float = 0.05
    k1: float = 1.2
    b: float = 0.75


WEIGHTS = Weights()
_PLAIN = Weights()
_ABBREVIATED, _APPROXIMATE, _NOT_HELD = 3, 4, 5


class Ranked(msgspec.Struct, frozen=True):
    """Every document that answers, best first, with its score and its step on the ladder."""

    documents: Numbers
    scores: Scores
    levels: Numbers


class Ranking:
    """One query against one corpus."""

    def __init__(
        self, corpus: Corpus, reading: Reading, *, literal: bool, plain: bool,
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        self._corpus = corpus
        self._lookup = Lookup(corpus)
        self._reading = reading
        self._query = reading.query
        self._plain = plain
        self._literal = literal or plain
        self._views = [TYPED] if self._literal else [KEYS, BARE]
        self._weights = _PLAIN if plain else weights

    def ranked(self) -> Ranked:
        """All documents that hold every word; failing those, all that hold any."""
        clauses = self._known_numbers()
        mask = self._allowed()
        loose: list[Mask] = []
        fixed = False
        for clause in clauses:
            found = self._reached(clause)
            if clause.field or any(len(choice.words) > 1 for choice in clause.choices):
                mask &= found
                fixed = True
            else:
                loose.append(found)
        every = mask & _all(loose, self._corpus.size)
        if loose and not every.any():
            every = mask if fixed else mask & np.any(loose, axis=0)
        documents = np.flatnonzero(every)
        choices = [choice for clause in clauses for choice in clause.choices]
        return self._ordered(documents, choices)

    def _ordered(self, documents: Numbers, clauses: list[Clause]) -> Ranked:
        scores = np.zeros(self._corpus.size)
        free = [word for clause in clauses if not clause.field for word in clause.words]
        words = tuple(dict.fromkeys(free))
        for view in self._views:
            for word in words:
                self._add_word(scores, word, view, tuple(BOOSTS))
            for clause in clauses:
                if clause.field:
                    for word in clause.words:
                        self._add_word(scores, word, view, (clause.field,))
            if not self._plain:
                self._add_pairs(scores, free, view)
        levels = np.zeros(len(documents), np.int64)
        if not self._plain:
            if not self._literal:
                self._add_others(scores, words)
            levels = self._levels(scores, documents, words)
        dates = np.zeros_like(documents) if self._plain else self._corpus.dates()[documents]
        order = np.lexsort((documents, -dates, -scores[documents]))
        best = documents[order]
        return Ranked(best, scores[best], levels[order])

    def _known_numbers(self) -> list[Clause]:
        """The clauses, with the parts of a document number that no text holds in its place."""
        clauses: list[Clause] = []
        for clause in self._query.clauses:
            word = clause.words[0]
            if word.parts and not clause.either and not self._reached(clause).any():
                clauses += [Clause((part,), clause.field) for part in word.parts]
            else:
                clauses.append(clause)
        return clauses

    def _allowed(self) -> Mask:
        """Documents that are alive, of the dates asked for, and hold nothing excluded."""
        allowed = self._corpus.alive.copy()
        asked = self._query.dates
        if asked != Range():
            dates = self._corpus.dates()
            allowed &= (dates >= asked.first) & (dates <= asked.last)
        # Who types marks excludes what bears them; who types none, any marks.
        view = self._views[0] if self._reading.marked else self._views[-1]
        for clause in self._query.excluded:
            allowed &= ~self._lookup.clause(clause, view)
        return allowed

    def _reached(self, clause: Clause) -> Mask:
        """The documents that hold a clause by any step of the ladder, or one in its place."""
        mask = self._lookup.empty()
        for choice in clause.choices:
            mask |= self._lookup.clause(choice, self._views[-1])
            if len(choice.words) == 1 and not choice.field and not self._literal:
                mask |= self._lookup.abbreviated(choice.words[0], BARE)
                mask |= self._lookup.approximated(choice.words[0])
        return mask

    def _weight(self, word: Word, view: View) -> float:
        if not view.folded:
            return 1.0
        guessed = word.keys[0] in self._reading.guessed
        return self._weights.guessed if guessed else self._weights.lower

    def _add_word(self, scores: Scores, word: Word, view: View, names: tuple[str, ...]) -> None:
        weight = self._weight(word, view)
        for name in names:
            self._add(scores, view, name, self._lookup.word(word, name, view), weight)

    def _add_pairs(self, scores: Scores, in_order: list[Word], view: View) -> None:
        for first, second in dict.fromkeys(pairwise(in_order)):
            weight = min(self._weight(first, view), self._weight(second, view))
            for name in BOOSTS:
                places = self._lookup.places(first, name, view)
                if len(places):
                    beside = common(places, self._lookup.places(second, name, view) - 1)
                    self._add(scores, view, name, counted(beside), weight * self._weights.pair)

    def _add_others(self, scores: Scores, words: tuple[Word, ...]) -> None:
        """What abbreviations and words a slip away add."""
        for word in words:
            for name in BOOSTS:
                for keys in word.expansions:
                    found = self._lookup.expansion(keys, name, KEYS)
                    self._add(scores, KEYS, name, found, self._weights.abbreviated)
                for short, size in word.shorts:
                    found = self._lookup.abbreviation(short, name, KEYS)
                    self._add(scores, KEYS, name, found, self._weights.abbreviated / size)
                if word.near:
                    found = self._lookup.near(word, name)
                    self._add(scores, BARE, name, found, self._weights.approximate)

    def _add(
        self, scores: Scores, view: View, name: str, found: Postings, weight: float
    ) -> None:  # fmt: skip
        """Adds the BM25 of one term in one field."""
        if not len(found):
            return
        field = view.field(name)
        k1, b = self._weights.k1, self._weights.b
        idf = math.log(self._corpus.size / (found.holders + 1)) + 1
        lengths = self._corpus.lengths(field)[found.documents].astype(np.float64)
        norm = k1 * ((1 - b) + b * lengths / self._corpus.average(field))
        often = found.frequencies
        gain = weight * BOOSTS[name] * idf
        scores[found.documents] += gain * often * (k1 + 1) / (often + norm)

    def _levels(self, scores: Scores, documents: Numbers, words: tuple[Word, ...]) -> Numbers:
        """The lowest step that a document needs for any word that it holds; adds for spelling."""
        levels: Numbers = np.zeros(self._corpus.size, np.int64)
        for word in words:
            step = self._steps(scores, word)
            levels = np.where(step < _NOT_HELD, np.maximum(levels, step), levels)
        reached: Numbers = levels[documents]
        return reached

    def _steps(self, scores: Scores, word: Word) -> Numbers:
        """By document, the best step at which it holds a word."""
        exact = self._lookup.holds(word, TYPED)
        if word.several:
            spelt = self._lookup.empty()
            spelt[self._corpus.postings(SPELLING, word.surface).documents] = True
            exact &= spelt
        scores[exact] += self._weights.spelt
        step: Numbers = np.full(self._corpus.size, _NOT_HELD, np.int64)
        if self._literal:
            step[self._lookup.holds(word, TYPED)] = 1
        else:
            step[self._lookup.approximated(word)] = _APPROXIMATE
            step[self._lookup.abbreviated(word, BARE)] = _ABBREVIATED
            step[self._lookup.holds(word, BARE)] = 2
            step[self._lookup.holds(word, KEYS)] = 1
        step[exact] = 0
        if word.keys[0] in self._reading.corrected:
            step[step < _NOT_HELD] = _APPROXIMATE
        return step


def _all(masks: list[Mask], size: int) -> Mask:
    every = np.ones(size, np.bool_)
    for mask in masks:
        every &= mask
    return every
