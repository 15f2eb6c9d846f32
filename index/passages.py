"""Where a text answers a query: every hit's exact span, and the passage that shows it best."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter, itemgetter

import msgspec

from index.query import Clause, Query, Word, parse, wildcard
from index.vietnamese import Token, canonical, fold, spans
from index.vietnamese.normalise import normalise
from index.vietnamese.spelling import Near
from index.vietnamese.tokens import tokens

Span = tuple[int, int]
_SENTENCE = re.compile(r"[.!?…:;]\s+|\n+")
_IN_TEXT = attrgetter("start", "word")
_BESIDE = re.compile(r"[^\S\n]*[-/‐‑–]?[^\S\n]*")


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a text, and the hits within it; all offsets count from the text's beginning."""

    start: int
    end: int
    marks: tuple[Span, ...]


class _Hit(msgspec.Struct, frozen=True):
    start: int
    end: int
    position: int
    word: int


def marks(query: str, text: str, *, literal: bool = False) -> list[Span]:
    """Every hit of `query` in `text` as (start, end) of the text as passed in, NFC or not.

    Of each word only the best step of the ladder that the text reaches is marked: where truyền
    stands, truyện is no hit for it. Hits side by side are one span.
    """
    return marks_of(query, [text], literal=literal)[0]


def marks_of(query: str, texts: Sequence[str], *, literal: bool = False) -> list[list[Span]]:
    """`marks` for the blocks of one document: the best step is chosen over all of them."""
    asked = parse(query)
    wanted = _Wanted(asked, literal=literal)
    cut = [tokens(text, wanted) for text in texts]
    found = _hits(asked, cut, literal=literal)
    return [_merged(hits, text) for hits, text in zip(found, texts, strict=True)]


def passage(query: str, text: str, *, width: int = 180, literal: bool = False) -> Passage:
    """The passage of at most `width` characters with the most of the query's words.

    Words side by side are preferred, then the earliest. It begins at a sentence if one begins near
    enough before the first hit, else at a word; without any hit it is the text's beginning.
    """
    cut = tokens(text)
    words = [(token.start, token.end) for token in cut if not token.number]
    return _passage(text, words, _hits(parse(query), [cut], literal=literal)[0], width)


class Passages:
    """The passages of one query where the index has told its places."""

    def __init__(self, query: str, *, width: int = 180, literal: bool = False) -> None:
        asked = parse(query)
        self._numbers = {form for word in asked.words if word.parts for form in word.folded}
        self._query = query
        self._open = _open_part(asked)
        self._only_open = len(self._open.clauses) == len(set(asked.free))
        starred = [clause.words[0] for clause in self._open.clauses]
        self._starred = [_Starred(word, literal=literal) for word in starred]
        # A document number begins with a figure: only what begins with a letter is none.
        self._lettered = all(word.surface[0].isalpha() for word in starred)
        self._width = width
        self._literal = literal

    @property
    def open(self) -> bool:
        """Whether there are words with asterisks outside phrases: no index tells their places."""
        return bool(self._open.clauses)

    def at(self, text: str, places: Sequence[tuple[int, int]]) -> Passage:
        """`passage` where the hits are known: (position of a word in `text`, which word it is).

        Words with asterisks are looked for as well.
        """
        rest = spans(text)
        last = max(places)[0] if places else -1
        words = list(rest if self.open else islice(rest, last + 1))
        hits: dict[int, _Hit] = {}
        for position, word in places:
            if position < len(words) and position not in hits:
                hits[position] = _Hit(*words[position], position, word)
        if self._numbers:
            # A document number stands at the first of its parts; one asked for is marked whole.
            for token in tokens(text, self._numbers):
                held = hits.get(token.position)
                if token.number and held is not None:
                    hits[token.position] = _Hit(token.start, token.end, held.position, held.word)
        found = list(hits.values())
        if self.open:
            found += self._open_hits(text, words)
        found.sort(key=_IN_TEXT)
        return _passage(text, words, found, self._width, rest)

    def marks_of(self, texts: Sequence[str]) -> list[list[Span]]:
        """`marks_of` for the blocks of a document whose places no index tells."""
        if not (self._only_open and self._lettered):
            return marks_of(self._query, texts, literal=self._literal)
        return [_merged(self._open_hits(text), text) for text in texts]

    def _open_hits(self, text: str, words: Sequence[Span] | None = None) -> list[_Hit]:
        """The hits of words with asterisks; `words` are the spans of the text, if they are known.

        Most texts are looked through without cutting them into tokens.
        """
        whole = normalise(text)
        if whole.starts is not None or not self._lettered:
            return _hits(self._open, [tokens(text)], literal=self._literal)[0]
        folded = fold(whole.text)
        hits: list[_Hit] = []
        for place, starred in enumerate(self._starred):
            if starred.bare.search(folded):
                words = list(spans(text)) if words is None else words
                hits += [
                    _Hit(start, end, position, place)
                    for position, (start, end) in enumerate(words)
                    if starred.fits(whole.text, folded, start, end)
                ]
        hits.sort(key=_IN_TEXT)
        return hits


