"""Notes leave as files and come back: asked for, previewed, merged, undone, dropped in."""

import json
import threading

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop.library.document import leaves
from desktop.library.reader import exchange
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations, put, remove
from desktop.library.reader.state import ReaderState
from desktop.window.widgets.export_form import ExportForm, Wish
from desktop.window.widgets.merge_sheet import MergeSheet

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.settled)


def note(state, edition, briefing, words, text, **more):
    document = edition.briefing(briefing).document
    leaf = next(one for one in leaves(document) if words in one.text)
    start = leaf.text.index(words)
    targets = anchors(document, ((leaf.id, start, start + len(words)),))
    made = annotate(state, (edition.library, briefing, edition.number), targets, "idea", text)
    made = msgspec.structs.replace(made, **more)
    put(state, made)
    return made


def texts(state_folder):
    with ReaderState(state_folder) as state:
        rows = state.rows("SELECT note FROM annotation WHERE removed = ''", {})
        rivals = state.rows("SELECT count(*) FROM rival", {})
    return sorted(text for (text,) in rows), rivals[0][0]


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def colleague(window, state_folder, tmp_path):
    """A colleague's file made after both had the same notes: new, changed, clashing, deleted."""
    edition, shared = window.session.edition, tmp_path / "chung.jsonld"
    with ReaderState(state_folder) as state:
        made = {
            text: note(state, edition, "khung-hoang", words, text)
            for words, text in (("72 giờ", "cũ"), ("ba việc", "chung"), ("Sau bão", "bỏ"))
        }
        exchange.write(shared, exchange.select(state))
    file = tmp_path / "lm.jsonld"
    with ReaderState(tmp_path / "theirs") as theirs:
        exchange.merging.merge(theirs, exchange.read(shared, theirs))
        for text, new in (("cũ", "mới hơn"), ("chung", "của Mai")):
            put(
                theirs,
                msgspec.structs.replace(
                    made[text], note=new, modified="2027-01-02T01:00:00.000+00:00"
                ),
            )
        remove(theirs, made["bỏ"].id)
        note(theirs, edition, "huong-dan", "một danh sách", "thêm")
        exchange.write(file, exchange.select(theirs))
    with ReaderState(state_folder) as state:
        put(
            state,
            msgspec.structs.replace(
                made["chung"], note="của tôi", modified="2027-01-01T01:00:00.000+00:00"
            ),
        )
    return file


def sheet_for(window, qtbot, file):
    with qtbot.waitSignal(window.exchanging.asked) as asked:
        window.exchanging.look_at(file)
    [sheet] = asked.args
    assert isinstance(sheet, MergeSheet)
    return sheet


def shown(sheet):
    model = sheet.model
    return {
        model.index(row, 0).data(): [model.index(row, column).data() for column in range(1, 5)]
        for row in range(model.rowCount())
    }


def test_the_preview_tells_each_kind_with_both_texts_and_changes_nothing(
    window, colleague, qtbot, state_folder
):
    before = texts(state_folder)
    sheet = sheet_for(window, qtbot, colleague)
    rows = shown(sheet)
    assert list(rows) == ["Cả hai cùng sửa", "Bên kia đã xóa", "Bên kia đã sửa", "Mới"]
    assert "của tôi" in rows["Cả hai cùng sửa"][1]
    assert "của Mai" in rows["Cả hai cùng sửa"][2]
    assert rows["Cả hai cùng sửa"][3] == "Cả hai"
    assert rows["Bên kia đã xóa"][2:] == ["(không có)", "Xóa theo"]
    assert rows["Mới"][0] == "Hướng dẫn rà soát"
    assert sheet.counts.text().startswith("Cả hai cùng sửa: 1 · Bên kia đã xóa: 1")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert texts(state_folder) == before


