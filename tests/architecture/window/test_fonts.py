"""The fonts that the program brings draw every letter that Vietnamese is written with."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

ROOT = Path(__file__).resolve().parents[3]
FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
VOWELS = "aăâeêioôơuưy"
TONES = ["", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING ACUTE ACCENT}",
         "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}", "\N{COMBINING DOT BELOW}"]  # fmt: skip
PUNCTUATION = "“”‘’–—…•·«»₫§°×±½"
ALPHABET = "abcdeghiklmnopqrstuvxyđfjwz"


def letters() -> str:
    """Both cases of the alphabet and of each vowel under each tone: 12 vowels, 6 tones."""
    marked = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    assert all(len(letter) == 1 for letter in marked)
    small = "".join(sorted(set(marked) | set(ALPHABET)))
    return small + small.upper() + PUNCTUATION + "0123456789"


def test_the_three_families_are_here():
    assert {font.name.partition("-")[0] for font in FONTS} == {"NotoSans", "NotoSerif", "Tinos"}
    assert len(FONTS) == 12


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_every_vietnamese_letter_has_a_glyph(qapp, path):
    font = QRawFont(str(path), 12)
    assert font.isValid()
    assert [letter for letter in letters() if not font.supportsCharacter(ord(letter))] == []
