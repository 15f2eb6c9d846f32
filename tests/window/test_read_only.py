"""A state folder that cannot be written: its notes are read, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.library.document import leaves
from desktop.library.editions.library import Library
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations
from desktop.library.reader.state import ReaderState
from tests.faults.small_disk import remount, small_disk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard"),
]


@pytest.fixture
def state_folder(tmp_path):
    with small_disk(tmp_path / "đĩa", "4m") as disk:
        yield disk / "state"


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def write_note(qtbot, window, text):
    """Writes a note on the whole document, as far as the disk lets it."""
    window.deeds["general_note"].trigger()
    settle(qtbot, window)
    edit = window.focusWidget()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)


def note_down(library_folder, state_folder, text):
    """A note of an earlier sitting on a passage of the briefing."""
    with Library(library_folder).current() as edition, ReaderState(state_folder) as state:
        document = edition.briefing("khung-hoang").document
        leaf = next(one for one in leaves(document) if "ba việc" in one.text)
        targets = anchors(document, ((leaf.id, 0, 8),))
        annotate(state, (edition.library, "khung-hoang", edition.number), targets, "idea", text)


def test_notes_are_read_where_none_can_be_written(open_window, qtbot, library_folder, state_folder):
    note_down(library_folder, state_folder, "Hoi lai so nha")
    remount(state_folder.parent, "ro")
    window = open_window("khung-hoang")
    assert window.reader.notice.warns
    assert [one.annotation.note for one in window.session.notes.all()] == ["Hoi lai so nha"]
    write_note(qtbot, window, "Them mot y")
    assert window.reader.notice.warns
    assert "Them mot y" in [one.annotation.note for one in window.session.notes.all()]
    remount(state_folder.parent, "rw")
    retry = window.reader.notice.findChild(QPushButton)
    assert retry.text() == "Thử lại"
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.reader.notice.isHidden(), window.reader.notice.text
    window.close()
    with ReaderState(state_folder) as state:
        held = annotations(state, window.session.edition.library)
    assert {one.note for one in held} == {"Hoi lai so nha", "Them mot y"}
