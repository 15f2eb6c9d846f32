"""The first page: a workspace, what its next release changes, and what stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.library.errors import Problem
from desktop.library.releases.changes import ChangeKind, ChangeShown
from desktop.library.releases.release import Prepared
from desktop.library.text.comparison import Comparison
from desktop.window.office.pages import OfficePage, button, shown_path, tell
from desktop.window.panes.comparison import PassagesView
from desktop.window.panes.passages import rows
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled
from desktop.wording import Language, say_problem

translate = QCoreApplication.translate
_TABLE, _TEXT = 170, 190
"""Least heights of what lists and of what compares."""


def kind_name(kind: ChangeKind) -> str:
    """What became of a document."""
    return {
        "added": translate("Office", "New"),
        "updated": translate("Office", "Updated"),
        "superseded": translate("Office", "Replaced"),
        "withdrawn": translate("Office", "Withdrawn"),
        "removed": translate("Office", "File gone"),
    }[kind]


class ChangesModel(RowsTable[ChangeShown]):
    """One changed document a row."""

    def cell(self, row: ChangeShown, column: int) -> str:
        return (kind_name(row.kind), row.title, row.id)[column]

    def ink(self, row: ChangeShown, column: int) -> str:
        return "warn" if row.kind == "removed" and not column else ""


class ProblemsModel(RowsTable[Problem]):
    """One problem a row, as the check names it."""

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__((translate("Office", "To be mended first"),), theme)
        self._language = language

    def cell(self, row: Problem, column: int) -> str:
        del column
        return say_problem(row, self._language)

    def ink(self, row: Problem, column: int) -> str:
        del column
        return "danger" if row.severity == "error" else "warn"


class ChangesPage(OfficePage):
    """Shows what is given to it.

    Signals: `workspace_requested()`, `check_requested()`, `change_chosen(ChangeShown)`,
    `list_save_requested()`, `list_print_requested()`, `trial_requested()`.
    """

    workspace_requested = Signal()
    check_requested = Signal()
    change_chosen = Signal(object)
    list_save_requested = Signal()
    list_print_requested = Signal()
    trial_requested = Signal()

    def __init__(self, language: Language, theme: Theme, parent: QWidget | None = None) -> None:
        name = translate("Office", "Changes")
        super().__init__(name, parent)
        self.path = shown_path()
        self.choose = button(translate("Office", "Choose…"), self.workspace_requested.emit)
        self.choose.setAccessibleName(translate("Office", "Choose the workspace…"))
        self.add_field(translate("Office", "Workspace"), self.path, self.choose)
        self.check = button(
            translate("Office", "Check and build"), self.check_requested.emit, primary=True
        )
        self.save_list = button(
            translate("Office", "Save the list to approve…"), self.list_save_requested.emit
        )
        self.print_list = button(
            translate("Office", "Print the list to approve…"), self.list_print_requested.emit
        )
        self.trial = button(
            translate("Office", "Open as a reader would"), self.trial_requested.emit
        )
        self._built = (self.save_list, self.print_list, self.trial)
        self.add_buttons((self.check, *self._built))
        self.summary = self.add_words(role="")
        headings = (
            translate("Office", "What happened"),
            translate("Office", "Document"),
            translate("Office", "Id"),
        )
        self.changes = TableView(
            translate("Office", "Changes of this release"),
            ChangesModel(headings, theme),
            (16, 56, 28),
        )
        self.changes.row_changed.connect(self._chosen)
        self.problems = TableView(
            translate("Office", "What the check found"), ProblemsModel(language, theme), (1,)
        )
        self.compared = PassagesView(theme)
        for view in (self.problems, self.changes):
            view.setMinimumHeight(scaled(_TABLE))
            self.column.addWidget(view, 1)
        self.legend = self.add_words()
        self.compared.setMinimumHeight(scaled(_TEXT))
        self.column.addWidget(self.compared, 2)
        self.column.addStretch()
        self.show_nothing()

    def set_theme(self, theme: Theme) -> None:
        for view in (self.changes, self.problems):
            view.rows.set_theme(theme)
        self.compared.set_theme(theme)

    def show_nothing(self) -> None:
        """Nothing is built yet of what was chosen."""
        for view in (self.changes, self.problems, self.compared):
            view.hide()
        for one in self._built:
            one.setEnabled(False)
        tell(self.legend, "")
        chosen = bool(self.path.text())
        self.check.setEnabled(chosen)
        told = translate("Office", "Check and build to see what the release changes.")
        choose = translate("Office", "Choose the workspace whose next edition is to be released.")
        tell(self.summary, told if chosen else choose)

    def show_prepared(self, prepared: Prepared) -> None:
        """What was built: each changed document, the first chosen."""
        changes, number = prepared.changes, prepared.page.number
        self.problems.hide()
        self.changes.rows.show(changes)
        self.changes.setVisible(bool(changes))
        for one in self._built:
            one.setEnabled(True)
        if not prepared.fresh:
            text = translate("Office", "Edition {number} is released; nothing has changed since.")
        elif changes:
            text = translate("Office", "Edition {number} is ready to be signed.")
        else:
            text = translate("Office", "Edition {number} is ready; no document has another text.")
        tell(self.summary, text.format(number=number))
        if changes:
            self.changes.reveal(0)
            self._chosen()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What the check found; there is nothing to sign."""
        self.show_nothing()
        self.problems.rows.show(tuple(problems))
        self.problems.setVisible(bool(problems))
        errors = sum(problem.severity == "error" for problem in problems)
        text = self.tr("%n problem(s) stand in the way of a release.", "", errors)
        tell(self.summary, text)

    def _chosen(self) -> None:
        row = self.changes.current
        if isinstance(row, ChangeShown):
            self.change_chosen.emit(row)

    def show_comparison(self, compared: Comparison | None) -> None:
        """How the chosen document differs, word by word; None where there is nothing to compare."""
        self.compared.setVisible(compared is not None)
        words = translate("Office", "Struck through: taken out. Underlined: added.")
        tell(self.legend, words if compared is not None else "")
        if compared is not None:
            self.compared.show_rows(tuple(rows(compared, whole=False)))
