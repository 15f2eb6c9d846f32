"""Other ways of finding a passage again, written from what is published of them.

They see the text of a document as one string with a line feed between blocks, as a page has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.library.document import Document, leaves
from desktop.library.reader.anchors import Anchor, Span


class Page:
    """A document as one text; where each block starts in it."""

    def __init__(self, document: Document) -> None:
        self.ids: list[str] = []
        self.starts: list[int] = []
        texts: list[str] = []
        size = 0
        for leaf in leaves(document):
            self.ids.append(leaf.id)
            self.starts.append(size)
            texts.append(leaf.text)
            size += len(leaf.text) + 1
        self.texts = texts
        self.text = "\n".join(texts)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(
            (name, max(start, first) - first, min(end, first + len(text)) - first)
            for name, first, text in zip(self.ids, self.starts, self.texts, strict=True)
            if start < first + len(text) and first < end
        )


@dataclass
class Selectors:
    """What is kept of a passage: RangeSelector, TextPositionSelector and TextQuoteSelector."""

    block: int
    start: int
    end: int
    position: int
    exact: str
    prefix: str
    suffix: str


def selectors(page: Page, target: Anchor) -> Selectors:
    """`page` is the one that `target` was made on. The context crosses blocks, 32 characters."""
    block = page.ids.index(target.block)
    first = page.starts[block] + target.start
    end = first + len(target.quote)
    before, after = page.text[max(0, first - 32) : first], page.text[end : end + 32]
    return Selectors(block, target.start, target.end, first, target.quote, before, after)


def by_quote(selected: Selectors, page: Page) -> tuple[Span, ...]:
    """Plain search: the quote with its whole context, else the quote if it stands there once."""
    around = selected.prefix + selected.exact + selected.suffix
    for text, offset in ((around, len(selected.prefix)), (selected.exact, 0)):
        found = list(_everywhere(text, page.text))
        if len(found) == 1:
            start = found[0] + offset
            return page.spans(start, start + len(selected.exact))
    return ()


def by_selectors(selected: Selectors, page: Page) -> tuple[Span, ...]:
    """Hypothesis: the range, then the position, if the quote stands there; then the quote.

    Order and checks after "Fuzzy Anchoring" (hypothes.is, 2013) and the W3C's selectors; the rank
    of several matches after hypothesis/client#2814: likeness of quote (50), prefix and suffix (20
    each) and nearness to the old position (2). Approximate matches may have half of their letters
    wrong.
    """
    size = len(selected.exact)
    if selected.block < len(page.texts):
        text = page.texts[selected.block]
        if text[selected.start : selected.end] == selected.exact:
            first = page.starts[selected.block] + selected.start
            return page.spans(first, first + size)
    if page.text[selected.position : selected.position + size] == selected.exact:
        return page.spans(selected.position, selected.position + size)
    found = [(start, start + size) for start in _everywhere(selected.exact, page.text)]
    if not found:
        near = fuzz.partial_ratio_alignment(selected.exact, page.text, score_cutoff=50)
        found = [(near.dest_start, near.dest_end)] if near and size <= len(page.text) else []
    if not found:
        return ()
    start, end = max(found, key=lambda one: _rank(selected, page.text, one))
    return page.spans(start, end)


def _rank(selected: Selectors, text: str, place: tuple[int, int]) -> float:
    start, end = place
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    nearness = 1 - abs(start - selected.position) / max(1, len(text))
    return (
        50 * fuzz.ratio(selected.exact, text[start:end])
        + 20 * fuzz.ratio(selected.prefix, before)
        + 20 * fuzz.ratio(selected.suffix, after)
        + 2 * 100 * nearness
    )


def _everywhere(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
