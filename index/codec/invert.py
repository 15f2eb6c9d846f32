"""Tokens collected document by document, inverted by one sort of whole arrays."""

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from index.codec.inverted import Inverted
from index.codec.sections import Array


class Vocabulary(dict[str, int]):
    """Numbers terms in the order in which they are first met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Tokens(NamedTuple):
    """One field of one document: term numbers in the order of the text.

    `positions` never descend; None: each token stands one after the one before it.
    """

    terms: Sequence[int]
    positions: Sequence[int] | None = None


class Words(NamedTuple):
    """One field of one document already cut into terms, with `positions` as in `Tokens`."""

    terms: Sequence[str]
    positions: Sequence[int] | None = None


Analyser = Callable[[str, Vocabulary], Tokens]


class Split:
    """An analyser from a splitter and a folding, which runs once for each distinct form."""

    def __init__(
        self, split: Callable[[str], Sequence[str]], fold: Callable[[str], str] | None = None
    ) -> None:
        self._split = split
        self._fold = fold
        self._vocabulary: Vocabulary | None = None
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str, vocabulary: Vocabulary) -> Tokens:
        words = self._split(text)
        fold = self._fold
        if fold is None:
            return Tokens(list(map(vocabulary.__getitem__, words)))
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._numbers = vocabulary, {}
        numbers = self._numbers
        for word in set(words).difference(numbers):
            numbers[word] = vocabulary[fold(word)]
        return Tokens(list(map(numbers.__getitem__, words)))


class TokenField:
    """All tokens of one field that a writer has not written yet."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._terms = array("I")
        self._positions: array[int] | None = None
        self._documents = array("I")
        self._lengths = array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, document: int, tokens: Tokens) -> None:
        """The tokens of a document; documents come in ascending order, each once.

        Raises:
            ValueError: positions descend, or are not one a token.
        """
        count = len(tokens.terms)
        if tokens.positions is not None:
            if len(tokens.positions) != count:
                raise ValueError("positions and terms differ in number")
            if any(b < a for a, b in zip(tokens.positions, tokens.positions[1:], strict=False)):
                raise ValueError("positions descend")
            if self._positions is None:
                self._positions = array("I")
                self._positions.frombytes(self._counted().astype(np.uint32).tobytes())
        self._terms.extend(tokens.terms)
        self._documents.append(document)
        self._lengths.append(count)
        if self._positions is not None:
            self._positions.extend(tokens.positions or range(count))

    def _counted(self) -> Array:
        lengths = np.array(self._lengths, np.int64)
        starts = np.cumsum(lengths) - lengths
        return np.arange(len(self._terms)) - np.repeat(starts, lengths)

    def lengths(self, documents: int) -> Array:
        """Token counts of all documents."""
        result = np.zeros(documents, np.uint32)
        result[np.array(self._documents, np.int64)] = np.array(self._lengths, np.uint32)
        return result

    def inverted(self, *, positions: bool) -> Inverted:
        """The postings of everything added; one sort of (term, place in the text)."""
        words = [(term.encode(), number) for term, number in self.vocabulary.items()]
        words.sort()
        rank = np.zeros(len(words), np.uint64)
        rank[[number for _, number in words]] = np.arange(len(words), dtype=np.uint64)
        keys = rank[np.frombuffer(self._terms, np.uint32)] if self._terms else rank[:0]
        keys = (keys << np.uint64(32)) | np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        token = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        term = (keys >> np.uint64(32)).astype(np.int64)
        del keys
        document = np.repeat(np.array(self._documents, np.uint32), self._lengths)[token]
        where = np.array(self._positions) if self._positions is not None else self._counted()
        placed = where.astype(np.uint32)[token] if positions else None
        first = np.ones(len(token), np.bool_)
        first[1:] = (term[1:] != term[:-1]) | (document[1:] != document[:-1])
        starts = np.flatnonzero(first)
        counts = np.diff(starts, append=len(token))
        per_term = np.bincount(term[starts], minlength=len(words))
        terms = [word for word, _ in words]
        kept = np.flatnonzero(per_term)
        if len(kept) < len(terms):
            terms = [terms[number] for number in kept.tolist()]
        return Inverted(terms, per_term[kept], document[starts], counts, placed)


class PostingField:
    """Postings of a field that Whoosh itself analyses into bytes: numbers, dates, identifiers."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._terms = array("I")
        self._documents = array("I")
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, document: int, term: bytes, count: int) -> None:
        """One term of a document; a term given twice counts twice."""
        self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
        self._documents.append(document)
        self._counts.append(count)

    def lengths(self, documents: int) -> Array:
        weights = np.array(self._counts, np.float64)
        totals = np.bincount(np.array(self._documents, np.int64), weights, documents)
        return totals.astype(np.uint32)

    def inverted(self) -> Inverted:
        """The postings of everything added, the same term of one document once."""
        words = sorted(self._numbers)
        rank = np.zeros(len(words), np.int64)
        rank[[self._numbers[word] for word in words]] = np.arange(len(words))
        term = rank[np.array(self._terms, np.int64)] if self._terms else rank[:0]
        document = np.array(self._documents, np.int64)
        order = np.lexsort((document, term))
        term, document = term[order], document[order]
        counts = np.array(self._counts, np.int64)[order]
        first = np.ones(len(term), np.bool_)
        first[1:] = (term[1:] != term[:-1]) | (document[1:] != document[:-1])
        starts = np.flatnonzero(first)
        totals = np.add.reduceat(counts, starts) if len(starts) else counts
        per_term = np.bincount(term[starts], minlength=len(words))
        return Inverted(words, per_term, document[starts], totals, None)
