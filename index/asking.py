"""From a reader's query to Whoosh's: what must match, by any step of the ladder, and its weight.

A word is asked for in two views: by canonical key, and without marks. What must match is the lower
view, an abbreviation or, where asked for, a word a slip away; the upper view adds to the score, so
that exact matches come first where all else is equal.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from whoosh import query as wq

from index.codec.queries import Beside, Summed
from index.corpus import Corpus
from index.query import Clause, Word, wildcard
from index.reading import Reading
from index.schema import BOOSTS, EVERYWHERE, FOLDED, SHOWN
from index.vietnamese import fold
from index.vietnamese.spelling import Near

MOST_TERMS = 400
"""Terms that a word with asterisks inside a phrase, or one with a tilde, stands for, at most."""


class Weights(msgspec.Struct, frozen=True):
    """What each kind of hit weighs against a word found as it is searched.

    `lower`: the unmarked view of a word typed with marks. `guessed`: the same of one whose marks
    were restored.
    """

    lower: float = 0.25
    guessed: float = 0.8
    abbreviated: float = 0.2
    approximate: float = 0.1


WEIGHTS = Weights()


class View(msgspec.Struct, frozen=True):
    """How a query's words are looked up: `folded` or by key, with or without i/y variants."""

    folded: bool
    variants: bool = True

    def field(self, name: str) -> str:
        return name + FOLDED if self.folded else name

    def forms(self, word: Word) -> tuple[str, ...]:
        """The terms that a word without asterisks is."""
        every = word.folded if self.folded else word.keys
        return every if self.variants else every[:1]

    def pattern(self, word: Word) -> str:
        """The pattern of a word with asterisks."""
        return word.folded[0] if self.folded else word.surface


KEYS = View(folded=False)
TYPED = View(folded=False, variants=False)
BARE = View(folded=True)


def fitting(words: Sequence[Word], views: Sequence[View]) -> Sequence[View]:
    """The views that words are looked up in.

    Without marks a beginning fits too much: words with asterisks are taken as they stand where they
    bear marks, and by the letters alone where they bear none.
    """
    if not any(word.wild for word in words):
        return views
    marked = any(word.marked for word in words)
    return [view for view in views if view.folded != marked] or views


def encoded(term: str) -> bytes:
    """A term's bytes; lone surrogates can be typed and must not stop a search."""
    return term.encode("utf-8", "replace")


