"""Keystrokes typed while the input method was off: Telex (`khungr`) and VNI (`khu3ng`).

The keys and what they mean are those of the two typing methods as input programs have offered
them since the 1990s: Telex doubles letters and ends with s f r x j, VNI ends with figures.
"""

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from index.vietnamese.abbreviations import is_abbreviation
from index.vietnamese.fold import fold, lower
from index.vietnamese.normalise import normalise
from index.vietnamese.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, spelt, tone_of

Method = Literal["telex", "vni"]
METHODS: tuple[Method, ...] = ("telex", "vni")

LONGEST = 12
"""Keys of one syllable: nghieengs has nine, and the freest order a few more."""
_RARER, _RARER_WHEN_OFF = 200, 20
"""A word this many times rarer than its conversion is hardly one of the library's own."""
_TELEX_TONES = {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT, "z": ""}
_VNI_TONES = {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT, "0": ""}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
_VOWELS = "aăâeêioôơuưy"


class _Typed:
    """A syllable as an input program builds it up: letters without tone, and the tone."""

    def __init__(self) -> None:
        self.letters = ""
        self.tone = ""

    def has_vowel(self) -> bool:
        # The u of qu and the i of gi take no tone, but any later vowel does.
        return any(letter in _VOWELS for letter in self.letters)

    def bear(self, tone: str | None) -> bool:
        """Takes a tone, or loses its own to the empty one."""
        if tone is None or not self.has_vowel() or not (tone or self.tone):
            return False
        self.tone = tone
        return True

    def change(self, table: dict[str, str]) -> bool:
        """Changes the last letter that the table knows; whether there was one."""
        for at in range(len(self.letters) - 1, -1, -1):
            if self.letters[at] in table:
                self._put(at, table[self.letters[at]])
                return True
        return False

    def _put(self, at: int, letter: str) -> None:
        self.letters = self.letters[:at] + letter + self.letters[at + 1 :]

    def horn(self) -> bool:
        """A horn on o or u, and on both where they stand together."""
        at = self.letters.rfind("uo")
        if at >= 0 and not self.letters.startswith("quo"):
            self.letters = self.letters[:at] + "ươ" + self.letters[at + 2 :]
            return True
        return self.change(_HORN)

    def hook_or_breve(self) -> bool:
        """What Telex's w does: mưa, xoăn, tươi; and ư where there is no vowel yet."""
        if not self.has_vowel():
            self.letters += "ư"
            return True
        if "uo" in self.letters or ("oa" not in self.letters and self.change(_HORN)):
            return "uo" not in self.letters or self.horn()
        return self.change(_BREVE) or self.horn()

    def stroke(self) -> bool:
        if not self.letters.startswith("d"):
            return False
        self._put(0, "đ")
        return True

    def syllable(self) -> str:
        """The canonical syllable, or "" where the keys make none."""
        letters = self.letters
        made = spelt(letters, self.tone)
        if made or "ư" not in letters + "ư":
            return made
        # One horn typed does for both: dduwong, huơ and thuở have one, hương has two.
        for one, other in (("ưo", "ươ"), ("uơ", "ươ"), ("ươ", "uơ")):
            if one in letters and (made := spelt(letters.replace(one, other), self.tone)):
                return made
        return ""


@lru_cache(maxsize=4096)
def converted(word: str, method: Method) -> str:
    """The syllable that these keys make, in the case of the keys, or "" where they make none.

    Letters that bear their marks already are kept: ddường is đường. A word without any key of the
    method is none of its words.
    """
    plain = lower(normalise(word).text)
    if len(plain) > LONGEST:
        return ""
    typed = _Typed()
    used = False
    press = _telex if method == "telex" else _vni
    for letter in plain:
        bare, tone = tone_of(letter)
        if tone:
            typed.letters, typed.tone = typed.letters + bare, tone
        elif press(typed, letter):
            used = True
        elif letter.isalpha():
            typed.letters += letter
        else:
            return ""
    made = typed.syllable() if used else ""
    return _cased(made, word) if made else ""


def _telex(typed: _Typed, key: str) -> bool:
    if typed.bear(_TELEX_TONES.get(key)):
        return True
    if key == "w":
        return typed.hook_or_breve()
    if key == "d":
        return typed.stroke()
    return key in _CIRCUMFLEX and key in typed.letters and typed.change({key: _CIRCUMFLEX[key]})


def _vni(typed: _Typed, key: str) -> bool:
    if typed.bear(_VNI_TONES.get(key)):
        return True
    if key == "7":
        return typed.horn()
    if key == "9":
        return typed.stroke()
    return (key == "6" and typed.change(_CIRCUMFLEX)) or (key == "8" and typed.change(_BREVE))


def _cased(made: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return made.upper()
    return made[:1].upper() + made[1:] if word[:1].isupper() else made


def typed(words: Sequence[str], count: Callable[[str], int]) -> list[str]:
    """What the reader meant by each word of a query: itself, or the syllable that its keys make.

    `count` tells how often a word stands in the library, by its lower-case canonical key. A word is
    converted only when it is no word of the library, or hardly one, and its conversion is. Where
    one is, the input method was off: then other words that the library knows rarely follow. Where
    some word bears marks it was on: then only what is no word at all is converted.
    """
    best: list[str] = list(words)
    if any(lower(word) != fold(word) for word in words):
        count = _Absent(count)
    for method in METHODS:
        made = [_meant(word, method, count, off=False) for word in words]
        if made != list(words):
            made = [_meant(word, method, count, off=True) for word in words]
        if _changes(made, words) > _changes(best, words):
            best = made
    return best


class _Absent:
    """Counts that keep every word the library holds from being converted."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = count

    def __call__(self, key: str) -> int:
        held = self._count(key)
        return held if key != fold(key) or not held else sys.maxsize


def _changes(made: Sequence[str], words: Sequence[str]) -> int:
    return sum(one != word for one, word in zip(made, words, strict=True))


def _meant(word: str, method: Method, count: Callable[[str], int], *, off: bool) -> str:
    key = lower(normalise(word).text)
    if is_abbreviation(key) or key.isdecimal():
        return word
    made = converted(word, method)
    if not made or fold(made) == key or made == fold(made):
        return word
    own, other = count(key), count(lower(made))
    return made if other > own * (_RARER_WHEN_OFF if off else _RARER) else word
