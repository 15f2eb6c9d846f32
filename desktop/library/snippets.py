"""Shows where documents answer: the block or page with the most of the words, and the passage.

The index says at which words of a document's body, headings and attachments the hits stand; the
catalogue says how many words each block and page holds. So only the text that is shown is read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

import msgspec

import index
from desktop.library.document import Block, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card, PageWords
from desktop.library.recent import Recent

SNIPPET = 180
"""Code points of a snippet: two lines in the results' list."""
_WORTH_SHOWING = 12
"""Words of a block that is shown rather than a heading or a cell with as many hits."""

Place = tuple[int, int]
"""A document's number, and the place of a block in it."""


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
    """A block or page that holds hits: its place, its weight, and (position in it, word)."""

    place: int
    weight: tuple[int, int, bool]
    hits: list[tuple[int, int]]


class _Choice(msgspec.Struct, frozen=True):
    """What to show of a document: a block, the heading above it, or a page; `count` marks in all.

    Places of blocks are -1 for none.
    """

    hits: list[tuple[int, int]]
    count: int
    block: int = -1
    heading: int = -1
    page: PageWords | None = None


def snippets(
    edition: Edition,
    recent: Recent,
    searched: str,
    found: Sequence[tuple[Card, Mapping[str, index.Places], Sequence[int]]],
    *,
    literal: bool,
) -> list[Shown]:
    """What to show of each document found, in that order.

    Each comes with the places of its hits and its blocks' positions, as `Recent.found` has them.
    """
    passages = index.Passages(searched, width=SNIPPET, literal=literal)
    paged = edition.pages_of([card.number for card, places, _ in found if "attachments" in places])
    choices = [
        _choice(places, words, paged.get(card.number, ()), open_words=passages.open)
        for card, places, words in found
    ]
    wanted = {
        (card.number, place)
        for (card, _, _), choice in zip(found, choices, strict=True)
        if choice is not None
        for place in (choice.block, choice.heading)
        if place >= 0
    }
    blocks = recent.blocks_at(list(wanted))
    return [
        _cut(edition, passages, card, choice, blocks)
        if choice is not None
        else _searched_through(edition, passages, searched, card, literal=literal)
        for (card, _, _), choice in zip(found, choices, strict=True)
    ]


def _choice(
    places: Mapping[str, index.Places],
    words: Sequence[int],
    pages: Sequence[PageWords],
    *,
    open_words: bool,
) -> _Choice | None:
    """What to show of one document; None where only its whole text can tell."""
    total, best, where = 0, None, ""
    for name in ("body", "headings", "attachments"):
        if name in places:
            part, count = _richest(_units(name, words, pages), places[name])
            total += count
            # The body wins over its equals.
            if part is not None and (best is None or part.weight > best.weight):
                best, where = part, name
    if best is None:
        return None if open_words else _beginning(words, total)
    if where == "attachments":
        return _Choice(best.hits, total, page=pages[best.place])
    heading = -1 if where == "headings" else _above(words, best.place)
    return _Choice(best.hits, total, best.place, heading)


def _units(field: str, words: Sequence[int], pages: Sequence[PageWords]) -> list[tuple[int, int]]:
    """The blocks or pages that a field of the index runs through: (place, words)."""
    if field == "body":
        return [(i, count) for i, count in enumerate(words) if count > 0]
    if field == "headings":
        return [(i, -count) for i, count in enumerate(words) if count < 0]
    return [(i, page.words) for i, page in enumerate(pages)]


