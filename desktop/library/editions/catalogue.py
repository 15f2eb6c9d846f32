"""`catalog.sqlite`: everything an edition knows but the postings of its index.

Texts of a document (Markdown, HTML, block tree as JSON) are deflated in one row of `content`, so
that opening a briefing is one row. `block` and `descent` hold every version that ever was.
`page` holds the text of attachments that are not their document's own original, once for all that
have the same bytes, and `extract` what became of reading each: `read`, `protected`, `damaged` or
`large`. `words` counts the positions that a text takes in the index (`index.vietnamese.length`);
`briefing.words` has them as JSON for each block of its version in order, headings' negative.
A conference's report is a row of `briefing` too, under the conference's id and first in its order.
"""

import contextlib
import sqlite3
import zlib
from pathlib import Path

from desktop.library.errors import EnvironmentFault
from index import vietnamese
from index.vietnamese.ordering import order_key

FORMAT = 3
"""`PRAGMA user_version`; a catalogue of a higher one is refused, one of a lower one is read.

1 had no `block.words`, no `attachment.original`, no `page` and no `extract`; 1 and 2 had no
`briefing.words`.
"""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conference (
    id TEXT PRIMARY KEY, date TEXT NOT NULL, title TEXT NOT NULL, sha256 TEXT NOT NULL,
    front BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE briefing (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, conference TEXT NOT NULL,
    ord INTEGER NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL,
    superseded_by TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL,
    first_edition INTEGER NOT NULL, edition INTEGER NOT NULL, sha256 TEXT NOT NULL,
    words TEXT NOT NULL, facts BLOB NOT NULL
);
CREATE INDEX briefing_by_date ON briefing (date DESC, conference, ord, number);
CREATE INDEX briefing_by_status ON briefing (status, date DESC, conference, ord, number);
CREATE INDEX briefing_updated ON briefing (edition DESC, date DESC, conference, ord, number)
    WHERE edition > first_edition;
CREATE INDEX briefing_by_conference ON briefing (conference, ord, number);
CREATE TABLE content (
    number INTEGER PRIMARY KEY REFERENCES briefing ON DELETE CASCADE,
    front BLOB NOT NULL, markdown BLOB NOT NULL, html BLOB NOT NULL, tree BLOB NOT NULL
);
CREATE TABLE topic (
    number INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE, topic TEXT NOT NULL
);
CREATE INDEX topic_by_name ON topic (topic, number);
CREATE INDEX topic_by_briefing ON topic (number);
CREATE TABLE version (
    briefing TEXT NOT NULL, version INTEGER NOT NULL, edition INTEGER NOT NULL,
    sha256 TEXT NOT NULL, title TEXT NOT NULL, PRIMARY KEY (briefing, version)
) WITHOUT ROWID;
CREATE TABLE block (
    briefing TEXT NOT NULL, version INTEGER NOT NULL, ord INTEGER NOT NULL, id TEXT NOT NULL,
    kind TEXT NOT NULL, words INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (briefing, version, ord)
) WITHOUT ROWID;
CREATE TABLE descent (
    briefing TEXT NOT NULL, version INTEGER NOT NULL, block TEXT NOT NULL, origin TEXT NOT NULL,
    relation TEXT NOT NULL
);
CREATE INDEX descent_by_briefing ON descent (briefing, version);
CREATE TABLE citation (
    owner TEXT NOT NULL, block TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, document TEXT NOT NULL
);
CREATE INDEX citation_by_owner ON citation (owner);
CREATE INDEX citation_by_document ON citation (document);
CREATE TABLE document_number (document TEXT NOT NULL, briefing TEXT NOT NULL);
CREATE INDEX document_number_by_document ON document_number (document);
CREATE INDEX document_number_by_briefing ON document_number (briefing);
CREATE TABLE attachment (
    owner TEXT NOT NULL, ord INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
    size INTEGER NOT NULL, sha256 TEXT NOT NULL, original INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
) WITHOUT ROWID;
CREATE TABLE object (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE page (
    sha256 TEXT NOT NULL, page INTEGER NOT NULL, words INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (sha256, page)
);
CREATE TABLE extract (sha256 TEXT PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID;
"""
_AS_FORMAT_2 = """
CREATE TEMP VIEW block AS SELECT briefing, version, ord, id, kind, length_in_words(text) AS words,
    text FROM main.block;
CREATE TEMP VIEW attachment AS SELECT *, 0 AS original FROM main.attachment;
CREATE TEMP TABLE page (sha256 TEXT, page INTEGER, words INTEGER, text TEXT);
"""
"""Stands before the tables of format 1, so that one set of queries serves every format."""
_AS_FORMAT_3 = """
CREATE TEMP VIEW briefing AS SELECT *, (
    SELECT json_group_array(CASE kind WHEN 'heading' THEN -words ELSE words END)
    FROM (SELECT kind, words FROM block WHERE briefing = b.id AND version = b.version ORDER BY ord)
) AS words FROM main.briefing b;
"""


def create(path: Path) -> sqlite3.Connection:
    """A new catalogue open for writing, in one transaction that the caller commits."""
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA page_size = 8192; PRAGMA user_version = {FORMAT}; {TABLES}")
    return _tuned(connection)


def open_to_write(path: Path) -> sqlite3.Connection:
    """A copied catalogue of this format open for the next edition's changes."""
    return _tuned(sqlite3.connect(path))


def is_current(path: Path) -> bool:
    """Whether the catalogue is of this very format. Raises: as `open_to_read`."""
    with contextlib.closing(open_to_read(path)) as connection:
        return _format(connection) == FORMAT


def open_to_read(path: Path) -> sqlite3.Connection:
    """An edition's catalogue, immutable.

    Raises: EnvironmentFault when it is missing, damaged or of a newer format.
    """
    if not path.is_file():
        raise EnvironmentFault("catalogue_missing", file=path)
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        version = _format(connection)
        connection.execute("SELECT value FROM meta LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise EnvironmentFault("catalogue_damaged", file=path) from error
    if version > FORMAT:
        connection.close()
        raise EnvironmentFault("catalogue_newer", file=path)
    if version < 2:
        connection.create_function("length_in_words", 1, vietnamese.length, deterministic=True)
        connection.executescript(_AS_FORMAT_2)
    if version < FORMAT:
        connection.executescript(_AS_FORMAT_3)
    connection.create_function("order_key", 1, order_key, deterministic=True)
    return connection


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def pack(text: str | bytes) -> bytes:
    """Text as `content` keeps it."""
    return zlib.compress(text.encode() if isinstance(text, str) else text, 4)


def unpack(data: bytes) -> bytes:
    """What `pack` was given, in UTF-8."""
    return zlib.decompress(data)


def _tuned(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Quick while the edition has no name yet: a crash leaves a folder that is swept."""
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
    )
    return connection
