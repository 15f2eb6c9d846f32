"""The way of a query: numbered, answered off the UI thread, stale answers dropped."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from desktop.library.document import Document
from desktop.library.errors import AppError
from desktop.library.search import Found, marks
from desktop.window.jobs import Job
from desktop.window.session import Session

LIMIT = 100
Marked = list[tuple[str, int, int]]


class Searching(QObject):
    """Asks the index, and lets only the newest answer through.

    Signals: `found(Found)` for the newest query only; `refused(AppError)`.
    """

    found = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._number = 0
        self._job: Job[Found] | None = None

    def ask(self, text: str, *, literal: bool, filters: Mapping[str, str]) -> None:
        """Starts a search, narrowed to one value of each facet in `filters`.

        An older one still under way is dropped.
        """
        search = self._session.search
        if search is None:
            return
        self.stop()
        number, wanted = self._number, dict(filters)

        def answered(found: Found) -> None:
            if number == self._number:
                self.found.emit(found)

        def failed(error: AppError) -> None:
            if number == self._number:
                self.refused.emit(error)

        self._job = self._session.jobs.find(
            lambda: search.find(text, limit=LIMIT, literal=literal, filters=wanted)
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
