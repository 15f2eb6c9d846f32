"""Tokens collected document by document, inverted by one sort of whole arrays."""

from array import array
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from index.codec.inverted import Inverted
from index.codec.sections import Array
from index.codec.spaced import SpacedTerms
from index.codec.vocabulary import Vocabulary

_READ_AT_ONCE: Final = 1 << 18  # bytes
_BYTES_A_TERM: Final = 4
_ALL: Final = np.uint64((1 << 64) - 1)


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
        self.vocabulary = Vocabulary()
        self._terms = array("I")
        self._positions: array[int] | None = None
        self._documents = array("I")
        self._lengths = array("I")
        self._spaced = SpacedTerms(self.vocabulary)
        self._texts: list[bytes] = []
        self._unread = 0

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
                self._positions.frombytes(self._counted().astype(np.uint32).tobytes())
        self._read()
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
        self._read()
        result = np.zeros(documents, np.uint32)
        result[np.array(self._documents, np.int64)] = np.array(self._lengths, np.uint32)
        return result

    def inverted(self, *, positions: bool) -> Inverted:
        """The postings of everything added; one sort of (term, place in the text)."""
        self._read()
        words = [(term.encode(), number) for term, number in self.vocabulary.items()]
        words.sort()
        rank = np.zeros(len(words), np.uint64)
        rank[[number for _, number in words]] = np.arange(len(words), dtype=np.uint64)
        pairs, counts, placed = self._sorted(rank)
        shift = np.uint64(self._document_bits())
        term = (pairs >> shift).astype(np.int64)
        document = (pairs & ~(_ALL << shift)).astype(np.uint32)
        per_term = np.bincount(term, minlength=len(words))
        terms = [word for word, _ in words]
        kept = np.flatnonzero(per_term)
        if len(kept) < len(terms):
            terms = [terms[number] for number in kept.tolist()]
        return Inverted(terms, per_term[kept], document, counts, placed if positions else None)

    def _document_bits(self) -> int:
        return self._documents[-1].bit_length() if self._documents else 0

    def _places(self) -> tuple[Array, int]:
        """Document and position of every token in one number, and the bits of the position."""
        documents = np.array(self._documents, np.uint64)
        lengths = np.array(self._lengths, np.int64)
        if self._positions is None:
            span = (int(lengths.max(initial=1)) - 1).bit_length()
            starts = (np.cumsum(lengths) - lengths).astype(np.uint64)
            places = np.repeat((documents << np.uint64(span)) - starts, lengths)
            places += np.arange(len(places), dtype=np.uint64)
            return places, span
        positions = np.array(self._positions)
        span = int(positions.max(initial=0)).bit_length()
        places = np.repeat(documents << np.uint64(span), lengths)
        places |= positions.astype(np.uint64)
        return places, span

    def _sorted(self, rank: Array) -> tuple[Array, Array, Array]:
        """Postings as rank and document in one number, ascending; their counts; all positions.

        One sort of numbers that hold the positions too. Where those would not fit in 64 bits,
        their order is sorted instead.
        """
        bits = self._document_bits()
        terms = np.frombuffer(self._terms, np.uint32) if self._terms else np.zeros(0, np.uint32)
        places, span = self._places()
        if len(rank).bit_length() + bits + span <= 64:
            keys = places
            keys |= (rank << np.uint64(bits + span))[terms]
            keys.sort()
            placed = (keys & ~(_ALL << np.uint64(span))).astype(np.uint32)
            keys >>= np.uint64(span)
        else:
            keys = (rank << np.uint64(bits))[terms] | (places >> np.uint64(span))
            order = np.argsort(keys, kind="stable")
            keys, placed = keys[order], (places & ~(_ALL << np.uint64(span)))[order]
        first = np.ones(len(keys), np.bool_)
        first[1:] = keys[1:] != keys[:-1]
        starts = np.flatnonzero(first)
        return keys[starts], np.diff(starts, append=len(keys)), placed


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
