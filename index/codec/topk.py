"""The best of many scores, equal ones in the order of document numbers or of a rank."""

from typing import Final

import numpy as np

from index.codec.evaluate.node import Scores
from index.codec.sections import Array

_BLOCKS: Final = 256
_FEW: Final = 1000  # so few are sorted as quickly as looked through

_VERY_FEW: Final = 64  # and so few are sorted without numpy's sorting, to load which costs more


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
    if len(ids) <= _VERY_FEW:
        numbers, values = ids.tolist(), scores.tolist()
        first = sorted(range(len(numbers)), key=values.__getitem__, reverse=True)[:limit]
        chosen = np.array([numbers[place] for place in first], np.int64)
        return chosen, np.array([values[place] for place in first])
    if limit is not None and len(ids) > max(limit, _FEW):
        least = threshold(scores, limit)
        candidates = np.flatnonzero(scores >= least)
        ids, scores = ids[candidates], scores[candidates]
    order = (-scores).argsort(kind="stable")[:limit]
    return ids[order], scores[order]


def best_ranked(
    scores: Scores | float, ids: Array, limit: int | None, ranks: Array
) -> tuple[Array, Scores, Array]:
    """`best` where equal scores stand by rank, highest first, then by number; ranks told too.

    Args:
        scores: one a document, or one number for all.
        ids: document numbers, ascending.
        limit: at least 1.
        ranks: one a document of `ids`.
    """
    most = len(ids) if limit is None else limit
    if not isinstance(scores, np.ndarray):
        if len(ids) > most:
            kept = _highest(ranks, most)
            ids, ranks = ids[kept], ranks[kept]
        scores = np.full(len(ids), float(scores))
    elif len(ids) > most:
        kept = _kept(scores, most, ranks)
        ids, scores, ranks = ids[kept], scores[kept], ranks[kept]
    order = np.lexsort((-ranks.astype(np.int64), -scores))
    return ids[order], scores[order], ranks[order]


def _kept(scores: Scores, limit: int, ranks: Array) -> Array:
    """Which of more than `limit` documents are the best, ascending."""
    least = threshold(scores, limit)
    above, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
    left = limit - len(above)
    if left < len(equal):
        equal = equal[_highest(ranks[equal], left)]
    return np.sort(np.concatenate([above, equal]))


def _highest(ranks: Array, count: int) -> Array:
    """Where the `count` highest of more ranks stand, the first of equal ones, ascending."""
    lowest = np.partition(ranks, len(ranks) - count)[len(ranks) - count]
    higher = np.flatnonzero(ranks > lowest)
    equal = np.flatnonzero(ranks == lowest)[: count - len(higher)]
    return np.sort(np.concatenate([higher, equal]))


def threshold(scores: Scores, limit: int) -> float:
    """The score of the `limit`-th best document, of more than `limit`.

    Maxima of blocks give a bound that so many scores reach: only those above it, few and hardly
    two alike, need partitioning, which takes numpy ten times as long where most are equal.
    """
    if len(scores) >= 16 * _BLOCKS and limit <= _BLOCKS:
        length = len(scores) // _BLOCKS
        maxima = scores[: length * _BLOCKS].reshape(_BLOCKS, length).max(axis=1)
        bound = np.partition(maxima, _BLOCKS - limit)[_BLOCKS - limit]
        scores = scores[scores > bound]
        if len(scores) < limit:
            return float(bound)
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
