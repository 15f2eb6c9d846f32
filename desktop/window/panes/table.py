"""A table of any length: rows of one height under headings that sort, chosen one or many."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.window.panes.rows import Index
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.wordlist import day

Row = TypeVar("Row")
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LONG_DAYS = (dt.date(2026, 12, 30), dt.date(2026, 9, 30))
"""The widest dates: 30/12/2026 and 30 Sept 2026."""
_ACROSS = Qt.Orientation.Horizontal
_PADDING = 18
"""Around the words of a cell, in pixels at the usual size."""
_LINES = 2
"""Lines of text in a row."""


class RowsTable(QAbstractTableModel, Generic[Row]):
    """Holds the rows; what each says is its subclass's affair."""

    def __init__(
        self, headings: Sequence[str], theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.theme = theme
        self.shown: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.shown = tuple(rows)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        last = self.index(len(self.shown) - 1, len(self.headings) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, row: Row, column: int) -> str:
        """What stands in one cell; the row as it is where no subclass divides it."""
        return "" if column else str(row)

    def spoken(self, row: Row) -> str:
        """The whole row in words, for screen readers."""
        said = (self.cell(row, column) for column in range(len(self.headings)))
        return ", ".join(one for one in said if one)

    def picture(self, row: Row, column: int) -> object:
        """What stands before a cell's words; None for nothing."""

    def ink(self, row: Row, column: int) -> str:
        """The theme's role that a cell's words have; "" for the usual one."""
        del row, column
        return ""

    # what Qt calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row, column = self.shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.cell(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                told = f"{self.headings[column]}: {self.cell(row, column)}"
                return told if column else self.spoken(row)
            case Qt.ItemDataRole.DecorationRole:
                return self.picture(row, column)
            case Qt.ItemDataRole.ForegroundRole if self.ink(row, column):
                return QBrush(self.theme.colour(self.ink(row, column)))
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        named = role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole)
        if named and orientation == Qt.Orientation.Horizontal:
            return self.headings[section]
        return None


class TableView(QTableView):
    """Enter or a double click goes where the row leads; a heading sorts by its column.

    Signals: `go_requested(object)` a row; `sort_requested(int)` a column; `copy_requested()`;
    `menu_requested(QPoint)` a place on the screen; `row_changed()` when the keyboard goes on.
    """

    go_requested = Signal(object)
    sort_requested = Signal(int)
    copy_requested = Signal()
    menu_requested = Signal(QPoint)
    row_changed = Signal()

    def __init__(
        self,
        name: str,
        rows: RowsTable[Any],
        shares: Sequence[int],
        days: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`shares`: how the width is divided among the columns; those of `days` hold a date."""
        super().__init__(parent)
        self._days = tuple(days)
        self.setObjectName("table")
        self.setAccessibleName(name)
        self.rows = rows
        self.keys: dict[Qt.Key, Callable[[], object]] = {}
        """What single keys do while the table has the keyboard."""
        self._shares = list(shares)
        self.setModel(rows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = QFontMetrics(ui_font()).lineSpacing()
        lines.setMinimumSectionSize(1)
        lines.setDefaultSectionSize(_LINES * height + scaled(10))
        head = self.horizontalHeader()
        head.setMinimumSectionSize(scaled(48))
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicatorShown(True)
        head.setSectionsClickable(True)
        self.show_order(-1, reverse=False)
        head.sectionClicked.connect(self.sort_requested)
        head.sectionResized.connect(self._pulled)
        self._dividing = False
        self.doubleClicked.connect(self._go)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_changed.emit())

    @property
    def current(self) -> object | None:
        """The row that the keyboard is on."""
        at = self.currentIndex().row()
        return self.rows.shown[at] if 0 <= at < len(self.rows.shown) else None

    @property
    def chosen(self) -> list[Any]:
        """The selected rows from the top, or the current one."""
        held = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.current
        return [self.rows.shown[at] for at in held] or ([current] if current is not None else [])

    def show_order(self, column: int, *, reverse: bool) -> None:
        """Marks the heading that the rows stand by; -1 for none."""
        # The style's arrow of an ascending order points down, where readers look for the newest.
        order = Qt.SortOrder.AscendingOrder if reverse else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def reveal(self, row: int) -> None:
        """Makes a row the current one, and the only one chosen, and brings it into view."""
        if 0 <= row < len(self.rows.shown):
            index = self.rows.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            alone = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(index, alone)
            self.scrollTo(index)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_requested.emit(self.rows.shown[index.row()])

    # what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        if held == Qt.KeyboardModifier.NoModifier and key in self.keys:
            self.keys[key]()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self._go(self.currentIndex())
        elif control and key == Qt.Key.Key_C:
            self.copy_requested.emit()
        elif control and key == Qt.Key.Key_A:
            self.selectAll()
        elif key == Qt.Key.Key_Escape or (event.text().isprintable() and event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.rows.rowCount() - 1,
        }
        if action in ends:
            return self.rows.index(ends[action], 0)
        return super().moveCursor(action, modifiers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        room, whole = self.viewport().width(), sum(self._shares)
        widths = _eased([room * share // whole for share in self._shares], self._needs())
        self._dividing = True
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._dividing = False

    def _needs(self) -> list[int]:
        """What each column needs for its heading, and for a date on one line."""
        bold, letters = QFontMetrics(ui_font(bold=True)), QFontMetrics(ui_font())
        heads = (str(self.rows.headerData(at, _ACROSS)) for at in range(len(self._shares)))
        needs = [bold.horizontalAdvance(head) + scaled(_PADDING) for head in heads]
        date = max(letters.horizontalAdvance(day(one)) for one in _LONG_DAYS) + scaled(_PADDING)
        for column in self._days:
            needs[column] = max(needs[column], date)
        return needs

    def _pulled(self, column: int, _: int, width: int) -> None:
        """A width pulled with the mouse stays in proportion."""
        if not self._dividing and self.viewport().width():
            self._shares[column] = max(width * sum(self._shares) // self.viewport().width(), 1)


def _eased(widths: list[int], needs: Sequence[int]) -> list[int]:
    """The widths, with what some lack taken from those that have more than they need.

    They stay as they are where there is not enough for all.
    """
    lacking = sum(max(need - width, 0) for width, need in zip(widths, needs, strict=True))
    spare = [max(width - need, 0) for width, need in zip(widths, needs, strict=True)]
    if lacking > sum(spare):
        return widths
    return [
        max(width, need) - (-(-lacking * more // sum(spare)) if more else 0)
        for width, need, more in zip(widths, needs, spare, strict=True)
    ]
