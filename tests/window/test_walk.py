"""A walk through every part of the window, in both languages, every theme, at 100 and 200 %.

It looks for what a reader would stumble over: words that are cut, parts without a name for screen
readers, a keyboard focus that cannot be seen. One window is shared by each combination.
"""

import itertools
import re
from collections import Counter

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from desktop.library.reader.backup import back_up
from desktop.library.reader.profiles import Profiles
from desktop.window.actions import menus, places, table
from desktop.window.language import install
from desktop.window.panes.notes_model import Filter
from desktop.window.panes.notes_view import NotesView
from desktop.window.theme import NAMES, load, style_sheet
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.shortcut_sheet import shown_keys
from tests.window.walking import sheets_of_handouts, sheets_of_notes

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
COMBINATIONS = list(itertools.product(("vi", "en"), (100, 200)))
WIDTH, HEIGHT = 1366, 690
NAMELESS = {QAccessible.Role.NoRole, QAccessible.Role.Window}
"""Not `Client`: Qt gives it to every widget of one's own, which speaks by its name."""


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)
    QApplication.sendPostedEvents()


def told(widget):
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = widget.objectName() or widget.accessibleName() or text
    return f"{type(widget).__name__} {name[:50]!r}"


def parts(top):
    """Every widget that can be seen in `top`, but for those inside Qt's own dialogs."""
    inner = [one for one in top.findChildren(QWidget) if one.isVisibleTo(top)]
    return [one for one in inner if one.window() is top or one.window() is top.window()]


def scrolled(widget, top):
    """The nearest area that scrolls it, if there is one below `top`."""
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QScrollArea | NotesView):
            return parent
        parent = parent.parentWidget()
    return None


# what is looked for


def cut(top):
    """Words that do not fit where they stand, and parts that stand outside of the window."""
    found = []
    for widget in parts(top):
        where = told(widget)
        if isinstance(widget, ElidedLabel):
            lacking = widget.fontMetrics().height() > widget.height() + 1
        elif isinstance(widget, QLabel) and widget.text():
            lacking = lacks_label(widget)
        elif isinstance(widget, QTabBar):
            lacking = any(
                widget.fontMetrics().horizontalAdvance(widget.tabText(at))
                > widget.tabRect(at).width()
                and not widget.tabToolTip(at)
                for at in range(widget.count())
            )
        elif isinstance(widget, QAbstractButton) and widget.text() and lacks_button(widget):
            lacking = True
        elif isinstance(widget, QLineEdit | QComboBox):
            lacking = widget.fontMetrics().height() > widget.height()
        else:
            lacking = False
        if lacking:
            found.append(f"{where} is cut: {widget.size().toTuple()} {widget.sizeHint().toTuple()}")
        outside = QRect(widget.mapTo(top, QPoint()), widget.size())
        inside = scrolled(widget, top) is not None or widget.size().isEmpty()
        if not inside and not top.rect().adjusted(-1, -1, 1, 1).contains(outside):
            found.append(f"{where} stands outside: {outside.getRect()}")
    return found


def lacks_label(label):
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    hint = label.sizeHint()
    wide = hint.width() > label.width() + 1 and not label.toolTip()
    return wide or hint.height() > label.height() + 1


def lacks_button(button):
    style = getattr(button, "toolButtonStyle", lambda: None)()
    if style == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    hint = button.sizeHint()
    wide = hint.width() > button.width() + 1 and not button.toolTip()
    return wide or button.fontMetrics().height() > button.height() + 1


def stops(top):
    """Where the Tab key, or a key of the window, can lead."""
    return [
        one
        for one in parts(top)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one.focusProxy() is None
        and not one.visibleRegion().isEmpty()
    ]


def unnamed(top):
    found = []
    for widget in stops(top):
        face = QAccessible.queryAccessibleInterface(widget)
        if not face.text(QAccessible.Text.Name).strip():
            found.append(f"{told(widget)} in {told(widget.parentWidget())} has no name")
        if face.role() in NAMELESS:
            found.append(f"{told(widget)} has no role: {face.role()}")
        if isinstance(widget, QAbstractItemView) and not rows_speak(widget):
            found.append(f"{told(widget)} has rows that say nothing")
    return found


