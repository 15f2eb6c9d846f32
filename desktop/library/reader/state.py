"""`reader.sqlite`: the reader's notes, reading positions, composition and preferences.

Nothing but the reader's own hand writes here. A commit is on disk when the call returns (WAL,
`synchronous = FULL`). One thread uses one `ReaderState`.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault
from desktop.library.reader import dated
from desktop.library.reader.profiles import Owner, owned
from desktop.library.reader.saying import faults
from desktop.library.reader.tables import FORMAT, REPLICA, STEPS

DATABASE = "reader.sqlite"


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
    """This moment as annotations keep it: fine enough that no two notes have the same."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class ReaderState:
    """The state folder of one reader, made when it is not there.

    `unbacked` tells why no backup could be made of a former format's file before it was brought up;
    `ended_badly` that whoever had it last did not close it, or somebody has it still.
    With `to_read` nothing is written: a folder that cannot be written can still be read, and
    changes are refused, each with an EnvironmentFault.
    Raises: EnvironmentFault when the folder cannot be used, is damaged or is of a newer program,
    and where only backups are left of it.
    """

    def __init__(self, folder: Path, *, to_read: bool = False) -> None:
        self._path = folder / DATABASE
        self.unbacked: EnvironmentFault | None = None
        self.ended_badly = False
        if to_read:
            self._open_to_read()
            return
        disk.make_folder(folder)
        with disk.faults(self._path):
            if not self._path.is_file() or not self._path.stat().st_size:
                self._begin()
            log = self._path.with_name(f"{DATABASE}-wal")
            self.ended_badly = log.is_file() and log.stat().st_size > 0
        with self._faults():
            self._connection = sqlite3.connect(self._path, isolation_level=None)
        with self._closing():
            with self._faults():
                self._connection.executescript(
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "PRAGMA busy_timeout = 5000;"
                )
                version = self._version()
            self._settle(version)

    @contextlib.contextmanager
    def _closing(self) -> Iterator[None]:
        """Lets go of the file where it cannot be used: whoever keeps the fault would keep it."""
        try:
            yield
        except EnvironmentFault:
            self._connection.close()
            raise

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _open_to_read(self) -> None:
        """Only a whole file of the present format: a log beside it, or a step of it, is writing."""
        log = self._path.with_name(f"{DATABASE}-wal")
        with disk.faults(self._path):
            whole = not (log.is_file() and log.stat().st_size)
        with self._faults():
            where = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(where, uri=True, isolation_level=None)
        with self._closing():
            with self._faults():
                version = self._version()
            if not whole or version != FORMAT:
                raise EnvironmentFault("disk_refused", path=self._path)

    def _begin(self) -> None:
        """A state is begun only where there is nothing to recover."""
        if dated.backups(self._path.parent):
            raise EnvironmentFault("state_lost", file=self._path)

    def _settle(self, version: int) -> None:
        """Brings a file of `version` to the present format."""
        if version > FORMAT:
            raise EnvironmentFault("state_newer", file=self._path)
        if 0 < version < FORMAT:
            self._keep_former(version)
        if version < FORMAT:
            with self._faults():
                self._bring_up()
        if 0 < version < FORMAT:
            self._shrink()

    def _keep_former(self, version: int) -> None:
        """Backs the file up before its format changes; where there is no room, work goes on."""
        try:
            dated.keep_former(self._path, version, datetime.now(UTC).astimezone().date())
        except EnvironmentFault as fault:
            if fault.code == "state_damaged":
                raise
            self.unbacked = fault

    def _bring_up(self) -> None:
        """Makes what the file lacks, all of it or nothing; another program may have done it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            version = self._version()
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

    def _shrink(self) -> None:
        """Gives the room of former tables back to the disk.

        That needs room itself, and the file to itself: without them the file keeps its size, and
        fills that with what comes.
        """
        with contextlib.suppress(sqlite3.OperationalError):
            self._connection.execute("VACUUM")

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
            held = os.urandom(8).hex()
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
