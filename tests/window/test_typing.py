"""Writing under input tools: bursts with Backspace of their own, and composed letters.

Input tools on Windows (Unikey, EVKey) let the key pass, then take letters back with Backspace and
send the marked ones; those of Linux compose in the box and hand the word over when it is done.
"""

import itertools

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from desktop.library.reader.profiles import Profiles

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
NARROW_SPACE = "\u202f"
KEYS = {
    "telex": ("khungr hoangr", ["k", "kh", "khu", "khun", "khung", "khủng"]),
    "telex, tone first": ("khurng hoangr", ["k", "kh", "khu", "khủ", "khủn", "khủng"]),
    "vni": ("khung3 hoang3", ["k", "kh", "khu", "khun", "khung", "khủng"]),
}
SECOND = ["h", "ho", "hoa", "hoan", "hoang", "hoảng"]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def press(field, key, text=""):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def type_text(field, text):
    """Letters as Windows sends those that no key has."""
    for letter in text:
        press(field, 0, letter)


def same_start(one, other):
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return len(list(pairs))


def replay(field, states, *, guarded=False):
    """Types as an input tool does: from each state of the text to the next one.

    `guarded`: with the narrow space that tools send, and take back, against completion.
    """
    before = ""
    for after in states:
        common = same_start(before, after)
        back = len(before) - common
        if back and guarded:
            type_text(field, NARROW_SPACE)
            back += 1
        for _ in range(back):
            press(field, Qt.Key.Key_Backspace, "\b")
        type_text(field, after[common:])
        before = after


def compose(field, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


@pytest.fixture
def typed(open_window, qtbot):
    """A window with the keyboard in its box; what was searched; and what was suggested for."""
    window = open_window()
    box = window.toolbar.omnibox
    window.deeds["search"].trigger()
    settle(qtbot, window)
    asked = []
    box.search_requested.connect(asked.append)
    return window, box.field, asked


@pytest.mark.parametrize("guarded", [False, True], ids=["plain", "guarded"])
@pytest.mark.parametrize("method", list(KEYS))
def test_a_burst_ends_with_the_right_text_and_one_search(typed, qtbot, method, guarded):
    window, field, asked = typed
    keys, first = KEYS[method]
    states = [*first, "khủng ", *(f"khủng {end}" for end in SECOND)]
    assert len(states) == len(keys)
    replay(field, states, guarded=guarded)
    settle(qtbot, window)
    assert field.text() == "khủng hoảng"
    assert asked == ["khủng hoảng"]
    assert window.results.found.query == "khủng hoảng"
    assert window.focusWidget() is field


@pytest.mark.parametrize("states", ["d đ đe đê", "a â ấ"], ids=["ddee, d9e6", "aas, a61"])
def test_a_burst_that_empties_the_box_ends_no_search(typed, qtbot, states):
    window, field, asked = typed
    window.finding.put("thôn")
    settle(qtbot, window)
    began = asked.copy()
    field.selectAll()
    with qtbot.assertNotEmitted(window.toolbar.omnibox.emptied):
        replay(field, states.split())
        settle(qtbot, window)
    assert field.text() == states.split()[-1]
    assert window.focusWidget() is field
    assert window.finding.active
    assert asked[len(began) :] == [text for text in [field.text()] if len(text) > 1]


def test_backspace_takes_no_chip_away_even_from_an_empty_box(typed, qtbot):
    window, field, _ = typed
    bar = window.results.head.facets
    window.finding.put("thôn")
    settle(qtbot, window)
    with qtbot.waitSignal(window.finding.began):
        bar.filters_changed.emit({"topics": "Thiên tai"})
    for _ in range(8):
        press(field, Qt.Key.Key_Backspace, "\b")
    settle(qtbot, window)
    assert not window.finding.active
    assert window.focusWidget() is field
    with qtbot.waitSignal(window.finding.began):
        replay(field, ["t", "th", "tho", "thoo", "thôn"])
    assert [chip.value for chip in bar.chips if chip.value] == ["Thiên tai"]
    assert window.finding.query.filters == {"topics": "Thiên tai"}
    press(field, Qt.Key.Key_Escape)
    press(field, Qt.Key.Key_Escape)
    assert window.finding.query.filters == {}
    settle(qtbot, window)


def test_nothing_is_asked_while_a_letter_is_composed(typed, qtbot):
    window, field, asked = typed
    popup = window.offering.popup
    type_text(field, "khủng ")
    for preedit in ("h", "ho", "hoa", "hoan", "hoang", "hoảng"):
        compose(field, preedit)
    settle(qtbot, window)
    assert asked == []
    assert popup.isHidden()
    assert field.text() == "khủng "
    with qtbot.waitSignal(window.finding.began):
        compose(field, "", "hoảng")
    settle(qtbot, window)
    assert asked == ["khủng hoảng"]
    assert field.text() == "khủng hoảng"
    assert not popup.isHidden()


def test_a_search_that_fell_due_is_made_when_composing_is_given_up(typed, qtbot):
    window, field, asked = typed
    type_text(field, "khủng hoảng")
    compose(field, "t")
    settle(qtbot, window)
    assert asked == []
    with qtbot.waitSignal(window.finding.began):
        compose(field, "")
    assert asked == ["khủng hoảng"]
    settle(qtbot, window)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Backspace]
)
def test_keys_belong_to_the_input_method_while_it_composes(typed, qtbot, key):
    window, field, asked = typed
    type_text(field, "khủng hoảng")
    settle(qtbot, window)
    compose(field, "tr")
    press(field, key)
    settle(qtbot, window)
    assert window.focusWidget() is field
    assert window.session.reading is None
    assert window.offering.popup.row == -1
    assert asked == ["khủng hoảng"] or key == Qt.Key.Key_Backspace
    compose(field, "")
    settle(qtbot, window)


