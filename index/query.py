"""Reads what a reader typed: words, "phrases", -not. Nothing that is typed is an error."""

import re
from functools import lru_cache

import msgspec

from index.vietnamese import Token, fold, normalise, placements, tokens, variants

LONGEST = 64
"""Words of a query that count; a pasted page is cut here."""

_QUOTES = '"“”„«»'
_PHRASE = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
# A minus that negates begins a word of letters or a phrase: not a dash between words, nor -19.
_MINUS = re.compile(rf"(?:(?<=\s)|^)[-−–](?=[^\W\d_]|[{_QUOTES}])")


class Word(msgspec.Struct, frozen=True):
    """One word of a query, by the steps of the match ladder.

    `surface` is the word in lower case; `several` says that it has other accepted spellings.
    `keys` are its canonical key and those of its i/y variants, `folded` their unmarked forms.
    `parts` are the words of a document number, which is itself one word.
    """

    surface: str
    keys: tuple[str, ...]
    folded: tuple[str, ...]
    several: bool = False
    parts: tuple["Word", ...] = ()

    @property
    def marked(self) -> bool:
        return self.keys[0] != self.folded[0]


class Clause(msgspec.Struct, frozen=True):
    """Words that must stand side by side: a quoted phrase, or just one word."""

    words: tuple[Word, ...]


class Query(msgspec.Struct, frozen=True):
    """A query as it is searched; `text` is what it was read from, normalised."""

    text: str
    clauses: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The distinct words that are wanted, in order."""
        return tuple(dict.fromkeys(word for clause in self.clauses for word in clause.words))

    @property
    def marked(self) -> bool:
        """Whether any word bears marks, so that its reader can be taken to type them."""
        every = (word for c in (*self.clauses, *self.excluded) for word in c.words)
        return any(word.marked for word in every)


@lru_cache(maxsize=64)
def parse(text: str) -> Query:
    """The query that `text` means: never fails, and has no clauses if it holds no word."""
    plain = " ".join(normalise(text).text.split())
    phrases = [match.span(1) for match in _PHRASE.finditer(plain)]
    minuses = {match.end() for match in _MINUS.finditer(plain)}
    wanted: list[Clause] = []
    excluded: list[Clause] = []
    for start, words in _clauses(tokens(plain), phrases):
        negated = start in minuses or (start - 1 in minuses and plain[start - 1] in _QUOTES)
        (excluded if negated else wanted).append(Clause(words))
    if not wanted:
        wanted, excluded = excluded, []
    return Query(plain, tuple(wanted), tuple(excluded))


def words_of(query: str) -> tuple[str, ...]:
    """The words that a query looks for, as typed but in lower case; excluded ones are left out."""
    return tuple(word.surface for word in parse(query).words)


def _clauses(
    found: list[Token], phrases: list[tuple[int, int]]
) -> list[tuple[int, tuple[Word, ...]]]:
    """(start, words) of each clause: by phrase, and by runs without a gap (scripts, long runs)."""
    clauses: list[tuple[int, list[Token]]] = []
    last_end, last_phrase, number_end = -1, -1, -1
    for token in found[:LONGEST]:
        phrase = next((s for s, e in phrases if s <= token.start and token.end <= e), -1)
        if token.number:
            number_end = token.end
            if phrase >= 0:
                continue  # In a phrase the parts stand at their own positions.
        joined = phrase >= 0 and phrase == last_phrase
        inside = token.start < number_end and phrase < 0 and not token.number
        if clauses and (joined or inside or token.start == last_end):
            clauses[-1][1].append(token)
        else:
            start = phrase if phrase >= 0 else token.start
            clauses.append((start, [token]))
        last_phrase = phrase
        last_end = token.end
    return [(start, _words(members)) for start, members in clauses]


def _words(members: list[Token]) -> tuple[Word, ...]:
    if members[0].number:
        parts = tuple(_word(token) for token in members[1:])
        whole = members[0]
        return (Word(whole.surface, (whole.key,), (whole.folded,), parts=parts),)
    return tuple(_word(token) for token in members)


def _word(token: Token) -> Word:
    keys = (token.key, *variants(token.key))
    folded = tuple(dict.fromkeys(fold(key) for key in keys))
    several = len(keys) > 1 or len(placements(token.key)) > 1
    return Word(token.surface, keys, folded, several)
