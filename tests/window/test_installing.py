"""Packages in the window: noticed, confirmed once, installed beside the reading, taken back."""

import shutil
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.library.editions.library import Library
from desktop.library.reader.annotations import annotations
from desktop.library.reader.state import ReaderState
from desktop.library.releases.receipts import read_receipts
from desktop.library.releases.slip import read_slip
from desktop.library.schema import FrontMatter
from desktop.library.workspace.front_matter import dump
from desktop.window.main import parser
from desktop.window.raising import raise_for
from desktop.window.refusing import RefusalSheet, advice, heading
from desktop.window.single import Wish
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.package_sheet import PackageSheet, ReceiptForm, RollbackForm, RootForm
from tests.library.releases.conftest import Desk
from tests.window.released import Laptop, dialog, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise")
]


@pytest.fixture
def desk(library_folder, tmp_path):
    """The desk of an office whose workspace is the small library's."""
    workspace = tmp_path / "soạn"
    shutil.copytree(library_folder.parent / "soạn", workspace)
    return Desk(workspace, tmp_path / "bàn")


@pytest.fixture
def laptop(desk, tmp_path):
    return Laptop(desk, tmp_path / "máy")


@pytest.fixture
def window(open_window, laptop):
    """A window on a laptop that has the first edition, with a document open."""
    laptop.begin()
    made = open_window("khung-hoang", library=laptop.library)
    laptop.join(made)
    return made


def look(qtbot, window):
    with qtbot.waitSignal(window.noticing.looked, timeout=60_000):
        qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)  # a look of its own may have ended first


def installed(qtbot, window, do):
    with qtbot.waitSignal(window.installing.installed, timeout=60_000):
        do()
    settle(qtbot, window)


# the first package


def test_a_machine_without_a_library_gets_one(open_window, qtbot, laptop):
    window = open_window(library=laptop.library)
    laptop.join(window)
    laptop.bring(notes="Đợt đầu tiên")
    assert window.reader.is_blank
    look(qtbot, window)
    assert "trên usb" in window.noticing.bar.text
    press(qtbot, window.noticing.bar, "Xem có gì mới")
    form = dialog(qtbot, window, RootForm)
    qtbot.keyClicks(form.field, "mot hai ba")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert "3 từ" in form.wrong
    form.field.setText(laptop.words.replace(laptop.words.split()[0], "sai", 1))
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert "không khớp" in form.wrong
    assert not (laptop.library / "current").exists()
    form.field.setText(laptop.words.upper())
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    sheet = dialog(qtbot, window, PackageSheet)
    assert "Đợt đầu tiên" in sheet.words
    assert "vừa xác nhận" in sheet.words
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    assert window.documents.model.rowCount() == 4
    assert window.session.edition.number == Library(laptop.library).manifest().number
    assert not window.reader.shows(window.reader.blank)
    assert "Đã cài đợt" in window.installing.bar.text


def test_the_first_page_leads_to_a_package(open_window, qtbot, laptop):
    window = open_window(library=laptop.library)
    with qtbot.waitSignal(window.installing.asked) as asked:
        press(qtbot, window.reader.blank, "Mở gói cập nhật…")
    [files] = asked.args
    assert isinstance(files, QFileDialog)
    files.reject()
    window.installing.take(laptop.bring())
    form = dialog(qtbot, window, RootForm)
    form.reject()
    settle(qtbot, window)
    assert not Library(laptop.library).exists()


# the next one


