"""Makes the index of an edition beside that of the one before, sharing what has not changed."""

import os
import shutil
import traceback
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from index import manifest, model
from index.codec.errors import SegmentCorrupt
from index.codec.index import ArrayIndex, open_segment
from index.codec.manifest import SegmentEntry
from index.codec.segment import ArraySegment
from index.entry import Entry
from index.errors import IndexDamaged
from index.runs import Order, added
from index.schema import KEY, schema
from index.vietnamese.learn import Succession

SEGMENTS = 8
"""More segments than this are merged, smallest first: each costs every search a little."""

Check = Callable[[], None]


def write(
    folder: Path,
    entries: Iterable[Entry],
    *,
    removed: Collection[str] = (),
    previous: Path | None = None,
    check: Check = lambda: None,
    done: Callable[[int], None] = lambda _: None,
    processes: int = 1,
) -> None:
    """Makes an index in `folder`, which must be absent or empty.

    It holds the documents of `previous` but for those in `removed`, and `entries`, each in place
    of an earlier one of the same key. Files of `previous` are shared by hard link where the disk
    can, and never changed. `check` may raise to stop; `done` gets the number of entries so far.
    `processes` share out a large number of entries, with the same result. Whatever is raised,
    nothing is left of `folder`; it is on the disk when this returns.

    Raises: IndexMissing, IndexDamaged, IndexOutdated (of `previous`), FileExistsError, OSError,
    ValueError (two entries with one key), ProcessLost, and whatever `check` raises.
    """
    before = manifest.read(previous) if previous else manifest.EMPTY
    source = previous or folder
    succession = Succession(model.read(previous) if previous else None)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    try:
        index = ArrayIndex(folder, schema())
        order = Order(index, succession, processes, check, done)
        runs, keys = added(order, entries)
        check()
        doomed = {key.encode() for key in keys.union(removed)}
        old = [_without(source, entry, doomed) for entry in before.segments]
        segments = _segments(index, source, old, runs, check)
        documents = sum(part.segment.doc_count() for part in old) + len(keys)
        check()
        renewed = model.follow(folder, succession)
        if previous and not renewed:
            _share(previous / model.NAME, folder / model.NAME)
        known = {
            name: held for name, held in before.files.items() if name != model.NAME or not renewed
        }
        manifest.seal(folder, segments, documents, known)
    except BaseException as error:
        # The frames hold mapped segments, and Windows removes no file that is mapped.
        traceback.clear_frames(error.__traceback__)
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, SegmentCorrupt):
            raise IndexDamaged(source / error.file) from error
        raise


def _segments(
    index: ArrayIndex, source: Path, old: Sequence["_Old"], runs: list[SegmentEntry], check: Check
) -> list[SegmentEntry]:
    """The segments of the new index: what is kept of the old ones, and the rest merged."""
    rewritten, kept = _chosen([part for part in old if part.segment.doc_count()])
    new = _merged(index, [part.segment for part in rewritten], runs, check)
    return [*(_taken(index, source, part) for part in kept), *new]


class _Old(msgspec.Struct, frozen=True):
    """A segment of the edition before, and whether documents were deleted from it just now."""

    entry: SegmentEntry
    segment: ArraySegment
    changed: bool


def _without(source: Path, entry: SegmentEntry, doomed: set[bytes]) -> _Old:
    """A segment with the documents of these keys deleted."""
    segment = open_segment(source, entry)
    keys = segment.data.fields[KEY].postings
    before = segment.deleted_count()
    deleted = np.zeros(entry.documents, np.bool_)
    if segment.deleted is not None:
        deleted |= segment.deleted
    for ordinal, key in enumerate(keys.terms.iterate()):
        if key in doomed:
            deleted[keys.postings(ordinal).ids()] = True
    segment.deleted = deleted
    return _Old(entry, segment, segment.deleted_count() != before)


def _chosen(living: Sequence[_Old]) -> tuple[list[_Old], list[_Old]]:
    """(to rewrite, to keep): rewritten is what is mostly deleted, and the smallest of too many."""
    rewritten = [p for p in living if p.segment.deleted_count() > p.segment.doc_count()]
    kept = [part for part in living if part not in rewritten]
    if len(kept) >= SEGMENTS:
        by_size = sorted(kept, key=lambda part: part.segment.doc_count())
        small = by_size[: len(kept) - SEGMENTS // 2]
        rewritten += small
        kept = [part for part in kept if part not in small]
    return rewritten, kept


def _taken(index: ArrayIndex, source: Path, part: _Old) -> SegmentEntry:
    """Takes a segment of the edition before into this one."""
    _share(source / part.entry.name, index.folder / part.entry.name)
    if part.changed and part.segment.deleted is not None:
        return index.with_deletions(part.entry, part.segment.deleted)
    if part.entry.deletions:
        _share(source / part.entry.deletions, index.folder / part.entry.deletions)
    return part.entry


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # FAT, another volume, or a system without links: a copy serves as well.
        shutil.copyfile(source, target)


def _merged(
    index: ArrayIndex, old: Sequence[ArraySegment], runs: list[SegmentEntry], check: Check
) -> list[SegmentEntry]:
    """The new segment, if there is one; the runs that went into it are removed."""
    if not old and len(runs) < 2:
        return runs
    merged = index.merged_file([*old, *map(index.open_segment, runs)], check)
    for run in runs:
        (index.folder / run.name).unlink()
    return [merged]
