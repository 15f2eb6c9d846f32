"""Finds what is typed in a text as it is read: letter by letter, with or without its marks."""

import re
from collections.abc import Iterable

import msgspec

from desktop.library.document import Document, leaves
from index.vietnamese import canonical, fold, lower, normalise, placements

Span = tuple[int, int]
Place = tuple[str, int, int]
"""Block id, start and end in code points of the leaf's text."""
_SAME = str.maketrans("“”„«»‘’‚–—−", '"""""\'\'\'---')
"""Signs that keyboards lack, as one types them."""
_VOWELS = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ", "e": "eèéẻẽẹêềếểễệ", "i": "iìíỉĩị", "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự", "y": "yỳýỷỹỵ", "d": "dđ",
}  # fmt: skip


def letters(text: str) -> str:
    """Small letters without marks, for a list that is narrowed by typing."""
    return fold(lower(normalise(text).text))


class Searched:
    """One text made ready to be searched. Spans are in code points of the text as it came."""

    def __init__(self, text: str) -> None:
        self._text = normalise(text)
        self._small = lower(self._text.text).translate(_SAME)
        self._bare = fold(self._small)

    def spans(self, way: "Way") -> list[Span]:
        """Where it holds the words, taken one way; in order, none overlapping another."""
        matches = way.pattern.finditer(self._bare if way.folded else self._small)
        return [self._text.span(*match.span()) for match in matches]


class Way(msgspec.Struct, frozen=True):
    """One way to take the words that were typed."""

    pattern: re.Pattern[str]
    folded: bool = False

    def spans(self, text: str) -> list[Span]:
        """As `Searched.spans`, for a text that is searched once."""
        return Searched(text).spans(self)


def ways(words: str, *, exact: bool = False) -> list[Way]:
    """How `words` may be taken, the closest first; none for no words. The last may be a beginning.

    `exact`: marks as typed, in either placement of the tone. Otherwise what is to be taken is the
    first way that finds anything: as typed; or with marks added to unmarked letters; or the letters
    alone. Words typed without any marks are found with all of theirs at once.
    """
    typed = lower(normalise(words).text).translate(_SAME).split()
    if not typed:
        return []
    bare = [fold(word) for word in typed]
    found: list[Way] = []
    if exact or bare != typed:
        found.append(_way(map(_as_typed, typed)))
    if not exact:
        if bare != typed:
            found.append(_way(map(_marks_added, typed)))
        found.append(_way(map(re.escape, bare), folded=True))
    return found


class Lookup:
    """One document made ready to be searched; on any thread, and one thread at a time."""

    def __init__(self, document: Document) -> None:
        self._leaves = [(leaf.id, Searched(leaf.text)) for leaf in leaves(document)]

    def find(self, words: str, *, exact: bool = False) -> list[Place]:
        """Every place of `words` in reading order, by the closest of its `ways` that finds any."""
        for way in ways(words, exact=exact):
            places = [(block, *span) for block, text in self._leaves for span in text.spans(way)]
            if places:
                return places
        return []


def _way(spelt: Iterable[str], *, folded: bool = False) -> Way:
    return Way(re.compile(r"\s+".join(spelt)), folded)


def _as_typed(word: str) -> str:
    """The word, and its other accepted tone placement: hoà beside hòa."""
    spellings = dict.fromkeys([word, *placements(canonical(word))])
    return "(?:" + "|".join(re.escape(one) for one in spellings) + ")"


def _marks_added(word: str) -> str:
    """Letters typed with marks stay; the others may bear any."""
    return "".join(f"[{_VOWELS[one]}]" if one in _VOWELS else re.escape(one) for one in word)
