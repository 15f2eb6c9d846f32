"""Where the words of a query stand in a few documents: the steps they reach, and every place.

A *place* is one number, row * 2**32 + position; rows count the documents asked about, positions the
words of a field. Places ascend.
"""

from collections.abc import Sequence

import msgspec
import numpy as np

from index.asking import BARE, TYPED, Asking, View, encoded, fitting
from index.codec.postings import Mask
from index.corpus import Corpus, Floats, Numbers
from index.query import Clause, Word
from index.schema import EVERYWHERE, SHOWN, SPELLING
from index.vietnamese import fold

EXACT, TONE, UNACCENTED, ABBREVIATED, APPROXIMATE, NOT_HELD = range(6)
"""The steps of the match ladder, best first."""
NOWHERE: Numbers = np.zeros(0, np.int64)


class Stand(msgspec.Struct, frozen=True):
    """How documents hold one word: the best step by row, and the places at that step by field."""

    steps: Numbers
    places: dict[str, Numbers]


class Evidence:
    """The postings of some documents only; `documents` ascend."""

    def __init__(self, corpus: Corpus, documents: Numbers, asking: Asking) -> None:
        self._corpus = corpus
        self._asking = asking
        self.documents = documents
        self.rows = len(documents)
        self._parts = corpus.parts(documents)
        self._nothing = np.zeros(self.rows, np.bool_), NOWHERE
        self._known: dict[tuple[str, bytes], tuple[Mask, Numbers]] = {}

    def _term(self, field: str, term: bytes) -> tuple[Mask, Numbers]:
        """The rows that hold a term, and its places in them."""
        known = self._known.get((field, term))
        if known is None:
            known = self._nothing
            if self._corpus.bears(field, term):
                with self._corpus.naming():
                    known = self._read(field, term)
            self._known[field, term] = known
        return known

    def _read(self, field: str, term: bytes) -> tuple[Mask, Numbers]:
        held = np.zeros(self.rows, np.bool_)
        places: list[Numbers] = []
        for segment, local, first in self._parts:
            kept = segment.data.term(field, term)
            if kept is None:
                continue
            found = kept.postings
            mask, at = found.locate(local)
            held[first : first + len(local)] = mask
            if found.placed is not None and len(at):
                counts, positions = found.positions(at)
                rows = np.flatnonzero(mask) + first
                places.append((np.repeat(rows, counts) << 32) + positions)
        if len(places) == 1:
            return held, places[0]
        return held, np.concatenate([NOWHERE, *places])

    def held(self, field: str, terms: Sequence[bytes]) -> Mask:
        """The rows that hold any of the terms."""
        if len(terms) == 1:
            return self._term(field, terms[0])[0]
        mask: Mask = np.zeros(self.rows, np.bool_)
        for term in terms:
            mask |= self._term(field, term)[0]
        return mask

    def places(self, field: str, terms: Sequence[bytes]) -> Numbers:
        """Where any of the terms stands."""
        several = [places for term in terms if len(places := self._term(field, term)[1])]
        if len(several) < 2:
            return several[0] if several else NOWHERE
        return np.unique(np.concatenate(several))

    def beside(self, field: str, words: Sequence[Sequence[bytes]]) -> Numbers:
        """Where the first of words that stand side by side stands."""
        places = self.places(field, words[0])
        for distance, terms in enumerate(words[1:], 1):
            places = common(places, self.places(field, terms) - distance)
        return places

    def word(self, word: Word, name: str, view: View) -> Numbers:
        """Where a word stands in a field by one view; nowhere for one with asterisks."""
        if word.wild:
            return NOWHERE
        return self.places(view.field(name), self._asking.terms(word, name, view))

    def phrase(self, words: Sequence[Word], name: str, view: View) -> Numbers:
        terms = [self._asking.terms(word, name, view) for word in words]
        return self.beside(view.field(name), terms)

    def lengths(self, field: str) -> Floats:
        """Tokens of a field by row, as Whoosh rounds them to one byte."""
        return self._corpus.lengths(field)[self.documents]

    def stand(self, clause: Clause) -> Stand:
        """How the documents hold a clause itself; one with asterisks stands as it was typed.

        A phrase's places are those of its first word.
        """
        if len(clause.words) == 1 and clause.words[0].wild:
            return Stand(np.zeros(self.rows, np.int64), {})
        steps: Numbers = np.full(self.rows, NOT_HELD, np.int64)
        places: dict[str, Numbers] = {}
        fields = (clause.field,) if clause.field else EVERYWHERE
        for view in fitting(clause.words, self._asking.views):
            step = UNACCENTED if view.folded else TONE
            held: dict[str, tuple[Mask, Numbers]] = {}
            waiting = steps == NOT_HELD
            for name in fields:
                # What no text field tells of a document, its names may.
                if name in SHOWN or waiting.any():
                    mask, found = self._view(clause, name, view)
                    if mask is not self._nothing[0]:
                        held[name] = mask, found
                        waiting &= ~mask
            self._take(steps, places, step, held)
            if not (steps == NOT_HELD).any():
                break
        if not self._asking.literal and len(clause.words) == 1 and not clause.field:
            self._others(steps, places, clause.words[0])
        self._exact(steps, clause.words, fields)
        return Stand(steps, places)

    def _view(self, clause: Clause, name: str, view: View) -> tuple[Mask, Numbers]:
        if len(clause.words) > 1:
            places = self.phrase(clause.words, name, view)
            mask = np.zeros(self.rows, np.bool_)
            mask[places >> 32] = True
            return mask, places
        field, terms = view.field(name), self._asking.terms(clause.words[0], name, view)
        if len(terms) == 1:
            return self._term(field, terms[0])
        return self.held(field, terms), self.places(field, terms)

    def _take(
        self,
        steps: Numbers,
        places: dict[str, Numbers],
        step: int,
        held: dict[str, tuple[Mask, Numbers]],
    ) -> None:
        """Gives the step to rows that stand on none yet and hold the word, with their places."""
        waiting = steps == NOT_HELD
        fresh = bool(waiting.all())
        for name, (mask, found) in held.items():
            steps[waiting & mask] = step
            if name in SHOWN and len(found):
                new = found if fresh else found[waiting[found >> 32]]
                if name in places:
                    new = np.sort(np.concatenate([places[name], new]))
                places[name] = new

    def _others(self, steps: Numbers, places: dict[str, Numbers], word: Word) -> None:
        if (word.expansions or word.shorts) and (steps == NOT_HELD).any():
            ways = [[[encoded(fold(key))] for key in keys] for keys in word.expansions]
            ways += [[[encoded(fold(short))]] for short, _ in word.shorts]
            self._take(steps, places, ABBREVIATED, {n: self._any(n, ways) for n in EVERYWHERE})
        if word.near and (steps == NOT_HELD).any():
            near = {n: self._any(n, [[self._asking.near(word, n)]]) for n in EVERYWHERE}
            self._take(steps, places, APPROXIMATE, near)

    def _any(self, name: str, ways: Sequence[Sequence[Sequence[bytes]]]) -> tuple[Mask, Numbers]:
        """Rows and places of any of several runs of words, every word of a run placed."""
        field = BARE.field(name)
        found = [NOWHERE]
        for way in ways:
            first = self.beside(field, way)
            found += [first + distance for distance in range(len(way))]
        places = np.unique(np.concatenate(found))
        mask = np.zeros(self.rows, np.bool_)
        mask[places >> 32] = True
        return mask, places

    def _exact(self, steps: Numbers, words: Sequence[Word], fields: Sequence[str]) -> None:
        """Raises a step: rows that hold the words with each tone mark where the reader put it."""
        exact = steps == TONE
        for word in words:
            if not exact.any():
                return
            if len(word.keys) > 1:
                exact &= self._typed(exact, word, fields)
            if word.several:
                exact &= self.held(SPELLING, [encoded(word.surface)])
        steps[exact] = EXACT

    def _typed(self, wanted: Mask, word: Word, fields: Sequence[str]) -> Mask:
        """Which of the wanted rows hold a word by its first key, no i/y variant of it."""
        typed = np.zeros(self.rows, np.bool_)
        for name in fields:
            typed |= self.held(name, self._asking.terms(word, name, TYPED))
            if not (wanted & ~typed).any():
                break
        return typed


def common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both ascending arrays, each of distinct numbers."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return few
    at = np.searchsorted(many, few)
    at[at == len(many)] = len(many) - 1
    both: Numbers = few[many[at] == few]
    return both
