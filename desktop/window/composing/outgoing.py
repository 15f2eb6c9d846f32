"""Paper and files: the draft to a printer, each numbered copy a job of its own, or to a file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.library.errors import AppError, Cancelled
from desktop.library.handouts.copies import Copy
from desktop.library.handouts.imposition import Edge, halves
from desktop.library.pdf import PdfFile
from desktop.library.progress import CancelToken
from desktop.library.reader.register import HandedCopy, Handing
from desktop.window.composing.handed import note
from desktop.window.composing.order import Order
from desktop.window.composing.print_form import PrintForm, PrintWish
from desktop.window.handing import Handing as Files
from desktop.window.printing import print_pages
from desktop.window.session import Session
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.form import Form
from desktop.window.wordlist import number

if TYPE_CHECKING:
    from desktop.window.composing.papers import Paper

translate = QCoreApplication.translate
_ENDINGS = {"pdf": "pdf", "pdfa": "pdf", "docx": "docx", "html": "html", "md": "md", "txt": "txt"}


class Run(QObject):
    """One run of copies through a printer: what is to be printed, and how far it has come."""

    def __init__(self, paper: "Paper", order: Order, wish: PrintWish, parent: QObject) -> None:
        super().__init__(parent)
        self.paper = paper
        self.order = order
        self.wish = wish
        self.token = CancelToken()
        self.printed: list[Copy] = []

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The copies wanted, in order; the master is one without a number."""
        if self.order.copies.master and self.paper.look is not None:
            return (Copy(0, len(self.paper.copies)),)
        if self.paper.look is None:
            return (Copy(1, 1),)
        wanted = self.wish.numbers
        return tuple(copy for copy in self.paper.copies if not wanted or copy.number in wanted)


