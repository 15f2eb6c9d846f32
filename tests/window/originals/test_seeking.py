"""A search through a file: from the page being read on, in slices, never without an end."""

import pytest

from desktop.library.errors import InputError
from desktop.library.text.lookup import ways
from desktop.window.jobs import Jobs
from desktop.window.originals import seeking
from desktop.window.originals.seeking import SLICE, Seeking


class Told:
    """A file of given pages; None is one that cannot be read."""

    def __init__(self, *pages):
        self.pages = pages
        self.sizes = ((1.0, 1.0),) * len(pages)
        self.read = []

    def rough_text(self, number):
        if self.pages[number] is None:
            raise InputError("pdf_page_broken", page=number + 1)
        return self.pages[number]

    def text(self, number):
        self.read.append(number)
        return self.pages[number]


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def sought(words):
    return [way.spans for way in ways(words)]


def seek(jobs, qtbot, file, words, page=0):
    search = Seeking(jobs)
    led = []
    search.led.connect(led.append)
    search.start(file, sought(words), page)
    qtbot.waitUntil(lambda: not search.under_way)
    return search, led


def test_it_leads_to_the_first_hit_from_the_page_on(jobs, qtbot):
    file = Told("bão", *["lũ"] * 10, "bão bão", "lũ")
    search, led = seek(jobs, qtbot, file, "bao", page=5)
    assert led == [(11, 0, 3)]
    assert search.hits == [(0, 0, 3), (11, 0, 3), (11, 4, 7)]
    assert search.number == 2
    search.step(1)
    search.step(1)
    assert led[1:] == [(11, 4, 7), (0, 0, 3)]
    search.step(-1)
    assert search.current == (11, 4, 7)
    assert search.on_page(11) == [(0, 3), (4, 7)]
    assert search.on_page(1) == []


def test_only_pages_that_match_are_read_closely(jobs, qtbot):
    file = Told(*["lũ"] * 40, "bão")
    seek(jobs, qtbot, file, "bão")
    assert file.read == [40]


def test_pages_that_cannot_be_read_stop_nothing(jobs, qtbot):
    search, led = seek(jobs, qtbot, Told(None, "bão", None), "bão")
    assert (led, len(search.hits)) == ([(1, 0, 3)], 1)


def test_a_search_for_nearly_everything_ends(jobs, qtbot, monkeypatch):
    monkeypatch.setattr(seeking, "MOST", 100)
    search, _ = seek(jobs, qtbot, Told(*["ba " * 30] * 200), "ba")
    assert search.is_cut
    assert 100 <= len(search.hits) <= 100 + 30 * SLICE


def test_what_is_nowhere_is_sought_otherwise(jobs, qtbot):
    file = Told(*["lũ"] * 9, "bảo")
    search = Seeking(jobs)
    search.start(file, sought("bão"), 3)
    qtbot.waitUntil(lambda: not search.under_way)
    assert search.hits == [(9, 0, 3)]
    search.start(file, sought("xy"), 3)
    qtbot.waitUntil(lambda: not search.under_way)
    assert search.hits == []


def test_another_search_forgets_the_one_before(jobs, qtbot):
    file = Told(*["bão lũ"] * 50)
    search = Seeking(jobs)
    search.start(file, sought("bão"), 0)
    search.start(file, sought("lũ"), 0)
    qtbot.waitUntil(lambda: not search.under_way)
    assert {(start, end) for _, start, end in search.hits} == {(4, 6)}
    search.stop()
    assert (search.hits, search.current, search.number) == ([], None, 0)