def test_an_update_is_noticed_told_and_installed_while_one_reads(window, qtbot, laptop):
    page = window.reader.page
    leaf = next(leaf for leaf in page.typeset.leaves if "người trực ban" in leaf.text)
    window.session.notes.add([(leaf.block, 0, 4)], "idea", "Hỏi lại")
    other = next(leaf for leaf in page.typeset.leaves if "nhà văn hóa" in leaf.text)
    window.session.notes.add([(other.block, 0, 4)], "idea", "")
    settle(qtbot, window)
    live = window.session.edition.number
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    laptop.bring(since=live, notes="Sửa một đoạn")
    look(qtbot, window)
    assert f"đợt {live + 1}" in window.noticing.bar.text
    assert not window.noticing.bar.passing
    assert window.session.card.id == "khung-hoang"
    press(qtbot, window.noticing.bar, "Xem có gì mới")
    sheet = dialog(qtbot, window, PackageSheet)
    for text in (f"Đợt {live} → đợt {live + 1}", "Chữ ký hợp lệ", "Sửa một đoạn",
                 "1 tài liệu cập nhật", "Xử lý khủng hoảng", "1 trong 2 ghi chú",
                 f"đợt {live} vẫn dùng được"):  # fmt: skip
        assert text in sheet.words
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    assert window.session.edition.number == live
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.session.library_opened):
        press(qtbot, window.renewal.bar, "Mở")
    settle(qtbot, window)
    assert window.session.edition.number == live + 1
    assert not window.installing.strip.isVisible()
    press(qtbot, window.installing.bar, "Để lại biên nhận")
    form = dialog(qtbot, window, ReceiptForm)
    qtbot.keyClicks(form.field, "Xa A")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    [receipt], problems = read_receipts(laptop.stick)
    assert (receipt.edition, receipt.label, problems) == (live + 1, "Xa A", [])


def test_what_was_looked_at_is_not_told_again(window, qtbot, laptop):
    look(qtbot, window)
    assert "Không thấy gói" in window.noticing.bar.text
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    laptop.bring()
    look(qtbot, window)
    window.noticing.bar.hide()
    with qtbot.waitSignal(window.noticing.looked):
        window.noticing.look()
    settle(qtbot, window)
    assert not window.noticing.bar.isVisible()
    look(qtbot, window)
    assert window.noticing.bar.isVisible()


def test_a_stick_that_is_put_in_is_noticed_while_the_window_is_in_use(window, qtbot, laptop):
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    laptop.bring()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.noticing.looked, timeout=20_000):
        pass
    qtbot.waitUntil(window.noticing.bar.isVisible, timeout=20_000)


def test_nothing_is_told_over_the_lectern(window, qtbot, laptop):
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    laptop.bring()
    window.deeds["lectern"].trigger()
    view = window.lectern.view
    window.noticing.look()
    qtbot.waitUntil(window.noticing.bar.isVisible, timeout=20_000)
    assert view.findChildren(Notice) == []
    assert window.noticing.bar.window() is window
    assert view.isActiveWindow()
    view.close()
    settle(qtbot, window)


