"""What a reader meant by a query: its marks, its keystrokes, its slips, as the library writes."""

import re
import sys
import unicodedata
from collections.abc import Sequence

import msgspec

from index.corpus import Corpus
from index.query import LETTERS, TOO_LONG, Place, Query, parse, places, shortened, written
from index.schema import BOOSTS, FOLDED
from index.vietnamese import canonical, fold, lower
from index.vietnamese.abbreviations import is_abbreviation
from index.vietnamese.legacy import decoded
from index.vietnamese.normalise import normalise
from index.vietnamese.restore import Model
from index.vietnamese.spelling import nearest, nearest_marked, soundalikes
from index.vietnamese.syllable import is_syllable
from index.vietnamese.typing import typed

_CONFUSED, _SLIPPED = -3.0, -5.0
"""What a correction loses for being none of what was typed, as a logarithm of probability."""
_SUGGESTED = -4.0
_MOST_CORRECTED = 4
"""Words of a query that are compared with the whole dictionary; it takes its time."""
_LOOKED_AT, _WEIGHED = 200, 24
"""Words a slip away that are looked at, and the commonest of them that are weighed."""
_EVIDENCE = 5
"""How often the words of a suggestion must stand side by side in the library."""
_RARE, _COMMONER = 20, 50
"""How rare a word is at most that may be a misprint, and how many times commoner what was meant."""
_BEGINNING = 3
"""Letters of an unfinished word that are looked for; fewer begin too many words."""
_BODY = "body"
_VOWELS = frozenset("aeiouy")
_ENDING_TILDE = re.compile(r"~(?=\s|$)")

Choices = list[tuple[str, float]]


class Reading(msgspec.Struct, frozen=True):
    """A query as it is searched, and how it came to be that.

    `guessed` are keys that were typed without marks, `corrected` those put in place of words that
    the library does not hold. `marked`: the reader typed some marks. `changed`: the text differs
    from what was typed. `suggestion` is another query that may be meant, or "".
    `hint` is that of the query as typed.
    """

    query: Query
    marked: bool
    changed: bool = False
    guessed: frozenset[str] = frozenset()
    corrected: frozenset[str] = frozenset()
    suggestion: str = ""
    hint: str = ""


def as_typed(text: str, *, language: bool = True) -> Reading:
    """The query taken literally."""
    query = parse(text, language=language)
    return Reading(query, query.marked, hint=query.hint)


def read(text: str, model: Model, corpus: Corpus) -> Reading:
    """The query as the library's own texts make it likeliest; never fails."""
    return _Reader(text, model, corpus).reading()


def _plain(text: str) -> str:
    return " ".join(normalise(text).text.split())


