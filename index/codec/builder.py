"""Gathers documents and writes them as one segment."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh import formats
from whoosh.analysis import entoken, unstopped

from index.codec import format as layout
from index.codec.columns import ColumnBuilder
from index.codec.container import ContainerWriter
from index.codec.encode import FieldEncoder, shrink
from index.codec.invert import Analyser, PostingField, Text, TokenField, Tokens, Words
from index.codec.lengths import norms
from index.codec.sections import Array

_KNOWN_FORMATS: Final = (formats.Positions, formats.Frequency, formats.Existence)


def keeps_positions(name: str, field: Any) -> bool:
    """Whether a schema's field keeps token positions.

    Raises:
        TypeError: the field asks for something a segment does not keep.
    """
    if type(field.format) not in _KNOWN_FORMATS or field.format.field_boost != 1.0:
        raise TypeError(f"field {name}: only plain positions, frequency or existence are kept")
    if field.vector or field.separate_spelling():
        raise TypeError(f"field {name}: vectors and spelling fields are not kept")
    return isinstance(field.format, formats.Positions)


class SegmentBuilder:
    """Documents in, segments out. Nothing but postings, lengths and columns is kept."""

    def __init__(self, schema: Any, analysers: Mapping[str, Analyser] | None = None) -> None:
        """Prepares for a schema.

        Args:
            schema: a Whoosh schema.
            analysers: field name -> analyser that replaces the field's own, token by token one.

        Raises:
            TypeError: a field or column is of a kind that a segment does not keep.
        """
        self._schema = schema
        self._analysers = dict(analysers or {})
        self._tokens: dict[str, TokenField] = {}
        self._postings: dict[str, PostingField] = {}
        for name, field in schema.items():
            if field.indexed and keeps_positions(name, field):
                self._tokens[name] = TokenField()
            elif field.indexed:
                self._postings[name] = PostingField()
        self._begin()

    def _begin(self) -> None:
        self.documents = 0
        self._columns = {
            name: ColumnBuilder(field.column_type)
            for name, field in self._schema.items()
            if field.column_type
        }

    @property
    def tokens(self) -> int:
        """Tokens gathered so far, the measure of memory used."""
        return sum(map(len, self._tokens.values())) + sum(map(len, self._postings.values()))

    def add(self, values: Mapping[str, Any]) -> None:
        """One document, its number the count of those before it; None is no value.

        A field with positions takes `Words`, or what its analyser takes.

        Raises:
            KeyError: a field is not in the schema.
            ValueError: a value does not fit its field.
        """
        given = {name: value for name, value in values.items() if value is not None}
        prepared = [(name, self._analysed(name, value)) for name, value in given.items()]
        converted = [
            (self._columns[name], self._schema[name].to_column_value(value), value)
            for name, value in given.items()
            if name in self._columns
        ]
        document = self.documents
        for name, tokens in prepared:
            if isinstance(tokens, Tokens):
                self._tokens[name].add(document, tokens)
            elif isinstance(tokens, Text):
                self._tokens[name].add_text(document, tokens)
            else:
                for term, count in tokens:
                    self._postings[name].add(document, term, count)
        for column, kept, value in converted:
            column.add(document, kept)
            if isinstance(value, list | tuple) and len(value) > 1:
                column.single = False
        self.documents += 1

    def _analysed(self, name: str, value: Any) -> Tokens | Text | list[tuple[bytes, int]]:
        field = self._schema[name]
        if name in self._tokens:
            if isinstance(value, Words):
                numbers = self._tokens[name].vocabulary
                return Tokens(list(map(numbers.__getitem__, value.terms)), value.positions)
            if name in self._analysers and isinstance(value, str):
                return self._analysers[name](value, self._tokens[name].vocabulary)
            return self._whoosh_tokens(name, field, value)
        if name in self._postings:
            return [(bytes(term), int(count)) for term, count, _, _ in field.index(value)]
        return []

    def _whoosh_tokens(self, name: str, field: Any, value: Any) -> Tokens:
        vocabulary = self._tokens[name].vocabulary
        source = entoken if isinstance(value, list | tuple) else field.analyzer
        terms: list[int] = []
        positions: list[int] = []
        for token in unstopped(source(value, positions=True, mode="index")):
            terms.append(vocabulary[token.text])
            positions.append(token.pos)
        return Tokens(terms, positions)

    def write(self, path: Path, *, draft: bool = False) -> int:
        """Writes the segment and makes it durable. Returns its length in bytes.

        The builder holds no documents then, and those that follow make another segment. A draft is
        not durable, is quicker to write and to merge, but larger and slower to search.
        """
        fields, columns = [], []
        with ContainerWriter(path, lasting=not draft) as out:
            for number, name in enumerate(sorted([*self._tokens, *self._postings])):
                source = self._tokens[name] if name in self._tokens else self._postings[name]
                lengths = source.lengths(self.documents)
                inverted = source.inverted()
                source.clear()
                if not self._schema[name].scorable:
                    lengths[:] = 0
                held = inverted.positions is not None
                encoder = FieldEncoder(out, number, lengths, positions=held, draft=draft)
                encoder.add(inverted)
                fields.append(write_field(out, number, name, lengths, encoder))
            for number, (name, column) in enumerate(sorted(self._columns.items())):
                column.fill(self.documents)
                columns.append({"name": name, **column.write(out, number)})
            write_metadata(out, self.documents, fields, columns)
            length = out.finish()
        self._begin()
        return length


def write_field(
    out: ContainerWriter, number: int, name: str, lengths: Array, encoder: FieldEncoder
) -> dict[str, object]:
    """Writes the sections of a field whose terms are encoded; returns what the metadata says."""
    encoder.finish()
    out.add(layout.LENGTHS, shrink(lengths), number)
    out.add(layout.NORMS, norms(lengths), number)
    total = int(lengths.sum(dtype=np.int64))
    return {
        "name": name,
        "positions": encoder.positions,
        "terms": encoder.terms,
        "tokens": total,
    }


def write_metadata(
    out: ContainerWriter,
    documents: int,
    fields: list[dict[str, object]],
    columns: list[dict[str, object]],
) -> None:
    """Writes the METADATA section."""
    described = {"documents": documents, "fields": fields, "columns": columns}
    text = json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    out.add_bytes(layout.METADATA, text.encode())
