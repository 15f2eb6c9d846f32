"""Checked access to the parts of a segment, whatever buffer it stands in."""

import mmap
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from index.codec import format as layout
from index.codec.errors import SegmentCorrupt

Buffer: TypeAlias = bytes | bytearray | memoryview | mmap.mmap
Array: TypeAlias = npt.NDArray[Any]

_CHECK = Struct("<I")
_TWO = {1: Struct("<2B"), 2: Struct("<2H"), 4: Struct("<2I"), 8: Struct("<2Q"), 12: Struct("<6I")}
_RECORDS = {one.itemsize: one for one in (layout.TERM_ROW, layout.LONG_TERM)}
_TYPES: dict[int, np.dtype[Any]] = {**layout.UNSIGNED, **_RECORDS}


class Section:
    """One section; its bytes are handed out only after their blocks' CRCs agree.

    Its row of the table is looked at when it is made, its bytes when they are asked for. Reading
    from several threads is safe: the worst that happens is that a block is checked twice. That the
    file is still as long as it was is seen before a block is first read; who reads again what was
    read in an earlier search asks `check_length` first.
    """

    __slots__ = (
        "_blocks",
        "_buffer",
        "_bytes",
        "_checks",
        "_checks_at",
        "_checks_crc",
        "_kind",
        "_length",
        "_mapping",
        "_offset",
        "_seen",
        "_shift",
        "_source",
        "dtype",
        "file",
    )

    def __init__(
        self, file: str, row: tuple[int, ...], source: Buffer, view: Array, end: int
    ) -> None:
        """A section that lies within the first `end` bytes of a buffer, as its row tells.

        Raises:
            SegmentCorrupt: the row is impossible.
        """
        kind, _, item, shift, offset, length, checks, crc, spare = row
        if spare or shift not in layout.SHIFTS or item not in _TYPES or length % item:
            raise SegmentCorrupt(file, f"section {kind}: impossible entry")
        blocks = -(-length >> shift)
        if offset < layout.HEADER_SIZE or offset + length > end or checks + 4 * blocks > end:
            raise SegmentCorrupt(file, f"section {kind}: lies outside the file")
        self.file = file
        self.dtype: np.dtype[Any] = _TYPES[item]
        self._kind = kind
        self._shift = shift
        self._blocks = blocks
        self._source = source
        self._mapping = source if isinstance(source, mmap.mmap) else None
        self._buffer = view
        self._offset = offset
        self._bytes = length
        self._length = length // item
        self._checks_at = checks
        self._checks_crc = crc
        self._checks = b""
        self._seen = bytearray(blocks)

    def __len__(self) -> int:
        """Items, not bytes."""
        return self._length

    def corrupt(self, what: str) -> SegmentCorrupt:
        return SegmentCorrupt(self.file, f"section {self._kind}: {what}")

    def raw(self, start: int, stop: int) -> Array:
        """The bytes from `start` to `stop`, checked.

        Raises:
            SegmentCorrupt: the range lies outside, or a block is not what was written.
        """
        self._check_bytes(start, stop)
        offset = self._offset
        return self._buffer[offset + start : offset + stop]

    def _check_bytes(self, start: int, stop: int) -> None:
        if not 0 <= start <= stop <= self._bytes:
            raise self.corrupt(f"bytes {start}-{stop} lie outside its {self._bytes}")
        if start < stop:
            first, last = start >> self._shift, ((stop - 1) >> self._shift) + 1
            if self._seen.find(0, first, last) >= 0:
                self._check(range(first, last))

    def items(self, start: int, stop: int) -> Array:
        """Items `start` to `stop` as an array over the buffer, not a copy."""
        size = self.dtype.itemsize
        return self.raw(start * size, stop * size).view(self.dtype)

    def pair(self, place: int) -> tuple[int, ...]:
        """The numbers of the item at a place, then those of the one after it."""
        two = _TWO[self.dtype.itemsize]
        start = place * self.dtype.itemsize
        self._check_bytes(start, start + two.size)
        return two.unpack_from(self._source, self._offset + start)

    def record(self, place: int, kind: Struct) -> tuple[int, ...]:
        """The item at a place, of several numbers."""
        start = place * kind.size
        self._check_bytes(start, start + kind.size)
        return kind.unpack_from(self._source, self._offset + start)

    def whole(self) -> Array:
        return self.items(0, self._length)

    def take(self, places: Array) -> Array:
        """The items at some places; only the blocks that hold them are checked.

        Args:
            places: numbers of items that there are.

        Raises:
            SegmentCorrupt: a block is not what was written.
        """
        self._check(set((places * self.dtype.itemsize >> self._shift).tolist()))
        every = self._buffer[self._offset : self._offset + self._bytes]
        return every.view(self.dtype)[places]

    def _read_checks(self) -> bytes:
        checks = bytes(self._source[self._checks_at : self._checks_at + 4 * self._blocks])
        if zlib.crc32(checks) != self._checks_crc:
            raise self.corrupt("its block CRCs are damaged")
        self._checks = checks
        return checks

    def check_length(self) -> None:
        """Sees that a mapped file is still as long as when it was opened.

        Raises:
            SegmentCorrupt: it is not; reading what is gone would kill the process.
        """
        if self._mapping is not None and self._mapping.size() != len(self._buffer):
            raise SegmentCorrupt(self.file, "its length changed while it was open")

    def _check(self, blocks: Iterable[int]) -> None:
        self.check_length()
        seen, read, checks = self._seen, _CHECK.unpack_from, self._checks or self._read_checks()
        end = self._offset + self._bytes
        source, shift, size = self._source, self._shift, 1 << self._shift
        for block in blocks:
            if not seen[block]:
                start = self._offset + (block << shift)
                (written,) = read(checks, 4 * block)
                if zlib.crc32(source[start : min(start + size, end)]) != written:
                    raise self.corrupt(f"block {block} fails its CRC")
                seen[block] = 1

    def check_all(self) -> None:
        """Reads every block again, whether or not it was read before."""
        self._checks, self._seen = b"", bytearray(self._blocks)
        self._check(range(self._blocks))


