"""The librarians' window: from a workspace to a stick, by the keyboard, with real keys."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QFileDialog

from desktop.library.editions.library import Library
from desktop.library.releases import receipts
from desktop.library.releases.install import install, root_of
from desktop.library.releases.slip import write_slip
from tests.library.releases.conftest import NOW, PASSPHRASE, Desk
from tests.window.released import press, settle

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints", "support raise")]


@pytest.fixture
def desk(library_folder, tmp_path):
    workspace = tmp_path / "soạn"
    shutil.copytree(library_folder.parent / "soạn", workspace)
    return Desk(workspace, tmp_path / "bàn")


@pytest.fixture
def window(open_window):
    return open_window("khung-hoang")


@pytest.fixture
def office(window, qtbot, desk):
    """The window, opened by its action, with the desk's workspace chosen in its dialog."""
    window.deeds["office"].trigger()
    settle(qtbot, window)
    made = window.librarian.releasing
    made.clock = lambda: NOW
    with qtbot.waitSignal(made.ended, timeout=60_000):
        made.open_workspace(desk.workspace.folder)
    return made


def through(qtbot, office, do):
    with qtbot.waitSignal(office.ended, timeout=60_000):
        do()


def built(qtbot, office):
    through(qtbot, office, lambda: press(qtbot, office.view.changes, "Kiểm tra và dựng"))


def signed(qtbot, office, desk, file, phrase=PASSPHRASE):
    signing = office.view.signing
    office.view.tabs.setCurrentIndex(1)
    signing.keys.setText(str(desk.ring.folder))
    signing.passphrase.setFocus()
    qtbot.keyClicks(signing.passphrase, phrase)
    with qtbot.waitSignal(office.asked) as asked:
        qtbot.keyClick(signing.passphrase, Qt.Key.Key_Return)
    [files] = asked.args
    assert isinstance(files, QFileDialog)
    files.selectFile(str(file))
    with qtbot.waitSignal(office.ended, timeout=60_000):
        files.accept()


def test_a_release_from_the_workspace_to_the_stick(window, office, qtbot, desk, tmp_path):
    view, file, stick = office.view, tmp_path / "goi.briefpack", tmp_path / "usb"
    stick.mkdir()
    assert not view.signing.sign.isEnabled()
    built(qtbot, office)
    assert "sẵn sàng để ký" in view.changes.summary.text()
    titles = [row.title for row in view.changes.changes.rows.shown]
    assert "Xử lý khủng hoảng truyền thông khi có bão, lũ" in titles
    view.signing.notes.setPlainText("Đợt đầu tiên")
    signed(qtbot, office, desk, file, "sai mat khau")
    assert "Sai mật khẩu khóa" in view.signing.wrong.text()
    assert "Chưa ký gì" in view.signing.wrong.text()
    assert not file.exists()
    assert view.signing.passphrase.text() == ""
    signed(qtbot, office, desk, file)
    settle(qtbot, window)
    assert "Đã ký và đóng gói đợt" in view.signing.done.text()
    through(qtbot, office, lambda: press(qtbot, view.signing, "Kiểm tra gói"))
    assert "Gói nguyên vẹn" in view.notice.text
    through(qtbot, office, lambda: office.write_to(stick))
    assert "đã đọc lại và so khớp" in view.notice.text
    [copied] = stick.iterdir()
    assert copied.read_bytes() == file.read_bytes()
    assert view.history.view.rows.shown[0].notice.notes == "Đợt đầu tiên"
    laptop = Library(tmp_path / "máy")
    install(copied, laptop, NOW, root_of(copied))
    receipts.leave(stick, laptop, NOW, "Xã A")
    with qtbot.waitSignal(office.ended, timeout=60_000):
        office.gather_from(stick)
    assert "Nhận thêm 1 biên nhận" in view.notice.text
    assert "Xã A" in view.history.receipts.text()
    office.view.tabs.setCurrentIndex(2)
    assert "1: Xã A" in view.history.view.rows.spoken(view.history.view.rows.shown[0])


