"""Paper: the pages of a PDF or a picture, drawn one by one and sent to a printer."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.library import disk
from desktop.library.errors import AppError, EnvironmentFault
from desktop.library.pdf import PdfFile, Tile
from desktop.library.progress import CancelToken

RESOLUTION = 300
"""Dots an inch; more costs time and shows nothing on an office printer."""
_POINTS = 72
Told = Callable[[int, int], object]
"""Called before each page: its number from 1, and how many there will be."""


class Printable(Protocol):
    """What has pages that can be drawn: `sizes` in points."""

    sizes: tuple[tuple[float, float], ...]

    def draw(self, tile: Tile, cancel: CancelToken | None = None) -> bytes: ...
    def close(self) -> None: ...


def print_pages(file: Printable, printer: QPrinter, told: Told, cancel: CancelToken) -> int:
    """Prints the pages that the printer's range asks for; how many. On a worker thread.

    A page larger than the paper is shrunk to it, none is enlarged; each lies as the paper does
    best. The file is closed at the end. A printer that prints to a file makes it whole or not at
    all.

    Raises: EnvironmentFault("printer_failed"), if the printer takes nothing, or what the disk said
    of the printer's file; InputError; Cancelled.
    """
    try:
        target = printer.outputFileName()
        if target:
            return _print_to(Path(target), file, printer, told, cancel)
        pages = _print(file, printer, told, cancel)
        # Qt hears of no job that CUPS refuses, so the printer is looked for again.
        _hold(printer, taken=not QPrinterInfo.printerInfo(printer.printerName()).isNull())
        return pages
    finally:
        file.close()


def _print_to(
    target: Path, file: Printable, printer: QPrinter, told: Told, cancel: CancelToken
) -> int:
    """Qt tells of no byte that the disk does not take: what it printed is looked at first."""
    folder = Path(tempfile.gettempdir())
    with disk.faults(folder), tempfile.TemporaryDirectory() as name:
        draft = Path(name) / "pages.pdf"
        printer.setOutputFileName(str(draft))
        try:
            pages = _print(file, printer, told, cancel)
        except EnvironmentFault as error:
            raise EnvironmentFault("disk_full", path=folder) from error
        finally:
            printer.setOutputFileName(str(target))
        data = draft.read_bytes() if pages else b""
    if pages != _pages_in(data):
        raise EnvironmentFault("disk_full", path=folder)
    if pages:
        disk.write_whole(target, data)
    return pages


def _pages_in(data: bytes) -> int:
    """The pages of a PDF, 0 for none or one that is cut off."""
    try:
        made = PdfFile(data)
    except AppError:
        return 0
    made.close()
    return len(made.sizes)


def _print(file: Printable, printer: QPrinter, told: Told, cancel: CancelToken) -> int:
    numbers = list(_asked(printer, len(file.sizes)))
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for at, number in enumerate(numbers):
            cancel.check()
            told(at + 1, len(numbers))
            _turn(printer, file.sizes[number])
            place, image = _drawn(file, number, printer, cancel)
            _hold(printer, taken=printer.newPage() if at else painter.begin(printer))
            painter.drawImage(place, image)
    except BaseException:
        printer.abort()
        raise
    finally:
        ended = painter.isActive() and painter.end()
    _hold(printer, taken=ended or not numbers)
    return len(numbers)


def _hold(printer: QPrinter, *, taken: bool) -> None:
    if not taken:
        raise EnvironmentFault("printer_failed", printer=printer.printerName())


def _asked(printer: QPrinter, pages: int) -> Iterator[int]:
    """The pages in order, again for each copy that the printer does not make by itself."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    for _ in range(copies):
        yield from range(first - 1, min(last, pages))


def _turn(printer: QPrinter, size: tuple[float, float]) -> None:
    upright = size[1] >= size[0]
    printer.setPageOrientation(
        QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    )


def _drawn(
    file: Printable, number: int, printer: QPrinter, cancel: CancelToken
) -> tuple[QRectF, QImage]:
    """A page's picture, and where it lies on the paper in the printer's dots.

    It is made before the paper is asked for, so that what is stopped leaves no empty page.
    """
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    width, height = file.sizes[number]
    share = min(paper.width() / width, paper.height() / height, 1.0)
    width, height = width * share, height * share
    fine = min(printer.resolution(), RESOLUTION) / _POINTS
    across, down = max(round(width * fine), 1), max(round(height * fine), 1)
    pixels = file.draw(Tile(number, across, down, 0, 0, across, down), cancel)
    # `copy`: the picture would only borrow the pixels.
    image = QImage(pixels, across, down, across * 4, QImage.Format.Format_RGB32).copy()
    scale = printer.resolution() / _POINTS
    left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
    return QRectF(left * scale, top * scale, width * scale, height * scale), image
