"""Brings a text to one form for analysis, and maps every offset back to the text as it came.

The result is NFC, with ordinary spaces and hyphens and without invisible characters. It is meant
for finding, not for showing: joiners inside emoji and in scripts that need them are dropped too.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from itertools import pairwise

import msgspec

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_SPECIAL = re.compile(f"[{_SPACES}{_HYPHENS}{_INVISIBLE}]")
_SPACE = re.compile(f"[{_SPACES}]")
_HYPHEN = re.compile(f"[{_HYPHENS}]")


def char_class(codes: Sequence[int]) -> str:
    """Ascending code points as the inside of a regular expression's character class."""
    parts, first = [], codes[0]
    for one, following in pairwise([*codes, sys.maxunicode + 2]):
        if following != one + 1:
            parts.append(f"{chr(first)}-{chr(one)}")
            first = following
    return "".join(parts)


def _marks() -> list[int]:
    """Every combining mark (category M); planes 2 to 13 hold none."""
    planes = (*range(0x300, 0x20000), *range(0xE0000, 0xE1000))
    kinds = map(unicodedata.category, map(chr, planes))
    return [code for code, kind in zip(planes, kinds, strict=True) if kind[0] == "M"]


MARKS = char_class(_marks())
"""Every combining mark, as the inside of a regular expression's character class."""

_EVERYDAY = (*range(0x300), *range(0x380, 0x480), *range(0x1E00, 0x20C0))
SIMPLE = [
    code
    for code in _EVERYDAY
    if not _SPECIAL.match(chr(code)) and unicodedata.is_normalized("NFC", chr(code))
]
"""Latin, Greek and Cyrillic letters and signs that normalisation leaves alone: no marks of their
own, nothing that joins another. Most texts are of them, which one look tells."""
_SIMPLE_TEXT = re.compile(f"[{char_class(SIMPLE)}]*")

# What normalisation may join to the character before it: marks and the later Hangul letters.
_CLUSTER = re.compile(
    f"[^{MARKS}\u1160-\u11ff][{MARKS}\u1160-\u11ff]+|[{MARKS}\u1160-\u11ff]+|.", re.DOTALL
)


class Normalised(msgspec.Struct, frozen=True):
    """A normalised text, and where each of its characters stood.

    `starts` and `ends` give, for character i of `text`, the half-open span of the original that it
    came from; both are None where nothing moved.
    """

    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that `text[start:end]` came from."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends or [0])[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]


def is_simple(text: str) -> bool:
    """Whether a text is of `SIMPLE` characters; it is normalised then."""
    return _SIMPLE_TEXT.fullmatch(text) is not None


def normalise(text: str) -> Normalised:
    """The text for analysis; takes any string, NFC or not, and never fails."""
    if not _SPECIAL.search(text):
        if unicodedata.is_normalized("NFC", text):
            return Normalised(text)
        kept, places = text, None
    else:
        kept, places = _without_invisible(text)
        if unicodedata.is_normalized("NFC", kept):
            ends = None if places is None else array("I", [place + 1 for place in places])
            return Normalised(kept, places, ends)
    return _composed(kept, places)


def _without_invisible(text: str) -> "tuple[str, array[int] | None]":
    """Spaces and hyphens made ordinary, invisible characters out; the places of what is left."""
    plain = _HYPHEN.sub("-", _SPACE.sub(" ", text))
    if not _SPECIAL.search(plain):
        return plain, None
    pieces: list[str] = []
    places = array("I")
    start = 0
    for gap in [*(match.span() for match in _SPECIAL.finditer(plain)), (len(plain), len(plain))]:
        pieces.append(plain[start : gap[0]])
        places.extend(range(start, gap[0]))
        start = gap[1]
    return "".join(pieces), places


def _composed(kept: str, places: "array[int] | None") -> Normalised:
    pieces: list[str] = []
    starts = array("I")
    ends = array("I")
    for match in _CLUSTER.finditer(kept):
        piece = unicodedata.normalize("NFC", match.group())
        pieces.append(piece)
        first, size = match.start(), match.end() - match.start()
        swallowed = max(0, size - len(piece))
        for i in range(len(piece)):
            # The first character stands for the base and whatever was composed into it.
            begin = first if i == 0 else first + min(swallowed + i, size - 1)
            finish = first + min(swallowed + i + 1, size)
            starts.append(begin if places is None else places[begin])
            ends.append(finish if places is None else places[finish - 1] + 1)
    joined = "".join(pieces)
    return Normalised(joined, starts, ends)
