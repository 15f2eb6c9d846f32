"""The dictionary and postings of one field, as they stand in a segment."""

from functools import partial
from typing import NamedTuple

import numpy as np

from index.codec import format as layout
from index.codec.encode import Encoded
from index.codec.errors import SegmentCorrupt
from index.codec.inverted import Inverted, Longs, offsets
from index.codec.packed import PackedArray, Shape
from index.codec.postings import Mask, Postings
from index.codec.sections import Array, Container, Section
from index.codec.terms import TermDictionary


class LongRecord(NamedTuple):
    """A `LONG_TERM` as Python numbers."""

    documents: int
    most: int
    shortest: int
    longest: int
    tokens: int
    postings: int
    positions: int
    ids_exceptions: int
    counts_exceptions: int
    positions_exceptions: int
    ids_width: int
    counts_width: int
    positions_width: int
    zero: int

    def shapes(self) -> tuple[Shape, Shape, Shape]:
        """How its documents, counts and positions are packed."""
        return (
            Shape(self.documents, self.ids_width, self.ids_exceptions),
            Shape(self.documents, self.counts_width, self.counts_exceptions),
            Shape(self.tokens, self.positions_width, self.positions_exceptions),
        )


class _LongLists(NamedTuple):
    """The sections of the long terms; `positions` only where the field keeps them."""

    terms: Section
    records: Section
    postings: Section
    positions: Section | None


