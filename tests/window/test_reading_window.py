"""The window as a reader uses it: keys and clicks on a real library."""

import shutil

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from desktop.library.pdf import PdfFile
from desktop.library.reader.annotations import annotations
from desktop.library.reader.state import ReaderState
from desktop.window import side
from desktop.window.handing import of_document
from desktop.window.opening import handbook
from desktop.window.panes.note_editor import NoteEdit
from desktop.window.preferences import Preferences

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def block_with(window, words):
    """The block that holds `words`, and where they begin."""
    leaf = next(leaf for leaf in window.reader.page.typeset.leaves if words in leaf.text)
    return leaf.block, leaf.text.index(words)


def select(window, words):
    block, start = block_with(window, words)
    window.reader.page.select(block, start, start + len(words))
    return block, start


def press(qtbot, window, key):
    qtbot.keyClick(window.reader.page, key)


def test_the_library_is_listed(open_window):
    window = open_window()
    assert window.documents.model.rowCount() == 4
    assert window.library.current.place == "newest"
    assert "Kho thử nghiệm" in window.reader.blank.text


def test_a_search_is_typed_and_its_first_hit_opened_by_keyboard(open_window, qtbot):
    window = open_window()
    field = window.toolbar.omnibox.field
    field.setFocus()
    with qtbot.waitSignal(window.finding.began):
        qtbot.keyClicks(field, "khung hoang truyen thong")
    assert window.room.lists.currentWidget() is window.results
    assert window.results.found.hits[0].id == "khung-hoang"
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"
    assert window.reader.page.hits[0] == 1
    many = window.reader.page.hits[1]
    assert many >= 2
    window.deeds["next_hit"].trigger()
    assert window.reader.page.hits == (2, many)
    qtbot.keyClick(window.reader.page, Qt.Key.Key_Escape)
    assert not window.finding.active
    assert window.reader.page.hits == (0, 0)


def test_only_the_newest_search_is_shown(open_window, qtbot):
    window = open_window()
    with qtbot.waitSignal(window.finding.began):
        window.finding.ask("loa truyền thanh")
        window.finding.ask("hướng dẫn rà soát")
    settle(qtbot, window)
    assert window.results.found.query == "hướng dẫn rà soát"


def test_a_highlight_made_by_a_key_is_saved(open_window, qtbot, state_folder):
    window = open_window("khung-hoang")
    block, start = select(window, "Danh sách hộ")
    press(qtbot, window, Qt.Key.Key_2)
    settle(qtbot, window)
    [placed] = window.session.notes.all()
    assert (placed.annotation.colour, placed.spans) == ("figure", ((block, start, start + 12),))
    with ReaderState(state_folder) as state:
        [saved] = annotations(state, window.session.edition.library, "khung-hoang")
    assert saved == placed.annotation


def test_a_note_is_written_in_place_and_there_again_after_reopening(open_window, qtbot):
    window = open_window("khung-hoang")
    select(window, "Danh sách hộ")
    press(qtbot, window, Qt.Key.Key_N)
    edit = window.side.notes.findChild(NoteEdit)
    assert window.side.currentIndex() == side.NOTES
    assert window.focusWidget() is edit
    qtbot.keyClicks(edit, "In 16 to")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    window.close()
    again = open_window("khung-hoang")
    [placed] = again.session.notes.all()
    assert placed.annotation.note == "In 16 to"
    assert placed.sure


def test_a_deleted_note_comes_back_with_undo(open_window, qtbot, state_folder):
    window = open_window("khung-hoang")
    block, start = block_with(window, "Bản tin kế tiếp")
    identifier = window.session.notes.add([(block, start, start + 7)], "idea", "Hỏi lại")
    settle(qtbot, window)
    window.room.show_side(side.NOTES)
    window.side.notes.reveal(identifier, focus=True)
    qtbot.keyClick(window.side.notes.view, Qt.Key.Key_Delete)
    assert window.session.notes.all() == []
    window.deeds["undo"].trigger()
    settle(qtbot, window)
    assert [one.annotation.note for one in window.session.notes.all()] == ["Hỏi lại"]
    with ReaderState(state_folder) as state:
        assert len(annotations(state, window.session.edition.library, "khung-hoang")) == 1


