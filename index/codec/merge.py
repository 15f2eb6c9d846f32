"""Merges segments array by array, leaving out deleted documents."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.codec.builder import write_field, write_metadata
from index.codec.columns import ColumnBuilder
from index.codec.container import ContainerWriter
from index.codec.inverted import Inverted, Longs, merged
from index.codec.sections import Array
from index.codec.segment import ArraySegment, Field

_PORTION: Final = 200_000  # postings of all segments together that are merged at a time
_STEP: Final = 64


def merge_segments(
    path: Path,
    segments: Sequence[ArraySegment],
    schema: object,
    check: Callable[[], None] = lambda: None,
) -> int:
    """Writes one segment with the living documents of several, in their order.

    Fields and columns that the schema no longer has are left out. `check` may raise to stop.
    Returns the length in bytes.

    Raises:
        SegmentCorrupt: a source is damaged; nothing that names the result has been written.
    """
    maps = _document_maps(segments)
    documents = sum(int(np.count_nonzero(new >= 0)) for new in maps)
    known: dict[str, object] = dict(schema.items())  # type: ignore[attr-defined]  # untyped
    fields, columns = [], []
    with ContainerWriter(path) as out:
        names = sorted(known.keys() & {name for part in segments for name in part.data.fields})
        for number, name in enumerate(names):
            sources = [part.data.fields.get(name) for part in segments]
            lengths = np.concatenate(
                [_lengths(source, new) for source, new in zip(sources, maps, strict=True)]
            )
            portions = _portions(sources, maps, check)
            fields.append(write_field(out, number, name, lengths, portions))
        names = sorted(known.keys() & {name for part in segments for name in part.data.columns})
        for number, name in enumerate(names):
            builder = ColumnBuilder(known[name].column_type)  # type: ignore[attr-defined]
            for part, new in zip(segments, maps, strict=True):
                kept = np.flatnonzero(new >= 0).tolist()
                base = int(new[kept[0]]) if kept else 0
                builder.extend(part.data.columns.get(name), base, kept)
            builder.fill(documents)
            columns.append({"name": name, **builder.write(out, number)})
        write_metadata(out, documents, fields, columns)
        return out.finish()


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
    sources: Sequence[Field | None], maps: Sequence[Longs], check: Callable[[], None]
) -> Iterator[Inverted]:
    """The merged field, some terms at a time, so that memory stays bounded."""
    present = [(s.postings, new) for s, new in zip(sources, maps, strict=True) if s is not None]
    largest = max((postings for postings, _ in present), key=lambda postings: len(postings.terms))
    share = largest.tokens_before(_STEP)
    portion = _PORTION // len(present) + 1
    cuts = np.unique(np.searchsorted(share, np.arange(portion, share[-1], portion)))
    bounds: list[bytes | None] = [
        largest.terms.term(int(cut) * _STEP) for cut in cuts if 0 < cut * _STEP < len(largest.terms)
    ]
    starts = [0] * len(present)
    for bound in [*bounds, None]:
        check()
        parts = []
        for place, (postings, new) in enumerate(present):
            stop = len(postings.terms) if bound is None else postings.terms.lower_bound(bound)
            part = postings.portion(starts[place], stop)
            starts[place] = stop
            numbers = new[part.ids]
            moved = Inverted(part.terms, part.documents, numbers, part.counts, part.positions)
            parts.append(moved if (numbers >= 0).all() else moved.select(numbers >= 0))
        yield merged(parts)