class FieldPostings:
    """The dictionary and postings of one field of a segment."""

    def __init__(
        self, container: Container, field: int, *, documents: int, terms: int, positions: bool
    ) -> None:
        self.documents = documents
        self.has_positions = positions
        self.terms = TermDictionary(container, field, terms)
        self._container = container
        self._field = field
        self._file = container.file
        self._rows = container.section(layout.TERM_ROWS, field)
        self._ids = container.section(layout.SHORT_IDS, field)
        self._tallies = container.section(layout.SHORT_TALLIES, field)
        self._held_longs: _LongLists | None = None
        self._sound: set[int] = set()

    @property
    def _longs(self) -> "_LongLists":
        """What the field keeps of its long terms, opened when one is first asked for."""
        held = self._held_longs
        if held is None:
            section = partial(self._container.section, field=self._field)
            held = _LongLists(
                section(layout.LONG_TERMS),
                section(layout.LONG_RECORDS),
                section(layout.LONG_POSTINGS),
                section(layout.LONG_POSITIONS) if self.has_positions else None,
            )
            if len(held.terms) != len(held.records):
                raise SegmentCorrupt(self._file, "postings: lengths disagree")
            self._held_longs = held
        return held

    def find(self, term: bytes) -> Postings | None:
        """The term's postings, None if no document holds it."""
        ordinal = self.terms.find(term)
        return None if ordinal < 0 else self.postings(ordinal)

    def document_frequency(self, ordinal: int) -> int:
        """How many documents hold the term."""
        _, start, _, _, stop, _ = self._rows.pair(ordinal)
        return max(stop - start, 0) or self.record(ordinal).documents

    def record(self, ordinal: int) -> LongRecord:
        """The record of a long term."""
        longs = self._longs
        terms = longs.terms.whole()
        at = int(terms.searchsorted(terms.dtype.type(ordinal)))
        if at == len(terms) or terms[at] != ordinal:
            raise SegmentCorrupt(self._file, f"term {ordinal} has no postings")
        return LongRecord(*longs.records.record(at, layout.LONG_TERM_NUMBERS))

    def postings(self, ordinal: int) -> Postings:
        """One term's postings.

        Raises:
            SegmentCorrupt: they are damaged or contradict the rest of the segment.
        """
        _, start, first, _, stop, last = self._rows.pair(ordinal)
        if start < stop:
            return self._short(ordinal, (start, stop), (first, last))
        result = self._long(ordinal)
        if ordinal not in self._sound:
            self._verify(ordinal, result)
            self._sound.add(ordinal)
        return result

    def _short(self, ordinal: int, held: tuple[int, int], tokens: tuple[int, int]) -> Postings:
        ids, tallied = self._ids.items(*held), self._tallies.items(*held)
        # Lists, since these are few, and each kernel of numpy's that a search is the first to run
        # costs it as much as the whole of this.
        numbers, tallies = ids.tolist(), tallied.tolist()
        counts = [one & 255 for one in tallies]
        sound = numbers[-1] < self.documents and sorted(set(numbers)) == numbers
        if self.has_positions:
            sound = sound and sum(counts) == tokens[1] - tokens[0]
        if not sound or 0 in counts:
            raise self._contradiction(ordinal)
        placed = None
        if self.has_positions:
            placed = partial(self._short_positions, *tokens)
        return Postings(
            documents=len(numbers),
            tokens=tokens[1] - tokens[0],
            most=max(counts),
            shortest=0,
            size=self.documents,
            bitmap=None,
            numbers=np.array(numbers, np.int32),
            tallies=np.array(counts, np.uint8),
            placed=placed,
            lengths=[one >> 8 for one in tallies],
        )

    def _short_positions(self, first: int, last: int) -> Array:
        section = self._container.section(layout.SHORT_POSITIONS, self._field)
        return section.items(first, last)

    def _long(self, ordinal: int) -> Postings:
        return self._decoded(ordinal, self.record(ordinal))

    def _decoded(self, ordinal: int, record: LongRecord, head: int | None = None) -> Postings:
        """A long list; with `head`, only as much of it as its documents below that need."""
        longs = self._longs
        ids, counts, positions = record.shapes()
        dense = ids.width == layout.BITMAP
        possible = (dense or (ids.possible() and ids.width)) and counts.possible()
        possible = possible and positions.possible() and bool(positions.width) == self.has_positions
        if not possible or not 0 < record.documents <= self.documents:
            raise SegmentCorrupt(self._file, f"term {ordinal}: impossible record")
        at, raw, bitmap, numbers = record.postings, longs.postings.raw, None, None
        if dense:
            size = (self.documents + 7) // 8
            bitmap = raw(at, at + (size if head is None else (head + 7) // 8))
            at += size + layout.padding(size, 8)
        else:
            packed = PackedArray(ids, at, raw)
            few = record.documents if head is None else head
            gaps = packed.take(np.arange(few)) if few < record.documents else packed.whole()
            numbers = np.cumsum(gaps, dtype=np.int64 if gaps.itemsize > 2 else np.int32)
            if head is not None:
                numbers = numbers[: int(np.searchsorted(numbers, head))]
            elif int(numbers[-1]) >= self.documents:
                raise SegmentCorrupt(self._file, f"term {ordinal}: documents that are not there")
            at += ids.size()
        if head is not None:
            return Postings(record.documents, 0, 0, 0, head, bitmap, numbers, None, None)
        tallies = PackedArray(counts, at, raw) if counts.width else None
        placed = None
        if longs.positions is not None:
            placed = partial(PackedArray, positions, record.positions, longs.positions.raw)
        return Postings(
            documents=record.documents,
            tokens=record.tokens,
            most=record.most,
            shortest=record.shortest,
            size=self.documents,
            bitmap=bitmap,
            numbers=numbers,
            tallies=tallies,
            placed=placed,
        )

    def _verify(self, ordinal: int, found: Postings) -> None:
        if found.bitmap is not None:
            spare = int(found.bitmap[-1]) & ((1 << (-self.documents % 8)) - 1)
            sound = int(np.bitwise_count(found.bitmap).sum()) == found.documents and not spare
        else:
            ids = found.ids()
            sound = int(ids[0]) >= 0 and int(ids[-1]) < self.documents
            sound = sound and np.count_nonzero(ids[1:] > ids[:-1]) == len(ids) - 1
        counts = found.counts()
        if self.has_positions:
            sound = sound and int(counts.sum(dtype=np.int64)) == found.tokens
        if not sound or np.count_nonzero(counts) < len(counts):
            raise self._contradiction(ordinal)

    def _contradiction(self, ordinal: int) -> SegmentCorrupt:
        return SegmentCorrupt(self._file, f"term {ordinal}: its postings contradict each other")

    def mark_range(self, start: int, stop: int, mask: Mask) -> None:
        """Sets the mask for every document of the terms from ordinal `start` to `stop`."""
        if start >= stop:
            return
        mask[self._short_ids(start, stop)] = True
        for ordinal, record in self._long_range(start, stop):
            self._decoded(ordinal, record).mark(mask)

    def _short_ids(self, start: int, stop: int) -> Array:
        """The documents of the short terms from ordinal `start` to `stop`, term by term."""
        first, last = (int(self._rows.items(at, at + 1)["posting"][0]) for at in (start, stop))
        ids = self._ids.items(first, last)
        self._bounded(ids)
        return ids

    def _long_range(self, start: int, stop: int) -> list[tuple[int, LongRecord]]:
        longs = self._longs.terms.whole()
        first, last = np.searchsorted(longs, [start, stop]).tolist()
        records = self._longs.records.items(first, last).tolist()
        return [
            (ordinal, LongRecord(*record))
            for ordinal, record in zip(longs[first:last].tolist(), records, strict=True)
        ]

    def first_in_range(self, start: int, stop: int, limit: int, dead: Mask | None) -> Array:
        """The `limit` first documents that hold any term of a range, without reading on.

        The longest list gives a bound; the others are read up to it, and each new document draws
        it nearer.
        """
        mask = np.zeros(self.documents, np.bool_)
        mask[self._short_ids(start, stop)] = True
        bound = self.documents - 1
        longs = self._long_range(start, stop)
        for ordinal, record in sorted(longs, key=lambda pair: -pair[1].documents):
            self._decoded(ordinal, record, bound + 1).mark(mask[: bound + 1])
            found = np.flatnonzero(mask[: bound + 1] if dead is None else mask & ~dead)
            if len(found) >= limit:
                bound = int(found[limit - 1])
                mask = mask[: bound + 1]
                dead = None if dead is None else dead[: bound + 1]
                if bound == limit - 1:
                    break
        return np.flatnonzero(mask if dead is None else mask & ~dead)[:limit]

    def _bounded(self, ids: Array) -> None:
        if len(ids) and int(ids.max()) >= self.documents:
            raise SegmentCorrupt(self._file, "postings name documents that are not there")

    def counts_within(self, mask: Mask) -> Longs:
        """For every term of the field, how many of the marked documents hold it."""
        self._bounded(self._ids.whole())
        marked = offsets(mask[self._ids.whole()])
        starts = self._rows.whole()["posting"]
        if int(starts.max()) >= len(marked):
            raise SegmentCorrupt(self._file, "postings: starts lie outside")
        result = marked[starts[1:]] - marked[starts[:-1]]
        for ordinal in self._longs.terms.whole().tolist():
            result[ordinal] = np.count_nonzero(mask[self.postings(ordinal).ids()])
        return np.asarray(result, np.int64)

    def portion(self, start: int, stop: int) -> Inverted:
        """The terms from ordinal `start` to `stop` with all their postings, for a merge."""
        rows = self._rows.items(start, stop + 1)
        starts, tokens = rows["posting"], rows["token"]
        documents = np.diff(starts.astype(np.int64))
        pieces: list[tuple[Array, Array, Array]] = []
        every = self._longs.terms.whole()
        longs = every[np.searchsorted(every, start) : np.searchsorted(every, stop)]
        done = 0
        for number in (longs.astype(np.int64) - start).tolist():
            pieces.append(self._shorts(starts, tokens, done, number))
            found = self._long(start + number)
            places = found.positions()[1] if self.has_positions else found.counts()[:0]
            pieces.append((found.ids(), found.counts(), places))
            documents[number] = found.documents
            done = number + 1
        pieces.append(self._shorts(starts, tokens, done, stop - start))
        ids, counts, positions = (np.concatenate(part) for part in zip(*pieces, strict=True))
        self._bounded(ids)
        return Inverted(
            self.terms.slices(start, stop),
            documents,
            ids.astype(np.int64),
            counts,
            positions if self.has_positions else None,
        )

    def _shorts(self, starts: Array, tokens: Array, a: int, b: int) -> tuple[Array, Array, Array]:
        first, last = int(starts[a]), int(starts[b])
        ids = self._ids.items(first, last)
        counts = self._tallies.items(first, last).astype(np.uint8)
        if not self.has_positions:
            return ids, counts, counts[:0]
        positions = self._short_positions(int(tokens[a]), int(tokens[b]))
        if len(positions) != int(counts.sum(dtype=np.int64)):
            raise SegmentCorrupt(self._file, "short postings contradict each other")
        return ids, counts, positions

    def encoded(self) -> Encoded:
        """The whole field as it stands, for another segment over the same documents."""
        longs, shorts, places = self._longs, np.zeros(0, np.uint8), np.zeros(0, np.uint8)
        if longs.positions is not None:
            shorts = self._container.section(layout.SHORT_POSITIONS, self._field).whole()
            places = longs.positions.whole()
        rows = self._rows.whole()
        documents, occurrences = (
            np.diff(rows[name].astype(np.int64)) for name in ("posting", "token")
        )
        return Encoded(
            self.terms.slices(0, len(self.terms)),
            (documents, occurrences, self._ids.whole(), self._tallies.whole(), shorts),
            longs.terms.whole(),
            longs.records.whole(),
            longs.postings.whole(),
            places,
        )

    def tokens_before(self, steps: int) -> Longs:
        """Every `steps`-th term's share of the postings, to cut a merge into even portions."""
        short = self._rows.whole()["posting"][::steps].astype(np.int64)
        long_terms = self._longs.terms.whole()
        sizes = offsets(self._longs.records.whole()["documents"])
        ordinals = np.arange(0, len(self.terms) + 1, steps)
        return short + sizes[np.searchsorted(long_terms, ordinals)]
