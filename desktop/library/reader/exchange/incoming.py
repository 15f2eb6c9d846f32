"""What a file of notes holds, and how much of one is read."""

import re
from datetime import datetime
from hashlib import blake2s
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import InputError, Problem
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import Author
from desktop.library.reader.records import Content, Dot, Record, Version, in_order, join

LARGEST = 96 * 1024 * 1024
"""Bytes of a file that is read, or written: 20,000 notes take about a third."""
MOST_NOTE = 1_000_000
"""Code points of a note or a block; what is longer no one wrote."""
_MOST_NAME = 300
_MOST_OF_A_KIND = 10_000
_LARGEST_COUNT = 2**53
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(Z|[+-][0-9]{2}:[0-9]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Incoming(msgspec.Struct, frozen=True):
    """The notes of a file, ready to be looked at (`merging.preview`) or merged.

    `private` are tags that their owner gave away on purpose: a merge makes them this reader's
    private ones. `replica` names the copy of a state that wrote the file, if it is known.
    `problems` tell by file, line and name what could not be read; all else was.
    """

    records: tuple[Record, ...]
    authors: dict[str, Author] = {}
    private: dict[str, tuple[str, ...]] = {}
    replica: str = ""
    problems: tuple[Problem, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """Why one thing in a file was left out: a code of `desktop.wording`, and the thing's name."""

    code: str
    what: str

    def at(self, file: str, line: int = 0, key: str = "") -> Problem:
        """The finding, at its place."""
        return Problem(self.code, file, line, key, {"what": self.what})


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises: InputError("notes_file_large"), EnvironmentFault."""
    with disk.faults(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("notes_file_large", file=path, megabytes=LARGEST // 1024**2)
    return data


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without BOM, lines ended by a line feed alone.

    Raises: InputError("notes_file_encoding"), and as `read_bytes`.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("notes_file_encoding", file=path) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(*parts: object) -> str:
    """A short name for exactly these values; 16 hexadecimal digits."""
    return blake2s(msgspec.json.encode(parts), digest_size=8).hexdigest()


def one_line(text: str, most: int) -> str:
    """Words of a stranger as they may be shown anywhere, `most` code points at most."""
    return _CONTROL.sub(" ", text).strip()[:most]


def edited(base: Record, version: Version, content: Content) -> Record:
    """A record in which somebody changed `version` outside of any program of ours.

    The change gets a dot made of what it says, so that the file may be read again. It replaces
    `version` alone: what others wrote meanwhile stays beside it.
    """
    dot = Dot(f"edit-{digest(base.id, version.dot, content)}", 1)
    others = tuple(one for one in base.versions if one.dot != version.dot)
    made = Version(dot, version.modified, content)
    return Record(
        base.id,
        base.library,
        base.briefing,
        base.context | {dot.replica: dot.count},
        (made, *others),
    )


def both(one: Record, other: Record) -> Record:
    """What both know of the same note.

    Raises: ValueError where they name different documents, or deny all that the other holds: no
    history of a note leads there.
    """
    _must((one.library, one.briefing) == (other.library, other.briefing), "library, briefing")
    result = join(one, other)
    _must(bool(result.versions), "versions")
    return result


def checked(record: Record) -> Record:
    """The record with its versions in order. Raises: ValueError, which says what no note can be."""
    _must(_ID.fullmatch(record.id) is not None, "id")
    _must(bool(record.library and record.briefing), "library, briefing")
    check_names(record.library, record.briefing, *record.context)
    _must(0 < len(record.versions) < _MOST_OF_A_KIND, "versions")
    _must(len(record.context) < _MOST_OF_A_KIND, "context")
    _must(all(0 < count < _LARGEST_COUNT for count in record.context.values()), "context")
    dots = {version.dot for version in record.versions}
    _must(len(dots) == len(record.versions), "dot")
    for version in record.versions:
        known = record.context.get(version.dot.replica, 0)
        _must(0 < version.dot.count <= known, "dot")
        _moment(version.modified)
        if version.content is not None:
            _check_content(record.id, version.content)
    return msgspec.structs.replace(record, versions=in_order(record.versions))


def _check_content(identifier: str, content: Content) -> None:
    _must(0 <= content.edition < _LARGEST_COUNT, "edition")
    _moment(content.created)
    check_names(content.author, content.parent, *content.tags)
    _must(len(content.tags) < _MOST_OF_A_KIND, "tags")
    _must(len(content.note) <= MOST_NOTE, "note")
    _must(bool(content.parent) == (content.kind == "reply"), "parent")
    _must(content.parent != identifier, "parent")
    _must(bool(content.targets) == (content.kind in {"highlight", "underline"}), "targets")
    for anchor in content.targets:
        _check_anchor(anchor)


def _check_anchor(anchor: Anchor) -> None:
    check_names(anchor.block)
    _must(len(anchor.block_text) <= MOST_NOTE, "blockText")
    _must(0 <= anchor.start < anchor.end <= len(anchor.block_text), "start, end")
    _must(anchor.block_text[anchor.start : anchor.end] == anchor.quote, "exact")
    _must(anchor.block_text[: anchor.start].endswith(anchor.prefix), "prefix")
    _must(anchor.block_text[anchor.end :].startswith(anchor.suffix), "suffix")


def _moment(text: str) -> None:
    """A time with its zone, in years that leave room for the next."""
    _must(_MOMENT.fullmatch(text) is not None, text[:80])
    moment = datetime.fromisoformat(text)
    _must(moment.tzinfo is not None and 1000 < moment.year < 9000, text)


def check_names(*names: str) -> None:
    """Ids and tags: one line each, since they are shown on terminals. Raises: ValueError."""
    for name in names:
        _must(len(name) <= _MOST_NAME and not _CONTROL.search(name), name[:80])


def _must(holds: bool, what: str) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(what)
