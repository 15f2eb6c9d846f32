"""The third page: what was released, and which receipts came back for it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.library.releases.history import Past
from desktop.window.office.pages import OfficePage, button, tell
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled
from desktop.window.wordlist import clock, moment, number

translate = QCoreApplication.translate


class HistoryModel(RowsTable[Past]):
    """One release a row."""

    def cell(self, row: Past, column: int) -> str:
        told = row.notice
        labels = [one.label for one in row.receipts if one.label]
        many = str(len(row.receipts)) if row.receipts else ""
        changed = (
            (translate("Office", "new"), told.added),
            (translate("Office", "updated"), told.updated),
            (translate("Office", "replaced"), told.superseded),
            (translate("Office", "withdrawn"), told.withdrawn),
            (translate("Office", "gone"), told.removed),
        )
        cells = (
            number(told.number),
            moment(told.released_at),
            " · ".join(f"{word} {len(some)}" for word, some in changed if some),
            told.notes,
            ": ".join(part for part in (many, ", ".join(labels)) if part),
        )
        return cells[column]


class HistoryPage(OfficePage):
    """Shows releases, the newest first. Signals: `gather_requested()`."""

    gather_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        name = translate("Office", "History")
        super().__init__(name, parent)
        self.gather = button(
            translate("Office", "Gather receipts from a stick…"), self.gather_requested.emit
        )
        self.add_buttons((self.gather,))
        self.told = self.add_words(translate("Office", "Nothing is released yet."))
        headings = (
            translate("Office", "Edition"),
            translate("Office", "Released"),
            translate("Office", "Changes"),
            translate("Office", "Notes"),
            translate("Office", "Receipts"),
        )
        self.view = TableView(
            translate("Office", "Releases of this workspace"),
            HistoryModel(headings, theme),
            (10, 14, 30, 28, 18),
        )
        self.view.row_changed.connect(self._tell_row)
        self.view.setMinimumHeight(scaled(220))
        self.column.addWidget(self.view, 1)
        self.receipts = self.add_words()
        self.gather.setEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        self.view.rows.set_theme(theme)

    def show_history(self, releases: Sequence[Past]) -> None:
        """Replaces all rows."""
        self.view.rows.show(tuple(releases))
        self.gather.setEnabled(True)
        tell(self.told, "" if releases else translate("Office", "Nothing is released yet."))
        if releases:
            self.view.reveal(0)
        self._tell_row()

    def _tell_row(self) -> None:
        """The receipts of the chosen release, one a line."""
        row = self.view.current
        lines = []
        if isinstance(row, Past):
            lines = [f"{clock(one.when)} · {one.label or one.installation}" for one in row.receipts]
            if row.strange:
                lines.append(
                    self.tr(
                        "%n receipt(s) name another edition of this number.", "", len(row.strange)
                    )
                )
        tell(self.receipts, "\n".join(lines))