class Container:
    """An open segment or deletions file: its sections by kind and field."""

    def __init__(self, file: str, buffer: Buffer) -> None:
        """Checks header and section table; nothing else is read.

        Raises:
            SegmentCorrupt: magic, version, length, CRC or an offset is wrong.
        """
        self.file = file
        # An array, and no memoryview: Python 3.11 dies when it collects a cycle (an exception's
        # traceback) that holds a memoryview in use.
        self._source = bytes(buffer) if isinstance(buffer, memoryview) else buffer
        self._mapping = buffer if isinstance(buffer, mmap.mmap) else None
        try:
            self._view: Array = np.frombuffer(self._source, np.uint8)
        except ValueError:
            raise SegmentCorrupt(file, "empty") from None
        self._table = self._checked_table()
        self._end = len(self._view) - len(self._table)
        # A row is unpacked when its section is asked for: a search needs few of them.
        size = layout.ENTRY.size
        self._rows = {self._table[at : at + 4]: at for at in range(0, len(self._table), size)}
        if len(self._rows) * size < len(self._table):
            raise SegmentCorrupt(file, "a section stands twice")
        self._sections: dict[tuple[int, int], Section] = {}

    def _checked_table(self) -> bytes:
        view = self._view
        if len(view) < layout.HEADER_SIZE:
            raise SegmentCorrupt(self.file, "shorter than a header")
        header = bytes(self._source[: layout.HEADER_SIZE])
        head = layout.HEADER.unpack_from(header)
        magic, version, zero, count, table_offset, length, table_crc = head
        if magic != layout.MAGIC:
            raise SegmentCorrupt(self.file, "not a segment")
        (crc,) = layout.HEADER_CRC.unpack_from(header, layout.HEADER.size)
        if crc != zlib.crc32(header[: layout.HEADER.size]):
            raise SegmentCorrupt(self.file, "header fails its CRC")
        if version != layout.VERSION or zero:
            raise SegmentCorrupt(self.file, f"version {version} is not {layout.VERSION}")
        if length != len(view) or table_offset + count * layout.ENTRY.size != length:
            raise SegmentCorrupt(self.file, f"{len(view)} bytes, not the {length} written")
        table = bytes(self._source[table_offset:])
        if zlib.crc32(table) != table_crc:
            raise SegmentCorrupt(self.file, "section table fails its CRC")
        return table

    def section(self, kind: int, field: int = layout.WHOLE_SEGMENT) -> Section:
        """One section, the same each time.

        Raises:
            SegmentCorrupt: there is none, or none such can be.
        """
        made = self._sections.get((kind, field))
        if made is None:
            at = self._rows.get(layout.ENTRY_KEY.pack(kind, field))
            if at is None:
                raise SegmentCorrupt(self.file, f"section {kind}: missing")
            row = layout.ENTRY.unpack_from(self._table, at)
            made = Section(self.file, row, self._source, self._view, self._end)
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
            self.section(*layout.ENTRY_KEY.unpack(key)).check_all()


def read_file(path: str) -> Buffer:
    """A file's bytes, in memory; for removable media.

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - a `Path` takes as long to make as to map
        return file.read()


def map_file(path: str | os.PathLike[str]) -> Buffer:
    """A file's bytes, mapped. For internal disks only: a mapping that vanishes kills the process.

    Raises:
        OSError: the file cannot be opened.
        SegmentCorrupt: the file is empty.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
    except ValueError:
        raise SegmentCorrupt(Path(path).name, "empty") from None
    finally:
        os.close(handle)
