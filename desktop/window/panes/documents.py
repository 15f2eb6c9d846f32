"""The list pane: the documents of a shelf, a conference or a topic."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QStackedLayout, QVBoxLayout, QWidget

from desktop.library.editions.records import Card
from desktop.window.panes.card_delegate import CardDelegate
from desktop.window.panes.cards import CARD, CardsModel
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.elided import ElidedLabel

translate = QCoreApplication.translate


class DocumentsPane(QWidget):
    """Lists documents as cards.

    Signals: `document_requested(str)` with a briefing's id.
    """

    document_requested = Signal(str)

    def __init__(self, model: CardsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self._delegate = CardDelegate(theme)
        self._title = ElidedLabel()
        self._title.setFont(ui_font(2, bold=True))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 16, 8)
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.view = QListView()
        self.view.setAccessibleName(translate("Documents", "List of documents"))
        self.view.setModel(model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.activated.connect(self._activated)
        self.view.clicked.connect(self._activated)
        self._empty = QLabel(translate("Documents", "No documents on this shelf."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(holder)

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_list(self, title: str, numbers: tuple[int, ...] | list[int]) -> None:
        self.model.set_numbers(numbers)
        self._title.setText(title)
        many = len(numbers)
        self._count.setText(self.tr("%n document(s)", "", many))
        self._stack.setCurrentIndex(0 if numbers else 1)
        self.view.scrollToTop()

    def mark_open(self, number: int) -> None:
        """Selects the row of the open document, if it is in this list."""
        row = self.model.row_of(number)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        else:
            self.view.clearSelection()

    def _activated(self, index: QModelIndex) -> None:
        card = index.data(CARD)
        if isinstance(card, Card):
            self.document_requested.emit(card.id)
