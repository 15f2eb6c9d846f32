"""No library, a damaged one, hostile sizes: a page or a bar that says what to do about it."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.library.editions.library import Library
from desktop.window import lacking

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)


def press(qtbot, window, text):
    """Presses the button that bears `text`, by the keyboard."""
    [button] = [
        one
        for one in window.reader.findChildren(QPushButton)
        if one.isVisible() and one.text().startswith(text)
    ]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, window)


@pytest.fixture
def broken(library_folder, tmp_path):
    """A copy of the library, to be broken."""
    folder = tmp_path / "hỏng"
    shutil.copytree(library_folder, folder)
    return folder


def test_no_library_offers_the_sample_and_a_backup(open_window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(lacking, "default_sample", lambda: tmp_path / "mẫu")
    window = open_window(library=tmp_path / "không có")
    assert window.reader.is_blank
    shown = [one.text() for one in window.reader.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["Mở gói cập nhật…", "Mở kho mẫu", "Khôi phục từ bản sao lưu…"]
    press(qtbot, window, "Mở kho mẫu")
    number = window.session.edition.number
    assert window.documents.model.rowCount() > 10
    window.close()
    again = open_window(library=tmp_path / "không có")
    press(qtbot, again, "Mở kho mẫu")
    assert again.session.edition.number == number


@pytest.mark.parametrize(
    ("spoilt", "told"), [("{", "bị hỏng"), ('{"format": "array-3"}', "do phiên bản khác")]
)
def test_an_index_that_cannot_be_used_leaves_reading_and_is_made_again(
    open_window, qtbot, broken, spoilt, told
):
    [manifest] = broken.glob("editions/*/index/index.json")
    manifest.write_text(spoilt, encoding="utf-8")
    window = open_window("khung-hoang", library=broken)
    assert window.session.card.id == "khung-hoang"
    assert window.reader.notice.warns
    assert told in window.reader.notice.text
    press(qtbot, window, "Lập lại chỉ mục")
    assert window.session.search is not None
    assert window.session.card.id == "khung-hoang"
    window.finding.put("khủng hoảng")
    qtbot.waitUntil(lambda: window.finding.active and window.settled)
    assert window.results.found.hits


@pytest.mark.parametrize("met", ["opening", "searching"])
def test_what_a_damaged_index_could_not_answer_is_answered_by_the_new_one(
    open_window, qtbot, broken, met
):
    for part in broken.glob("editions/*/index/*.seg"):
        data = bytearray(part.read_bytes())
        at = len(data) * (10 if met == "opening" else 5) // 12
        data[at : at + 400] = bytes(400)
        part.write_bytes(data)
    window = open_window("khung-hoang", library=broken)
    window.finding.put("khủng hoảng")
    qtbot.waitUntil(lambda: window.reader.notice.warns and window.settled)
    press(qtbot, window, "Lập lại chỉ mục")
    qtbot.waitUntil(lambda: window.finding.active and window.settled)
    assert window.results.found.hits
    assert window.session.card.id == "khung-hoang"
    assert window.reader.notice.isHidden()


@pytest.mark.parametrize("how", ["missing", "corrupt"])
def test_a_catalogue_beyond_repair_offers_the_former_edition(open_window, qtbot, broken, how):
    [edition] = broken.glob("editions/*")
    newer = edition.parent / "00000002"
    shutil.copytree(edition, newer)
    Library(broken).switch(newer.name)
    catalogue = newer / "catalog.sqlite"
    catalogue.unlink() if how == "missing" else catalogue.write_bytes(b"junk" * 100)
    window = open_window(library=broken)
    assert window.reader.is_blank
    assert "catalog.sqlite" in window.reader.blank.text
    press(qtbot, window, "Sửa kho")
    assert window.reader.is_blank
    press(qtbot, window, "Mở đợt trước (đợt 1)")
    assert window.session.edition.number == 1
    assert window.documents.model.rowCount() == 4


def test_a_catalogue_that_is_alone_is_said_to_be_beyond_repair(open_window, qtbot, broken):
    for catalogue in broken.glob("editions/*/catalog.sqlite"):
        catalogue.write_bytes(b"junk" * 100)
    window = open_window(library=broken)
    press(qtbot, window, "Sửa kho")
    shown = [one.text() for one in window.reader.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["Sửa kho", "Thử lại"]


def test_nothing_found_says_so_and_keeps_the_document(open_window, qtbot):
    window = open_window("khung-hoang")
    window.finding.put("zzzz qqqq xxxx")
    qtbot.waitUntil(lambda: window.finding.active and window.settled)
    assert "zzzz" in window.results.nothing
    qtbot.keyClick(window.toolbar.omnibox.field, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"
