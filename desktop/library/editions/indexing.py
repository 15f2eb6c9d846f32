"""What the index is told of each briefing, read from a catalogue.

Blocks and pages are joined by line feeds, over which no token reaches: the `words` of the parts add
up to the positions of the whole, and lead from a position back to its block or page.
"""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

import index
from desktop.library.editions.records import Facts


def entries(connection: sqlite3.Connection, identifiers: Iterable[str]) -> Iterator[index.Entry]:
    """The entries of these briefings; withdrawn ones are left out of the index."""
    query = """SELECT facts, c.title FROM briefing b LEFT JOIN conference c ON c.id = b.conference
               WHERE b.id = ? AND status = 'current'"""
    for identifier in identifiers:
        row = connection.execute(query, (identifier,)).fetchone()
        if row:
            facts = msgspec.json.decode(row[0], type=Facts)
            yield _entry(connection, facts, row[1] or "")


def _entry(connection: sqlite3.Connection, facts: Facts, conference: str) -> index.Entry:
    blocks = connection.execute(
        """SELECT kind, text FROM block JOIN briefing b ON b.id = block.briefing
           AND b.version = block.version WHERE block.briefing = ? ORDER BY block.ord""",
        (facts.id,),
    ).fetchall()
    pages = connection.execute(
        """SELECT text FROM attachment a JOIN page USING (sha256)
           WHERE a.owner = ? AND NOT a.original ORDER BY a.ord, page.page""",
        (facts.id,),
    )
    numbers = connection.execute(
        "SELECT document FROM document_number WHERE briefing = ?", (facts.id,)
    )
    return index.Entry(
        key=facts.id,
        title=facts.title,
        headings="\n".join(text for kind, text in blocks if kind == "heading"),
        body="\n".join(text for kind, text in blocks if kind != "heading"),
        people="\n".join(speaker.name for speaker in facts.speakers),
        units="\n".join(speaker.unit for speaker in facts.speakers if speaker.unit),
        conference=conference,
        kind=facts.kind,
        topics=facts.topics,
        numbers=tuple(number for (number,) in numbers),
        date=int(facts.date.strftime("%Y%m%d")) if facts.date else 0,
        attachments="\n".join(text for (text,) in pages),
    )
