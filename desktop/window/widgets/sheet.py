"""What the sheets of help have in common: rows under headings, scrolled, and a button to close."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.window.theme import scaled, ui_font

_WIDE = 108
"""Letters of a line, both columns together."""


class Sheet(QDialog):
    """Two columns to read under the title; closed with Esc. It deletes itself when it goes."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        letter = self.fontMetrics().averageCharWidth()
        wide, high = parent.width() - 64, parent.height() - 64
        self.resize(min(_WIDE * letter, wide), min(scaled(600), high))
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(title)
        self._area.setWidget(self._body)
        head = QLabel(title)
        head.setFont(ui_font(2, bold=True))
        head.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(head)
        column.addWidget(self._area)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add_line(self, text: str) -> None:
        """Says something across both columns."""
        line = QLabel(text)
        line.setProperty("role", "muted")
        line.setWordWrap(True)
        self._grid.addWidget(line, self._grid.rowCount(), 0, 1, 2)

    def add_heading(self, text: str) -> None:
        """Begins a group of rows."""
        row = self._grid.rowCount()
        head = QLabel(text)
        head.setFont(ui_font(1, bold=True))
        head.setContentsMargins(0, 12 if row > 1 else 4, 0, 2)
        self._grid.addWidget(head, row, 0, 1, 2)

    def add_row(self, left: QWidget, right: QWidget) -> None:
        """Puts two widgets side by side under what is there."""
        row = self._grid.rowCount()
        self._grid.addWidget(left, row, 0)
        self._grid.addWidget(right, row, 1)
