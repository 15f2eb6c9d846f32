"""Narrows lists by words: marks that were typed must be there, marks left out may be.

A word typed begins one of the text's.
"""

import re
import unicodedata

from index.vietnamese import canonical, fold, lower

_PARTED = re.compile(r"[\W_]+")
Wanted = list[tuple[str, str]]
"""The words typed, each as typed and without its marks."""


def spaced(text: str) -> str:
    """A text's words in small letters, each with a space before it."""
    return f" {_PARTED.sub(' ', lower(unicodedata.normalize('NFC', text))).strip()}"


def wanted(typed: str) -> Wanted:
    """What `typed` asks for; nothing asks for nothing."""
    return [(word, fold(word)) for word in spaced(typed).split()]


def holds(text: str, folded: str, words: Wanted) -> bool:
    """Whether a text, as `spaced` makes it, has all the words; `folded` is it without marks."""
    return all(_has(text, folded, *word) for word in words)


def begins(text: str, folded: str, letters: str) -> bool:
    """Whether a text, as `spaced` makes it, begins with `letters`, which may leave marks out."""
    return folded.startswith(f" {fold(letters)}") and _fits(letters, text[1:])


def _has(text: str, folded: str, word: str, bare: str) -> bool:
    """Whether a word begins one of the text's, with the marks that it bears."""
    at = folded.find(f" {bare}") + 1
    if word == bare or not at:
        return bool(at)
    while at:
        end = text.find(" ", at)
        whole = text[at : end if end >= 0 else None]
        if _fits(word, whole) or _fits(canonical(word), canonical(whole)):
            return True
        at = folded.find(f" {bare}", at) + 1
    return False


def _fits(word: str, whole: str) -> bool:
    """Letter by letter; one typed without a mark fits its marked ones."""
    return all(mine in (yours, fold(yours)) for mine, yours in zip(word, whole, strict=False))
