"""One term's postings: numbers and counts of its documents, and positions within them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.codec.inverted import Longs, offsets, ragged
from index.codec.packed import PackedArray
from index.codec.sections import Array

Mask = npt.NDArray[np.bool_]

_SEARCH_FACTOR = 16  # a look-up by bisection costs about as much as reading this many postings
_WIDE = 32  # bits of a position within a key


@dataclass(slots=True)
class Postings:
    """One term's list, decoded as it is asked for. Threads may share it: at worst two decode it.

    `documents` and `tokens` are its document and occurrence counts, `most` its highest count in
    one document, `shortest` no more than the length of any field that holds it. Either `bitmap` or
    `numbers` holds the documents, `tallies` the counts (None: all are one), and `placed` reads the
    positions. `lengths` are the fields' lengths by posting, as codes of a byte, if they are known.
    """

    documents: int
    tokens: int
    most: int
    shortest: int
    size: int
    bitmap: Array | None
    numbers: Array | None
    tallies: Array | PackedArray | None
    placed: Callable[[], Array | PackedArray] | None
    lengths: list[int] | None = None
    _ranks: Longs | None = None
    _ends: Array | None = None
    _positions: Array | PackedArray | None = None

    def ids(self) -> Array:
        """The document numbers, ascending."""
        if self.numbers is None:
            self.numbers = np.flatnonzero(self._bits())
        return self.numbers

    def _bits(self) -> Mask:
        assert self.bitmap is not None
        return np.unpackbits(self.bitmap, count=self.size).view(np.bool_)

    def counts(self) -> Array:
        """Occurrences in each of those documents."""
        held = self.tallies  # read once: another thread may unpack it meanwhile
        if held is None:
            held = self.tallies = np.ones(self.documents, np.uint8)
        elif isinstance(held, PackedArray):
            held = self.tallies = held.whole()
        return held

    def mark(self, mask: Mask) -> None:
        """Sets the mask for every document of the list."""
        if self.numbers is None:
            mask |= self._bits()
        else:
            mask[self.numbers] = True

    def locate(self, wanted: Array) -> tuple[Array, Array]:
        """Where among ascending document numbers those stand that hold the term, and in `ids`."""
        if self.bitmap is not None:
            return self._locate_bits(self.bitmap, wanted)
        ids = self.ids()
        if len(wanted) * _SEARCH_FACTOR < self.documents:
            place = ids.searchsorted(wanted)
            place[place == self.documents] = 0
            at = np.flatnonzero(ids.take(place) == wanted)
            return at, place.take(at)
        above = np.zeros(self.size, np.int32)
        above[ids] = np.arange(1, self.documents + 1, dtype=np.int32)
        above = above.take(wanted)
        at = np.flatnonzero(above)
        return at, above.take(at) - 1

    def _locate_bits(self, bits: Array, wanted: Array) -> tuple[Array, Array]:
        octet = wanted >> 3
        shift = wanted.astype(np.uint8)
        shift &= 7
        value = bits.take(octet)
        at = np.flatnonzero(value << shift >= np.uint8(128))
        value = value.take(at)
        value >>= 1
        value >>= np.uint8(7) - shift.take(at)
        place = self.ranks().take(octet.take(at))
        place += np.bitwise_count(value)
        return at, place

    def ranks(self) -> Longs:
        """Of a list by bitmap, how many documents stand before each byte of it."""
        if self._ranks is None:
            assert self.bitmap is not None
            self._ranks = offsets(np.bitwise_count(self.bitmap))
        return self._ranks

    def ends(self) -> Array:
        """By posting, how many positions there are up to its last."""
        if self._ends is None:
            narrow = self.tokens < 1 << 31
            self._ends = self.counts().cumsum(dtype=np.int32 if narrow else np.int64)
        return self._ends

    def positions(self, places: Array | None = None) -> tuple[Array, Array]:
        """Counts and positions of the postings at `places` (all if None), posting by posting.

        Raises:
            ValueError: the field keeps no positions.
        """
        counts = self.counts()
        if places is None or len(places) == self.documents:
            placed = self._placed()
            return counts, placed if isinstance(placed, np.ndarray) else placed.whole()
        chosen = counts.take(places)
        return chosen, self.positions_at(ragged(self.ends().take(places) - chosen, chosen))

    def positions_at(self, index: Longs) -> Array:
        """The positions that stand at some places among all of the term.

        Raises:
            ValueError: the field keeps no positions.
        """
        placed = self._placed()
        return placed.take(index)

    def _placed(self) -> Array | PackedArray:
        if self._positions is None:
            if self.placed is None:
                raise ValueError("this field keeps no positions")
            self._positions = self.placed()
        return self._positions

    def places(self) -> Longs:
        """Every place of the term: document number * 2**32 + position, ascending.

        Raises:
            ValueError: the field keeps no positions.
        """
        counts, positions = self.positions()
        return (np.repeat(self.ids().astype(np.int64), counts) << _WIDE) + positions


def union(several: Sequence[Postings]) -> Postings:
    """The postings of several terms of one field as if they were one term.

    Raises:
        ValueError: the field keeps no positions.
    """
    if len(several) == 1:
        return several[0]
    keys = np.unique(np.concatenate([one.places() for one in several]))
    ids, counts = np.unique(keys >> _WIDE, return_counts=True)
    places = keys & ((1 << _WIDE) - 1)
    return Postings(
        documents=len(ids),
        tokens=len(keys),
        most=int(counts.max()),
        shortest=min(one.shortest for one in several),
        size=several[0].size,
        bitmap=None,
        numbers=ids,
        tallies=counts,
        placed=lambda: places,
    )
