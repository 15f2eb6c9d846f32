"""Anchors: where a note hangs in a document.

After the W3C Web Annotation model: a text position in a block and a text quote with its context.
How an anchor is found again in another version stands in `placing.py`.
"""

import msgspec

from desktop.library.document import Document, leaves
from desktop.library.errors import InputError

CONTEXT = 32
"""Code points of context kept on each side of a quote."""

Span = tuple[str, int, int]
"""Block id, start and end in code points of the block's text."""


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """One passage in one block, with the whole text of the block as it was."""

    block: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    block_text: str


def anchors(document: Document, spans: tuple[Span, ...]) -> tuple[Anchor, ...]:
    """The anchors of `spans`.

    Raises: InputError("passage_outside") when a span is empty or leaves its block.
    """
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    return tuple(_anchor(texts, span) for span in spans)


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