def _richest(units: Sequence[tuple[int, int]], places: index.Places) -> tuple[_Part | None, int]:
    """The unit with the most different words, then the most of them side by side, the earliest.

    Units are (place, words). Also told: how many stretches of neighbouring words there are in all.
    """
    ends = list(accumulate([count for _, count in units]))
    positions, words = places.positions.tolist(), places.words.tolist()
    best: tuple[int, int, int] | None = None
    weight = (0, 0, False)
    first = 0
    while first < len(positions):
        at = bisect_right(ends, positions[first])
        if at == len(ends):
            break
        last = bisect_left(positions, ends[at], first)
        # Most units have too few hits, or too few different words, to be better than the best.
        held = last - first
        if held >= weight[0] and (held, held - 1, True) > weight:
            different = len(set(words[first:last]))
            if (different, held - 1, True) > weight:
                beside = _beside(positions, words, first, last)
                found = (different, beside, units[at][1] >= _WORTH_SHOWING)
                if found > weight:
                    weight, best = found, (at, first, last)
        first = last
    runs = sum([after - before > 1 for before, after in pairwise(positions)]) + bool(positions)
    if best is None:
        return None, runs
    at, first, last = best
    place, count = units[at]
    start = ends[at] - count
    hits = [(positions[i] - start, words[i]) for i in range(first, last)]
    return _Part(place, weight, hits), runs


def _beside(positions: Sequence[int], words: Sequence[int], first: int, last: int) -> int:
    """How many of some hits follow the hit before them in the text and in the query."""
    count, position, word = 0, -2, -2
    for at in range(first, last):
        count += positions[at] == position + 1 and words[at] == word + 1
        position, word = positions[at], words[at]
    return count


def _beginning(words: Sequence[int], count: int) -> _Choice:
    """What a document begins with, where it is found by its title or by who spoke."""
    running = (i for i, one in enumerate(words) if one >= _WORTH_SHOWING)
    filled = (i for i, one in enumerate(words) if one)
    block = next(running, next(filled, -1))
    return _Choice([], count, block, _above(words, block))


def _above(words: Sequence[int], block: int) -> int:
    """The heading above a block, -1 for none."""
    return next((i for i in range(block - 1, -1, -1) if words[i] < 0), -1)


def _cut(
    edition: Edition,
    passages: index.Passages,
    card: Card,
    choice: _Choice,
    blocks: Mapping[Place, Block],
) -> Shown:
    if choice.page is not None:
        attachment, page = choice.page.attachment, choice.page.page
        text = edition.page_text(card.number, attachment, page)
        snippet = _snippet(text, passages.at(text, choice.hits), attachment=attachment, page=page)
        return Shown(snippet, "", choice.count)
    if choice.block < 0:
        return Shown(Snippet("", ()), "", choice.count)
    block = blocks[card.number, choice.block]
    section = blocks[card.number, choice.heading].text if choice.heading >= 0 else ""
    snippet = _snippet(block.text, passages.at(block.text, choice.hits), block=block.id)
    return Shown(snippet, section, choice.count)


def _searched_through(
    edition: Edition, passages: index.Passages, searched: str, card: Card, *, literal: bool
) -> Shown:
    """For words with asterisks, which have no places: the texts are read."""
    texts = [leaf for leaf in leaves(edition.document(card.number)) if leaf.text]
    found = passages.marks_of([leaf.text for leaf in texts])
    count = sum(map(len, found))
    at = max(range(len(found)), key=lambda place: len(found[place]), default=-1)
    if at < 0:
        return Shown(Snippet("", ()), "", count)
    if not found[at]:
        at = next((i for i, leaf in enumerate(texts) if leaf.kind != "heading"), at)
    leaf, above = texts[at], [one.text for one in texts[:at] if one.kind == "heading"]
    section = above[-1] if above and leaf.kind != "heading" else ""
    passage = index.passage(searched, leaf.text, width=SNIPPET, literal=literal)
    return Shown(_snippet(leaf.text, passage, block=leaf.id), section, count)


def _snippet(
    text: str, passage: index.Passage, *, block: str = "", attachment: str = "", page: int = 0
) -> Snippet:
    shown = text[passage.start : passage.end].replace("\n", " ")
    before = "…" if passage.start else ""
    after = "…" if passage.end < len(text) else ""
    shift = len(before) - passage.start
    spans = tuple((start + shift, end + shift) for start, end in passage.marks)
    return Snippet(f"{before}{shown}{after}", spans, block, attachment, page)
