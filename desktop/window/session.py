"""What is open: the edition, the document, the way back; and the reader's positions."""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.records import Card
from desktop.library.errors import AppError, EnvironmentFault
from desktop.library.reader import news
from desktop.library.reader.state import Position, ReaderState, now
from desktop.library.schema import Conference
from desktop.window import opening
from desktop.window.jobs import Job, Jobs
from desktop.window.keeping import Keeper
from desktop.window.reader.reading import Place, Reading

if TYPE_CHECKING:
    from desktop.library.pairs import Pairs
    from desktop.library.search import Search
    from desktop.window.notes import Held, Notes

READ = 0.97
"""A document whose last lines have been on screen counts as read."""


RECENT = 3
"""As many editions at least, the live one among them, make a document newly updated."""


class Contents(msgspec.Struct, frozen=True):
    """The library at a glance: what the left pane shows at once. `updated`: the latest first."""

    newest: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    conferences: tuple[tuple[Conference, tuple[int, ...]], ...] = ()
    current: frozenset[int] = frozenset()


class Trail(msgspec.Struct):
    """The way back and forward from a document: ids of briefings, the nearest last."""

    back: list[str] = []
    forward: list[str] = []


def _contents(edition: Edition) -> Contents:
    newest = tuple(edition.numbers())
    conferences = tuple(
        (conference, tuple(edition.numbers(conference=conference.id)))
        for conference in edition.conferences()
    )
    withdrawn = tuple(edition.numbers(withdrawn=True))
    updated = tuple(edition.updated(max(edition.number - RECENT + 1, 2)))
    return Contents(newest, withdrawn, updated, conferences, frozenset(newest))


def _meet(
    state: ReaderState, edition: Edition, contents: Contents
) -> tuple[dict[str, Position], Contents]:
    """The reader's positions, and the contents with all that changed since their edition before.

    From here on the edition's cards tell it too: a laptop may have jumped over editions.
    """
    number = edition.number
    edition.former = min(news.former(state, edition.library, number), number - 1)
    if 0 < edition.former <= number - RECENT:
        updated = tuple(edition.updated(edition.former + 1))
        contents = msgspec.structs.replace(contents, updated=updated)
    return state.positions(edition.library), contents


def _searcher(edition: Edition) -> "tuple[Search | EnvironmentFault, Pairs | None]":
    """The edition's search, or what stands in its way: reading goes on without it."""
    from desktop.library.pairs import of_index  # noqa: PLC0415 - NumPy and Whoosh come with these
    from desktop.library.search import Search  # noqa: PLC0415

    pairs = of_index(edition.index_folder)
    try:
        return Search(edition), pairs
    except EnvironmentFault as fault:
        return fault, pairs


