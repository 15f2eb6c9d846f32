"""Notes as a W3C Web Annotation collection in JSON-LD, and back without loss.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Each note that is shown
is an Annotation that any program of that model reads. What only a merge needs stands in keys of
our own: `reader:record` in an annotation (the note's other versions, its dot and context, and a
digest of what the dot said: an annotation that another program changed is taken as an edit),
`reader:blockText` in a target, and `reader:file` in the collection, with the deletions.
"""

import uuid
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, unquote

import msgspec

from desktop.library.errors import InputError, Problem
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import Author
from desktop.library.reader.exchange import foreign
from desktop.library.reader.exchange.incoming import (
    Incoming,
    Refusal,
    both,
    check_names,
    checked,
    digest,
    edited,
    one_line,
    read_text,
)
from desktop.library.reader.exchange.selecting import Selection
from desktop.library.reader.exchange.shelving import Shelf, document_uri
from desktop.library.reader.records import Colour, Content, Dot, Kind, Record, Version
from desktop.library.reader.state import now

VERSION = 1
ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = [
    ANNO,
    {
        "@version": 1.1,
        "reader": "urn:briefing-reader:ns#",
        "reader:file": {"@id": "urn:briefing-reader:ns#file", "@type": "@json"},
        "reader:record": {"@id": "urn:briefing-reader:ns#record", "@type": "@json"},
    },
]
_NOTE = "urn:uuid:"
_PERSON = "urn:briefing-reader:person:"
_MOTIVATION: dict[Kind, str] = {
    "highlight": "highlighting",
    "underline": "highlighting",
    "document": "commenting",
    "reply": "replying",
}


class _Own(msgspec.Struct):
    """`reader:record`: what a merge needs of a note beside what the annotation says.

    `said` is the digest of the content that `dot` stands for; `private` are those of the tagging
    bodies, in their order the last, that are no part of it.
    """

    library: str
    briefing: str
    edition: int
    kind: Kind
    colour: Colour
    dot: Dot
    context: dict[str, int]
    said: str
    rivals: tuple[Version, ...] = ()
    private: tuple[str, ...] = ()


class _Whole(msgspec.Struct):
    """`reader:file`: the collection's own."""

    version: int
    replica: str = ""
    removed: tuple[Record, ...] = ()


class _Person(msgspec.Struct):
    id: str
    type: Literal["Person"] = "Person"
    name: str = ""
    nickname: str = ""


class _Body(msgspec.Struct):
    value: str
    purpose: Literal["commenting", "replying", "tagging"]
    type: Literal["TextualBody"] = "TextualBody"
    format: str = ""


class _Position(msgspec.Struct):
    start: int
    end: int
    type: Literal["TextPositionSelector"] = "TextPositionSelector"


class _Fragment(msgspec.Struct):
    """The block; the position counts code points of its text."""

    value: str
    refined_by: _Position = msgspec.field(name="refinedBy")
    type: Literal["FragmentSelector"] = "FragmentSelector"


class _Quote(msgspec.Struct):
    exact: str
    prefix: str
    suffix: str
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"


class _Target(msgspec.Struct):
    source: str
    selector: tuple[_Fragment, _Quote]
    block_text: str = msgspec.field(name="reader:blockText")
    type: Literal["SpecificResource"] = "SpecificResource"


class _Annotation(msgspec.Struct, omit_defaults=True):
    id: str
    creator: _Person
    created: str
    modified: str
    target: str | tuple[_Target, ...]
    own: _Own = msgspec.field(name="reader:record")
    body: tuple[_Body, ...] = ()


class _Page(msgspec.Struct):
    items: tuple[msgspec.Raw, ...] = ()


class _File(msgspec.Struct):
    """A collection with its page, a page, a single annotation, or another program's list."""

    type: Any = ""
    first: _Page | str | None = None
    items: tuple[msgspec.Raw, ...] | None = None
    annotations: tuple[msgspec.Raw, ...] | None = None
    rows: tuple[msgspec.Raw, ...] | None = None
    own: _Whole | None = msgspec.field(default=None, name="reader:file")


