"""Reads a finished PDF back letter by letter: what was printed, not what was asked for."""

import ctypes
from collections.abc import Iterator

import msgspec
import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.library.errors import InputError
from desktop.library.pdf import PDFIUM

_NAME = 128


class Letter(msgspec.Struct, frozen=True):
    """A printed character: points from the page's left and top edges. `font` is a PDF font name."""

    text: str
    font: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def family(self) -> str:
        """The font's family, without its style and the mark of a subset."""
        return self.font.partition("+")[2].partition("-")[0] or self.font.partition("-")[0]

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font


class Page(msgspec.Struct, frozen=True):
    """A page in points, and its letters in the order of the file, spaces left out."""

    width: float
    height: float
    letters: tuple[Letter, ...]


class Row(msgspec.Struct, frozen=True):
    """Letters that stand on one line, without their spaces."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def left(self) -> float:
        return min(letter.left for letter in self.letters)

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.letters)


def printed(pdf: bytes) -> list[Page]:
    """Every page. Any thread. Raises: InputError for bytes that are no readable PDF."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise InputError("pdf_pages_unreadable", reason=error) from error
        try:
            return [_page(document, place) for place in range(len(document))]
        finally:
            document.close()


def rows(page: Page) -> list[Row]:
    """The page's letters line by line, in the order of the file."""
    found: list[list[Letter]] = []
    for letter in page.letters:
        if found and _beside(found[-1][-1], letter):
            found[-1].append(letter)
        else:
            found.append([letter])
    return [Row(tuple(some)) for some in found]


def _beside(one: Letter, other: Letter) -> bool:
    level = abs(one.bottom - other.bottom) < max(one.size, other.size) * 0.5
    return level and -one.size < other.left - one.right < 3 * max(one.size, other.size)


def _page(document: pdfium.PdfDocument, place: int) -> Page:
    page = document[place]
    width, height = page.get_size()
    text = page.get_textpage()
    return Page(width, height, tuple(_letters(text, height)))


def _letters(text: pdfium.PdfTextPage, height: float) -> Iterator[Letter]:
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code)
        if not letter.strip() or code == 0:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        raw.FPDFText_GetFontInfo(text, index, name, _NAME, flags)
        size = raw.FPDFText_GetFontSize(text, index)
        font = name.value.decode("utf-8", "replace")
        yield Letter(letter, font, size, left, height - top, right, height - bottom)
