"""Names every file of an index with its size and checksum; written last, it makes the index whole.

`index.json` = {"format", "documents", "segments": [{"name", "bytes", "documents", "deletions"}],
"files": {name: [bytes, crc32]}, "checksum"}. The segments stand in the order of their document
numbers; `deletions` names a file or is empty. `checksum` is the CRC-32 of the same without spaces
and with `checksum` 0.
"""

import os
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from index.codec.errors import SegmentCorrupt
from index.codec.index import open_segment
from index.codec.manifest import SegmentEntry, sync_folder
from index.errors import IndexDamaged, IndexMissing, IndexOutdated

NAME = "index.json"
FORMAT = "array-4"
_CHUNK = 1 << 20


class Manifest(msgspec.Struct, frozen=True):
    """The files of one finished index. `documents` counts those that can be found."""

    format: str
    documents: int
    segments: tuple[SegmentEntry, ...]
    files: dict[str, tuple[int, int]]
    checksum: int = 0


class _Head(msgspec.Struct, frozen=True):
    format: str


EMPTY = Manifest(FORMAT, 0, (), {})


def read(folder: Path) -> Manifest:
    """The manifest of a finished index, every file present in its full size.

    Raises: IndexMissing, IndexOutdated, IndexDamaged.
    """
    file = folder / NAME
    try:
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise IndexMissing(folder) from error
    try:
        if msgspec.json.decode(raw, type=_Head).format != FORMAT:
            raise IndexOutdated(folder)
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged(file) from error
    named = {name for one in manifest.segments for name in (one.name, one.deletions) if name}
    if manifest.checksum != _own_checksum(manifest) or not named <= manifest.files.keys():
        raise IndexDamaged(file)
    for name, (size, _) in manifest.files.items():
        part = folder / name
        if Path(name).name != name or not part.is_file() or part.stat().st_size != size:
            raise IndexDamaged(part)
    return manifest


def verify(folder: Path) -> Manifest:
    """`read`, and every byte against its checksums; takes as long as reading the whole index.

    Raises: IndexMissing, IndexOutdated, IndexDamaged.
    """
    manifest = read(folder)
    for name, (_, checksum) in manifest.files.items():
        if _checksum(folder / name) != checksum:
            raise IndexDamaged(folder / name)
    try:
        for entry in manifest.segments:
            open_segment(folder, entry).data.container.check_all()
    except SegmentCorrupt as error:
        raise IndexDamaged(folder / error.file) from error
    return manifest


def seal(
    folder: Path,
    segments: Sequence[SegmentEntry],
    documents: int,
    known: dict[str, tuple[int, int]],
) -> None:
    """Brings all files of `folder` to the disk, then names them; `known` are those seen before."""
    files: dict[str, tuple[int, int]] = {}
    for part in sorted(folder.iterdir()):
        if part.name in known:
            files[part.name] = known[part.name]
            continue
        _sync(part)
        files[part.name] = (part.stat().st_size, _checksum(part))
    manifest = Manifest(FORMAT, documents, tuple(segments), files)
    manifest = msgspec.structs.replace(manifest, checksum=_own_checksum(manifest))
    file = folder / NAME
    file.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    _sync(file)
    sync_folder(folder)


def _own_checksum(manifest: Manifest) -> int:
    return zlib.crc32(msgspec.json.encode(msgspec.structs.replace(manifest, checksum=0)))


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _sync(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())
