"""The places of the words that are looked for in a document, and which one is the current."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from desktop.window.reader.decorations import Decorations, Span

Found = tuple[str, int, int]
"""Block id, start and end in code points."""


class Hits:
    """In reading order, found again by block. May be made on any thread."""

    def __init__(self, places: Sequence[Found] = ()) -> None:
        self.places = places
        self.at = -1
        self._blocks: dict[str, list[int]] = {}
        for number, (block, _, _) in enumerate(places):
            self._blocks.setdefault(block, []).append(number)

    def __len__(self) -> int:
        return len(self.places)

    @property
    def blocks(self) -> Sequence[str]:
        """The blocks that hold any."""
        return list(self._blocks)

    @property
    def current(self) -> Found | None:
        return self.places[self.at] if 0 <= self.at < len(self.places) else None

    def step(self, step: int) -> Found | None:
        """Makes the next (1) or previous (-1) one the current one, around the ends."""
        if not self.places:
            return None
        start = self.at if self.at >= 0 or step > 0 else 0
        self.at = (start + step) % len(self.places)
        return self.places[self.at]

    def choose_longest(self, block: str) -> Found | None:
        """Makes the longest in `block` the current one: the phrase rather than a word of it."""
        numbers = self._blocks.get(block, [])
        lengths = [self.places[at][2] - self.places[at][1] for at in numbers]
        self.at = (numbers[lengths.index(max(lengths))] if numbers else 0) - 1
        return self.step(1)

    def choose_from(self, order: Sequence[str], block: str, offset: int) -> Found | None:
        """Makes the first at or after a place the current one; `order`: all blocks as read."""
        numbers = {one: at for at, one in enumerate(order)}
        here = (numbers.get(block, 0), offset)
        keys = range(len(self.places))
        self.at = -1 + bisect_left(
            keys, here, key=lambda at: (numbers.get(self.places[at][0], 0), self.places[at][1])
        )
        return self.step(1)

    def spans(self, leaf: int, block: str) -> Iterator[Span]:
        """The hits in one leaf, to be painted."""
        for number in self._blocks.get(block, ()):
            _, start, end = self.places[number]
            yield Span(Decorations.current if number == self.at else "", leaf, start, end, "hit")
