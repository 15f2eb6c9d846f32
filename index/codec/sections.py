"""Checked access to the parts of a segment, whatever buffer it stands in."""

import mmap
import zlib
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from index.codec import format as layout
from index.codec.errors import SegmentCorrupt

Buffer: TypeAlias = bytes | bytearray | memoryview | mmap.mmap
Array: TypeAlias = npt.NDArray[Any]

_BLOCK = 1 << layout.BLOCK_SHIFT
_TYPES: dict[int, np.dtype[Any]] = {**layout.UNSIGNED, layout.LONG_TERM.itemsize: layout.LONG_TERM}


class Row(NamedTuple):
    """One row of the section table."""

    kind: int
    field: int
    item: int
    zero: int
    offset: int
    length: int
    crc_offset: int
    crc: int
    spare: int


def _check_rows(file: str, rows: list[tuple[int, ...]], end: int) -> None:
    """Sees that every row is possible and lies within the first `end` bytes."""
    for kind, _, item, zero, offset, length, checks, _, spare in rows:
        blocks = (length + _BLOCK - 1) >> layout.BLOCK_SHIFT
        if zero or spare or item not in _TYPES or length % item:
            raise SegmentCorrupt(file, f"section {kind}: impossible entry")
        if offset < layout.HEADER_SIZE or offset + length > end or checks + 4 * blocks > end:
            raise SegmentCorrupt(file, f"section {kind}: lies outside the file")


class Section:
    """One section; its bytes are handed out only after their blocks' CRCs agree.

    Reading from several threads is safe: the worst that happens is that a block is checked twice.
    """

    __slots__ = (
        "_buffer",
        "_checks",
        "_length",
        "_mapping",
        "_row",
        "_seen",
        "_view",
        "dtype",
        "file",
    )

    def __init__(self, file: str, row: Row, buffer: Array, mapping: mmap.mmap | None) -> None:
        self.file = file
        self.dtype: np.dtype[Any] = _TYPES[row.item]
        self._length = row.length // row.item
        self._row = row
        self._buffer = buffer
        self._mapping = mapping
        self._view: Array | None = None

    def __len__(self) -> int:
        """Items, not bytes."""
        return self._length

    def corrupt(self, what: str) -> SegmentCorrupt:
        return SegmentCorrupt(self.file, f"section {self._row.kind}: {what}")

    def raw(self, start: int, stop: int) -> Array:
        """The bytes from `start` to `stop`, checked.

        Raises:
            SegmentCorrupt: the range lies outside, or a block is not what was written.
        """
        if self._mapping is not None and self._mapping.size() != len(self._buffer):
            raise SegmentCorrupt(self.file, "its length changed while it was open")
        view = self._bytes() if self._view is None else self._view
        if not 0 <= start <= stop <= len(view):
            raise self.corrupt(f"bytes {start}-{stop} lie outside its {len(view)}")
        if start < stop:
            first, last = start >> layout.BLOCK_SHIFT, ((stop - 1) >> layout.BLOCK_SHIFT) + 1
            if self._seen.find(0, first, last) >= 0:
                self._check(view, first, last)
        return view[start:stop]

    def items(self, start: int, stop: int) -> Array:
        """Items `start` to `stop` as an array over the buffer, not a copy."""
        size = self.dtype.itemsize
        return self.raw(start * size, stop * size).view(self.dtype)

    def whole(self) -> Array:
        return self.items(0, self._length)

    def _bytes(self) -> Array:
        """The bytes, unchecked; what reading takes is made when the section is first read."""
        row = self._row
        blocks = (row.length + _BLOCK - 1) >> layout.BLOCK_SHIFT
        checks = self._buffer[row.crc_offset : row.crc_offset + 4 * blocks]
        if zlib.crc32(checks.data) != row.crc:
            raise self.corrupt("its block CRCs are damaged")
        self._checks: Array = checks.view(layout.UNSIGNED[4])
        self._seen = bytearray(blocks)
        self._view = self._buffer[row.offset : row.offset + row.length]
        return self._view

    def _check(self, view: Array, first: int, last: int) -> None:
        for block in range(first, last):
            if not self._seen[block]:
                start = block << layout.BLOCK_SHIFT
                if zlib.crc32(view[start : start + _BLOCK].data) != self._checks[block]:
                    raise self.corrupt(f"block {block} fails its CRC")
                self._seen[block] = 1

    def check_all(self) -> None:
        """Reads every block again, whether or not it was read before."""
        self._view = None
        self.raw(0, self._row.length)


