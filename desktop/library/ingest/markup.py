"""HTML blocks as Markdown, in the dialect of our renderer (Python-Markdown with its extensions).

Written out here, since that dialect differs from the one that converters aim at: list items and
code blocks are indented by four, tables hold one line a cell, few signs can be escaped.
"""

import re
from collections.abc import Iterable, Iterator

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from desktop.library.errors import InputError
from desktop.library.ingest.escape import clean
from desktop.library.ingest.footnotes import take_footnotes
from desktop.library.ingest.phrases import (
    DROPPED,
    element_phrase,
    one_line,
    paragraph,
    phrase,
    words,
)

MAX_DEPTH = 150
"""Elements nested deeper than this are no document; the writer calls itself once a level."""
_INDENT = "    "
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "li",
            "main",
            "nav",
        ),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LETTERHEAD = re.compile(r"CỘNG H[ÒO][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM")


def parse(html: str, file: object) -> HtmlElement:
    """The tree of an HTML text. Raises: InputError when it is none, or nested without end."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise InputError("ingest_html_broken", file=file) from error
    if any(depth > MAX_DEPTH for depth in _depths(tree)):
        raise InputError("ingest_html_deep", file=file, limit=MAX_DEPTH)
    return tree


def to_markdown(tree: HtmlElement) -> str:
    """The Markdown of a cleaned tree, footnotes last."""
    notes = take_footnotes(tree)
    blocks = list(_blocks(tree))
    for label, note in enumerate(notes, 1):
        parts = list(_blocks(note)) or [""]
        blocks.append(f"[^{label}]: " + _indented("\n\n".join(parts)))
    return "\n\n".join(blocks) + "\n"


def _depths(tree: HtmlElement) -> Iterator[int]:
    depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth


def _blocks(element: HtmlElement) -> Iterator[str]:
    """The blocks inside `element`; loose inline content between them becomes paragraphs."""
    loose = [words(element.text)]
    for child in element:
        if child.tag in DROPPED or not isinstance(child.tag, str):
            pass
        elif _holds_blocks(child):
            yield from _paragraphs("".join(loose))
            loose = []
            yield from _block(child)
        else:
            loose.append(element_phrase(child))
        loose.append(words(child.tail))
    yield from _paragraphs("".join(loose))


def _holds_blocks(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or any(
        child.tag in _BLOCKS for child in element.iterdescendants()
    )


def _paragraphs(run: str) -> Iterator[str]:
    text = paragraph(run)
    if text:
        yield text


def _block(element: HtmlElement) -> Iterator[str]:
    tag = element.tag
    if tag in _HEADINGS:
        text = one_line(phrase(element))
        if text:
            yield f"{'#' * _HEADINGS[tag]} {text}"
    elif tag in ("ul", "ol"):
        yield from _list(element)
    elif tag == "table":
        yield from _table(element)
    elif tag == "blockquote":
        quoted = "\n\n".join(_blocks(element))
        if quoted:
            yield "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
    elif tag == "pre":
        lines = clean(element.text_content()).strip("\n").split("\n")
        yield "\n".join(f"{_INDENT}{line}".rstrip() for line in lines)
    elif tag == "hr":
        yield "---"
    elif tag == "dl":
        yield from _definitions(element)
    else:
        yield from _blocks(element)


def _list(element: HtmlElement) -> Iterator[str]:
    """Items one under the other; apart by an empty line when one of them has several blocks."""
    start = element.get("start") or "1"
    number = int(start) if start.isdecimal() else 1
    items: list[str] = []
    loose = False
    for child in element:
        if not isinstance(child.tag, str):
            continue
        parts = list(_blocks(child)) if child.tag == "li" else list(_block(child))
        if not parts:
            continue
        bullet = "-" if element.tag == "ul" else f"{number}."
        number += 1
        nested = len(parts) == 2 and re.match(r"(?:-|\d+\.) ", parts[1])
        loose = loose or (len(parts) > 1 and not nested)
        body = ("\n" if nested else "\n\n").join(parts)
        items.append(f"{bullet.ljust(3)} {_indented(body)}")
    if items:
        yield ("\n\n" if loose else "\n").join(items)


def _definitions(element: HtmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == "dt":
            yield from _paragraphs(one_line(phrase(child)))
        elif child.tag == "dd":
            body = "\n\n".join(_blocks(child))
            if body:
                yield f":   {_indented(body)}"
        elif isinstance(child.tag, str):
            yield from _block(child)


def _table(element: HtmlElement) -> Iterator[str]:
    """A table of lines, or its cells one after the other where it only lays out a page."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    for caption in element.iterchildren("caption"):
        yield from _blocks(caption)
    letterhead = _LETTERHEAD.search(element.text_content()[:600]) is not None
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    cells = [row for row in cells if row]
    if letterhead or len(cells) < 2 or max(map(len, cells)) < 2:
        for row in cells:
            for cell in row:
                yield from _blocks(cell)
        return
    grid = _grid(cells)
    width = max(map(len, grid))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in grid]
    lines.insert(1, "|" + " --- |" * width)
    yield "\n".join(lines)


def _grid(rows: list[list[HtmlElement]]) -> list[list[str]]:
    """Cell texts by row and column; a cell that spans several fills the first of them."""
    grid: list[list[str]] = []
    below: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        for cell in row:
            while below.get(len(line), 0) > 0:
                below[len(line)] -= 1
                line.append("")
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            below |= {len(line) + step: down - 1 for step in range(across)}
            line += [_cell(cell), *[""] * (across - 1)]
        while below.get(len(line), 0) > 0:
            below[len(line)] -= 1
            line.append("")
        grid.append(line)
    return grid


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 100) if value.isdecimal() and len(value) < 6 else 1


def _cell(cell: HtmlElement) -> str:
    """A cell's blocks on one line; a table inside it becomes lines of words."""
    for table in list(cell.iter("table")):
        table.tag = "div"
        for row in table.iter("tr"):
            row.tag = "p"
        for inner in [*table.iter("td"), *table.iter("th")]:
            inner.tag = "span"
            inner.tail = " "
    lines = (line.strip() for block in _blocks(cell) for line in block.split("\n"))
    return "<br>".join(line for line in lines if line)


def _indented(text: str) -> str:
    """`text` with every line but the first indented, as the content of a list item stands."""
    lines: Iterable[str] = text.split("\n")
    return "\n".join(f"{_INDENT}{line}" if line.strip() else "" for line in lines).lstrip(" ")
