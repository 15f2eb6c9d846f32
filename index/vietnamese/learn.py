"""Learns the model of syllables from texts as they stream by, in bounded memory."""

from array import array
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from index.vietnamese.restore import Model
from index.vietnamese.syllable import canonical, is_syllable

MOST_PAIRS = 600_000
"""Pairs that a model keeps, the rarest dropped: 4.8 MB of its file."""
GAIN = 0.01
"""What a new model must restore better, as a share, before it replaces an older one."""
LEAST_HELD_OUT = 2_000
MOST_HELD_OUT = 30_000
"""Words of new text on which the older model and the new one are compared."""
_EVERY = 8
_WAITING = 1 << 19
_WIDE = np.uint64(32)

Codes = npt.NDArray[np.uint64]
Sums = npt.NDArray[np.int64]


class Learnt(msgspec.Struct, frozen=True, tag=True):
    """All that one learner knows, to be told by one process to another.

    `counts` are of the syllables in their order; a pair's code is the places of its two syllables,
    the first in the upper 32 bits. The arrays are little-endian numbers of 8 bytes. `heard` counts
    words, other ones among them.
    """

    syllables: list[str]
    counts: bytes
    codes: bytes
    pairs: bytes
    heard: int


class Learner:
    """Counts syllables and adjacent pairs.

    Holds at most half a million words not counted yet, and the distinct pairs of the texts.
    """

    def __init__(self) -> None:
        self.heard = 0
        self._ids: dict[str, int] = {}
        self._places = _Places(self._ids)
        self._waiting = array("i")
        self._codes: Codes = np.zeros(0, np.uint64)
        self._pairs: Sums = np.zeros(0, np.int64)
        self._counts: Sums = np.zeros(0, np.int64)

    def add(self, words: Sequence[str]) -> None:
        """Learns from words as written, in the order of their text."""
        self.heard += len(words)
        self._waiting.extend(map(self._places.__getitem__, words))
        self._waiting.append(-1)  # The next text begins beside nothing.
        if len(self._waiting) >= _WAITING:
            self._count()

    def add_model(self, model: Model) -> None:
        """Learns all that a model knows."""
        self._count()
        ids = np.array([self._places[one] for one in model.syllables], np.uint64)
        if not len(ids):
            return
        size = len(ids)
        firsts, seconds = np.divmod(model.codes.astype(np.int64), size)
        codes = (ids[firsts] << _WIDE) | ids[seconds]
        order = np.argsort(codes)
        self._merge(
            codes[order], model.pairs.astype(np.int64)[order],
            ids.astype(np.int64), model.counts.astype(np.int64),
        )  # fmt: skip

    def learnt(self) -> Learnt:
        """All counts so far, the rarest too."""
        self._count()
        counts: Sums = np.zeros(len(self._ids), np.int64)
        counts[: len(self._counts)] = self._counts
        return Learnt(
            list(self._ids), _bytes(counts), _bytes(self._codes), _bytes(self._pairs), self.heard
        )

    def add_learnt(self, other: Learnt) -> None:
        """Learns what another learner did, as if its texts had come here."""
        self._count()
        self.heard += other.heard
        counts, codes, pairs = (
            np.frombuffer(data, "<u8").astype(np.int64)
            for data in (other.counts, other.codes, other.pairs)
        )
        ids = np.array([self._places[one] for one in other.syllables], np.int64)
        firsts, seconds = ids[codes >> 32], ids[codes & 0xFFFFFFFF]
        here = (firsts.astype(np.uint64) << _WIDE) | seconds.astype(np.uint64)
        order = np.argsort(here)
        self._merge(here[order], pairs[order], ids, counts)

    def model(self) -> Model:
        """What has been learnt so far; the same texts give the same model in any order."""
        self._count()
        names = sorted(self._ids)
        order = np.array([self._ids[name] for name in names], np.int64)
        counts = self._counts[order] if len(order) else self._counts
        rank = np.full(len(self._ids), -1, np.int64)
        rank[order] = np.arange(len(order))
        kept = self._codes
        firsts, seconds = (kept >> _WIDE).astype(np.int64), (kept & 0xFFFFFFFF).astype(np.int64)
        codes = rank[firsts] * len(names) + rank[seconds] if len(kept) else firsts
        sums = self._pairs
        if len(sums) > MOST_PAIRS:
            # All pairs of one count go or stay together: which ones must not hang on chance.
            last = len(sums) - MOST_PAIRS - 1
            often = sums > np.partition(sums, last)[last]
            codes, sums = codes[often], sums[often]
        along = np.argsort(codes)
        return Model(names, _narrow(counts), _narrow(codes[along]), _narrow(sums[along]))

    def _count(self) -> None:
        if not self._waiting:
            return
        ids = np.frombuffer(self._waiting, np.int32).astype(np.int64)
        self._waiting = array("i")
        known = ids[ids >= 0]
        found, often = np.unique(known, return_counts=True)
        both = (ids[:-1] >= 0) & (ids[1:] >= 0)
        codes = (ids[:-1][both].astype(np.uint64) << _WIDE) | ids[1:][both].astype(np.uint64)
        pairs, sums = np.unique(codes, return_counts=True)
        self._merge(pairs, sums, found, often)

    def _merge(self, codes: Codes, sums: Sums, ids: Sums, often: Sums) -> None:
        """Adds counts of pairs, whose codes ascend, and of syllables, each once."""
        counts: Sums = np.zeros(len(self._ids), np.int64)
        counts[: len(self._counts)] = self._counts
        counts[ids] += often
        self._counts = counts
        at = np.searchsorted(self._codes, codes)
        known = np.zeros(len(codes), np.bool_)
        inside = at < len(self._codes)
        known[inside] = self._codes[at[inside]] == codes[inside]
        self._pairs[at[known]] += sums[known]
        new = ~known
        self._codes = np.insert(self._codes, at[new], codes[new])
        self._pairs = np.insert(self._pairs, at[new], sums[new])


