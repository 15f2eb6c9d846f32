"""The table of actions: no key twice, no key that input tools use, each with a menu path."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from desktop.window.actions import table
from desktop.window.widgets.shortcut_sheet import ShortcutSheet


def test_no_key_twice_in_one_place():
    for where in {entry.where for entry in table()}:
        keys = [
            QKeySequence(key) for entry in table() if entry.where == where for key in entry.keys
        ]
        names = [key.toString() for key in keys]
        assert all(names)
        assert [name for name, many in Counter(names).items() if many > 1] == []


def test_no_key_of_input_tools():
    keys = [QKeySequence(key).toString() for entry in table() for key in entry.keys]
    assert [key for key in keys if "Ctrl+Shift" in key or key == "Alt+Z"] == []


def test_no_id_twice():
    assert [name for name, many in Counter(entry.id for entry in table()).items() if many > 1] == []


def test_every_action_of_the_window_has_a_menu_path():
    lost = [entry.id for entry in table() if entry.where == "window" and not entry.menu]
    assert lost == ["menu"]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_menu_holds_them_and_the_sheet_opens(open_window, qtbot):
    window = open_window()
    inside = {
        action.objectName() for menu in window.menu.actions() for action in menu.menu().actions()
    }
    assert inside == {entry.id for entry in table() if entry.menu}
    window.deeds["shortcuts"].trigger()
    sheet = window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    sheet.reject()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_what_needs_a_briefing_waits_for_one(open_window, qtbot):
    window = open_window()
    buttons = [window.toolbar.button(name) for name in ("print", "highlight", "note")]
    names = ["copy", "cite", "collect", "clear", "idea"]
    assert [button.isEnabled() for button in buttons] == [False] * 3
    assert [window.deeds[name].isEnabled() for name in names] == [False] * 5
    window.session.open_document("khung-hoang")
    qtbot.waitUntil(lambda: window.settled)
    assert [button.isEnabled() for button in buttons] == [True] * 3
    assert [window.deeds[name].isEnabled() for name in names] == [True] * 5
    window.deeds["handbook"].trigger()
    qtbot.waitUntil(lambda: window.settled)
    assert [button.isEnabled() for button in buttons] == [False] * 3
    assert window.deeds["copy"].isEnabled()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_toolbar_uses_the_glossarys_word(open_window):
    window = open_window()
    assert window.toolbar.button("compose").text() == "Soạn tài liệu"
    window.toolbar.count_passages(3)
    assert window.toolbar.button("compose").text() == "Soạn tài liệu 3"
