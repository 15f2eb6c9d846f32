"""Asks for the name under which a search is kept."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.library.reader.searches import Query
from desktop.window.theme import scaled
from desktop.window.wordlist import facet_name, facet_value

translate = QCoreApplication.translate
_LONGEST = 80


def described(query: Query) -> str:
    """A query in words: what is looked for, where, and by what it is narrowed."""
    parts = [f"“{query.text}”"]
    if query.scope == "notes":
        parts.append(translate("Save search", "in my notes"))
    elif query.filters:
        parts += [
            f"{facet_name(name)}: {facet_value(name, value)}"
            for name, value in query.filters.items()
        ]
    if query.literal:
        parts.append(translate("Save search", "exactly as typed"))
    return " · ".join(parts)


class SaveSearch(QDialog):
    """One line for the name. It deletes itself when it goes.

    Signals: `name_given(str)`.
    """

    name_given = Signal(str)

    def __init__(self, query: Query, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Save search", "Save this search"))
        what = QLabel(described(query))
        what.setWordWrap(True)
        what.setProperty("role", "muted")
        label = QLabel(translate("Save search", "Name:"))
        self.name = QLineEdit(query.text[:_LONGEST])
        self.name.setAccessibleName(translate("Save search", "Name of the search"))
        self.name.setMaxLength(_LONGEST)
        self.name.selectAll()
        label.setBuddy(self.name)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for part in (what, label, self.name, self.buttons):
            column.addWidget(part)
        self.setMinimumWidth(scaled(420))
        self.setModal(True)
        self.name.setFocus()

    def _changed(self, text: str) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(text.strip()))

    def _save(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.accept()
            self.name_given.emit(name)
