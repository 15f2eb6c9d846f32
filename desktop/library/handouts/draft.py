"""What a reader composes for handing out: values that every change replaces.

A draft keeps of each passage what it said when it was taken, so that a later edition can be held
against it. Undoing is going back to a former value.
"""

import datetime as dt
import uuid
from typing import Literal

import msgspec

from desktop.library.document import Block, Circulation, Document
from desktop.library.reader.anchors import Span

Level = Literal["", "I", "1", "a"]
"""How a heading of the reader's own is counted: I., 1., a); "" for plain text."""
Paper = Literal["a4", "a5"]
Layout = Literal["single", "booklet", "two_up"]
SourcesAt = Literal["foot", "end", "none"]
Urgency = Literal["", "express", "urgent", "most_urgent"]
Spelling = Literal["", "old", "new"]
"""Where the tone of oa, oe and uy stands: as written, on the first (ủy), on the last (uỷ)."""


class Taken(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What was taken from a briefing as edition `edition` showed it.

    `title` and `section` name the place for people. `heading` is the reader's own title above it,
    counted by `level`. `nodes` are what was taken, as it was; a whole document's former versions
    are in the edition. `kept` is the edition whose change the reader saw and left the old text
    standing (0: none).
    """

    id: str
    briefing: str
    title: str
    edition: int = 0
    section: str = ""
    heading: str = ""
    level: Level = ""
    nodes: Document = ()
    kept: int = 0


class Passage(Taken, frozen=True, tag="passage"):
    """Stretches of text selected at once, in reading order.

    `quote` is what they said, `texts` are their blocks in full as they were.
    """

    spans: tuple[Span, ...]
    quote: str = ""
    texts: tuple[Block, ...] = ()


class Whole(Taken, frozen=True, tag="whole"):
    """A whole document."""


class Section(Taken, frozen=True, tag="section"):
    """A heading, `block`, and all that stands under it."""

    block: str


class Figure(Taken, frozen=True, tag="figure"):
    """A figure or a table: the one that holds `block`, or whose picture is called `picture`."""

    block: str = ""
    picture: str = ""


class Note(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="note"):
    """One of the reader's notes by its id; `with_passage`: under the words that it is about."""

    id: str
    annotation: str
    with_passage: bool = True
    heading: str = ""
    level: Level = ""


class Prose(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag="prose"):
    """The reader's own Markdown; with a `level`, a heading of one line."""

    id: str
    markdown: str
    level: Level = ""


Item = Passage | Whole | Section | Figure | Note | Prose


class Decision(msgspec.Struct, frozen=True):
    """That a wider circle than the sources' own may have it: which, why, and since when (ISO)."""

    circle: Circulation
    why: str
    when: str


class Official(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The parts that make an official paper, as the signing office writes them.

    `kind` "" makes an official letter (công văn). `signatory_rank` is the line of authority
    ("T/M BAN THƯỜNG VỤ"). `archive` is the last line of the recipients ("VT, <đơn vị>").
    `draft` counts drafts (0: none). `typist` is the drafter's mark ("ABC"), `copies` how many.
    """

    parent: str = ""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: dt.date | None = None
    kind: str = ""
    subject: str = ""
    addressee: str = ""
    bases: tuple[str, ...] = ()
    signatory_rank: str = ""
    signatory_role: str = ""
    signatory: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""
    urgency: Urgency = ""
    draft: int = 0
    typist: str = ""
    copies: int = 0


class Options(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a draft is laid out.

    `rules` names a rule set ("": the one in force for the template). `size` is the body's letter
    in points, `spacing` the line spacing in the rule set's own unit, `gap` the points between
    paragraphs; 0 is the rule set's value. `sheets`: how many it must fit on (0: any number).
    `lines_to_write` are left empty after each question or opinion.
    """

    template: str = "plain"
    rules: str = ""
    paper: Paper = "a4"
    size: float = 0
    spacing: float = 0
    gap: float = 0
    sides: Literal[1, 2] = 1
    layout: Layout = "single"
    sheets: Literal[0, 1, 2] = 0
    circulation: Decision | None = None
    notes_on: bool = False
    sources: SourcesAt = "end"
    cover: bool = False
    contents: bool = False
    official: Official = Official()
    lines_to_write: int = 4
    spelling: Spelling = ""
    language: Literal["vi", "en"] = "vi"


class Draft(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One composition of a library; `modified` is ISO 8601 in UTC."""

    id: str
    library: str
    title: str = ""
    items: tuple[Item, ...] = ()
    options: Options = Options()
    modified: str = ""

    def with_item(self, item: Item, at: int | None = None) -> "Draft":
        """With `item` before the one at `at`, or last."""
        place = len(self.items) if at is None else at
        return self._of((*self.items[:place], item, *self.items[place:]))

    def without(self, identifier: str) -> "Draft":
        """Without the item of that id."""
        return self._of(tuple(item for item in self.items if item.id != identifier))

    def replaced(self, item: Item) -> "Draft":
        """With `item` in the place of the one that has its id."""
        return self._of(tuple(item if one.id == item.id else one for one in self.items))

    def moved(self, identifier: str, to: int) -> "Draft":
        """With that item at place `to`, counted without it."""
        (item,) = [one for one in self.items if one.id == identifier]
        return self.without(identifier).with_item(item, to)

    def _of(self, items: tuple[Item, ...]) -> "Draft":
        return msgspec.structs.replace(self, items=items)


def new_id() -> str:
    """An id for a draft or an item."""
    return uuid.uuid4().hex
