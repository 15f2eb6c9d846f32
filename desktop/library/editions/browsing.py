"""By what a library is browsed: orders of its documents, and what they can be found by.

SQLite does the work, also where it must look into every document's facts: it leaves the interpreter
to the window meanwhile. `order_key` is the dictionary's order (`index.vietnamese.ordering`).
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol, TypeVar

from desktop.library.editions.records import Facts
from desktop.library.narrowing import Wanted, begins, holds, spaced, wanted
from desktop.library.typed import meanings
from index.vietnamese import fold

Order = Literal["newest", "title", "programme"]
"""`programme`: the newest conference first, in each its documents in their own order."""
Arrangement = Literal["shelf", "newest", "title", "programme", "often", "opened"]
"""How a list stands: as its shelf has it, in one order of the edition, or by the reader's use."""
Facet = Literal["topic", "people", "unit", "kind", "year"]
Usage = Mapping[int, tuple[int, str]]
"""By row number, how often and when last the reader opened a document."""

_FACTS = "CAST(b.facts AS TEXT)"
_TITLE = f"json_extract({_FACTS}, '$.title')"
ORDERS: dict[Order, str] = {
    "newest": "SELECT number FROM briefing ORDER BY date DESC, conference, ord, number",
    "title": f"SELECT b.number FROM briefing b ORDER BY order_key({_TITLE}), b.number",  # noqa: S608 - our own words only
    "programme": """SELECT b.number FROM briefing b LEFT JOIN conference c ON c.id = b.conference
                    ORDER BY coalesce(c.date, b.date) DESC, b.conference, b.ord, b.number""",
}


def _of_speakers(key: str) -> str:
    """The values that a document's speakers have under one key, each once."""
    return f"""SELECT DISTINCT b.number, trim(json_extract(s.value, '$.{key}')) AS value
               FROM briefing b, json_each({_FACTS}, '$.speakers') s WHERE b.status = 'current'"""  # noqa: S608 - our own words only


_VALUE_OF: dict[Facet, str] = {
    "topic": """SELECT DISTINCT b.number, t.topic AS value FROM topic t
                JOIN briefing b USING (number) WHERE b.status = 'current'""",
    "people": _of_speakers("name"),
    "unit": _of_speakers("unit"),
    "kind": f"""SELECT b.number, json_extract({_FACTS}, '$.kind') AS value
                FROM briefing b WHERE b.status = 'current'""",  # noqa: S608 - our own words only
    "year": """SELECT b.number, substr(b.date, 1, 4) AS value
               FROM briefing b WHERE b.status = 'current'""",
}
VALUES: dict[Facet, str] = {
    facet: f"""SELECT value, count(*) FROM ({source}) WHERE value <> '' GROUP BY value
               ORDER BY {"value DESC" if facet == "year" else "order_key(value)"}"""  # noqa: S608 - our own words only
    for facet, source in _VALUE_OF.items()
} | {
    # Shown from the first moment on: counted in the index of topics, without a look at documents.
    "topic": """SELECT topic, count(DISTINCT number) FROM topic WHERE topic <> '' AND number NOT IN
                (SELECT number FROM briefing WHERE status = 'withdrawn')
                GROUP BY topic ORDER BY order_key(topic)"""
}
BEARING: dict[Facet, str] = {
    facet: f"""SELECT number FROM briefing
               WHERE number IN (SELECT number FROM ({source}) WHERE value = ?)"""  # noqa: S608 - our own words only
    for facet, source in _VALUE_OF.items()
}
_SLICE, _BATCH = 2000, 50
N = TypeVar("N")


def named(facts: Facts, conference: str) -> str:
    """The words that a reader may narrow a list by, each with a space before it."""
    people = (f"{speaker.name} {speaker.unit}" for speaker in facts.speakers)
    return spaced(" ".join((facts.title, facts.document_number, *people, conference)))


class Shelf(Protocol):
    """What a `Listing` asks of an edition."""

    def ordered(self, order: Order) -> list[int]: ...

    def named_after(self, number: int, most: int) -> list[tuple[int, str]]: ...


class Listing:
    """Arranges and narrows the lists of one edition; from any thread. Keeps what it worked out."""

    def __init__(self, edition: Shelf) -> None:
        self._edition = edition
        self._guard = threading.Lock()
        self._orders: dict[Order, list[int]] = {}
        self._names: dict[int, tuple[str, str]] = {}

    def arrange(
        self,
        numbers: Sequence[int],
        arrangement: Arrangement = "shelf",
        narrowed: str = "",
        usage: Usage | None = None,
    ) -> tuple[int, ...]:
        """Those of `numbers` that have all words of `narrowed`, as `arrangement` has them.

        Marks that were typed must be there, marks left out may be; a word begins one of the
        document's. By use, what was never opened stands last, as the shelf has it.
        """
        words = wanted(narrowed)
        found = self._narrowed(numbers, words) if words else numbers
        match arrangement:
            case "newest" | "title" | "programme":
                held = set(found)
                order = self._order(arrangement)
                return tuple(number for number in _yielding(order) if number in held)
            case "often" | "opened":
                return _by_use(found, usage or {}, recent=arrangement == "opened")
            case "shelf":
                return tuple(found)

    def _order(self, order: Order) -> list[int]:
        with self._guard:
            if order not in self._orders:
                self._orders[order] = self._edition.ordered(order)
            return self._orders[order]

    def jump(self, numbers: Sequence[int], letters: str, after: int) -> int:
        """The row of `numbers` whose title begins with `letters`, the next one after row `after`.

        Marks left out may be there; raw keys of Telex and VNI are understood. -1 if there is none.
        """
        self._read_names()
        for meant in meanings(letters):
            begun = spaced(meant).lstrip()
            for at in range(len(numbers) if begun else 0):
                row = (after + 1 + at) % len(numbers)
                text, folded = self._names.get(numbers[row], ("", ""))
                if begins(text, folded, begun):
                    return row
                if at % _SLICE == _SLICE - 1:
                    time.sleep(0)
        return -1

    def _read_names(self) -> None:
        with self._guard:
            while batch := self._edition.named_after(next(reversed(self._names), -1), _BATCH):
                for number, text in _yielding(batch):
                    self._names[number] = (text, fold(text))

    def _narrowed(self, numbers: Sequence[int], words: Wanted) -> list[int]:
        self._read_names()
        return [
            number
            for number in _yielding(numbers)
            if holds(*self._names.get(number, ("", "")), words)
        ]


def _by_use(found: Sequence[int], usage: Usage, *, recent: bool) -> tuple[int, ...]:
    def key(number: int) -> tuple[object, ...]:
        times, opened = usage[number]
        return (opened, times) if recent else (times, opened)

    used = sorted((number for number in _yielding(found) if number in usage), key=key, reverse=True)
    return (*used, *(number for number in _yielding(found) if number not in usage))


def _yielding(values: Sequence[N], most: int = _SLICE) -> Iterator[N]:
    """The values; after every slice of them the window's thread may have the interpreter.

    It waits for it whenever Qt calls Python, for five milliseconds at worst each time
    (`sys.getswitchinterval`), which a list on screen can be seen to stutter by.
    """
    for start in range(0, len(values), most):
        yield from values[start : start + most]
        time.sleep(0)
