"""The nodes that read the segment: terms, columns, sets of documents, stock matchers."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from index.codec.evaluate.node import Carry, Flat, Scores, among, kept
from index.codec.inverted import Longs
from index.codec.kept import KeptTerm
from index.codec.lengths import LengthShape, factors_of, length_factor
from index.codec.postings import Mask, Postings
from index.codec.sections import Array
from index.codec.segment import Field

First: TypeAlias = Callable[[int, Mask | None], Array]


class TermScorer:
    """BM25F of one term, or its plain count where the field is not scorable."""

    def __init__(
        self, weight: float, field: Field | None = None, shape: LengthShape | None = None
    ) -> None:
        """Prepares a term.

        Args:
            weight: idf * (K1 + 1) * boost, or the boost alone.
            field: the field whose lengths count; None: not scorable.
            shape: BM25's K1 and B, and the field's average length.
        """
        self.measure = None if shape is None else (*shape, weight)
        """Equal for scorers that give equal scores; None: for no other."""
        self._weight = weight
        self._field = field
        self._shape = shape

    def __call__(self, ids: Array, counts: Array) -> Scores:
        if self._field is None or self._shape is None:
            return counts.astype(np.float64) * self._weight
        below = self._field.length_factors(self._shape, ids)
        frequency = counts.astype(np.float64)
        below += frequency
        frequency *= self._weight
        frequency /= below
        return frequency

    def of_all(self, postings: Postings) -> Scores:
        """The scores of a whole list."""
        shape = self._shape
        if postings.lengths is None or shape is None:
            return self(postings.ids(), postings.counts())
        # Without numpy's kernels, to load which costs a first search more.
        weight = self._weight
        pairs = zip(postings.counts().tolist(), factors_of(shape, postings.lengths), strict=True)
        return np.array([count * weight / (factor + count) for count, factor in pairs])

    def bound(self, most: int, shortest: int) -> float:
        """No less than the score of a document with at most that count and at least that length."""
        if self._shape is None:
            return self._weight * most
        return self._weight * most / (most + length_factor(self._shape, shortest))


class TermNode:
    """Documents that hold a term. Carries places in its posting list."""

    late = False

    def __init__(self, postings: Postings, score: TermScorer, kept: KeptTerm | None = None) -> None:
        """Binds postings to their scorer; scores of the whole list stay in `kept`."""
        self.postings = postings
        self.size = postings.documents
        self._score = score
        self._kept = kept

    @property
    def bound(self) -> float:
        """The highest score it can give."""
        return self._score.bound(self.postings.most, self.postings.shortest)

    def start(self) -> tuple[Array, Carry]:
        return self.postings.ids(), None

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        return self.postings.locate(ids)

    def keep(self, carry: Carry, at: Array) -> Carry:
        return at if carry is None else carry.take(at)

    def scores(self, ids: Array, carry: Carry) -> Scores:
        held, at = self._whole(), None if carry is None else np.asarray(carry)
        if held is not None:
            return held if at is None else held.take(at)
        if at is not None:
            return self._score(ids, self.postings.counts().take(at))
        scores = self._score.of_all(self.postings)
        if self._kept is not None and self._score.measure is not None:
            scores.flags.writeable = False
            self._kept.scored = (self._score.measure, scores)
        return scores

    def spread(self) -> Scores | None:
        """By document of the segment its score, 0 where the term is not; None if few hold it.

        Of a term that stands in many documents, adding up the whole is many times quicker than
        looking for its places.
        """
        kept, measure = self._kept, self._score.measure
        if kept is None or measure is None or not kept.common:
            return None
        held = kept.spread
        if held is None or held[0] != measure:
            ids = self.postings.ids()
            scores = np.zeros(self.postings.size)
            scores[ids] = self._score.of_all(self.postings)
            scores.flags.writeable = False
            held = kept.spread = (measure, scores)
        return held[1]

    def _whole(self) -> Scores | None:
        """The scores of the whole list, if they are kept."""
        scored = None if self._kept is None else self._kept.scored
        return scored[1] if scored is not None and scored[0] == self._score.measure else None


class ConstantNode(Flat):
    """Another node's documents, all with one score."""

    def __init__(self, child: Any, score: float) -> None:
        super().__init__(child.size, score, late=child.late)
        self._child = child
        self.value = score
        self.first: First | None = (
            child.first if isinstance(child, ConstantNode | SetNode) else None
        )

    def start(self) -> tuple[Array, Carry]:
        return self._child.start()[0], None

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        return self._child.narrow(ids)[0], None


