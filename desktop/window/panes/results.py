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

from desktop.library.search import Found, Hit
from desktop.window.panes.cards import Index
from desktop.window.panes.result_delegate import HIT, ResultDelegate, badge_text
from desktop.window.panes.results_head import ResultsHead
from desktop.window.theme import Theme, ui_font
from desktop.wording import Language

translate = QCoreApplication.translate


class HitsModel(QAbstractListModel):
    """The hits of one answer; `HIT` answers the hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def set_hits(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{hit.title}, {badge_text(hit)}, {hit.snippet.text}"
        return None


class ResultsPane(QWidget):
    """Lists what a search found.

    Signals: `hit_requested(Hit)`; those of its `head`.
    """

    hit_requested = Signal(object)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.found: Found | None = None
        self.model = HitsModel(self)
        self._delegate = ResultDelegate(theme)
        self.head = ResultsHead(theme, language)
        self.view = QListView()
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
        return QSize(520, 400)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.head.set_theme(theme)
        self.view.viewport().update()

    def show_found(self, found: Found, filters: Mapping[str, str]) -> None:
        """Replaces the old results; they stay on screen until this is called."""
        self.found = found
        self.model.set_hits(found.hits)
        self.head.show_found(found, filters)
        text = (
            translate(
                "Results",
                "Nothing found for “{text}” among the documents chosen above.\n"
                "Click the cross of a choice to see the others.",
            )
            if filters
            else translate(
                "Results", "Nothing found for “{text}”.\nTry fewer words, or check their spelling."
            )
        )
        self._empty.setText(text.format(text=found.query))
        self._stack.setCurrentIndex(0 if found.hits else 1)
        if found.hits:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()

    def open_current(self) -> None:
        self._activated(self.view.currentIndex())

    def _activated(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if isinstance(hit, Hit):
            self.hit_requested.emit(hit)
