"""The bar that finds words in an open file: a field, how many there are, previous and next."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from desktop.window import icons
from desktop.window.announcing import announce
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
_SETTLED_MS = 120


class FindBar(QFrame):
    """Hidden until asked for.

    Signals: `typed(str)` when the words to be found have settled; `stepped(int)` with 1 or -1;
    `closed()`.
    """

    typed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hits")
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Originals", "Find in this file, marks optional"))
        self.field.setAccessibleName(translate("Originals", "Find in this file"))
        self._count = QLabel()
        self._count.setFont(ui_font(0, bold=True))
        self._buttons: list[tuple[QToolButton, str]] = []
        self._wait = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._wait.timeout.connect(lambda: self.typed.emit(self.field.text()))
        self.field.textEdited.connect(lambda _: self._wait.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for icon, text, step in (
            ("chevron-up", translate("Hits", "Previous match (Shift+F3)"), -1),
            ("chevron-down", translate("Hits", "Next match (F3)"), 1),
            ("x", translate("Hits", "Hide the matches"), 0),
        ):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.setToolTip(text)
            button.setAccessibleName(text)
            act = self.stepped.emit if step else lambda _: self.closed.emit()
            button.clicked.connect(lambda _=False, do=act, by=step: do(by))
            self._buttons.append((button, icon))
            row.addWidget(button)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        for button, icon in self._buttons:
            button.setIcon(icons.icon(icon, theme.colour("text2")))

    def begin(self, text: str = "") -> None:
        """Shows the bar, with words that are looked for already or with those of last time."""
        if text:
            self.field.setText(text)
        self.show()

    def take_keyboard(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def tell(self, at: int, many: int, more: str) -> None:
        """Which match is the current one, of how many so far; `more`: "…" while searching."""
        was = self._count.text()
        if not self.field.text().strip():
            self._count.setText("")
        elif many:
            self._count.setText(f"{at} / {many}{more}")
        else:
            nothing = translate("Originals", "Not found")
            self._count.setText(translate("Originals", "Searching…") if more else nothing)
        if self._count.text() != was and not more and self.isVisible():
            announce(self.field, self._count.text())

    @property
    def count(self) -> str:
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next match, Esc closes the bar; letters are the field's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self._wait.stop()
                self.typed.emit(self.field.text())
            else:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def waiting(self) -> bool:
        """Whether words were typed that have not been looked for yet."""
        return self._wait.isActive()
