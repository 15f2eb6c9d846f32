"""A query while it is being typed: whole words, and the beginning of one more.

Marks may be left out letter by letter: what is typed must be there, what is not may be. So `đuo`
begins đường and đuôi, but not dương; a tone may still stand on another vowel than in the end.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from index.vietnamese import Token, canonical, fold, variants
from index.vietnamese.normalise import normalise
from index.vietnamese.restore import Model
from index.vietnamese.syllable import TONES
from index.vietnamese.tokens import tokens
from index.vietnamese.typing import typed

LONGEST = 12
"""Words that count; who has typed more knows what he looks for."""

Span = tuple[int, int]


class Stem(msgspec.Struct, frozen=True):
    """One word as typed. `whole`: no letter is to follow.

    `likely` is the canonical key that the library's model takes a whole word for.
    """

    key: str
    folded: str
    whole: bool
    likely: str = ""

    def fits(self, key: str) -> bool:
        """Whether a canonical word is this one, or may become of it."""
        if self.whole:
            return any(len(key) == len(own) and _bears(key, own) for own in self.spellings)
        return _bears(key, self.key)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The key with i for y and y for i, where both are accepted."""
        return (self.key, *variants(self.key)) if self.whole else (self.key,)

    @property
    def marked(self) -> bool:
        return self.key != self.folded


class Begun(msgspec.Struct, frozen=True):
    """What has been typed so far; the last word alone may be no whole one."""

    text: str
    words: tuple[Stem, ...]

    def may_stand_in(self, text: str) -> bool:
        """Whether `spans` can find anything: quick, for long lists of short texts."""
        bare = fold(text)
        return all(any(fold(one) in bare for one in stem.spellings) for stem in self.words)

    def spans(self, text: str) -> list[Span] | None:
        """Where the words stand in a text, or None if one of them does not.

        Words side by side as typed are preferred, then the first place of each. Of a word begun
        the letters typed are meant. Offsets are of `text` as passed in.
        """
        found = [token for token in tokens(text) if not token.number]
        fitting = [[stem.fits(token.key) for token in found] for stem in self.words]
        if not fitting or not all(map(any, fitting)):
            return None
        count = len(fitting)
        for at in range(len(found) - count + 1):
            if all(fits[at + i] for i, fits in enumerate(fitting)):
                chosen = [(found[at + i], stem) for i, stem in enumerate(self.words)]
                return _joined(text, [_span(token, stem) for token, stem in chosen])
        firsts = [found[fits.index(True)] for fits in fitting]
        spans = {_span(token, stem) for token, stem in zip(firsts, self.words, strict=True)}
        return _joined(text, sorted(spans))


def begun(text: str, model: Model) -> Begun:
    """Reads what stands in a search box; raw Telex or VNI keystrokes as what they make."""
    plain = normalise(text).text
    found = [token for token in tokens(plain) if not token.number][:LONGEST]
    written = [plain[token.start : token.end] for token in found]
    keys = [canonical(word) for word in typed(written, lambda key: model.count(canonical(key)))]
    open_end = bool(found) and found[-1].end == len(plain)
    whole = keys[:-1] if open_end else keys
    likely = model.restore(whole)
    words = [
        Stem(key, fold(key), whole=True, likely=one) for key, one in zip(whole, likely, strict=True)
    ]
    if open_end:
        words.append(Stem(keys[-1], fold(keys[-1]), whole=False))
    return Begun(plain, tuple(words))


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[str, str, frozenset[str]]:
    """A word without tones, the same without any marks, and its tones."""
    apart = unicodedata.normalize("NFD", word)
    toneless = "".join(letter for letter in apart if letter not in TONES)
    letters = unicodedata.normalize("NFC", toneless)
    return letters, fold(letters), frozenset(letter for letter in apart if letter in TONES)


def _bears(key: str, typed_key: str) -> bool:
    """Whether `key` begins with the letters typed and bears at least the marks typed."""
    asked, _, asked_tones = _letters(typed_key)
    letters, bare, tones = _letters(key)
    return (
        len(asked) <= len(letters)
        and asked_tones <= tones
        and all(one in pair for one, *pair in zip(asked, letters, bare, strict=False))
    )


def _span(token: Token, stem: Stem) -> Span:
    exact = token.end - token.start == len(token.key)
    return token.start, token.start + len(stem.key) if exact else token.end


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but spaces between them as one; ascending."""
    made = [spans[0]]
    for (_, end), (start, stop) in pairwise(spans):
        if text[end:start].isspace():
            made[-1] = (made[-1][0], stop)
        else:
            made.append((start, stop))
    return made
