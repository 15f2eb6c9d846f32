"""Makes the index of an edition beside that of the one before, sharing what has not changed."""

import os
import shutil
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from index import manifest, model
from index.entry import Entry
from index.schema import KEY, Analysis, schema
from index.vietnamese.learn import Succession

MEMORY = 64
"""Megabytes of postings that are held before a sorted run goes to the disk."""
SEGMENTS = 8
"""More segments than this are merged, smallest first: each costs every search a little."""
_CHECK_EVERY = 16
# Whoosh declares few types: what it leaves untyped is Any here.
_open_writer: Any = SegmentWriter


def write(
    folder: Path,
    entries: Iterable[Entry],
    *,
    removed: Collection[str] = (),
    previous: Path | None = None,
    check: Callable[[], None] = lambda: None,
    done: Callable[[int], None] = lambda _: None,
) -> None:
    """Makes an index in `folder`, which must be absent or empty.

    It holds the documents of `previous` but for those in `removed`, and `entries`, each in place
    of an earlier one of the same key. Files of `previous` are shared by hard link where the disk
    can, and never changed. `check` may raise to stop; `done` gets the number of entries so far.
    Whatever is raised, nothing is left of `folder`; it is on the disk when this returns.

    Raises: IndexMissing, IndexDamaged, IndexOutdated (of `previous`), FileExistsError, OSError,
    ValueError (two entries with one key), and whatever `check` raises.
    """
    known = dict(manifest.read(previous).files) if previous else {}
    succession = Succession(model.read(previous) if previous else None)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    try:
        if previous:
            for name in known:
                _share(previous / name, folder / name)
        analysis = Analysis(succession.add)
        documents = _fill(
            folder, entries, set(removed), analysis, check, done, fresh=previous is None
        )
        if model.follow(folder, succession):
            known.pop(model.NAME, None)
        check()
        manifest.seal(folder, documents, known)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # FAT, another volume, or a system without links: a copy serves as well.
        shutil.copyfile(source, target)


def _fill(
    folder: Path,
    entries: Iterable[Entry],
    doomed: set[str],
    analysis: Analysis,
    check: Callable[[], None],
    done: Callable[[int], None],
    *,
    fresh: bool,
) -> int:
    """Adds and removes; the number of documents that the index then holds."""
    made = schema()
    if fresh:
        index = whoosh_index.create_in(str(folder), made)
    else:
        index = whoosh_index.open_dir(str(folder), schema=made)
    writer: Any = _open_writer(index, limitmb=MEMORY)
    try:
        added = _add(writer, entries, analysis, check, done)
        _delete(writer, doomed | added)
        check()
        kept: int = sum(segment.doc_count() for segment in writer.segments)
        writer.commit(mergetype=_merge)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    (folder / "MAIN_WRITELOCK").unlink(missing_ok=True)
    return kept + len(added)


def _add(
    writer: Any,
    entries: Iterable[Entry],
    analysis: Analysis,
    check: Callable[[], None],
    done: Callable[[int], None],
) -> set[str]:
    added: set[str] = set()
    for entry in entries:
        if entry.key in added:
            raise ValueError(f"two entries with the key {entry.key!r}")
        added.add(entry.key)
        writer.add_document(**analysis.fields(entry))
        if len(added) % _CHECK_EVERY == 0:
            check()
            done(len(added))
    done(len(added))
    return added


def _delete(writer: Any, keys: set[str]) -> None:
    reader = writer.reader()
    try:
        for key in keys:
            if (KEY, key) not in reader:
                continue
            matcher = reader.postings(KEY, key)
            # Inactive: a term stays after the last document that bore it was deleted.
            if matcher.is_active():
                writer.delete_document(matcher.id())
    finally:
        reader.close()


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: rewrite what is mostly deleted, and the smallest of too many."""
    alive = sorted((s for s in segments if s.doc_count()), key=lambda s: s.doc_count())
    rewritten = [s for s in alive if s.deleted_count() > s.doc_count()]
    kept = [s for s in alive if s not in rewritten]
    if len(kept) >= SEGMENTS:
        half = len(kept) - SEGMENTS // 2
        rewritten += kept[:half]
        kept = kept[half:]
    for segment in rewritten:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
    return kept
