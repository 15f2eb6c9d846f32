"""Which characters the print fonts can show.

Typst prints nothing, and says nothing, where no font has a glyph; so every character is looked
up in the fonts' own character maps beforehand.
"""

import unicodedata
from collections.abc import Iterable

from desktop.library.handouts.fonts import characters

REPLACEMENT = "□"
"""Printed, with the reader's consent, for a character that no font has."""


def missing(texts: Iterable[str], families: Iterable[str]) -> list[str]:
    """The characters of `texts` that no font of `families` has in every style, in code order."""
    held: set[int] = set().union(*(characters(family) for family in families))
    return sorted(
        letter
        for letter in set().union(*texts)
        if ord(letter) not in held and not letter.isspace() and not _invisible(letter)
    )


def named(letters: Iterable[str]) -> str:
    """Characters as a person can look for them: `🙂 (U+1F642 SLIGHTLY SMILING FACE)`."""
    return ", ".join(
        f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip() + ")"
        for letter in letters
    )


def _invisible(letter: str) -> bool:
    """Format characters are part of the text and have no look of their own."""
    return unicodedata.category(letter) in {"Cf", "Cc"}
