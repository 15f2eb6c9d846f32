"""Whoosh's codec over our segments: dictionaries, postings and columns as its readers ask."""

from collections.abc import Iterator
from typing import Any, Final

from whoosh.codec import base
from whoosh.reading import SegmentReader, TermInfo
from whoosh.util.numeric import byte_to_length

from index.codec.columns import ArrayColumnReader
from index.codec.lengths import norms
from index.codec.matcher import ArrayMatcher
from index.codec.segment import ArraySegment, Field
from index.codec.terms import TermDictionary


class ArrayCodec(base.Codec):  # type: ignore[misc]  # Whoosh is untyped
    """Reads segments; writing goes through `index.codec.writer`, which needs no codec."""

    def terms_reader(self, _storage: Any, segment: ArraySegment) -> "ArrayTermsReader":
        return ArrayTermsReader(segment)

    def per_document_reader(self, _storage: Any, segment: ArraySegment) -> "ArrayDocumentReader":
        return ArrayDocumentReader(segment)


ARRAY_CODEC: Final = ArrayCodec()


def segment_reader(
    schema: Any, segment: ArraySegment, generation: int | None = None
) -> SegmentReader:
    """Whoosh's own reader over one of our segments."""
    return SegmentReader(None, schema, segment, generation=generation, codec=ARRAY_CODEC)


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh is untyped
    """The terms of all fields, in order of field name and bytes."""

    def __init__(self, segment: ArraySegment) -> None:
        self._fields = segment.data.fields

    def _find(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        field = self._fields.get(fieldname)
        ordinal = -1 if field is None else field.postings.terms.find(text)
        if field is None or ordinal < 0:
            raise KeyError(f"No term {fieldname}:{text!r}")  # SegmentReader turns it into its own
        return field, ordinal

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self._fields.get(term[0])
        return field is not None and field.postings.terms.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        return sorted(self._fields)

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        field = self._fields.get(fieldname)
        if field is None:
            return base.EmptyCursor()
        return ArrayCursor(field.postings.terms, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            if name >= fieldname:
                terms = self._fields[name].postings.terms
                start = terms.lower_bound(prefix) if name == fieldname else 0
                for term in terms.iterate(start):
                    yield name, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field, ordinal = self._find(fieldname, text)
        found = field.postings.postings(ordinal)
        ids = found.ids()
        held = norms(field.lengths()[ids])
        return TermInfo(
            weight=float(found.counts().sum(dtype="u8")),
            df=found.documents,
            minlength=byte_to_length(int(held.min())),
            maxlength=byte_to_length(int(held.max())),
            maxweight=float(found.most),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        field, ordinal = self._find(fieldname, text)
        return int(field.postings.postings(ordinal).counts().sum(dtype="u8"))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        field, ordinal = self._find(fieldname, text)
        return field.postings.document_frequency(ordinal)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        field, ordinal = self._find(fieldname, text)
        info = self.term_info(fieldname, text)
        found = field.postings.postings(ordinal)
        return ArrayMatcher(found, format_, scorer, (fieldname, text), info)


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh is untyped
    """Steps through a field's terms, for Whoosh's Levenshtein automaton."""

    def __init__(self, terms: TermDictionary, fieldobj: Any) -> None:
        self._terms = terms
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        if not isinstance(term, bytes):
            term = self._fieldobj.to_bytes(term)
        self._at = self._terms.lower_bound(term)
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def text(self) -> Any:
        return self._fieldobj.from_bytes(self._terms.term(self._at)) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._terms)


class ArrayDocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh is untyped
    """Lengths, deletions and columns of a segment."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment
        self._data = segment.data

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._data.documents

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._data.columns

    def list_columns(self) -> list[str]:
        return sorted(self._data.columns)

    def column_reader(self, fieldname: str, column: Any) -> ArrayColumnReader:
        return ArrayColumnReader(self._data.columns[fieldname], column.default_value())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        field = self._data.fields.get(fieldname)
        code = 0 if field is None else field.norm(docnum)
        return int(byte_to_length(code)) if code else default

    def field_length(self, fieldname: str) -> int:
        field = self._data.fields.get(fieldname)
        return 0 if field is None else field.tokens

    def _bound(self, fieldname: str, *, highest: bool) -> int:
        field = self._data.fields.get(fieldname)
        if field is None or not self._data.documents:
            return 0
        codes = field.norms()
        return int(byte_to_length(int(codes.max() if highest else codes.min())))

    def min_field_length(self, fieldname: str) -> int:
        return self._bound(fieldname, highest=False)

    def max_field_length(self, fieldname: str) -> int:
        return self._bound(fieldname, highest=True)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The columns' raw values of a document: nothing else is stored."""
        columns = self._data.columns.items()
        return {name: column.value(docnum) for name, column in columns if column.has(docnum)}
