"""Numbered copies for recipients: the list, the printer, the pile that is turned, the register."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from desktop.library.reader.register import Register
from desktop.library.reader.state import ReaderState
from desktop.window.composing.outgoing import Run, file_name
from desktop.window.composing.print_form import PrintForm, PrintWish, numbers_of
from desktop.window.composing.recipients_sheet import RecipientsSheet

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
CONTROL = Qt.KeyboardModifier.ControlModifier


def give(at, path, text):
    """Reads a file of recipients into the sheet, and keeps the list."""
    path.write_text(text, encoding="utf-8")
    at.pane.options.recipients_requested.emit()
    sheet = at.dialog(RecipientsSheet)
    sheet.read_requested.emit(str(path))
    at.settle()
    return sheet


@pytest.fixture
def numbered(composing, tmp_path):
    """A handout whose three copies are for two places."""
    sheet = give(composing, tmp_path / "Các thôn.csv", "name,unit,copies\nThôn 1,,1\nThôn 3,Xã,2\n")
    assert sheet.name.text() == "Các thôn"
    sheet._keep()
    composing.settle()
    return composing


def to_file(target):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def run_of(at, **wish):
    session, work = at.window.session, at.drafts.current
    order = at.composer.proofing.order(session.edition, work)
    return Run(at.composer.proof.paper, order, PrintWish(**wish), at.window)


def test_a_list_of_recipients_numbers_the_copies(numbered):
    at = numbered
    copies = at.drafts.current.copies
    assert copies.marked == "foot"
    assert at.pane.summary.text() == "3 bản × 1 trang = 3 tờ A4, in một mặt"
    assert at.pane.preview.where.endswith("bản số 01 – Thôn 1")
    assert at.pane.options.recipients.currentText() == "Các thôn · 2 nơi nhận"
    assert not at.pane.options.number.isEnabled()
    text = at.composer.proof.shown.text(0)
    assert "Giao cho: Thôn 1" in " ".join(text.split())


def test_the_master_leaves_the_number_blank(numbered):
    at = numbered
    at.pane.options.boxes["master"].click()
    at.settle()
    assert "để trống" in at.pane.preview.where
    assert "……" in at.composer.proof.shown.text(0)


def test_what_is_wrong_with_a_file_is_said_in_the_sheet(composing, tmp_path):
    sheet = give(composing, tmp_path / "a.csv", "name,unit,copies\nThôn 1,,không\n")
    assert "a.csv:2" in sheet.wrong
    sheet.rows.setRowCount(0)
    sheet._keep()
    assert sheet.isVisible()
    sheet.reject()


def test_each_numbered_copy_is_a_job_and_stands_in_the_register(
    numbered, qtbot, tmp_path, state_folder
):
    at = numbered
    at.activate()
    at.press(at.window, Qt.Key.Key_P, CONTROL)
    form = at.dialog(PrintForm)
    form.numbers.setText("4")
    form._choose()
    assert form.wrong
    form.numbers.setText("1, 3")
    form._choose()
    dialog = at.dialog(QPrintDialog)
    dialog.reject()
    with qtbot.waitSignal(at.composer.register_changed):
        at.composer.outgoing.send(run_of(at, numbers=(1, 3)), to_file(tmp_path / "in.pdf"))
    at.settle()
    assert sorted(path.name for path in tmp_path.glob("in*")) == ["in-01.pdf", "in-03.pdf"]
    assert at.window.reader.notice.text == "Đã gửi 2 bản đến máy in."
    with qtbot.waitSignal(at.composer.register_changed):
        at.composer.outgoing.send(run_of(at), to_file(tmp_path / "in.pdf"))
    at.settle()
    with ReaderState(state_folder) as state:
        register = Register(state)
        [handing] = register.handings()
        held = register.copies(handing.id)
    assert [(copy.number, copy.name) for copy in held] == [
        (1, "Thôn 1"),
        (2, "Thôn 3"),
        (3, "Thôn 3"),
    ]
    assert (handing.facts.of, handing.facts.pages) == (3, 1)


def test_the_pile_is_turned_between_fronts_and_backs(bench, qtbot, tmp_path):
    at = bench("dai")
    at.window.collecting.whole("dai")
    at.settle()
    at.compose()
    at.pane.options.choices["sides"].picked.emit("2")
    at.settle()
    pages = at.composer.proof.paper.pages
    at.composer.outgoing.send(run_of(at, turning=True), to_file(tmp_path / "a.pdf"))
    qtbot.waitUntil(lambda: at.composer.outgoing.turning is not None)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as fronts:
        assert len(fronts) == -(-pages // 2)
    with qtbot.waitSignal(at.window.handing.ended):
        at.composer.outgoing.turning.accept()
    at.settle()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as backs:
        assert len(backs) == -(-pages // 2)


@pytest.mark.qt_log_ignore("QPainter", "QPdf", "support", "propagateSizeHints")
def test_a_printer_that_fails_keeps_the_draft(composing, qtbot, tmp_path):
    at = composing
    printer = to_file(tmp_path / "không có" / "a.pdf")
    with qtbot.waitSignal(at.window.handing.refused):
        at.composer.outgoing.send(run_of(at), printer)
    at.settle()
    assert at.quotes == ["Loa truyền thanh", "Bản tin kế tiếp"]
    assert at.window.reader.notice.warns


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ()),
        ("7", (7,)),
        ("3-5, 12", (3, 4, 5, 12)),
        ("3–4; 3", (3, 4)),
        ("0", None),
        ("5-3", None),
        ("13", None),
        ("a", None),
        ("1-2-3", None),
    ],
)
def test_copies_are_named_by_numbers_and_ranges(text, numbers):
    assert numbers_of(text, 12) == numbers


def test_a_title_becomes_a_name_that_every_system_takes(app):
    assert file_name('Giao ban: "bão" / lũ?\n') == "Giao ban bão lũ"
    assert file_name("///") == "ban-soan"


def test_folded_copies_share_no_sheet_in_a_file(numbered, qtbot, tmp_path):
    at = numbered
    at.pane.options.choices["layout"].picked.emit("booklet")
    at.settle()
    order = at.composer.proofing.order(at.window.session.edition, at.drafts.current)
    path = tmp_path / "sổ gấp.pdf"
    with qtbot.waitSignal(at.window.handing.ended):
        at.composer.outgoing.save(order, "pdf", path)
    at.settle()
    with pypdfium2.PdfDocument(path) as pdf:
        sides = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    assert len(sides) == 6
    assert [number for number in ("01/3", "02/3", "03/3") if number in sides[0] + sides[1]] == [
        "01/3"
    ]


def test_a_recipients_name_without_a_glyph_is_asked_about(composing, tmp_path):
    at = composing
    give(at, tmp_path / "tổ.csv", "name,unit,copies\nTổ 🙂,,1\n")._keep()
    at.settle()
    notice = at.pane.notice
    assert "SLIGHTLY SMILING FACE" in notice.text
    notice._act.click()
    at.settle()
    assert notice.isHidden()
    assert "Giao cho: Tổ □" in " ".join(at.composer.proof.shown.text(0).split())
