"""Disk full, folder locked, printer gone: said in words, nothing by halves, the draft kept."""

import os
import tempfile

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.register import Register
from desktop.library.reader.state import ReaderState
from desktop.window.composing.drafts import Copies
from desktop.window.composing.outgoing import Run
from desktop.window.composing.print_form import PrintWish
from tests.faults.small_disk import fill, remount, small_disk

pytestmark = [
    pytest.mark.gui,
    pytest.mark.slow,
    pytest.mark.qt_log_ignore(
        "propagateSizeHints", "grabbing the keyboard", "support raise", "QPainter", "QPdf"
    ),
]
PATIENCE_MS = 60_000
KEPT = ["Loa truyền thanh", "Bản tin kế tiếp"]
FULL = {"vi": "Ổ đĩa đã đầy", "en": "The disk is full"}
LOCKED = {"vi": "Không có quyền đọc hoặc ghi", "en": "No permission to read or write"}


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "đĩa", "1m") as folder:
        yield folder


@pytest.fixture(params=["vi", "en"])
def composed(bench, request):
    """The composer over two passages, in a language."""
    made = bench(language=request.param)
    made.language = request.param
    made.collect(*KEPT)
    made.compose()
    return made


def export(at, form, folder):
    """Asks for a file as a person does, and waits until it is refused."""
    at.pane.form_requested.emit(form)
    dialog = at.dialog(QFileDialog)
    dialog.setDirectory(str(folder))
    dialog.selectFile(f"bản.{dialog.defaultSuffix()}")
    with at.qtbot.waitSignal(at.window.handing.refused, timeout=PATIENCE_MS):
        dialog.done(QFileDialog.DialogCode.Accepted)
        dialog.fileSelected.emit(str(folder / f"bản.{dialog.defaultSuffix()}"))
    at.settle()


def to_file(target):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def run_of(at, **wish):
    order = at.composer.proofing.order(at.window.session.edition, at.drafts.current)
    return Run(at.composer.proof.paper, order, PrintWish(**wish), at.window)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_full_disk_takes_no_half_of_a_file(composed, disk, form):
    at = composed
    before = disk / f"bản.{form}"
    before.write_bytes(b"old")
    fill(disk)
    export(at, form, disk)
    notice = at.window.reader.notice
    assert notice.isVisible()
    assert FULL[at.language] in notice.text
    assert before.read_bytes() == b"old"
    assert {path.name for path in disk.iterdir()} == {before.name, "filler"}
    assert at.quotes == KEPT
    assert not at.drafts.unsaved


def test_a_folder_that_cannot_be_written_is_named(composed, disk):
    at = composed
    remount(disk, "ro")
    export(at, "pdf", disk)
    assert LOCKED[at.language] in at.window.reader.notice.text
    assert str(disk) in at.window.reader.notice.text
    remount(disk, "rw")
    assert list(disk.iterdir()) == []
    assert at.quotes == KEPT


@pytest.mark.parametrize("left", [0, 1 << 12])
def test_a_printer_to_a_file_on_a_full_disk_leaves_no_half(composed, disk, left):
    at = composed
    filler = fill(disk)
    os.truncate(filler, filler.stat().st_size - left)
    with at.qtbot.waitSignal(at.window.handing.refused, timeout=PATIENCE_MS):
        at.composer.outgoing.send(run_of(at), to_file(disk / "giấy.pdf"))
    at.settle()
    assert FULL[at.language] in at.window.reader.notice.text
    assert [path.name for path in disk.iterdir()] == ["filler"]
    assert at.quotes == KEPT


@pytest.mark.parametrize("left", [0, 1 << 14])
def test_no_room_to_work_in_is_said_and_the_pages_come_once_there_is(
    composed, disk, monkeypatch, left
):
    at = composed
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(tempfile, "tempdir", str(disk))
        filler = fill(disk)
        os.truncate(filler, filler.stat().st_size - left)
        with at.qtbot.waitSignal(at.window.handing.refused, timeout=PATIENCE_MS):
            at.composer.outgoing.send(run_of(at), to_file(disk.parent / "giấy.pdf"))
        at.settle()
        assert FULL[at.language] in at.window.reader.notice.text
        assert not (disk.parent / "giấy.pdf").exists()
        filler.unlink()
        with at.qtbot.waitSignal(at.window.handing.ended, timeout=PATIENCE_MS):
            at.composer.outgoing.send(run_of(at), to_file(disk.parent / "giấy.pdf"))
        at.settle()
    assert (disk.parent / "giấy.pdf").read_bytes().startswith(b"%PDF")
    assert at.quotes == KEPT


def test_the_composer_says_so_when_there_is_no_room_for_the_pages(bench, disk, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(disk))
    at = bench()
    at.collect(*KEPT)
    filler = fill(disk)
    at.compose()
    assert FULL["vi"] in at.pane.notice.text
    assert at.quotes == KEPT
    filler.unlink()
    at.pane.options.template.picked.emit("large")
    at.settle()
    assert at.pane.notice.isHidden()
    assert at.composer.proof is not None


def test_a_printer_gone_between_copies_says_how_many_went_and_prints_the_rest(
    composed, tmp_path, state_folder
):
    at = composed
    at.drafts.set_copies(Copies(number=3, marked="foot"), "number")
    at.settle()
    (tmp_path / "in-02.pdf").mkdir()
    outgoing = at.composer.outgoing
    with at.qtbot.waitSignals(
        [at.window.handing.offered, at.composer.register_changed], timeout=PATIENCE_MS
    ):
        outgoing.send(run_of(at), to_file(tmp_path / "in.pdf"))
    at.settle()
    notice = at.window.reader.notice
    assert notice.text.startswith(
        {"vi": "Đã gửi 1 bản đến máy in.", "en": "1 copy sent to the printer."}[at.language]
    )
    with ReaderState(state_folder) as state:
        [handing] = Register(state).handings()
        assert [copy.number for copy in Register(state).copies(handing.id)] == [1]
    (tmp_path / "in-02.pdf").rmdir()
    notice._act.click()
    dialog = at.dialog(QPrintDialog)
    assert sorted(path.name for path in tmp_path.glob("in*")) == ["in-01.pdf"]
    dialog.reject()
    assert at.quotes == KEPT


def test_copies_that_could_not_be_noted_are_noted_once_there_is_room(
    composed, tmp_path, monkeypatch, state_folder
):
    at = composed
    at.drafts.set_copies(Copies(number=2, marked="foot"), "number")
    at.settle()

    def full(*_):
        raise EnvironmentFault("disk_full", path=state_folder)

    with monkeypatch.context() as fault:
        fault.setattr(Register, "record", full)
        with at.qtbot.waitSignal(at.window.handing.offered, timeout=PATIENCE_MS):
            at.composer.outgoing.send(run_of(at), to_file(tmp_path / "in.pdf"))
        at.settle()
    notice = at.window.reader.notice
    assert notice.text.startswith(
        {
            "vi": "Các bản chưa được ghi vào sổ.",
            "en": "The copies are not in the register yet.",
        }[at.language]
    )
    with at.qtbot.waitSignal(at.composer.register_changed, timeout=PATIENCE_MS):
        notice._act.click()
    at.settle()
    with ReaderState(state_folder) as state:
        [handing] = Register(state).handings()
        assert [copy.number for copy in Register(state).copies(handing.id)] == [1, 2]
