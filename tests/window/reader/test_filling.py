"""Long documents are set in slices: the same text as at once, its places found as they come."""

import itertools

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from desktop.library.document import leaves
from desktop.library.text.rendering import render
from desktop.window.reader.page import Page
from desktop.window.reader.reading import Reading
from desktop.window.reader.setting import column_widths
from desktop.window.reader.styles import Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import load

SENTENCE = "Mỗi thôn lập một danh sách ngắn 😀, ghi rõ hộ cần hỗ trợ và người phụ trách. "
TWO_MEGABYTES = 2 * 1024 * 1024


def numbered(nodes, count):
    return tuple(
        msgspec.structs.replace(node, id=f"b{next(count)}", children=numbered(node.children, count))
        for node in nodes
    )


def reading(body):
    document = numbered(render(body, "Tài liệu"), itertools.count())
    return Reading(id="dai", title="Tài liệu dài", document=document)


def table(rows):
    lines = [f"| Thôn {row} | {row} | {SENTENCE} | {'x' * (row % 30)} |" for row in range(rows)]
    return "| Thôn | Hộ | Việc | Ghi chú |\n|---|---|---|---|\n" + "\n".join(lines) + "\n"


def mixed():
    parts = [f"## Mục {at}\n\n{SENTENCE * 4}\n\n- một\n- hai\n\n> {SENTENCE}" for at in range(40)]
    return "\n\n".join([*parts, table(120), "Hết bảng[^a].", table(3), "[^a]: Lời chú."])


@pytest.fixture(scope="module")
def long():
    body = "\n\n".join(f"## Mục {at}\n\n{SENTENCE * 8}" for at in range(2600))
    assert len(body.encode()) > TWO_MEGABYTES
    return reading(body)


@pytest.fixture
def page(app, qtbot):
    made = Page(load("light"))
    qtbot.addWidget(made)
    made.resize(800, 640)
    made.show()
    return made


def outcome(typeset):
    return (
        typeset.document.toPlainText(),
        [(leaf.block, leaf.text) for leaf in typeset.leaves],
        typeset.headings,
        typeset.anchors,
        [typeset.block(at).text() for at in range(len(typeset.leaves))],
        [typeset.block(at).userState() for at in range(len(typeset.leaves))],
        [typeset.leaf_of(leaf.block) for leaf in typeset.leaves],
    )


@pytest.mark.parametrize("slice_", [1, 97, 5_000])
def test_slices_make_the_same_document(app, slice_):
    styles = Styles(load("light"), 100, 560, 1)
    text = reading(mixed())
    at_once, sliced = Typeset(text, styles), Typeset(text, styles, whole=False)
    steps = 0
    while not sliced.whole:
        sliced.set_more(slice_)
        steps += 1
    assert steps > 3
    assert outcome(sliced) == outcome(at_once)
    assert len(at_once.leaves) == len(list(leaves(text.document)))


def test_a_long_table_is_set_as_several_of_one_width(app):
    styles = Styles(load("light"), 100, 560, 1)
    typeset = Typeset(reading(table(400) + "\nHết bảng."), styles)
    tables = [one for one in typeset.document.rootFrame().childFrames() if hasattr(one, "rows")]
    assert sum(one.rows() for one in tables) == 401
    assert max(one.rows() for one in tables) <= 24
    widths = {
        tuple(length.rawValue() for length in one.format().columnWidthConstraints())
        for one in tables
    }
    assert len(widths) == 1
    typeset.document.setTextWidth(700)
    typeset.lay_out()
    layout = typeset.document.documentLayout()
    places = [layout.frameBoundingRect(one) for one in tables]
    gaps = [round(after.top() - before.bottom()) for before, after in itertools.pairwise(places)]
    assert max(gaps) <= 0


def test_columns_share_the_width_by_what_stands_in_them(app):
    styles = Styles(load("light"), 100, 560, 1)
    rows = [row for row in reading(table(5)).document[0].children if row.kind == "row"]
    widths = column_widths(rows, 4, styles)
    place, number, work, _ = widths
    assert number < place < work
    assert sum(widths) == pytest.approx(560)


def test_two_megabytes_are_shown_at_once_and_set_while_others_have_their_turn(page, qtbot, long):
    beats = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: beats.append(page.typeset.whole))
    timer.start()
    page.show_reading(long)
    assert page.waiting
    assert "Mục 1" in page.toPlainText()
    with qtbot.waitSignal(page.filled, timeout=60_000):
        pass
    timer.stop()
    assert beats.count(False) > 50
    assert not page.waiting
    assert len(page.typeset.headings) == 2600


def test_a_place_that_is_not_set_yet_is_gone_to_when_it_is(page, qtbot, long):
    block = [leaf.id for leaf in leaves(long.document)][-200]
    page.show_reading(long)
    page.resume(block, 3, 0.9)
    assert page.typeset.leaf_of(block) < 0
    assert not page.viewport().updatesEnabled()
    qtbot.waitUntil(page.viewport().updatesEnabled, timeout=60_000)
    assert page.place()[0] == block
    with qtbot.waitSignal(page.filled, timeout=60_000):
        pass
    assert page.place()[0] == block


def test_larger_text_in_the_midst_of_setting_keeps_the_place(page, qtbot, long):
    block = [leaf.id for leaf in leaves(long.document)][-200]
    page.show_reading(long)
    page.resume(block, 0, 0.9)
    page.set_zoom(150)
    with qtbot.waitSignal(page.filled, timeout=120_000):
        pass
    assert page.place()[0] == block


def test_another_document_puts_an_end_to_it(page, qtbot, long):
    page.show_reading(long)
    page.show_reading(reading("Ngắn."))
    assert not page.waiting
    assert page.typeset.leaves[0].text == "Ngắn."
    QCoreApplication.processEvents()
    assert page.toPlainText().endswith("Ngắn.")


def test_a_document_that_was_left_is_let_go(page):
    kept = []
    for at in range(4):
        page.show_reading(reading(f"Tài liệu {at}."))
        kept.append(page.typeset.document)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [shiboken6.isValid(one) for one in kept] == [False, False, False, True]
