"""Which documents answer a query, how well, and how exactly: the match ladder and BM25 on arrays.

A word is asked for in two views: by canonical key, and without marks. What must match is the lower
view; the upper one adds to the score, so that exact matches come first where all else is equal.
BM25 is Whoosh's (Robertson's formula, idf = ln(N / (n + 1)) + 1, K1 = 1.2, B = 0.75), summed over
fields by their weights. Adjacent words of the query count as a term of their own where they stand
side by side in a text.
"""

import math
from itertools import pairwise
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from index.corpus import NOTHING, Corpus, Mask, Numbers, Postings
from index.query import Clause, Query, Word
from index.schema import BOOSTS, FOLDED, SPELLING

Level = Literal["exact", "tone", "unaccented"]
LEVELS: tuple[Level, ...] = ("exact", "tone", "unaccented")
Scores = npt.NDArray[np.float64]

K1, B = 1.2, 0.75
PAIR = 0.4
"""Weight of two words side by side, against one word."""
LOWER = 0.25
"""Weight of the unmarked view where the reader types marks."""
UPPER = 0.05
"""Weight of the canonical view where the reader types none."""
SPELT = 0.05
"""What the spelling as typed adds (hoà for hoà, not hòa)."""


class Ranked(msgspec.Struct, frozen=True):
    """Every document that answers, best first, with its score and its step on the ladder."""

    documents: Numbers
    scores: Scores
    levels: Numbers


class _View(msgspec.Struct, frozen=True):
    """How a query's words are looked up: `folded` or by key, and how much a hit weighs."""

    folded: bool
    weight: float
    variants: bool = True

    def terms(self, word: Word) -> tuple[str, ...]:
        terms = word.folded if self.folded else word.keys
        return terms if self.variants else terms[:1]

    def field(self, name: str) -> str:
        return name + FOLDED if self.folded else name


