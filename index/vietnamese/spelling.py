"""Misspelt syllables: those that sound alike somewhere in the country, and those a slip away."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.vietnamese.fold import fold
from index.vietnamese.syllable import HOOK, TILDE, parts, spelt

MOST = 8
"""Terms near a word that are told unless more are asked for."""
_ONSETS = (
    ("s", "x"), ("ch", "tr"), ("d", "gi", "r", "v"), ("n", "l"), ("g", "gh"), ("ng", "ngh"),
    ("c", "k"), ("qu", "c"),
)  # fmt: skip
_FINALS = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"))


def slips(word: str) -> int:
    """How many slips of the finger apart a word of this length may be: 0, 1 or 2."""
    return 0 if len(word) < 3 else 1 if len(word) < 7 else 2


def near(word: str, other: str) -> bool:
    """Whether two words are within `slips` of one another, marks and case aside."""
    left, right = fold(word), fold(other)
    allowed = slips(left)
    return OSA.distance(left, right, score_cutoff=allowed) <= allowed


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