class Container:
    """An open segment or deletions file: its sections by kind and field."""

    def __init__(self, file: str, buffer: Buffer) -> None:
        """Checks header and section table; nothing else is read.

        Raises:
            SegmentCorrupt: magic, version, length, CRC or an offset is wrong.
        """
        self.file = file
        self._mapping = buffer if isinstance(buffer, mmap.mmap) else None
        # An array, and no memoryview: Python 3.11 dies when it collects a cycle (an exception's
        # traceback) that holds a memoryview in use.
        try:
            self._view: Array = np.frombuffer(buffer, np.uint8)
        except ValueError:
            raise SegmentCorrupt(file, "empty") from None
        rows = self._table()
        self._rows = {row[:2]: row for row in rows}
        if len(self._rows) < len(rows):
            raise SegmentCorrupt(file, "a section stands twice")
        self._sections: dict[tuple[int, int], Section] = {}

    def _table(self) -> list[tuple[int, ...]]:
        view = self._view
        if len(view) < layout.HEADER_SIZE:
            raise SegmentCorrupt(self.file, "shorter than a header")
        header = view[: layout.HEADER_SIZE].tobytes()
        head = layout.HEADER.unpack_from(header)
        magic, version, shift, count, table_offset, length, table_crc = head
        if magic != layout.MAGIC:
            raise SegmentCorrupt(self.file, "not a segment")
        (crc,) = layout.HEADER_CRC.unpack_from(header, layout.HEADER.size)
        if crc != zlib.crc32(header[: layout.HEADER.size]):
            raise SegmentCorrupt(self.file, "header fails its CRC")
        if version != layout.VERSION or shift != layout.BLOCK_SHIFT:
            raise SegmentCorrupt(self.file, f"version {version} is not {layout.VERSION}")
        if length != len(view) or table_offset + count * layout.ENTRY.size != length:
            raise SegmentCorrupt(self.file, f"{len(view)} bytes, not the {length} written")
        table = view[table_offset:].tobytes()
        if zlib.crc32(table) != table_crc:
            raise SegmentCorrupt(self.file, "section table fails its CRC")
        rows: list[tuple[int, ...]] = list(layout.ENTRY.iter_unpack(table))
        _check_rows(self.file, rows, table_offset)
        return rows

    def section(self, kind: int, field: int = layout.WHOLE_SEGMENT) -> Section:
        """One section, the same each time.

        Raises:
            SegmentCorrupt: there is none.
        """
        made = self._sections.get((kind, field))
        if made is None:
            row = self._rows.get((kind, field))
            if row is None:
                raise SegmentCorrupt(self.file, f"section {kind}: missing")
            made = Section(self.file, Row._make(row), self._view, self._mapping)
            self._sections[kind, field] = made
        return made

    def check_length(self) -> None:
        """Sees that a mapped file is still as long as when it was opened.

        Raises:
            SegmentCorrupt: it is not; reading what is gone would kill the process.
        """
        if self._mapping is not None and self._mapping.size() != len(self._view):
            raise SegmentCorrupt(self.file, "its length changed while it was open")

    def check_all(self) -> None:
        """Checks every block of every section.

        Raises:
            SegmentCorrupt: one of them is damaged.
        """
        for key in self._rows:
            self.section(*key).check_all()


def map_file(path: Path) -> Buffer:
    """A file's bytes, mapped. For internal disks only: a mapping that vanishes kills the process.

    Raises:
        OSError: the file cannot be opened.
        SegmentCorrupt: the file is empty.
    """
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise SegmentCorrupt(path.name, "empty") from None