class _Reader:
    def __init__(self, text: str, model: Model, corpus: Corpus) -> None:
        self._model = model
        self._corpus = corpus
        # An older encoding has at most two signs for a letter.
        whole = " ".join(text.split())
        self._typed = shortened(_plain(whole))
        meant = self._decoded(whole[: 2 * LETTERS])
        self._plain = self._keyed(shortened(meant))
        self._long = len(whole) > 2 * LETTERS or shortened(meant) != meant
        self._written = written(self._plain)
        self._places = [place for place in self._written if not place.fixed]
        self._compared = 0
        self._typing = bool(text) and not text[-1].isspace() and not self._long

    def _decoded(self, text: str) -> str:
        """The text in Unicode, where it was typed or pasted in an older encoding."""
        composed = " ".join(unicodedata.normalize("NFC", text).split())
        # A tilde that ends a word asks for near ones; only other signs make it a mark of VIQR.
        if decoded(_ENDING_TILDE.sub("", composed), self._model.__contains__) is None:
            return _plain(text)
        meant = decoded(composed, self._model.__contains__)
        return _plain(text if meant is None else meant)

    def _keyed(self, text: str) -> str:
        """The text with raw keystrokes, wherever words may stand, as what they make."""
        found = written(text)
        words = [text[place.start : place.end] for place in found]
        begun = {lower(word) for word, place in zip(words, found, strict=True) if place.begun}

        def count(key: str) -> int:
            if key in begun and self._corpus.begins(_BODY + FOLDED, fold(key)):
                return sys.maxsize
            return self._count(key)

        meant = typed(words, count)
        return spliced(text, found, meant, [canonical(word) for word in meant])

    def reading(self) -> Reading:
        plain, found = self._plain, self._places
        words = [plain[place.start : place.end] for place in found]
        keys = [place.key for place in found]
        asked = parse(plain)
        known = [
            self._known(key) or _initials(word, plain)
            for key, word in zip(keys, words, strict=True)
        ]
        unfinished = self._unfinished(asked)
        if unfinished and not self._written[-1].fixed:
            known[-1] = True
        choices = [
            self._model.choices(key, marked=asked.marked) if held else self._corrections(key)
            for key, held in zip(keys, known, strict=True)
        ]
        chosen = self._model.likeliest(choices)
        text = spliced(plain, found, words, chosen)
        query = parse(text)
        if unfinished:
            query = _open_ended(query, unfinished)
            text = query.text
        bare = [key for key, one in zip(chosen, keys, strict=True) if one == fold(one)]
        wrong = [
            one for one, key, held in zip(chosen, keys, known, strict=True)
            if not held and one != key
        ]  # fmt: skip
        return Reading(
            query, asked.marked, text != self._typed, frozenset(bare), frozenset(wrong),
            "" if unfinished else self._suggestion(text, words, keys, chosen),
            TOO_LONG if self._long else asked.hint,
        )  # fmt: skip

    def _unfinished(self, asked: Query) -> str:
        """The last word, if it is still being typed: none of the library, but how some begin.

        Of a field's value it is none of the field. "" for none.
        """
        last = self._written[-1] if self._written else None
        if not self._typing or last is None or last.begun or last.end < len(self._plain):
            return ""
        key, bare = last.key, last.key == fold(last.key)
        clause = asked.clauses[-1] if asked.clauses else None
        if clause and clause.field and clause.words[-1].keys[0] == key and not asked.excluded:
            begun = key.isalpha() and self._only_begins(clause.field, key, bare=bare)
        else:
            begun = not last.fixed and self._may_begin(key, bare=bare)
            # One letter is a word's beginning even where texts hold it alone.
            begun = begun and (len(key) == 1 or self._only_begins(_BODY, key, bare=bare))
        return key if begun else ""

    def _may_begin(self, key: str, *, bare: bool) -> bool:
        """Whether letters by themselves may be a word's beginning, and no word."""
        if not fold(key).isascii() or not key.isalpha() or is_abbreviation(key):
            return False
        if key in self._model or (bare and len(key) > 1 and self._model.readings(key)):
            return False
        return len(key) > 1 or len(self._written) > 1

    def _only_begins(self, field: str, key: str, *, bare: bool) -> bool:
        name = field + FOLDED if bare else field
        return not self._corpus.holds(name, key) and self._corpus.begins(name, key)

    def _count(self, key: str) -> int:
        return self._model.count(canonical(key)) or self._corpus.frequency(_BODY, key)

    def _known(self, key: str) -> bool:
        """Whether the library holds a word in any marks, or it is none that can be misspelt."""
        if key in self._model or self._model.readings(key) or not key.isalpha():
            return True
        if len(key) < 3 or is_abbreviation(key) or not _VOWELS & set(fold(key)):
            return True
        # Marks typed are part of a syllable's spelling, but not of a foreign word's.
        exact = key != fold(key) and is_syllable(key)
        term, suffix = (key, "") if exact else (fold(key), FOLDED)
        return any(self._corpus.holds(name + suffix, term) for name in BOOSTS)

    def _corrections(self, key: str) -> Choices:
        """A word that the library does not hold: itself, and what it may be a slip for."""
        found: dict[str, float] = {}
        bare = key == fold(key)
        for other in soundalikes(key):
            for one in self._model.readings(fold(other)) if bare else (other,):
                if one in self._model:
                    found.setdefault(one, _CONFUSED)
        # A known syllable with its marks on otherwise: what was meant by them is unknown.
        for one in self._model.readings(fold(key)):
            found.setdefault(one, _CONFUSED)
        if not found:
            found = dict.fromkeys(self._slips(key), _SLIPPED)
        return list(found.items()) or [(key, 0.0)]

    def _slips(self, key: str) -> list[str]:
        """The commonest words a slip away; those nearest by their marks too, where it bears any."""
        self._compared += 1
        if self._compared > _MOST_CORRECTED:
            return []
        close = nearest(key, self._corpus.terms(_BODY + FOLDED), most=_LOOKED_AT)
        found = [one for folded in close for one in self._model.readings(folded) or (folded,)]
        if key != fold(key):
            found = nearest_marked(key, found)
        return sorted(found, key=self._count, reverse=True)[:_WEIGHED]

    def _suggestion(
        self, text: str, words: Sequence[str], keys: Sequence[str], chosen: Sequence[str]
    ) -> str:
        """The query with known but unlikely words put right, where the library bears it out."""
        choices = [self._alike(key, one) for key, one in zip(keys, chosen, strict=True)]
        for place, word, one in zip(choices, words, chosen, strict=True):
            if not _initials(word, self._plain):
                place += [(other, _SUGGESTED) for other in self._commoner(one)]
        if all(len(place) == 1 for place in choices):
            return ""
        better = self._model.likeliest(choices)
        for at, (one, other) in enumerate(zip(chosen, better, strict=True)):
            borne_out = self._evidence(better, at) >= _EVIDENCE and not self._evidence(chosen, at)
            if one != other and not borne_out and not self._misprint(one, alone=len(chosen) == 1):
                return ""
        if better == list(chosen):
            return ""
        return spliced(text, places(text), [text[p.start : p.end] for p in places(text)], better)

    def _alike(self, key: str, chosen: str) -> Choices:
        bare = key == fold(key)
        found: Choices = [(chosen, 0.0)]
        for other in soundalikes(key):
            held = self._model.readings(fold(other)) if bare else (other,)
            found += [(one, _SUGGESTED) for one in held if one in self._model and one != chosen]
        return found

    def _commoner(self, key: str) -> list[str]:
        """Syllables a slip from a rare word that are so much commoner that it may be a misprint."""
        own = self._count(key)
        if own > _RARE or len(key) < 3 or not key.isalpha() or is_abbreviation(key):
            return []
        close = nearest(key, self._model.unmarked, most=_LOOKED_AT)
        found = [one for folded in close for one in self._model.readings(folded) if one != key]
        if key != fold(key):
            found = nearest_marked(key, found)
        common = [one for one in found if self._model.count(one) >= _COMMONER * max(own, 1)]
        return sorted(common, key=self._model.count, reverse=True)[:_WEIGHED]

    def _misprint(self, key: str, *, alone: bool) -> bool:
        """Whether a word is so sure to be none that no neighbour need tell: marks on no syllable.

        Without marks it may be a word of another tongue, unless it is `alone` and hardly held.
        """
        bare = key == fold(key)
        return not is_syllable(key) and (not bare or (alone and self._count(key) <= 2))

    def _evidence(self, words: Sequence[str], at: int) -> int:
        """How often a word stands beside its neighbours of the query in the library."""
        before = self._model.beside(words[at - 1], words[at]) if at else 0
        after = self._model.beside(words[at], words[at + 1]) if at + 1 < len(words) else 0
        return before + after


