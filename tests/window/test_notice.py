"""Messages go when they are no longer true: by themselves, with Esc, or with their cause."""

import pytest
from PySide6.QtCore import Qt

from desktop.library.errors import EnvironmentFault, InputError
from desktop.window.theme import load
from desktop.window.widgets.notice import Notice

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def notice(app, qtbot):
    made = Notice(load("light"))
    qtbot.addWidget(made)
    yield made
    made.hide()


def test_what_only_informs_goes_by_itself(notice, qtbot):
    notice.tell("Đã chép.")
    assert notice.passing
    notice._passing.timeout.emit()
    assert notice.isHidden()
    assert not notice.passing


def test_an_offer_stays_longer_and_not_from_under_the_keyboard(notice, qtbot):
    notice.tell("Đã chép.")
    short = notice._passing.interval()
    notice.tell("Đã xóa một ghi chú.", act="Hoàn tác", do=lambda: None)
    assert notice._passing.interval() > short
    notice.activateWindow()
    notice._act.setFocus()
    qtbot.waitUntil(notice._act.hasFocus)
    notice._passing.timeout.emit()
    assert not notice.isHidden()
    assert notice.passing


def test_warnings_and_work_stay(notice):
    for tone in ("warn", "danger"):
        notice.tell("Chưa lưu được.", tone)
        assert notice.warns
        assert not notice.passing
    notice.tell_of_work("Đang xuất PDF…")
    assert not notice.passing
    assert not notice.warns


def test_only_its_own_cause_settles_it(notice):
    notice.tell("Không tìm được.", "danger", about="search")
    notice.settle("state")
    assert not notice.isHidden()
    notice.settle("search")
    assert notice.isHidden()


def test_esc_closes_a_warning_before_it_leaves_the_search(open_window, qtbot):
    window = open_window("khung-hoang", "khung hoang")
    window.session.document_refused.emit(InputError("briefing_unknown", id="x"))
    assert window.reader.notice.warns
    qtbot.keyClick(window.reader.page, Qt.Key.Key_Escape)
    assert window.reader.notice.isHidden()
    assert window.finding.active
    qtbot.keyClick(window.reader.page, Qt.Key.Key_Escape)
    assert not window.finding.active


def test_a_search_that_succeeds_takes_its_error_away(open_window, qtbot):
    window = open_window()
    window.finding.refused.emit(EnvironmentFault("index_damaged", file="a.seg"))
    assert window.reader.notice.warns
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClicks(window.toolbar.omnibox.field, "thon")
    assert window.reader.notice.isHidden()


def test_what_is_saved_after_all_takes_its_warning_away(open_window, qtbot, state_folder):
    state_folder.parent.mkdir(exist_ok=True)
    state_folder.write_text("a file where the folder should be", encoding="utf-8")
    window = open_window("dai")
    qtbot.keyClick(window.reader.page, Qt.Key.Key_PageDown)
    window.showing.keep_place()
    qtbot.waitUntil(lambda: window.settled)
    assert window.reader.notice.warns
    state_folder.unlink()
    window.showing.keep_place()
    qtbot.waitUntil(lambda: window.settled)
    assert window.reader.notice.isHidden()
