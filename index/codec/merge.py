"""Merges segments array by array, leaving out deleted documents."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from index.codec.builder import write_field, write_metadata
from index.codec.columns import ColumnBuilder
from index.codec.container import ContainerWriter
from index.codec.encode import FieldEncoder
from index.codec.field_postings import FieldPostings
from index.codec.inverted import Inverted, Longs, merged
from index.codec.sections import Array
from index.codec.segment import ArraySegment, Field

_PORTION: Final = 500_000  # postings of all segments together that are merged at a time
_STEP: Final = 64


class Share(NamedTuple):
    """One of several parts of the terms, merged by one process."""

    part: int
    parts: int


WHOLE: Final = Share(0, 1)


def merge_segments(
    path: Path,
    segments: Sequence[ArraySegment],
    schema: object,
    check: Callable[[], None] = lambda: None,
    share: Share = WHOLE,
    others: Callable[[], Sequence[ArraySegment]] = tuple,
) -> int:
    """Writes one segment with the living documents of several, in their order.

    Fields and columns that the schema no longer has are left out.

    Args:
        path: the segment's file.
        segments: what is merged.
        schema: a Whoosh schema.
        check: may raise to stop.
        share: only its terms are merged.
        others: called when the first field of this share stands; gives the shares with the terms
            that follow, which are taken as they are.

    Returns:
        The length in bytes.

    Raises:
        SegmentCorrupt: a source is damaged; nothing that names the result has been written.
    """
    maps = _document_maps(segments)
    documents = sum(int(np.count_nonzero(new >= 0)) for new in maps)
    known: dict[str, object] = dict(schema.items())  # type: ignore[attr-defined]  # untyped
    fields, columns = [], []
    with ContainerWriter(path, lasting=share.part == 0) as out:
        names = sorted(known.keys() & {name for part in segments for name in part.data.fields})
        for number, name in enumerate(names):
            sources = [part.data.fields.get(name) for part in segments]
            lengths = np.concatenate(
                [_lengths(source, new) for source, new in zip(sources, maps, strict=True)]
            )
            held = [s.postings.has_positions for s in sources if s is not None]
            encoder = FieldEncoder(out, number, lengths, positions=all(held))
            for portion in _portions(sources, maps, check, share):
                encoder.add(portion)
            for other in others():
                encoder.add_encoded(other.data.fields[name].postings.encoded())
            fields.append(write_field(out, number, name, lengths, encoder))
        if share.part == 0:
            columns = _write_columns(out, segments, maps, known)
        write_metadata(out, documents, fields, columns)
        return out.finish()


def _write_columns(
    out: ContainerWriter,
    segments: Sequence[ArraySegment],
    maps: Sequence[Longs],
    known: dict[str, object],
) -> list[dict[str, object]]:
    documents = sum(int(np.count_nonzero(new >= 0)) for new in maps)
    columns = []
    names = sorted(known.keys() & {name for part in segments for name in part.data.columns})
    for number, name in enumerate(names):
        builder = ColumnBuilder(known[name].column_type)  # type: ignore[attr-defined]  # untyped
        for part, new in zip(segments, maps, strict=True):
            kept = np.flatnonzero(new >= 0).tolist()
            base = int(new[kept[0]]) if kept else 0
            builder.extend(part.data.columns.get(name), base, kept)
        builder.fill(documents)
        columns.append({"name": name, **builder.write(out, number)})
    return columns


def _document_maps(segments: Sequence[ArraySegment]) -> list[Longs]:
    """For each segment, old document number -> new one, -1 for a deleted one."""
    maps, base = [], 0
    for part in segments:
        alive = np.ones(part.data.documents, np.bool_)
        if part.deleted is not None:
            alive &= ~part.deleted
        new = np.where(alive, np.cumsum(alive) - 1 + base, -1)
        maps.append(new)
        base += int(np.count_nonzero(alive))
    return maps


def _lengths(source: Field | None, new: Longs) -> Array:
    alive = new >= 0
    if source is None:
        return np.zeros(int(np.count_nonzero(alive)), np.uint32)
    return source.lengths()[alive].astype(np.uint32)


def _portions(
    sources: Sequence[Field | None],
    maps: Sequence[Longs],
    check: Callable[[], None],
    share: Share,
) -> Iterator[Inverted]:
    """The merged field, some terms at a time, so that memory stays bounded."""
    present = [(s.postings, new) for s, new in zip(sources, maps, strict=True) if s is not None]
    largest = max((postings for postings, _ in present), key=lambda postings: len(postings.terms))
    bounds = _bounds(largest, _PORTION // len(present) + 1, share)
    if not bounds:
        return
    starts = [_place(postings, bounds[0]) for postings, _ in present]
    for bound in bounds[1:]:
        check()
        parts = []
        for place, (postings, new) in enumerate(present):
            stop = _place(postings, bound)
            part = postings.portion(starts[place], stop)
            starts[place] = stop
            numbers = new[part.ids]
            moved = Inverted(part.terms, part.documents, numbers, part.counts, part.positions)
            parts.append(moved if (numbers >= 0).all() else moved.select(numbers >= 0))
        yield merged(parts)


def _bounds(field: FieldPostings, portion: int, share: Share) -> list[bytes | None]:
    """Terms between which a share's portions lie; b"" before all terms, None behind them.

    A portion has about so many of the field's postings. Shares meet without gap or overlap.
    """
    before = field.tokens_before(_STEP)
    low, high = (int(before[-1]) * part // share.parts for part in (share.part, share.part + 1))
    first, last = np.searchsorted(before, [low, high]).tolist()
    first = 0 if share.part == 0 else first
    last = len(before) if share.part == share.parts - 1 else last
    inner = np.unique(np.searchsorted(before, np.arange(low + portion, high, portion)))
    places = [first, *(place for place in inner.tolist() if first < place < last), last]
    if first == last:
        return []
    return [_term_at(field, place * _STEP) for place in places]


def _term_at(field: FieldPostings, ordinal: int) -> bytes | None:
    if ordinal == 0:
        return b""
    return field.terms.term(ordinal) if ordinal < len(field.terms) else None


def _place(field: FieldPostings, bound: bytes | None) -> int:
    return len(field.terms) if bound is None else field.terms.lower_bound(bound)
