"""Reads HTML pages: the article's own text, nothing that runs, nothing from elsewhere."""

import re
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from desktop.library.errors import Problem
from desktop.library.ingest.draft import Extract, Hints
from desktop.library.ingest.markup import parse, to_markdown
from desktop.library.ingest.pictures import Pictures

_CHROME = ("nav", "form", "aside", "menu", "button", "input", "select", "textarea", "dialog")
_NEVER = ("script", "style", "iframe", "object", "embed", "applet", "svg", "math", "video")
_ALSO_NEVER = ("audio", "canvas", "noscript", "template", "map", "frame", "frameset")
_LINKED = 0.35
"""A page whose words stand in links to this share is a portal's page around an article."""
_ARTICLE = 200
"""Characters below which an element is no article."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_page(html: str, path: Path, *, folder: Path | None = None) -> Extract:
    """The Markdown of a page.

    Pictures are taken from `folder` and below it; all others are dropped and noted.

    Raises: InputError for what is no HTML.
    """
    tree = parse(html, path)
    hints = _hints(tree)
    dropped = _drop(tree, _NEVER + _ALSO_NEVER) + _drop(tree, _CHROME) + _drop_hidden(tree)
    content, around = _content(tree, html)
    pictures = Pictures(path, folder)
    for image in list(content.iter("img")):
        name = pictures.take_file(image.get("src") or "")
        if name:
            image.set("src", name)
        else:
            image.drop_tree()
    notes = list(pictures.notes)
    if dropped or around:
        params = {"parts": ", ".join(dict.fromkeys([*dropped, *around]))}
        notes.append(Problem("page_parts_removed", str(path), params=params, severity="warning"))
    return Extract(to_markdown(content), hints, pictures.kept, tuple(notes))


def _drop(tree: HtmlElement, tags: tuple[str, ...]) -> list[str]:
    """Takes elements out with what they hold; the tags of those that held words."""
    return _drop_all(list(tree.iter(*tags)))


def _drop_all(elements: list[HtmlElement]) -> list[str]:
    told: list[str] = []
    for element in elements:
        if element.getparent() is None:
            continue
        if element.text_content().strip() and element.tag not in ("script", "style", "noscript"):
            told.append(str(element.tag))
        element.drop_tree()
    return told


def _drop_hidden(tree: HtmlElement) -> list[str]:
    hidden = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and ("hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""))
    ]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()
    return ["hidden"] if hidden else []


def _content(tree: HtmlElement, html: str) -> tuple[HtmlElement, list[str]]:
    """The element that holds the article, and what of the page around it was left out."""
    body = tree.find("body")
    body = tree if body is None else body
    for path in ("//main", "//*[@role='main']", "//article"):
        found = tree.xpath(path)
        length = len(found[0].text_content().strip()) if len(found) == 1 else 0
        if length > _ARTICLE:
            return found[0], ["page"] if length < len(body.text_content().strip()) else []
    banners = [header for header in body.iter("header") if header.find(".//h1") is None]
    dropped = _drop_all(banners) + _drop(body, ("footer",))
    words = len(body.text_content().strip())
    linked = sum(len(link.text_content()) for link in body.iter("a"))
    if not words or linked / words < _LINKED:
        return body, dropped
    article = _extracted(html)
    return (body, dropped) if article is None else (article, ["page"])


def _extracted(html: str) -> HtmlElement | None:
    """The article as trafilatura sees it; it reads the text at hand and fetches nothing."""
    import trafilatura  # noqa: PLC0415 - half a second that only portal pages pay

    text = trafilatura.extract(
        html,
        output_format="html",
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_images=True,
        include_formatting=True,
        favor_recall=True,
    )
    if not text or len(text) < _ARTICLE:
        return None
    tree: HtmlElement = lxml.html.document_fromstring(text)
    body = tree.find("body")
    return tree if body is None else body


def _hints(tree: HtmlElement) -> Hints:
    def meta(*names: str) -> str:
        for name in names:
            for found in tree.xpath("//meta[@name=$name or @property=$name]/@content", name=name):
                if str(found).strip():
                    return " ".join(str(found).split())
        return ""

    title = meta("og:title") or " ".join((tree.findtext(".//title") or "").split())
    keywords = [word.strip() for word in meta("keywords").split(",")]
    return Hints(
        title=title,
        summary=meta("description", "og:description"),
        topics=tuple(dict.fromkeys(word for word in keywords if word)),
        date=meta("article:published_time", "datePublished", "DC.date.issued"),
    )
