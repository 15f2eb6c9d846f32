"""The order of a Vietnamese dictionary, as a key to sort by.

Rules: Vũ Xuân Lương (Vietlex), "Quy tắc sắp xếp đơn vị từ vựng trong từ điển tiếng Việt", 1-4
(vietlex.com/xu-li-ngon-ngu/29). Texts are compared syllable by syllable; of each syllable its
letters come first, a ă â b c d đ e ê …, whatever the tone, and then the tone: none, huyền, hỏi,
ngã, sắc, nặng. What is shorter precedes what it begins, and small letters precede capitals.
Beyond those rules: figures precede letters and stand by their value (Mục 2, Mục 10), and neither
punctuation nor the place of a tone mark (hòa, hoà) counts before all else is equal.
"""

import re
import unicodedata
from functools import lru_cache

from index.vietnamese.fold import lower
from index.vietnamese.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, canonical, tone_of

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {mark: chr(4 + at) for at, mark in enumerate((GRAVE, HOOK, TILDE, ACUTE, DOT))}
_LEVEL = "\x03"
_LETTERS = {letter: chr(0x40 + at) for at, letter in enumerate(ALPHABET)}
_WORD = re.compile(r"[0-9]+|[^\W0-9_]+")
_LONGEST = 0x1000
"""Digits of the longest number that stands by its value."""


@lru_cache(maxsize=65536)
def order_key(text: str) -> str:
    """A key for `sorted`; no two texts share one."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return "\0".join(("".join(map(_word, words)), text.swapcase(), text))


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    """One word: its letters up to a mark below all of them, its tones up to one below all those."""
    if "0" <= word[0] <= "9":
        value = word.lstrip("0")
        return f"\x10{chr(0x20 + min(len(value), _LONGEST))}{value}"
    letters, tones = [], []
    for letter in canonical(word):
        bare, tone = tone_of(letter)
        if tone:
            tones.append(_TONES[tone])
        letters.append(_LETTERS.get(bare) or _foreign(bare))
    return f"{''.join(letters)}\x02{''.join(tones) or _LEVEL}\x01"


def _foreign(letter: str) -> str:
    """A letter of no Vietnamese word: after the one that it is made of, or after z."""
    parts = unicodedata.normalize("NFD", lower(letter))
    base = _LETTERS.get(parts[0])
    return f"{base}{parts[1:]}" if base and len(parts) > 1 else letter
