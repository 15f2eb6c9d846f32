"""Likely continuations of a word that is being typed, by the syllables of the library.

A pair of syllables is as strong as its local mutual information (Evert, 2005): how often it stands
in the library, times the logarithm of how much more often that is than chance would have it. So
`khủng hoảng` comes before `khủng và`, and a common pair before a rare one.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.begun import Stem
from index.vietnamese import fold
from index.vietnamese.restore import Model

LEAST = 3
"""Times that two syllables must stand side by side before they are offered."""
WEAKEST = 0.02
"""What a pair must have of the strongest one's strength to be offered beside it."""
_CHANCE = 0.5

Ids = npt.NDArray[np.int64]
Strengths = npt.NDArray[np.floating[Any]]


class Continuations:
    """The pairs of one model by strength; 8 bytes for each pair that the model holds."""

    def __init__(self, model: Model) -> None:
        self._model = model
        size = max(1, len(model.syllables))
        firsts, seconds = np.divmod(model.codes.astype(np.int64), size)
        counts, pairs = model.counts.astype(np.float64), model.pairs.astype(np.float64)
        chance = counts[firsts] * counts[seconds] / max(1.0, counts.sum())
        strength = pairs * np.log(np.maximum(pairs, 1.0) / np.maximum(chance, 1e-9))
        self._strength: Strengths = np.where(pairs >= LEAST, strength, 0).astype(np.float32)
        self._firsts = firsts.astype(np.uint16)
        self._seconds = seconds.astype(np.uint16)
        bounds = np.searchsorted(firsts, np.arange(size + 1))
        self._bounds, self._sizes = bounds.tolist(), np.diff(bounds)
        named = sorted((fold(one), at) for at, one in enumerate(model.syllables))
        self._folded = [one for one, _ in named]
        self._order = [at for _, at in named]

    def beginning(self, begun: Stem, most: int) -> list[tuple[str, str]]:
        """The strongest pairs whose first syllable is begun so."""
        at = np.flatnonzero(np.repeat(self._begun(begun), self._sizes))
        return self._strongest(at, self._strength[at], most)

    def following(
        self, before: Sequence[str], previous: str, last: Stem | None, most: int
    ) -> list[tuple[str, str]]:
        """The strongest pairs of a syllable out of `before` and one that `last` begins, or any.

        Where `previous` stands before those, they count by how often they stand beside it.
        """
        names = self._model.syllables
        ids = [bisect_left(names, one) for one in before if one in self._model]
        runs = [np.arange(self._bounds[one], self._bounds[one + 1]) for one in ids]
        beside = [self._model.beside(previous, names[one]) + _CHANCE for one in ids]
        at = np.concatenate([np.zeros(0, np.int64), *runs])
        strength = self._strength[at] * np.repeat(beside, list(map(len, runs)))
        if last is not None:
            fitting = self._begun(last)[self._seconds[at]]
            at, strength = at[fitting], strength[fitting]
        return self._strongest(at, strength, most)

    def _begun(self, stem: Stem) -> npt.NDArray[np.bool_]:
        """Which syllables a word begun may become."""
        first = bisect_left(self._folded, stem.folded)
        last = bisect_right(self._folded, stem.folded + chr(sys.maxunicode))
        mask = np.zeros(max(1, len(self._model.syllables)), np.bool_)
        names = self._model.syllables
        found = self._order[first:last]
        mask[[one for one in found if stem.fits(names[one])] if stem.marked else found] = True
        return mask

    def _strongest(self, at: Ids, strength: Strengths, most: int) -> list[tuple[str, str]]:
        few = np.arange(len(at))
        if len(at) > most:
            few = np.argpartition(-strength, most)[:most]
        few = few[np.argsort(-strength[few], kind="stable")]
        least = WEAKEST * float(strength.max(initial=0.0))
        names = self._model.syllables
        return [
            (names[self._firsts[at[one]]], names[self._seconds[at[one]]])
            for one in few
            if strength[one] > max(least, 0)
        ]