class _Places(dict[str, int]):
    """A word as written -> the place of its syllable in `ids`, or -1 for what is none.

    Forgets everything when full; the syllables themselves are few and stay.
    """

    FULL = 200_000

    def __init__(self, ids: dict[str, int]) -> None:
        super().__init__()
        self._ids = ids

    def __missing__(self, word: str) -> int:
        if len(self) >= self.FULL:
            self.clear()
        key = canonical(word)
        place = self._ids.setdefault(key, len(self._ids)) if is_syllable(key) else -1
        self[word] = place
        return place


class Succession:
    """Decides whether an edition keeps the model of the one before.

    Every eighth entry is held out until the end: where both models have been tried on it and the
    new one restores more than `GAIN` better, the new one follows; so it does where there is more
    new text than the former one ever saw.
    """

    def __init__(self, former: Model | None) -> None:
        self._former = former
        self._learner = Learner()
        self._held_out: list[Sequence[str]] = []
        self._held = self._entries = 0

    def holds_out(self) -> bool:
        """Counts one more entry; whether its words are for `hold`, and not to be learnt yet."""
        self._entries += 1
        due = self._entries % _EVERY == 0 and self._held < MOST_HELD_OUT
        return self._former is not None and due

    def hold(self, texts: Sequence[Sequence[str]]) -> None:
        """Takes the words of an entry that is held out."""
        self._held_out += texts
        self._held += sum(map(len, texts))

    def learn(self, texts: Sequence[Sequence[str]]) -> None:
        """Takes the words of an entry that is not held out."""
        for words in texts:
            self._learner.add(words)

    def take(self, learnt: Learnt) -> None:
        """Takes what another process learnt of entries that are not held out."""
        self._learner.add_learnt(learnt)

    def add(self, texts: Sequence[Sequence[str]]) -> None:
        """Takes the words of one more entry of the new edition, text by text, as written."""
        if self.holds_out():
            self.hold(texts)
        else:
            self.learn(texts)

    def successor(self) -> Model | None:
        """The new edition's model, or None where the former one is to stay."""
        if self._former is None:
            return self._learner.model()
        much = self._held + self._learner.heard > self._former.counts.sum()
        if not much and self._held < LEAST_HELD_OUT:
            return None
        # Only now: most builds change too little for the former model's counts to be looked at.
        self._learner.add_model(self._former)
        if much:
            return self._whole()
        words = [word for text in self._held_out for word in text][:MOST_HELD_OUT]
        before, after = self._former.accuracy(words), self._learner.model().accuracy(words)
        if after <= before * (1 + GAIN):
            return None
        return self._whole()

    def _whole(self) -> Model:
        for text in self._held_out:
            self._learner.add(text)
        return self._learner.model()


def _bytes(numbers: Sums | Codes) -> bytes:
    return numbers.astype("<u8").tobytes()


def _narrow(numbers: Sums) -> npt.NDArray[np.uint32]:
    return np.minimum(numbers, 0xFFFFFFFF).astype(np.uint32)
