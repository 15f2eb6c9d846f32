"""Beside the text, by keys, on three editions: related documents, history compared, citations."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from desktop.window import side
from desktop.window.panes.citations import Open, Passages
from desktop.window.panes.related import Versions
from tests.window.conftest import FILLER, NOW, STORM

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
BODY = "\n".join(line for line in STORM.splitlines() if not line.startswith("!["))
AGAIN = "\n\nCăn cứ Hướng dẫn số 14/HD-PCTT, mỗi thôn tự rà soát.\n"
LONE = "Buổi chiếu phim thiếu nhi bắt đầu lúc hai giờ, vào cửa tự do."


def storm(body):
    front = FrontMatter(
        id="khung-hoang",
        title="Xử lý khủng hoảng truyền thông khi có bão, lũ",
        order=1,
        date=dt.date(2026, 9, 12),
    )
    return "hoi-nghi", front, body


def write(folder, conference, front, body):
    place = folder / "conferences" / conference
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{front.id}.md").write_text(dump(front, body), encoding="utf-8")


@pytest.fixture(scope="module")
def grown_library(tmp_path_factory):
    """Three editions: one briefing was changed twice, the others never."""
    folder = tmp_path_factory.mktemp("kho") / "soạn"
    create_workspace(folder, "Kho thử nghiệm")
    guide = FrontMatter(id="huong-dan", title="Hướng dẫn rà soát", document_number="14/HD-PCTT")
    write(folder, "hoi-nghi", guide, FILLER)
    conference = Conference(id="hoi-nghi", title="Hội nghị phòng, chống thiên tai 2026")
    place = folder / "conferences" / "hoi-nghi"
    (place / "conference.md").write_text(dump(conference, "Một ngày."), encoding="utf-8")
    write(folder, "tai-lieu-le", FrontMatter(id="truoc", title="Bão năm trước"), BODY)
    write(folder, "tai-lieu-le", FrontMatter(id="phim", title="Chiếu phim"), LONE)
    library = folder.parent / "kho"
    second = BODY.replace("ba việc", "bốn việc")
    for body in (BODY + AGAIN, second + AGAIN, second.replace("- Bảng tin", "- Tờ rơi") + AGAIN):
        write(folder, *storm(body))
        build(Workspace(folder), Library(library), now=NOW)
    return library


@pytest.fixture
def window(open_window, grown_library):
    return open_window("khung-hoang", library=grown_library)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def show(qtbot, window, tab):
    window.deeds[{side.RELATED: "related", side.CITATIONS: "citations"}[tab]].trigger()
    settle(qtbot, window)
    return window.side.related if tab == side.RELATED else window.side.citations


def row_of(view, wanted):
    """Makes the row that `wanted` accepts the current one."""
    for row, entry in enumerate(view.rows.shown):
        if wanted(entry):
            view.setCurrentIndex(view.rows.index(row, 0))
            return entry
    raise AssertionError([entry.title for entry in view.rows.shown])


def opens(identifier):
    return lambda entry: entry.aim == Open(identifier)


def test_nothing_is_worked_out_before_it_is_looked_at(window, qtbot):
    assert window.side.related.view.rows.rowCount() == 0
    pane = show(qtbot, window, side.RELATED)
    assert pane.view.rows.rowCount() > 0


def test_related_documents_tell_what_they_share(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    assert window.focusWidget() is pane.view
    headings = [entry.title for entry in pane.view.rows.shown if entry.heading]
    assert headings == ["Có thể bạn quan tâm", "Các tin khác cùng hội nghị", "Lịch sử"]
    alike = row_of(pane.view, opens("truoc"))
    assert "khủng hoảng" in alike.detail
    row_of(pane.view, opens("huong-dan"))


def test_enter_opens_and_ctrl_enter_opens_a_tab(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    row_of(pane.view, opens("truoc"))
    qtbot.keyClick(pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert [tab.id for tab in window.tabs.tabs] == ["khung-hoang", "truoc"]
    assert window.session.card.id == "truoc"
    window.tabs.close_current()
    settle(qtbot, window)
    row_of(pane.view, opens("truoc"))
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "truoc"
    window.deeds["back"].trigger()
    settle(qtbot, window)
    assert window.session.card.id == "khung-hoang"


def test_only_the_open_document_fills_the_pane(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    window.session.open_document("truoc")
    with qtbot.waitSignal(window.session.document_opened):
        pass
    window.session.open_document("khung-hoang")
    settle(qtbot, window)
    aims = [entry.aim for entry in pane.view.rows.shown]
    assert Open("truoc") in aims
    assert Open("khung-hoang") not in aims


def test_what_stands_alone_says_so(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    window.session.open_document("phim")
    settle(qtbot, window)
    assert pane.blank.isVisible()
    assert pane.blank.text == "Chưa có tài liệu liên quan."
    pane = show(qtbot, window, side.CITATIONS)
    assert pane.blank.text == "Tài liệu này không viện dẫn văn bản nào."
    button = pane.blank.findChild(QPushButton)
    assert window.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.focusWidget() is window.toolbar.omnibox.field


def test_the_handbook_has_nothing_beside_it(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    window.deeds["handbook"].trigger()
    settle(qtbot, window)
    assert pane.blank.text == "Mở một tài liệu để xem các tài liệu liên quan."


def test_without_search_the_conference_is_still_there(window, qtbot):
    window.session.search, kept = None, window.session.search
    pane = show(qtbot, window, side.RELATED)
    kept.close()
    row_of(pane.view, opens("huong-dan"))


# history


def compare(qtbot, window, aim):
    pane = show(qtbot, window, side.RELATED)
    row_of(pane.view, lambda entry: entry.aim == aim)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert pane.compares
    return pane


def words(pane, change):
    rows = pane.comparison.view.rows.shown
    return [piece.text for row in rows for piece in row.pieces if piece.change == change]


def test_each_version_tells_what_it_changed(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    history = [entry for entry in pane.view.rows.shown if isinstance(entry.aim, Versions)]
    assert [(one.title, one.detail) for one in history] == [
        ("Đợt 3", "Thêm 1 đoạn · bỏ 1 đoạn"),
        ("Đợt 2", "Sửa 1 đoạn"),
        ("Đợt 1", "Bản đầu tiên: so với bản mới nhất"),
    ]


def test_a_version_is_compared_word_by_word(window, qtbot):
    pane = compare(qtbot, window, Versions(1, 2))
    assert (words(pane, "removed"), words(pane, "added")) == (["ba"], ["bốn"])
    assert pane.comparison.summary == "Sửa 1 đoạn"
    spoken = [row.spoken for row in pane.comparison.view.rows.shown]
    assert any(
        text.startswith("Sửa") and "bỏ: “ba”" in text and "thêm: “bốn”" in text for text in spoken
    )
    assert any(text.endswith("đoạn giữ nguyên") for text in spoken)
    pane.comparison.whole.click()
    whole = [row.spoken for row in pane.comparison.view.rows.shown]
    assert len(whole) > len(spoken)
    assert not any(text.endswith("đoạn giữ nguyên") for text in whole)


def test_any_two_versions_can_be_chosen_by_keys(window, qtbot):
    pane = compare(qtbot, window, Versions(1, 2))
    comparison = pane.comparison
    newer = comparison.newer
    newer.setFocus()
    qtbot.keyClick(newer, Qt.Key.Key_Up)
    settle(qtbot, window)
    assert newer.currentText() == "Đợt 3"
    assert words(pane, "added") == ["bốn", "Tờ rơi"]
    comparison.choose(3, 1)
    settle(qtbot, window)
    assert (comparison.older.currentText(), newer.currentText()) == ("Đợt 1", "Đợt 3")
    assert words(pane, "removed") == ["ba", "Bảng tin"]


def test_enter_goes_to_the_changed_passage_and_esc_back_to_the_list(window, qtbot):
    pane = compare(qtbot, window, Versions(1, 3))
    view = pane.comparison.view
    assert window.focusWidget() is view
    with qtbot.waitSignal(pane.passage_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    leaf = window.reader.page.typeset.leaf_of(asked.args[0])
    assert "bốn việc" in window.reader.page.typeset.leaves[leaf].text
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not pane.compares
    assert window.focusWidget() is pane.view


def test_what_never_changed_says_since_when(window, qtbot):
    pane = show(qtbot, window, side.RELATED)
    window.session.open_document("truoc")
    settle(qtbot, window)
    assert pane.view.rows.shown[-1].title == "Chưa thay đổi kể từ đợt 1."


# citations


def test_enter_goes_to_one_citing_passage_after_the_other(window, qtbot):
    pane = show(qtbot, window, side.CITATIONS)
    cited = row_of(pane.view, lambda entry: entry.title == "14/HD-PCTT")
    assert isinstance(cited.aim, Passages)
    assert cited.detail.endswith("2 đoạn")
    seen = []
    for _ in range(3):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
        cursor = window.reader.page.textCursor()
        assert cursor.selectedText() == "14/HD-PCTT"
        seen.append(cursor.blockNumber())
    assert seen[0] == seen[2] != seen[1]
    assert window.focusWidget() is pane.view


def test_documents_are_cited_in_reading_order_and_marked_when_not_held(window, qtbot):
    pane = show(qtbot, window, side.CITATIONS)
    numbers = [entry for entry in pane.view.rows.shown if isinstance(entry.aim, Passages)]
    assert [entry.title for entry in numbers] == ["14/HD-PCTT", "30/2020/NĐ-CP"]
    assert [entry.badge.text if entry.badge else "" for entry in numbers] == [
        "", "Không có trong kho",
    ]  # fmt: skip


def test_the_librarys_copy_opens_and_tells_who_cites_it(window, qtbot):
    pane = show(qtbot, window, side.CITATIONS)
    row_of(pane.view, opens("huong-dan"))
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "huong-dan"
    told = [entry.title for entry in pane.view.rows.shown]
    assert told[:3] == [
        "Văn bản được viện dẫn",
        "Tài liệu này không viện dẫn văn bản nào.",
        "Được viện dẫn trong",
    ]
    row_of(pane.view, opens("khung-hoang"))


def test_the_models(window, qtbot, qtmodeltester):
    pane = compare(qtbot, window, Versions(1, 3))
    qtmodeltester.check(pane.view.rows)
    qtmodeltester.check(pane.comparison.view.rows)


def test_every_row_is_read_as_a_sentence(window, qtbot):
    pane = show(qtbot, window, side.CITATIONS)
    row_of(pane.view, lambda entry: entry.title == "30/2020/NĐ-CP")
    spoken = pane.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("30/2020/NĐ-CP, Không có trong kho")
