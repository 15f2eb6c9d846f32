"""What is drawn of a file: only what is seen, never more than its share of memory."""

import threading
from array import array
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from desktop.library.errors import Cancelled, InputError
from desktop.library.pdf import Letters
from desktop.window.jobs import Jobs
from desktop.window.originals import layout, tiles
from desktop.window.originals.layout import TILE, Layout
from desktop.window.originals.tiles import Tiles

A4 = (595.0, 842.0)


class Plain:
    """A file of blank pages that remembers what was asked of it, and can be slow or broken."""

    def __init__(self, pages):
        self.sizes = (A4,) * pages
        self.drawn, self.given_up, self.closed = [], [], False
        self.broken = set()
        self.gate = threading.Event()
        self.gate.set()

    def draw(self, tile, cancel=None):
        if tile.page in self.broken:
            raise InputError("pdf_page_broken", page=tile.page + 1)
        while not self.gate.wait(0.005):
            if cancel.cancelled:
                self.given_up.append(tile)
                raise Cancelled
        self.drawn.append(tile)
        return b"\xff" * (tile.width * tile.height * 4)

    def letters(self, number):
        return Letters(f"trang {number}", array("f", (0.1, 0.1, 0.2, 0.2) * 7))

    def text(self, number):
        return self.letters(number).text

    def rough_text(self, number):
        return self.text(number)

    def close(self):
        self.closed = True


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def held(jobs, qtbot):
    """Tiles of a file, closed at the end."""
    made = []

    def run(file):
        made.append(Tiles(file, jobs))
        return made[0]

    yield run
    for one in made:
        one.close()


def of_page(page, zoom=100.0, view=None):
    place = Layout([A4], zoom, 900).rect(0)
    return list(layout.tiles(page, place, view or place, 1.0))


def test_what_is_wanted_is_drawn_once_in_its_order(held, jobs, qtbot):
    file = Plain(3)
    shown = held(file)
    wanted = [tile for page in (1, 2, 0) for tile in of_page(page)]
    shown.want(wanted, [1])
    qtbot.waitUntil(lambda: not jobs.busy)
    assert file.drawn == wanted
    assert shown.letters(1).text == "trang 1"
    shown.want(wanted, [1])
    assert not jobs.busy
    assert all(shown.image(tile) is not None for tile in wanted)


def test_what_scrolled_away_is_given_up(held, jobs, qtbot):
    file = Plain(9)
    shown = held(file)
    file.gate.clear()
    first, last = of_page(0), of_page(8)
    shown.want(first + of_page(1), [])
    shown.want(last, [])
    qtbot.waitUntil(lambda: file.given_up == first)
    file.gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert file.drawn == last


def test_memory_is_bounded_and_what_is_seen_stays(held, jobs, qtbot, monkeypatch):
    size = A4[0] * A4[1] * 4 * (96 / 72) ** 2
    monkeypatch.setattr(tiles, "KEPT_BYTES", int(3.5 * size))
    file = Plain(30)
    shown = held(file)
    for page in range(30):
        shown.want(of_page(page), [page])
        qtbot.waitUntil(lambda: not jobs.busy)
        assert shown.kept_bytes <= 3.5 * size
        assert shown.image(of_page(page)[0]) is not None
    assert shown.image(of_page(0)[0]) is None
    many = [tile for page in range(6) for tile in of_page(page)]
    shown.want(many, [])
    qtbot.waitUntil(lambda: not jobs.busy)
    assert all(shown.image(tile) is not None for tile in many)


def test_a_broken_page_is_told_and_the_next_one_drawn(held, jobs, qtbot):
    file = Plain(2)
    file.broken = {0}
    shown = held(file)
    with qtbot.waitSignal(shown.drawn):
        shown.want(of_page(0) + of_page(1), [])
    qtbot.waitUntil(lambda: not jobs.busy)
    assert shown.broken == {0}
    assert file.drawn == of_page(1)


def test_a_file_that_is_left_is_closed_at_once_and_nothing_is_told(held, jobs, qtbot):
    file = Plain(2)
    shown = held(file)
    file.gate.clear()
    shown.want(of_page(0), [])
    with qtbot.assertNotEmitted(shown.drawn):
        shown.close()
        qtbot.waitUntil(lambda: not jobs.busy)
    assert file.closed
    assert file.drawn == []


def test_a_zoomed_page_shows_its_former_self_until_it_is_drawn(held, jobs, qtbot):
    shown = held(Plain(1))
    before = of_page(0)
    shown.want(before, [])
    qtbot.waitUntil(lambda: not jobs.busy)
    after = of_page(0, 200)
    assert [tile for tile, _ in shown.former(0, after[0].across)] == before
    assert layout.spot(before[0], QRectF(0, 0, 10, 20)) == QRectF(0, 0, 10, 20)


def test_only_the_tiles_that_meet_the_view_are_asked_for():
    place = QRectF(0, 0, 30_000, 40_000)
    view = QRectF(TILE * 5 + 10, TILE * 7 + 10, 900, 600)
    found = list(layout.tiles(0, place, view, 1.0))
    assert [(tile.left // TILE, tile.top // TILE) for tile in found] == [(5, 7)]
    assert list(layout.tiles(0, place, QRectF(-500, 0, 400, 400), 1.0)) == []
    double = list(layout.tiles(0, place, view, 2.0))
    assert (double[0].across, double[0].down) == (60_000, 80_000)


def test_tiles_cover_a_page_without_gap_or_overlap():
    found = of_page(0, 317)
    covered = sum(tile.width * tile.height for tile in found)
    assert covered == found[0].across * found[0].down
    assert len({(tile.left, tile.top) for tile in found}) == len(found)


@pytest.mark.parametrize("many", [1, 1000])
def test_pages_lie_one_under_another(many):
    laid = Layout([A4] * many, 50, 800)
    rects = [laid.rect(page) for page in range(many)]
    assert all(above.bottom() < below.top() for above, below in pairwise(rects))
    assert rects[-1].bottom() < laid.height
    assert [laid.page_at(rect.center().y()) for rect in rects] == list(range(many))
    assert laid.visible(rects[-1].top(), laid.height) == range(many - 1, many)


def test_a_file_without_pages_has_no_height():
    laid = Layout([], 100, 500)
    assert (laid.height, laid.visible(0, 500)) == (0, range(0))
    assert layout.fitting([], 500) > 0
