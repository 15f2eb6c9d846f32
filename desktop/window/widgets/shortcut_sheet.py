"""F1: every key, made from the table of actions."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
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

from desktop.window.actions import places, table
from desktop.window.theme import ui_font

translate = QCoreApplication.translate


class ShortcutSheet(QDialog):
    """Read and closed; changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
        self.resize(720, 560)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row = 0
        for where, title in places():
            head = QLabel(title)
            head.setFont(ui_font(1, bold=True))
            head.setContentsMargins(0, 12 if row else 0, 0, 2)
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for entry in table():
                if entry.where == where and entry.keys:
                    shown = QKeySequence(entry.keys[0])
                    keys = QLabel(shown.toString(QKeySequence.SequenceFormat.NativeText))
                    keys.setProperty("role", "muted")
                    grid.addWidget(QLabel(entry.text), row, 0)
                    grid.addWidget(keys, row, 1)
                    row += 1
        grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(translate("Shortcuts", "Keyboard shortcuts"))
        area.setWidget(body)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(area)
        column.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
