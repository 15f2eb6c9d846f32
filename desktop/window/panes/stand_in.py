"""What stands in the page's place: a view of the whole library, and one that is a single table."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.window.panes.table import TableView
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.flow import FlowRow

_LONGEST = 280
"""Characters of a text that the foot shows."""


class Themed(Protocol):
    """What is painted by the theme."""

    def set_theme(self, theme: Theme) -> None: ...


class StandInPane(QWidget):
    """Esc leads back to the page. `themed` are the parts of it that are painted by the theme.

    Signals: `left()`.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.themed: Sequence[Themed] = ()

    def set_theme(self, theme: Theme) -> None:
        for part in self.themed:
            part.set_theme(theme)

    def menu(self) -> QMenu:
        """A menu over this view, which goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


Order = tuple[str, bool, Callable[[], object]]
"""An order that rows may stand in: its name, whether they do, and what makes them."""


class TablePane(StandInPane):
    """A table under its name and number, or a word in its place; the current row at the foot.

    A subclass adds its buttons to `head` after `sort`, and calls `lay_out` when it has made all.
    """

    def __init__(
        self,
        view: TableView,
        sort: str,
        orders: Callable[[], Iterable[Order]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`sort` are the words on the button that offers the `orders`."""
        super().__init__(parent)
        self.view = view
        self.blank = Blank(theme)
        self._orders = orders
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.sort = QPushButton(sort)
        self.sort.clicked.connect(self._offer_orders)
        self.head = self._make_head(view.accessibleName())
        self._holder = QWidget()
        self._stack = QStackedLayout(self._holder)
        self._stack.addWidget(view)
        self._stack.addWidget(self.blank)
        self.foot = (QLabel(), QLabel())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 8)
        self.column.setSpacing(8)

    def _make_head(self, name: str) -> FlowRow:
        title = QLabel(name)
        title.setFont(ui_font(2, bold=True))
        head = FlowRow(8)
        for label in (title, self._count):
            label.setMinimumHeight(self.sort.sizeHint().height())
            head.add(label)
        head.add(self.sort)
        return head

    def lay_out(self, *narrowing: QWidget) -> None:
        """Head, what narrows the rows, table and foot: the way that Tab goes, too."""
        for part in (self.head, *narrowing):
            self.column.addWidget(part)
        self.column.addWidget(self._holder, 1)
        for label in self.foot:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(label)

    def take_keyboard(self) -> None:
        """The keyboard goes to the rows; where there are none, it stays in this view."""
        self._target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _target(self) -> QWidget:
        return self.view if self._stack.currentIndex() == 0 else self.sort

    # what is shown

    @property
    def told(self) -> str:
        """How many are shown, or why none is."""
        return self._count.text() if self._stack.currentIndex() == 0 else self.blank.text

    def show_rows(self, count: str, current: int) -> None:
        """Says how many rows there are, and shows them, or the word in their place."""
        self._count.setText(count)
        held, at = self._target().hasFocus(), self._stack.currentIndex()
        self._stack.setCurrentIndex(0 if self.view.rows.shown else 1)
        self.setFocusProxy(self._target())
        if held and at != self._stack.currentIndex():
            self.take_keyboard()
        self.view.reveal(current)

    def tell_foot(self, *texts: str) -> None:
        """Words of the current row; "" takes no room."""
        for label, text in zip(self.foot, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def _offer_orders(self) -> None:
        menu = self.menu()
        for words, checked, do in self._orders():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(checked)
            action.triggered.connect(lambda _=False, do=do: do())
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])


def cut(text: str) -> str:
    """As much of a text as the foot shows."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
