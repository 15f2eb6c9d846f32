"""The best documents of a disjunction of terms, without scoring every document of common ones.

MaxScore (Turtle and Flood, 1995) over arrays: the terms that can give most are scored in full;
once the k-th best document beats all that the other terms could give together, those are looked up
only for the documents that can still reach it. No document is lost, and no score changes.
"""

from typing import Final

import numpy as np

from index.codec.evaluate.compound import OrNode
from index.codec.evaluate.leaves import TermNode
from index.codec.evaluate.node import Scores
from index.codec.postings import Mask
from index.codec.sections import Array
from index.codec.topk import best, threshold

_ROUNDING: Final = 1 + 1e-9  # so that no sum of scores exceeds the sum of bounds


def best_of_or(node: OrNode, limit: int, alive: Mask | None) -> tuple[Array, Scores] | None:
    """The `limit` best documents and their scores; None if not all children are terms."""
    terms = [child for child in node.children if isinstance(child, TermNode)]
    if node.best or len(terms) < len(node.children):
        return None
    bounds = [term.bound * _ROUNDING for term in terms]
    total = np.zeros(node.documents)
    for place, term in enumerate(terms):
        ids = term.postings.ids()
        total[ids] += term.scores(ids, None)
        if place == 0 and alive is not None:
            total[~alive] = -np.inf
        rest = sum(bounds[place + 1 :])
        least = threshold(total, limit) if limit < node.documents else 0.0
        if least > rest:
            ids = np.flatnonzero(total >= least - rest)
            return _finish(ids, total.take(ids), terms[place + 1 :], limit)
    ids = np.flatnonzero(total > 0)
    return best(total.take(ids), ids, limit)


def _finish(ids: Array, scores: Scores, terms: list[TermNode], limit: int) -> tuple[Array, Scores]:
    for term in terms:
        at, places = term.narrow(ids)
        scores[at] += term.scores(ids.take(at), places)
    return best(scores, ids, limit)
