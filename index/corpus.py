"""Reads an index as whole arrays: postings, lengths, dates. All that knows Whoosh's readers.

Document numbers run over all segments; those of deleted documents stay and are not `alive`.
"""

from collections import OrderedDict
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh import index as whoosh_index
from whoosh.reading import IndexReader, TermNotFound

from index import manifest
from index.schema import DATE, KEY, schema

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class Postings(msgspec.Struct, frozen=True):
    """A term's documents in order, how often each bears it, and where: one flat array.

    `holders` counts those that bear it with the deleted ones among them, for Whoosh's idf.
    """

    documents: Numbers
    frequencies: Numbers
    positions: Numbers
    holders: int

    def __len__(self) -> int:
        return len(self.documents)


NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
_KEPT = 4_000_000
"""Numbers that the cache of postings holds: 32 MB."""


class Corpus:
    """One finished index, open for reading. For one thread at a time.

    Raises: IndexMissing, IndexDamaged, IndexOutdated.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = manifest.read(folder).documents
        try:
            opened: Any = whoosh_index.open_dir(str(folder), schema=schema())
            self._reader: IndexReader = opened.reader()
            leaves = [(leaf, base) for leaf, base in self._reader.leaf_readers()]
        except Exception:
            manifest.verify(folder)  # Names the damaged file, if it is that.
            raise
        self._leaves = leaves if self._reader.doc_count_all() else []
        self.size = self._reader.doc_count_all()
        self.alive: Mask = np.ones(self.size, np.bool_)
        for leaf, base in self._leaves:
            for document in leaf.deleted_docs_set:
                self.alive[base + document] = False
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._held = 0
        self._lengths: dict[str, Floats] = {}
        self._dates: Numbers | None = None
        self._terms: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        self._postings.clear()
        self._reader.close()

    def key(self, document: int) -> str:
        return str(self._reader.stored_fields(document)[KEY])

    def average(self, field: str) -> float:
        """Tokens of `field` in a document, on average, deleted ones included."""
        return (self._reader.field_length(field) / self.size if self.size else 0.0) or 1.0

    def lengths(self, field: str) -> Floats:
        """Tokens of `field` by document, as Whoosh rounds them to one byte."""
        known = self._lengths.get(field)
        if known is None:
            known = np.fromiter(
                (
                    leaf.doc_field_length(document, field)
                    for leaf, _ in self._leaves
                    for document in range(leaf.doc_count_all())
                ),
                np.float32,
                self.size,
            )
            self._lengths[field] = known
        return known

    def dates(self) -> Numbers:
        """Dates by document, yyyymmdd or 0."""
        if self._dates is None:
            parts = [
                np.fromiter(leaf.column_reader(DATE), np.int64, leaf.doc_count_all())
                for leaf, _ in self._leaves
            ]
            self._dates = np.concatenate([np.zeros(0, np.int64), *parts])
        return self._dates

    def terms(self, field: str) -> tuple[str, ...]:
        """Every term of `field`, sorted; those of deleted documents may be among them."""
        known = self._terms.get(field)
        if known is None:
            known = tuple(term.decode() for term in self._reader.lexicon(field))
            self._terms[field] = known
        return known

    def postings(self, field: str, term: str) -> Postings:
        """Where `term` stands in `field`, in documents not deleted."""
        wanted = (field, term)
        known = self._postings.get(wanted)
        if known is not None:
            self._postings.move_to_end(wanted)
            return known
        made = self._read(field, term)
        self._postings[wanted] = made
        self._held += _cost(made)
        while self._held > _KEPT and len(self._postings) > 1:
            _, dropped = self._postings.popitem(last=False)
            self._held -= _cost(dropped)
        return made

    def _read(self, field: str, term: str) -> Postings:
        documents: list[int] = []
        frequencies: list[float] = []
        positions: list[bytes] = []
        holders = 0
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            holders += leaf.doc_frequency(field, term)
            while matcher.is_active():
                documents.append(base + matcher.id())
                frequencies.append(matcher.weight())
                positions.append(matcher.value() or b"")
                matcher.next()
        if not documents:
            return NOTHING
        return Postings(
            np.array(documents, np.int64),
            np.array(frequencies).astype(np.int64),
            np.frombuffer(b"".join(positions), "<u4").astype(np.int64),
            holders,
        )


def _cost(postings: Postings) -> int:
    return 8 + 2 * len(postings.documents) + len(postings.positions)
