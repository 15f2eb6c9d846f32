"""Carries a passage from one version of a document to the next, and says whether that is sure.

Which blocks belong together is told by the lineage. Within them sentences are aligned first, then
words between the sentences that stayed. Formulaic documents are full of lookalikes, so a passage
is sure only where nothing else could be meant: its sentences stand as they stood and are the only
ones of their wording or keep their neighbours; or they were reworded in their place, and neither
is another new sentence nearly as like the old passage, nor another old one nearly as like the new.
"""

from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz import fuzz, process

from desktop.library.text.alignment import Alignment
from desktop.library.text.lineage import Descent
from desktop.library.text.sentences import Run, Sheet

KEPT = 0.6
"""Least share of a passage's words that are still there."""
ALIKE = 55.0
"""Least likeness (`fuzz.ratio` over words, 0-100) of a sentence to the one in its place."""
MARGIN = 12.0
"""By how much that must exceed the likeness of any other sentence, old or new."""
NEAR = 50.0
"""Least likeness of a sentence that is worth showing to the reader."""
TELLING = 5
"""Words; a sentence that is shorter must keep its neighbours, however rare it is."""
EXPLAINED = 3.0
"""By how much another origin must be more alike, for a lookalike not to count as a rival."""
_MOST_RIVALS = 200
_FARTHEST = 60
"""Sentences looked at on each side to tell two of the same wording apart."""


class Carried(msgspec.Struct, frozen=True):
    """The words that a passage became: surely, or as the best candidate; None if nothing is near.

    `still` says that its sentences read as they did.
    """

    words: Run | None
    sure: bool = False
    still: bool = False


