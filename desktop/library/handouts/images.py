"""Draws a PDF's pages as pictures, for preview and for printers."""

from collections.abc import Iterator

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.library.errors import InputError
from desktop.library.pdf import PDFIUM


class Page(msgspec.Struct, frozen=True):
    """One page: size in pixels, and opaque pixels row by row, four bytes each: B, G, R, A."""

    width: int
    height: int
    pixels: bytes


def pages(pdf: bytes, density: float) -> Iterator[Page]:
    """Each page at `density` dots an inch, drawn as it is asked for. Any thread.

    Raises: InputError for bytes that are no readable PDF.
    """
    for place in range(page_count(pdf)):
        yield page(pdf, place, density)


def page_count(pdf: bytes) -> int:
    """Raises: InputError for bytes that are no readable PDF."""
    with PDFIUM:
        document = _open(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page(pdf: bytes, place: int, density: float) -> Page:
    """The page at `place`, from 0. Raises: InputError for bytes that are no readable PDF."""
    with PDFIUM:
        document = _open(pdf)
        try:
            drawn = document[place].render(
                scale=density / 72, force_bitmap_format=raw.FPDFBitmap_BGRA
            )
            return Page(drawn.width, drawn.height, bytes(drawn.buffer))
        finally:
            document.close()


def _open(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise InputError("pdf_pages_unreadable", reason=error) from error
