"""The view of a list of any length: rows of one height, placed by reckoning alone.

A QListView asks its model for every one of 100,000 rows before it paints the first (0.6 s); the
header of a QTableView only counts them.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.window.panes.card_delegate import CardDelegate
from desktop.window.panes.cards import CardsModel
from desktop.window.panes.jumping import Jumping
from desktop.window.theme import Theme


class CardsView(QTableView):
    """One column of cards.

    Signals: `typed(str, int)`, letters typed on the list, and after which row one that begins so
    is meant; `menu_requested(QModelIndex, QPoint)` at a place on the screen.
    """

    typed = Signal(str, int)
    menu_requested = Signal(QModelIndex, QPoint)

    def __init__(self, model: CardsModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("cards")
        self._delegate = CardDelegate(theme, self)
        self.frames = self._delegate.frames
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._jumping = Jumping(lambda: self.currentIndex().row(), self.typed.emit)
        self._set_height()

    def _set_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.height())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def bind_anew(self) -> None:
        """It is known now which words of titles must not be parted."""
        self._delegate.pictures.clear()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        self.frames.paint(region, lambda: self._paint(region))

    def _paint(self, region: QRegion) -> None:
        """A row is its picture: Qt would ask the model about flags and colours first."""
        painter, model = QPainter(self.viewport()), self.model()
        width, height = self.columnWidth(0), self.verticalHeader().defaultSectionSize()
        above, dirty = self.verticalHeader().offset(), region.boundingRect()
        first, last = (dirty.top() + above) // height, (dirty.bottom() + above) // height
        for row in range(first, min(last + 1, model.rowCount())):
            place = QRect(0, row * height - above, width, height)
            if region.intersects(place):
                self._delegate.draw(painter, place, model.index(row, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_height()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.model().rowCount() - 1,
        }
        if action in ends:
            return self.model().index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._jumping.takes(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Looks through no rows itself: most of them have not been fetched."""
        self._jumping.type(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row under the mouse, or by the Menu key the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.visualRect(index).center()
        else:
            index, place = self.indexAt(event.pos()), event.pos()
        if index.isValid():
            self.menu_requested.emit(index, self.viewport().mapToGlobal(place))
