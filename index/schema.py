"""The fields of the index, and how an entry becomes their terms.

Every text is indexed twice: as canonical keys (`body`) and without marks (`body.folded`), with one
list of positions for both, a document number standing at its first part's position. Field
`spelling` holds, once a document, the surfaces of syllables that are spelt in several ways, so that
a match can tell hoà from hòa.
"""

from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

from whoosh import columns, fields, formats

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

FOLDED = ".folded"
SPELLING = "spelling"
KEY = "key"
DATE = "date"

# Whoosh declares few types: what it leaves untyped is Any here.
_number_column: Any = columns.NumericColumn

Posting = tuple[bytes, int, float, bytes]
"""(term, frequency, weight, positions as little-endian u32): what Whoosh's writer takes."""


class PositionArray(formats.Format):
    """Positions of a term in one document, as an array of little-endian u32."""

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        return float(len(value) // 4)

    def decode_positions(self, value: bytes) -> list[int]:
        return list(memoryview(value).cast("I"))


class Terms(fields.FieldType):
    """A field whose terms are worked out beforehand: `index` takes them as they are."""

    def __init__(self, *, positions: bool = True) -> None:
        self.format = PositionArray() if positions else formats.Existence()
        self.scorable = positions
        self.stored = False

    def index(
        self, value: Iterable[Posting], **_: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        yield from value


def schema() -> fields.Schema:
    """The Whoosh schema; what is stored of a document is its key alone."""
    made = fields.Schema()
    made.add(KEY, fields.ID(stored=True, unique=True))
    made.add(DATE, fields.COLUMN(_number_column("i", default=0)))
    made.add(SPELLING, Terms(positions=False))
    for name in BOOSTS:
        made.add(name, Terms())
        made.add(name + FOLDED, Terms())
    return made


class _Spelt(dict[str, tuple[bytes, bytes, bytes]]):
    """A word as written -> (key, folded key, surface if it has other spellings), worked out once.

    Forgets everything when full, so that 100,000 documents need no more memory than 1,000.
    """

    FULL = 200_000

    def __missing__(self, word: str) -> tuple[bytes, bytes, bytes]:
        if len(self) >= self.FULL:
            self.clear()
        key = canonical(word)
        several = len(placements(key)) > 1 or bool(variants(key))
        surface = lower(word)
        made = (_bytes(key), _bytes(fold(key)), _bytes(surface) if several else b"")
        self[word] = made
        return made


def _bytes(text: str) -> bytes:
    # Lone surrogates can come from broken files; they must not stop an edition.
    return text.encode("utf-8", "replace")


class Analysis:
    """Turns entries into the writer's fields. Keeps a table of words; use one a build.

    `heard` gets the words of each entry, text by text, as written and in order.
    """

    def __init__(self, heard: Callable[[Sequence[Sequence[str]]], None] = lambda _: None) -> None:
        self._spelt = _Spelt()
        self._heard = heard

    def fields(self, entry: Entry) -> dict[str, Any]:
        """The keyword arguments of Whoosh's `add_document`."""
        made: dict[str, Any] = {KEY: entry.key, DATE: entry.date}
        spellings: set[bytes] = set()
        said: list[list[str]] = []
        for name in BOOSTS:
            value = getattr(entry, name)
            text = value if isinstance(value, str) else "\n".join(value)
            if text:
                said.append(self._add(made, name, text, spellings))
        if spellings:
            made[SPELLING] = [(surface, 1, 1.0, b"") for surface in spellings]
        self._heard(said)
        return made

    def _add(self, made: dict[str, Any], name: str, text: str, spellings: set[bytes]) -> list[str]:
        """Adds a field's terms; the words of its text."""
        keys: dict[bytes, array[int]] = {}
        folded: dict[bytes, array[int]] = {}
        cut = scan(text)
        rows = list(map(self._spelt.__getitem__, cut.words))
        for position, (key, bare, surface) in enumerate(rows):
            _place(keys, key, position)
            _place(folded, bare, position)
            if surface:
                spellings.add(surface)
        for position, number in cut.numbers:
            whole = lower(number)
            _place(keys, _bytes(whole), position)
            _place(folded, _bytes(fold(whole)), position)
        if keys:
            made[name] = _postings(keys)
            made[name + FOLDED] = _postings(folded)
        return cut.words


def _place(terms: "dict[bytes, array[int]]", term: bytes, position: int) -> None:
    places = terms.get(term)
    if places is None:
        terms[term] = array("I", (position,))
    else:
        places.append(position)


def _postings(terms: "dict[bytes, array[int]]") -> list[Posting]:
    return [(term, len(p), float(len(p)), p.tobytes()) for term, p in terms.items()]
