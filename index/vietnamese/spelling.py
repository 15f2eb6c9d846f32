"""Misspelt syllables: those that sound alike somewhere in the country, and those a slip away."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.vietnamese.fold import fold
from index.vietnamese.syllable import HOOK, TILDE, canonical, parts, spelt

MOST = 8
"""Terms near a word that are told unless more are asked for."""
_ONSETS = (
    ("s", "x"), ("ch", "tr"), ("d", "gi", "r", "v"), ("n", "l"), ("g", "gh"), ("ng", "ngh"),
    ("c", "k"), ("qu", "c"),
)  # fmt: skip
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_LONG = 5
"""Letters from which on a word tells enough without its marks, or without its onset."""
_FINALS = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"))


def slips(word: str) -> int:
    """How many slips of the finger apart a word of this length may be: 0, 1 or 2."""
    return 0 if len(word) < 3 else 1 if len(word) < 7 else 2


@lru_cache(maxsize=4096)
def soundalikes(key: str) -> tuple[str, ...]:
    """Syllables that are said like this one in some region, by one confusion, then by two.

    Confused are s/x, ch/tr, d/gi/r/v, n/l, hỏi/ngã, i/y, and the finals n/ng, t/c.
    """
    found = parts(key)
    if found is None:
        return ()
    onset, rime, tone = found
    onsets = [onset, *(o for group in _ONSETS if onset in group for o in group if o != onset)]
    tones = [tone, *({HOOK: [TILDE], TILDE: [HOOK]}.get(tone, []))]
    rimes = [rime, *_rimes(rime)]
    made: list[tuple[int, str]] = []
    for one, two, three in product(onsets, rimes, tones):
        changes = (one != onset) + (two != rime) + (three != tone)
        letters = "gi" if (one, two) == ("gi", "i") else one + two
        if changes and changes < 3 and (syllable := spelt(letters, three)):
            made.append((changes, syllable))
    return tuple(dict.fromkeys(s for _, s in sorted(made, key=lambda m: m[0]) if s != key))


def _rimes(rime: str) -> Iterable[str]:
    for group in _FINALS:
        for final, other in (group, group[::-1]):
            stem = rime.removesuffix(final)
            if stem != rime and stem and stem[-1] in "aăâeêioôơuưy":
                yield stem + other
    if rime in ("i", "y"):
        yield "y" if rime == "i" else "i"


def nearest(word: str, terms: Sequence[str], *, most: int = MOST) -> list[str]:
    """The terms within `slips` of a word, nearest first, then in the order given.

    `terms` are without marks and in lower case.
    """
    plain = fold(word)
    allowed = slips(plain)
    if not allowed:
        return []
    found = process.extract(
        plain, terms, scorer=OSA.distance, processor=None, limit=most, score_cutoff=allowed
    )
    return [term for term, _, _ in found]


def nearest_marked(word: str, others: Sequence[str]) -> list[str]:
    """Those of `others` that are the fewest slips from a word, marks and all, in their order."""
    away = [OSA.distance(word, other) for other in others]
    return [other for other, far in zip(others, away, strict=True) if far == min(away)]


class Near:
    """The words that a reader who asks for near ones may mean as well; itself is none of them.

    Words within `slips`, and those that sound alike. Syllables are so short that almost any is a
    slip from half of the others: therefore a word keeps the consonants that it begins with, or, if
    it is long and was typed with marks, all its marks. Short words are compared with their marks
    even where they bear none.
    """

    def __init__(self, word: str) -> None:
        key = canonical(word)
        self._bare = fold(key)
        long = len(self._bare) >= _LONG
        self.marked = key != self._bare or not long
        """Whether `form` bears the marks typed; else it bears none, and its words need none."""
        self.form = key if self.marked else self._bare
        self._slips = slips(self._bare)
        self._alike = soundalikes(self.form)
        self._onset = None if long and key != self._bare else _onset(self._bare)

    def __contains__(self, other: object) -> bool:
        """Whether a canonical word, without marks unless `marked`, is near."""
        return isinstance(other, str) and (
            other in self._alike or (_within(self.form, other, self._slips) and self._keeps(other))
        )

    def may_be(self, folded: str) -> bool:
        """Whether any word that looks like this without marks can be near: quick."""
        if _within(self._bare, folded, self._slips):
            return True
        return any(fold(other) == folded for other in self._alike)

    def among(self, terms: Sequence[str], most: int) -> list[str]:
        """Those of some sorted words of a library, the likeliest first; at most so many."""
        found = process.extract(
            self.form, terms, scorer=OSA.distance, processor=None, limit=None,
            score_cutoff=self._slips,
        ) if self._slips else []  # fmt: skip
        close = [term for term, _, _ in found if self._keeps(term)]
        alike = [one for one in self._alike if _holds(terms, one)]
        return list(dict.fromkeys([*alike, *close]))[:most]

    def _keeps(self, other: str) -> bool:
        return other != self.form and (self._onset is None or _onset(fold(other)) == self._onset)


def _within(word: str, other: str, allowed: int) -> bool:
    return bool(allowed) and OSA.distance(word, other, score_cutoff=allowed) <= allowed


def _onset(folded: str) -> str:
    """The consonants before the first vowel of a word without marks."""
    return folded[: len(folded) - len(folded.lstrip(_CONSONANTS))]


def _holds(terms: Sequence[str], word: str) -> bool:
    at = bisect_left(terms, word)
    return at < len(terms) and terms[at] == word
