"""What can be done with a row of any list, and with the open document where no row is meant."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from desktop.library.editions.records import Card
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.finding import NoteHit
from desktop.library.search import Hit
from desktop.window.handing import Handing, of_document
from desktop.window.marking import Marking
from desktop.window.opening import source_line
from desktop.window.panes.citations import Open
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.entries import Entry
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.library_model import Shelf
from desktop.window.panes.results import ResultsPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session

translate = QCoreApplication.translate
Panes = tuple[LibraryPane, DocumentsPane, ResultsPane]


class RowDeeds(QObject):
    """Acts on the row that the keyboard is on.

    Signals: `collect_requested(str)` a document that is to go into the handout.
    """

    collect_requested = Signal(str)

    def __init__(
        self, session: Session, marking: Marking, handing: Handing, panes: Panes, reader: ReaderPane
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._marking = marking
        self._handing = handing
        self._documents = panes[1]
        self._reader = reader
        self.menu: QMenu | None = None
        self._documents.menu_requested.connect(self.open_menu)
        library, documents, results = panes
        self._views = (documents.view, library.view, results.view, reader.start.view)
        for view in self._views[1:]:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._ask_for_menu, view))

    def subject(self) -> str:
        """The id of the document that is meant: the row with the keyboard, else the open one."""
        card, focused = self._session.card, QApplication.focusWidget()
        if focused is self._documents.field:
            focused = self._documents.view
        meant = _document_of(focused.currentIndex()) if focused in self._views else ""
        return meant or (card.id if card is not None else "")

    def _ask_for_menu(self, view: QAbstractItemView, place: QPoint) -> None:
        """The menu of a row that holds less than a card."""
        edition, identifier = self._session.edition, _document_of(view.indexAt(place))
        if edition is None or not identifier:
            return
        where = view.viewport().mapToGlobal(place)
        self._session.jobs.run(lambda: edition.card(identifier)).then(
            lambda card: self.open_menu(card, where)
        )

    def toggle_bookmark(self, identifier: str = "") -> None:
        """Ctrl+D: marks the document that is meant, or takes its mark away."""
        identifier = identifier or self.subject()
        if not identifier:
            self._reader.notice.tell(translate("Rows", "Choose or open a document first."))
            return
        marked = self._marking.toggle(identifier)
        told = (
            translate("Rows", "Bookmarked. The document is on the shelf of bookmarks.")
            if marked
            else translate("Rows", "The bookmark is removed.")
        )
        self._reader.notice.tell(told, "info", translate("Rows", "Undo"), self._session.notes.undo)

    def open_menu(self, card: Card, place: QPoint) -> None:
        """All that can be done with a row, at a place on the screen."""
        session, menu = self._session, QMenu(self._documents)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        marked = card.id in self._marking.marked
        self._add(menu, translate("Rows", "Open"), lambda: session.open_document(card.id), "Enter")
        if card.superseded_by:
            words = translate("Window", "Open the document that replaces it")
            self._add(menu, words, lambda: session.open_document(card.superseded_by))
        words = (
            translate("Rows", "Remove the bookmark") if marked else translate("Rows", "Bookmark")
        )
        self._add(menu, words, lambda: self.toggle_bookmark(card.id), "Ctrl+D")
        menu.addSeparator()
        self._add(menu, translate("Rows", "Copy title and source"), lambda: _copy(card))
        edition = session.edition
        if edition is not None and card.status != "withdrawn":
            made, handing = of_document(edition, card.id), self._handing
            self._add(menu, translate("Actions", "Print…"), lambda: handing.print(made))
            words = translate("Actions", "Export PDF…")
            self._add(menu, words, lambda: handing.export(made, card.id))
            words = translate("Collecting", "Add to the handout")
            self._add(menu, words, lambda: self.collect_requested.emit(card.id))
        menu.addSeparator()
        orders = menu.addMenu(translate("Documents", "Order of the list"))
        orders.addActions(self._documents.orders.actions())
        self.menu = menu
        menu.destroyed.connect(self._menu_gone)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> None:
        """The key is shown only: it works on the list itself."""
        keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{words}\t{keys}" if keys else words)
        action.triggered.connect(lambda _=False: do())

    def _menu_gone(self) -> None:
        self.menu = None


def _document_of(index: QModelIndex) -> str:
    """The document that a row of any list stands for, or ""."""
    match index.data(int(Qt.ItemDataRole.UserRole)):
        case Card(id=found) | Hit(id=found) | NoteHit(annotation=Annotation(briefing=found)):
            return found
        case Shelf(place="document", key=found) | Entry(aim=Open(briefing=found)):
            return found
        case _:
            return ""


def _copy(card: Card) -> None:
    QGuiApplication.clipboard().setText(source_line(card))


DEEDS: dict[str, Callable[[RowDeeds], object]] = {"bookmark": RowDeeds.toggle_bookmark}