class SetNode(Flat):
    """A set of documents given by a mask over all of them, made when it is first needed."""

    def __init__(
        self,
        make: Callable[[], Mask],
        size: int,
        score: float = 1.0,
        first: First | None = None,
    ) -> None:
        """Takes a way to the set.

        Args:
            make: the mask of its documents.
            size: no fewer than they are.
            score: that of all of them.
            first: a quicker way to the first few that are not in a mask of deleted ones.
        """
        super().__init__(size, score)
        self.first = first
        self._make = make
        self._mask: Mask | None = None

    def mask(self) -> Mask:
        if self._mask is None:
            self._mask = self._make()
        return self._mask

    def start(self) -> tuple[Array, Carry]:
        return np.flatnonzero(self.mask()), None

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        return np.flatnonzero(self.mask().take(ids)), None


class RangeNode(Flat):
    """Documents whose number in a column lies between two bounds, both included."""

    def __init__(self, numbers: Array, present: Mask | None, low: int, high: int) -> None:
        super().__init__(len(numbers), 1.0)
        ceiling = int(np.iinfo(numbers.dtype).max)
        self._numbers = numbers
        self._present = present
        self._low, self._high = max(low, 0), min(high, ceiling)
        self._empty = self._low > self._high

    def _within(self, numbers: Array) -> Mask:
        if self._empty:
            return np.zeros(len(numbers), np.bool_)
        kind = numbers.dtype.type
        return np.asarray((numbers >= kind(self._low)) & (numbers <= kind(self._high)))

    def start(self) -> tuple[Array, Carry]:
        mask = self._within(self._numbers)
        if self._present is not None:
            mask &= self._present
        return np.flatnonzero(mask), None

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        mask = self._within(self._numbers.take(ids))
        if self._present is not None:
            mask &= self._present.take(ids)
        return np.flatnonzero(mask), None


class ListNode:
    """Documents and scores worked out elsewhere: a stock matcher's, or a disjunction's."""

    late = False

    def __init__(self, ids: Longs, scores: Scores, documents: int) -> None:
        self._ids = ids
        self._scores = scores
        self._documents = documents
        self.size = len(ids)

    def start(self) -> tuple[Array, Carry]:
        return self._ids, self._scores

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        at = among(self._ids, ids, self._documents) if self.size else np.zeros(0, np.int64)
        return at, self._scores.take(self._ids.searchsorted(ids.take(at)))

    def keep(self, carry: Carry, at: Array) -> Carry:
        return kept(carry, at)

    def scores(self, ids: Array, carry: Carry) -> Scores:  # noqa: ARG002 - the protocol's
        result: Scores = carry
        return result


class SumNode:
    """Documents that score anything, by scores of the whole segment. Carries scores."""

    late = False

    def __init__(self, total: Scores, size: int) -> None:
        """Takes scores by document, and no fewer than those that score."""
        self._total = total
        self.size = size

    def start(self) -> tuple[Array, Carry]:
        ids = (self._total > 0).nonzero()[0]
        return ids, self._total.take(ids)

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        scores = self._total.take(ids)
        at = np.flatnonzero(scores > 0)
        return at, scores.take(at)

    def keep(self, carry: Carry, at: Array) -> Carry:
        return kept(carry, at)

    def scores(self, ids: Array, carry: Carry) -> Scores:  # noqa: ARG002 - the protocol's
        result: Scores = carry
        return result


def nothing(documents: int) -> ListNode:
    """The node that matches no document."""
    return ListNode(np.zeros(0, np.int64), np.zeros(0), documents)
