"""The walk goes on: over packages, over what is refused, and through the librarians' window."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from tests.library.releases.conftest import NOW, Desk
from tests.window.released import Laptop
from tests.window.test_walk import COMBINATIONS, HEIGHT, WIDTH, Walk, close, opened, settle

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints", "support raise")]


@pytest.fixture
def laptop(library_folder, tmp_path):
    workspace = tmp_path / "soạn"
    shutil.copytree(library_folder.parent / "soạn", workspace)
    return Laptop(Desk(workspace, tmp_path / "bàn"), tmp_path / "máy")


def sheets(window, qtbot, laptop):
    """Each sheet that a package brings up, by its name."""
    installing = window.installing
    live = window.session.edition.number
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    delta = laptop.bring(since=live, notes="Sửa một đoạn trong tài liệu về truyền thông. " * 4)
    installing.take(delta)
    yield "package", opened(qtbot, window)
    laptop.desk.edit("khung-hoang", "làm bốn việc", "làm năm việc")
    installing.take(laptop.bring(since=live + 1))
    yield "needs another edition", opened(qtbot, window)
    data = bytearray(delta.read_bytes())
    data[-1] ^= 1
    delta.write_bytes(data)
    installing.take(delta)
    yield "altered", opened(qtbot, window)
    shutil.rmtree(laptop.library / "trust")
    installing.take(laptop.bring())
    yield "root", opened(qtbot, window)
    installing.ask_receipt(laptop.stick)
    yield "receipt", opened(qtbot, window)


def bars(window, qtbot, laptop):
    """What is told above and below the page, without asking for anything."""
    with qtbot.waitSignal(window.noticing.looked, timeout=60_000):
        window.noticing.look(asked=True)
    yield "noticed"
    window.installing.strip.begin("Đang cài đợt 8", "Hủy và giữ đợt 7")
    window.installing.strip.tell("Cài đợt mới", 40, 100)
    qtbot.waitUntil(window.installing.strip.isVisible)
    yield "installing"
    window.installing.strip.end()


@pytest.mark.parametrize(("language", "size"), COMBINATIONS)
def test_a_reader_stumbles_over_no_package(open_window, qtbot, laptop, language, size):
    laptop.begin()
    window = open_window("khung-hoang", library=laptop.library, language=language, size=size)
    laptop.join(window)
    window.resize(WIDTH, HEIGHT)
    walk = Walk(window, size)
    for state, dialog in sheets(window, qtbot, laptop):
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        walk.look(dialog, state, keyboard=(walk.worn,))
        close(qtbot, window, dialog)
    for state in bars(window, qtbot, laptop):
        settle(qtbot, window)
        walk.look(window, state)
    assert walk.faults == {}


@pytest.mark.parametrize(("language", "size"), COMBINATIONS)
def test_nor_does_a_librarian(open_window, qtbot, laptop, language, size):
    laptop.begin()
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    window = open_window("khung-hoang", language=language, size=size)
    window.deeds["office"].trigger()
    settle(qtbot, window)
    office = window.librarian.releasing
    office.clock = lambda: NOW
    for do in (lambda: office.open_workspace(laptop.desk.workspace.folder), office.check):
        with qtbot.waitSignal(office.ended, timeout=60_000):
            do()
    settle(qtbot, window)
    view = office.view
    view.resize(min(view.width(), WIDTH), min(view.height(), HEIGHT))
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    walk = Walk(window, size)
    for at in range(3):
        view.tabs.setCurrentIndex(at)
        QApplication.sendPostedEvents()
        walk.look(view, f"office {at + 1}", keyboard=(walk.worn,))
    assert walk.faults == {}
