"""One PDF held open: the sizes of its pages, their pictures, and where their letters stand.

Every call into PDFium takes `PDFIUM`: the library serves one thread at a time in a process.
"""

import ctypes
import math
import threading
import unicodedata
from array import array
from collections import OrderedDict
from itertools import starmap
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import numpy as np

from desktop.library.errors import InputError
from desktop.library.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

PDFIUM = threading.Lock()
Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a page as it is shown (0-1)."""
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
LARGEST = 20_000.0
"""Points of a page's side that are believed; a poster of seven metres."""
_A4 = (595.0, 842.0)
_PASSWORD = 4
"""`FPDF_ERR_PASSWORD` of fpdfview.h."""
_BLEED = 64
"""Pixels drawn around a tile and cut off: PDFium leaves out letters that begin outside a drawing,
unless they are so large that it draws their outlines."""
_OPEN_PAGES = 6
_LINE_WINS = 8
_GRID = 1_000_000
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium writes for a hyphen at a line's end."""
R = TypeVar("R")


class Tile(msgspec.Struct, frozen=True):
    """A part of a page in pixels: the page is `across` x `down`, the part begins at left, top."""

    page: int
    across: int
    down: int
    left: int
    top: int
    width: int
    height: int


class Letters(msgspec.Struct, frozen=True):
    """The text of a page, NFC, a line feed between lines, and where each code point stands."""

    text: str
    places: "array[float]"

    def box(self, at: int) -> Box:
        """Where a code point stands; `NOWHERE` for what the page only implies."""
        left, top, right, bottom = self.places[at * 4 : at * 4 + 4]
        return left, top, right, bottom

    def nearest(self, x: float, y: float, shape: float) -> int:
        """The code point drawn nearest to a point of the page, -1 on a page without any.

        `shape`: the page's height by its width. A point within a line's height is taken by it.
        """
        boxes = np.frombuffer(self.places, dtype=np.float32).reshape(-1, 4)
        drawn = np.flatnonzero(boxes.any(axis=1))
        if not len(drawn):
            return -1
        left, top, right, bottom = boxes[drawn].T
        across = np.maximum(np.maximum(left - x, x - right), 0)
        down = np.maximum(np.maximum(top - y, y - bottom), 0) * shape
        return int(drawn[np.argmin(across + down * _LINE_WINS)])

    def lines(self, start: int, end: int) -> list[Box]:
        """The boxes that cover some code points, one for each line they are on."""
        found: list[Box] = []
        fresh = True
        for at in range(start, end):
            box = self.box(at)
            if self.text[at] == "\n":
                fresh = True
            if box == NOWHERE:
                continue
            if found and not fresh and _beside(found[-1], box):
                found[-1] = _united(found[-1], box)
            else:
                found.append(box)
            fresh = False
        return found


