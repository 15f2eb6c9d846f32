"""A page with one icon, one sentence and what can be done: no document, no library, a fault."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window import icons
from desktop.window.theme import Theme, scaled, ui_font


class Blank(QWidget):
    """Shows what `tell()` gives it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name, self._role = "book", "text3"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel()
        self._title.setFont(ui_font(2, bold=True))
        self._text = QLabel()
        self._text.setProperty("role", "muted")
        for part in (self._title, self._text):
            part.setTextFormat(Qt.TextFormat.PlainText)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setWordWrap(True)
            part.setMaximumWidth(scaled(520))
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self._acted)
        self._do: Callable[[], object] | None = None
        self._others: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._icon)
        for part in (self._title, self._text):
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(part, 8)
            row.addStretch()
            column.addLayout(row)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._button)
        row.addStretch()
        column.addLayout(row)
        self._ways = QVBoxLayout()
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._ways)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    @property
    def text(self) -> str:
        return f"{self._title.text()}\n{self._text.text()}".strip()

    def tell(
        self,
        icon: tuple[str, str],
        title: str,
        text: str = "",
        act: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """`icon`: its name and colour role. `act` is the word on the button, `do` what it does."""
        self._name, self._role = icon
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self._do = do
        for other in self._others.values():
            other.hide()
            other.deleteLater()
        self._others.clear()
        self.set_theme(self._theme)

    def take_focus(self) -> None:
        """Gives the keyboard to the button, if there is one."""
        if self._button.isVisible():
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer(self, act: str, do: Callable[[], object]) -> None:
        """Another thing that may be done, until something else is told."""
        if act in self._others:
            return
        other = QPushButton(act)
        other.setProperty("kind", "link")
        other.clicked.connect(lambda _checked=False: do())
        self._ways.addWidget(other)
        other.show()
        self._others[act] = other

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._icon.setPixmap(icons.pixmap(self._name, theme.colour(self._role), scaled(40), 2.0))

    def _acted(self) -> None:
        if self._do is not None:
            self._do()
