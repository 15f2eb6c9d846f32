"""In which texts a search looks: the library's, or the reader's own notes."""

from typing import get_args

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.library.reader.searches import Scope

translate = QCoreApplication.translate


class ScopeBar(QWidget):
    """Two buttons, one of them pressed.

    Signals: `scope_requested(str)`, a `Scope`, when the reader presses the other.
    """

    scope_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Scope, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for scope in get_args(Scope):
            button = QPushButton()
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setToolTip(translate("Scope", "The texts or my notes (Alt+S)"))
            button.clicked.connect(lambda _=False, scope=scope: self.scope_requested.emit(scope))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[scope] = button
        row.addStretch()
        self.buttons["content"].setText(translate("Scope", "Content"))
        self.show_scope("content")
        self.count_notes(-1)

    def show_scope(self, scope: Scope) -> None:
        self.buttons[scope].setChecked(True)

    def count_notes(self, many: int) -> None:
        """Tells how many notes hold the words; nothing while that is unknown (-1)."""
        name = translate("Scope", "My notes")
        self.buttons["notes"].setText(f"{name} · {QLocale().toString(many)}" if many >= 0 else name)
