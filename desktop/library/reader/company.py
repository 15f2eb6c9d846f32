"""The neighbours that sentences of two versions share, which tell sentences of one wording apart."""

from collections.abc import Callable

from desktop.library.text.alignment import Alignment
from desktop.library.text.sentences import Sheet

FARTHEST = 60
"""Sentences looked at on each side."""

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

        One sentence stands with the copies right beside it. Where both stand at an end of the
        document nothing parts them.
        """
        old, new = range(before, before + length), range(after, after + length)
        if length == 1:
            old, new = copies_beside(self._old, before), copies_beside(self._new, after)
        olds, news = len(self._old.spoken), len(self._new.spoken)
        left = _run(
            range(old.start - 1, max(-1, old.start - 1 - farthest), -1),
            range(new.start - 1, max(-1, new.start - 1 - farthest), -1),
            equal,
        )
        right = _run(
            range(old.stop, min(olds, old.stop + farthest)),
            range(new.stop, min(news, new.stop + farthest)),
            equal,
        )
        return left, right

    def same(self, old: int, new: int) -> bool:
        return self._old.spoken[old] == self._new.spoken[new]

    def bound(self, old: int, new: int) -> bool:
        """Whether two sentences read the same, or the new one is the old one reworded."""
        return self.same(old, new) or self._alignment.origins[new] == old


def copies_beside(sheet: Sheet, at: int) -> range:
    """A sentence and those that stand beside it in its block and read the same."""
    block = sheet.at_sentence(at)
    ends = [at, at]
    for side, step in ((0, -1), (1, 1)):
        while 0 <= (other := ends[side] + step) < len(sheet.spoken):
            if sheet.spoken[other] != sheet.spoken[at] or sheet.at_sentence(other) != block:
                break
            ends[side] = other
    return range(ends[0], ends[1] + 1)


def exceeds(own: Shared, other: Shared) -> bool:
    """Whether more is shared on one side at least, and nowhere less."""
    return own[0] >= other[0] and own[1] >= other[1] and own != other


def _run(olds: range, news: range, equal: Callable[[int, int], bool]) -> int:
    """How many are equal from the start on."""
    for at, (old, new) in enumerate(zip(olds, news, strict=False)):
        if not equal(old, new):
            return at
    return FARTHEST if len(olds) == len(news) else min(len(olds), len(news))
