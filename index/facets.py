"""How many of the documents found bear each kind, conference, topic, speaker, unit and year.

A facet's column holds a document's values joined into one, a *combination*; a table made once a
segment takes combinations apart, so that counting is arithmetic on whole arrays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from index.codec.columns import Column
from index.codec.inverted import offsets, ragged
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
    """One facet of one segment: its values, and which of them each combination holds."""

    def __init__(self, column: Column) -> None:
        self._column = column
        several = [joined.decode().split(SEVERAL) for joined in column.table()]
        numbers = {value: i for i, value in enumerate(sorted({v for s in several for v in s}))}
        self.values = list(numbers)
        self._numbers = numbers
        self._starts = offsets(np.array([len(values) for values in several], np.int64))
        flat = [numbers[value] for values in several for value in values]
        self._held = np.array(flat, np.int64)

    @cached_property
    def _present(self) -> Mask | None:
        return self._column.present()

    def counts(self, documents: Array) -> Array:
        """How many of these documents bear each value."""
        if self._present is not None:
            documents = documents[self._present[documents]]
        borne = np.bincount(
            self._column.numbers()[documents], minlength=max(1, len(self._starts) - 1)
        )
        found = np.flatnonzero(borne)
        lengths = self._starts[found + 1] - self._starts[found]
        values = self._held[ragged(self._starts[found], lengths)]
        return np.bincount(values, np.repeat(borne[found], lengths), len(self.values))

    def bearing(self, value: str) -> Mask:
        """The documents that bear a value."""
        number = self._numbers.get(value)
        combinations = np.zeros(max(1, len(self._starts) - 1), np.bool_)
        if number is not None:
            places = np.flatnonzero(self._held == number)
            combinations[np.searchsorted(self._starts, places, "right") - 1] = True
        mask: Mask = combinations[self._column.numbers()]
        return mask if self._present is None else mask & self._present


class Facets:
    """Counts and filters by facets; keeps a table for each facet of each segment asked about."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], _Table] = {}

    def _table(self, segment: ArraySegment, name: str) -> _Table:
        known = self._tables.get((segment.indexname, name))
        if known is None:
            known = _Table(segment.data.columns[facet_column(name)])
            self._tables[segment.indexname, name] = known
        return known

    def counts(
        self, matched: Matched, names: Sequence[str], most: int
    ) -> dict[str, tuple[FacetValue, ...]]:
        """By facet, the `most` frequent values among the documents found; years newest first.

        Equals stand in the dictionary's order.
        """
        return {name: self._counts(matched, name, most) for name in names}

    def _counts(self, matched: Matched, name: str, most: int) -> tuple[FacetValue, ...]:
        total: Counter[str] = Counter()
        for segment, documents in matched:
            if name == YEAR:
                years = _days(segment)[documents] // 10_000
                values, counts = np.unique(years[years > 0], return_counts=True)
                total.update(dict(zip(map(str, values.tolist()), counts.tolist(), strict=True)))
                continue
            table = self._table(segment, name)
            counts = table.counts(documents).astype(np.int64)
            best = np.flatnonzero(counts)
            if len(matched) == 1 and len(best) > most:
                # Equals of the last one stay: the order of their names decides among them.
                best = best[counts[best] >= np.partition(counts[best], -most)[-most]]
            total.update({table.values[i]: int(counts[i]) for i in best.tolist()})
        if name == YEAR:
            ordered = sorted(total.items(), reverse=True)
        else:
            ordered = sorted(total.items(), key=lambda pair: (-pair[1], order_key(pair[0])))
        return tuple(FacetValue(value, count) for value, count in ordered[:most])

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
                mask = mask & self._table(segment, name).bearing(value)
        return mask


def _days(segment: ArraySegment) -> npt.NDArray[np.int64]:
    """By document its date, yyyymmdd or 0, wide enough to reckon with."""
    return segment.data.columns[DATE].numbers().astype(np.int64)
