"""Whoosh's collector over whole arrays: the best documents, the total, filters and facets."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from whoosh.collectors import Collector
from whoosh.query import Query
from whoosh.searching import Results, Searcher

from index.codec.evaluate.compound import AndNode, NotNode, OrNode
from index.codec.evaluate.disjunction import best_of_or
from index.codec.evaluate.leaves import ConstantNode, SetNode
from index.codec.evaluate.node import Carry, Node, Scores
from index.codec.evaluate.phrase import PhraseNode
from index.codec.evaluate.plan import plan
from index.codec.evaluate.scope import Scope
from index.codec.facets import FacetCounts, count_facets
from index.codec.postings import Mask
from index.codec.sections import Array
from index.codec.segment import ArraySegment
from index.codec.topk import best, best_ranked


@dataclass
class Found:
    """Hits, best first: global document numbers with their scores."""

    documents: Array
    scores: Array
    facets: dict[str, FacetCounts] = field(default_factory=dict)


class Order(NamedTuple):
    """What orders documents besides a query's score: both by document of a segment.

    `ranks`: equal scores stand highest rank first. `gains` are added to the scores; None for
    nothing.
    """

    ranks: Callable[[ArraySegment], Array] | None = None
    gains: Callable[[ArraySegment], Array | None] | None = None


class ArrayCollector(Collector):  # type: ignore[misc]  # Whoosh is untyped
    """Collects the best documents of a query; for `Searcher.search_with_collector`.

    Scores are those of exhaustive scoring: no result is lost to pruning. It keeps no results
    between searches, and wraps no other collector: filter and facets are its own.
    """

    def __init__(
        self,
        limit: int | None = 20,
        *,
        filter: Query | None = None,  # noqa: A002 - Whoosh's name for it
        mask: Query | None = None,
        allowed: Callable[[ArraySegment], Mask | None] | None = None,
        facets: Sequence[str] = (),
        whole: bool = False,
        order: Order | None = None,
    ) -> None:
        """Asks for the `limit` best (None: all) documents.

        Args:
            limit: how many.
            filter: only documents that match it; scores stay as they are.
            mask: no documents that match it.
            allowed: the only documents of a segment that may be found; None for all of them.
            facets: fields whose values are counted over all documents found.
            whole: whether `matched` is wanted, all documents found by segment.
            order: what orders documents besides the query's score.
        """
        self.limit = limit
        self._filter = filter
        self._mask = mask
        self._allowed = allowed
        self._facets = facets
        self._whole = whole
        self._ranks = order.ranks if order else None
        self._gains = order.gains if order else None
        self._held_ranks: list[Array] = []
        self.matched: list[tuple[ArraySegment, Array]] = []
        self._totals: list[int | None] = []
        self._found: list[Found] = []

    def prepare(self, top_searcher: Searcher, q: Query, context: Any) -> None:
        super().prepare(top_searcher, q, context)
        self.items: list[tuple[float, int]] = []
        self._found = []
        self._totals = []
        self._held_ranks = []
        self.matched = []

    def set_subsearcher(self, subsearcher: Searcher, offset: int) -> None:
        self.subsearcher = subsearcher
        self.offset = offset

    def collect_matches(self) -> None:
        """Answers the query on the current segment.

        Raises:
            TypeError: the reader is not over our segments.
            SegmentCorrupt: postings are damaged.
        """
        if not self.subsearcher.doc_count_all():
            self._add(np.zeros(0, np.int64), np.zeros(0), total=0)
            return
        scope = self._scope(self.subsearcher)
        node = self._limited(plan(self.q, scope), scope)
        exhaustive = self._whole or self._facets or self._ranks or self._gains
        if isinstance(node, OrNode | PhraseNode) and self.limit is not None and not exhaustive:
            quick = _quick(node, self.limit, scope.alive)
            if quick is not None:
                self._add(*quick, total=None)
                return
        if isinstance(node, ConstantNode) and node.first and self.limit and not exhaustive:
            ids = node.first(self.limit, scope.segment.deleted)
            self._add(ids, np.full(len(ids), node.value), total=None)
            return
        ids, carry = self._alive(node, scope)
        if self._whole:
            self.matched.append((scope.segment, ids))
        scores = self._gained(node.scores(ids, carry), ids, scope.segment)
        top, scores = self._best(scores, ids, scope.segment)
        facets = {name: count_facets(scope, name, ids) for name in self._facets}
        self._add(top, scores, total=len(ids), facets=facets)

    def _gained(self, scores: Scores | float, ids: Array, segment: ArraySegment) -> Scores | float:
        gains = self._gains(segment) if self._gains else None
        return scores if gains is None else scores + gains[ids]

    def _best(
        self, scores: Scores | float, ids: Array, segment: ArraySegment
    ) -> tuple[Array, Scores]:
        if self._ranks is None:
            return best(scores, ids, self.limit)
        top, held, ranks = best_ranked(scores, ids, self.limit, self._ranks(segment)[ids])
        self._held_ranks.append(ranks.astype(np.int64))
        return top, held

    def _alive(self, node: Node, scope: Scope) -> tuple[Array, Carry]:
        ids, carry = node.start()
        alive = scope.alive
        if alive is not None:
            living = np.flatnonzero(alive.take(ids))
            ids, carry = ids.take(living), node.keep(carry, living)
        return ids, carry

    def _add(
        self,
        ids: Array,
        scores: Array,
        *,
        total: int | None,
        facets: dict[str, FacetCounts] | None = None,
    ) -> None:
        ids = ids.astype(np.int64, copy=False)
        if self.offset:
            ids = ids + self.offset
        self._found.append(Found(ids, scores, facets or {}))
        self._totals.append(total)

    def _scope(self, sub: Searcher) -> Scope:
        segment = sub.reader().segment()
        if not isinstance(segment, ArraySegment):
            raise TypeError("this collector reads array segments only")
        return Scope(self.top_searcher, sub, segment, self.context)

    def _limited(self, node: Node, scope: Scope) -> Node:
        parts: list[Node] = [node]
        if self._filter is not None:
            parts.append(ConstantNode(plan(self._filter, scope, scored=False), 0.0))
        if self._mask is not None:
            from_all = plan(self._mask, scope, scored=False)
            parts.append(NotNode(from_all, scope.documents, score=0.0))
        allowed = self._allowed(scope.segment) if self._allowed else None
        if allowed is not None:
            parts.append(SetNode(lambda: allowed, int(np.count_nonzero(allowed)), 0.0))
        return node if len(parts) == 1 else AndNode(parts)

    def collect(self, sub_docnum: int) -> Any:
        raise NotImplementedError("documents are collected by whole arrays")

    def sort_key(self, sub_docnum: int) -> Any:
        raise NotImplementedError("documents are sorted by whole arrays")

    def computes_count(self) -> bool:
        return all(total is not None for total in self._totals)

    def count(self) -> int:
        """How many documents match; worked out now where the search itself did not need it."""
        leaves = self.top_searcher.leaf_searchers()
        for place, (sub, _) in enumerate(leaves):
            if self._totals[place] is None:
                self._totals[place] = len(self._segment_ids(sub))
        return sum(total or 0 for total in self._totals)

    def all_ids(self) -> Iterable[int]:
        """All documents that match, ascending."""
        for sub, offset in self.top_searcher.leaf_searchers():
            yield from (self._segment_ids(sub) + offset).tolist()

    def _segment_ids(self, sub: Searcher) -> Array:
        scope = self._scope(sub)
        return self._alive(self._limited(plan(self.q, scope, scored=False), scope), scope)[0]

    def found(self) -> Found:
        """The hits of all segments together."""
        if len(self._found) == 1:
            return self._found[0]
        if not self._found:
            return Found(np.zeros(0, np.int64), np.zeros(0))
        documents = np.concatenate([part.documents for part in self._found])
        scores = np.concatenate([part.scores for part in self._found])
        keys = [documents, -scores]
        if self._held_ranks:
            keys.insert(1, -np.concatenate(self._held_ranks))
        order = np.lexsort(keys)[: self.limit]
        facets: dict[str, FacetCounts] = {name: Counter() for name in self._facets}
        for part in self._found:
            for name, counts in part.facets.items():
                facets[name].update(counts)
        return Found(documents[order], scores[order], facets)

    def results(self) -> Results:
        """The hits as Whoosh's results."""
        found = self.found()
        pairs = zip(found.scores.tolist(), found.documents.tolist(), strict=True)
        return self._results(list(pairs))


def _quick(
    node: OrNode | PhraseNode, limit: int, alive: Mask | None
) -> tuple[Array, Scores] | None:
    """The best documents without all others; None if that cannot be told of this node."""
    if isinstance(node, PhraseNode):
        return node.best(limit, alive)
    return best_of_or(node, limit, alive)