class Step:
    """From one version to the next.

    `whole` is False when the old sheet holds but a part of its version: then it is not known what
    else was there.
    """

    def __init__(
        self, old: Sheet, new: Sheet, descents: Iterable[Descent] = (), *, whole: bool = True
    ) -> None:
        self.old = old
        self.new = new
        self._whole = whole
        self._alignment = Alignment(old, new, descents)
        taken = set(self._alignment.sentences)
        self._fresh = [at for at in range(len(new.sentences)) if at not in taken]
        self._known: dict[Run, Carried] = {}

    def carry(self, words: Run) -> Carried:
        """What became of a run of the old version's words."""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = self._carry(words)
        return known

    def _carry(self, words: Run) -> Carried:
        around = self.old.over(words)
        matches = [self._alignment.sentences[at] for at in around]
        if not matches or words[0] >= words[1]:
            return Carried(None)
        if -1 not in matches and matches[-1] - matches[0] == len(matches) - 1:
            still = self._shifted(words, around[0], matches[0])
            return Carried(still, self._surely_still(around, matches[0]), still=True)
        here, likeness, sure = self._in_place(words, around)
        moved = self._moved(around)
        if moved >= 0:
            return Carried(self._shifted(words, around[0], moved), likeness < ALIKE, still=True)
        if here is not None:
            return Carried(here, sure)
        return Carried(self._nearest(around))

    def _shifted(self, words: Run, before: int, after: int) -> Run:
        """The same words where their first sentence stands now."""
        by = self.new.sentences[after][0] - self.old.sentences[before][0]
        return words[0] + by, words[1] + by

    # sentences that read as they did

    def _surely_still(self, around: range, now: int) -> bool:
        """Whether sentences that were matched could be no others of the same wording."""
        if any(self._alone(at) for at in around):
            return True
        if not self._whole:
            return False
        length = len(around)
        own = self._company(around[0], now, length)
        if sum(len(self.old.spoken[at]) for at in around) < TELLING and 0 in own:
            return False
        spoken = self.old.spoken[around[0] : around[0] + length]
        rivals = [(around[0], at) for at in _places(spoken, self.new) if at != now]
        rivals += [(at, now) for at in _places(spoken, self.old) if at != around[0]]
        if len(rivals) > _MOST_RIVALS:
            return False
        others = [self._company(*rival, length) for rival in rivals]
        return all(_exceeds(own, other) for other in others)

    def _alone(self, at: int) -> bool:
        """Whether nothing else reads as a sentence does, before or after."""
        spoken = self.old.spoken[at]
        return len(spoken) >= TELLING and self.old.counts[spoken] == self.new.counts[spoken] == 1

    def _company(self, before: int, after: int, length: int) -> tuple[int, int]:
        """How many sentences read the same, side by side, to the left and to the right."""
        old, new = self.old.spoken, self.new.spoken
        left = _run(
            old[max(0, before - _FARTHEST) : before][::-1],
            new[max(0, after - _FARTHEST) : after][::-1],
        )
        before, after = before + length, after + length
        right = _run(old[before : before + _FARTHEST], new[after : after + _FARTHEST])
        return left, right

    def _moved(self, around: range) -> int:
        """Where sentences stand together elsewhere, if one of them tells the place; -1 if not."""
        known = any(self.old.at_sentence(at) in self.new.at for at in around)
        telling = next((at for at in around if self._alone(at)), -1)
        if telling < 0 or (known and not self._whole):
            return -1
        start = self.new.spoken.index(self.old.spoken[telling]) - (telling - around[0])
        spoken = self.old.spoken[around[0] : around[-1] + 1]
        return start if start >= 0 and self.new.spoken[start:][: len(spoken)] == spoken else -1

    # sentences that were reworded

    def _in_place(self, words: Run, around: range) -> tuple[Run | None, float, bool]:
        """The words that took a passage's place, how alike its sentences are, and if that is sure.

        Sentences that are gone lend no word to the place.
        """
        likeness, sure, told = 0.0, True, False
        held: list[tuple[int, int]] = []
        for at in around:
            first, end = self.old.sentences[at]
            part = max(first, words[0]), min(end, words[1])
            if self._alignment.sentences[at] >= 0:
                told = told or self._surely_still(range(at, at + 1), self._alignment.sentences[at])
            else:
                alike, alone = self._reworded(at)
                likeness = max(likeness, alike)
                if alike < ALIKE:
                    continue
                sure = sure and alone
                told = True
            held += self._alignment.pairs(part)
        if not held:
            return None, likeness, False
        held = _trimmed(held)
        here = self._alignment.widened(held, words)
        enough = len(held) >= KEPT * max(words[1] - words[0], here[1] - here[0])
        return here, likeness, sure and told and enough

    def _reworded(self, at: int) -> tuple[float, bool]:
        """How alike a sentence is to what took its place, and whether nothing else is nearly so."""
        sentence, spoken = self.old.sentences[at], self.old.spoken[at]
        pairs = _trimmed(self._alignment.pairs(sentence))
        if not pairs:
            return 0.0, False
        place = self._alignment.widened(pairs, sentence)
        now = self.new.codes[place[0] : place[1]]
        own = fuzz.ratio(spoken, now)
        if own < ALIKE:
            return own, False
        inside = set(self.new.over(place))
        fresh = {other: self.new.spoken[other] for other in self._fresh if other not in inside}
        for _, score, other in process.extract(
            spoken, fresh, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=_MOST_RIVALS
        ):
            if self._origin_likeness(other, at) < score + EXPLAINED:
                return own, False
        for rival, score, other in process.extract(
            now, self.old.spoken, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=_MOST_RIVALS
        ):
            gone = self._alignment.sentences[other] < 0
            if rival != spoken and (gone or score > own - EXPLAINED):
                return own, False
        return own, self._alignment.beside(sentence, place)

    def _origin_likeness(self, new: int, but: int) -> float:
        """How alike a new sentence is to the old one that it came from, if that is another."""
        origin = self._alignment.origin(self.new.sentences[new])
        if origin < 0 or origin == but:
            return -100.0
        return fuzz.ratio(self.old.spoken[origin], self.new.spoken[new])

    def _nearest(self, around: range) -> Run | None:
        """The new sentence that is most like the longest of a passage, if any is near."""
        spoken = max((self.old.spoken[at] for at in around), key=len)
        fresh = {at: self.new.spoken[at] for at in self._fresh}
        found = process.extractOne(spoken, fresh, scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.new.sentences[found[2]] if found else None


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are equal from the start on; two ends that meet count as equal for good."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other)) if len(one) != len(other) else _FARTHEST


def _places(spoken: Sequence[str], sheet: Sheet) -> list[int]:
    """Where sentences stand one after the other."""
    found, length = list[int](), len(spoken)
    for at in sheet.said(spoken[0]):
        if sheet.spoken[at : at + length] == spoken:
            found.append(at)
    return found


def _exceeds(own: tuple[int, int], other: tuple[int, int]) -> bool:
    return own[0] >= other[0] and own[1] >= other[1] and own != other


def _trimmed(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
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
