"""One edition, open for reading: lists, documents, citations, attachments."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import msgspec

from desktop.library.disk import Hold
from desktop.library.document import Block, Descent, Document, Node
from desktop.library.editions.browsing import BEARING, ORDERS, VALUES, Facet, Order, named
from desktop.library.editions.catalogue import open_to_read, unpack
from desktop.library.editions.manifest import CATALOGUE, INDEX, read_manifest
from desktop.library.editions.records import (
    Attachment,
    Briefing,
    Card,
    Citation,
    Facts,
    PageWords,
    VersionRecord,
)
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.schema import Conference, FrontMatter, LibrarySettings

_OF_CARD = "b.number, b.facts, b.status, b.superseded_by, b.first_edition, b.edition, c.title"
_OF = "FROM briefing b LEFT JOIN conference c ON c.id = b.conference WHERE"
_CARD = f"SELECT {_OF_CARD} {_OF}"
_FOUND = f"SELECT b.words, {_OF_CARD} {_OF} b.id IN ({{marks}})"
_NEWEST = "ORDER BY date DESC, conference, ord, number"
_CARD_FACTS = msgspec.json.Decoder(Card)  # a card without what the row tells besides
_LISTED = f"SELECT number FROM briefing WHERE status = ? {_NEWEST}"  # noqa: S608 - our own words only
_WORDS = msgspec.json.Decoder(list[int])
_BATCH = 500
Key = TypeVar("Key")


class Edition:
    """An edition's catalogue. Usable from any thread: each gets a connection of its own.

    Raises: EnvironmentFault when the manifest or the catalogue is missing or damaged.
    """

    def __init__(self, folder: Path, hold: Hold | None = None) -> None:
        """`hold` is let go when the edition is closed."""
        self.folder = folder
        self._hold = hold
        self.manifest = read_manifest(folder)
        self.former = self.manifest.number - 1
        """The edition against which cards are called new or updated; a laptop may have jumped."""
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
        self.settings = msgspec.json.decode(row[0], type=LibrarySettings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection; no thread may be reading."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()
        if self._hold is not None:
            self._hold.close()

    @property
    def number(self) -> int:
        return self.manifest.number

    @property
    def library(self) -> str:
        """The library's id."""
        return self.manifest.library

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def built_at(self) -> str:
        return self.manifest.built_at

    @property
    def index_folder(self) -> Path:
        return self.folder / INDEX

    def conferences(self) -> list[Conference]:
        """Newest first."""
        rows = self._rows("SELECT front FROM conference ORDER BY date DESC, id")
        return [msgspec.json.decode(front, type=Conference) for (front,) in rows]

    def conference(self, identifier: str) -> Conference | None:
        """What a conference says of itself; None for an id of none. Its report is a briefing."""
        rows = self._rows("SELECT front FROM conference WHERE id = ?", identifier)
        return msgspec.json.decode(rows[0][0], type=Conference) if rows else None

    def numbers(self, conference: str | None = None, *, withdrawn: bool = False) -> list[int]:
        """Row numbers for a list, newest first; in its own order within a conference."""
        status = "withdrawn" if withdrawn else "current"
        if conference is not None:
            query = """SELECT number FROM briefing WHERE conference = ? AND status = ?
                       ORDER BY ord, number"""
            return [number for (number,) in self._rows(query, conference, status)]
        return [number for (number,) in self._rows(_LISTED, status)]

    def updated(self, since: int) -> list[int]:
        """Documents that edition `since` or a later one changed, the latest change first."""
        query = """SELECT number FROM briefing
                   WHERE +status = 'current' AND edition > first_edition AND edition >= ?
                   ORDER BY edition DESC, date DESC, conference, ord, number"""
        return [number for (number,) in self._rows(query, since)]

    def ordered(self, order: Order) -> list[int]:
        """The row numbers of all documents in one order."""
        return [number for (number,) in self._rows(ORDERS[order])]

    def values(self, facet: Facet) -> list[tuple[str, int]]:
        """What documents can be found by, with how many bear each; years newest first."""
        return [(value, many) for value, many in self._rows(VALUES[facet])]

    def bearing(self, facet: Facet, value: str) -> list[int]:
        """Row numbers of the documents that bear a value, newest first."""
        return [number for (number,) in self._rows(f"{BEARING[facet]} {_NEWEST}", value)]

    def named_after(self, number: int, most: int) -> list[tuple[int, str]]:
        """What a list is narrowed by: title, number, speakers, conference; rows after `number`."""
        query = """SELECT b.number, b.facts, coalesce(c.title, '') FROM briefing b
                   LEFT JOIN conference c ON c.id = b.conference
                   WHERE b.number > ? ORDER BY b.number LIMIT ?"""
        return [
            (row, named(msgspec.json.decode(facts, type=Facts), conference))
            for row, facts, conference in self._rows(query, number, most)
        ]

    def changed_since(self, number: int, identifiers: Sequence[str]) -> list[Card]:
        """Which of some briefings editions after `number` changed or replaced, newest first."""
        query = """SELECT number FROM briefing WHERE id IN ({marks})
                   AND (edition > ? OR superseded_by IN
                        (SELECT id FROM briefing WHERE first_edition > ?))"""
        found: list[int] = []
        for batch in _batches(identifiers):
            rows = self._rows(query.format(marks=_marks(batch)), *batch, number, number)
            found += [row for (row,) in rows]
        dated = [(card.date.isoformat() if card.date else "", card) for card in self.cards(found)]
        return [card for _, card in sorted(dated, key=lambda pair: pair[0], reverse=True)]

    def section_of(self, identifier: str, block: str) -> str:
        """The heading above a block of the present version, or ""."""
        query = """SELECT h.text FROM briefing b
                   JOIN block k ON k.briefing = b.id AND k.version = b.version
                   JOIN block h ON h.briefing = b.id AND h.version = b.version
                   WHERE b.id = ? AND k.id = ? AND h.kind = 'heading' AND h.ord <= k.ord
                   ORDER BY h.ord DESC LIMIT 1"""
        rows = self._rows(query, identifier, block)
        return str(rows[0][0]) if rows else ""

    def cards(self, numbers: Sequence[int]) -> list[Card]:
        """The cards of `numbers`, in that order; a number that is not held is left out."""
        found: dict[int, Card] = {}
        for batch in _batches(numbers):
            for row in self._rows(f"{_CARD} b.number IN ({_marks(batch)})", *batch):
                found[row[0]] = self._card(row)
        return [found[number] for number in numbers if number in found]

    def card(self, identifier: str) -> Card:
        """Raises: InputError("briefing_unknown")."""
        rows = self._rows(f"{_CARD} b.id = ?", identifier)
        if not rows:
            raise InputError("briefing_unknown", id=identifier)
        return self._card(rows[0])

    def cards_by_id(self, identifiers: Sequence[str]) -> dict[str, Card]:
        """The cards of those ids that are held."""
        found: dict[str, Card] = {}
        for batch in _batches(identifiers):
            for row in self._rows(f"{_CARD} b.id IN ({_marks(batch)})", *batch):
                card = self._card(row)
                found[card.id] = card
        return found

    def briefing(self, identifier: str) -> Briefing:
        """An opened document, one row of `content`. Raises: InputError("briefing_unknown")."""
        card = self.card(identifier)
        query = """SELECT front, markdown, html, tree, version, edition
                   FROM content JOIN briefing USING (number) WHERE number = ?"""
        front, markdown, html, tree, version, edition = self._rows(query, card.number)[0]
        return Briefing(
            card=card,
            front_matter=msgspec.json.decode(front, type=FrontMatter),
            document=msgspec.json.decode(unpack(tree), type=tuple[Node, ...]),
            html=unpack(html).decode(),
            markdown=unpack(markdown).decode(),
            version=version,
            edition=edition,
        )

    def check(self) -> list[str]:
        """What SQLite finds wrong with the catalogue; nothing for a sound one."""
        return [str(found) for (found,) in self._rows("PRAGMA integrity_check") if found != "ok"]

    def hashes(self) -> tuple[dict[str, str], dict[str, str]]:
        """The canonical hash of each briefing, and of each conference, by id."""
        query = "SELECT id, sha256 FROM briefing WHERE id NOT IN (SELECT id FROM conference)"
        briefings = self._rows(query)
        conferences = self._rows("SELECT id, sha256 FROM conference")
        return dict(briefings), dict(conferences)

    def document(self, number: int) -> Document:
        """The block tree alone, for search and print."""
        rows = self._rows("SELECT tree FROM content WHERE number = ?", number)
        return msgspec.json.decode(unpack(rows[0][0]), type=tuple[Node, ...])

    def topics(self) -> list[tuple[str, int]]:
        """As `values("topic")`, those of most documents first."""
        return sorted(self.values("topic"), key=lambda pair: -pair[1])

    def citations(self, owner: str) -> list[Citation]:
        """The document numbers that a briefing or a conference's report cites, in reading order."""
        query = """SELECT c.block, c.start, c."end", c.document,
                   coalesce((SELECT briefing FROM document_number d
                             WHERE d.document = c.document AND d.briefing <> ?1), '')
                   FROM citation c WHERE c.owner = ?1 ORDER BY c.rowid"""
        return [Citation(*row) for row in self._rows(query, owner)]

    def bearers(self, numbers: Sequence[str]) -> dict[str, str]:
        """The briefings that bear some document numbers, by their canonical numbers."""
        query = """SELECT document, min(briefing) FROM document_number
                   WHERE document IN ({marks}) GROUP BY document"""
        return dict(self._rows_of(query, numbers))

    def cited_by(self, identifier: str) -> list[Card]:
        """The briefings that cite this one's document number."""
        query = """SELECT DISTINCT b.number FROM citation c JOIN document_number d USING (document)
                   JOIN briefing b ON b.id = c.owner
                   WHERE d.briefing = ?1 AND b.id <> ?1 AND b.status = 'current'
                   ORDER BY b.date DESC, b.number"""
        return self.cards([number for (number,) in self._rows(query, identifier)])

    def attachments(self, owner: str) -> list[Attachment]:
        """The files of a briefing or a conference, in the order of its front matter."""
        query = """SELECT name, media_type, size, sha256, original FROM attachment
                   WHERE owner = ? ORDER BY ord"""
        return [
            Attachment(name, media_type, size, sha256, bool(original))
            for name, media_type, size, sha256, original in self._rows(query, owner)
        ]

    def attachment(self, owner: str, name: str) -> bytes:
        """Raises: InputError("attachment_unknown")."""
        query = """SELECT data FROM attachment JOIN object USING (sha256)
                   WHERE owner = ? AND name = ?"""
        rows = self._rows(query, owner, name)
        if not rows:
            raise InputError("attachment_unknown", id=owner, name=name)
        return bytes(rows[0][0])

    def found(self, identifiers: Sequence[str]) -> dict[str, tuple[Card, list[int]]]:
        """By id the cards held, each with its blocks' positions in the index, in reading order.

        A position in the index's body counts through the blocks that are no heading. Headings have
        a field of their own; their numbers are negative here.
        """
        held: dict[str, tuple[Card, list[int]]] = {}
        for words, *row in self._rows_of(_FOUND, identifiers):
            card = self._card(row)
            held[card.id] = card, _WORDS.decode(words)
        return held

    def blocks_at(self, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Block]:
        """The blocks at some places: (number of the document, place in reading order)."""
        query = """SELECT b.number, k.ord, k.id, k.kind, k.text
                   FROM (SELECT column1 AS number, column2 AS ord FROM (VALUES {marks})) AS w
                   JOIN briefing b ON b.number = w.number
                   JOIN block k ON k.briefing = b.id AND k.version = b.version AND k.ord = w.ord"""
        rows = self._rows_of(query, wanted, "(?,?)")
        return {(number, order): Block(*block) for number, order, *block in rows}

    def pages(self, number: int) -> list[PageWords]:
        """The pages with text of a document's attachments, the original aside, in index order."""
        return self.pages_of([number]).get(number, [])

    def pages_of(self, numbers: Sequence[int]) -> dict[int, list[PageWords]]:
        """`pages` of several documents at once; those that have some."""
        query = """SELECT b.number, a.name, p.page, p.words FROM briefing b
                   JOIN attachment a ON a.owner = b.id AND NOT a.original
                   JOIN page p ON p.sha256 = a.sha256
                   WHERE b.number IN ({marks}) ORDER BY b.number, a.ord, p.page"""
        found: dict[int, list[PageWords]] = {}
        for number, *row in self._rows_of(query, numbers):
            found.setdefault(number, []).append(PageWords(*row))
        return found

    def page_text(self, number: int, attachment: str, page: int) -> str:
        """The text of one page. Raises: KeyError when it has none or is not held."""
        query = """SELECT p.text FROM briefing b JOIN attachment a ON a.owner = b.id
                   JOIN page p ON p.sha256 = a.sha256
                   WHERE b.number = ? AND a.name = ? AND p.page = ? AND NOT a.original"""
        rows = self._rows(query, number, attachment, page)
        if not rows:
            raise KeyError((number, attachment, page))
        return str(rows[0][0])

    def versions(self, identifier: str) -> list[VersionRecord]:
        """Every version of a briefing with its blocks, oldest first."""
        return self._versions(identifier, 0)

    def lineage(self, identifier: str, since: int) -> list[VersionRecord]:
        """The versions that lead from the one shown in edition `since` to the present, both too.

        Empty when the present one was shown then already, and for a briefing that is not held.
        """
        query = """SELECT max(version) FILTER (WHERE edition <= ?2), max(version) FROM version
                   WHERE briefing = ?1"""
        shown, present = self._rows(query, identifier, since)[0]
        return [] if shown == present else self._versions(identifier, shown or 0)

    def _versions(self, identifier: str, first: int) -> list[VersionRecord]:
        """The versions of a briefing from number `first` on, oldest first."""
        query = """SELECT version, edition, title FROM version
                   WHERE briefing = ? AND version >= ? ORDER BY version"""
        blocks = "SELECT id, kind, text FROM block WHERE briefing = ? AND version = ? ORDER BY ord"
        descents = """SELECT block, origin, relation FROM descent
                      WHERE briefing = ? AND version = ? ORDER BY rowid"""
        return [
            VersionRecord(
                version,
                edition,
                title,
                tuple(Block(*row) for row in self._rows(blocks, identifier, version)),
                tuple(Descent(*row) for row in self._rows(descents, identifier, version)),
            )
            for version, edition, title in self._rows(query, identifier, first)
        ]

    def _card(self, row: Sequence[Any]) -> Card:
        number, facts, status, successor, first_edition, edition, title = row
        conference_title = title or ""
        known = _CARD_FACTS.decode(facts)
        change: Literal["", "new", "updated"] = ""
        if edition > self.former > 0:
            change = "new" if first_edition > self.former else "updated"
        return msgspec.structs.replace(
            known,
            number=number,
            conference_title=conference_title if known.id != known.conference else "",
            status="superseded" if successor and status == "current" else status,
            superseded_by=successor,
            change=change,
        )

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    def _rows_of(self, query: str, keys: Sequence[Any], mark: str = "?") -> Iterator[Any]:
        """The rows for some keys: one statement for as many as a list shows."""
        for batch in _batches(keys):
            values = batch if mark == "?" else chain.from_iterable(batch)
            yield from self._rows(query.format(marks=",".join([mark] * len(batch))), *values)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection; a damaged page is an `EnvironmentFault`."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = open_to_read(self.folder / CATALOGUE)
            self._local.connection = connection
            with self._guard:
                self._connections.append(connection)
        try:
            yield connection
        except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
            file = self.folder / CATALOGUE
            raise EnvironmentFault("catalogue_damaged", file=file) from error


def _batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """As many keys at a time as one statement is given."""
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _marks(batch: Sequence[object]) -> str:
    return ",".join("?" * len(batch))