def _initials(word: str, text: str) -> bool:
    """Whether a word stands in capitals in a text that does not: a name's initials, no syllable."""
    return word.isupper() and not text.isupper()


def _open_ended(query: Query, key: str) -> Query:
    """The query with its last word unfinished: a beginning, or, where too short, no condition."""
    last = query.clauses[-1] if query.clauses else None
    if last is None or last.words[-1].keys[0] != key:
        return query
    if len(key) < _BEGINNING and len(query.clauses) > 1 and not last.field:
        if last.either or len(last.words) > 1:
            return query
        loose = msgspec.structs.replace(last, optional=True)
        return msgspec.structs.replace(query, clauses=(*query.clauses[:-1], loose))
    return parse(query.text + "*")


def spliced(text: str, found: Sequence[Place], meant: Sequence[str], chosen: Sequence[str]) -> str:
    """The text with `chosen` keys in its places; what is no change stays as it was meant."""
    parts: list[str] = []
    end = 0
    for place, word, key in zip(found, meant, chosen, strict=True):
        parts += [text[end : place.start], word if canonical(word) == key else _cased(key, word)]
        end = place.end
    return "".join([*parts, text[end:]])


def _cased(key: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return key.upper()
    return key[:1].upper() + key[1:] if lower(like[:1]) != like[:1] else key
