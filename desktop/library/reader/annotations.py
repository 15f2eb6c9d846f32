"""A reader's annotations, as they are shown and as they are kept in `reader.sqlite`.

Each is a record (`records.py`). The version shown stands in the columns of its row, versions that
differ in `rival`. Private tags and the reader's choice to keep an old passage are nobody else's:
they have tables of their own and never travel with a record.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from desktop.library.reader.anchors import Anchor
from desktop.library.reader.records import (
    Colour,
    Content,
    Dot,
    Kind,
    Record,
    Version,
    in_order,
    made,
)
from desktop.library.reader.state import ReaderState, now

_SAID = Content.__struct_fields__
_KEPT = ("id", "library", "briefing", "context", "replica", "count", "modified", "removed")
_ROW = ", ".join((*_KEPT, *_SAID))
_PUT = f"""INSERT OR REPLACE INTO annotation ({_ROW})
           VALUES ({", ".join(f":{name}" for name in (*_KEPT, *_SAID))})"""  # noqa: S608 - our own words only
_BATCH = 500
_TARGETS = msgspec.json.Decoder(tuple[Anchor, ...])
_NAMES = msgspec.json.Decoder(tuple[str, ...])


class Annotation(msgspec.Struct, frozen=True, gc=False):
    """A highlight, an underline, a note on a whole document, or a reply; see `Content`.

    Times are ISO 8601 in UTC. `private_tags` stay with this reader. `author` is an id of `authors`,
    or "" for the reader whose state it is.
    """

    id: str
    library: str
    briefing: str
    edition: int
    targets: tuple[Anchor, ...]
    colour: Colour
    note: str
    created: str
    modified: str
    kind: Kind = "highlight"
    parent: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    private_tags: tuple[str, ...] = ()


_READ = Annotation.__struct_fields__
_AT_TARGETS, _AT_TAGS = _READ.index("targets"), _READ.index("tags")
_PRIVATE = "(SELECT json_group_array(tag) FROM private_tag p WHERE p.annotation = a.id)"
_AUTHOR = "coalesce(nullif(author, (SELECT value FROM preference WHERE key = 'reader/author')), '')"
COLUMNS = ", ".join((*_READ[:-2], _AUTHOR, _PRIVATE))
"""What is read of an annotation `a`."""


class Author(msgspec.Struct, frozen=True):
    """Who made annotations, by the name that came with them."""

    name: str
    initials: str


def annotate(
    state: ReaderState,
    place: tuple[str, str, int],
    targets: tuple[Anchor, ...],
    colour: Colour,
    note: str = "",
) -> Annotation:
    """Keeps a new highlight; `place` is library id, briefing id and edition number."""
    library, briefing, edition = place
    moment = now()
    annotation = Annotation(
        str(uuid.uuid4()), library, briefing, edition, targets, colour, note, moment, moment
    )
    put(state, annotation)
    return annotation


def put(state: ReaderState, annotation: Annotation) -> None:
    """Keeps an annotation as it is: new, changed, or brought back after a removal.

    Private tags are no change to anybody else. It is on disk when this returns.
    Raises: EnvironmentFault.
    """
    change_all(state, [annotation], [])


def remove(state: ReaderState, identifier: str) -> None:
    """Takes an annotation away; a tombstone stays. Raises: EnvironmentFault."""
    change_all(state, [], [identifier])


def change_all(state: ReaderState, some: Iterable[Annotation], gone: Iterable[str]) -> None:
    """Keeps annotations as they are and takes others away: all of it or nothing.

    It is on disk when this returns. Raises: EnvironmentFault.
    """
    with state.transaction():
        for annotation in some:
            _put(state, annotation)
        for held in records(state, gone):
            keep(state, [held.changed(state.replica, now(), None)])


def _put(state: ReaderState, annotation: Annotation) -> None:
    held = records(state, [annotation.id])
    content = _content_of(state, annotation)
    if not held:
        place = (annotation.library, annotation.briefing)
        record = made(annotation.id, place, state.replica, annotation.modified, content)
    elif held[0].shown.content == content:
        record = held[0]
    else:
        moment = _after(annotation.modified, held[0].rivals)
        record = held[0].changed(state.replica, moment, content)
    keep(state, [record])
    state.change("DELETE FROM private_tag WHERE annotation = :id", {"id": annotation.id})
    for tag in annotation.private_tags:
        values = {"id": annotation.id, "tag": tag}
        state.change("INSERT INTO private_tag VALUES (:id, :tag)", values)


def settle(state: ReaderState, annotation: Annotation) -> None:
    """Keeps an annotation in place of every version of it. Raises: EnvironmentFault."""
    with state.transaction():
        for held in records(state, [annotation.id]):
            moment = _after(annotation.modified, held.rivals)
            keep(state, [held.settled(state.replica, moment, _content_of(state, annotation))])


def settle_removal(state: ReaderState, identifier: str) -> None:
    """Takes an annotation away in every version of it. Raises: EnvironmentFault."""
    with state.transaction():
        for held in records(state, [identifier]):
            keep(state, [held.settled(state.replica, now(), None)])


def dispute(
    state: ReaderState, annotation: Annotation, others: Iterable[Annotation | None]
) -> None:
    """Takes `settle` back: `others` stand beside an annotation once more, None for a deletion.

    Each is said anew, since what has been replaced once is known to be replaced wherever the
    settled version has come to. Raises: EnvironmentFault.
    """
    with state.transaction():
        for held in records(state, [annotation.id]):
            whole = (annotation, *others)
            said = [None if one is None else _content_of(state, one) for one in whole]
            count = held.context.get(state.replica, 0)
            moments = [(one or annotation).modified for one in whole]
            versions = [
                Version(Dot(state.replica, count + at), moment, content)
                for at, (moment, content) in enumerate(zip(moments, said, strict=True), 1)
            ]
            context = held.context | {state.replica: count + len(versions)}
            record = Record(held.id, held.library, held.briefing, context, in_order(versions))
            keep(state, [record])


def rivals(
    state: ReaderState, library: str, briefing: str
) -> dict[str, tuple[Annotation | None, ...]]:
    """What is said otherwise of a document's annotations, by id; None for a deletion.

    Raises: EnvironmentFault.
    """
    where = """library = :library AND briefing = :briefing AND removed = ''
               AND id IN (SELECT annotation FROM rival)"""
    found = _records(state, where, {"library": library, "briefing": briefing})
    own = state.author if found else ""
    return {
        record.id: tuple(_rival(record, version, own) for version in record.rivals)
        for record in found
        if record.rivals
    }


def _rival(record: Record, version: Version, own: str) -> Annotation | None:
    if version.content is None:
        return None
    said = version_of(record, version)
    return msgspec.structs.replace(said, author="") if said.author == own else said


def annotations(state: ReaderState, library: str, briefing: str | None = None) -> list[Annotation]:
    """A document's annotations, or a whole library's, oldest first. Raises: EnvironmentFault."""
    where = "" if briefing is None else "AND briefing = :briefing"
    rows = state.rows(
        f"""SELECT {COLUMNS} FROM annotation a WHERE library = :library {where} AND removed = ''
            ORDER BY created, id""",  # noqa: S608 - our own words only
        {"library": library, "briefing": briefing},
    )
    return [annotation_of(row) for row in rows]


def annotation_of(row: Sequence[Any]) -> Annotation:
    """The annotation that a row of `COLUMNS` holds."""
    values = list(row)
    values[_AT_TARGETS] = _TARGETS.decode(values[_AT_TARGETS])
    values[_AT_TAGS] = _tags(values[_AT_TAGS])
    values[-1] = tuple(sorted(_tags(values[-1])))
    return Annotation(*values)


def shown(record: Record) -> Annotation | None:
    """A record as an annotation with its author's id, private tags aside; None if deleted."""
    version = record.shown
    return None if version.content is None else version_of(record, version)


