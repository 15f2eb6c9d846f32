"""The search box: asks 120 ms after the last key, from two characters, never mid-composition."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.window import icons
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
WAIT_MS, SHORTEST = 120, 2


class _Field(QLineEdit):
    """Knows whether an input method is in the middle of a letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class Omnibox(QFrame):
    """Takes the words to search for.

    Signals: `search_requested(str)`; `emptied()`; `left()` on Esc; `entered()` on Enter or ↓
    with what is in the box already asked for; `help_requested()` by the small question mark.
    """

    search_requested = Signal(str)
    emptied = Signal()
    left = Signal()
    entered = Signal()
    stepped_down = Signal()
    help_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("omnibox")
        self.setProperty("active", 0)
        self.setFixedHeight(36)
        self._icon = QLabel()
        self.field = _Field(self)
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
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.field, 1)
        row.addWidget(self._keys)
        row.addWidget(self._clear)
        row.addWidget(self._help)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.set_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(480, 36)

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def set_theme(self, theme: Theme) -> None:
        self._icon.setPixmap(icons.pixmap("search", theme.colour("text2"), 18, 2.0))
        self._clear.setIcon(icons.icon("x", theme.colour("text2")))

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._keys.setVisible(not text)
        if len(text.strip()) >= SHORTEST:
            self._timer.start()
        else:
            self._timer.stop()
            if not text:
                self.emptied.emit()

    def _ask(self) -> None:
        if self.field.composing:
            self._timer.start()
        else:
            self.search_requested.emit(self.field.text().strip())

    def ask_now(self) -> None:
        """Searches at once for what stands in the box, if a search is still waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("active", int(event.type() == QEvent.Type.FocusIn))
            self.style().unpolish(self)
            self.style().polish(self)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ask_now()
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.stepped_down.emit()
                return True
        return super().eventFilter(watched, event)
