"""Passages and documents dragged onto the button of the composer."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.library.handouts.draft import Passage, Whole

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
PLACE, HOW = QPoint(5, 5), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def drop(button, data):
    """Whether the button takes what is dragged onto it and let go."""
    enters = QDragEnterEvent(PLACE, Qt.DropAction.CopyAction, data, *HOW)
    enters.ignore()
    QApplication.sendEvent(button, enters)
    if enters.isAccepted():
        let_go = QDropEvent(QPointF(PLACE), Qt.DropAction.CopyAction, data, *HOW)
        QApplication.sendEvent(button, let_go)
    return enters.isAccepted()


def test_a_dragged_selection_is_collected(bench):
    at = bench()
    at.select("Loa truyền thanh")
    data = at.window.reader.page.createMimeDataFromSelection()
    assert data.text().strip() == "Loa truyền thanh"
    assert drop(at.window.toolbar.button("compose"), data)
    at.settle()
    [item] = at.drafts.items
    assert isinstance(item, Passage)
    assert item.quote == "Loa truyền thanh"


def test_a_dragged_row_is_collected_whole(bench):
    at = bench()
    view = at.window.documents.view
    index = view.model().index(0, 0)
    assert view.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    assert drop(at.window.toolbar.button("compose"), view.model().mimeData([index]))
    at.settle()
    [item] = at.drafts.items
    assert isinstance(item, Whole)


def test_words_of_other_programs_are_not_taken(bench):
    at = bench()
    data = QMimeData()
    data.setText("Loa truyền thanh")
    assert not drop(at.window.toolbar.button("compose"), data)
    assert not at.drafts.items