def version_of(record: Record, version: Version) -> Annotation:
    """One version of a record as an annotation. Raises: ValueError for a deletion."""
    if version.content is None:
        raise ValueError(f"{record.id}: a deletion has nothing to show")
    content = {name: getattr(version.content, name) for name in _SAID}
    return Annotation(
        id=record.id,
        library=record.library,
        briefing=record.briefing,
        modified=version.modified,
        **content,
    )


def records(state: ReaderState, identifiers: Iterable[str]) -> list[Record]:
    """The records of these ids that are there, deleted ones too. Raises: EnvironmentFault."""
    wanted, found = list(dict.fromkeys(identifiers)), list[Record]()
    for start in range(0, len(wanted), _BATCH):
        some = {f"i{at}": one for at, one in enumerate(wanted[start : start + _BATCH])}
        marks = ",".join(f":{name}" for name in some)
        found += _records(state, f"id IN ({marks})", some)
    return found


def records_of(state: ReaderState, library: str) -> list[Record]:
    """Every record of a library, deleted ones too. Raises: EnvironmentFault."""
    return _records(state, "library = :library", {"library": library})


def keep(state: ReaderState, some: Iterable[Record]) -> None:
    """Writes records in place of those of the same ids. Raises: EnvironmentFault."""
    for record in some:
        version = record.shown
        state.change("DELETE FROM rival WHERE annotation = :id", {"id": record.id})
        state.change(
            _PUT,
            {
                "id": record.id,
                "library": record.library,
                "briefing": record.briefing,
                "context": msgspec.json.encode(record.context).decode(),
                "replica": version.dot.replica,
                "count": version.dot.count,
                "modified": version.modified,
                "removed": "" if version.content else version.modified,
            }
            | _columns(version.content or Content(0, "highlight", "idea", "", "")),
        )
        for rival in record.versions[1:]:
            values = {"id": record.id, "version": msgspec.json.encode(rival)}
            state.change("INSERT INTO rival VALUES (:id, :version)", values)


