"""The Vietnamese syllable: where its tone mark stands, and how else it may be spelt.

A syllable is onset + rime + tone. The tone mark is written on one vowel letter, and for open
`oa`, `oe`, `uy` two customs live side by side (hòa and hoà, thủy and thuỷ). The key of a syllable
has its tone where the older custom puts it (hòa, khỏe, thủy, ủy), and so does a syllable whose
tone was simply mistyped on another vowel. Whatever the grammar does not know stays as it is.
"""

import re
import unicodedata
from functools import lru_cache

from index.vietnamese.fold import lower

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = frozenset((GRAVE, ACUTE, TILDE, HOOK, DOT))
VOWELS = frozenset("aăâeêioôơuưy")
_QUALIFIED = frozenset("ăâêôơư")

ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
RIMES = frozenset((
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ă", "ăc",
    "ăm", "ăn", "ăng", "ăp", "ăt", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e",
    "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êc", "êch", "êm", "ên", "êng", "ênh", "êp",
    "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh",
    "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo",
    "oet", "oem", "oeng", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "ô", "ôc", "ôi",
    "ôm", "ôn", "ông", "ôông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uân",
    "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêu", "ui", "um", "un", "ung", "uôc",
    "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uc", "up", "ut", "uy", "uya", "uych", "uyn",
    "uynh", "uyên", "uyêt", "uyp", "uyt", "uyu", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt",
    "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêc", "yêm", "yên",
    "yêng", "yêt", "yêu", "ych", "ym", "yn", "ynh", "yp", "yt",
))  # fmt: skip
_SYLLABLE = re.compile(
    "(" + "|".join(ONSETS) + ")(" + "|".join(sorted(RIMES, key=len, reverse=True)) + ")"
)
# Written with i by the school reform and with y by custom: kỹ/kĩ, lý/lí, mỹ/mĩ, quý/quí.
_EITHER = frozenset("hklmstv")


def _without_tone(syllable: str) -> tuple[str, str, int] | None:
    """(letters without tone, tone, index of the letter that bore it), or None if two bear one."""
    letters: list[str] = []
    tone, place = "", -1
    for i, letter in enumerate(syllable):
        parts = unicodedata.normalize("NFD", letter)
        found = [mark for mark in parts[1:] if mark in TONES]
        if not found:
            letters.append(letter)
            continue
        if tone or len(found) > 1:
            return None
        tone, place = found[0], i
        bare = "".join(part for part in parts if part not in TONES)
        letters.append(unicodedata.normalize("NFC", bare))
    return "".join(letters), tone, place


def _parse(letters: str) -> tuple[str, str] | None:
    """(onset, rime) of a toneless lower-case syllable.

    `gi` before a consonant or alone is g + i: gìn, gì, but gi + a in giá, and gi + êng in giếng.
    """
    match = _SYLLABLE.fullmatch(letters)
    return (match[1], match[2]) if match else None


def tone_index(onset: str, rime: str) -> int:
    """The index within `onset + rime` of the letter that bears the tone."""
    vowels = [i for i, letter in enumerate(rime) if letter in VOWELS]
    qualified = [i for i in vowels if rime[i] in _QUALIFIED]
    if qualified:
        within = qualified[-1]
    elif len(vowels) == 1:
        within = vowels[0]
    elif len(vowels) == 3:
        within = vowels[1]
    else:
        closed = vowels[-1] < len(rime) - 1
        within = vowels[1] if closed else vowels[0]
    return len(onset) + within


def _toned(letters: str, tone: str, place: int) -> str:
    marked = unicodedata.normalize("NFC", letters[place] + tone)
    return letters[:place] + marked + letters[place + 1 :]


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """The key under which all placements of a syllable's tone meet; lower case, same length."""
    lowered = lower(word)
    if lowered.isascii():
        return lowered
    split = _without_tone(lowered)
    if split is None or not split[1]:
        return lowered
    letters, tone, _ = split
    parsed = _parse(letters)
    if parsed is None:
        return lowered
    return _toned(letters, tone, tone_index(*parsed))


@lru_cache(maxsize=65536)
def placements(key: str) -> tuple[str, ...]:
    """The accepted spellings of a canonical syllable by tone placement, itself first."""
    split = _without_tone(key)
    if split is None or not split[1]:
        return (key,)
    letters, tone, place = split
    parsed = _parse(letters)
    if parsed is None or parsed[1] not in ("oa", "oe", "uy"):
        return (key,)
    return (key, _toned(letters, tone, place + 1))


@lru_cache(maxsize=65536)
def variants(key: str) -> tuple[str, ...]:
    """Other accepted spellings with i for y or y for i: lý -> lí, quí -> quý; marks may be off."""
    split = _without_tone(key)
    if split is None:
        return ()
    letters, tone, _ = split
    parsed = _parse(letters)
    if parsed is None:
        return ()
    onset, rime = parsed
    if onset == "qu" and rime[0] in "iy":
        other = ("y" if rime[0] == "i" else "i") + rime[1:]
    elif onset in _EITHER and rime in ("i", "y"):
        other = "y" if rime == "i" else "i"
    else:
        return ()
    if other not in RIMES:
        return ()
    return (_toned(onset + other, tone, tone_index(onset, other)) if tone else onset + other,)


_STOPPED = ("c", "ch", "p", "t")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word is a possible syllable as it stands: đường is one, duong is none.

    Syllables that end in c, ch, p or t bear sắc, nặng, or, typed without a tone, nothing.
    """
    split = _without_tone(word)
    if split is None or (parsed := _parse(split[0])) is None:
        return False
    return split[1] in ("", ACUTE, DOT) or not parsed[1].endswith(_STOPPED)


def spelt(letters: str, tone: str) -> str:
    """The canonical syllable of toneless lower-case letters and a combining tone, or "".

    `tone` is one of the five combining marks, or empty.
    """
    parsed = _parse(letters)
    if parsed is None:
        return ""
    made = _toned(letters, tone, tone_index(*parsed)) if tone else letters
    return made if is_syllable(made) else ""


def parts(word: str) -> tuple[str, str, str] | None:
    """(onset, rime, combining tone) of a lower-case syllable, or None for any other word."""
    split = _without_tone(word)
    if split is None or (parsed := _parse(split[0])) is None:
        return None
    return (*parsed, split[1])


def tone_of(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the combining tone that it bore or ""."""
    split = _without_tone(letter)
    return (split[0], split[1]) if split else (letter, "")
