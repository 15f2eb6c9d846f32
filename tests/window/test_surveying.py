"""All notes of the library: searched, narrowed, sorted, followed, changed one or many, undone."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu

from desktop.library.document import leaves
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import Author, annotate, annotations, meet, put
from desktop.library.reader.state import ReaderState
from desktop.window.panes.all_notes_filter import Days
from desktop.window.widgets.labels_form import LabelsForm

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
MADE = (
    ("khung-hoang", "72 giờ", "figure", "", ("thiên tai",)),
    ("khung-hoang", "ba việc", "idea", "Nói lại ở thôn", ()),
    ("huong-dan", "một danh sách", "question", "Ai lập?", ("hỏi",)),
    ("da-thu-hoi", "người phụ trách", "excerpt", "", ()),
)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def noted(open_window, state_folder, qtbot):
    """A window on four notes made in earlier sittings, one of them a colleague's."""

    def opened(**how):
        window = open_window(**how)
        edition = window.session.edition
        with ReaderState(state_folder) as state:
            meet(state, "x1", Author("Lê Thị Mai", "LM"))
            for at, (briefing, words, colour, text, tags) in enumerate(MADE):
                document = edition.briefing(briefing).document
                leaf = next(one for one in leaves(document) if words in one.text)
                start = leaf.text.index(words)
                targets = anchors(document, ((leaf.id, start, start + len(words)),))
                made = annotate(
                    state, (edition.library, briefing, edition.number), targets, colour, text
                )
                moment = f"2026-0{at + 1}-05T03:00:00.000+00:00"
                author = "x1" if at == 2 else ""
                put(state, msgspec.structs.replace(made, tags=tags, created=moment, author=author))
        window.deeds["all_notes"].trigger()
        settle(window, qtbot)
        assert len(quotes(window)) == len(MADE)
        return window

    return opened


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.settled)


def quotes(window):
    model = window.surveying.pane.model
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def kept(state_folder, window):
    with ReaderState(state_folder) as state:
        held = annotations(state, window.session.edition.library)
        return {one.targets[0].quote: one for one in held}


def pick(menu, text):
    next(one for one in menu.actions() if one.text().startswith(text)).trigger()
    menu.close()


def menu_of(widget):
    return [one for one in widget.findChildren(QMenu) if one.isVisible()][-1]


NEWEST = ["người phụ trách", "một danh sách", "ba việc", "72 giờ"]


def test_all_notes_stand_in_one_table_newest_first(noted):
    window = noted()
    pane = window.surveying.pane
    assert quotes(window) == NEWEST
    assert pane.told == "4 ghi chú"
    spoken = pane.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (
        spoken == "Cần hỏi · Lê Thị Mai, Ai lập?, một danh sách, hỏi, Hướng dẫn rà soát, 5/3/2026"
    )


def test_replies_are_counted_beside_the_notes(noted, qtbot, state_folder):
    window = noted()
    pane = window.surveying.pane
    made = annotate_reply(state_folder, window, "Đã hỏi thôn.")
    window.surveying.read()
    settle(window, qtbot)
    assert made in pane.shown
    assert pane.told == "4 ghi chú · 1 trả lời"
    pane.filter.menus["kinds"].click()
    pick(menu_of(pane.filter), "Trả lời")
    assert pane.told == "1 trả lời"
    assert pane.filter.colours["idea"].text().endswith(" 1")


def test_the_arrow_of_the_newest_first_points_down(noted, qtbot):
    window = noted()
    pane = window.surveying.pane
    down = arrow(pane)
    assert down[0] > down[-1]
    pane.sort_by("created")
    up = arrow(pane)
    assert up == down[::-1]


def arrow(pane):
    """How wide the arrow in the heading of the last column is, from its top row to its bottom."""
    head = pane.view.horizontalHeader()
    picture = head.grab().toImage()
    right = [(x, y) for x in range(picture.width() - 22, picture.width() - 4)
             for y in range(6, picture.height() - 6)]  # fmt: skip
    ground = picture.pixelColor(*right[0])
    inked = [y for x, y in right if picture.pixelColor(x, y).lightness() < ground.lightness() - 60]
    return [inked.count(y) for y in sorted(set(inked))]


def annotate_reply(state_folder, window, text):
    """Answers the oldest note as another sitting would; the reply's id."""
    with ReaderState(state_folder) as state:
        first = min(annotations(state, window.session.edition.library), key=lambda one: one.created)
        reply = msgspec.structs.replace(
            first, id="answer", kind="reply", note=text, parent=first.id, targets=(), tags=()
        )
        put(state, reply)
    return reply.id


