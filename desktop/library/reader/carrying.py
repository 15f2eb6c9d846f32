"""Carries a passage from one version of a document to the next, and says whether that is sure.

Which blocks belong together is told by the lineage. Within them sentences are aligned first, then
words between the sentences that stayed. Formulaic documents are full of lookalikes, so a passage
is sure only where nothing else could be meant: its sentences stand as they stood and are the only
ones of their wording or keep their neighbours; or they were reworded in their place, and neither
is another new sentence nearly as like the old passage, nor another old one nearly as like the new.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz, process

from desktop.library.text.alignment import ALIKE, TELLING, Alignment, trimmed
from desktop.library.text.lineage import Descent
from desktop.library.text.sentences import Run, Sheet

KEPT = 0.6
"""Least share of a passage's words that are still there."""
LOST = 0.2
"""Most of them that may have been in sentences that are gone."""
TOGETHER = 0.75
"""Least share of a passage's own words in its place."""
MARGIN = 12.0
"""By how much that must exceed the likeness of any other sentence, old or new."""
CLOSE = 75.0
"""Likeness of a sentence to one that moved, from which on it may be that one reworded."""
NEAR = 50.0
"""Least likeness of a sentence that is worth showing to the reader."""
COMPANY = 2
"""Neighbours that a sentence must keep that does not tell its place; one if no other reads so."""
EXPLAINED = 3.0
"""By how much another origin must be more alike, for a lookalike not to count as a rival."""
_MOST_RIVALS = 200
FARTHEST = 60
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
        self._alignment = Alignment(old, new, descents, moves=whole)
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
        moved = self._moved(around, words)
        if moved is not None:
            return Carried(moved, likeness < ALIKE or moved == here, still=True)
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
        alone = any(self._alignment.alone(at) for at in around)
        if not self._whole:
            return alone
        length = len(around)
        if alone:
            near = self._company(around[0], now, length, self._bound, farthest=1)
            return any(near) or not self._left_alike(around)
        own = self._company(around[0], now, length, self._bound)
        spoken = self.old.spoken[around[0] : around[0] + length]
        rivals = [(around[0], at) for at in _places(spoken, self.new) if at != now]
        rivals += [(at, now) for at in _places(spoken, self.old) if at != around[0]]
        if sum(map(len, spoken)) < TELLING and sum(own) < (COMPANY if rivals else 1):
            return False
        if len(rivals) > _MOST_RIVALS:
            return False
        others = [self._company(*rival, length, self._same) for rival in rivals]
        return all(_exceeds(own, other) for other in others)

    def _left_alike(self, around: range) -> bool:
        """Whether new sentences are like those that moved, so that they may be these reworded."""
        fresh = [self.new.spoken[at] for at in self._fresh]
        return all(
            process.extractOne(self.old.spoken[at], fresh, scorer=fuzz.ratio, score_cutoff=CLOSE)
            for at in around
        )

    def _company(
        self,
        before: int,
        after: int,
        length: int,
        equal: Callable[[int, int], bool],
        farthest: int = FARTHEST,
    ) -> tuple[int, int]:
        """How many neighbours in a row some old sentences share with new ones, left and right.

        Where both stand at an end of the document nothing parts them.
        """
        olds, news = len(self.old.spoken), len(self.new.spoken)
        left = _run(
            range(before - 1, max(-1, before - 1 - farthest), -1),
            range(after - 1, max(-1, after - 1 - farthest), -1),
            equal,
        )
        before, after = before + length, after + length
        right = _run(
            range(before, min(olds, before + farthest)),
            range(after, min(news, after + farthest)),
            equal,
        )
        return left, right

    def _same(self, old: int, new: int) -> bool:
        return self.old.spoken[old] == self.new.spoken[new]

    def _bound(self, old: int, new: int) -> bool:
        """Whether two sentences read the same, or the new one is the old one reworded."""
        return self._same(old, new) or self._alignment.origins[new] == old

    def _moved(self, around: range, words: Run) -> Run | None:
        """Where a passage's sentences stand together elsewhere, if they were and are the only ones.

        They may have been run into others there.
        """
        if not self._whole and any(self.old.at_sentence(at) in self.new.at for at in around):
            return None
        first = self.old.sentences[around[0]][0]
        spoken = self.old.codes[first : self.old.sentences[around[-1]][1]]
        start = self.new.codes.find(spoken)
        if start < 0 or self.new.codes.find(spoken, start + 1) >= 0:
            return None
        if self.old.codes.find(spoken) != self.old.codes.rfind(spoken):
            return None
        if len(spoken) < TELLING:
            now = self.new.sentence_at(start)
            if sum(self._company(around[0], now, len(around), self._same)) < COMPANY:
                return None
        return words[0] + start - first, words[1] + start - first

    # sentences that were reworded

    def _in_place(self, words: Run, around: range) -> tuple[Run | None, float, bool]:
        """The words that took a passage's place, how alike its sentences are, and if that is sure.

        Sentences that are gone lend no word to the place.
        """
        likeness, sure, told = 0.0, True, False
        held, lost = list[tuple[int, int]](), 0
        stray = self._astray(around)
        for at in around:
            part = self._part(at, words)
            pairs = self._alignment.pairs(part)
            if at in stray:
                lost += part[1] - part[0]
                continue
            if self._alignment.sentences[at] >= 0:
                told = told or self._surely_still(range(at, at + 1), self._alignment.sentences[at])
            else:
                alike, alone = self._reworded(at)
                likeness = max(likeness, alike)
                if alike < ALIKE:
                    lost += part[1] - part[0]
                    continue
                sure, told, pairs = sure and alone, True, trimmed(pairs)
            held += pairs
        if not held or any(new < now for (_, now), (_, new) in pairwise(held)):
            return None, likeness, False
        here = self._alignment.widened(held, self._touched(held, words))
        size = words[1] - words[0]
        enough = len(held) >= max(KEPT * size, TOGETHER * (here[1] - here[0]))
        strays = any(at in self._alignment.moved for at in around)
        return here, likeness, sure and told and enough and lost <= (0 if strays else LOST * size)

    def _part(self, at: int, words: Run) -> Run:
        """The words of a run that are in a sentence."""
        first, end = self.old.sentences[at]
        return max(first, words[0]), min(end, words[1])

    def _astray(self, around: range) -> set[int]:
        """The sentences of a passage that moved out of its order."""
        moved = self._alignment.moved
        places = [self._alignment.place(at)[0] for at in around]
        order = [place[0] for place in places if place]
        return set() if order == sorted(order) else {at for at in around if at in moved}

    def _touched(self, held: Sequence[tuple[int, int]], words: Run) -> Run:
        """The part of a run of words that is in sentences of which some are left."""
        first, last = (self.old.sentence_at(pair[0]) for pair in (held[0], held[-1]))
        start, end = self.old.sentences[first][0], self.old.sentences[last][1]
        return max(words[0], start), min(words[1], end)

    def _reworded(self, at: int) -> tuple[float, bool]:
        """How alike a sentence is to what took its place, and whether nothing else is nearly so."""
        place, own = self._alignment.place(at)
        if place is None or own < ALIKE:
            return own, False
        spoken, now = self.old.spoken[at], self.new.codes[place[0] : place[1]]
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
        return own, self._alignment.beside(at, place)

    def _origin_likeness(self, new: int, but: int) -> float:
        """How alike a new sentence is to the old one that it came from, if that is another."""
        origin = self._alignment.origins[new]
        if origin < 0 or origin == but:
            return -100.0
        return fuzz.ratio(self.old.spoken[origin], self.new.spoken[new])

    def _nearest(self, around: range) -> Run | None:
        """The new sentence that is most like the longest of a passage, if any is near."""
        spoken = max((self.old.spoken[at] for at in around), key=len)
        fresh = {at: self.new.spoken[at] for at in self._fresh}
        found = process.extractOne(spoken, fresh, scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.new.sentences[found[2]] if found else None


def _run(olds: range, news: range, equal: Callable[[int, int], bool]) -> int:
    """How many are equal from the start on."""
    for at, (old, new) in enumerate(zip(olds, news, strict=False)):
        if not equal(old, new):
            return at
    return FARTHEST if len(olds) == len(news) else min(len(olds), len(news))


def _places(spoken: Sequence[str], sheet: Sheet) -> list[int]:
    """Where sentences stand one after the other."""
    found, length = list[int](), len(spoken)
    for at in sheet.said(spoken[0]):
        if sheet.spoken[at : at + length] == spoken:
            found.append(at)
    return found


def _exceeds(own: tuple[int, int], other: tuple[int, int]) -> bool:
    return own[0] >= other[0] and own[1] >= other[1] and own != other
