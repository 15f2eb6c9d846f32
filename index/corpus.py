"""Reads an index as whole arrays: postings, lengths, dates. All that knows the codec's readers.

Document numbers run over all segments; those of deleted documents stay and are not `alive`.
"""

from collections import OrderedDict
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index import manifest
from index.codec import postings as codec
from index.codec.errors import SegmentCorrupt
from index.codec.index import open_segment, readers
from index.codec.segment import NORM_LENGTHS, ArraySegment
from index.errors import IndexDamaged
from index.schema import DATE, KEY, schema

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
SCHEMA = schema()
Mask = npt.NDArray[np.bool_]


class Postings(msgspec.Struct, frozen=True):
    """A term's documents in order, how often each bears it, and where: one flat array.

    `holders` counts those that bear it with the deleted ones among them, for Whoosh's idf. A field
    without positions has none here.
    """

    documents: Numbers
    frequencies: Numbers
    positions: Numbers
    holders: int

    def __len__(self) -> int:
        return len(self.documents)


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
    parts: tuple[tuple[codec.Postings, int], ...]

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


NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
_KEPT = 4_000_000
"""Numbers that the cache of postings holds: 32 MB."""
_SMALL = 30_000
"""Terms of a field that are held in memory to tell what does not stand in it."""
_LENGTHS = NORM_LENGTHS.astype(np.float32)


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
        self.alive: Mask = np.ones(self.size, np.bool_)
        for segment, base in self._segments:
            if segment.deleted is not None:
                self.alive[base : base + len(segment.deleted)] = ~segment.deleted
        reader = readers(SCHEMA, [segment for segment, _ in self._segments], 0)
        self.searcher = Searcher(reader, weighting=BM25F())
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._held = 0
        self._lengths: dict[str, Floats] = {}
        self._dates: Numbers | None = None
        self._terms: dict[str, tuple[str, ...]] = {}
        self._small: dict[str, Container[bytes]] = {}

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Turns what is wrong with a segment into `IndexDamaged`."""
        try:
            yield
        except SegmentCorrupt as error:
            raise IndexDamaged(self.folder / error.file) from error

    def close(self) -> None:
        """Lets go of the files; nothing can be read afterwards."""
        self._postings.clear()
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
        segment, base = next(part for part in reversed(self._segments) if part[1] <= document)
        with self.naming():
            return segment.data.columns[KEY].key(document - base).decode()

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
                sizes = [len(s.data.fields[field].postings.terms) for s, _ in self._segments]
                if sum(sizes) > _SMALL:
                    known = EVERY_TERM
                else:
                    known = frozenset(term.encode() for term in self.terms(field))
            self._small[field] = known
        return term in known

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

    def postings(self, field: str, term: str) -> Postings:
        """Where `term` stands in `field`, in documents not deleted."""
        wanted = (field, term)
        known = self._postings.get(wanted)
        if known is not None:
            self._postings.move_to_end(wanted)
            return known
        with self.naming():
            made = self._read(field, term.encode("utf-8", "replace"))
        self._postings[wanted] = made
        self._held += _cost(made)
        while self._held > _KEPT and len(self._postings) > 1:
            _, dropped = self._postings.popitem(last=False)
            self._held -= _cost(dropped)
        return made

    def _read(self, field: str, term: bytes) -> Postings:
        parts: list[Postings] = []
        for segment, base in self._segments:
            found = segment.data.fields[field].postings.find(term)
            if found is not None:
                parts.append(_living(found, segment.deleted, base))
        if not any(map(len, parts)):
            return NOTHING
        if len(parts) == 1:
            return parts[0]
        return Postings(
            np.concatenate([part.documents for part in parts]),
            np.concatenate([part.frequencies for part in parts]),
            np.concatenate([part.positions for part in parts]),
            sum(part.holders for part in parts),
        )


def _living(found: codec.Postings, deleted: Mask | None, base: int) -> Postings:
    """A segment's postings without those of deleted documents, as documents from `base` on."""
    documents, counts = found.ids(), found.counts()
    positions = found.positions()[1] if found.placed is not None else counts[:0]
    if deleted is not None and (kept := ~deleted[documents]).sum() < len(documents):
        positions = positions[np.repeat(kept, counts)] if len(positions) else positions
        documents, counts = documents[kept], counts[kept]
    return Postings(
        documents.astype(np.int64) + base,
        counts.astype(np.int64),
        positions.astype(np.int64),
        found.documents,
    )


def _cost(postings: Postings) -> int:
    return 8 + 2 * len(postings.documents) + len(postings.positions)
