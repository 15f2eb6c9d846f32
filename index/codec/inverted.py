"""Postings as flat arrays in memory: what inversion makes, merging permutes and files hold."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.codec.sections import Array

Longs = npt.NDArray[np.int64]


def offsets(lengths: Array) -> Longs:
    """Where each of several runs begins, and the end of the last: one more than `lengths`."""
    result = np.zeros(len(lengths) + 1, np.int64)
    np.asarray(lengths).cumsum(out=result[1:])
    return result


def ragged(starts: Array, lengths: Array) -> Longs:
    """The indexes of several runs, one after the other: ``start, start + 1, …`` for each."""
    ends = lengths.cumsum(dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    shift = starts - ends
    shift += lengths
    index: Longs = np.arange(total, dtype=np.int64)
    index += shift.repeat(lengths)
    return index


@dataclass(frozen=True)
class Inverted:
    """Some terms of a field, in order, with the postings of each.

    `documents` counts postings a term; `ids` and `counts` run over the postings term by term,
    `positions` over the occurrences posting by posting (None: the field keeps none).
    """

    terms: list[bytes]
    documents: Array
    ids: Array
    counts: Array
    positions: Array | None

    def select(self, keep: npt.NDArray[np.bool_]) -> "Inverted":
        """Only the postings marked in `keep`; terms that lose all of theirs stay, empty."""
        term_of = np.repeat(np.arange(len(self.terms)), self.documents)
        documents = np.bincount(term_of[keep], minlength=len(self.terms))
        positions = self.positions
        if positions is not None:
            positions = positions[np.repeat(keep, self.counts)]
        return Inverted(self.terms, documents, self.ids[keep], self.counts[keep], positions)


def merged(parts: list[Inverted]) -> Inverted:
    """One inversion of several whose document numbers ascend from part to part.

    A run is what one part has of one term; those of a term come to stand side by side.
    """
    terms = sorted(set().union(*(part.terms for part in parts)))
    place = {term: number for number, term in enumerate(terms)}
    term_of = np.concatenate([[place[term] for term in part.terms] for part in parts])
    order = np.argsort(term_of, kind="stable")
    documents = np.concatenate([part.documents for part in parts]).astype(np.int64)
    counts = np.concatenate([part.counts for part in parts])
    starts = offsets(documents)
    moved = ragged(starts[order], documents[order])
    ids = np.concatenate([part.ids for part in parts]).take(moved)
    positions = None
    if parts[0].positions is not None:
        tokens = offsets(counts)[starts]
        every = np.concatenate([part.positions for part in parts if part.positions is not None])
        positions = every.take(ragged(tokens[order], np.diff(tokens)[order]))
    per_term = np.bincount(term_of.astype(np.int64), documents, len(terms)).astype(np.int64)
    kept = np.flatnonzero(per_term)
    names = [terms[number] for number in kept.tolist()] if len(kept) < len(terms) else terms
    return Inverted(names, per_term[kept], ids, counts.take(moved), positions)
