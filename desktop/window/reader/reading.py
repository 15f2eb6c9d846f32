"""What the reading view shows: an opened briefing or a page of the handbook, in one shape."""

from typing import Literal

import msgspec

from desktop.library.document import Document

Tone = Literal["warn", "info", "danger", "accent", "neutral"]


class Badge(msgspec.Struct, frozen=True):
    """A word on a soft ground."""

    text: str
    tone: Tone


class Cited(msgspec.Struct, frozen=True):
    """A passage that names another briefing: code points in a block, and whom it opens."""

    block: str
    start: int
    end: int
    target: str


class Byline(msgspec.Struct, frozen=True):
    """One person above the text; `lead` says as what they spoke."""

    lead: str
    name: str
    rest: str


class Reading(msgspec.Struct, frozen=True):
    """A document with its heading block. `notable`: annotations may be made on it.

    `bound` is the title with no-break spaces in words that must not be parted, or "".
    """

    id: str
    title: str
    document: Document
    conference: str = ""
    byline: tuple[Byline, ...] = ()
    badges: tuple[Badge, ...] = ()
    citations: tuple[Cited, ...] = ()
    figures: dict[str, bytes] = {}
    notable: bool = True
    source: str = ""
    words: int = 0
    bound: str = ""