class Outgoing(QObject):
    """Asks which copies and which printer, prints them one job each, and tells the register.

    Signals: `recorded()` when the register has more than before.
    """

    recorded = Signal()
    _at = Signal(str, int, int)

    def __init__(self, session: Session, files: Files, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._window = window
        self._run: Run | None = None
        self.turning: Form | None = None
        """What asks to turn the pile, while it does."""
        self._at.connect(self._tell_page, Qt.ConnectionType.QueuedConnection)

    # files

    def ask_file(self, order: Order, form: str, name: str) -> QFileDialog:
        """Asks where, then writes the draft there in a format, whole or not at all."""
        ending = _ENDINGS[form]
        dialog = FileDialog(self._window, translate("Composer", "Export the handout"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{form_words(form)} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(f"{file_name(name)}.{ending}")
        dialog.fileSelected.connect(lambda chosen: self.save(order, form, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, order: Order, form: str, path: Path) -> None:
        """Writes the draft to `path` in a format."""

        def make() -> bytes:
            from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

            archival = form == "pdfa"
            return papers.file_of(order, "pdf" if archival else form, archival=archival)

        self._files.save(make, path, translate("Composer", "Making the file…"))

    # paper

    def ask(self, paper: "Paper", order: Order, summary: str, wrong: str = "") -> PrintForm:
        """Asks which copies, then for the printer."""
        numbered = len(paper.copies) if paper.look is not None and not order.copies.master else 0
        both = _both_sides(paper) and _sides(paper) > 1
        form = PrintForm(summary, numbered, self._window, both=both, wrong=wrong)
        form.chosen.connect(lambda wish: self.ask_printer(paper, order, wish))
        form.open()
        return form

    def ask_printer(self, paper: "Paper", order: Order, wish: PrintWish) -> QPrintDialog:
        """Asks for the printer and the pages, then prints."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        small = paper.options.layout == "single" and paper.options.paper == "a5"
        sizes = QPageSize.PageSizeId
        printer.setPageSize(QPageSize(sizes.A5 if small else sizes.A4))
        if _both_sides(paper) and not wish.turning:
            modes = QPrinter.DuplexMode
            long = _edge(paper) == "long"
            printer.setDuplex(modes.DuplexLongSide if long else modes.DuplexShortSide)
        if paper.look is None:
            printer.setCopyCount(len(paper.copies))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, not wish.turning)

        def chosen(answer: int) -> None:
            if answer == QDialog.DialogCode.Accepted.value:
                self.send(Run(paper, order, wish, self), printer)
            dialog.deleteLater()

        dialog.finished.connect(chosen)
        QDialog.open(dialog)
        return dialog

    def send(self, run: Run, printer: QPrinter) -> None:
        """Prints a run; the fronts alone where the pile is to be turned."""
        self._run = run
        turns = run.wish.turning and _sides(run.paper) > 1
        pages = partial(_half, run, back=False) if turns else partial(_whole, run)
        job = self._session.jobs.run(lambda: self._print(run, printer, run.copies, pages))
        then = partial(self._ask_to_turn, run, printer) if turns else partial(self._end, run)
        job.then(lambda _: then()).failed(partial(self._broken, run))

    def _print(
        self,
        run: Run,
        printer: QPrinter,
        copies: Sequence[Copy],
        pages: Callable[[Copy], bytes],
    ) -> None:
        """Each copy is a job of its own. On a worker thread."""
        run.printed = []
        to_file = printer.outputFileName()
        for copy in copies:
            name = job_name(run, copy)
            printer.setDocName(name)
            if to_file and len(copies) > 1:
                path = Path(to_file)
                printer.setOutputFileName(
                    str(path.with_name(f"{path.stem}-{copy.number:02}{path.suffix}"))
                )
            told = partial(self._at.emit, name)
            try:
                print_pages(PdfFile(pages(copy)), printer, told, run.token)
            except Cancelled:
                break
            run.printed.append(copy)
        if to_file:
            printer.setOutputFileName(to_file)

    @Slot(str, int, int)
    def _tell_page(self, name: str, page: int, pages: int) -> None:
        run = self._run
        if run is not None:
            text = translate("Composer", "{name}: page {page} of {pages}…")
            text = text.format(name=name, page=number(page), pages=number(pages))
            self._files.printing.emit(text, run.token.cancel)

    def _ask_to_turn(self, run: Run, printer: QPrinter) -> None:
        """The fronts are printed: the pile is turned by hand, then come the backs."""
        if not run.printed:
            self._end(run)
            return
        self._files.ended.emit("")
        form = Form(translate("Composer", "Turn the pile"), self._window)
        form.add_text(
            translate(
                "Composer",
                "The fronts are printed. Put the pile back into the printer with the printed "
                "side up, the top of the page as it lay before; then print the backs.",
            )
        )
        form.add_end(translate("Composer", "Stop here"), form.reject)
        form.add_end(translate("Composer", "Print the backs"), form.accept, primary=True)
        form.accepted.connect(lambda: self._print_backs(run, printer))
        form.rejected.connect(lambda: self._end(run))
        self.turning = form
        form.finished.connect(self._turned)
        form.open()

    def _turned(self) -> None:
        self.turning = None

    def _print_backs(self, run: Run, printer: QPrinter) -> None:
        copies = list(run.printed)
        if run.wish.stacking == "face_up":
            copies.reverse()
        job = self._session.jobs.run(
            lambda: self._print(run, printer, copies, partial(_half, run, back=True))
        )
        job.then(lambda _: self._end(run)).failed(partial(self._broken, run))

    def _broken(self, run: Run, error: AppError) -> None:
        """What went out before the printer failed is in the register; the rest can be printed."""
        self._record(run)
        self._run = None
        left = tuple(copy.number for copy in run.copies if copy not in run.printed)
        if not run.printed or run.wish.turning:
            self._files.refused.emit(error)
            return
        lead = self.tr("%n copy(ies) sent to the printer.", "", len(run.printed))
        rest = msgspec.structs.replace(run.wish, numbers=left)
        act = translate("Composer", "Print the rest…")
        again = partial(self.ask_printer, run.paper, run.order, rest)
        self._files.offered.emit(lead, error, act, again)

    def _end(self, run: Run) -> None:
        self._run = None
        many = len(run.printed)
        told = self.tr("%n copy(ies) sent to the printer.", "", many)
        if many < len(run.copies):
            stopped = translate(
                "Handing", "Printing was stopped. Pages already sent may still come out."
            )
            told = f"{stopped} {told}"
        self._files.ended.emit(told)
        self._record(run)

    # the register

    def _record(self, run: Run) -> None:
        """Notes the numbered copies that went out; the same paper printed again adds to its own."""
        copies = [copy for copy in run.printed if copy.number]
        if not (run.wish.recorded and copies and run.paper.look is not None):
            return
        order, paper = run.order, run.paper

        def make() -> "tuple[Handing, list[HandedCopy]]":
            from desktop.library.handouts import registering  # noqa: PLC0415  PDF tools come along

            decision = order.draft.options.circulation
            made = registering.Paper(
                composition=paper.composition,
                template=order.draft.options.template,
                pdf=paper.pdf,
                pages=paper.pages,
                decision=decision.why if decision is not None else "",
            )
            handing = registering.handing_of(order.edition, made, paper.copies)
            return handing, registering.handed_copies(handing, copies, order.date)

        keeper = self._session.keeper

        def keep(made: "tuple[Handing, list[HandedCopy]]") -> None:
            def unrecorded(error: AppError) -> None:
                lead = translate("Composer", "The copies are not in the register yet.")
                again = translate("Noting", "Try again")
                self._files.offered.emit(lead, error, again, lambda: keep(made))

            job = self._session.jobs.write(lambda: note(keeper.state(), *made, order))
            job.then(lambda _: self.recorded.emit()).failed(unrecorded)

        self._session.jobs.run(make).then(keep).failed(self._files.refused.emit)


def job_name(run: Run, copy: Copy) -> str:
    """What a print job is called: the paper, and which copy of it."""
    title = run.paper.composition.title
    if run.paper.look is None:
        return title
    if not copy.number:
        return f"{title} – {translate('Composer', 'master')}"
    text = translate("Composer", "copy {number} of {of}")
    return f"{title} – {text.format(number=number(copy.number), of=number(copy.of))}"


def _whole(run: Run, copy: Copy) -> bytes:
    from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

    return papers.on_sheets(papers.copy_of(run.paper, copy), run.paper.options)


def _half(run: Run, copy: Copy, *, back: bool) -> bytes:
    both = halves(_whole(run, copy), run.wish.stacking, _edge(run.paper))
    return both.backs if back else both.fronts


def _both_sides(paper: "Paper") -> bool:
    return paper.options.layout == "booklet" or paper.options.sides == 2


def _sides(paper: "Paper") -> int:
    """How many sides of paper one copy covers."""
    return -(-paper.pages // (1 if paper.options.layout == "single" else 2))


def _edge(paper: "Paper") -> Edge:
    return "long" if paper.options.layout == "single" else "short"


def form_words(form: str) -> str:
    """A format, as a file dialog names it."""
    return {
        "pdf": translate("Composer", "PDF documents"),
        "pdfa": translate("Composer", "PDF documents"),
        "docx": translate("Composer", "Word documents"),
        "html": translate("Composer", "Web pages"),
        "md": translate("Composer", "Markdown texts"),
        "txt": translate("Composer", "Plain texts"),
    }[form]


def file_name(title: str) -> str:
    """A title as every system takes it for a file's name."""
    plain = "".join(" " if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in title)
    return " ".join(plain.split())[:80].rstrip(" .") or translate("Window", "handout")
