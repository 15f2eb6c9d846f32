"""The list of documents as a model of row numbers; cards are fetched in batches as rows show."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from desktop.library.editions.records import Card
from desktop.library.reader.state import Position
from desktop.window.jobs import Job
from desktop.window.session import READ
from desktop.window.wordlist import change_badge, day

translate = QCoreApplication.translate
BATCH = 40
CARD = int(Qt.ItemDataRole.UserRole)
POSITION = CARD + 1
BOUND = CARD + 2
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Job[list[Card]] | None]


class CardsModel(QAbstractListModel):
    """Row numbers only; `CARD` answers the card, or None until its batch has come.

    `BOUND` answers the title with no-break spaces in words that must not be parted.
    """

    def __init__(
        self,
        fetch: Fetch,
        position: Callable[[str], Position | None],
        bind: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._position = position
        self._bind = bind
        self._numbers: tuple[int, ...] = ()
        self._cards: dict[int, Card] = {}
        self._rows: dict[int, int] = {}
        self._asked: set[int] = set()
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._wanted: set[int] = set()

    @property
    def numbers(self) -> tuple[int, ...]:
        return self._numbers

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def set_numbers(self, numbers: Iterable[int]) -> None:
        """Shows other rows; cards already fetched are kept."""
        self.beginResetModel()
        self._numbers = tuple(numbers)
        self._rows = {number: row for row, number in enumerate(self._numbers)}
        self._wanted.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Drops every card: another edition is open."""
        self._cards.clear()
        self._asked.clear()

    def row_of(self, number: int) -> int:
        return self._rows.get(number, -1)

    def refresh(self) -> None:
        """Positions have changed: repaints."""
        if self._numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1), [POSITION])

    def refresh_card(self, number: int) -> None:
        """The position in one document has changed: repaints its row, if it is listed."""
        row = self.row_of(number)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [POSITION])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number = self._numbers[index.row()]
        card = self._cards.get(number)
        if card is None:
            self._want(index.row())
            return None
        return self._answer(card, role)

    def _answer(self, card: Card, role: int) -> object:
        if role == CARD:
            return card
        if role == BOUND:
            return self._bind(card.title)
        if role == POSITION:
            return self._position(card.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(card, self._position(card.id))
        return None

    def _want(self, row: int) -> None:
        first = row // BATCH * BATCH
        batch = self._numbers[first : first + BATCH]
        fresh = {number for number in batch if number not in self._asked}
        if fresh:
            self._wanted |= fresh
            if not self._timer.isActive():
                self._timer.start()

    def _ask(self) -> None:
        wanted = sorted(self._wanted)
        self._wanted.clear()
        job = self._fetch(wanted)
        if job is not None:
            self._asked.update(wanted)
            job.then(self._came)

    def _came(self, cards: list[Card]) -> None:
        rows = []
        for card in cards:
            self._cards[card.number] = card
            if card.number in self._rows:
                rows.append(self._rows[card.number])
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))


def place_line(card: Card) -> str:
    """Date first, so that a cut never eats it; then who and from where."""
    first = card.speakers[0] if card.speakers else None
    parts = [day(card.date)]
    if first is not None:
        parts += [first.name, first.unit]
    else:
        parts.append(card.conference_title)
    return " · ".join(part for part in parts if part)


def spoken(card: Card, position: Position | None) -> str:
    """A row as one sentence, for screen readers and the tooltip."""
    badge = change_badge(card)
    parts = [card.title, badge.text if badge else "", place_line(card)]
    if position is None:
        parts.append(translate("Cards", "not read"))
    elif position.furthest >= READ:
        parts.append(translate("Cards", "read to the end"))
    else:
        share = round(position.furthest * 100)
        parts.append(translate("Cards", "read: {share} per cent").format(share=share))
    return ", ".join(part for part in parts if part)
