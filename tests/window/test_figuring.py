"""Sổ số liệu: gathered from highlights, narrowed, sorted, followed to its passage, taken away."""

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.library.document import leaves
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate
from desktop.library.reader.state import ReaderState
from desktop.window import side
from desktop.window.panes.figures import headings
from desktop.window.theme import ui_font

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
WORDS = {"khung-hoang": ("72 giờ", "ba việc", "14/HD-PCTT"), "huong-dan": ("một danh sách",)}


@pytest.fixture
def marked(open_window, state_folder, qtbot):
    """A window on highlights of three figures and some words, made in an earlier sitting."""

    def opened(**how):
        window = open_window(**how)
        edition = window.session.edition
        with ReaderState(state_folder) as state:
            for briefing, words in WORDS.items():
                document = edition.briefing(briefing).document
                for one in words:
                    place = (edition.library, briefing, edition.number)
                    annotate(state, place, anchors(document, (span(document, one),)), "figure")
        window.deeds["figures"].trigger()
        qtbot.waitUntil(lambda: window.settled and window.figuring.pane.view.rows.rowCount() == 4)
        return window

    return opened


def span(document, words):
    leaf = next(one for one in leaves(document) if words in one.text)
    start = leaf.text.index(words)
    return leaf.id, start, start + len(words)


def column(window, at=0):
    rows = window.figuring.pane.view.rows
    return [rows.index(row, at).data() for row in range(rows.rowCount())]


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.settled)


def test_highlighted_figures_stand_in_one_table(marked):
    window = marked()
    assert window.reader.shows(window.figuring.pane)
    assert sorted(column(window)) == ["14/HD-PCTT", "72 giờ", "ba việc", "một danh sách"]
    assert window.figuring.pane.told == "4 số liệu"
    first = window.figuring.pane.view.rows.index(column(window).index("72 giờ"), 0)
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Xử lý khủng hoảng truyền thông" in spoken
    assert "I. Việc cần làm trong 72 giờ" in spoken


def test_keys_lead_from_the_table_to_the_passage_and_back(marked, qtbot):
    window = marked()
    view = window.figuring.pane.view
    view.reveal(column(window).index("14/HD-PCTT"))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.reading is not None and window.settled)
    page = window.reader.page
    assert window.reader.shows(page)
    assert window.session.card.id == "khung-hoang"
    window.deeds["figures"].trigger()
    settle(window, qtbot)
    assert view.current.words == "14/HD-PCTT"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.reader.shows(page)


def test_escape_without_a_document_leads_to_the_start_page(marked, qtbot):
    window = marked()
    qtbot.keyClick(window.figuring.pane.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.reader.shows(window.reader.start))


def test_words_narrow_and_headings_sort(marked, qtbot):
    window = marked()
    pane = window.figuring.pane
    qtbot.keyClick(pane.view, Qt.Key.Key_F)
    assert pane.field.hasFocus()
    qtbot.keyClicks(pane.field, "khung hoang")
    assert len(column(window)) == 3
    qtbot.keyClicks(pane.field, " xyz")
    assert pane.told == "Không có số liệu nào chứa các chữ này."
    qtbot.keyClick(pane.field, Qt.Key.Key_Escape)
    assert (pane.view.hasFocus(), len(column(window))) == (True, 4)
    pane.view.sort_requested.emit(0)
    assert column(window)[0] == "72 giờ"
    pane.sort.click()
    menu = pane.findChild(QMenu)
    action = next(one for one in menu.actions() if one.text() == "Tài liệu")
    action.trigger()
    menu.close()
    assert column(window)[0] == "một danh sách"


