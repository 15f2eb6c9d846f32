"""Reads what a reader typed: words, "phrases", "near ones"~3, -not, OR, fields, wild* and near~.

Nothing that is typed is an error: what does not fit the language is read as words, and `hint` says
so. Hints: `date_unreadable`, `or_alone`, `quote_open`, `field_empty`, `field_unknown`,
`star_alone`, `minus_alone`, `too_long`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import msgspec

from index.dates import Range, dates_of, days_in
from index.vietnamese import Token, canonical, fold, lower, placements, variants
from index.vietnamese.abbreviations import abbreviated, expansions
from index.vietnamese.normalise import normalise
from index.vietnamese.numbers import NUMBER
from index.vietnamese.tokens import spans, tokens

LONGEST, LETTERS, OPEN = 64, 1024, 8
"""Words of a query that count, its letters, and those of its words with an asterisk or a tilde.

A pasted page is cut here: each of them takes its time.
"""
TOO_LONG = "too_long"

FIELDS = {
    "nguoi": "people", "person": "people",
    "donvi": "units", "unit": "units",
    "hoinghi": "conference", "conference": "conference",
    "loai": "kind", "kind": "kind",
    "chude": "topics", "topic": "topics",
    "so": "numbers", "number": "numbers",
}  # fmt: skip
"""What a reader writes before a colon, marks or none -> the field of the index."""
DATES = {"nam": "year", "year": "year", "tu": "from", "from": "from", "den": "to", "to": "to"}
_VALUED = FIELDS | {name: field for name, field in DATES.items() if field == "year"}
EITHER = ("OR", "HOẶC")

_QUOTES = '"“”„«»'
_PHRASE = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
_GAP = re.compile(rf"(?<=[{_QUOTES}])~(\d{{1,2}})(?!\w)")
# A minus that negates begins a word of letters, a phrase or a document number: not a dash between
# words, nor -19.
_MINUS = re.compile(rf"(?:(?<=\s)|^)[-−–](?=[^\W\d_]|[{_QUOTES}])")
_MINUS_FIGURE = re.compile(r"(?:(?<=\s)|^)[-−–](?=\d)")
_NAME = r"(?:(?<=\s)|(?<=\s[-−–])|^|(?<=^[-−–]))([^\W\d_]+):"
_NAMED = re.compile(rf"{_NAME}(\s|$)?")
_BEGUN_FIELD = re.compile(rf"{_NAME}(?:[{_QUOTES}]([^{_QUOTES}]*)|([^:{_QUOTES}]*))$")
_RUN = re.compile(r"\S+")
_STARRED = re.compile(r"(?<![\w*])(?=[\w*]*\*)(?=[\w*]*\w)[\w*]+")
_OPEN = re.compile(r"\S*[*~]\S*")
_STAR_ALONE = re.compile(r"(?<![\w*])\*+(?![\w*])")


class Word(msgspec.Struct, frozen=True):
    """One word of a query, by the steps of the match ladder.

    `surface` is the word in lower case; `several` says that it has other accepted spellings.
    `keys` are its canonical key and those of its i/y variants, `folded` their unmarked forms.
    `parts` are the words of a document number, which is itself one word. `wild`: its asterisks
    stand for any letters. `near`: words a slip away count too. `expansions` are what it stands for
    as an abbreviation, `shorts` the abbreviations of words that it is among, with their number.
    """

    surface: str
    keys: tuple[str, ...]
    folded: tuple[str, ...]
    several: bool = False
    parts: tuple["Word", ...] = ()
    wild: bool = False
    near: bool = False
    expansions: tuple[tuple[str, ...], ...] = ()
    shorts: tuple[tuple[str, int], ...] = ()

    @property
    def marked(self) -> bool:
        return self.keys[0] != self.folded[0]


class Clause(msgspec.Struct, frozen=True):
    """Words that must stand side by side: a quoted phrase, or just one word.

    `gap`: so many other words may stand between each and the next. `field` names the one field that
    they are looked for in, "" all of them. `either` are clauses that will do in its place.
    `optional`: it adds to a document's score, and may be missing.
    """

    words: tuple[Word, ...]
    field: str = ""
    either: tuple["Clause", ...] = ()
    optional: bool = False
    gap: int = 0

    @property
    def choices(self) -> tuple["Clause", ...]:
        """This clause and those that will do as well."""
        return (self, *self.either)

    @property
    def starred(self) -> bool:
        """Whether it is one word with asterisks, which has no places."""
        return len(self.words) == 1 and self.words[0].wild


class Query(msgspec.Struct, frozen=True):
    """A query as it is searched; `text` is what it was read from, normalised.

    `dates` is the range asked for. `hint` is the code of what was read as words though it looked
    like more, or "".
    """

    text: str
    clauses: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()
    dates: Range = Range()
    hint: str = ""

    @property
    def free(self) -> tuple[Clause, ...]:
        """The wanted clauses of no certain field, alternatives among them, in order."""
        every = (choice for clause in self.clauses for choice in clause.choices)
        return tuple(clause for clause in every if not clause.field)

    @property
    def words(self) -> tuple[Word, ...]:
        """The distinct words that are wanted in any field, in order."""
        return tuple(dict.fromkeys(word for clause in self.free for word in clause.words))

    @property
    def marked(self) -> bool:
        """Whether any word bears marks, so that its reader can be taken to type them."""
        return any(word.marked for word in self.every_word())

    def every_word(self) -> tuple[Word, ...]:
        """All words, of whatever field and sign."""
        clauses = (c for clause in (*self.clauses, *self.excluded) for c in clause.choices)
        return tuple(word for clause in clauses for word in clause.words)


class BegunField(msgspec.Struct, frozen=True):
    """A field whose value is being typed: the text before its value, and of that the value so far.

    `name` is that of the index, `year` for a year.
    """

    before: str
    name: str
    value: str


class Place(msgspec.Struct, frozen=True):
    """Where a word stands in the text of a query: what another reading of it would replace.

    `fixed`: only keystrokes of an input method may be read otherwise, nothing is guessed. Such are
    words left out, names of people, words with asterisks (`begun`: the letters before one that
    ends a word) and words with a tilde.
    """

    start: int
    end: int
    key: str
    fixed: bool = False
    begun: bool = False


class _Read(msgspec.Struct):
    """A text with its operators found: `bare` is the text with spaces in their place."""

    plain: str
    bare: str
    phrases: list[tuple[int, int]]
    gaps: dict[int, int]
    """By the start of a phrase, the gap that its words may have."""
    minuses: set[int]
    named: list[tuple[int, int, str]]
    dates: Range
    days: list[tuple[int, int]]
    """Where days and months of dates stand, that may be written with a zero before them."""
    stars: list[tuple[int, int]]
    hints: list[str]
    language: bool

    def field(self, at: int) -> str:
        return next((name for start, end, name in self.named if start <= at < end), "")


class _Part(msgspec.Struct):
    """A clause as it is put together."""

    start: int
    members: list[Token]
    field: str
    negated: bool
    phrase: bool
    gap: int


@lru_cache(maxsize=64)
def parse(text: str, *, language: bool = True) -> Query:
    """The query that `text` means: never fails, and has no clauses if it holds no word.

    Without `language` only phrases and minus are understood.
    """
    whole = " ".join(normalise(text).text.split())
    plain = shortened(whole)
    read, parts = _cut(plain, language=language)
    wanted: list[Clause] = []
    excluded: list[Clause] = []
    left: list[_Part] = []
    joining = False
    for at, part in enumerate(parts):
        if language and _joins(plain, parts, at):
            joining = True
            continue
        left.append(part)
        clause = Clause(_words(part, read), part.field, gap=part.gap)
        if joining:
            wanted[-1] = msgspec.structs.replace(wanted[-1], either=(*wanted[-1].either, clause))
            joining = False
        else:
            (excluded if part.negated else wanted).append(clause)
    hint = next(iter(read.hints), "") if plain == whole else TOO_LONG
    if language and any(_is_either(plain, part) for part in left):
        hint = hint or "or_alone"
    if excluded and not wanted and read.dates == Range():
        wanted, excluded = excluded, []
        hint = hint or "minus_alone"
    if language:
        wanted = _with_abbreviations(wanted)
    return Query(plain, tuple(wanted), tuple(excluded), read.dates, hint)


def shortened(plain: str) -> str:
    """The beginning of a normalised query that counts."""
    end = len(plain)
    if end > LETTERS:
        end = max(plain.rfind(" ", 0, LETTERS + 1), 0) or LETTERS
    words = islice(spans(plain[:end]), LONGEST, None)
    following = next(words, None)
    if following is not None:
        end = following[0]
    unsure = next(islice(_OPEN.finditer(plain, 0, end), OPEN, None), None)
    if unsure is not None:
        end = unsure.start()
    return plain[:end].rstrip()


def words_of(query: str) -> tuple[str, ...]:
    """The words that a query looks for, as typed but in lower case; excluded ones are left out."""
    return tuple(word.surface for word in parse(query).words)


def wildcard(pattern: str) -> re.Pattern[str]:
    """What a word with asterisks matches as a whole; * is any letters or none."""
    return re.compile(".*".join(map(re.escape, re.split(r"\*+", pattern))))


def begun_field(text: str) -> BegunField | None:
    """The field that a query being typed ends with, if its value may go on.

    Words behind an unquoted value are taken for more of it: whoever asks sees whether they fit.
    """
    plain = normalise(text).text
    match = _BEGUN_FIELD.search(plain)
    name = fold(match[1]) if match else ""
    if match is None or name not in _VALUED:
        return None
    return BegunField(plain[: match.end(1) + 1], _VALUED[name], match[2] or match[3] or "")


def written(text: str) -> list[Place]:
    """The words of a normalised query as they were typed, in order.

    Document numbers and operators are none, nor are words with asterisks but at their end.
    """
    read, parts = _cut(text, language=True)
    found: list[Place] = []
    for at, part in enumerate(parts):
        if part.members[0].number or _joins(text, parts, at):
            continue
        fixed = part.negated or part.field == "people"
        for token in part.members:
            star = next((span for span in read.stars if span[0] == token.start), None)
            if star is not None:
                found += _begun(text, star)
                continue
            sign = text[token.end : token.end + 1]
            if sign != ":":  # It may begin a value once it is corrected.
                place = Place(token.start, token.end, token.key, fixed or sign == "~")
                found.append(place)
    return found


def _begun(text: str, star: tuple[int, int]) -> Iterator[Place]:
    """The letters of a word whose only asterisks end it."""
    letters = text[slice(*star)].rstrip("*")
    if "*" not in letters:
        end = star[0] + len(letters)
        yield Place(star[0], end, canonical(letters), fixed=True, begun=True)


def places(text: str) -> list[Place]:
    """The words of a normalised query that a correction may touch, in order: no fixed ones."""
    return [place for place in written(text) if not place.fixed]


@lru_cache(maxsize=64)
def _cut(plain: str, *, language: bool) -> tuple[_Read, list[_Part]]:
    """A normalised text with its operators found, and its clauses; neither is to be changed."""
    read = _read(plain) if language else _words_only(plain)
    return read, _parts(read)


def _words_only(plain: str) -> _Read:
    phrases = [match.span(1) for match in _PHRASE.finditer(plain)]
    minuses = {match.end() for match in _MINUS.finditer(plain)}
    bare = plain
    for match in _MINUS_FIGURE.finditer(plain):
        # A document number is none with a dash before it, so that it is looked at alone.
        if NUMBER.match(plain[match.end() :]):
            minuses.add(match.end())
            bare = f"{bare[: match.start()]} {bare[match.end() :]}"
    return _Read(plain, bare, phrases, {}, minuses, [], Range(), [], [], [], language=False)


def _read(plain: str) -> _Read:
    read = _words_only(plain)
    read.language = True
    read.days = days_in(plain)
    letters = list(read.bare)
    for start, end in read.phrases:
        if gap := _GAP.match(plain, end + 1):
            read.gaps[start] = int(gap[1])
            letters[slice(*gap.span())] = " " * len(gap[0])
    for match in _NAMED.finditer(plain):
        _take_field(read, letters, match)
    for match in _STARRED.finditer(plain):
        if not _quoted(read, match.start()) and not plain[match.start() : match.end()].isdecimal():
            # Letters in place of the asterisks: one token that stands where the word does.
            read.stars.append(match.span())
            letters[match.start() : match.end()] = match[0].replace("*", "x")
    read.bare = "".join(letters)
    outside = _PHRASE.sub("", plain)
    # After figures it may be the sign of inches.
    if re.search(f"[{_QUOTES}]\\w|[^\\W\\d_][{_QUOTES}]", outside):
        read.hints.append("quote_open")
    if _STAR_ALONE.search(outside):
        read.hints.append("star_alone")
    return read


def _quoted(read: _Read, at: int) -> bool:
    return any(start <= at < end for start, end in read.phrases)


def _take_field(read: _Read, letters: list[str], match: re.Match[str]) -> None:
    """Notes a field and its value, and blanks its name; leaves what is none as words."""
    name = fold(match[1])
    start = match.end(1) + 1
    if _quoted(read, match.start(1)):
        return
    if name not in FIELDS and name not in DATES:
        # What follows an address's scheme is no value.
        if match[2] is None and not read.plain.startswith("//", start):
            read.hints.append("field_unknown")
        return
    if match[2] is not None:
        read.hints.append("field_empty")
        return
    phrase = next((span for span in read.phrases if span[0] == start + 1), None)
    run = _RUN.match(read.bare, start)
    assert run is not None
    end = phrase[1] + 1 if phrase else run.end()
    negated = match.start(1) in read.minuses
    if name in DATES:
        found = dates_of(DATES[name], read.bare[start:end].strip(_QUOTES))
        if found is None or negated:
            read.hints.append("date_unreadable")
            return
        read.dates = read.dates.within(found)
        letters[match.start() : end] = " " * (end - match.start())
        return
    letters[match.start(1) : start] = " " * (start - match.start(1))
    if negated:
        read.minuses.add(start)
    read.named.append((start, end, FIELDS[name]))


def _parts(read: _Read) -> list[_Part]:
    """The clauses: by phrase, and by runs without a gap (scripts without spaces, long runs)."""
    found: list[_Part] = []
    last_end, last_phrase, number_end = -1, -1, -1
    for token in tokens(read.bare)[:LONGEST]:
        phrase = next((s for s, e in read.phrases if s <= token.start and token.end <= e), -1)
        if token.number:
            number_end = token.end
            if phrase >= 0:
                continue  # In a phrase the parts stand at their own positions.
        joined = phrase >= 0 and phrase == last_phrase
        inside = token.start < number_end and phrase < 0 and not token.number
        if found and (joined or inside or token.start == last_end):
            found[-1].members.append(token)
        else:
            start = phrase if phrase >= 0 else token.start
            negated = start in read.minuses or (
                start - 1 in read.minuses and read.bare[start - 1] in _QUOTES
            )
            gap = read.gaps.get(phrase, 0)
            found.append(_Part(start, [token], read.field(start), negated, phrase >= 0, gap))
        last_phrase = phrase
        last_end = token.end
    return found


def _is_either(plain: str, part: _Part) -> bool:
    """Whether this part is written like an OR, in a query not all in capitals."""
    written = plain[part.start : part.members[-1].end]
    if part.phrase or part.field or part.negated or written not in EITHER:
        return False
    return written == "OR" or not "".join(plain.split(written)).isupper()


def _joins(plain: str, parts: list[_Part], at: int) -> bool:
    """Whether this part is an OR between two wanted clauses."""
    if not 0 < at < len(parts) - 1 or not _is_either(plain, parts[at]):
        return False
    return not (parts[at - 1].negated or parts[at + 1].negated)


def _words(part: _Part, read: _Read) -> tuple[Word, ...]:
    members = part.members
    if members[0].number:
        parts = tuple(_word(token, read) for token in members[1:])
        whole = members[0]
        return (Word(whole.surface, (whole.key,), (whole.folded,), parts=parts),)
    return tuple(_word(token, read) for token in members)


def _word(token: Token, read: _Read) -> Word:
    span = next((span for span in read.stars if span[0] == token.start), None)
    if span:
        pattern = lower(read.plain[span[0] : span[1]])
        return Word(pattern, (pattern,), (fold(pattern),), wild=True)
    keys = (token.key, *variants(token.key))
    several = len(keys) > 1 or len(placements(token.key)) > 1
    in_date = (token.start, token.end) in read.days
    if token.key.isdecimal() and (in_date or read.field(token.start) == "numbers"):
        plain = token.key.lstrip("0") or "0"
        keys = tuple(dict.fromkeys((token.key, plain, plain.zfill(2))))
    folded = tuple(dict.fromkeys(fold(key) for key in keys))
    near = read.language and read.plain[token.end : token.end + 1] == "~"
    meant = _expansions(token, read.plain) if read.language else ()
    return Word(token.surface, keys, folded, several, near=near, expansions=meant)


def _expansions(token: Token, plain: str) -> tuple[tuple[str, ...], ...]:
    before, after = plain[max(0, token.start - 1) : token.start], plain[token.end : token.end + 1]
    return expansions(plain[token.start : token.end], before=before, after=after)


def _with_abbreviations(clauses: list[Clause]) -> list[Clause]:
    """The clauses, each word told the abbreviations of a run of words that it stands in."""
    keys = tuple(_free_key(clause) for clause in clauses)
    made = list(clauses)
    for short in abbreviated(keys):
        size = short.end - short.start
        for at in range(short.start, short.end):
            word = made[at].words[0]
            word = msgspec.structs.replace(word, shorts=(*word.shorts, (short.key, size)))
            made[at] = msgspec.structs.replace(made[at], words=(word,))
    return made


def _free_key(clause: Clause) -> str:
    """The key of a clause that is one plain word, else "": what no abbreviation stands for."""
    return "" if clause.field or clause.either or len(clause.words) > 1 else clause.words[0].keys[0]
