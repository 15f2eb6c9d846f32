"""The list of an index's segments: one JSON file, replaced whole.

``manifest.json`` is UTF-8 JSON: ``{"crc32": n, "index": {"version": 1, "generation": g,
"segments": [{"name", "bytes", "documents", "deletions"}]}}``. `crc32` is that of the bytes of
`index` as they stand in the file. `deletions` names a deletions file or is empty. Files that the
manifest does not name belong to nobody and may be swept.
"""

import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from index.codec.errors import SegmentCorrupt

MANIFEST: Final = "manifest.json"
_VERSION: Final = 1
_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,120}\Z")


@dataclass(frozen=True)
class SegmentEntry:
    """One segment: its file, length in bytes, document count, and file of deletions or empty."""

    name: str
    bytes: int
    documents: int
    deletions: str = ""


@dataclass(frozen=True)
class Manifest:
    """The index at one moment."""

    generation: int = 0
    segments: tuple[SegmentEntry, ...] = ()

    def names(self) -> set[str]:
        """Every file that the index consists of."""
        return {MANIFEST}.union(*({entry.name, entry.deletions} - {""} for entry in self.segments))


def safe_name(name: str) -> bool:
    """Whether a name from a manifest can only mean a file of the index's own folder."""
    return _NAME.match(name) is not None and name != MANIFEST


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
        raw = (folder / MANIFEST).read_bytes()
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
    names = [entry.name for entry in body.segments]
    names += [entry.deletions for entry in body.segments if entry.deletions]
    if not all(map(safe_name, names)):
        raise SegmentCorrupt(MANIFEST, "names a file outside the index")
    return manifest


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
