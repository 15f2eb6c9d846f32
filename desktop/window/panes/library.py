"""The left pane: shelves, all that documents are found by, and the edition's line."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.library.typed import meanings
from desktop.window import icons
from desktop.window.panes import drawing
from desktop.window.panes.jumping import Jumping
from desktop.window.panes.library_model import (
    SHELF,
    LibraryModel,
    Line,
    Node,
    Place,
    Shelf,
)
from desktop.window.panes.pictures import Frames, Pictures
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.wordlist import number
from index.vietnamese import fold

translate = QCoreApplication.translate
_ROW, _KEPT = 30, 80


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: LibraryModel, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self.pictures = Pictures(_KEPT)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.pictures.clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(100, max(scaled(_ROW), self._view.fontMetrics().height() + 10))

    def draw(
        self,
        painter: QPainter,
        place: QRect,
        index: QModelIndex | QPersistentModelIndex,
        state: drawing.RowState,
    ) -> None:
        """A row at a place: its picture, made where there is none."""
        node = self._model.node(index)
        line = node.line
        if line.shelf.place in ("section", "conference"):
            icon = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
        else:
            icon = line.icon
        told = "…" if node.waits else "" if line.count is None else number(line.count)

        def paint(on: QPainter) -> None:
            self._paint(on, QRectF(0, 0, place.width(), place.height()), state, line, icon, told)

        self.pictures.draw(painter, place, (line.shelf, icon, told, state), paint)

    def _paint(
        self,
        painter: QPainter,
        rect: QRectF,
        state: drawing.RowState,
        line: Line,
        icon: str,
        told: str,
    ) -> None:
        theme, shelf = self._theme, line.shelf
        section = shelf.place == "section"
        drawing.ground(painter, theme, state, rect.adjusted(8, 0, -8, 0))
        room = rect.adjusted(16, 0, -16, 0)
        ink = theme.colour("text" if state.selected else "text2")
        if icon:
            side = scaled(18)
            place = QRectF(room.left(), room.center().y() - side / 2, side, side)
            icons.paint(painter, icon, ink, place)
        painter.setFont(ui_font(-1))
        width = painter.fontMetrics().horizontalAdvance(told)
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        painter.setFont(ui_font(-1, bold=True) if section else ui_font(0, bold=state.selected))
        text = QRectF(room.left() + scaled(26), room.top(), 0, room.height())
        text.setRight(room.right() - 8 - width)
        drawing.line(painter, shelf.title, text, ink if section else theme.colour("text"))


class LibraryView(QTreeView):
    """The tree. Letters typed one after the other lead to the next line that begins so.

    Marks may be left out, and Telex or VNI keys need no input method.

    Signals: `entered_row(QModelIndex)` by the Enter key.
    """

    entered_row = Signal(QModelIndex)

    def __init__(self, model: LibraryModel, theme: Theme) -> None:
        super().__init__()
        self._lines = model
        self._delegate = _RowDelegate(theme, model, self)
        self.frames = Frames(self, self._delegate.pictures)
        self._jumping = Jumping(self._row, self._jump)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(model)
        self.setItemDelegate(self._delegate)

    def event(self, event: QEvent) -> bool:
        return drawing.restyled(self, event) or super().event(event)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        region = event.region()
        self.frames.paint(region, lambda: self._paint(region.boundingRect()))

    def _paint(self, dirty: QRect) -> None:
        """A row is its picture: Qt would ask the model about branches, flags and colours first."""
        painter = QPainter(self.viewport())
        width, above, bottom = drawing.row_width(self), self.verticalOffset(), dirty.bottom()
        index = self.indexAt(dirty.topLeft())
        height = self.rowHeight(index) if index.isValid() else 1
        top = (dirty.top() + above) // height * height - above
        while index.isValid() and top <= bottom:
            place = QRect(0, top, width, height)
            self._delegate.draw(painter, place, index, self.frames.state(index))
            top += height
            index = self.indexAt(QPoint(0, top))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is told apart from a click, which some styles let activate a row too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        elif not self._jumping.takes(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        self._jumping.type(search)

    def _shown(self) -> list[tuple[Node, int, str]]:
        return list(self._lines.shown(self.isExpanded))

    def _row(self) -> int:
        """The current line among all that are shown."""
        current = self.currentIndex()
        here = self._lines.node(current) if current.isValid() else None
        shown = enumerate(self._shown())
        return next((at for at, (node, row, _) in shown if node is here and row < 0), -1)

    def _jump(self, letters: str, after: int) -> None:
        lines, shown = self._lines, self._shown()
        for begun in map(fold, meanings(letters)):
            for node, row, title in (*shown[after + 1 :], *shown[: after + 1]):
                if title.startswith(begun):
                    self.setCurrentIndex(lines.at(node) if row < 0 else lines.below(node, row))
                    return


class LibraryPane(QWidget):
    """Leads to shelves, conferences and all that documents are found by.

    Signals: `shelf_chosen(Shelf)`; `document_requested(str)` with a briefing's id.
    """

    shelf_chosen = Signal(object)
    document_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = QSize(scaled(204), 400)
        self.setObjectName("library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = LibraryModel(self)
        self.view = LibraryView(self.model, theme)
        self.view.setAccessibleName(translate("Library", "Library"))
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
        return self._asked

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)

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
    def waiting(self) -> bool:
        """Whether rows that are to be seen are still missing."""
        return self.view.frames.waiting

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
