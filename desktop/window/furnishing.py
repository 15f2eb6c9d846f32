"""All of a window but its list: made once that is painted, a step at a time.

Imported then: the list is on the screen in half the time that all of this takes to load.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from desktop.window import (
    browsing,
    exchanging,
    figuring,
    installing,
    librarian,
    libraries,
    looks,
    noticing,
    noting,
    personal,
    registering,
    row_deeds,
    showing,
    side,
    speaking,
    state,
    studying,
    surveying,
    tabs,
    telling,
    viewing,
    welcoming,
)
from desktop.window.attending import Attending
from desktop.window.beside import Beside
from desktop.window.composing import composer
from desktop.window.composing.collecting import Collecting
from desktop.window.composing.drafts import Drafts
from desktop.window.decoding import Decoding
from desktop.window.deeds import later, while_shown
from desktop.window.dropping import Dropping
from desktop.window.finding import Finding
from desktop.window.handing import Handing
from desktop.window.lacking import Lacking
from desktop.window.offering import Offering
from desktop.window.panes.results import ResultsPane
from desktop.window.preferences import Preferences
from desktop.window.reader.pane import ReaderPane
from desktop.window.renewal import Renewal
from desktop.window.theme import Appearance
from desktop.window.widgets.query_sheet import QuerySheet
from desktop.window.widgets.shortcut_sheet import ShortcutSheet
from desktop.wording import Language

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow

translate = QCoreApplication.translate
_ZOOM_STEP = 10
_OF_A_BRIEFING = (
    "print", "export_pdf", "highlight", "note", "idea", "figure", "question", "excerpt",
    "underline", "clear", "cite", "collect", "general_note",
)  # fmt: skip
"""Actions that are for nothing while no briefing is open."""
_OF_THE_COMPOSER = ("print", "export_pdf")
"""Of these, what the composer does with its draft."""
_ON_A_SELECTION = ("copy", "idea", "figure", "question", "excerpt", "underline", "clear", "cite")


class Furnishing:
    """Makes the other parts of a window, joins them, and knows what each action does to them."""

    def __init__(
        self,
        window: "MainWindow",
        appearance: Appearance,
        preferences: Preferences,
        language: Language,
    ) -> None:
        self._window = window
        self._session = window.session
        self._appearance = appearance
        self._preferences = preferences
        self._language = language

    def steps(self) -> Iterator[None]:
        """Each turn makes as much as can be made between two frames."""
        window, theme = self._window, self._appearance.theme
        window.drafts = Drafts(self._session.keeper, self._session.jobs, window)
        window.handing = Handing(self._session, window)
        window.reader = ReaderPane(theme)
        window.reader.page.set_zoom(self._preferences.zoom)
        yield
        yield from self._make_side()
        window.results = ResultsPane(theme, self._language)
        yield
        yield from self._join_panes()
        self._make_parts()
        yield
        self._make_rest()
        yield
        window.menu = QMenu(window)
        yield from window.deeds.fill(window.menu)
        self._connect()
        deeds = while_shown(surveying.INSTEAD, lambda: window.surveying, self._deeds())
        deeds = viewing.before(lambda: window.originals, deeds)
        deeds = while_shown(composer.INSTEAD, lambda: window.composer, deeds)
        deeds = while_shown(registering.INSTEAD, lambda: window.registering, deeds)
        window.do = lambda name: deeds[name]()

    def _make_side(self) -> Iterator[None]:
        window = self._window
        window.side = side.SidePane(self._appearance.theme)
        yield

    def _join_panes(self) -> Iterator[None]:
        window = self._window
        panes = (window.results, window.reader, window.side)
        window.room.furnish(panes, lambda: window.finding.stage)
        yield

    def _make_parts(self) -> None:
        window, session, language = self._window, self._session, self._language
        reader, box = window.reader, window.toolbar.omnibox
        window.collecting = Collecting(session, reader, window.drafts, language)
        window.noting = noting.Noting(session, reader, window.side, window.collecting, language)
        window.beside = Beside(session, reader, window.side, language)
        window.finding = Finding(session, box, window.results, reader)
        window.offering = Offering(
            session, self._appearance, box, window.finding, window.results.head
        )
        window.showing = showing.Showing(
            session,
            (reader, window.side, window.documents),
            window.noting,
            window.finding,
            language,
        )
        window.tabs = tabs.Tabs(
            session,
            reader,
            self._preferences,
            lambda: window.browsing.seeks,
            language,
        )
        Decoding(session, box, reader, language)
        window.browsing.join(reader)
        window.welcoming = welcoming.Welcoming(session, reader)

    def _make_rest(self) -> None:
        window, session, language = self._window, self._session, self._language
        reader, deeds, appearance = window.reader, window.deeds, self._appearance
        rows = (window.library, window.documents, window.results)
        window.rows = row_deeds.RowDeeds(session, window.marking, window.handing, rows, reader)
        window.personal = personal.Personal(session, reader, window, language)
        window.renewal = Renewal(session, window.finding, appearance, window)
        reopen = window.personal.reopen
        window.attending = Attending(session, appearance, language, reopen, window)
        kept = window.personal.safekeeping
        self._make_carriers()
        window.lacking = Lacking(session, reader, kept, window.installing, language)
        noticed, told = window.noticing.bar, window.installing.bar
        for bar in (kept.bar, noticed, told, window.renewal.bar, window.attending.bar):
            window.column.insertWidget(1, bar)
        parts = (session, (reader, window.side), window.finding, window.handing)
        window.originals = viewing.Originals(*parts, deeds, appearance, language)
        window.lectern = speaking.Speaking(session, reader, deeds, appearance, self._preferences)
        self._make_views()
        around = (reader, window.room, window.toolbar)
        window.studying = studying.Studying(
            session, around, self._preferences, deeds["back"], window.set_zoom
        )

    def _make_carriers(self) -> None:
        """What looks for packages and installs them."""
        window, session, appearance = self._window, self._session, self._appearance
        window.installing = installing.Installing(
            session, appearance, window.renewal, self._language, window
        )
        window.noticing = noticing.Noticing(session, appearance, window, window.installing)
        window.column.addWidget(window.installing.strip)
        window.libraries = libraries.Libraries(
            session, window.installing, window.personal, self._language, window
        )
        dress = (appearance, self._language)
        window.librarian = librarian.Librarian(session, self._preferences, dress, window)

    def _make_views(self) -> None:
        """What stands in the page's place: the figures, all notes; and their files."""
        window, session, appearance = self._window, self._session, self._appearance
        reader, finding, language = window.reader, window.finding, self._language
        window.figuring = figuring.Figuring(
            session, (reader, finding), window.handing, appearance, language
        )
        window.surveying = surveying.Surveying(session, (reader, finding), appearance, language)
        window.exchanging = exchanging.Exchanging(
            session, reader, window.surveying, appearance, language
        )
        window.composer = composer.Composer(
            session,
            (reader, window.room, finding),
            window.drafts,
            window.handing,
            appearance,
            language,
        )
        window.registering = registering.Registering(
            session,
            (reader, finding),
            window.composer.outgoing,
            window.handing,
            appearance,
            language,
        )
        window.column.insertWidget(1, window.registering.bar)
        window.composer.register_changed.connect(window.registering.look_again)
        window.registering.deeds_changed.connect(self._deeds_changed)
        window.noting.annotating.export_requested.connect(window.exchanging.export)
        window.surveying.deeds_changed.connect(self._deeds_changed)
        window.surveying.freed.connect(window.close)

    def _connect(self) -> None:
        window, session, reader = self._window, self._session, self._window.reader
        finding, drafts, show_side = window.finding, window.drafts, window.room.show_side
        window.looks = looks.Looks(
            self._appearance,
            self._preferences,
            self._language,
            window.deeds,
            window.menu,
            window.toolbar,
        )
        window.telling = telling.Telling(
            session, reader.notice, finding, window.handing, window.lacking, self._language
        )
        drafts.changed.connect(lambda: window.toolbar.count_passages(len(drafts.items)))
        session.library_opened.connect(self._library_opened)
        session.history_changed.connect(self._history_changed)
        session.document_closed.connect(window.welcoming.show)
        window.browsing.search_requested.connect(finding.ask_and_open)
        window.browsing.shown.connect(window.welcoming.show)
        self._connect_collecting()
        window.noting.side_requested.connect(show_side)
        window.noting.freed.connect(window.close)
        window.noting.deeds_changed.connect(self._deeds_changed)
        window.noting.review_found.connect(self._offer_review)
        window.beside.side_requested.connect(show_side)
        window.beside.search_requested.connect(window.deeds["search"].trigger)
        window.tabs.emptied.connect(window.toolbar.omnibox.take_keyboard)
        beside = (window.side.related.view, window.side.citations.view)
        lists = (window.library.view, window.documents.view, window.results.view)
        tabs.Anew(session, (*lists, *beside, reader.page))
        window.toolbar.omnibox.help_requested.connect(self._help_with_queries)
        finding.stage_changed.connect(window.room.arrange)
        finding.note_lost.connect(window.noting.reveal)
        window.offering.told.connect(reader.notice.tell)
        self._history_changed()

    def _connect_collecting(self) -> None:
        """All that can be collected from leads to the draft, and the draft to its page."""
        window, collecting = self._window, self._window.collecting
        window.rows.collect_requested.connect(collecting.whole)
        dropping = Dropping(window.toolbar.button("compose"), collecting.bring)
        dropping.lingered.connect(window.composer.come)
        window.composer.brought.connect(collecting.bring)
        window.side.outline.collect_requested.connect(collecting.section)
        window.noting.annotating.collect_requested.connect(collecting.note)
        window.surveying.collect_requested.connect(collecting.notes)
        collecting.composer_requested.connect(window.composer.show)
        window.composer.deeds_changed.connect(self._history_changed)
        window.composer.deeds_changed.connect(self._deeds_changed)

    def _library_opened(self) -> None:
        edition = self._session.edition
        if edition is not None:
            self._window.drafts.open(edition.library)

    def _history_changed(self) -> None:
        deeds, session = self._window.deeds, self._session
        deeds["back"].setEnabled(session.can_go_back)
        deeds["forward"].setEnabled(session.can_go_forward)
        for name in _OF_A_BRIEFING:
            composed = name in _OF_THE_COMPOSER and self._window.composer.active
            deeds[name].setEnabled(session.opened is not None or composed)
        deeds["copy"].setEnabled(session.reading is not None)

    def _deeds_changed(self) -> None:
        """Undo and redo say what they would do."""
        window = self._window
        part = next(
            (one for one in (window.composer, window.registering, window.surveying) if one.active),
            window.noting,
        )
        for name, words in zip(("undo", "redo"), part.deed_words(), strict=True):
            window.deeds.reword(name, words)

    def _offer_review(self, many: int) -> None:
        """What is to check is shown beside the text; nothing slides over the text by itself."""
        window = self._window
        if not window.room.lead_to(side.NOTES):
            words = translate("Window", "%n note(s) to check: the text has changed.", "", many)
            see = translate("Window", "Look at them")
            window.reader.notice.tell(words, "info", see, window.deeds["notes"].trigger)

    # what each action of the table does

    def _deeds(self) -> dict[str, Callable[[], object]]:
        window, room, reader = self._window, self._window.room, self._window.reader
        finding, notes = window.finding, window.noting
        return {
            **{
                name: partial(self._seek, name)
                for name in ("search", "scope", "searches", "save_search", "clear_recent")
            },
            "forward": self._session.go_forward,
            "facets": finding.to_facets,
            "exact": finding.toggle_literal,
            "next_heading": lambda: reader.page.step_heading(1),
            "previous_heading": lambda: reader.page.step_heading(-1),
            "next_hit": lambda: reader.step_hit(1),
            "previous_hit": lambda: reader.step_hit(-1),
            "next_note": lambda: notes.step(1),
            "previous_note": lambda: notes.step(-1),
            "to_library": lambda: room.focus("library"),
            "to_list": lambda: room.focus("list"),
            "to_side": lambda: room.focus("side"),
            "next_pane": lambda: room.cycle(1),
            "previous_pane": lambda: room.cycle(-1),
            "print": window.handing.print_document,
            "export_pdf": window.handing.export_document,
            "highlight": notes.highlight,
            "note": lambda: notes.command("note"),
            **{name: partial(notes.command, name) for name in _ON_A_SELECTION},
            "collect": lambda: notes.command("compose"),
            "library": lambda: room.toggle("library"),
            "list": lambda: room.toggle("list"),
            "side": lambda: room.toggle("side"),
            "outline": lambda: room.show_side(side.OUTLINE),
            "notes": lambda: room.show_side(side.NOTES),
            "related": lambda: window.beside.enter(side.RELATED),
            "citations": lambda: window.beside.enter(side.CITATIONS),
            "zoom_in": lambda: window.set_zoom(reader.page.zoom + _ZOOM_STEP),
            "zoom_out": lambda: window.set_zoom(reader.page.zoom - _ZOOM_STEP),
            "zoom_reset": lambda: window.set_zoom(100),
            "caret": reader.page.toggle_caret,
            "query_help": self._help_with_queries,
            "shortcuts": lambda: ShortcutSheet(window).open(),
            "menu": self._open_menu,
            "reset": self._reset,
            **self._deeds_of_parts(),
        }

    def _deeds_of_parts(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            **later(noting.DEEDS, lambda: window.noting),
            **later(looks.DEEDS, lambda: window.looks),
            **later(personal.DEEDS, lambda: window.personal),
            **later(speaking.DEEDS, lambda: window.lectern),
            **later(browsing.DEEDS, lambda: window.browsing),
            **later(welcoming.DEEDS, lambda: window.welcoming),
            **later(row_deeds.DEEDS, lambda: window.rows),
            **later(studying.DEEDS, lambda: window.studying),
            **later(showing.DEEDS, lambda: window.showing),
            **later(figuring.DEEDS, lambda: window.figuring),
            **later(surveying.DEEDS, lambda: window.surveying),
            **later(exchanging.DEEDS, lambda: window.exchanging),
            **later(composer.DEEDS, lambda: window.composer),
            **later(registering.DEEDS, lambda: window.registering),
            **later(tabs.DEEDS, lambda: window.tabs),
            **later(noticing.DEEDS, lambda: window.noticing),
            **later(installing.DEEDS, lambda: window.installing),
            **later(libraries.DEEDS, lambda: window.libraries),
            **later(librarian.DEEDS, lambda: window.librarian),
        }

    def _reset(self) -> None:
        window = self._window
        state.reset(window, window.room, window.tabs, self._preferences)
        window.browsing.forget_orders()

    def _open_menu(self) -> None:
        button = self._window.toolbar.button("menu")
        self._window.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _seek(self, name: str) -> None:
        window = self._window
        window.studying.leave_alone()
        {
            "search": window.toolbar.omnibox.take_keyboard,
            "scope": window.finding.toggle_scope,
            "searches": window.offering.look_back,
            "save_search": window.offering.save,
            "clear_recent": window.offering.clear_recent,
        }[name]()

    def _help_with_queries(self) -> None:
        sheet = QuerySheet(self._language, self._window)
        sheet.example_chosen.connect(self._window.finding.put)
        sheet.open()
