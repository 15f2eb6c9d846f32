"""The list pane: the documents of what was chosen in the library, arranged and narrowed."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.editions.browsing import Arrangement
from desktop.library.editions.records import Card
from desktop.window import icons
from desktop.window.panes.cards import CARD, CardsModel
from desktop.window.panes.cards_view import CardsView
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.filter_field import FilterField

translate = QCoreApplication.translate
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


def arrangements() -> tuple[tuple[Arrangement, str], ...]:
    """How a list may stand, in words."""
    return (
        ("shelf", translate("Documents", "As the shelf has it")),
        ("newest", translate("Documents", "Newest first")),
        ("title", translate("Documents", "By title")),
        ("programme", translate("Documents", "In the order of the conference")),
        ("often", translate("Documents", "Most opened first")),
        ("opened", translate("Documents", "Last opened first")),
    )


class DocumentsPane(QWidget):
    """Lists documents as cards.

    Signals: `document_requested(str)` with a briefing's id; `arranged(str)`, an `Arrangement`;
    `narrowed(str)` to the documents that have these words; `jumped(str, int)` to one whose title
    begins with letters, the next after a row; `menu_requested(Card, QPoint)`.
    """

    document_requested = Signal(str)
    arranged = Signal(str)
    narrowed = Signal(str)
    jumped = Signal(str, int)
    menu_requested = Signal(object, QPoint)

    def __init__(self, model: CardsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self._open = -1
        self.view = CardsView(model, theme)
        self.view.setAccessibleName(translate("Documents", "List of documents"))
        self.view.activated.connect(self._activated)
        self.view.clicked.connect(self._activated)
        self.view.typed.connect(self.jumped)
        self.view.menu_requested.connect(self._menu_at)
        self._empty = QLabel()
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
        layout.addLayout(self._head())
        layout.addLayout(self._narrowing())
        layout.addWidget(holder)
        self.set_theme(theme)

    def _head(self) -> QHBoxLayout:
        self._title = ElidedLabel()
        self._title.setFont(ui_font(2, bold=True))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.sort = QToolButton()
        self.sort.setProperty("kind", "quiet")
        self.sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sort.setToolTip(translate("Documents", "Order of the list (Alt+O)"))
        self.sort.setAccessibleName(translate("Documents", "Order of the list"))
        self.sort.clicked.connect(self.offer_orders)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 12, 4)
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        head.addWidget(self.sort)
        self.orders = QMenu(self)
        self._choices: dict[str, QAction] = {}
        group = QActionGroup(self.orders)
        for arrangement, words in arrangements():
            action = self.orders.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, how=arrangement: self.arranged.emit(how))
            group.addAction(action)
            self._choices[arrangement] = action
        return head

    def _narrowing(self) -> QHBoxLayout:
        words = translate("Documents", "Filter this list")
        self.field = FilterField(words, words)
        self.field.setProperty("kind", "quiet")
        self.field.textChanged.connect(self.narrowed)
        self.field.left.connect(self._to_rows)
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 14, 6)
        row.addWidget(self.field)
        return row

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self.sort.setIcon(icons.icon("sort", theme.colour("text2")))

    @property
    def waiting(self) -> bool:
        """Whether rows that are to be seen are still missing."""
        return self.model.waiting or self.view.frames.waiting

    @property
    def title(self) -> str:
        """What is listed."""
        return self._title.text()

    @property
    def told(self) -> str:
        """How many are listed, or why none is."""
        return self._count.text() if self._stack.currentIndex() == 0 else self._empty.text()

    def show_title(self, title: str, arrangement: Arrangement) -> None:
        """Another list is shown, or the same in another order."""
        self._title.setText(title)
        self._choices[arrangement].setChecked(True)

    def clear_filter(self) -> None:
        """Empties the field without a word about it."""
        with QSignalBlocker(self.field):
            self.field.clear()

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Replaces the rows; the open document's stays the selected one."""
        self.model.set_numbers(numbers)
        self._count.setText(self.tr("%n document(s)", "", len(numbers)))
        self._empty.setText(
            translate("Documents", "No document here has these words.")
            if self.field.text().strip()
            else translate("Documents", "No documents on this shelf.")
        )
        self._stack.setCurrentIndex(0 if numbers else 1)
        self.view.scrollToTop()
        self.mark_open(self._open)

    def mark_open(self, number: int) -> None:
        """Selects the row of the open document, if it is in this list."""
        self._open = number
        row = self.model.row_of(number)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        else:
            self.view.clearSelection()

    @property
    def current(self) -> Card | None:
        """The card of the row that the keyboard is on."""
        card = self.view.currentIndex().data(CARD)
        return card if isinstance(card, Card) else None

    def offer_orders(self) -> None:
        """Alt+O: how the list may stand."""
        self.orders.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))
        self.orders.setActiveAction(next(a for a in self.orders.actions() if a.isChecked()))

    def start_filter(self) -> None:
        """Alt+T: the keyboard goes to the field."""
        self.field.start()

    def _to_rows(self) -> None:
        self.view.setFocus(_SHORTCUT)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def choose(self, row: int) -> None:
        """Leads the keyboard's mark to a row."""
        self.view.setCurrentIndex(self.model.index(row))

    def _menu_at(self, index: QModelIndex, place: QPoint) -> None:
        card = index.data(CARD)
        if isinstance(card, Card):
            self.menu_requested.emit(card, place)

    def _activated(self, index: QModelIndex) -> None:
        card = index.data(CARD)
        if isinstance(card, Card):
            self.document_requested.emit(card.id)
