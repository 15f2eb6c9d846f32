"""Carries a passage from one version of a document to the next, and says whether that is sure.

Which blocks belong together is told by the lineage. Within them sentences are aligned first, then
words between the sentences that stayed. Formulaic documents are full of lookalikes, so a passage
is sure only where nothing else could be meant: its sentences stand as they stood and are the only
ones of their wording or keep their neighbours; or they were reworded in their place, and neither
is another new sentence nearly as like the old passage, nor another old one nearly as like the new,
unless it stands right between its own neighbours, and the others do not and are no more alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz import fuzz, process

from desktop.library.document import Descent
from desktop.library.reader.company import Company, exceeds
from desktop.library.text.alignment import ALIKE, TELLING, Alignment, strays, trimmed
from desktop.library.text.sentences import Run, Sheet

KEPT = 0.6
"""Least share of a passage's words that are still there."""
LOST = 1 / 3
"""Most of them that may have been in sentences that are gone."""
STRAYED = 0.25
"""The same where some of them moved away."""
TOGETHER = 0.8
"""Least share of a passage's own words in its place."""
WHOLLY = 0.85
"""The same, below which whole sentences that were put among them are left out of the place."""
NEARLY = 2 / 3
"""The same before these are left out."""
MARGIN = 30.0
"""By how much that must exceed the likeness of any other sentence, old or new."""
CLOSE = 50.0
"""Likeness of a sentence to one that moved, from which on it may be that one reworded."""
HIDDEN = 75.0
"""The same of a part of a longer sentence."""
NEAR = 50.0
"""Least likeness of a sentence that is worth showing to the reader."""
COMPANY = 2
"""Neighbours that a sentence must keep that does not tell its place; one if no other reads so."""
EXPLAINED = 3.0
"""By how much another origin must be more alike, for a lookalike not to count as a rival."""
UNSETTLED = 0.2
"""Most of a place's words by which its ends may be off; one may always be."""
_MOST_RIVALS = 200
Pair = tuple[int, int]
"""A word's place in its passage, and in a version."""


