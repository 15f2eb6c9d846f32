"""Tokens collected document by document, inverted by one sort of whole arrays."""

from array import array
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final, NamedTuple

import numpy as np

from index.codec.inverted import Inverted, offsets
from index.codec.sections import Array
from index.codec.spaced import SpacedTerms
from index.codec.vocabulary import Vocabulary

_READ_AT_ONCE: Final = 1 << 17  # bytes
_BYTES_A_TERM: Final = 4
_KNOWN_TERMS: Final = 1 << 18  # some 40 MB
_SIXTEEN_BITS: Final = (1 << 16) - 1


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


class Text(NamedTuple):
    """One field of one document as UTF-8 in which ASCII blanks stand between the terms."""

    data: bytes


Analyser = Callable[[str, Vocabulary], Tokens | Text]


def spaced(text: str, vocabulary: Vocabulary) -> Text:  # noqa: ARG001 - an analyser's signature
    """The analyser of texts that are cut already; much quicker than `Split`.

    Raises:
        UnicodeEncodeError: the text holds a lone surrogate.
    """
    return Text(text.encode())


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
        self._forget()
        self.clear()

    def _forget(self) -> None:
        self.vocabulary = Vocabulary()
        self._spaced = SpacedTerms(self.vocabulary)
        self._names: list[bytes] = []
        self._order: list[int] = []

    def clear(self) -> None:
        """Holds no documents any more; most of the next ones' terms are known, so these stay."""
        self._terms = array("I")
        self._positions: array[int] | None = None
        self._documents = array("I")
        self._lengths = array("I")
        self._texts: list[bytes] = []
        self._unread = 0
        if len(self.vocabulary) > _KNOWN_TERMS:
            self._forget()

    def __len__(self) -> int:
        return len(self._terms) + self._unread // _BYTES_A_TERM

    def add_text(self, document: int, text: Text) -> None:
        """The same as `add` for a text, which is read together with others."""
        self._documents.append(document)
        self._texts.append(text.data)
        self._unread += len(text.data)
        if self._unread > _READ_AT_ONCE:
            self._read()

    def _read(self) -> None:
        """Reads the texts that wait."""
        if not self._texts:
            return
        terms, counts = self._spaced.read(self._texts)
        self._terms.frombytes(terms.astype(np.uint32).tobytes())
        self._lengths.frombytes(counts.astype(np.uint32).tobytes())
        if self._positions is not None:
            for count in counts.tolist():
                self._positions.extend(range(count))
        self._texts, self._unread = [], 0

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
                for length in self._lengths:
                    self._positions.extend(range(length))
        self._read()
        self._terms.extend(tokens.terms)
        self._documents.append(document)
        self._lengths.append(count)
        if self._positions is not None:
            self._positions.extend(tokens.positions or range(count))

    def lengths(self, documents: int) -> Array:
        """Token counts of all documents."""
        self._read()
        result = np.zeros(documents, np.uint32)
        result[np.array(self._documents, np.int64)] = np.array(self._lengths, np.uint32)
        return result

    def inverted(self) -> Inverted:
        """The postings of everything added."""
        self._read()
        ordered = self._ordered()
        terms = np.array(self._terms)
        tokens = np.bincount(terms, minlength=len(ordered))[ordered]
        met = ordered[tokens > 0]
        rank = np.zeros(len(ordered), np.uint32)
        rank[met] = np.arange(len(met))
        order = _stable_order(rank[terms])
        lengths = np.array(self._lengths)
        rows = np.arange(len(lengths), dtype=np.min_scalar_type(len(lengths)))
        rows = rows.repeat(lengths).take(order)
        bounds = offsets(tokens[tokens > 0])
        first = np.ones(len(order), np.bool_)
        np.not_equal(rows[1:], rows[:-1], out=first[1:])
        first[bounds[:-1]] = True
        starts = np.flatnonzero(first)
        return Inverted(
            list(map(self._names.__getitem__, met.tolist())),
            np.diff(starts.searchsorted(bounds)),
            np.array(self._documents).take(rows[starts]),
            np.diff(starts, append=len(order)),
            self._placed(order, rows, lengths),
        )

    def _ordered(self) -> Array:
        """The terms' numbers in the order of the terms."""
        names = self._names
        names += [term.encode() for term in islice(self.vocabulary, len(names), None)]
        self._order += range(len(self._order), len(names))
        self._order.sort(key=names.__getitem__)
        return np.array(self._order, np.int64)

    def _placed(self, tokens: Array, rows: Array, lengths: Array) -> Array:
        """The positions of some tokens that stand in the texts of these rows."""
        if self._positions is not None:
            return np.array(self._positions).take(tokens)
        starts = offsets(lengths).astype(np.uint32)
        placed = tokens.astype(np.uint32)
        placed -= starts.take(rows)
        return placed


def _stable_order(numbers: Array) -> Array:
    """What sorts 32-bit numbers, equal ones in the order in which they stand.

    Sixteen bits at a time, which numpy does by counting, whatever the processor is good at.
    """
    order = numbers.astype(np.uint16).argsort(kind="stable")
    if len(numbers) and int(numbers.max()) > _SIXTEEN_BITS:
        high = (numbers >> 16).astype(np.uint16)
        order = order[high[order].argsort(kind="stable")]
    return order


class PostingField:
    """Postings of a field that Whoosh itself analyses into bytes: numbers, dates, identifiers."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Holds no documents any more."""
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
