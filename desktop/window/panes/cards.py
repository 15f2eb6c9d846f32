"""The list of documents as a model of row numbers; cards are fetched in batches as rows show."""

from collections.abc import Callable, Container, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from desktop.library.editions.records import Card
from desktop.library.reader.state import Position
from desktop.window.dropping import DOCUMENT, carrying
from desktop.window.jobs import Job
from desktop.window.session import READ
from desktop.window.wordlist import change_badge, day

translate = QCoreApplication.translate
BATCH = 40
CARD = int(Qt.ItemDataRole.UserRole)
POSITION = CARD + 1
BOUND = CARD + 2
MARKED = CARD + 3
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Job[list[Card]] | None]


class CardsModel(QAbstractListModel):
    """Row numbers only; `CARD` answers the card, or None until its batch has come.

    `BOUND` answers the title with no-break spaces in words that must not be parted, `MARKED`
    whether the reader bookmarked the document. Nothing here is done once for every row: showing
    a list of 100,000 costs as much as showing ten.
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
        self._asked: set[int] = set()
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._wanted: set[int] = set()
        self._found = (-1, -1)
        self.marked: Container[str] = ()

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A dragged row is its document: for the handout its id, for other programs its title."""
        card = indexes[0].data(CARD) if indexes else None
        if card is None:
            return QMimeData()
        data = carrying(DOCUMENT, card.id)
        data.setText(card.title)
        return data

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
        self._wanted.clear()
        self._found = (-1, -1)
        self.endResetModel()

    def forget(self) -> None:
        """Drops every card: another edition is open."""
        self._cards.clear()
        self._asked.clear()

    def row_of(self, number: int) -> int:
        """The row of a document, -1 where it is not listed; the last answer is kept."""
        if self._found[0] != number:
            try:
                self._found = (number, self._numbers.index(number))
            except ValueError:
                self._found = (number, -1)
        return self._found[1]

    def refresh(self) -> None:
        """Positions or bookmarks have changed: repaints."""
        if self._numbers:
            last = self.index(len(self._numbers) - 1)
            self.dataChanged.emit(self.index(0), last, [POSITION, MARKED])

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
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(card, self._position(card.id), marked=card.id in self.marked)
        if role == BOUND:
            return self._bind(card.title)
        answers: dict[int, object] = {
            CARD: card,
            POSITION: self._position(card.id),
            MARKED: card.id in self.marked,
            Qt.ItemDataRole.DisplayRole: card.title,
        }
        return answers.get(role)

    def _want(self, row: int) -> None:
        first = row // BATCH * BATCH
        self._wanted.add(first)
        if not self._timer.isActive() and self._fresh(first):
            self._timer.start()

    def _fresh(self, first: int) -> list[int]:
        """What of a batch nobody has asked for."""
        batch = self._numbers[first : first + BATCH]
        return [number for number in batch if number not in self._asked]

    def _ask(self) -> None:
        """One request for all batches that came into view since the last one."""
        firsts = sorted(self._wanted)
        self._wanted.clear()
        wanted = sorted({number for first in firsts for number in self._fresh(first)})
        job = self._fetch(wanted)
        if job is None:
            return
        self._asked.update(wanted)
        shown, last = self._numbers, min(firsts[-1] + BATCH, len(self._numbers)) - 1

        def came(cards: list[Card]) -> None:
            self._cards.update((card.number, card) for card in cards)
            if shown is self._numbers:
                self.dataChanged.emit(self.index(firsts[0]), self.index(last))
            else:
                self.refresh()

        job.then(came)


def place_line(card: Card) -> str:
    """Date first, so that a cut never eats it; then who and from where."""
    first = card.speakers[0] if card.speakers else None
    parts = [day(card.date)]
    if first is not None:
        parts += [first.name, first.unit]
    else:
        parts.append(card.conference_title)
    return " · ".join(part for part in parts if part)


def spoken(card: Card, position: Position | None, *, marked: bool = False) -> str:
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
    if marked:
        parts.append(translate("Cards", "bookmarked"))
    return ", ".join(part for part in parts if part)
