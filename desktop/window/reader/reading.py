"""What the reading view shows: an opened briefing or a page of the handbook, in one shape."""

from collections.abc import Iterator
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.library.document import Document

translate = QCoreApplication.translate
Tone = Literal["warn", "info", "danger", "accent", "neutral"]
Place = tuple[str, int, float]
"""Where the reader is: block id, code point, and the share of the document above (0-1)."""


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


ENCLOSED = "enclosed:"
"""What the address of an enclosed file begins with; its number follows."""


class Enclosed(msgspec.Struct, frozen=True):
    """A file that came with a document: its number among them all, and its name."""

    number: int
    name: str
    original: bool = False


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
    files: tuple[Enclosed, ...] = ()
    notable: bool = True
    source: str = ""
    words: int = 0
    bound: str = ""


def enclosed(reading: Reading) -> Iterator[tuple[str, list[Enclosed]]]:
    """The files named above the text, with what leads them: the original, then the others."""
    for lead, original in (
        (translate("Reading", "Original:"), True),
        (translate("Reading", "Attachments:"), False),
    ):
        files = [file for file in reading.files if file.original is original]
        if files:
            yield lead, files