class _Starred:
    """A word with asterisks, as it is looked for in a text (`_steps` tells by what)."""

    def __init__(self, word: Word, *, literal: bool) -> None:
        self.bare = wildcard(word.folded[0])
        self._key = wildcard(word.surface) if literal or word.marked else None

    def fits(self, text: str, folded: str, start: int, end: int) -> bool:
        """Whether the word that stands there is this one."""
        if not self.bare.fullmatch(folded, start, end):
            return False
        return self._key is None or self._key.fullmatch(canonical(text[start:end])) is not None


def _open_part(query: Query) -> Query:
    free = dict.fromkeys(clause for clause in query.free if clause.starred)
    return Query(query.text, tuple(Clause(clause.words) for clause in free))


def _passage(
    text: str, words: list[Span], hits: list[_Hit], width: int, rest: Iterable[Span] = ()
) -> Passage:
    """The best passage; `words` are as many as the hits need, `rest` those that follow."""
    first, last = _densest(hits, width)
    begin, end = (hits[first].start, hits[last].end) if hits else (0, 0)
    start, stop = _widened(text, words, begin, end, width, rest)
    inside = [hit for hit in hits if start <= hit.start and hit.end <= stop]
    return Passage(start, stop, tuple(_merged(inside, text)))


def _hits(query: Query, cut: list[list[Token]], *, literal: bool) -> list[list[_Hit]]:
    """The hits of each text, in order; `word` is the place in the query of what was hit."""
    hits: list[list[_Hit]] = [[] for _ in cut]
    place = 0
    for clause in query.free:
        for words in _readings(clause, cut):
            for step in _steps(words, clause.gap, literal=literal):
                found = [_sequences(step, one, place) for one in cut]
                if any(found):
                    for held, more in zip(hits, found, strict=True):
                        held.extend(more)
                    break
            place += len(words)
    for one in hits:
        one.sort(key=_IN_TEXT)
    return hits


class _Step(msgspec.Struct, frozen=True):
    """A step of the ladder: forms that stand side by side, by key or `folded`, in any way of it.

    `gap`: so many other words may stand between each and the next.
    """

    ways: Sequence[Sequence[Container[str]]]
    folded: bool
    gap: int = 0


def _steps(words: tuple[Word, ...], gap: int, *, literal: bool) -> Iterator[_Step]:
    """How words may stand in a text, the best first; as the index finds them (`asking.fitting`)."""
    wild, marked = any(word.wild for word in words), any(word.marked for word in words)
    if literal or marked or not wild:
        forms = [_forms(word, folded=False, literal=literal) for word in words]
        yield _Step([forms], folded=False, gap=gap)
    if literal or (wild and marked):
        return
    forms = [_forms(word, folded=True, literal=False) for word in words]
    yield _Step([forms], folded=True, gap=gap)
    if len(words) == 1:
        word = words[0]
        others = [*word.expansions, *((short,) for short, _ in word.shorts)]
        yield _Step([[frozenset((fold(key),)) for key in keys] for keys in others], folded=True)
        if word.near:
            near = Near(word.keys[0])
            yield _Step([[near]], folded=not near.marked)


class _Wild:
    """The words that one with asterisks matches."""

    def __init__(self, pattern: str) -> None:
        self._pattern = wildcard(pattern)

    def __contains__(self, other: object) -> bool:
        return isinstance(other, str) and self._pattern.fullmatch(other) is not None


class _Wanted:
    """The folded tokens that a query can hit at all; asked for each word of a document."""

    def __init__(self, query: Query, *, literal: bool) -> None:
        words = [one for word in query.words for one in (word, *word.parts)]
        self._sure = {form for word in words for form in word.folded}
        self._open: list[Container[str]] = [_Wild(w.folded[0]) for w in words if w.wild]
        self._near: list[Near] = []
        if not literal:
            self._sure |= {fold(key) for w in words for keys in w.expansions for key in keys}
            self._sure |= {fold(short) for w in words for short, _ in w.shorts}
            self._near += [Near(word.keys[0]) for word in words if word.near]

    def __contains__(self, folded: object) -> bool:
        if folded in self._sure or any(folded in one for one in self._open):
            return True
        return isinstance(folded, str) and any(near.may_be(folded) for near in self._near)


def _readings(clause: Clause, cut: list[list[Token]]) -> list[tuple[Word, ...]]:
    """The clause's words; for a document number that no text holds, each of its parts."""
    word = clause.words[0]
    held = any(token.folded == word.folded[0] for found in cut for token in found)
    return [(part,) for part in word.parts] if word.parts and not held else [clause.words]


