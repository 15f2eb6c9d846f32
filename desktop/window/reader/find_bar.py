"""The bar above the page: words to find in it, which match is the current one, and steps."""

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from desktop.window import icons
from desktop.window.announcing import announce
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.omnibox import Field

translate = QCoreApplication.translate
WAIT_MS = 60
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QFrame):
    """Takes words and shows matches; those of a search in the library stand here as well.

    Signals: `asked(str, bool)` words, and whether their marks are to be as typed, once typing
    rests; `stepped(int)` with 1 or -1; `reopened()` when F3 asks for the same words again;
    `closed()`.
    """

    asked = Signal(str, bool)
    stepped = Signal(int)
    reopened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hits")
        self._icon = QLabel()
        self.field = Field(self)
        self.field.setPlaceholderText(translate("Hits", "Find in this document"))
        self.field.setAccessibleName(translate("Hits", "Find in this document"))
        self.field.setMaximumWidth(320)
        self._count = QLabel()
        self._count.setFont(ui_font(0, bold=True))
        self.exact = QPushButton(translate("Hits", "Exact marks"))
        self.exact.setProperty("kind", "chip")
        self.exact.setCheckable(True)
        self.exact.setToolTip(translate("Hits", "Only what has the marks that are typed"))
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._buttons: list[tuple[QToolButton, str]] = []
        self._lay_out()
        self.field.textEdited.connect(lambda _: self._timer.start())
        self.field.composed.connect(self._timer.start)
        self.field.installEventFilter(self)
        self.exact.toggled.connect(self._turned)
        self.set_theme(theme)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 12, 5)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for icon, text, step in (
            ("chevron-up", translate("Hits", "Previous match (Shift+F3)"), -1),
            ("chevron-down", translate("Hits", "Next match (F3)"), 1),
        ):
            button = self._button(icon, text)
            button.clicked.connect(lambda _=False, by=step: self.stepped.emit(by))
            row.addWidget(button)
        row.addWidget(self.exact)
        row.addStretch()
        close = self._button("x", translate("Hits", "Hide the matches"))
        close.clicked.connect(self.closed)
        row.addWidget(close)

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setToolTip(text)
        button.setAccessibleName(text)
        self._buttons.append((button, icon))
        return button

    def set_theme(self, theme: Theme) -> None:
        self._icon.setPixmap(icons.pixmap("search", theme.colour("text2"), 18, 2.0))
        for button, icon in self._buttons:
            button.setIcon(icons.icon(icon, theme.colour("text2")))

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def take_keyboard(self, text: str = "") -> None:
        """Ctrl+F: the keyboard comes here; `text` is looked for, or what was before."""
        again = self.isHidden()
        if text:
            self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if text or (again and self.field.text().strip()):
            self._timer.start()

    def ask_again(self) -> None:
        """F3 after the bar was closed: what stands in it is looked for from here on."""
        if self.isHidden() and self.field.text().strip():
            self.show()
            self.reopened.emit()
            self._ask()

    def _ask(self) -> None:
        if not self.field.composing:
            self.asked.emit(self.field.text(), self.exact.isChecked())

    def _turned(self) -> None:
        # A style sheet looks again only when it is told to.
        self.exact.setProperty("on", int(self.exact.isChecked()))
        self.exact.style().unpolish(self.exact)
        self.exact.style().polish(self.exact)
        self._ask()

    def show_search(self, text: str, at: int, many: int) -> None:
        """Shows the matches of a search in the library; hidden where there are none."""
        self._timer.stop()
        self.field.setText(text)
        self.tell(at, many)
        self.setVisible(many > 0)

    def tell(self, at: int, many: int) -> None:
        """Which match is the current one, from 1, of how many."""
        figures = QLocale()
        was = self._count.text()
        if many:
            self._count.setText(f"{figures.toString(at)} / {figures.toString(many)}")
            said = translate("Hits", "Match {at} of {many}").format(at=at, many=many)
        else:
            said = translate("Hits", "No match") if self.field.text().strip() else ""
            self._count.setText(said)
        if self._count.text() != was and self.isVisible():
            announce(self.field, said)

    @property
    def count(self) -> str:
        return self._count.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not self.field.composing
        ):
            self._entered(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

    def _entered(self, step: int) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._ask()
        else:
            self.stepped.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
