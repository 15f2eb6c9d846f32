"""The left pane: shelves, all that documents are found by, and the edition's line."""

import time

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.panes import drawing
from desktop.window.panes.library_model import (
    COUNT,
    ICON,
    SHELF,
    WAITING,
    LibraryModel,
    Line,
    Place,
    Shelf,
)
from desktop.window.theme import Theme, ui_font
from index.vietnamese import fold
from index.vietnamese.typing import METHODS, converted

translate = QCoreApplication.translate
_ROW, _SECTION_GAP = 30, 8


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QTreeView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        gap = _SECTION_GAP if index.data(SHELF).place == "section" else 0
        return QSize(100, max(_ROW, self._view.fontMetrics().height() + 10) + gap)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, shelf = self.theme, index.data(SHELF)
        rect = QRectF(option.rect)
        section = shelf.place == "section"
        if section:
            rect.setTop(rect.top() + _SECTION_GAP)
        selected = drawing.ground(painter, theme, option, rect.adjusted(8, 0, -8, 0))
        room = rect.adjusted(16, 0, -16, 0)
        ink = theme.colour("text" if selected else "text2")
        icon = self._icon(index)
        if icon:
            place = QRectF(room.left(), room.center().y() - 9, 18, 18)
            icons.paint(painter, icon, ink, place)
        count = index.data(COUNT)
        told = "…" if index.data(WAITING) else "" if count is None else str(count)
        painter.setFont(ui_font(-1))
        width = painter.fontMetrics().horizontalAdvance(told)
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        painter.setFont(self._font(section=section, selected=selected))
        text = QRectF(room.left() + 26, room.top(), room.width() - 34 - width, room.height())
        drawing.line(painter, index.data(), text, ink if section else theme.colour("text"))
        painter.restore()

    def _font(self, *, section: bool, selected: bool) -> QFont:
        return ui_font(-1, bold=True) if section else ui_font(0, bold=selected)

    def _icon(self, index: QModelIndex | QPersistentModelIndex) -> str:
        if index.data(SHELF).place in ("section", "conference"):
            return "chevron-down" if self._view.isExpanded(index) else "chevron-right"
        return str(index.data(ICON))


class LibraryView(QTreeView):
    """The tree. Letters typed one after the other lead to the next line that begins so.

    Marks may be left out, and Telex or VNI keys need no input method.

    Signals: `entered_row(QModelIndex)` by the Enter key.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, model: LibraryModel) -> None:
        super().__init__()
        self._lines = model
        self._typed, self._last = "", 0.0
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(model)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is told apart from a click, which some styles let activate a row too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        now = time.monotonic()
        goes_on = now - self._last < QApplication.keyboardInputInterval() / 1000
        self._typed, self._last = (self._typed if goes_on else "") + search, now
        shown = list(self._lines.shown(self.isExpanded))
        current = self.currentIndex()
        at = shown.index(self._lines.node(current)) if current.isValid() else -1
        # A word that goes on may still be the line that it led to.
        first = max(at, 0) if len(self._typed) > 1 else at + 1
        meant = [self._typed, *(converted(self._typed, method) for method in METHODS)]
        for begun in map(fold, filter(None, meant)):
            for node in (*shown[first:], *shown[:first]):
                if fold(node.line.shelf.title).startswith(begun):
                    self.setCurrentIndex(self._lines.at(node))
                    return


class LibraryPane(QWidget):
    """Leads to shelves, conferences and all that documents are found by.

    Signals: `shelf_chosen(Shelf)`; `document_requested(str)` with a briefing's id.
    """

    shelf_chosen = Signal(object)
    document_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = LibraryModel(self)
        self.view = LibraryView(self.model)
        self._delegate = _RowDelegate(theme, self.view)
        self.view.setAccessibleName(translate("Library", "Library"))
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.clicked.connect(self._act)
        self.view.entered_row.connect(self._act)
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
        return QSize(204, 400)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_lines(self, lines: list[Line], edition_line: str, opened: tuple[str, ...]) -> None:
        """Fills the pane; the sections named in `opened` are open at first."""
        self.model.show(lines)
        self._edition.setText(edition_line)
        for key in opened:
            self.view.expand(self.model.find("section", key))

    def choose(self, place: Place, key: str = "") -> None:
        """Selects a line, as if it had been clicked."""
        index = self.model.find(place, key)
        if index.isValid():
            self.view.setCurrentIndex(index)

    @property
    def current(self) -> Shelf | None:
        index = self.view.currentIndex()
        return index.data(SHELF) if index.isValid() else None

    def _chosen(self, index: QModelIndex) -> None:
        shelf = index.data(SHELF) if index.isValid() else None
        if isinstance(shelf, Shelf) and shelf.place not in ("document", "section"):
            self.shelf_chosen.emit(shelf)

    def _act(self, index: QModelIndex) -> None:
        shelf = index.data(SHELF)
        if shelf.place == "document":
            self.document_requested.emit(shelf.key)
        elif shelf.place in ("section", "conference"):
            self.view.setExpanded(index, not self.view.isExpanded(index))
