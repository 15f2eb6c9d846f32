"""Originals and attachments in place of the page: read, searched, copied, printed, left."""

import threading
from functools import partial

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.library.pdf import PdfFile
from desktop.window.originals.files import Shown
from tests.window.originals.conftest import pdf

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier


def settle(qtbot, window):
    pane = window.originals.pane
    waiting = (pane.find_bar, pane.canvas)
    qtbot.waitUntil(lambda: window.settled and not any(one.waiting for one in waiting))


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def find(qtbot, window, words):
    pane = window.originals.pane
    press(qtbot, pane.view, Qt.Key.Key_F, CTRL)
    assert pane.find_bar.field.hasFocus()
    qtbot.keyClicks(pane.find_bar.field, words)
    settle(qtbot, window)
    return pane


def ink(canvas):
    """How many pixels of the view are dark."""
    image = canvas.viewport().grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_ctrl_o_shows_the_original_and_esc_leads_back(open_window, qtbot):
    window = open_window("ung-truc")
    press(qtbot, window.reader.page, Qt.Key.Key_O, CTRL)
    settle(qtbot, window)
    pane = window.originals.pane
    assert window.originals.active
    assert pane.canvas.hasFocus()
    assert pane.chooser.currentText() == "Bản gốc: ung-truc.pdf"
    assert pane.canvas.pages == 6
    assert ink(pane.canvas) > 100
    press(qtbot, pane.canvas, Qt.Key.Key_Escape)
    assert not window.originals.active
    assert window.reader.page.hasFocus()


def test_the_heading_names_the_files_and_a_link_opens_one(open_window, qtbot):
    window = open_window("ung-truc")
    said = window.reader.page.toPlainText()
    assert "Bản gốc: ung-truc.pdf" in said
    assert "Tệp đính kèm: phu-luc.pdf, mat-khau.pdf" in said
    window.reader.page.link_requested.emit("enclosed:1")
    settle(qtbot, window)
    assert window.originals.pane.shown.name == "phu-luc.pdf"
    assert window.reader.notice.isHidden()


def test_a_briefing_without_files_offers_none(open_window):
    window = open_window("khong-tep")
    assert not window.deeds["original"].isEnabled()
    assert not window.deeds["save_copy"].isEnabled()
    assert "Bản gốc" not in window.reader.page.toPlainText()


def test_the_keyboard_pages_and_the_field_jumps(open_original, qtbot):
    canvas = (window := open_original("ung-truc.pdf")).originals.pane.canvas
    press(qtbot, canvas, Qt.Key.Key_Right)
    assert canvas.page == 1
    press(qtbot, canvas, Qt.Key.Key_Left)
    assert canvas.page == 0
    before = canvas.verticalScrollBar().value()
    press(qtbot, canvas, Qt.Key.Key_Space)
    assert canvas.verticalScrollBar().value() > before
    press(qtbot, canvas, Qt.Key.Key_End)
    assert canvas.page == 5
    press(qtbot, canvas, Qt.Key.Key_G, CTRL)
    field = window.originals.pane.foot.field
    assert field.hasFocus()
    assert field.text() == "6"
    qtbot.keyClicks(field, "3")
    press(qtbot, field, Qt.Key.Key_Return)
    assert canvas.page == 2
    assert canvas.hasFocus()
    assert canvas.accessibleDescription().startswith("Trang 3 trên 6")


