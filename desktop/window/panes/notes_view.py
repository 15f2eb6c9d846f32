"""A list of notes as cards, with their keys; what is written stands in the card itself."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.window.panes.note_delegate import NoteDelegate, Part
from desktop.window.panes.notes_model import NoteRow, NotesModel
from desktop.window.panes.rows import RowsView
from desktop.window.theme import Theme

translate = QCoreApplication.translate


_AT_ONCE = 40
"""Cards that are laid out before the window looks after anything else."""


class NotesView(RowsView):
    """Cards of notes. Single letters are keys of a card that has the keyboard, and only there.

    Signals: `go_requested(str)` an id; `edit_requested(str)`, `reply_requested(str)`,
    `labels_requested(str)`; `removed(list)` ids; `export_requested(list)` ids of the selection, or
    of all that is shown; `menu_requested(QPoint)` a place on the screen; `filter_requested()`;
    `tag_requested(str)` a label that was clicked.
    """

    go_requested = Signal(str)
    edit_requested = Signal(str)
    reply_requested = Signal(str)
    labels_requested = Signal(str)
    removed = Signal(object)
    export_requested = Signal(object)
    menu_requested = Signal(QPoint)
    filter_requested = Signal()
    tag_requested = Signal(str)
    _inset: QWidget | None = None  # Qt lays out before the constructor comes to it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translate("Notes", "Notes"), parent)
        self.setObjectName("notes")
        self.setBatchSize(_AT_ONCE)
        self.setResizeMode(QListView.ResizeMode.Fixed)  # another height moves no card
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.notes = NotesModel(self)
        self.cards = NoteDelegate(theme, self.notes, self)
        self.setModel(self.notes)
        self.setItemDelegate(self.cards)
        self.clicked.disconnect(self.go)
        self.clicked.connect(self._clicked)
        self._keys = {
            Qt.Key.Key_E: self.edit_requested,
            Qt.Key.Key_R: self.reply_requested,
            Qt.Key.Key_L: self.labels_requested,
        }

    def set_theme(self, theme: Theme) -> None:
        self.cards.theme = theme
        self.cards.refresh()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    # rows

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        """Shows these notes; what is selected and what is written stay.

        Where there were none before, those on screen are laid out first and the others after them.
        """
        self._lay_out_at_once(whole=bool(self.notes.shown) or len(rows) <= _AT_ONCE)
        self.notes.show(rows)
        if self.inset is not None:
            self._place_inset()

    def _lay_out_at_once(self, *, whole: bool) -> None:
        modes = QListView.LayoutMode
        self.setLayoutMode(modes.SinglePass if whole else modes.Batched)

    @property
    def waiting(self) -> bool:
        """Whether cards are still to be laid out."""
        last = self.notes.index(len(self.notes.shown) - 1, 0)
        return self.isVisible() and last.isValid() and not self.visualRect(last).isValid()

    @property
    def current(self) -> str:
        """The id of the card that the keyboard is on, "" for none."""
        return self._id(self.currentIndex())

    @property
    def chosen(self) -> list[str]:
        """The selected cards from the top, or the current one."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        ids = [self.notes.shown[row].id for row in rows]
        return ids or [one for one in (self.current,) if one]

    def _id(self, index: QModelIndex) -> str:
        return self.notes.shown[index.row()].id if index.isValid() else ""

    def reveal(self, identifier: str) -> bool:
        """Makes a card the current one and brings it into view; whether it is there."""
        row = self.notes.row_of(identifier)
        if row < 0:
            return False
        index = self.notes.index(row, 0)
        if not self.visualRect(index).isValid():
            self._lay_out_at_once(whole=True)
            self.doItemsLayout()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    # what stands in a card

    @property
    def inset(self) -> QWidget | None:
        """The widget that stands in a card now."""
        return self._inset

    def put(self, widget: QWidget, identifier: str, height: int, *, below: bool) -> None:
        """Gives a widget room in a card: in place of the note's text, or `below` all that is said.

        It is the view's child already, or becomes it.
        """
        self.take_away()
        widget.setParent(self.viewport())
        self._inset = widget
        self.cards.part = Part(identifier, height, below)
        self._relayout(identifier)
        widget.show()

    def show_part(self, part: QWidget) -> None:
        """Brings a part of what stands in a card into view."""
        top = part.mapTo(self.viewport(), QPoint()).y()
        below = top + part.height() + 8 - self.viewport().height()
        bar = self.verticalScrollBar()
        if below > 0:
            bar.setValue(bar.value() + below)
        elif top < 8:
            bar.setValue(bar.value() + top - 8)

    def take_away(self) -> None:
        """The card is a card again."""
        widget, part = self._inset, self.cards.part
        self._inset, self.cards.part = None, None
        if widget is not None:
            had = widget.isAncestorOf(QApplication.focusWidget() or self)
            widget.hide()
            widget.deleteLater()
            if had:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        if part is not None:
            self._relayout(part.identifier)

    def _relayout(self, identifier: str) -> None:
        row = self.notes.row_of(identifier)
        if row >= 0:
            index = self.notes.index(row, 0)
            self.notes.dataChanged.emit(index, index)
            self.doItemsLayout()
            self.scrollTo(index)

    def updateEditorGeometries(self) -> None:  # noqa: N802
        super().updateEditorGeometries()
        if self._inset is not None:
            self._place_inset()

    def _place_inset(self) -> None:
        part = self.cards.part
        if part is None or self._inset is None:
            return
        row = self.notes.row_of(part.identifier)
        if row < 0:
            self._inset.move(0, -self._inset.height() - 10)
            return
        index = self.notes.index(row, 0)
        option = QStyleOptionViewItem()
        option.rect = self.visualRect(index)
        self.cards.updateEditorGeometry(self._inset, option, index)

    # keys and mouse

    def go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go_requested.emit(self._id(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What an inset leaves of its own keys is no card's."""
        if self._inset is not None and self._inset.isAncestorOf(QApplication.focusWidget() or self):
            event.ignore()
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if held == Qt.KeyboardModifier.NoModifier and self._plain(key):
            return
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            self.selectAll()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.text().isprintable() and event.text() and not held:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _plain(self, key: Qt.Key) -> bool:
        """What a key does by itself; whether it does anything."""
        current = self.current
        if key in self._keys and current:
            self._keys[key].emit(current)
        elif key == Qt.Key.Key_Delete and current:
            self.removed.emit(self.chosen)
        elif key == Qt.Key.Key_F:
            self.filter_requested.emit()
        elif key == Qt.Key.Key_X:
            many = self.chosen if len(self.selectedIndexes()) > 1 else []
            self.export_requested.emit(many or [row.id for row in self.notes.shown])
        elif key == Qt.Key.Key_Menu and current:
            self.menu_requested.emit(self._menu_point())
        else:
            return False
        return True

    def _menu_point(self) -> QPoint:
        rect = self.cards.menu_place(self.visualRect(self.currentIndex()))
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            if index.isValid():
                self.menu_requested.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the dots opens the menu; one on a label narrows to it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            dots = self.cards.menu_place(self.visualRect(index))
            if dots.contains(event.position().toPoint()):
                self.setCurrentIndex(index)
                self.menu_requested.emit(self.viewport().mapToGlobal(dots.bottomLeft()))
                return
            inside = event.position() - QPointF(self.visualRect(index).topLeft())
            tag = self.cards.tag_at(self._id(index), inside)
            if tag:
                self.tag_requested.emit(tag)
                return
        super().mouseReleaseEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        """A click that chooses several leads nowhere."""
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not QApplication.keyboardModifiers() & several:
            self.go(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to a card, not to the list around it."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.notes.shown:
            first = self.notes.index(0, 0)
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(first, choose)
