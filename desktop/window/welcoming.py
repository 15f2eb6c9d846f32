"""Gathers what the start page tells, off the UI thread, and shows it."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt

from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.errors import AppError
from desktop.library.reader import news
from desktop.library.reader.news import Arrival
from desktop.library.reader.state import Position
from desktop.window.panes.start import Left
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import READ, Session
from desktop.window.shelves import is_opened
from desktop.window.wordlist import moment

translate = QCoreApplication.translate
_LEFT, _LATEST, _NEWS = 5, 6, 20


class _Gathered(msgspec.Struct, frozen=True):
    news: list[Card] | None
    left: Left | None
    latest: list[Card]


class Welcoming(QObject):
    """The start page of a window: shown while no document is open, and when it is asked for."""

    def __init__(self, session: Session, reader: ReaderPane) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        reader.start.document_requested.connect(session.open_document)
        session.library_opened.connect(self._meet)
        session.document_refused.connect(self._stand_in)
        reader.stand_in_left.connect(lambda: self.show(take_keyboard=True))

    def show(self, *, take_keyboard: bool = False) -> None:
        """Shows the page once it is gathered; what is on screen stays until then."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        reading = session.reading

        def gathered(found: _Gathered) -> None:
            # A document that was opened meanwhile is not taken away again.
            same = session.edition is edition and session.reading is reading
            if same and not session.underway:
                self._show(edition, found, take_keyboard=take_keyboard)

        def go_on(met: tuple[Arrival, list[str]] | None) -> None:
            newest, positions = session.contents.newest[:_LATEST], dict(session.positions)
            session.jobs.run(lambda: _gather(edition, met, positions, newest)).then(gathered)

        def refused(error: AppError) -> None:
            session.state_refused.emit(error)
            go_on(None)

        def met() -> tuple[Arrival, list[str]]:
            state, library = session.keeper.state(), edition.library
            return news.arrival(state, library, edition.number), news.concerned(state, library)

        session.jobs.write(met).then(go_on).failed(refused)

    def _meet(self) -> None:
        """Notes that the reader has met this edition, whatever is opened first."""
        edition, keeper = self._session.edition, self._session.keeper
        if edition is not None:
            job = self._session.jobs.write(
                lambda: news.arrival(keeper.state(), edition.library, edition.number)
            )
            job.failed(self._session.state_refused.emit)

    def _stand_in(self) -> None:
        """A document could not be opened: the page is better than none."""
        if self._reader.shows(self._reader.blank):
            self.show()

    def toggle(self) -> None:
        """Shows the page, or leaves it for the document that is still open behind it."""
        if self._reader.shows(self._reader.start) and self._session.reading is not None:
            self._reader.show_page()
            self._reader.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.show(take_keyboard=True)

    def _show(self, edition: Edition, found: _Gathered, *, take_keyboard: bool) -> None:
        start = self._reader.start
        line = translate("Window", "Edition {number} · {date}").format(
            number=edition.number, date=moment(edition.built_at)
        )
        start.show_title(edition.name, line)
        start.show_rows(found.news, found.left, found.latest, self._session.bound)
        self._reader.show_start()
        if take_keyboard:
            start.view.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _gather(
    edition: Edition,
    met: tuple[Arrival, list[str]] | None,
    positions: Mapping[str, Position],
    newest: Sequence[int],
) -> _Gathered:
    """On a reader thread. What was opened since the edition came is no news any more."""
    changed: list[Card] | None = None
    if met is not None and met[0].former < edition.number:
        arrived, mine = met
        changed = [
            card
            for card in edition.changed_since(arrived.former, mine)
            if positions.get(card.id, Position()).opened <= arrived.met
        ][:_NEWS]
    opened = [(held.opened, one) for one, held in positions.items() if is_opened(held)]
    begun = [one for _, one in sorted(opened, reverse=True) if positions[one].furthest < READ]
    cards = edition.cards_by_id(begun[: 2 * _LEFT])
    current = [cards[one] for one in begun if one in cards and cards[one].status != "withdrawn"]
    left = [
        (card, positions[card.id], edition.section_of(card.id, positions[card.id].block))
        for card in current[:_LEFT]
    ]
    return _Gathered(changed, left if opened else None, edition.cards(newest))


DEEDS: dict[str, Callable[[Welcoming], object]] = {"start_page": Welcoming.toggle}
