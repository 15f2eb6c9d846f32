"""The library in the window: it is opened, its shelves are shown, its documents are listed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.library.errors import AppError
from desktop.window import shelves
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane, Shelf
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.wordlist import moment
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class Browsing(QObject):
    """Leads from the library pane to the list, and tells of a library that cannot be opened.

    Signals: `search_requested(str)`, whose first hit is to be opened; `library_missing()`.
    """

    search_requested = Signal(str)
    library_missing = Signal()

    def __init__(
        self,
        session: Session,
        panes: tuple[LibraryPane, DocumentsPane],
        reader: ReaderPane,
        language: Language,
    ) -> None:
        super().__init__(reader)
        self._session = session
        self.library, self.documents = panes
        self._reader = reader
        self._language = language
        self._first: tuple[str | None, str | None] = (None, None)
        session.library_opened.connect(self._library_opened)
        session.library_refused.connect(self._library_refused)
        session.positions_changed.connect(self._positions_changed)
        self.library.shelf_chosen.connect(self._show_shelf)
        self.library.document_requested.connect(session.open_document)
        self.documents.document_requested.connect(session.open_document)

    def start(self, identifier: str | None = None, search: str | None = None) -> None:
        """Opens the library, then a document by its id or the first hit of a search."""
        self._first = (identifier, search)
        self._session.open_library()

    def _library_opened(self) -> None:
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        self.documents.model.forget()
        line = translate("Window", "Edition {number} · {date}").format(
            number=edition.number, date=moment(edition.built_at)
        )
        self.library.show_contents(session.contents, self._counts(), line)
        self.library.choose("newest")
        if self._reader.is_blank:
            self._reader.blank.tell(
                ("book", "text3"),
                edition.name,
                translate("Window", "Choose a document in the list, or type a few words above."),
            )
        (identifier, search), self._first = self._first, (None, None)
        if identifier:
            session.open_document(identifier)
        if search:
            self.search_requested.emit(search)

    def _library_refused(self, error: AppError) -> None:
        missing = error.code == "library_missing"
        title = (
            translate("Window", "No documents yet")
            if missing
            else translate("Window", "The library cannot be opened")
        )
        icon = ("package", "accent") if missing else ("alert", "danger")
        self._reader.blank.tell(
            icon,
            title,
            say_error(error, self._language),
            translate("Window", "Try again"),
            self._session.open_library,
        )
        if missing:
            self.library_missing.emit()
        self._reader.show_blank()

    def _counts(self) -> dict[str, int]:
        session = self._session
        return shelves.counts(session.contents, session.positions, session.known)

    def _positions_changed(self) -> None:
        self.library.set_counts(self._counts())
        self.documents.model.refresh()

    def _show_shelf(self, shelf: Shelf) -> None:
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        contents = session.contents
        ready: dict[str, Callable[[], list[int] | tuple[int, ...]]] = {
            "newest": lambda: contents.newest,
            "withdrawn": lambda: contents.withdrawn,
            "unread": lambda: shelves.unread(contents, session.positions, session.known),
            "reading": lambda: shelves.being_read(contents, session.positions, session.known),
            "conference": lambda: {one.id: numbers for one, numbers in contents.conferences}[
                shelf.key
            ],
        }
        if shelf.place in ready:
            self._show_numbers(shelf, ready[shelf.place]())
        else:
            session.jobs.run(lambda: edition.bearing("topic", shelf.key)).then(
                lambda numbers: self._show_numbers(shelf, numbers)
            )

    def _show_numbers(self, shelf: Shelf, numbers: list[int] | tuple[int, ...]) -> None:
        self.documents.show_list(shelf.title, numbers)
        if self._session.card is not None:
            self.documents.mark_open(self._session.card.number)
