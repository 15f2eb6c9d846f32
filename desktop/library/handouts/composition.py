"""What a handout is made of, free of any page or format."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import msgspec

from desktop.library.document import CIRCULATIONS, Circulation, Document, Node
from desktop.library.schema import Speaker

PrintLanguage = Literal["vi", "en"]


class Source(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where a part was taken from, as its source line names it.

    `conference` is the conference's title, `edition` the library edition it was read in (0: not
    from an edition), `successor` the title of the document that has replaced it.
    """

    briefing: str
    title: str
    kind: str = ""
    conference: str = ""
    speakers: tuple[Speaker, ...] = ()
    date: dt.date | None = None
    document_number: str = ""
    circulation: Circulation = "internal"
    edition: int = 0
    successor: str = ""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of one source: a whole document, or passages of it that stand in a row.

    `heading` is printed above it ("" for none) at `depth`, 1 to 3. `figures` holds the bytes of its
    pictures by the name that `Node.src` gives. A `bare` part has no line that tells of its source
    under the heading; one that is the reader's `own` has no source. `lines` are left empty after
    it, to be written on. `quoting`: its quotes are what the words after them are about.
    """

    source: Source
    document: Document
    heading: str = ""
    figures: dict[str, bytes] = {}
    depth: int = 1
    bare: bool = False
    own: bool = False
    lines: int = 0
    quoting: bool = False


class Composition(msgspec.Struct, frozen=True, omit_defaults=True):
    """A handout before it is laid out: a title, its parts in order, and who may have it.

    `label` is the kind of paper, set above the title ("chuyên đề", "trích tài liệu"); `paged`:
    each part begins on a page of its own. `entire`: all parts are whole documents.
    """

    title: str
    parts: tuple[Part, ...]
    circulation: Circulation
    language: PrintLanguage = "vi"
    label: str = ""
    paged: bool = False
    entire: bool = False


def narrowest(parts: Iterable[Part]) -> Circulation:
    """The narrowest circle of any source and of any section that was taken from it."""
    circles: set[Circulation] = set()
    for part in parts:
        circles.add(circle_of(part))
    return max(circles, key=CIRCULATIONS.index, default="public")


def circle_of(part: Part) -> Circulation:
    """The narrowest circle of one part; the reader's own words have the widest."""
    own: Circulation = "public" if part.own else part.source.circulation
    return max({own, *_circles(part.document)}, key=CIRCULATIONS.index)


def _circles(nodes: Iterable[Node]) -> set[Circulation]:
    found: set[Circulation] = set()
    for node in nodes:
        if node.circulation:
            found.add(node.circulation)
        found |= _circles(node.children)
    return found
