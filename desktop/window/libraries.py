"""From one library to another that stands beside it: another window takes this one's place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.library.editions import collection
from desktop.library.editions.collection import Entry
from desktop.window.following import Following
from desktop.window.installing import Installing
from desktop.window.personal import Personal
from desktop.window.session import Session
from desktop.window.widgets.libraries_sheet import LibrariesSheet
from desktop.wording import Language


class Libraries(QObject):
    """Takes part in a window: lists the libraries of its collection and leads to them.

    The collection is that of the reader's own library, also while the sample is shown.
    """

    def __init__(
        self,
        session: Session,
        installing: Installing,
        personal: Personal,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.sheet: LibrariesSheet | None = None
        self._session = session
        self._installing = installing
        self._personal = personal
        self._language = language
        self._window = window
        installing.library_requested.connect(self.open)

    def show(self) -> None:
        """Lists them, once they have been looked at."""
        home, session = self._installing.home, self._session

        def shown(held: list[Entry]) -> None:
            if self.sheet is not None:
                return
            self.sheet = LibrariesSheet(held, session.folder, self._language, self._window)
            self.sheet.chosen.connect(self.open)
            self.sheet.finished.connect(self._closed)
            self.sheet.open()

        session.jobs.run(lambda: collection.entries(collection.around(home))).then(shown)

    def _closed(self) -> None:
        self.sheet = None

    def open(self, folder: Path) -> None:
        """Closes the window for one on the library in `folder`, with the same notes."""
        if folder != self._session.folder:
            self._personal.leave(Following(self._session.keeper.folder, library=folder))


DEEDS: dict[str, Callable[[Libraries], object]] = {"libraries": Libraries.show}
