"""Reads Markdown and plain text."""

import re
from collections.abc import Collection
from pathlib import Path

from desktop.library.ingest.draft import Extract
from desktop.library.ingest.escape import clean, escape_inline, escape_paragraph
from desktop.library.ingest.pictures import Pictures

_FIGURE = re.compile(r"(!\[[^\]\n]*\]\()<?([^)\s>]+)>?((?:\s+\"[^\"\n]*\")?\))")
_BULLET = re.compile(r"^\s*[-–•▪●◦*+\uf0b7]\s+(?=\S)")
_MARKER = re.compile(r"^\s*(?:[-–•▪●◦*+\uf0b7]|\d{1,3}[.)]|[a-zđ][.)]|[IVX]{1,5}\.)\s+")
_WRAPPED_MIN = 45
_WRAPPED_MAX = 130


def read_markdown(text: str, path: Path, keep: Collection[str] = ()) -> Extract:
    """Markdown as it is; the pictures that it names beside itself come along.

    Names in `keep` stay as they are; of a picture that is not there its description stays.
    """
    pictures = Pictures(path, path.parent)

    def taken(figure: re.Match[str]) -> str:
        if figure[2] in keep:
            return figure[0]
        name = pictures.take_file(figure[2])
        return f"{figure[1]}{name}{figure[3]}" if name else figure[1][2:-2]

    body = _FIGURE.sub(taken, clean(text)).strip("\n") + "\n"
    return Extract(body, pictures=pictures.kept, notes=tuple(pictures.notes))


def read_plain(text: str) -> Extract:
    """Plain text as Markdown that shows it letter for letter; lines broken by hand are rejoined."""
    return Extract(paragraphs_to_markdown(plain_paragraphs(text)))


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text.

    Empty lines part paragraphs. Other lines are paragraphs of their own, unless their lengths
    show that a program broke one paragraph at its right margin.
    """
    found: list[str] = []
    for chunk in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", clean(text).strip()):
        lines = [" ".join(line.split()) for line in chunk.split("\n") if line.strip()]
        found += [" ".join(lines)] if _is_wrapped(lines) else lines
    return [text for text in found if text]


def paragraphs_to_markdown(paragraphs: list[str], title: str = "") -> str:
    """Paragraphs of plain words as Markdown; bulleted ones become a list.

    A first paragraph that is `title` becomes the heading.
    """
    parts: list[str] = []
    listed = False
    for number, text in enumerate(paragraphs):
        bullet = _BULLET.match(text)
        if number == 0 and title and text == title:
            parts.append(f"# {escape_inline(text)}")
        elif bullet:
            item = f"-   {escape_paragraph(text[bullet.end() :])}"
            parts.append(f"{parts.pop()}\n{item}" if listed else item)
        else:
            parts.append(escape_paragraph(text))
        listed = bullet is not None
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or any(_MARKER.match(line) for line in lines[1:]):
        return False
    full = lines[:-1]
    if any(not _WRAPPED_MIN <= len(line) <= _WRAPPED_MAX for line in full):
        return False
    return sum(line.endswith((".", ":", ";", "!", "?")) for line in full) * 2 < len(full)