def test_suggestions_that_come_late_are_dropped(typed, qtbot):
    window, field, _ = typed
    shown = []
    window.offering.popup.model.modelReset.connect(lambda: shown.append(field.text()))
    window.toolbar.omnibox.suggestions_requested.emit("khung")
    type_text(field, "thiên tai")
    settle(qtbot, window)
    assert shown
    assert set(shown) == {"thiên tai"}


# notes and forms

WHOLE = {
    "telex": ["k", "kh", "khu", "khun", "khung", "khungr"],
    "vni": ["k", "kh", "khu", "khun", "khung", "khung3"],
}


def burst(widget, method, *, guarded=False):
    """`khủng 123` with every key as the tool lets it through, and the marked letter in its place.

    The key that gives the mark is pressed, taken back with the letters after the mark, and the
    marked letters follow; digits and single letters of the window's own keys are among them.
    """
    states = [*WHOLE[method], "khủng", "khủng ", "khủng 1", "khủng 12", "khủng 123", "khủng 123n"]
    before = ""
    for after in states:
        common = same_start(before, after)
        back = len(before) - common
        if back and guarded:
            type_text(widget, NARROW_SPACE)
            back += 1
        for _ in range(back):
            press(widget, Qt.Key.Key_Backspace, "\b")
        for letter in after[common:]:
            plain = letter.isascii() and letter.isalnum()
            press(widget, ord(letter.upper()) if plain else 0, letter)
        before = after
    return before


def text_of(widget):
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()


@pytest.fixture
def noted(open_window, qtbot):
    """A window on a document with one note, and a second passage selected."""
    window = open_window("khung-hoang")
    for words, action in (("Danh sách hộ", "note"), ("người trực ban", None)):
        page = window.reader.page
        leaf = next(leaf for leaf in page.typeset.leaves if words in leaf.text)
        start = leaf.text.index(words)
        page.select(leaf.block, start, start + len(words))
        if action:
            window.deeds[action].trigger()
            settle(qtbot, window)
    return window


@pytest.mark.parametrize("guarded", [False, True], ids=["plain", "guarded"])
@pytest.mark.parametrize("method", list(WHOLE))
def test_a_note_takes_every_key_of_a_burst_and_no_other_part_does(noted, qtbot, method, guarded):
    window = noted
    editor = window.side.notes.editor.edit
    editor.setFocus()
    written = burst(editor, method, guarded=guarded)
    assert editor.toPlainText() == written == "khủng 123n"
    [before] = window.session.notes.all()
    assert before.annotation.colour == "idea"
    assert window.focusWidget() is editor
    assert window.reader.page.textCursor().hasSelection()
    window.finish_typing()
    settle(qtbot, window)
    [after] = window.session.notes.all()
    assert after.annotation.note == "khủng 123n"