class PdfFile:
    """An open PDF. Pages count from 0. Any thread, but each call waits for the one before.

    Raises: InputError("pdf_protected"), InputError("pdf_broken") for one without pages too.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - loads a library of 7 MB

        self._error: type[Exception] = pypdfium2.PdfiumError
        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as error:
                if error.err_code == _PASSWORD:
                    raise InputError("pdf_protected") from error
                raise InputError("pdf_broken") from error
            try:
                self._document.init_forms()
                pages = range(len(self._document))
                self.sizes = tuple(self._size(number) for number in pages)
            except pypdfium2.PdfiumError as error:
                self._document.close()
                raise InputError("pdf_broken") from error
        self._pages: OrderedDict[int, Any] = OrderedDict()
        self._closed = False

    def close(self) -> None:
        """Lets go of the file; what is asked of it later is refused."""
        with PDFIUM:
            if not self._closed:
                self._closed = True
                self._pages.clear()
                self._document.close()

    def draw(self, tile: Tile, cancel: CancelToken | None = None) -> bytes:
        """Opaque pixels row by row, four bytes each: B, G, R and one that says nothing.

        Raises: InputError("pdf_page_broken"); Cancelled.
        """
        return self._with_page(tile.page, lambda page: _drawn(self._document, page, tile, cancel))

    def letters(self, number: int) -> Letters:
        """The text of a page. Raises: InputError("pdf_page_broken")."""
        return self._with_page(number, _letters)

    def text(self, number: int) -> str:
        """The `letters` of a page without their places, in a third of the time.

        Raises: InputError("pdf_page_broken").
        """
        return self._with_page(number, lambda page: _letters(page, placed=False)).text

    def rough_text(self, number: int) -> str:
        """The `text` of a page but for its line ends, and for signs that are not drawn.

        It takes a quarter of the time, and tells whether a page is worth reading.

        Raises: InputError("pdf_page_broken").
        """
        return self._with_page(number, _rough)

    def _with_page(self, number: int, do: "Callable[[Any], R]") -> R:
        with PDFIUM:
            if self._closed:
                raise InputError("pdf_page_broken", page=number + 1)
            try:
                return do(self._page(number))
            except self._error as error:
                raise InputError("pdf_page_broken", page=number + 1) from error

    def _page(self, number: int) -> Any:
        """A page, kept open for a while: its content is parsed as it is opened."""
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        if len(self._pages) == _OPEN_PAGES:
            self._pages.popitem(last=False)[1].close()
        self._pages[number] = page = self._document[number]
        return page

    def _size(self, number: int) -> tuple[float, float]:
        """Points; a size that no paper has, and that of a broken page, give way to one to show."""
        try:
            width, height = self._document.get_page_size(number)
        except self._error:
            return _A4
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            return _A4
        return min(max(width, 1.0), LARGEST), min(max(height, 1.0), LARGEST)


def _drawn(document: Any, page: Any, tile: Tile, cancel: CancelToken | None) -> bytes:
    import pypdfium2  # noqa: PLC0415 - as above
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    wide, high = tile.width + 2 * _BLEED, tile.height + 2 * _BLEED
    bitmap = pypdfium2.PdfBitmap.new_native(wide, high, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
    place = (_BLEED - tile.left, _BLEED - tile.top, tile.across, tile.down, 0, raw.FPDF_ANNOT)
    pause = raw.IFSDK_PAUSE(version=1)
    asked = type(pause.NeedToPauseNow)(lambda _: int(cancel is not None and cancel.cancelled))
    pause.NeedToPauseNow = asked
    state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *place, ctypes.byref(pause))
    raw.FPDF_RenderPage_Close(page)
    if cancel is not None:
        cancel.check()
    if state == raw.FPDF_RENDER_FAILED:
        raise pypdfium2.PdfiumError("the page cannot be drawn")
    if document.formenv:
        raw.FPDF_FFLDraw(document.formenv, bitmap, page, *place)
    pixels = np.frombuffer(bitmap.buffer, np.uint8).reshape(high, wide, 4)
    kept = pixels[_BLEED:-_BLEED, _BLEED:-_BLEED].tobytes()
    bitmap.close()
    return kept


def _rough(page: Any) -> str:
    text = page.get_textpage()
    try:
        words = text.get_text_range().translate(dict.fromkeys(_HYPHENS, "-"))
    finally:
        text.close()
    return " ".join(unicodedata.normalize("NFC", words).split())


def _letters(page: Any, *, placed: bool = True) -> Letters:
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    text = page.get_textpage()
    try:
        return _read(raw, text, _to_shares(raw, page) if placed else None)
    finally:
        text.close()


def _read(raw: Any, text: Any, share: "Callable[[Any], Box] | None") -> Letters:
    """Walks over PDFium's letters; it tells UTF-16 units, and white space that is not drawn."""
    signs: list[str] = []
    boxes: list[Box] = []
    found = raw.FS_RECTF()
    high = 0
    for number in range(text.count_chars()):
        unit = raw.FPDFText_GetUnicode(text, number)
        if 0xD800 <= unit < 0xDC00:
            high = unit
            continue
        if 0xDC00 <= unit < 0xE000:
            unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) if high else 0xFFFD
        high = 0
        box = NOWHERE
        if share is not None and raw.FPDFText_GetLooseCharBox(text, number, ctypes.byref(found)):
            box = share(found)
        _take(signs, boxes, "-" if unit in _HYPHENS else chr(unit), box)
    while signs and signs[-1] in " \n":
        signs.pop()
        boxes.pop()
    return Letters("".join(signs), array("f", (side for box in boxes for side in box)))


def _take(signs: list[str], boxes: list[Box], sign: str, box: Box) -> None:
    """Adds a sign: marks join their letter, white space collapses, a line's end wins over it."""
    if sign.isspace() or sign == "\0":
        last = signs[-1] if signs else "\n"
        wanted = "\n" if sign in "\r\n" else " "
        if not last.isspace():
            signs.append(wanted)
            boxes.append(NOWHERE)
        elif wanted == "\n" and last == " ":
            signs[-1], boxes[-1] = "\n", NOWHERE
        return
    if unicodedata.combining(sign) and signs:
        joined = unicodedata.normalize("NFC", signs[-1] + sign)
        if len(joined) == 1:
            signs[-1], boxes[-1] = joined, _united(boxes[-1], box)
            return
    for one in unicodedata.normalize("NFC", sign):
        signs.append(one)
        boxes.append(box)


def _to_shares(raw: Any, page: Any) -> "Callable[[Any], Box]":
    """From a rectangle in the page's own space to shares of the page as it is shown.

    PDFium itself tells where three points come to lie, so that cropped and turned pages need no
    rule of ours.
    """
    frame = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(frame))

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(
            page, 0, 0, _GRID, _GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        return across.value / _GRID, down.value / _GRID

    wide, high = frame.right - frame.left or 1.0, frame.top - frame.bottom or 1.0
    (ox, oy), (rx, ry), (ux, uy) = starmap(
        shown,
        ((frame.left, frame.bottom), (frame.right, frame.bottom), (frame.left, frame.top)),
    )

    def share(found: Any) -> Box:
        sides = []
        for x, y in ((found.left, found.bottom), (found.right, found.top)):
            right, up = (x - frame.left) / wide, (y - frame.bottom) / high
            sides.append(
                (ox + (rx - ox) * right + (ux - ox) * up, oy + (ry - oy) * right + (uy - oy) * up)
            )
        (x0, y0), (x1, y1) = sides
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    return share


def _beside(line: Box, box: Box) -> bool:
    """Whether a letter stands on a line: their heights overlap by more than half."""
    shared = min(line[3], box[3]) - max(line[1], box[1])
    return shared > 0.5 * min(line[3] - line[1], box[3] - box[1])


def _united(one: Box, other: Box) -> Box:
    if NOWHERE in (one, other):
        return other if one == NOWHERE else one
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
