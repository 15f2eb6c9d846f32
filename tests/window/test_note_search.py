"""The scope of a search: the texts, or the reader's own notes."""

import pytest
from PySide6.QtCore import Qt

from desktop.library.reader import annotations
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.finding import NoteHit
from desktop.library.reader.state import ReaderState
from desktop.window import side
from desktop.window.panes.result_delegate import HIT

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def annotate(qtbot, window, identifier, words, note, at=0):
    """Writes a note on the `at`-th block that has `words`."""
    window.session.open_document(identifier)
    settle(qtbot, window)
    leaf = [leaf for leaf in window.reader.page.typeset.leaves if words in leaf.text][at]
    start = leaf.text.index(words)
    window.session.notes.add([(leaf.block, start, start + len(words))], "question", note)
    settle(qtbot, window)


def search_notes(qtbot, window, text):
    field = window.toolbar.omnibox.field
    window.deeds["search"].trigger()
    window.finding.put(text)
    settle(qtbot, window)
    with qtbot.waitSignal(window.finding.began):
        window.deeds["scope"].trigger()
    settle(qtbot, window)
    return field


def test_notes_are_found_and_opened_at_their_passage(open_window, qtbot):
    window = open_window()
    annotate(qtbot, window, "dai", "hộ cần hỗ trợ", "Hỏi trưởng thôn về danh sách", at=6)
    window.session.open_document("huong-dan")
    settle(qtbot, window)
    field = search_notes(qtbot, window, "truong thon")
    [hit] = window.results.found.hits
    assert isinstance(hit, NoteHit)
    assert window.results.head.scopes.buttons["notes"].isChecked()
    assert window.results.head.count.startswith("Tìm thấy 1 ghi chú")
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "dai"
    assert window.reader.page.heading() == 6
    assert window.focusWidget() is window.reader.page


def test_a_note_of_the_open_document_is_gone_to(open_window, qtbot):
    window = open_window()
    annotate(qtbot, window, "dai", "hộ cần hỗ trợ", "Hỏi trưởng thôn", at=3)
    window.reader.page.go_to_heading(9)
    search_notes(qtbot, window, "truong thon")
    view = window.results.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.reader.page.heading() == 3
    assert window.focusWidget() is window.reader.page


def test_a_row_tells_the_note_its_document_and_colour(open_window, qtbot):
    window = open_window()
    annotate(qtbot, window, "dai", "hộ cần hỗ trợ", "Hỏi trưởng thôn")
    search_notes(qtbot, window, "trưởng thôn")
    index = window.results.model.index(0)
    assert index.data() == "Tài liệu dài"
    assert index.data(HIT).snippet.part == "note"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Tài liệu dài, Đúng dấu, Hỏi trưởng thôn"
    assert not window.results.head.facets.isVisible()


def test_the_mouse_leads_back_to_the_content_and_counts_stay(open_window, qtbot):
    window = open_window()
    annotate(qtbot, window, "dai", "hộ cần hỗ trợ", "Về thôn")
    search_notes(qtbot, window, "thôn")
    scopes = window.results.head.scopes
    with qtbot.waitSignal(window.finding.began):
        qtbot.mouseClick(scopes.buttons["content"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.finding.query.scope == "content"
    assert window.results.found.hits[0].card.title
    assert scopes.buttons["content"].isChecked()
    assert scopes.buttons["notes"].text() == "Ghi chú của tôi · 1"


def test_each_scope_keeps_its_filters_and_esc_begins_anew(open_window, qtbot):
    window = open_window()
    window.finding.put("thôn")
    settle(qtbot, window)
    with qtbot.waitSignal(window.finding.began):
        window.results.head.facets.filters_changed.emit({"topics": "Thiên tai"})
    narrow = window.results.found.total
    field = search_notes(qtbot, window, "thôn")
    assert "Không ghi chú nào" in window.results.nothing
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert window.results.found.total == narrow
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (window.finding.query.scope, window.finding.query.filters) == ("content", {})
    settle(qtbot, window)


def test_notes_written_since_are_found_too(open_window, qtbot):
    window = open_window()
    search_notes(qtbot, window, "điểm sơ tán")
    assert window.results.found.total == 0
    window.finding.leave()
    annotate(qtbot, window, "dai", "hộ cần hỗ trợ", "Hỏi về điểm sơ tán")
    search_notes(qtbot, window, "điểm sơ tán")
    assert window.results.found.total == 1


def put_note(window, state_folder, library, briefing):
    anchor = Anchor("khong-co", 0, 3, "Xưa", "", "", "Xưa cũ")
    with ReaderState(state_folder) as state:
        annotations.annotate(state, (library, briefing, 1), (anchor,), "idea", "Sơ tán sớm")


def test_a_note_that_has_lost_its_place_is_shown_among_the_notes(open_window, qtbot, state_folder):
    window = open_window()
    put_note(window, state_folder, window.session.edition.library, "dai")
    field = search_notes(qtbot, window, "sơ tán")
    with qtbot.waitSignal(window.finding.note_lost):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "dai"
    assert window.side.isVisible()
    assert window.side.currentIndex() == side.NOTES


def test_a_note_of_another_library_says_that_its_document_is_not_here(
    open_window, qtbot, state_folder
):
    window = open_window()
    put_note(window, state_folder, "kho-khac", "dai")
    field = search_notes(qtbot, window, "sơ tán")
    assert window.results.model.index(0).data() == "Tài liệu không có trong kho này"
    with qtbot.waitSignal(window.finding.refused):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "dai" in window.reader.notice.text
    assert window.session.card is None
    settle(qtbot, window)
