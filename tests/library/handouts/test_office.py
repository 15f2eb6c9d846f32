"""The Word file, opened by LibreOffice: every word is there, and the styles are those we gave."""

import datetime as dt
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.sample import make_sample
from desktop.library.handouts.compose import whole
from desktop.library.handouts.write import write
from desktop.resources import RESOURCES

OFFICE = shutil.which("soffice") or ""
DATE = dt.date(2026, 10, 14)
DOCUMENT = "truc-ban-mua-mua-bao"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("sample")
    make_sample(RESOURCES / "sample-library", folder)
    with Library(folder).current() as edition:
        yield edition


def opened(file: Path, form: str) -> Path:
    """The file as LibreOffice writes it again."""
    subprocess.run(
        [
            OFFICE, "--headless", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}",
            "--convert-to", form, "--outdir", str(file.parent), str(file),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return file.with_suffix(f".{form}")


def words(text: str) -> Counter[str]:
    kept = "".join(sign if sign.isalnum() else " " for sign in unicodedata.normalize("NFC", text))
    return Counter(kept.split())


@pytest.mark.parametrize("template", ["plain", "large", "discussion", "opinions"])
def test_every_word_is_on_its_pages(sample: Edition, tmp_path: Path, template: str) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write(whole(sample, [DOCUMENT]), template, "docx", DATE))
    with pypdfium2.PdfDocument(opened(file, "pdf")) as pdf:
        shown = words(" ".join(page.get_textpage().get_text_range() for page in pdf))
    wanted = Counter[str]()
    for leaf in leaves(sample.briefing(DOCUMENT).document):
        wanted += words(leaf.text)
    assert not wanted - shown


def test_headings_are_headings_there_too(sample: Edition, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write(whole(sample, [DOCUMENT]), "plain", "docx", DATE))
    tree = ET.parse(opened(file, "fodt"))
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    found = [" ".join("".join(one.itertext()).split()) for one in tree.iter(f"{text}h")]
    wanted = [
        " ".join(leaf.text.split())
        for leaf in leaves(sample.briefing(DOCUMENT).document)
        if leaf.kind == "heading"
    ]
    assert [one for one in wanted if one not in found] == []
    names = {one.get(f"{STYLE}display-name") for one in tree.iter(f"{STYLE}style")}
    assert {"heading 1", "heading 2"} <= {str(name).lower() for name in names}
