"""`reader.sqlite`: the reader's notes, reading positions, composition and preferences.

Nothing but the reader's own hand writes here. A commit is on disk when the call returns (WAL,
`synchronous = FULL`). One thread uses one `ReaderState`.
"""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.profiles import Owner, owned
from desktop.library.reader.tables import FORMAT, STEPS

DATABASE = "reader.sqlite"
REPLICA = "reader/replica"
"""The preference that a copy of the file must not keep: two replicas never share an id."""


class Position(msgspec.Struct, frozen=True):
    """Where the reader was: block, offset in its text, and how far through (0-1).

    `furthest` is the furthest ever read; `times` counts openings.
    """

    block: str = ""
    offset: int = 0
    fraction: float = 0.0
    furthest: float = 0.0
    opened: str = ""
    times: int = 0


def now() -> str:
    """This moment as annotations keep it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class ReaderState:
    """The state folder of one reader, made when it is not there.

    Raises: EnvironmentFault when the folder cannot be used, is damaged or is of a newer program.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATABASE
        disk.make_folder(folder)
        with self._faults():
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            self._connection.executescript(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;"
            )
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version < FORMAT:
                self._bring_up()
        if version > FORMAT:
            self._connection.close()
            raise EnvironmentFault("state_newer", file=self._path)

    def _bring_up(self) -> None:
        """Makes what the file lacks, all of it or nothing; another program may have done it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            for step in STEPS[version:]:
                for statement in step.split(";"):
                    self._connection.execute(statement)
            if version < FORMAT:
                self._connection.execute(f"PRAGMA user_version = {FORMAT}")
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is changed inside is on disk together when it ends, or none of it is."""
        with self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._faults():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def position(self, library: str, briefing: str) -> Position | None:
        rows = self._read(
            """SELECT block, offset, fraction, furthest, opened, times FROM position
               WHERE library = :library AND briefing = :briefing""",
            {"library": library, "briefing": briefing},
        )
        return Position(*rows[0]) if rows else None

    def positions(self, library: str) -> dict[str, Position]:
        """Every position of a library, by briefing."""
        rows = self._read(
            """SELECT briefing, block, offset, fraction, furthest, opened, times FROM position
               WHERE library = :library""",
            {"library": library},
        )
        return {row[0]: Position(*row[1:]) for row in rows}

    def set_position(
        self, library: str, briefing: str, block: str, offset: int, fraction: float
    ) -> None:
        """Keeps where the reader is."""
        self._write(
            """INSERT INTO position VALUES (:library, :briefing, :block, :offset, :fraction,
                                            :fraction, :moment, 0)
               ON CONFLICT DO UPDATE SET block = :block, offset = :offset, fraction = :fraction,
               furthest = max(furthest, :fraction)""",
            {
                "library": library,
                "briefing": briefing,
                "block": block,
                "offset": offset,
                "fraction": fraction,
                "moment": now(),
            },
        )

    def note_opened(self, library: str, briefing: str) -> None:
        """Counts an opening; `Hay mở` and `Đang đọc dở` are made of these."""
        self._write(
            """INSERT INTO position VALUES (:library, :briefing, '', 0, 0, 0, :moment, 1)
               ON CONFLICT DO UPDATE SET opened = :moment, times = times + 1""",
            {"library": library, "briefing": briefing, "moment": now()},
        )

    def preference(self, key: str, default: str = "") -> str:
        rows = self._read("SELECT value FROM preference WHERE key = :key", {"key": key})
        return str(rows[0][0]) if rows else default

    def set_preference(self, key: str, value: str) -> None:
        self._write(
            "INSERT OR REPLACE INTO preference VALUES (:key, :value)", {"key": key, "value": value}
        )

    @property
    def author(self) -> str:
        """The id of this reader, which goes with the state from one laptop to another."""
        return self._own("reader/author")

    @property
    def replica(self) -> str:
        """The id of this one copy of the state: a restored copy gets another."""
        return self._own(REPLICA)

    @property
    def owner(self) -> Owner:
        """Whose state it is."""
        profile = owned(self._path.parent)
        return Owner(profile.name, profile.initials)

    def _own(self, key: str) -> str:
        held = self.preference(key)
        if not held:
            held = secrets.token_hex(8)
            self.set_preference(key, held)
        return held

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing for a sound one."""
        rows = self._read("PRAGMA integrity_check", {})
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def rows(self, query: str, values: dict[str, Any]) -> list[Any]:
        """For the modules that keep tables of their own in this file. Raises: EnvironmentFault."""
        return self._read(query, values)

    def change(self, query: str, values: dict[str, Any]) -> None:
        """As `rows`, for what writes; on disk when it returns."""
        self._write(query, values)

    def _read(self, query: str, values: dict[str, Any]) -> list[Any]:
        with self._faults():
            return self._connection.execute(query, values).fetchall()

    def _write(self, query: str, values: dict[str, Any]) -> None:
        with self._faults():
            self._connection.execute(query, values)

    def _faults(self) -> contextlib.AbstractContextManager[None]:
        return faults(self._path)


@contextlib.contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the state's file inside the block into an `EnvironmentFault`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(error, path) from error
    except sqlite3.DatabaseError as error:
        raise EnvironmentFault("state_damaged", file=path, reason=error) from error


def _operational(error: sqlite3.OperationalError, path: Path) -> EnvironmentFault:
    """What stands in the way of the state file."""
    match error.sqlite_errorcode & 0xFF:
        case sqlite3.SQLITE_FULL:
            return EnvironmentFault("disk_full", path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return EnvironmentFault("disk_refused", path=path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return EnvironmentFault("locked", path=path)
        case _:
            return EnvironmentFault("disk_failed", path=path, reason=error)
