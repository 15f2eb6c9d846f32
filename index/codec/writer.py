"""Whoosh's writer over an array index: add, delete, commit or cancel."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from whoosh.reading import IndexReader
from whoosh.writing import IndexingError, IndexWriter

from index.codec.builder import SegmentBuilder
from index.codec.index import ArrayIndex, MergePolicy, readers
from index.codec.invert import Analyser
from index.codec.manifest import SegmentEntry
from index.codec.postings import Mask
from index.codec.segment import ArraySegment

RUN_TOKENS: Final = 3_000_000  # about 150 MB while a run is inverted


class ArrayWriter(IndexWriter):  # type: ignore[misc]  # Whoosh is untyped
    """Adds documents to an `ArrayIndex`. Nothing changes for readers before `commit`.

    Deletions see the committed documents, as Whoosh's own writer does.
    """

    def __init__(
        self,
        index: ArrayIndex,
        analysers: Mapping[str, Analyser] | None = None,
        *,
        merge: MergePolicy = "new",
        run_tokens: int = RUN_TOKENS,
    ) -> None:
        """Begins writing.

        Args:
            index: where to.
            analysers: field name -> analyser, as `SegmentBuilder` takes them.
            merge: at commit, merge nothing, the segments of this writer, or the whole index.
            run_tokens: tokens held in memory before a segment is written.
        """
        self.schema = index.schema
        self.is_closed = False
        self._index = index
        self._analysers = analysers
        self._merge = merge
        self._run_tokens = run_tokens
        self._old = index.manifest()
        self._opened = [index.open_segment(entry) for entry in self._old.segments]
        self._deleted: dict[int, Mask] = {}
        self._new: list[SegmentEntry] = []
        self._drafts = False
        self._builder = SegmentBuilder(self.schema, analysers)

    def _check(self) -> None:
        if self.is_closed:
            raise IndexingError("This writer is closed")

    def reader(self, **_: Any) -> IndexReader:
        """The committed documents less those deleted here."""
        parts = [
            ArraySegment(segment.indexname, segment.data, self._deleted.get(at, segment.deleted))
            for at, segment in enumerate(self._opened)
        ]
        return readers(self.schema, parts, self._old.generation)

    def add_document(self, **fields: Any) -> None:
        """Adds a document; see `SegmentBuilder.add` for errors."""
        self._check()
        self._builder.add(fields)
        if self._builder.tokens >= self._run_tokens:
            self._flush(draft=self._merge != "none")

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - Whoosh's signature
        """Deletes (or restores) a committed document by its number in `reader`.

        Raises:
            IndexingError: there is no such document.
        """
        self._check()
        for at, segment in enumerate(self._opened):
            if docnum < segment.data.documents:
                if at not in self._deleted:
                    fresh = np.zeros(segment.data.documents, np.bool_)
                    old = segment.deleted
                    self._deleted[at] = fresh if old is None else old.copy()
                self._deleted[at][docnum] = delete
                return
            docnum -= segment.data.documents
        raise IndexingError(f"No document {docnum}")

    def add_reader(self, reader: Any) -> None:
        """Adds the living documents of a reader over our segments, array by array."""
        self._check()
        self._flush()
        for part, _ in reader.leaf_readers():
            segment = part.segment()
            if not isinstance(segment, ArraySegment):
                raise IndexingError("Only segments of this codec can be added")
            self._new.append(self._index.merged_file([segment]))

    def _flush(self, *, draft: bool = False) -> None:
        if self._builder.documents:
            name = self._index.new_name()
            documents = self._builder.documents
            length = self._builder.write(self._index.folder / name, draft=draft)
            self._drafts |= draft
            self._new.append(SegmentEntry(name, length, documents))

    def _kept(self) -> list[SegmentEntry]:
        kept = []
        for at, entry in enumerate(self._old.segments):
            deleted = self._deleted.get(at)
            if deleted is None:
                kept.append(entry)
            elif not deleted.all():
                kept.append(self._index.with_deletions(entry, deleted))
        return kept

    def commit(self, **_: Any) -> None:
        """Makes everything durable, then visible."""
        self._check()
        # What is merged at once need not be packed twice.
        self._flush(draft=bool(self._new) and self._merge != "none")
        kept, new = self._kept(), self._new
        if self._merge == "all":
            kept, new = [], [*kept, *new]
        unfinished = self._drafts or any(entry.deletions for entry in new)
        if self._merge != "none" and (len(new) > 1 or unfinished):
            new = [self._index.merged_entry(new)]
        self.is_closed = True
        if self._deleted or self._new or kept != list(self._old.segments):
            self._index.replace_segments(self._old, [*kept, *new])

    def cancel(self, **_: Any) -> None:
        """Forgets everything added and deleted here; files written are left to `sweep`."""
        self._check()
        self.is_closed = True