def test_what_changes_is_shown_word_by_word(window, office, qtbot, desk):
    desk.release()
    desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    built(qtbot, office)
    settle(qtbot, window)
    page = office.view.changes
    assert [row.id for row in page.changes.rows.shown] == ["khung-hoang"]
    assert page.compared.isVisible()
    spoken = " ".join(row.spoken for row in page.compared.rows.shown)
    assert "“ba”" in spoken
    assert "“bốn”" in spoken


def test_what_stands_in_the_way_is_listed_and_nothing_can_be_signed(office, qtbot, desk):
    desk.edit("khung-hoang", "làm ba việc", "\n\nTỐI MẬT\n\nlàm ba việc")
    built(qtbot, office)
    page = office.view.changes
    assert "1 lỗi" in page.summary.text()
    [row] = page.problems.rows.shown
    assert "TỐI MẬT" in page.problems.rows.cell(row, 0)
    assert not office.view.signing.sign.isEnabled()
    assert not page.save_list.isEnabled()


def test_a_slip_is_answered_with_what_is_missing(window, office, qtbot, desk, tmp_path):
    first = desk.release()
    laptop = Library(tmp_path / "máy")
    install(first, laptop, NOW, root_of(first))
    write_slip(laptop, tmp_path / "a.briefslip")
    desk.edit("khung-hoang", "làm ba việc", "làm bốn việc")
    built(qtbot, office)
    office.view.signing.show_slip(tmp_path / "a.briefslip")
    file = tmp_path / "goi.briefpack"
    signed(qtbot, office, desk, file)
    settle(qtbot, window)
    assert "Dùng cho máy đang có đợt" in office.view.signing.done.text()
    through(qtbot, office, lambda: press(qtbot, office.view.signing, "Kiểm tra gói"))
    assert "Gói nguyên vẹn" in office.view.notice.text
    assert install(file, laptop, NOW).fresh


def test_the_list_to_approve_is_a_pdf(window, office, qtbot, tmp_path):
    built(qtbot, office)
    with qtbot.waitSignal(office.asked) as asked:
        press(qtbot, office.view.changes, "Lưu danh mục trình duyệt…")
    [files] = asked.args
    files.selectFile(str(tmp_path / "danh-muc.pdf"))
    files.accept()
    settle(qtbot, window)
    assert (tmp_path / "danh-muc.pdf").read_bytes().startswith(b"%PDF")


def test_the_trial_reads_what_would_be_released(office, qtbot, monkeypatch):
    started = []

    def start(program, arguments):
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    built(qtbot, office)
    press(qtbot, office.view.changes, "Mở thử như người đọc")
    [(_, arguments)] = started
    library = arguments[arguments.index("--library") + 1]
    state = arguments[arguments.index("--state") + 1]
    assert Library(Path(library)).manifest().number == office.prepared.page.number
    assert state not in library


def test_the_window_remembers_and_goes_with_the_readers(window, office, qtbot, desk):
    view = office.view
    qtbot.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert view.tabs.currentIndex() == 2
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    window.deeds["office"].trigger()
    assert view.isVisible()
    assert str(desk.workspace.folder) == view.changes.path.text()
    window.close()
    assert window.librarian.releasing is None


def test_squares_in_the_list_to_approve_are_asked_about_first(window, office, qtbot, tmp_path):
    view = office.view
    built(qtbot, office)
    view.signing.notes.setPlainText("Đợt 😀")
    with qtbot.waitSignal(office.asked, timeout=30_000) as asked:
        qtbot.mouseClick(view.changes.save_list, Qt.MouseButton.LeftButton)
    [files] = asked.args
    files.setDirectory(str(tmp_path))
    files.selectFile("danh-muc.pdf")
    with qtbot.waitSignal(office._handing.offered, timeout=60_000):
        files.accept()
    assert "GRINNING FACE" in view.notice.text
    assert list(tmp_path.glob("*.pdf")) == []
    with qtbot.waitSignal(office._handing.ended, timeout=60_000):
        qtbot.mouseClick(view.notice._act, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert (tmp_path / "danh-muc.pdf").read_bytes().startswith(b"%PDF")
