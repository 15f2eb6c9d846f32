"""A package: one file in canonical form, whose every byte is accounted for.

A `.briefpack` is a zip of stored members, in this order: `metadata/…` (TUF), `edition.json` (what
TUF signs; `edition.patch` in a package from a former edition on) and `objects/<sha256>`, each named
after the SHA-256 of its bytes, which are a zlib stream. No member has a date, a comment or an extra
field, so the names, sizes and CRCs give all other bytes of the file (APPNOTE 6.3.10, 4.3);
`Package` makes them again and compares. It is read, never mapped: a stick may be pulled out at any
time.
"""

import errno
import hashlib
import os
import re
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Self

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError, NotTrusted

ENDING = ".briefpack"
METADATA, EDITION, OBJECTS = "metadata/", "edition.json", "objects/"
PATCH = "edition.patch"
"""What stands in the place of `EDITION` in a package that is added to a former edition."""
LARGEST = 4 * 1024**3 - 2
"""Bytes of a package at most: what FAT32 takes."""
_COUNTED = 0xFFFF
"""Members that a zip can count."""
MOST = _COUNTED - 1024
"""Objects of a package at most: what a zip can count, and room for its pages."""
AROUND = 30 + 46 + 2 * (len(OBJECTS) + 64)
"""Bytes of a package for each object besides its own."""
_LARGEST_PAGE = 256 * 1024**2
_CHUNK = 1024 * 1024
_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_VERSION, _DAY = 20, 33
_NAME = re.compile(
    r"^(metadata/[1-9a-z][0-9a-z.]*\.json|edition\.(?:json|patch)|objects/[0-9a-f]{64})$"
)
_GONE = {errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTCONN}


def pack(data: bytes) -> bytes:
    """An object as a package carries it."""
    return zlib.compress(data, 6)


def write(path: Path, members: Iterable[tuple[str, bytes]]) -> int:
    """Writes a package in place of `path`, whole or not at all; its bytes.

    Raises: InputError("package_too_large"); EnvironmentFault.
    """
    unfinished = path.with_name(f".{path.name}.new")
    with disk.faults(path):
        try:
            with unfinished.open("wb") as file:
                _write(file, members)
                size = file.tell()
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            disk.sync_folder(path.parent)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    return size


