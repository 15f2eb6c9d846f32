"""Feedback as a reader gives it: a selection, a form, the outbox, one file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.feedback import Outbox, read_file
from desktop.library.reader.state import ReaderState
from desktop.window.widgets.feedback_form import FeedbackForm
from desktop.window.widgets.outbox import OutboxSheet

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def opened(qtbot, window, action, kind):
    with qtbot.waitSignal(window.personal.responding.opened) as told:
        window.deeds[action].trigger()
    [widget] = told.args
    assert isinstance(widget, kind)
    return widget


def select(window, words):
    typeset = window.reader.page.typeset
    leaf = next(leaf for leaf in typeset.leaves if words in leaf.text)
    start = leaf.text.index(words)
    window.reader.page.select(leaf.block, start, start + len(words))
    return leaf.block, start


def held(state_folder):
    with ReaderState(state_folder) as state:
        return Outbox(state).all()


def test_a_passage_is_commented_on_and_saved_for_the_librarian(
    open_window, qtbot, state_folder, tmp_path
):
    window = open_window("khung-hoang")
    block, start = select(window, "nhà văn hóa thôn")
    form = opened(qtbot, window, "feedback", FeedbackForm)
    assert any("nhà văn hóa thôn" in label.text() for label in form.findChildren(QLabel))
    qtbot.keyClicks(form.author, "Mai")
    qtbot.keyClicks(form.subject, "Sai ten thon")
    qtbot.keyClicks(form.text, "Xin sua lai")
    with qtbot.waitSignal(window.personal.responding.changed):
        qtbot.keyClick(form.subject, Qt.Key.Key_Return)
    [one] = held(state_folder)
    about = one.feedback.about
    assert (one.feedback.sender, one.feedback.subject) == ("Mai", "Sai ten thon")
    assert (about.briefing, about.edition, about.library) == (
        "khung-hoang", window.session.edition.number, window.session.edition.library,
    )  # fmt: skip
    assert [(p.block, p.start, p.quote) for p in about.passages] == [
        (block, start, "nhà văn hóa thôn")
    ]
    sheet = opened(qtbot, window, "outbox", OutboxSheet)
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    assert "chưa lưu thành tệp" in sheet.list.item(0).text()
    target = tmp_path / "phan-hoi.json"
    with qtbot.waitSignal(window.personal.responding.changed):
        window.personal.responding.save(target)
    assert read_file(target).items == (one.feedback,)
    assert "đã lưu thành tệp" in sheet.list.item(0).text()
    with qtbot.waitSignal(window.personal.responding.changed):
        qtbot.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert held(state_folder) == []
    sheet.reject()


def test_the_outbox_edits_deletes_and_takes_back(open_window, qtbot, state_folder):
    window = open_window("khung-hoang")
    responding = window.personal.responding
    form = opened(qtbot, window, "feedback", FeedbackForm)
    form.concerns.setChecked(False)
    qtbot.keyClicks(form.subject, "Mot")
    with qtbot.waitSignal(responding.changed):
        qtbot.keyClick(form.subject, Qt.Key.Key_Return)
    assert held(state_folder)[0].feedback.about is None
    sheet = opened(qtbot, window, "outbox", OutboxSheet)
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    with qtbot.waitSignal(responding.opened) as told:
        qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    [editing] = told.args
    assert editing.subject.text() == "Mot"
    qtbot.keyClicks(editing.subject, " hai")
    with qtbot.waitSignal(responding.changed):
        qtbot.keyClick(editing.subject, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mot hai" in sheet.list.item(0).text())
    with qtbot.waitSignal(responding.changed):
        qtbot.mouseClick(sheet._remove, Qt.MouseButton.LeftButton)
    assert held(state_folder) == []
    assert sheet.said == "Hộp phản hồi đang trống."
    with qtbot.waitSignal(responding.changed):
        qtbot.mouseClick(sheet._undo, Qt.MouseButton.LeftButton)
    assert held(state_folder)[0].feedback.subject == "Mot hai"
    sheet.reject()


def test_what_was_typed_comes_back_after_esc(open_window, qtbot):
    window = open_window()
    form = opened(qtbot, window, "feedback", FeedbackForm)
    qtbot.keyClicks(form.subject, "Do dang")
    qtbot.keyClick(form.subject, Qt.Key.Key_Escape)
    assert opened(qtbot, window, "feedback", FeedbackForm).subject.text() == "Do dang"


def test_an_empty_form_says_so_and_stays(open_window, qtbot):
    window = open_window()
    form = opened(qtbot, window, "feedback", FeedbackForm)
    qtbot.keyClick(form.subject, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.wrong.startswith("Phản hồi chưa có chủ đề")
    form.reject()


def test_a_state_that_cannot_be_written_loses_nothing_that_was_typed(
    open_window, qtbot, monkeypatch
):
    def full(*_):
        raise EnvironmentFault("disk_full", path="reader.sqlite")

    window = open_window()
    form = opened(qtbot, window, "feedback", FeedbackForm)
    qtbot.keyClicks(form.subject, "Mot")
    with monkeypatch.context() as patched:
        patched.setattr(Outbox, "put", full)
        qtbot.keyClick(form.subject, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(form.wrong))
    assert form.wrong.startswith("Ổ đĩa đã đầy")
    assert form.subject.text() == "Mot"
    with qtbot.waitSignal(window.personal.responding.changed):
        qtbot.keyClick(form.subject, Qt.Key.Key_Return)


def test_the_file_is_asked_for(open_window, qtbot):
    window = open_window()
    form = opened(qtbot, window, "feedback", FeedbackForm)
    qtbot.keyClicks(form.subject, "Mot")
    with qtbot.waitSignal(window.personal.responding.changed):
        qtbot.keyClick(form.subject, Qt.Key.Key_Return)
    sheet = opened(qtbot, window, "outbox", OutboxSheet)
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    qtbot.mouseClick(sheet._save, Qt.MouseButton.LeftButton)
    dialog = sheet.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".json")
    assert "phan-hoi-" in dialog.selectedFiles()[0]
    dialog.reject()
    sheet.reject()
