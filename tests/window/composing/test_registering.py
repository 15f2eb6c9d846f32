"""Sổ tài liệu phát: copies settled and undone, printed again, and told when editions overtake."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from desktop.library.handouts.draft import Options
from desktop.library.handouts.recipients import Recipient
from desktop.library.reader.register import Register
from desktop.library.reader.state import ReaderState
from desktop.window.composing import papers
from desktop.window.composing.drafts import Copies
from desktop.window.composing.order import Order
from desktop.window.composing.outgoing import Run
from desktop.window.composing.print_form import PrintWish

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
CONTROL = Qt.KeyboardModifier.ControlModifier
HOLDERS = (Recipient("Thôn 1"), Recipient("Thôn 3", "Xã", 2))


def hand_out(at, tmp_path, qtbot, holders=HOLDERS, letters=frozenset()):
    """Prints numbered copies of what is composed to a file, three where no one else is named."""
    order = Order(
        at.window.session.edition,
        at.drafts.draft,
        {},
        Copies(marked="foot"),
        holders,
        dt.datetime.now().astimezone().date(),
        tmp_path / "print-rules",
        replacing=bool(letters),
        letters=letters,
    )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    run = Run(papers.paper(order), order, PrintWish(), at.window)
    with qtbot.waitSignal(at.composer.register_changed, timeout=20_000):
        at.composer.outgoing.send(run, printer)
    at.settle()


@pytest.fixture
def held(composing, tmp_path, qtbot):
    """The register open on one paper of three copies."""
    at = composing
    at.drafts.set_options(Options())
    hand_out(at, tmp_path, qtbot)
    at.window.deeds["register"].trigger()
    at.settle()
    return at


def states(at):
    rows = at.window.registering.pane.copies.rows
    return [rows.index(row, 3).data() for row in range(rows.rowCount())]


def test_the_register_lists_papers_and_their_copies(held):
    pane = held.window.registering.pane
    rows = pane.handings.rows
    assert [rows.index(0, column).data() for column in (2, 3)] == ["1", "3/3 ở nơi nhận"]
    copies = pane.copies.rows
    assert [copies.index(at, 0).data() for at in range(3)] == ["01", "02", "03"]
    assert copies.index(1, 1).data() == "Thôn 3"
    assert states(held) == ["Đã giao"] * 3


def test_keys_settle_copies_and_undo_brings_them_back(held, qtbot):
    at = held
    pane = at.window.registering.pane
    pane.copies.setFocus()
    pane.copies.reveal(1)
    at.press(pane.copies, Qt.Key.Key_R)
    at.settle()
    assert states(at) == ["Đã giao", "Đã trả", "Đã giao"]
    assert at.window.reader.notice.text == "Đã nhận lại 1 bản."
    pane.copies.selectAll()
    at.press(pane.copies, Qt.Key.Key_H)
    at.settle()
    assert states(at) == ["Đã hủy"] * 3
    at.window.deeds["undo"].trigger()
    at.settle()
    assert states(at) == ["Đã giao", "Đã trả", "Đã giao"]
    at.window.deeds["redo"].trigger()
    at.settle()
    assert states(at) == ["Đã hủy"] * 3


def test_the_register_is_narrowed_by_words_and_states(held, qtbot):
    at = held
    pane = at.window.registering.pane
    at.press(pane.handings, Qt.Key.Key_F)
    assert at.window.focusWidget() is pane.field
    pane.field.setText("thôn 3")
    assert len(states(at)) == 2
    pane.field.setText("không có")
    assert pane.blank.isVisible()
    at.press(pane.field, Qt.Key.Key_Escape)
    assert len(states(at)) == 3
    pane.which.take("returned")
    pane.which.picked.emit("returned")
    assert pane.blank.isVisible()


def test_a_paper_noted_by_mistake_is_set_aside_and_brought_back(held, qtbot):
    at = held
    pane = at.window.registering.pane
    pane.set_aside.emit()
    at.settle()
    assert pane.entry is None
    at.window.deeds["undo"].trigger()
    at.settle()
    assert pane.entry is not None


def test_squares_for_a_name_are_asked_about_first(composing, tmp_path, qtbot):
    at = composing
    at.drafts.set_options(Options())
    hand_out(at, tmp_path, qtbot, (Recipient("Thôn 😀"),), frozenset("😀"))
    at.window.deeds["register"].trigger()
    at.settle()
    with qtbot.waitSignal(at.window.handing.offered, timeout=60_000):
        at.window.registering.pane.sheet_requested.emit()
    at.settle()
    notice = at.window.reader.notice
    assert "GRINNING FACE" in notice.text
    assert not at.window.findChildren(QPrintDialog)
    qtbot.mouseClick(notice._act, Qt.MouseButton.LeftButton)
    at.settle()
    at.dialog(QPrintDialog).reject()


@pytest.mark.parametrize("wish", ["sheet_requested", "slips_requested"])
def test_sheet_and_slips_go_to_the_printer(held, qtbot, wish):
    at = held
    getattr(at.window.registering.pane, wish).emit()
    at.settle()
    dialog = at.dialog(QPrintDialog)
    assert not at.window.reader.notice.warns
    dialog.reject()


def test_one_copy_is_printed_again_alone(held, qtbot):
    at = held
    pane = at.window.registering.pane
    pane.copies.setFocus()
    pane.copies.reveal(2)
    at.press(pane.copies, Qt.Key.Key_P)
    at.settle()
    dialog = at.dialog(QPrintDialog)
    assert not at.window.reader.notice.warns
    dialog.reject()


def test_an_edition_that_overtakes_a_paper_is_told_until_the_holders_are(
    bench, growing, qtbot, tmp_path, state_folder
):
    at = bench("b1", library=growing.library)
    at.collect("Nội dung 1.")
    at.compose()
    hand_out(at, tmp_path, qtbot)
    at.window.close()
    growing.grow()
    at = bench("b1", library=growing.library)
    part = at.window.registering
    assert part.bar.isVisible()
    assert (
        part.bar.text
        == "Đợt 2 đã sửa hoặc thu hồi nguồn của 1 tài liệu đã phát; còn 3 bản ở nơi nhận."
    )
    part.bar._act.click()
    at.settle()
    assert part.pane.overtaken.isVisible()
    assert "02 Thôn 3" in part.pane._holders.text()
    for wish in ("slips", "recall"):
        part.pane.corrections_requested.emit(wish)
        at.settle()
        at.dialog(QPrintDialog).reject()
        at.settle()
    part.pane.corrections_requested.emit("answered")
    at.settle()
    assert not part.bar.isVisible()
    assert not part.pane.overtaken.isVisible()
    with ReaderState(state_folder) as state:
        [handing] = Register(state).handings()
    assert handing.facts.answered


def test_a_changed_passage_offers_old_or_new(bench, growing, qtbot):
    at = bench("b1", library=growing.library)
    at.collect("Nội dung 1.")
    at.window.close()
    growing.grow()
    at = bench("b3", library=growing.library)
    at.compose()
    offer = at.pane.tray.offer
    assert offer.isVisible()
    assert "Đợt 2" in at.pane.tray.list.cards.rows[0].change
    assert "Nội dung 1." in at.texts()[0]
    offer.take.click()
    at.settle()
    assert "Nội dung mới" in at.texts()[0]
    at.window.deeds["undo"].trigger()
    at.settle()
    offer.keep.click()
    at.settle()
    assert not offer.isVisible()
    assert "Nội dung 1." in at.texts()[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_large_letters_leave_headings_whole_and_most_of_the_room_to_the_copies(
    bench, tmp_path, qtbot, language
):
    at = bench(size=150, language=language)
    at.collect("Loa truyền thanh", "Bản tin kế tiếp")
    at.compose()
    hand_out(at, tmp_path, qtbot)
    at.window.resize(1024, 690)
    at.window.deeds["register"].trigger()
    at.settle()
    pane = at.window.registering.pane
    for table in (pane.handings, pane.copies):
        head = table.horizontalHeader()
        for column in range(head.count()):
            words = table.rows.headings[column]
            assert head.sectionSize(column) >= head.fontMetrics().horizontalAdvance(words) + 12
    assert pane.copies.height() > pane.handings.height() * 1.5
