"""What somebody changed in a table or on pages of ours, as records that can be merged.

Each note there bears a mark: its id, the dot of the version that was written, and a digest of what
could be edited. Note, tags and (in a table) colour come back; passages, new notes and deletions
do not: they need the `.jsonld` file.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

import msgspec

from desktop.library.errors import Problem
from desktop.library.reader.annotations import records
from desktop.library.reader.exchange.incoming import (
    Incoming,
    Refusal,
    checked,
    digest,
    one_line,
)
from desktop.library.reader.exchange.selecting import private_tags
from desktop.library.reader.records import Colour, Content, Dot, Record, Version, join
from desktop.library.reader.state import ReaderState, now

_MARK = re.compile(r"1 ([0-9a-f-]{36}) (\S+)/(\d{1,16}) ([0-9a-f]{16})")


class Said(msgspec.Struct, frozen=True):
    """What may be edited of a note in a file; pages carry no `colour`."""

    note: str
    tags: tuple[str, ...]
    colour: Colour | None = None

    @property
    def digest(self) -> str:
        return digest(self.note, self.tags, self.colour)


class Mark(msgspec.Struct, frozen=True):
    """Which version of which note was written, and the digest of what stood there."""

    id: str
    dot: Dot
    digest: str

    def __str__(self) -> str:
        return f"1 {self.id} {quote(self.dot.replica, safe='')}/{self.dot.count} {self.digest}"


class Edit(msgspec.Struct, frozen=True):
    """A note as it stands in a file, at `line`."""

    line: int
    mark: Mark
    said: Said


def mark_of(text: str) -> Mark | None:
    """The mark that a text is; None for anything else."""
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    identifier, replica, count, said = found.groups()
    return Mark(identifier, Dot(unquote(replica), int(count)), said)


def plain(note: str) -> str:
    """A note as a text file gives it back."""
    return note.replace("\r\n", "\n").replace("\r", "\n").strip()


def incoming(state: ReaderState, file: str, edits: Iterable[Edit]) -> Incoming:
    """The notes as edited; the rest is told by line. Raises: EnvironmentFault."""
    edits = list(edits)
    held = {one.id: one for one in records(state, [edit.mark.id for edit in edits])}
    private = private_tags(state)
    found, problems = dict[str, Record](), list[Problem]()
    for edit in edits:
        result = _edited(held.get(edit.mark.id), edit, private.get(edit.mark.id, ()))
        if isinstance(result, Refusal):
            problems.append(result.at(file, edit.line))
        else:
            former = found.get(result.id)
            found[result.id] = join(former, result) if former else result
    return Incoming(tuple(found.values()), problems=tuple(problems))


def _edited(record: Record | None, edit: Edit, private: tuple[str, ...]) -> Record | Refusal:
    name = one_line(edit.said.note, 60) or edit.mark.id
    if record is None:
        return Refusal("notes_row_unknown", name)
    if edit.said.digest == edit.mark.digest:
        return record
    changed = _changed(record, edit, private)
    if changed is None:
        return Refusal("notes_row_deleted", name)
    try:
        return checked(changed)
    except ValueError:
        return Refusal("notes_row_wrong", name)


def _changed(record: Record, edit: Edit, private: tuple[str, ...]) -> Record | None:
    """The record with the edit in it; None where it was deleted and nothing is left to edit.

    A version that was replaced meanwhile stays replaced: the edit stands beside what replaced it.
    """
    # The same edit read again, whatever became of it since.
    name = f"edit-{digest(edit.mark.id, edit.mark.dot, edit.said)}"
    if any(replica.startswith(name) for replica in record.context):
        return record
    written = next((one for one in record.versions if one.dot == edit.mark.dot), None)
    content = (written or record.shown).content
    if content is None:
        return None
    content = _filled(content, edit.said, private)
    moment = now()
    dot = Dot(f"{name}-{digest(content, moment)}", 1)
    others = tuple(one for one in record.versions if one is not written)
    return Record(
        record.id,
        record.library,
        record.briefing,
        record.context | {dot.replica: dot.count},
        (Version(dot, moment, content), *others),
    )


def _filled(content: Content, said: Said, private: tuple[str, ...]) -> Content:
    """`content` with what was edited; a tag that is private here stays so."""
    tags = tuple(tag for tag in said.tags if tag in content.tags or tag not in private)
    colour = said.colour or content.colour
    return msgspec.structs.replace(content, note=said.note, tags=tags, colour=colour)
