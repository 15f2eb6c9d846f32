"""Tabs over the document: what is open in each, its way back, and the place in it.

A tab is data. One page shows the chosen tab's document, read and set again when it is turned to:
that takes a few hundredths of a second, where a set document kept for each tab takes some
megabytes of memory and has to be set again with every change of theme or text size.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QTextBrowser

from desktop.library.editions.records import Card
from desktop.library.errors import AppError
from desktop.library.reader.state import Position
from desktop.resources import RESOURCES
from desktop.window.opening import HANDBOOK
from desktop.window.preferences import Preferences
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import Reading
from desktop.window.session import Session, Trail
from desktop.wording import Language

translate = QCoreApplication.translate
_WRITTEN_MS = 500


class Tab(msgspec.Struct):
    """One tab. `id` is a briefing's, or a page's of the handbook; "" while nothing is open."""

    id: str = ""
    title: str = ""
    trail: Trail = msgspec.field(default_factory=Trail)
    block: str = ""
    offset: int = 0
    fraction: float = 0.0


class Held(msgspec.Struct):
    """The tabs of one library, as they are kept from one start to the next."""

    at: int = 0
    tabs: list[Tab] = []


class Tabs(QObject):
    """Holds the tabs and leads from one to another.

    Signals: `emptied()` when a tab with nothing in it has come up, for the keyboard to go on.
    """

    emptied = Signal()

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        preferences: Preferences,
        sought: Callable[[], bool],
        language: Language,
    ) -> None:
        """`sought`: whether the start names a text."""
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._strip = reader.tabs
        self._preferences = preferences
        self._sought = sought
        self._language = language
        self.tabs = [Tab()]
        self.at = 0
        self._closed: list[tuple[int, Tab]] = []
        self._awaited: Tab | None = None
        self._fallen = False
        self._library = ""
        self._written = ""
        self._unwritten = QTimer(self, interval=_WRITTEN_MS, singleShot=True)
        self._unwritten.timeout.connect(self._write)
        session.trail = self.tabs[0].trail
        self._strip.show_tabs([""], 0)
        self._strip.chosen.connect(self.turn)
        self._strip.closed.connect(self.close)
        self._strip.moved.connect(self._moved)
        self._strip.added.connect(self.add)
        session.library_opened.connect(self._library_opened)
        session.document_wanted.connect(self._make_room)
        session.document_opened.connect(self._opened)
        session.document_refused.connect(self._refused)
        session.positions_changed.connect(self._changed)

    @property
    def current(self) -> Tab:
        return self.tabs[self.at]

    # turning

    def turn(self, at: int) -> None:
        """Shows another tab, at the place where it was left."""
        if at != self.at and 0 <= at < len(self.tabs):
            self._keep_place()
            self.at = at
            self._show()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) tab, around the ends."""
        self.turn((self.at + by) % len(self.tabs))

    def _keep_place(self) -> None:
        reading, tab = self._session.reading, self.current
        if reading is not None and reading.id == tab.id:
            tab.block, tab.offset, tab.fraction = self._reader.page.place()

    def _changed(self) -> None:
        """What is open has changed: written soon, so that not even a power cut loses it."""
        if self._library:
            self._unwritten.start()

    def _write(self) -> None:
        key, text = _key(self._library), self._saved()
        if text != self._written:
            self._written = text
            self._session.jobs.write(lambda: self._preferences.write_text(key, text))

    def _show(self) -> None:
        self._changed()
        tab, session = self.current, self._session
        self._strip.choose(self.at)
        session.leave()
        session.trail = tab.trail
        self._awaited = tab if tab.id else None
        if tab.id.startswith(HANDBOOK):
            stem = tab.id.removeprefix(HANDBOOK)
            page = RESOURCES / "handbook" / self._language / f"{stem}.md"
            session.open_page(page, remember=False)
        elif tab.id:
            place = Position(tab.block, tab.offset, tab.fraction) if tab.block else None
            session.open_document(tab.id, remember=False, place=place, counted=False)
        else:
            session.show_nothing()
            self._tell()
            self.emptied.emit()

    def _tell(self) -> None:
        """Tabs are shown once there is anything in one."""
        self._strip.setVisible(len(self.tabs) > 1 or bool(self.current.id))

    def _opened(self, reading: Reading) -> None:
        self._changed()
        tab = self.current
        self._awaited = None
        fallen, self._fallen = self._fallen, False
        if not fallen:  # what comes up by itself in place of another takes no message away
            self._reader.notice.settle("document")
        if tab.id != reading.id:
            tab.block, tab.offset, tab.fraction = "", 0, 0.0
        tab.id, tab.title = reading.id, reading.title
        self._strip.set_title(self.at, tab.title)
        self._tell()

    def _refused(self, error: AppError) -> None:
        """A tab whose document cannot be opened goes; the window tells why."""
        del error
        if self._awaited is self.current:
            new = not self.current.id
            self._fallen = True
            self._drop(self.at, back=new)

    # more and fewer

    def add(self) -> None:
        """Opens an empty tab after this one."""
        self._keep_place()
        self._insert(self.at + 1, Tab())
        self._show()

    def open(self, identifier: str) -> None:
        """Opens a briefing in a tab of its own, or turns to the tab that has it."""
        self._session.anew = True
        self._session.open_document(identifier)
        self._session.anew = False

    def open_first_hit(self, ask: Callable[[], object]) -> None:
        """Asks a search whose first hit gets a tab of its own, when it comes."""
        self._session.anew = True
        ask()

    def _make_room(self, identifier: str) -> None:
        """Chooses the tab for a document that is on its way."""
        self._changed()
        self._keep_place()
        there = [at for at, tab in enumerate(self.tabs) if tab.id == identifier]
        if there:
            self.at = there[0]
        elif self.current.id:
            self._insert(self.at + 1, Tab())
        self._session.leave()
        self._session.trail = self.current.trail
        self._strip.choose(self.at)
        self._awaited = self.current
        self._tell()

    def _insert(self, at: int, tab: Tab) -> None:
        self.tabs.insert(at, tab)
        self._strip.insert(at, tab.title)
        self.at = at

    def close_current(self) -> None:
        self.close(self.at)

    def close(self, at: int) -> None:
        """Closes a tab; `reopen()` brings it back."""
        if at == self.at:
            self._keep_place()
        if self.tabs[at].id:
            self._closed.append((at, self.tabs[at]))
        self._drop(at)

    def _drop(self, at: int, *, back: bool = False) -> None:
        """Takes a tab away; where it was the chosen one, the next comes up, or the one before."""
        self._changed()
        chosen = at == self.at
        del self.tabs[at]
        self._strip.remove(at)
        if not self.tabs:
            self._insert(0, Tab())
        elif at < self.at or self.at == len(self.tabs) or (chosen and back and at):
            self.at -= 1
        if chosen:
            self._show()
        self._tell()

    def reopen(self) -> None:
        """Brings the tab closed last back to its place, with its way back."""
        if not self._closed:
            return
        at, tab = self._closed.pop()
        self._keep_place()
        if len(self.tabs) == 1 and not self.current.id:
            self.tabs = []
            self._strip.remove(0)
        self._insert(min(at, len(self.tabs)), tab)
        self._show()
        self._tell()

    def _moved(self, origin: int, to: int) -> None:
        self._changed()
        chosen = self.current
        self.tabs.insert(to, self.tabs.pop(origin))
        self.at = next(at for at, tab in enumerate(self.tabs) if tab is chosen)

    # from one start, or one edition, to the next

    def keep(self) -> None:
        """Notes the tabs for the next start on this library; those not yet restored stay kept."""
        if self._library:
            self._preferences.set_text(_key(self._library), self._saved())

    def _saved(self) -> str:
        self._keep_place()
        tabs = [tab for tab in self.tabs if tab.id]
        at = next((at for at, tab in enumerate(tabs) if tab is self.current), 0)
        return msgspec.json.encode(Held(at, tabs)).decode()

    def reset(self) -> None:
        """One tab, with nothing in it."""
        self._keep_place()
        self._closed += [(at, tab) for at, tab in enumerate(self.tabs) if tab.id]
        self.tabs, self.at = [Tab()], 0
        self._list()
        self._show()

    def _library_opened(self) -> None:
        edition = self._session.edition
        if edition is None:
            return
        again, self._library = self._library == edition.library, edition.library
        if again:
            self._keep_place()
        else:
            self._restore(edition.library)
        sought = self._sought()
        self._session.anew = sought
        wanted = [tab.id for tab in self.tabs if _is_briefing(tab)]
        if wanted:
            self._session.jobs.run(lambda: edition.cards_by_id(wanted)).then(
                lambda cards: self._check(wanted, cards, show=not sought)
            )

    def _restore(self, library: str) -> None:
        try:
            held = msgspec.json.decode(self._preferences.text(_key(library)) or "{}", type=Held)
        except (msgspec.DecodeError, msgspec.ValidationError):
            held = Held()  # written by another version, or by hand: a window without it is whole
        if held.tabs:
            self.tabs, self.at = held.tabs, min(max(held.at, 0), len(held.tabs) - 1)
            self._session.trail = self.current.trail
            self._list()

    def _list(self) -> None:
        self._strip.show_tabs([tab.title for tab in self.tabs], self.at)
        self._tell()

    def _check(self, wanted: list[str], cards: dict[str, Card], *, show: bool) -> None:
        """Says quietly which documents are not held any more, and takes their tabs away."""
        chosen = self.current
        lost = [tab for tab in self.tabs if tab.id in wanted and tab.id not in cards]
        self.tabs = [tab for tab in self.tabs if tab not in lost] or [Tab()]
        for tab in self.tabs:
            tab.title = cards[tab.id].title if tab.id in cards else tab.title
        there = [at for at, tab in enumerate(self.tabs) if tab is chosen]
        self.at = there[0] if there else min(self.at, len(self.tabs) - 1)
        self._list()
        if not there or (show and not self._session.underway):
            self._show()
        if lost:
            titles = "; ".join(tab.title for tab in lost)
            text = translate("Tabs", "No longer in the library: {titles}")
            self._reader.notice.tell(text.format(titles=titles))


