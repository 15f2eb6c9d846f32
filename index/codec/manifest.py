"""The list of an index's segments: one JSON file, replaced whole.

``manifest.json`` is UTF-8 JSON: ``{"crc32": n, "index": {"version": 1, "generation": g,
"segments": [{"name", "bytes", "documents", "deletions"}]}}``. `crc32` is that of the bytes of
`index` as they stand in the file. `deletions` names a deletions file or is empty. Files that the
manifest does not name belong to nobody and may be swept.
"""

import os
import zlib
from pathlib import Path
from string import ascii_letters, digits
from typing import Final

import msgspec

from index.codec.errors import SegmentCorrupt

MANIFEST: Final = "manifest.json"
_VERSION: Final = 1
_BINARY: Final = getattr(os, "O_BINARY", 0)
_MUCH: Final = 1 << 15
_LONGEST: Final = 121
_LETTERS: Final = frozenset(ascii_letters + digits + "._-")


class SegmentEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One segment: its file, length in bytes, document count, and file of deletions or empty."""

    name: str
    bytes: int
    documents: int
    deletions: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """The index at one moment."""

    generation: int = 0
    segments: tuple[SegmentEntry, ...] = ()

    def names(self) -> set[str]:
        """Every file that the index consists of."""
        return {MANIFEST}.union(*({entry.name, entry.deletions} - {""} for entry in self.segments))


def safe_name(name: str) -> bool:
    """Whether a name from a manifest can only mean a file of the index's own folder."""
    if name == MANIFEST or not 0 < len(name) <= _LONGEST or name[0] in "._-":
        return False
    return _LETTERS.issuperset(name)


class _Sealed(msgspec.Struct, frozen=True):
    crc32: int
    index: msgspec.Raw


class _Body(msgspec.Struct, frozen=True):
    version: int
    generation: int
    segments: tuple[SegmentEntry, ...]


# Made once: the first use of a type takes longer than reading a whole manifest.
_SEALED: Final = msgspec.json.Decoder(_Sealed)
_BODY: Final = msgspec.json.Decoder(_Body)


def read_manifest(folder: Path) -> Manifest:
    """The index's manifest; an empty one if the folder holds none.

    Raises:
        SegmentCorrupt: it is damaged or of another version.
    """
    try:
        raw = _bytes(f"{folder}/{MANIFEST}")
    except FileNotFoundError:
        return Manifest()
    try:
        sealed = _SEALED.decode(raw)
        if sealed.crc32 != zlib.crc32(sealed.index):
            raise SegmentCorrupt(MANIFEST, "fails its CRC")
        body = _BODY.decode(sealed.index)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SegmentCorrupt(MANIFEST, "cannot be read") from error
    if body.version != _VERSION:
        raise SegmentCorrupt(MANIFEST, f"version {body.version} is not {_VERSION}")
    manifest = Manifest(body.generation, body.segments)
    for entry in body.segments:
        if not safe_name(entry.name) or (entry.deletions and not safe_name(entry.deletions)):
            raise SegmentCorrupt(MANIFEST, "names a file outside the index")
    return manifest


def _bytes(file: str) -> bytes:
    """A small file's bytes; at a start `Path.read_bytes` takes as long as all else that is read."""
    handle = os.open(file, os.O_RDONLY | _BINARY)
    try:
        held = part = os.read(handle, _MUCH)
        while len(part) == _MUCH:
            part = os.read(handle, _MUCH)
            held += part
        return held
    finally:
        os.close(handle)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Names the index's new state; after a crash either the old or the new one is there."""
    body = msgspec.json.encode(
        _Body(_VERSION, manifest.generation, manifest.segments), order="sorted"
    )
    sealed = _Sealed(zlib.crc32(body), msgspec.Raw(body))
    draft = folder / f"{MANIFEST}.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(sealed))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Makes a folder's names durable, where the system can do that to a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
