"""Every word of every sample document, through every template, format by format."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import html as lxml_html

from desktop.library.handouts.checking import check
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import ready, write
from desktop.library.text.rendering import render
from tests.library.handouts.conftest import DATE, by_template
from tests.library.handouts.finished import word_paragraphs
from tests.library.handouts.survival import survive

SIGN, ADDRESS, PAGE_END = 2, 60, 400
"""What may part the words of a block: a note's number, an address in brackets, foot and head."""


@pytest.mark.parametrize("text", [
    "một hai bốn năm sáu sáu",
    "một hai ba bốn năm sáu",
    "một ba hai bốn năm sáu sáu",
    "bốn năm một hai ba sáu sáu",
    "một hai chen vào giữa ba bốn năm sáu sáu",
])  # fmt: skip
def test_what_is_lost_or_out_of_place_would_be_seen(text: str) -> None:
    documents = [render("một hai ba\n\nbốn năm\n\nsáu sáu")]
    survive("đầu trang một hai 2 ba bốn năm sáu sáu", documents, SIGN)
    with pytest.raises(AssertionError):
        survive(text, documents, SIGN)


@pytest.mark.parametrize("template", templates())
def test_every_word_is_on_paper_and_nothing_is_in_the_margins(
    papers: Composition, template: str
) -> None:
    options = by_template(template)
    pdf = write(papers, options, "pdf", DATE)
    document = pdfium.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert unicodedata.is_normalized("NFC", text)
    survive(text, (part.document for part in papers.parts), PAGE_END)
    against = {
        finding.code
        for finding in check(pdf, ready(papers, options, DATE))
        if finding.blocking and finding.code != "finding_missing"
    }
    assert against == set()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
@pytest.mark.parametrize("template", templates())
def test_poppler_reads_every_word_too(papers: Composition, tmp_path: Path, template: str) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(write(papers, by_template(template), "pdf", DATE))
    read = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True)
    survive(read.stdout.decode(), (part.document for part in papers.parts), PAGE_END)


@pytest.mark.parametrize("template", templates())
def test_every_word_is_in_word(papers: Composition, template: str) -> None:
    paragraphs = word_paragraphs(write(papers, by_template(template), "docx", DATE))
    survive("\n".join(paragraphs), (part.document for part in papers.parts), SIGN)


@pytest.mark.parametrize("template", templates())
def test_every_word_is_in_html(papers: Composition, template: str) -> None:
    page = lxml_html.document_fromstring(write(papers, by_template(template), "html", DATE))
    text = " ".join(page.body.itertext())
    survive(text, (part.document for part in papers.parts), SIGN)


@pytest.mark.parametrize("template", templates())
@pytest.mark.parametrize(("form", "between"), [("md", ADDRESS), ("txt", SIGN)])
def test_every_word_is_in_plain_formats(
    papers: Composition, template: str, form: str, between: int
) -> None:
    text = write(papers, by_template(template), form, DATE).decode()
    survive(text, (part.document for part in papers.parts), between)
