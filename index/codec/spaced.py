"""Numbers the terms of texts that are cut already, by whole arrays instead of word by word."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from index.codec.inverted import offsets
from index.codec.sections import Array
from index.codec.vocabulary import Vocabulary

_SHORT: Final = 15  # bytes of a term that two numbers hold, its length with them
_SLOT_BITS: Final = 18
_HEAD, _TAIL, _NUMBER = range(3)
_WIDTH: Final = 4  # numbers of a row, so that none lies in two lines of the processor's cache
_TAB: Final = np.uint8(9)  # the first of five blanks in a row
_BLANK: Final = np.uint8(32)
_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_FACTORS: Final = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)


class SpacedTerms:
    """A vocabulary's numbers for the terms of texts in which blanks stand between terms.

    It holds a small table from a term's bytes to its number. Two terms may claim one place there:
    what the table says is compared with the bytes, and what it does not hold is asked of the
    vocabulary, word by word.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._table: npt.NDArray[np.uint64] = np.zeros((1 << _SLOT_BITS, _WIDTH), np.uint64)

    def read(self, texts: Sequence[bytes]) -> tuple[Array, Array]:
        """The terms' numbers text by text, and how many each text has.

        Blanks are the ASCII ones, any number of them. Texts are UTF-8.
        """
        data = b" ".join(texts) + b" "
        raw = np.frombuffer(data + bytes(_SHORT + 1), np.uint8)
        text = raw[: len(data)]
        ends = np.flatnonzero((text - _TAB < 5) | (text == _BLANK))
        starts = np.empty_like(ends)
        starts[0] = 0
        starts[1:] = ends[:-1] + 1
        lengths = ends - starts
        if not lengths.all():
            there = lengths > 0
            starts, lengths = starts[there], lengths[there]
        bounds = offsets(np.array([len(text) + 1 for text in texts], np.int64))
        counts = np.diff(np.searchsorted(starts, bounds))
        return self._look_up(data, raw, starts, lengths), counts

    def _look_up(self, data: bytes, raw: Array, starts: Array, lengths: Array) -> Array:
        eights = np.ndarray((len(raw) - 7,), np.dtype("<u8"), buffer=raw, strides=(1,))
        heads = eights.take(starts)
        heads &= _MASKS.take(np.minimum(lengths, 8))
        tails = np.minimum(lengths, _SHORT + 1).astype(np.uint64)
        tails <<= np.uint64(56)
        long = np.flatnonzero(lengths > 8)
        tails[long] |= eights[starts[long] + 8] & _MASKS[np.minimum(lengths[long] - 8, 7)]
        mixed = heads * _FACTORS[0]
        mixed ^= tails * _FACTORS[1]
        mixed ^= mixed >> np.uint64(29)
        mixed *= _FACTORS[0]
        mixed >>= np.uint64(64 - _SLOT_BITS)
        places = mixed.view(np.int64)
        rows = self._table.take(places, axis=0)
        new = np.flatnonzero((rows[:, _HEAD] != heads) | (rows[:, _TAIL] != tails))
        numbers: Array = rows[:, _NUMBER].astype(np.uint32)
        if len(new):
            spans = zip(starts[new].tolist(), lengths[new].tolist(), strict=True)
            words = [data[start : start + length].decode() for start, length in spans]
            numbers[new] = list(map(self._vocabulary.__getitem__, words))
            fit = new[(lengths[new] <= _SHORT) & (self._table[places[new], _TAIL] == 0)]
            claimed, first = np.unique(places[fit], return_index=True)
            fit = fit[first]
            claims = (heads[fit], tails[fit], numbers[fit])
            self._table[claimed, : len(claims)] = np.column_stack(claims)
        return numbers
