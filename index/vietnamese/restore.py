"""Puts back the marks that a reader left out: a bigram model of syllables and its file.

Probabilities are interpolated with absolute discounting (Ney, Essen and Kneser, 1994). A word that
is no Vietnamese syllable is not learnt, and syllables on its two sides are no pair.

The file, all numbers little-endian: magic `VNSYLL01`; u32 syllables S, u32 pairs P, u32 bytes B of
the syllables' text, u32 zero; that text (sorted UTF-8, joined by line feeds) padded with zeros to
a multiple of 4; u32[S] counts of syllables; u32[P] codes of pairs, ascending, first * S + second;
u32[P] counts of pairs; u32 CRC-32 of everything before it.
"""

import math
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from index.vietnamese.fold import fold
from index.vietnamese.syllable import canonical

Counts = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float64]

MAGIC = b"VNSYLL01"
MOST_SYLLABLES = 30_000
"""Onsets, rimes and tones allow some 19,000: a larger number is no model."""
_HEAD = struct.Struct("<8s4I")
_DISCOUNT = 0.75
_KEPT_PAIRINGS = 1024
_KEPT_MARKS = math.log(4.0)
"""How much likelier a bare syllable is meant bare in a query that bears marks elsewhere."""


class ModelDamaged(Exception):
    """The bytes are no model, or not the whole of one."""


class Model:
    """Syllables of a library, how often each stands in it and how often two side by side."""

    def __init__(self, syllables: Sequence[str], counts: Counts, codes: Counts, pairs: Counts):
        self.syllables = tuple(syllables)
        self.counts = counts
        self.codes = codes
        self.pairs = pairs
        self._ids = {syllable: i for i, syllable in enumerate(self.syllables)}
        everything = float(counts.sum()) + 0.5 * len(counts) + 1.0
        self._share = (counts + 0.5) / everything
        self._unseen = 0.5 / everything
        # Words that follow one another do so again at the next pause in typing.
        self._between = lru_cache(maxsize=_KEPT_PAIRINGS)(self._logarithms)
        self._folded: dict[str, list[int]] = {}
        for i, syllable in enumerate(self.syllables):
            self._folded.setdefault(fold(syllable), []).append(i)
        firsts = codes // max(1, len(self.syllables))
        self._kinds = _sums(firsts, np.ones(len(codes)), len(counts))
        self._followed = _sums(firsts, pairs, len(counts))

    def __contains__(self, syllable: object) -> bool:
        return syllable in self._ids

    def count(self, syllable: str) -> int:
        """How often a canonical syllable stands in the library's texts."""
        found = self._ids.get(syllable)
        return 0 if found is None else int(self.counts[found])

    def beside(self, first: str, second: str) -> int:
        """How often two canonical syllables stand side by side, in this order; rare pairs are 0."""
        ids = self._ids.get(first), self._ids.get(second)
        if ids[0] is None or ids[1] is None:
            return 0
        return int(self._held(np.array([ids[0] * len(self.syllables) + ids[1]]))[0])

    def readings(self, folded: str) -> tuple[str, ...]:
        """The library's syllables that look like this one without marks."""
        return tuple(self.syllables[i] for i in self._folded.get(folded, ()))

    @property
    def unmarked(self) -> Sequence[str]:
        """What the library's syllables look like without marks, each once."""
        return tuple(self._folded)

    def restore(self, keys: Sequence[str]) -> list[str]:
        """The likeliest syllables behind lower-case canonical words, one for one.

        Words that bear marks, and those that the library does not know, stay as they are.
        """
        marked = any(key != fold(key) for key in keys)
        return self.likeliest([self.choices(key, marked=marked) for key in keys])

    def choices(self, key: str, *, marked: bool) -> list[tuple[str, float]]:
        """What a word may stand for; `marked`: the reader typed marks elsewhere."""
        bare = key == fold(key)
        if not bare or key not in self._folded:
            return [(key, 0.0)]
        own = _KEPT_MARKS if marked else 0.0
        return [(one, own if one == key else 0.0) for one in self.readings(key)]

    def likeliest(self, choices: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
        """One word of each place, the best way through (Viterbi, 1967).

        Each choice is a canonical word and what its logarithm of probability gains beforehand.
        The earlier of equals wins.
        """
        best = np.zeros(1)
        ids: tuple[int, ...] = (-1,)
        ways: list[npt.NDArray[np.int64]] = []
        for place in choices:
            following = tuple([self._ids.get(word, -1) for word, _ in place])
            step = best[:, None] + self._between(ids, following)
            ways.append(step.argmax(axis=0))
            best = step.max(axis=0) + [gain for _, gain in place]
            ids = following
        at = int(best.argmax()) if choices else 0
        chosen: list[str] = []
        for place, came in zip(reversed(choices), reversed(ways), strict=True):
            chosen.append(place[at][0])
            at = int(came[at])
        return chosen[::-1]

    def _logarithms(self, before: tuple[int, ...], after: tuple[int, ...]) -> Weights:
        """Log P(after | before) for every pairing; a word unknown (-1) says nothing of others."""
        rows, columns = np.array(before), np.array(after)
        share = np.full(len(columns), self._unseen)
        named = columns >= 0
        share[named] = self._share[columns[named]]
        chance = share[None, :].repeat(len(rows), axis=0)
        known = (rows >= 0).nonzero()[0]
        if len(known) and len(self.codes):
            firsts = rows[known]
            codes = firsts[:, None] * len(self.syllables) + columns[None, :]
            held = np.where(named[None, :], self._held(codes), 0.0)
            followed = self._followed[firsts][:, None]
            total = np.maximum(followed, 1.0)
            # What is not given to pairs seen goes to syllables by their own share.
            given = _DISCOUNT * self._kinds[firsts][:, None] / total
            rest = np.where(followed > 0, given, 1.0)
            chance[known] = np.maximum(held - _DISCOUNT, 0.0) / total + rest * chance[known]
        logarithms: Weights = np.log(chance)
        return logarithms

    def _held(self, codes: npt.NDArray[np.int64]) -> Weights:
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes.astype(np.uint32)), len(self.codes) - 1)
        found: Weights = np.where(self.codes[at] == codes, self.pairs[at], 0).astype(np.float64)
        return found

    def accuracy(self, words: Sequence[str]) -> float:
        """The share of syllables in a stretch of text, as written, that come back from bare ones.

        1.0 where there is nothing to restore.
        """
        keys = [canonical(word) for word in words]
        right = held = 0
        for start in range(0, len(keys), 12):  # As long as queries are.
            some = keys[start : start + 12]
            made = self.restore([fold(key) for key in some])
            for key, one in zip(some, made, strict=True):
                if key in self._ids or key != fold(key):
                    held += 1
                    right += key == one
        return right / held if held else 1.0

    def packed(self) -> bytes:
        """The model as a file's bytes; equal models give equal bytes."""
        text = "\n".join(self.syllables).encode()
        head = _HEAD.pack(MAGIC, len(self.syllables), len(self.codes), len(text), 0)
        arrays = [self.counts, self.codes, self.pairs]
        parts = [head, text, bytes(-len(text) % 4), *(a.astype("<u4").tobytes() for a in arrays)]
        whole = b"".join(parts)
        return whole + struct.pack("<I", zlib.crc32(whole))


