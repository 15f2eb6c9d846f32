"""The start page: what is new, where one stopped, what is latest; all of it by keyboard."""

import pytest
from PySide6.QtCore import Qt

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def test_who_comes_for_the_first_time_sees_the_latest(open_window):
    window = open_window()
    told = window.reader.start.told
    assert window.reader.is_blank
    assert told[0] == "Mới nhất"
    assert len(told) == 5


def test_one_goes_on_where_one_stopped(open_window, qtbot):
    window = open_window("dai")
    window.reader.page.go_to_heading(8)
    settle(qtbot, window)
    window.close()
    again = open_window()
    again.deeds["tab_new"].trigger()
    settle(qtbot, again)
    told = again.reader.start.told
    assert told[0] == "Đọc tiếp"
    assert told[1].startswith("Tài liệu dài, đã đọc ")
    assert told[1].endswith("% · Mục 9")


def test_it_is_reached_and_left_by_keyboard(open_window, qtbot):
    window = open_window("khung-hoang")
    window.deeds["start_page"].trigger()
    settle(qtbot, window)
    view = window.reader.start.view
    assert window.reader.is_blank
    assert window.focusWidget() is view
    window.deeds["start_page"].trigger()
    assert not window.reader.is_blank
    assert window.focusWidget() is window.reader.page
    window.deeds["start_page"].trigger()
    settle(qtbot, window)
    qtbot.keyClick(view, Qt.Key.Key_End)
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert not window.reader.is_blank


def test_what_was_told_of_the_document_comes_back_with_it(open_window, qtbot):
    window = open_window("da-thu-hoi")
    assert window.reader.banner.isVisible()
    window.deeds["start_page"].trigger()
    settle(qtbot, window)
    assert not window.reader.banner.isVisible()
    window.deeds["start_page"].trigger()
    assert window.reader.banner.isVisible()
    assert not window.reader.bar.isVisible()


def test_it_stands_in_for_a_document_that_is_not_there(open_window):
    window = open_window("khong-co")
    assert window.reader.start.isVisible()
    assert window.reader.notice.warns


def test_a_library_opened_again_leaves_the_document(open_window, qtbot):
    window = open_window("dai")
    with qtbot.waitSignal(window.session.library_opened):
        window.session.open_library()
    settle(qtbot, window)
    assert not window.reader.is_blank


def test_f6_leads_to_it(open_window, qtbot):
    window = open_window()
    window.documents.view.setFocus()
    window.deeds["next_pane"].trigger()
    assert window.focusWidget() is window.reader.start.view


def test_news_are_of_what_one_read_or_marked_and_go_once_seen(open_window, qtbot, growing):
    library = growing.library
    window = open_window("b1", library=library)
    window.session.open_document("b2")
    settle(qtbot, window)
    window.close()
    growing.grow()
    again = open_window(library=library)
    again.deeds["tab_new"].trigger()
    settle(qtbot, again)
    told = again.reader.start.told
    assert told[0] == "Có gì mới từ lần trước trong những gì bạn đọc"
    assert told[1:4] == [
        "Ấm áp, Cập nhật, 15/9/2026",
        "Đò dọc, Đã được thay thế, 1/1/2022 · Đỗ Văn Ân · Sở Y tế",
        "Đọc tiếp",
    ]
    again.session.open_document("b1")
    settle(qtbot, again)
    again.deeds["start_page"].trigger()
    settle(qtbot, again)
    assert [line.partition(",")[0] for line in again.reader.start.told[1:3]] == [
        "Đò dọc",
        "Đọc tiếp",
    ]


def test_a_document_opened_meanwhile_stays(open_window, qtbot):
    window = open_window()
    window.welcoming.show()
    window.session.open_document("dai")
    settle(qtbot, window)
    assert not window.reader.is_blank


def test_it_goes_on_without_the_readers_state(open_window, state_folder):
    state_folder.parent.mkdir(exist_ok=True)
    state_folder.write_text("a file where the folder should be", encoding="utf-8")
    window = open_window()
    assert window.reader.start.told[0] == "Mới nhất"
    assert window.reader.notice.warns
