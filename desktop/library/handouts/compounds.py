"""Which syllables of an official paper's head and foot stand together on a line.

Typst sets them; the words come from `resources/print/compounds.toml`, so that the same paper has
the same lines whatever library it was made from.
"""

import tomllib
from functools import cache

import msgspec

from desktop.library.handouts.rules import PRINT
from index.vietnamese import canonical, lower

_LONGEST_NAME = 3
"""Syllables of a place's name."""
Key = tuple[str, ...]


class _Compounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    before: tuple[str, ...]
    places: tuple[str, ...]


def ways(text: str) -> tuple[tuple[str, ...], ...]:
    """`text` in pieces that stay whole on a line: phrases, else words, else single syllables.

    The pieces of each way joined by spaces are the text; there is no way for a text of one piece,
    or of several lines.
    """
    syllables = text.split(" ")
    if "\n" in text or "" in syllables or len(syllables) < 2:
        return ()
    held = _compounds()
    words = _grouped(syllables, _keys(held.words))
    phrases = _grouped(syllables, _keys(held.words + held.phrases))
    phrases = _leading(phrases, _keys(held.before), _keys(held.places))
    return (tuple(map(" ".join, phrases)), tuple(map(" ".join, words)), tuple(syllables))


@cache
def _compounds() -> _Compounds:
    text = (PRINT / "compounds.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Compounds)


@cache
def _keys(words: tuple[str, ...]) -> frozenset[Key]:
    return frozenset(_key(word.split()) for word in words)


def _key(syllables: list[str]) -> Key:
    return tuple(canonical(lower(syllable)) for syllable in syllables)


def _grouped(syllables: list[str], known: frozenset[Key]) -> list[list[str]]:
    """The longest words that are known, else single syllables; a comma ends a word."""
    longest = max(map(len, known))
    groups, at = [], 0
    while at < len(syllables):
        size = min(longest, len(syllables) - at)
        while size > 1 and not _is_known(syllables[at : at + size], known):
            size -= 1
        groups.append(syllables[at : at + size])
        at += size
    return groups


def _is_known(some: list[str], known: frozenset[Key]) -> bool:
    return _key([*some[:-1], some[-1].rstrip(".,;:")]) in known


def _leading(
    groups: list[list[str]], before: frozenset[Key], places: frozenset[Key]
) -> list[list[str]]:
    """Little words joined to what follows, and the kind of a place to its name at the end."""
    made: list[list[str]] = []
    for at, group in enumerate(groups):
        rest = [syllable for one in groups[at + 1 :] for syllable in one]
        if _key(group) in places and 0 < len(rest) <= _LONGEST_NAME:
            return [*made, group + rest]
        if made and _key(made[-1]) in before:
            made[-1] = made[-1] + group
        else:
            made.append(group)
    return made
