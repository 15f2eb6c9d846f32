"""Suggestions while a query is typed: titles, people, document numbers, topics, likely words.

Behind the name of a field, as in `nguoi:`, they are values of that field.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Literal

import msgspec

import index
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.errors import EnvironmentFault

Kind = Literal["title", "person", "number", "topic", "term", "unit", "conference", "kind", "year"]
_SHARES: dict[Kind, int] = {"title": 4, "person": 2, "number": 2, "topic": 1, "term": 2}
"""Eighths of the list that a kind may have while others want room, in the order they stand in."""
_EIGHTHS = 8
_MOST_VALUES = 5_000
_MOST_FITTING = 64
_KIND_OF: dict[str, Kind] = {
    "people": "person",
    "units": "unit",
    "conference": "conference",
    "kind": "kind",
    "topics": "topic",
    "year": "year",
}
"""What the values of a facet are."""
_FIELDS: dict[Kind, str] = {"person": "nguoi", "topic": "chude", "number": "so"}
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))


class Suggestion(msgspec.Struct, frozen=True):
    """One line under the search box.

    `key` is the document that a title or a number opens, "" where there is none to open. `marks`
    are the spans of `text`, in code points, that answer what was typed. `before` is what stands
    before a field's value in the box, its name included.
    """

    text: str
    kind: Kind
    key: str
    marks: tuple[tuple[int, int], ...]
    before: str = ""


def query_of(suggestion: Suggestion) -> str:
    """What stands in the search box once the line is chosen: a field's query, or the words."""
    text = " ".join(suggestion.text.translate(_QUOTES).split())
    before = suggestion.before
    if not before:
        if suggestion.kind not in _FIELDS:
            return text
        before = f"{_FIELDS[suggestion.kind]}:"
    return f"{before}{text}" if suggestion.kind in ("number", "year") else f'{before}"{text}"'


class Suggestions:
    """Suggests from one edition. Usable from any one thread at a time.

    The first call makes its tables: a fraction of a second for 100,000 documents.
    """

    def __init__(self, edition: Edition, opened: index.Index) -> None:
        self._edition = edition
        self._index = opened
        self._topics: list[str] | None = None
        self._values: dict[str, list[str]] = {}

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """At most `limit` lines for what has been typed so far, by kind and best first.

        Raises: EnvironmentFault when the index is damaged.
        """
        field = index.begun_field(text)
        try:
            if field is not None and (valued := self._valued(field)):
                return valued[:limit]
            found = self._index.suggest(text, limit=limit)
        except index.IndexFault as error:
            raise EnvironmentFault("index_damaged", file=error.file) from error
        numbers = [
            Suggestion(one.text, "number", one.key, _marks(found.begun, one.text))
            for one in found.numbers
        ]
        if field is not None and field.name == "numbers" and numbers:
            return tuple(msgspec.structs.replace(one, before=field.before) for one in numbers)
        if not found.begun.words:
            return ()
        cards = self._edition.cards_by_id(list(dict.fromkeys((*found.titles, *found.people))))
        people = [cards[key] for key in found.people if key in cards]
        lines: dict[Kind, list[Suggestion]] = {
            "title": _titles(found, cards),
            "person": _people(found.begun, people),
            "number": numbers,
            "topic": list(_fitting(found.begun, "topic", self._known_topics())),
            "term": [
                Suggestion(term, "term", "", _marks(found.begun, term)) for term in found.terms
            ],
        }
        taken = _rooms({kind: len(several) for kind, several in lines.items()}, limit)
        return tuple(line for kind, some in lines.items() for line in some[: taken[kind]])

    def _valued(self, field: index.BegunField) -> tuple[Suggestion, ...]:
        """Values of a field that hold what is typed of one; those that begin so lead."""
        kind = _KIND_OF.get(field.name)
        if kind is None:
            return ()
        known = self._values.get(field.name)
        if known is None:
            found = self._index.values(field.name, most=_MOST_VALUES)
            known = self._values[field.name] = [one.value for one in found]
        begun = self._index.begun(field.value)
        if not begun.words:
            return tuple(Suggestion(text, kind, "", (), field.before) for text in known)
        fitting = list(islice(_fitting(begun, kind, known), _MOST_FITTING))
        fitting.sort(key=lambda one: one.marks[0][0] > 0)
        return tuple(msgspec.structs.replace(one, before=field.before) for one in fitting)

    def _known_topics(self) -> list[str]:
        """The topics, those of most documents first."""
        if self._topics is None:
            self._topics = [topic for topic, _ in self._edition.topics()[:_MOST_VALUES]]
        return self._topics


def _titles(found: index.Suggested, cards: Mapping[str, Card]) -> list[Suggestion]:
    made: dict[str, Suggestion] = {}
    for key in found.titles:
        card = cards.get(key)
        if card is not None and card.status != "withdrawn" and card.title not in made:
            marks = _marks(found.begun, card.title)
            made[card.title] = Suggestion(card.title, "title", key, marks)
    return list(made.values())


def _people(begun: index.Begun, cards: Iterable[Card]) -> list[Suggestion]:
    """The people meant among the speakers of some documents, most frequent first."""
    names = Counter(speaker.name for card in cards for speaker in card.speakers)
    return list(_fitting(begun, "person", [name for name, _ in names.most_common()]))


def _fitting(begun: index.Begun, kind: Kind, texts: Iterable[str]) -> Iterator[Suggestion]:
    found = ((text, begun.spans(text)) for text in texts if begun.may_stand_in(text))
    return (Suggestion(text, kind, "", tuple(spans)) for text, spans in found if spans)


def _marks(begun: index.Begun, text: str) -> tuple[tuple[int, int], ...]:
    return tuple(begun.spans(text) or ())


def _rooms(held: Mapping[Kind, int], limit: int) -> dict[Kind, int]:
    """How many lines each kind gets: its share, and then what others leave."""
    rooms: dict[Kind, int] = {}
    left = limit
    for kind, eighths in _SHARES.items():
        share = max(1, limit * eighths // _EIGHTHS)
        rooms[kind] = min(held[kind], share, left)
        left -= rooms[kind]
    for kind in _SHARES:
        more = min(held[kind] - rooms[kind], left)
        rooms[kind] += more
        left -= more
    return rooms