class Ranking:
    """One query against one corpus."""

    def __init__(self, corpus: Corpus, query: Query, *, literal: bool, plain: bool) -> None:
        self._corpus = corpus
        self._query = query
        self._plain = plain
        self._merged: dict[tuple[str, tuple[str, ...]], Postings] = {}
        if literal or plain:
            self._views = [_View(folded=False, weight=1.0, variants=False)]
        elif query.marked:
            self._views = [_View(folded=False, weight=1.0), _View(folded=True, weight=LOWER)]
        else:
            self._views = [_View(folded=False, weight=UPPER), _View(folded=True, weight=1.0)]

    def ranked(self) -> Ranked:
        """All documents that hold every word; failing those, all that hold any."""
        clauses = self._known_numbers()
        lowest = self._views[-1]
        loose = [clause for clause in clauses if len(clause.words) == 1]
        fixed = [clause for clause in clauses if len(clause.words) > 1]
        found = [self._holds(clause, lowest) for clause in loose]
        phrases = [self._phrase(clause.words, lowest) for clause in fixed]
        mask = self._allowed()
        for one in phrases:
            mask &= one
        every = mask & _all(found, self._corpus.size)
        if not every.any():
            every = mask if fixed else mask & np.any(found, axis=0)
        documents = np.flatnonzero(every)
        return self._ordered(documents, [word for clause in clauses for word in clause.words])

    def _ordered(self, documents: Numbers, in_order: list[Word]) -> Ranked:
        words = tuple(dict.fromkeys(in_order))
        scores = np.zeros(self._corpus.size)
        for view in self._views:
            for word in words:
                self._add_word(scores, word, view)
            if not self._plain:
                self._add_pairs(scores, in_order, view)
        levels = np.zeros(len(documents), np.int64)
        if not self._plain:
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
            if word.parts and not self._holds(clause, self._views[-1]).any():
                clauses += [Clause((part,)) for part in word.parts]
            else:
                clauses.append(clause)
        return clauses

    def _allowed(self) -> Mask:
        """Documents that are alive and hold nothing excluded."""
        allowed = self._corpus.alive.copy()
        view = self._views[0] if self._query.marked else self._views[-1]
        for clause in self._query.excluded:
            if len(clause.words) > 1:
                allowed &= ~self._phrase(clause.words, view)
            else:
                allowed &= ~self._holds(clause, view)
        return allowed

    def _postings(self, name: str, terms: tuple[str, ...]) -> Postings:
        if len(terms) == 1:
            return self._corpus.postings(name, terms[0])
        known = self._merged.get((name, terms))
        if known is None:
            known = _union([self._corpus.postings(name, term) for term in terms])
            self._merged[name, terms] = known
        return known

    def _holds(self, clause: Clause, view: _View) -> Mask:
        mask = np.zeros(self._corpus.size, np.bool_)
        for name in BOOSTS:
            mask[self._postings(view.field(name), view.terms(clause.words[0])).documents] = True
        return mask

    def _phrase(self, words: tuple[Word, ...], view: _View) -> Mask:
        mask = np.zeros(self._corpus.size, np.bool_)
        for name in BOOSTS:
            places = self._places(view, name, words[0])
            for distance, word in enumerate(words[1:], 1):
                if not len(places):
                    break
                places = _common(places, self._places(view, name, word) - distance)
            mask[places >> 32] = True
        return mask

    def _places(self, view: _View, name: str, word: Word) -> Numbers:
        """Where a word stands in a field: document * 2**32 + position, ascending."""
        found = self._postings(view.field(name), view.terms(word))
        return (np.repeat(found.documents, found.frequencies) << 32) + found.positions

    def _add_word(self, scores: Scores, word: Word, view: _View) -> None:
        for name in BOOSTS:
            self._add(scores, view, name, self._postings(view.field(name), view.terms(word)))

    def _add_pairs(self, scores: Scores, in_order: list[Word], view: _View) -> None:
        for first, second in dict.fromkeys(pairwise(in_order)):
            for name in BOOSTS:
                places = self._places(view, name, first)
                if len(places):
                    beside = _common(places, self._places(view, name, second) - 1)
                    self._add(scores, view, name, _counted(beside), PAIR)

    def _add(
        self, scores: Scores, view: _View, name: str, found: Postings, share: float = 1.0
    ) -> None:
        """Adds the BM25 of one term in one field."""
        if not len(found):
            return
        field = view.field(name)
        weight = share * view.weight * BOOSTS[name]
        idf = math.log(self._corpus.size / (found.holders + 1)) + 1
        lengths = self._corpus.lengths(field)[found.documents].astype(np.float64)
        norm = K1 * ((1 - B) + B * lengths / self._corpus.average(field))
        often = found.frequencies
        scores[found.documents] += weight * idf * often * (K1 + 1) / (often + norm)

    def _levels(self, scores: Scores, documents: Numbers, words: tuple[Word, ...]) -> Numbers:
        """The lowest step that a document needs for any word that it holds; adds for spelling."""
        keys = _View(folded=False, weight=1.0, variants=False)
        related = _View(folded=False, weight=1.0)
        levels: Numbers = np.zeros(self._corpus.size, np.int64)
        lowest = self._views[-1]
        for word in words:
            clause = Clause((word,))
            exact = self._holds(clause, keys)
            if word.several:
                spelt = np.zeros_like(exact)
                spelt[self._corpus.postings(SPELLING, word.surface).documents] = True
                exact &= spelt
            scores[exact] += SPELT
            step = np.where(exact, 0, np.where(self._holds(clause, related), 1, 2))
            held = self._holds(clause, lowest)
            levels = np.where(held, np.maximum(levels, step), levels)
        reached: Numbers = levels[documents]
        return reached


def _all(masks: list[Mask], size: int) -> Mask:
    every = np.ones(size, np.bool_)
    for mask in masks:
        every &= mask
    return every


def _common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both ascending arrays, each of distinct numbers."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return few
    at = np.searchsorted(many, few)
    at[at == len(many)] = len(many) - 1
    common: Numbers = few[many[at] == few]
    return common


def _union(several: list[Postings]) -> Postings:
    """The postings of several terms as if they were one."""
    held = [one for one in several if len(one)]
    if len(held) < 2:
        return held[0] if held else NOTHING
    every = [(np.repeat(p.documents, p.frequencies) << 32) + p.positions for p in held]
    # A stable sort merges ascending runs; the same place may be held under two keys.
    places = np.sort(np.concatenate(every), kind="stable")
    return _counted(places[_first_of_each(places)])


def _counted(places: Numbers) -> Postings:
    """Postings from ascending places (document * 2**32 + position)."""
    documents = places >> 32
    firsts = np.flatnonzero(_first_of_each(documents))
    frequencies = np.diff(firsts, append=len(documents))
    return Postings(documents[firsts], frequencies, places & 0xFFFFFFFF, len(firsts))


def _first_of_each(ascending: Numbers) -> Mask:
    first: Mask = np.ones(len(ascending), np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    return first
