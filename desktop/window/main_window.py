"""The reading window: its panes, and what each action does to them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.library.errors import AppError
from desktop.window import (
    browsing,
    exchanging,
    figuring,
    looks,
    noting,
    personal,
    row_deeds,
    showing,
    side,
    speaking,
    state,
    studying,
    surveying,
    tabs,
    viewing,
    welcoming,
)
from desktop.window.actions import Actions, later
from desktop.window.beside import Beside
from desktop.window.browsing import Browsing
from desktop.window.composition import Composition
from desktop.window.finding import Finding
from desktop.window.handing import Handing
from desktop.window.lacking import Lacking
from desktop.window.marking import Marking
from desktop.window.offering import Offering
from desktop.window.panes.cards import CardsModel
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.results import ResultsPane
from desktop.window.preferences import Preferences
from desktop.window.reader.pane import ReaderPane
from desktop.window.renewal import Renewal
from desktop.window.room import Room
from desktop.window.session import Session
from desktop.window.theme import Appearance, Theme
from desktop.window.toolbar import Toolbar
from desktop.window.widgets.query_sheet import QuerySheet
from desktop.window.widgets.shortcut_sheet import ShortcutSheet
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_ZOOM_STEP = 10
_OF_A_BRIEFING = (
    "print", "export_pdf", "highlight", "note", "idea", "figure", "question", "excerpt",
    "underline", "clear", "cite", "collect", "general_note",
)  # fmt: skip
"""Actions that are for nothing while no briefing is open."""
_ON_A_SELECTION = ("copy", "idea", "figure", "question", "excerpt", "underline", "clear", "cite")


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
        self.noting = noting.Noting(session, self.reader, self.side, self.composition, language)
        self.beside = Beside(session, self.reader, self.side, language)
        box, head = self.toolbar.omnibox, self.results.head
        self.finding = Finding(session, box, self.results, self.reader)
        self.offering = Offering(session, appearance, box, self.finding, head)
        self.showing = showing.Showing(
            session,
            (self.reader, self.side, self.documents),
            self.noting,
            self.finding,
            self.composition,
            language,
        )
        self.tabs = tabs.Tabs(
            session,
            self.reader,
            lambda: preferences.text("tabs"),
            lambda: self.browsing.seeks,
            language,
        )
        lists = (self.library, self.documents)
        self.browsing = Browsing(session, lists, self.reader, self.marking, language)
        self.welcoming = welcoming.Welcoming(session, self.reader)
        rows = (*lists, self.results)
        self.rows = row_deeds.RowDeeds(session, self.marking, self.handing, rows, self.reader)
        self.personal = personal.Personal(session, self.reader, self, language)
        self.column.insertWidget(1, self.personal.safekeeping.bar)
        self.looks = looks.Looks(
            appearance, preferences, language, self.deeds, self.menu, self.toolbar
        )
        self.renewal = Renewal(session, self.finding, appearance, self)
        self.column.insertWidget(1, self.renewal.bar)
        self._connect()
        self.lacking = Lacking(session, self.reader, self.personal.safekeeping, language)
        parts = (session, (self.reader, self.side), self.finding, self.handing)
        self.originals = viewing.Originals(*parts, self.deeds, appearance, language)
        self.lectern = speaking.Speaking(session, self.reader, self.deeds, appearance, preferences)
        self.figuring = figuring.Figuring(
            session, self.reader, self.finding, self.handing, appearance, language
        )
        self.surveying = surveying.Surveying(
            session, self.reader, self.finding, appearance, language
        )
        self.exchanging = exchanging.Exchanging(
            session, self.reader, self.surveying, appearance, language
        )
        self.noting.annotating.export_requested.connect(self.exchanging.export)
        self.surveying.deeds_changed.connect(self._deeds_changed)
        self.surveying.freed.connect(self.close)
        around = (self.reader, self.room, self.toolbar)
        self.studying = studying.Studying(
            session, around, preferences, self.deeds["back"], self.set_zoom
        )
        self.reader.page.set_zoom(preferences.zoom)
        self._set_theme(appearance.theme)
        state.restore(self, self.room, preferences)

    # building

    def _build(self, theme: Theme) -> None:
        session = self.session
        deeds = surveying.before(lambda: self.surveying, self._deeds())
        self.deeds = Actions(self, viewing.before(lambda: self.originals, deeds))
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

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What each action of the table does."""
        return {
            **{
                name: partial(self._seek, name)
                for name in ("search", "scope", "searches", "save_search", "clear_recent")
            },
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
            "to_side": lambda: self.room.focus("side"),
            "next_pane": lambda: self.room.cycle(1),
            "previous_pane": lambda: self.room.cycle(-1),
            "print": self._print,
            "export_pdf": self._export,
            "compose": lambda: self.room.show_side(side.TRAY),
            **later(noting.DEEDS, lambda: self.noting),
            "highlight": self._highlight,
            "note": lambda: self.noting.command("note"),
            **{name: partial(self._command, name) for name in _ON_A_SELECTION},
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
            **later(looks.DEEDS, lambda: self.looks),
            "query_help": self._help_with_queries,
            "shortcuts": lambda: ShortcutSheet(self).open(),
            "menu": self._open_menu,
            **later(personal.DEEDS, lambda: self.personal),
            **later(speaking.DEEDS, lambda: self.lectern),
            **later(browsing.DEEDS, lambda: self.browsing),
            **later(welcoming.DEEDS, lambda: self.welcoming),
            **later(row_deeds.DEEDS, lambda: self.rows),
            **later(studying.DEEDS, lambda: self.studying),
            "reset": lambda: state.reset(self, self.room, self.tabs, self._preferences),
            **later(showing.DEEDS, lambda: self.showing),
            **later(figuring.DEEDS, lambda: self.figuring),
            **later(surveying.DEEDS, lambda: self.surveying),
            **later(exchanging.DEEDS, lambda: self.exchanging),
            **later(tabs.DEEDS, lambda: self.tabs),
        }

    def _connect(self) -> None:
        session, reader = self.session, self.reader
        session.library_opened.connect(self._library_opened)
        session.search_refused.connect(self._tell)
        session.document_refused.connect(self._document_refused)
        session.state_refused.connect(self._state_refused)
        session.state_kept.connect(self._state_kept)
        session.history_changed.connect(self._history_changed)
        session.jobs.job_failed.connect(self._tell)
        self.browsing.search_requested.connect(self.finding.ask_and_open)
        self.browsing.shown.connect(self.welcoming.show)
        session.document_closed.connect(self.welcoming.show)
        self.side.tray.print_requested.connect(self.handing.print_passages)
        self.side.tray.export_requested.connect(self.handing.export_passages)
        self.composition.changed.connect(
            lambda: self.toolbar.count_passages(len(self.composition.passages))
        )
        self.composition.refused.connect(self._state_refused)
        self.noting.side_requested.connect(self.room.show_side)
        self.noting.freed.connect(self.close)
        self.noting.deeds_changed.connect(self._deeds_changed)
        self.noting.review_found.connect(self._offer_review)
        self.beside.side_requested.connect(self.room.show_side)
        self.beside.search_requested.connect(self.deeds["search"].trigger)
        self.tabs.emptied.connect(self.toolbar.omnibox.take_keyboard)
        beside = (self.side.related.view, self.side.citations.view)
        lists = (self.library.view, self.documents.view, self.results.view)
        tabs.Anew(session, (*lists, *beside, reader.page))
        self.toolbar.omnibox.help_requested.connect(self._help_with_queries)
        self.finding.stage_changed.connect(self.room.arrange)
        self.finding.began.connect(self._searched)
        self.finding.refused.connect(self._search_failed)
        self.finding.note_lost.connect(self.noting.reveal)
        self.offering.told.connect(reader.notice.tell)
        self.handing.begun.connect(reader.notice.tell_of_work)
        self.handing.printing.connect(reader.notice.tell_of_work)
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

    def _history_changed(self) -> None:
        self.deeds["back"].setEnabled(self.session.can_go_back)
        self.deeds["forward"].setEnabled(self.session.can_go_forward)
        for name in _OF_A_BRIEFING:
            self.deeds[name].setEnabled(self.session.opened is not None)
        self.deeds["copy"].setEnabled(self.session.reading is not None)

    def _deeds_changed(self) -> None:
        """Undo and redo say what they would do."""
        part = self.surveying if self.surveying.active else self.noting
        for name, words in zip(("undo", "redo"), part.deed_words(), strict=True):
            self.deeds.reword(name, words)

    def _offer_review(self, many: int) -> None:
        """What is to check is shown beside the text; nothing slides over the text by itself."""
        if not self.room.lead_to(side.NOTES):
            words = translate("Window", "%n note(s) to check: the text has changed.", "", many)
            see = translate("Window", "Look at them")
            self.reader.notice.tell(words, "info", see, self.deeds["notes"].trigger)

    # search

    def _to_facets(self) -> None:
        self.finding.to_facets()

    def _toggle_literal(self) -> None:
        self.finding.toggle_literal()

    def _seek(self, name: str) -> None:
        self.studying.leave_alone()
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
        """Esc goes one layer back: a warning, the matches, the search, the page alone."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reader.notice.warns:
            self.reader.notice.hide()
        elif self.reader.bar.isVisible() and not self.finding.active:
            self.studying.looking.close()
        elif not self.finding.step_back():
            self.studying.leave_alone()

    def _handed(self, text: str) -> None:
        if text:
            self.reader.notice.tell(text)
        else:
            self.reader.notice.hide()

    # messages and the end

    def _tell(self, error: AppError) -> None:
        self.reader.notice.tell(say_error(error, self._language), "danger")

    def _document_refused(self, error: AppError) -> None:
        self.reader.notice.tell(say_error(error, self._language), "danger", about="document")

    def _state_refused(self, error: AppError) -> None:
        if self.reader.notice.about == "note":
            return  # that it is a note that is not saved says more, and what to do about it
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
        waiting = (
            waiting
            or self.surveying.pane.waiting
            or self.showing.following
            or self.reader.bar.waiting
        )
        return not (self.session.jobs.busy or waiting)

    def finish_typing(self) -> None:
        """A note that is being written is kept as it stands."""
        held = self.focusWidget()
        if held is not None:
            held.clearFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.noting.may_close() and self.surveying.may_close()):
            event.ignore()
            return
        self.finish_typing()
        self.showing.close()
        self.renewal.close()
        state.keep(self, self.room, self.tabs, self._preferences)
        self.lectern.close()
        self.originals.close()
        self.session.close()
        self.finding.close()
        super().closeEvent(event)
