"""What the pages of the librarians' window have in common: parts from top to bottom, and rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.window.theme import ui_font
from desktop.window.widgets.flow import FlowRow
from desktop.window.widgets.report_sheet import plain


class OfficePage(QScrollArea):
    """One page of the window: it scrolls where the letters are large or the window small."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(10)
        self.setWidget(holder)

    def add_heading(self, text: str) -> QLabel:
        """Begins a group of parts."""
        label = plain(text, bold=True, delta=1)
        self.column.addWidget(label)
        return label

    def add_words(self, text: str = "", role: str = "muted") -> QLabel:
        """Says something in a line or more; hidden while there is nothing to say."""
        label = plain(text, role=role)
        label.setVisible(bool(text))
        self.column.addWidget(label)
        return label

    def add_field(self, label: str, field: QWidget, beside: QWidget | None = None) -> None:
        """A field under its label, and perhaps a button beside it."""
        name = QLabel(label)
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.column.addWidget(name)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        if beside is not None:
            row.addWidget(beside)
        self.column.addLayout(row)

    def add_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Buttons side by side, in as many lines as they need."""
        row = FlowRow(8)
        for one in buttons:
            row.add(one)
        self.column.addWidget(row)


def tell(label: QLabel, text: str) -> None:
    """Says something else; nothing takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


def button(text: str, do: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button that does something."""
    made = QPushButton(text)
    if primary:
        made.setProperty("kind", "primary")
        made.setFont(ui_font(bold=True))
    made.clicked.connect(lambda _checked=False: do())
    return made


def shown_path() -> QLineEdit:
    """A field that shows a folder or file which was chosen."""
    field = QLineEdit()
    field.setReadOnly(True)
    return field
