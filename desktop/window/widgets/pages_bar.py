"""The handbook's pages above the text, one button each."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from desktop.window.opening import HANDBOOK
from desktop.window.widgets.flow import FlowLayout

translate = QCoreApplication.translate


class PagesBar(QFrame):
    """Leads from page to page of the handbook; hidden while anything else is read.

    Signals: `page_requested(Path)`.
    """

    page_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(translate("Reading", "Handbook"))
        self._row = FlowLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self.hide()

    def show_pages(self, pages: list[tuple[str, Path]]) -> None:
        """Makes a button for each page that has none yet."""
        for title, path in pages:
            name = f"{HANDBOOK}{path.stem}"
            if name in self._buttons:
                continue
            button = QPushButton(title)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, to=path: self.page_requested.emit(to))
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[name] = button

    def mark(self, identifier: str) -> None:
        """Shows the bar if the handbook is open, with its page's button down."""
        button = self._buttons.get(identifier)
        self.setVisible(button is not None)
        if button is not None:
            button.setChecked(True)
