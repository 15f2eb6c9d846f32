"""Run as a program: prints a PDF as the window does, on the printer named, and tells how it went.

usage: press.py FILE PRINTER COPIES FIRST LAST CANCEL

FIRST and LAST are 0 for every page; CANCEL is the page at which it is stopped, 0 for none. Says the
pages sent, or the code of what stood in the way.
"""

import sys
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from desktop.library.errors import AppError, Cancelled
from desktop.library.pdf import PdfFile
from desktop.library.progress import CancelToken
from desktop.window.printing import print_pages


def main(file: Path, name: str, copies: int, pages: tuple[int, int], cancel_at: int) -> str:
    info = QPrinterInfo.printerInfo(name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setCopyCount(copies)
    if pages[0]:
        printer.setFromTo(*pages)
    token = CancelToken()

    def told(page: int, _: int) -> None:
        if page == cancel_at:
            token.cancel()

    try:
        return str(print_pages(PdfFile(file.read_bytes()), printer, told, token))
    except Cancelled:
        return "cancelled"
    except AppError as error:
        return error.code


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    path, name, *numbers = sys.argv[1:]
    copies, first, last, cancel_at = map(int, numbers)
    sys.stdout.write(main(Path(path), name, copies, (first, last), cancel_at))
