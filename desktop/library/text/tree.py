"""Reads sanitised HTML into block nodes."""

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from desktop.library.document import Node, Run
from desktop.library.text.inline import Inline, Style

_INLINE = frozenset(
    [
        "a",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "ins",
        "s",
        "del",
        "sup",
        "sub",
        "abbr",
        "kbd",
        "span",
        "code",
        "br",
        "img",
    ]
)


def read_blocks(element: HtmlElement) -> list[Node]:
    """The blocks inside `element`; footnotes come last, whatever their place."""
    nodes = list(_blocks(element))
    notes = [node for node in nodes if node.kind == "footnotes"]
    return [node for node in nodes if node.kind != "footnotes"] + notes


def _blocks(element: HtmlElement) -> Iterator[Node]:
    """Children as blocks; loose inline content between them becomes paragraphs."""
    loose = Inline()
    loose.text(element.text, Style())
    for child in element:
        if child.tag in _INLINE:
            loose.element(child, Style())
        else:
            yield from _flush(loose)
            loose = Inline()
            yield from _READERS.get(child.tag, _blocks)(child)
        loose.text(child.tail, Style())
    yield from _flush(loose)


def _flush(inline: Inline) -> Iterator[Node]:
    """A paragraph of what was gathered, and a figure for every picture in it."""
    runs = inline.runs()
    if runs:
        yield Node("paragraph", runs=runs)
    for src, alt, title in inline.pictures:
        yield _figure(src, alt, _plain(title))


def _figure(src: str, alt: str, caption: tuple[Run, ...]) -> Node:
    children = (Node("caption", runs=caption),) if caption else ()
    return Node("figure", src=src, alt=alt, children=children)


def _plain(text: str) -> tuple[Run, ...]:
    words = " ".join(text.split())
    return (Run(words),) if words else ()


def _runs(element: HtmlElement) -> tuple[Run, ...]:
    inline = Inline()
    inline.inside(element, Style())
    return inline.runs()


def _heading(element: HtmlElement) -> Iterator[Node]:
    runs = _runs(element)
    if runs:
        circulation = element.get("circulation", "")
        yield Node("heading", level=int(element.tag[1]), circulation=circulation, runs=runs)


def _code(element: HtmlElement) -> Iterator[Node]:
    text = element.text_content().strip("\n")
    if text:
        yield Node("code", runs=(Run(text),))


def _quote(element: HtmlElement) -> Iterator[Node]:
    children = tuple(_blocks(element))
    if children:
        yield Node("quote", children=children)


def _list(element: HtmlElement) -> Iterator[Node]:
    items = tuple(
        Node("item", children=tuple(_blocks(item))) for item in element.iterchildren("li")
    )
    start = element.get("start", "1")
    if items:
        yield Node(
            "list",
            ordered=element.tag == "ol",
            start=int(start) if start.lstrip("-").isdecimal() else 1,
            children=items,
        )


def _definitions(element: HtmlElement) -> Iterator[Node]:
    for child in element:
        if child.tag == "dt":
            yield Node("term", runs=_runs(child))
        elif child.tag == "dd":
            yield Node("definition", children=tuple(_blocks(child)))


def _division(element: HtmlElement) -> Iterator[Node]:
    if element.get("class") != "footnote":
        yield from _blocks(element)
        return
    notes = tuple(
        Node(
            "footnote", label=item.get("id", "").removeprefix("fn:"), children=tuple(_blocks(item))
        )
        for item in element.iter("li")
        if item.get("id", "").startswith("fn:")
    )
    if notes:
        yield Node("footnotes", children=notes)


def _picture(element: HtmlElement) -> Iterator[Node]:
    caption = next((_runs(child) for child in element.iter("figcaption")), ())
    for picture in element.iter("img"):
        if picture.get("src"):
            yield _figure(picture.get("src", ""), picture.get("alt", ""), caption)


def _rule(_element: HtmlElement) -> Iterator[Node]:
    yield Node("rule")


def _table(element: HtmlElement) -> Iterator[Node]:
    rows: list[Node] = []
    below: dict[int, int] = {}
    for row in element.iter("tr"):
        cells = tuple(_cells(row, below))
        if cells:
            head = all(cell.head for cell in cells)
            rows.append(Node("row", head=head, children=cells))
    caption = next(iter(element.iterchildren("caption")), None)
    if caption is not None and (runs := _runs(caption)):
        yield Node("paragraph", runs=runs)
    if rows:
        yield Node("table", children=tuple(rows))


def _cells(row: HtmlElement, below: dict[int, int]) -> Iterator[Node]:
    """A row's cells; a cell that an earlier row stretches down to is given as an empty one."""
    column = 0
    for cell in row.iterchildren("td", "th"):
        while below.get(column, 0):
            below[column] -= 1
            column += 1
            yield Node("cell")
        span, depth = _count(cell.get("colspan")), _count(cell.get("rowspan"))
        if depth > 1:
            below.update(dict.fromkeys(range(column, column + span), depth - 1))
        column += span
        align = cell.get("align", "")
        yield Node(
            "cell",
            head=cell.tag == "th",
            span=span,
            align=align if align in {"left", "center", "right"} else "",
            runs=_runs(cell),
        )


def _count(value: str | None) -> int:
    return min(int(value), 64) if value and value.isdecimal() and int(value) else 1


_READERS: dict[str, Callable[[HtmlElement], Iterator[Node]]] = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], _heading),
    "pre": _code,
    "blockquote": _quote,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "div": _division,
    "figure": _picture,
    "hr": _rule,
    "table": _table,
}
