"""Names every file of an index with its size and checksum; written last, it makes the index whole.

`index.json` = {"format", "documents", "files": {name: [bytes, crc32]}}.
"""

import os
import zlib
from pathlib import Path

import msgspec

from index.errors import IndexDamaged, IndexMissing, IndexOutdated

NAME = "index.json"
FORMAT = "whoosh3-2"
_CHUNK = 1 << 20


class Manifest(msgspec.Struct, frozen=True):
    """The files of one finished index. `documents` counts those that can be found."""

    format: str
    documents: int
    files: dict[str, tuple[int, int]]


def read(folder: Path) -> Manifest:
    """The manifest of a finished index, every file present in its full size.

    Whoosh's tables of contents are small and are pickles: their checksums are compared as well.

    Raises: IndexMissing, IndexOutdated, IndexDamaged.
    """
    file = folder / NAME
    try:
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise IndexMissing(folder) from error
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged(file) from error
    if manifest.format != FORMAT:
        raise IndexOutdated(folder)
    for name, (size, checksum) in manifest.files.items():
        part = folder / name
        if Path(name).name != name or not part.is_file() or part.stat().st_size != size:
            raise IndexDamaged(part)
        if part.suffix == ".toc" and _checksum(part) != checksum:
            raise IndexDamaged(part)
    return manifest


def verify(folder: Path) -> Manifest:
    """`read`, and every byte against its checksum; takes as long as reading the whole index.

    Raises: IndexMissing, IndexOutdated, IndexDamaged.
    """
    manifest = read(folder)
    for name, (_, checksum) in manifest.files.items():
        if _checksum(folder / name) != checksum:
            raise IndexDamaged(folder / name)
    return manifest


def seal(folder: Path, documents: int, known: dict[str, tuple[int, int]]) -> None:
    """Brings all files of `folder` to the disk, then names them; `known` are those seen before."""
    files: dict[str, tuple[int, int]] = {}
    for part in sorted(folder.iterdir()):
        if part.name in known:
            files[part.name] = known[part.name]
            continue
        _sync(part)
        files[part.name] = (part.stat().st_size, _checksum(part))
    manifest = Manifest(FORMAT, documents, files)
    file = folder / NAME
    file.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    _sync(file)
    _sync_folder(folder)


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _sync(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder; NTFS journals the names itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
