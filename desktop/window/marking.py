"""Bookmarks: at hand at once, written on the writer lane, taken back with the notes' undo."""

from PySide6.QtCore import QObject, Signal

from desktop.library.reader import bookmarks
from desktop.library.reader.state import ReaderState, now
from desktop.window.session import Session


class Marking(QObject):
    """Holds when each document of the open library was bookmarked, by id.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.marked: dict[str, str] = {}
        session.library_opened.connect(self._read)

    def _read(self) -> None:
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None:
            return
        library = edition.library

        def shown(held: dict[str, str]) -> None:
            self.marked = held
            self._session.know(list(held))
            self.changed.emit()

        job = self._session.jobs.write(lambda: bookmarks.bookmarks(keeper.state(), library))
        job.then(shown).failed(self._session.state_refused.emit)

    def toggle(self, identifier: str) -> bool:
        """Marks a document or takes its mark away; whether it is marked now."""
        before = self.marked.get(identifier, "")
        after = "" if before else now()
        self._put(identifier, after)
        self._session.notes.remember(
            "bookmark",
            lambda: self._put(identifier, before),
            lambda: self._put(identifier, after),
        )
        return not before

    def _put(self, identifier: str, moment: str) -> None:
        """Marks as of `moment`, or unmarks without one."""
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None:
            return
        library = edition.library
        if moment:
            self.marked[identifier] = moment
        else:
            self.marked.pop(identifier, None)

        def write(state: ReaderState) -> None:
            if moment:
                bookmarks.mark(state, library, identifier, moment)
            else:
                bookmarks.unmark(state, library, identifier)

        self._session.know([identifier])
        self.changed.emit()
        job = self._session.jobs.write(lambda: write(keeper.state()))
        job.then(lambda _: self._session.state_kept.emit()).failed(self._session.state_refused.emit)
