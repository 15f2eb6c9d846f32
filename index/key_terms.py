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

LONGEST = 60_000
"""Characters of a text that are read: what it is about stands in its first twenty-five pages."""
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
    named, said = list(_runs(title)), list(_runs(text[:LONGEST]))
    size, known = _known(named, said, model, holders)
    chosen: Counter[Words] = Counter()
    shown: dict[Words, str] = {}
    for times, run in [(_TITLE, run) for run in named] + [(1, run) for run in said]:
        for at, keys in _apart(run, known):
            chosen[keys] += times
            written = " ".join(run[at : at + len(keys)])
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
    named: list[list[str]], said: list[list[str]], model: Model, holders: Holders
) -> tuple[int, dict[Words, "_Rarity"]]:
    """How many terms title and text have, and those of them that may say what they are about."""
    titled = Counter(keys for run in named for _, keys in _terms(run))
    often = titled + Counter(keys for run in said for _, keys in _terms(run))
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


def _terms(run: list[str]) -> Iterator[tuple[int, Words]]:
    """The pairs of syllables in a run, and its single words that are none; where each begins."""
    keys = [canonical(word) for word in run]
    native = [is_syllable(key) for key in keys]
    for at, key in enumerate(keys):
        if not native[at]:
            if len(key) > 2:
                yield at, (key,)
        elif at + 1 < len(keys) and native[at + 1]:
            yield at, (key, keys[at + 1])


def _apart(run: list[str], known: dict[Words, "_Rarity"]) -> list[tuple[int, Words]]:
    """The known terms of a run that do not overlap, together as firm as can be.

    So `khủng hoảng truyền thông` is two words, and `hoảng truyền` between them is none.
    """
    best: list[tuple[float, list[tuple[int, Words]]]] = [(0.0, [])]
    found = {at: keys for at, keys in _terms(run) if keys in known}
    if not found:
        return []
    for end in range(1, len(run) + 1):
        ways = [best[end - 1]]
        for start in (end - 1, end - 2):
            keys = found.get(start, ())
            if keys and start + len(keys) == end:
                firm, before = best[start]
                ways.append((firm + known[keys].firm, [*before, (start, keys)]))
        best.append(max(ways, key=lambda way: way[0]))
    return best[-1][1]


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
