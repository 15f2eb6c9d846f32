"""Writes a segment file section by section, so that no more than one stands in memory."""

import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Self

import numpy as np

from index.codec import format as layout
from index.codec.sections import Array


class ContainerWriter:
    """Sections in, one file out; until `finish` the file has no valid header."""

    def __init__(self, path: Path, *, lasting: bool = True) -> None:
        """Begins a file; one that is not `lasting` need not outlive the machine's next fall."""
        self._path = path
        self._lasting = lasting
        self._file: BinaryIO = path.open("wb")
        self._file.write(bytes(layout.HEADER_SIZE))
        self._rows: list[tuple[int, ...]] = []
        self._checks: list[bytes] = []
        self._offset = layout.HEADER_SIZE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._file.close()

    def add(self, kind: int, data: Array, field: int = layout.WHOLE_SEGMENT) -> None:
        """One section whose items are those of the array (little-endian as it stands)."""
        self.stream(kind, field, data.dtype.itemsize, [data.tobytes()])

    def add_bytes(
        self, kind: int, data: bytes | bytearray, field: int = layout.WHOLE_SEGMENT
    ) -> None:
        self.stream(kind, field, 1, [data])

    def stream(self, kind: int, field: int, item: int, pieces: Sequence[bytes | bytearray]) -> None:
        """One section from pieces of any size, in order."""
        self._pad()
        start = self._offset
        shift = layout.block_shift(kind, sum(map(len, pieces)))
        block = 1 << shift
        checks: list[int] = []
        filled, crc = 0, 0
        for piece in pieces:
            view = memoryview(piece)
            at = 0
            while at < len(view):
                part = view[at : at + block - filled]
                crc = zlib.crc32(part, crc)
                filled += len(part)
                at += len(part)
                if filled == block:
                    checks.append(crc)
                    filled, crc = 0, 0
            self._file.write(view)
            self._offset += len(view)
        if filled:
            checks.append(crc)
        self._rows.append((kind, field, item, shift, start, self._offset - start))
        self._checks.append(np.array(checks, "<u4").tobytes())

    def finish(self) -> int:
        """Writes CRCs, table and header, and makes a lasting file durable. Returns its length."""
        rows = b""
        for row, checks in zip(self._rows, self._checks, strict=True):
            self._pad()
            rows += layout.ENTRY.pack(*row, self._offset, zlib.crc32(checks), 0)
            self._file.write(checks)
            self._offset += len(checks)
        self._pad()
        length = self._offset + len(rows)
        head = layout.HEADER.pack(
            layout.MAGIC,
            layout.VERSION,
            0,
            len(self._rows),
            self._offset,
            length,
            zlib.crc32(rows),
        )
        self._file.write(rows)
        self._file.seek(0)
        self._file.write(head + layout.HEADER_CRC.pack(zlib.crc32(head)))
        self._file.flush()
        if self._lasting:
            os.fsync(self._file.fileno())
        self._file.close()
        return length

    def _pad(self) -> None:
        pad = layout.padding(self._offset, layout.ALIGNMENT)
        self._file.write(bytes(pad))
        self._offset += pad
