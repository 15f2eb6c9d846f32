"""The left part of the composer: what is collected, in order, and what an edition changed of it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.handouts.standing import Change
from desktop.library.text.difference import Piece, difference, shortened
from desktop.window import icons
from desktop.window.composing.cards import CardDelegate, CardsModel
from desktop.window.composing.rows import Row, change_word
from desktop.window.dropping import Dropping
from desktop.window.panes.review_tray import PassageSide
from desktop.window.theme import Theme, scaled, ui_font

translate = QCoreApplication.translate
_TALLEST = 120


class CardsList(QListView):
    """The cards. Alt+↑/↓ moves one, Del takes it out, Enter opens it, Menu says what can be done.

    Signals: `moved(int)` by -1 or 1; `removed()`; `opened()`; `menu_requested(QPoint)` on the
    screen; `current_changed()`.
    """

    moved = Signal(int)
    removed = Signal()
    opened = Signal()
    menu_requested = Signal(QPoint)
    current_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Tray", "Contents of the handout"))
        self.cards = CardsModel(self)
        self.delegate = CardDelegate(theme, self)
        self.setModel(self.cards)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())

    @property
    def current(self) -> str:
        """The id of the item that the keyboard is on; "" for none."""
        at = self.currentIndex().row()
        return self.cards.rows[at].id if 0 <= at < len(self.cards.rows) else ""

    def choose(self, identifier: str) -> None:
        """Brings the keyboard to an item."""
        at = self.cards.place(identifier)
        if at >= 0:
            self.setCurrentIndex(self.cards.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if held == Qt.KeyboardModifier.AltModifier and key in arrows:
            self.moved.emit(arrows[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete and not held:
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.opened.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ChangeOffer(QFrame):
    """What an edition made of the current item: the old words, the new ones, and the choice.

    Signals: `new_wanted()`; `old_wanted()`.
    """

    new_wanted = Signal()
    old_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self._theme = theme
        self._head = QLabel()
        self._head.setFont(ui_font(bold=True))
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        self.old, self.new = PassageSide(self), PassageSide(self)
        self.take = QPushButton(translate("Tray", "Take the new wording"))
        self.keep = QPushButton(translate("Tray", "Keep the old"))
        self.take.clicked.connect(self.new_wanted)
        self.keep.clicked.connect(self.old_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for part in (self._head, self.old, self.new, self.take, self.keep):
            column.addWidget(part)
        self.hide()

    def show_change(self, change: Change | None) -> None:
        """Offers what can be chosen of a change; hidden where there is none."""
        self.setVisible(change is not None)
        if change is None:
            return
        self._head.setText(change_word(change))
        reads = change.state == "changed"
        pieces: Sequence[Piece] = (Piece("same", change.old),)
        if reads:
            pieces = shortened(difference([change.old], [change.new]))
        old, new = translate("Tray", "As collected"), translate("Tray", "Now")
        self.old.show_pieces(old, pieces, "added", self._theme)
        self.new.show_pieces(new, pieces if reads else (), "removed", self._theme)
        self.new.setVisible(reads)
        self.take.setVisible(reads)
        self.keep.setVisible(change.state in {"changed", "removed"})
        self._fit()

    def _fit(self) -> None:
        """Each side is as high as its words need, up to a limit; then it scrolls."""
        for side in (self.old, self.new):
            high = side.needed(max(self.width() - 20, 120))
            side.setFixedHeight(min(high, scaled(_TALLEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme


class TrayPane(QWidget):
    """The cards with their head, and the offer under them.

    Signals: `prose_requested()` for words of the reader's own; `brought(QMimeData, int)` what was
    dragged here, and before which item it is to stand.
    """

    prose_requested = Signal()
    brought = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = CardsList(theme)
        self.offer = ChangeOffer(theme)
        self._changes: dict[str, Change] = {}
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._empty = QLabel(
            translate("Tray", "Select a passage in a document and press T to bring it here.")
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(holder, 1)
        column.addWidget(self.offer)
        hint = QLabel(translate("Tray", "Drag to sort, or Alt+↑ / Alt+↓"))
        hint.setProperty("role", "caption")
        hint.setFont(ui_font(-1))
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.list.current_changed.connect(self._offer)
        self.list.cards.brought.connect(self.brought)
        Dropping(self, lambda data: self.brought.emit(data, len(self.list.cards.rows)))
        self.set_theme(theme)

    def _head(self) -> QHBoxLayout:
        title = QLabel(translate("Tray", "Contents"))
        title.setFont(ui_font(1, bold=True))
        self.prose = QToolButton()
        self.prose.setProperty("kind", "quiet")
        words = translate("Tray", "Own words (Ctrl+N)")
        self.prose.setToolTip(words)
        self.prose.setAccessibleName(words)
        self.prose.clicked.connect(self.prose_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._count, 1)
        row.addWidget(self.prose)
        return row

    def set_theme(self, theme: Theme) -> None:
        self.list.delegate.theme = theme
        self.list.viewport().update()
        self.offer.set_theme(theme)
        self.prose.setIcon(icons.icon("plus", theme.colour("text2")))
        self._offer()

    def show_rows(self, rows: Sequence[Row], changes: dict[str, Change]) -> None:
        """Shows the items; the keyboard stays where it was, or goes to one that is new."""
        held, at = self.list.current, self.list.currentIndex().row()
        known = {row.id for row in self.list.cards.rows}
        self._changes = changes
        self.list.cards.show(rows)
        fresh = [row.id for row in rows if row.id not in known]
        self._stack.setCurrentIndex(1 if rows else 0)
        self._count.setText(self.tr("%n item(s)", "", len(rows)))
        if len(fresh) == 1 and known:
            self.list.choose(fresh[0])
        elif self.list.cards.place(held) >= 0:
            self.list.choose(held)
        elif rows:
            self.list.setCurrentIndex(self.list.cards.index(min(max(at, 0), len(rows) - 1)))
        self._offer()

    def _offer(self) -> None:
        self.offer.show_change(self._changes.get(self.list.current))
