"""What an edition consists of: the page that is signed, and the objects that the page names.

An object is known by the SHA-256 of its content and carried packed. A whole package has the files
of the edition, in pieces of 16 MiB. One from edition N on has the rows of each document, conference
and attachment that N did not have, and the files of the index that N did not have.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.manifest import CATALOGUE, INDEX
from desktop.library.errors import NotTrusted
from desktop.library.releases.package import pack

PIECE = 16 * 1024**2
FORMAT = 1
_Page = TypeVar("_Page")
Rows = dict[str, list[list[Any]]]
"""Rows of the catalogue by table, columns in the table's order."""
Kind = Literal["briefing", "conference", "object"]
TABLES: dict[Kind, dict[str, str]] = {
    "briefing": {
        "briefing": "id = ?1",
        "content": "number = (SELECT number FROM briefing WHERE id = ?1)",
        "topic": "number = (SELECT number FROM briefing WHERE id = ?1)",
        "version": "briefing = ?1",
        "block": "briefing = ?1",
        "descent": "briefing = ?1",
        "citation": "owner = ?1",
        "document_number": "briefing = ?1",
        "attachment": "owner = ?1",
    },
    "conference": {"conference": "id = ?1"},
    "object": {"object": "sha256 = ?1", "page": "sha256 = ?1", "extract": "sha256 = ?1"},
}
"""For each kind of object, which rows of which tables it is."""
_ORDER = dict.fromkeys(("topic", "descent", "citation", "document_number"), "rowid") | {
    "briefing": "number", "content": "number", "conference": "id", "object": "sha256",
    "version": "version", "block": "version, ord", "attachment": "ord", "page": "page",
    "extract": "sha256",
}  # fmt: skip
"""By what rows of a table follow each other."""
_DEFLATED = {"content": (2, 3, 4)}
"""Which columns of a table the catalogue keeps deflated. An object has them as they are: texts that
are alike then weigh little together, and no laptop needs the same deflate as the librarian's."""
_ID = {"briefing": "id", "conference": "id", "object": "sha256"}


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Some bytes: the SHA-256 of the object that carries them, and how many they are."""

    packed: str
    size: int


class Held(msgspec.Struct, frozen=True, array_like=True):
    """The rows of one document, conference or attachment: its id, the SHA-256 of their bytes."""

    id: str
    sha256: str
    piece: Piece


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file of the edition, named with forward slashes, and its bytes in pieces."""

    name: str
    size: int
    sha256: str
    pieces: tuple[Piece, ...]


class Change(msgspec.Struct, frozen=True, array_like=True):
    """What a release did to a document, for its reader: the id and the title."""

    id: str
    title: str


class Notice(msgspec.Struct, frozen=True):
    """What people are told of a release: those parts of its page that are not what it holds."""

    library: str
    number: int
    released_at: str
    notes: str
    previous: int = 0
    added: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    superseded: tuple[Change, ...] = ()
    withdrawn: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()


class EditionPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """`edition.json`. `released_at` is ISO 8601 in UTC; `notes` are the librarian's own words."""

    format: int
    catalogue: int
    library: str
    name: str
    number: int
    released_at: str
    notes: str
    settings: str
    roots: tuple[str, ...]
    briefings: tuple[Held, ...]
    conferences: tuple[Held, ...]
    objects: tuple[Held, ...]
    files: tuple[File, ...]
    previous: int = 0
    added: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    superseded: tuple[Change, ...] = ()
    withdrawn: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()

    def held(self, kind: Kind) -> tuple[Held, ...]:
        """The objects of a kind."""
        held: tuple[Held, ...] = getattr(self, f"{kind}s")
        return held


def read_page(data: bytes) -> EditionPage:
    """Raises: NotTrusted("package_newer") for a later format, "package_altered" for no page."""
    page = _decoded(data, EditionPage)
    if page.format > FORMAT:
        raise NotTrusted("package_newer")
    names = [file.name for file in page.files]
    safe = re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", page.library) is not None
    safe &= all(name == CATALOGUE or _is_index_file(name) for name in names)
    if not safe or len(set(names)) != len(names):
        raise NotTrusted("package_altered", part="edition.json")
    return page


def read_notice(data: bytes) -> Notice:
    """A page's notice. Raises: NotTrusted("package_altered") for no page."""
    return _decoded(data, Notice)


def identity(page: EditionPage) -> str:
    """What an edition is known by: the SHA-256 of its page, whatever roots came after it."""
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(page, roots=()))).hexdigest()


