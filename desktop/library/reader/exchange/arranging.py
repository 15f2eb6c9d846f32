"""Notes in the order in which a person reads them: by document and place, replies after notes."""

from collections.abc import Iterator

import msgspec

from desktop.library.reader.exchange.selecting import Selection
from desktop.library.reader.exchange.shelving import Shelf
from desktop.library.reader.records import Content, Record, Version
from index.vietnamese import order_key


class Entry(msgspec.Struct, frozen=True):
    """A note as it is shown, with its document's title and the heading above its passage.

    `depth` counts the notes that it answers one through the other.
    """

    record: Record
    version: Version
    content: Content
    tags: tuple[str, ...]
    title: str
    section: str
    depth: int = 0


def arranged(selection: Selection, shelf: Shelf) -> list[Entry]:
    """The notes of a selection; deletions have nothing to show. Documents stand by title."""
    titles = shelf.titles(selection.records)
    shown = [
        (record, record.shown.content)
        for record in selection.records
        if record.shown.content is not None
    ]
    ids = {record.id for record, _ in shown}
    replies: dict[str, list[tuple[Record, Content]]] = {}
    leading: list[tuple[tuple[object, ...], Entry]] = []
    for record, content in shown:
        if content.parent in ids:
            replies.setdefault(content.parent, []).append((record, content))
            continue
        title = titles.get((record.library, record.briefing), record.briefing)
        block = content.targets[0].block if content.targets else ""
        start = content.targets[0].start if content.targets else 0
        order, section = shelf.place(record.library, record.briefing, block)
        place = (order_key(title), record.library, record.briefing, bool(block), order, start)
        entry = _entry(selection, record, content, title, section)
        leading.append(((*place, content.created, record.id), entry))
    leading.sort(key=lambda one: one[0])
    return [one for _, entry in leading for one in _with_replies(selection, entry, replies)]


def _entry(
    selection: Selection, record: Record, content: Content, title: str, section: str
) -> Entry:
    private = selection.private.get(record.id, ())
    tags = (*content.tags, *(tag for tag in private if tag not in content.tags))
    return Entry(record, record.shown, content, tags, title, section)


def _with_replies(
    selection: Selection, entry: Entry, replies: dict[str, list[tuple[Record, Content]]]
) -> Iterator[Entry]:
    waiting = [entry]
    while waiting:
        one = waiting.pop()
        yield one
        for record, content in reversed(replies.pop(one.record.id, [])):
            reply = _entry(selection, record, content, one.title, one.section)
            waiting.append(msgspec.structs.replace(reply, depth=one.depth + 1))
