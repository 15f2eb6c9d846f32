"""An open segment: fields, columns, lengths and which documents are deleted."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Final

import msgspec
import numpy as np
import numpy.typing as npt
from whoosh.codec import base

from index.codec import format as layout
from index.codec.columns import Column, ColumnKind
from index.codec.errors import SegmentCorrupt
from index.codec.field_postings import FieldPostings
from index.codec.kept import KeptTerm, KeptTerms
from index.codec.lengths import LengthShape, factors
from index.codec.postings import Mask
from index.codec.sections import Array, Buffer, Container, Section

_FEW: Final = 16
_Count = Annotated[int, msgspec.Meta(ge=0)]


class _FieldMetadata(msgspec.Struct, frozen=True):
    name: str
    positions: bool
    terms: _Count
    tokens: _Count


class _ColumnMetadata(msgspec.Struct, frozen=True):
    name: str
    kind: ColumnKind
    complete: bool
    single: bool


class _Metadata(msgspec.Struct, frozen=True):
    documents: _Count
    fields: tuple[_FieldMetadata, ...]
    columns: tuple[_ColumnMetadata, ...]


_METADATA: Final = msgspec.json.Decoder(_Metadata)


class Field:
    """One field of a segment: postings and lengths."""

    def __init__(
        self, container: Container, number: int, documents: int, described: _FieldMetadata
    ) -> None:
        self.name = described.name
        self.tokens = described.tokens
        self._described = described
        self._postings: FieldPostings | None = None
        self._container = container
        self._number = number
        self._documents = documents
        self._factors: tuple[LengthShape, npt.NDArray[np.float64]] | None = None

    def _section(self, kind: int) -> Section:
        section = self._container.section(kind, self._number)
        if len(section) != self._documents:
            raise SegmentCorrupt(section.file, f"field {self.name}: lengths are missing")
        return section

    @property
    def postings(self) -> FieldPostings:
        """Its dictionary and postings, opened when they are first asked for.

        Raises:
            SegmentCorrupt: a section is missing, or lengths disagree.
        """
        if self._postings is None:
            self._postings = FieldPostings(
                self._container,
                self._number,
                documents=self._documents,
                terms=self._described.terms,
                positions=self._described.positions,
            )
        return self._postings

    def lengths(self) -> Array:
        """Exact token counts of all documents."""
        return self._section(layout.LENGTHS).whole()

    def norms(self) -> Array:
        """The same as Whoosh's length bytes."""
        return self._section(layout.NORMS).whole()

    def length_factors(self, shape: LengthShape, ids: Array) -> npt.NDArray[np.float64]:
        """`length_factor` of some documents, lengths as rounded.

        Asked for many, it works out all of them and keeps the last such answer: 8 bytes a document
        and field, not a cache that grows.
        """
        held = self._factors
        if held is None or held[0] != shape:
            table = factors(shape)
            if len(ids) * _FEW < self._documents:
                return np.asarray(table[self._section(layout.NORMS).take(ids)])
            held = self._factors = (shape, table[self.norms()])
        return np.asarray(held[1].take(ids))

    def norm(self, document: int) -> int:
        return int(self._section(layout.NORMS).items(document, document + 1)[0])


class SegmentData:
    """What a segment file holds. Opening reads header, table and metadata, never a document."""

    def __init__(self, file: str, buffer: Buffer) -> None:
        """Opens a segment from any buffer.

        Raises:
            SegmentCorrupt: the file is not a whole segment of this version.
        """
        self.container = Container(file, buffer)
        self.file = file
        raw = self.container.section(layout.METADATA)
        try:
            described = _METADATA.decode(raw.whole().tobytes())
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SegmentCorrupt(file, "metadata cannot be read") from error
        self.documents = described.documents
        self.kept = KeptTerms(self.documents)
        self.fields = {
            field.name: Field(self.container, number, self.documents, field)
            for number, field in enumerate(described.fields)
        }
        self._columns = described.columns

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Its columns by name, opened when they are first asked for.

        Raises:
            SegmentCorrupt: a section is missing, or lengths disagree.
        """
        return {
            column.name: Column(
                self.container,
                number,
                self.documents,
                kind=column.kind,
                complete=column.complete,
                single=column.single,
            )
            for number, column in enumerate(self._columns)
        }

    def term(self, field: str, term: bytes) -> KeptTerm | None:
        """A term's postings; None if no document of the segment holds it.

        Raises:
            SegmentCorrupt: its postings are damaged.
        """
        kept = self.kept.get(field, term)
        if kept is not None:
            self.container.check_length()
            return kept
        found = self.fields[field].postings.find(term) if field in self.fields else None
        return None if found is None else self.kept.put(field, term, found)


def read_deletions(file: str, buffer: Buffer, documents: int) -> Mask:
    """Which of a segment's documents a deletions file marks.

    Raises:
        SegmentCorrupt: it is damaged or belongs to another segment.
    """
    section = Container(file, buffer).section(layout.DELETED)
    if len(section) != (documents + 7) // 8:
        raise SegmentCorrupt(file, "marks another number of documents")
    return np.unpackbits(section.whole(), count=documents).view(np.bool_)


class ArraySegment(base.Segment):  # type: ignore[misc]  # Whoosh is untyped
    """A segment as Whoosh's readers hold it; the index makes it, nobody pickles it."""

    def __init__(self, name: str, data: SegmentData, deleted: Mask | None = None) -> None:
        self.indexname = name
        self.segid = ""
        self.compound = False
        self.data = data
        self.deleted = deleted

    def segment_id(self) -> str:
        return self.indexname

    def doc_count_all(self) -> int:
        return self.data.documents

    def deleted_count(self) -> int:
        return 0 if self.deleted is None else int(np.count_nonzero(self.deleted))

    def deleted_docs(self) -> Iterator[int]:
        return iter([] if self.deleted is None else np.flatnonzero(self.deleted).tolist())

    def is_deleted(self, document: int) -> bool:
        # Whoosh's InverseMatcher asks about the number after the last document.
        held = self.deleted
        return held is not None and document < len(held) and bool(held[document])

    def delete_document(self, document: int, *, delete: bool = True) -> None:
        if self.deleted is None:
            self.deleted = np.zeros(self.data.documents, np.bool_)
        else:
            self.deleted = self.deleted.copy()
        self.deleted[document] = delete

    def should_assemble(self) -> bool:
        return False