def _key(library: str) -> str:
    """The preference that holds the tabs of one library: another's wait until it is read again."""
    return f"tabs-{library}"


def _is_briefing(tab: Tab) -> bool:
    return bool(tab.id) and not tab.id.startswith(HANDBOOK)


class Anew(QObject):
    """Makes Ctrl+Enter and the middle button open a row or a link in a tab of its own."""

    def __init__(self, session: Session, areas: tuple[QAbstractScrollArea, ...]) -> None:
        super().__init__(session)
        self._session = session
        self._areas = {area.viewport(): area for area in areas}
        for viewport, area in self._areas.items():
            area.installEventFilter(self)
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._enter(watched)
                return True
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            area = next((one for port, one in self._areas.items() if port is watched), None)
            if area is not None and event.button() == Qt.MouseButton.MiddleButton:
                return self._point(area, event.position().toPoint())
        return False

    def _point(self, area: QAbstractScrollArea, place: QPoint) -> bool:
        """The middle button on a row or a link: whether there was one."""
        if isinstance(area, QAbstractItemView) and area.indexAt(place).isValid():
            area.setCurrentIndex(area.indexAt(place))
            self._enter(area)
            return True
        if isinstance(area, QTextBrowser) and area.anchorAt(place):
            self._session.anew = True
            area.anchorClicked.emit(area.anchorAt(place))
            self._session.anew = False
            return True
        return False

    def _enter(self, area: QObject) -> None:
        """Plain Enter does what it does; the document that it asks for gets a tab."""
        enter = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"
        )
        self._session.anew = True
        QCoreApplication.sendEvent(area, enter)
        self._session.anew = False


DEEDS: dict[str, Callable[[Tabs], object]] = {
    "tab_new": Tabs.add,
    "tab_close": Tabs.close_current,
    "tab_reopen": Tabs.reopen,
    "tab_next": lambda tabs: tabs.step(1),
    "tab_previous": lambda tabs: tabs.step(-1),
}
