"""One finished index, open: its segments as one run of documents, and what its terms are.

Document numbers run over all segments; those of deleted documents stay, and no search tells them.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from operator import itemgetter
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh.query import Query
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index import manifest
from index.codec.errors import SegmentCorrupt
from index.codec.index import open_segment, readers
from index.codec.lengths import LENGTHS
from index.codec.postings import Mask, Postings
from index.codec.segment import ArraySegment
from index.errors import IndexDamaged
from index.latest import Latest
from index.schema import DATE, KEY, schema

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]
SCHEMA = schema()


class Whole(msgspec.Struct, frozen=True):
    """Every term of a field, sorted, and where each stands in documents not deleted.

    The places of `terms[i]` are `places[starts[i] : starts[i + 1]]`, ascending, each
    document * 2**32 + position.
    """

    terms: tuple[str, ...]
    starts: Numbers
    places: Numbers


class Bearers(msgspec.Struct, frozen=True):
    """Which documents, not deleted, hold a term, and its postings by segment from a number on."""

    holds: Mask
    parts: tuple[tuple[Postings, int], ...]

    def places_in(self, documents: Numbers) -> Numbers:
        """Where the term stands in these few ascending documents: document * 2**32 + position."""
        made = [np.zeros(0, np.int64)]
        for found, base in self.parts:
            first, last = np.searchsorted(documents, [base, base + found.size])
            if first < last:
                wanted = documents[first:last]
                bears, at = found.locate(wanted - base)
                counts, positions = found.positions(at)
                made.append((np.repeat(wanted[bears], counts) << 32) + positions)
        return np.concatenate(made)


_WORDS, _PAIRS = 16, 64
"""Words and neighbours whose scores are held, the words' at 8 bytes for each document."""
_SMALL = 30_000
"""Terms of a field that are held in memory to tell what does not stand in it."""
_LENGTHS = LENGTHS.astype(np.float32)


class _Every:
    """Stands for a vocabulary that is not held."""

    def __contains__(self, term: object) -> bool:
        return True


EVERY_TERM = _Every()


