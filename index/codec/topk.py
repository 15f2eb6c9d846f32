"""The best of many scores, equal ones in the order of document numbers."""

from typing import Final

import numpy as np

from index.codec.evaluate.node import Scores
from index.codec.sections import Array

_BLOCKS: Final = 256


def best(scores: Scores | float, ids: Array, limit: int | None) -> tuple[Array, Scores]:
    """The `limit` best documents (all, if None) and their scores, best first.

    Args:
        scores: one a document, or one number for all.
        ids: document numbers, ascending.
        limit: at least 1.
    """
    if not isinstance(scores, np.ndarray):
        chosen = ids[:limit]
        return chosen, np.full(len(chosen), float(scores))
    if limit is not None and len(ids) > limit:
        least = threshold(scores, limit)
        candidates = np.flatnonzero(scores >= least)
        ids, scores = ids[candidates], scores[candidates]
    order = np.argsort(-scores, kind="stable")[:limit]
    return ids[order], scores[order]


def threshold(scores: Scores, limit: int) -> float:
    """The score of the `limit`-th best document, of more than `limit`.

    Maxima of blocks give a bound below it, so that only few scores need partitioning.
    """
    if len(scores) >= 16 * _BLOCKS and limit <= _BLOCKS:
        length = len(scores) // _BLOCKS
        maxima = scores[: length * _BLOCKS].reshape(_BLOCKS, length).max(axis=1)
        scores = scores[scores >= np.partition(maxima, _BLOCKS - limit)[_BLOCKS - limit]]
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