class Session(QObject):
    """Holds what is open and leads to it.

    Signals: `library_listed()` when its lists can be shown, and `library_opened()` when it can be
    searched and read; `library_refused(AppError)`; `search_refused(AppError)` when the
    library can be read but not searched; `document_wanted(str)` an id that is to have a tab of its
    own; `document_left()` before another is shown or none; `document_opened(Reading)`;
    `document_closed()` when none is; `document_refused(AppError)`; `state_refused(AppError)` when
    the reader's state cannot be used; `state_kept()` when it could be written;
    `positions_changed()`; `history_changed()`.
    """

    library_listed = Signal()
    library_opened = Signal()
    library_refused = Signal(object)
    search_refused = Signal(object)
    document_wanted = Signal(str)
    document_left = Signal()
    document_opened = Signal(object)
    document_closed = Signal()
    document_refused = Signal(object)
    state_refused = Signal(object)
    state_kept = Signal()
    positions_changed = Signal()
    history_changed = Signal()

    def __init__(self, library: Path, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self.keeper = Keeper(state)
        self.folder = library
        self.edition: Edition | None = None
        self.search: Search | None = None
        self.ready = False
        """Whether the library is open: before that nothing of it is searched or read."""
        self.contents = Contents()
        self.positions: dict[str, Position] = {}
        self.known: dict[str, int] = {}
        self.resume = Position()
        self.opened: opening.Opened | None = None
        self.reading: Reading | None = None
        self._pairs: Pairs | None = None
        self._former: list[tuple[Edition, Search | None]] = []
        self._unread: AppError | None = None
        self._reading = False
        self.trail = Trail()
        self.anew = False
        """Whether the next document that is opened has a tab of its own."""
        self._moved = False
        self._opening: Job[opening.Opened] | Job[Reading] | None = None

    @cached_property
    def notes(self) -> "Notes":
        """The open document's; made when they are first asked for, on the window's thread."""
        from desktop.window.notes import Notes  # noqa: PLC0415 - a list needs none

        return Notes(self.keeper, self.jobs, self)

    # the library

    def open_library(self) -> None:
        """Opens the live edition, then the reader's positions in it; `finish_opening` follows.

        May be called while a window is still being built: it is told once the event loop runs.
        """
        if self._reading:
            return
        self._reading = True

        def read() -> tuple[Edition, Contents]:
            edition = Library(self.folder).current()
            try:
                return edition, _contents(edition)
            except AppError:
                edition.close()
                raise

        def refused(error: AppError) -> None:
            self._reading = False
            told = self.library_refused if self.edition is None else self.jobs.job_failed
            told.emit(error)

        self.jobs.run(read).then(self._library_read).failed(refused)

    def _library_read(self, read: tuple[Edition, Contents]) -> None:
        """Waits for the positions, so that a document opened at once is opened at its place."""
        self._reading = False
        if self.edition is not None:  # jobs may be reading in it still
            self._former.append((self.edition, self.search))
            self.known = {}
        self.edition, self.contents = read
        self.search = self._pairs = self._unread = None
        self.ready = False

        def met(found: tuple[dict[str, Position], Contents]) -> None:
            self.positions, self.contents = found
            self._unread = self.keeper.refused
            self.library_listed.emit()

        def refused(error: AppError) -> None:
            self._unread = error
            self.library_listed.emit()

        self.jobs.write(lambda: _meet(self.keeper.state(), *read)).then(met).failed(refused)

    def finish_opening(self) -> None:
        """Opens the search of the edition that is listed: apart, since a list needs none."""
        edition = self.edition
        if edition is not None and not self.ready:
            self.jobs.run(lambda: _searcher(edition)).then(
                lambda found: self._searcher_read(edition, *found)
            )

    def _searcher_read(
        self, edition: Edition, searcher: "Search | EnvironmentFault", pairs: "Pairs | None"
    ) -> None:
        fault = searcher if isinstance(searcher, EnvironmentFault) else None
        search = None if isinstance(searcher, EnvironmentFault) else searcher
        if edition is not self.edition or self.ready:  # another has been listed meanwhile
            self._former.append((edition, search))
            return
        self.search, self._pairs, self.ready = search, pairs, True
        self.library_opened.emit()
        if fault is not None:
            self.search_refused.emit(fault)
        if self._unread is not None:
            self.state_refused.emit(self._unread)
        self.know(list(self.positions))

    def know(self, identifiers: list[str]) -> None:
        """Finds the row numbers of briefings that the reader has opened or marked."""
        edition = self.edition
        if edition is None:
            return

        def known(cards: dict[str, Card]) -> None:
            self.known |= {identifier: card.number for identifier, card in cards.items()}
            self.positions_changed.emit()

        self.jobs.run(lambda: edition.cards_by_id(identifiers)).then(known)

    def position(self, identifier: str) -> Position | None:
        """Where the reader was in a briefing; None if it was never opened."""
        return self.positions.get(identifier)

    def fetch_cards(self, numbers: Sequence[int]) -> Job[list[Card]] | None:
        """A batch of cards, off the UI thread."""
        edition = self.edition
        if edition is None or not numbers:
            return None
        return self.jobs.run(lambda: edition.cards(numbers))

    def bound(self, title: str) -> str:
        """A title whose two-syllable words, as the library has them, will not be parted."""
        return self._pairs.bound(title) if self._pairs is not None else title

    # documents

    def open_document(
        self,
        identifier: str,
        *,
        remember: bool = True,
        place: Position | None = None,
        counted: bool = True,
    ) -> None:
        """Opens a briefing, at `place` or where it was left; what was open joins the way back.

        Turning to it again, in a tab that has it, is not `counted` as opening it.
        """
        edition = self.edition
        if edition is None:
            return
        if self.anew:
            self.anew = False
            self.document_wanted.emit(identifier)
        self._drop_opening()

        def shown(opened: opening.Opened) -> None:
            self._opening = None
            again = self.card is not None and self.card.id == identifier
            self._leave(remember=remember and not again)
            self.opened = opened
            self._load_notes(edition, opened)
            self._take_place(edition, opened, counted=counted)
            if place is not None:
                self.resume = place
            reading = opening.reading(opened)
            self._show(msgspec.structs.replace(reading, bound=self.bound(reading.title)))

        def refused(error: AppError) -> None:
            self._opening = None
            self.document_refused.emit(error)

        job = self.jobs.run(lambda: opening.fetch(edition, identifier))
        self._opening = job
        job.then(shown).failed(refused)

    def open_page(self, path: Path, *, remember: bool = True) -> None:
        """Opens a page of the handbook."""
        self._drop_opening()

        def shown(reading: Reading) -> None:
            self._opening = None
            self._leave(remember=remember)
            self.opened = None
            self.notes.close()
            self._show(reading)

        job = self.jobs.run(lambda: opening.handbook_page(path))
        self._opening = job
        job.then(shown)

    @property
    def underway(self) -> bool:
        """Whether a document is on its way."""
        return self._opening is not None

    def _drop_opening(self) -> None:
        if self._opening is not None:
            self._opening.drop()
            self._opening = None

    def leave(self) -> None:
        """Takes leave of the open document; it stays on screen until another or none is shown."""
        self._drop_opening()
        self._leave(remember=False)
        self.opened = self.reading = None

    def show_nothing(self) -> None:
        """Leaves the open document for none."""
        self.leave()
        self.notes.close()
        self.document_closed.emit()
        self.history_changed.emit()

    def _leave(self, *, remember: bool) -> None:
        self.document_left.emit()
        if self._moved:
            self._save_place()
        if remember and self.opened is not None:
            self.trail.back.append(self.opened.briefing.card.id)
            self.trail.forward.clear()

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self.document_opened.emit(reading)
        self.history_changed.emit()

    def _load_notes(self, edition: Edition, opened: opening.Opened) -> None:
        where = (edition.library, opened.briefing.card.id, edition.number)
        self.notes.open(where, opened.briefing.document)
        self._read_notes(edition, opened)

    def reload_notes(self, briefings: Collection[str]) -> None:
        """The notes of some documents were changed on disk: the open one's are read again."""
        edition, opened = self.edition, self.opened
        if edition is not None and opened is not None and opened.briefing.card.id in briefings:
            self._read_notes(edition, opened)

    def _read_notes(self, edition: Edition, opened: opening.Opened) -> None:
        identifier = opened.briefing.card.id
        where = (edition.library, identifier, edition.number)

        def shown(held: "Held") -> None:
            if self.opened is opened:
                self.notes.open(where, opened.briefing.document, held)

        read = self.jobs.write(lambda: self.notes.read(edition, identifier))
        read.then(shown).failed(self.state_refused.emit)

    def _take_place(self, edition: Edition, opened: opening.Opened, *, counted: bool) -> None:
        """Takes up where the reader was in it, and counts that it was opened."""
        identifier = opened.briefing.card.id
        held = self.resume = self.positions.get(identifier, Position())
        self.known[identifier] = opened.briefing.card.number
        if counted:
            self.positions[identifier] = msgspec.structs.replace(
                held, opened=now(), times=held.times + 1
            )
            self.jobs.write(
                lambda: self.keeper.state().note_opened(edition.library, identifier)
            ).failed(self.state_refused.emit)
        self.positions_changed.emit()

    @property
    def card(self) -> Card | None:
        return self.opened.briefing.card if self.opened is not None else None

    # the way back

    @property
    def can_go_back(self) -> bool:
        return bool(self.trail.back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self.trail.forward)

    def go_back(self) -> None:
        self._step(self.trail.back, self.trail.forward)

    def go_forward(self) -> None:
        self._step(self.trail.forward, self.trail.back)

    def _step(self, source: list[str], other: list[str]) -> None:
        if source:
            target = source.pop()
            if self.opened is not None:
                other.append(self.opened.briefing.card.id)
            self.open_document(target, remember=False)

    # where the reader is

    def follow(self, place: Place) -> float:
        """Takes note of where the reader is, without saving; the furthest share reached (0-1)."""
        block, offset, fraction = place
        if self.opened is None:
            return fraction
        identifier = self.opened.briefing.card.id
        held = self.positions.get(identifier, Position())
        self.positions[identifier] = msgspec.structs.replace(
            held,
            block=block,
            offset=offset,
            fraction=fraction,
            furthest=max(held.furthest, fraction),
        )
        self._moved = True
        return max(held.furthest, fraction)

    def keep_place(self, place: Place) -> None:
        """Saves where the reader is in the open document."""
        if self.edition is None or self.opened is None:
            return
        self.follow(place)
        self._save_place()

    def _save_place(self) -> None:
        self._moved = False
        if self.edition is None or self.opened is None:
            return
        library, identifier = self.edition.library, self.opened.briefing.card.id
        held = self.positions[identifier]
        block, offset, fraction = held.block, held.offset, held.fraction
        self.jobs.write(
            lambda: self.keeper.state().set_position(library, identifier, block, offset, fraction)
        ).then(lambda _: self.state_kept.emit()).failed(self.state_refused.emit)
        self.positions_changed.emit()

    def close(self) -> None:
        """Lets every begun write end, then closes state and edition."""
        self.jobs.write(self.keeper.close)
        self.jobs.close()
        if self.edition is not None:
            self._former.append((self.edition, self.search))
        for edition, search in self._former:
            if search is not None:
                search.close()
            edition.close()