@pytest.mark.parametrize("guarded", [False, True], ids=["plain", "guarded"])
@pytest.mark.parametrize("method", list(WHOLE))
@pytest.mark.parametrize("what", ["reply", "labels"])
def test_what_is_written_below_a_note_takes_a_burst(noted, qtbot, what, method, guarded):
    window = noted
    window.finish_typing()
    settle(qtbot, window)
    [placed] = window.session.notes.all()
    pane = window.side.notes
    pane.reveal(placed.annotation.id, focus=True)
    if what == "reply":
        pane.reply(placed.annotation.id)
        field = pane.editor.edit
    else:
        window.noting.annotating.label()
        field = pane.view.inset.field
    inset = pane.view.inset
    assert burst(field, method, guarded=guarded) == text_of(field)
    assert pane.view.inset is inset
    assert [one.annotation.id for one in window.session.notes.all()] == [placed.annotation.id]
    window.finish_typing()
    settle(qtbot, window)


@pytest.mark.parametrize("method", list(WHOLE))
def test_a_note_keeps_what_is_composed(noted, qtbot, method):
    editor = noted.side.notes.editor.edit
    editor.setFocus()
    for preedit in WHOLE[method]:
        compose(editor, preedit)
    assert editor.toPlainText() == ""
    compose(editor, "", "khủng ")
    compose(editor, "hoảng")
    compose(editor, "", "hoảng")
    assert editor.toPlainText() == "khủng hoảng"
    assert len(noted.session.notes.all()) == 1
    noted.finish_typing()
    settle(qtbot, noted)


def test_backspace_deletes_no_note_and_no_highlight(noted, qtbot):
    window = noted
    window.finish_typing()
    settle(qtbot, window)
    [placed] = window.session.notes.all()
    window.side.notes.reveal(placed.annotation.id)
    for widget in (window.side.notes.view, window.reader.page, window.documents.view):
        widget.setFocus()
        for _ in range(6):
            press(widget, Qt.Key.Key_Backspace, "\b")
    settle(qtbot, window)
    assert window.session.notes.all() == [placed]
    assert window.session.card.id == "khung-hoang"


@pytest.mark.parametrize("method", list(WHOLE))
def test_letters_in_the_box_do_nothing_to_a_selection(noted, qtbot, method):
    """N, C, T and the digits are keys of a selection only where the text has the keyboard."""
    window = noted
    window.finish_typing()
    settle(qtbot, window)
    field = window.toolbar.omnibox.field
    field.setFocus()
    assert burst(field, method) == field.text()
    for letter in "nct01234":
        press(field, ord(letter.upper()), letter)
    assert field.text() == "khủng 123nnct01234"
    assert len(window.session.notes.all()) == 1
    assert window.drafts.items == ()
    settle(qtbot, window)


@pytest.mark.parametrize("guarded", [False, True], ids=["plain", "guarded"])
@pytest.mark.parametrize("method", list(WHOLE))
@pytest.mark.parametrize("action", ["feedback", "people", "save_search"])
def test_every_field_of_a_form_takes_a_burst(open_window, qtbot, tmp_path, action, method, guarded):
    window = open_window("khung-hoang")
    window.finding.put("bão")
    settle(qtbot, window)
    window.personal.profiles = Profiles(tmp_path / "people")
    window.deeds[action].trigger()
    qtbot.waitUntil(lambda: window.findChildren(QDialog) != [])
    settle(qtbot, window)
    [form] = window.findChildren(QDialog)
    lines = [line for line in form.findChildren(QLineEdit) if line.maxLength() > len("khủng 123n")]
    fields = lines + form.findChildren(QPlainTextEdit)
    assert fields
    for field in fields:
        field.setFocus()
        field.clear()
        written = burst(field, method, guarded=guarded)
        assert text_of(field) == written
        assert form.isVisible()
    assert window.session.notes.all() == []
    form.reject()
    settle(qtbot, window)
