"""Backups of a reader's whole state: one file, complete or not there at all.

A backup is a zip of `manifest.json` (format, version, time, schema of the notes, whose they are,
and name, size and SHA-256 of every file) and those files below `state/`. `reader.sqlite` goes in as
SQLite copies an open database; caches that can be made again, and files begun by a dot, stay out.
"""

import contextlib
import errno
import hashlib
import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader.profiles import owned
from desktop.library.reader.state import DATABASE, REPLICA, faults, now
from desktop.library.reader.tables import FORMAT

ENDING = ".briefbackup"
VERSION = 1
MANIFEST = "manifest.json"
INSIDE = "state/"
_LEFT_OUT = frozenset({"notes-index"})
_SIDE_FILES = (f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")
_PART = re.compile(r"^[\w](?:[\w .-]*[\w-])?$")
LAST = "backup/last"
"""The preference that holds when the state was last backed up."""
GONE = {errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE, errno.ENOTCONN}
"""What systems say of a stick that was pulled out."""


class BackedUp(msgspec.Struct, frozen=True):
    """A file of the backup, named with forward slashes as in the state folder."""

    name: str
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: str


class Backup(msgspec.Struct, frozen=True):
    """A backup's manifest. `made` is ISO 8601 in UTC, `schema` that of the notes."""

    version: int
    made: str
    schema: int
    owner: str
    notes: int
    files: tuple[BackedUp, ...]
    format: Literal["briefing-reader-backup"] = "briefing-reader-backup"


def back_up(state: Path, target: Path) -> Backup:
    """Writes the whole of `state` into the file `target`, then reads it again to be sure.

    Works beside whoever has the notes open. Raises: InputError("backup_nothing") for a folder
    without notes; EnvironmentFault, with `target` as it was before, unless the stick alters it.
    """
    if not (state / DATABASE).is_file():
        raise InputError("backup_nothing", folder=state)
    moment = now()
    files = {DATABASE: _copied(state / DATABASE, moment)} | dict(_others(state))
    manifest = Backup(
        version=VERSION,
        made=moment,
        schema=_version(files[DATABASE]),
        owner=owned(state).name,
        notes=_notes(files[DATABASE]),
        files=tuple(
            BackedUp(name, len(data), hashlib.sha256(data).hexdigest())
            for name, data in files.items()
        ),
    )
    data = _packed(manifest, files)
    with _stick(target):
        _check_room(target, len(data))
        disk.write_whole(target, data)
        with disk.faults(target):
            written = target.read_bytes()
        if written != data:
            raise EnvironmentFault("backup_unlike", path=target)
    return manifest


def _copied(path: Path, moment: str) -> bytes:
    """The database as it stands now, with the time of this backup in it.

    Copied into memory, so that a full disk does not stand in the way of a backup.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with (
        faults(path),
        contextlib.closing(sqlite3.connect(uri, uri=True)) as source,
        contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        source.execute("PRAGMA busy_timeout = 5000")
        source.backup(copy)
        version = copy.execute("PRAGMA user_version").fetchone()[0]
        if version > FORMAT:
            raise EnvironmentFault("state_newer", file=path)
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise EnvironmentFault("state_damaged", file=path, reason=found)
        copy.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", (LAST, moment))
        copy.execute("DELETE FROM preference WHERE key = ?", (REPLICA,))
        data = copy.serialize()
    # The file format's bytes 18 and 19 say WAL, which a database in memory does not open; what
    # opens the restored file says it again (sqlite.org/fileformat2.html, sqlite3_deserialize).
    return data[:18] + b"\x01\x01" + data[20:]


def _others(state: Path) -> Iterator[tuple[str, bytes]]:
    """Every other file of the state that is worth keeping."""
    with disk.faults(state):
        for path in sorted(state.rglob("*")):
            parts = path.relative_to(state).parts
            name = "/".join(parts)
            wanted = parts[0] not in _LEFT_OUT and name not in (DATABASE, *_SIDE_FILES)
            if wanted and path.is_file() and not path.is_symlink() and safe_name(name):
                yield name, path.read_bytes()


def _packed(manifest: Backup, files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        page = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        archive.writestr(MANIFEST, page)
        for name, data in files.items():
            archive.writestr(INSIDE + name, data)
    return buffer.getvalue()


def _check_room(target: Path, size: int) -> None:
    with disk.faults(target.parent):
        missing = size - shutil.disk_usage(target.parent).free
    if missing > 0:
        megabytes = -(-missing // 1_000_000)
        raise EnvironmentFault("backup_room", path=target, megabytes=megabytes)


@contextlib.contextmanager
def _stick(target: Path) -> Iterator[None]:
    """Says what a stick that is full, read-only or pulled means for a backup."""
    try:
        yield
    except EnvironmentFault as fault:
        cause = fault.__cause__
        number = cause.errno if isinstance(cause, OSError) else 0
        if fault.code == "disk_full":
            raise EnvironmentFault("backup_full", path=target) from fault
        if fault.code == "disk_refused":
            raise EnvironmentFault("backup_refused", path=target) from fault
        if fault.code == "disk_missing" or number in GONE:
            raise EnvironmentFault("backup_gone", path=target) from fault
        raise


def _asked_of(data: bytes, query: str) -> Any:
    with contextlib.closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(data)
        return copy.execute(query).fetchone()[0]


def _version(data: bytes) -> int:
    return int(_asked_of(data, "PRAGMA user_version"))


def _notes(data: bytes) -> int:
    return int(_asked_of(data, "SELECT count(*) FROM annotation WHERE removed = ''"))


def safe_name(name: str) -> bool:
    """Whether every part can be a file's name on any system, inside the folder."""
    return all(_PART.match(part) for part in name.split("/"))