class Asking:
    """Makes the Whoosh queries of one reading."""

    def __init__(
        self, corpus: Corpus, reading: Reading, *, literal: bool, weights: Weights = WEIGHTS
    ) -> None:
        self._corpus = corpus
        self._reading = reading
        self.literal = literal
        self._weights = weights
        self._forms: dict[tuple[tuple[str, ...], bool], list[bytes]] = {}
        self.views = (TYPED,) if literal else (KEYS, BARE)

    def every(self, clauses: Sequence[Clause]) -> wq.Query:
        """Documents that hold every clause but optional ones, which are never all there are."""
        needed = wq.And([self.clause(clause) for clause in clauses if not clause.optional])
        more = [part for clause in clauses if clause.optional for part in self._ways(clause)]
        return wq.AndMaybe(needed, wq.Or(more)) if more else needed

    def any(self, clauses: Sequence[Clause]) -> wq.Query:
        """Documents that hold every fixed clause, or any word where none is fixed."""
        loose = [part for clause in clauses if not is_fixed(clause) for part in self._ways(clause)]
        fixed = [self.clause(clause) for clause in clauses if is_fixed(clause)]
        return wq.AndMaybe(wq.And(fixed), wq.Or(loose)) if fixed else wq.Or(loose)

    def excluded(self, clauses: Sequence[Clause]) -> wq.Query | None:
        """Documents that hold any of these; who types marks excludes only what bears them."""
        view = self.views[0] if self._reading.marked else self.views[-1]
        parts = [part for clause in clauses for part in self._held(clause, [(view, 1.0)])]
        return wq.Or(parts) if parts else None

    def clause(self, clause: Clause) -> wq.Query:
        """Documents that hold a clause by any step of the ladder, or one in its place.

        The same query each time, for the words asked for last.
        """
        guessed = tuple(map(self._guessed, clause.choices))
        key = (clause, guessed, self.literal, self._weights)
        return self._corpus.asked.get(key, lambda: self._whole(clause))

    def _whole(self, clause: Clause) -> wq.Query:
        ways = self._ways(clause)
        return Summed(ways) if all(type(way) is wq.Term for way in ways) else wq.Or(ways)

    def _ways(self, clause: Clause) -> list[wq.Query]:
        ways: list[wq.Query] = []
        for choice in clause.choices:
            views = [(view, self._weight(choice, view)) for view in self.views]
            ways += self._held(choice, views)
            if len(choice.words) == 1 and not choice.field and not self.literal:
                ways += self._others(choice.words[0])
        return ways

    def _weight(self, clause: Clause, view: View) -> float:
        if not view.folded:
            return 1.0
        return self._weights.guessed if self._guessed(clause) else self._weights.lower

    def _guessed(self, clause: Clause) -> bool:
        """Whether its words were all typed without marks."""
        return all(word.keys[0] in self._reading.guessed for word in clause.words)

    def _held(self, clause: Clause, views: Sequence[tuple[View, float]]) -> Iterator[wq.Query]:
        chosen = fitting(clause.words, [view for view, _ in views])
        views = [(view, weight) for view, weight in views if view in chosen]
        for view, weight in views:
            for name in (clause.field,) if clause.field else EVERYWHERE:
                if len(views) > 1 and not view.folded and not clause.field and name not in SHOWN:
                    continue  # Of names the unmarked view alone is enough to find and to weigh.
                boost = BOOSTS[name] * (weight if clause.field or name in SHOWN else 1.0)
                if len(clause.words) > 1:
                    words = [self.terms(word, name, view) for word in clause.words]
                    yield Beside(view.field(name), words, boost, clause.gap)
                else:
                    yield from self._word(clause.words[0], name, view, boost)

    def _word(self, word: Word, name: str, view: View, boost: float) -> Iterator[wq.Query]:
        field = view.field(name)
        if not word.wild:
            yield from self._spellings(list(map(encoded, view.forms(word))), field, boost)
            return
        head, _, tail = view.pattern(word).partition("*")
        if not tail.strip("*"):
            yield wq.ConstantScoreQuery(wq.Prefix(field, encoded(head)), boost)
            return
        terms = map(encoded, self._fitting(view.pattern(word), field))
        yield wq.ConstantScoreQuery(wq.Or([wq.Term(field, term) for term in terms]), boost)

    def _spellings(self, terms: Sequence[bytes], field: str, boost: float) -> Iterator[wq.Query]:
        """A word as it is spelt, and its i/y variants, which must not gain by being rare."""
        for place, term in enumerate(terms):
            if self._corpus.bears(field, term):
                rarity = 1.0
                if place:
                    rarity = self._corpus.idf(field, terms[0]) / self._corpus.idf(field, term)
                yield wq.Term(field, term, boost * min(1.0, rarity))

    def terms(self, word: Word, name: str, view: View) -> list[bytes]:
        """The terms that a word is in a field."""
        if not word.wild:
            known = self._forms.get((word.keys, view.folded))
            if known is None:
                known = list(map(encoded, view.forms(word)))
                self._forms[word.keys, view.folded] = known
            return known if view.variants else known[:1]
        fitting = self._fitting(view.pattern(word), view.field(name))
        return [encoded(term) for term, _ in zip(fitting, range(MOST_TERMS), strict=False)]

    def _fitting(self, pattern: str, field: str) -> Iterator[str]:
        matcher = wildcard(pattern)
        terms, head = self._corpus.terms(field), pattern.partition("*")[0]
        first = bisect_left(terms, head)
        last = bisect_right(terms, head + chr(sys.maxunicode), first)
        return (term for term in terms[first:last] if matcher.fullmatch(term))

    def near(self, word: Word, name: str) -> tuple[str, list[bytes]]:
        """The words of a field a slip away from one, and the view of the field they stand in.

        Left out are those that look like it without marks, which a higher step finds.
        """
        near = Near(word.keys[0])
        field = (KEYS if near.marked else BARE).field(name)
        found = near.among(self._corpus.terms(field), MOST_TERMS)
        return field, [encoded(term) for term in found if fold(term) not in word.folded]

    def _others(self, word: Word) -> Iterator[wq.Query]:
        """What a word abbreviates, an abbreviation of it, and words a slip away if asked for."""
        if not (word.expansions or word.shorts or word.near):
            return
        for name in EVERYWHERE:
            field, boost = BARE.field(name), BOOSTS[name]
            for keys in word.expansions:
                words = [[encoded(fold(key))] for key in keys]
                yield Beside(field, words, boost * self._weights.abbreviated)
            for short, size in word.shorts:
                weight = boost * self._weights.abbreviated / size
                yield wq.Term(field, encoded(fold(short)), weight)
            if word.near:
                field, terms = self.near(word, name)
                for term in terms:
                    yield wq.Term(field, term, boost * self._weights.approximate)


def is_fixed(clause: Clause) -> bool:
    """Whether a clause must be held even where no document holds all of a query."""
    return bool(clause.field) or any(len(choice.words) > 1 for choice in clause.choices)
