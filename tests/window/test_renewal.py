"""An edition replaced while it is open: the text stays, a bar offers the new one."""

import datetime as dt
import shutil

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.workspace.layout import Workspace

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
LATER = dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


class Bench:
    """A librarian's bench beside a library: what another process would install from."""

    def __init__(self, source, folder):
        self.workspace, self.library = folder / "soạn", folder / "kho"
        shutil.copytree(source.parent / "soạn", self.workspace)
        shutil.copytree(source, self.library)

    def file(self, name):
        return self.workspace / "conferences" / "hoi-nghi" / f"{name}.md"

    def build(self):
        build(Workspace(self.workspace), Library(self.library), now=LATER)


@pytest.fixture
def bench(library_folder, tmp_path):
    return Bench(library_folder, tmp_path)


@pytest.fixture
def window(open_window, bench, qtbot):
    made = open_window("dai", library=bench.library)
    made.tabs.open("huong-dan")
    settle(qtbot, made)
    made.tabs.open("da-thu-hoi")
    settle(qtbot, made)
    made.tabs.turn(0)
    settle(qtbot, made)
    made.reader.page.go_to_heading(7)
    return made


def renew(bench):
    text = bench.file("dai").read_text(encoding="utf-8")
    bench.file("dai").write_text(text.replace("## Mục 3\n", "## Mục 3 sửa đổi\n"), encoding="utf-8")
    bench.file("da-thu-hoi").unlink()
    bench.build()


def take_up(qtbot, window):
    [button] = [one for one in window.renewal.bar.findChildren(QPushButton) if one.isVisible()]
    button.setFocus()
    with qtbot.waitSignal(window.session.library_opened):
        button.click()
    settle(qtbot, window)


def test_a_new_edition_is_offered_and_the_text_stays(window, bench, qtbot):
    place = window.reader.page.place()
    renew(bench)
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    assert "đợt 2" in window.renewal.bar.text
    assert not window.renewal.bar.passing
    assert window.session.edition.number == 1
    assert window.reader.page.place()[:2] == place[:2]
    window.tabs.turn(1)
    settle(qtbot, window)
    assert window.session.card.id == "huong-dan"


def test_taking_it_up_keeps_tabs_places_and_notes(window, bench, qtbot):
    leaf = window.reader.page.typeset.leaves[-1]
    window.session.notes.add([(leaf.block, 0, 4)], "idea", "của tôi")
    place = window.reader.page.place()
    renew(bench)
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    take_up(qtbot, window)
    assert window.session.edition.number == 2
    assert not window.renewal.bar.isVisible()
    assert [tab.id for tab in window.tabs.tabs] == ["dai", "huong-dan"]
    assert "Sổ tay cũ" in window.reader.notice.text
    assert window.reader.page.place()[:2] == place[:2]
    assert any(one.text == "Mục 3 sửa đổi" for one in window.reader.page.typeset.headings)
    assert [one.annotation.note for one in window.session.notes.all()] == ["của tôi"]


def test_the_same_edition_is_not_offered_twice(window, bench, qtbot):
    renew(bench)
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    window.renewal.bar.hide()
    window.renewal.look()
    settle(qtbot, window)
    assert not window.renewal.bar.isVisible()


def test_an_edition_that_cannot_be_opened_leaves_the_open_one(window, bench, qtbot):
    renew(bench)
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    for catalogue in bench.library.glob("editions/00000002/catalog.sqlite"):
        catalogue.write_bytes(b"junk" * 100)
    [button] = [one for one in window.renewal.bar.findChildren(QPushButton) if one.isVisible()]
    with qtbot.waitSignal(window.session.jobs.job_failed):
        button.click()
    settle(qtbot, window)
    assert window.session.edition.number == 1
    assert not window.reader.is_blank
    assert "catalog.sqlite" in window.reader.notice.text


def test_a_place_whose_block_is_gone_is_found_by_its_share(window, bench, qtbot):
    share = window.reader.page.share()
    window.tabs.turn(1)
    settle(qtbot, window)
    window.tabs.tabs[0].block = "gone"
    window.tabs.turn(0)
    settle(qtbot, window)
    assert abs(window.reader.page.share() - share) < 0.02


def test_a_window_that_ignores_its_renewals_reads_on(open_window, bench, qtbot):
    window = open_window("dai", library=bench.library)
    live = window.session.edition.number
    for at in range(3):
        text = bench.file("dai").read_text(encoding="utf-8")
        bench.file("dai").write_text(f"{text}\nĐoạn {at}.\n", encoding="utf-8")
        bench.build()
    window.tabs.open("khung-hoang")
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"
    window.finding.ask_and_open("rà soát")
    settle(qtbot, window)
    assert window.session.card.id == "huong-dan"
    assert window.session.edition.number == live
    library = Library(bench.library)
    assert len(library.editions()) == 4
    window.close()
    library.sweep()
    assert len(library.editions()) == 2
