"""Speaking from the open document: keys, clock, highlights, and the way back."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton

from desktop.library.document import leaves
from desktop.window.lectern.stopwatch import Stopwatch
from desktop.window.lectern.view import Lectern

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
FIRST, LAST = "I. Việc cần làm trong 72 giờ", "II. Sau bão"


@pytest.fixture
def speak(open_window, qtbot):
    """Opens the lectern on a document and gives its window and it."""

    def run(identifier="khung-hoang", before=lambda window: None):
        window = open_window(identifier)
        before(window)
        qtbot.waitUntil(lambda: window.settled)
        qtbot.keyClick(window.reader.page, Qt.Key.Key_F5)
        view = window.lectern.view
        qtbot.waitUntil(view.isActiveWindow)
        assert view.windowState() & Qt.WindowState.WindowFullScreen
        view.resize(1366, 768)
        return window, view

    return run


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view.sheet, key)


def test_f5_shows_it_over_the_whole_screen_and_space_goes_on(speak, qtbot):
    _, view = speak("dai")
    assert view.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert view.sheet.hasFocus()
    assert view.told[0] == "Mục 1/12"
    seen = [view.told[0]]
    while view.told[1] != "Hết tài liệu":
        press(qtbot, view, Qt.Key.Key_Space)
        seen.append(view.told[0])
    assert list(dict.fromkeys(seen)) == [f"Mục {number}/12" for number in range(1, 13)]
    press(qtbot, view, Qt.Key.Key_Space)
    assert view.told == ("Mục 12/12", "Hết tài liệu")
    press(qtbot, view, Qt.Key.Key_PageUp, Qt.Key.Key_Home)
    assert view.told[0] == "Mục 1/12"


def test_page_down_shows_every_line_of_a_section_before_the_next(speak, qtbot):
    _, view = speak("dai")
    view.set_zoom(400)
    bar, reached = view.sheet.verticalScrollBar(), []
    assert bar.maximum() > 0
    while view.told[0] == "Mục 1/12":
        reached.append(bar.value())
        last = bar.maximum()
        press(qtbot, view, Qt.Key.Key_PageDown)
    assert reached[-1] == last
    assert all(after - before < bar.pageStep() for before, after in pairwise(reached))
    press(qtbot, view, Qt.Key.Key_PageUp)
    assert view.told[0] == "Mục 1/12"
    assert bar.value() == bar.maximum()


def test_the_next_section_is_told_and_the_arrows_go_there(speak, qtbot):
    _, view = speak()
    press(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert view.sheet.accessibleName() == LAST
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.sheet.accessibleName() == FIRST
    view.sheet.to_end()
    assert view.told == ("Mục 2/3", f"Tiếp theo: {LAST}")
    shown = view.sheet.toPlainText()
    assert "Trưởng thôn" in shown
    assert "\ufffc" in shown  # the figure


def test_esc_leads_back_to_the_place_spoken_last(speak, qtbot):
    window, view = speak("dai")
    press(qtbot, view, *[Qt.Key.Key_Right] * 6)
    press(qtbot, view, Qt.Key.Key_Escape)
    assert window.lectern.view is None
    document = window.session.opened.briefing.document
    ids = [leaf.id for leaf in leaves(document)]
    block = ids.index(window.reader.page.place()[0])
    headings = [at for at, leaf in enumerate(leaves(document)) if leaf.text == "Mục 7"]
    assert headings[0] - 1 <= block <= headings[0] + 1
    qtbot.waitUntil(window.reader.page.hasFocus)


def test_it_begins_where_the_text_is_being_read(speak, qtbot):
    _, view = speak("dai", lambda window: window.reader.page.go_to_heading(4))
    assert view.told[0] == "Mục 5/12"


def test_highlights_are_marked_and_come_first_if_wished(speak, qtbot, open_window):
    def highlight(window):
        document = window.session.opened.briefing.document
        leaf = next(leaf for leaf in leaves(document) if "nhà văn hóa thôn" in leaf.text)
        start = leaf.text.index("nhà văn hóa thôn")
        window.session.notes.add([(leaf.id, start, start + 16)], "question")

    window, view = speak("khung-hoang", highlight)
    press(qtbot, view, Qt.Key.Key_Right)
    assert "Cần hỏi:" not in view.sheet.toPlainText()
    cursor = view.sheet.document().find("nhà văn hóa thôn")
    assert cursor.charFormat().background().color() == view._theme.colour("question")
    press(qtbot, view, Qt.Key.Key_K)
    shown = view.sheet.toPlainText()
    assert shown.index("Cần hỏi: nhà văn hóa thôn") < shown.index("Danh sách hộ")
    assert view.sheet.hasFocus()
    press(qtbot, view, Qt.Key.Key_Escape)
    assert window.lectern._preferences.lectern == (200, True)


def test_the_size_is_its_own_and_kept(speak, qtbot):
    window, view = speak()
    before = view.sheet.document().size().height()
    press(qtbot, view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert view.zoom == 240
    assert view.sheet.document().size().height() > before
    assert window.reader.page.zoom == 100
    press(qtbot, view, Qt.Key.Key_F5)
    qtbot.waitUntil(window.reader.page.hasFocus)
    qtbot.keyClick(window.reader.page, Qt.Key.Key_F5)
    assert window.lectern.view.zoom == 240
    press(qtbot, window.lectern.view, *[Qt.Key.Key_Minus] * 20)
    assert window.lectern.view.zoom == 120


def test_the_time_runs_halts_and_is_set_back():
    clock = iter([10.0, 70.0, 70.0, 500.0, 4000.0, 7669.0])
    watch = Stopwatch(lambda: next(clock))
    assert (watch.runs, watch.text()) == (False, "0:00")
    watch.toggle()
    assert (watch.runs, watch.text()) == (True, "1:00")
    watch.toggle()
    assert (watch.runs, watch.text()) == (False, "1:00")
    watch.reset()
    assert watch.text() == "0:00"
    watch.toggle()
    watch.reset()
    assert watch.text() == "1:01:09"


def test_s_and_r_are_its_keys(speak, qtbot):
    _, view = speak()
    ticks = iter(range(0, 10_000, 65))
    view.watch = Stopwatch(lambda: float(next(ticks)))
    press(qtbot, view, Qt.Key.Key_S)
    assert view.watch.runs
    assert view.elapsed.text() == "1:05"
    press(qtbot, view, Qt.Key.Key_S, Qt.Key.Key_R)
    assert not view.watch.runs
    assert view.elapsed.text() == "0:00"
    assert view.elapsed.accessibleName() == "Đã nói 0:00"


def test_nothing_takes_the_keyboard_and_notices_wait(speak, qtbot):
    window, view = speak()
    window.reader.notice.tell("Đã lưu.")
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.waitUntil(view.sheet.hasFocus)
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.told[0] == "Mục 2/3"
    window.reader.notice._passing.timeout.emit()
    press(qtbot, view, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not window.reader.notice.isHidden()
    dialog.close()
    window.reader.notice._passing.timeout.emit()
    assert window.reader.notice.isHidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_turns_with_the_window(open_window, qtbot, scheme):
    window = open_window("khung-hoang", scheme=scheme)
    window.deeds["lectern"].trigger()
    view = window.lectern.view
    window.appearance.choose("dark" if scheme == "light" else "light")
    paper = view.sheet.palette().color(view.sheet.palette().ColorRole.Base)
    assert paper == window.appearance.theme.colour("paper")


def test_what_can_be_focused_has_a_name(speak, qtbot):
    _, view = speak()
    nameless = [
        child
        for child in view.findChildren(object)
        if hasattr(child, "focusPolicy")
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isVisible()
        and not (child.accessibleName() or getattr(child, "text", str)())
    ]
    assert nameless == []


def test_it_goes_with_its_window(speak, qtbot):
    window, view = speak()
    assert isinstance(view, Lectern)
    window.close()
    assert window.lectern.view is None


def test_without_a_document_there_is_none(open_window):
    window = open_window()
    assert not window.deeds["lectern"].isEnabled()


@pytest.mark.parametrize("points", [10.0, 20.0])
@pytest.mark.parametrize("width", [800, 1024, 1366])
def test_nothing_is_clipped_at_any_size(app, open_window, qtbot, points, width):
    usual = app.font()
    font = QFont(usual)
    font.setPointSizeF(points)
    app.setFont(font)
    window = open_window("khung-hoang")
    window.deeds["lectern"].trigger()
    view = window.lectern.view
    view.showNormal()
    view.resize(width, 690)
    shown = [
        child
        for kind in (QPushButton, QCheckBox)
        for child in view.findChildren(kind)
        if child.isVisible()
    ]
    assert len(shown) >= 4
    assert all(child.width() >= child.minimumSizeHint().width() for child in shown)
    assert all(child.mapTo(view, child.rect().topRight()).x() < width for child in shown)
    app.setFont(usual)
