"""`reader.sqlite`: the reader's notes, reading positions, composition and preferences.

Nothing but the reader's own hand writes here. A commit is on disk when the call returns (WAL,
`synchronous = FULL`). One thread uses one `ReaderState`.
"""

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self, get_args

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.anchors import Anchor

DATABASE = "reader.sqlite"
FORMAT = 3
"""`PRAGMA user_version`; a file of a higher one is refused, one of a lower one is brought up.

1 had no `feedback`, 2 no `bookmark`.
"""
Colour = Literal["idea", "figure", "question", "excerpt"]
COLOURS: tuple[Colour, ...] = get_args(Colour)

COLUMNS = "id, library, briefing, edition, targets, colour, note, created, modified"
"""What is read of an annotation."""
_TABLES = """
CREATE TABLE annotation (
    id TEXT PRIMARY KEY, library TEXT NOT NULL, briefing TEXT NOT NULL, edition INTEGER NOT NULL,
    colour TEXT NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
    removed TEXT NOT NULL DEFAULT '', targets BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX annotation_by_briefing ON annotation (library, briefing);
CREATE TABLE position (
    library TEXT NOT NULL, briefing TEXT NOT NULL, block TEXT NOT NULL, offset INTEGER NOT NULL,
    fraction REAL NOT NULL, furthest REAL NOT NULL, opened TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (library, briefing)
) WITHOUT ROWID;
CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_FEEDBACK = """
CREATE TABLE feedback (
    id TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL,
    saved TEXT NOT NULL DEFAULT '', sender TEXT NOT NULL, subject TEXT NOT NULL,
    text TEXT NOT NULL, about BLOB NOT NULL
) WITHOUT ROWID;
"""
_BOOKMARKS = """
CREATE TABLE bookmark (
    library TEXT NOT NULL, briefing TEXT NOT NULL, created TEXT NOT NULL,
    PRIMARY KEY (library, briefing)
) WITHOUT ROWID;
"""
_STEPS = (_TABLES, _FEEDBACK, _BOOKMARKS)
"""What brings a file from the format of its place to the next: from 0, an empty one, to 1, …"""


class Annotation(msgspec.Struct, frozen=True):
    """A highlight with or without a note. Times are ISO 8601 in UTC."""

    id: str
    library: str
    briefing: str
    edition: int
    targets: tuple[Anchor, ...]
    colour: Colour
    note: str
    created: str
    modified: str


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
            for step in _STEPS[version:]:
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

    def annotate(
        self,
        place: tuple[str, str, int],
        targets: tuple[Anchor, ...],
        colour: Colour,
        note: str = "",
    ) -> Annotation:
        """Keeps a new annotation; `place` is library id, briefing id and edition number."""
        library, briefing, edition = place
        moment = now()
        annotation = Annotation(
            str(uuid.uuid4()), library, briefing, edition, targets, colour, note, moment, moment
        )
        self.put(annotation)
        return annotation

    def put(self, annotation: Annotation) -> None:
        """Keeps an annotation as it is: new, changed, or brought back after a removal."""
        values = msgspec.structs.asdict(annotation)
        values["targets"] = msgspec.json.encode(annotation.targets)
        self._write(
            """INSERT OR REPLACE INTO annotation VALUES (:id, :library, :briefing, :edition,
               :colour, :note, :created, :modified, '', :targets)""",
            values,
        )

    def remove(self, identifier: str) -> None:
        """Takes an annotation away; a tombstone stays."""
        self._write(
            "UPDATE annotation SET removed = :moment WHERE id = :id",
            {"id": identifier, "moment": now()},
        )

    def annotations(self, library: str, briefing: str | None = None) -> list[Annotation]:
        """A document's annotations, or a whole library's, oldest first."""
        where = "" if briefing is None else "AND briefing = :briefing"
        rows = self._read(
            f"""SELECT {COLUMNS}
                FROM annotation WHERE library = :library {where} AND removed = ''
                ORDER BY created, id""",  # noqa: S608 - our own words only
            {"library": library, "briefing": briefing},
        )
        return [annotation_of(row) for row in rows]

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


def annotation_of(row: tuple[Any, ...]) -> Annotation:
    """The annotation that a row of `COLUMNS` holds."""
    identifier, library, briefing, edition, targets, colour, note, created, modified = row
    return Annotation(
        id=identifier,
        library=library,
        briefing=briefing,
        edition=edition,
        targets=msgspec.json.decode(targets, type=tuple[Anchor, ...]),
        colour=colour,
        note=note,
        created=created,
        modified=modified,
    )


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
