"""Whether a reader's file is sound: quickly at each start, to the last note once in a while."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, Problem
from desktop.library.reader import wal
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.dated import backups
from desktop.library.reader.records import Content, Version
from desktop.library.reader.saying import faults
from desktop.library.reader.tables import FORMAT

_SAID = Content.__struct_fields__
_ROW = ("id", "library", "briefing", "context", "replica", "count", "modified", "removed", *_SAID)
NOTES = f"SELECT {', '.join(_ROW)} FROM annotation"  # noqa: S608 - our own words only
"""What `sound_note` is asked of."""
_HELD = 50
"""Rows read between two turns that the interpreter is handed over."""
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, ValueError, TypeError, AttributeError)


def log_of(database: Path) -> Path:
    """Where SQLite keeps the log of a database."""
    return database.with_name(f"{database.name}-wal")


def examine(database: Path, *, closely: bool = False) -> list[Problem]:
    """What is wrong with the file; `closely` holds indexes to their tables and reads every note.

    Changes nothing, and takes a lock or a read-only disk for no damage. A missing file is one only
    where there are backups of it.
    Raises: EnvironmentFault where it cannot be told, and for a file of a newer program.
    """
    with disk.faults(database):
        if not database.is_file():
            return [Problem("state_gone", database.name)] if backups(database.parent) else []
        if not database.stat().st_size:
            return [Problem("state_empty", database.name)]
        log = log_of(database)
        held = log.read_bytes() if log.is_file() else b""
        found = wal.read(held)
        if found.damaged and log.read_bytes() == held:  # and nobody is writing it just now
            return [Problem("state_log_damaged", log.name, params={"count": str(found.lost)})]
    try:
        return list(_examined(database, closely=closely))
    except sqlite3.DatabaseError as error:
        if not _damage(error):
            with faults(database):
                raise
        return [Problem("state_unsound", database.name, params={"reason": str(error)})]


def _examined(database: Path, *, closely: bool) -> Iterator[Problem]:
    uri = f"{database.resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > FORMAT:
            raise EnvironmentFault("state_newer", file=database)
        check = "integrity_check" if closely else "quick_check"
        for (found,) in connection.execute(f"PRAGMA {check}"):
            if found != "ok":
                yield Problem("state_unsound", database.name, params={"reason": found})
                return
        if not version and backups(database.parent):
            yield Problem("state_empty", database.name)
        if closely and version == FORMAT:
            count = sum(1 for _ in unsound_notes(connection)) + len(unsound_rivals(connection))
            if count:
                yield Problem("state_notes_unsound", database.name, params={"count": str(count)})


def _damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the file's content that SQLite complains of, not what stands in its way."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def unsound_notes(connection: sqlite3.Connection) -> Iterator[str]:
    """The ids of notes whose rows SQLite reads and nobody else could; of the present format."""
    connection.text_factory = bytes
    try:
        for at, row in enumerate(connection.execute(NOTES)):
            if not at % _HELD:
                time.sleep(0)  # on a reader thread: the window takes its turn
            if not sound_note(dict(zip(_ROW, row, strict=True))):
                yield row[0].decode(errors="replace")
    finally:
        connection.text_factory = str


def unsound_rivals(connection: sqlite3.Connection) -> list[int]:
    """The row numbers of other versions of notes that cannot be read."""
    rows = connection.execute("SELECT rowid, version FROM rival").fetchall()
    return [number for number, version in rows if not _decodes(version, Version)]


def sound_note(row: Mapping[str, Any]) -> bool:
    """Whether a row of `NOTES`, its texts as bytes, is a note as this program writes them."""
    try:
        texts = {
            name: value.decode() if isinstance(value, bytes) and name != "targets" else value
            for name, value in row.items()
        }
        said: dict[str, Any] = {name: texts[name] for name in _SAID} | {
            "targets": msgspec.json.decode(row["targets"], type=tuple[Anchor, ...]),
            "tags": msgspec.json.decode(row["tags"], type=tuple[str, ...]),
        }
        msgspec.convert(said, Content)
        msgspec.json.decode(row["context"], type=dict[str, int])
        moments = (texts["created"], texts["modified"], texts["removed"])
        return all(datetime.fromisoformat(one) for one in moments if one) and bool(texts["id"])
    except _UNREADABLE:
        return False


def _decodes(data: bytes, kind: type[Any]) -> bool:
    try:
        msgspec.json.decode(data, type=kind)
    except _UNREADABLE:
        return False
    return True


def fits(row: Sequence[Any], types: Sequence[str]) -> bool:
    """Whether the values of a row, its texts as bytes, are of the types that its table declares."""
    return all(_fits(value, kind) for value, kind in zip(row, types, strict=True))


def _fits(value: object, kind: str) -> bool:
    match kind:
        case "TEXT":
            return isinstance(value, bytes) and _is_text(value)
        case "INTEGER":
            return isinstance(value, int)
        case "REAL":
            return isinstance(value, float | int)
        case _:
            return isinstance(value, bytes)


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
