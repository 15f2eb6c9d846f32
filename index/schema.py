"""The fields of the index, and how an entry becomes their terms.

Every text is indexed twice: as canonical keys (`body`) and without marks (`body.folded`), with one
list of positions for both, a document number standing at its first part's position. Field
`spelling` holds, once a document, the surfaces of syllables that are spelt in several ways, so that
a match can tell hoà from hòa. The facet columns hold a document's values as they are shown, several
joined by `SEVERAL`.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

from whoosh import columns, fields, formats

from index.codec.invert import Words
from index.entry import Entry
from index.vietnamese import canonical, fold, lower, placements, scan, variants

BOOSTS: dict[str, float] = {
    "title": 3.0,
    "headings": 1.5,
    "body": 1.0,
    "people": 2.0,
    "units": 1.2,
    "conference": 1.2,
    "kind": 0.5,
    "topics": 1.0,
    "numbers": 3.0,
    "attachments": 0.5,
}
"""The text fields and the weight of a hit in each."""

SHOWN = ("title", "headings", "body", "attachments")
"""The fields that are shown as text, so that a place in them can be pointed at."""
EVERYWHERE = (*SHOWN, *(name for name in BOOSTS if name not in SHOWN))
OPENING = "opening"
OPENING_WORDS = 32
FOLDED = ".folded"
SPELLING = "spelling"
KEY = "key"
DATE = "date"
FACETS = ("kind", "conference", "topics", "people", "units")
"""Fields whose whole values are counted; a date's year is one more facet."""
SEVERAL = "\x1f"

# Whoosh declares few types: what it leaves untyped is Any here.
_number_column: Any = columns.NumericColumn
_facet_column: Any = columns.RefBytesColumn


def facet_column(name: str) -> str:
    """The column that holds a facet's values."""
    return f"facet.{name}"


class Terms(fields.FieldType):
    """A field whose terms are worked out beforehand: `Words` with positions, else bytes."""

    def __init__(self, *, positions: bool = True) -> None:
        self.format = formats.Positions() if positions else formats.Existence()
        self.scorable = positions
        self.stored = False

    def index(
        self, value: Iterable[bytes], **_: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        for term in value:
            yield term, 1, 1.0, b""


def schema() -> fields.Schema:
    """The Whoosh schema; what is stored of a document is its key, its date and its facets."""
    made = fields.Schema()
    made.add(KEY, fields.ID(unique=True, sortable=True))
    made.add(DATE, fields.COLUMN(_number_column("i", default=0)))
    made.add(SPELLING, Terms(positions=False))
    for name in FACETS:
        made.add(facet_column(name), fields.COLUMN(_facet_column()))
    for name in (*BOOSTS, OPENING):
        made.add(name, Terms())
        made.add(name + FOLDED, Terms())
    return made


class _Spelt(dict[str, tuple[str, str, bytes]]):
    """A word as written -> (key, folded key, surface if it has other spellings), worked out once.

    Forgets everything when full, so that 100,000 documents need no more memory than 1,000.
    """

    FULL = 200_000

    def __missing__(self, word: str) -> tuple[str, str, bytes]:
        if len(self) >= self.FULL:
            self.clear()
        key = canonical(word)
        several = len(placements(key)) > 1 or bool(variants(key))
        surface = lower(word).encode() if several else b""
        made = (_encodable(key), _encodable(fold(key)), surface)
        self[word] = made
        return made


def _encodable(text: str) -> str:
    # Lone surrogates can come from broken files; they must not stop an edition.
    return text.encode("utf-8", "replace").decode()


class Analysis:
    """Turns entries into the writer's fields. Keeps a table of words; use one a build.

    `heard` gets the words of each entry, text by text, as written and in order.
    """

    def __init__(self, heard: Callable[[Sequence[Sequence[str]]], None] = lambda _: None) -> None:
        self._spelt = _Spelt()
        self._heard = heard

    def fields(self, entry: Entry) -> dict[str, Any]:
        """The values of one document, as the codec's builder takes them."""
        made: dict[str, Any] = {KEY: entry.key, DATE: entry.date}
        for name in FACETS:
            if values := _values(getattr(entry, name)):
                made[facet_column(name)] = SEVERAL.join(values).encode("utf-8", "replace")
        spellings: set[bytes] = set()
        said: list[list[str]] = []
        for name in BOOSTS:
            value = getattr(entry, name)
            text = value if isinstance(value, str) else "\n".join(value)
            if text:
                said.append(self._add(made, name, text, spellings))
        if spellings:
            made[SPELLING] = spellings
        self._heard(said)
        return made

    def _add(self, made: dict[str, Any], name: str, text: str, spellings: set[bytes]) -> list[str]:
        """Adds a field's terms; the words of its text."""
        cut = scan(text)
        if not cut.words:
            return cut.words
        keys, folded, surfaces = zip(*map(self._spelt.__getitem__, cut.words), strict=True)
        spellings.update(filter(None, surfaces))
        numbers = [(position, lower(number)) for position, number in cut.numbers]
        made[name] = _words(keys, numbers)
        made[name + FOLDED] = _words(folded, [(at, fold(number)) for at, number in numbers])
        if name == "body":
            made[OPENING] = Words(keys[:OPENING_WORDS])
            made[OPENING + FOLDED] = Words(folded[:OPENING_WORDS])
        return cut.words


def _values(given: str | tuple[str, ...]) -> list[str]:
    """A facet's values, each once; of a text its lines."""
    lines = given.split("\n") if isinstance(given, str) else given
    clean = (" ".join(line.replace(SEVERAL, " ").split()) for line in lines)
    return list(dict.fromkeys(filter(None, clean)))


def _words(words: Sequence[str], numbers: list[tuple[int, str]]) -> Words:
    """A text's words, each document number before the first of its parts."""
    if not numbers:
        return Words(words)
    terms, positions = list(words), list(range(len(words)))
    for before, (position, number) in enumerate(numbers):
        terms.insert(position + before, number)
        positions.insert(position + before, position)
    return Words(terms, positions)
