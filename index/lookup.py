"""Where the words of a query stand in a corpus, by view: canonical keys, or without marks."""

import sys
from bisect import bisect_left, bisect_right

import msgspec
import numpy as np

from index.corpus import NOTHING, Corpus, Mask, Numbers, Postings
from index.query import Clause, Word, wildcard
from index.schema import BOOSTS, FOLDED
from index.vietnamese import fold
from index.vietnamese.spelling import nearest

MOST_TERMS = 400
"""Terms that a word with asterisks stands for, at most."""
EVERYWHERE: tuple[str, ...] = tuple(BOOSTS)


class View(msgspec.Struct, frozen=True):
    """How a query's words are looked up: `folded` or by key, with or without i/y variants."""

    folded: bool
    variants: bool = True

    def field(self, name: str) -> str:
        return name + FOLDED if self.folded else name


KEYS = View(folded=False)
TYPED = View(folded=False, variants=False)
BARE = View(folded=True)


class Lookup:
    """Postings of words, phrases and abbreviations in one corpus; for one query."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._merged: dict[tuple[str, tuple[str, ...]], Postings] = {}
        self._wild: dict[tuple[str, str], tuple[str, ...]] = {}

    def word(self, word: Word, name: str, view: View) -> Postings:
        """Where a word itself stands in field `name`."""
        field = view.field(name)
        if word.wild:
            return self._several(field, self._terms(word, field, view))
        terms = word.folded if view.folded else word.keys
        return self._several(field, terms if view.variants else terms[:1])

    def _terms(self, word: Word, field: str, view: View) -> tuple[str, ...]:
        pattern = word.folded[0] if view.folded else word.surface
        known = self._wild.get((field, pattern))
        if known is None:
            matcher = wildcard(pattern)
            terms, head = self.corpus.terms(field), pattern.partition("*")[0]
            first = bisect_left(terms, head)
            last = bisect_right(terms, head + chr(sys.maxunicode), first)
            fitting = (term for term in terms[first:last] if matcher.fullmatch(term))
            known = tuple(term for term, _ in zip(fitting, range(MOST_TERMS), strict=False))
            self._wild[field, pattern] = known
        return known

    def near(self, word: Word, name: str) -> Postings:
        """Where words a slip away from this one stand in field `name`, itself left out."""
        field = BARE.field(name)
        terms = nearest(word.surface, self.corpus.terms(field), most=MOST_TERMS)
        return self._several(field, tuple(term for term in terms if term not in word.folded))

    def _several(self, field: str, terms: tuple[str, ...]) -> Postings:
        if len(terms) == 1:
            return self.corpus.postings(field, terms[0])
        known = self._merged.get((field, terms))
        if known is None:
            known = _union([self.corpus.postings(field, term) for term in terms])
            self._merged[field, terms] = known
        return known

    def abbreviation(self, short: str, name: str, view: View) -> Postings:
        return self.corpus.postings(view.field(name), fold(short) if view.folded else short)

    def expansion(self, keys: tuple[str, ...], name: str, view: View) -> Postings:
        """Where canonical syllables stand side by side, counted at the first."""
        terms = [fold(key) if view.folded else key for key in keys]
        places = _places(self.corpus.postings(view.field(name), terms[0]))
        for distance, term in enumerate(terms[1:], 1):
            if not len(places):
                break
            places = common(
                places, _places(self.corpus.postings(view.field(name), term)) - distance
            )
        return counted(places)

    def places(self, word: Word, name: str, view: View) -> Numbers:
        """Where a word stands in a field: document * 2**32 + position, ascending."""
        return _places(self.word(word, name, view))

    def empty(self) -> Mask:
        return np.zeros(self.corpus.size, np.bool_)

    def holds(self, word: Word, view: View, names: tuple[str, ...] = EVERYWHERE) -> Mask:
        """The documents that hold a word in any of the fields."""
        mask = self.empty()
        for name in names:
            mask[self.word(word, name, view).documents] = True
        return mask

    def phrase(self, words: tuple[Word, ...], view: View, names: tuple[str, ...]) -> Mask:
        """The documents that hold the words side by side in one of the fields."""
        mask = self.empty()
        for name in names:
            places = self.places(words[0], name, view)
            for distance, word in enumerate(words[1:], 1):
                if not len(places):
                    break
                places = common(places, self.places(word, name, view) - distance)
            mask[places >> 32] = True
        return mask

    def clause(self, clause: Clause, view: View) -> Mask:
        """The documents that hold a clause itself, not what will do in its place."""
        names = (clause.field,) if clause.field else EVERYWHERE
        if len(clause.words) > 1:
            return self.phrase(clause.words, view, names)
        return self.holds(clause.words[0], view, names)

    def abbreviated(self, word: Word, view: View) -> Mask:
        """The documents that hold what a word abbreviates, or an abbreviation of it."""
        mask = self.empty()
        for name in EVERYWHERE if word.expansions or word.shorts else ():
            for keys in word.expansions:
                mask[self.expansion(keys, name, view).documents] = True
            for short, _ in word.shorts:
                mask[self.abbreviation(short, name, view).documents] = True
        return mask

    def approximated(self, word: Word) -> Mask:
        """The documents that hold a word a slip away, where the reader asked for such."""
        mask = self.empty()
        for name in EVERYWHERE if word.near else ():
            mask[self.near(word, name).documents] = True
        return mask


def common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both ascending arrays, each of distinct numbers."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return few
    at = np.searchsorted(many, few)
    at[at == len(many)] = len(many) - 1
    both: Numbers = few[many[at] == few]
    return both


def counted(places: Numbers) -> Postings:
    """Postings from ascending places (document * 2**32 + position)."""
    documents = places >> 32
    firsts = np.flatnonzero(_first_of_each(documents))
    frequencies = np.diff(firsts, append=len(documents))
    return Postings(documents[firsts], frequencies, places & 0xFFFFFFFF, len(firsts))


def _places(found: Postings) -> Numbers:
    return (np.repeat(found.documents, found.frequencies) << 32) + found.positions


def _union(several: list[Postings]) -> Postings:
    """The postings of several terms as if they were one."""
    held = [one for one in several if len(one)]
    if len(held) < 2:
        return held[0] if held else NOTHING
    # A stable sort merges ascending runs; the same place may be held under two keys.
    places = np.sort(np.concatenate([_places(one) for one in held]), kind="stable")
    return counted(places[_first_of_each(places)])


def _first_of_each(ascending: Numbers) -> Mask:
    first: Mask = np.ones(len(ascending), np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    return first
