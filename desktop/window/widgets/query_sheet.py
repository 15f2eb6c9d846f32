"""Ctrl+F1: what may be typed into the search box, each with an example that can be tried."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.query_help import sections
from desktop.window.theme import ui_font
from desktop.window.widgets.sheet import Sheet
from desktop.wording import Language

translate = QCoreApplication.translate


class QuerySheet(Sheet):
    """Lists the examples; one that is clicked, or chosen with Enter, closes the sheet.

    Signals: `example_chosen(str)`, what is to stand in the search box.
    """

    example_chosen = Signal(str)

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(translate("Search help", "What may be typed"), parent)
        self.examples: list[QPushButton] = []
        self.add_line(translate("Search help", "Choose an example to put it into the search box."))
        for section in sections(language):
            self.add_heading(section.title)
            for one in section.examples:
                button = QPushButton(one.typed)
                button.setProperty("kind", "link")
                button.setFont(ui_font(0, bold=True))
                button.setAccessibleName(f"{one.typed}: {one.text}")
                button.clicked.connect(lambda _=False, typed=one.typed: self._choose(typed))
                text = QLabel(one.text)
                text.setTextFormat(Qt.TextFormat.PlainText)
                text.setWordWrap(True)
                self.examples.append(button)
                self.add_row(button, text)
        for button in self.examples:
            self._grid.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(1, 1)
        self.examples[0].setFocus()

    def _choose(self, typed: str) -> None:
        self.accept()
        self.example_chosen.emit(typed)
