"""Annotations that another program made, as far as they can be notes of ours.

Read are: what names a document held here by id, number or title; a quotation with its context, a
text body, tags, who made it and when. An annotation keeps one id and one dot however often its
file is read; a later state of it takes the place of the former, unless that was edited here.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import msgspec
import nh3

from desktop.library.reader.anchors import CONTEXT, Anchor
from desktop.library.reader.exchange.incoming import Refusal, digest, one_line
from desktop.library.reader.exchange.shelving import Shelf
from desktop.library.reader.records import Content, Dot, Record, Version

_NAMES = uuid.UUID("3f0b9f0e-5f0c-5d0a-9f3c-2a7d4f6c1b58")
"""The namespace of ids made here."""
_UNDATED = "1970-01-01T00:00:00.000+00:00"
_NO_EDITION = 0
_MOST_NOTE = 100_000
_MOST_QUOTE = 20_000


class Found(msgspec.Struct, frozen=True):
    """A note, and the name that came with its author's id."""

    record: Record
    author: str
    name: str


def read(item: Any, shelf: Shelf) -> Found | Refusal:
    """The note that an annotation makes."""
    if not isinstance(item, dict):
        return Refusal("notes_item_foreign", one_line(str(item), 80))
    names = list(_document_names(item))
    place = next((found for name in names if (found := shelf.named(name))), None)
    if place is None:
        return Refusal("notes_item_unplaced", one_line(names[0] if names else "–", 120))
    anchors = tuple(_anchors(item))
    note = "\n\n".join(_notes(item))[:_MOST_NOTE]
    if not anchors and not note:
        return Refusal("notes_item_foreign", one_line(names[0], 120))
    identifier = str(uuid.uuid5(_NAMES, _text(item.get("id")) or digest(item)))
    created = _moment(item.get("created"))
    modified = max(created, _moment(item.get("modified") or item.get("updated")))
    author, name = _creator(item)
    content = Content(
        edition=_NO_EDITION,
        kind="highlight" if anchors else "document",
        colour="idea",
        note=note,
        created=created,
        author=author,
        tags=tuple(dict.fromkeys(_tags(item))),
        targets=anchors,
    )
    version = Version(_dot(identifier, content, modified), modified, content)
    context = {version.dot.replica: version.dot.count}
    return Found(Record(identifier, *place, context, (version,)), author, name)


def _dot(identifier: str, content: Content, modified: str) -> Dot:
    """A later state of the same annotation replaces a former one; undated ones stand alone."""
    if modified == _UNDATED:
        return Dot(f"w3c-{digest(identifier, content)}", 1)
    since = datetime.fromisoformat(modified) - datetime.fromisoformat(_UNDATED)
    return Dot(f"w3c-{digest(identifier)}", max(int(since.total_seconds() * 1000), 1))


def _document_names(item: dict[str, Any]) -> Iterator[str]:
    """What an annotation calls its document, the surest name first."""
    for target in _list(item.get("target")):
        source = target.get("source", target.get("id")) if isinstance(target, dict) else target
        for one in _list(source):
            yield from _named(one)
    yield from filter(None, (_text(item.get("uri")), _text(item.get("url"))))
    document = item.get("document")
    if isinstance(document, dict):
        yield from filter(None, map(_text, _list(document.get("title"))))


def _named(source: Any) -> Iterator[str]:
    if isinstance(source, dict):
        for key in ("id", "label", "title", "name"):
            yield from filter(None, map(_text, _list(source.get(key))))
    elif _text(source):
        yield _text(source)


def _anchors(item: dict[str, Any]) -> Iterator[Anchor]:
    """The quotations with as much context as anchors keep; no block is known of them."""
    for target in _list(item.get("target")):
        if not isinstance(target, dict):
            continue
        for selector in _list(target.get("selector")):
            if not isinstance(selector, dict) or selector.get("type") != "TextQuoteSelector":
                continue
            quote = _text(selector.get("exact"))[:_MOST_QUOTE]
            if not quote.strip():
                continue
            prefix = _text(selector.get("prefix"))[-CONTEXT:]
            suffix = _text(selector.get("suffix"))[:CONTEXT]
            start, end = len(prefix), len(prefix) + len(quote)
            yield Anchor("", start, end, quote, prefix, suffix, prefix + quote + suffix)
            break


def _bodies(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if _text(item.get("bodyValue")):
        yield {"value": item["bodyValue"]}
    for body in _list(item.get("body")):
        for one in (
            _list(body.get("items")) if isinstance(body, dict) and "items" in body else [body]
        ):
            if isinstance(one, dict) and _text(one.get("value")):
                yield one
    if _text(item.get("text")):
        yield {"value": item["text"], "format": "text/markdown"}


def _notes(item: dict[str, Any]) -> Iterator[str]:
    for body in _bodies(item):
        if body.get("purpose") != "tagging":
            text = body["value"]
            if body.get("format") == "text/html":
                text = unescape(nh3.clean(text, tags=set()))
            yield text.strip()


def _tags(item: dict[str, Any]) -> Iterator[str]:
    for body in _bodies(item):
        if body.get("purpose") == "tagging":
            yield one_line(body["value"], 300)
    for tag in _list(item.get("tags")):
        if _text(tag):
            yield one_line(tag, 300)


def _creator(item: dict[str, Any]) -> tuple[str, str]:
    """An id for whoever made it, and a name."""
    creator = next(iter(_list(item.get("creator") or item.get("user"))), "")
    if isinstance(creator, dict):
        name = next(filter(None, map(_text, _list(creator.get("name")))), "")
        name = name or _text(creator.get("nickname"))
        identifier = _text(creator.get("id")) or name
    else:
        name = identifier = _text(creator)
    return f"w3c-{digest(identifier)}" if identifier else "w3c", one_line(name, 100)


def _moment(value: Any) -> str:
    """A time as ours are written; the beginning of time where none can be read."""
    try:
        moment = datetime.fromisoformat(_text(value))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        if 1970 <= moment.year < 9000:
            return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return _UNDATED
    return _UNDATED


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
