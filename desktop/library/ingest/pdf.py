"""Reads the text layer of a PDF: lines with their places, then paragraphs."""

import ctypes
import re
from pathlib import Path
from typing import Any

from desktop.library.errors import InputError, Problem
from desktop.library.ingest.draft import Extract, Hints
from desktop.library.ingest.pdf_text import Line, page_texts, to_markdown, without_running_heads
from desktop.library.progress import CancelToken

_PASSWORD = 4
"""`FPDF_ERR_PASSWORD` of fpdfview.h."""
_TOOL_TITLE = re.compile(r"^(?:Microsoft Word\s*-\s*|untitled$|document\d*$)", re.IGNORECASE)
_HYPHEN = "\x02"
"""What pdfium writes for a hyphen at a line's end."""


def read_pdf(data: bytes, path: Path, cancel: CancelToken | None = None) -> Extract:
    """The Markdown of a PDF's text; `scan` is set when it has none.

    pdfium serves one thread at a time in a process.

    Raises: InputError when protected by a password or damaged; Cancelled.
    """
    pages, title = _read(data, path, cancel)
    hints = Hints(title="" if _TOOL_TITLE.match(title) else title)
    return _extract(pages, hints, path)


def read_pages(data: bytes, path: Path, cancel: CancelToken | None = None) -> list[str]:
    """The plain text of each page, a paragraph a line, without running heads; "" for a scan's.

    Raises: as `read_pdf`.
    """
    pages, _ = _read(data, path, cancel)
    return page_texts(without_running_heads(pages)[0])


def _read(data: bytes, path: Path, cancel: CancelToken | None) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title that the file gives itself."""
    import pypdfium2  # noqa: PLC0415 - loads a library of 7 MB

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise InputError("ingest_pdf_encrypted", file=path) from error
        raise InputError("ingest_pdf_broken", file=path) from error
    try:
        if len(document) == 0:
            raise InputError("ingest_pdf_broken", file=path)
        pages = []
        for page in document:
            if cancel:
                cancel.check()
            pages.append(_lines(page))
            page.close()
        title = str(document.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise InputError("ingest_pdf_broken", file=path) from error
    finally:
        document.close()
    return pages, title


def _extract(pages: list[list[Line]], hints: Hints, path: Path) -> Extract:
    named = str(path)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        scan = Problem("scan", named, severity="warning")
        return Extract("", hints, notes=(scan,), scan=True)
    notes = []
    if empty:
        params = {"pages": ", ".join(map(str, empty))}
        notes.append(Problem("scan_pages", named, params=params, severity="warning"))
    kept, removed = without_running_heads(pages)
    if removed:
        params = {"lines": " · ".join(removed)}
        notes.append(Problem("running_heads_removed", named, params=params, severity="warning"))
    return Extract(to_markdown(kept), hints, notes=tuple(notes))


def _lines(page: Any) -> list[Line]:
    """The lines of a page in reading order, with their places in points from the lower left."""
    text = page.get_textpage()
    try:
        return list(_read_lines(text))
    finally:
        text.close()


def _read_lines(text: Any) -> list[Line]:
    from pypdfium2 import raw  # noqa: PLC0415 - see `read_pdf`

    lines: list[Line] = []
    units: list[int] = []
    places: list[int] = []
    for number in range(text.count_chars() + 1):
        unit = raw.FPDFText_GetUnicode(text, number) if number < text.count_chars() else 10
        if unit in (10, 13):
            if places:
                lines.append(_line(raw, text, units, places))
            units, places = [], []
            continue
        units.append(unit)
        if not chr(unit).isspace():
            places.append(number)
    return [line for line in lines if line.text]


def _line(raw: Any, text: Any, units: list[int], places: list[int]) -> Line:
    """One line from UTF-16 units; its size is its most common font size."""
    first, last = _box(raw, text, places[0]), _box(raw, text, places[-1])
    middle = places[len(places) // 2]
    words = "".join(map(chr, units)).encode("utf-16-le", errors="surrogatepass")
    whole = words.decode("utf-16-le", errors="replace").replace(_HYPHEN, "-")
    return Line(
        text=" ".join(whole.replace("\ufffe", "-").split()),
        left=first[0],
        right=last[1],
        bottom=min(first[2], last[2]),
        size=float(raw.FPDFText_GetFontSize(text, middle)) or last[3] - last[2],
        broken=bool(units) and units[-1] in (2, 0xFFFE),
    )


def _box(raw: Any, text: Any, number: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a character, in points."""
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, number, *(ctypes.byref(side) for side in sides))
    left, right, bottom, top = (side.value for side in sides)
    return left, right, bottom, top
