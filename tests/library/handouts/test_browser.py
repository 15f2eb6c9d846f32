"""The handout in one HTML file, opened by a browser that can reach nothing but that file."""

import datetime as dt
import json
import shutil
import subprocess
import unicodedata
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

CHROMIUM = shutil.which("chromium") or ""
OWN = "not an origin"
"""What the browser's log calls itself where it asks for something on its own account."""
DATE = dt.date(2026, 10, 14)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("sample")
    make_sample(RESOURCES / "sample-library", folder)
    with Library(folder).current() as edition:
        yield edition


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


def words(text: str) -> Counter[str]:
    """The letters and figures of each word: a browser breaks lines inside what has signs."""
    kept = "".join(sign if sign.isalnum() else " " for sign in unicodedata.normalize("NFC", text))
    return Counter(kept.split())


def test_what_a_page_fetches_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="http://192.0.2.1/a.png">', encoding="utf-8")
    assert opened(page)[1] == ["http://192.0.2.1/a.png"]


@pytest.mark.parametrize("template", ["plain"])
def test_every_word_is_shown_and_nothing_is_fetched(
    sample: Edition, tmp_path: Path, template: str
) -> None:
    for identifier in [card.id for card in sample.cards(sample.numbers())]:
        composition = whole(sample, [identifier])
        page = tmp_path / f"{identifier}.html"
        page.write_bytes(write(composition, template, "html", DATE))
        pdf, asked = opened(page)
        with pypdfium2.PdfDocument(pdf) as document:
            shown = words(" ".join(one.get_textpage().get_text_range() for one in document))
        lost = Counter[str]()
        for leaf in leaves(sample.briefing(identifier).document):
            lost += words(leaf.text)
        lost -= shown
        assert not lost, identifier
        assert asked == []
