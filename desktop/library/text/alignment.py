"""Which sentence and which word of one version became which of the next.

Only blocks that the lineage binds together are aligned: sentences first, by their longest common
sequence, then the words between those that stayed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from desktop.library.document import Descent
from desktop.library.text.comparison import families
from desktop.library.text.sentences import Run, Sheet

ALIKE = 55.0
"""Least likeness (`fuzz.ratio` over words, 0-100) of a sentence to the one in its place."""
TELLING = 5
"""Words; a sentence that is shorter must keep neighbours, however rare it is."""
WIDEST = 400
"""Words; in what is wider no lost sentence is looked for."""
HALF = 0.5
"""Least share of the words of what the lineage lost that what stands in its place must have."""
BESIDE = 3
"""Most words between reworded ones and those that they stand beside."""


class Alignment:
    """`sentences` has for each old sentence the new one that reads the same, or -1.

    `moved` are those that left what the lineage binds together; without `moves` none may.
    """

    def __init__(
        self, old: Sheet, new: Sheet, descents: Iterable[Descent], *, moves: bool = True
    ) -> None:
        self._old = old
        self._new = new
        self.sentences = [-1] * len(old.sentences)
        self._to = [-1] * len(old.codes)
        self._from = [-1] * len(new.codes)
        self.moved: set[int] = set()
        self._places: dict[int, tuple[Run | None, float]] = {}
        for unit in families(old.at, new.at, descents):
            if unit.old and unit.new:
                self._align(
                    [at for place in unit.old for at in old.sentences_of(place)],
                    [at for place in unit.new for at in new.sentences_of(place)],
                )
        self._moves = moves
        if moves:
            self._follow_moves()
            self._fill_gaps()

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

    @cached_property
    def origins(self) -> list[int]:
        """For each new sentence the old one that most of its words came from; -1 if none."""
        of = [at for at, (first, end) in enumerate(self._old.sentences) for _ in range(first, end)]
        found: list[int] = []
        for first, end in self._new.sentences:
            came = Counter(of[word] for word in self._from[first:end] if word >= 0)
            found.append(came.most_common(1)[0][0] if came else -1)
        return found

    def place(self, at: int) -> tuple[Run | None, float]:
        """The words that took the place of an old sentence, and how alike they are (0-100)."""
        known = self._places.get(at)
        if known is None:
            known = self._places[at] = self._place(at)
        return known

    def _place(self, at: int) -> tuple[Run | None, float]:
        if self.sentences[at] >= 0:
            return self._new.sentences[self.sentences[at]], 100.0
        sentence = self._old.sentences[at]
        pairs = trimmed(self.pairs(sentence))
        if not pairs:
            return None, 0.0
        place = self.widened(pairs, sentence)
        return place, fuzz.ratio(self._old.spoken[at], self._new.codes[place[0] : place[1]])

    def beside(self, at: int, place: Run) -> bool:
        """Whether the words in an old sentence's place stand beside what it stood beside.

        On either side; what stands there may have been reworded too, and must itself have stayed
        in its block, or stand beside what did. Or right between two that went elsewhere with it, or
        still between them in its block.
        """
        return (
            self._leans(at, place, -1)
            or self._leans(at, place, 1)
            or self._nestles(at, place)
            or self._keeps(at, place)
        )

    def _nestles(self, at: int, place: Run) -> bool:
        """Whether it stands right between the two between which it stood, wherever these are now.

        Both read like nothing else, before or after.
        """
        if not 0 < at < len(self.sentences) - 1 or not (self.alone(at - 1) and self.alone(at + 1)):
            return False
        left, right = (self.place(one)[0] for one in (at - 1, at + 1))
        if left is None or right is None or min(self.sentences[at - 1], self.sentences[at + 1]) < 0:
            return False
        return 0 <= place[0] - left[1] <= BESIDE and 0 <= right[0] - place[1] <= BESIDE

    def _keeps(self, at: int, place: Run) -> bool:
        """Whether it stayed in its block and in order, whatever was put around it."""
        gap = self.gap(range(at, at + 1)) if self._moves else None
        within = gap is not None and gap[0] <= place[0] and place[1] <= gap[1]
        return within and self._stayed(at, place)

    def flanked(self, at: int, place: Run) -> bool:
        """Whether it leans so on both sides, on what reads like nothing else."""
        return all(self._leans(at, place, step, alone=True) for step in (-1, 1))

    def _leans(self, at: int, place: Run, step: int, *, alone: bool = False) -> bool:
        while True:
            at += step
            if not 0 <= at < len(self.sentences):
                bounds = range(len(self._from)) if self._moves else self._new.block_around(place[0])
                return (place[0] - bounds.start if step < 0 else bounds.stop - place[1]) <= BESIDE
            stands = self._stands(at)
            if stands is None:
                return False
            between = place[0] - stands[1] if step < 0 else stands[0] - place[1]
            if not 0 <= between <= BESIDE:
                return False
            place = stands
            if self._stayed(at, place) and not (alone and self._repeated(place)):
                return True

    def _repeated(self, place: Run) -> bool:
        return self._new.codes.count(self._new.codes[place[0] : place[1]]) > 1

    def _stayed(self, at: int, place: Run) -> bool:
        """Whether what an old sentence became is in the same block."""
        now = self._new.sentence_at(place[0])
        return self._old.at_sentence(at) == self._new.at_sentence(now)

    def _stands(self, at: int) -> Run | None:
        """Where an old sentence is now, if what is there is like it and it did not move."""
        place, likeness = self.place(at)
        return place if likeness >= ALIKE and at not in self.moved else None

    def _follow_moves(self) -> None:
        """Matches sentences that were and are the only ones of their wording, wherever they are.

        Unless something took their place that is much like them.
        """
        taken = set(self.sentences)
        for at, spoken in enumerate(self._old.spoken):
            if self.sentences[at] >= 0 or not self._alone(spoken):
                continue
            (now,) = self._new.said(spoken)
            if now not in taken and self._place(at)[1] < ALIKE:
                self._match(at, now)
                self.moved.add(at)

    def _fill_gaps(self) -> None:
        """Aligns the words of sentences that the lineage lost with what stands in their place.

        That is what is new between the neighbours that they had, if it has half of their words.
        """
        places = range(len(self.sentences))
        lost = [at for at in places if not self.pairs(self._old.sentences[at])]
        for _, numbered in groupby(enumerate(lost), lambda one: one[1] - one[0]):
            some = [at for _, at in numbered]
            around = range(some[0], some[-1] + 1)
            gap = range(*(self.gap(around) or (0, 0)))
            if 0 < len(gap) <= WIDEST and all(self._from[at] < 0 for at in gap):
                first, end = self._old.sentences[around[0]][0], self._old.sentences[around[-1]][1]
                spoken, now = self._old.codes[first:end], self._new.codes[gap.start : gap.stop]
                if LCSseq.similarity(spoken, now) >= HALF * len(spoken):
                    self._align_runs(range(first, end), gap)
        self._places.clear()

    def gap(self, around: range) -> Run | None:
        """The words between what stood next to some old sentences, None if these did not stay."""
        first, end = 0, len(self._from)
        if around.start:
            left = self._stands(around.start - 1)
            first = left[1] if left else -1
        if around.stop < len(self.sentences):
            right = self._stands(around.stop)
            end = right[0] if right else -1
        return (first, end) if 0 <= first <= end else None

    def vacant(self, around: range) -> Iterator[Run]:
        """What is new next to what stood before some old sentences, and to what followed them."""
        if around.start and (left := self.place(around.start - 1)[0]):
            yield left[1], left[1] + self._came(left[1], 1)
        if around.stop < len(self.sentences) and (right := self.place(around.stop)[0]):
            yield right[0] - self._came(right[0] - 1, -1), right[0]

    def _alone(self, spoken: str) -> bool:
        return len(spoken) >= TELLING and self._old.counts[spoken] == self._new.counts[spoken] == 1

    def alone(self, at: int) -> bool:
        """Whether nothing else reads as an old sentence does, before or after."""
        return self._alone(self._old.spoken[at])

    def _came(self, at: int, step: int) -> int:
        """How many new words stand in a row from `at` on, in one block, that were not there."""
        return _row(self._from, self._new.block_around(at - step), at, step)

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
                self._match(one, other)
        self._align_words(olds[old:], news[new:])

    def _match(self, old: int, new: int) -> None:
        self.sentences[old] = new
        self._bind(range(*self._old.sentences[old]), range(*self._new.sentences[new]))

    def _align_words(self, olds: Sequence[int], news: Sequence[int]) -> None:
        self._align_runs(
            [at for one in olds for at in range(*self._old.sentences[one])],
            [at for one in news for at in range(*self._new.sentences[one])],
        )

    def _align_runs(self, sources: Sequence[int], targets: Sequence[int]) -> None:
        codes = [
            "".join(sheet.codes[at] for at in some)
            for sheet, some in ((self._old, sources), (self._new, targets))
        ]
        for step in Indel.opcodes(*codes):
            if step.tag == "equal":
                self._bind(
                    sources[step.src_start : step.src_end], targets[step.dest_start : step.dest_end]
                )

    def _bind(self, olds: Sequence[int], news: Sequence[int]) -> None:
        for old, new in zip(olds, news, strict=True):
            for one, other in ((self._to[old], self._from), (self._from[new], self._to)):
                if one >= 0:
                    other[one] = -1
            self._to[old], self._from[new] = new, old


def _row(bound: Sequence[int], block: range, at: int, step: int) -> int:
    length = 0
    while at in block and bound[at] < 0:
        at += step
        length += 1
    return length


def trimmed(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without words at the ends that lie farther from the others than they are many."""
    for _ in ("start", "end"):
        while True:
            jumps = (
                (at, (new - pairs[at - 1][1]) - (old - pairs[at - 1][0]))
                for at, (old, new) in enumerate(pairs)
                if at
            )
            at, jump = next((one for one in jumps if one[1]), (0, 0))
            if jump <= at:
                break
            pairs = pairs[at:]
        pairs = [(-old, -new) for old, new in reversed(pairs)]
    return pairs
