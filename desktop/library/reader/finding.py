"""Search over the reader's own notes, in the language and by the ladder of the library's search."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol, Self

import msgspec

import index
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.notes import Notes
from desktop.library.reader.notes_index import NotesIndex
from index.vietnamese import document_numbers

Level = Literal["exact", "tone", "unaccented", "abbreviated", "approximate"]
Part = Literal["note", "quote", "title"]
SNIPPET = 180
"""Code points of a snippet."""
_BETWEEN = "\n"


class Titled(Protocol):
    """Anything with a title."""

    @property
    def title(self) -> str: ...


class Shelf(Protocol):
    """Who knows the titles of one library's documents: an edition."""

    @property
    def library(self) -> str: ...

    @property
    def number(self) -> int: ...

    def cards_by_id(self, identifiers: Sequence[str], /) -> Mapping[str, Titled]: ...


class NoteSnippet(msgspec.Struct, frozen=True):
    """A passage of a note, of the words it stands at, or of the document's title.

    `marks` are the places of the words found, as code points of `text`.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    part: Part


class NoteHit(msgspec.Struct, frozen=True):
    """A note found. `title` is its document's, "" where this library does not hold it."""

    annotation: Annotation
    title: str
    level: Level
    score: float
    snippet: NoteSnippet


class FoundNotes(msgspec.Struct, frozen=True):
    """The best notes; `answer` is the index's own: the query as it was searched, total, hints."""

    answer: index.Matches
    hits: tuple[NoteHit, ...]
    milliseconds: float

    @property
    def total(self) -> int:
        return self.answer.total


class NotesSearch:
    """Searches the notes of every library in a state folder. Safe from any thread.

    Each search sees all notes written before it. A query's marks are restored as the texts of
    `library` make likeliest, since notes are few; `shelf` gives the documents' titles. In a query
    `hoinghi:` narrows to documents by their title, `so:` to a document number, and dates are those
    on which notes were made.
    """

    def __init__(
        self, state: Path, library: index.Index | None = None, shelf: Shelf | None = None
    ) -> None:
        self._shelf = shelf
        titles = f"{shelf.library}/{shelf.number}" if shelf else ""
        self._notes = Notes(state)
        self._index = NotesIndex(state, titles, library.syllables if library else None)
        self._opened: index.Index | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._opened = None
            self._index.close()
            self._notes.close()

    def prepare(self) -> None:
        """Makes the index ready, so that the first search need not; a search meanwhile waits.

        Raises: EnvironmentFault.
        """
        with self._lock:
            self._fresh()

    def find(
        self, text: str, limit: int = 20, *, literal: bool = False, plain: bool = False
    ) -> FoundNotes:
        """The best `limit` notes; the newest of equals first. `literal`, `plain`: as documents'.

        Raises: EnvironmentFault when the notes cannot be read, or no disk takes an index of them.
        """
        begun = time.perf_counter()
        with self._lock:
            matches = self._sound(
                lambda held: held.find(text, limit=limit, literal=literal, plain=plain)
            )
            keys = [match.key for match in matches.matches]
            notes = {note.id: note for note in self._notes.read(keys)}
        titles = self._titles(list(notes.values()))
        hits = tuple(
            _hit(matches, match, notes[match.key], titles.get(match.key, ""))
            for match in matches.matches
            if match.key in notes
        )
        return FoundNotes(matches, hits, (time.perf_counter() - begun) * 1000)

    def identifiers(self, text: str, limit: int) -> list[str]:
        """The ids of the best `limit` notes, without reading one of them. Raises: as `find`."""
        with self._lock:
            matches = self._sound(lambda held: held.find(text, limit=limit))
        return [match.key for match in matches.matches]

    def _sound(self, ask: Callable[[index.Index], index.Matches]) -> index.Matches:
        """What `ask` answers on an index that is fresh, and made again if it proves damaged."""
        try:
            return ask(self._fresh())
        except index.IndexFault:
            self._opened = None
            self._index.forget()
        try:
            return ask(self._fresh())
        except index.IndexFault as error:
            raise EnvironmentFault("index_damaged", file=error.file) from error

    def _fresh(self) -> index.Index:
        if self._notes.changed() or self._opened is None:
            self._opened = None
            self._opened = self._index.holding(self._notes.stamps(), self._entries)
        return self._opened

    def _entries(self, identifiers: list[str]) -> Iterator[index.Entry]:
        batch: list[Annotation] = []
        for note in self._notes.read(identifiers):
            batch.append(note)
            if len(batch) == 500:
                yield from self._entries_of(batch)
                batch = []
        yield from self._entries_of(batch)

    def _entries_of(self, notes: list[Annotation]) -> Iterator[index.Entry]:
        titles = self._titles(notes)
        for note in notes:
            yield _entry(note, titles.get(note.id, ""))

    def _titles(self, notes: Sequence[Annotation]) -> dict[str, str]:
        """The title of each note's document, by the note's id, where the shelf knows it."""
        if self._shelf is None:
            return {}
        own = [note for note in notes if note.library == self._shelf.library]
        cards = self._shelf.cards_by_id(sorted({note.briefing for note in own}))
        return {note.id: cards[note.briefing].title for note in own if note.briefing in cards}


def _entry(note: Annotation, title: str) -> index.Entry:
    """What the index is told of a note: the reader's own words weigh as a title does."""
    quote = _quote(note)
    cited = {number for text in (note.note, quote) for *_, number in document_numbers(text)}
    return index.Entry(
        key=note.id,
        title=note.note,
        headings="",
        body=quote,
        conference=title,
        numbers=tuple(sorted(cited)),
        date=int(note.created[:10].replace("-", "")),
    )


def _quote(note: Annotation) -> str:
    return _BETWEEN.join(target.quote for target in note.targets)


def _hit(matches: index.Matches, match: index.Match, note: Annotation, title: str) -> NoteHit:
    parts: dict[Part, str] = {"note": note.note, "quote": _quote(note), "title": title}
    found = index.marks_of(matches.searched, list(parts.values()), literal=matches.literal)
    # The note leads, unless another part alone holds words or more of them side by side.
    widths = [max((end - start for start, end in spans), default=0) for spans in found]
    parts_in_order: list[Part] = list(parts)
    best = parts_in_order[widths.index(max(widths))] if any(widths) else _filled(parts)
    text = parts[best]
    passage = index.passage(matches.searched, text, width=SNIPPET, literal=matches.literal)
    before = "…" if passage.start else ""
    after = "…" if passage.end < len(text) else ""
    shift = len(before) - passage.start
    shown = text[passage.start : passage.end].replace("\n", " ")
    spans = tuple((start + shift, end + shift) for start, end in passage.marks)
    snippet = NoteSnippet(f"{before}{shown}{after}", spans, best)
    return NoteHit(note, title, match.level, match.score, snippet)


def _filled(parts: dict[Part, str]) -> Part:
    """The first part that holds any text."""
    return next((part for part, text in parts.items() if text), "note")
