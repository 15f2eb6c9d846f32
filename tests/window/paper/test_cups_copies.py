"""Numbered copies on a real printer: each a job of its own, in order, and noted in the register."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from desktop.library.pdf import PdfFile
from desktop.library.reader.register import Register
from desktop.library.reader.state import ReaderState
from desktop.window.composing.outgoing import job_name
from tests.window.composing.conftest import bench, composing  # noqa: F401 - fixtures
from tests.window.composing.test_outgoing import numbered, run_of  # noqa: F401 - a fixture
from tests.window.paper.printing_room import PRINTER, missing, printing_room

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]


def the_printer():
    printer = QPrinter(QPrinterInfo.printerInfo(PRINTER), QPrinter.PrinterMode.HighResolution)
    assert printer.printerName() == PRINTER
    return printer


def registered(state_folder):
    """The numbers of the copies that the register has of the only handing."""
    with ReaderState(state_folder) as state:
        register = Register(state)
        [handing] = register.handings()
        return [copy.number for copy in register.copies(handing.id)]


def test_each_copy_is_a_job_of_its_own(numbered, qtbot, monkeypatch, state_folder):  # noqa: F811
    at = numbered
    with printing_room() as room:
        room.lead_here(monkeypatch)
        run = run_of(at)
        at.composer.outgoing.send(run, the_printer())
        qtbot.waitUntil(lambda: len(run.printed) == 3, timeout=60_000)
        at.settle()
        jobs = room.finished()
    assert [job.title for job in jobs] == [job_name(run, copy) for copy in run.copies]
    for job in jobs:
        file = PdfFile(job.pdf)
        assert len(file.sizes) == 1
        file.close()
    assert registered(state_folder) == [1, 2, 3]


def test_a_printer_taken_away_between_two_copies(numbered, qtbot, monkeypatch, state_folder):  # noqa: F811
    at = numbered
    outgoing, handing = at.composer.outgoing, at.window.handing
    with printing_room() as room:
        room.lead_here(monkeypatch)
        run = run_of(at)

        def take_away(name, _page, _pages):
            """On the worker that prints, as its second copy begins: the first is on paper."""
            if name == job_name(run, run.copies[1]):
                assert [job.title for job in room.finished()] == [job_name(run, run.copies[0])]
                room.take_away()

        outgoing._at.connect(take_away, Qt.ConnectionType.DirectConnection)
        with qtbot.waitSignals([handing.offered, at.composer.register_changed], timeout=60_000):
            outgoing.send(run, the_printer())
        at.settle()
        outgoing._at.disconnect(take_away)
        notice = at.window.reader.notice
        assert notice.text.startswith("Đã gửi 1 bản đến máy in.")
        assert PRINTER in notice.text
        assert registered(state_folder) == [1]
        room.bring()
        notice._act.click()
        dialog = at.dialog(QPrintDialog)
        dialog.reject()
        with qtbot.waitSignals([handing.ended, at.composer.register_changed], timeout=60_000):
            outgoing.send(run_of(at, numbers=(2, 3)), the_printer())
        at.settle()
        titles = [job.title for job in room.finished()]
    assert titles == [job_name(run, copy) for copy in run.copies]
    assert registered(state_folder) == [1, 2, 3]
