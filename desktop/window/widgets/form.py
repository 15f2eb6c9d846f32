"""A dialog of labelled fields: each with its buddy and accessible name, and a line for errors."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window.theme import ui_font

_WIDE = 70
"""Letters of a line."""


class Form(QDialog):
    """Fields from top to bottom, buttons at the foot. It deletes itself when it goes."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width = _WIDE * self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(min(width, parent.width() - 64) if parent is not None else width)
        head = QLabel(title)
        head.setFont(ui_font(2, bold=True))
        self._wrong = QLabel()
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._wrong.setProperty("role", "wrong")
        self._wrong.hide()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(6)
        self._foot = QHBoxLayout()
        self._foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(self._fields, 1)
        column.addWidget(self._wrong)
        column.addLayout(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need, else no higher than the window that it stands over."""
        over, column = self.parentWidget(), self.layout()
        if over is not None and column is not None and not event.spontaneous():
            needed = column.totalMinimumHeightForWidth(self.width())
            room = over.window().height() - 32
            self.resize(self.width(), max(min(self.height(), room), needed))
        super().showEvent(event)

    @property
    def wrong(self) -> str:
        """What is said to be wrong; "" while nothing is."""
        return self._wrong.text()

    def add_text(self, text: str) -> QLabel:
        """Says something to whoever fills the fields in."""
        line = QLabel(text)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        line.setProperty("role", "muted")
        self._fields.addWidget(line)
        return line

    def add_row(self, label: str, field: QWidget, stretch: int = 0) -> None:
        """Puts a field under its label."""
        name = QLabel(label)
        name.setBuddy(field)
        field.setAccessibleName(label)
        self._fields.addWidget(name)
        self._fields.addWidget(field, stretch)

    def add_widget(self, widget: QWidget) -> None:
        self._fields.addWidget(widget)

    def add_buttons(self, *buttons: tuple[str, Callable[[], object]]) -> list[QPushButton]:
        """A row of buttons between the fields."""
        row, made = QHBoxLayout(), []
        for text, do in buttons:
            button = self._button(text, do)
            row.addWidget(button)
            made.append(button)
        row.addStretch()
        self._fields.addLayout(row)
        return made

    def add_end(self, text: str, do: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """A button at the foot; Enter presses the `primary` one."""
        button = self._button(text, do)
        if primary:
            # Said before the style measures it: a default button's bold face would be clipped.
            button.setProperty("kind", "primary")
        button.setAutoDefault(primary)
        button.setDefault(primary)
        self._foot.addWidget(button)
        return button

    def say_wrong(self, text: str) -> None:
        """Says what stands in the way; nothing that was typed is lost."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self._wrong.setAccessibleName(text)

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: do())
        return button
