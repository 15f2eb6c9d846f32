"""Finds words in one document as it is read: letter by letter, with or without their marks."""

import re
from collections.abc import Callable

from desktop.library.document import Document, leaves
from index.vietnamese import canonical, fold, lower, placements
from index.vietnamese.normalise import Normalised, normalise

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


class Lookup:
    """One document made ready to be searched; on any thread, and one thread at a time."""

    def __init__(self, document: Document) -> None:
        self._leaves: list[tuple[str, Normalised, str, str]] = []
        for leaf in leaves(document):
            text = normalise(leaf.text)
            small = lower(text.text).translate(_SAME)
            self._leaves.append((leaf.id, text, small, fold(small)))

    def find(self, words: str, *, exact: bool = False) -> list[Place]:
        """Every place of `words`, in reading order; the last word may be a beginning.

        `exact`: marks as typed, in either placement of the tone. Otherwise the best that the
        document holds: as typed; or with marks added to unmarked letters; or the letters alone.
        Words typed without any marks are found with all of theirs at once.
        """
        typed = lower(normalise(words).text).translate(_SAME).split()
        if not typed:
            return []
        marked = any(fold(word) != word for word in typed)
        if exact or marked:
            found = self._places(typed, _as_typed)
            if found or exact:
                return found
        if marked:
            found = self._places(typed, _marks_added)
            if found:
                return found
        return self._places([fold(word) for word in typed], re.escape, folded=True)

    def _places(
        self, typed: list[str], spelt: Callable[[str], str], *, folded: bool = False
    ) -> list[Place]:
        pattern = re.compile(r"\s+".join(spelt(word) for word in typed))
        places: list[Place] = []
        for block, text, small, bare in self._leaves:
            matches = pattern.finditer(bare if folded else small)
            places.extend((block, *text.span(*match.span())) for match in matches)
        return places


def _as_typed(word: str) -> str:
    """The word, and its other accepted tone placement: hoà beside hòa."""
    spellings = dict.fromkeys([word, *placements(canonical(word))])
    return "(?:" + "|".join(re.escape(one) for one in spellings) + ")"


def _marks_added(word: str) -> str:
    """Letters typed with marks stay; the others may bear any."""
    return "".join(f"[{_VOWELS[one]}]" if one in _VOWELS else re.escape(one) for one in word)
