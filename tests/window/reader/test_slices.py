"""A long document is set in slices: nothing is told of it too early, and its place is kept."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from desktop.library.document import Node, Run
from desktop.window.reader import typeset
from desktop.window.reader.decorations import visible_blocks
from desktop.window.reader.enlarging import LargeTable
from desktop.window.reader.hits import Hits
from desktop.window.reader.large_view import LargeView
from desktop.window.reader.look import USUAL, Look
from desktop.window.reader.pinned import pinned
from desktop.window.reader.reading import Reading
from desktop.window.reader.styles import Styles
from desktop.window.theme import load

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. " * 5


def long_reading(many=400):
    nodes = []
    for at in range(many):
        if at % 10 == 0:
            nodes.append(Node("heading", id=f"h{at}", level=2, runs=(Run(f"Mục {at // 10}"),)))
        nodes.append(Node("paragraph", id=f"b{at}", runs=(Run(SENTENCE),)))
    return Reading("dai", "Tài liệu rất dài", tuple(nodes))


def table(rows, columns=5, *, heads=1):
    return Node(
        "table",
        children=tuple(
            Node(
                "row",
                head=row < heads,
                children=tuple(
                    Node("cell", id=f"c{row}-{at}", head=row < heads, runs=(Run(f"ô {row} {at}"),))
                    for at in range(columns)
                ),
            )
            for row in range(rows)
        ),
    )


def complete(qtbot, page):
    qtbot.waitUntil(lambda: not page.waiting)


def test_the_beginning_is_there_at_once_and_the_rest_follows(page, qtbot):
    told = []
    page.moved.connect(lambda: told.append(page.typeset.complete))
    page.show_reading(long_reading())
    assert page.waiting
    assert "Tài liệu rất dài" in page.toPlainText()[:40]
    assert len(page.typeset.headings) == 40, "the outline is known from the beginning"
    assert page.share() == 0.0, "nothing is read by its not being there yet"
    with qtbot.waitSignal(page.completed):
        pass
    assert told
    assert all(told)
    assert page.document().blockCount() > 440


def test_where_a_whole_text_stands_is_told_once(page, qtbot):
    page.show_reading(long_reading())
    told = []
    page.moved.connect(lambda: told.append(page.typeset.complete))
    with qtbot.waitSignal(page.completed):
        pass
    assert told == [True], "not from the middle of its last slice"


def test_the_first_slice_ends_though_the_clock_stands_still(page, qtbot, monkeypatch):
    monkeypatch.setattr(typeset.time, "perf_counter", lambda: 0.0)
    page.show_reading(long_reading())
    assert page.document().characterCount() < 17_000
    assert page.waiting
    complete(qtbot, page)
    assert page.typeset.complete


def test_a_place_far_down_is_gone_to_when_it_is_there(page, qtbot):
    page.show_reading(long_reading())
    page.go_to("b390", 30)
    assert page.place()[:2] == ("b390", 30), "so that it is not lost by closing now"
    assert page._cover.isVisible()
    complete(qtbot, page)
    assert not page._cover.isVisible()
    assert page.place()[0] == "b390"


def test_a_place_that_is_gone_is_taken_up_at_its_share(page, qtbot):
    page.show_reading(long_reading())
    page.resume("nowhere", 0, 0.5)
    complete(qtbot, page)
    assert page.share() == pytest.approx(0.5, abs=0.02)
    page.resume("b20", 0, 0.5)
    assert page.place()[0] == "b20"


def test_a_place_is_kept_through_every_look(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    page.go_to("b200")
    for look in (Look("serif", "looser", "narrow"), Look("sans"), USUAL):
        page.set_look(look)
        assert page._cover.isVisible(), "what was seen stays until then"
        complete(qtbot, page)
        assert page.place()[0] == "b200"


def test_a_slice_ends_though_the_clock_stands_still(page, qtbot, monkeypatch):
    page.show_reading(long_reading())
    complete(qtbot, page)
    page.go_to("b200")
    monkeypatch.setattr(typeset.time, "perf_counter", lambda: 0.0)
    page.set_look(Look("sans"))
    assert page._cover.isVisible(), "half of the text is not set at once"
    assert page.waiting
    complete(qtbot, page)
    assert page.place()[0] == "b200"


def test_the_newest_look_wins(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    page.go_to("b300")
    for zoom in (110, 120, 130):
        page.set_zoom(zoom)
    complete(qtbot, page)
    assert (page.zoom, page.place()[0]) == (130, "b300")


def test_another_document_in_the_middle(page, qtbot):
    page.show_reading(long_reading())
    page.go_to("b390")
    page.show_reading(Reading("kurz", "Ngắn", (Node("paragraph", id="x", runs=(Run("Hết."),)),)))
    assert page.typeset.complete
    assert page.place()[0] in ("", "x")
    assert not page._cover.isVisible()


def test_another_document_while_ticks_are_looked_up(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    page.set_hits([(f"b{at}", 0, 3) for at in range(400)])
    assert page.waiting
    page.set_zoom(150)
    complete(qtbot, page)
    assert len(page._bar._ticks) > 300


def test_what_is_asked_for_too_early_is_set_at_once(page):
    page.show_reading(long_reading())
    leaf = page.typeset.leaf_of("b399")
    assert page.typeset.cursor(leaf, 0, 4).selectedText() == "Mỗi "
    assert page.typeset.complete


def test_a_wider_window_does_not_set_it_again(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    before, height = page.document(), page.document().size().height()
    page.resize(1300, 600)
    assert page.document() is before
    assert page.document().size().height() == height
    left = page.viewport().geometry().left()
    right = page.width() - page.viewport().geometry().right()
    assert abs(left - right) < 60, "it stands in the middle"
    page.resize(420, 600)
    complete(qtbot, page)
    assert page.document() is not before


def test_a_hundred_thousand_hits_are_marked(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    places = [
        (f"b{at}", start, start + 1) for at in range(400) for start in range(len(SENTENCE) - 1)
    ]
    page.set_hits(Hits(places))
    page.start_at_place(("b100", 7, 0.0))
    complete(qtbot, page)
    assert page.hits == (100 * (len(SENTENCE) - 1) + 8, len(places))
    sides = [side for _, _, side in page._bar._ticks]
    assert sides.count("full") == 1
    assert 300 < len(sides) <= 2001
    page.step_hit(-1)
    assert page.hits[0] == 100 * (len(SENTENCE) - 1) + 7


# long tables


def test_a_long_table_is_whole_and_its_head_stays(page, qtbot):
    page.show_reading(Reading("bang", "Bảng", (table(400),)))
    complete(qtbot, page)
    texts = [leaf.text for leaf in page.typeset.leaves]
    assert texts == [f"ô {row} {at}" for row in range(400) for at in range(5)]
    [stop] = page.typeset.stops._tables
    assert pinned(page.typeset, QPointF(0, 0)) is None
    bar = page.verticalScrollBar()
    for value in range(800, bar.maximum() - 600, 1500):
        head = pinned(page.typeset, QPointF(0, value))
        assert head is not None
        assert head.y == 0.0
        assert 10 < head.place.height() < 60
    assert stop.end > page.typeset.block(1999).position()


def test_its_columns_agree_from_part_to_part(page, qtbot):
    page.show_reading(Reading("bang", "Bảng", (table(90),)))
    complete(qtbot, page)
    layout = page.document().documentLayout()
    lefts = {
        round(layout.blockBoundingRect(page.typeset.block(row * 5 + 3)).left()) for row in range(90)
    }
    assert len(lefts) == 1


def test_a_table_too_wide_for_the_column_is_moved_sideways(page, qtbot):
    page.show_reading(Reading("bang", "Bảng", (table(6, 24),)))
    complete(qtbot, page)
    assert page.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(page, Qt.Key.Key_Right)
    assert page.horizontalScrollBar().value() > 0
    page.set_hits([("c5-23", 0, 2), ("c5-0", 0, 2)])
    for _ in range(2):
        page.step_hit(1)
        block, start, _ = page._hits.current
        here = page.cursorRect(page.typeset.cursor(page.typeset.leaf_of(block), start, start))
        assert page.viewport().rect().contains(here.center())
    page.show_reading(Reading("bang", "Bảng", (table(6, 3),)))
    complete(qtbot, page)
    assert page.horizontalScrollBar().maximum() == 0


def test_a_long_table_is_shown_large_with_its_head(app, qtbot):
    content = LargeTable(table(400), load("light"), USUAL, 100)
    view = LargeView(content, load("light"))
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    qtbot.waitUntil(lambda: content.whole)
    view.verticalScrollBar().setValue(3000)
    picture = view.grab().toImage()
    shade = load("light").colour("sidebar")
    assert picture.pixelColor(400, 6) == shade
    view.verticalScrollBar().setValue(0)
    assert view.grab().toImage().pixelColor(400, 2) != shade


def test_a_long_table_keeps_its_place_while_it_grows(app, qtbot):
    content = LargeTable(table(400), load("light"), USUAL, 100)
    view = LargeView(content, load("light"))
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    qtbot.waitUntil(lambda: content.whole)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for percent in (150, 200):
        view.set_percent(percent)
        assert not content.whole
    qtbot.waitUntil(lambda: content.whole)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.01)


def test_every_block_in_view_is_found_among_tables_too(page, qtbot):
    words = long_reading(4).document
    page.show_reading(Reading("t", "Bảng", (*words, table(25, 9), *words, table(3, 2), *words)))
    complete(qtbot, page)
    document, layout = page.document(), page.document().documentLayout()
    blocks = [document.findBlockByNumber(at) for at in range(document.blockCount())]
    places = [(block.blockNumber(), layout.blockBoundingRect(block)) for block in blocks]
    for y in range(0, page.verticalScrollBar().maximum(), 37):
        top, bottom = float(y), y + 600.0
        there = [at for at, rect in places if rect.top() <= bottom and rect.bottom() >= top]
        found = visible_blocks(page.typeset, QPointF(0, y), QRectF(0, 0, 600, 600))
        assert [block.blockNumber() for block, _, _ in found] == there


def test_a_slice_is_as_long_as_the_one_before_says(app, monkeypatch):
    """The clock of the thread goes 10 ms with every slice, that of the wall stands."""
    ticks = iter(range(100))
    monkeypatch.setattr(typeset.time, "thread_time", lambda: next(ticks) / 100)
    monkeypatch.setattr(typeset.time, "perf_counter", lambda: 0.0)
    made = typeset.Typeset(
        long_reading(), Styles(load("light"), 100, 500.0, 1.0, USUAL), whole=False
    )

    def blocks(least, milliseconds):
        before = made.document.blockCount()
        made.advance(least, milliseconds)
        return made.document.blockCount() - before

    first = blocks(10_000, 5)
    assert 15 < first < 30, "nothing more is set before it was measured"
    assert first // 2 - 2 <= blocks(1, 5) <= first // 2
    assert blocks(1, 0.1) == 1
