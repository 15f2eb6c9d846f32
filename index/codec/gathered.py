"""Where several terms stand in a few documents, read in one pass over all of them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from index.codec.inverted import Longs, offsets, ragged
from index.codec.postings import Mask, Postings
from index.codec.sections import Array

_WIDE = 32  # bits of a position within a place
_NARROW = np.iinfo(np.int32).max


class Gathered(NamedTuple):
    """Which of the documents hold a term, and every place: row * 2**32 + position, ascending."""

    holds: Mask
    places: Longs


def gathered(several: Sequence[Postings], wanted: Array, first: int = 0) -> list[Gathered]:
    """What each of some terms of one segment has in a few documents.

    Args:
        several: the terms' postings; those without positions have no places.
        wanted: numbers of documents, ascending.
        first: the row of the first of them; the others follow.
    """
    if not several:
        return []
    holds, at = _located(several, wanted)
    term, row = holds.nonzero()
    at = at[term, row]
    bounds = term.searchsorted(np.arange(len(several) + 1)).tolist()
    counts, ends = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    for one, (a, b) in zip(several, pairwise(bounds), strict=True):
        if a < b and one.placed is not None:
            chosen = at[a:b]
            counts[a:b] = one.counts()[chosen]
            ends[a:b] = one.ends()[chosen]
    cuts = offsets(counts)[bounds].tolist()
    index = ragged(ends - counts, counts)
    places = (row + first << _WIDE).repeat(counts)
    for one, (a, b) in zip(several, pairwise(cuts), strict=True):
        if a < b:
            places[a:b] += one.positions_at(index[a:b])
    return [Gathered(held, places[a:b]) for held, (a, b) in zip(holds, pairwise(cuts), strict=True)]


def _located(several: Sequence[Postings], wanted: Array) -> tuple[Mask, Longs]:
    """By term and document, whether it is held, and, if so, where that stands in the postings."""
    at: Longs = np.zeros((len(several), len(wanted)), np.int64)
    holds: Mask = np.zeros(at.shape, np.bool_)
    dense: list[int] = []
    values: list[Array] = []
    before: list[Longs] = []
    octet, bit = wanted >> 3, (wanted & 7).astype(np.uint8)
    narrow = wanted.astype(np.int32) if len(wanted) and wanted[-1] <= _NARROW else wanted
    for number, one in enumerate(several):
        if one.bitmap is not None:
            dense.append(number)
            values.append(one.bitmap[octet])
            before.append(one.ranks()[octet])
        else:
            ids = one.ids()
            # Of the list's own type: searchsorted would make a copy of the whole list otherwise.
            same = narrow if ids.dtype == np.int32 else wanted
            found = ids.searchsorted(same)
            found[found == one.documents] = 0
            at[number] = found
            holds[number] = ids[found] == same
    if dense:
        value = np.array(values)
        holds[dense] = value << bit >= np.uint8(128)
        at[dense] = np.array(before) + np.bitwise_count((value >> 1) >> (np.uint8(7) - bit))
    return holds, at
