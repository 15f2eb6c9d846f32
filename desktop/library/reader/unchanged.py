"""Whether sentences that read as they did are the same ones, or copies of others.

They are where nothing else could be meant: no other reads so, or they keep more of their neighbours
than any other; and nothing that may be one of them reworded stands beside more of these.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import ne

from rapidfuzz import fuzz

from desktop.library.reader.company import COMPANY, Company, Shared, exceeds
from desktop.library.reader.likeness import MOST_RIVALS, NEAR, Likeness
from desktop.library.text.alignment import TELLING, Alignment
from desktop.library.text.sentences import Sheet


class Unchanged:
    """Of an old version's sentences and a new one's, which `alignment` binds together.

    `whole` is False when the old sheet holds but a part of its version.
    """

    def __init__(
        self,
        old: Sheet,
        new: Sheet,
        alignment: Alignment,
        company: Company,
        likeness: Likeness,
        *,
        whole: bool,
    ) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment
        self._company = company
        self._likeness = likeness
        self._whole = whole
        self._known: dict[range, bool] = {}

    def sure(self, around: range, now: int) -> bool:
        """Whether sentences that were matched could be no others of the same wording."""
        if around not in self._known:
            self._known[around] = self._told_apart(around, now)
        return self._known[around]

    def _told_apart(self, around: range, now: int) -> bool:
        alone = any(self._alignment.alone(at) for at in around)
        if not self._whole:
            return alone and not self._followed_by_itself(around, now)
        if any(self._may_be_the_next(at, now + at - around[0]) for at in around):
            return False
        if self._said_twice(around, now):
            return True
        if self._said_beside(around, now) or self._part_beside(around, now):
            return False
        if self._left_behind(around, now):
            return False
        return self._surely_alone(around, now) if alone else self._told_from_copies(around, now)

    def _said_twice(self, around: range, now: int) -> bool:
        """Whether some sentences have a copy of their first or last one right beside it.

        In its block, with one of their neighbours still, and there is no other copy: nobody could
        tell the two from each other, so either is the sentence. It may have had it before.
        """
        length = len(around)
        row = self._old.spoken[around.start : around.stop]
        before = any(_twins(self._old, around.start, around.start + by) for by in (-1, 1))
        if len(self._old.rows(row)) > 1 and not (before and length == 1):
            return False
        last = now + length - 1
        return any(
            _twins(self._new, one, copy)
            and (
                self._company.is_at(around.start - 1, first - 1)
                or self._company.is_at(around.stop, first + length + 1)
            )
            for one, copy, first in ((last, last + 1, now), (now, now - 1, now - 1))
        )

    def _left_behind(self, around: range, now: int) -> bool:
        """Whether a copy of one of some sentences has a neighbour of theirs that they left."""
        left, right = around.start - 1, around.stop
        here = range(now, now + len(around))
        copies = {
            copy
            for at in around
            if not self._alignment.alone(at)
            for copy in self._new.said(self._old.spoken[at])
            if copy not in here
        }
        return any(
            (self._may_be(left, copy - 1) and not self._company.is_at(left, here.start - 1))
            or (self._may_be(right, copy + 1) and not self._company.is_at(right, here.stop))
            for copy in copies
        )

    def _may_be(self, old: int, new: int) -> bool:
        """Whether a new sentence is an old one, or may be it reworded."""
        if self._company.is_at(old, new):
            return True
        return 0 <= old < len(self._old.spoken) and new in self._likeness.alike(old)

    def _told_from_copies(self, around: range, now: int) -> bool:
        """Whether neighbours tell a row of sentences from the others of its wording."""
        length = len(around)
        spoken = self._old.spoken[around.start : around.stop]
        own = self._company.shared(around[0], now, length, self._company.bound)
        copies = [at for at in self._new.rows(spoken) if at != now]
        former = [at for at in self._old.rows(spoken) if at != around[0]]
        short = sum(map(len, spoken)) < TELLING
        if short and not copies and not former and not sum(own):
            return self._headed(around, now)
        if short and sum(own) < (COMPANY if copies or former else 1):
            return False
        if short and self._out_of_order(around, now):
            return False
        copies += self._likeness.run_into("".join(spoken))
        if len(copies) + len(former) > MOST_RIVALS:
            return False
        stood = {self._alignment.sentences[at] for at in former}
        told = not any(self._next_to(now, at, length) for at in copies if at not in stood)
        told = told and all(self._company.closer(around[0], now, at, length) for at in copies)
        told = told and not any(self._might_be(at, now, length, own) for at in former)
        others = (self._company.shared(around[0], at, length, self._company.same) for at in copies)
        return told and all(exceeds(own, other) for other in others)

    def _out_of_order(self, around: range, now: int) -> bool:
        """Whether they stand elsewhere, beside less than two neighbours, none as it read."""
        length, place = len(around), self._new.sentences[now]
        bound = self._company.shared(around[0], now, length, self._company.bound)
        same = self._company.shared(around[0], now, length, self._company.same)
        alone = sum(bound) < COMPANY and not any(same)
        return alone and not self._alignment.in_order(around, place)

    def _headed(self, around: range, now: int) -> bool:
        """Whether they are of a heading that reads as it did, and nothing new is like them."""
        block = self._old.at_sentence(around[0])
        if self._old.kinds[block] != "heading" or block != self._new.at_sentence(now):
            return False
        still = self._old.texts[block] == self._new.texts[block]
        return still and not any(self._likeness.alike(at) for at in around)

    def _might_be(self, at: int, now: int, length: int, own: Shared) -> bool:
        """Whether other old sentences of the wording may be those that keep `own` neighbours now.

        Unless they keep fewer here, and no fewer where they are; those that are gone must keep
        fewer on both sides.
        """
        there = self._alignment.sentences[at]
        here = self._company.shared(at, now, length, self._company.same)
        if there < 0:
            return any(kept >= mine for kept, mine in zip(here, own, strict=True))
        kept = self._company.shared(at, there, length, self._company.bound)
        return exceeds(here, kept) or not exceeds(own, here)

    def _may_be_the_next(self, at: int, now: int) -> bool:
        """Whether what stands beside a sentence may be it reworded, and this be a copy of it."""
        spoken = self._old.spoken[at]
        fewer = self._new.codes.count(spoken) < self._old.codes.count(spoken)
        return fewer and any(abs(one - now) == 1 for one in self._likeness.alike(at))

    def copy_in_place(self, around: range, now: int) -> int | None:
        """The copy of some sentences that has more of their neighbours than what was matched.

        And than any other, none of them standing beside what was matched.
        """
        spoken = self._old.spoken[around.start : around.stop]
        rows = self._new.rows(spoken)
        if not self._whole or not 1 < len(rows) <= MOST_RIVALS or len(self._old.rows(spoken)) > 1:
            return None
        shared = {
            at: self._company.shared(around[0], at, len(around), self._company.bound) for at in rows
        }
        best = max(rows, key=lambda at: shared[at])
        if sum(map(len, spoken)) < TELLING or abs(best - now) <= len(around):
            return None
        told = all(
            exceeds(shared[best], shared[at])
            and self._company.closer(around[0], best, at, len(around))
            for at in rows
            if at != best
        )
        return best if told else None

    def _surely_alone(self, around: range, now: int) -> bool:
        """Whether sentences that nothing else reads like are not copies of some that changed.

        These would have been reworded, or run into others; then they stand in new sentences, beside
        more of their neighbours than the copies do.
        """
        length = len(around)
        rivals = [self._likeness.alike(at) for at in around]
        if not any(self._company.shared(around[0], now, length, self._company.bound, farthest=1)):
            return self._surely_apart(around, now, rivals)
        if not any(rivals):
            return True
        return not self.outdone(around, now)

    def _said_beside(self, around: range, now: int) -> bool:
        """Whether what is new right beside one of some sentences holds it too."""
        return any(
            abs(now + at - around[0] - rival) == 1
            for at in around
            for rival in self._likeness.holding(self._old.spoken[at])
        )

    def _part_beside(self, around: range, now: int) -> bool:
        """Whether what is new right beside some sentences is a part of the one next to it.

        Then that was cut, and this may be a copy.
        """
        spoken = self._new.spoken
        return any(
            0 <= at < len(spoken)
            and len(spoken[at]) >= TELLING
            and self._alignment.origins[at] < 0
            and spoken[at] in self._old.spoken[own]
            for at, own in ((now - 1, around.start), (now + len(around), around.stop - 1))
        )

    def _followed_by_itself(self, around: range, now: int) -> bool:
        """Whether one of some sentences, or what stands beside them, is said twice in a row."""
        row = self._new.spoken[max(0, now - 1) : now + len(around) + 1]
        return any(one == other for one, other in pairwise(row))

    def said_otherwise(self, around: range) -> bool:
        """Whether a new sentence differs by one word from one of some: lists are renumbered."""
        spoken = [self._old.spoken[at] for at in around]
        return any(
            len(one) == len(other) and sum(map(ne, one, other)) == 1
            for one in spoken
            for other in self._new.counts
        )

    def outdone(self, around: range, now: int) -> bool:
        """Whether what may be some sentences reworded stands beside more of their neighbours."""
        length = len(around)
        next_to = range(now - 1, now + length + 1)
        pairs = ((at, rival) for at in around for rival in self._likeness.alike(at))
        starts = (rival - at + around[0] for at, rival in pairs if rival not in next_to)
        own = self._company.beside(around[0], now, length)
        return any(own < self._company.beside(around[0], start, length) for start in starts)

    def _surely_apart(self, around: range, now: int, rivals: Sequence[Sequence[int]]) -> bool:
        """The same of sentences that left all their neighbours."""
        gap = self._alignment.gap(around)
        first, end = self._new.sentences[now][0], self._new.sentences[now + len(around) - 1][1]
        within = (
            (gap is not None and first in range(*gap))
            or self._alignment.in_order(around, (first, end))
            or self._beside_its_own(around, now, rivals)
            or not all(rivals)
        )
        hidden = any(
            self._likeness.hidden(at) or self._old.again(self._old.spoken[at]) for at in around
        )
        return within and not hidden and not self._supplanted(around)

    def _next_to(self, now: int, copy: int, length: int) -> bool:
        """Whether two rows of new sentences stand side by side, in blocks of their own."""
        apart = self._new.at_sentence(now) != self._new.at_sentence(copy)
        return apart and abs(now - copy) == length

    def _beside_its_own(self, around: range, now: int, rivals: Iterable[Sequence[int]]) -> bool:
        """Whether some sentences still stand beside one that they stood beside, and no rival does.

        It may now be on the other side.
        """
        own = {
            self._alignment.sentences[at]
            for at in (around.start - 1, around.stop)
            if 0 <= at < len(self._old.spoken) and self._alignment.alone(at)
        }
        if not own.intersection((now - 1, now + len(around))):
            return False
        return not any(own.intersection((at - 1, at + 1)) for some in rivals for at in some)

    def _supplanted(self, around: range) -> bool:
        """Whether something much like some sentences stands beside what they stood beside."""
        spoken = "".join(self._old.spoken[around.start : around.stop])
        return any(
            fuzz.ratio(spoken, self._new.codes[first:end]) >= NEAR
            for first, end in self._alignment.vacant(around)
        )


def _twins(sheet: Sheet, one: int, other: int) -> bool:
    """Whether two sentences are in one block and read the same, and nothing else does."""
    if not 0 <= other < len(sheet.spoken) or sheet.at_sentence(one) != sheet.at_sentence(other):
        return False
    spoken = sheet.spoken[one]
    return spoken == sheet.spoken[other] and len(sheet.places(spoken)) == 2
