"""What every part of a query can do on one segment.

A node first finds documents, then scores only those that the whole query kept. Between the two it
*carries* an array aligned with the documents (places in a posting list, or finished scores), or
None, whose meaning is the node's own. What is kept of an array is told by places, not by a mask:
numpy takes a fifth of the time for them.
"""

from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from index.codec.sections import Array

Scores: TypeAlias = npt.NDArray[np.float64]
Carry: TypeAlias = Any


class Node(Protocol):
    """A part of a query, bound to one segment. Document numbers ascend everywhere."""

    size: int
    """No fewer documents than it matches."""
    late: bool
    """Whether it should look at few documents: others narrow them first."""

    def start(self) -> tuple[Array, Carry]:
        """All documents that match, and what to carry for them."""
        ...

    def narrow(self, ids: Array) -> tuple[Array, Carry]:
        """Where among these documents those that match stand, and what to carry for them."""
        ...

    def keep(self, carry: Carry, at: Array) -> Carry:
        """What remains to carry when only the documents at some places are kept."""
        ...

    def scores(self, ids: Array, carry: Carry) -> Scores | float:
        """The documents' scores; one number if all have the same."""
        ...


def kept(carry: Carry, at: Array) -> Carry:
    """The usual `Node.keep`."""
    return None if carry is None else carry.take(at)


def among(found: Array, ids: Array, size: int) -> Array:
    """Where among `ids` those of `found` stand, both ascending document numbers of a segment."""
    if len(ids) * 16 < len(found):
        at = np.searchsorted(found, ids)
        at[at == len(found)] = 0
        return np.flatnonzero(found.take(at) == ids)
    mask = np.zeros(size, np.bool_)
    mask[found] = True
    return np.flatnonzero(mask.take(ids))


class Flat:
    """What nodes whose documents all have one score share; they carry nothing."""

    def __init__(self, size: int, score: float, *, late: bool = False) -> None:
        self.size = size
        self.late = late
        self._score = score

    def keep(self, carry: Carry, at: Array) -> Carry:  # noqa: ARG002 - the protocol's
        return None

    def scores(self, ids: Array, carry: Carry) -> float:  # noqa: ARG002 - the protocol's
        return self._score
