"""The list models keep Qt's rules and fetch no more than they show."""

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate

from desktop.library.editions.library import Library
from desktop.library.search import Search
from desktop.window.jobs import Jobs
from desktop.window.panes import pictures
from desktop.window.panes.cards import BATCH, CARD, CardsModel
from desktop.window.panes.outline import OutlinePane
from desktop.window.panes.results import HitsModel
from desktop.window.reader.typeset import Heading
from desktop.window.theme import load, style_sheet


@pytest.fixture
def edition(library_folder):
    with Library(library_folder).current() as edition:
        yield edition


@pytest.fixture
def jobs(app):
    made = Jobs()
    yield made
    made.close()


def test_cards_come_in_batches(edition, jobs, qtbot, qtmodeltester):
    asked = []

    def fetch(numbers):
        asked.append(list(numbers))
        return jobs.run(lambda: edition.cards(numbers))

    model = CardsModel(fetch, lambda _: None, str)
    model.set_numbers(edition.numbers())
    assert model.data(model.index(0), CARD) is None
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert model.data(model.index(0), CARD).title
    assert len(asked) == 1
    qtmodeltester.check(model)


def test_a_hundred_thousand_rows_fetch_only_what_is_asked_for(app, jobs, qtbot):
    asked = []

    def fetch(numbers):
        asked.append(len(numbers))
        return jobs.run(list)

    model = CardsModel(fetch, lambda _: None, str)
    model.set_numbers(range(100_000))
    assert model.rowCount() == 100_000
    assert model.rowCount(model.index(0)) == 0
    for row in (0, 1, 50_000):
        model.data(model.index(row), CARD)
    with qtbot.waitSignal(jobs.idled):
        pass
    assert asked == [2 * BATCH]


def test_hits(app, edition, qtmodeltester):
    search = Search(edition)
    model = HitsModel()
    found = search.find("khung hoang")
    model.set_hits(found.hits, found.total)
    search.close()
    assert model.rowCount(QModelIndex()) >= 1
    assert not model.canFetchMore(QModelIndex())
    assert "khủng hoảng" in model.data(model.index(0)).lower()
    qtmodeltester.check(model)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_library_pane(open_window, qtmodeltester):
    window = open_window()
    qtmodeltester.check(window.library.model)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_library_pane_with_every_section_open(open_window, qtbot, qtmodeltester):
    window = open_window()
    for key in ("topic", "people", "unit", "kind", "year"):
        window.library.view.expand(window.library.model.find("section", key))
    qtbot.waitUntil(lambda: window.settled)
    qtmodeltester.check(window.library.model)


def test_a_frame_makes_one_row_however_late_it_is(app, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(pictures.time, "perf_counter", lambda: next(clock))
    kept = pictures.Pictures(3)
    ground = QPixmap(10, 10)
    painter = QPainter(ground)

    def frame(rows):
        kept.begin_frame(1.0)
        return [kept.draw(painter, QRect(0, 0, 10, 10), (one,), lambda _: None) for one in rows]

    assert frame("ab") == [True, True]  # the first is made whole
    assert frame("cd") == [True, False]
    painter.end()


def test_a_frame_that_takes_too_long_is_painted_in_parts(app, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(pictures.time, "perf_counter", lambda: next(clock) / 500)
    kept, made = pictures.Pictures(4), []
    ground = QPixmap(10, 10)
    painter = QPainter(ground)

    def draw(what):
        return kept.draw(painter, QRect(0, 0, 10, 10), (what,), lambda _: made.append(what))

    kept.begin_frame(1.0)
    draw("a")
    kept.begin_frame(1.0)
    frame = [draw(what) for what in "bcde"]
    assert frame == [True, True, False, False]  # each took 2 ms
    assert kept.left_out == [QRect(0, 0, 10, 10)] * 2
    kept.begin_frame(1.0)
    assert draw("b")
    assert not kept.left_out
    assert made.count("b") == 1
    painter.end()


def test_a_whole_frame_leaves_nothing_out_and_makes_nothing_twice(app, monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr(pictures.time, "perf_counter", lambda: next(clock))
    kept, made = pictures.Pictures(4, whole=True), []
    kept.ground = QColor("#ff8800")
    ground = QPixmap(10, 10)
    ground.fill(QColor("#000000"))
    painter = QPainter(ground)
    for _ in range(2):
        kept.begin_frame(1.0)
        for what in "abc":
            paint = lambda _, what=what: made.append(what)  # noqa: E731
            assert kept.draw(painter, QRect(0, 0, 10, 10), (what,), paint)
    painter.end()
    assert made == ["a", "b", "c"]
    assert ground.toImage().pixelColor(5, 5) == kept.ground


def test_of_a_row_that_changes_all_the_time_one_picture_is_kept(app):
    kept, made = pictures.Pictures(2), []
    ground = QPixmap(10, 10)
    painter = QPainter(ground)

    def draw(what, passing):
        kept.begin_frame(1.0)
        paint = lambda _: made.append((what, passing))  # noqa: E731
        assert kept.draw(painter, QRect(0, 0, 10, 10), (what,), paint, passing=passing)

    draw("a", None)
    for share in range(5):
        draw("b", share)
    draw("b", 4)
    draw("a", None)
    assert made == [("a", None), *(("b", share) for share in range(5))]
    painter.end()


def test_rows_that_nobody_sees_are_not_laid_out_for_another_style(app, qtbot):
    class Asked(QStyledItemDelegate):
        rows = 0

        def sizeHint(self, option, index):
            self.rows += 1
            return super().sizeHint(option, index)

    view = OutlinePane(load("light"))
    qtbot.addWidget(view)
    delegate = Asked(view)
    view.setItemDelegate(delegate)
    view.show_headings([Heading(2, f"Mục {at}", at) for at in range(5)], str)
    view.setStyleSheet(style_sheet(load("light")))
    view.ensurePolished()
    delegate.rows = 0
    view.setStyleSheet(style_sheet(load("dark")))
    assert delegate.rows == 0
    view.show()
    qtbot.waitExposed(view)
    assert view.visualRect(view.model().index(4, 0)).isValid()
    assert delegate.rows >= 5
