"""Shows where a document answers: the block or page with the most of the words, and the passage.

The index says at which words of a document's body, headings and attachments the hits stand; the
catalogue says how many words each block and page holds. So only the text that is shown is read.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

import index
from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import BlockWords, Card, PageWords

SNIPPET = 180
"""Code points of a snippet: two lines in the results' list."""
_WORTH_SHOWING = 12
"""Words of a block that is shown rather than a heading or a cell with as many hits."""
_PAGES: Literal["attachments"] = "attachments"


class Snippet(msgspec.Struct, frozen=True):
    """A passage with the places of the words found, as code points of `text`.

    It stands in a block of the document, or on a `page` (from 1) of an attachment.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    block: str = ""
    attachment: str = ""
    page: int = 0


class Shown(msgspec.Struct, frozen=True):
    """A snippet, the heading above it, and how many places the document marks in all."""

    snippet: Snippet
    section: str
    count: int


class _Part(msgspec.Struct, frozen=True):
    """A block or page that holds hits: their positions in it, and which words they are."""

    field: str
    number: int
    weight: tuple[int, int, bool]
    positions: list[int]
    words: list[int]


class Snippets:
    """The snippets of the documents that one search found."""

    def __init__(
        self, edition: Edition, searched: str, cards: Sequence[Card], *, literal: bool
    ) -> None:
        self._edition = edition
        self._searched = searched
        self._literal = literal
        numbers = [card.number for card in cards]
        self._blocks = edition.block_words_of(numbers)
        self._pages = edition.pages_of(numbers)
        self._open = index.has_open_words(searched)

    def of(self, card: Card, places: dict[str, index.Places]) -> Shown:
        """What to show of one of the documents."""
        blocks, pages = self._blocks.get(card.number, []), self._pages.get(card.number, [])
        units: dict[str, list[tuple[int, BlockWords | PageWords]]] = {
            "body": [(i, one) for i, one in enumerate(blocks) if one.kind != "heading"],
            "headings": [(i, one) for i, one in enumerate(blocks) if one.kind == "heading"],
            _PAGES: list(enumerate(pages)),
        }
        parts = [
            part
            for field, several in units.items()
            if field in places and (part := _richest(field, several, places[field]))
        ]
        count = sum(_runs(places[field].positions) for field in units if field in places)
        if not parts and self._open:
            return self._searched_through(card, blocks)
        if not parts:
            return self._beginning(card, blocks, count)
        best = max(parts, key=lambda part: part.weight)  # The body wins over its equals.
        if best.field == _PAGES:
            return self._of_page(card, pages[best.number], best, count)
        return self._of_block(card, blocks, best, count)

    def _of_block(self, card: Card, blocks: Sequence[BlockWords], part: _Part, count: int) -> Shown:
        block = blocks[part.number]
        text = self._edition.block_text(card.number, block.id)
        section = "" if part.field == "headings" else self._section(card, blocks, part.number)
        return Shown(self._cut(text, part, block=block.id), section, count)

    def _of_page(self, card: Card, page: PageWords, part: _Part, count: int) -> Shown:
        text = self._edition.page_text(card.number, page.attachment, page.page)
        snippet = self._cut(text, part, attachment=page.attachment, page=page.page)
        return Shown(snippet, "", count)

    def _section(self, card: Card, blocks: Sequence[BlockWords], number: int) -> str:
        above = [block.id for block in blocks[:number] if block.kind == "heading"]
        return self._edition.block_text(card.number, above[-1]) if above else ""

    def _searched_through(self, card: Card, blocks: Sequence[BlockWords]) -> Shown:
        """For words with asterisks, which have no places: the texts are read."""
        texts = {
            leaf.id: leaf.text for leaf in leaves(self._edition.document(card.number)) if leaf.text
        }
        found = index.marks_of(self._searched, list(texts.values()), literal=self._literal)
        count = sum(map(len, found))
        richest = max(range(len(found)), key=lambda at: len(found[at]), default=-1)
        if richest < 0 or not found[richest]:
            return self._beginning(card, blocks, count)
        block, text = list(texts.items())[richest]
        number = next((i for i, one in enumerate(blocks) if one.id == block), 0)
        heading = bool(blocks) and blocks[number].kind == "heading"
        section = "" if heading else self._section(card, blocks, number)
        passage = index.passage(self._searched, text, width=SNIPPET, literal=self._literal)
        return Shown(_snippet(text, passage, block=block), section, count)

    def _beginning(self, card: Card, blocks: Sequence[BlockWords], count: int) -> Shown:
        """What a document begins with, where it is found by its title or by who spoke."""
        filled = [i for i, one in enumerate(blocks) if one.words]
        running = [i for i in filled if blocks[i].words >= _WORTH_SHOWING]
        at = next((i for i in running if blocks[i].kind != "heading"), filled[0] if filled else -1)
        if at < 0:
            return Shown(Snippet("", ()), "", count)
        return self._of_block(card, blocks, _Part("body", at, (0, 0, False), [], []), count)

    def _cut(
        self, text: str, part: _Part, *, block: str = "", attachment: str = "", page: int = 0
    ) -> Snippet:
        hits = list(zip(part.positions, part.words, strict=True))
        passage = index.passage_at(
            text, hits, query=self._searched, width=SNIPPET, literal=self._literal
        )
        return _snippet(text, passage, block=block, attachment=attachment, page=page)


class _Tally:
    """The hits of one unit as they are counted."""

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.words: list[int] = []
        self.beside = 0

    def add(self, position: int, word: int) -> None:
        if self.positions and (position, word) == (self.positions[-1] + 1, self.words[-1] + 1):
            self.beside += 1
        self.positions.append(position)
        self.words.append(word)


def _richest(
    field: str, units: Sequence[tuple[int, BlockWords | PageWords]], places: index.Places
) -> _Part | None:
    """The unit with the most different words, then the most of them side by side, the earliest."""
    ends = list(accumulate(one.words for _, one in units))
    tallies: dict[int, _Tally] = {}
    at = 0
    for position, word in zip(places.positions.tolist(), places.words.tolist(), strict=True):
        while at < len(ends) and position >= ends[at]:
            at += 1
        if at == len(ends):
            break
        tallies.setdefault(at, _Tally()).add(position, word)
    best: _Part | None = None
    for at, tally in tallies.items():
        number, unit = units[at]
        weight = (len(set(tally.words)), tally.beside, unit.words >= _WORTH_SHOWING)
        if best is None or weight > best.weight:
            start = ends[at] - unit.words
            shifted = [position - start for position in tally.positions]
            best = _Part(field, number, weight, shifted, tally.words)
    return best


def _runs(positions: npt.NDArray[np.int64]) -> int:
    """How many stretches of neighbouring positions there are."""
    return int(np.count_nonzero(np.diff(positions) > 1)) + 1 if len(positions) else 0


def _snippet(
    text: str, passage: index.Passage, *, block: str = "", attachment: str = "", page: int = 0
) -> Snippet:
    shown = text[passage.start : passage.end].replace("\n", " ")
    before = "…" if passage.start else ""
    after = "…" if passage.end < len(text) else ""
    shift = len(before) - passage.start
    spans = tuple((start + shift, end + shift) for start, end in passage.marks)
    return Snippet(f"{before}{shown}{after}", spans, block, attachment, page)
