"""How many of the documents found have each value of a field."""

from collections import Counter
from typing import TypeAlias

import numpy as np

from index.codec.evaluate.scope import Scope
from index.codec.sections import Array

FacetCounts: TypeAlias = Counter[bytes | int]


def count_facets(scope: Scope, name: str, ids: Array) -> FacetCounts:
    """Counts the values of a field over some documents of a segment, zeros left out.

    A facet column is counted by its bytes, a number column by its numbers, any other field by its
    terms, so that a document with several (its topics) counts for each.
    """
    column = scope.segment.data.columns.get(name)
    if column is None or column.kind == "key":
        return _count_terms(scope, name, ids)
    present = column.present()
    values = column.numbers()[ids if present is None else ids[present[ids]]]
    numbers, counts = np.unique(values, return_counts=True)
    pairs = zip(numbers.tolist(), counts.tolist(), strict=True)
    if column.kind == "number":
        return Counter(dict(pairs))
    table = column.table()
    return Counter({table[number]: count for number, count in pairs})


def _count_terms(scope: Scope, name: str, ids: Array) -> FacetCounts:
    field = scope.field(name)
    if field is None:
        return Counter()
    mask = np.zeros(scope.documents, np.bool_)
    mask[ids] = True
    counts = field.postings.counts_within(mask)
    found = np.flatnonzero(counts)
    terms = field.postings.terms
    pairs = zip(found.tolist(), counts[found].tolist(), strict=True)
    return Counter({terms.term(ordinal): count for ordinal, count in pairs})
