"""Whether a passage's words could be no others of the same wording in or beside their sentence."""

from collections.abc import Container, Sequence

from desktop.library.text.alignment import TELLING, Alignment
from desktop.library.text.sentences import Run, Sheet

CONTEXT = 3
"""Words on either side that tell some from others."""
AFAR = 8
"""The same where it is not known what else was there."""
STILL = 2
"""The same where all of them stand as they did."""
Pair = tuple[int, int]
"""A word's place in its passage, or in a version, and in a later one."""


class Wording:
    """Of an old version's words and a new one's, which `alignment` binds together.

    `whole` is False when the old sheet holds but a part of its version.
    """

    def __init__(self, old: Sheet, new: Sheet, alignment: Alignment, *, whole: bool) -> None:
        self._old = old
        self._new = new
        self._alignment = alignment
        self._whole = whole

    def told(self, held: Sequence[Pair], words: Run, here: Run) -> bool:
        """Whether reworded words that became those `here` could be no others.

        `held` are those that are there still. Those of several sentences always are.
        """
        over = self._old.over(words)
        if len(over) > 1:
            return True
        few = words[1] - words[0] < TELLING
        if few and not self._told_few(held, words, over.start):
            return False
        if self._crossed(held, words) or not (few or self._ends_told(held, over.start)):
            return False
        return not self.again(words, here)

    def again(self, words: Run, here: Run) -> bool:
        """Whether words are said beside their place more often than they were beside them.

        With those before or after them in their sentence; of a part of a version it is not known
        what else was there, so they may then be said so nowhere else.
        """
        over = self._old.over(words)
        first, end = self._old.sentences[over.start][0], self._old.sentences[over.stop - 1][1]
        wide = CONTEXT if self._whole else AFAR
        was, now = self._beside(self._old, words), self._beside(self._new, here)
        block = self._new.block_around(here[0])
        there = self._new.codes[max(block.start, here[0] - wide) : here[1] + wide]
        some = [(max(first, words[0] - wide), words[1]), (words[0], min(end, words[1] + wide))]
        if not self._whole and end - first <= wide:
            some = [(first, end)]
        for start, stop in some:
            said = self._old.codes[start:stop]
            least = min(wide, end - first) if not self._whole else wide
            if len(said) >= least and now.count(said) - (said in there) > was.count(said) - 1:
                return True
        return False

    def _beside(self, sheet: Sheet, words: Run) -> str:
        """The words of some sentences and of those beside them; all, if some are not known."""
        over = sheet.over(words)
        near = sheet.spoken[max(0, over.start - 1) : over.stop + 1]
        return "".join(near) if self._whole else sheet.parted

    def _ends_told(self, held: Sequence[Pair], at: int) -> bool:
        """Whether not a few words alone are left at an end that are said near it once more.

        Before and after: then it may be either.
        """
        pairs = self._alignment.pairs(self._old.sentences[at])
        place = self._alignment.place(at)[0] or (0, 0)
        for old, new in (held[0], held[-1]):
            first, end = _stretch(pairs, (old, new))
            said = self._old.codes[first:end]
            wide, by = CONTEXT + len(said), new - old
            was = _part(self._old, self._old.sentences[at], (first - wide, end + wide))
            now = _part(self._new, place, (first + by - wide, end + by + wide))
            if len(said) <= CONTEXT and was.count(said) > 1 and now.count(said) > 1:
                return False
        return True

    def _crossed(self, held: Sequence[Pair], words: Run) -> bool:
        """Whether the word left at an end stands beyond some that stood beyond it before."""
        if len(held) == 1:
            return False
        before, after = (words[0] - CONTEXT, words[0]), (words[1], words[1] + CONTEXT)
        for (old, new), (other, then), run in ((*held[:2], before), (*held[-2:], after)):
            stood = self._old.codes[max(0, run[0]) : run[1]]
            if then - new != other - old and set(self._new.codes[new + 1 : then]) & set(stood):
                return True
        return False

    def _told_few(self, held: Sequence[Pair], words: Run, at: int) -> bool:
        """Whether a few words could be no others in their sentence; signs alone could.

        With those beside them that are there still they are in it once, before and after; and some
        of these are on either side, or where they are said again nothing of that went or came.
        """
        pairs = self._alignment.pairs(self._old.sentences[at])
        first, place = self._old.sentences[at][0], self._alignment.place(at)[0] or (0, 0)
        was, now = self._old.spoken[at], self._new.codes[place[0] : place[1]]
        stretches = {_stretch(pairs, end) for end in (held[0], held[-1])}
        for start, end in stretches:
            said = self._old.codes[start:end]
            if was.count(said) > 1 or now.count(said) > 1:
                return False
        start, end = max(first, words[0] - STILL), min(first + len(was), words[1] + STILL)
        if any(one <= start and end <= other for one, other in stretches):
            return self._old.spelt(words) > 0
        said = self._old.codes[words[0] : words[1]]
        stood = {*(old - first for old, _ in pairs), *range(words[0] - first, words[1] - first)}
        stands = {new - place[0] for _, new in pairs}
        still = _all_in(was, said, stood) and _all_in(now, said, stands)
        return still and self._old.spelt(words) > 0


def stammered(sheet: Sheet, words: Run) -> bool:
    """Whether of a few words those at an end are said twice, one time right after the other."""
    start, end = words
    codes = sheet.codes
    return end - start < TELLING and any(
        codes[end - many : end] == codes[end : end + many]
        or codes[start : start + many] == codes[max(0, start - many) : start]
        for many in range(1, end - start + 1)
    )


def _stretch(pairs: Sequence[Pair], one: Pair) -> Run:
    """The old words around one that stand beside it as they did."""
    by = one[1] - one[0]
    beside = {old for old, new in pairs if new - old == by}
    first = end = one[0]
    while first - 1 in beside:
        first -= 1
    while end in beside:
        end += 1
    return first, end


def _part(sheet: Sheet, bounds: Run, words: Run) -> str:
    """Some words, as far as they are within bounds."""
    return sheet.codes[max(bounds[0], words[0]) : min(bounds[1], words[1])]


def _all_in(codes: str, said: str, some: Container[int]) -> bool:
    """Whether every place where some words are said is among some places."""
    starts = (at for at in range(len(codes)) if codes.startswith(said, at))
    return all(at + one in some for at in starts for one in range(len(said)))
