"""A short list whose rows are all there: its model, set at once, and its view."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.window.panes.drawing import RowState

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


def row_state(option: QStyleOptionViewItem) -> RowState:
    """The state of a row as its view tells it to the delegate."""
    state, flag = option.state, QStyle.StateFlag
    return RowState(
        bool(state & flag.State_Selected),
        bool(state & flag.State_MouseOver),
        bool(state & flag.State_HasFocus),
    )


class RowsModel(QAbstractListModel, Generic[Row]):
    """Holds the rows; what each says is its subclass's affair."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.shown = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)


class RowsView(QListView):
    """Rows as high as their texts in this width need; a click or Enter goes where one leads.

    Ctrl+Enter is left to `tabs.Anew`.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self.go)

    def go(self, index: QModelIndex) -> None:
        """Follows a row; a subclass says where to."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self.go(self.currentIndex())
