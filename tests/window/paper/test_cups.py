"""Paper for real: what the window prints goes through CUPS and is read back from the printer."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from desktop.library.pdf import PdfFile, Tile
from tests.window.paper.printing_room import PRINTER, PrintingRoom, missing, printing_room

PRESS = Path(__file__).with_name("press.py")
PROJECT = Path(__file__).parents[3]
PAGES = 4
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]


@pytest.fixture
def room() -> Iterator[PrintingRoom]:
    with printing_room() as opened:
        yield opened


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of `PAGES` pages, each with a bar as far down as its number."""
    made = pikepdf.new()
    for number in range(PAGES):
        page = made.add_blank_page(page_size=(595, 842))
        bar = f"0 g 60 {700 - 150 * number} 400 60 re f"
        page.contents_add(made.make_stream(bar.encode()))
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    made.save(path)
    return path


def printed(
    room: PrintingRoom, paper: Path, copies: int = 1, first: int = 0, last: int = 0, cancel: int = 0
) -> str:
    numbers = map(str, (copies, first, last, cancel))
    done = subprocess.run(
        [sys.executable, str(PRESS), str(paper), PRINTER, *numbers],
        env=room.environment | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def bars(pdf: bytes) -> list[int]:
    """By page of a printed job, which page of the paper it shows."""
    file = PdfFile(pdf)
    found = []
    for number, (width, height) in enumerate(file.sizes):
        assert width < height
        across, down = 100, round(100 * height / width)
        pixels = file.draw(Tile(number, across, down, 0, 0, across, down))
        grey = np.frombuffer(pixels, np.uint8).reshape(down, across, 4)[:, :, 1]
        dark = np.flatnonzero((grey < 128).mean(axis=1) > 0.3) / down * 842
        assert len(dark)
        found.append(round((dark.mean() - (842 - 730)) / 150))
    file.close()
    return found


def test_every_page_reaches_the_printer_in_order(room: PrintingRoom, paper: Path) -> None:
    assert printed(room, paper) == str(PAGES)
    [job] = room.finished()
    assert bars(job.pdf) == [0, 1, 2, 3]


def test_copies_follow_each_other_whole(room: PrintingRoom, paper: Path) -> None:
    printed(room, paper, copies=2)
    [job] = room.finished()
    assert bars(job.pdf) == [0, 1, 2, 3, 0, 1, 2, 3]


def test_a_range_is_all_that_is_printed(room: PrintingRoom, paper: Path) -> None:
    assert printed(room, paper, first=2, last=3) == "2"
    [job] = room.finished()
    assert bars(job.pdf) == [1, 2]


def test_what_is_stopped_prints_no_more_than_was_sent(room: PrintingRoom, paper: Path) -> None:
    """CUPS takes nothing back: what was drawn before comes out, and so the reader is told."""
    assert printed(room, paper, cancel=3) == "cancelled"
    assert [bars(job.pdf) for job in room.finished()] in ([], [[0, 1]])


def test_a_printer_that_is_gone_is_told_of(room: PrintingRoom, paper: Path) -> None:
    room.take_away()
    assert printed(room, paper) == "printer_failed"
    assert room.finished() == []
