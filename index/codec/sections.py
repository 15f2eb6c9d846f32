"""Checked access to the parts of a segment, whatever buffer it stands in."""

import mmap
import zlib
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from index.codec import format as layout
from index.codec.errors import SegmentCorrupt

Buffer: TypeAlias = bytes | bytearray | memoryview | mmap.mmap
Array: TypeAlias = npt.NDArray[Any]

_BLOCK = 1 << layout.BLOCK_SHIFT


class Section:
    """One section; its bytes are handed out only after their blocks' CRCs agree.

    Reading from several threads is safe: the worst that happens is that a block is checked twice.
    """

    __slots__ = ("_checks", "_checks_crc", "_mapping", "_seen", "_view", "dtype", "file", "kind")

    def __init__(self, file: str, entry: "Entry", view: Array, mapping: mmap.mmap | None) -> None:
        self.file = file
        self.kind = entry.kind
        blocks = (entry.length + _BLOCK - 1) >> layout.BLOCK_SHIFT
        self._view = view[entry.offset : entry.offset + entry.length]
        self._checks = view[entry.crc_offset : entry.crc_offset + 4 * blocks]
        self._checks_crc: int | None = entry.crc
        self._seen = bytearray(blocks)
        self._mapping = (mapping, len(view))
        self.dtype: np.dtype[Any] = (
            layout.LONG_TERM
            if entry.item == layout.LONG_TERM.itemsize
            else layout.UNSIGNED[entry.item]
        )

    def __len__(self) -> int:
        """Items, not bytes."""
        return len(self._view) // self.dtype.itemsize

    def corrupt(self, what: str) -> SegmentCorrupt:
        return SegmentCorrupt(self.file, f"section {self.kind}: {what}")

    def raw(self, start: int, stop: int) -> Array:
        """The bytes from `start` to `stop`, checked.

        Raises:
            SegmentCorrupt: the range lies outside, or a block is not what was written.
        """
        if not 0 <= start <= stop <= len(self._view):
            raise self.corrupt(f"bytes {start}-{stop} lie outside its {len(self._view)}")
        mapping, length = self._mapping
        if mapping is not None and mapping.size() != length:
            raise SegmentCorrupt(self.file, "its length changed while it was open")
        if start < stop:
            first, last = start >> layout.BLOCK_SHIFT, ((stop - 1) >> layout.BLOCK_SHIFT) + 1
            if self._seen.find(0, first, last) >= 0:
                self._check(first, last)
        return self._view[start:stop]

    def items(self, start: int, stop: int) -> Array:
        """Items `start` to `stop` as an array over the buffer, not a copy."""
        size = self.dtype.itemsize
        return self.raw(start * size, stop * size).view(self.dtype)

    def whole(self) -> Array:
        return self.items(0, len(self))

    def _check(self, first: int, last: int) -> None:
        if self._checks_crc is not None:
            if zlib.crc32(self._checks.data) != self._checks_crc:
                raise self.corrupt("its block CRCs are damaged")
            self._checks_crc = None
        expected = self._checks.view(layout.UNSIGNED[4])
        for block in range(first, last):
            if not self._seen[block]:
                start = block << layout.BLOCK_SHIFT
                if zlib.crc32(self._view[start : start + _BLOCK].data) != expected[block]:
                    raise self.corrupt(f"block {block} fails its CRC")
                self._seen[block] = 1

    def check_all(self) -> None:
        """Reads every block again, whether or not it was read before."""
        self._seen = bytearray(len(self._seen))
        self.raw(0, len(self._view))


class Entry:
    """One row of the section table, bounds-checked against the file."""

    __slots__ = ("crc", "crc_offset", "field", "item", "kind", "length", "offset")

    def __init__(self, file: str, row: tuple[int, ...], table_offset: int) -> None:
        self.kind, self.field, self.item, zero, self.offset, self.length = row[:6]
        self.crc_offset, self.crc, spare = row[6:]
        blocks = (self.length + _BLOCK - 1) >> layout.BLOCK_SHIFT
        known = self.item in layout.UNSIGNED or self.item == layout.LONG_TERM.itemsize
        if zero or spare or not known or self.length % self.item:
            raise SegmentCorrupt(file, f"section {self.kind}: impossible entry")
        if self.offset < layout.HEADER_SIZE or self.offset + self.length > table_offset:
            raise SegmentCorrupt(file, f"section {self.kind}: lies outside the file")
        if self.crc_offset + 4 * blocks > table_offset:
            raise SegmentCorrupt(file, f"section {self.kind}: its CRCs lie outside the file")


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
        self.sections: dict[tuple[int, int], Section] = {}
        for entry in self._entries():
            key = (entry.kind, entry.field)
            if key in self.sections:
                raise SegmentCorrupt(file, f"section {entry.kind}: stands twice")
            self.sections[key] = Section(file, entry, self._view, self._mapping)

    def _entries(self) -> list[Entry]:
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
        return [Entry(self.file, row, table_offset) for row in layout.ENTRY.iter_unpack(table)]

    def section(self, kind: int, field: int = layout.WHOLE_SEGMENT) -> Section:
        try:
            return self.sections[kind, field]
        except KeyError:
            raise SegmentCorrupt(self.file, f"section {kind}: missing") from None

    def check_all(self) -> None:
        """Checks every block of every section.

        Raises:
            SegmentCorrupt: one of them is damaged.
        """
        for section in self.sections.values():
            section.check_all()


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
