"""The search box: asks 120 ms after the last key, from two characters, never mid-composition."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.window import icons
from desktop.window.theme import Theme, scaled, ui_font

translate = QCoreApplication.translate
WAIT_MS, SUGGEST_MS, SHORTEST = 120, 60, 2
_ROUND = 17
_BY_HAND = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)
_OURS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
"""Keys that mean nothing here while an input method composes, if it lets them through at all."""


class Field(QLineEdit):
    """Knows whether an input method is in the middle of a letter.

    Signals: `composed()` when the input method has given its letters, or given them up.
    """

    composed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was = self.composing
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self.composing:
            self.composed.emit()


class Omnibox(QFrame):
    """Takes the words to search for.

    Signals: `search_requested(str)`; `suggestions_requested(str)` for what has been typed, which
    may be nothing; `emptied()` once the box has stayed empty; `left()` on Esc; `entered()` on
    Enter with what is in the box already asked for; `stepped_down()` on ↓; `entered_by_hand()`
    when the keyboard is led here by a key or a click; `help_requested()` by the question mark.
    """

    search_requested = Signal(str)
    suggestions_requested = Signal(str)
    emptied = Signal()
    left = Signal()
    entered = Signal()
    stepped_down = Signal()
    entered_by_hand = Signal()
    help_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("omnibox")
        self._active = False
        self._ring = theme.colour("accent")
        self.setFixedHeight(scaled(36))
        self._owed = False
        self._icon = QLabel()
        self.field = Field(self)
        self.field.setPlaceholderText(translate("Omnibox", "Search titles, text, speakers…"))
        self.field.setAccessibleName(translate("Omnibox", "Search box"))
        self._keys = QLabel("Ctrl + K")
        self._keys.setFont(ui_font(-1))
        self._clear = QToolButton()
        self._clear.setProperty("kind", "quiet")
        self._clear.setAccessibleName(translate("Omnibox", "Clear the search"))
        self._clear.setToolTip(translate("Omnibox", "Clear the search (Esc)"))
        self._clear.clicked.connect(self.left)
        self._clear.hide()
        self._help = QToolButton()
        self._help.setObjectName("query_help")
        self._help.setText("?")
        self._help.setProperty("kind", "quiet")
        self._help.setAccessibleName(translate("Omnibox", "What may be typed"))
        self._help.setToolTip(translate("Omnibox", "What may be typed (Ctrl+F1)"))
        self._help.clicked.connect(self.help_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 7, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.field, 1)
        row.addWidget(self._keys)
        row.addWidget(self._clear)
        row.addWidget(self._help)
        self._wait()
        self.field.installEventFilter(self)
        self.set_theme(theme)

    def _wait(self) -> None:
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._suggesting = QTimer(self, interval=SUGGEST_MS, singleShot=True)
        self._suggesting.timeout.connect(self._suggest)
        self.field.textChanged.connect(self._typed)
        self.field.textEdited.connect(lambda _: self._suggesting.start())
        self.field.composed.connect(self._composed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(480), scaled(36))

    @property
    def waiting(self) -> bool:
        return self._timer.isActive() or self._suggesting.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ring of the keyboard here: a style, asked for at start, takes 15 ms."""
        super().paintEvent(event)
        if self._active:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._ring, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ROUND, _ROUND)

    def set_theme(self, theme: Theme) -> None:
        self._ring = theme.colour("accent")
        self._icon.setPixmap(icons.pixmap("search", theme.colour("text2"), scaled(18), 2.0))
        self._clear.setIcon(icons.icon("x", theme.colour("text2")))

    def _typed(self, text: str) -> None:
        """A box that is empty waits too: input tools take a letter back to give it its mark."""
        self._clear.setVisible(bool(text))
        self._show_keys()
        if not text or len(text.strip()) >= SHORTEST:
            self._timer.start()
        else:
            self._timer.stop()

    def _show_keys(self) -> None:
        """The key is told in an empty box, where it leaves room for what may be typed."""
        self._keys.setVisible(not self.field.text() and self.width() >= scaled(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def _ask(self) -> None:
        text = self.field.text().strip()
        if self.field.composing:
            self._owed = True
        elif text:
            self.search_requested.emit(text)
        else:
            self.emptied.emit()

    def _suggest(self) -> None:
        if not self.field.composing:
            self.suggestions_requested.emit(self.field.text().strip())

    def _composed(self) -> None:
        """What was due while a letter was being composed, and has not come due anew since."""
        if self._owed:
            self._owed = False
            self._timer.start()

    def ask_now(self) -> None:
        """Searches at once for what stands in the box, if a search is still waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()

    def wait_again(self) -> None:
        """What was typed before anybody listened is told once more, when its time has come."""
        if self.field.text():
            self._timer.start()
            self._suggesting.start()

    def show_text(self, text: str) -> None:
        """Shows what is asked for already, or nothing: nothing is asked again."""
        self.field.setText(text)
        self._timer.stop()
        self._suggesting.stop()

    def take_keyboard(self) -> None:
        """Ctrl+K: the keyboard comes here, and what stands here is selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.entered_by_hand.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() != QEvent.Type.FocusAboutToChange:
            self._focus_changed(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self.field.composing:
                return event.key() in _OURS
            return self._pressed(event.key())
        elif event.type() == QEvent.Type.MouseButtonPress and self.field.hasFocus():
            self.entered_by_hand.emit()
        return super().eventFilter(watched, event)

    def _focus_changed(self, event: QFocusEvent) -> None:
        self._active = event.gotFocus()
        self.update()
        if event.gotFocus() and event.reason() in _BY_HAND:
            self.entered_by_hand.emit()

    def _pressed(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
            self.entered.emit()
        elif key == Qt.Key.Key_Down:
            self.stepped_down.emit()
        else:
            return False
        return True
