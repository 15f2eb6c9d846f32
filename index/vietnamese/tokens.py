"""Cuts a text into what is indexed and searched: syllables, words of other tongues, numbers."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import starmap

import msgspec

from index.vietnamese.fold import fold, lower
from index.vietnamese.normalise import MARKS, SIMPLE, char_class, is_simple, normalise
from index.vietnamese.numbers import NUMBER, canonical_number
from index.vietnamese.syllable import canonical

LONGEST = 64
"""Letters of a token; a longer run is cut into tokens side by side."""

# Scripts that put no spaces between words: each letter with its marks is a token.
_UNSPACED = (
    "\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2-\u0eb3\u0ebd-\u0ec6"
    "\u1000-\u102a\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = f"[^\\W_{_UNSPACED}]"
# Letters in one run first, marks of their own as the exception: three times faster than by turns.
_WORD = re.compile(
    f"{_LETTER}{{1,{LONGEST}}}(?:[{MARKS}]{{1,8}}{_LETTER}{{0,16}}){{0,12}}|[{_UNSPACED}][{MARKS}]*"
)

# Of simple texts this finds the same words, several times faster.
_LETTERS = char_class([code for code in SIMPLE if chr(code).isalnum()])
_SIMPLE_WORD = re.compile(f"[{_LETTERS}]{{1,{LONGEST}}}")


class Token(msgspec.Struct, frozen=True):
    """One token: as written, its keys, and where it stands.

    `surface` is the token in lower case, `key` its canonical form, `folded` the key without marks.
    `start` and `end` count characters of the text that was passed in. `position` counts tokens
    from 0; a document number has the position of the first of its parts, which follow it.
    `number` holds a document number's canonical form, and is empty for all else.
    """

    surface: str
    key: str
    folded: str
    start: int
    end: int
    position: int
    number: str = ""


class Scan(msgspec.Struct, frozen=True):
    """A text cut for indexing: words in order as written, and (position, canonical) of numbers."""

    words: list[str]
    numbers: list[tuple[int, str]]


def _words(plain: str) -> re.Pattern[str]:
    """What finds the words of a normalised text."""
    return _SIMPLE_WORD if is_simple(plain) else _WORD


def scan(text: str) -> Scan:
    """`tokens` without offsets: what an index needs, several times faster."""
    plain = normalise(text).text
    found = [(match.start(), canonical_number(match[0])) for match in NUMBER.finditer(plain)]
    word = _words(plain)
    if not found:
        return Scan(word.findall(plain), [])
    words: list[str] = []
    numbers: list[tuple[int, str]] = []
    waiting = iter(found)
    following = next(waiting, None)
    for position, match in enumerate(word.finditer(plain)):
        words.append(match[0])
        if following and match.start() >= following[0]:
            numbers.append((position, following[1]))
            following = next(waiting, None)
    return Scan(words, numbers)


def length(text: str) -> int:
    """How many positions the tokens of `text` take: `len(scan(text).words)`.

    Texts joined by line feeds have the sum of their lengths: no token reaches over a line's end.
    """
    plain = normalise(text).text
    return len(_words(plain).findall(plain))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the word at each position stands, as characters of `text`: `tokens` without keys.

    One after the other, so that who needs the first few does not wait for all.
    """
    if is_simple(text):
        return map(re.Match.span, _SIMPLE_WORD.finditer(text))
    whole = normalise(text)
    found = map(re.Match.span, _words(whole.text).finditer(whole.text))
    return found if whole.starts is None else starmap(whole.span, found)


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, str, str]:
    key = canonical(word)
    return lower(word), key, fold(key)


def tokens(text: str, among: Container[str] | None = None) -> list[Token]:
    """The tokens of `text`, by position; a document number stands before its parts.

    With `among`, only those whose folded key is in it: several times faster over a long text.
    """
    whole = normalise(text)
    found: list[Token] = []
    waiting = NUMBER.finditer(whole.text)
    following = next(waiting, None)
    for position, match in enumerate(_WORD.finditer(whole.text)):
        if following and match.start() >= following.start():
            number = canonical_number(following[0])
            key = lower(number)
            folded = fold(key)
            if among is None or folded in among:
                start, end = whole.span(following.start(), following.end())
                found.append(Token(key, key, folded, start, end, position, number))
            following = next(waiting, None)
        surface, key, folded = _keys(match[0])
        if among is None or folded in among:
            start, end = whole.span(match.start(), match.end())
            found.append(Token(surface, key, folded, start, end, position))
    return found
