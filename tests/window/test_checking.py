"""Other versions of a note, and notes whose passage has changed: shown, chosen, undone."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.library.reader.annotations import Author, keep, meet, records
from desktop.library.reader.records import Content, join
from desktop.library.reader.state import ReaderState
from desktop.library.schema import FrontMatter
from desktop.window import side
from desktop.window.panes.card_panel import CardPanel
from tests.window.annotated import card, key, row, saved, settle, spans, with_three_notes

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]
WORDED = "Điểm sơ tán phải có nước sạch đủ dùng ít nhất hai ngày, đèn dự phòng và lối ra."
REWORDED = "Điểm sơ tán phải có nước sạch đủ dùng ba ngày trở lên, đèn dự phòng và lối ra."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def noted(open_window, qtbot):
    return with_three_notes(open_window, qtbot)


# versions of others


@pytest.fixture
def disputed(noted, qtbot, open_window, state_folder):
    """The first note has another version, by a colleague who knew nothing of ours."""
    window, [first, *_] = noted
    window.close()
    with ReaderState(state_folder) as state:
        [held] = records(state, [first])
        base = msgspec.structs.replace(held, context={"xa": 0}, versions=())
        said = msgspec.structs.replace(held.shown.content, note="Của bạn", author="ban")
        assert isinstance(said, Content)
        theirs = base.changed("xa", "2026-01-01T00:00:00.000+00:00", said)
        keep(state, [join(held, theirs)])
        meet(state, "ban", Author("Trần Thị Na", "TTN"))
    window = open_window("khung-hoang")
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    return window, first


@pytest.mark.parametrize(("button", "note"), [(0, "Một"), (1, "Của bạn"), (2, "Một\n\nCủa bạn")])
def test_another_version_is_shown_and_settled_and_that_is_undone(
    disputed, qtbot, open_window, state_folder, button, note
):
    window, first = disputed
    assert "Bản khác" in row(window, first).spoken
    card(window, first)
    window.noting.annotating.show_rival(first)
    panel = window.side.notes.view.inset
    assert isinstance(panel, CardPanel)
    qtbot.mouseClick(panel.buttons[button], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert (row(window, first).note, row(window, first).rivals) == (note, ())
    with ReaderState(state_folder) as state:
        assert [len(held.versions) for held in records(state, [first])] == [1]
    window.deeds["undo"].trigger()
    settle(qtbot, window)
    assert row(window, first).note == "Một"
    window.close()
    again = open_window("khung-hoang")
    held = row(again, first)
    assert (held.note, [other.note for other in held.rivals]) == ("Một", ["Của bạn"])


def test_who_wrote_a_note_is_shown(disputed, qtbot):
    window, first = disputed
    window.session.notes.settle(first, window.session.notes.rivals[first][0])
    assert row(window, first).author == Author("Trần Thị Na", "TTN")
    assert row(window, first).spoken.startswith("Trần Thị Na")
    settle(qtbot, window)


# what is to check


@pytest.fixture
def changed(growing, open_window, qtbot):
    """Two notes whose passages the next edition has reworded and taken out."""
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"{WORDED}\n\n## Phần sau")
    growing._build()
    window = open_window("b1", library=growing.library)
    notes = window.session.notes
    ids = [
        notes.add(spans(window, "ít nhất hai ngày"), "idea", "Hỏi lại"),
        notes.add(spans(window, "Phần sau"), "figure"),
    ]
    settle(qtbot, window)
    window.close()
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"{REWORDED}\n\nHết.")
    growing._build()
    window = open_window("b1", library=growing.library)
    settle(qtbot, window)
    return window, ids


def test_a_card_says_that_the_sentence_around_its_words_was_reworded(growing, open_window, qtbot):
    before = "Mỗi thôn giữ nước sạch ít nhất hai ngày cho các hộ ở vùng trũng."
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"Đầu.\n\n{before}\n\nHết.")
    growing._build()
    window = open_window("b1", library=growing.library)
    note = window.session.notes.add(spans(window, "ít nhất hai ngày"), "idea")
    settle(qtbot, window)
    assert "Lời văn đã sửa" not in row(window, note).caption
    window.close()
    after = before.replace("các hộ", "những nhà")
    growing._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"Đầu.\n\n{after}\n\nHết.")
    growing._build()
    window = open_window("b1", library=growing.library)
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    assert not window.side.notes.tray.cases
    assert "Lời văn đã sửa" in row(window, note).caption


def test_what_is_to_check_leads_and_is_shown_once(changed, qtbot, open_window, growing):
    window, ids = changed
    tray = window.side.notes.tray
    assert {case.id for case in tray.cases} == set(ids)
    assert window.side.currentIndex() == side.NOTES
    assert tray.isVisible()
    tray.setFocus()
    first = tray.current
    assert (first.edition, first.present) == (2, 3)
    key(qtbot, tray, Qt.Key.Key_Down)
    assert tray.current != first
    assert "2/2" in tray.later.text()
    window.side.setCurrentIndex(side.OUTLINE)
    window.close()
    again = open_window("b1", library=growing.library)
    assert again.side.currentIndex() == side.OUTLINE
    assert len(again.side.notes.tray.cases) == 2


def test_k_keeps_the_old_passage_and_it_stays_readable(changed, qtbot, open_window, growing):
    window, ids = changed
    tray = window.side.notes.tray
    tray.choose(ids[0])
    key(qtbot, tray, Qt.Key.Key_K)
    assert [case.id for case in tray.cases] == [ids[1]]
    assert "Đoạn của đợt 2" in row(window, ids[0]).caption
    window.deeds["undo"].trigger()
    assert len(tray.cases) == 2
    window.deeds["redo"].trigger()
    assert len(tray.cases) == 1
    settle(qtbot, window)
    window.close()
    again = open_window("b1", library=growing.library)
    assert [case.id for case in again.side.notes.tray.cases] == [ids[1]]
    again.deeds["notes"].trigger()
    settle(qtbot, again)
    key(qtbot, card(again, ids[0]), Qt.Key.Key_Return)
    panel = again.side.notes.view.inset
    assert isinstance(panel, CardPanel)
    assert WORDED in panel.buttons[0].accessibleDescription()


def test_a_attaches_to_what_comes_nearest(changed, qtbot, state_folder):
    window, _ = changed
    notes, tray = window.session.notes, window.side.notes.tray
    near = next(case for case in tray.cases if case.new)
    assert REWORDED in near.new
    tray.choose(near.id)
    key(qtbot, tray, Qt.Key.Key_A)
    settle(qtbot, window)
    assert notes.placed(near.id).sure
    [kept] = [one for one in saved(window, state_folder) if one.id == near.id]
    assert kept.edition == 3
    window.deeds["undo"].trigger()
    assert not notes.placed(near.id).sure
    settle(qtbot, window)
