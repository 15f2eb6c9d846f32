"""What a note is to all who share it: every version that nobody has seen replaced, and what was.

A record is a multi-value register under dotted version vectors (Preguiça, Baquero, Almeida, Fonte,
Gonçalves: "Brief Announcement: Efficient Causality Tracking in Distributed Storage Systems with
Dotted Version Vectors", PODC 2012). `join` is commutative, associative and idempotent: files may
be merged in any order and as often as one likes. Two edits that knew nothing of each other both
stay; a deletion is a version without content, and gives way to an edit that knew nothing of it.
"""

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from desktop.library.reader.anchors import Anchor

Colour = Literal["idea", "figure", "question", "excerpt"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
Kind = Literal["highlight", "underline", "document", "reply"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an annotation says and where. `edition` is the one that its `targets` were made in.

    A `document` note has no targets, nor has a `reply`, whose `parent` is the annotation answered.
    `note` is Markdown. `author` is the id of whoever made it, `created` ISO 8601 in UTC.
    """

    edition: int
    kind: Kind
    colour: Colour
    note: str
    created: str
    author: str = ""
    parent: str = ""
    tags: tuple[str, ...] = ()
    targets: tuple[Anchor, ...] = ()


class Dot(msgspec.Struct, frozen=True, order=True, array_like=True):
    """The one event that made a version: the replica, and which of its changes of the record."""

    replica: str
    count: int


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record as one replica left it at `modified`; without `content` it was deleted there."""

    dot: Dot
    modified: str
    content: Content | None = None


class Record(msgspec.Struct, frozen=True):
    """An annotation of one briefing with its concurrent `versions`, the one shown first.

    `context` counts, for each replica, how many of its changes are known here.
    """

    id: str
    library: str
    briefing: str
    context: dict[str, int]
    versions: tuple[Version, ...]

    @property
    def shown(self) -> Version:
        return self.versions[0]

    @property
    def rivals(self) -> tuple[Version, ...]:
        """Versions that say something else than the one shown does."""
        return tuple(one for one in self.versions[1:] if one.content != self.shown.content)

    def changed(self, replica: str, modified: str, content: Content | None) -> "Record":
        """The record after a change of the version shown; its rivals stay."""
        return self._replaced(replica, modified, content, self.rivals)

    def settled(self, replica: str, modified: str, content: Content | None) -> "Record":
        """The record with one version in place of all."""
        return self._replaced(replica, modified, content, ())

    def _replaced(
        self, replica: str, modified: str, content: Content | None, rivals: tuple[Version, ...]
    ) -> "Record":
        count = self.context.get(replica, 0) + 1
        made = Version(Dot(replica, count), modified, content)
        return Record(
            self.id,
            self.library,
            self.briefing,
            self.context | {replica: count},
            in_order((made, *rivals)),
        )


def made(
    identifier: str, place: tuple[str, str], replica: str, modified: str, content: Content
) -> Record:
    """A new record; `place` is library id and briefing id."""
    version = Version(Dot(replica, 1), modified, content)
    return Record(identifier, *place, {replica: 1}, (version,))


def join(one: Record, other: Record) -> Record:
    """What both know of the same annotation. Raises: ValueError for two different ones."""
    if one.id != other.id:
        raise ValueError(f"{one.id} is not {other.id}")
    kept = _unseen(one, other) | _unseen(other, one)
    replicas = one.context.keys() | other.context.keys()
    context = {name: max(one.context.get(name, 0), other.context.get(name, 0)) for name in replicas}
    return Record(one.id, one.library, one.briefing, context, in_order(kept.values()))


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """What is there before what was deleted, the latest first; the same order everywhere."""
    return tuple(
        sorted(versions, key=lambda one: (one.content is not None, one.modified, one.dot))[::-1]
    )


def _unseen(one: Record, other: Record) -> dict[Dot, Version]:
    """The versions of `one` that `other` has too, or that it does not know to be replaced."""
    held = {version.dot for version in other.versions}
    return {
        version.dot: version
        for version in one.versions
        if version.dot in held or version.dot.count > other.context.get(version.dot.replica, 0)
    }
