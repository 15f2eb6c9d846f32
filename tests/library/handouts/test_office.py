"""The Word file, opened by LibreOffice: every word is there, and the styles are those we gave."""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdfium2
import pytest

from desktop.library.document import leaves
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.fonts import FONTS
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import write
from tests.library.handouts.conftest import DATE, by_template
from tests.library.handouts.survival import survive

OFFICE = shutil.which("soffice") or ""
PAGE_END = 1500
"""Letters of notes at a page's foot and of the next page's number between words of a block."""
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed"),
]


FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family>
<prefer><family>Tinos</family></prefer></alias>
</fontconfig>"""
"""Tinos for Times New Roman, as wide as it, so that pages are filled as in an office."""


@pytest.fixture(scope="module")
def written(papers: Composition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all papers by each template, as Word files and as LibreOffice writes them."""
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{template}.docx" for template in templates()]
    for file in files:
        file.write_bytes(write(papers, by_template(file.stem), "docx", DATE))
    settings = folder / "fonts.conf"
    settings.write_text(FONT_SETTINGS.format(fonts=FONTS, cache=folder / "fonts"), "utf-8")
    for form in ("pdf", "fodt"):
        subprocess.run(
            [
                OFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--convert-to", form, "--outdir", folder, *files,
            ],
            check=True,
            capture_output=True,
            env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("template", templates())
def test_every_word_is_on_its_pages(papers: Composition, written: Path, template: str) -> None:
    with pypdfium2.PdfDocument(written / f"{template}.pdf") as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    survive(text, (part.document for part in papers.parts), PAGE_END, merged=True)


@pytest.mark.parametrize("template", templates())
def test_headings_and_notes_are_such_there_too(
    papers: Composition, written: Path, template: str
) -> None:
    tree = ET.parse(written / f"{template}.fodt")
    found = [" ".join("".join(one.itertext()).split()) for one in tree.iter(f"{TEXT}h")]
    documents = [part.document for part in papers.parts]
    wanted = [
        " ".join(leaf.text.split())
        for document in documents
        for leaf in leaves(document)
        if leaf.kind == "heading"
    ]
    assert len(wanted) > 20
    if template != "opinions":  # its headings are rows of the table
        assert [one for one in wanted if one not in found] == []
    names = {str(one.get(f"{STYLE}display-name")).lower() for one in tree.iter(f"{STYLE}style")}
    assert {"heading 1", "heading 2"} <= names
    held = [
        note for document in documents for node in document for note in node.children
        if node.kind == "footnotes"
    ]  # fmt: skip
    notes = [one for one in tree.iter(f"{TEXT}note") if one.get(f"{TEXT}note-class") == "footnote"]
    assert len(notes) == len(held) > 5
    parents = {
        one.get(f"{STYLE}name"): one.get(f"{STYLE}parent-style-name")
        for one in tree.iter(f"{STYLE}style")
    }
    used = {one.get(f"{TEXT}style-name") for note in notes for one in note.iter(f"{TEXT}p")}
    assert {parents.get(name, name) if name != "Footnote" else name for name in used} == {
        "Footnote"
    }
