"""F1: every key, made from the table of actions."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from desktop.window.actions import Entry, places, table
from desktop.window.widgets.sheet import Sheet

translate = QCoreApplication.translate


def shown_keys(entry: Entry) -> list[str]:
    """Every key of an action, as keyboards name them."""
    form = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(keys).toString(form) for keys in entry.keys]


class ShortcutSheet(Sheet):
    """Read and closed; changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Shortcuts", "Keyboard shortcuts"), parent)
        for where, title in places():
            self.add_heading(title)
            for entry in table():
                if entry.where == where and entry.keys:
                    keys = QLabel(" / ".join(shown_keys(entry)))
                    keys.setProperty("role", "muted")
                    self.add_row(QLabel(entry.text), keys)
        self._grid.setColumnStretch(0, 1)
