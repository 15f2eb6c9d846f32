"""Where the words of a query stand in a few documents: the steps they reach, and every place.

A *place* is one number, row * 2**32 + position; rows count the documents asked about, positions the
words of a field. Places ascend.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec
import numpy as np

from index.asking import BARE, TYPED, Asking, View, encoded, fitting
from index.codec.gathered import Gathered, gathered
from index.codec.postings import Mask
from index.corpus import Corpus, Floats, Numbers
from index.query import Clause, Word
from index.schema import EVERYWHERE, SHOWN, SPELLING
from index.vietnamese import fold

EXACT, TONE, UNACCENTED, ABBREVIATED, APPROXIMATE, NOT_HELD = range(6)
"""The steps of the match ladder, best first."""
NOWHERE: Numbers = np.zeros(0, np.int64)


class Stand(msgspec.Struct, frozen=True):
    """How documents hold one clause: the best step by row, and the places at that step by field.

    Those are the places of its first word, or, where its words stand `apart`, of all of them.
    """

    steps: Numbers
    places: dict[str, Numbers]
    apart: Sequence[dict[str, Numbers]] = ()

    def of_word(self, number: int, field: str) -> Numbers:
        """The places of a word of the clause, counted from 0."""
        if self.apart:
            return self.apart[number].get(field, NOWHERE)
        return self.places[field] + number if field in self.places else NOWHERE


class _Ladder(msgspec.Struct):
    """One clause on its way down the ladder, looked for in text fields and in names."""

    clause: Clause
    shown: Sequence[str]
    names: Sequence[str]
    views: Sequence[View]
    steps: Numbers
    places: dict[str, Numbers] = {}

    @property
    def free(self) -> bool:
        """Whether it is one word of no certain field."""
        return len(self.clause.words) == 1 and not self.clause.field

    def waiting(self) -> bool:
        """Whether any row stands on no step yet."""
        return bool((self.steps == NOT_HELD).any())

    def take(self, step: int, held: dict[str, Gathered]) -> bool:
        """Gives the step to rows that stand on none yet and hold the clause, with their places.

        Whether any row stands on none still.
        """
        waiting = self.steps == NOT_HELD
        left = np.count_nonzero(waiting)
        taken = np.zeros(len(waiting), np.bool_)
        for name, (holds, found) in held.items():
            taken |= holds
            if name in SHOWN and len(found):
                new = found if left == len(waiting) else found[waiting[found >> 32]]
                if name in self.places:
                    new = np.sort(np.concatenate([self.places[name], new]))
                self.places[name] = new
        taken &= waiting
        self.steps[taken] = step
        return bool(np.count_nonzero(taken) < left)


class Evidence:
    """The postings of some documents only; `documents` ascend."""

    def __init__(self, corpus: Corpus, documents: Numbers, asking: Asking) -> None:
        self._corpus = corpus
        self._asking = asking
        self.documents = documents
        self.rows = len(documents)
        self._parts = corpus.parts(documents)
        self._nothing = Gathered(np.zeros(self.rows, np.bool_), NOWHERE)
        self._known: dict[tuple[str, bytes], Gathered] = {}
        self._lengths: dict[str, Floats] = {}

    def read(self, terms: Iterable[tuple[str, bytes]]) -> None:
        """Looks several terms up together, which is quicker than one after the other."""
        wanted = [one for one in dict.fromkeys(terms) if one not in self._known]
        if not wanted:
            return
        found: dict[tuple[str, bytes], list[tuple[int, Gathered]]] = {one: [] for one in wanted}
        with self._corpus.naming():
            for segment, local, first in self._parts:
                kept = {one: segment.data.term(*one) for one in wanted if self._corpus.bears(*one)}
                held = {one: term.postings for one, term in kept.items() if term is not None}
                several = gathered(list(held.values()), local, first)
                for one, part in zip(held, several, strict=True):
                    found[one].append((first, part))
        for one, parts in found.items():
            self._known[one] = self._joined(parts)

    def _joined(self, parts: Sequence[tuple[int, Gathered]]) -> Gathered:
        """What the segments have of a term, as one."""
        if not parts:
            return self._nothing
        if len(self._parts) == 1:
            return parts[0][1]
        holds = np.zeros(self.rows, np.bool_)
        for first, part in parts:
            holds[first : first + len(part.holds)] = part.holds
        return Gathered(holds, np.concatenate([part.places for _, part in parts]))

    def _term(self, field: str, term: bytes) -> Gathered:
        """The rows that hold a term, and its places in them."""
        known = self._known.get((field, term))
        if known is None:
            self.read([(field, term)])
            known = self._known[field, term]
        return known

    def held(self, field: str, terms: Sequence[bytes]) -> Mask:
        """The rows that hold any of the terms."""
        if len(terms) == 1:
            return self._term(field, terms[0]).holds
        self.read([(field, term) for term in terms])
        mask: Mask = np.zeros(self.rows, np.bool_)
        for term in terms:
            mask |= self._term(field, term).holds
        return mask

    def places(self, field: str, terms: Sequence[bytes]) -> Numbers:
        """Where any of the terms stands."""
        if len(terms) == 1:
            return self._term(field, terms[0]).places
        self.read([(field, term) for term in terms])
        several = [places for term in terms if len(places := self._term(field, term).places)]
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

    def terms(
        self, words: Sequence[Word], fields: Sequence[str], view: View
    ) -> Iterator[tuple[str, bytes]]:
        """What to `read` for words by one view; those with asterisks have no certain terms."""
        for word in words:
            if not word.wild:
                for name in fields:
                    for term in self._asking.terms(word, name, view):
                        yield view.field(name), term

    def likely(self, clause: Clause) -> Iterator[tuple[str, bytes]]:
        """What `stand` is sure to look for."""
        fields = (clause.field,) if clause.field else SHOWN
        yield from self.terms(clause.words, fields, fitting(clause.words, self._asking.views)[0])
        for word in clause.words:
            if word.several:
                yield SPELLING, encoded(word.surface)

    def phrase(self, clause: Clause, name: str, view: View) -> Numbers:
        """Where the first of a clause's words stands, or all of them if they may stand apart."""
        terms = [self._asking.terms(word, name, view) for word in clause.words]
        field = view.field(name)
        if not clause.gap:
            return self.beside(field, terms)
        return np.unique(
            np.concatenate(chained([self.places(field, t) for t in terms], clause.gap))
        )

    def lengths(self, field: str) -> Floats:
        """Tokens of a field by row, as Whoosh rounds them to one byte."""
        known = self._lengths.get(field)
        if known is None:
            known = self._lengths[field] = self._corpus.lengths(field)[self.documents]
        return known

    def stands(self, clauses: Iterable[Clause]) -> dict[Clause, Stand]:
        """How the documents hold each clause itself; one with asterisks stands as it was typed.

        A phrase's places are those of its first word. All clauses take a step of the ladder
        together, so that what the step needs is read at once.
        """
        ladders = {clause: self._ladder(clause) for clause in clauses}
        climbing = [one for one in ladders.values() if not one.clause.starred]
        waiting: Sequence[_Ladder] = climbing
        for number in range(len(self._asking.views)):
            waiting = [one for one in waiting if number < len(one.views)]
            waiting = self._taken(waiting, [(one.shown, one.views[number]) for one in waiting])
            # What no text field tells of a document, its names may.
            waiting = self._taken(waiting, [(one.names, one.views[number]) for one in waiting])
        if not self._asking.literal:
            self._others([one for one in climbing if one.free])
        for one in climbing:
            self._exact(one.steps, one.clause.words, (*one.shown, *one.names))
        return {c: Stand(one.steps, one.places, self._apart(one)) for c, one in ladders.items()}

    def _apart(self, ladder: _Ladder) -> Sequence[dict[str, Numbers]]:
        """Of a clause whose words may stand apart, the places of each."""
        clause = ladder.clause
        if not clause.gap or len(clause.words) < 2:
            return ()
        view = ladder.views[-1]  # What stands by any other view stands by this one.
        return [
            {
                name: common(
                    found, self.places(view.field(name), self._asking.terms(word, name, view))
                )
                for name, found in ladder.places.items()
            }
            for word in clause.words
        ]

    def _ladder(self, clause: Clause) -> _Ladder:
        fields = (clause.field,) if clause.field else EVERYWHERE
        steps: Numbers = np.full(self.rows, EXACT if clause.starred else NOT_HELD, np.int64)
        return _Ladder(
            clause,
            [name for name in fields if name in SHOWN],
            [name for name in fields if name not in SHOWN],
            fitting(clause.words, self._asking.views),
            steps,
        )

    def _taken(
        self, ladders: Sequence[_Ladder], asked: Sequence[tuple[Sequence[str], View]]
    ) -> list[_Ladder]:
        """Lets each take the step of a view in some fields; those with rows on no step yet."""
        pairs = list(zip(ladders, asked, strict=True))
        self.read(chain.from_iterable(self.terms(one.clause.words, *where) for one, where in pairs))
        return [
            one
            for one, (fields, view) in pairs
            if one.take(UNACCENTED if view.folded else TONE, self._view(one.clause, fields, view))
        ]

    def _view(self, clause: Clause, fields: Sequence[str], view: View) -> dict[str, Gathered]:
        """By field, what the rows have of a clause by one view; nothing told where none has it."""
        held: dict[str, Gathered] = {}
        for name in fields:
            if len(clause.words) > 1:
                found = self._at(self.phrase(clause, name, view))
            else:
                field, terms = view.field(name), self._asking.terms(clause.words[0], name, view)
                if len(terms) == 1:
                    found = self._term(field, terms[0])
                else:
                    found = Gathered(self.held(field, terms), self.places(field, terms))
            if found is not self._nothing:
                held[name] = found
        return held

    def _at(self, places: Numbers) -> Gathered:
        if not len(places):
            return self._nothing
        holds = np.zeros(self.rows, np.bool_)
        holds[places >> 32] = True
        return Gathered(holds, places)

    def _others(self, ladders: Sequence[_Ladder]) -> None:
        """Looks for abbreviations of words, for what words abbreviate, and for those a slip away.

        Each ladder is one word's.
        """
        ways = [(one, _ways(one.clause.words[0])) for one in ladders if one.waiting()]
        self.read(
            (BARE.field(name), term)
            for _, several in ways
            for way in several
            for (term,) in way
            for name in EVERYWHERE
        )
        for one, several in ways:
            if several:
                fields = [(name, BARE.field(name)) for name in EVERYWHERE]
                one.take(ABBREVIATED, {name: self._any(f, several) for name, f in fields})
            word = one.clause.words[0]
            if word.near and one.waiting():
                near = [(name, *self._asking.near(word, name)) for name in EVERYWHERE]
                one.take(APPROXIMATE, {name: self._any(f, [[terms]]) for name, f, terms in near})

    def _any(self, field: str, ways: Sequence[Sequence[Sequence[bytes]]]) -> Gathered:
        """Rows and places of any of several runs of words, every word of a run placed."""
        found = [NOWHERE]
        for way in ways:
            first = self.beside(field, way)
            found += [first + distance for distance in range(len(way))]
        return self._at(np.unique(np.concatenate(found)))

    def _exact(self, steps: Numbers, words: Sequence[Word], fields: Sequence[str]) -> None:
        """Raises a step: rows that hold the words with each tone mark where the reader put it."""
        exact = steps == TONE
        for word in words:
            if not np.count_nonzero(exact):
                return
            # A zero before a figure is no other spelling of it.
            if len(word.keys) > 1 and not word.surface.isdecimal():
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


