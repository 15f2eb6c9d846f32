"""The reader's recent and saved searches, at hand at once and written on the writer lane."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.library.reader import searches
from desktop.library.reader.searches import Query, Searches
from desktop.window.session import Session


class Remembering(QObject):
    """Holds the searches of the open library.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.searches = Searches()
        session.library_opened.connect(self._read)

    def _read(self) -> None:
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None:
            return
        library = edition.library

        def shown(held: Searches) -> None:
            self.searches = held
            self.changed.emit()

        job = self._session.jobs.write(lambda: searches.read(keeper.state(), library))
        job.then(shown).failed(self._session.state_refused.emit)

    def note(self, query: Query) -> None:
        """Takes `query` for the newest of the recent ones."""
        if query not in self.searches.recent[:1]:
            self._change(lambda held: held.noting(query))

    def save(self, name: str, query: Query) -> None:
        """Keeps `query` under `name`."""
        self._change(lambda held: held.saving(name, query))

    def forget_saved(self, name: str) -> None:
        self._change(lambda held: held.without_saved(name))

    def forget_recent(self, query: Query) -> None:
        self._change(lambda held: held.without_recent(query))

    def clear(self) -> None:
        """Forgets every recent search; the saved ones stay."""
        self._change(lambda held: held.cleared())

    def _change(self, work: Callable[[Searches], Searches]) -> None:
        """Changes what is shown at once, and what is on disk after whoever wrote it last."""
        self.searches = work(self.searches)
        self.changed.emit()
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None:
            return
        library = edition.library

        def write() -> None:
            state = keeper.state()
            searches.write(state, library, work(searches.read(state, library)))

        job = self._session.jobs.write(write)
        job.then(lambda _: self._session.state_kept.emit()).failed(self._session.state_refused.emit)
