"""A root's fingerprint as twelve Vietnamese words, to be read out or compared with a paper.

The words stand for the first 96 bits of the SHA-256 of the root's file, eight bits each; no two
words of the list are alike without their marks, so a fingerprint may be typed without them.
"""

import hashlib
from functools import cache

from desktop.resources import RESOURCES
from index.vietnamese import fold, lower

COUNT = 12


def words(data: bytes) -> tuple[str, ...]:
    """The fingerprint of a file's bytes."""
    digest = hashlib.sha256(data).digest()
    return tuple(_words()[byte] for byte in digest[:COUNT])


def same(typed: str, data: bytes) -> bool:
    """Whether `typed` is the fingerprint of `data`; marks, case and signs between words aside."""
    letters = "".join(one if one.isalpha() else " " for one in fold(lower(typed)))
    return letters.split() == [fold(word) for word in words(data)]


@cache
def _words() -> tuple[str, ...]:
    text = (RESOURCES / "fingerprint-words.txt").read_text(encoding="utf-8")
    return tuple(text.split())
