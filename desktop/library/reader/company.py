"""The neighbours that sentences of two versions share: they tell copies apart."""

from collections.abc import Callable

from desktop.library.text.alignment import Alignment
from desktop.library.text.sentences import Sheet

FARTHEST = 60
"""Sentences looked at on each side."""
COMPANY = 2
"""Neighbours that a sentence must keep that does not tell its place; one if no other reads so."""

Shared = tuple[int, int]
"""How many neighbours in a row are shared, left and right."""


class Company:
    """Of an old version's sentences and a new one's, which `alignment` binds together."""

    def __init__(self, old: Sheet, new: Sheet, alignment: Alignment) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment

    def shared(
        self,
        before: int,
        after: int,
        length: int,
        equal: Callable[[int, int], bool],
        farthest: int = FARTHEST,
    ) -> Shared:
        """What some old sentences from `before` on share with new ones from `after` on.

        Where both stand at an end of the document nothing parts them.
        """
        olds, news = len(self._old.spoken), len(self._new.spoken)
        left = _run(
            range(before - 1, max(-1, before - 1 - farthest), -1),
            range(after - 1, max(-1, after - 1 - farthest), -1),
            equal,
        )
        before, after = before + length, after + length
        right = _run(
            range(before, min(olds, before + farthest)),
            range(after, min(news, after + farthest)),
            equal,
        )
        return left, right

    def beside(self, before: int, after: int, length: int) -> int:
        """How many of their two neighbours stand beside them, be it on the other side."""
        olds = (at for at in (before - 1, before + length) if 0 <= at < len(self._old.spoken))
        news = [at for at in (after - 1, after + length) if 0 <= at < len(self._new.spoken)]
        return sum(any(self.bound(old, new) for new in news) for old in olds)

    def closer(self, before: int, after: int, other: int, length: int) -> bool:
        """Whether of two new rows the first has more of their two neighbours beside it.

        As many are enough, but for a neighbour between the two: on either side of it may be the
        sentences, which changed places with it, or a copy.
        """
        own, its = self.beside(before, after, length), self.beside(before, other, length)
        return own > its or (own == its and not self._parted(before, after, other, length))

    def _parted(self, before: int, after: int, other: int, length: int) -> bool:
        """Whether one row has a neighbour where it was, and the other has it on the other side."""
        left, right = before - 1, before + length
        return (self.is_at(left, after - 1) and self.is_at(left, other + length)) or (
            self.is_at(right, after + length) and self.is_at(right, other - 1)
        )

    def is_at(self, old: int, new: int) -> bool:
        """Whether both are sentences and bound to each other."""
        within = 0 <= old < len(self._old.spoken) and 0 <= new < len(self._new.spoken)
        return within and self.bound(old, new)

    def same(self, old: int, new: int) -> bool:
        return self._old.spoken[old] == self._new.spoken[new]

    def bound(self, old: int, new: int) -> bool:
        """Whether two sentences read the same, or the new one is the old one reworded."""
        return self.same(old, new) or self._alignment.origins[new] == old


def exceeds(own: Shared, other: Shared) -> bool:
    """Whether more is shared on one side at least, and nowhere less."""
    return own[0] >= other[0] and own[1] >= other[1] and own != other


def _run(olds: range, news: range, equal: Callable[[int, int], bool]) -> int:
    """How many are equal from the start on."""
    for at, (old, new) in enumerate(zip(olds, news, strict=False)):
        if not equal(old, new):
            return at
    return FARTHEST if len(olds) == len(news) else min(len(olds), len(news))
