"""What the window does for the notes by itself: a backup a day, a close look, word of damage."""

import contextlib
import errno
import os
import sqlite3
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.library.document import Node, Run
from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.reader import dated, holding, recovering
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.window.following import Following

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 4),))


@pytest.fixture
def place(library_folder):
    with Library(library_folder).current() as edition:
        return edition.library, "khung-hoang", edition.number


@pytest.fixture
def noted(state_folder, place):
    with ReaderState(state_folder) as state:
        return annotate(state, place, TARGETS, "idea", "Hỏi lại")


@pytest.fixture
def index_lies(state_folder, noted):
    """Damage that only a close look finds."""
    path = state_folder / DATABASE
    with contextlib.closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'annotation_by_briefing'"
        page = connection.execute(query).fetchone()[0]
    data = path.read_bytes()
    at = data.index(b"khung-hoang", (page - 1) * 4096)
    path.write_bytes(data[:at] + b"khunG-hoang" + data[at + 11 :])


def press(qtbot, bar, words):
    [button] = [one for one in bar.findChildren(QPushButton) if one.text() == words]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def refuse(_descriptor):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_start_backs_the_notes_up(open_window, state_folder, noted):
    window = open_window()
    [made] = dated.backups(state_folder)
    assert window.attending.bar.isHidden()
    window.close()
    open_window()
    assert dated.backups(state_folder) == [made]
    with ReaderState(state_folder) as state:
        assert not state.ended_badly


def test_nothing_is_backed_up_where_nothing_is(open_window, state_folder):
    open_window()
    assert dated.backups(state_folder) == []


def test_a_new_day_is_backed_up_while_the_window_stays_open(
    open_window, qtbot, state_folder, noted, monkeypatch
):
    window = open_window("khung-hoang")
    [first] = dated.backups(state_folder)
    first.rename(first.with_name("reader-2020-01-01.sqlite"))
    window.attending._day = date(2020, 1, 1)
    with qtbot.waitSignal(window.attending.attended):
        window.session.notes.change(noted.id, note="Hôm sau")
    assert [path.name for path in dated.backups(state_folder)] == [
        first.name,
        "reader-2020-01-01.sqlite",
    ]


def test_a_full_disk_is_told_and_stops_nothing(
    open_window, qtbot, state_folder, noted, monkeypatch
):
    monkeypatch.setattr(os, "fsync", refuse)
    window = open_window("khung-hoang")
    assert "Chưa tạo được bản sao lưu tự động hôm nay" in window.attending.bar.text
    assert "đầy" in window.attending.bar.text
    with qtbot.waitSignal(window.session.notes.saved):
        window.session.notes.change(noted.id, note="vẫn ghi được")
    assert dated.backups(state_folder) == []


def test_a_damaged_state_is_recovered_and_told_until_it_is_read(
    open_window, qtbot, state_folder, noted, place
):
    dated.keep(state_folder / DATABASE, date(2026, 3, 1))
    (state_folder / DATABASE).write_bytes(b"no database at all" * 999)
    window = open_window("khung-hoang")
    assert [one.annotation.note for one in window.session.notes.all()] == ["Hỏi lại"]
    bar = window.attending.bar
    assert "khôi phục từ bản sao lưu ngày 2026-03-01" in bar.text
    assert "reader-damaged-" in bar.text
    strip = window.salvaging.strip
    assert strip is not None
    assert strip.text == "Đang khôi phục ghi chú"
    assert strip.isHidden()
    assert strip.stop.isHidden()
    bar.findChild(QToolButton).click()  # closed, and not said to be read
    window.close()
    again = open_window(language="en")
    assert "recovered from the backup of 2026-03-01" in again.attending.bar.text
    press(qtbot, again.attending.bar, "I have read this")
    qtbot.waitUntil(lambda: again.settled)
    again.close()
    last = open_window()
    assert last.attending.bar.isHidden()
    assert last.salvaging.strip is None
    last.close()
    with ReaderState(state_folder) as state:
        assert len(annotations(state, place[0])) == 1


def test_what_a_close_look_finds_is_recovered_by_opening_again(
    open_window, qtbot, state_folder, noted, index_lies
):
    window = open_window()
    assert "có chỗ bị hỏng" in window.attending.bar.text
    assert dated.backups(state_folder) == []
    press(qtbot, window.attending.bar, "Khôi phục ngay")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.personal.following == Following(state_folder)
    again = open_window("khung-hoang")
    assert [one.annotation.note for one in again.session.notes.all()] == ["Hỏi lại"]
    assert "số ghi chú đọc lại được từ tệp hỏng: 1" in again.attending.bar.text
    assert recovering.examine_closely(state_folder) == []
    assert len(dated.backups(state_folder)) == 1


def test_damage_met_while_backing_up_is_looked_into(
    open_window, qtbot, state_folder, noted, index_lies
):
    with ReaderState(state_folder) as state:
        recovering.found_sound(state)
    window = open_window()
    assert "có chỗ bị hỏng" in window.attending.bar.text
    assert dated.backups(state_folder) == []


def test_damage_met_while_reading_is_looked_into(
    open_window, qtbot, state_folder, noted, index_lies
):
    with ReaderState(state_folder) as state:
        recovering.found_sound(state)
    (state_folder / dated.FOLDER).mkdir()
    today = datetime.now(UTC).astimezone().date()
    (state_folder / dated.FOLDER / f"reader-{today}.sqlite").touch()
    window = open_window()
    assert window.attending.bar.isHidden()
    with qtbot.waitSignal(window.attending.attended):
        window.session.state_refused.emit(EnvironmentFault("state_damaged", file="x"))
    assert "có chỗ bị hỏng" in window.attending.bar.text


def test_a_window_beside_another_recovers_nothing(open_window, state_folder, noted):
    (state_folder / DATABASE).write_bytes(b"no database at all" * 999)
    with holding.in_use(state_folder):
        window = open_window()
    assert "Không đọc được" in window.reader.notice.text
    assert (state_folder / DATABASE).read_bytes() == b"no database at all" * 999
