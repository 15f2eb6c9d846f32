"""Texts from before Unicode: TCVN3 (fonts such as .VnTime), VNI-Windows and VIQR.

TCVN3 is TCVN 5712:1993 of one byte a letter. Its fonts have no capitals with tones: those are
typed in small letters of a second font, whose name ends in H (.VnTimeH). VNI-Windows (fonts such
as VNI-Times) writes a mark as a letter of its own after the vowel. VIQR (RFC 1456) does so in
ASCII. Such text reaches us as the characters that Windows code page 1252 shows for its bytes.
"""

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from index.vietnamese.fold import fold, lower
from index.vietnamese.normalise import normalise
from index.vietnamese.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, is_syllable
from index.vietnamese.syllable import canonical as canonical_syllable

Encoding = Literal["tcvn3", "vni", "viqr"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "viqr")

# Rows of sixteen, from 0x80; 0xB0 to 0xB4 are the tones alone: huyền, hỏi, ngã, sắc, nặng.
_UPPER_HALF = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
# The rest of the capitals stand where ASCII has control characters.
_CONTROLS = dict(zip((1, 2, 4, 5, 6, *range(17, 24)), "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
_HIGH = bytes(range(0x80, 0x100))


def _tcvn3() -> dict[int, str]:
    """Characters of code page 1252, and of Latin-1 where they differ -> letters."""
    table: dict[int, str] = dict(_CONTROLS)
    for byte, letter in zip(_HIGH, _UPPER_HALF, strict=True):
        table[byte] = letter
        shown = bytes((byte,)).decode("cp1252", "ignore")
        if shown:
            table[ord(shown)] = letter
    return table


_TONES = {ACUTE: "ù", GRAVE: "ø", HOOK: "û", TILDE: "õ", DOT: "ï"}
_CIRCUMFLEX = {"": "â", ACUTE: "á", GRAVE: "à", HOOK: "å", TILDE: "ã", DOT: "ä"}
_BREVE = {"": "ê", ACUTE: "é", GRAVE: "è", HOOK: "ú", TILDE: "ü", DOT: "ë"}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """One or two characters -> a letter, both cases."""
    table = dict(_ALONE)
    for base in "aeouyôö":
        letter = _ALONE.get(base, base)
        table |= {base + sign: _composed(letter + tone) for tone, sign in _TONES.items()}
    for base in "aeo":
        table |= {base + sign: _composed(base + "\u0302" + t) for t, sign in _CIRCUMFLEX.items()}
    table |= {"a" + sign: _composed("a\u0306" + tone) for tone, sign in _BREVE.items()}
    capitals = {}
    for signs, letter in table.items():
        capitals[signs.upper()] = letter.upper()
        capitals[signs[0].upper() + signs[1:]] = letter.upper()
    return table | capitals


_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR_TONES = {"'": ACUTE, "`": GRAVE, "?": HOOK, "~": TILDE, ".": DOT}


def _viqr() -> dict[str, str]:
    """Two or three characters -> a letter, both cases."""
    table = {"dd": "đ", "DD": "Đ", "Dd": "Đ"}
    for bases, marks in (("aeiouy", " "), ("aeo", "^"), ("a", "("), ("ou", "+*")):
        for base in bases + bases.upper():
            for mark in marks:
                letter = base + _MARKS.get(mark, "")
                signs = base + mark.strip()
                if len(signs) > 1:
                    table[signs] = _composed(letter)
                table |= {signs + sign: _composed(letter + t) for sign, t in _VIQR_TONES.items()}
    return table


def _composed(letter: str) -> str:
    return normalise(letter).text


def _longest_first(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))


TCVN3 = _tcvn3()
VNI = _vni()
VIQR = _viqr()
_VNI_PATTERN = _longest_first(VNI)
_VIQR_PATTERN = re.compile(rf"\\(.)|({_longest_first(VIQR).pattern})", re.DOTALL)


class Font(msgspec.Struct, frozen=True):
    """What a font's name tells of the text set in it."""

    encoding: Encoding
    capitals: bool = False


def font(name: str) -> Font | None:
    """The encoding behind a font, or None for a Unicode font (and for any other)."""
    plain = name.strip().lower()
    if plain.startswith(".vn"):
        return Font("tcvn3", capitals=plain.endswith("h"))
    return Font("vni") if plain.startswith(("vni-", "vni ")) else None


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text in Unicode (NFC); what is no sign of the encoding stays as it is.

    `capitals`: the font shows small letters as capitals.
    """
    if encoding == "tcvn3":
        made = text.translate(TCVN3)
    elif encoding == "vni":
        made = _VNI_PATTERN.sub(lambda match: VNI[match[0]], text)
    else:
        made = _VIQR_PATTERN.sub(lambda match: match[1] or VIQR[match[2]], text)
    composed = _composed(made) if encoding == "tcvn3" else made
    return composed.upper() if capitals else composed


_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")


def detect(text: str, known: Callable[[str], bool] = is_syllable) -> Encoding | None:
    """The encoding that a text was typed or pasted in, or None for Unicode.

    `known` tells whether a lower-case canonical word is one; a library knows better than grammar.
    Taken for legacy is only what reads badly as it is and well decoded: most words, and nearly all
    that the decoding changes. A letter that only Unicode has, such as ă or ệ, settles it.
    """
    if _UNICODE.search(text):
        return None
    words = text.split()
    capitals = _in_capitals(text)
    best, most = None, 0
    for encoding in ENCODINGS:
        pairs = [(word, to_unicode(word, encoding, capitals=capitals)) for word in words]
        changed = [(word, made) for word, made in pairs if word != made]
        if not changed:
            continue
        bad = [(word, made) for word, made in changed if not _reads(word, known)]
        good = sum(_reads(made, known) and _marked(made) for _, made in bad)
        reading = sum(_reads(made, known) for _, made in pairs)
        fits = (
            good >= 0.8 * len(bad) and 2 * len(bad) > len(changed) and 5 * reading >= 4 * len(words)
        )
        if good > most and fits:
            best, most = encoding, good
    return best


def decoded(text: str, known: Callable[[str], bool] = is_syllable) -> str | None:
    """The text in Unicode (NFC) where it is in an older encoding (`detect`), else None.

    It must come as it was typed or pasted: in TCVN3 a soft hyphen is the letter ư.
    """
    encoding = detect(text, known)
    return to_unicode(text, encoding, capitals=_in_capitals(text)) if encoding else None


def _in_capitals(text: str) -> bool:
    """Whether all plain letters are capitals, as in a font that shows marked ones so too."""
    return not re.search("[a-z]", text) and re.search("[A-Z].*[A-Z]", text) is not None


def _reads(word: str, known: Callable[[str], bool]) -> bool:
    """Whether a word is one syllable, in capitals, in small letters or with a capital first."""
    plain = word.strip(".,;:!?…\"'()[]“”-–/")
    if plain not in (plain.lower(), plain.upper(), plain.capitalize()):
        return False
    key = canonical_syllable(plain)
    return is_syllable(key) and known(key)


def _marked(word: str) -> bool:
    return fold(word) != lower(word)
