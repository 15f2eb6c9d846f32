"""What a reader may mean by what stands in the search box so far, a few milliseconds a keystroke.

The index keeps no titles and no names: for these it tells the documents, and whoever shows them
looks into those. Document numbers and continuations of the last word it knows itself.
"""

import re

import msgspec
import numpy as np

from index.begun import Begun, begun
from index.continuing import Continuations
from index.corpus import Corpus
from index.query import places
from index.reading import spliced
from index.short_texts import ShortTexts
from index.vietnamese import canonical, fold
from index.vietnamese.restore import Model

SAMPLE = 48
"""Documents that are told for a name: among them, whoever asks finds whom it may be."""
_NUMBER = re.compile(r"(?<![\w/.-])(\d{1,5})(?:[-/–—\s]+([\w/–—\s-]*))?$")
_NO_LETTER = re.compile(r"[\W_]+")
_SIGNS = ("-", "/")
_MOST_NUMBERS = 4000


class Number(msgspec.Struct, frozen=True):
    """A document number, and the key of the newest document that bears it or ""."""

    text: str
    key: str


class Suggested(msgspec.Struct, frozen=True):
    """`titles` and `people` are keys of documents whose title, or whose people, hold the words.

    Best first. `terms` are whole queries: what was typed, its last word carried on, marks restored.
    """

    begun: Begun
    titles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    terms: tuple[str, ...] = ()


class Suggester:
    """Suggests from one corpus; makes its tables when it is first asked. One thread at a time."""

    def __init__(self, corpus: Corpus, model: Model) -> None:
        self._corpus = corpus
        self._model = model
        self._tables: tuple[ShortTexts, ShortTexts] | None = None
        self._continuations: Continuations | None = None

    def suggest(self, text: str, *, limit: int) -> Suggested:
        """At most `limit` of each kind; nothing typed is an error.

        Raises: IndexDamaged.
        """
        asked = begun(text, self._model)
        if not asked.words or not self._corpus.size:
            return Suggested(asked)
        if self._tables is None:
            self._tables = ShortTexts(self._corpus, "title"), ShortTexts(self._corpus, "people")
        titles, people = self._tables
        return Suggested(
            asked,
            tuple(map(self._corpus.key, titles.best(asked, limit))),
            tuple(map(self._corpus.key, people.best(asked, SAMPLE))),
            self._numbers(asked.text, limit),
            self._terms(asked, limit),
        )

    def _numbers(self, text: str, limit: int) -> tuple[Number, ...]:
        """Numbers that the text ends with the beginning of; those that are only cited come last."""
        match = _NUMBER.search(text)
        if match is None:
            return ()
        head, rest = match[1].lstrip("0").zfill(2), _squeezed(match[2] or "")
        found: list[Number] = []
        for field in ("numbers", "body"):
            known = {number.text for number in found}
            for term in self._beginning(field, head, rest):
                if len(found) < limit and term.upper() not in known:
                    found.append(Number(term.upper(), self._bearer(term)))
        return tuple(found)

    def _beginning(self, field: str, head: str, rest: str) -> list[str]:
        several = [
            term
            for sign in _SIGNS
            for term in self._corpus.beginning(field, head + sign, _MOST_NUMBERS)
        ]
        return [term for term in several if _squeezed(term[len(head) :]).startswith(rest)]

    def _bearer(self, term: str) -> str:
        documents = np.flatnonzero(self._corpus.bearers("numbers", term).holds)
        if not len(documents):
            return ""
        return self._corpus.key(int(documents[self._corpus.dates()[documents].argmax()]))

    def _terms(self, asked: Begun, limit: int) -> tuple[str, ...]:
        if len(places(asked.text)) != len(asked.words):
            return ()  # Numbers, operators, or too many words.
        if self._continuations is None:
            self._continuations = Continuations(self._model)
        last = None if asked.words[-1].whole else asked.words[-1]
        whole = asked.words if last is None else asked.words[:-1]
        marked = any(stem.marked for stem in whole)
        choices = [self._model.choices(stem.key, marked=marked) for stem in whole]
        if last is not None and not choices:
            pairs = self._continuations.beginning(last, limit)
        else:
            before = [one for one, _ in choices[-1]]
            previous = whole[-2].likely if len(whole) > 1 else ""
            pairs = self._continuations.following(before, previous, last, limit)
        made: dict[str, None] = {}
        for first, second in pairs:
            if whole:
                sure = [[(first, 0.0)], [(second, 0.0)]]
                keys = self._model.likeliest([*choices[:-1], *sure])
            else:
                keys = [first, second]
            made[self._written(asked, keys)] = None
        made.pop(asked.text, None)
        return tuple(made)

    def _written(self, asked: Begun, keys: list[str]) -> str:
        """The query with these keys for its words, one of them perhaps new at the end."""
        text = asked.text.rstrip()
        found = places(text)
        written = [text[place.start : place.end] for place in found]
        return " ".join([spliced(text, found, written, keys[: len(found)]), *keys[len(found) :]])


def _squeezed(number: str) -> str:
    return _NO_LETTER.sub("", fold(canonical(number)))
