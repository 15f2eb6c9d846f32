"""What an edition answers with: plain values, safe to hand from thread to thread."""

import datetime as dt
from typing import Literal

import msgspec

from desktop.library.document import Block, Circulation, Descent, Document
from desktop.library.schema import FrontMatter, Speaker


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the catalogue keeps ready for a card."""

    id: str
    title: str
    conference: str = ""
    order: int = 0
    date: dt.date | None = None
    speakers: tuple[Speaker, ...] = ()
    kind: str = ""
    topics: tuple[str, ...] = ()
    circulation: Circulation = "internal"
    document_number: str = ""
    summary: str = ""
    words: int = 0


class Card(Facts, frozen=True, omit_defaults=True):
    """One row of any list. `number` is the edition's own row number of the briefing.

    `change` is against `Edition.former`; in the first edition nothing is called new.
    """

    number: int = 0
    conference_title: str = ""
    status: Literal["current", "withdrawn", "superseded"] = "current"
    superseded_by: str = ""
    change: Literal["", "new", "updated"] = ""


class Section(msgspec.Struct, frozen=True):
    """One line of the outline: a heading."""

    block: str
    level: int
    title: str


class Briefing(msgspec.Struct, frozen=True):
    """An opened document. `edition` is the one that brought this `version`."""

    card: Card
    front_matter: FrontMatter
    document: Document
    html: str
    markdown: str
    version: int
    edition: int

    def outline(self) -> list[Section]:
        return [
            Section(node.id, node.level, node.text)
            for node in self.document
            if node.kind == "heading"
        ]


class Citation(msgspec.Struct, frozen=True):
    """A document number in a block's text; `target` is the briefing that bears it, if held."""

    block: str
    start: int
    end: int
    number: str
    target: str = ""


class Attachment(msgspec.Struct, frozen=True):
    """A file that came with a briefing. The first is the `original`, where it was ingested."""

    name: str
    media_type: str
    size: int
    sha256: str
    original: bool = False


class PageWords(msgspec.Struct, frozen=True):
    """A page's share of a document's attachments in the index. `page` counts from 1."""

    attachment: str
    page: int
    words: int


class VersionRecord(msgspec.Struct, frozen=True):
    """One version of a briefing with its blocks, and which of them came from which before."""

    version: int
    edition: int
    title: str
    blocks: tuple[Block, ...]
    descents: tuple[Descent, ...] = ()
