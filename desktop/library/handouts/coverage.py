"""Which characters the print fonts can show.

Typst prints nothing, and says nothing, where no font has a glyph; so every character is looked
up in the fonts' own character maps (table `cmap`, formats 4 and 12, OpenType 1.9) beforehand.
"""

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from desktop.resources import RESOURCES

FONTS = RESOURCES / "fonts"
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


@cache
def characters(family: str) -> frozenset[int]:
    """Code points that every committed style of a font family can show."""
    files = sorted(FONTS.glob(f"{family.replace(' ', '')}-*.ttf"))
    return frozenset.intersection(*(frozenset(_cmap(file)) for file in files))


def _invisible(letter: str) -> bool:
    """Format characters are part of the text and have no look of their own."""
    return unicodedata.category(letter) in {"Cf", "Cc"}


def _cmap(file: Path) -> Iterator[int]:
    """The code points of a font file's Unicode character map."""
    data = file.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(tables))
    table = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, table + 2)
    for place in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * place)
        (form,) = struct.unpack_from(">H", data, table + offset)
        if platform in {0, 3} and form in _FORMATS:
            yield from _FORMATS[form](data, table + offset)


def _segments(data: bytes, start: int) -> Iterator[int]:
    """Format 4: segments of the basic plane; a character that maps to glyph 0 is not there."""
    (twice,) = struct.unpack_from(">H", data, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 2 * twice)
    offsets_at = start + 16 + 3 * twice
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for place in range(count):
        for code in range(starts[place], ends[place] + 1):
            glyph = code
            if offsets[place]:
                address = offsets_at + 2 * place + offsets[place] + 2 * (code - starts[place])
                (glyph,) = struct.unpack_from(">H", data, address)
                if not glyph:
                    continue
            if (glyph + deltas[place]) & 0xFFFF and code != 0xFFFF:
                yield code


def _groups(data: bytes, start: int) -> Iterator[int]:
    """Format 12: groups over all planes."""
    (count,) = struct.unpack_from(">I", data, start + 12)
    for place in range(count):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * place)
        yield from range(first if glyph else first + 1, last + 1)


_FORMATS = {4: _segments, 12: _groups}
