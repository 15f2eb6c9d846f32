"""From a document, wherever it is met, into the handout that is being composed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.library.editions.records import Briefing
from desktop.library.errors import AppError
from desktop.library.handouts.draft import Item, Note, new_id
from desktop.library.handouts.taking import take_figure, take_passage, take_section, take_whole
from desktop.library.reader.anchors import Span
from desktop.window.composing.drafts import Drafts
from desktop.window.dropping import (
    DOCUMENT,
    FIGURE,
    NOTES,
    PASSAGE,
    SECTION,
    Place,
    carried,
    place_of,
)
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
Take = Callable[[Briefing, int], Item]


class Collecting(QObject):
    """Takes passages, sections, figures, notes and whole documents, and says where they went.

    Signals: `composer_requested()` when what was collected is to be looked at.
    """

    composer_requested = Signal()

    def __init__(
        self, session: Session, reader: ReaderPane, drafts: Drafts, language: Language
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._drafts = drafts
        self._language = language
        self.menu: QMenu | None = None
        page = reader.page
        page.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.customContextMenuRequested.connect(self._ask_for_menu)

    def passage(self, spans: Sequence[Span], at: int | None = None) -> None:
        """Takes a selection of the open document."""
        typeset = self._reader.page.typeset
        if spans and typeset is not None:
            section = typeset.section(spans[0][0])
            self._take(lambda held, edition: take_passage(held, edition, tuple(spans), section), at)
            self._reader.page.clear_selection()

    def section(self, heading: int, at: int | None = None) -> None:
        """Takes a section of the open document, by its heading's place, with all under it."""
        typeset = self._reader.page.typeset
        if typeset is not None and 0 <= heading < len(typeset.headings):
            block = typeset.order[typeset.headings[heading].leaf]
            self._take(lambda held, edition: take_section(held, edition, block), at)

    def figure(self, place: Place, at: int | None = None) -> None:
        """Takes a figure or a table of the open document."""
        block, picture = place.block, place.picture
        typeset = self._reader.page.typeset
        section = typeset.section(block) if typeset is not None and block else ""
        self._take(lambda held, edition: take_figure(held, edition, block, picture, section), at)

    def note(self, identifier: str) -> None:
        """Takes a note on the open document, under the words that it is about."""
        card = self._session.card
        if card is not None and card.status == "withdrawn":
            self._refuse_withdrawn()
        else:
            self.notes([identifier])

    def notes(self, identifiers: Sequence[str], at: int | None = None) -> None:
        """Takes notes of the reader's, of any documents, each under the words it is about."""
        for number, identifier in enumerate(identifiers):
            place = at + number if at is not None else None
            self._add(Note(id=new_id(), annotation=identifier), place)

    def whole(self, identifier: str, at: int | None = None) -> None:
        """Takes a whole document, open or not."""
        edition = self._session.edition
        if edition is None:
            return
        job = self._session.jobs.run(lambda: edition.briefing(identifier))
        job.then(lambda held: self._enter(held, take_whole, at)).failed(self._tell)

    def bring(self, data: QMimeData, at: int | None = None) -> None:
        """Takes what was dragged, before the item at `at` of the tray, or last."""
        if (spans := carried(data, PASSAGE, list[Span])) is not None:
            self.passage(spans, at)
        elif (identifier := carried(data, DOCUMENT, str)) is not None:
            self.whole(identifier, at)
        elif (heading := carried(data, SECTION, int)) is not None:
            self.section(heading, at)
        elif (place := carried(data, FIGURE, Place)) is not None:
            self.figure(place, at)
        elif (notes := carried(data, NOTES, list[str])) is not None:
            self.notes(notes, at)

    def _take(self, take: Take, at: int | None) -> None:
        if self._session.opened is not None:
            self._enter(self._session.opened.briefing, take, at)

    def _enter(self, briefing: Briefing, take: Take, at: int | None) -> None:
        edition = self._session.edition
        if edition is None:
            return
        if briefing.card.status == "withdrawn":
            self._refuse_withdrawn()
            return
        try:
            item = take(briefing, edition.number)
        except AppError as error:
            self._tell(error)
        else:
            self._add(item, at)

    def _add(self, item: Item, at: int | None) -> None:
        """Puts it into the draft, and says where it went unless that is to be seen."""
        self._drafts.add(item, at)
        if at is not None:
            return
        draft = self._drafts.draft
        name = draft.title if draft is not None else ""
        many = len(self._drafts.items)
        if name:
            told = self.tr("Added to “{title}”, which has %n item(s) now.", "", many)
            told = told.format(title=name)
        else:
            told = self.tr("Added to the handout, which has %n item(s) now.", "", many)
        see = translate("Collecting", "Compose it (Ctrl+H)")
        self._reader.notice.tell(told, "info", see, self.composer_requested.emit)

    def _refuse_withdrawn(self) -> None:
        text = translate("Noting", "This document is withdrawn, so it cannot go into a handout.")
        self._reader.notice.tell(text, "warn")

    def _tell(self, error: AppError) -> None:
        self._reader.notice.tell(say_error(error, self._language), "danger")

    # the page's menu

    def _ask_for_menu(self, place: QPoint) -> None:
        """What can be taken from where the mouse or the caret is."""
        page, card = self._reader.page, self._session.card
        menu = page.createStandardContextMenu()
        typeset = page.typeset
        if card is not None and typeset is not None:
            menu.addSeparator()
            for words, do in self._offers(page.cursorForPosition(place)):
                menu.addAction(words).triggered.connect(_dropping_checked(do))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu = menu
        menu.destroyed.connect(self._menu_gone)
        menu.popup(page.viewport().mapToGlobal(place))

    def _offers(self, cursor: QTextCursor) -> list[tuple[str, Callable[[], object]]]:
        page, card = self._reader.page, self._session.card
        typeset = page.typeset
        if card is None or typeset is None:
            return []
        offers: list[tuple[str, Callable[[], object]]] = []
        spans = page.spans()
        if spans:
            words = translate("Collecting", "Add the selection to the handout (T)")
            offers.append((words, lambda: self.passage(spans)))
        stop = typeset.stops.at(cursor.position())
        node = stop.node if stop is not None else None
        if node is not None:
            words = (
                translate("Collecting", "Add this table to the handout")
                if node.kind == "table"
                else translate("Collecting", "Add this figure to the handout")
            )
            offers.append((words, lambda: self.figure(place_of(node))))
        at = typeset.heading_at(typeset.leaf_at(cursor.blockNumber()))
        if at >= 0:
            words = translate("Collecting", "Add this section to the handout")
            offers.append((words, lambda: self.section(at)))
        words = translate("Collecting", "Add the whole document to the handout")
        offers.append((words, lambda: self.whole(card.id)))
        return offers

    def _menu_gone(self) -> None:
        self.menu = None


def _dropping_checked(do: Callable[[], object]) -> Callable[[], None]:
    """`triggered` brings a flag that our deeds have no use for."""

    def act() -> None:
        do()

    return act
