"""Which sentence and which word of one version became which of the next.

Only blocks that the lineage binds together are aligned: sentences first, by their longest common
sequence, then the words between those that stayed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from desktop.library.text.comparison import families
from desktop.library.text.lineage import Descent
from desktop.library.text.sentences import Run, Sheet

BESIDE = 6
"""Most words that may have come or gone between a reworded sentence and what it stands beside."""


class Alignment:
    """`sentences` has for each old sentence the new one that reads the same, or -1."""

    def __init__(self, old: Sheet, new: Sheet, descents: Iterable[Descent]) -> None:
        self._old = old
        self._new = new
        self.sentences = [-1] * len(old.sentences)
        self._to = [-1] * len(old.codes)
        self._from = [-1] * len(new.codes)
        for unit in families(old.at, new.at, descents):
            if unit.old and unit.new:
                self._align(
                    [at for place in unit.old for at in old.sentences_of(place)],
                    [at for place in unit.new for at in new.sentences_of(place)],
                )

    def pairs(self, words: Run) -> list[tuple[int, int]]:
        """The words of a run that are still there: (old, new)."""
        return [(at, self._to[at]) for at in range(*words) if self._to[at] >= 0]

    def widened(self, pairs: Sequence[tuple[int, int]], words: Run) -> Run:
        """From the first to the last of the new words, with those that took the place of others.

        `words` is the run that the pairs are of.
        """
        (first, start), (last, end) = pairs[0], pairs[-1]
        return (
            start - self._replaced(first - words[0], (words[0], start), -1),
            end + 1 + self._replaced(words[1] - 1 - last, (words[1] - 1, end), 1),
        )

    def _replaced(self, gone: int, edge: tuple[int, int], step: int) -> int:
        """How many new words stand for those `gone` at the edge of a run; (old, new) words there.

        All that came, if what follows them is what followed the run; else as many as are gone.
        """
        old, new = edge
        came = self._came(new + step, step)
        after = new + (came + 1) * step
        before = old + step
        if before in self._old.block_around(old):
            return came if gone and self._to[before] == after else min(came, gone)
        return came if gone and after not in self._new.block_around(new) else min(came, gone)

    def origin(self, words: Run) -> int:
        """The old sentence that most of some new words came from; -1 if none."""
        found = Counter(
            self._old.over((self._from[at], self._from[at] + 1))[0]
            for at in range(*words)
            if self._from[at] >= 0
        )
        return found.most_common(1)[0][0] if found else -1

    def beside(self, sentence: Run, place: Run) -> bool:
        """Whether old words and those in their place have the same neighbour, on either side."""
        left = self._gone(sentence[0] - 1, -1), self._came(place[0] - 1, -1)
        right = self._gone(sentence[1], 1), self._came(place[1], 1)
        return max(left) <= BESIDE or max(right) <= BESIDE

    def _came(self, at: int, step: int) -> int:
        """How many new words stand in a row from `at` on, in one block, that were not there."""
        return _row(self._from, self._new.block_around(at - step), at, step)

    def _gone(self, at: int, step: int) -> int:
        """How many old words stood in a row from `at` on, in one block, that are gone."""
        return _row(self._to, self._old.block_around(at - step), at, step)

    def _align(self, olds: Sequence[int], news: Sequence[int]) -> None:
        numbers: dict[str, int] = {}
        sides = [
            [numbers.setdefault(sheet.spoken[at], len(numbers)) for at in some]
            for sheet, some in ((self._old, olds), (self._new, news))
        ]
        old = new = 0
        for step in Indel.opcodes(*sides):
            if step.tag != "equal":
                continue
            self._align_words(olds[old : step.src_start], news[new : step.dest_start])
            old, new = step.src_end, step.dest_end
            for one, other in zip(
                olds[step.src_start : old], news[step.dest_start : new], strict=True
            ):
                self.sentences[one] = other
                self._bind(range(*self._old.sentences[one]), range(*self._new.sentences[other]))
        self._align_words(olds[old:], news[new:])

    def _align_words(self, olds: Sequence[int], news: Sequence[int]) -> None:
        sources = [at for one in olds for at in range(*self._old.sentences[one])]
        targets = [at for one in news for at in range(*self._new.sentences[one])]
        codes = ["".join(self._old.spoken[one] for one in olds)]
        codes.append("".join(self._new.spoken[one] for one in news))
        for step in Indel.opcodes(*codes):
            if step.tag == "equal":
                self._bind(
                    sources[step.src_start : step.src_end], targets[step.dest_start : step.dest_end]
                )

    def _bind(self, olds: Sequence[int], news: Sequence[int]) -> None:
        for old, new in zip(olds, news, strict=True):
            self._to[old], self._from[new] = new, old


def _row(bound: Sequence[int], block: range, at: int, step: int) -> int:
    length = 0
    while at in block and bound[at] < 0:
        at += step
        length += 1
    return length
