"""The way of a query: numbered, answered off the UI thread, stale answers dropped."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.library.document import Document
from desktop.library.errors import AppError
from desktop.library.reader.finding import NoteHit, NotesSearch
from desktop.library.reader.searches import Query
from desktop.library.search import Found, marks
from desktop.window.jobs import Job
from desktop.window.session import Session
from index import FacetValue

FIRST, MORE = 20, 100
"""Hits of the first answer, and how many come at a time as the list is scrolled."""
Marked = list[tuple[str, int, int]]


class FoundNotes(msgspec.Struct, frozen=True):
    """What a query found among the reader's notes, told as `Found` tells of documents."""

    query: str
    searched: str
    literal: bool
    total: int
    milliseconds: float
    hits: tuple[NoteHit, ...]
    hint: str = ""
    suggestion: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = {}


Answer = Found | FoundNotes


def _in_notes(notes: NotesSearch, query: Query, limit: int) -> FoundNotes:
    found = notes.find(query.text, limit, literal=query.literal)
    answer = found.answer
    return FoundNotes(
        query=query.text,
        searched=answer.searched,
        literal=answer.literal,
        total=found.total,
        milliseconds=found.milliseconds,
        hits=found.hits,
        hint=answer.hint,
        suggestion=answer.suggestion,
    )


class Searching(QObject):
    """Asks the index of the texts or of the notes, and lets only the newest answer through.

    Signals: `found(Answer)` for the newest query only; `grown(Answer)`: the same with more hits;
    `notes_counted(int)` how many notes hold the words, -1 where that is not known;
    `refused(AppError)`.
    """

    found = Signal(object)
    grown = Signal(object)
    notes_counted = Signal(int)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._job: Job[Answer] | None = None
        self._counting: Job[FoundNotes] | None = None
        self._asked: Query | None = None
        self._notes: NotesSearch | None = None
        self._preparing: Job[None] | None = None
        self._ready = False
        self._owed: Query | None = None
        session.library_opened.connect(self._library_opened)

    def ask(self, query: Query) -> None:
        """Starts a search. An older one still under way is dropped."""
        self._asked = query
        self._start(query, FIRST, self.found)

    def more(self, shown: int) -> None:
        """Starts the last search again for more hits than are shown."""
        if self._asked is not None:
            self._start(self._asked, shown + MORE, self.grown)

    def _start(self, query: Query, limit: int, told: SignalInstance) -> None:
        if not self._session.ready:
            self._owed = query
            return
        work = self._work(query, limit)
        if work is None:
            self._owed = query
            return
        self.stop()
        number = self._number

        def answered(found: Answer) -> None:
            if number == self._number:
                told.emit(found)

        def failed(error: AppError) -> None:
            if number == self._number:
                self._owed = query
                self.refused.emit(error)

        self._job = self._session.jobs.find(work)
        self._job.then(answered).failed(failed)

    def _work(self, query: Query, limit: int) -> Callable[[], Answer] | None:
        if query.scope == "notes":
            notes = self._notes_search()
            return lambda: _in_notes(notes, query, limit)
        search = self._session.search
        if search is None:
            return None
        return lambda: search.find(
            query.text, limit=limit, literal=query.literal, filters=query.filters
        )

    def stop(self) -> None:
        """Nobody waits for the query under way."""
        self._number += 1
        self._owed = None
        for job in (self._job, self._counting):
            if job is not None:
                job.drop()
        self._job = self._counting = None

    def marks(self, found: Found, document: Document) -> Job[Marked]:
        """Every place of the words in an opened document, in reading order."""

        def work() -> Marked:
            places = marks(found.searched, document, literal=found.literal)
            return [(block, start, end) for block, spans in places.items() for start, end in spans]

        return self._session.jobs.run(work)

    # the reader's notes

    def _notes_search(self) -> NotesSearch:
        if self._notes is None:
            session = self._session
            library = session.search.engine if session.search is not None else None
            self._notes = NotesSearch(session.keeper.folder, library, session.edition)
        return self._notes

    def note_ids(self, text: str, limit: int) -> Job[list[str]]:
        """The ids of the notes that hold some words, the best first."""
        notes = self._notes_search()
        return self._session.jobs.find(lambda: notes.identifiers(text, limit))

    def prepare(self) -> None:
        """Makes the notes' index ready, once for each library that is opened."""
        if self._preparing is not None or not self._session.ready:
            return
        self._preparing = job = self._session.jobs.run(self._notes_search().prepare)

        def ended(*, ready: bool) -> None:
            if self._preparing is job:
                self._ready = ready

        # What stands in the way now is told when notes are searched: nobody asked for them yet.
        job.then(lambda _: ended(ready=True)).failed(lambda _: ended(ready=False))

    def count_notes(self, query: Query) -> None:
        """Counts the notes that hold the words of the newest query, once their index is ready."""
        if not self._ready:
            self.notes_counted.emit(-1)
            return
        notes, number = self._notes_search(), self._number

        def counted(many: int) -> None:
            if number == self._number:
                self.notes_counted.emit(many)

        self._counting = self._session.jobs.find(lambda: _in_notes(notes, query, 1))
        self._counting.then(lambda found: counted(found.total)).failed(lambda _: counted(-1))

    def _library_opened(self) -> None:
        """What was asked before it could be searched is asked now."""
        self._let_go_of_notes()
        if self._owed is not None:
            self.ask(self._owed)

    def _let_go_of_notes(self) -> None:
        """Another edition knows other titles. Closing waits for a search that still reads."""
        notes, self._notes = self._notes, None
        self._preparing, self._ready = None, False
        if notes is not None:
            self._session.jobs.run(notes.close)

    def close(self) -> None:
        """Closes what is open; only after the session has ended every job."""
        if self._notes is not None:
            self._notes.close()
            self._notes = None