def test_a_merge_is_taken_with_enter_and_undone_and_done_again(
    window, colleague, qtbot, state_folder
):
    before = texts(state_folder)
    sheet = sheet_for(window, qtbot, colleague)
    with qtbot.waitSignal(window.exchanging.merged):
        sheet.take.click()
    settle(window, qtbot)
    assert texts(state_folder) == (["của Mai", "mới hơn", "thêm"], 1)
    assert "mới 1" in window.reader.notice.text
    assert window.deeds["undo"].text() == "Hoàn tác: gộp tệp ghi chú"
    window.deeds["undo"].trigger()
    settle(window, qtbot)
    assert texts(state_folder) == before
    window.deeds["redo"].trigger()
    settle(window, qtbot)
    assert texts(state_folder) == (["của Mai", "mới hơn", "thêm"], 1)
    window.deeds["undo"].trigger()
    settle(window, qtbot)
    assert texts(state_folder) == before


def test_a_conflict_and_a_deletion_are_settled_by_keys(window, colleague, qtbot, state_folder):
    sheet = sheet_for(window, qtbot, colleague)
    sheet.view.reveal(0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_Space)
    assert shown(sheet)["Cả hai cùng sửa"][3] == "Của tôi"
    sheet.view.reveal(1)
    sheet.keeping["mine"].click()
    with qtbot.waitSignal(window.exchanging.merged):
        sheet.take.click()
    settle(window, qtbot)
    assert texts(state_folder) == (["bỏ", "của tôi", "mới hơn", "thêm"], 0)


def test_the_open_document_shows_what_was_merged(window, colleague, qtbot):
    window.session.open_document("huong-dan")
    settle(window, qtbot)
    sheet = sheet_for(window, qtbot, colleague)
    sheet.take.click()
    qtbot.waitUntil(lambda: window.session.notes.all() != [])
    settle(window, qtbot)
    window.deeds["undo"].trigger()
    qtbot.waitUntil(lambda: window.session.notes.all() == [])


def test_what_one_has_already_says_so(window, qtbot, state_folder, tmp_path):
    with ReaderState(state_folder) as state:
        note(state, window.session.edition, "khung-hoang", "72 giờ", "cũ")
        exchange.write(tmp_path / "a.jsonld", exchange.select(state))
    sheet = sheet_for(window, qtbot, tmp_path / "a.jsonld")
    assert "Không có gì thay đổi." in sheet.counts.text()
    assert sheet.take.isHidden()
    sheet.reject()


def test_reading_a_long_file_is_stopped_and_changes_nothing(window, colleague, qtbot, state_folder):
    before, gate = texts(state_folder), threading.Event()
    window.session.jobs.write(gate.wait)  # as if the file were long: nothing of it is read yet
    window.exchanging.look_at(colleague)
    stop = next(one for one in window.reader.notice.findChildren(QPushButton) if one.text())
    assert stop.text() == "Dừng"
    stop.click()
    gate.set()
    settle(window, qtbot)
    assert window.reader.notice.text == "Đã dừng. Ghi chú của bạn không thay đổi."
    assert texts(state_folder) == before
    assert window.findChildren(MergeSheet) == []


def test_a_damaged_file_is_refused_in_words(window, qtbot, state_folder, tmp_path):
    (tmp_path / "a.jsonld").write_text("{", encoding="utf-8")
    window.exchanging.look_at(tmp_path / "a.jsonld")
    settle(window, qtbot)
    assert "Ghi chú của bạn không thay đổi" in window.reader.notice.text
    assert texts(state_folder)[0] == []


