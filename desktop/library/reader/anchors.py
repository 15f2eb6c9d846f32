"""Anchors: where a note hangs in a document, and how it is found again in another version.

After the W3C Web Annotation model: a text position in a block and a text quote with its context.
A note is placed by itself only where no other place could be meant: its block still reads as it
did, or holds the quote once; or the quote stands once in the whole document with its context.
Everything else is for the reader to look at. A wrong silent placement is worse than a question.
"""

from typing import Literal

import msgspec

from desktop.library.document import Document, leaves
from desktop.library.errors import InputError

CONTEXT = 32
"""Code points of context kept on each side of a quote."""

Span = tuple[str, int, int]
"""Block id, start and end in code points of the block's text."""


class Anchor(msgspec.Struct, frozen=True):
    """One passage in one block, with the whole text of the block as it was."""

    block: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    block_text: str


class Placement(msgspec.Struct, frozen=True):
    """Where anchors stand in a document: all of them (`placed`), or not surely (`review`)."""

    spans: tuple[Span, ...]
    state: Literal["placed", "review"]


def anchors(document: Document, spans: tuple[Span, ...]) -> tuple[Anchor, ...]:
    """The anchors of `spans`.

    Raises: InputError("passage_outside") when a span is empty or leaves its block.
    """
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    return tuple(_anchor(texts, span) for span in spans)


def place(targets: tuple[Anchor, ...], document: Document) -> Placement:
    """Where `targets` stand in `document`; `review` if even one has no sure place."""
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    spans = [_find(target, texts) for target in targets]
    found = tuple(span for span in spans if span)
    return Placement(found, "placed" if len(found) == len(targets) else "review")


def _anchor(texts: dict[str, str], span: Span) -> Anchor:
    block, start, end = span
    text = texts.get(block)
    if text is None or not 0 <= start < end <= len(text):
        raise InputError("passage_outside", block=block, start=start, end=end)
    return Anchor(
        block=block,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        block_text=text,
    )


def _find(target: Anchor, texts: dict[str, str]) -> Span | None:
    text = texts.get(target.block)
    if text == target.block_text:
        return target.block, target.start, target.end
    if text is not None:
        return _only(target, [(target.block, text)])
    exact = [(block, other) for block, other in texts.items() if other == target.block_text]
    if len(exact) == 1:
        return exact[0][0], target.start, target.end
    around = target.prefix + target.quote + target.suffix
    return _only(target, [(block, other) for block, other in texts.items() if around in other])


def _only(target: Anchor, among: list[tuple[str, str]]) -> Span | None:
    """The one place of the quote in the texts; None if there is none or more than one."""
    places = [(block, start) for block, text in among for start in _occurrences(target.quote, text)]
    if len(places) != 1:
        return None
    block, start = places[0]
    return block, start, start + len(target.quote)


def _occurrences(quote: str, text: str) -> list[int]:
    """Every start of `quote` in `text`, overlapping ones too."""
    found: list[int] = []
    start = text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found