def test_a_package_may_be_dropped_on_the_window(window, qtbot, laptop):
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(laptop.bring()))])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(QPoint(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
        assert event.isAccepted()
    sheet = dialog(qtbot, window, PackageSheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.session.edition.number == Library(laptop.library).manifest().number


def test_another_start_brings_a_package_to_the_window(window, qtbot, laptop):
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    asked = parser().parse_args([str(laptop.bring()), "--library", str(laptop.library)])
    raise_for(window, Wish(str(asked.library.resolve()), package=str(asked.package)))
    sheet = dialog(qtbot, window, PackageSheet)
    sheet.reject()
    settle(qtbot, window)


def test_cancelling_keeps_the_edition(window, qtbot, laptop):
    live = window.session.edition.number
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    window.installing.take(laptop.bring())
    sheet = dialog(qtbot, window, PackageSheet)
    held = threading.Event()
    window.session.jobs.carry(held.wait)
    qtbot.keyClick(sheet.take, Qt.Key.Key_Return)
    qtbot.waitUntil(window.installing.strip.isVisible)
    assert f"Đang cài đợt {live + 1}" in window.installing.strip.text
    press(qtbot, window.installing.strip, f"Hủy và giữ đợt {live}")
    assert "Đang dừng" in window.installing.strip.text
    with qtbot.waitSignal(window.installing.ended, timeout=60_000):
        held.set()
    settle(qtbot, window)
    assert f"Vẫn dùng đợt {live}" in window.installing.bar.text
    assert Library(laptop.library).manifest().number == live
    assert not window.installing.strip.isVisible()


def test_one_may_go_back(window, qtbot, laptop):
    live = window.session.edition.number
    window.deeds["rollback"].trigger()
    settle(qtbot, window)
    assert "Không có đợt" in window.installing.bar.text
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    window.installing.take(laptop.bring())
    sheet = dialog(qtbot, window, PackageSheet)
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.session.library_opened):
        press(qtbot, window.renewal.bar, "Mở")
    settle(qtbot, window)
    window.deeds["rollback"].trigger()
    form = dialog(qtbot, window, RollbackForm)
    with qtbot.waitSignal(window.session.library_opened, timeout=60_000):
        qtbot.keyClick(form, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.edition.number == live
    assert f"đợt {live}" in window.installing.bar.text


# refusals


def refused(qtbot, window, file):
    window.installing.take(file)
    return dialog(qtbot, window, RefusalSheet)


def test_a_stranger_and_a_forger_are_told_apart(window, qtbot, laptop, tmp_path):
    trust = {
        path: path.read_bytes() for path in (laptop.library / "trust").rglob("*") if path.is_file()
    }
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    file = laptop.bring()
    shutil.copytree(laptop.desk.workspace.folder, tmp_path / "lạ" / "soạn")
    shutil.rmtree(tmp_path / "lạ" / "soạn" / "releases")
    stranger = Laptop(Desk(tmp_path / "lạ" / "soạn", tmp_path / "lạ" / "bàn"), tmp_path / "lạ2")
    sheet = refused(qtbot, window, stranger.bring())
    assert "Không xác nhận được nơi phát hành" in sheet.words
    assert laptop.words in sheet.words
    assert stranger.words in sheet.words
    assert "không thay đổi" in sheet.words
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(qtbot, window)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    window.installing.take(file)
    sheet = dialog(qtbot, window, PackageSheet)
    qtbot.keyClick(sheet.take, Qt.Key.Key_Return)
    sheet = dialog(qtbot, window, RefusalSheet)
    assert "Gói đã bị thay đổi sau khi ký" in sheet.words
    assert "Không xác nhận được" not in sheet.words
    press(qtbot, sheet, "Sao chép thông tin lỗi")
    assert "package_altered" in QApplication.clipboard().text()
    assert not [one for one in sheet.words.splitlines() if one.startswith("Cài")]
    assert trust == {path: path.read_bytes() for path in trust}


def test_a_package_for_another_edition_leads_to_a_slip(window, qtbot, laptop):
    live = window.session.edition.number
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    laptop.desk.release()
    laptop.desk.edit("khung-hoang", "làm bốn việc", "làm năm việc")
    sheet = refused(qtbot, window, laptop.bring(since=live + 1))
    assert "cần một đợt khác làm gốc" in sheet.words
    with qtbot.waitSignal(window.installing.asked) as asked:
        press(qtbot, sheet, "Ghi phiếu yêu cầu…")
    [files] = asked.args
    [chosen] = files.selectedFiles()
    assert chosen.startswith(str(laptop.stick))
    files.accept()
    settle(qtbot, window)
    [slip] = laptop.stick.glob("*.briefslip")
    assert read_slip(slip).edition == live
    assert slip.name in window.installing.bar.text


def test_an_older_package_says_which(window, qtbot, laptop):
    live = window.session.edition.number
    old = laptop.stick / "cu.briefpack"
    shutil.copy(next(laptop.desk.folder.glob("*.briefpack")), old)
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    window.installing.take(laptop.bring())
    sheet = dialog(qtbot, window, PackageSheet)
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    sheet = refused(qtbot, window, old)
    assert "cũ hơn" in sheet.words
    assert f"Đợt {live}" in sheet.words
    assert f"Đợt {live + 1}, không thay đổi" in sheet.words


def test_a_stick_that_is_pulled_out_and_a_file_that_is_none(window, qtbot, laptop):
    sheet = refused(qtbot, window, laptop.stick / "mat.briefpack")
    assert "Cắm lại USB" in sheet.words
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(qtbot, window)
    other = laptop.stick / "khac.briefpack"
    other.write_text("khác", encoding="utf-8")
    sheet = refused(qtbot, window, other)
    assert "không phải gói cập nhật" in sheet.words


def test_a_clock_that_is_wrong_is_told(window, qtbot, laptop):
    laptop.desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    file = laptop.bring()
    late = window.installing.clock().replace(year=2030)
    window.installing.clock = lambda: late
    sheet = refused(qtbot, window, file)
    assert "hết hạn" in sheet.words
    assert "Xem ngày của máy này" in sheet.words


WITHDRAWN = "status: withdrawn\nstatus_reason: Sai số liệu.\n"
CAUSES = [
    "package_altered", "package_incomplete", "package_newer", "package_older", "package_expired",
    "package_unsound", "package_foreign", "package_gone", "package_base", "package_needs_whole",
    "issuer_unknown", "key_revoked", "root_untrusted", "threshold_unmet", "disk_full",
]  # fmt: skip


def test_each_cause_has_a_heading_of_its_own_and_something_to_do(app):
    heads = {heading(code) for code in CAUSES}
    assert len(heads) == len(CAUSES)
    assert heading("whatever_else") not in heads
    assert all(advice(code) for code in (*CAUSES, "whatever_else"))


# what an edition takes away


def test_superseded_stays_with_the_way_to_its_successor(window, qtbot, laptop):
    conferences = laptop.desk.workspace.folder / "conferences" / "hoi-nghi"
    front = FrontMatter(id="moi", title="Bản thay thế", order=9, supersedes=("khung-hoang",))
    (conferences / "moi.md").write_text(dump(front, "Nội dung thay thế."), encoding="utf-8")
    window.installing.take(laptop.bring(since=window.session.edition.number))
    sheet = dialog(qtbot, window, PackageSheet)
    assert "1 tài liệu mới\nBản thay thế" in sheet.words
    assert "1 tài liệu được thay thế\nXử lý khủng hoảng" in sheet.words
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.session.library_opened):
        press(qtbot, window.renewal.bar, "Mở")
    settle(qtbot, window)
    card = window.session.edition.card("khung-hoang")
    assert (card.status, card.superseded_by) == ("superseded", "moi")
    assert card.number in window.session.contents.newest
    window.finding.put("khủng hoảng truyền thông")
    qtbot.waitUntil(lambda: window.finding.active and window.settled, timeout=60_000)
    assert "khung-hoang" in [hit.id for hit in window.results.found.hits]
    window.finding.leave()
    window.session.open_document("khung-hoang")
    settle(qtbot, window)
    press(qtbot, window.reader.banner, "Mở tài liệu thay thế")
    qtbot.waitUntil(lambda: window.settled and window.session.card.id == "moi")


def test_withdrawn_leaves_shelves_and_search_and_its_notes_stay(window, qtbot, laptop):
    state = window.session.keeper.folder
    leaf = window.reader.page.typeset.leaves[0]
    window.session.notes.add([(leaf.block, 0, 4)], "idea", "của tôi")
    settle(qtbot, window)
    laptop.desk.edit("khung-hoang", "title: ", f"{WITHDRAWN}title: ")
    window.installing.take(laptop.bring())
    sheet = dialog(qtbot, window, PackageSheet)
    assert "1 tài liệu thu hồi" in sheet.words
    installed(qtbot, window, lambda: qtbot.keyClick(sheet.take, Qt.Key.Key_Return))
    qtbot.waitUntil(window.renewal.bar.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.session.library_opened):
        press(qtbot, window.renewal.bar, "Mở")
    settle(qtbot, window)
    contents = window.session.contents
    card = window.session.edition.card("khung-hoang")
    assert card.status == "withdrawn"
    assert card.number not in contents.newest
    assert card.number in contents.withdrawn
    assert all(card.number not in numbers for _, numbers in contents.conferences)
    window.finding.put("khủng hoảng truyền thông")
    qtbot.waitUntil(lambda: window.finding.active and window.settled, timeout=60_000)
    assert "khung-hoang" not in [hit.id for hit in window.results.found.hits]
    window.finding.leave()
    window.session.open_document("khung-hoang")
    settle(qtbot, window)
    assert "Sai số liệu." in window.reader.banner.text
    assert [one.annotation.note for one in window.session.notes.all()] == ["của tôi"]
    with ReaderState(state) as held:
        assert len(annotations(held, window.session.edition.library)) == 1