def _ways(word: Word) -> list[list[list[bytes]]]:
    """What stands for a word as an abbreviation: runs of words, each of one term."""
    runs = [*word.expansions, *((short,) for short, _ in word.shorts)]
    return [[[encoded(fold(key))] for key in run] for run in runs]


def common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both ascending arrays, each of distinct numbers."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return few
    at = many.searchsorted(few)
    at[at == len(many)] = len(many) - 1
    both: Numbers = few[many[at] == few]
    return both


def chained(words: Sequence[Numbers], gap: int) -> list[Numbers]:
    """Of ascending places of words, those in a chain through all of them, in order.

    At most `gap` other words stand between one of a chain and the next.
    """
    held = list(words)
    for at in range(1, len(held)):
        held[at] = _following(held[at - 1], held[at], gap)
    for at in range(len(held) - 1, 0, -1):
        held[at - 1] = -_following(-held[at][::-1], -held[at - 1][::-1], gap)[::-1]
    return held


def _following(before: Numbers, places: Numbers, gap: int) -> Numbers:
    """Those of the places that stand behind one of the others, near enough."""
    if not len(before):
        return before
    last = before.searchsorted(places) - 1
    near_enough: Numbers = places[(last >= 0) & (places - before[last] <= gap + 1)]
    return near_enough
