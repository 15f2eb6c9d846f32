"""What the formats hand over: a text still without a place in the workspace."""

import msgspec

from desktop.library.errors import Problem
from desktop.library.schema import Conference, FrontMatter


class Hints(msgspec.Struct, frozen=True):
    """What a file says of itself outside its text: core properties, meta tags, its name."""

    title: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    date: str = ""


class Extract(msgspec.Struct, frozen=True):
    """A file's text as Markdown, its pictures by the name the text uses, and what was noticed."""

    body: str
    hints: Hints = Hints()
    pictures: dict[str, bytes] = {}
    notes: tuple[Problem, ...] = ()
    scan: bool = False


class Draft(msgspec.Struct, frozen=True):
    """One briefing to place. An empty `front.id` is made from the title; one given is kept.

    `files` are the attachments that `front` names and that came along; `line` is where the
    briefing stood in its input file (0: the whole file).
    """

    front: FrontMatter
    body: str
    pictures: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    line: int = 0


class Intake(msgspec.Struct, frozen=True):
    """All that one input file yields: briefings, perhaps the conference that they belong to.

    `ending` is that of the input file where it is worth keeping, else ""; `needed` says that
    nothing else holds its content. A given `conference.id` is kept, an empty one made.
    """

    drafts: tuple[Draft, ...]
    conference: Conference | None = None
    conference_body: str = ""
    notes: tuple[Problem, ...] = ()
    ending: str = ""
    needed: bool = False
