"""From the open document to a PDF file or to paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.library import disk
from desktop.library.editions.edition import Edition
from desktop.library.errors import AppError, Cancelled, WithoutGlyphs
from desktop.library.pdf import PdfFile
from desktop.library.progress import CancelToken
from desktop.window.printing import Printable, print_pages
from desktop.window.session import Session
from desktop.window.widgets.file_dialog import FileDialog

translate = QCoreApplication.translate
Make = Callable[[], bytes]


class Pages:
    """A PDF of our own typesetting: called to be made on a reader thread.

    `replaced` makes it with □ for characters that no print font has; readers are asked before.
    """

    def __init__(self, make: Callable[[bool], bytes]) -> None:
        self._make = make

    def __call__(self) -> bytes:
        return self._make(False)  # noqa: FBT003 - as a callable takes it

    def replaced(self) -> bytes:
        return self._make(True)  # noqa: FBT003 - as a callable takes it


def of_document(edition: Edition, identifier: str) -> Pages:
    """The PDF of a whole document, to be made on a reader thread."""

    def make(replacing: bool) -> bytes:  # noqa: FBT001 - called through `Pages`
        from desktop.window import making  # noqa: PLC0415  Typst loads with the first handout

        return making.document(edition, identifier, replacing=replacing)

    return Pages(make)


def replacing_words() -> str:
    """The words with which a reader lets □ be printed."""
    return translate("Composer", "Print □ for them")


class Handing(QObject):
    """Makes PDFs and prints them, asking where only at the end.

    Signals: `begun(str)` with what is going on; `ended(str)` with what was made;
    `printing(str, Callable)` with the page that is being printed, and what stops it;
    `refused(AppError)`; `offered(str, AppError, str, Callable)` with what went before a fault, what
    can be done about it in words, and what does it.
    """

    begun = Signal(str)
    ended = Signal(str)
    printing = Signal(str, object)
    refused = Signal(object)
    offered = Signal(str, object, str, object)
    _at_page = Signal(int, int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = session.jobs
        self._window = window
        self._stop: Callable[[], None] = CancelToken().cancel
        self._at_page.connect(self._tell_page, Qt.ConnectionType.QueuedConnection)

    def print_document(self) -> None:
        """Prints the open document."""
        make = self._document()
        if make is not None:
            self.print(make)

    def export_document(self) -> None:
        """Saves the open document as PDF."""
        make, card = self._document(), self._session.card
        if make is not None and card is not None:
            self.export(make, card.id)

    def _document(self) -> Make | None:
        edition, card = self._session.edition, self._session.card
        return of_document(edition, card.id) if edition is not None and card is not None else None

    def export(self, make: Make, name: str) -> QFileDialog:
        """Asks where, then writes the PDF there, whole or not at all."""
        dialog = FileDialog(self._window, translate("Handing", "Export PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(translate("Handing", "PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(f"{name}.pdf")
        dialog.fileSelected.connect(lambda chosen: self.save(make, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, make: Make, path: Path, begun: str = "") -> None:
        """Makes a file, a PDF if `begun` says nothing else, and puts it at `path`."""
        self.begun.emit(begun or translate("Handing", "Making the PDF…"))
        saved = translate("Handing", "Saved {name}").format(name=path.name)

        def work() -> None:
            disk.write_whole(path, make())

        def again(replaced: Make) -> None:
            self.save(replaced, path, begun)

        job = self._jobs.run(work).then(lambda _: self.ended.emit(saved))
        job.failed(partial(self._fail, make, again))

    def print(self, make: Make) -> None:
        """Makes the pages, then asks for the printer."""
        self.begun.emit(translate("Handing", "Preparing the pages…"))
        job = self._jobs.run(make).then(lambda pdf: self.ask_printer(lambda: PdfFile(pdf)))
        job.failed(partial(self._fail, make, self.print))

    def _fail(self, make: Make, again: Callable[[Make], None], error: AppError) -> None:
        """Asks whether □ may stand for characters without a glyph; other faults are told."""
        if isinstance(error, WithoutGlyphs) and isinstance(make, Pages):
            self.offered.emit("", error, replacing_words(), lambda: again(make.replaced))
        else:
            self.refused.emit(error)

    def ask_printer(self, open_file: Callable[[], Printable]) -> QPrintDialog:
        """Asks for the printer and the pages, then prints a file."""
        self.ended.emit("")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)

        def chosen(answer: int) -> None:
            if answer == QDialog.DialogCode.Accepted.value:
                self.send(open_file, printer)
            dialog.deleteLater()

        dialog.finished.connect(chosen)
        QDialog.open(dialog)
        return dialog

    def send(self, open_file: Callable[[], Printable], printer: QPrinter) -> None:
        """Prints ready pages, telling of each; they can be stopped."""
        token = CancelToken()

        def work() -> int:
            try:
                return print_pages(open_file(), printer, self._at_page.emit, token)
            except Cancelled:
                return 0

        def done(pages: int) -> None:
            told = self.tr("%n page(s) sent to the printer", "", pages)
            stopped = translate(
                "Handing", "Printing was stopped. Pages already sent may still come out."
            )
            self.ended.emit(told if pages else stopped)

        self._stop = token.cancel
        self._jobs.run(work).then(done).failed(self.refused.emit)

    @Slot(int, int)
    def _tell_page(self, page: int, pages: int) -> None:
        text = translate("Handing", "Printing page {page} of {pages}…")
        self.printing.emit(text.format(page=page, pages=pages), self._stop)