def test_the_outline_leads_and_follows(open_window, qtbot):
    window = open_window("dai")
    window.room.show_side(side.OUTLINE)
    settle(qtbot, window)
    outline = window.side.outline
    assert outline.model().rowCount() == 12
    outline.setCurrentIndex(outline.model().index(6, 0))
    outline.activated.emit(outline.currentIndex())
    assert outline.here == 6
    assert window.reader.page.heading() == 6
    window.deeds["next_heading"].trigger()
    assert outline.here == 7


def test_the_place_is_kept(open_window, qtbot):
    window = open_window("dai")
    window.reader.page.go_to_heading(8)
    place = window.reader.page.place()
    window.close()
    again = open_window("dai")
    assert again.reader.page.place()[0] == place[0]
    assert again.reader.page.heading() == 8


def test_the_way_back_and_forward(open_window, qtbot):
    window = open_window("khung-hoang")
    window.session.open_document("dai")
    settle(qtbot, window)
    window.deeds["back"].trigger()
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"
    window.deeds["forward"].trigger()
    settle(qtbot, window)
    assert window.session.card.id == "dai"


def test_a_citation_opens_the_document_that_it_names(open_window, qtbot):
    window = open_window("khung-hoang")
    with qtbot.waitSignal(window.session.document_opened):
        window.reader.page.link_requested.emit("briefing:huong-dan")
    targets = {one.target for one in window.session.opened.citations}
    assert window.session.card.id == "huong-dan"
    assert targets == set()


def test_pages_go_to_a_printer(open_window, qtbot, tmp_path):
    window = open_window("khung-hoang")
    target = tmp_path / "giấy.pdf"
    saved = tmp_path / "nguồn.pdf"
    with qtbot.waitSignal(window.handing.ended):
        window.handing.save(of_document(window.session.edition, "dai"), saved)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    with qtbot.waitSignal(window.handing.ended):
        window.handing.send(lambda: PdfFile(saved.read_bytes()), printer)
    settle(qtbot, window)
    with pypdfium2.PdfDocument(saved) as source, pypdfium2.PdfDocument(target) as printed:
        assert len(printed) == len(source)
        page = printed[0].render(scale=0.5).to_numpy()
    assert page.min() < 128


