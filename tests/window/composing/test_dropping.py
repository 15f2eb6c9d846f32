"""What is dragged onto the button of the composer, or among the items of its tray."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.library.handouts.draft import Figure, Note, Passage, Section, Whole
from desktop.window.dropping import DOCUMENT, FIGURE, NOTES, PASSAGE, SECTION, carrying

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
PLACE, HOW = QPoint(5, 5), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
COPY = Qt.DropAction.CopyAction


def hold(target, data, place=PLACE):
    """Whether the target lets in what is dragged over it."""
    enters = QDragEnterEvent(place, COPY, data, *HOW)
    enters.ignore()
    QApplication.sendEvent(target, enters)
    return enters.isAccepted()


def drop(target, data, place=PLACE):
    """Whether the target takes what is dragged onto it and let go."""
    taken = hold(target, data, place)
    if taken:
        QApplication.sendEvent(target, QDragMoveEvent(place, COPY, data, *HOW))
        QApplication.sendEvent(target, QDropEvent(QPointF(place), COPY, data, *HOW))
    return taken


def button_of(at):
    return at.window.toolbar.button("compose")


def test_a_dragged_selection_is_collected(bench):
    at = bench()
    at.select("Loa truyền thanh")
    data = at.window.reader.page.createMimeDataFromSelection()
    assert drop(button_of(at), data)
    assert data.text().strip() == "Loa truyền thanh"
    assert "Loa truyền thanh" in data.html()
    at.settle()
    [item] = at.drafts.items
    assert isinstance(item, Passage)
    assert item.quote == "Loa truyền thanh"


def test_a_dragged_row_is_collected_whole(bench):
    at = bench()
    view = at.window.documents.view
    index = view.model().index(0, 0)
    assert view.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert drop(button_of(at), view.model().mimeData([index]))
    at.settle()
    [item] = at.drafts.items
    assert isinstance(item, Whole)


def test_a_section_is_dragged_from_the_outline(bench):
    at = bench()
    outline = at.window.side.outline
    index = outline.model().index(1, 0)
    assert outline.dragEnabled()
    assert outline.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert drop(button_of(at), outline.model().mimeData([index]))
    [item] = at.drafts.items
    assert isinstance(item, Section)
    assert item.section == "II. Sau bão"


def test_notes_are_dragged_from_their_pane(bench):
    at = bench()
    block = at.window.reader.page.typeset.leaves[0].block
    add = at.window.session.notes.add
    made = [add([(block, start, start + 6)], "idea", "Hỏi") for start in (0, 10)]
    at.window.deeds["notes"].trigger()
    at.settle()
    view = at.window.side.notes.view
    assert view.dragEnabled()
    indexes = [view.model().index(row, 0) for row in range(2)]
    assert drop(button_of(at), view.model().mimeData(indexes))
    assert [type(item) for item in at.drafts.items] == [Note, Note]
    assert [item.annotation for item in at.drafts.items] == made


def test_a_figure_is_dragged_off_the_page(bench, qtbot, monkeypatch):
    at = bench()
    page = at.window.reader.page
    dragged = []
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, *_: dragged.append(drop(button_of(at), drag.mimeData()))
    )
    stop = next(one for one in page.typeset.stops._stops if one.node and one.node.kind == "figure")
    page.stopping.show(stop)
    box = page.stopping._boxes(stop)[0].toRect()
    page.stopping.forget()
    view = page.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mouseMove(view, box.center() + QPoint(40, 0))
    assert dragged == [True]
    [item] = at.drafts.items
    assert isinstance(item, Figure)
    assert item.picture == "so-do.svg"


def test_what_is_held_over_the_button_opens_the_composer_and_is_dropped_in_its_place(bench, qtbot):
    at = bench()
    at.window.resize(1024, 690)
    at.collect("Loa truyền thanh", "Bảng tin")
    at.compose()
    at.pane.turn("options")
    at.window.composer.show()
    assert not at.composer.active
    at.select("Bản tin kế tiếp")
    data = at.window.reader.page.createMimeDataFromSelection()
    button = button_of(at)
    assert hold(button, data)
    qtbot.waitUntil(lambda: at.composer.active)
    QApplication.sendEvent(button, QDragLeaveEvent())
    at.settle()
    second = at.cards.visualRect(at.cards.cards.index(1))
    assert drop(at.cards.viewport(), data, second.center() - QPoint(0, second.height() // 2 - 2))
    at.settle()
    assert at.quotes == ["Loa truyền thanh", "Bản tin kế tiếp", "Bảng tin"]
    assert at.composer.active
    assert at.cards.current == at.drafts.items[1].id
    assert hold(button, data)
    QApplication.sendEvent(button, QDragLeaveEvent())
    at.window.deeds["undo"].trigger()
    assert at.quotes == ["Loa truyền thanh", "Bảng tin"]


def test_the_empty_tray_takes_the_first_item(bench):
    at = bench()
    at.compose()
    assert drop(at.pane.tray, carrying(DOCUMENT, "dai"))
    at.settle()
    assert [type(item) for item in at.drafts.items] == [Whole]


def test_cards_are_still_dragged_into_another_order(composing):
    at = composing
    model = at.cards.cards
    data = model.mimeData([model.index(0)])
    last = at.cards.visualRect(model.index(1))
    move = Qt.DropAction.MoveAction
    view, low = at.cards.viewport(), last.bottomLeft() + QPoint(5, -1)
    for event in (
        QDragEnterEvent(low, move, data, *HOW),
        QDragMoveEvent(low, move, data, *HOW),
        QDropEvent(QPointF(low), move, data, *HOW),
    ):
        QApplication.sendEvent(view, event)
    assert at.quotes == ["Bản tin kế tiếp", "Loa truyền thanh"]


def test_words_of_other_programs_are_not_taken(bench):
    at = bench()
    data = QMimeData()
    data.setText("Loa truyền thanh")
    assert not drop(button_of(at), data)
    for kind in (PASSAGE, DOCUMENT, SECTION, FIGURE, NOTES):
        strange = QMimeData()
        strange.setData(kind, b"\xff{")
        drop(button_of(at), strange)
    assert not at.drafts.items
