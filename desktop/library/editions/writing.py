"""Writes the next edition's catalogue: a copy of the former one, changed where the workspace is."""

import hashlib
import mimetypes
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.editions.attached import Reading, has_text
from desktop.library.editions.drafting import CONFERENCE_KIND, Draft
from desktop.library.editions.records import Citation, Facts
from desktop.library.schema import Conference, FrontMatter, LibrarySettings
from index.vietnamese import document_numbers

_FACTS = set(Facts.__struct_fields__) - {"order", "words", "circulation", "conference"}


class CatalogueWriter:
    """The one writer of a catalogue that has no name yet."""

    def __init__(self, connection: sqlite3.Connection, settings: LibrarySettings) -> None:
        self._connection = connection
        self._settings = settings
        connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('settings', ?)",
            (msgspec.json.encode(settings).decode(),),
        )

    def put_briefing(self, draft: Draft, conference: Conference | None) -> None:
        """Adds a briefing, or puts its new version in place of the one held."""
        front, last = draft.front, draft.versions[-1]
        number = self._number(front.id)
        self._forget(front.id, number)
        facts = self._facts(front, conference, draft.words)
        date = front.date or (conference.date if conference else None)
        self._connection.execute(
            """INSERT INTO briefing (number, id, conference, ord, date, status, version,
                                     first_edition, edition, sha256, words, facts)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                number,
                front.id,
                facts.conference,
                -1 if front.kind == CONFERENCE_KIND else front.order,
                date.isoformat() if date else "",
                front.status,
                last.version,
                draft.versions[0].edition,
                last.edition,
                draft.sha256,
                _words(draft),
                msgspec.json.encode(facts),
            ),
        )
        number = self._number(front.id)
        self._put_content(number, draft)
        self._put_versions(draft)

    def remove(self, identifier: str) -> None:
        """Takes a briefing out of the edition."""
        self._forget(identifier, self._number(identifier))
        self._connection.execute("DELETE FROM attachment WHERE owner = ?", (identifier,))

    def put_conference(self, front: Conference, sha256: str) -> None:
        """Adds or replaces what a conference says of itself; its report is a briefing's row."""
        date = front.date.isoformat() if front.date else ""
        self._connection.execute(
            "INSERT OR REPLACE INTO conference VALUES (?, ?, ?, ?, ?)",
            (front.id, date, front.title, sha256, msgspec.json.encode(front)),
        )

    def remove_conference(self, identifier: str) -> None:
        """Takes a conference and its report out of the edition."""
        self._connection.execute("DELETE FROM conference WHERE id = ?", (identifier,))
        self.remove(identifier)

    def put_attachments(
        self, owner: str, folder: Path, names: Iterable[str], original: str = ""
    ) -> bool:
        """Makes the owner's attachments those named; whether anything changed.

        `original` is the one of them that the owner was ingested from.
        """
        held = self._connection.execute(
            "SELECT name, sha256, original FROM attachment WHERE owner = ? ORDER BY ord", (owner,)
        ).fetchall()
        known = {(name, sha256) for name, sha256, _ in held}
        wanted: list[tuple[str, str, int]] = []
        for name in dict.fromkeys(names):
            with disk.faults(folder / name):
                data = (folder / name).read_bytes()
            sha256 = hashlib.sha256(data).hexdigest()
            wanted.append((name, sha256, int(name == original)))
            if (name, sha256) not in known:
                self._connection.execute(
                    "INSERT OR IGNORE INTO object VALUES (?, ?)", (sha256, data)
                )
        if wanted == held:
            return False
        self._connection.execute("DELETE FROM attachment WHERE owner = ?", (owner,))
        self._connection.executemany(
            """INSERT INTO attachment
               SELECT ?, ?, ?, ?, length(data), sha256, ? FROM object WHERE sha256 = ?""",
            (
                (owner, order, name, mimetypes.guess_type(name)[0] or "", first, sha256)
                for order, (name, sha256, first) in enumerate(wanted)
            ),
        )
        return True

    def unread(self) -> dict[str, str]:
        """Files whose text was never asked for: hash to name, originals aside."""
        rows = self._connection.execute(
            """SELECT sha256, name FROM attachment WHERE NOT original
               AND sha256 NOT IN (SELECT sha256 FROM extract) ORDER BY name"""
        )
        return {sha256: name for sha256, name in rows if has_text(name)}

    def put_pages(self, reading: Reading) -> None:
        """Keeps the text of a file; pages without a word are left out."""
        self._connection.execute(
            "INSERT INTO extract VALUES (?, ?)", (reading.sha256, reading.outcome)
        )
        numbered = enumerate(zip(reading.lengths, reading.pages, strict=True), 1)
        self._connection.executemany(
            "INSERT INTO page VALUES (?, ?, ?, ?)",
            ((reading.sha256, page, words, text) for page, (words, text) in numbered if words),
        )

    def unreadable(self) -> list[tuple[str, str]]:
        """Names of attachments whose text could not be had, and what became of reading each."""
        return self._connection.execute(
            """SELECT DISTINCT name, outcome FROM attachment JOIN extract USING (sha256)
               WHERE NOT original AND outcome <> 'read' ORDER BY name"""
        ).fetchall()

    def settle(self, successors: dict[str, str]) -> bool:
        """Marks what is superseded by what and drops unused objects; whether a mark changed."""
        rows = self._connection.execute("SELECT id, superseded_by FROM briefing")
        changed = {
            identifier: successors.get(identifier, "")
            for identifier, held in rows
            if held != successors.get(identifier, "")
        }
        self._connection.executemany(
            "UPDATE briefing SET superseded_by = ? WHERE id = ?",
            ((successor, identifier) for identifier, successor in changed.items()),
        )
        for table, where in (
            ("object", ""),
            ("page", "WHERE NOT original"),
            ("extract", "WHERE NOT original"),
        ):
            self._connection.execute(
                f"DELETE FROM {table} WHERE sha256 NOT IN (SELECT sha256 FROM attachment {where})"  # noqa: S608 - our own words
            )
        return bool(changed)

    def _number(self, identifier: str) -> int | None:
        row = self._connection.execute(
            "SELECT number FROM briefing WHERE id = ?", (identifier,)
        ).fetchone()
        return row[0] if row else None

    def _forget(self, identifier: str, number: int | None) -> None:
        """Deletes the rows of a briefing but its attachments; its row number may be used again."""
        self._put_citations(identifier, ())
        for table in ("version", "block", "descent", "document_number"):
            self._connection.execute(f"DELETE FROM {table} WHERE briefing = ?", (identifier,))  # noqa: S608 - our own names
        if number is not None:
            for table in ("content", "topic", "briefing"):
                self._connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608 - our own names

    def _facts(self, front: FrontMatter, conference: Conference | None, words: int) -> Facts:
        own = {key: getattr(front, key) for key in _FACTS}
        own["date"] = front.date or (conference.date if conference else None)
        circle = front.circulation or (conference.circulation if conference else None)
        return Facts(
            **own,
            conference=conference.id if conference else "",
            order=front.order,
            circulation=circle or self._settings.circulation,
            words=words,
        )

    def _put_content(self, number: int | None, draft: Draft) -> None:
        front = draft.front
        execute_many = self._connection.executemany
        self._connection.execute(
            "INSERT INTO content VALUES (?, ?, ?, ?, ?)",
            (number, msgspec.json.encode(front), draft.markdown, draft.html, draft.tree),
        )
        execute_many("INSERT INTO topic VALUES (?, ?)", ((number, t) for t in front.topics))
        self._put_citations(front.id, draft.citations)
        execute_many(
            "INSERT INTO document_number VALUES (?, ?)",
            ((found, front.id) for _, _, found in document_numbers(front.document_number)),
        )

    def _put_citations(self, owner: str, citations: Iterable[Citation]) -> None:
        """Makes the owner's citations those given."""
        self._connection.execute("DELETE FROM citation WHERE owner = ?", (owner,))
        self._connection.executemany(
            "INSERT INTO citation VALUES (?, ?, ?, ?, ?)",
            ((owner, c.block, c.start, c.end, c.number) for c in citations),
        )

    def _put_versions(self, draft: Draft) -> None:
        execute_many, identifier = self._connection.executemany, draft.front.id
        execute_many(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?)",
            ((identifier, v.version, v.edition, v.sha256, v.title) for v in draft.versions),
        )
        execute_many(
            "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (identifier, v.version, order, block.id, block.kind, words, block.text)
                for v, lengths in zip(draft.versions, draft.lengths, strict=True)
                for order, (block, words) in enumerate(zip(v.blocks, lengths, strict=True))
            ),
        )
        execute_many(
            "INSERT INTO descent VALUES (?, ?, ?, ?, ?)",
            (
                (identifier, v.version, d.block, d.origin, d.relation)
                for v in draft.versions
                for d in v.descents
            ),
        )


def _words(draft: Draft) -> str:
    """The positions of each block of the last version; those of headings negative."""
    counts = zip(draft.versions[-1].blocks, draft.lengths[-1], strict=True)
    signed = [-words if block.kind == "heading" else words for block, words in counts]
    return msgspec.json.encode(signed).decode()
