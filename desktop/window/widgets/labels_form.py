"""Gives labels to many notes, or takes some away."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from desktop.window.widgets.form import Form

translate = QCoreApplication.translate


class LabelsForm(Form):
    """Asks for labels of some notes.

    Signals: `added(list, bool)` labels, and whether they are private; `taken(list)` labels.
    """

    added = Signal(object, bool)
    taken = Signal(object)

    def __init__(
        self, many: int, held: Sequence[str], used: Sequence[str], parent: QWidget
    ) -> None:
        """`held` are the labels of the chosen notes, `used` all that are in use."""
        super().__init__(translate("Labels", "Labels of %n note(s)", "", many), parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Notes", "Labels, parted by commas"))
        completer = QCompleter(list(used), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.add_row(translate("Labels", "Add"), self.field)
        self.private = QCheckBox(translate("Notes", "New labels are private"))
        self.private.setToolTip(
            translate("Notes", "Private labels never leave this computer with a file of notes.")
        )
        self.add_widget(self.private)
        self.away = QComboBox()
        self.away.addItems([translate("Labels", "None"), *held])
        self.add_row(translate("Labels", "Take away"), self.away)
        self.away.setEnabled(bool(held))
        self.add_end(translate("Labels", "Cancel"), self.reject)
        self.add_end(translate("Labels", "Change"), self._change, primary=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        tags = list(dict.fromkeys(" ".join(part.split()) for part in self.field.text().split(",")))
        wanted = [tag for tag in tags if tag]
        away = self.away.currentText() if self.away.currentIndex() > 0 else ""
        if not wanted and not away:
            self.say_wrong(translate("Labels", "Name a label to add, or choose one to take away."))
            return
        if away:
            self.taken.emit([away])
        if wanted:
            self.added.emit(wanted, self.private.isChecked())
        self.accept()
