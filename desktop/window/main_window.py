"""The reading window: its list as soon as can be, then all that is done with a document."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.library.errors import AppError
from desktop.window import loading, state
from desktop.window.browsing import Browsing
from desktop.window.deeds import Actions
from desktop.window.marking import Marking
from desktop.window.panes.cards import CardsModel
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.preferences import Preferences
from desktop.window.reader.look import LARGEST, SMALLEST
from desktop.window.resizing import Column, Resizing
from desktop.window.room import Room
from desktop.window.salvaging import Salvaging
from desktop.window.session import Session
from desktop.window.theme import Appearance, Theme
from desktop.window.toolbar import Toolbar
from desktop.wording import Language

if TYPE_CHECKING:
    from desktop.window.attending import Attending
    from desktop.window.beside import Beside
    from desktop.window.composing.collecting import Collecting
    from desktop.window.composing.composer import Composer
    from desktop.window.composing.drafts import Drafts
    from desktop.window.exchanging import Exchanging
    from desktop.window.figuring import Figuring
    from desktop.window.finding import Finding
    from desktop.window.handing import Handing
    from desktop.window.installing import Installing
    from desktop.window.lacking import Lacking
    from desktop.window.librarian import Librarian
    from desktop.window.libraries import Libraries
    from desktop.window.looks import Looks
    from desktop.window.noticing import Noticing
    from desktop.window.noting import Noting
    from desktop.window.offering import Offering
    from desktop.window.panes.results import ResultsPane
    from desktop.window.personal import Personal
    from desktop.window.reader.pane import ReaderPane
    from desktop.window.registering import Registering
    from desktop.window.renewal import Renewal
    from desktop.window.row_deeds import RowDeeds
    from desktop.window.showing import Showing
    from desktop.window.side import SidePane
    from desktop.window.speaking import Speaking
    from desktop.window.studying import Studying
    from desktop.window.surveying import Surveying
    from desktop.window.tabs import Tabs
    from desktop.window.telling import Telling
    from desktop.window.viewing import Originals
    from desktop.window.welcoming import Welcoming

translate = QCoreApplication.translate


class MainWindow(QWidget):
    """One window on one library.

    It begins with what lists documents. The parts below are made by `Furnishing` once the list is
    painted; whatever asks for one of them before calls `furnish`, as every action does.

    Signals: `completed()` when all parts are made, before the library is open.
    """

    completed = Signal()

    drafts: "Drafts"
    collecting: "Collecting"
    composer: "Composer"
    registering: "Registering"
    handing: "Handing"
    reader: "ReaderPane"
    side: "SidePane"
    results: "ResultsPane"
    noting: "Noting"
    beside: "Beside"
    finding: "Finding"
    offering: "Offering"
    showing: "Showing"
    tabs: "Tabs"
    welcoming: "Welcoming"
    rows: "RowDeeds"
    personal: "Personal"
    looks: "Looks"
    renewal: "Renewal"
    attending: "Attending"
    installing: "Installing"
    noticing: "Noticing"
    librarian: "Librarian"
    libraries: "Libraries"
    figuring: "Figuring"
    surveying: "Surveying"
    exchanging: "Exchanging"
    lacking: "Lacking"
    originals: "Originals"
    lectern: "Speaking"
    studying: "Studying"
    telling: "Telling"
    menu: QMenu
    do: Callable[[str], object]

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
        self.listed = False
        """Whether the list that comes first has been painted."""
        self.furnished = False
        self._steps: Iterator[None] | None = None
        self._loading = False
        self._refusal: AppError | None = None
        self._failures: list[AppError] = []
        self.setWindowTitle(translate("Window", "Briefing reader"))
        self._build(appearance.theme)
        appearance.dress(self)
        self._resizing = Resizing(self, self.room)
        self.column.widening.connect(self._widening)
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._go_on)
        session.library_listed.connect(self._library_listed)
        session.library_refused.connect(self._refused)
        session.jobs.job_failed.connect(self._failed)
        session.jobs.idled.connect(self._next.start)
        appearance.theme_changed.connect(self._set_theme)
        state.restore(self, self.room, preferences)

    # building

    def _build(self, theme: Theme) -> None:
        session = self.session
        self.deeds = Actions(self, self._do, theme)
        self.toolbar = Toolbar(self.deeds, theme)
        self.cards = CardsModel(session.fetch_cards, session.position, session.bound, self)
        self.marking = Marking(session, self)
        self.library = LibraryPane(theme)
        self.documents = DocumentsPane(self.cards, theme)
        self.room = Room(self.library, self.documents, self.toolbar.omnibox.field, self._zoom)
        lists = (self.library, self.documents)
        self.browsing = Browsing(session, lists, self.marking, self._preferences)
        self.column = column = Column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.room.splitter, 1)
        self.salvaging = Salvaging(session, column, self._language)

    def _zoom(self) -> int:
        kept = min(max(self._preferences.zoom, SMALLEST), LARGEST)
        return self.reader.page.zoom if self.furnished else kept

    def set_zoom(self, percent: int) -> None:
        """Sets the reading size, 80-200 per cent, and keeps it."""
        self.reader.page.set_zoom(percent)
        self._preferences.zoom = self.reader.page.zoom
        self.reader.tell_place()
        self.room.arrange()

    def _do(self, name: str) -> None:
        self.furnish()
        self.do(name)

    def _library_listed(self) -> None:
        edition = self.session.edition
        if edition is not None:
            self.setWindowTitle(f"{edition.name} – {translate('Window', 'Briefing reader')}")
        if self.furnished:
            self.session.finish_opening()

    def _refused(self, error: AppError) -> None:
        """Why there is no list is told once there is a place to tell it."""
        if not self.furnished:
            self._refusal = error

    def _failed(self, error: AppError) -> None:
        if not self.furnished:
            self._failures.append(error)

    # the other parts

    def _go_on(self) -> None:
        """Makes the next part, once the list is painted or there is none to paint."""
        if self._steps is not None:
            self._step(self._steps)
        elif not (self.furnished or self._loading or self.session.jobs.busy):
            if self._refusal is not None or self._paint_list():
                self._loading = True
                self.session.jobs.run(loading.load_library).then(self._begin)
            elif self.session.edition is not None:
                self._next.start()

    def _paint_list(self) -> bool:
        """Whether the list that comes first is painted: what is due of it is painted now."""
        if self.session.edition is None or self.documents.waiting or self.library.waiting:
            return False
        self.library.repaint()
        self.documents.repaint()
        waiting = (self.session.jobs.busy, self.documents.waiting, self.library.waiting)
        self.listed = not any(waiting)
        return self.listed

    def _begin(self, _: object = None) -> None:
        if self._steps is None and not self.furnished:
            self._steps = self._made_in_turns()
            self._next.start()

    def _made_in_turns(self) -> Iterator[None]:
        yield from loading.window_in_turns()
        from desktop.window.furnishing import Furnishing  # noqa: PLC0415 - longer than all before

        yield from Furnishing(self, self.appearance, self._preferences, self._language).steps()

    def _step(self, steps: Iterator[None]) -> None:
        try:
            next(steps)
        except StopIteration:
            self._finish()
        else:
            self._next.start()

    def furnish(self) -> None:
        """Makes at once what is still to be made."""
        if self.furnished:
            return
        if self._steps is None:
            self._begin()
        for _ in self._steps or ():
            pass
        self._finish()

    def _finish(self) -> None:
        self._steps, self.furnished = None, True
        self._next.stop()
        self.completed.emit()
        if self._refusal is not None:
            self.lacking.tell(self._refusal)
        for error in self._failures:
            self.telling.tell(error)
        if self.session.edition is not None:
            self.session.finish_opening()
        self.toolbar.omnibox.wait_again()

    # look and room

    def _set_theme(self, theme: Theme) -> None:
        if self._steps is not None:
            self.furnish()
        parts = (self.toolbar, self.library, self.documents)
        for part in parts:
            part.set_theme(theme)
        if self.furnished:
            for other in (self.results, self.reader, self.side):
                other.set_theme(theme)
            self.noting.refresh()

    def start(self, identifier: str | None = None, search: str | None = None) -> None:
        """Opens the library, then a document by its id or the first hit of a search."""
        self.browsing.start(identifier, search)

    def _widening(self) -> None:
        if self.furnished:
            self._resizing.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one layer back: a warning, the matches, the search, the page alone."""
        if event.key() != Qt.Key.Key_Escape or not self.furnished:
            super().keyPressEvent(event)
        elif self.reader.notice.warns:
            self.reader.notice.hide()
        elif self.reader.bar.isVisible() and not self.finding.active:
            self.studying.looking.close()
        elif not self.finding.step_back():
            self.studying.leave_alone()

    # the end

    @property
    def settled(self) -> bool:
        """Nothing is under way that would still change the picture."""
        session = self.session
        if not self.furnished or (session.edition is not None and not session.ready):
            return False
        waiting = self.documents.waiting or self.library.waiting
        waiting = waiting or self.toolbar.omnibox.waiting or self.reader.page.waiting
        waiting = waiting or self.showing.following or self.reader.bar.waiting
        waiting = waiting or self.surveying.waiting or self.composer.waiting
        waiting = waiting or self._resizing.waiting or self.side.notes.view.waiting
        return not (session.jobs.busy or waiting)

    def finish_typing(self) -> None:
        """A note that is being written is kept as it stands."""
        held = self.focusWidget()
        if held is not None:
            held.clearFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.furnish()
        parts = (self.noting, self.surveying, self.composer)
        if not all(part.may_close() for part in parts):
            event.ignore()
            return
        self.finish_typing()
        self.showing.close()
        self.renewal.close()
        self.noticing.close()
        self.installing.close()
        state.keep(self, self.room, self.tabs, self._preferences)
        self.lectern.close()
        self.librarian.close()
        self.originals.close()
        self.composer.close()
        self.session.close()
        self.finding.close()
        super().closeEvent(event)
