"""Writes one field's dictionary and postings into a segment."""

from typing import NamedTuple

import numpy as np

from index.codec import format as layout
from index.codec.container import ContainerWriter
from index.codec.inverted import Inverted, Longs, offsets
from index.codec.lengths import norms
from index.codec.packed import Shape, pack
from index.codec.sections import Array
from index.codec.terms import dictionary_arrays


def shrink(values: Array) -> Array:
    """The same numbers in the smallest unsigned type that holds them."""
    highest = int(values.max()) if len(values) else 0
    return np.ascontiguousarray(values, layout.UNSIGNED[layout.smallest(highest)])


def _between(longs: list[int], terms: int) -> list[tuple[int, int]]:
    """The spans of terms between the long ones."""
    return list(zip([0, *(number + 1 for number in longs)], [*longs, terms], strict=True))


def _pieces(array: Array, bounds: Longs, spans: list[tuple[int, int]]) -> Array:
    edges = bounds.tolist()
    return np.concatenate([array[edges[start] : edges[stop]] for start, stop in spans])


class Encoded(NamedTuple):
    """A field as it stands in a segment: `short` is what `FieldEncoder` gathers of short terms."""

    terms: list[bytes]
    short: tuple[Array, ...]
    long_terms: Array
    records: Array
    postings: Array
    long_positions: Array


class FieldEncoder:
    """Takes a field's terms in order, in one or several portions, and writes its sections.

    Short postings and the lists of documents wait in memory; long position lists, the bulk of an
    index, go straight to the file.
    """

    def __init__(
        self,
        out: ContainerWriter,
        field: int,
        lengths: Array,
        *,
        positions: bool,
        draft: bool = False,
    ) -> None:
        """Begins a field.

        Args:
            out: the segment.
            field: its number there.
            lengths: token counts of all documents.
            positions: whether it keeps them.
            draft: the segment waits to be merged: pack only what cannot stand among the short.
        """
        self._draft = draft
        self._out = out
        self._field = field
        self._lengths = lengths
        self._norms = norms(lengths)
        self._documents = len(lengths)
        self.positions = positions
        self._terms: list[bytes] = []
        self._short: list[tuple[Array, ...]] = []
        self._records: list[tuple[object, ...]] = []
        self._long_terms: list[int] = []
        self._postings = bytearray()
        self._long_positions: list[bytes] = []
        self._positions_end = 0

    def add(self, portion: Inverted) -> None:
        """Terms above every term added so far."""
        starts = offsets(portion.documents)
        tokens = offsets(portion.counts)[starts]
        long = self._is_long(portion, starts)
        short = _between(np.flatnonzero(long).tolist(), len(portion.terms))
        ids = _pieces(portion.ids, starts, short)
        counts = _pieces(portion.counts, starts, short)
        documents = np.where(long, 0, portion.documents)
        occurrences = np.where(long, 0, np.diff(tokens))
        positions = np.zeros(0, np.uint8)
        if portion.positions is not None:
            positions = _pieces(portion.positions, tokens, short)
        self._short.append(
            (documents, occurrences, ids.astype(np.uint32), self._tallies(ids, counts), positions)
        )
        for number in np.flatnonzero(long).tolist():
            self._add_long(portion, number, starts, tokens)
        self._terms += portion.terms

    def _tallies(self, ids: Array, counts: Array) -> Array:
        tallies = self._norms[ids].astype("<u2")
        tallies <<= 8
        tallies |= counts.astype("<u2")
        return tallies

    def _is_long(self, portion: Inverted, starts: Longs) -> Array:
        long = portion.documents > (self._documents if self._draft else layout.SHORT_LIMIT)
        if len(portion.ids):
            long |= np.maximum.reduceat(portion.counts, starts[:-1]) > layout.SHORT_COUNT_LIMIT
        return long

    def _add_long(self, portion: Inverted, number: int, starts: Longs, tokens: Longs) -> None:
        ids = portion.ids[starts[number] : starts[number + 1]]
        counts = portion.counts[starts[number] : starts[number + 1]]
        at = len(self._postings)
        ids_shape = self._append_ids(ids)
        counts_shape, data = pack(counts, ones=True)
        self._postings += data
        where, positions_shape = self._positions_end, Shape(0, 0, 0)
        if portion.positions is not None:
            placed = portion.positions[tokens[number] : tokens[number + 1]]
            positions_shape, data = pack(placed)
            self._long_positions.append(data)
            self._positions_end += len(data)
        lengths = self._lengths[ids]
        shapes = (ids_shape, counts_shape, positions_shape)
        self._long_terms.append(len(self._terms) + number)
        self._records.append(
            (
                len(ids),
                int(counts.max()),
                int(lengths.min()),
                int(lengths.max()),
                int(tokens[number + 1] - tokens[number]),
                at,
                where,
                *(shape.exceptions for shape in shapes),
                *(shape.width for shape in shapes),
                0,
            )
        )

    def _append_ids(self, ids: Array) -> Shape:
        gaps = ids.astype(np.int64)
        gaps[1:] -= ids[:-1]
        shape, data = pack(gaps)
        if len(data) > (self._documents + 7) // 8:
            bits = np.zeros(self._documents, np.bool_)
            bits[ids] = True
            data = np.packbits(bits).tobytes()
            data += bytes(layout.padding(len(data), 8))
            shape = Shape(len(ids), layout.BITMAP, 0)
        self._postings += data
        return shape

    def add_encoded(self, source: "Encoded") -> None:
        """The same from a segment that was written for the same documents; nothing is unpacked."""
        records = source.records.copy()
        records["postings"] += len(self._postings)
        records["positions"] += self._positions_end
        self._records += records.tolist()
        self._long_terms += (source.long_terms.astype(np.int64) + len(self._terms)).tolist()
        self._postings += source.postings.tobytes()
        self._long_positions.append(source.long_positions.tobytes())
        self._positions_end += len(source.long_positions)
        self._short.append(source.short)
        self._terms += source.terms

    @property
    def terms(self) -> int:
        """How many terms were added."""
        return len(self._terms)

    def finish(self) -> None:
        """Writes everything but the lengths."""
        out, field = self._out, self._field
        if self.positions:
            out.stream(layout.LONG_POSITIONS, field, 1, self._long_positions)
            self._long_positions.clear()
        out.add_bytes(layout.LONG_POSTINGS, self._postings, field)
        self._postings.clear()
        out.add(layout.LONG_TERMS, np.array(self._long_terms, "<u4"), field)
        out.add(layout.LONG_RECORDS, np.array(self._records, layout.LONG_TERM), field)
        columns = [np.concatenate(column) for column in zip(*self._short, strict=True)]
        if not columns:
            columns = [np.zeros(0, np.uint8)] * 5
        documents, occurrences, ids, tallies, positions = columns
        out.add(layout.SHORT_IDS, shrink(ids), field)
        out.add(layout.SHORT_TALLIES, np.ascontiguousarray(tallies, "<u2"), field)
        if self.positions:
            out.add(layout.SHORT_POSITIONS, shrink(positions), field)
        data, starts, keys = dictionary_arrays(self._terms)
        rows = np.zeros(len(self._terms) + 1, layout.TERM_ROW)
        rows["text"], rows["posting"] = starts, offsets(documents)
        rows["token"] = offsets(occurrences)
        out.add_bytes(layout.TERM_BYTES, data, field)
        out.add(layout.TERM_ROWS, rows, field)
        out.add(layout.TERM_KEYS, keys, field)