class Carried(msgspec.Struct, frozen=True):
    """The words that a passage became: surely, or as the best candidate; none if nothing is near.

    `still` says that its sentences read as they did; then they are one run.
    """

    runs: tuple[Run, ...] = ()
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
        self._company = Company(old, new, self._alignment)
        taken = set(self._alignment.sentences)
        self._fresh = {at: said for at, said in enumerate(new.spoken) if at not in taken}
        self._known: dict[Run, Carried] = {}
        self._likes: dict[int, list[int]] = {}
        self._still: dict[range, bool] = {}
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
        to = dict(self._alignment.pairs(words))
        kept = {at for run in carried.runs for at in range(*run)}
        return [(name, to[at]) for name, at in own if at in to and to[at] in kept]

    def _carry(self, words: Run) -> Carried:
        around = self.old.over(words)
        matches = [self._alignment.sentences[at] for at in around]
        if not matches or words[0] >= words[1]:
            return Carried()
        if matches[0] >= 0 and matches == list(range(matches[0], matches[0] + len(matches))):
            sure = self._surely_still(around, matches[0])
            other = None if sure else self._copy_in_place(around, matches[0])
            still = self._shifted(words, around[0], matches[0] if other is None else other)
            return Carried((still,), sure or other is not None, still=True)
        here, likeness, sure = self._in_place(words, around)
        moved = self._moved(around, words)
        if moved is not None:
            there = any(run[0] <= moved[0] and moved[1] <= run[1] for run in here)
            return Carried((moved,), likeness < ALIKE or there, still=True)
        return Carried(here, sure) if here else Carried(self._nearest(around))

    def _shifted(self, words: Run, before: int, after: int) -> Run:
        """The same words where their first sentence stands now."""
        by = self.new.sentences[after][0] - self.old.sentences[before][0]
        return words[0] + by, words[1] + by

    # sentences that read as they did

    def _surely_still(self, around: range, now: int) -> bool:
        """Whether sentences that were matched could be no others of the same wording."""
        if around not in self._still:
            self._still[around] = self._told_apart(around, now)
        return self._still[around]

    def _told_apart(self, around: range, now: int) -> bool:
        alone = any(self._alignment.alone(at) for at in around)
        if not self._whole:
            return alone
        if any(self._may_be_the_next(at, now + at - around[0]) for at in around):
            return False
        return self._surely_alone(around, now) if alone else self._told_from_copies(around, now)

    def _told_from_copies(self, around: range, now: int) -> bool:
        """Whether neighbours tell a row of sentences from the others of its wording."""
        length, bound = len(around), self._company.bound
        spoken = self.old.spoken[around.start : around.stop]
        own = self._company.shared(around[0], now, length, bound)
        copies = [at for at in self.new.rows(spoken) if at != now]
        former = [at for at in self.old.rows(spoken) if at != around[0]]
        short = sum(map(len, spoken)) < TELLING
        if short and sum(own) < (COMPANY if copies or former else 1):
            return False
        if len(copies) + len(former) > _MOST_RIVALS:
            return False
        # Where there are fewer than before, what is left may be another.
        told = len(copies) >= len(former) or all(own)
        told = told and not any(self._next_to(now, at, length) for at in copies)
        beside = self._company.beside(around[0], now, length)
        told = told and all(beside >= self._company.beside(around[0], at, length) for at in copies)
        rivals = [*((around[0], at) for at in copies), *((at, now) for at in former)]
        others = (self._company.shared(*rival, length, self._company.same) for rival in rivals)
        return told and all(exceeds(own, other) for other in others)

    def _may_be_the_next(self, at: int, now: int) -> bool:
        """Whether what stands beside a sentence may be it reworded, and this be a copy of it."""
        spoken = self.old.spoken[at]
        fewer = self.new.counts[spoken] < self.old.counts[spoken]
        return fewer and any(abs(one - now) == 1 for one in self._alike(at))

    def _copy_in_place(self, around: range, now: int) -> int | None:
        """The copy of some sentences that has more of their neighbours than what was matched.

        And than any other, none of them standing beside what was matched.
        """
        spoken = self.old.spoken[around.start : around.stop]
        rows = self.new.rows(spoken)
        if not self._whole or not 1 < len(rows) <= _MOST_RIVALS or len(self.old.rows(spoken)) > 1:
            return None
        shared = {
            at: self._company.shared(around[0], at, len(around), self._company.same) for at in rows
        }
        best = max(rows, key=lambda at: shared[at])
        if sum(map(len, spoken)) < TELLING or abs(best - now) <= len(around):
            return None
        told = all(exceeds(shared[best], shared[at]) for at in rows if at != best)
        return best if told else None

    def _surely_alone(self, around: range, now: int) -> bool:
        """Whether sentences that nothing else reads like are not copies of some that changed.

        These would have been reworded, or run into others; then they stand in new sentences, beside
        neighbours of which the copies have not as many.
        """
        length = len(around)
        rivals = [self._alike(at) for at in around]
        if not any(self._company.shared(around[0], now, length, self._company.bound, farthest=1)):
            gap = self._alignment.gap(around)
            within = gap is not None and self.new.sentences[now][0] in range(*gap)
            place = (self.new.sentences[now][0], self.new.sentences[now + length - 1][1])
            within = within or self._alignment.in_order(around, place)
            within = within or self._beside_its_own(around, now, rivals)
            within = within or not all(rivals)
            return within and not self._supplanted(around) and not any(map(self._hidden, around))
        if not any(rivals):
            return True
        own = self._company.shared(around[0], now, length, self._company.bound)
        beside = range(now - 1, now + length + 1)
        pairs = [(at, rival) for at, some in zip(around, rivals, strict=True) for rival in some]
        if any(rival in beside and self._holds(rival, at) for at, rival in pairs):
            return False
        starts = (rival - at + around[0] for at, rival in pairs if rival not in beside)
        others = (
            self._company.shared(around[0], start, length, self._company.bound) for start in starts
        )
        return all(exceeds(own, other) for other in others)

    def _next_to(self, now: int, copy: int, length: int) -> bool:
        """Whether two rows of new sentences stand side by side, in blocks of their own."""
        apart = self.new.at_sentence(now) != self.new.at_sentence(copy)
        return apart and abs(now - copy) == length

    def _holds(self, new: int, old: int) -> bool:
        return self.old.spoken[old] in self.new.spoken[new]

    def _hidden(self, at: int) -> bool:
        """Whether a longer new sentence holds something much like an old one."""
        spoken = self.old.spoken[at]
        longer = (said for said in self._fresh.values() if len(said) > len(spoken))
        return any(fuzz.partial_ratio(spoken, said, score_cutoff=HIDDEN) for said in longer)

    def _beside_its_own(self, around: range, now: int, rivals: Iterable[Sequence[int]]) -> bool:
        """Whether some sentences still stand beside one that they stood beside, and no rival does.

        It may now be on the other side.
        """
        own = {
            self._alignment.sentences[at]
            for at in (around.start - 1, around.stop)
            if 0 <= at < len(self.old.spoken) and self._alignment.alone(at)
        }
        if not own.intersection((now - 1, now + len(around))):
            return False
        return not any(own.intersection((at - 1, at + 1)) for some in rivals for at in some)

    def _supplanted(self, around: range) -> bool:
        """Whether something much like some sentences stands beside what they stood beside."""
        spoken = "".join(self.old.spoken[around.start : around.stop])
        return any(
            fuzz.ratio(spoken, self.new.codes[first:end]) >= NEAR
            for first, end in self._alignment.vacant(around)
        )

    def _alike(self, at: int) -> list[int]:
        """The new sentences that may be an old one reworded, or hold it."""
        if at not in self._likes:
            spoken = self.old.spoken[at]
            holding = {other for other, said in self._fresh.items() if spoken in said}
            found = process.extract(
                spoken, self._fresh, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=_MOST_RIVALS
            )
            alike = (
                other
                for _, score, other in found
                if self._origin_likeness(other, at) < score + EXPLAINED
            )
            self._likes[at] = sorted(holding.union(alike))
        return self._likes[at]

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
        now = self.new.sentence_at(start)
        if any(self._alignment.sentences[at] not in (-1, now + at - around[0]) for at in around):
            return None  # It stands there, but what it was made of stands elsewhere.
        company = self._company.shared(around[0], now, len(around), self._company.same)
        if len(spoken) < TELLING and sum(company) < COMPANY:
            return None
        return words[0] + start - first, words[1] + start - first

    # sentences that were reworded

    def _in_place(self, words: Run, around: range) -> tuple[tuple[Run, ...], float, bool]:
        """The words that took a passage's place, how alike its sentences are, and if that is sure.

        Sentences that are gone lend no word to the place.
        """
        likeness, sure, told, strayed = 0.0, True, False, 0
        held, lost = list[tuple[int, int]](), 0
        stray = self._astray(around)
        for at in around:
            part = self._part(at, words)
            pairs = self._alignment.pairs(part)
            if at in stray:
                lost += part[1] - part[0]
                continue
            if self._alignment.sentences[at] >= 0:
                still = self._surely_still(range(at, at + 1), self._alignment.sentences[at])
                told = told or still
                sure = sure and (still or at not in self._alignment.moved)
            else:
                alike, alone = self._reworded(at)
                likeness = max(likeness, alike)
                if alike < ALIKE:
                    lost += part[1] - part[0]
                    continue
                place = range(*(self._alignment.place(at)[0] or (0, 0)))
                inside = [pair for pair in pairs if pair[1] in place]
                pairs = trimmed(inside)
                strayed += strays(inside, pairs)
                # Of a sentence of few words, one that changed may be all that it said.
                first, end = self.old.sentences[at]
                sure, told = sure and alone and end - first >= TELLING, True
            held += pairs
        if stray and self._rearranged(around):
            there = [now for _, now in self._alignment.pairs(words)]
            return ((min(there), max(there) + 1),), likeness, True
        if not held or any(new < now for (_, now), (_, new) in pairwise(held)):
            return (), likeness, False
        touched = self._touched(held, words)
        here = self._alignment.widened(held, touched)
        unsettled = strayed + self._alignment.unsettled(held, touched)
        size = words[1] - words[0]
        own, span = size - lost, here[1] - here[0]
        runs = (here,) if own >= WHOLLY * span else self._without_strangers(here, held)
        enough = len(held) >= KEPT * size and own >= NEARLY * span
        parted = self._alignment.moved.intersection(around)
        most, together = (STRAYED, WHOLLY) if parted else (LOST, TOGETHER)
        enough = enough and own >= together * sum(end - first for first, end in runs)
        sure = sure and told and enough and lost <= most * size
        sure = sure and unsettled <= max(1, UNSETTLED * self.new.spelt(here))
        sure = sure and not self._parted(held, around) and not self._doubled(here, around)
        stammered = _stammered(self.old, words) or any(_stammered(self.new, run) for run in runs)
        return runs, likeness, sure and not stammered

    def _parted(self, held: Iterable[Pair], around: range) -> bool:
        """Whether what a passage became is in several blocks, and reworded in one not its own.

        Unless it stands there between its neighbours.
        """
        if len({self.new.block_around(now) for _, now in held}) == 1:
            return False
        reworded = (at for at in around if self._alignment.sentences[at] < 0)
        places = ((at, self._alignment.place(at)[0]) for at in reworded)
        return any(
            place and not (self._alignment.stayed(at, place) or self._alignment.flanked(at, place))
            for at, place in places
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
            and not any(self._alike(at) for at in around)
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
        if sum(fuzz.ratio(spoken, self.new.spoken[one]) >= CLOSE for one in inside) > 1:
            return own, False
        flanked = self._alignment.flanked(at, place)
        firm = flanked or self._alignment.firm(at, place)
        if self._repeated(at, place, firm=firm):
            return own, False
        for rival, score in self._likenesses(at, own, place):
            if not firm or score > own or not self._apart(at, rival):
                return own, False
        if any(not flanked or score > own for score in self._origins(at, own, place)):
            return own, False
        return own, self._alignment.beside(at, place)

    def _likenesses(self, at: int, own: float, place: Run) -> Iterator[tuple[int, float]]:
        """The new sentences elsewhere nearly as like an old one as what is in its place."""
        spoken, inside = self.old.spoken[at], self.new.over(place)
        fresh = {other: said for other, said in self._fresh.items() if other not in inside}
        for _, score, other in process.extract(
            spoken, fresh, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=_MOST_RIVALS
        ):
            if self._origin_likeness(other, at) < score + EXPLAINED:
                yield other, score

    def _origins(self, at: int, own: float, place: Run) -> Iterator[float]:
        """How like other old sentences what is in the place of one is, if nearly as like."""
        now = self.new.codes[place[0] : place[1]]
        for rival, score, other in process.extract(
            now, self.old.spoken, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=_MOST_RIVALS
        ):
            gone = self._alignment.sentences[other] < 0
            if rival != self.old.spoken[at] and (gone or score > own - EXPLAINED):
                yield score

    def _apart(self, old: int, new: int) -> bool:
        """Whether a new sentence has none of an old one's neighbours beside it."""
        return not any(self._company.shared(old, new, 1, self._company.bound, farthest=1))

    def _repeated(self, at: int, place: Run, *, firm: bool) -> bool:
        """Whether the words in a sentence's place stood or stand elsewhere too; few may.

        Between its own neighbours many may, where none of these are.
        """
        now = self.new.codes[place[0] : place[1]]
        if len(now) < TELLING:
            return sum(self.new.spoken[one].count(now) for one in self.new.over(place)) > 1
        after = [self.new.sentence_at(word) for word in self.new.places(now) if word != place[0]]
        before = [self.old.sentence_at(word) for word in self.old.places(now)]
        if not firm:
            return len(after) > 0 or len(before) > 1
        gone = (one for one in before if one != at and self._alignment.sentences[one] < 0)
        return any(gone) or any(not self._apart(at, one) for one in after)

    def _origin_likeness(self, new: int, but: int) -> float:
        """How alike a new sentence is to the old one that it came from, if that is another."""
        origin = self._alignment.origins[new]
        if origin < 0 or origin == but:
            return -100.0
        return fuzz.ratio(self.old.spoken[origin], self.new.spoken[new])

    def _nearest(self, around: range) -> tuple[Run, ...]:
        """The new sentence that is most like the longest of a passage, if any is near."""
        spoken = max((self.old.spoken[at] for at in around), key=len)
        found = process.extractOne(spoken, self._fresh, scorer=fuzz.ratio, score_cutoff=NEAR)
        return (self.new.sentences[found[2]],) if found else ()


def _stammered(sheet: Sheet, words: Run) -> bool:
    """Whether a few words are said twice, one time right after the other."""
    size = words[1] - words[0]
    said = sheet.codes[words[0] : words[1]]
    return size < TELLING and said * 2 in sheet.codes[max(0, words[0] - size) : words[1] + size]
