"""Backups from the window: to a stick and back, what a bad stick means, the quiet reminder."""

import errno
import os
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from desktop.library.document import Node, Run
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate
from desktop.library.reader.backup import LAST, back_up
from desktop.library.reader.restoring import examine
from desktop.library.reader.state import ReaderState

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch"),)),)


def note(folder, days_ago=0):
    with ReaderState(folder) as state:
        kept = annotate(state, ("kho", "a", 1), anchors(DOCUMENT, (("a", 0, 4),)), "idea")
        if days_ago:
            when = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat()
            state.set_preference(LAST, when)
    return kept


def test_a_backup_is_written_checked_and_remembered(open_window, qtbot, state_folder, tmp_path):
    note(state_folder)
    window = open_window()
    target = tmp_path / "usb.briefbackup"
    with qtbot.waitSignal(window.personal.safekeeping.backed_up):
        window.personal.safekeeping.back_up(target)
    qtbot.waitUntil(lambda: window.settled)
    assert "usb.briefbackup" in window.reader.notice.text
    assert examine(target).notes == 1
    with ReaderState(state_folder) as state:
        assert state.preference(LAST) == examine(target).made


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "USB đã đầy"), (errno.EROFS, "USB không cho ghi"),
     (errno.EIO, "USB đã bị rút")],
)  # fmt: skip
def test_a_bad_stick_is_told_and_reading_goes_on(
    open_window, qtbot, state_folder, tmp_path, monkeypatch, number, said
):
    note(state_folder)
    window = open_window("khung-hoang")

    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    window.personal.safekeeping.back_up(tmp_path / "usb.briefbackup")
    qtbot.waitUntil(lambda: window.reader.notice.warns)
    assert window.reader.notice.text.startswith(said)
    assert window.session.card.id == "khung-hoang"
    assert not list(tmp_path.glob("*usb*"))


def test_the_keys_ask_for_a_file(open_window, qtbot):
    window = open_window()
    for action, mode in (
        ("backup", QFileDialog.AcceptMode.AcceptSave),
        ("restore", QFileDialog.AcceptMode.AcceptOpen),
    ):
        with qtbot.waitSignal(window.personal.safekeeping.asked) as told:
            window.deeds[action].trigger()
        [dialog] = told.args
        assert isinstance(dialog, QFileDialog)
        assert dialog.acceptMode() == mode
        dialog.reject()


def test_a_restoration_asks_first_then_closes_the_window(
    open_window, qtbot, state_folder, tmp_path
):
    note(tmp_path / "other")
    file = tmp_path / "usb.briefbackup"
    back_up(tmp_path / "other", file)
    window = open_window()
    with qtbot.waitSignal(window.personal.safekeeping.asked) as told:
        window.personal.safekeeping.restore(file)
    [question] = told.args
    with qtbot.waitSignal(window.personal.safekeeping.staged):
        qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert window.personal.following.restored
    assert window.personal.following.state == state_folder


def test_a_restoration_that_is_declined_changes_nothing(open_window, qtbot, state_folder, tmp_path):
    note(tmp_path / "other")
    file = tmp_path / "usb.briefbackup"
    back_up(tmp_path / "other", file)
    window = open_window()
    with qtbot.waitSignal(window.personal.safekeeping.asked) as told:
        window.personal.safekeeping.restore(file)
    qtbot.keyClick(told.args[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.settled)
    assert window.isVisible()
    assert not list(tmp_path.glob(".*"))


def test_a_damaged_backup_is_refused_in_words(open_window, qtbot, tmp_path):
    (tmp_path / "usb.briefbackup").write_bytes(b"PK rubbish")
    window = open_window()
    window.personal.safekeeping.restore(tmp_path / "usb.briefbackup")
    qtbot.waitUntil(lambda: window.reader.notice.warns)
    assert "bị hỏng" in window.reader.notice.text
    assert window.isVisible()


def test_the_reminder_is_a_bar_that_can_be_put_off(open_window, qtbot, state_folder):
    note(state_folder, days_ago=31)
    window = open_window()
    bar = window.personal.safekeeping.bar
    assert not bar.isHidden()
    assert "31 ngày" in bar.text
    assert not [one for one in window.findChildren(QDialog) if one.isVisible()]
    bar.later.setFocus()
    qtbot.keyClick(bar.later, Qt.Key.Key_Space)
    assert bar.isHidden()
    qtbot.waitUntil(lambda: window.settled)
    window.close()
    assert open_window().personal.safekeeping.bar.isHidden()


def test_no_reminder_soon_after_a_backup(open_window, state_folder):
    note(state_folder, days_ago=29)
    assert open_window().personal.safekeeping.bar.isHidden()


def offered(window):
    """The buttons of the blank page that offer a restoration."""
    buttons = window.reader.blank.findChildren(QPushButton)
    return [one for one in buttons if not one.isHidden() and one.text().startswith("Khôi phục")]


def test_a_restoration_is_offered_where_nothing_is_yet(open_window, qtbot, state_folder):
    window = open_window()
    [button] = offered(window)
    assert button.text() == "Khôi phục từ bản sao lưu…"
    with qtbot.waitSignal(window.personal.safekeeping.asked) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    told.args[0].reject()
    window.close()
    note(state_folder)
    assert offered(open_window()) == []


def test_and_on_a_machine_without_a_library(open_window, tmp_path, state_folder):
    note(state_folder)
    assert len(offered(open_window(library=tmp_path / "none"))) == 1
