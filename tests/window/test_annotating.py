"""Notes in the window by keys and clicks: written, answered, labelled, undone, checked, chosen."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop.library.errors import EnvironmentFault
from desktop.window.panes.note_editor import LabelsEditor, NoteEdit
from tests.window.annotated import card, key, row, saved, select, settle, spans, with_three_notes

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
WORDED = "Điểm sơ tán phải có nước sạch đủ dùng ít nhất hai ngày, đèn dự phòng và lối ra."
REWORDED = "Điểm sơ tán phải có nước sạch đủ dùng ba ngày trở lên, đèn dự phòng và lối ra."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def noted(open_window, qtbot):
    return with_three_notes(open_window, qtbot)


# on the page


def test_u_underlines_and_a_colour_lies_over_it(open_window, qtbot, state_folder):
    window = open_window("khung-hoang")
    for pressed in (Qt.Key.Key_U, Qt.Key.Key_1):
        select(window, "Danh sách hộ")
        key(qtbot, window.reader.page, pressed)
    settle(qtbot, window)
    assert {one.kind for one in saved(window, state_folder)} == {"underline", "highlight"}
    marks = list(window.reader.page._decorations.annotations)
    assert sorted((mark.underline, mark.lane) for mark in marks) == [(False, 1), (True, 0)]


def test_the_same_words_take_another_colour_and_no_second_mark(open_window, qtbot):
    window = open_window("khung-hoang")
    for pressed in (Qt.Key.Key_1, Qt.Key.Key_3):
        select(window, "Danh sách hộ")
        key(qtbot, window.reader.page, pressed)
    [placed] = window.session.notes.all()
    assert placed.annotation.colour == "question"


def test_a_window_is_settled_only_once_all_cards_of_many_notes_are_there(open_window, qtbot):
    window = open_window("khung-hoang")
    place = spans(window, "Danh sách hộ")
    for number in range(150):
        window.session.notes.add(place, "idea", f"Ghi {number}")
    window.close()
    window = open_window("khung-hoang")
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    view = window.side.notes.view
    boxes = [view.visualRect(view.notes.index(at, 0)) for at in range(150)]
    assert all(box.isValid() for box in boxes)


def test_a_mark_spans_blocks_cells_and_a_footnote(open_window, qtbot, state_folder):
    window = open_window("khung-hoang")
    page = window.reader.page
    cursor = page.textCursor()
    cursor.setPosition(page.typeset.cursor(0, 0, 1).selectionStart())
    cursor.setPosition(page.document().characterCount() - 1, cursor.MoveMode.KeepAnchor)
    page.setFocus()
    page.setTextCursor(cursor)
    key(qtbot, page, Qt.Key.Key_2)
    settle(qtbot, window)
    [kept] = saved(window, state_folder)
    blocks = {target.block for target in kept.targets}
    said = {leaf.text for leaf in page.typeset.leaves if leaf.block in blocks}
    assert {"Gọi điện", "Trưởng thôn", "Loa truyền thanh", "Theo Nghị định 30/2020/NĐ-CP."} <= said


def test_clearing_takes_all_marks_there_in_one_deed(noted, qtbot):
    window, _ = noted
    window.session.notes.add(spans(window, "Danh sách"), "idea")
    select(window, "Danh sách hộ")
    key(qtbot, window.reader.page, Qt.Key.Key_0)
    assert len(window.session.notes.all()) == 2
    window.deeds["undo"].trigger()
    assert len(window.session.notes.all()) == 4


# writing


def test_what_is_written_is_saved_in_a_pause_and_said_to_be(noted, qtbot, state_folder):
    window, [first, *_] = noted
    key(qtbot, card(window, first), Qt.Key.Key_E)
    editor = window.side.notes.editor
    qtbot.keyClicks(editor.edit, "Ba ")
    assert not editor.saved
    qtbot.waitUntil(lambda: editor.saved)
    assert "Ba Một" in [one.note for one in saved(window, state_folder)]
    qtbot.keyClicks(editor.edit, "x")
    assert not editor.saved
    assert window.side.notes.editor is editor
    window.finish_typing()


def test_nothing_is_said_to_be_saved_that_is_not(noted, qtbot, monkeypatch):
    window, [first, *_] = noted

    def refuse():
        raise EnvironmentFault("disk_full", path="reader.sqlite")

    key(qtbot, card(window, first), Qt.Key.Key_E)
    editor = window.side.notes.editor
    with monkeypatch.context() as patched:
        patched.setattr(window.session.keeper, "state", refuse)
        with qtbot.waitSignal(window.session.notes.refused):
            qtbot.keyClicks(editor.edit, "Ba ")
        assert not editor.saved
        assert window.session.notes.unsaved
        assert window.reader.notice.warns
        assert editor.edit.toPlainText() == "Ba Một"
    window.session.notes.retry()
    qtbot.waitUntil(lambda: editor.saved)
    assert not window.session.notes.unsaved
    window.finish_typing()


def test_a_later_change_is_not_lost_to_an_earlier_failure(noted, qtbot, monkeypatch, state_folder):
    window, [first, *_] = noted

    def refuse():
        raise EnvironmentFault("disk_full", path="reader.sqlite")

    with monkeypatch.context() as patched:
        patched.setattr(window.session.keeper, "state", refuse)
        with qtbot.waitSignal(window.session.notes.refused):
            window.session.notes.change(first, note="cũ")
    window.session.notes.change(first, note="mới")
    settle(qtbot, window)
    assert not window.session.notes.unsaved
    window.session.notes.retry()
    settle(qtbot, window)
    assert "mới" in [one.note for one in saved(window, state_folder)]


def test_what_is_typed_is_undone_as_one_and_done_again(noted, qtbot):
    window, [first, *_] = noted
    key(qtbot, card(window, first), Qt.Key.Key_E)
    edit = window.side.notes.editor.edit
    for letters in ("a", "b"):
        qtbot.keyClicks(edit, letters)
        qtbot.waitUntil(lambda: window.side.notes.editor.saved)
    key(qtbot, edit, Qt.Key.Key_Return, modifier=CONTROL)
    assert row(window, first).note == "abMột"
    assert "nội dung" in window.deeds["undo"].text()
    window.deeds["undo"].trigger()
    assert row(window, first).note == "Một"
    window.deeds["redo"].trigger()
    assert row(window, first).note == "abMột"
    settle(qtbot, window)


def test_a_note_on_the_whole_document_leads_and_an_empty_one_leaves_no_trace(noted, qtbot):
    window, _ = noted
    window.deeds["general_note"].trigger()
    qtbot.keyClicks(window.side.notes.editor.edit, "Chung")
    window.finish_typing()
    rows = window.side.notes.rows
    assert [row.kind for row in rows] == ["document", *["highlight"] * 3]
    assert rows[0].note == "Chung"
    before = window.deeds["undo"].text()
    window.deeds["general_note"].trigger()
    qtbot.keyClicks(window.side.notes.editor.edit, "x")
    qtbot.waitUntil(lambda: window.side.notes.editor.saved)
    key(qtbot, window.side.notes.editor.edit, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
    assert len(window.side.notes.rows) == 4
    assert window.deeds["undo"].text() == before
    settle(qtbot, window)


def test_letters_written_are_no_keys_of_the_card(noted, qtbot):
    window, ids = noted
    key(qtbot, card(window, ids[0]), Qt.Key.Key_E)
    edit = window.side.notes.editor.edit
    edit.clear()
    qtbot.keyClicks(edit, "erlfxaku1234")
    key(qtbot, edit, Qt.Key.Key_Delete)
    assert window.side.notes.editor.edit is edit
    assert edit.toPlainText() == "erlfxaku1234"
    assert len(window.session.notes.all()) == 3
    window.finish_typing()
    settle(qtbot, window)


# answers and labels


def test_a_reply_is_written_edited_and_deleted_with_its_note(noted, qtbot, state_folder):
    window, [first, *_] = noted
    key(qtbot, card(window, first), Qt.Key.Key_R)
    qtbot.keyClicks(window.side.notes.editor.edit, "Da in")
    qtbot.waitUntil(lambda: window.side.notes.editor.saved)
    window.finish_typing()
    settle(qtbot, window)
    [reply] = row(window, first).replies
    assert (reply.note, reply.who) == ("Da in", "")
    assert [one.parent for one in saved(window, state_folder) if one.kind == "reply"] == [first]
    assert len(window.session.notes.all()) == 3
    key(qtbot, card(window, first), Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert len(saved(window, state_folder)) == 2
    window.deeds["undo"].trigger()
    settle(qtbot, window)
    assert len(saved(window, state_folder)) == 4
    assert [one.note for one in row(window, first).replies] == ["Da in"]


def test_labels_are_kept_private_ones_apart_and_narrow_the_list(noted, qtbot, state_folder):
    window, [first, _, _] = noted
    key(qtbot, card(window, first), Qt.Key.Key_L)
    editor = window.side.notes.view.inset
    assert isinstance(editor, LabelsEditor)
    qtbot.keyClicks(editor.field, "in, gap")
    key(qtbot, editor.field, Qt.Key.Key_Return)
    key(qtbot, card(window, first), Qt.Key.Key_L)
    editor = window.side.notes.view.inset
    editor.private.setChecked(True)
    qtbot.keyClicks(editor.field, ", rieng")
    key(qtbot, editor.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    [kept] = [one for one in saved(window, state_folder) if one.id == first]
    assert (kept.tags, kept.private_tags) == (("in", "gap"), ("rieng",))
    assert "rieng (riêng)" in row(window, first).spoken
    window.side.notes.filter.choose_tag("gap")
    assert [one.id for one in window.side.notes.view.notes.shown] == [first]
    window.side.notes.filter.choose_tag("gap")
    assert len(window.side.notes.view.notes.shown) == 3


def test_several_are_labelled_coloured_and_deleted_at_once(noted, qtbot):
    window, ids = noted
    view = card(window, ids[0])
    key(qtbot, view, Qt.Key.Key_A, modifier=CONTROL)
    assert view.chosen == ids
    key(qtbot, view, Qt.Key.Key_L)
    qtbot.keyClicks(view.inset.field, "chung")
    key(qtbot, view.inset.field, Qt.Key.Key_Return)
    assert {row.tags for row in window.side.notes.rows} == {(("chung", False),)}
    key(qtbot, view, Qt.Key.Key_A, modifier=CONTROL)
    window.noting.annotating.recolour(view.chosen, "excerpt")
    assert {row.colour for row in window.side.notes.rows} == {"excerpt"}
    key(qtbot, view, Qt.Key.Key_Delete)
    assert window.side.notes.rows == ()
    for _ in range(3):
        window.deeds["undo"].trigger()
    rows = window.side.notes.rows
    assert [(row.colour, row.tags) for row in rows] == [
        ("idea", ()), ("figure", ()), ("question", ()),
    ]  # fmt: skip
    for _ in range(2):
        window.deeds["redo"].trigger()
    assert {row.colour for row in window.side.notes.rows} == {"excerpt"}
    settle(qtbot, window)


def test_the_chips_narrow_by_colour_and_keys_lead_there_and_back(noted, qtbot):
    window, ids = noted
    pane = window.side.notes
    key(qtbot, card(window, ids[0]), Qt.Key.Key_F)
    assert window.focusWidget() is pane.filter.every
    key(qtbot, pane.filter.every, Qt.Key.Key_Right)
    key(qtbot, window.focusWidget(), Qt.Key.Key_Right)
    key(qtbot, window.focusWidget(), Qt.Key.Key_Space)
    assert [row.id for row in pane.view.notes.shown] == [ids[1]]
    key(qtbot, window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is pane.view
    pane.reveal(ids[0])
    assert pane.view.current == ids[0]


def test_x_gives_what_is_shown_to_be_exported(noted, qtbot):
    window, ids = noted
    with qtbot.waitSignal(window.noting.annotating.export_requested) as asked:
        key(qtbot, card(window, ids[0]), Qt.Key.Key_X)
    assert asked.args == [ids]


def test_f8_goes_from_note_to_note(noted, qtbot):
    window, ids = noted
    seen = []
    for _ in range(4):
        window.deeds["next_note"].trigger()
        seen.append(window.side.notes.view.current)
    assert seen == [*ids, ids[0]]


@pytest.mark.qt_log_ignore("raise", "grabbing the keyboard")
def test_the_menu_offers_everything_by_word(noted, qtbot):
    window, ids = noted
    view = card(window, ids[0])
    key(qtbot, view, Qt.Key.Key_Menu)
    [menu] = window.side.notes.findChildren(QMenu, "note_menu")
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert "Đổi thành gạch chân" in words
    menu.actions()[words.index("Đổi thành gạch chân")].trigger()
    menu.close()
    assert row(window, ids[0]).kind == "underline"
    window.deeds["undo"].trigger()
    assert row(window, ids[0]).kind == "highlight"
    settle(qtbot, window)


def test_a_click_on_a_label_narrows_to_it(noted, qtbot):
    window, ids = noted
    tagged = lambda one: msgspec.structs.replace(one, tags=("gấp",))  # noqa: E731
    window.session.notes.alter(ids[1:2], "tags", tagged)
    view = card(window, ids[1])
    window.grab()
    corner = view.visualRect(view.currentIndex()).topLeft()
    place, tag = view.cards._tags[ids[1]][0]
    assert tag == "gấp"
    where = corner + QPoint(*map(int, place.center().toTuple()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [one.id for one in view.notes.shown] == [ids[1]]


def test_a_bookmark_is_undone_and_done_again(noted, qtbot):
    window, _ = noted
    window.deeds["bookmark"].trigger()
    window.deeds["undo"].trigger()
    assert window.marking.marked == {}
    window.deeds["redo"].trigger()
    assert list(window.marking.marked) == ["khung-hoang"]
    settle(qtbot, window)


def test_a_note_is_written_nowhere_else(noted, qtbot):
    window, ids = noted
    key(qtbot, card(window, ids[0]), Qt.Key.Key_E)
    assert len(window.findChildren(NoteEdit)) == 1
    window.finish_typing()
    settle(qtbot, window)
