"""Takes passages out of a document so that what is left still stands as text.

A passage keeps the containers that give it meaning (its list with its number, its quote, its
table); containers that would hold nothing of the reader's choice are left out.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop.library.document import LEAVES, Document, Node, Run
from desktop.library.errors import InputError


class Excerpt(msgspec.Struct, frozen=True, omit_defaults=True):
    """A passage: code points `start` to `end` of one block's text.

    `end` 0 or None: to the end of the block. `block` may also name a container, taken whole.
    """

    briefing: str
    block: str
    start: int = 0
    end: int | None = None


def cut(document: Document, excerpts: Sequence[Excerpt]) -> Document:
    """The passages of one document, in the order given, with the footnotes they refer to.

    Passages that stand one after another in the document share their list, quote or table.

    Raises: InputError that names a block which is not there or offsets outside its text.
    """
    order = {node.id: place for place, node in enumerate(_every(document)) if node.id}
    for excerpt in excerpts:
        if excerpt.block not in order:
            raise InputError("excerpt_block_unknown", id=excerpt.briefing, block=excerpt.block)
    taken: list[Node] = []
    for group in _ascending(excerpts, order):
        wanted = {excerpt.block: excerpt for excerpt in group}
        for node in document:
            taken.extend(_keep(node, wanted))
    return (*taken, *_notes(document, taken))


def cut_runs(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs between two offsets; a note reference stays when its place is within them.

    One that stands at `start` belongs to the words before it, unless there are none.
    """
    kept: list[Run] = []
    place = 0
    for run in runs:
        if run.note:
            if start < place <= end or place == start == 0:
                kept.append(run)
            continue
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if text:
            kept.append(msgspec.structs.replace(run, text=text))
    return tuple(kept)


def _every(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _every(node.children)


def _ascending(excerpts: Sequence[Excerpt], order: dict[str, int]) -> Iterator[list[Excerpt]]:
    """Stretches of excerpts whose blocks follow one another in the document."""
    group: list[Excerpt] = []
    for excerpt in excerpts:
        if group and order[excerpt.block] <= order[group[-1].block]:
            yield group
            group = []
        group.append(excerpt)
    if group:
        yield group


def _keep(node: Node, wanted: dict[str, Excerpt]) -> list[Node]:
    """What is left of `node`: nothing, itself cut, or what it held."""
    excerpt = wanted.get(node.id) if node.id else None
    if excerpt is not None:
        return [_leaf(node, excerpt)]
    children = [kept for child in node.children for kept in _keep(child, wanted)]
    match node.kind:
        case "list":
            return _list(node, wanted)
        case "table":
            return _table(node, wanted)
        case "footnotes" | "footnote":
            return children
        case _:
            return [_with(node, children)] if children else []


def _with(node: Node, children: Iterable[Node]) -> Node:
    """`node` holding `children` instead of its own."""
    return msgspec.structs.replace(node, children=tuple(children))


def _leaf(node: Node, excerpt: Excerpt) -> Node:
    if node.kind not in LEAVES:
        if excerpt.start or excerpt.end:
            raise _outside(excerpt)
        return node
    length = len(node.text)
    end = excerpt.end or length
    if not 0 <= excerpt.start < end <= length:
        raise _outside(excerpt)
    if (excerpt.start, end) == (0, length):
        return node
    return msgspec.structs.replace(node, runs=cut_runs(node.runs, excerpt.start, end))


def _outside(excerpt: Excerpt) -> InputError:
    return InputError(
        "excerpt_outside",
        id=excerpt.briefing,
        block=excerpt.block,
        start=excerpt.start,
        end=excerpt.end or 0,
    )


def _list(node: Node, wanted: dict[str, Excerpt]) -> list[Node]:
    """The chosen items under their own numbers.

    An item of which only an inner list was chosen gives way to that list.
    """
    pieces: list[Node] = []
    items: list[Node] = []
    start = node.start

    def close() -> None:
        if items:
            pieces.append(msgspec.structs.replace(node, start=start, children=tuple(items)))
            items.clear()

    for number, item in enumerate(node.children, node.start):
        kept = _keep(item, wanted)
        inner = kept[0].children if kept else ()
        if not inner:
            continue
        if all(child.kind == "list" for child in inner) and inner != item.children:
            close()
            pieces.extend(inner)
            continue
        if node.ordered and items and number != start + len(items):
            close()
        if not items:
            start = number
        items.extend(kept)
    close()
    return pieces


def _table(node: Node, wanted: dict[str, Excerpt]) -> list[Node]:
    """The chosen cells in their rows and columns; one cell alone is a paragraph."""
    rows = [[(cell, _keep(cell, wanted)) for cell in row.children] for row in node.children]
    chosen = [kept[0] for row in rows for _cell, kept in row if kept]
    if len(chosen) <= 1:
        return [Node("paragraph", runs=cell.runs) for cell in chosen]
    spanning = any(cell.span > 1 for row in rows for cell, _kept in row)
    width = max((len(row) for row in rows), default=0)
    columns = {
        column
        for column in range(width)
        if spanning or any(column < len(row) and row[column][1] for row in rows)
    }
    left = []
    for source, row in zip(node.children, rows, strict=True):
        if any(kept for _cell, kept in row):
            cells = [
                kept[0] if kept else msgspec.structs.replace(cell, id="", runs=())
                for column, (cell, kept) in enumerate(row)
                if column in columns
            ]
            left.append(_with(source, cells))
    return [_with(node, left)]


def _notes(document: Document, taken: Sequence[Node]) -> list[Node]:
    """The footnotes that the passages refer to, and those that these refer to."""
    held = {note.label: note for note in _every(document) if note.kind == "footnote"}
    labels: list[str] = []
    waiting = list(taken)
    while waiting:
        for node in _every([waiting.pop(0)]):
            for run in node.runs:
                if run.note in held and run.note not in labels:
                    labels.append(run.note)
                    waiting.append(held[run.note])
    notes = tuple(held[label] for label in labels)
    return [Node("footnotes", children=notes)] if notes else []
