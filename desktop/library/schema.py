"""The shapes of a library's files: `library.toml`, `conference.md`, a briefing's front matter."""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from desktop.library.document import Circulation

Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
"""A slug: lower-case ASCII letters, digits and hyphens, 1-80 characters; safe as a file name."""
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Status = Literal["current", "withdrawn"]


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who spoke: full name, position (chức vụ) and unit (đơn vị)."""

    name: Line
    role: str = ""
    unit: str = ""


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An address shown as text to copy, never opened."""

    title: Line
    address: Line


class LibrarySettings(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """`library.toml`. With `lock_restricted`, no handout gives restricted items a wider circle."""

    id: Identifier
    name: Line
    language: Literal["vi", "en"] = "vi"
    issuer: str = ""
    circulation: Circulation = "internal"
    contact: str = ""
    links: tuple[Link, ...] = ()
    lock_restricted: bool = False


class Point(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One point of a conference's orientation, with the document numbers it cites."""

    text: Line
    cites: tuple[str, ...] = ()


class Conclusion(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The orientation given at the end: who gave it, and its points."""

    speaker: Speaker | None = None
    points: tuple[Point, ...] = ()


class Conference(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Front matter of `conference.md`; `topics` are the titles of its briefings in order."""

    id: Identifier
    title: Line
    date: dt.date | None = None
    place: str = ""
    organiser: str = ""
    attending: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    conclusion: Conclusion | None = None
    circulation: Circulation | None = None
    attachments: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()


class FrontMatter(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Front matter of a briefing. Keys under `suggested` are guesses that nobody confirmed yet."""

    id: Identifier
    title: Line
    conference: Identifier | None = None
    order: Annotated[int, msgspec.Meta(ge=0)] = 0
    speakers: tuple[Speaker, ...] = ()
    date: dt.date | None = None
    place: str = ""
    issuer: str = ""
    document_number: str = ""
    kind: str = "chuyên đề"
    topics: tuple[str, ...] = ()
    circulation: Circulation | None = None
    references: tuple[str, ...] = ()
    supersedes: tuple[Identifier, ...] = ()
    status: Status = "current"
    status_reason: str = ""
    summary: str = ""
    valid_until: dt.date | None = None
    attachments: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