class Corpus:
    """One finished index, open for reading. For one thread at a time.

    Opening reads the segments' headers and no document; every other block is checked when it is
    first read.

    Raises: IndexMissing, IndexDamaged, IndexOutdated.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        held = manifest.read(folder)
        self.documents = held.documents
        self.size = 0
        self._segments: list[tuple[ArraySegment, int]] = []
        with self.naming():
            for entry in held.segments:
                self._segments.append((open_segment(folder, entry), self.size))
                self.size += entry.documents
        reader = readers(SCHEMA, [segment for segment, _ in self._segments], 0)
        self.searcher = Searcher(reader, weighting=BM25F())
        self.asked: Latest[Query] = Latest(_WORDS)
        """The queries of the words asked for last, which may keep their scores."""
        self.led: Latest[dict[str, tuple[Numbers, Scores]]] = Latest(_PAIRS)
        """Of neighbours asked for last, by segment: the documents that begin with them, and how."""
        self._lengths: dict[str, Floats] = {}
        self._dates: Numbers | None = None
        self._terms: dict[str, tuple[str, ...]] = {}
        self._small: dict[str, Container[bytes]] = {}

    @cached_property
    def alive(self) -> Mask:
        """The documents that are not deleted."""
        parts = [
            np.ones(segment.data.documents, np.bool_)
            if segment.deleted is None
            else ~segment.deleted
            for segment, _ in self._segments
        ]
        return np.concatenate([np.zeros(0, np.bool_), *parts])

    def every(self) -> list[tuple[ArraySegment, Numbers]]:
        """By segment, the documents that are not deleted."""
        held = [
            (segment, self.alive[base:][: segment.data.documents])
            for segment, base in self._segments
        ]
        return [(segment, np.flatnonzero(alive)) for segment, alive in held]

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Turns what is wrong with a segment into `IndexDamaged`."""
        try:
            yield
        except SegmentCorrupt as error:
            raise IndexDamaged(self.folder / error.file) from error

    def close(self) -> None:
        """Lets go of the files; nothing can be read afterwards."""
        self.asked.clear()  # Their scores are of this searcher, which holds the segments.
        self.led.clear()
        self._segments.clear()
        self.searcher.close()
        del self.searcher

    def parts(self, documents: Numbers) -> list[tuple[ArraySegment, Numbers, int]]:
        """Ascending documents by segment: it, their numbers in it, and the row of the first."""
        found: list[tuple[ArraySegment, Numbers, int]] = []
        for segment, base in self._segments:
            first, last = np.searchsorted(documents, [base, base + segment.data.documents])
            if first < last:
                found.append((segment, documents[first:last] - base, int(first)))
        return found

    def key(self, document: int) -> str:
        return self.keys([document])[0]

    def keys(self, documents: list[int]) -> list[str]:
        """The keys of a few documents."""
        places: dict[int, list[int]] = {}
        for place, document in enumerate(documents):
            at = bisect_right(self._segments, document, key=itemgetter(1)) - 1
            places.setdefault(at, []).append(place)
        found = [""] * len(documents)
        with self.naming():
            for at, several in places.items():
                segment, base = self._segments[at]
                keys = segment.data.columns[KEY].keys([documents[one] - base for one in several])
                for one, key in zip(several, keys, strict=True):
                    found[one] = key.decode()
        return found

    def average(self, field: str) -> float:
        """Tokens of `field` in a document, on average, deleted ones included."""
        total = sum(segment.data.fields[field].tokens for segment, _ in self._segments)
        return (total / self.size if self.size else 0.0) or 1.0

    def lengths(self, field: str) -> Floats:
        """Tokens of `field` by document, as Whoosh rounds them to one byte."""
        known = self._lengths.get(field)
        if known is None:
            with self.naming():
                parts = [segment.data.fields[field].norms() for segment, _ in self._segments]
            known = _LENGTHS[np.concatenate([np.zeros(0, np.uint8), *parts])]
            self._lengths[field] = known
        return known

    def dates(self) -> Numbers:
        """Dates by document, yyyymmdd or 0."""
        if self._dates is None:
            with self.naming():
                parts = [segment.data.columns[DATE].numbers() for segment, _ in self._segments]
            self._dates = np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int64)
        return self._dates

    def terms(self, field: str) -> tuple[str, ...]:
        """Every term of `field`, sorted; those of deleted documents may be among them."""
        known = self._terms.get(field)
        if known is None:
            several: set[bytes] = set()
            with self.naming():
                for segment, _ in self._segments:
                    held = segment.data.fields[field].postings.terms
                    several.update(held.slices(0, len(held)))
            known = tuple(term.decode() for term in sorted(several))
            self._terms[field] = known
        return known

    def bears(self, field: str, term: bytes) -> bool:
        """Whether a term may stand in `field`: sure of the small ones, said of the large ones.

        Most words stand in no title and no name: the terms of these are few and held in memory.
        """
        known = self._small.get(field)
        if known is None:
            with self.naming():
                held = [s.data.fields[field].postings.terms for s, _ in self._segments]
                if sum(map(len, held)) > _SMALL:
                    known = EVERY_TERM
                else:
                    known = frozenset(chain(*(one.slices(0, len(one)) for one in held)))
            self._small[field] = known
        return term in known

    def idf(self, field: str, term: bytes) -> float:
        """How much a term weighs by its rarity, as Whoosh's BM25F has it."""
        with self.naming():
            return float(self.searcher.idf(field, term))

    def begins(self, field: str, beginning: str) -> bool:
        """Whether any term of `field` begins so."""
        with self.naming():
            for segment, _ in self._segments:
                terms = segment.data.fields[field].postings.terms
                start, stop = terms.prefix(beginning.encode("utf-8", "replace"))
                if start < stop:
                    return True
        return False

    def beginning(self, field: str, prefix: str, most: int) -> list[str]:
        """The first terms of `field` that begin so, sorted, without a list of all terms."""
        several: set[bytes] = set()
        with self.naming():
            for segment, _ in self._segments:
                held = segment.data.fields[field].postings.terms
                start, stop = held.prefix(prefix.encode("utf-8", "replace"))
                several.update(held.slices(start, min(stop, start + most)))
        return [term.decode() for term in sorted(several)[:most]]

    def whole(self, field: str) -> Whole:
        """All of a short field at once, such as the titles; 8 bytes for each of its words."""
        terms: list[bytes] = []
        owners, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        with self.naming():
            for segment, base in self._segments:
                held = segment.data.fields[field].postings
                if not len(held.terms):
                    continue
                every = held.portion(0, len(held.terms))
                owner = np.repeat(np.arange(len(every.terms)), every.documents)
                at = np.zeros(0, np.uint8) if every.positions is None else every.positions
                where = (np.repeat(every.ids + base, every.counts) << 32) + at
                owner = np.repeat(owner, every.counts) + len(terms)
                living = self.alive[where >> 32]
                owners.append(owner[living])
                places.append(where[living])
                terms += every.terms
        names = sorted(set(terms))
        place = {term: number for number, term in enumerate(names)}
        ranks = np.array([place[term] for term in terms], np.int64)[np.concatenate(owners)]
        order = np.argsort(ranks, kind="stable")
        starts = np.searchsorted(ranks[order], np.arange(len(names) + 1))
        decoded = tuple(term.decode() for term in names)
        return Whole(decoded, starts.astype(np.int64), np.concatenate(places)[order])

    def frequency(self, field: str, term: str) -> int:
        """How many documents hold `term`, deleted ones among them; reads none of its postings."""
        total = 0
        with self.naming():
            for segment, _ in self._segments:
                held = segment.data.fields[field].postings
                ordinal = held.terms.find(term.encode("utf-8", "replace"))
                total += held.document_frequency(ordinal) if ordinal >= 0 else 0
        return total

    def bearers(self, field: str, term: str) -> Bearers:
        """The documents that hold `term`: quicker than its whole postings, and uncached."""
        holds = np.zeros(self.size, np.bool_)
        parts = []
        with self.naming():
            for segment, base in self._segments:
                found = segment.data.fields[field].postings.find(term.encode("utf-8", "replace"))
                if found is not None:
                    found.mark(holds[base : base + found.size])
                    parts.append((found, base))
        holds &= self.alive
        return Bearers(holds, tuple(parts))

    def holds(self, field: str, term: str) -> bool:
        """Whether any document that can be found holds a term."""
        return any(
            deleted is None or not deleted[found.ids()].all()
            for found, deleted in self._found(field, term)
        )

    def _found(self, field: str, term: str) -> Iterator[tuple[Postings, Mask | None]]:
        """A term's postings by segment, with the documents deleted there."""
        wanted = term.encode("utf-8", "replace")
        with self.naming():
            for segment, _ in self._segments:
                kept = segment.data.term(field, wanted)
                if kept is not None:
                    yield kept.postings, segment.deleted