def unpacked(data: bytes) -> Model:
    """The model that a file holds.

    Raises: ModelDamaged.
    """
    if len(data) < _HEAD.size + 4:
        raise ModelDamaged("cut short")
    magic, size, pairs, text_size, zero = _HEAD.unpack_from(data)
    start = _HEAD.size + text_size + -text_size % 4
    whole = start + 4 * (size + 2 * pairs)
    if magic != MAGIC or zero or size > MOST_SYLLABLES or len(data) != whole + 4:
        raise ModelDamaged("not a model of this version")
    if struct.unpack_from("<I", data, whole)[0] != zlib.crc32(data[:whole]):
        raise ModelDamaged("checksum")
    text = data[_HEAD.size : _HEAD.size + text_size]
    numbers = np.frombuffer(data, "<u4", size + 2 * pairs, start)
    counts, codes, held = np.split(numbers, [size, size + pairs])
    try:
        syllables = text.decode().split("\n") if size else []
    except UnicodeDecodeError as error:
        raise ModelDamaged("text") from error
    if len(syllables) != size or (codes[:-1] >= codes[1:]).any():
        raise ModelDamaged("order")
    if pairs and int(codes[-1]) >= size * size:
        raise ModelDamaged("a pair of no syllables")
    return Model(syllables, counts, codes, held)


def _sums(places: Counts, amounts: npt.NDArray[Any], size: int) -> Weights:
    """The total of `amounts` for each place."""
    totals: Weights = np.bincount(places.astype(np.int64), amounts, size).astype(np.float64)
    return totals