_NOTHING = msgspec.Raw(b"")


class _Mark(msgspec.Struct):
    """Whether an annotation is of our making."""

    own: msgspec.Raw = msgspec.field(default=_NOTHING, name="reader:record")


def encode(selection: Selection, label: str) -> bytes:
    """The file's bytes, an annotation a line."""
    items, removed = list[msgspec.Raw](), list[Record]()
    for record in selection.records:
        content = record.shown.content
        if content is None:
            removed.append(record)
        else:
            item = msgspec.json.encode(_item(selection, record, content))
            items.append(msgspec.Raw(b"\n" + item))
    name = f"{_NOTE}{uuid.uuid4()}"
    moment = now()
    page = {"id": f"{name}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return msgspec.json.encode(
        {
            "@context": CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": label,
            "creator": _person(selection, selection.author),
            "created": moment,
            "modified": moment,
            "total": len(items),
            "reader:file": _Whole(VERSION, selection.replica, tuple(removed)),
            "first": page,
        }
    )


def read(path: Path, shelf: Shelf) -> Incoming:
    """The notes of a JSON-LD file, ours or another program's; nothing of it is trusted.

    Raises: InputError when it is too large, no file of annotations, or of a newer program;
    EnvironmentFault.
    """
    whole, items = _opened(path, read_text(path))
    if whole.version > VERSION:
        raise InputError("notes_file_newer", file=path)
    read_of = _Reading(path, shelf)
    for at, record in enumerate(whole.removed, start=1):
        read_of.removed(at, record)
    for at, item in enumerate(items, start=1):
        read_of.item(at, item)
    return read_of.incoming(whole.replica)


def _opened(path: Path, text: str) -> tuple[_Whole, tuple[msgspec.Raw, ...]]:
    try:
        if text.lstrip().startswith("["):
            return _Whole(0), msgspec.json.decode(text, type=tuple[msgspec.Raw, ...])
        file = msgspec.json.decode(text, type=_File)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError("notes_file_wrong", file=path, reason=error) from error
    within = file.first.items if isinstance(file.first, _Page) else None
    for items in (within, file.items, file.annotations, file.rows):
        if items is not None:
            return file.own or _Whole(0), items
    if file.type == "Annotation" or (isinstance(file.type, list) and "Annotation" in file.type):
        return _Whole(0), (msgspec.Raw(text.encode()),)
    raise InputError("notes_file_foreign", file=path)


class _Reading:
    """Gathers what a file's annotations say, and what is wrong with them."""

    def __init__(self, path: Path, shelf: Shelf) -> None:
        self._file = str(path)
        self._shelf = shelf
        self._records: dict[str, Record] = {}
        self._authors: dict[str, Author] = {}
        self._private: dict[str, tuple[str, ...]] = {}
        self._problems: list[Problem] = []

    def incoming(self, replica: str) -> Incoming:
        records, problems = tuple(self._records.values()), tuple(self._problems)
        return Incoming(records, self._authors, self._private, replica, problems)

    def removed(self, at: int, record: Record) -> None:
        try:
            self._take(checked(record))
        except ValueError as error:
            self._refuse(f"reader:file.removed[{at}]", error)

    def item(self, at: int, item: msgspec.Raw) -> None:
        try:
            mark = msgspec.json.decode(item, type=_Mark)
            if mark.own is _NOTHING:
                self._foreign(at, item)
                return
            annotation = msgspec.json.decode(item, type=_Annotation)
            record = checked(_record(annotation))
            check_names(*annotation.own.private)
            self._take(record)
        except (ValueError, RecursionError) as error:
            self._refuse(f"items[{at}]", error)
            return
        author = annotation.creator.id.removeprefix(_PERSON)
        self._meet(unquote(author), annotation.creator.name, annotation.creator.nickname)
        if annotation.own.private:
            self._private[record.id] = annotation.own.private

    def _foreign(self, at: int, item: msgspec.Raw) -> None:
        found = foreign.read(msgspec.json.decode(item), self._shelf)
        if isinstance(found, Refusal):
            self._problems.append(found.at(self._file, key=f"items[{at}]"))
            return
        self._take(checked(found.record))
        self._meet(found.author, found.name, "")

    def _take(self, record: Record) -> None:
        former = self._records.get(record.id)
        self._records[record.id] = both(former, record) if former else record

    def _meet(self, author: str, name: str, nickname: str) -> None:
        if name:
            self._authors[author] = Author(one_line(name, 100), one_line(nickname, 6))

    def _refuse(self, key: str, error: Exception) -> None:
        refusal = Refusal("notes_item_wrong", one_line(str(error), 200))
        self._problems.append(refusal.at(self._file, key=key))


