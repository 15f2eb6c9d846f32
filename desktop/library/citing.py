"""What a briefing cites, each document once in reading order, and which briefings cite it."""

from collections.abc import Iterable

import msgspec

from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Briefing, Card
from desktop.library.reader.anchors import Span
from index.vietnamese import document_numbers


class Cited(msgspec.Struct, frozen=True):
    """A document that is cited: its number as first written, and the passages that cite it.

    `held` is the edition's own copy, if it has one. Without `spans` it is named by the front matter
    alone.
    """

    written: str
    spans: tuple[Span, ...]
    held: Card | None


class Citing(msgspec.Struct, frozen=True):
    """`cited`: what a briefing cites; `citing`: the briefings that cite it, newest first."""

    cited: tuple[Cited, ...]
    citing: tuple[Card, ...]


def citing(edition: Edition, briefing: Briefing) -> Citing:
    """The citations of and to an opened briefing; its own number is none.

    Raises: EnvironmentFault.
    """
    card = briefing.card
    texts = {leaf.id: leaf.text for leaf in leaves(briefing.document)}
    own = set(_numbers([card.document_number]))
    spans: dict[str, list[Span]] = {}
    written: dict[str, str] = {}
    for one in edition.citations(card.id):
        if one.number not in own:
            spans.setdefault(one.number, []).append((one.block, one.start, one.end))
            written.setdefault(one.number, texts.get(one.block, "")[one.start : one.end])
    for reference in briefing.front_matter.references:
        for number in _numbers([reference]) or [reference]:
            if number not in own and spans.setdefault(number, []) == []:
                written.setdefault(number, reference)
    bearers = edition.bearers(list(spans))
    cards = edition.cards_by_id([*bearers.values(), *spans])
    cited = (
        Cited(written[number], tuple(found), cards.get(bearers.get(number, number)))
        for number, found in spans.items()
    )
    return Citing(tuple(cited), tuple(edition.cited_by(card.id)))


def _numbers(texts: Iterable[str]) -> list[str]:
    return [number for text in texts for _, _, number in document_numbers(text)]
