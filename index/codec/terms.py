"""A field's terms, sorted by their bytes: look-up, prefixes and ranges, without a list of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from index.codec import format as layout
from index.codec.errors import SegmentCorrupt
from index.codec.sections import Array, Container

_NUMBER: Final = layout.UNSIGNED[4]
_READ_AT_ONCE: Final = 4 * layout.KEY_STRIDE


def term_key(term: bytes) -> int:
    """The first 8 bytes as a number that sorts as they do."""
    return int.from_bytes(term[:8].ljust(8, b"\0"), "big")


class TermDictionary:
    """The terms of one field; a term's *ordinal* is its place in the order of bytes."""

    def __init__(self, container: Container, field: int, count: int) -> None:
        self._bytes = container.section(layout.TERM_BYTES, field)
        self._rows = container.section(layout.TERM_ROWS, field)
        self._keys = container.section(layout.TERM_KEYS, field)
        strides = -(-count // layout.KEY_STRIDE)
        if len(self._rows) != count + 1 or len(self._keys) != strides:
            raise SegmentCorrupt(container.file, "term dictionary: lengths disagree")
        self.count = count

    def __len__(self) -> int:
        return self.count

    def _texts(self, start: int, stop: int) -> list[int]:
        """Where each of the rows from `start` to `stop` begins in TERM_BYTES."""
        size = layout.TERM_ROW.itemsize
        numbers = self._rows.raw(start * size, stop * size).view(_NUMBER).tolist()
        texts: list[int] = numbers[:: size // _NUMBER.itemsize]
        return texts

    def term(self, ordinal: int) -> bytes:
        """The bytes of one term."""
        start, _, _, stop, _, _ = self._rows.pair(ordinal)
        return self._bytes.raw(start, stop).tobytes()

    def lower_bound(self, term: bytes) -> int:
        """Ordinal of the first term that is not below `term`."""
        return self._place(term)[0]

    def find(self, term: bytes) -> int:
        """The term's ordinal, -1 if no document holds it."""
        at, there = self._place(term)
        return at if there else -1

    def _place(self, term: bytes) -> tuple[int, bool]:
        """Ordinal of the first term not below `term`, and whether it is that term."""
        self._keys.check_length()
        strides, item = range(len(self._keys)), self._keys.whole().item
        key = term_key(term)
        low, high = bisect_left(strides, key, key=item), bisect_right(strides, key, key=item)
        first = max(low - 1, 0) * layout.KEY_STRIDE
        last = min(high * layout.KEY_STRIDE, self.count)
        while last - first > _READ_AT_ONCE:
            middle = (first + last) // 2
            if self.term(middle) < term:
                first = middle + 1
            else:
                last = middle
        last = min(last + 1, self.count)
        if first >= last:
            return first, False
        bounds = self._texts(first, last + 1)
        data = self._bytes.raw(bounds[0], bounds[-1]).tobytes()

        def read(place: int) -> bytes:
            return data[bounds[place] - bounds[0] : bounds[place + 1] - bounds[0]]

        at = bisect_left(range(last - first), term, key=read)
        return first + at, at < last - first and read(at) == term

    def prefix(self, prefix: bytes) -> tuple[int, int]:
        """First ordinal with that prefix, and the one after the last."""
        start = self.lower_bound(prefix)
        stripped = prefix.rstrip(b"\xff")
        if not stripped:
            return start, self.count
        return start, self.lower_bound(stripped[:-1] + bytes([stripped[-1] + 1]))

    def slices(self, start: int, stop: int) -> list[bytes]:
        """The terms from ordinal `start` to `stop`, for expansions and merges."""
        if start >= stop:
            return []
        bounds = self._texts(start, stop + 1)
        data = self._bytes.raw(bounds[0], bounds[-1]).tobytes()
        base = bounds[0]
        return [data[a - base : b - base] for a, b in pairwise(bounds)]

    def iterate(self, start: int = 0) -> Iterator[bytes]:
        """The terms from an ordinal on, a thousand at a time."""
        for first in range(start, self.count, 1000):
            yield from self.slices(first, min(first + 1000, self.count))


def dictionary_arrays(terms: list[bytes]) -> tuple[bytes, Array, Array]:
    """TERM_BYTES, where each term begins in it, and TERM_KEYS, of sorted, distinct terms."""
    starts = np.zeros(len(terms) + 1, "<u4")
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    total = int(lengths.sum())
    if total >= 1 << 32:
        raise OverflowError("more than 4 GiB of terms in one field")
    starts[1:] = np.cumsum(lengths)
    keys = [term_key(term) for term in terms[:: layout.KEY_STRIDE]]
    return b"".join(terms), starts, np.array(keys, "<u8")
