"""Briefings beside an opened one: those of its conference, and those about the same things."""

import msgspec

import index
from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.errors import EnvironmentFault

_MOST_SIBLINGS = 100
"""Documents of the same conference that may stand among the nearest and are left out of them."""


class RelatedCard(msgspec.Struct, frozen=True):
    """A briefing about the same things, and the terms that it shares, as people read them."""

    card: Card
    terms: tuple[str, ...]


class Related(msgspec.Struct, frozen=True):
    """`conference`: the others of the same conference, in its order ("Các tin khác").

    `alike`: from elsewhere, nearest first ("Có thể bạn quan tâm").
    """

    conference: tuple[Card, ...]
    alike: tuple[RelatedCard, ...]


def related(edition: Edition, opened: index.Index, identifier: str, limit: int = 10) -> Related:
    """At most `limit` of each kind; nothing withdrawn is among them.

    Raises: InputError("briefing_unknown"); EnvironmentFault when the index is damaged.
    """
    card = edition.card(identifier)
    text = "\n".join(leaf.text for leaf in leaves(edition.document(card.number)))
    asked = limit + min(len(_beside(edition, card)), _MOST_SIBLINGS)
    try:
        found = opened.related(text, title=card.title, exclude={identifier}, limit=asked)
    except index.IndexFault as error:
        raise EnvironmentFault("index_damaged", file=error.file) from error
    cards = edition.cards_by_id([one.key for one in found])
    alike = [
        RelatedCard(cards[one.key], one.terms)
        for one in found
        if one.key in cards and _is_elsewhere(cards[one.key], card)
    ]
    return Related(siblings(edition, card, limit), tuple(alike[:limit]))


def siblings(edition: Edition, card: Card, limit: int = 10) -> tuple[Card, ...]:
    """The others of the same conference, those that stand nearest to `card` in its order."""
    return tuple(edition.cards(_nearest(_beside(edition, card), card.number, limit)))


def _beside(edition: Edition, card: Card) -> list[int]:
    """The row numbers of the card's conference."""
    return edition.numbers(conference=card.conference) if card.conference else []


def _is_elsewhere(card: Card, opened: Card) -> bool:
    same = card.conference and card.conference == opened.conference
    return card.status != "withdrawn" and not same


def _nearest(numbers: list[int], own: int, limit: int) -> list[int]:
    """Those that stand nearest in the conference's order, in that order, itself left out."""
    at = numbers.index(own) if own in numbers else 0
    others = [number for number in numbers if number != own]
    start = max(0, min(at - limit // 2, len(others) - limit))
    return others[start : start + limit]