def test_rows_are_copied_and_saved(marked, qtbot, tmp_path):
    window = marked()
    pane = window.figuring.pane
    qtbot.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("Số liệu\tCâu\tTài liệu")
    qtbot.keyClick(pane.view, Qt.Key.Key_X)
    dialog = window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    window.figuring.save(tmp_path / "so.csv")
    qtbot.waitUntil(lambda: "so.csv" in window.reader.notice.text)
    text = (tmp_path / "so.csv").read_bytes().decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == column(window)
    pane.view.selectRow(0)
    pane.view.selectionModel().select(
        pane.view.rows.index(1, 0),
        pane.view.selectionModel().SelectionFlag.Select
        | pane.view.selectionModel().SelectionFlag.Rows,
    )
    window.figuring.save(tmp_path / "so.md")
    qtbot.waitUntil(lambda: "so.md" in window.reader.notice.text)
    assert len((tmp_path / "so.md").read_text(encoding="utf-8").splitlines()) == 6


def test_the_table_is_printed(marked, qtbot):
    window = marked()
    window.figuring.pane.field.setText("một danh")
    window.figuring.pane.print_requested.emit()
    settle(window, qtbot)
    assert window.findChild(QPrintDialog) is not None, window.reader.notice.text
    window.findChild(QPrintDialog).reject()
    settle(window, qtbot)


def test_a_highlight_taken_back_leaves_the_table(marked, qtbot):
    window = marked()
    window.session.open_document("huong-dan")
    qtbot.waitUntil(lambda: window.session.notes.all() != [] and window.settled)
    [one] = window.session.notes.all()
    window.session.notes.remove(one.annotation.id)
    window.deeds["figures"].trigger()
    qtbot.waitUntil(lambda: len(column(window)) == 3)


def test_without_figures_it_says_how_to_make_one(open_window, qtbot):
    window = open_window()
    window.deeds["figures"].trigger()
    settle(window, qtbot)
    assert "bấm 2" in window.figuring.pane.told


@pytest.mark.parametrize("action", ["figures", "all_notes"])
def test_escape_leaves_a_view_that_is_empty(open_window, qtbot, action):
    window = open_window("khung-hoang")
    window.reader.page.setFocus()
    window.deeds[action].trigger()
    settle(window, qtbot)
    view = window.figuring if action == "figures" else window.surveying
    assert view.pane.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not view.active
    assert window.focusWidget() is window.reader.page


def test_beside_the_right_pane_headings_and_dates_are_whole(marked, qtbot):
    window = marked()
    window.room.show_side(side.NOTES)
    settle(window, qtbot)
    view = window.figuring.pane.view
    head, letters = view.horizontalHeader(), view.fontMetrics()
    bold = QFontMetrics(ui_font(bold=True))
    for at, words in enumerate(headings()):
        assert head.sectionSize(at) >= bold.horizontalAdvance(words) + 12
    assert view.columnWidth(5) > letters.horizontalAdvance("12/9/2026") + 12
    assert head.length() <= view.viewport().width()


def test_the_keyboard_follows_when_a_filter_hides_all_rows(marked):
    window = marked()
    pane = window.figuring.pane
    assert pane.view.hasFocus()
    pane.field.setText("xyzwj")
    assert pane.isAncestorOf(window.focusWidget())
    pane.field.setText("")
    assert pane.view.hasFocus()


def test_what_a_later_edition_changed_is_flagged(open_window, growing, state_folder, qtbot):
    window = open_window(library=growing.library)
    edition = window.session.edition
    document = edition.briefing("b1").document
    with ReaderState(state_folder) as state:
        place = (edition.library, "b1", edition.number)
        annotate(state, place, anchors(document, (span(document, "Nội dung 1"),)), "figure")
    growing.grow()
    window.close()
    window = open_window(library=growing.library)
    window.deeds["figures"].trigger()
    pane = window.figuring.pane
    qtbot.waitUntil(lambda: window.settled and pane.view.rows.rowCount() == 1)
    qtbot.mouseClick(pane.flagged, Qt.MouseButton.LeftButton)
    assert pane.flagged.isChecked()
    [figure] = pane.view.rows.shown
    assert figure.flagged
    assert column(window, 6) != [""]
