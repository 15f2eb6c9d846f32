"""The way of a query: numbered, answered off the UI thread, stale answers dropped."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.library.document import Document
from desktop.library.errors import AppError
from desktop.library.search import Found, marks
from desktop.window.jobs import Job
from desktop.window.session import Session

FIRST, MORE = 20, 100
"""Hits of the first answer, and how many come at a time as the list is scrolled."""
Marked = list[tuple[str, int, int]]


class _Asked(NamedTuple):
    text: str
    literal: bool
    filters: dict[str, str]


class Searching(QObject):
    """Asks the index, and lets only the newest answer through.

    Signals: `found(Found)` for the newest query only; `grown(Found)`: the same with more hits;
    `refused(AppError)`.
    """

    found = Signal(object)
    grown = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._job: Job[Found] | None = None
        self._asked: _Asked | None = None

    def ask(self, text: str, *, literal: bool, filters: Mapping[str, str]) -> None:
        """Starts a search, narrowed to one value of each facet in `filters`.

        An older one still under way is dropped.
        """
        self._asked = _Asked(text, literal, dict(filters))
        self._start(self._asked, FIRST, self.found)

    def more(self, shown: int) -> None:
        """Starts the last search again for more hits than are shown."""
        if self._asked is not None:
            self._start(self._asked, shown + MORE, self.grown)

    def _start(self, asked: "_Asked", limit: int, told: SignalInstance) -> None:
        search = self._session.search
        if search is None:
            return
        self.stop()
        number = self._number

        def answered(found: Found) -> None:
            if number == self._number:
                told.emit(found)

        def failed(error: AppError) -> None:
            if number == self._number:
                self.refused.emit(error)

        self._job = self._session.jobs.find(
            lambda: search.find(
                asked.text, limit=limit, literal=asked.literal, filters=asked.filters
            )
        )
        self._job.then(answered).failed(failed)

    def stop(self) -> None:
        """Nobody waits for the query under way."""
        self._number += 1
        if self._job is not None:
            self._job.drop()
            self._job = None

    def marks(self, found: Found, document: Document) -> Job[Marked]:
        """Every place of the words in an opened document, in reading order."""

        def work() -> Marked:
            places = marks(found.searched, document, literal=found.literal)
            return [(block, start, end) for block, spans in places.items() for start, end in spans]

        return self._session.jobs.run(work)
