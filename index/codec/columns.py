"""Typed columns: a number, a facet or a key for each document."""

from itertools import pairwise
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from whoosh import columns as whoosh_columns

from index.codec import format as layout
from index.codec.container import ContainerWriter
from index.codec.encode import shrink
from index.codec.errors import SegmentCorrupt
from index.codec.inverted import offsets
from index.codec.sections import Array, Container

ColumnKind = Literal["number", "facet", "key"]


def column_kind(column: whoosh_columns.Column) -> ColumnKind:
    """How a Whoosh column is kept here.

    Raises:
        TypeError: the column is of a kind that would need pickling, or that nobody uses.
    """
    if isinstance(column, whoosh_columns.NumericColumn):
        return "number"
    if isinstance(column, whoosh_columns.RefBytesColumn):
        return "facet"
    if isinstance(column, whoosh_columns.VarBytesColumn):
        return "key"
    raise TypeError(f"{type(column).__name__} cannot be kept in a segment")


class Column:
    """One column of an open segment.

    `values` are numbers (number) or numbers of values (facet); `single` says that no document was
    given several values, of which a column keeps the first.
    """

    def __init__(
        self,
        container: Container,
        number: int,
        documents: int,
        *,
        kind: ColumnKind,
        complete: bool,
        single: bool,
    ) -> None:
        self.kind = kind
        self.single = single
        self.documents = documents
        self._file = container.file
        self._values = container.section(layout.COLUMN_VALUES, number)
        self._table = container.section(layout.COLUMN_TABLE, number) if kind == "facet" else None
        self._starts = container.section(layout.COLUMN_STARTS, number) if kind != "number" else None
        self._present = None if complete else container.section(layout.COLUMN_PRESENT, number)
        rows = len(self._starts) - 1 if kind == "key" and self._starts else len(self._values)
        if rows != documents:
            raise SegmentCorrupt(self._file, f"column {number}: {rows} rows")

    def numbers(self) -> Array:
        """The numbers of all documents; those of documents without a value mean nothing."""
        self._values.check_length()
        return self._values.whole()

    def present(self) -> npt.NDArray[np.bool_] | None:
        """Which documents have a value; None if all have."""
        if self._present is None:
            return None
        return np.unpackbits(self._present.whole(), count=self.documents).view(np.bool_)

    def has(self, document: int) -> bool:
        present = self.present()
        return present is None or bool(present[document])

    def table(self) -> list[bytes]:
        """The distinct values of a facet, in order.

        Raises:
            SegmentCorrupt: a document names a value that is not there.
        """
        if self._starts is None or self._table is None:
            raise ValueError("not a facet")
        bounds = self._starts.whole().tolist()
        if self.documents and int(self._values.whole().max()) >= len(bounds) - 1:
            raise SegmentCorrupt(self._file, "a facet's value is not in its table")
        return [self._table.raw(a, b).tobytes() for a, b in pairwise(bounds)]

    def key(self, document: int) -> bytes:
        """The bytes of one document: its key, or its facet's value."""
        if self._starts is None:
            raise ValueError("not a column of bytes")
        row, source = document, self._values
        if self._table is not None:
            row, source = int(self._values.items(document, document + 1)[0]), self._table
            if row >= len(self._starts) - 1:
                raise SegmentCorrupt(self._file, "a facet's value is not in its table")
        start, stop = self._starts.pair(row)
        return source.raw(start, stop).tobytes()

    def keys(self, documents: list[int]) -> list[bytes]:
        """The keys of a few documents, of a column of keys."""
        starts = self._starts
        if starts is None or self._table is not None:
            raise ValueError("not a column of keys")
        starts.check_length()
        bounds = [starts.pair(document) for document in documents]
        return [self._values.raw(start, stop).tobytes() for start, stop in bounds]

    def values(self) -> list[Any]:
        """The values of all documents; those of documents without one mean nothing.

        Raises:
            SegmentCorrupt: a document names a value that is not there.
        """
        if self.kind == "number":
            numbers: list[Any] = self.numbers().tolist()
            return numbers
        if self.kind == "facet":
            table = self.table()
            return [table[row] for row in self.numbers().tolist()]
        assert self._starts is not None
        whole = self._values.whole().tobytes()
        bounds = self._starts.whole().tolist()
        if bounds[0] or bounds[-1] != len(whole) or any(b < a for a, b in pairwise(bounds)):
            raise SegmentCorrupt(self._file, "a column's keys lie outside it")
        return [whole[a:b] for a, b in pairwise(bounds)]

    def value(self, document: int) -> Any:
        if self.kind == "number":
            return int(self._values.items(document, document + 1)[0])
        return self.key(document)


