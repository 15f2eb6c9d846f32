"""Whose notes: chosen at start, added, renamed, switched; and windows that follow one another."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from desktop.library.errors import EnvironmentFault
from desktop.library.reader import restoring
from desktop.library.reader.backup import back_up
from desktop.library.reader.profiles import Profiles
from desktop.library.reader.restoring import stage
from desktop.library.reader.state import ReaderState
from desktop.library.schema import Link
from desktop.window import main, starting
from desktop.window.following import Following
from desktop.window.furnishing import Furnishing
from desktop.window.jobs import Jobs
from desktop.window.widgets.links_sheet import LinksSheet
from desktop.window.widgets.people_sheet import PeopleSheet

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def profiles(tmp_path, monkeypatch):
    monkeypatch.setattr(starting, "default_state", lambda: tmp_path / "state")
    return Profiles(tmp_path / "state")


@pytest.fixture
def jobs(app):
    made = Jobs()
    yield made
    made.close()


def claim(_state):
    """Nobody else has any state folder open."""
    return True


def sheet_of(qtbot, profiles, jobs, current=None):
    sheet = PeopleSheet(profiles, jobs, current, "vi")
    with qtbot.waitSignal(sheet.listed):
        sheet.open()
    return sheet


def press(qtbot, sheet, text):
    button = next(one for one in sheet.findChildren(QPushButton) if one.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_people_are_added_and_renamed(qtbot, profiles, jobs):
    sheet = sheet_of(qtbot, profiles, jobs)
    assert [sheet.list.item(0).text(), sheet.list.count()] == [
        "Người dùng đầu tiên (chưa ghi tên)", 1,
    ]  # fmt: skip
    sheet.name.setText("Lê Thị Mai")
    with qtbot.waitSignal(sheet.listed):
        press(qtbot, sheet, "Đổi tên người đang chọn")
    assert sheet.list.item(0).text() == "LTM  Lê Thị Mai"
    sheet.name.clear()
    qtbot.keyClicks(sheet.name, "Tran Van Duc")
    with qtbot.waitSignal(sheet.listed):
        qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert [one.name for one in profiles.all()] == ["Lê Thị Mai", "Tran Van Duc"]
    assert profiles.all()[1].initials == "TVD"
    with qtbot.waitSignal(sheet.chosen) as told:
        qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert told.args == [profiles.all()[1]]


def test_a_window_with_a_folder_of_its_own_says_why_nobody_is_chosen(open_window):
    for language, told in (("vi", "không đổi người dùng được"), ("en", "cannot be changed here")):
        window = open_window("khung-hoang", language=language)
        window.deeds["people"].trigger()
        assert window.reader.notice.isVisible()
        assert told in window.reader.notice.text
        assert window.personal.people is None
        window.close()


def test_a_name_that_is_taken_is_said_in_the_sheet(qtbot, profiles, jobs):
    profiles.add("Mai")
    sheet = sheet_of(qtbot, profiles, jobs)
    qtbot.keyClicks(sheet.name, "mai")
    press(qtbot, sheet, "Thêm người này")
    qtbot.waitUntil(lambda: bool(sheet.wrong))
    assert "Trên máy đã có «mai»" in sheet.wrong
    sheet.reject()


def test_one_reader_is_not_asked(app, profiles):
    start = starting.starting(None, "vi", claim, ask=True)
    assert (start.state, start.profiles is not None) == (profiles.all()[0].folder, True)


def answer(qtbot, key):
    """Presses `key` in the sheet that asks at start, once it lists the readers."""

    def act():
        [sheet] = [one for one in QApplication.topLevelWidgets() if isinstance(one, PeopleSheet)]
        sheet.listed.connect(lambda: qtbot.keyClick(sheet.list, key))

    QTimer.singleShot(0, act)


def test_several_are_asked_and_the_last_leads(app, qtbot, profiles):
    second = profiles.add("Mai")
    profiles.remember(second)
    answer(qtbot, Qt.Key.Key_Return)
    assert starting.starting(None, "vi", claim, ask=True).state == second.folder
    answer(qtbot, Qt.Key.Key_Escape)
    assert starting.starting(None, "vi", claim, ask=True) is None
    assert starting.starting(None, "vi", claim, ask=False).state == second.folder


def test_a_state_that_is_named_wins(app, profiles, tmp_path, open_window):
    profiles.add("Mai")
    start = starting.starting(tmp_path / "own", "vi", claim, ask=True)
    assert (start.state, start.profiles) == (tmp_path / "own", None)
    window = open_window()
    window.deeds["people"].trigger()
    assert window.personal.people is None
    assert "chỉ định riêng" in window.reader.notice.text


def test_switching_closes_the_window_and_says_who_follows(open_window, qtbot, state_folder):
    profiles = Profiles(state_folder)
    second = profiles.add("Mai")
    window = open_window()
    window.personal.profiles = profiles
    window.deeds["people"].trigger()
    sheet = window.personal.people
    with qtbot.waitSignal(sheet.listed):
        pass
    assert sheet.list.item(0).text().endswith("– đang mở")
    sheet.list.setCurrentRow(1)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert window.personal.following == Following(second.folder)
    start = starting.after(window.personal.following, starting.Start(state_folder, profiles), claim)
    assert (start.state, profiles.last()) == (second.folder, second)


def keep(folder, value):
    with ReaderState(folder) as state:
        state.set_preference("who", value)
    return folder


def test_a_restoration_is_put_in_place_between_two_windows(open_window, qtbot, tmp_path):
    back_up(keep(tmp_path / "other", "bản sao"), tmp_path / "x.briefbackup")
    folder = keep(tmp_path / "state", "hiện tại")
    stage(tmp_path / "x.briefbackup", folder)
    start = starting.after(Following(folder, restored=True), starting.Start(folder), claim)
    assert start.restored
    window = open_window()
    starting.tell(window.personal, start, "vi")
    assert window.reader.notice.text.startswith("Đã khôi phục ghi chú.")
    assert start.kept in window.reader.notice.text
    with ReaderState(folder) as state:
        assert state.preference("who") == "bản sao"


def test_one_that_cannot_be_put_in_place_is_told_by_the_next_window(
    open_window, tmp_path, monkeypatch
):
    def refuse(_state):
        raise EnvironmentFault("disk_refused", path="state")

    monkeypatch.setattr(restoring, "put_in_place", refuse)
    former = starting.Start(tmp_path / "state")
    start = starting.after(Following(former.state, restored=True), former, claim)
    window = open_window()
    starting.tell(window.personal, start, "vi")
    assert window.reader.notice.warns
    assert "Không có quyền" in window.reader.notice.text


def test_the_program_goes_from_one_readers_window_to_the_next(
    app, qtbot, profiles, library_folder, monkeypatch
):
    """The whole program: asked at start, one window, a switch, the next window, the end."""
    second = profiles.add("Mai")
    seen = []
    show = Furnishing._library_opened

    def opened(furnishing):
        show(furnishing)
        window = furnishing._window
        seen.append(window.session.keeper.folder)
        follow = window.personal._switch if len(seen) == 1 else lambda _: window.close()
        window.session.jobs.idled.connect(lambda: follow(second))

    monkeypatch.setattr(Furnishing, "_library_opened", opened)
    answer(qtbot, Qt.Key.Key_Return)
    assert main.run(["--library", str(library_folder)]) == 0
    assert seen == [profiles.all()[0].folder, second.folder]
    assert profiles.last() == second


def test_links_are_text_to_copy(open_window, qtbot):
    window = open_window()
    links = [Link("Cổng thông tin", "https://example.vn/" + "a" * 300)]
    sheet = LinksSheet(links, window)
    sheet.open()
    [address] = sheet.findChildren(QLineEdit)
    assert address.isReadOnly()
    assert address.text() == links[0].address
    press(qtbot, sheet, "Sao chép")
    assert QGuiApplication.clipboard().text() == links[0].address
    sheet.reject()


def test_a_library_without_links_says_so(open_window):
    window = open_window()
    window.deeds["links"].trigger()
    sheet = window.findChild(LinksSheet)
    assert sheet.isVisible()
    assert sheet.findChildren(QLineEdit) == []
    sheet.reject()


def test_a_state_that_another_process_holds_is_left_alone(tmp_path, monkeypatch):
    touched = []
    monkeypatch.setattr(restoring, "finish", touched.append)
    monkeypatch.setattr(restoring, "put_in_place", touched.append)
    profiles = Profiles(tmp_path)
    assert starting.starting(tmp_path, "vi", lambda _: False, ask=False) is None
    following = Following(tmp_path / "other", restored=True)
    assert starting.after(following, starting.Start(tmp_path, profiles), lambda _: False) is None
    assert touched == []
