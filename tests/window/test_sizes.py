"""Documents of uncommon size: a very long title, 2 MB of text, a table of 400 rows."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from desktop.window.widgets.tab_strip import WIDEST

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
NOW = dt.datetime(2026, 9, 15, 8, 0, tzinfo=dt.UTC)
SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. "
TITLE = ("Về việc phòng, chống và khắc phục hậu quả bão, lũ, ngập úng & sạt lở đất " * 5)[:300]


@pytest.fixture(scope="module")
def sizes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cỡ")
    create_workspace(folder / "soạn", "Kho cỡ lớn")
    place = folder / "soạn" / "conferences" / "tai-lieu-le"
    place.mkdir(parents=True, exist_ok=True)
    sections = "\n\n".join(f"## Mục {at}\n\n{SENTENCE * 9}" for at in range(2500))
    assert len(sections.encode()) > 2 * 1024 * 1024
    rows = "\n".join(f"| Thôn {at} | {at} | {SENTENCE} |" for at in range(400))
    table = f"| Thôn | Hộ | Ghi chú |\n|---|---|---|\n{rows}\n"
    for name, title, body in (
        ("ten-dai", TITLE, SENTENCE),
        ("hai-mb", "Hai triệu byte", sections),
        ("bang", "Bảng bốn trăm dòng", f"{table}\nHết bảng.\n"),
    ):
        front = FrontMatter(id=name, title=title, date=NOW.date())
        (place / f"{name}.md").write_text(dump(front, body), encoding="utf-8")
    build(Workspace(folder / "soạn"), Library(folder / "kho"), now=NOW)
    return folder / "kho"


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)


@pytest.mark.parametrize("width", [860, 1366])
def test_a_title_of_300_characters_is_elided_and_told_whole(open_window, qtbot, sizes, width):
    assert len(TITLE) == 300
    window = open_window("ten-dai", library=sizes)
    window.resize(width, 690)
    settle(qtbot, window)
    bar = window.reader.tabs.bar
    assert window.width() == width
    assert bar.tabRect(0).width() <= WIDEST
    assert [bar.tabToolTip(0), bar.accessibleTabName(0)] == [TITLE, TITLE]
    page = window.reader.page
    assert page.horizontalScrollBar().maximum() == 0
    assert TITLE.split()[-1] in page.toPlainText().partition("Mỗi thôn")[0]


def test_two_megabytes_are_read_to_the_end_and_resumed_there(open_window, qtbot, sizes):
    window = open_window("hai-mb", library=sizes)
    settle(qtbot, window)
    assert len(window.reader.page.typeset.headings) == 2500
    assert window.side.outline.model().rowCount() == 2500
    window.reader.page.go_to_heading(2400)
    window.close()
    again = open_window(library=sizes)
    settle(qtbot, again)
    assert again.session.card.id == "hai-mb"
    assert again.reader.page.heading() == 2400


def test_a_table_of_400_rows_is_read_from_end_to_end(open_window, qtbot, sizes):
    window = open_window("bang", library=sizes)
    settle(qtbot, window)
    page = window.reader.page
    assert sum("Thôn " in leaf.text for leaf in page.typeset.leaves) >= 400
    for _ in range(200):
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.share() == 1
    leaf = page.typeset.leaves[-1]
    page.select(leaf.block, 0, 3)
    assert page.spans() == [(leaf.block, 0, 3)]