def test_copying_with_the_source_names_it(open_window, qtbot):
    window = open_window("khung-hoang")
    select(window, "Loa truyền thanh")
    press(qtbot, window, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("“Loa truyền thanh”")
    assert "Lê Thị Mai" in copied
    assert "12/9/2026" in copied


def test_the_popup_hides_neither_selection_nor_its_own_commands(open_window):
    window = open_window("khung-hoang")
    select(window, "Danh sách hộ")
    page, popup = window.reader.page, window.reader.page.popup
    assert popup.isVisible()
    cursor = page.textCursor()
    cursor.setPosition(cursor.selectionStart())
    selected = page.cursorRect(cursor).translated(page.viewport().pos())
    assert not popup.geometry().intersects(selected)
    assert page.rect().contains(popup.geometry())


@pytest.mark.parametrize("width", [690, 1366])
def test_the_scroll_bar_cuts_nothing_off_the_popup(open_window, qtbot, width):
    window = open_window("dai")
    page = window.reader.page
    page.setFixedWidth(width)
    settle(qtbot, window)
    leaf = next(one for one in page.typeset.leaves if len(one.text) > 60)
    for start in range(0, 60, 6):
        page.select(leaf.block, start, start + 6)
        assert page.popup.geometry().right() < page.viewport().geometry().right()


def test_a_withdrawn_document_says_so_and_stays_out_of_handouts(open_window, qtbot):
    window = open_window("da-thu-hoi")
    assert "Đã có bản mới." in window.reader.banner.text
    select(window, "Mỗi thôn")
    press(qtbot, window, Qt.Key.Key_T)
    assert window.drafts.items == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_turns_and_keeps_the_place(open_window, qtbot, scheme):
    window = open_window("dai", scheme=scheme)
    window.reader.page.go_to_heading(5)
    before = window.reader.page.place()[0]
    other = {"light": "dark", "dark": "light"}[scheme]
    window.deeds[f"theme_{other}"].trigger()
    assert window.appearance.theme.scheme == other
    assert window.reader.page.place()[0] == before
    paper = window.grab().toImage().pixelColor(window.width() - 60, 400)
    assert paper == window.appearance.theme.colour("paper")


def test_zoom_keeps_the_place_and_its_bounds(open_window, qtbot):
    window = open_window("dai")
    window.reader.page.go_to_heading(5)
    window.set_zoom(150)
    settle(qtbot, window)
    assert window.reader.page.heading() == 5
    window.set_zoom(400)
    assert window.reader.page.zoom == 200


def test_every_pane_is_reached_by_f6(open_window, qtbot):
    window = open_window("khung-hoang")
    window.room.show_side(side.OUTLINE)
    window.toolbar.omnibox.field.setFocus()
    seen = []
    for _ in range(5):
        window.deeds["next_pane"].trigger()
        seen.append(window.focusWidget())
    assert seen == [
        window.library.view,
        window.documents.view,
        window.reader.page,
        window.side.tabBar(),
        window.toolbar.omnibox.field,
    ]


def test_f6_goes_on_from_wherever_the_keyboard_is_in_a_pane(open_window, qtbot):
    window = open_window("khung-hoang")
    window.room.show_side(side.OUTLINE)
    for held, after, before in (
        (window.documents.field, window.reader.page, window.library.view),
        (window.side.outline, window.toolbar.omnibox.field, window.reader.page),
    ):
        for deed, reached in (("next_pane", after), ("previous_pane", before)):
            held.setFocus()
            assert window.focusWidget() is held
            window.deeds[deed].trigger()
            assert window.focusWidget() is reached


def test_the_tabs_beside_the_text_stand_ten_pixels_from_the_edge(open_window, qtbot):
    window = open_window("khung-hoang")
    window.room.show_side(side.NOTES)
    settle(qtbot, window)
    bar = window.side.tabBar()
    picture = window.side.grab(bar.geometry().adjusted(0, 8, 0, -8)).toImage()
    ground = picture.pixelColor(1, 1).lightness()
    inked = next(
        x for x in range(2, picture.width()) for y in range(picture.height())
        if abs(picture.pixelColor(x, y).lightness() - ground) > 40
    )  # fmt: skip
    assert 9 <= bar.x() + inked <= 11


@pytest.mark.parametrize("searching", [False, True])
def test_f6_passes_a_list_that_is_empty(open_window, qtbot, searching):
    window = open_window("khung-hoang", "xyzwj qwvfk" if searching else None)
    if not searching:
        window.documents.field.setText("xyzwj")
        settle(qtbot, window)
    box, field = window.toolbar.omnibox.field, window.documents.field
    box.setFocus()
    seen = []
    for _ in range(3 if searching else 4):
        window.deeds["next_pane"].trigger()
        seen.append(window.focusWidget())
    between = [] if searching else [field]
    assert seen == [window.library.view, *between, window.reader.page, box]
    window.deeds["to_list"].trigger()
    assert window.focusWidget() is (box if searching else field)


def test_the_caret_comes_to_the_section_that_keys_led_to(open_window, qtbot):
    window = open_window("dai")
    page = window.reader.page
    window.deeds["caret"].trigger()
    page.go_to_heading(8)
    settle(qtbot, window)
    place = page.verticalScrollBar().value()
    press(qtbot, window, Qt.Key.Key_Right)
    assert abs(page.verticalScrollBar().value() - place) < page.fontMetrics().height()
    assert page.viewport().rect().contains(page.cursorRect().center())


def test_every_focusable_widget_has_a_name(open_window, qtbot):
    window = open_window("khung-hoang", "khủng hoảng")
    window.session.notes.add([(*block_with(window, "Loa truyền"), 4)], "idea", "a")
    settle(qtbot, window)
    nameless = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(window):
            continue
        own = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            own = own or widget.text()
        inside = isinstance(widget.parent(), QAbstractItemView) or widget.objectName().startswith(
            "qt_"
        )
        if not own and not inside:
            nameless.append(widget)
    assert nameless == []


def test_a_missing_library_gives_a_page_and_no_traceback(open_window, tmp_path):
    window = open_window(library=tmp_path / "không có")
    assert window.reader.is_blank
    assert "không có" in window.reader.blank.text


def test_a_damaged_catalogue_gives_a_page(open_window, library_folder, tmp_path):
    broken = tmp_path / "hỏng"
    shutil.copytree(library_folder, broken)
    [catalogue] = broken.glob("editions/*/catalog.sqlite")
    catalogue.write_bytes(b"junk" * 100)
    window = open_window(library=broken)
    assert window.reader.is_blank
    assert "catalog.sqlite" in window.reader.blank.text


def test_reading_goes_on_when_notes_cannot_be_saved(open_window, qtbot, state_folder):
    state_folder.parent.mkdir(exist_ok=True)
    state_folder.write_text("a file where the folder should be", encoding="utf-8")
    window = open_window("khung-hoang")
    assert window.session.card.id == "khung-hoang"
    select(window, "Loa truyền thanh")
    press(qtbot, window, Qt.Key.Key_1)
    settle(qtbot, window)
    assert len(window.session.notes.all()) == 1
    assert window.reader.notice.isVisible()
    state_folder.unlink()
    window.session.notes.retry()
    settle(qtbot, window)
    with ReaderState(state_folder) as state:
        assert len(annotations(state, window.session.edition.library, "khung-hoang")) == 1


def test_a_marker_in_the_gutter_opens_its_note(open_window, qtbot):
    window = open_window("khung-hoang")
    identifier = window.session.notes.add([(*block_with(window, "Danh sách hộ"), 60)], "idea", "a")
    settle(qtbot, window)
    page = window.reader.page
    window.grab()
    place, key = page._decorations.markers[0]
    assert key == identifier
    with qtbot.waitSignal(page.marker_requested):
        qtbot.mouseClick(
            page.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(*map(int, place.center().toTuple())),
        )
    assert window.side.currentIndex() == side.NOTES


def test_the_handbook_opens_page_by_page(open_window, qtbot):
    window = open_window()
    with qtbot.waitSignal(window.session.document_opened):
        window.deeds["handbook"].trigger()
    settle(qtbot, window)
    pages = handbook("vi")
    assert window.session.reading.title == pages[0][0]
    assert window.side.outline.model().rowCount() >= 3
    buttons = window.reader.contents.findChildren(QAbstractButton)
    assert [button.text() for button in buttons] == [title for title, _ in pages]
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert window.session.reading.title == pages[1][0]
    window.session.open_document("dai")
    settle(qtbot, window)
    assert not window.reader.contents.isVisible()


def test_only_a_theme_chosen_by_hand_is_remembered(open_window, state_folder):
    window = open_window(scheme="dark")
    assert Preferences(state_folder).theme == "system"
    window.deeds["theme_light"].trigger()
    window.close()
    assert Preferences(state_folder).theme == "light"


def test_a_damaged_index_leaves_the_library_readable(open_window, library_folder, tmp_path):
    copy = tmp_path / "kho"
    shutil.copytree(library_folder, copy)
    for path in copy.glob("editions/*/index/*.seg"):
        path.unlink()
    window = open_window("khung-hoang", library=copy)
    assert window.session.card.id == "khung-hoang"
    assert window.session.search is None
    assert "doctor --repair" in window.reader.notice.text
