"""Paper: the pages of a Typst PDF, rasterised by pypdfium2 and sent to a printer."""

import math

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.library.errors import EnvironmentFault

RESOLUTION = 300
"""Dots an inch; more costs time and shows nothing on an office printer."""
_POINTS = 72


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Prints the pages that the printer's range asks for; how many.

    Raises: EnvironmentFault("printer_failed"), if the printer takes nothing.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        numbers = _range(printer, len(document))
        width, height = document[0].get_size()
        portrait = height >= width
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(
            QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape
        )
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise EnvironmentFault("printer_failed", printer=printer.printerName())
        try:
            for at, number in enumerate(numbers):
                if at:
                    printer.newPage()
                _paint(document[number], painter, printer)
        finally:
            painter.end()
        return len(numbers)
    finally:
        document.close()


def _range(printer: QPrinter, pages: int) -> range:
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return range(pages)
    return range(first - 1, min(last, pages))


def _paint(page: pypdfium2.PdfPage, painter: QPainter, printer: QPrinter) -> None:
    resolution = min(printer.resolution(), RESOLUTION)
    bitmap = page.render(scale=resolution / _POINTS, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    )
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = page.get_size()
    scale = printer.resolution() / _POINTS
    size = QSizeF(math.floor(width * scale), math.floor(height * scale))
    size = size.boundedTo(QSizeF(paper.size()))
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
