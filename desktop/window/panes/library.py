"""The left pane: shelves, conferences with their documents, topics, and the edition's line."""

from typing import Literal

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.library.editions.records import Card
from desktop.window import icons
from desktop.window.panes import drawing
from desktop.window.panes.cards import Fetch
from desktop.window.session import Contents
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.wordlist import number

translate = QCoreApplication.translate
_ROLE = int(Qt.ItemDataRole.UserRole)
_COUNT, _ICON = _ROLE + 1, _ROLE + 2
_ROW = 30
Place = Literal[
    "newest", "unread", "reading", "withdrawn", "conference", "topic", "heading", "document"
]


class Shelf(msgspec.Struct, frozen=True):
    """A line of the pane: what it is, and whose (conference id or topic)."""

    place: Place
    key: str = ""
    title: str = ""


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        shelf = index.data(_ROLE)
        heading = isinstance(shelf, Shelf) and shelf.place == "heading"
        return QSize(100, scaled(_ROW + 8 if heading else _ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, shelf = self.theme, index.data(_ROLE)
        rect = QRectF(option.rect)
        room = rect.adjusted(16, 0, -16, 0)
        if not isinstance(shelf, Shelf):  # the conference's documents are on their way
            painter.restore()
            return
        if shelf.place == "heading":
            painter.setFont(ui_font(-1, bold=True))
            room.setTop(room.top() + 8)
            drawing.line(painter, index.data(), room, theme.colour("text2"))
            painter.restore()
            return
        selected = drawing.ground(painter, theme, option, rect.adjusted(8, 0, -8, 0))
        if shelf.place == "conference":
            opened = self._view.isExpanded(index)
            icon = "chevron-down" if opened else "chevron-right"
        else:
            icon = index.data(_ICON)
        if icon:
            side = scaled(18)
            place = QRectF(room.left(), room.center().y() - side / 2, side, side)
            icons.paint(painter, icon, theme.colour("text" if selected else "text2"), place)
        painter.setFont(ui_font(-1))
        count = "" if shelf.place == "document" else number(index.data(_COUNT))
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(ui_font(0, bold=selected))
        text = QRectF(room.left() + scaled(26), room.top(), 0, room.height())
        text.setRight(room.right() - 8 - width)
        drawing.line(painter, index.data(), text, theme.colour("text"))
        painter.restore()


def _short(title: str) -> str:
    """A conference's title under the heading that already says what it is."""
    short = title.removeprefix("Hội nghị ")
    return short[:1].upper() + short[1:]


class LibraryPane(QWidget):
    """Leads to shelves, conferences and topics.

    Signals: `shelf_chosen(Shelf)`; `document_requested(str)` with a briefing's id.
    """

    shelf_chosen = Signal(object)
    document_requested = Signal(str)

    def __init__(self, theme: Theme, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._fetch = fetch
        self._numbers: dict[str, tuple[int, ...]] = {}
        self.model = QStandardItemModel(self)
        self.view = QTreeView()
        self._delegate = _RowDelegate(theme, self.view)
        self.view.setAccessibleName(translate("Library", "Library"))
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(False)
        self.view.setIndentation(0)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._activated)
        self.view.expanded.connect(self._expanded)
        self._edition = QLabel()
        self._edition.setProperty("role", "caption")
        self._edition.setContentsMargins(16, 8, 16, 10)
        self._edition.setFont(ui_font(-1))
        self._edition.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self._edition)

    def sizeHint(self) -> QSize:
        return QSize(scaled(204), 400)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_contents(self, contents: Contents, counts: dict[str, int], edition_line: str) -> None:
        """Fills the pane; `counts` gives the reader's own shelves their numbers."""
        self.model.clear()
        self._numbers = {}
        for shelf, icon in (
            (Shelf("newest", title=translate("Library", "Latest")), "inbox"),
            (Shelf("unread", title=translate("Library", "Not read")), "unread"),
            (Shelf("reading", title=translate("Library", "Being read")), "clock"),
            (Shelf("withdrawn", title=translate("Library", "Withdrawn")), "withdrawn"),
        ):
            self._add(shelf, icon, counts.get(shelf.place, 0))
        if contents.conferences:
            self._heading(translate("Library", "Conferences"))
        for conference, numbers in contents.conferences:
            shelf = Shelf("conference", conference.id, _short(conference.title))
            self._numbers[conference.id] = numbers
            self._add(shelf, "", len(numbers)).appendRow(QStandardItem())
        if contents.topics:
            self._heading(translate("Library", "Topics"))
        for topic, many in contents.topics:
            self._add(Shelf("topic", topic, topic), "tag", many)
        self._edition.setText(edition_line)

    def set_counts(self, counts: dict[str, int]) -> None:
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            place = item.data(_ROLE).place
            if place in counts:
                item.setData(counts[place], _COUNT)

    def choose(self, place: Place, key: str = "") -> None:
        """Selects a line, as if it had been clicked."""
        for row in range(self.model.rowCount()):
            shelf = self.model.item(row).data(_ROLE)
            if (shelf.place, shelf.key) == (place, key):
                self.view.setCurrentIndex(self.model.index(row, 0))

    @property
    def current(self) -> Shelf | None:
        index = self.view.currentIndex()
        return index.data(_ROLE) if index.isValid() else None

    def _add(self, shelf: Shelf, icon: str, count: int) -> QStandardItem:
        item = QStandardItem(shelf.title)
        item.setData(shelf, _ROLE)
        item.setData(count, _COUNT)
        item.setData(icon, _ICON)
        item.setToolTip(shelf.title)
        item.setData(f"{shelf.title}, {number(count)}", Qt.ItemDataRole.AccessibleTextRole)
        self.model.appendRow(item)
        return item

    def _heading(self, title: str) -> None:
        item = QStandardItem(title)
        item.setData(Shelf("heading", title=title), _ROLE)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.model.appendRow(item)

    def _chosen(self, index: QModelIndex) -> None:
        shelf = index.data(_ROLE) if index.isValid() else None
        if isinstance(shelf, Shelf) and shelf.place != "document":
            self.shelf_chosen.emit(shelf)

    def _clicked(self, index: QModelIndex) -> None:
        if index.data(_ROLE).place == "conference":
            self.view.setExpanded(index, not self.view.isExpanded(index))
        else:
            self._activated(index)

    def _activated(self, index: QModelIndex) -> None:
        shelf = index.data(_ROLE)
        if shelf.place == "document":
            self.document_requested.emit(shelf.key)

    def _expanded(self, index: QModelIndex) -> None:
        """Puts a conference's documents under it, the first time it is opened."""
        item = self.model.itemFromIndex(index)
        if item.rowCount() != 1 or item.child(0).data(_ROLE) is not None:
            return
        job = self._fetch(self._numbers.get(index.data(_ROLE).key, ()))
        if job is None:
            return

        def came(cards: list[Card]) -> None:
            item.removeRow(0)
            for card in cards:
                child = QStandardItem(card.title)
                child.setData(Shelf("document", card.id, card.title), _ROLE)
                child.setToolTip(card.title)
                item.appendRow(child)

        job.then(came)
