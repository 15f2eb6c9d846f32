"""Words in order, each at most `slop` places after the one before."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.codec.evaluate.compound import AndNode
from index.codec.evaluate.leaves import TermNode
from index.codec.evaluate.node import Carry, Scores
from index.codec.inverted import Longs, offsets
from index.codec.postings import Mask
from index.codec.sections import Array
from index.codec.topk import best, threshold

_MARK_SHARE = 96  # marking a whole span pays while it is less than this many times the keys
_MARK_LIMIT = 1 << 26


_FIRST_BATCH: Final = 512
_GROWTH: Final = 4


class PhraseNode:
    """Documents with the phrase; the score is that of all its words together."""

    late = True

    def __init__(self, words: Sequence[TermNode], slop: int) -> None:
        """Takes the words in order; the same word may come again as the same node.

        Raises:
            ValueError: the field keeps no positions.
        """
        self._words = words
        self._all = AndNode(list(dict.fromkeys(words)))
        self._slop = slop
        self.size = self._all.size

    def start(self) -> tuple[Array, Carry]:
        ids, carries = self._all.start()
        at = self._placed(carries, len(ids))
        return ids.take(at), self._all.keep(carries, at)

    def best(self, limit: int, alive: Mask | None) -> tuple[Array, Scores]:
        """The `limit` best documents and their scores, ties by number.

        The score asks only whether the words are there, so positions are read from the best
        documents down, until none that is left could come among the best.
        """
        ids, carries = self._all.start()
        if alive is not None:
            living = np.flatnonzero(alive.take(ids))
            ids, carries = ids.take(living), self._all.keep(carries, living)
        scores = self.scores(ids, carries)
        found = np.zeros(len(ids), np.bool_)
        ceiling, batch = np.inf, _FIRST_BATCH
        while True:
            below = np.flatnonzero(scores < ceiling)
            left = scores.take(below)
            ceiling = threshold(left, batch) if batch < len(left) else -np.inf
            chosen = below.take(np.flatnonzero(left >= ceiling))
            placed = self._placed(self._all.keep(carries, chosen), len(chosen))
            found[chosen.take(placed)] = True
            reached = int(np.count_nonzero(found))
            if batch >= len(left) or reached >= limit:
                at = np.flatnonzero(found)
                return best(scores.take(at), ids.take(at), limit)
            batch = max(_GROWTH * batch, _GROWTH * limit * batch // max(reached, 1))

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        found, carries = self._all.narrow(ids)
        at = self._placed(carries, len(found))
        return found.take(at), self._all.keep(carries, at)

    def keep(self, carry: Carry, at: Array) -> Carry:
        return self._all.keep(carry, at)

    def scores(self, ids: Array, carry: Carry) -> Scores:
        """Every word counts, one that is repeated as often as it is."""
        held = dict(zip(map(id, self._all.children), carry, strict=True))
        total = np.zeros(len(ids))
        for word in self._words:
            total += word.scores(ids, held[id(word)])
        return total

    def _placed(self, carries: list[Carry], documents: int) -> Array:
        """Where, of the documents that hold all the words, those stand that have the phrase."""
        mask = np.zeros(documents, np.bool_)
        if not documents:
            return np.flatnonzero(mask)
        found = {
            id(node): node.postings.positions(carry)
            for node, carry in zip(self._all.children, carries, strict=True)
            if isinstance(node, TermNode)
        }
        bases, span = self._lay_out(list(found.values()), documents)
        keys = {name: np.repeat(bases, counts) + places for name, (counts, places) in found.items()}
        words = [keys[id(word)] for word in self._words]
        ends = _adjacent(words, span) if self._slop == 1 else _near(words, self._slop)
        mask[np.searchsorted(bases, ends, "right") - 1] = True
        return np.flatnonzero(mask)

    def _lay_out(self, found: list[tuple[Array, Array]], documents: int) -> tuple[Array, int]:
        """Where each document begins on one line of positions, and how long that line is.

        Documents are as long as their last position here, and so far apart that no phrase reaches
        from one into the next. (The last is looked for: that of a hostile segment may stand first.)
        """
        lengths = np.zeros(documents, np.int64)
        for counts, places in found:
            np.maximum(lengths, np.maximum.reduceat(places, offsets(counts)[:-1]), out=lengths)
        lengths += self._slop + len(self._words) + 1
        ends = np.cumsum(lengths)
        span = int(ends[-1])
        return (ends - lengths).astype(np.int32 if span < 1 << 31 else np.int64), span


def _adjacent(words: Sequence[Array], span: int) -> Array:
    """Keys of the first word where every further one stands right behind."""
    order = sorted(range(len(words)), key=lambda place: len(words[place]))
    first = words[order[0]] - order[0]
    first = first.take(np.flatnonzero(first >= 0))
    for place in order[1:]:
        first = first.take(_present(words[place], first + place, span))
    return first


def _present(keys: Array, wanted: Array, span: int) -> Array:
    """Where among the wanted keys those stand that are there."""
    if span < _MARK_LIMIT and span < _MARK_SHARE * len(wanted):
        marks = np.zeros(span, np.bool_)
        marks[keys] = True
        return np.flatnonzero(marks.take(wanted))
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return np.flatnonzero(keys.take(at) == wanted)


def _near(words: Sequence[Array], slop: int) -> Array:
    """Keys of the last word that a chain of steps of 1 to `slop` reaches."""
    reached: Array | Longs = words[0]
    for keys in words[1:]:
        if not len(reached):
            break
        before = np.searchsorted(reached, keys) - 1
        steps = keys - reached.take(np.maximum(before, 0))
        reached = keys.take(np.flatnonzero((before >= 0) & (steps <= slop)))
    return reached