def rows_speak(view):
    """Whether every row on screen has words for screen readers."""
    model, area = view.model(), view.viewport().rect()
    rows = [model.index(row, 0) for row in range(min(model.rowCount(), 40))]
    shown = [row for row in rows if view.visualRect(row).intersects(area)]
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    return all(any(row.data(role) for role in roles) for row in shown)


def unseen_focus(top):
    """Parts that look the same with the keyboard as without."""
    found = []
    if top.focusWidget() is not None:
        top.focusWidget().clearFocus()
    without = top.grab().toImage()
    for widget in stops(top):
        place = QRect(widget.mapTo(top, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
        place &= top.rect()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            found.append(f"{told(widget)} does not take the focus")
        elif top.grab(place).toImage() == without.copy(place):
            found.append(f"{told(widget)} in {told(widget.parentWidget())}: focus not seen")
    return found


def widest(top):
    """The parts that ask for most room."""
    shown = [one for one in parts(top) if one.minimumSizeHint().width() > 300]
    return {told(one): one.minimumSizeHint().width() for one in shown}


# the way


def select(window, text):
    page = window.reader.page
    leaf = next(leaf for leaf in page.typeset.leaves if text in leaf.text)
    start = leaf.text.index(text)
    page.select(leaf.block, start, start + len(text))


def reading(window, qtbot):
    """The document with everything beside it: each state by its name."""
    window.grab()  # what is painted first asks for its rows
    settle(qtbot, window)
    yield "start"
    window.session.open_document("khung-hoang")
    settle(qtbot, window)
    yield "document"
    select(window, "Danh sách hộ")
    yield "selection"
    window.deeds["collect"].trigger()
    select(window, "người trực ban")
    window.deeds["figure"].trigger()
    for name in ("outline", "related", "citations", "notes"):
        window.deeds[name].trigger()
        settle(qtbot, window)
        yield name
    settle(qtbot, window)  # a page in a narrower column is set again, part by part
    select(window, "Bản tin kế tiếp")
    window.deeds["note"].trigger()
    settle(qtbot, window)
    yield "note"
    window.finish_typing()
    yield from cards(window, qtbot)
    for name in OVER:
        window.deeds[name].trigger()
        settle(qtbot, window)
        yield name
        leave(window, qtbot)
    window.reader.notice.tell("Một lời báo", "warn", "Thử lại", lambda: None)
    yield "warning"
    window.reader.notice.hide()
    window.session.open_document("da-thu-hoi")
    settle(qtbot, window)
    yield "withdrawn"
    window.deeds["handbook"].trigger()
    settle(qtbot, window)
    yield "handbook"


def cards(window, qtbot):
    """What is written in a card of the notes: a reply, labels, a choice among versions."""
    pane, notes = window.side.notes, window.session.notes
    one = pane.view.current
    labelled = {"tags": ("việc cần làm", "hỏi xã"), "private_tags": ("riêng tôi",)}
    notes.alter([one], "tags", lambda held: msgspec.structs.replace(held, **labelled))
    notes.reply(one, "Đã in **14** bản, còn thôn 6.")
    notes.add_general("Một ghi chú chung.")
    pane.reply(one)
    yield "reply"
    window.finish_typing()
    pane.reveal(one, focus=True)
    window.noting.annotating.label()
    yield "labels"
    window.finish_typing()
    notes.rivals[one] = (msgspec.structs.replace(notes.get(one), note="Bản của người khác."),)
    window.noting.annotating.show_rival(one)
    yield "versions"
    pane.finish()
    pane.filter.take_keyboard()
    pane.filter.choose_tag("hỏi xã")
    yield "narrowed"
    pane.filter.choose(Filter())
    settle(qtbot, window)


OVER = (
    "find", "section", "reading_options", "original", "alone", "start_page", "filter",
    "all_notes", "figures", "compose", "register",
)  # fmt: skip
"""Actions that bring something over the page or in its place; Esc takes it away again."""


def leave(window, qtbot):
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        settle(qtbot, window)
    window.session.open_document("khung-hoang")
    settle(qtbot, window)


def searching(window, qtbot):
    for text, name in (("khung hoang", "results"), ("khunq hoanq xyz", "nothing")):
        window.finding.put(text)
        settle(qtbot, window)
        yield name
    window.finding.put("thiên tai")
    settle(qtbot, window)
    window.deeds["scope"].trigger()
    settle(qtbot, window)
    yield "notes found"
    window.toolbar.omnibox.field.clear()
    settle(qtbot, window)
    window.deeds["searches"].trigger()
    yield "offers"
    window.finding.leave()
    window.offering.hide()
    settle(qtbot, window)


def sheets(window, qtbot, folder):
    """Every sheet and dialog, opened by its action; Qt's own for files are not looked into."""
    window.finding.put("khung hoang")
    settle(qtbot, window)
    profiles = Profiles(folder / "people")
    profiles.add("Lê Thị Mai", "LM")
    window.personal.profiles = profiles
    for name in ("shortcuts", "query_help", "links", "save_search", "feedback", "outbox", "people",
                 "backup", "restore", "libraries"):  # fmt: skip
        window.deeds[name].trigger()
        yield name, opened(qtbot, window)
    back_up(window.session.keeper.folder, folder / "a.briefbackup")
    window.personal.safekeeping.restore(folder / "a.briefbackup")
    yield "question", opened(qtbot, window)
    yield from sheets_of_notes(window, lambda: opened(qtbot, window), folder)
    window.deeds["compose"].trigger()
    settle(qtbot, window)
    yield from sheets_of_handouts(window, lambda: opened(qtbot, window))
    window.finding.leave()
    settle(qtbot, window)


def opened(qtbot, window):
    def visible():
        return [one for one in window.findChildren(QDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: visible() != [])
    settle(qtbot, window)
    return visible()[0]


def close(qtbot, window, dialog):
    dialog.reject()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle(qtbot, window)


class Walk:
    """One window on its way; `faults` are what a reader would stumble over, and where.

    What has thicker borders and bolder words needs most room, and most at the largest size: there
    the way is walked in high contrast. A theme of the same kind differs from it in colours alone.
    """

    def __init__(self, window, size):
        self.window = window
        self.faults = {}
        self.worn = "contrast-dark" if size == 200 else "light"
        window.appearance.choose(self.worn)

    def note(self, found, where):
        for fault in found:
            self.faults.setdefault(fault, where)

    def look(self, top, where, *, keyboard=()):
        for theme in (self.worn, *keyboard):
            if theme != self.window.appearance.choice:
                self.window.appearance.choose(theme)
            QApplication.sendPostedEvents()
            self.note((*cut(top), *unnamed(top)), f"{where}, {theme}")
            if theme in keyboard:
                self.note(unseen_focus(top), f"{where}, {theme}")
        if top.width() > WIDTH or top.height() > HEIGHT:
            self.note([f"too large: {top.size().toTuple()}, {widest(top)}"], where)


@pytest.mark.parametrize(("language", "size"), COMBINATIONS)
def test_a_reader_stumbles_over_nothing(open_window, qtbot, tmp_path, language, size):
    window = open_window(language=language, size=size)
    window.resize(WIDTH, HEIGHT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    walk = Walk(window, size)
    for state in itertools.chain(reading(window, qtbot), searching(window, qtbot)):
        worn = (walk.worn,) if state in OVER else ()
        walk.look(window, state, keyboard=NAMES if state == "notes" else worn)
    for state, dialog in sheets(window, qtbot, tmp_path):
        if not isinstance(dialog, QFileDialog):
            dialog.activateWindow()
            qtbot.waitUntil(dialog.isActiveWindow)
            walk.look(dialog, state, keyboard=NAMES if state == "feedback" else (walk.worn,))
        close(qtbot, window, dialog)
    faults = [f"{fault} ({where})" for fault, where in walk.faults.items()]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("language", "size"), COMBINATIONS)
def test_nor_without_a_library(open_window, tmp_path, language, size):
    window = open_window(library=tmp_path / "không có", language=language, size=size)
    window.resize(WIDTH, HEIGHT)
    walk = Walk(window, size)
    walk.look(window, "no library")
    assert walk.faults == {}


@pytest.mark.parametrize(("language", "size"), COMBINATIONS)
def test_nor_over_notes_to_check(open_window, qtbot, growing, language, size):
    window = open_window("b1", library=growing.library, language=language, size=size)
    window.resize(WIDTH, HEIGHT)
    for at in (0, 1):
        leaf = window.reader.page.typeset.leaves[at]
        window.session.notes.add([(leaf.block, 0, 4)], "idea", "Hỏi lại xã. " * 5)
    settle(qtbot, window)
    window.close()
    growing.grow()
    window = open_window("b1", library=growing.library, language=language, size=size)
    window.resize(WIDTH, HEIGHT)
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    assert window.side.notes.tray.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    walk = Walk(window, size)
    walk.look(window, "notes to check", keyboard=(walk.worn,))
    assert walk.faults == {}


def test_themes_of_one_kind_differ_in_colours_alone():
    """So what fits in one of them fits in the others."""
    for names in (("light", "paper", "dark"), ("contrast-light", "contrast-dark")):
        sheets = {
            re.sub(r"#[0-9A-Fa-f]{6}\b|(?:tick|down|up)-\w+", "#", style_sheet(load(name)))
            for name in names
        }
        assert len(sheets) == 1


# actions and keys


@pytest.fixture(params=["vi", "en"])
def words(app, request):
    install(app, request.param)
    yield request.param
    install(app, "vi")


def test_every_action_can_be_reached(words):
    """By a key, or by a menu that has a title."""
    titles = dict(menus())
    lost = [
        entry.id
        for entry in table()
        if not entry.text or not (entry.keys or titles.get(entry.menu))
    ]
    assert lost == []
    assert {entry.where for entry in table()} <= {name for name, _ in places()}


def test_no_two_actions_of_a_place_have_one_key():
    """What works anywhere would take the key from every other place.

    An original's pages have a finding and a going of their own: the window hands those keys over.
    """
    handed = {"original": {"Ctrl+F", "Ctrl+G"}, "tray": {"Ctrl+S", "Ctrl+P", "Ctrl+E"}}

    def keys(*where):
        return [
            QKeySequence(key).toString()
            for one in table()
            if one.where in where
            for key in one.keys
        ]

    for place, _ in places():
        held = keys(*{"window", place})
        assert {key for key, many in Counter(held).items() if many > 1} <= handed.get(place, set())


def test_no_key_is_one_of_the_input_tools():
    """Unikey, EVKey, OpenKey, ibus, fcitx and Windows itself switch with these."""
    theirs = {"Alt+Z", "Ctrl+Space", "Meta+Space", "Ctrl+`", "Alt+Space", "Alt+Tab", "Alt+F4"}
    held = [QKeySequence(key).toString() for entry in table() for key in entry.keys]
    wrong = [
        key
        for key in held
        if key in theirs or "Ctrl+Shift" in key or "Alt+Shift" in key or "Meta" in key
    ]
    assert wrong == []


def test_the_sheet_of_keys_lists_every_key(open_window, qtbot):
    window = open_window()
    window.deeds["shortcuts"].trigger()
    sheet = opened(qtbot, window)
    told = {label.text() for label in sheet.findChildren(QLabel)}
    for entry in table():
        if entry.keys:
            assert " / ".join(shown_keys(entry)) in told, entry.id
            assert entry.text in told
    sheet.reject()
