"""Notes in the window by keys and clicks: written, answered, labelled, undone, checked, chosen."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.annotations import Author, annotations, keep, meet, records
from desktop.library.reader.records import Content, join
from desktop.library.reader.state import ReaderState
from desktop.library.schema import FrontMatter
from desktop.window import side
from desktop.window.panes.card_panel import CardPanel
from desktop.window.panes.note_editor import LabelsEditor, NoteEdit

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
WORDED = "Điểm sơ tán phải có nước sạch đủ dùng ít nhất hai ngày, đèn dự phòng và lối ra."
REWORDED = "Điểm sơ tán phải có nước sạch đủ dùng ba ngày trở lên, đèn dự phòng và lối ra."
CONTROL = Qt.KeyboardModifier.ControlModifier


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def spans(window, words):
    leaf = next(leaf for leaf in window.reader.page.typeset.leaves if words in leaf.text)
    start = leaf.text.index(words)
    return [(leaf.block, start, start + len(words))]


def select(window, words):
    [(block, start, end)] = spans(window, words)
    window.reader.page.setFocus()
    window.reader.page.select(block, start, end)


def saved(window, state_folder):
    library, briefing = window.session.edition.library, window.session.card.id
    with ReaderState(state_folder) as state:
        return annotations(state, library, briefing)


@pytest.fixture
def noted(open_window, qtbot):
    """A window on a document with three notes, the pane open."""
    window = open_window("khung-hoang")
    notes = window.session.notes
    ids = [
        notes.add(spans(window, "người trực ban"), "idea", "Một"),
        notes.add(spans(window, "Danh sách hộ"), "figure", "Hai"),
        notes.add(spans(window, "Bản tin kế tiếp"), "question", ""),
    ]
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    return window, ids


def key(qtbot, widget, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for one in keys:
        qtbot.keyClick(widget, one, modifier)


def card(window, identifier):
    view = window.side.notes.view
    assert view.reveal(identifier)
    view.setFocus()
    return view


def row(window, identifier):
    return next(row for row in window.side.notes.rows if row.id == identifier)


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


# versions of others


@pytest.fixture
def disputed(noted, qtbot, open_window, state_folder):
    """The first note has another version, by a colleague who knew nothing of ours."""
    window, [first, *_] = noted
    window.close()
    with ReaderState(state_folder) as state:
        [held] = records(state, [first])
        base = msgspec.structs.replace(held, context={"xa": 0}, versions=())
        said = msgspec.structs.replace(held.shown.content, note="Của bạn", author="ban")
        assert isinstance(said, Content)
        theirs = base.changed("xa", "2026-01-01T00:00:00.000+00:00", said)
        keep(state, [join(held, theirs)])
        meet(state, "ban", Author("Trần Thị Na", "TTN"))
    window = open_window("khung-hoang")
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    return window, first


@pytest.mark.parametrize(("button", "note"), [(0, "Một"), (1, "Của bạn"), (2, "Một\n\nCủa bạn")])
def test_another_version_is_shown_and_settled_and_that_is_undone(
    disputed, qtbot, open_window, state_folder, button, note
):
    window, first = disputed
    assert "Bản khác" in row(window, first).spoken
    card(window, first)
    window.noting.annotating.show_rival(first)
    panel = window.side.notes.view.inset
    assert isinstance(panel, CardPanel)
    qtbot.mouseClick(panel.buttons[button], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert (row(window, first).note, row(window, first).rivals) == (note, ())
    with ReaderState(state_folder) as state:
        assert [len(held.versions) for held in records(state, [first])] == [1]
    window.deeds["undo"].trigger()
    settle(qtbot, window)
    assert row(window, first).note == "Một"
    window.close()
    again = open_window("khung-hoang")
    held = row(again, first)
    assert (held.note, [other.note for other in held.rivals]) == ("Một", ["Của bạn"])


def test_who_wrote_a_note_is_shown(disputed, qtbot):
    window, first = disputed
    window.session.notes.settle(first, window.session.notes.rivals[first][0])
    assert row(window, first).author == Author("Trần Thị Na", "TTN")
    assert row(window, first).spoken.startswith("Trần Thị Na")
    settle(qtbot, window)


# what is to check


@pytest.fixture
def changed(growing, open_window, qtbot):
    """Two notes whose passages the next edition has reworded and taken out."""
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"{WORDED}\n\n## Phần sau")
    growing._build()
    window = open_window("b1", library=growing.library)
    notes = window.session.notes
    ids = [
        notes.add(spans(window, "ít nhất hai ngày"), "idea", "Hỏi lại"),
        notes.add(spans(window, "Phần sau"), "figure"),
    ]
    settle(qtbot, window)
    window.close()
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"{REWORDED}\n\nHết.")
    growing._build()
    window = open_window("b1", library=growing.library)
    settle(qtbot, window)
    return window, ids


def test_what_is_to_check_leads_and_is_shown_once(changed, qtbot, open_window, growing):
    window, ids = changed
    tray = window.side.notes.tray
    assert {case.id for case in tray.cases} == set(ids)
    assert window.side.currentIndex() == side.NOTES
    assert tray.isVisible()
    tray.setFocus()
    first = tray.current
    assert (first.edition, first.present) == (2, 3)
    key(qtbot, tray, Qt.Key.Key_Down)
    assert tray.current != first
    assert "2/2" in tray.later.text()
    window.side.setCurrentIndex(side.OUTLINE)
    window.close()
    again = open_window("b1", library=growing.library)
    assert again.side.currentIndex() == side.OUTLINE
    assert len(again.side.notes.tray.cases) == 2


def test_k_keeps_the_old_passage_and_it_stays_readable(changed, qtbot, open_window, growing):
    window, ids = changed
    tray = window.side.notes.tray
    tray.choose(ids[0])
    key(qtbot, tray, Qt.Key.Key_K)
    assert [case.id for case in tray.cases] == [ids[1]]
    assert "Đoạn của đợt 2" in row(window, ids[0]).caption
    window.deeds["undo"].trigger()
    assert len(tray.cases) == 2
    window.deeds["redo"].trigger()
    assert len(tray.cases) == 1
    settle(qtbot, window)
    window.close()
    again = open_window("b1", library=growing.library)
    assert [case.id for case in again.side.notes.tray.cases] == [ids[1]]
    again.deeds["notes"].trigger()
    settle(qtbot, again)
    key(qtbot, card(again, ids[0]), Qt.Key.Key_Return)
    panel = again.side.notes.view.inset
    assert isinstance(panel, CardPanel)
    assert WORDED in panel.buttons[0].accessibleDescription()


def test_a_attaches_to_what_comes_nearest(changed, qtbot, state_folder):
    window, _ = changed
    notes, tray = window.session.notes, window.side.notes.tray
    near = next(case for case in tray.cases if case.new)
    assert REWORDED in near.new
    tray.choose(near.id)
    key(qtbot, tray, Qt.Key.Key_A)
    settle(qtbot, window)
    assert notes.placed(near.id).sure
    [kept] = [one for one in saved(window, state_folder) if one.id == near.id]
    assert kept.edition == 3
    window.deeds["undo"].trigger()
    assert not notes.placed(near.id).sure
    settle(qtbot, window)


def test_a_note_is_written_nowhere_else(noted, qtbot):
    window, ids = noted
    key(qtbot, card(window, ids[0]), Qt.Key.Key_E)
    assert len(window.findChildren(NoteEdit)) == 1
    window.finish_typing()
    settle(qtbot, window)
