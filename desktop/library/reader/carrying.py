"""Carries a passage from one version of a document to the next, and says whether that is sure.

Which blocks belong together is told by the lineage. Within them sentences are aligned first, then
words between the sentences that stayed. Formulaic documents are full of lookalikes, so a passage
is sure only where nothing else could be meant: its sentences stand as they stood and are the only
ones of their wording or keep their neighbours; or they were reworded in their place, and neither
is another new sentence nearly as like the old passage, nor another old one nearly as like the new,
unless it stands right between its own neighbours, and the others beside none of them.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from desktop.library.document import Descent
from desktop.library.reader.company import COMPANY, Company
from desktop.library.reader.likeness import CLOSE, Likeness
from desktop.library.reader.unchanged import Unchanged
from desktop.library.reader.wording import Pair, Wording, stammered
from desktop.library.text.alignment import ALIKE, BESIDE, TELLING, Alignment, strays, trimmed
from desktop.library.text.sentences import Run, Sheet

KEPT = 0.6
"""Least share of a passage's words that are still there."""
LOST = 0.4
"""Most of them that may have been in sentences that are gone."""
MUCH = 75.0
"""Likeness from which on a sentence that was reworded may be in another block."""
STRAYED = 0.25
"""The same where some of them moved away."""
TOGETHER = 0.75
"""Least share of a passage's own words in its place."""
WHOLLY = 0.85
"""The same, below which whole sentences that were put among them are left out of the place."""
NEARLY = 0.6
"""The same before these are left out."""
DOUBTED = 1 / 6
"""Most of a passage's words in sentences that may be others, whichever they are."""
SHORT = 3 * TELLING
"""Words; of a sentence that is shorter the loss of one says little."""
UNSETTLED = 0.2
"""Most of a place's words by which its ends may be off; one may always be."""


