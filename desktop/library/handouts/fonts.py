"""What the print fonts hold: which characters, and how wide each is set."""

from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from desktop.resources import RESOURCES

FONTS = RESOURCES / "fonts"
FAMILIES = ("Tinos", "Noto Serif", "Noto Sans")
"""What forms are set in: the first, and those that lend it missing characters."""
_UNKNOWN = 0.6
"""Ems taken for a character that the font lacks."""


@cache
def characters(family: str) -> frozenset[int]:
    """Code points that every committed style of a font family can show."""
    files = sorted(FONTS.glob(f"{family.replace(' ', '')}-*.ttf"))
    return frozenset.intersection(*(frozenset(_advances(file)) for file in files))


@lru_cache(maxsize=16384)
def width(text: str, style: str = "Regular") -> float:
    """How wide a text is in ems of Tinos, set on one line. Words come again: they are kept."""
    advances = _advances(FONTS / f"Tinos-{style}.ttf")
    return sum(advances.get(ord(letter), _UNKNOWN) for letter in text)


def longest(text: str, style: str = "Regular") -> float:
    """The width in ems of the widest word."""
    return max((width(word, style) for word in text.split()), default=0.0)


@cache
def _advances(file: Path) -> dict[int, float]:
    """The advance width in ems of each code point that a font file maps."""
    with TTFont(file, lazy=True) as font:
        units = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