def _forms(word: Word, *, folded: bool, literal: bool) -> Container[str]:
    if word.wild:
        return _Wild(word.folded[0] if folded else word.surface)
    if folded:
        return frozenset(word.folded)
    return frozenset(word.keys[:1] if literal else word.keys)


def _sequences(step: _Step, found: list[Token], place: int) -> list[_Hit]:
    """The hits of words that stand side by side, each in one of its forms."""
    return [
        _Hit(one.start, one.end, one.position, place + i)
        for forms in step.ways
        for one, i in _way(forms, found, step)
    ]


def _way(
    forms: Sequence[Container[str]], found: list[Token], step: _Step
) -> Iterator[tuple[Token, int]]:
    """The tokens that stand for the forms in order, and for which."""
    chain = found if len(forms) == 1 else [token for token in found if not token.number]
    keys = [token.folded if step.folded else token.key for token in chain]
    if step.gap and len(forms) > 1:
        yield from _apart(forms, chain, keys, step.gap)
        return
    for at, key in enumerate(keys):
        if key not in forms[0] or len(chain) < at + len(forms):
            continue
        position = chain[at].position
        if all(
            keys[at + i] in form and chain[at + i].position == position + i
            for i, form in enumerate(forms)
        ):
            yield from zip(chain[at : at + len(forms)], range(len(forms)), strict=True)


def _apart(
    forms: Sequence[Container[str]], chain: list[Token], keys: list[str], gap: int
) -> Iterator[tuple[Token, int]]:
    """The tokens of every run in order with at most `gap` other words between two of it."""
    held: list[dict[int, Token]] = []
    for form in forms:
        some = {one.position: one for one, key in zip(chain, keys, strict=True) if key in form}
        before = list(held[-1]) if held else None
        held.append({at: one for at, one in some.items() if _reaches(before, at - gap - 1, at)})
    after: list[int] | None = None
    for i, some in reversed(list(enumerate(held))):
        kept = [at for at in some if _reaches(after, at + 1, at + gap + 2)]
        yield from ((some[at], i) for at in kept)
        after = kept


def _reaches(places: list[int] | None, first: int, end: int) -> bool:
    """Whether any of the ascending places lies in [first, end); without places there is no need."""
    return places is None or bisect_left(places, first) < bisect_left(places, end)


def _merged(hits: list[_Hit], text: str) -> list[Span]:
    """Spans without overlaps, neighbours joined over spaces and hyphens."""
    spans: list[Span] = []
    for hit in hits:
        start, end = spans[-1] if spans else (0, -1)
        if hit.start <= end or (spans and _BESIDE.fullmatch(text, end, hit.start)):
            spans[-1] = (start, max(end, hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans


def _densest(hits: list[_Hit], width: int) -> tuple[int, int]:
    """First and last hit of the best window of `width` characters."""
    if hits and max([hit.end for hit in hits]) - hits[0].start <= width:
        return 0, len(hits) - 1
    best, best_score = (0, 0), (0, 0)
    last = -1
    # How often each word of the query stands in the window, and each beside the one before it.
    size = max([hit.word for hit in hits], default=-1) + 1
    held, beside = [0] * size, [0] * size
    words = pairs = 0
    joined = [False, *map(_follows, hits, hits[1:])]
    for first, hit in enumerate(hits):
        while last + 1 < len(hits) and (last < first or hits[last + 1].end - hit.start <= width):
            last += 1
            word = hits[last].word
            words += not held[word]
            held[word] += 1
            if last > first and joined[last]:
                pairs += not beside[word]
                beside[word] += 1
        if (words, pairs) > best_score:
            best, best_score = (first, last), (words, pairs)
        held[hit.word] -= 1
        words -= not held[hit.word]
        if first + 1 <= last and joined[first + 1]:
            word = hits[first + 1].word
            beside[word] -= 1
            pairs -= not beside[word]
    return best


def _follows(before: _Hit, after: _Hit) -> bool:
    return after.word == before.word + 1 and after.position == before.position + 1


def _widened(
    text: str, words: list[Span], begin: int, end: int, width: int, rest: Iterable[Span]
) -> Span:
    """A window of about `width` characters around [begin, end) that starts and stops at edges."""
    if len(text) <= width:
        return 0, len(text)
    room = max(0, width - (end - begin))
    low = max(0, begin - room)
    sentence = -1
    for match in _SENTENCE.finditer(text, low, begin):
        sentence = match.end()
    if sentence >= 0:
        start = sentence
    elif low == 0:
        start = 0
    else:
        near = begin - room // 3
        start = words[bisect_left(words, (near, 0))][0]
        start = min(start, begin)
    stop = start + width
    if stop >= len(text):
        return start, len(text)
    for word in rest:
        if word[1] > stop:
            break
        words.append(word)
    at = bisect_right(words, stop, key=itemgetter(1)) - 1
    edge = words[at][1] if at >= 0 else stop
    # One token alone may be longer than the passage: then it is cut.
    return start, max(edge, end) if edge > start else stop
