"""Which sentence and which word of one version became which of the next.

Only blocks that the lineage binds together are aligned: sentences first, by their longest common
sequence, then the words between those that stayed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from desktop.library.document import Descent
from desktop.library.text.comparison import families
from desktop.library.text.sentences import ENDS, Run, Sheet

ALIKE = 55.0
"""Least likeness (`fuzz.ratio` over words, 0-100) of a sentence to the one in its place."""
TELLING = 5
"""Words; a sentence that is shorter must keep neighbours, however rare it is."""
WIDEST = 400
"""Words; in what is wider no lost sentence is looked for."""
HALF = 0.5
"""Least share of the words of what the lineage lost that what stands in its place must have."""
PLAIN = 2
"""Most words at an end of a passage of which it is plain what took their place."""
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
        before = self._taken(first - words[0], (words[0], start), -1)[0]
        after = self._taken(words[1] - 1 - last, (words[1] - 1, end), 1)[0]
        return start - before, end + 1 + after

    def unsettled(self, pairs: Sequence[tuple[int, int]], words: Run) -> int:
        """By how many words the ends that `widened` finds may be off."""
        (first, start), (last, end) = pairs[0], pairs[-1]
        before = self._taken(first - words[0], (words[0], start), -1)[1]
        return before + self._taken(words[1] - 1 - last, (words[1] - 1, end), 1)[1]

    def _taken(self, gone: int, edge: tuple[int, int], step: int) -> Run:
        """How many words took the place of those `gone` at an end, and by how many it may be off.

        `edge` is the old word there, and the new one that is the last known. At an end of its
        sentence all that came did, if it is not many more; elsewhere as many as are gone. Where
        more than one or two are, or more came or went there, it may be off.
        """
        if not gone:
            return 0, 0
        old, new = edge
        here = range(*self._old.sentences[self._old.sentence_at(old)])
        there = range(*self._new.sentences[self._new.sentence_at(new)])
        came = _row(self._from, there, new + step, step)
        if step < 0:
            marks = (self._new.codes.rfind(mark, new - came, new) for mark in ENDS)
            there = range(max(there.start, *(mark + 1 for mark in marks)), there.stop)
            came = _row(self._from, there, new + step, step)
        if old + step not in here and new + (came + 1) * step not in there:
            return (came, 0) if came <= gone + BESIDE else (gone, came)
        beyond = _row(self._to, here, old + step, step)
        off = 0
        if came > gone + beyond:
            off = came - gone
        elif came < gone + beyond:
            off = min(gone, came) if beyond else gone - came
        return min(gone, came), off if gone <= PLAIN else max(gone, came)

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

        They read like nothing else, before or after. One of them alone is not enough: it may have
        gone there with a lookalike.
        """
        return all(self._follows(at, place, step) for step in (-1, 1))

    def _follows(self, at: int, place: Run, step: int) -> bool:
        """Whether what stood next to an old sentence reads as it did and stands next to it."""
        other = at + step
        if not (0 <= other < len(self.sentences) and self.alone(other)):
            return False
        now = self.sentences[other]
        if now < 0:
            return False
        stands = self._new.sentences[now]
        return self._side_by_side(*((stands, place) if step < 0 else (place, stands)))

    def _side_by_side(self, left: Run, right: Run) -> bool:
        """Whether but a few words stand between, and no sentence that reads as it did."""
        between = self._new.over((left[1], right[0])) if left[1] < right[0] else range(0)
        kept = (self._new.sentences[at] for at in between if self._kept(at))
        apart = any(left[1] <= first and end <= right[0] for first, end in kept)
        return 0 <= right[0] - left[1] <= BESIDE and not apart

    def _kept(self, new: int) -> bool:
        return self.origins[new] >= 0 and self.sentences[self.origins[new]] == new

    def _keeps(self, at: int, place: Run) -> bool:
        """Whether it stayed in its block and in order, whatever was put around it.

        With nothing else of its block it must be still between the two that it stood between: where
        one of them is gone, it may be another.
        """
        if not self._moves or not self.in_order(range(at, at + 1), place):
            return False
        beside = (one for one in (at - 1, at + 1) if 0 <= one < len(self.sentences))
        return self._accompanied(at, place) or all(self._stands(one) for one in beside)

    def in_order(self, around: range, place: Run) -> bool:
        """Whether some old sentences are still in their block, between what stayed around them."""
        if not self.stayed(around.start, place):
            return False
        left = self._bound_of(reversed(range(around.start)), place)
        right = self._bound_of(range(around.stop, len(self.sentences)), place)
        return (not left or left[1] <= place[0]) and (not right or place[1] <= right[0])

    def _bound_of(self, some: Iterable[int], place: Run) -> Run | None:
        """Where the first of some old sentences is that did not leave the block of a place."""
        block = self._new.block_around(place[0])
        for at in some:
            stands, likeness = self.place(at)
            if stands and likeness >= ALIKE and (at not in self.moved or stands[0] in block):
                return stands
        return None

    def firm(self, at: int, place: Run) -> bool:
        """Whether it stayed in its block and in order, and leans so on one side at least."""
        return self._keeps(at, place) and any(
            self._leans(at, place, step, alone=True) for step in (-1, 1)
        )

    def flanked(self, at: int, place: Run) -> bool:
        """Whether it leans so on both sides, on what reads like nothing else."""
        return all(self._leans(at, place, step, alone=True) for step in (-1, 1))

    def _leans(self, at: int, place: Run, step: int, *, alone: bool = False) -> bool:
        while True:
            at += step
            if not 0 <= at < len(self.sentences):
                bounds = range(len(self._from)) if self._moves else self._new.block_around(place[0])
                end = place[0] - bounds.start if step < 0 else bounds.stop - place[1]
                return end <= BESIDE and self._stayed_at_end(at - step, step, place)
            stands = self._stands(at)
            if stands is None:
                return False
            if not self._side_by_side(*((stands, place) if step < 0 else (place, stands))):
                return False
            place = stands
            if self.stayed(at, place) and not (alone and self._repeated(place)):
                return True

    def _stayed_at_end(self, at: int, step: int, place: Run) -> bool:
        """Whether the first or last sentence of all stayed, with some of its block or neighbour."""
        other = at - step
        alone = 0 <= other < len(self.sentences) and not self._stands(other)
        return self.stayed(at, place) and not (alone and not self._accompanied(at, place))

    def _repeated(self, place: Run) -> bool:
        return self._new.codes.count(self._new.codes[place[0] : place[1]]) > 1

    def stayed(self, at: int, place: Run) -> bool:
        """Whether what an old sentence became is in the same block.

        A block is no more the same that holds other words, of its own none, if what stood with the
        sentence reads elsewhere as it did.
        """
        home, now = self._old.at_sentence(at), self._new.block_around(place[0])
        if home != self._new.at_sentence(self._new.sentence_at(place[0])):
            return False
        beside = place[0] - now.start + now.stop - place[1]
        if beside <= BESIDE or self._accompanied(at, place):
            return True
        others = self._old.sentences_of(self._old.at[home])
        return not any(self.sentences[one] >= 0 for one in others if one != at)

    def _accompanied(self, at: int, place: Run) -> bool:
        """Whether there are words of others of its block beside the place of an old sentence."""
        now = self._new.block_around(place[0])
        whole = self._old.sentences_of(self._old.at[self._old.at_sentence(at)])
        own = {
            word
            for one in whole
            if one != at and not self._elsewhere(one)
            for word in range(*self._old.sentences[one])
        }
        beside = (*range(now.start, place[0]), *range(place[1], now.stop))
        return any(self._from[word] in own for word in beside)

    def _stands(self, at: int) -> Run | None:
        """Where an old sentence is now, if what is there is like it and it did not move.

        It may have, where it is there reworded and elsewhere reads as it did.
        """
        place, likeness = self.place(at)
        moved = at in self.moved or self._elsewhere(at)
        return None if moved or likeness < ALIKE else place

    def _elsewhere(self, at: int) -> bool:
        """Whether an old sentence reads elsewhere as it did, and not in its place."""
        return self.sentences[at] < 0 and self._old.spoken[at] in self._new.counts

    def _follow_moves(self) -> None:
        """Matches sentences that were and are the only ones of their wording, wherever they are.

        Unless something took their place that is much like them, or they were also in others.
        """
        taken = set(self.sentences)
        for at, spoken in enumerate(self._old.spoken):
            if self.sentences[at] >= 0 or not self._alone(spoken) or self._old.again(spoken):
                continue
            (now,) = self._new.said(spoken)
            if now not in taken and self._place(at)[1] < ALIKE:
                self._match(at, now)
                self.moved.add(at)

    def _fill_gaps(self) -> None:
        """Aligns the words of sentences that the lineage lost with what stands in their place.

        That is what is new between the neighbours that they had; else where those of their block
        went, or next to one of them alone. It must have half of their words.
        """
        block = self._old.at_sentence
        places = (self.gap, None), (self._gap_in_block, block), (self._after, block)
        for gap_of, parted_by in (*places, (self._before, block)):
            lost = [at for at, one in enumerate(self._old.sentences) if not self.pairs(one)]
            for around in _rows(lost, parted_by):
                self._fill(around, range(*(gap_of(around) or (0, 0))))
            self._places.clear()

    def _fill(self, around: range, gap: range) -> None:
        if not 0 < len(gap) <= WIDEST or any(self._from[at] >= 0 for at in gap):
            return
        said = {self._old.spoken[at] for at in around}
        inside = [at for at in self._new.over((gap.start, gap.stop)) if self._within(at, gap)]
        if any(self._new.spoken[at] in said for at in inside):
            self._align(around, inside)
            return
        first, end = self._old.sentences[around[0]][0], self._old.sentences[around[-1]][1]
        now = self._new.codes[gap.start : gap.stop]
        if LCSseq.similarity(self._old.codes[first:end], now) >= HALF * (end - first):
            self._align_runs(range(first, end), gap)
            return
        # All of them together are not there; one of them may be.
        some = [at for at in around if self._like(at, now)]
        if len(some) == 1:
            self._align_runs(range(*self._old.sentences[some[0]]), gap)

    def _within(self, new: int, gap: range) -> bool:
        first, end = self._new.sentences[new]
        return gap.start <= first and end <= gap.stop

    def _like(self, at: int, now: str) -> bool:
        spoken = self._old.spoken[at]
        return LCSseq.similarity(spoken, now) >= HALF * max(len(spoken), len(now))

    def _after(self, around: range) -> Run | None:
        """What is new right after what stood before some sentences."""
        left = self._stands(around.start - 1) if around.start else (0, 0)
        return left and (left[1], left[1] + _row(self._from, range(len(self._from)), left[1], 1))

    def _before(self, around: range) -> Run | None:
        """What is new right before what followed some sentences."""
        end = len(self._from)
        right = self._stands(around.stop) if around.stop < len(self.sentences) else (end, end)
        return right and (right[0] - _row(self._from, range(end), right[0] - 1, -1), right[0])

    def _gap_in_block(self, around: range) -> Run | None:
        """What stands between the neighbours that some sentences had in their block, elsewhere.

        These read like nothing else. There was one at least; for the other the end of the block may
        stand.
        """
        block = self._old.at[self._old.at_sentence(around.start)]
        whole = self._old.sentences_of(block)
        beside = [at for at in (around.start - 1, around.stop) if at in whole]
        if not beside or any(self.sentences[at] < 0 or not self.alone(at) for at in beside):
            return None
        stands = [self._new.sentences[self.sentences[at]] for at in beside]
        now = self._new.block_around(stands[0][0])
        first = stands[0][1] if around.start - 1 in whole else now.start
        end = stands[-1][0] if around.stop in whole else now.stop
        return (first, end) if now.start <= first <= end <= now.stop else None

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


def _rows(some: Sequence[int], of: Callable[[int], object] | None = None) -> Iterator[range]:
    """Numbers that follow each other, as rows; of each row `of` gives the same."""
    keys = ((at - place, of(at) if of else None) for place, at in enumerate(some))
    for _, row in groupby(zip(keys, some, strict=True), lambda one: one[0]):
        found = [at for _, at in row]
        yield range(found[0], found[-1] + 1)


def trimmed(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without words at the ends, the fewer, that lie farther from the others than they are many."""
    for _ in ("start", "end"):
        while True:
            jumps = (
                (at, (new - pairs[at - 1][1]) - (old - pairs[at - 1][0]))
                for at, (old, new) in enumerate(pairs)
                if at
            )
            at, jump = next((one for one in jumps if one[1]), (0, 0))
            if jump <= at or 2 * at > len(pairs):
                break
            pairs = pairs[at:]
        pairs = [(-old, -new) for old, new in reversed(pairs)]
    return pairs


def strays(pairs: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]) -> int:
    """By how many words those that `trimmed` left out lie farther off than they did."""
    if not kept:
        return 0
    return sum(
        max(0, abs(kept[at][1] - pairs[at][1]) - abs(kept[at][0] - pairs[at][0])) for at in (0, -1)
    )