def authors(state: ReaderState) -> dict[str, Author]:
    """Whose names came with annotations, by id; the reader's own too. Raises: EnvironmentFault."""
    rows = state.rows("SELECT id, name, initials FROM author", {})
    own = state.owner
    return {name: Author(*rest) for name, *rest in rows} | {
        state.author: Author(own.name, own.initials)
    }


def meet(state: ReaderState, identifier: str, author: Author) -> None:
    """Keeps the name of somebody whose annotations came by file. Raises: EnvironmentFault."""
    values = {"id": identifier, "name": author.name, "initials": author.initials}
    state.change("INSERT OR REPLACE INTO author VALUES (:id, :name, :initials)", values)


def keep_old(state: ReaderState, identifier: str, edition: int) -> None:
    """The reader was shown what `edition` made of the passage, and leaves the note with the old.

    Raises: EnvironmentFault.
    """
    values = {"id": identifier, "edition": edition}
    state.change("INSERT OR REPLACE INTO kept VALUES (:id, :edition)", values)


def ask_again(state: ReaderState, identifier: str) -> None:
    """Takes `keep_old` back. Raises: EnvironmentFault."""
    state.change("DELETE FROM kept WHERE annotation = :id", {"id": identifier})


def kept_old(state: ReaderState, library: str) -> dict[str, int]:
    """The notes left with an old passage: until which edition, by id. Raises: EnvironmentFault."""
    query = """SELECT k.annotation, k.edition
               FROM kept k CROSS JOIN annotation a ON a.id = k.annotation  -- few: they lead
               WHERE a.library = :library"""
    return dict(state.rows(query, {"library": library}))


def tags_in_use(state: ReaderState, library: str) -> list[str]:
    """Every label in a library, private ones too. Raises: EnvironmentFault."""
    query = """SELECT t.value FROM annotation a, json_each(a.tags) t
               WHERE a.library = :library AND a.removed = '' AND a.tags != '[]'
               UNION SELECT p.tag FROM private_tag p JOIN annotation a ON a.id = p.annotation
               WHERE a.library = :library AND a.removed = ''"""
    return [tag for (tag,) in state.rows(query, {"library": library})]


def _records(state: ReaderState, where: str, values: dict[str, Any]) -> list[Record]:
    rivals: dict[str, list[Version]] = {}
    query = f"""SELECT annotation, version FROM rival
                WHERE annotation IN (SELECT id FROM annotation WHERE {where})"""  # noqa: S608
    for identifier, version in state.rows(query, values):
        rivals.setdefault(identifier, []).append(msgspec.json.decode(version, type=Version))
    query = f"SELECT {_ROW} FROM annotation WHERE {where} ORDER BY created, id"  # noqa: S608
    found: list[Record] = []
    for row in state.rows(query, values):
        identifier, library, briefing, context, replica, count, modified, removed, *content = row
        version = Version(Dot(replica, count), modified, None if removed else _content(content))
        others = in_order(rivals.get(identifier, ()))
        known = msgspec.json.decode(context, type=dict[str, int])
        found.append(Record(identifier, library, briefing, known, (version, *others)))
    return found


def _columns(content: Content) -> dict[str, Any]:
    values = {name: getattr(content, name) for name in _SAID}
    return values | {
        "tags": msgspec.json.encode(content.tags).decode(),
        "targets": msgspec.json.encode(content.targets),
    }


def _content(row: Sequence[Any]) -> Content:
    values = dict(zip(_SAID, row, strict=True))
    values["targets"] = _TARGETS.decode(values["targets"])
    values["tags"] = _tags(values["tags"])
    return Content(**values)


def _content_of(state: ReaderState, annotation: Annotation) -> Content:
    values = {name: getattr(annotation, name) for name in _SAID}
    return Content(**values | {"author": annotation.author or state.author})


def _tags(text: bytes | str) -> tuple[str, ...]:
    return _NAMES.decode(text) if text != "[]" else ()


def _after(moment: str, rivals: Iterable[Version]) -> str:
    """`moment`, or just after the latest rival, so that what was changed last here is shown."""
    latest = max((one.modified for one in rivals), default="")
    if moment > latest:
        return moment
    later = datetime.fromisoformat(latest) + timedelta(milliseconds=1)
    return later.isoformat(timespec="milliseconds")
