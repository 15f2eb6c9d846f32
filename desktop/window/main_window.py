"""The reading window: its panes, and what each action does to them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.library.errors import AppError
from desktop.window import browsing, personal, row_deeds, side, welcoming
from desktop.window.actions import Actions
from desktop.window.beside import Beside
from desktop.window.browsing import Browsing
from desktop.window.composition import Composition
from desktop.window.finding import Finding
from desktop.window.handing import Handing
from desktop.window.marking import Marking
from desktop.window.noting import Noting
from desktop.window.offering import Offering
from desktop.window.opening import handbook
from desktop.window.panes.cards import CardsModel
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.results import ResultsPane
from desktop.window.preferences import Preferences
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import Reading
from desktop.window.room import Room
from desktop.window.session import Session
from desktop.window.status import tell_status
from desktop.window.theme import Appearance, Theme
from desktop.window.toolbar import Toolbar
from desktop.window.widgets.query_sheet import QuerySheet
from desktop.window.widgets.shortcut_sheet import ShortcutSheet
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_ZOOM_STEP = 10
_OF_A_BRIEFING = (
    "print", "export_pdf", "highlight", "note", "idea", "figure", "question", "excerpt", "clear",
    "cite", "collect",
)  # fmt: skip
"""Actions that are for nothing while no briefing is open."""
_SETTLED_MS = 600


class MainWindow(QWidget):
    """One window on one library."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        preferences: Preferences,
        language: Language,
    ) -> None:
        super().__init__()
        self.session = session
        self.appearance = appearance
        self._preferences = preferences
        self._language = language
        self.composition = Composition(session.keeper, session.jobs, self)
        self.handing = Handing(session, self.composition, self)
        self.setWindowTitle(translate("Window", "Briefing reader"))
        self._build(appearance.theme)
        lists = (self.library, self.documents)
        self.browsing = Browsing(session, lists, self.reader, self.marking, language)
        self.welcoming = welcoming.Welcoming(session, self.reader)
        rows = (*lists, self.results)
        self.rows = row_deeds.RowDeeds(session, self.marking, self.handing, rows, self.reader)
        self.noting = Noting(session, self.reader, self.side, self.composition, language)
        self.beside = Beside(session, self.reader, self.side, language)
        box, head = self.toolbar.omnibox, self.results.head
        self.finding = Finding(session, box, self.results, self.reader)
        self.offering = Offering(session, appearance, box, self.finding, head)
        self.personal = personal.Personal(session, self.reader, self, language)
        self.column.insertWidget(1, self.personal.safekeeping.bar)
        self._connect()
        self.reader.page.set_zoom(preferences.zoom)
        self._set_theme(appearance.theme)
        self.resize(1366, 768)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)

    # building

    def _build(self, theme: Theme) -> None:
        session = self.session
        self.deeds = Actions(self, self._deeds())
        self.menu = self.deeds.menu(self)
        self.toolbar = Toolbar(self.deeds, theme)
        self.cards = CardsModel(session.fetch_cards, session.position, session.bound, self)
        self.marking = Marking(session, self)
        self.library = LibraryPane(theme)
        self.documents = DocumentsPane(self.cards, theme)
        self.results = ResultsPane(theme, self._language)
        self.reader = ReaderPane(theme)
        self.side = side.SidePane(self.composition, theme)
        panes = (self.library, self.documents, self.results, self.reader, self.side)
        self.room = Room(panes, self.toolbar.omnibox.field, lambda: self.finding.stage)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.room.splitter, 1)
        self._following = QTimer(self, interval=0, singleShot=True)
        self._following.timeout.connect(self._follow_place)
        self._place = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._place.timeout.connect(self.keep_place)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What each action of the table does."""
        return {
            **{
                name: partial(self._seek, name)
                for name in ("search", "scope", "searches", "save_search", "clear_recent")
            },
            "back": self.session.go_back,
            "forward": self.session.go_forward,
            "facets": self._to_facets,
            "exact": self._toggle_literal,
            "next_heading": lambda: self.reader.page.step_heading(1),
            "previous_heading": lambda: self.reader.page.step_heading(-1),
            "next_hit": lambda: self.reader.step_hit(1),
            "previous_hit": lambda: self.reader.step_hit(-1),
            "next_note": lambda: self.noting.step(1),
            "previous_note": lambda: self.noting.step(-1),
            "to_library": lambda: self.room.focus("library"),
            "to_list": lambda: self.room.focus("list"),
            "to_document": self._to_document,
            "to_side": lambda: self.room.focus("side"),
            "next_pane": lambda: self.room.cycle(1),
            "previous_pane": lambda: self.room.cycle(-1),
            "print": self._print,
            "export_pdf": self._export,
            "compose": lambda: self.room.show_side(side.TRAY),
            "undo": self.session.notes.undo,
            "highlight": self._highlight,
            "note": lambda: self.noting.command("note"),
            **{
                name: partial(self._command, name)
                for name in ("copy", "idea", "figure", "question", "excerpt", "clear", "cite")
            },
            "collect": lambda: self.noting.command("compose"),
            "library": lambda: self.room.toggle("library"),
            "list": lambda: self.room.toggle("list"),
            "side": lambda: self.room.toggle("side"),
            "outline": lambda: self.room.show_side(side.OUTLINE),
            "notes": lambda: self.room.show_side(side.NOTES),
            "related": lambda: self.beside.enter(side.RELATED),
            "citations": lambda: self.beside.enter(side.CITATIONS),
            "zoom_in": lambda: self.set_zoom(self.reader.page.zoom + _ZOOM_STEP),
            "zoom_out": lambda: self.set_zoom(self.reader.page.zoom - _ZOOM_STEP),
            "zoom_reset": lambda: self.set_zoom(100),
            "caret": self._toggle_caret,
            "theme": self._turn_theme,
            "theme_system": self._follow_system,
            "handbook": self._open_handbook,
            "query_help": self._help_with_queries,
            "shortcuts": lambda: ShortcutSheet(self).open(),
            "menu": self._open_menu,
            **personal.deeds(lambda: self.personal),
            **browsing.deeds(lambda: self.browsing),
            **welcoming.deeds(lambda: self.welcoming),
            **row_deeds.deeds(lambda: self.rows),
        }

    def _connect(self) -> None:
        session, reader = self.session, self.reader
        session.library_opened.connect(self._library_opened)
        session.search_refused.connect(self._tell)
        session.document_opened.connect(self._document_opened)
        session.document_refused.connect(self._tell)
        session.state_refused.connect(self._state_refused)
        session.state_kept.connect(self._state_kept)
        session.history_changed.connect(self._history_changed)
        session.jobs.job_failed.connect(self._tell)
        self.browsing.search_requested.connect(self.finding.ask_and_open)
        self.browsing.shown.connect(self.welcoming.show)
        self.browsing.library_missing.connect(self.personal.safekeeping.offer_restoration)
        reader.page.moved.connect(self._moved)
        reader.contents.page_requested.connect(session.open_page)
        reader.page.link_requested.connect(self._follow)
        self.side.outline.heading_requested.connect(self._go_to_heading)
        self.side.tray.print_requested.connect(self.handing.print_passages)
        self.side.tray.export_requested.connect(self.handing.export_passages)
        self.side.tray.passage_requested.connect(self._go_to_passage)
        self.composition.changed.connect(
            lambda: self.toolbar.count_passages(len(self.composition.passages))
        )
        self.composition.refused.connect(self._state_refused)
        self.noting.side_requested.connect(self.room.show_side)
        self.beside.side_requested.connect(self.room.show_side)
        self.beside.search_requested.connect(self.deeds["search"].trigger)
        self.toolbar.omnibox.help_requested.connect(self._help_with_queries)
        self.finding.stage_changed.connect(self.room.arrange)
        self.finding.began.connect(self._searched)
        self.finding.refused.connect(self._search_failed)
        self.finding.note_lost.connect(self.noting.reveal)
        self.offering.told.connect(reader.notice.tell)
        self.handing.begun.connect(reader.notice.tell_of_work)
        self.handing.ended.connect(self._handed)
        self.handing.refused.connect(self._tell)
        self.appearance.theme_changed.connect(self._set_theme)
        self._history_changed()

    # look and room

    def _set_theme(self, theme: Theme) -> None:
        self.deeds.set_theme(theme)
        for part in (
            self.toolbar,
            self.library,
            self.documents,
            self.results,
            self.reader,
            self.side,
        ):
            part.set_theme(theme)
        self.noting.refresh()

    def _turn_theme(self) -> None:
        self.appearance.toggle()
        self._preferences.theme = self.appearance.choice

    def _follow_system(self) -> None:
        self.appearance.choose("system")
        self._preferences.theme = "system"

    def set_zoom(self, percent: int) -> None:
        """Sets the reading size, 80-200 per cent."""
        self.reader.page.set_zoom(percent)
        self._preferences.zoom = self.reader.page.zoom
        self.reader.tell_place()
        self.room.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room.arrange()

    def _command(self, command: str) -> None:
        self.noting.command(command)

    def _print(self) -> None:
        self.handing.print_document()

    def _export(self) -> None:
        self.handing.export_document()

    def _highlight(self) -> None:
        self.noting.highlight()

    def _toggle_caret(self) -> None:
        self.reader.page.toggle_caret()

    def _open_menu(self) -> None:
        button = self.toolbar.button("menu")
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # the library

    def start(self, identifier: str | None = None, search: str | None = None) -> None:
        """Opens the library, then a document by its id or the first hit of a search."""
        self.browsing.start(identifier, search)

    def _library_opened(self) -> None:
        edition = self.session.edition
        if edition is not None:
            self.composition.open(edition.library)
            self.setWindowTitle(f"{edition.name} – {translate('Window', 'Briefing reader')}")

    # the document

    def _document_opened(self, reading: Reading) -> None:
        self._place.stop()
        self.reader.show_reading(reading)
        typeset = self.reader.page.typeset
        if typeset is not None:
            self.side.outline.show_headings(typeset.headings, self.session.bound)
        self.noting.refresh()
        self.finding.show_document()
        opened, resume = self.session.opened, self.session.resume
        if opened is not None:
            self.documents.mark_open(opened.briefing.card.number)
            tell_status(opened, self.reader.banner, self.session.open_document)
            if resume.block and not self.finding.leads:
                self.reader.page.go_to(resume.block, resume.offset)
        self.finding.document_opened(reading)
        self.reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self) -> None:
        self.side.outline.follow(self.reader.page.heading())
        # The text may be set and led to its place first: only where that ends has been read.
        self._following.start()
        if self.session.opened is not None:
            self._place.start()

    def _follow_place(self) -> None:
        """Tells how far the document is read: the same in its card and at the foot."""
        self.reader.tell_progress(self.session.follow(self.reader.page.place()))
        if self.session.card is not None:
            self.cards.refresh_card(self.session.card.number)

    def keep_place(self) -> None:
        """Saves where the reader is."""
        self._place.stop()
        self.session.keep_place(self.reader.page.place())

    def _to_document(self) -> None:
        self.finding.show_document()
        self.reader.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_heading(self, at: int) -> None:
        self.reader.page.go_to_heading(at)
        self.reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_passage(self, at: int) -> None:
        passage = self.composition.passages[at]
        card = self.session.card
        if card is not None and card.id == passage.briefing:
            self.reader.page.go_to(passage.spans[0][0], passage.spans[0][1], ease=True)
        else:
            self.session.open_document(passage.briefing)

    def _follow(self, address: str) -> None:
        if address.startswith("briefing:"):
            self.session.open_document(address.removeprefix("briefing:"))
            return
        text = translate("Window", "This program opens no addresses: {address}")
        self.reader.notice.tell(
            text.format(address=address),
            "info",
            translate("Window", "Copy the address"),
            lambda: QGuiApplication.clipboard().setText(address),
        )

    def _history_changed(self) -> None:
        self.deeds["back"].setEnabled(self.session.can_go_back)
        self.deeds["forward"].setEnabled(self.session.can_go_forward)
        for name in _OF_A_BRIEFING:
            self.deeds[name].setEnabled(self.session.opened is not None)
        self.deeds["copy"].setEnabled(self.session.reading is not None)

    def _open_handbook(self) -> None:
        """Lists the handbook's pages under the button of the menu, and opens the first."""
        self.session.jobs.run(lambda: handbook(self._language)).then(self._handbook_listed)

    def _handbook_listed(self, pages: list[tuple[str, Path]]) -> None:
        self.reader.contents.show_pages(pages)
        if pages:
            self.session.open_page(pages[0][1])

    # search

    def _to_facets(self) -> None:
        self.finding.to_facets()

    def _toggle_literal(self) -> None:
        self.finding.toggle_literal()

    def _seek(self, name: str) -> None:
        {
            "search": self.toolbar.omnibox.take_keyboard,
            "scope": self.finding.toggle_scope,
            "searches": self.offering.look_back,
            "save_search": self.offering.save,
            "clear_recent": self.offering.clear_recent,
        }[name]()

    def _help_with_queries(self) -> None:
        sheet = QuerySheet(self._language, self)
        sheet.example_chosen.connect(self.finding.put)
        sheet.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one layer back: a warning, the matches, the search."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reader.notice.warns:
            self.reader.notice.hide()
        elif not self.finding.step_back() and self.reader.bar.isVisible():
            self.reader.clear_hits()

    def _handed(self, text: str) -> None:
        if text:
            self.reader.notice.tell(text)
        else:
            self.reader.notice.hide()

    # messages and the end

    def _tell(self, error: AppError) -> None:
        self.reader.notice.tell(say_error(error, self._language), "danger")

    def _state_refused(self, error: AppError) -> None:
        lead = translate("Window", "Reading goes on, but notes and places cannot be saved.")
        told = f"{lead} {say_error(error, self._language)}"
        self.reader.notice.tell(told, "warn", about="state")

    def _state_kept(self) -> None:
        self.reader.notice.settle("state")

    def _searched(self) -> None:
        self.reader.notice.settle("search")

    def _search_failed(self, error: AppError) -> None:
        self.reader.notice.tell(say_error(error, self._language), "danger", about="search")

    @property
    def settled(self) -> bool:
        """Nothing is under way that would still change the picture."""
        waiting = self.documents.waiting or self.library.waiting
        waiting = waiting or self.toolbar.omnibox.waiting or self.reader.page.waiting
        waiting = waiting or self._following.isActive()
        return not (self.session.jobs.busy or waiting)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._place.isActive():
            self.keep_place()
        self._preferences.geometry = self.saveGeometry()
        self._preferences.save()
        self.session.close()
        self.finding.close()
        super().closeEvent(event)