def test_zoom_keeps_the_place_and_w_fits_the_width(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    canvas = window.originals.pane.canvas
    fitted, reading = canvas.zoom, window.reader.page.zoom
    canvas.go_to_page(3)
    window.deeds["zoom_in"].trigger()
    assert canvas.zoom > fitted
    assert canvas.page == 3
    window.deeds["zoom_reset"].trigger()
    assert canvas.zoom == 100
    window.deeds["zoom_out"].trigger()
    assert canvas.zoom == 90
    assert window.reader.page.zoom == reading
    press(qtbot, canvas, Qt.Key.Key_W)
    assert canvas.zoom == fitted
    assert canvas.page == 3
    canvas.set_zoom(300)
    for key, text in ((Qt.Key.Key_Backspace, ""), (Qt.Key.Key_unknown, "ư")):  # W in Telex
        typed = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(canvas, typed)
    assert canvas.zoom == fitted
    assert window.originals.active
    settle(qtbot, window)


def test_typing_without_marks_finds_and_steps(open_original, qtbot):
    window = open_original("phu-luc.pdf")
    pane = find(qtbot, window, "may bom")
    assert pane.find_bar.count == "1 / 1"
    assert pane.canvas.page == 1
    pane = find(qtbot, window, "t")
    assert "/ " in pane.find_bar.count
    first = pane.seeking.current
    press(qtbot, pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.seeking.current != first
    press(qtbot, pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert pane.seeking.hits == []
    assert window.originals.active


def test_what_is_not_there_is_said(open_original, qtbot):
    pane = find(qtbot, open_original("phu-luc.pdf"), "zzz")
    assert pane.find_bar.count == "Không thấy"


def test_a_hit_in_an_attachment_opens_it_at_its_page_with_the_hit_marked(open_window, qtbot):
    window = open_window()
    window.finding.ask_and_open("kiểm kê máy bơm")
    qtbot.waitUntil(lambda: window.originals.active)
    settle(qtbot, window)
    pane = window.originals.pane
    assert pane.shown.name == "phu-luc.pdf"
    assert pane.canvas.page == 1
    page, start, end = pane.seeking.current
    assert (page, pane.canvas.tiles.letters(1).text[start:end]) == (1, "kiểm kê máy bơm")
    assert window.reader.bar.isHidden()
    assert pane.canvas.hasFocus()


def test_a_hit_in_a_text_file_is_marked_among_its_words(open_window, qtbot):
    window = open_window()
    window.finding.ask_and_open("máy phát điện")
    qtbot.waitUntil(lambda: window.originals.active)
    settle(qtbot, window)
    words = window.originals.pane.words
    assert words.hasFocus()
    marked = [one.cursor.selectedText() for one in words.extraSelections()]
    assert marked[0] == "máy phát điện"


def test_a_hit_in_the_text_leads_back_from_an_attachment(open_original, qtbot):
    window = open_original("phu-luc.pdf")
    window.finding.ask_and_open("rà soát lại")
    qtbot.waitUntil(lambda: not window.originals.active)
    settle(qtbot, window)
    assert window.reader.page.hits[1] > 0


def test_the_mouse_selects_and_ctrl_c_copies(open_original, qtbot):
    window = open_original("phu-luc.pdf")
    canvas = window.originals.pane.canvas
    letters = canvas.tiles.letters(0)

    def at(letter):
        left, top, right, bottom = letters.box(letter)
        place = canvas._place(0)
        x = place.left() + (left + right) / 2 * place.width()
        y = place.top() + (top + bottom) / 2 * place.height()
        return QPoint(round(x), round(y))

    begin, end = letters.text.index("trực"), letters.text.index("đêm")
    view = canvas.viewport()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at(begin))
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        press(qtbot, canvas, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "trực"
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at(begin) - QPoint(3, 0))
    qtbot.mouseMove(view, at(end) + QPoint(40, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(end))
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        window.deeds["copy"].trigger()
    assert QGuiApplication.clipboard().text().startswith("trực đêm")


def test_the_arrow_keys_select_after_f7(open_original, qtbot):
    window = open_original("phu-luc.pdf")
    canvas = window.originals.pane.canvas
    window.deeds["caret"].trigger()
    assert canvas.selection.head == (0, 0)
    for _ in range(7):
        press(qtbot, canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        press(qtbot, canvas, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Danh bạ"
    press(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.selection is None
    assert window.originals.active


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mat-khau.pdf", "có mật khẩu"),
        ("hong.pdf", "bị hỏng, tải thiếu"),
        ("bang.xls", "không xem được tệp .xls"),
    ],
)
def test_what_cannot_be_shown_is_said_with_a_copy_offered(open_original, name, said):
    pane = open_original(name).originals.pane
    assert said in pane.blank.text
    assert pane.view is pane.blank
    assert pane.blank.findChild(type(pane._save)).text() == "Lưu bản sao…"


def test_a_word_original_is_the_briefing_itself(open_window, qtbot):
    window = open_window("bang-word")
    window.deeds["original"].trigger()
    settle(qtbot, window)
    assert "chính là bài bạn đang đọc" in window.originals.pane.blank.text


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [("ghi-chu.txt", "muoi hai", "Mười hai"), ("mau.docx", "bao cao", "báo cáo")],
)
def test_text_files_show_their_words_and_are_searched(open_original, qtbot, name, words, found):
    window = open_original(name)
    pane = find(qtbot, window, words)
    assert pane.view is pane.words
    assert pane.find_bar.count == "1 / 1"
    marks = pane.words.extraSelections()
    assert marks[0].cursor.selectedText() == found


def test_a_picture_is_shown_and_zoomed(open_original, qtbot):
    window = open_original("so-do.svg")
    canvas = window.originals.pane.canvas
    image = canvas.viewport().grab().toImage()
    middle = image.pixelColor(image.width() // 2, 40)
    assert middle.name() == "#0e6366"
    window.deeds["zoom_reset"].trigger()
    settle(qtbot, window)
    assert canvas.zoom == 100


def test_another_file_is_chosen_in_the_head(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    chooser = window.originals.pane.chooser
    chooser.setFocus()
    press(qtbot, chooser, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert window.originals.pane.shown.name == "phu-luc.pdf"
    assert chooser.currentText() == "phu-luc.pdf"


@pytest.mark.parametrize("name", ["ung-truc.pdf", "bang.xls"])
def test_a_copy_is_the_file_byte_for_byte(open_original, qtbot, tmp_path, contents, name):
    window = open_original(name)
    press(qtbot, window.originals.pane.view, Qt.Key.Key_S, CTRL)
    dialog = window.findChild(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("bản sao" + name[-4:])
    with qtbot.waitSignal(window.handing.ended):
        dialog.accept()
    settle(qtbot, window)
    assert (tmp_path / ("bản sao" + name[-4:])).read_bytes() == contents[name]


def test_opening_another_briefing_leaves_the_file(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    assert not window.deeds["highlight"].isEnabled()
    window.session.open_document("khong-tep")
    settle(qtbot, window)
    assert not window.originals.active
    assert window.originals.pane.canvas.tiles is None
    assert window.deeds["highlight"].isEnabled()


def test_the_pages_of_a_pdf_go_to_a_printer(open_window, qtbot, tmp_path, contents):
    window = open_window("ung-truc")
    target = tmp_path / "giấy.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFromTo(2, 4)
    with qtbot.waitSignal(window.handing.ended) as told:
        window.handing.send(partial(PdfFile, contents["ung-truc.pdf"]), printer)
    settle(qtbot, window)
    assert "3 trang" in told.args[0]
    with pypdfium2.PdfDocument(target) as printed:
        assert len(printed) == 3
        assert printed[0].render(scale=0.5).to_numpy().min() < 128


def test_ctrl_p_prints_the_file_that_is_shown(open_original, qtbot, monkeypatch):
    window = open_original("phu-luc.pdf")
    asked = []
    monkeypatch.setattr(window.handing, "ask_printer", asked.append)
    press(qtbot, window.originals.pane.canvas, Qt.Key.Key_P, CTRL)
    with_pages = asked[0]()
    assert len(with_pages.sizes) == 2
    with_pages.close()


def test_in_prints_the_briefing_straight_away(open_window, qtbot):
    window = open_window("ung-truc")
    press(qtbot, window.reader.page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: window.findChild(QPrintDialog) is not None)
    window.findChild(QPrintDialog).reject()
    settle(qtbot, window)


def test_printing_can_be_stopped(open_window, qtbot, tmp_path, contents):
    window = open_window("ung-truc")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "giấy.pdf"))
    going, stopped = threading.Event(), threading.Event()

    class Slow(PdfFile):
        def draw(self, tile, cancel=None):
            going.set()
            stopped.wait()
            return super().draw(tile, cancel)

    window.handing.send(lambda: Slow(contents["ung-truc.pdf"]), printer)
    qtbot.waitUntil(going.is_set)
    qtbot.waitUntil(lambda: "Đang in trang 1/6" in window.reader.notice.text)
    with qtbot.waitSignal(window.handing.ended) as told:
        qtbot.mouseClick(window.reader.notice._act, Qt.MouseButton.LeftButton)
        stopped.set()
    assert told.args == ["Đã dừng in. Những trang đã gửi đi có thể vẫn ra giấy."]
    settle(qtbot, window)


@pytest.mark.parametrize("width", [300, 420, 900])
def test_the_head_and_foot_fit_and_keep_their_names(open_original, qtbot, width):
    window = open_original("ung-truc.pdf")
    pane = window.originals.pane
    pane.setParent(None)
    pane.resize(width, 600)
    pane.show()
    for button in (pane._back, pane._find, pane._save):
        assert button.width() >= button.minimumSizeHint().width()
        assert button.geometry().right() <= width
        assert button.accessibleName()
    assert pane._save.text() == ("Lưu bản sao…" if width == 900 else "")
    assert pane.foot.field.geometry().right() <= width
    settle(qtbot, window)
    pane.hide()
    window.reader.add_view(pane)


def test_hostile_words_in_the_find_bar_and_the_field_do_no_harm(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    pane = window.originals.pane
    press(qtbot, pane.canvas, Qt.Key.Key_G, CTRL)
    qtbot.keyClicks(pane.foot.field, "99999abc")
    press(qtbot, pane.foot.field, Qt.Key.Key_Return)
    assert pane.canvas.page in range(6)
    press(qtbot, pane.foot.field, Qt.Key.Key_Escape)
    assert pane.canvas.hasFocus()
    window.deeds["zoom_in"].trigger()
    find(qtbot, window, "(((.*")
    assert pane.find_bar.count == "Không thấy"


@pytest.mark.parametrize("name", ["ung-truc.pdf", "ghi-chu.txt"])
def test_going_to_a_place_of_the_text_shows_the_text(open_original, qtbot, name):
    window = open_original(name)
    window.side.outline.heading_requested.emit(1)
    assert not window.originals.active
    assert window.reader.section == "II. Sau bão"
    window.originals.show(name)
    settle(qtbot, window)
    window.deeds["previous_heading"].trigger()
    assert not window.originals.active
    window.originals.show(name)
    settle(qtbot, window)
    press(qtbot, window.originals.pane.view, Qt.Key.Key_Escape)
    assert not window.originals.active
    assert window.reader.page.hasFocus()


def test_f6_comes_by_the_file(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    window.deeds["to_list"].trigger()
    window.deeds["next_pane"].trigger()
    assert window.originals.pane.canvas.hasFocus()
    window.deeds["to_list"].trigger()
    window.deeds["to_document"].trigger()
    assert window.originals.pane.canvas.hasFocus()


def test_a_thousand_pages_are_gone_through_and_only_those_seen_are_drawn(open_original, qtbot):
    window = open_original("phu-luc.pdf")
    pane = window.originals.pane
    data = pdf(*(f"= Trang {number}" for number in range(1, 1001)))
    pane.show_file(Shown("dài.pdf", data, PdfFile(data)))
    settle(qtbot, window)
    press(qtbot, pane.canvas, Qt.Key.Key_End)
    settle(qtbot, window)
    assert pane.canvas.page == 999
    assert pane.foot.field.text() == "1000"
    tiles = pane.canvas.tiles
    assert {tile.page for tile in tiles._images} <= {0, 1, 2, 997, 998, 999}
    assert tiles.letters(999).text == "Trang 1000"
    find(qtbot, window, "trang 517")
    assert pane.canvas.page == 516


def test_another_screen_has_the_pages_drawn_for_its_pixels(open_original, qtbot, monkeypatch):
    window = open_original("phu-luc.pdf")
    canvas = window.originals.pane.canvas
    before = {tile.across for tile in canvas.tiles._images}
    monkeypatch.setattr(type(canvas), "devicePixelRatioF", lambda _: 1.5)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.DevicePixelRatioChange))
    settle(qtbot, window)
    after = {tile.across for tile in canvas.tiles._images} - before
    assert after == {round(across * 1.5) for across in before}


def test_a_blank_pane_holds_no_file(open_original, qtbot):
    window = open_original("ung-truc.pdf")
    window.reader.show_blank()
    window.session.history_changed.emit()
    settle(qtbot, window)
    assert window.originals.pane.canvas.tiles is None
