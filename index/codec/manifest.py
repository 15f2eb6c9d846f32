"""The list of an index's segments: one JSON file, replaced whole.

``manifest.json`` is UTF-8 JSON: ``{"crc32": n, "index": {"version": 1, "generation": g,
"segments": [{"name", "bytes", "documents", "deletions"}]}}``. `crc32` is that of `index` dumped
with sorted keys and no spaces. `deletions` names a deletions file or is empty. Files that the
manifest does not name belong to nobody and may be swept.
"""

import json
import os
import re
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

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


def _body(manifest: Manifest) -> dict[str, Any]:
    segments = [asdict(entry) for entry in manifest.segments]
    return {"version": _VERSION, "generation": manifest.generation, "segments": segments}


def _dump(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


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
        whole = json.loads(raw)
        body = whole["index"]
        if whole["crc32"] != zlib.crc32(_dump(body)) or body["version"] != _VERSION:
            raise SegmentCorrupt(MANIFEST, "damaged, or of another version")
        segments = tuple(SegmentEntry(**entry) for entry in body["segments"])
        manifest = Manifest(body["generation"], segments)
        names = [name for entry in segments for name in (entry.name, entry.deletions or entry.name)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SegmentCorrupt(MANIFEST, "cannot be read") from error
    if not all(map(safe_name, names)):
        raise SegmentCorrupt(MANIFEST, "names a file outside the index")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Names the index's new state; after a crash either the old or the new one is there."""
    body = _body(manifest)
    draft = folder / f"{MANIFEST}.new"
    with draft.open("wb") as file:
        file.write(_dump({"crc32": zlib.crc32(_dump(body)), "index": body}))
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
