"""Copies of a reader's file: taken while it is in use, and looked at before they are trusted."""

import contextlib
import sqlite3
from pathlib import Path

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.saying import faults
from desktop.library.reader.tables import FORMAT, REPLICA


def copied(path: Path, preferences: dict[str, str] | None = None) -> bytes:
    """The database as it stands now, whole, with these preferences and no replica's id.

    Copied into memory, so that a full disk does not stand in the way. Of a format up to this
    program's. Raises: EnvironmentFault.
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
            raise EnvironmentFault("state_damaged", file=path)
        for item in (preferences or {}).items():
            copy.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", item)
        copy.execute("DELETE FROM preference WHERE key = ?", (REPLICA,))
        data = copy.serialize()
    # The file format's bytes 18 and 19 say WAL, which a database in memory does not open; what
    # opens the restored file says it again (sqlite.org/fileformat2.html, sqlite3_deserialize).
    return data[:18] + b"\x01\x01" + data[20:]


def schema_of(data: bytes) -> int:
    """The format of the notes in `data`; 0 where they are not whole or hold more than tables."""
    if not data:
        return 0  # SQLite would take it for a new database
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(data)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            active = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
            strange = copy.execute(active).fetchone()[0]
            version: int = copy.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        return 0
    return 0 if found != "ok" or strange else version
