"""Numbered copies on a real printer: each a job of its own, in order, and noted in the register."""

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

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


def test_each_copy_is_a_job_of_its_own(numbered, qtbot, monkeypatch, state_folder):  # noqa: F811
    at = numbered
    with printing_room() as room:
        room.lead_here(monkeypatch)
        printer = QPrinter(QPrinterInfo.printerInfo(PRINTER), QPrinter.PrinterMode.HighResolution)
        assert printer.printerName() == PRINTER
        run = run_of(at)
        outgoing = at.composer.outgoing
        outgoing.send(run, printer)
        qtbot.waitUntil(lambda: len(run.printed) == 3, timeout=60_000)
        at.settle()
        jobs = room.finished()
    assert [job.title for job in jobs] == [job_name(run, copy) for copy in run.copies]
    for job in jobs:
        file = PdfFile(job.pdf)
        assert len(file.sizes) == 1
        file.close()
    with ReaderState(state_folder) as state:
        register = Register(state)
        [handing] = register.handings()
        assert [copy.number for copy in register.copies(handing.id)] == [1, 2, 3]
