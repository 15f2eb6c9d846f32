"""What the nodes of one segment need to know: statistics of the whole index, lengths, postings."""

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index.codec.evaluate.leaves import TermNode, TermScorer
from index.codec.lengths import LengthShape
from index.codec.postings import Mask, union
from index.codec.segment import ArraySegment, Field


class Scope:
    """One segment within a search over the whole index."""

    def __init__(self, top: Searcher, sub: Searcher, segment: ArraySegment, context: Any) -> None:
        """Binds a search to a segment.

        Args:
            top: the searcher over all segments, whose statistics count.
            sub: the one over this segment, which stock matchers need.
            segment: the segment.
            context: Whoosh's search context.
        """
        self.top = top
        self.sub = sub
        self.segment = segment
        self.context = context
        self.schema = top.schema
        self.documents = segment.data.documents
        weighting = top.weighting
        # Scores can be worked out here for plain BM25F without a final step.
        self.vectorised = type(weighting) is BM25F and not weighting.use_final
        self._shapes: dict[str, LengthShape] = {}

    @property
    def alive(self) -> Mask | None:
        """Which documents are not deleted; None if all are not."""
        return None if self.segment.deleted is None else ~self.segment.deleted

    def field(self, name: str) -> Field | None:
        return self.segment.data.fields.get(name)

    def term(self, name: str, term: bytes, boost: float) -> TermNode | None:
        """The node of one term; None if no document of the segment holds it.

        Raises:
            SegmentCorrupt: its postings are damaged.
        """
        field = self.field(name)
        kept = self.segment.data.term(name, term)
        if field is None or kept is None:
            return None
        frequency = kept.postings.documents
        return TermNode(kept.postings, self._scorer(field, term, frequency, boost), kept)

    def any_term(self, name: str, terms: Sequence[bytes], boost: float) -> TermNode | None:
        """The node of several terms taken for one; None if the segment holds none of them."""
        if len(terms) == 1:
            return self.term(name, terms[0], boost)
        field, data = self.field(name), self.segment.data
        found = [(kept.postings, term) for term in terms if (kept := data.term(name, term))]
        if field is None or not found:
            return None
        largest, term = max(found, key=lambda pair: pair[0].documents)
        if self.top is not self.sub:  # One weight in every segment, whichever spellings it holds.
            term = min(terms, key=lambda one: float(self.top.idf(name, one)))
        scorer = self._scorer(field, term, largest.documents, boost)
        return TermNode(union([postings for postings, _ in found]), scorer)

    def _scorer(self, field: Field, term: bytes, frequency: int, boost: float) -> TermScorer:
        name = field.name
        if not self.schema[name].scorable:
            return TermScorer(boost)
        if self.top is self.sub:
            idf = log(self.top.doc_count_all() / (frequency + 1)) + 1  # as Whoosh's BM25F has it
        else:
            idf = float(self.top.idf(name, term))
        shape = self._shape(name)
        return TermScorer(idf * (shape[0] + 1) * boost, field, shape)

    def _shape(self, name: str) -> LengthShape:
        """BM25's K1 and B of a field, and its average length."""
        known = self._shapes.get(name)
        if known is None:
            weighting = self.top.weighting
            average = float(self.top.field_length(name) / (self.top.doc_count_all() or 1) or 1)
            known = float(weighting.K1), _field_b(weighting, name), average
            self._shapes[name] = known
        return known

    def union(self, name: str, ordinals: range | list[int]) -> Mask:
        """The documents that hold any of these terms."""
        mask = np.zeros(self.documents, np.bool_)
        field = self.field(name)
        if field is not None and isinstance(ordinals, range):
            field.postings.mark_range(ordinals.start, ordinals.stop, mask)
        elif field is not None:
            for ordinal in ordinals:
                field.postings.postings(ordinal).mark(mask)
        return mask


def _field_b(weighting: Any, name: str) -> float:
    """The B of a field: `BM25F(title_B=…)` keeps it under the field's name."""
    per_field: dict[str, float] = vars(weighting)["_field_B"]
    return float(per_field.get(name, weighting.B))
