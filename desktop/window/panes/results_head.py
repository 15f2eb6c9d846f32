"""Above the results: what was searched, what else may be meant, by what to narrow, how many."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.query_help import say_hint
from desktop.window.searching import Answer, FoundNotes
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.facets import FacetBar
from desktop.window.widgets.scopes import ScopeBar
from desktop.wording import Language

translate = QCoreApplication.translate


class ResultsHead(QWidget):
    """Tells of one answer, and asks for others.

    Signals: `literal_requested(bool)`; `suggestion_requested(str)`, another query;
    `filters_changed(dict)`, facet to value; `save_requested()`; those of `scopes`.
    """

    literal_requested = Signal(bool)
    suggestion_requested = Signal(str)
    filters_changed = Signal(object)
    save_requested = Signal()

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._found: Answer | None = None
        self.scopes = ScopeBar()
        self._searched = ElidedLabel()
        self._searched.setTextFormat(Qt.TextFormat.PlainText)
        self._searched.setFont(ui_font(0, bold=True))
        self.literal = self._link(self.toggle_literal)
        self.suggestion = self._link(self._suggest)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "muted")
        self.facets = FacetBar(theme)
        self.facets.filters_changed.connect(self.filters_changed)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.save = self._link(self.save_requested)
        self.save.setText(translate("Results", "Save this search"))
        self.save.setToolTip(translate("Results", "Save this search (Alt+L)"))
        self._meant = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.scopes)
        column.addLayout(self._searched_line())
        column.addWidget(self._meant_line())
        column.addWidget(self.hint)
        column.addWidget(self.facets)
        column.addLayout(self._count_line())

    def _link(self, do: object) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "link")
        button.clicked.connect(do)
        return button

    def _searched_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(QLabel(translate("Results", "Searching for:")))
        line.addWidget(self._searched, 1)
        line.addWidget(self.literal)
        return line

    def _count_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self.save)
        return line

    def _meant_line(self) -> QWidget:
        line = QHBoxLayout(self._meant)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(QLabel(translate("Results", "Did you mean:")))
        line.addWidget(self.suggestion)
        line.addStretch()
        return self._meant

    def set_theme(self, theme: Theme) -> None:
        self.facets.set_theme(theme)

    @property
    def count(self) -> str:
        return self._count.text()

    def show_found(self, found: Answer, filters: Mapping[str, str]) -> None:
        """Tells of an answer that was narrowed by `filters`."""
        self._found = found
        self._searched.setText(found.searched)
        self.literal.setText(
            translate("Results", "Search as usual")
            if found.literal
            else translate("Results", "Search exactly as typed")
        )
        self._meant.setVisible(bool(found.suggestion))
        self.suggestion.setText(found.suggestion.replace("&", "&&"))
        self.hint.setVisible(bool(found.hint))
        self.hint.setText(say_hint(found.hint, self._language) if found.hint else "")
        self.facets.show_facets(found.facets, filters)
        count = (
            self.tr("%n note(s) found", "", found.total)
            if isinstance(found, FoundNotes)
            else self.tr("%n document(s) found", "", found.total)
        )
        seconds = QLocale().toString(found.milliseconds / 1000, "f", 2)
        time = translate("Results", "{seconds} seconds").format(seconds=seconds)
        self._count.setText(f"{count}  ·  {time}")

    def toggle_literal(self) -> None:
        """Asks for the other way of searching: to the letter, or as usual."""
        if self._found is not None:
            self.literal_requested.emit(not self._found.literal)

    def _suggest(self) -> None:
        if self._found is not None:
            self.suggestion_requested.emit(self._found.suggestion)
