"""What a text is about: its words of two syllables that say most, and its words of other tongues.

A syllable alone says little in Vietnamese, so pairs side by side are weighed: by how much oftener
the text has them than the library at large (as a logarithm), times how firmly the two belong
together (normalised pointwise mutual information; Bouma, 2009), which leaves out chance neighbours
such as `của khủng`. Names of people, dates and numbers are no terms.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from index.vietnamese import canonical, lower
from index.vietnamese.restore import Model
from index.vietnamese.syllable import is_syllable

LONGEST = 12_000
"""Characters of a text that are read: its first five pages; more of it finds nothing better."""
FIRM = 0.3
"""Least normalised mutual information of two syllables that make a word."""
FAMILIES = frozenset((
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Mai", "Đào", "Lương", "Tô", "Tạ", "Hà",
    "Trương", "Cao", "Vương", "Lâm", "Phùng", "Quách", "Nông", "Chu", "Kiều",
))  # fmt: skip
"""Family names that most Vietnamese names of people begin with."""
_PIECE = re.compile(r"[^\W_]+|[^\w\s]|\n")
_NAME = 3
"""Syllables of a person's full name; two with capitals are as likely a place (Hà Nội)."""
_TITLE = 2
_LONG = 400
"""Pairs of a text long enough that what it is about stands in it more than once."""
_ELSEWHERE = 2.0
"""How often a word of another tongue stands in a document that holds it, about."""
_RARE_WORD = 0.8

Words = tuple[str, ...]
Terms = list[tuple[int, Words, str]]
"""The terms of a run of words: where each begins, its keys, and how it is written."""
Holders = Callable[[str], int]


class KeyTerm(msgspec.Struct, frozen=True):
    """One or two canonical words side by side, their weight, and how the text writes them."""

    keys: Words
    weight: float
    shown: str


def key_terms(
    text: str, model: Model, holders: Holders, *, title: str = "", most: int = 16
) -> list[KeyTerm]:
    """The terms of most weight, heaviest first; what its title says counts more.

    `holders` tells of a canonical word how many documents hold it.
    """
    named = [_terms(run) for run in _runs(title)]
    said = [_terms(run) for run in _runs(text[:LONGEST])]
    size, known = _known(named, said, model, holders)
    chosen: Counter[Words] = Counter()
    shown: dict[Words, str] = {}
    for times, run in [(_TITLE, run) for run in named] + [(1, run) for run in said]:
        for keys, written in _apart(run, known):
            chosen[keys] += times
            if keys not in shown or written.islower():
                shown[keys] = written
    weighed = [
        KeyTerm(keys, weight, _as_shown(keys, shown[keys]))
        for keys, count in chosen.items()
        if (weight := known[keys].weight(count, size)) > 0
    ]
    weighed.sort(key=lambda term: (-term.weight, term.keys))
    return weighed[:most]


def _known(
    named: list[Terms], said: list[Terms], model: Model, holders: Holders
) -> tuple[int, dict[Words, "_Rarity"]]:
    """How many terms title and text have, and those of them that may say what they are about."""
    titled = Counter(keys for run in named for _, keys, _ in run)
    often = titled + Counter(keys for run in said for _, keys, _ in run)
    size = often.total()
    least = 2 if size > _LONG else 1
    known: dict[Words, _Rarity] = {}
    for keys, count in often.items():
        # A word of another tongue that stands once may be a slip of the pen.
        if keys in titled or count >= max(least, 3 - len(keys)):
            rarity = _rarity(keys, count, model, holders)
            if rarity.firm >= FIRM:
                known[keys] = rarity
    return size, known


def _runs(text: str) -> Iterator[list[str]]:
    """Words as written that stand side by side with no sign between them, names of people out."""
    run: list[str] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text)):
        if piece.isalpha() and len(piece) > 1:
            run.append(piece)
        elif run:
            yield from _without_names(run)
            run = []
    yield from _without_names(run)


def _without_names(run: list[str]) -> Iterator[list[str]]:
    start = at = 0
    while at < len(run):
        end = at + 1
        if run[at] in FAMILIES:
            while end < len(run) and run[end].istitle():
                end += 1
            if end - at >= _NAME:
                yield run[start:at]
                start = end
        at = end
    yield run[start:]


def _terms(run: list[str]) -> Terms:
    """The pairs of syllables in a run, and its single words that are none."""
    keys = [canonical(word) for word in run]
    native = [is_syllable(key) for key in keys]
    found: Terms = []
    for at, key in enumerate(keys):
        if not native[at]:
            if len(key) > 2:
                found.append((at, (key,), run[at]))
        elif at + 1 < len(keys) and native[at + 1]:
            found.append((at, (key, keys[at + 1]), f"{run[at]} {run[at + 1]}"))
    return found


def _apart(run: Terms, known: dict[Words, "_Rarity"]) -> list[tuple[Words, str]]:
    """The known terms of a run that do not overlap, together as firm as can be.

    So `khủng hoảng truyền thông` is two words, and `hoảng truyền` between them is none.
    """
    chosen: list[tuple[Words, str]] = []
    # Of each term: the most that a choice up to it can have, without it and with it.
    best: list[tuple[float, float]] = []
    terms = [one for one in run if one[1] in known]
    for number, (at, keys, _) in enumerate(terms):
        without = max(best[-1]) if best else 0.0
        beside = number == 0 or terms[number - 1][0] + len(terms[number - 1][1]) <= at
        with_it = (without if beside else best[-1][0]) + known[keys].firm
        best.append((without, with_it))
    number = len(terms) - 1
    while number >= 0:
        at, keys, written = terms[number]
        without, with_it = best[number]
        number -= 1
        if with_it >= without:
            chosen.append((keys, written))
            while number >= 0 and terms[number][0] + len(terms[number][1]) > at:
                number -= 1
    return chosen[::-1]


def _as_shown(keys: Words, written: str) -> str:
    """A capital at a sentence's beginning is not the word's own, nor are those of a heading."""
    second = written.rpartition(" ")[2]
    own = len(keys) == 1 or (not written.isupper() and not second.islower())
    return written if own else lower(written)


class _Rarity(msgspec.Struct, frozen=True):
    """How often a term stands in the library, as a share of all words, and how surely it is one."""

    share: float
    firm: float

    def weight(self, count: int, size: int) -> float:
        """What a term weighs that a text of `size` words has so often."""
        return (1 + math.log(count)) * max(math.log(count / size / self.share), 0.0) * self.firm


_NEVER = _Rarity(1.0, 0.0)


def _rarity(keys: Words, count: int, model: Model, holders: Holders) -> _Rarity:
    total = float(model.counts.sum()) + 1.0
    if len(keys) == 1:
        # The model counts syllables only.
        found = holders(keys[0])
        return _Rarity(_ELSEWHERE * found / total, _RARE_WORD) if found > 1 else _NEVER
    held = model.beside(*keys)
    if held <= count:
        return _NEVER
    chance = model.count(keys[0]) * model.count(keys[1]) / total
    return _Rarity(held / total, math.log(held / chance) / math.log(total / held))
