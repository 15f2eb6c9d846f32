"""An index: a folder of segments, the manifest that names them, and readers over both."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
from whoosh.reading import EmptyReader, IndexReader, MultiReader
from whoosh.searching import Searcher

from index.codec import format as layout
from index.codec.codec import segment_reader
from index.codec.container import ContainerWriter
from index.codec.errors import SegmentCorrupt
from index.codec.manifest import (
    Manifest,
    SegmentEntry,
    read_manifest,
    safe_name,
    sync_folder,
    write_manifest,
)
from index.codec.merge import merge_segments
from index.codec.postings import Mask
from index.codec.sections import Buffer, map_file
from index.codec.segment import ArraySegment, SegmentData, read_deletions

SEGMENT_SUFFIX = ".seg"
Opener = Callable[[str], Buffer]
MergePolicy = Literal["none", "new", "all"]


class ArrayIndex:
    """The segments of a folder under one schema.

    Reading is safe beside one writer: segment files never change, and a reader keeps the ones it
    opened. Who may write is the caller's affair: two writers at once would lose one's work.
    """

    def __init__(self, folder: Path, schema: Any, opener: Opener = map_file) -> None:
        """Opens nothing yet.

        Args:
            folder: where the files stand; made for the first of them.
            schema: a Whoosh schema.
            opener: `map_file` on an internal disk; `read_file` from removable media.
        """
        self.folder = folder
        self.schema = schema
        self._opener = opener

    def manifest(self) -> Manifest:
        return read_manifest(self.folder)

    def latest_generation(self) -> int:
        return self.manifest().generation

    def open_segment(self, entry: SegmentEntry) -> ArraySegment:
        """One segment of the manifest; see `open_segment`."""
        return open_segment(self.folder, entry, self._opener)

    def segments(self) -> list[ArraySegment]:
        return [self.open_segment(entry) for entry in self.manifest().segments]

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:  # noqa: ARG002 - Whoosh's signature
        """Whoosh's reader over all segments as they are now."""
        manifest = self.manifest()
        opened = [self.open_segment(entry) for entry in manifest.segments]
        return readers(self.schema, opened, manifest.generation)

    def searcher(self, **options: Any) -> Searcher:
        """Whoosh's searcher over all segments as they are now; options as Whoosh's."""
        return Searcher(self.reader(), fromindex=self, **options)

    def new_name(self) -> str:
        """For a segment to be written; there is a folder for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return secrets.token_hex(8) + SEGMENT_SUFFIX

    def entry(self, name: str) -> SegmentEntry:
        """The manifest's row for a file of the folder, which is opened to see what it holds.

        Raises:
            SegmentCorrupt: there is no such file, or it is no segment.
        """
        path = self.folder / name
        if not safe_name(name) or not path.is_file():
            raise SegmentCorrupt(name, "missing")
        data = SegmentData(name, path.read_bytes())
        return SegmentEntry(name, path.stat().st_size, data.documents)

    def attach(self, names: Iterable[str]) -> Manifest:
        """Takes prebuilt segments that stand in the folder into the index, in the given order."""
        old = self.manifest()
        added = tuple(self.entry(name) for name in names)
        return self.replace_segments(old, (*old.segments, *added))

    def replace_segments(self, old: Manifest, segments: Sequence[SegmentEntry]) -> Manifest:
        """Makes `segments` the index, durable before it is named."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sync_folder(self.folder)
        new = Manifest(old.generation + 1, tuple(segments))
        write_manifest(self.folder, new)
        return new

    def merge(self, names: Iterable[str] | None = None) -> Manifest:
        """Merges the named segments (all, if None) into one, dropping deleted documents."""
        old = self.manifest()
        wanted = {entry.name for entry in old.segments} if names is None else set(names)
        chosen = [entry for entry in old.segments if entry.name in wanted]
        if not chosen or (len(chosen) == 1 and not chosen[0].deletions):
            return old
        merged = self.merged_entry(chosen)
        segments: list[SegmentEntry] = []
        for entry in old.segments:
            if entry.name not in wanted:
                segments.append(entry)
            elif entry.name == chosen[0].name:
                segments.append(merged)
        return self.replace_segments(old, segments)

    def merged_entry(self, entries: Sequence[SegmentEntry]) -> SegmentEntry:
        """A new file with the living documents of some segments, not yet in the manifest."""
        return self.merged_file([self.open_segment(entry) for entry in entries])

    def merged_file(
        self, segments: Sequence[ArraySegment], check: Callable[[], None] = lambda: None
    ) -> SegmentEntry:
        """The same from open segments, which may come from elsewhere; `check` may raise to stop."""
        name = self.new_name()
        length = merge_segments(self.folder / name, segments, self.schema, check)
        name = self.settled(name)
        return SegmentEntry(name, length, sum(int(part.doc_count()) for part in segments))

    def with_deletions(self, entry: SegmentEntry, deleted: Mask) -> SegmentEntry:
        """A segment's row with these documents deleted, their marks written."""
        name = f"{secrets.token_hex(8)}.del"
        with ContainerWriter(self.folder / name) as out:
            out.add(layout.DELETED, np.packbits(deleted))
            out.finish()
        return msgspec.structs.replace(
            entry, deletions=self.settled(name, f"{Path(entry.name).stem}-")
        )

    def settled(self, name: str, prefix: str = "") -> str:
        """Names a finished file after what it holds, so that the same documents make the same."""
        path = self.folder / name
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        settled, at = path.with_name(prefix + digest + path.suffix), 2
        while settled.exists():
            settled, at = path.with_name(f"{prefix}{digest}-{at}{path.suffix}"), at + 1
        path.rename(settled)
        return settled.name

    def sweep(self) -> list[str]:
        """Removes files that the manifest does not name; for a start, when no reader is open."""
        kept = self.manifest().names()
        stray = [p for p in self.folder.iterdir() if p.is_file() and p.name not in kept]
        for path in stray:
            path.unlink()
        return sorted(path.name for path in stray)

    def check(self) -> None:
        """Reads every byte of every segment.

        Raises:
            SegmentCorrupt: one of them is damaged.
        """
        for segment in self.segments():
            segment.data.container.check_all()


def open_segment(folder: Path, entry: SegmentEntry, opener: Opener = map_file) -> ArraySegment:
    """The segment that a manifest's row names, without the documents deleted from it.

    Raises:
        SegmentCorrupt: a file is missing, damaged or not the one the manifest means.
    """
    try:
        buffer = opener(f"{folder}/{entry.name}")
        data = SegmentData(entry.name, buffer)
        deleted = None
        if entry.deletions:
            marks = (folder / entry.deletions).read_bytes()
            deleted = read_deletions(entry.deletions, marks, entry.documents)
    except FileNotFoundError as error:
        raise SegmentCorrupt(entry.name, "missing") from error
    if data.documents != entry.documents or len(buffer) != entry.bytes:
        raise SegmentCorrupt(entry.name, "not the file that the manifest names")
    return ArraySegment(entry.name, data, deleted)


def readers(schema: Any, segments: Sequence[ArraySegment], generation: int) -> IndexReader:
    """Whoosh's reader over some segments, in their order."""
    parts = [segment_reader(schema, segment, generation) for segment in segments]
    if not parts:
        return EmptyReader(schema)
    return parts[0] if len(parts) == 1 else MultiReader(parts, generation=generation)
