"""Ctrl+G: the document's sections, narrowed by a few letters of one."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.library.text.lookup import letters
from desktop.window.reader.popup import shadow
from desktop.window.reader.typeset import Heading
from desktop.window.widgets.overlay import Overlay

translate = QCoreApplication.translate
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDE, _TALL = 480, 420


class Sections(QAbstractListModel):
    """The headings that hold the letters typed, in reading order."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = headings
        self._folded = [letters(heading.text) for heading in headings]
        self._top = min((heading.level for heading in headings), default=1)
        self._shown = list(range(len(headings)))

    def narrow(self, text: str) -> None:
        """Keeps the headings that hold every word of `text`, marks or none."""
        words = letters(text).split()
        self.beginResetModel()
        self._shown = [
            at for at, folded in enumerate(self._folded) if all(word in folded for word in words)
        ]
        self.endResetModel()

    def heading_at(self, row: int) -> int:
        """The place among the document's headings of a row."""
        return self._shown[row]

    def row_of(self, heading: int) -> int:
        """The row of a heading, or of the nearest one before it that is shown; else 0."""
        return max((row for row, at in enumerate(self._shown) if at <= heading), default=0)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        heading = self._headings[self._shown[index.row()]]
        inset = min(heading.level - self._top, 3) if role == Qt.ItemDataRole.DisplayRole else 0
        return "\u2003" * inset + heading.text


class SectionsList(Overlay):
    """A field over a list; the keyboard stays in the field.

    Signals: `chosen(int)`, the place among the headings.
    """

    chosen = Signal(int)

    def __init__(self, window: QWidget, headings: Sequence[Heading], here: int) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.setAccessibleName(translate("Sections", "Go to a section"))
        self._here = here
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Sections", "Letters of a section's title"))
        self.field.setAccessibleName(translate("Sections", "Letters of a section's title"))
        self.model = Sections(headings, self)
        self.view = QListView()
        self.view.setObjectName("sections")
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(translate("Sections", "Sections"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.setGraphicsEffect(shadow(self))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.view.clicked.connect(self._take)
        self._choose(self.model.row_of(here))

    def open_over(self, area: QWidget) -> None:
        """Stands at the top of `area`, a part of the window."""
        width = min(_WIDE, area.width() - 32)
        rows = self.model.rowCount() * max(self.view.sizeHintForRow(0), 1)
        height = min(rows + self.field.sizeHint().height() + 40, _TALL, area.height() - 48)
        corner = area.mapTo(self._window, area.rect().topLeft())
        self.setGeometry(corner.x() + (area.width() - width) // 2, corner.y() + 16, width, height)
        self.open(self.field)
        self._choose(self.model.row_of(self._here))

    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self._choose(0 if text.strip() else self.model.row_of(self._here))

    def _choose(self, row: int) -> None:
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))
            self.view.scrollTo(self.view.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            heading = self.model.heading_at(index.row())
            self.close_and_return()
            self.chosen.emit(heading)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._move(Qt.Key(event.key()))
                return True
            if event.key() in _ENTER:
                self._take(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: Qt.Key) -> None:
        step = {_MOVES[0]: 1, _MOVES[1]: -1, _MOVES[2]: 8, _MOVES[3]: -8}[key]
        row = self.view.currentIndex().row() + step
        self._choose(min(max(row, 0), self.model.rowCount() - 1))
