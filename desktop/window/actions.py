"""The one table of actions: it makes the menu, the toolbar and the shortcut sheet.

`where` is `window` for actions of the whole window (their keys work everywhere) and names a part
of it for keys which that part handles itself; the sheet lists both. Keys: DESIGN.md section 7; no
Ctrl+Shift and no Alt+Z, which Vietnamese input tools use to switch.
"""

from collections.abc import Callable
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.window import icons
from desktop.window.theme import Theme

translate = QCoreApplication.translate
Where = Literal["window", "selection", "reading", "lists", "notes", "tray"]
Menu = Literal["", "document", "go", "selection", "view", "help"]


class Entry(msgspec.Struct, frozen=True):
    """One action. `short` is its word on the toolbar; `quiet` ones have no place in the menu."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: Menu = ""
    where: Where = "window"
    short: str = ""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  the name lupdate looks for
    """Marks a text of the table for lupdate; `label()` translates it."""
    del context
    return text


TABLE: tuple[Entry, ...] = (
    Entry("search", QT_TRANSLATE_NOOP("Actions", "Search"), ("Ctrl+K",), "search", "go"),
    Entry("back", QT_TRANSLATE_NOOP("Actions", "Back"), ("Alt+Left",), "back", "go"),
    Entry("forward", QT_TRANSLATE_NOOP("Actions", "Forward"), ("Alt+Right",), "forward", "go"),
    Entry("next_heading", QT_TRANSLATE_NOOP("Actions", "Next section"), ("Ctrl+Down",), "", "go"),
    Entry(
        "previous_heading", QT_TRANSLATE_NOOP("Actions", "Previous section"), ("Ctrl+Up",), "", "go"
    ),
    Entry("next_hit", QT_TRANSLATE_NOOP("Actions", "Next match"), ("F3",), "", "go"),
    Entry("previous_hit", QT_TRANSLATE_NOOP("Actions", "Previous match"), ("Shift+F3",), "", "go"),
    Entry("next_note", QT_TRANSLATE_NOOP("Actions", "Next note"), ("F8",), "", "go"),
    Entry("previous_note", QT_TRANSLATE_NOOP("Actions", "Previous note"), ("Shift+F8",), "", "go"),
    Entry("to_library", QT_TRANSLATE_NOOP("Actions", "To the library pane"), ("Ctrl+1",), "", "go"),
    Entry("to_list", QT_TRANSLATE_NOOP("Actions", "To the list"), ("Ctrl+2",), "", "go"),
    Entry("to_document", QT_TRANSLATE_NOOP("Actions", "To the document"), ("Ctrl+3",), "", "go"),
    Entry("to_side", QT_TRANSLATE_NOOP("Actions", "To the right pane"), ("Ctrl+4",), "", "go"),
    Entry("next_pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), ("F6",), "", "go"),
    Entry("previous_pane", QT_TRANSLATE_NOOP("Actions", "Previous pane"), ("Shift+F6",), "", "go"),
    Entry(
        "print",
        QT_TRANSLATE_NOOP("Actions", "Print…"),
        ("Ctrl+P",),
        "printer",
        "document",
        short=QT_TRANSLATE_NOOP("Actions", "Print"),
    ),
    Entry(
        "export_pdf", QT_TRANSLATE_NOOP("Actions", "Export PDF…"), ("Ctrl+E",), "pdf", "document"
    ),
    Entry(
        "compose",
        QT_TRANSLATE_NOOP("Actions", "Compose handout"),
        ("Ctrl+H",),
        "tray",
        "document",
        short=QT_TRANSLATE_NOOP("Actions", "Compose"),
    ),
    Entry("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",), "undo", "selection"),
    Entry(
        "highlight",
        QT_TRANSLATE_NOOP("Actions", "Highlight the selection"),
        (),
        "highlight",
        "selection",
        short=QT_TRANSLATE_NOOP("Actions", "Highlight"),
    ),
    Entry(
        "note",
        QT_TRANSLATE_NOOP("Actions", "Note on the selection"),
        (),
        "note",
        "selection",
        short=QT_TRANSLATE_NOOP("Actions", "Note"),
    ),
    Entry(
        "copy", QT_TRANSLATE_NOOP("Actions", "Copy"), ("Ctrl+C",), "copy", "selection", "reading"
    ),
    Entry(
        "idea",
        QT_TRANSLATE_NOOP("Actions", "Highlight: main idea"),
        ("1",),
        "",
        "selection",
        "selection",
    ),
    Entry(
        "figure",
        QT_TRANSLATE_NOOP("Actions", "Highlight: figure"),
        ("2",),
        "",
        "selection",
        "selection",
    ),
    Entry(
        "question",
        QT_TRANSLATE_NOOP("Actions", "Highlight: to ask"),
        ("3",),
        "",
        "selection",
        "selection",
    ),
    Entry(
        "excerpt",
        QT_TRANSLATE_NOOP("Actions", "Highlight: to quote"),
        ("4",),
        "",
        "selection",
        "selection",
    ),
    Entry(
        "clear",
        QT_TRANSLATE_NOOP("Actions", "Remove highlight"),
        ("0",),
        "",
        "selection",
        "selection",
    ),
    Entry("note_key", QT_TRANSLATE_NOOP("Actions", "Write a note"), ("N",), "", "", "selection"),
    Entry(
        "cite",
        QT_TRANSLATE_NOOP("Actions", "Copy with source"),
        ("C",),
        "quote",
        "selection",
        "selection",
    ),
    Entry(
        "collect",
        QT_TRANSLATE_NOOP("Actions", "Add to handout"),
        ("T",),
        "tray",
        "selection",
        "selection",
    ),
    Entry(
        "popup",
        QT_TRANSLATE_NOOP("Actions", "Go to the selection's commands"),
        ("Menu",),
        "",
        "",
        "selection",
    ),
    Entry("library", QT_TRANSLATE_NOOP("Actions", "Library pane"), ("F9",), "panel-left", "view"),
    Entry("list", QT_TRANSLATE_NOOP("Actions", "List of documents"), ("Ctrl+F9",), "", "view"),
    Entry("side", QT_TRANSLATE_NOOP("Actions", "Right pane"), ("Shift+F9",), "panel-right", "view"),
    Entry("outline", QT_TRANSLATE_NOOP("Actions", "Outline"), ("Alt+1",), "outline", "view"),
    Entry("notes", QT_TRANSLATE_NOOP("Actions", "Notes"), ("Alt+2",), "note", "view"),
    Entry(
        "zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger text"), ("Ctrl++", "Ctrl+="), "plus", "view"
    ),
    Entry("zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller text"), ("Ctrl+-",), "minus", "view"),
    Entry("zoom_reset", QT_TRANSLATE_NOOP("Actions", "Text at 100 %"), ("Ctrl+0",), "", "view"),
    Entry("caret", QT_TRANSLATE_NOOP("Actions", "Select with the keyboard"), ("F7",), "", "view"),
    Entry("theme", QT_TRANSLATE_NOOP("Actions", "Light or dark"), ("F12",), "moon", "view"),
    Entry("theme_system", QT_TRANSLATE_NOOP("Actions", "Theme of the system"), (), "", "view"),
    Entry("handbook", QT_TRANSLATE_NOOP("Actions", "User guide"), (), "book", "help"),
    Entry(
        "shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), ("F1",), "keyboard", "help"
    ),
    Entry("menu", QT_TRANSLATE_NOOP("Actions", "Menu"), ("F10",), "menu"),
    Entry(
        "page_down", QT_TRANSLATE_NOOP("Actions", "One screen down"), ("Space",), "", "", "reading"
    ),
    Entry(
        "page_up",
        QT_TRANSLATE_NOOP("Actions", "One screen up"),
        ("Shift+Space",),
        "",
        "",
        "reading",
    ),
    Entry(
        "open", QT_TRANSLATE_NOOP("Actions", "Open the chosen row"), ("Return",), "", "", "lists"
    ),
    Entry(
        "leave_search", QT_TRANSLATE_NOOP("Actions", "Back to the list"), ("Esc",), "", "", "lists"
    ),
    Entry(
        "go_note",
        QT_TRANSLATE_NOOP("Actions", "Go to the note's passage"),
        ("Return",),
        "",
        "",
        "notes",
    ),
    Entry("edit_note", QT_TRANSLATE_NOOP("Actions", "Edit the note"), ("E",), "", "", "notes"),
    Entry(
        "delete_note", QT_TRANSLATE_NOOP("Actions", "Delete the note"), ("Del",), "", "", "notes"
    ),
    Entry(
        "tray_up", QT_TRANSLATE_NOOP("Actions", "Move the passage up"), ("Alt+Up",), "", "", "tray"
    ),
    Entry(
        "tray_down",
        QT_TRANSLATE_NOOP("Actions", "Move the passage down"),
        ("Alt+Down",),
        "",
        "",
        "tray",
    ),
    Entry(
        "tray_remove", QT_TRANSLATE_NOOP("Actions", "Remove the passage"), ("Del",), "", "", "tray"
    ),
)
MENUS: tuple[tuple[Menu, str], ...] = (
    ("document", QT_TRANSLATE_NOOP("Actions", "Document")),
    ("go", QT_TRANSLATE_NOOP("Actions", "Go")),
    ("selection", QT_TRANSLATE_NOOP("Actions", "Selection")),
    ("view", QT_TRANSLATE_NOOP("Actions", "View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "Help")),
)
PLACES: tuple[tuple[Where, str], ...] = (
    ("window", QT_TRANSLATE_NOOP("Actions", "Anywhere")),
    ("reading", QT_TRANSLATE_NOOP("Actions", "While reading")),
    ("selection", QT_TRANSLATE_NOOP("Actions", "On a selection")),
    ("lists", QT_TRANSLATE_NOOP("Actions", "In lists")),
    ("notes", QT_TRANSLATE_NOOP("Actions", "On a note")),
    ("tray", QT_TRANSLATE_NOOP("Actions", "In the handout")),
)


def label(entry: Entry) -> str:
    """The action's text in the interface's language."""
    return translate("Actions", entry.text)


class Actions:
    """The table's actions as QActions of one window. Every one must be given its `do`."""

    def __init__(self, window: QWidget, do: dict[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        self._entries = {entry.id: entry for entry in TABLE}
        for entry in TABLE:
            if entry.where != "window" and not entry.menu:
                continue
            action = QAction(label(entry), window)
            action.setObjectName(entry.id)
            if entry.where == "window":
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            if entry.short:
                action.setIconText(translate("Actions", entry.short))
            action.triggered.connect(_dropping_checked(do[entry.id]))
            window.addAction(action)
            self._actions[entry.id] = action

    def __getitem__(self, identifier: str) -> QAction:
        return self._actions[identifier]

    def set_theme(self, theme: Theme) -> None:
        """Tints every icon."""
        ink, faint = theme.colour("text2"), theme.colour("text3")
        for identifier, action in self._actions.items():
            name = self._entries[identifier].icon
            if identifier == "theme":
                name = "sun" if theme.scheme == "dark" else "moon"
            if name:
                action.setIcon(icons.icon(name, ink, faint))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())

    def menu(self, parent: QWidget) -> QMenu:
        """Every action of the table by a menu path."""
        top = QMenu(parent)
        for name, title in MENUS:
            sub = top.addMenu(translate("Actions", title))
            for entry in TABLE:
                if entry.menu == name:
                    sub.addAction(self._actions[entry.id])
        return top


def _dropping_checked(do: Callable[[], object]) -> Callable[[], None]:
    """`triggered` brings a flag that our actions have no use for."""

    def act() -> None:
        do()

    return act
