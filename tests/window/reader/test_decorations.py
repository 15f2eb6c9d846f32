"""What is painted under the text lies around its letters, whatever these are."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF

from desktop.library.document import Node, Run
from desktop.window.reader.decorations import Highlight, unit_boxes
from desktop.window.reader.reading import Reading

pytestmark = pytest.mark.gui
TEXT = "Danh sách hộ 😀😀😀 cần hỗ trợ được in ra giấy, để tại nhà văn hóa thôn 𝒜𝒜𝒜. " * 6


def test_a_highlight_on_letters_of_two_units_ends_where_they_do(page) -> None:
    text = TEXT.rstrip()
    page.show_reading(Reading("a", "Tên", (Node("paragraph", id="b", runs=(Run(text),)),)))
    page.set_highlights([Highlight("n", "idea", (("b", 0, len(text)),), noted=True)])
    assert not page.grab().isNull()
    assert len(page._decorations.markers) == 1
    block = page.document().findBlock(page.typeset.block(0).position())
    lines = block.layout().lineCount()
    boxes = unit_boxes(block, QPointF(), 0, block.length() - 1)
    assert lines > 1
    assert len(boxes) == lines


def test_markers_in_the_gutter_lie_one_below_the_other(page) -> None:
    text = "Nước sạch đủ dùng."
    page.show_reading(Reading("a", "Tên", (Node("paragraph", id="b", runs=(Run(text),)),)))
    notes = [Highlight(str(at), "idea", (("b", at, at + 3),), noted=True) for at in range(4)]
    page.set_highlights(notes)
    page.grab()
    tops = [place.top() for place, _ in page._decorations.markers]
    assert len(tops) == 4
    assert all(after - before > 15 for before, after in pairwise(tops))
