"""The words of a short field, such as titles, kept ready for a word that is only begun.

Held in memory from the first question on: 8 bytes for each word of the field, and its dictionary.
"""

import sys
from bisect import bisect_left, bisect_right

import numpy as np

from index.begun import Begun, Stem
from index.codec.inverted import offsets, ragged
from index.codec.postings import Mask
from index.corpus import Corpus, Numbers
from index.evidence import common
from index.vietnamese import fold

_DAYS = 100_000_000
"""More than any date as yyyymmdd."""
_LIKELY = 16


class ShortTexts:
    """One field of one corpus. For one thread at a time.

    Raises: IndexDamaged.
    """

    def __init__(self, corpus: Corpus, field: str) -> None:
        self._corpus = corpus
        held = corpus.whole(field)
        named = sorted((fold(term), term, at) for at, term in enumerate(held.terms))
        self._folded = [one for one, _, _ in named]
        self._keys = [key for _, key, _ in named]
        # In the order of the unmarked words, so that what begins alike lies in one run.
        rows = np.array([at for _, _, at in named], np.int64)
        sizes = np.diff(held.starts)[rows]
        self._starts = offsets(sizes).tolist()
        self._places = held.places[ragged(held.starts[rows], sizes)]
        self._last: dict[Stem, Numbers] = {}

    def best(self, begun: Begun, most: int) -> list[int]:
        """The documents whose text holds all the words, best first.

        Those that begin with the words lead, then those that hold them side by side; of equals
        those with the likeliest marks, then the newest.
        """
        runs = [self._last[stem] if stem in self._last else self._of(stem) for stem in begun.words]
        # The words before the one being typed stay the same from one keystroke to the next.
        self._last = dict(zip(begun.words, runs, strict=True))
        if not runs:
            return []
        every = self._mask(runs[0])
        beside = runs[0]
        for distance, run in enumerate(runs[1:], 1):
            every &= self._mask(run)
            beside = common(beside, run - distance)
        documents = np.flatnonzero(every)
        tier = np.full(self._corpus.size, 2 * _LIKELY, np.int8)
        tier[beside >> 32] = _LIKELY
        tier[beside[beside & 0xFFFFFFFF == 0] >> 32] = 0
        for stem in begun.words[: _LIKELY - 1]:
            if stem.likely:
                tier += ~self._mask(self._exactly(stem.likely))
        ages = _DAYS - 1 - self._corpus.dates()[documents]
        order = (tier[documents].astype(np.int64) * _DAYS + ages) * self._corpus.size + documents
        few = np.argpartition(order, most)[:most] if len(order) > most else np.arange(len(order))
        return [int(one) for one in documents[few[np.argsort(order[few])]]]

    def _of(self, stem: Stem) -> Numbers:
        """Where words that fit stand, ascending."""
        parts = [np.zeros(0, np.int64)]
        for key in stem.spellings:
            bare = fold(key)
            first = bisect_left(self._folded, bare)
            last = bisect_right(self._folded, bare if stem.whole else bare + chr(sys.maxunicode))
            if stem.marked:
                fitting = [at for at in range(first, last) if stem.fits(self._keys[at])]
                parts += [self._run(at, at + 1) for at in fitting]
            else:
                parts.append(self._run(first, last))
        return np.sort(np.concatenate(parts))

    def _exactly(self, key: str) -> Numbers:
        at = bisect_left(self._folded, fold(key))
        while at < len(self._keys) and self._folded[at] == fold(key):
            if self._keys[at] == key:
                return self._run(at, at + 1)
            at += 1
        return self._run(0, 0)

    def _run(self, first: int, last: int) -> Numbers:
        return self._places[self._starts[first] : self._starts[last]]

    def _mask(self, places: Numbers) -> Mask:
        mask = np.zeros(self._corpus.size, np.bool_)
        mask[places >> 32] = True
        return mask
