"""Search results: what was looked for, and a card for each document found."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.window.panes.cards import Index
from desktop.window.panes.result_delegate import HIT, ResultDelegate, Row, badge_text, title_text
from desktop.window.panes.results_head import ResultsHead
from desktop.window.searching import Answer, FoundNotes
from desktop.window.theme import Theme, scaled, ui_font
from desktop.wording import Language

translate = QCoreApplication.translate


class HitsModel(QAbstractListModel):
    """The hits of one answer; `HIT` answers the hit.

    Signals: `more_requested(int)` with how many there are, once the view comes to their end.
    """

    more_requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Row, ...] = ()
        self._total = 0
        self._waiting = False

    def set_hits(self, hits: tuple[Row, ...], total: int) -> None:
        self.beginResetModel()
        self._hits, self._total, self._waiting = hits, total, False
        self.endResetModel()

    def grow(self, hits: tuple[Row, ...]) -> None:
        """Adds what `hits` has after those that are shown."""
        self._waiting = False
        shown = len(self._hits)
        if len(hits) <= shown:
            self._total = shown
            return
        self.beginInsertRows(QModelIndex(), shown, len(hits) - 1)
        self._hits = (*self._hits, *hits[shown:])
        self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._hits) < self._total and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_requested.emit(len(self._hits))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return title_text(hit)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{title_text(hit)}, {badge_text(hit)}, {hit.snippet.text}"
        return None


class ResultsPane(QWidget):
    """Lists what a search found: documents, or notes.

    Signals: `hit_requested(Row)`; those of its `head`.
    """

    hit_requested = Signal(object)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = QSize(scaled(520), 400)
        self.setObjectName("results")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.found: Answer | None = None
        self.model = HitsModel(self)
        self.head = ResultsHead(theme, language)
        self.view = QListView()
        self._delegate = ResultDelegate(theme, self.view)
        self.view.setAccessibleName(translate("Results", "Search results"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.activated.connect(self._activated)
        self.view.clicked.connect(self._activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body(), 1)
        column.addWidget(self._hint())

    def _body(self) -> QWidget:
        self._empty = QLabel()
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        return holder

    def _hint(self) -> QLabel:
        hint = QLabel(translate("Results", "↑↓ choose   ·   Enter open   ·   Esc back to the list"))
        hint.setProperty("role", "caption")
        hint.setFont(ui_font(-1))
        hint.setContentsMargins(20, 8, 16, 10)
        return hint

    def sizeHint(self) -> QSize:
        return self._asked

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.head.set_theme(theme)
        self.view.viewport().update()

    @property
    def nothing(self) -> str:
        """What is said in place of hits."""
        return self._empty.text()

    def prepare(self, found: Answer) -> None:
        """Dresses and draws out of sight what an answer consists of: the first one takes long."""
        if self.found is None:
            self.model.set_hits(found.hits[:1], len(found.hits[:1]))
            self.grab()
            self.model.set_hits((), 0)
            self._delegate.pictures.clear()

    def show_found(self, found: Answer, filters: Mapping[str, str]) -> None:
        """Replaces the old results; they stay on screen until this is called."""
        self.found = found
        self.model.set_hits(found.hits, found.total)
        self.head.show_found(found, filters)
        self._empty.setText(_nothing(found, narrowed=bool(filters)).format(text=found.query))
        self._stack.setCurrentIndex(0 if found.hits else 1)
        if found.hits:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()

    def grow(self, found: Answer) -> None:
        """Adds the further hits of the same search; what is shown stays where it is."""
        self.found = found
        self.model.grow(found.hits)

    def open_current(self) -> None:
        self._activated(self.view.currentIndex())

    def _activated(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if isinstance(hit, Row):
            self.hit_requested.emit(hit)


def _nothing(found: Answer, *, narrowed: bool) -> str:
    """What is said in place of hits."""
    if isinstance(found, FoundNotes):
        return translate(
            "Results",
            "None of your notes has “{text}”.\nTry fewer words, or search the content (Alt+S).",
        )
    if narrowed:
        return translate(
            "Results",
            "Nothing found for “{text}” among the documents chosen above.\n"
            "Click the cross of a choice to see the others.",
        )
    return translate(
        "Results", "Nothing found for “{text}”.\nTry fewer words, or check their spelling."
    )
