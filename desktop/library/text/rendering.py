"""Markdown to block tree: rendered by `markdown`, sanitised, then read into nodes."""

import threading
import unicodedata

import markdown
import msgspec
from lxml import etree
from lxml import html as lxml_html

from desktop.library.document import CIRCULATIONS, Document, Node
from desktop.library.text.sanitising import sanitise
from desktop.library.text.tree import read_blocks

EXTENSIONS = [
    *("tables", "fenced_code", "footnotes", "attr_list"),
    *("toc", "sane_lists", "def_list", "abbr"),
]


DEEPEST = 100
"""Levels that lists and quotes may be nested; no briefing comes near."""


class NestedTooDeep(Exception):
    """The text nests lists or quotes beyond `DEEPEST` levels."""


def render(source: str, title: str = "") -> Document:
    """Reads Markdown `source` into a block tree whose leaves have no ids yet.

    A first heading that repeats `title` is left out: the title stands above every document.

    Raises: NestedTooDeep.
    """
    document = _circles(read_blocks(_parsed(_html(source))))
    if document and _repeats(document[0], title):
        document = document[1:]
    return document


class _Own(threading.local):
    """A converter for each thread: making one costs a tenth of a rendering, and none is shared."""

    def __init__(self) -> None:
        self.converter: markdown.Markdown | None = None


_own = _Own()


def _html(source: str) -> str:
    text = unicodedata.normalize("NFC", source)
    # Taken away while it works: one that failed midway is not to be used again.
    converter, _own.converter = _own.converter, None
    converter = converter or markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    try:
        rendered = converter.convert(text)
    except RecursionError as error:
        raise NestedTooDeep from error
    converter.reset()
    _own.converter = converter
    return sanitise(rendered)


def _parsed(html: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    page = f"<html><body><div>{html}</div></body></html>".encode()
    root = lxml_html.document_fromstring(page, parser=parser)[0][0]
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > 2 * DEEPEST:
            raise NestedTooDeep
    return root


def _repeats(node: Node, title: str) -> bool:
    if node.kind != "heading" or node.level != 1 or not title:
        return False
    return node.text.casefold() == unicodedata.normalize("NFC", title).strip().casefold()


def _circles(nodes: list[Node]) -> Document:
    """Hands each heading's circulation down to what stands under it."""
    marked: list[Node] = []
    open_headings: list[tuple[int, str]] = []
    for node in nodes:
        circle = node.circulation if node.circulation in CIRCULATIONS else ""
        if node.kind == "heading":
            open_headings = [held for held in open_headings if held[0] < node.level]
            if circle:
                open_headings.append((node.level, circle))
        inherited = circle or (open_headings[-1][1] if open_headings else "")
        marked.append(_with_circle(node, inherited))
    return tuple(marked)


def _with_circle(node: Node, circle: str) -> Node:
    if circle == node.circulation and not node.children:
        return node
    children = tuple(_with_circle(child, circle) for child in node.children)
    return msgspec.structs.replace(node, circulation=circle, children=children)
