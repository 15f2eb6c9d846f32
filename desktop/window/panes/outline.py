"""The outline: the document's headings, the one being read marked."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QPainter,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.window.dropping import SECTION, carrying
from desktop.window.panes import drawing
from desktop.window.panes.rows import row_state
from desktop.window.reader.typeset import Heading
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.balanced import balanced

translate = QCoreApplication.translate
_LEVEL = int(Qt.ItemDataRole.UserRole)
_HERE = _LEVEL + 1
_BOUND = _LEVEL + 2
_SIDES, _INDENT = 38, 16


class _HeadingDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        lines = balanced(index.data(_BOUND), ui_font(bold=True), self._room(index))
        return QSize(100, 10 + self._line() * max(len(lines), 1))

    def _room(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """The width of a heading's lines."""
        level: int = index.data(_LEVEL)
        return drawing.row_width(self._view) - _SIDES - _INDENT * level

    def _line(self) -> int:
        """The height of one line."""
        return max(20, math.ceil(QFontMetricsF(ui_font(bold=True)).height()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, here = self.theme, bool(index.data(_HERE))
        rect = QRectF(option.rect)
        place = rect.adjusted(8, 1, -8, -1)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(place, 6, 6)
        drawing.ground(painter, theme, row_state(option), place)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(
                QRectF(place.left(), place.top() + 5, 3, place.height() - 10), 1, 1
            )
        left = place.left() + 14 + _INDENT * index.data(_LEVEL)
        room = self._room(index)
        font = ui_font(bold=here)
        painter.setFont(font)
        lines = balanced(index.data(_BOUND), ui_font(bold=True), room)
        height = self._line()
        for at, text in enumerate(lines):
            line = QRectF(left, place.top() + 4 + height * at, room, height)
            drawing.line(painter, text, line, theme.colour("text"))
        painter.restore()


class _Headings(QStandardItemModel):
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A dragged heading is its section."""
        data = carrying(SECTION, indexes[0].row())
        data.setText(indexes[0].data())
        return data


class OutlinePane(QListView):
    """Lists the headings and marks the one being read.

    Signals: `heading_requested(int)`, its place among the headings; `collect_requested(int)` one
    whose section is to go into the handout.
    """

    heading_requested = Signal(int)
    collect_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Outline", "Outline"))
        self._delegate = _HeadingDelegate(theme, self)
        self._model = _Headings(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.activated.connect(self._activated)
        self.clicked.connect(self._activated)
        self._here = -1
        self.menu: QMenu | None = None

    def event(self, event: QEvent) -> bool:
        return drawing.restyled(self, event) or super().event(event)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def show_headings(self, headings: list[Heading], bind: Callable[[str], str]) -> None:
        """Lists them; `bind` puts no-break spaces into words that must not be parted."""
        self._model.clear()
        self._here = -1
        top = min((heading.level for heading in headings), default=1)
        for heading in headings:
            item = QStandardItem(heading.text)
            item.setData(bind(heading.text), _BOUND)
            item.setData(min(heading.level - top, 3), _LEVEL)
            item.setToolTip(heading.text)
            self._model.appendRow(item)

    def follow(self, at: int) -> None:
        """Marks the section being read; -1 marks none."""
        if at == self._here:
            return
        for row, here in ((self._here, False), (at, True)):
            item = self._model.item(row)
            if row >= 0 and item is not None:
                item.setData(here, _HERE)
        self._here = at
        self._lead()

    def _lead(self) -> None:
        """Brings the section being read into view; where nobody sees it, its rows can wait."""
        if self._here >= 0 and self.isVisible():
            self.scrollTo(self._model.index(self._here, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lead()

    @property
    def here(self) -> int:
        return self._here

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the section under the mouse, or the keyboard's."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = index.row()
        go = menu.addAction(translate("Outline", "Go to the section"))
        go.triggered.connect(lambda _=False: self.heading_requested.emit(at))
        take = menu.addAction(translate("Collecting", "Add this section to the handout"))
        take.triggered.connect(lambda _=False: self.collect_requested.emit(at))
        self.menu = menu
        menu.destroyed.connect(self._menu_gone)
        place = self.visualRect(index).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))
        menu.setActiveAction(go)

    def _menu_gone(self) -> None:
        self.menu = None

    def _activated(self, index: QModelIndex) -> None:
        self.heading_requested.emit(index.row())
