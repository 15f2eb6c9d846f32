"""The handout in one HTML file, opened by a browser that can reach nothing but that file."""

import json
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from desktop.library.handouts.composition import Composition
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import write
from tests.library.handouts.conftest import DATE, by_template
from tests.library.handouts.survival import survive

CHROMIUM = shutil.which("chromium") or ""
OWN = "not an origin"
"""What the browser's log calls itself where it asks for something on its own account."""
SIGN = 2
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]


def opened(page: Path) -> tuple[bytes, list[str]]:
    """What the browser would print of a page, and every address that the page asked for."""
    printed, log = page.with_suffix(".pdf"), page.with_suffix(".log")
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={page.parent / 'profile'}", f"--log-net-log={log}",
            f"--print-to-pdf={printed}", page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    told = json.loads(log.read_text(encoding="utf-8"))
    events = [event.get("params", {}) for event in told["events"]]
    asked = [one["url"] for one in events if one.get("initiator", OWN) != OWN and "url" in one]
    return printed.read_bytes(), asked


def test_what_a_page_fetches_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="http://192.0.2.1/a.png">', encoding="utf-8")
    assert opened(page)[1] == ["http://192.0.2.1/a.png"]


@pytest.mark.parametrize("template", templates())
def test_every_word_is_shown_and_nothing_is_fetched(
    papers: Composition, tmp_path: Path, template: str
) -> None:
    page = tmp_path / "papers.html"
    page.write_bytes(write(papers, by_template(template), "html", DATE))
    pdf, asked = opened(page)
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(one.get_textpage().get_text_range() for one in document)
    survive(text, (part.document for part in papers.parts), SIGN, merged=True)
    assert asked == []