def _item(selection: Selection, record: Record, content: Content) -> dict[str, Any]:
    version = record.shown
    given = selection.private.get(record.id, ())
    private = tuple(tag for tag in given if tag not in content.tags)
    said = _Body(content.note, "commenting", format="text/markdown")
    if content.kind == "reply":
        said.purpose = "replying"
    bodies = [said] if content.note else []
    bodies += [_Body(tag, "tagging", format="text/plain") for tag in (*content.tags, *private)]
    own = _Own(
        library=record.library,
        briefing=record.briefing,
        edition=content.edition,
        kind=content.kind,
        colour=content.colour,
        dot=version.dot,
        context=record.context,
        said=digest(content),
        rivals=record.versions[1:],
        private=private,
    )
    return {
        "id": f"{_NOTE}{record.id}",
        "type": "Annotation",
        "motivation": _MOTIVATION[content.kind],
        "creator": _person(selection, content.author),
        "created": content.created,
        "modified": version.modified,
        **({"body": bodies} if bodies else {}),
        "target": _target(record, content),
        "reader:record": own,
    }


def _target(record: Record, content: Content) -> str | list[_Target]:
    if content.parent:
        return f"{_NOTE}{content.parent}"
    source = document_uri(record.library, record.briefing)
    if not content.targets:
        return source
    return [
        _Target(
            source,
            (
                _Fragment(anchor.block, _Position(anchor.start, anchor.end)),
                _Quote(anchor.quote, anchor.prefix, anchor.suffix),
            ),
            anchor.block_text,
        )
        for anchor in content.targets
    ]


def _person(selection: Selection, author: str) -> dict[str, str]:
    met = selection.authors.get(author, Author("", ""))
    person = {"id": f"{_PERSON}{quote(author, safe='')}", "type": "Person"}
    person |= {"name": met.name} if met.name else {}
    return person | ({"nickname": met.initials} if met.initials else {})


def _record(item: _Annotation) -> Record:
    """The record that an annotation of ours holds."""
    own = item.own
    content = _content(item)
    shown = Version(own.dot, item.modified, content)
    record = Record(
        item.id.removeprefix(_NOTE), own.library, own.briefing, own.context, (shown, *own.rivals)
    )
    if digest(content) == own.said:
        return record
    return edited(record, shown, content)


def _content(item: _Annotation) -> Content:
    own = item.own
    tags = [body.value for body in item.body if body.purpose == "tagging"]
    notes = [body.value for body in item.body if body.purpose != "tagging"]
    target = item.target if isinstance(item.target, str) else ""
    parent = target.removeprefix(_NOTE) if own.kind == "reply" else ""
    return Content(
        edition=own.edition,
        kind=own.kind,
        colour=own.colour,
        note="\n\n".join(notes),
        created=item.created,
        author=unquote(item.creator.id.removeprefix(_PERSON)),
        parent=parent,
        tags=tuple(tag for tag in tags if tag not in own.private),
        targets=() if isinstance(item.target, str) else tuple(map(_anchor, item.target)),
    )


def _anchor(target: _Target) -> Anchor:
    fragment, words = target.selector
    place = fragment.refined_by
    return Anchor(
        block=fragment.value,
        start=place.start,
        end=place.end,
        quote=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        block_text=target.block_text,
    )
