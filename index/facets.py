"""How many of the documents found bear each kind, conference, topic, speaker, unit and year.

A facet's column holds a document's values joined into one, a *combination*; a table made once a
segment takes combinations apart, so that counting is arithmetic on whole arrays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from index.codec.columns import Column
from index.codec.postings import Mask
from index.codec.sections import Array
from index.codec.segment import ArraySegment
from index.dates import Range
from index.schema import DATE, FACETS, SEVERAL, facet_column
from index.vietnamese import order_key

YEAR = "year"
EVERY = (*FACETS, YEAR)
"""The facets that can be counted and filtered by."""

_YEAR = re.compile("[1-9][0-9]{0,3}")

Allowed: TypeAlias = Callable[[ArraySegment], Mask | None]
"""Which documents of a segment may be found at all; None for all of them."""
Matched: TypeAlias = Sequence[tuple[ArraySegment, Array]]
"""The documents found, by segment, as numbers in it."""


def refuse_unknown(names: Iterable[str]) -> None:
    """Refuses what is no facet.

    Raises:
        ValueError: there is no such facet.
    """
    unknown = set(names) - set(EVERY)
    if unknown:
        raise ValueError(f"no such facet: {', '.join(sorted(unknown))}")


class FacetValue(msgspec.Struct, frozen=True):
    """A value and how many of the documents found bear it."""

    value: str
    count: int


class _Table:
    """One facet of one segment: which values each combination holds, by their numbers."""

    def __init__(self, column: Column, numbers: dict[str, int]) -> None:
        """Takes the numbers of the values known from other segments, and gives new ones theirs."""
        several = [joined.decode().split(SEVERAL) for joined in column.table()]
        # One row for each value of each combination: whose it is, and which.
        self._owner = np.arange(len(several)).repeat([len(values) for values in several])
        held = [numbers.setdefault(value, len(numbers)) for values in several for value in values]
        self._held = np.array(held, np.int64)
        # Documents without a value have a combination of their own that holds none.
        self._none = len(several)
        held_by, present = column.numbers(), column.present()
        none = np.min_scalar_type(self._none).type(self._none)
        # A copy: what is mapped is not to be read without being checked.
        self._of = held_by.copy() if present is None else np.where(present, held_by, none)

    def counts(self, documents: Array, values: int) -> Array:
        """By the number of each of so many values, how many of these documents bear it."""
        borne = np.bincount(self._of[documents], minlength=self._none + 1)
        return np.bincount(self._held, borne[self._owner], values)

    def bearing(self, value: int) -> Mask:
        """The documents that bear a value."""
        combinations = np.zeros(self._none + 1, np.bool_)
        combinations[self._owner[self._held == value]] = True
        mask: Mask = combinations[self._of]
        return mask


class _Years:
    """The years of one segment's documents; those without a date have none."""

    def __init__(self, days: Array) -> None:
        self._of = (days // 10_000).astype(np.uint16)

    def counts(self, documents: Array) -> Array:
        """How many of these documents are of each year, by the year."""
        found = np.bincount(self._of[documents], minlength=1)
        found[0] = 0
        return found


class Facets:
    """Counts and filters by facets; keeps a table for each facet of each segment asked about."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], _Table] = {}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self._orders: dict[str, tuple[list[str], Array]] = {}
        self._years: dict[str, _Years] = {}

    def _table(self, segment: ArraySegment, name: str) -> _Table:
        known = self._tables.get((segment.indexname, name))
        if known is None:
            known = _Table(segment.data.columns[facet_column(name)], self._numbers[name])
            self._tables[segment.indexname, name] = known
        return known

    def _year(self, segment: ArraySegment) -> _Years:
        known = self._years.get(segment.indexname)
        if known is None:
            known = self._years[segment.indexname] = _Years(_days(segment))
        return known

    def counts(
        self, matched: Matched, names: Sequence[str], most: int
    ) -> dict[str, tuple[FacetValue, ...]]:
        """By facet, the `most` frequent values among the documents found; years newest first.

        Equals stand in the dictionary's order.
        """
        return {
            name: self._by_year(matched, most)
            if name == YEAR
            else self._by_value(matched, name, most)
            for name in names
        }

    def _by_year(self, matched: Matched, most: int) -> tuple[FacetValue, ...]:
        total: Counter[int] = Counter()
        for segment, documents in matched:
            counts = self._year(segment).counts(documents)
            years = counts.nonzero()[0]
            total.update(dict(zip(years.tolist(), counts[years].tolist(), strict=True)))
        return tuple(FacetValue(str(year), total[year]) for year in sorted(total)[: -most - 1 : -1])

    def _by_value(self, matched: Matched, name: str, most: int) -> tuple[FacetValue, ...]:
        tables = [self._table(segment, name) for segment, _ in matched]
        values, ranks = self._ordered(name)
        counts = np.zeros(len(values))
        for table, (_, documents) in zip(tables, matched, strict=True):
            counts += table.counts(documents, len(values))
        best = counts.nonzero()[0]
        if len(best) > most:
            # Equals of the last one stay: the order of their names decides among them.
            few = counts[best]
            few.partition(len(few) - most)
            best = best[counts[best] >= few[-most]]
        best = best[np.lexsort((ranks[best], -counts[best]))[:most]]
        pairs = zip(best.tolist(), counts[best].astype(np.int64).tolist(), strict=True)
        return tuple(FacetValue(values[number], count) for number, count in pairs)

    def _ordered(self, name: str) -> tuple[list[str], Array]:
        """The values known of a facet by their numbers, and the place of each in the dictionary."""
        known = self._orders.get(name)
        if known is None or len(known[0]) < len(self._numbers[name]):
            values = list(self._numbers[name])
            ranks = np.zeros(len(values), np.int64)
            ranks[
                sorted(range(len(values)), key=lambda at: (order_key(values[at]), values[at]))
            ] = np.arange(len(values))
            known = self._orders[name] = (values, ranks)
        return known

    def allowed(self, dates: Range, filters: Mapping[str, str]) -> Allowed | None:
        """The documents of a range of dates that bear the value chosen of each facet."""
        if dates == Range() and not filters:
            return None
        return lambda segment: self._allowed(segment, dates, filters)

    def _allowed(self, segment: ArraySegment, dates: Range, filters: Mapping[str, str]) -> Mask:
        days = _days(segment)
        mask: Mask = (days >= dates.first) & (days <= dates.last)
        for name, value in filters.items():
            if name == YEAR:
                mask = mask & (days // 10_000 == (int(value) if _YEAR.fullmatch(value) else -1))
            else:
                mask = mask & self._bearing(segment, name, value)
        return mask

    def _bearing(self, segment: ArraySegment, name: str, value: str) -> Mask:
        table = self._table(segment, name)
        return table.bearing(self._numbers[name].get(value, -1))


def _days(segment: ArraySegment) -> npt.NDArray[np.int64]:
    """By document its date, yyyymmdd or 0, wide enough to reckon with."""
    return segment.data.columns[DATE].numbers().astype(np.int64)
