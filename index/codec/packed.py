"""Numbers in as few bits as most of them need, unpacked by whole arrays.

A packed array of width w (4, 8, 12, 16 or 32 bits) is, each part padded to 8 bytes:

- for w >= 8, the low ``w // 8`` bytes of every number;
- for w = 4 or 12, the high four bits of every number, two a byte, the even one in the low half;
- the indexes of its exceptions (u32, ascending) and their values (u32).

A number whose w bits are all ones is an exception: its value stands in the list. At width 32
there are none. Width 0 means that every number is one and nothing is stored.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from index.codec import format as layout
from index.codec.inverted import Longs
from index.codec.sections import Array

WIDTHS: Final = (4, 8, 12, 16, 32)
_PAD: Final = 8
_LOW: Final = {4: 0, 8: 1, 12: 1, 16: 2, 32: 4}
_ONES: Final = {1: 0xFF, 2: 0xFFFF}


class Shape(NamedTuple):
    """How an array is packed: its length, width in bits, and number of exceptions."""

    length: int
    width: int
    exceptions: int

    def possible(self) -> bool:
        """Whether such an array can exist."""
        return self.width in {0, *WIDTHS} and self.exceptions <= self.length

    def parts(self) -> tuple[int, int, int]:
        """Bytes of the low part, the half bytes and the exceptions, padding included."""
        if not self.width:
            return 0, 0, 0
        halves = (self.length + 1) // 2 if self.width % 8 else 0
        sizes = (self.length * _LOW[self.width], halves, 8 * self.exceptions)
        return (sizes[0] + 7) & -8, (sizes[1] + 7) & -8, sizes[2]

    def size(self) -> int:
        return sum(self.parts())


def pack(values: Array, *, ones: bool = False) -> tuple[Shape, bytes]:
    """Packs numbers below 2**32 at the width that takes the fewest bytes.

    Args:
        values: the numbers.
        ones: they are positive; store nothing if all of them are one.
    """
    highest = int(values.max()) if len(values) else 0
    if ones and highest == 1:
        return Shape(len(values), 0, 0), b""
    shape = _smallest(values, highest)
    return shape, _packed(values, shape)


def _smallest(values: Array, highest: int) -> Shape:
    """The shape that takes the fewest bytes, the narrower of two that take as many."""
    length, best, least = len(values), (WIDTHS[-1], 0), 4 * len(values) + _PAD
    for width in WIDTHS:
        if length * width // 8 >= least:
            break  # wider ones take no less even without exceptions
        fits = highest < (1 << width) - 1 or width == WIDTHS[-1]
        odd = 0 if fits else int(np.count_nonzero(values >= (1 << width) - 1))
        halves = ((length + 1) // 2 + 7) & -8 if width % 8 else 0
        size = ((length * _LOW[width] + 7) & -8) + halves + 8 * odd
        if size < least:
            best, least = (width, odd), size
        if fits:
            break
    return Shape(length, *best)


def _packed(values: Array, shape: Shape) -> bytes:
    mark = (1 << shape.width) - 1
    low, high, _ = shape.parts()
    out = np.zeros(shape.size(), np.uint8)
    stored = np.minimum(values, mark) if shape.exceptions else values
    size = _LOW[shape.width]
    if size:
        kind = layout.UNSIGNED[size]
        out[: shape.length * size].view(kind)[:] = stored if size == 4 else stored & _ONES[size]
    if shape.width % 8:
        half = (stored >> (8 * size)).astype(np.uint8)
        out[low : low + (shape.length + 1) // 2] = half[0::2]
        out[low : low + shape.length // 2] |= half[1::2] << 4
    if shape.exceptions:
        odd = np.flatnonzero(values >= mark)
        tail = out[low + high :].view(layout.UNSIGNED[4])
        tail[: len(odd)], tail[len(odd) :] = odd, values[odd]
    return out.tobytes()


class PackedArray:
    """A packed array in a segment; `raw` hands out its bytes, checked, when they are needed."""

    __slots__ = ("_halves", "_low", "_odd", "_shape", "_values")

    def __init__(self, shape: Shape, start: int, raw: Callable[[int, int], Array]) -> None:
        self._shape = shape
        low, high, _ = shape.parts()
        data = raw(start, start + shape.size())
        kind = layout.UNSIGNED[_LOW[shape.width] or 1]
        count = shape.length if _LOW.get(shape.width) else 0
        self._low = data[: count * kind.itemsize].view(kind)
        halves = (shape.length + 1) // 2 if high else 0
        self._halves = data[low : low + halves]
        at = low + high
        odd = data[at : at + 8 * shape.exceptions].view(layout.UNSIGNED[4])
        self._odd, self._values = odd[: shape.exceptions], odd[shape.exceptions :]

    def whole(self) -> Array:
        """All the numbers."""
        shape = self._shape
        result: Array = self._low
        if shape.width % 8:
            half = np.empty(2 * len(self._halves), np.uint8)
            np.bitwise_and(self._halves, 15, out=half[0::2])
            np.right_shift(self._halves, 4, out=half[1::2])
            half = half[: shape.length]
            result = half if shape.width == 4 else self._low | (half.astype(np.uint16) << 8)
        if shape.exceptions:
            kind = layout.UNSIGNED[layout.smallest(int(self._values.max()))]
            result = result.astype(max(kind, result.dtype, key=lambda one: one.itemsize))
            result[self._odd] = self._values
        return result

    def take(self, index: Longs) -> Array:
        """The numbers at some indexes."""
        shape = self._shape
        result: Array = self._low.take(index) if shape.width != 4 else np.zeros(0, np.uint8)
        if shape.width % 8:
            half = self._halves.take(index >> 1) >> ((index & 1) << 2).astype(np.uint8)
            half &= np.uint8(15)
            result = half if shape.width == 4 else result | (half.astype(np.uint16) << 8)
        if shape.exceptions:
            odd = (result == (1 << shape.width) - 1).nonzero()[0]
            if len(odd):
                place = self._odd.searchsorted(index[odd])
                result = result.astype(np.uint32)
                result[odd] = self._values[place]
        return result
