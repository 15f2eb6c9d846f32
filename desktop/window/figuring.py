"""Sổ số liệu in the window: gathered off the UI thread, shown, saved, copied, printed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.library.document import CIRCULATIONS
from desktop.library.reader import figures, tabular
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.figures import Figure, Register
from desktop.window.finding import Finding
from desktop.window.handing import Handing, Pages
from desktop.window.jobs import Job
from desktop.window.panes.figures import FiguresPane, cells, headings
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.standing_in import StandIn
from desktop.window.theme import Appearance
from desktop.window.widgets.file_dialog import FileDialog
from desktop.wording import Language

translate = QCoreApplication.translate


class Figuring(StandIn[FiguresPane]):
    """Takes part in a window: between the reader's highlights and the table of figures."""

    def __init__(
        self,
        session: Session,
        around: tuple[ReaderPane, Finding],
        handing: Handing,
        appearance: Appearance,
        language: Language,
    ) -> None:
        super().__init__(session, around, appearance, language, self._make_pane)
        self._handing = handing
        self._gathering: Job[Register] | None = None
        session.notes.saved.connect(self._look_again)
        session.library_opened.connect(self._look_again)

    def _make_pane(self) -> FiguresPane:
        pane = FiguresPane(self._appearance.theme, self._reader)
        pane.go_requested.connect(self._go)
        pane.save_requested.connect(self.ask_where)
        pane.copy_requested.connect(self.copy)
        pane.print_requested.connect(self.print)
        return pane

    def _fill(self) -> None:
        self._gather()

    def _look_again(self) -> None:
        if self.active:
            self._gather()

    def _gather(self) -> None:
        """Reads notes, then documents; what is shown stays until then."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        if self._gathering is not None:
            self._gathering.drop()

        def gather(notes: Sequence[Annotation]) -> None:
            job = session.jobs.run(lambda: Register(figures.gather(edition, notes)))
            self._gathering = job
            job.then(self.pane.show_register).failed(self._refused)

        session.jobs.write(lambda: figures.read(session.keeper.state(), edition.library)).then(
            gather
        ).failed(session.state_refused.emit)

    def _go(self, figure: Figure) -> None:
        self._finding.lead_to(figure.briefing, figure.note)

    # out of the window

    def copy(self) -> None:
        """Puts the rows on the clipboard, to be pasted into a document or a spreadsheet."""
        chosen = self.pane.chosen
        if chosen:
            QGuiApplication.clipboard().setText(tabular.as_lines(headings(), map(cells, chosen)))
            told = self.tr("%n figure(s) copied with their sources.", "", len(chosen))
            self._reader.notice.tell(told)

    def ask_where(self) -> QFileDialog | None:
        """Asks for the file, then writes the rows there."""
        if not self.pane.chosen:
            return None
        dialog = FileDialog(self._reader.window(), translate("Figures", "Save the figures"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                translate("Figures", "Table for a spreadsheet (*.csv)"),
                translate("Figures", "Markdown text (*.md)"),
            ]
        )
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("md" if "*.md" in chosen else "csv")
        )
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(f"{translate('Figures', 'figures')}.csv")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, path: Path) -> None:
        """Writes the rows to `path`: a table for a spreadsheet, or Markdown by its ending."""
        heads, rows = headings(), [cells(one) for one in self.pane.chosen]
        title = translate("Figures", "Register of figures")

        def make() -> bytes:
            if path.suffix.casefold() == ".md":
                return tabular.as_markdown(title, heads, rows)
            return tabular.as_csv(heads, rows)

        self._handing.save(make, path, translate("Figures", "Saving the figures…"))

    def print(self) -> None:
        """Prints the rows, for the narrowest circle among their sources."""
        chosen = self.pane.chosen
        if not chosen:
            return
        heads, rows = headings(), [cells(one) for one in chosen]
        title = translate("Figures", "Register of figures")
        circle = max((one.circulation for one in chosen), key=CIRCULATIONS.index)

        def make(replacing: bool) -> bytes:  # noqa: FBT001 - called through `Pages`
            from desktop.window import making  # noqa: PLC0415  Typst loads with the first handout

            return making.table(title, heads, rows, circle, replacing=replacing)

        self._handing.print(Pages(make))


DEEDS: dict[str, Callable[[Figuring], object]] = {"figures": Figuring.show}
