"""The nodes that join others: and, or, not, perhaps, best of, boost."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from index.codec.evaluate.leaves import TermNode
from index.codec.evaluate.node import Carry, Flat, Node, Scores, kept
from index.codec.postings import Mask
from index.codec.sections import Array

_DENSE: Final = 5  # more than a fifth of all documents
_FEW: Final = 8  # as many times fewer documents are quicker looked for among the others


class AndNode:
    """Documents that match every child; scores add up. Carries what each child carries."""

    def __init__(self, children: Sequence[Node]) -> None:
        self.children = sorted(children, key=lambda child: (child.late, child.size))
        self.size = min(child.size for child in children)
        self.late = any(child.late for child in children)

    def _through(self, ids: Array, carries: list[Carry], rest: Sequence[Node]) -> Array:
        """Narrows `ids` by the rest, keeping `carries` aligned."""
        for child in rest:
            at, carry = child.narrow(ids)
            if len(at) < len(ids):
                ids = ids.take(at)
                done = zip(self.children, carries, strict=False)
                carries[:] = [node.keep(old, at) for node, old in done]
            carries.append(carry)
        return ids

    def start(self) -> tuple[Array, Carry]:
        ids, carry = self.children[0].start()
        carries = [carry]
        return self._through(ids, carries, self.children[1:]), carries

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        carries: list[Carry] = []
        left = self._through(ids, carries, self.children)
        return ids.searchsorted(left), carries

    def keep(self, carry: Carry, at: Array) -> Carry:
        done = zip(self.children, carry, strict=True)
        return [node.keep(old, at) for node, old in done]

    def scores(self, ids: Array, carry: Carry) -> Scores | float:
        total: Scores | float = 0.0
        for node, held in zip(self.children, carry, strict=True):
            total = total + node.scores(ids, held)
        return total


def _promise(node: Node) -> float:
    """Sorts nodes by the most they can score, so that every way of adding has one order."""
    return -node.bound if isinstance(node, TermNode) else 0.0


def _spread(node: Node) -> Scores | None:
    return node.spread() if isinstance(node, TermNode) else None


class OrNode:
    """Documents that match any child; scores add up, or the best one counts. Carries scores."""

    def __init__(self, children: Sequence[Node], documents: int, *, best: bool = False) -> None:
        self.children = sorted(children, key=_promise)
        self.size = min(sum(child.size for child in children), documents)
        self.late = any(child.late for child in children)
        self.documents = documents
        self.best = best
        self._of_terms = all(isinstance(child, TermNode) for child in self.children)

    def _gather(self, into: Scores, at: Array | Mask, scores: Scores | float) -> None:
        if self.best:
            into[at] = np.maximum(into[at], scores)
        else:
            into[at] += scores

    def _add(self, into: Scores, scores: Scores) -> None:
        if self.best:
            np.maximum(into, scores, out=into)
        else:
            into += scores

    def start(self) -> tuple[Array, Carry]:
        if self._of_terms:
            total = self.total()
            ids = (total > 0).nonzero()[0]
            return ids, total.take(ids)
        total = np.zeros(self.documents)
        mask = np.zeros(self.documents, np.bool_)
        for child in self.children:
            ids, carry = child.start()
            self._gather(total, ids, child.scores(ids, carry))
            mask[ids] = True
        ids = mask.nonzero()[0]
        return ids, total[ids]

    def total(self) -> Scores:
        """By document what its terms score together: more than nothing if it holds any.

        For children that are terms.
        """
        total = np.zeros(self.documents)
        for child in self.children:
            spread = _spread(child)
            if spread is not None:
                self._add(total, spread)
            else:
                ids, carry = child.start()
                self._gather(total, ids, child.scores(ids, carry))
        return total

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        if self._of_terms and len(ids) * _DENSE > self.documents:
            # Of so many documents it is quicker to add up whole lists than to look each one up.
            total = self.total().take(ids)
            at = np.flatnonzero(total > 0)
            return at, total.take(at)
        total = np.zeros(len(ids))
        mask = np.zeros(len(ids), np.bool_)
        for child in self.children:
            self._look_up(child, ids, total, mask)
        at = np.flatnonzero(mask)
        return at, total.take(at)

    def _look_up(self, child: Node, ids: Array, total: Scores, mask: Mask) -> None:
        """Adds what a child gives to these documents, and marks those that match it."""
        spread = _spread(child)
        if spread is not None:
            scores = spread.take(ids)
            self._add(total, scores)
            mask |= scores > 0
        elif isinstance(child, TermNode) and child.size * _FEW < len(ids):
            few, carry = child.start()
            at = ids.searchsorted(few)
            at[at == len(ids)] = 0
            there = np.flatnonzero(ids.take(at) == few)
            at = at.take(there)
            self._gather(total, at, child.scores(few, carry).take(there))
            mask[at] = True
        else:
            at, carry = child.narrow(ids)
            self._gather(total, at, child.scores(ids.take(at), carry))
            mask[at] = True

    def keep(self, carry: Carry, at: Array) -> Carry:
        return kept(carry, at)

    def scores(self, ids: Array, carry: Carry) -> Scores:  # noqa: ARG002 - the protocol's
        result: Scores = carry
        return result


class NotNode(Flat):
    """Documents that a node does not match, all with one score (Whoosh gives them 1)."""

    def __init__(self, child: Node, documents: int, score: float = 1.0) -> None:
        super().__init__(documents, score, late=child.late)
        self._child = child
        self._documents = documents

    def start(self) -> tuple[Array, Carry]:
        mask = np.ones(self._documents, np.bool_)
        mask[self._child.start()[0]] = False
        return np.flatnonzero(mask), None

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        mask = np.ones(len(ids), np.bool_)
        mask[self._child.narrow(ids)[0]] = False
        return np.flatnonzero(mask), None


class MaybeNode:
    """Documents of the first child; where the second matches too, its score is added."""

    def __init__(self, sure: Node, perhaps: Node) -> None:
        self._sure = sure
        self._perhaps = perhaps
        self.size = sure.size
        self.late = sure.late
        self.start = sure.start
        self.narrow = sure.narrow
        self.keep = sure.keep

    def scores(self, ids: Array, carry: Carry) -> Scores:
        result = np.zeros(len(ids))
        result += self._sure.scores(ids, carry)
        at, held = self._perhaps.narrow(ids)
        result[at] += self._perhaps.scores(ids.take(at), held)
        return result


class BoostNode:
    """Another node with its scores multiplied."""

    def __init__(self, child: Node, boost: float) -> None:
        self.size = child.size
        self.late = child.late
        self.start = child.start
        self.narrow = child.narrow
        self.keep = child.keep
        self.scores = partial(_boosted, child, boost)


def _boosted(child: Node, boost: float, ids: Array, carry: Carry) -> Scores | float:
    return child.scores(ids, carry) * boost