class ArrayColumnReader(whoosh_columns.ColumnReader):  # type: ignore[misc]  # Whoosh is untyped
    """A column as Whoosh's sorting and faceting read it."""

    def __init__(self, column: Column, default: Any) -> None:
        self._column = column
        self._default = default
        self._reverse = False

    def __len__(self) -> int:
        return self._column.documents

    def __getitem__(self, document: int) -> Any:
        return self._column.value(document) if self._column.has(document) else self._default

    def __iter__(self) -> Any:
        return (self[document] for document in range(len(self)))

    def sort_key(self, document: int) -> Any:
        value = self[document]
        return -value if self._reverse else value

    def load(self) -> list[Any]:
        return list(self)

    def set_reverse(self) -> None:
        if self._column.kind != "number":
            raise NotImplementedError
        self._reverse = True


class ColumnBuilder:
    """Collects one column while documents are added."""

    def __init__(self, column: whoosh_columns.Column) -> None:
        self.kind = column_kind(column)
        self.single = True
        self._empty: Any = 0 if self.kind == "number" else b""
        self._values: list[Any] = []
        self._present: list[bool] = []

    def add(self, document: int, value: Any) -> None:
        """The value of a document; those passed over have none."""
        self.fill(document)
        self._values.append(value)
        self._present.append(True)

    def fill(self, documents: int) -> None:
        """Makes it `documents` rows long."""
        missing = documents - len(self._values)
        self._values += [self._empty] * missing
        self._present += [False] * missing

    def extend(self, column: Column | None, base: int, kept: list[int]) -> None:
        """The rows `kept` of a segment's column, as documents from `base` on."""
        if column is None:
            return
        self.single = self.single and column.single
        self.fill(base)
        present = column.present()
        held = [True] * len(kept) if present is None else present[kept].tolist()
        values = column.values()
        pairs = zip(kept, held, strict=True)
        self._values += [values[old] if has else self._empty for old, has in pairs]
        self._present += held

    def write(self, out: ContainerWriter, number: int) -> dict[str, object]:
        """Writes the sections; returns what the metadata says of it."""
        complete = all(self._present)
        if self.kind == "number":
            out.add(layout.COLUMN_VALUES, shrink(np.array(self._values, np.uint64)), number)
        elif self.kind == "facet":
            table = sorted(set(self._values))
            place = {value: row for row, value in enumerate(table)}
            out.add(
                layout.COLUMN_VALUES, shrink(np.array([place[v] for v in self._values])), number
            )
            self._write_bytes(out, number, layout.COLUMN_TABLE, table)
        else:
            self._write_bytes(out, number, layout.COLUMN_VALUES, self._values)
        if not complete:
            out.add(layout.COLUMN_PRESENT, np.packbits(np.array(self._present, np.bool_)), number)
        return {"kind": self.kind, "complete": complete, "single": self.single}

    @staticmethod
    def _write_bytes(out: ContainerWriter, number: int, kind: int, values: list[bytes]) -> None:
        starts = offsets(np.array([len(value) for value in values], np.int64))
        if int(starts[-1]) >= 1 << 32:
            raise OverflowError("more than 4 GiB in one column")
        out.add_bytes(kind, b"".join(values), number)
        out.add(layout.COLUMN_STARTS, starts.astype("<u4"), number)