class Package:
    """An open package, its layout checked and nothing of it believed yet.

    Raises: InputError("package_foreign") for another kind of file, NotTrusted("package_altered")
    for one that is not in canonical form, EnvironmentFault; so does every method.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = threading.Lock()
        with self._faults():
            self._file: BinaryIO = path.open("rb")
        try:
            with self._faults():
                self._sums: dict[str, int] = {}
                self._places = self._layout()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._places)

    @property
    def size(self) -> int:
        """Bytes of all objects as they are packed."""
        return sum(size for name, (_, size) in self._places.items() if name.startswith(OBJECTS))

    def metadata(self, name: str) -> bytes | None:
        """A file of TUF's metadata, or None."""
        return self._page(METADATA + name)

    def edition(self) -> bytes:
        """What the metadata signs; believed by nobody yet."""
        return self._page(EDITION) or b""

    def patch(self) -> bytes | None:
        """What makes the page that is signed of a former one; None in a whole package."""
        return self._page(PATCH)

    def object(self, sha256: str, size: int) -> Iterator[bytes]:
        """An object of that packed hash, unpacked in pieces; `size` is what it unpacks to.

        The last piece comes once its hash is known to be right. Threads may read different ones.
        """
        digest, inflate, left = hashlib.sha256(), zlib.decompressobj(), size
        held = b""
        try:
            for piece in self._pieces(OBJECTS + sha256):
                digest.update(piece)
                rest = piece
                while rest:
                    made = inflate.decompress(rest, _CHUNK)
                    rest = inflate.unconsumed_tail
                    left -= len(made)
                    if left < 0:
                        raise NotTrusted("package_altered", part=sha256)
                    if held:
                        yield held
                    held = made
        except zlib.error as error:
            raise NotTrusted("package_altered", part=sha256) from error
        whole = inflate.eof and not inflate.unused_data and left == 0
        if not whole or digest.hexdigest() != sha256:
            raise NotTrusted("package_altered", part=sha256)
        yield held

    def verify(self) -> None:
        """Reads every object and compares its hash with its name. Raises: NotTrusted."""
        for name in self._places:
            if name.startswith(OBJECTS):
                digest = hashlib.sha256()
                for piece in self._pieces(name):
                    digest.update(piece)
                if digest.hexdigest() != name.removeprefix(OBJECTS):
                    raise NotTrusted("package_altered", part=name)

    def _page(self, name: str) -> bytes | None:
        if name not in self._places:
            return None
        if self._places[name][1] > _LARGEST_PAGE:
            raise NotTrusted("package_altered", part=name)
        data = b"".join(self._pieces(name))
        if zlib.crc32(data) != self._sums[name]:
            raise NotTrusted("package_altered", part=name)
        return data

    def _pieces(self, name: str) -> Iterator[bytes]:
        if name not in self._places:
            raise NotTrusted("package_incomplete", part=name)
        start, left = self._places[name]
        while left:
            with self._faults(), self._reading:
                self._file.seek(start)
                piece = self._file.read(min(left, _CHUNK))
            if not piece:
                raise NotTrusted("package_altered", part=name)
            yield piece
            start, left = start + len(piece), left - len(piece)

    def _layout(self) -> dict[str, tuple[int, int]]:
        """Where each member's bytes stand, once all other bytes are as they must be."""
        try:
            archive = zipfile.ZipFile(self._file)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            UnicodeDecodeError,
            OverflowError,
        ) as error:
            raise InputError("package_foreign", file=self.path) from error
        infos = archive.infolist()
        if len(infos) > _COUNTED:
            self._altered(self.path.name)
        places: dict[str, tuple[int, int]] = {}
        central, at = [], 0
        for info in infos:
            name = info.filename
            known = name in places or not _NAME.match(name)
            if known or info.header_offset != at or at + info.file_size > LARGEST:
                self._altered(name)
            head = _local(name, info.CRC, info.file_size)
            self._file.seek(at)
            if self._file.read(len(head)) != head:
                self._altered(name)
            places[name] = at + len(head), info.file_size
            self._sums[name] = info.CRC
            central.append(_central(name, info.CRC, info.file_size, at))
            at += len(head) + info.file_size
        self._file.seek(at)
        directory = b"".join(central)
        tail = directory + _end(len(infos), len(directory), at)
        if self._file.read(len(tail) + 1) != tail:
            self._altered(self.path.name)
        return places

    def _altered(self, part: str) -> None:
        raise NotTrusted("package_altered", part=part)

    def _faults(self) -> "_Faults":
        return _Faults(self.path)


class _Faults:
    """What a stick that is pulled out, or cannot be read, means for a package."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if not isinstance(error, OSError):
            return
        if error.errno in _GONE or error.errno == errno.ENOENT:
            raise EnvironmentFault("package_gone", file=self._path) from error
        raise disk.fault(error, self._path) from error


def _write(file: BinaryIO, members: Iterable[tuple[str, bytes]]) -> None:
    central, seen = [], set[str]()
    for name, data in members:
        if name in seen:
            continue
        seen.add(name)
        at, crc = file.tell(), zlib.crc32(data)
        central.append(_central(name, crc, len(data), at))
        file.write(_local(name, crc, len(data)))
        file.write(data)
        if file.tell() > LARGEST or len(central) >= _COUNTED:
            raise InputError("package_too_large", megabytes=file.tell() // 1_000_000)
    at, directory = file.tell(), b"".join(central)
    if at + len(directory) > LARGEST:
        raise InputError("package_too_large", megabytes=at // 1_000_000)
    file.write(directory + _end(len(central), len(directory), at))


def _local(name: str, crc: int, size: int) -> bytes:
    head = (b"PK\3\4", _VERSION, 0, 0, 0, _DAY, crc, size, size, len(name), 0)
    return struct.pack(_LOCAL, *head) + name.encode("ascii")


def _central(name: str, crc: int, size: int, at: int) -> bytes:
    head = (b"PK\1\2", _VERSION, _VERSION, 0, 0, 0, _DAY, crc, size, size, len(name))
    return struct.pack(_CENTRAL, *head, 0, 0, 0, 0, 0, at) + name.encode("ascii")


def _end(count: int, length: int, at: int) -> bytes:
    return struct.pack(_END, b"PK\5\6", 0, 0, count, count, length, at, 0)