def rows_of(connection: sqlite3.Connection, kind: Kind, identifier: str) -> bytes:
    """The rows of one object, the same bytes for the same rows."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for table, where in TABLES[kind].items():
        query = f"SELECT * FROM main.{table} WHERE {where} ORDER BY {_ORDER[table]}"  # noqa: S608 - our own names
        held = connection.execute(query, (identifier,)).fetchall()
        rows[table] = [_changed(row, table, catalogue.unpack) for row in held]
    return msgspec.msgpack.encode(rows)


def identifiers(connection: sqlite3.Connection, kind: Kind) -> list[str]:
    """The ids of all objects of a kind, in order."""
    column = _ID[kind]
    rows = connection.execute(f"SELECT {column} FROM main.{kind} ORDER BY {column}")  # noqa: S608
    return [identifier for (identifier,) in rows]


def held_rows(connection: sqlite3.Connection, kind: Kind) -> Iterator[tuple[Held, bytes]]:
    """Every object of a kind with its packed bytes."""
    for identifier in identifiers(connection, kind):
        rows = rows_of(connection, kind, identifier)
        packed = pack(rows)
        piece = Piece(hashlib.sha256(packed).hexdigest(), len(rows))
        yield Held(identifier, hashlib.sha256(rows).hexdigest(), piece), packed


def put_rows(connection: sqlite3.Connection, kind: Kind, identifier: str, data: bytes) -> None:
    """Puts an object's rows in place of those held. Raises: NotTrusted for what are no such rows.

    Columns are bound as they come: no text of a package becomes SQL.
    """
    try:
        rows = msgspec.msgpack.decode(data, type=Rows)
    except msgspec.MsgspecError as error:
        raise NotTrusted("package_altered", part=identifier) from error
    cells = (cell for some in rows.values() for row in some for cell in row)
    plain = all(cell is None or type(cell) in (int, str, bytes) for cell in cells)
    if rows.keys() != TABLES[kind].keys() or not plain:
        raise NotTrusted("package_altered", part=identifier)
    drop_rows(connection, kind, identifier)
    try:
        for table, some in rows.items():
            for row in some:
                marks = ",".join("?" * len(row))
                bound = _changed(row, table, catalogue.pack)
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", bound)  # noqa: S608 - our own names
    except (sqlite3.IntegrityError, TypeError) as error:
        raise NotTrusted("package_altered", part=identifier) from error
    if rows_of(connection, kind, identifier) != data:
        raise NotTrusted("package_altered", part=identifier)


def drop_rows(connection: sqlite3.Connection, kind: Kind, identifier: str) -> None:
    """Takes an object's rows out of the catalogue."""
    for table, where in reversed(TABLES[kind].items()):
        connection.execute(f"DELETE FROM {table} WHERE {where}", (identifier,))  # noqa: S608


def pieces_of(path: Path) -> Iterator[tuple[Piece, bytes]]:
    """A file's bytes in packed pieces, in order. Raises: OSError."""
    with path.open("rb") as file:
        while data := file.read(PIECE):
            packed = pack(data)
            yield Piece(hashlib.sha256(packed).hexdigest(), len(data)), packed


def missing(page: EditionPage, base: EditionPage | None) -> dict[Kind, list[Held]]:
    """The rows that an edition has and another has not; all of them without another."""
    kinds: Sequence[Kind] = ("object", "conference", "briefing")
    found: dict[Kind, list[Held]] = {}
    for kind in kinds:
        known = {(one.id, one.sha256) for one in base.held(kind)} if base else set()
        found[kind] = [one for one in page.held(kind) if (one.id, one.sha256) not in known]
    return found


def gone(page: EditionPage, base: EditionPage) -> dict[Kind, list[str]]:
    """The ids that another edition has and this one has not."""
    kinds: Sequence[Kind] = ("briefing", "conference", "object")
    return {kind: sorted(_ids(base.held(kind)) - _ids(page.held(kind))) for kind in kinds}


def missing_files(page: EditionPage, base: EditionPage | None) -> list[File]:
    """The files of the index that an edition has and another has not."""
    known = {(file.name, file.sha256) for file in base.files} if base else set()
    index = [file for file in page.files if file.name != CATALOGUE]
    return [file for file in index if (file.name, file.sha256) not in known]


def _changed(row: Sequence[Any], table: str, change: Callable[[bytes], bytes]) -> tuple[Any, ...]:
    """A row with the cells that the catalogue keeps deflated packed or unpacked."""
    deflated = _DEFLATED.get(table, ())
    return tuple(change(cell) if at in deflated else cell for at, cell in enumerate(row))


def _decoded(data: bytes, kind: type[_Page]) -> _Page:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotTrusted("package_altered", part="edition.json") from error


def _ids(held: Iterable[Held]) -> set[str]:
    return {one.id for one in held}


def _is_index_file(name: str) -> bool:
    """Whether a name is one that a file of an index may have, inside the edition."""
    folder, _, file = name.partition("/")
    plain = re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]*", file) is not None
    return folder == INDEX and plain and disk.portable_name(file) == file