class Carried(msgspec.Struct, frozen=True):
    """The words that a passage became: surely, or as the best candidate; none if nothing is near.

    `still` says that its sentences read as they did; then they are one run. Else `held` are the
    words that are its own still: (old, new).
    """

    runs: tuple[Run, ...] = ()
    sure: bool = False
    still: bool = False
    held: Sequence[Pair] = ()


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
        self._company = Company(old, new, self._alignment)
        self._likeness = Likeness(old, new, self._alignment)
        self._unchanged = Unchanged(
            old, new, self._alignment, self._company, self._likeness, whole=whole
        )
        self._wording = Wording(old, new, self._alignment, whole=whole)
        self._known: dict[Run, Carried] = {}
        self._judged: dict[int, tuple[float, bool]] = {}

    def carry(self, words: Run) -> Carried:
        """What became of a run of the old version's words."""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = self._carry(words)
        return known

    def follow(self, own: Iterable[Pair], words: Run, carried: Carried) -> list[Pair]:
        """What is left of some words of a run that was carried: of each pair the second moves."""
        if carried.still:
            by = carried.runs[0][0] - words[0]
            return [(name, at + by) for name, at in own if at in range(*words)]
        to = dict(carried.held)
        return [(name, to[at]) for name, at in own if at in to]

    def _carry(self, words: Run) -> Carried:
        around = self.old.over(words)
        matches = [self._alignment.sentences[at] for at in around]
        if not matches or words[0] >= words[1]:
            return Carried()
        if matches[0] >= 0 and matches == list(range(matches[0], matches[0] + len(matches))):
            sure = self._unchanged.sure(around, matches[0]) or self._sure_enough(around, words)
            sure = sure or (not self._whole and self._same_block(around, matches[0]))
            other = None if sure else self._unchanged.copy_in_place(around, matches[0])
            still = self._shifted(words, around[0], matches[0] if other is None else other)
            sure = sure or other is not None
            if not self._whole:
                sure = sure and not self._unchanged.said_otherwise(around)
                sure = sure and not self._wording.again(words, still)
            return Carried((still,), sure, still=True)
        here, likeness = self._in_place(words, around)
        moved = self._moved(around, words)
        if moved is not None:
            sure = likeness < ALIKE or self._lies_at(around, moved[0] - words[0])
            sure = sure and not self._unchanged.outdone(around, self.new.sentence_at(moved[0]))
            sure = sure and (self._whole or not self._wording.again(words, moved))
            sure = sure and not self._remained(around, moved)
            return Carried((moved,), sure, still=True)
        return here if here.runs else Carried(self._likeness.nearest(around))

    def _shifted(self, words: Run, before: int, after: int) -> Run:
        """The same words where their first sentence stands now."""
        by = self.new.sentences[after][0] - self.old.sentences[before][0]
        return words[0] + by, words[1] + by

    def _same_block(self, around: range, now: int) -> bool:
        """Whether some sentences are in a block of the same id that reads the same in all."""
        block = self.old.at_sentence(around[0])
        same = block == self.new.at_sentence(now)
        return same and self.old.texts[block] == self.new.texts[block]

    def _sure_enough(self, around: range, words: Run) -> bool:
        """Whether but few words of a passage are in sentences that may be others."""
        parts = (self._part(at, words) for at in around if not self._surely(at))
        return sum(end - first for first, end in parts) <= DOUBTED * (words[1] - words[0])

    def _moved(self, around: range, words: Run) -> Run | None:
        """Where a passage's sentences stand together elsewhere, if they were and are the only ones.

        They may have been run into others there.
        """
        if not self._whole and any(self.old.at_sentence(at) in self.new.at for at in around):
            return None
        first = self.old.sentences[around[0]][0]
        spoken = self.old.codes[first : self.old.sentences[around[-1]][1]]
        start = self.new.codes.find(spoken)
        if start < 0 or self.new.again(spoken) or self.old.again(spoken):
            return None
        now = self.new.sentence_at(start)
        if any(self._alignment.sentences[at] not in (-1, now + at - around[0]) for at in around):
            return None  # It stands there, but what it was made of stands elsewhere.
        company = self._company.shared(around[0], now, len(around), self._company.same)
        if len(spoken) < TELLING and sum(company) < COMPANY:
            return None
        return words[0] + start - first, words[1] + start - first

    def _remained(self, around: range, moved: Run) -> bool:
        """Whether most of their words are between their neighbours still, among others."""
        first, end = self.old.sentences[around[0]][0], self.old.sentences[around[-1]][1]
        start, stop = self._alignment.gap(around) or moved
        left = LCSseq.similarity(self.old.codes[first:end], self.new.codes[start:stop])
        return moved[0] not in range(start, stop) and left >= KEPT * (end - first)

    def _lies_at(self, around: range, by: int) -> bool:
        """Whether the lineage too has some sentences where their words would stand `by` later."""
        places = ((self.old.sentences[at], self._alignment.place(at)[0]) for at in around)
        return all(
            now is None or (now[0] < was[1] + by and was[0] + by < now[1]) for was, now in places
        )

    # sentences that were reworded

    def _in_place(self, words: Run, around: range) -> tuple[Carried, float]:
        """What took a passage's place, and how alike its sentences are.

        Sentences that are gone lend no word to the place, nor do those that may be others.
        """
        reworded = [at for at in around if self._alignment.sentences[at] < 0]
        likeness = max((self._reworded(at)[0] for at in reworded), default=0.0)
        sure, strayed, lost = True, 0, 0
        held, doubtful, gone = list[Pair](), list[int](), list[int]()
        stray = self._astray(around)
        for at in around:
            part, surely = self._part(at, words), self._surely(at)
            alike = at not in reworded or self._reworded(at)[0] >= ALIKE
            if at in stray or not alike or (not surely and len(around) > 1):
                lost += part[1] - part[0]
                (doubtful if at not in stray and alike else gone).append(at)
                continue
            pairs = self._alignment.pairs(part)
            if at in reworded:
                place = range(*(self._alignment.place(at)[0] or (0, 0)))
                inside = [pair for pair in pairs if pair[1] in place]
                pairs = trimmed(inside)
                strayed += strays(inside, pairs)
            held += pairs
            sure = sure and surely
        if stray and self._rearranged(around):
            held = self._alignment.pairs(words)
            there = [now for _, now in held]
            return Carried(((min(there), max(there) + 1),), sure=True, held=held), likeness
        if not held or any(new < now for (_, now), (_, new) in pairwise(held)):
            return Carried(), likeness
        touched = self._touched(held, words)
        here = self._verbatim(words, self._alignment.widened(held, touched))
        unsettled = strayed + self._alignment.unsettled(held, touched)
        size = words[1] - words[0]
        own, span = size - lost, here[1] - here[0]
        runs = (here,) if own >= WHOLLY * span else self._without_strangers(here, held)
        enough = len(held) >= KEPT * size and own >= NEARLY * span
        parted = self._alignment.moved.intersection(around)
        most, together = (STRAYED, WHOLLY) if parted else (LOST, TOGETHER)
        enough = enough and mostly(own, sum(end - first for first, end in runs), together)
        away = sum(self.old.spelt(self._part(at, words)) for at in (*doubtful, *gone))
        sure = sure and enough and away <= most * self.old.spelt(words)
        sure = sure and self._left_out(doubtful, words, runs) <= DOUBTED * size
        sure = sure and not (lost and self.old.codes[slice(*words)] in self.new.codes)
        sure = sure and unsettled <= max(1, UNSETTLED * self.new.spelt(here))
        sure = sure and not self._parted(held, around, runs) and not self._doubled(here, around)
        sure = sure and self._wording.told(held, words, here) and not self._shuffled(gone, here)
        twice = stammered(self.old, words) or any(stammered(self.new, run) for run in runs)
        return Carried(runs, sure and not twice, held=held), likeness

    def _verbatim(self, words: Run, here: Run) -> Run:
        """The words themselves, where they stand in a place as they did, and once."""
        said, there = self.old.codes[slice(*words)], self.new.codes[slice(*here)]
        if there.count(said) != 1:
            return here
        start = here[0] + there.index(said)
        return start, start + len(said)

    def _parted(self, held: Iterable[Pair], around: range, runs: Iterable[Run]) -> bool:
        """Whether what a passage became is in several blocks, and reworded in one not its own.

        Unless it stands there between its neighbours, or little changed and nothing came.
        """
        if len({self.new.block_around(now) for _, now in held}) == 1:
            return False
        places = [(at, *self._alignment.place(at)) for at in around]
        own = {word for _, place, _ in places if place for word in range(*place)}
        others = sum(word not in own for run in runs for word in range(*run))
        least = MUCH if others <= BESIDE else 100.0
        return any(
            place
            and likeness < least
            and not (self._alignment.stayed(at, place) or self._alignment.flanked(at, place))
            for at, place, likeness in places
        )

    def _without_strangers(self, here: Run, held: Iterable[Pair]) -> tuple[Run, ...]:
        """A run without the sentences in it that hold none of a passage's words."""
        own = {self.new.sentence_at(at) for _, at in held}
        runs = list[Run]()
        for at in self.new.over(here):
            first, end = self.new.sentences[at]
            if at in own and runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], min(end, here[1]))
            elif at in own:
                runs.append((max(first, here[0]), min(end, here[1])))
        return tuple(runs)

    def _shuffled(self, gone: Iterable[int], here: Run) -> bool:
        """Whether a sentence that is gone may be in a place or beside it, moves not being known."""
        over = self.new.over(here)
        near = range(over.start - 1, over.stop + 1)
        return not self._whole and any(
            rival in near
            for at in gone
            for rival in (*self.new.said(self.old.spoken[at]), *self._likeness.alike(at))
        )

    def _left_out(self, doubtful: Iterable[int], words: Run, runs: Sequence[Run]) -> int:
        """How many words are in sentences that may be others and that a place leaves out."""
        return sum(
            end - first
            for at in doubtful
            if (place := self._alignment.place(at)[0])
            and not any(run[0] <= place[0] and place[1] <= run[1] for run in runs)
            for first, end in (self._part(at, words),)
        )

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

    def _rearranged(self, around: range) -> bool:
        """Whether sentences that read as they did stand together still, in another order."""
        places = sorted(self._alignment.sentences[at] for at in around)
        together = places == list(range(places[0], places[0] + len(places)))
        return (
            places[0] >= 0
            and together
            and all(self._alignment.alone(at) for at in around)
            and all(self._alignment.in_order(around, self.new.sentences[at]) for at in places)
            and not any(self._likeness.alike(at) for at in around)
        )

    def _touched(self, held: Sequence[tuple[int, int]], words: Run) -> Run:
        """The part of a run of words that is in sentences of which some are left."""
        first, last = (self.old.sentence_at(pair[0]) for pair in (held[0], held[-1]))
        start, end = self.old.sentences[first][0], self.old.sentences[last][1]
        return max(words[0], start), min(words[1], end)

    def _doubled(self, here: Run, around: range) -> bool:
        """Whether what took some sentences' place has a run of words, and those beside, twice."""
        places = [place for at in around if (place := self._alignment.place(at)[0])]
        block = self.new.block_around(here[0])
        start, end = max(block.start, here[0] - TELLING), min(block.stop, here[1] + TELLING)
        now = self.new.over((min(one[0] for one in places), max(one[1] for one in places)))
        whole = "".join(self.new.spoken[now.start : now.stop])
        return whole.count(self.new.codes[start:end]) > 1

    def _surely(self, at: int) -> bool:
        """Whether what a sentence became could be nothing else."""
        now = self._alignment.sentences[at]
        if now >= 0:
            return self._unchanged.sure(range(at, at + 1), now)
        # Of a sentence of few words, one that changed may be all that it said.
        return self._reworded(at)[1] and len(self.old.spoken[at]) >= TELLING

    def _reworded(self, at: int) -> tuple[float, bool]:
        """How alike a sentence is to what took its place, and whether nothing else could be meant.

        Right between its own neighbours it may have lookalikes, if these stand elsewhere and are
        no more alike.
        """
        if at not in self._judged:
            self._judged[at] = self._judge(at)
        return self._judged[at]

    def _judge(self, at: int) -> tuple[float, bool]:
        place, own = self._alignment.place(at)
        if place is None or own < ALIKE or place[1] > self.new.block_around(place[0]).stop:
            return own, False
        spoken, inside = self.old.spoken[at], self.new.over(place)
        alike = sum(fuzz.ratio(spoken, self.new.spoken[one]) >= CLOSE for one in inside)
        beside = (inside.start - 1, inside.stop)
        if alike > 1 or any(self._likeness.hides(one, at, own) for one in beside):
            return own, False
        flanked = self._alignment.flanked(at, place)
        firm = flanked or self._alignment.firm(at, place)
        if self._repeated(at, place, firm=firm):
            return own, False
        for rival, score in self._likeness.lookalikes(at, own, place):
            away = flanked and self._whole and not self._company.beside(at, rival, 1)
            other = away and self._lacks(rival, at)
            if not firm or not self._apart(at, rival) or (score > own and not other):
                return own, False
        if any(not flanked or score > own for score in self._likeness.origins(at, own, place)):
            return own, False
        return own, self._alignment.beside(at, place)

    def _lacks(self, new: int, old: int) -> bool:
        """Whether a new sentence has lost any word of an old one: else it may be a copy of it.

        Of one of few words it may be that, or the old one reworded, still.
        """
        spoken = self.old.spoken[old]
        size = len(spoken)
        return size >= SHORT and LCSseq.similarity(spoken, self.new.spoken[new]) < size

    def _apart(self, old: int, new: int) -> bool:
        """Whether a new sentence has none of an old one's neighbours beside it."""
        return not any(self._company.shared(old, new, 1, self._company.bound, farthest=1))

    def _repeated(self, at: int, place: Run, *, firm: bool) -> bool:
        """Whether the words in a sentence's place stood in another or stand elsewhere too; few may.

        Between its own neighbours they may stand elsewhere, where none of these are.
        """
        now = self.new.codes[place[0] : place[1]]
        if len(now) < TELLING:
            return sum(self.new.spoken[one].count(now) for one in self.new.over(place)) > 1
        if any(self.old.sentence_at(word) != at for word in self.old.places(now)):
            return True
        after = [self.new.sentence_at(word) for word in self.new.places(now) if word != place[0]]
        return any(not (firm and self._apart(at, one)) for one in after)


def mostly(own: int, place: int, share: float) -> bool:
    """Whether a place has such a share of own words; one word among them is never too much."""
    return own >= min(share * place, place - 1)
