"""One term's postings as a Whoosh matcher, so that every stock query runs on our segments."""

from collections.abc import Iterator
from typing import Any, Self

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar

from index.codec.inverted import offsets
from index.codec.postings import Postings


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh is untyped
    """Walks a posting list; its values are lists of positions, or counts: no bytes to load."""

    def __init__(
        self,
        postings: Postings,
        format_: Any,
        scorer: Any = None,
        term: tuple[str, bytes] | None = None,
        info: Any = None,
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._postings = postings
        self._info = info
        self._ids = postings.ids()
        self._starts: Any = None
        self._places: Any = None
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        return int(self._ids[self._at])

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> Self:
        twin = type(self)(self._postings, self.format, self.scorer, self._term, self._info)
        twin._at = self._at  # noqa: SLF001 - its own class
        return twin

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, document: int) -> bool:
        if not self.is_active():
            raise ReadTooFar
        if document > self.id():
            self._at += int(np.searchsorted(self._ids[self._at :], document))
        return False

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids[self._at :].tolist())

    def all_items(self) -> Iterator[tuple[int, Any]]:
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def _count(self) -> int:
        return int(self._postings.counts()[self._at])

    def weight(self) -> float:
        return float(self._count())

    def value(self) -> Any:
        return self.value_as("positions") if self.supports("positions") else self._count()

    def value_as(self, astype: str) -> Any:
        if astype == "frequency":
            return self._count()
        if astype == "weight":
            return self.weight()
        if astype == "positions" and self.supports("positions"):
            return self._positions()
        raise ValueError(f"{astype} is not kept")

    def supports(self, astype: str) -> bool:
        if astype == "positions":
            return self._postings.placed is not None
        return astype in {"frequency", "weight"}

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def _positions(self) -> list[int]:
        if self._places is None:
            counts, self._places = self._postings.positions()
            self._starts = offsets(counts)
        start, stop = self._starts[self._at : self._at + 2].tolist()
        positions: list[int] = self._places[start:stop].tolist()
        return positions

    def block_max_weight(self) -> float:
        return float(self._postings.most)

    def block_min_length(self) -> int:
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        return int(self._info.max_length())

    def skip_to_quality(self, minquality: float) -> int:
        if self.is_active() and self.block_quality() <= minquality:
            self._at = len(self._ids)
            return 1
        return 0
