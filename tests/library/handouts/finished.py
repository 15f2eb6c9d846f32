"""Finished pages to number and to put on sheets, and what can be read back from them."""

import datetime as dt
import io
import tempfile
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import typst
from lxml import etree

from desktop.library.handouts.fonts import FONTS

SIZES = {"a4": (595.28, 841.89), "a5": (419.53, 595.28)}


def numbered_pages(count: int, paper: str = "a4", mark: str = "trang") -> bytes:
    """A tagged PDF of `count` pages with a heading, each of which says its number from 1."""
    source = f"""#set page(paper: "{paper}")
#set text(font: "Tinos", lang: "vi")
#set document(title: "Tài liệu thử")
#for at in range({count}) {{ if at > 0 {{ pagebreak() }}; heading([{mark} #(at + 1) hết]) }}"""
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(source, encoding="utf-8")
        return typst.compile(
            main,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            timestamp=dt.datetime(2026, 10, 14, tzinfo=dt.UTC),
        )


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points, as it is shown."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [document.get_page_size(at) for at in range(len(document))]
    finally:
        document.close()


def text_in(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """The text within left, bottom, right and top of a page, in points."""
    left, bottom, right, top = box
    document = pdfium.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        return text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    finally:
        document.close()


def inked(pdf: bytes, page: int) -> bool:
    """Whether anything at all is drawn on a page."""
    document = pdfium.PdfDocument(pdf)
    try:
        return document[page].render(scale=0.5).to_numpy().min() < 250
    finally:
        document.close()


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_part(file: bytes, name: str) -> etree._Element:
    """A part of a Word document, such as "document" or "footnotes"."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def word_paragraphs(file: bytes) -> list[str]:
    """The paragraphs and cells of a Word document in order, then those of its footnotes."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        noted = "word/footnotes.xml" in package.namelist()
    return [
        "".join(node.text or "" for node in paragraph.iter(f"{WORD}t"))
        for name in ("document", *(["footnotes"] if noted else []))
        for paragraph in word_part(file, name).iter(f"{WORD}p")
    ]