def test_a_note_in_markdown_stands_there_as_its_words(noted, qtbot):
    window = noted()
    pane = window.surveying.pane
    pane.view.reveal(NEWEST.index("ba việc"))
    qtbot.keyClick(pane.view, Qt.Key.Key_E)
    pane.editor.edit.setPlainText("Hỏi lại **số nhà**:\n\n- thôn *Trung*")
    qtbot.keyClick(pane.editor.edit, Qt.Key.Key_Return, CONTROL)
    settle(window, qtbot)
    shown = [pane.model.index(row, 1).data() for row in range(pane.model.rowCount())]
    assert shown[NEWEST.index("ba việc")] == "Hỏi lại số nhà: thôn Trung"
    assert pane.view.current.note.startswith("Hỏi lại **số nhà**")


def test_chips_narrow_together(noted, qtbot):
    window = noted()
    pane = window.surveying.pane
    chips = pane.filter
    qtbot.mouseClick(chips.colours["figure"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips.colours["idea"], Qt.MouseButton.LeftButton)
    assert quotes(window) == ["ba việc", "72 giờ"]
    chips.menus["tags"].click()
    pick(menu_of(chips), "thiên tai")
    assert quotes(window) == ["72 giờ"]
    assert chips.menus["tags"].accessibleName() == "thiên tai, đang chọn"
    chips.menus["tags"].setFocus()
    qtbot.keyClick(chips.menus["tags"], Qt.Key.Key_Backspace)
    assert quotes(window) == ["72 giờ"]
    qtbot.keyClick(chips.menus["tags"], Qt.Key.Key_Delete)
    assert quotes(window) == NEWEST
    chips.menus["author"].click()
    pick(menu_of(chips), "Lê Thị Mai")
    assert quotes(window) == ["một danh sách"]
    chips.menus["author"].click()
    pick(menu_of(chips), "Của tôi")
    assert len(quotes(window)) == 3
    chips.clear()
    chips.menus["conference"].click()
    pick(menu_of(chips), "Phòng, chống thiên tai")
    assert quotes(window) == NEWEST


def test_days_narrow_as_they_are_here(noted, qtbot):
    window = noted()
    chips = window.surveying.pane.filter
    chips.menus["dates"].click()
    pick(menu_of(chips), "Từ ngày")
    form = window.findChild(Days)
    form.since.setDate(form.since.date().fromString("2026-02-05", Qt.DateFormat.ISODate))
    form.until.setDate(form.until.date().fromString("2026-02-01", Qt.DateFormat.ISODate))
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.wrong
    form.until.setDate(form.until.date().fromString("2026-03-05", Qt.DateFormat.ISODate))
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert quotes(window) == ["một danh sách", "ba việc"]
    assert chips.menus["dates"].text() == "5/2/2026 – 5/3/2026"


def test_words_are_searched_in_notes_passages_and_titles(noted, qtbot):
    window = noted()
    pane = window.surveying.pane
    qtbot.keyClick(pane.view, Qt.Key.Key_F)
    assert pane.field.hasFocus()
    qtbot.keyClicks(pane.field, "noi lai thon")
    settle(window, qtbot)
    assert quotes(window) == ["ba việc"]
    pane.field.selectAll()
    qtbot.keyClicks(pane.field, "khunq xyzt")
    settle(window, qtbot)
    assert "Không có ghi chú nào như vậy." in pane.told
    qtbot.keyClick(pane.field, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert (quotes(window), pane.view.hasFocus()) == (NEWEST, True)


def test_what_is_changed_under_a_search_is_searched_again(noted, qtbot):
    window = noted()
    pane = window.surveying.pane
    pane.field.setText("hiem")
    settle(window, qtbot)
    assert quotes(window) == []
    pane.field.setText("noi lai")
    settle(window, qtbot)
    qtbot.keyClick(pane.view, Qt.Key.Key_E)
    pane.editor.edit.setPlainText("Việc nguy hiểm")
    qtbot.keyClick(pane.editor.edit, Qt.Key.Key_Return, CONTROL)
    settle(window, qtbot)
    assert quotes(window) == []
    pane.field.setText("hiem")
    settle(window, qtbot)
    assert quotes(window) == ["ba việc"]


def test_rows_are_sorted_by_headings_and_by_menu(noted):
    window = noted()
    pane = window.surveying.pane
    pane.view.sort_requested.emit(5)
    assert quotes(window) == NEWEST[::-1]
    pane.sort.click()
    pick(menu_of(pane), "Theo tài liệu")
    assert quotes(window) == ["một danh sách", "người phụ trách", "72 giờ", "ba việc"]


def test_enter_leads_to_the_passage_and_the_action_back(noted, qtbot):
    window = noted()
    view = window.surveying.pane.view
    view.reveal(1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.reading is not None and window.settled)
    assert window.session.card.id == "huong-dan"
    assert window.reader.shows(window.reader.page)
    window.deeds["all_notes"].trigger()
    settle(window, qtbot)
    assert view.current.quote == "một danh sách"


def test_a_text_is_edited_in_place_saved_while_typed_and_undone_as_one(noted, qtbot, state_folder):
    window = noted()
    pane = window.surveying.pane
    pane.view.reveal(NEWEST.index("ba việc"))
    qtbot.keyClick(pane.view, Qt.Key.Key_E)
    edit = pane.editor.edit
    assert edit.hasFocus()
    edit.selectAll()
    with qtbot.waitSignal(edit.paused):
        qtbot.keyClicks(edit, "Viec 1, 2")
    qtbot.waitUntil(lambda: pane.editor.saved)
    assert kept(state_folder, window)["ba việc"].note == "Viec 1, 2"
    qtbot.keyClicks(edit, " va 3")
    qtbot.keyClick(edit, Qt.Key.Key_Return, CONTROL)
    settle(window, qtbot)
    assert kept(state_folder, window)["ba việc"].note == "Viec 1, 2 va 3"
    assert pane.view.hasFocus()
    window.deeds["undo"].trigger()
    settle(window, qtbot)
    assert kept(state_folder, window)["ba việc"].note == "Nói lại ở thôn"
    window.deeds["redo"].trigger()
    settle(window, qtbot)
    assert kept(state_folder, window)["ba việc"].note == "Viec 1, 2 va 3"


def test_many_are_coloured_labelled_and_deleted_at_once_and_each_is_undone(
    noted, qtbot, state_folder
):
    window = noted()
    pane = window.surveying.pane
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    assert len(pane.chosen) == 4
    qtbot.keyClick(pane.view, Qt.Key.Key_2)
    settle(window, qtbot)
    assert {one.colour for one in kept(state_folder, window).values()} == {"figure"}
    assert window.deeds["undo"].text() == "Hoàn tác: đổi màu"
    pane.view.selectAll()
    qtbot.keyClick(pane.view, Qt.Key.Key_L)
    form = window.findChild(LabelsForm)
    qtbot.keyClicks(form.field, "hop thon, hoi")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert all({"hop thon", "hoi"} <= set(one.tags) for one in kept(state_folder, window).values())
    pane.view.selectAll()
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert kept(state_folder, window) == {}
    assert "bấm 1–4" in pane.told
    for _ in range(3):
        window.deeds["undo"].trigger()
        settle(window, qtbot)
    held = kept(state_folder, window)
    assert {quote: one.colour for quote, one in held.items()} == {
        words: colour for _, words, colour, _, _ in MADE
    }
    assert {quote: one.tags for quote, one in held.items()} == {
        words: tags for _, words, _, _, tags in MADE
    }


def test_a_label_is_taken_away_and_an_empty_form_says_what_it_needs(noted, qtbot, state_folder):
    window = noted()
    pane = window.surveying.pane
    pane.view.reveal(1)
    qtbot.keyClick(pane.view, Qt.Key.Key_L)
    form = window.findChild(LabelsForm)
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert form.wrong
    form.away.setCurrentText("hỏi")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert kept(state_folder, window)["một danh sách"].tags == ()


def test_the_open_document_follows_what_is_changed_in_the_table(noted, qtbot):
    window = noted()
    window.session.open_document("huong-dan")
    qtbot.waitUntil(lambda: window.session.notes.all() != [] and window.settled)
    window.deeds["all_notes"].trigger()
    settle(window, qtbot)
    pane = window.surveying.pane
    pane.view.reveal(quotes(window).index("một danh sách"))
    qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert window.session.notes.all() == []
    assert window.reader.notice.text == "Đã xóa 1 ghi chú."


def test_keys_of_input_tools_change_nothing(noted, qtbot, state_folder):
    """Backspace and letters that are no keys of the table."""
    window = noted()
    before = kept(state_folder, window)
    view = window.surveying.pane.view
    for key in "abcdghjkmnopqrstuvwyz5":
        qtbot.keyClicks(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    settle(window, qtbot)
    assert kept(state_folder, window) == before
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []


def test_what_lost_its_passage_is_to_be_reviewed(open_window, growing, state_folder, qtbot):
    window = open_window(library=growing.library)
    edition = window.session.edition
    document = edition.briefing("b1").document
    leaf = next(one for one in leaves(document) if "Nội dung 1" in one.text)
    with ReaderState(state_folder) as state:
        place = (edition.library, "b1", edition.number)
        annotate(state, place, anchors(document, ((leaf.id, 0, 10),)), "idea")
    growing.grow()
    window.close()
    window = open_window(library=growing.library)
    window.deeds["all_notes"].trigger()
    chips = window.surveying.pane.filter
    qtbot.waitUntil(lambda: window.settled and not chips.reviewing.isHidden())
    assert chips.reviewing.text() == "Cần xem lại 1"
    chips.reviewing.click()
    assert len(quotes(window)) == 1
    assert "Cần xem lại" in window.surveying.pane.model.index(0, 0).data()
