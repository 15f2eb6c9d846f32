"""The new sentences of a version that may be an old one reworded, or hold it."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from desktop.library.text.alignment import Alignment
from desktop.library.text.sentences import Run, Sheet

MARGIN = 30.0
"""By how much the likeness of a sentence to its place must exceed that of any other."""
CLOSE = 50.0
"""Likeness of a sentence to one that reads as it did, from which on it may be that one reworded."""
HIDDEN = 75.0
"""The same of a part of a longer sentence."""
NEAR = 50.0
"""Least likeness of a sentence that is worth showing to the reader."""
EXPLAINED = 3.0
"""By how much another origin must be more alike, for a lookalike not to count as a rival."""
MOST_RIVALS = 200


class Likeness:
    """Between an old version's sentences and those of a new one that read like none of them."""

    def __init__(self, old: Sheet, new: Sheet, alignment: Alignment) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment
        taken = set(alignment.sentences)
        self._fresh = {at: said for at, said in enumerate(new.spoken) if at not in taken}
        self._alike: dict[int, list[int]] = {}

    def alike(self, at: int) -> list[int]:
        """The new sentences that may be an old one reworded, or hold it."""
        if at not in self._alike:
            found = process.extract(
                self._old.spoken[at],
                self._fresh,
                scorer=fuzz.ratio,
                score_cutoff=CLOSE,
                limit=MOST_RIVALS,
            )
            alike = (other for _, score, other in found if not self._explained(other, at, score))
            self._alike[at] = sorted({*self.holding(self._old.spoken[at]), *alike})
        return self._alike[at]

    def holding(self, spoken: str) -> list[int]:
        """The new sentences that hold some words."""
        return [other for other, said in self._fresh.items() if spoken in said]

    def run_into(self, spoken: str) -> list[int]:
        """The longer ones that begin or end with some words."""
        return [at for at in self.holding(spoken) if _edged(self._fresh[at], spoken)]

    def hidden(self, at: int) -> bool:
        """Whether a longer new sentence holds something much like an old one."""
        return any(self.hides(other, at, HIDDEN) for other in self._fresh)

    def hides(self, new: int, old: int, least: float) -> bool:
        """Whether this is true of one of the new sentences; as much like it as `least`."""
        said, spoken = self._fresh.get(new, ""), self._old.spoken[old]
        longer = len(said) > len(spoken)
        return longer and fuzz.partial_ratio(spoken, said, score_cutoff=least) > 0

    def lookalikes(self, at: int, own: float, place: Run) -> Iterator[tuple[int, float]]:
        """The new sentences elsewhere nearly as like an old one as what is in its place."""
        spoken, inside = self._old.spoken[at], self._new.over(place)
        fresh = {other: said for other, said in self._fresh.items() if other not in inside}
        for _, score, other in process.extract(
            spoken, fresh, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=MOST_RIVALS
        ):
            if not self._explained(other, at, score):
                yield other, score

    def origins(self, at: int, own: float, place: Run) -> Iterator[float]:
        """How like other old sentences what is in the place of one is, if nearly as like."""
        now = self._new.codes[place[0] : place[1]]
        for rival, score, other in process.extract(
            now, self._old.spoken, scorer=fuzz.ratio, score_cutoff=own - MARGIN, limit=MOST_RIVALS
        ):
            gone = self._alignment.sentences[other] < 0
            if rival != self._old.spoken[at] and (gone or score > own - EXPLAINED):
                yield score

    def nearest(self, around: range) -> tuple[Run, ...]:
        """The new sentence that is most like the longest of some old ones, if any is near."""
        spoken = max((self._old.spoken[at] for at in around), key=len)
        found = process.extractOne(spoken, self._fresh, scorer=fuzz.ratio, score_cutoff=NEAR)
        return (self._new.sentences[found[2]],) if found else ()

    def _explained(self, new: int, but: int, score: float) -> bool:
        """Whether a new sentence came from another old one, and is more like that."""
        origin = self._alignment.origins[new]
        if origin < 0 or origin == but:
            return False
        return fuzz.ratio(self._old.spoken[origin], self._new.spoken[new]) >= score + EXPLAINED


def _edged(said: str, spoken: str) -> bool:
    return said.startswith(spoken) or said.endswith(spoken)
