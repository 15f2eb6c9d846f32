"""From a Whoosh query to nodes over one segment; what has no node runs on a stock matcher."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np
from whoosh import query as wq
from whoosh.fields import DATETIME, NUMERIC
from whoosh.query import wrappers
from whoosh.query.terms import MultiTerm
from whoosh.util.numeric import to_sortable

from index.codec.evaluate.compound import AndNode, BoostNode, MaybeNode, NotNode, OrNode
from index.codec.evaluate.leaves import (
    ConstantNode,
    ListNode,
    RangeNode,
    SetNode,
    SumNode,
    nothing,
)
from index.codec.evaluate.node import Node
from index.codec.evaluate.phrase import PhraseNode
from index.codec.evaluate.scope import Scope
from index.codec.queries import Beside, Summed

_SMALL_INDEX: Final = 5000  # whoosh.query.compound.Or: up to here it preloads, dropping scores
_TOO_MANY: Final = wq.Or.TOO_MANY_CLAUSES


class _NoNodeError(Exception):
    """This query has no node of its own."""


def plan(query: wq.Query, scope: Scope, *, scored: bool = True) -> Node:
    """The node that answers a query on a segment.

    Args:
        query: any Whoosh query.
        scope: the segment and the search.
        scored: False where only the documents matter.

    Raises:
        SegmentCorrupt: postings that it needs are damaged.
    """
    make = _PLANS.get(type(query))
    if make is None and isinstance(query, MultiTerm):
        make = _expanded
    if make is None or not scope.vectorised or getattr(query, "boost", 1.0) <= 0:
        return _stock(query, scope)
    try:
        return make(query, scope, scored)
    except _NoNodeError:
        return _stock(query, scope)


def _stock(query: wq.Query, scope: Scope) -> Node:
    matcher = query.matcher(scope.sub, scope.context)
    ids, scores = [], []
    while matcher.is_active():
        ids.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return ListNode(np.array(ids, np.int64), np.array(scores, np.float64), scope.documents)


def _null(query: wq.Query, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001 - one signature
    return nothing(scope.documents)


def _bytes(scope: Scope, fieldname: str, text: Any) -> bytes | None:
    if fieldname not in scope.schema:
        return None
    try:
        converted: bytes = scope.schema[fieldname].to_bytes(text)
    except ValueError:
        return None
    return converted


def _term(query: wq.Term, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    text = query.text
    if not isinstance(text, bytes):
        text = _bytes(scope, query.fieldname, text)
    node = None if text is None else scope.term(query.fieldname, text, query.boost)
    return node or nothing(scope.documents)


def _boosted(node: Node, boost: float) -> Node:
    return node if boost == 1.0 else BoostNode(node, boost)


def _and(query: wq.And, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if not len(query):
        return nothing(scope.documents)
    if len(query) == 1:
        return plan(query[0], scope, scored=scored)
    children = [plan(part, scope, scored=scored) for part in query]
    return _boosted(AndNode(children), query.boost)


def _or(query: wq.Or, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if getattr(query, "scale", None):
        raise _NoNodeError
    if not len(query):
        return nothing(scope.documents)
    if len(query) == 1:
        return plan(query[0], scope, scored=scored)
    children = [plan(part, scope, scored=scored) for part in query]
    return _boosted(OrNode(children, scope.documents), query.boost)


def _summed(query: Summed, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    name = scope.segment.indexname
    known = query.held.get(name)
    if known is None or known[0] is not scope.top:
        nodes = [_term(part, scope, scored=True) for part in query]
        either = OrNode([node for node in nodes if node.size], scope.documents)
        known = query.held[name] = (scope.top, either.total(), either.size)
    else:
        scope.segment.data.container.check_length()
    return SumNode(*known[1:])


def _best(query: wq.DisjunctionMax, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if not len(query):
        return nothing(scope.documents)
    if len(query) == 1:
        return plan(query[0], scope, scored=scored)
    children = [plan(part, scope, scored=scored) for part in query]
    return _boosted(OrNode(children, scope.documents, best=True), query.boost)


def _not(query: wq.Not, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    return NotNode(plan(query.query, scope, scored=False), scope.documents)


def _and_not(query: wq.AndNot, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    without = NotNode(plan(query.b, scope, scored=False), scope.documents, score=0.0)
    return AndNode([plan(query.a, scope, scored=scored), without])


def _require(query: wq.Require, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    required = ConstantNode(plan(query.b, scope, scored=False), 0.0)
    return AndNode([plan(query.a, scope, scored=scored), required])


def _and_maybe(query: wq.AndMaybe, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    sure = plan(query.a, scope, scored=scored)
    return MaybeNode(sure, plan(query.b, scope)) if scored else sure


def _otherwise(query: wq.Otherwise, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    first = plan(query.a, scope, scored=scored)
    ids = first.start()[0]
    alive = scope.alive
    found = len(ids) if alive is None else np.count_nonzero(alive[ids])
    return first if found else plan(query.b, scope, scored=scored)


def _constant(query: wq.ConstantScoreQuery, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    return ConstantNode(plan(query.child, scope, scored=False), query.score or 1.0)


def _every(query: wq.Every, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    name = query.fieldname
    if name is None:
        return SetNode(lambda: np.ones(scope.documents, np.bool_), scope.documents, query.boost)
    return _every_in(name, scope, query.boost)


def _every_in(name: str, scope: Scope, boost: float) -> Node:
    field = scope.field(name)
    count = 0 if field is None else len(field.postings.terms)
    return SetNode(lambda: scope.union(name, range(count)), scope.documents, boost)


def _phrase(query: wq.Phrase, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    name = query.fieldname
    if name not in scope.schema:
        return nothing(scope.documents)
    form = scope.schema[name].format
    if not form or not form.supports("positions") or not query.words or query.slop < 1:
        raise _NoNodeError
    nodes = {}
    for word in query.words:
        text = _bytes(scope, name, word)
        if text is None:
            return nothing(scope.documents)
        if text not in nodes:
            found = scope.term(name, text, 1.0)
            if found is None:
                return nothing(scope.documents)
            nodes[text] = found
    words = [nodes[scope.schema[name].to_bytes(word)] for word in query.words]
    if len(words) == 1:
        return _boosted(words[0], query.boost)
    return _boosted(PhraseNode(words, query.slop), query.boost)


def _beside(query: Beside, scope: Scope, scored: bool) -> Node:  # noqa: ARG001, FBT001
    nodes = {}
    for word in query.words:
        if word not in nodes:
            found = scope.any_term(query.fieldname, word, 1.0)
            if found is None:
                return nothing(scope.documents)
            nodes[word] = found
    words = [nodes[word] for word in query.words]
    node = PhraseNode(words, 1 + query.gap) if len(words) > 1 else words[0]
    return _boosted(node, query.boost)


def _number_range(query: wq.NumericRange, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    name = query.fieldname
    if name not in scope.schema:
        raise _NoNodeError
    field = scope.schema[name]
    column = scope.segment.data.columns.get(name)
    single = column is not None and column.kind == "number" and column.single
    if not isinstance(field, NUMERIC) or column is None or not single:
        raise _NoNodeError
    if scored and not query.constantscore:
        raise _NoNodeError
    low = 0 if query.start is None else _sortable(field, query.start) + bool(query.startexcl)
    top = (1 << field.bits) - 1
    high = top if query.end is None else _sortable(field, query.end) - bool(query.endexcl)
    node = RangeNode(column.numbers(), column.present(), low, high)
    return ConstantNode(node, query.boost)


def _sortable(field: Any, bound: Any) -> int:
    number = field.prepare_number(bound)
    if isinstance(field, DATETIME):
        return int(number)
    return int(to_sortable(field.numtype, field.bits, field.signed, number))


def _prefix(query: wq.Prefix, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if query.text == "":
        return _every_in(query.fieldname, scope, query.boost)
    text = _bytes(scope, query.fieldname, query.text)
    field = scope.field(query.fieldname)
    if text is None or field is None:
        return nothing(scope.documents)
    return _terms(query, scope, range(*field.postings.terms.prefix(text)), scored=scored)


def _wildcard(query: wq.Wildcard, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if query.text == "*":
        return _every_in(query.fieldname, scope, query.boost)
    return _expanded(query, scope, scored)


def _regex(query: wq.Regex, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    if query.text == ".*":
        return _every_in(query.fieldname, scope, query.boost)
    return _expanded(query, scope, scored)


def _expanded(query: MultiTerm, scope: Scope, scored: bool) -> Node:  # noqa: FBT001
    name = query.field()
    field = None if name is None else scope.field(name)
    if name not in scope.schema or field is None:
        raise _NoNodeError
    found = (_bytes(scope, name, word) for _, word in query.expanded_terms(scope.sub.reader()))
    ordinals = [field.postings.terms.find(word) for word in found if word]
    return _terms(query, scope, [ordinal for ordinal in ordinals if ordinal >= 0], scored=scored)


def _terms(query: MultiTerm, scope: Scope, ordinals: range | list[int], *, scored: bool) -> Node:
    """Any of several terms, with the scores that Whoosh's `MultiTerm.matcher` comes to.

    One term scores as itself. Several score as a disjunction, except where Whoosh preloads them
    without scores: constant-score queries of three terms or more on a small segment, or of very
    many terms on any.
    """
    name = query.field()
    field = scope.field(name)
    if field is None or not ordinals:
        return nothing(scope.documents)
    terms = field.postings.terms
    if ordinals[0] == 0 and terms.term(0) == b"":
        ordinals = ordinals[1:]
    count = len(ordinals)
    preloaded = count >= _TOO_MANY or (count > 2 and scope.documents <= _SMALL_INDEX)
    if not scored or (preloaded and query.constantscore):
        first = None
        if isinstance(ordinals, range):
            first = partial(field.postings.first_in_range, ordinals.start, ordinals.stop)
        return SetNode(lambda: scope.union(name, ordinals), scope.documents, first=first)
    found = (scope.term(name, terms.term(ordinal), query.boost) for ordinal in ordinals)
    nodes = [node for node in found if node is not None]
    return nodes[0] if len(nodes) == 1 else OrNode(nodes, scope.documents)


_PLANS: Final[dict[type, Callable[[Any, Scope, bool], Node]]] = {
    type(wq.NullQuery): _null,
    wq.Term: _term,
    wq.And: _and,
    wq.Or: _or,
    wq.DisjunctionMax: _best,
    wq.Not: _not,
    wq.AndNot: _and_not,
    wq.Require: _require,
    wq.AndMaybe: _and_maybe,
    wq.Otherwise: _otherwise,
    wrappers.ConstantScoreQuery: _constant,
    wq.Every: _every,
    wq.Phrase: _phrase,
    Beside: _beside,
    Summed: _summed,
    wq.NumericRange: _number_range,
    wq.DateRange: _number_range,
    wq.Prefix: _prefix,
    wq.Wildcard: _wildcard,
    wq.Regex: _regex,
}
