"""What can still be read of a damaged file, row by row, into a sound one."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.library import disk
from desktop.library.reader.checking import fits, unsound_notes, unsound_rivals
from desktop.library.reader.saying import faults
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT, STEPS

_PAGE_COUNT = slice(28, 32)
_FREE_PAGES = slice(32, 40)
_HEXADECIMAL = "0123456789abcdef"
_LOST = "\ufffd"
_MISREAD = (sqlite3.DatabaseError, OverflowError)


class Salvaged(msgspec.Struct, frozen=True):
    """Which tables were read to their end, and the ids of notes: named but `missing`, and read."""

    whole: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


def salvage(image: bytes, template: bytes, folder: Path) -> Salvaged:
    """Reads a damaged database into a sound state in `folder`, which has none.

    `image` is the file with its log in it (`wal.image`); the first page of `template`, a sound
    database made in the same way, serves where the damaged one's cannot be read.
    Raises: EnvironmentFault where the sound one cannot be written.
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as damaged:
        version = _opened(damaged, image, template)
        if not 1 <= version <= FORMAT:
            return Salvaged()
        disk.make_folder(folder)
        path = folder / DATABASE
        with (
            faults(path),
            contextlib.closing(sqlite3.connect(path, isolation_level=None)) as target,
        ):
            target.executescript(f"BEGIN; {' '.join(STEPS[:version])}")
            whole = {name for name in _tables(target) if _read(damaged, target, name)}
            target.execute(f"PRAGMA user_version = {version}")
            target.execute("COMMIT")
        named = _named(damaged)
    ReaderState(folder).close()  # which brings the file to the present format
    whole -= clear(path)
    with faults(path), contextlib.closing(sqlite3.connect(path)) as target:
        held = {identifier for (identifier,) in target.execute("SELECT id FROM annotation")}
    return Salvaged(frozenset(whole), frozenset(named - held), frozenset(held))


def clear(database: Path) -> set[str]:
    """Takes out notes and versions that nobody could read; the tables that had some.

    Raises: EnvironmentFault.
    """
    found = set()
    with (
        faults(database),
        contextlib.closing(sqlite3.connect(database, isolation_level=None)) as target,
    ):
        target.execute("BEGIN")
        for number in unsound_rivals(target):
            target.execute("DELETE FROM rival WHERE rowid = ?", (number,))
            found.add("rival")
        target.execute(
            """DELETE FROM rival
               WHERE rowid NOT IN (SELECT min(rowid) FROM rival GROUP BY annotation, version)"""
        )
        for identifier in list(unsound_notes(target)):
            target.execute("DELETE FROM annotation WHERE id = ?", (identifier,))
            found.add("annotation")
        target.execute("COMMIT")
    return found


def _opened(damaged: sqlite3.Connection, image: bytes, template: bytes) -> int:
    """The format of what is read from now on; 0 where nothing can be."""
    if len(image) <= int.from_bytes(template[16:18], "big"):
        return 0  # less than a page says nothing of notes
    for data in (image, _grafted(image, template)):
        try:
            damaged.deserialize(data)
            version: int = damaged.execute("PRAGMA user_version").fetchone()[0]
            damaged.execute("SELECT name, sql FROM sqlite_master").fetchall()
        except sqlite3.DatabaseError:
            continue
        if version:
            return version
    return 0


def _grafted(image: bytes, template: bytes) -> bytes:
    """The image under the first page of the template: its header and its list of tables."""
    size = int.from_bytes(template[16:18], "big")
    made = bytearray(template[:size] + image[size:])
    made[_PAGE_COUNT] = (len(made) // size).to_bytes(4, "big")
    made[_FREE_PAGES] = bytes(8)
    return bytes(made)


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in rows]


def _read(damaged: sqlite3.Connection, target: sqlite3.Connection, table: str) -> bool:
    """Copies the rows of a table that can be read; whether all of them could."""
    columns = target.execute(f"PRAGMA table_info({table})").fetchall()
    names, types = [one[1] for one in columns], [one[2] for one in columns]
    keys = [one[1] for one in sorted(columns, key=lambda one: one[5]) if one[5]]
    target.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    put = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    asked = f"SELECT {', '.join(names)} FROM {table}"  # noqa: S608
    walk = _Walk(damaged, asked, keys, apart=not keys or _has_row_ids(target, table))
    sound = True
    for row in walk.rows():
        plain = _plain(row, names, types)
        if plain is None:
            sound = False
        else:
            target.execute(put, plain)
    return sound and walk.whole


def _has_row_ids(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows lie in another order than that of its key."""
    query = "SELECT sql FROM sqlite_master WHERE name = ?"
    sql: str = connection.execute(query, (table,)).fetchone()[0]
    return not sql.endswith("WITHOUT ROWID")


def _plain(row: Sequence[Any], names: list[str], types: list[str]) -> list[Any] | None:
    """A row's values, its texts as bytes until now; None where they are not what they should be.

    A note that lost some letters is worth keeping; a key that did is another's.
    """
    whole = list(row)
    if "note" in names and isinstance(row[names.index("note")], bytes):
        at = names.index("note")
        whole[at] = row[at].decode(errors="replace").encode()
    if not fits(whole, types):
        return None
    kinds = zip(whole, types, strict=True)
    return [value.decode() if kind == "TEXT" else value for value, kind in kinds]


class _Walk:
    """Reads the rows of a damaged table from both ends, and between by the beginnings of ids.

    `apart`: they lie by row ids, and their keys are an index, which may be damaged by itself.
    """

    def __init__(
        self, connection: sqlite3.Connection, query: str, keys: list[str], *, apart: bool
    ) -> None:
        self._connection = connection
        self._query = query
        self._keys = keys
        self._apart = apart
        self.whole = True

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Some of them more than once."""
        self._connection.text_factory = bytes
        yield from self._both_ways("", ["rowid"] if self._apart else self._keys)
        if not self.whole and self._keys == ["id"]:
            for one in _HEXADECIMAL:
                yield from self._from(one)

    def _from(self, prefix: str) -> Iterator[tuple[Any, ...]]:
        """The rows whose id begins so; where some cannot be read, in ever smaller ranges.

        Where neither end of a small range can be, what leads to its pages is lost with them,
        unless its rows lie apart.
        """
        before, self.whole, found = self.whole, True, self._apart
        for row in self._both_ways(f"WHERE id >= '{prefix}' AND id < '{prefix}g'", self._keys):
            found = True
            yield row
        deeper, self.whole = not self.whole, before
        if deeper and len(prefix) < 4 and (found or len(prefix) < 2):
            for one in _HEXADECIMAL:
                yield from self._from(prefix + one)

    def _both_ways(self, where: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for order in ("ASC", "DESC"):
            by = ", ".join(f"{key} {order}" for key in keys)
            try:
                yield from self._connection.execute(f"{self._query} {where} ORDER BY {by}")
            except _MISREAD:
                self.whole = False
            else:
                return


def _named(damaged: sqlite3.Connection) -> set[str]:
    """The ids of notes that the index names, as far as it can be read."""
    damaged.text_factory = lambda data: data.decode(errors="replace")
    found: set[str] = set()
    query = "SELECT id FROM annotation INDEXED BY annotation_by_briefing ORDER BY library, briefing"
    with contextlib.suppress(*_MISREAD):
        for (identifier,) in damaged.execute(query):
            found.add(identifier)
    return {one for one in found if _LOST not in one}