def dropped(window, kind, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    event = kind(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(window, event)
    return event


def test_a_file_dropped_on_the_window_is_offered_to_be_merged(window, colleague, qtbot, tmp_path):
    assert not dropped(window, QDragEnterEvent, tmp_path / "a.docx").isAccepted()
    assert dropped(window, QDragEnterEvent, colleague).isAccepted()
    with qtbot.waitSignal(window.exchanging.asked) as asked:
        dropped(window, QDropEvent, colleague)
    [sheet] = asked.args
    assert sheet.preview.count("new") == 1
    sheet.reject()


# to a file


def test_the_form_asks_which_notes_as_what_and_writes_them(window, qtbot, state_folder, tmp_path):
    with ReaderState(state_folder) as state:
        edition = window.session.edition
        note(state, edition, "khung-hoang", "72 giờ", "một", private_tags=("riêng",))
        note(state, edition, "huong-dan", "một danh sách", "hai", tags=("chung",))
    window.session.open_document("huong-dan")
    settle(window, qtbot)
    with qtbot.waitSignal(window.exchanging.asked) as asked:
        window.deeds["save_notes"].trigger()
    [form] = asked.args
    assert isinstance(form, ExportForm)
    assert list(form.scopes) == ["document", "library"]
    assert (form.private.isVisible(), form.private.isChecked()) == (True, False)
    form.scopes["library"].setChecked(True)
    form.endings[".csv"].setChecked(True)
    wishes = []
    form.chosen.connect(wishes.append)
    qtbot.keyClick(form, Qt.Key.Key_Return)
    settle(window, qtbot)
    dialog = window.findChild(QFileDialog)
    assert dialog.defaultSuffix() == "csv"
    dialog.reject()
    assert wishes == [Wish("library", ".csv", private=False)]
    for wish, held in (
        (Wish("library", ".md", private=False), {"một", "hai", "chung"}),
        (Wish("document", ".md", private=True), {"hai", "chung"}),
        (Wish("library", ".csv", private=True), {"một", "hai", "chung", "riêng"}),
    ):
        path = tmp_path / f"a{wish.ending}"
        window.exchanging.write(path, wish)
        settle(window, qtbot)
        text = path.read_text(encoding="utf-8-sig")
        words = {"một", "hai", "chung", "riêng"}
        assert {word for word in words if f"\n{word}" in text or word in text} >= held
        if not wish.private:
            assert "riêng" not in text
        assert path.name in window.reader.notice.text


def test_the_chosen_notes_of_the_table_are_exported(window, qtbot, state_folder, tmp_path):
    with ReaderState(state_folder) as state:
        for words in ("72 giờ", "ba việc", "Sau bão"):
            note(state, window.session.edition, "khung-hoang", words, words)
    window.deeds["all_notes"].trigger()
    settle(window, qtbot)
    pane = window.surveying.pane
    pane.view.selectRow(0)
    pane.view.selectionModel().select(
        pane.model.index(2, 0),
        pane.view.selectionModel().SelectionFlag.Select
        | pane.view.selectionModel().SelectionFlag.Rows,
    )
    with qtbot.waitSignal(window.exchanging.asked) as asked:
        qtbot.keyClick(pane.view, Qt.Key.Key_X)
    [form] = asked.args
    assert form.scopes["chosen"].text().endswith("(2)")
    form.reject()
    path = tmp_path / "a.jsonld"
    window.exchanging.write(path, Wish("chosen", ".jsonld", private=False), frozenset(pane.chosen))
    settle(window, qtbot)
    held = json.loads(path.read_text(encoding="utf-8"))
    assert json.dumps(held, ensure_ascii=False).count('"exact"') == 2


def test_the_notes_of_the_open_document_are_exported_from_their_pane(window, qtbot, state_folder):
    with ReaderState(state_folder) as state:
        for words in ("72 giờ", "ba việc"):
            note(state, window.session.edition, "khung-hoang", words, words)
    window.session.open_document("khung-hoang")
    qtbot.waitUntil(lambda: len(window.session.notes.all()) == 2 and window.settled)
    window.deeds["notes"].trigger()
    settle(window, qtbot)
    with qtbot.waitSignal(window.exchanging.asked) as asked:
        qtbot.keyClick(window.side.notes.view, Qt.Key.Key_X)
    [form] = asked.args
    assert list(form.scopes) == ["chosen", "document", "library"]
    assert form.scopes["chosen"].text().endswith("(2)")
    form.reject()


def test_an_export_that_finds_nothing_says_so(window, qtbot, tmp_path):
    window.exchanging.write(tmp_path / "a.md", Wish("library", ".md", private=False))
    settle(window, qtbot)
    assert "chưa ghi tệp nào" in window.reader.notice.text
    assert not (tmp_path / "a.md").exists()
    with ReaderState(tmp_path / "other") as state:
        assert annotations(state, "kho") == []
