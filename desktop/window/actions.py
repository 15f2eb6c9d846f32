"""The one table of actions: menu, toolbar and shortcut sheet are made of it (`deeds.py`).

`where` is `window` for actions of the whole window (their keys work everywhere) and names a part
of it for keys which that part handles itself; the sheet lists both. Keys: DESIGN.md section 7; no
Ctrl+Shift and no Alt+Z, which Vietnamese input tools use to switch.
"""

from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.window.preferences import SIZES
from desktop.window.wordlist import percent

translate = QCoreApplication.translate
Where = Literal[
    "window", "selection", "reading", "lists", "notes", "beside", "tray", "original", "lectern"
]
Menu = Literal[
    "",
    "document",
    "go",
    "selection",
    "view",
    "theme",
    "size",
    "language",
    "yours",
    "updates",
    "help",
]
CHOICES: tuple[Menu, ...] = ("theme", "size", "language")
"""Menus of which one action at a time is checked."""


class Entry(msgspec.Struct, frozen=True):
    """One action. `short` is its word on the toolbar; `quiet` ones have no place in the menu."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: Menu = ""
    where: Where = "window"
    short: str = ""


def table() -> tuple[Entry, ...]:
    """Every action, its words in the interface's language."""
    return (
        Entry("search", translate("Actions", "Search"), ("Ctrl+K",), "search", "go"),
        Entry("start_page", translate("Actions", "Start page"), ("Alt+Home",), "", "go"),
        Entry("back", translate("Actions", "Back"), ("Alt+Left",), "back", "go"),
        Entry("forward", translate("Actions", "Forward"), ("Alt+Right",), "forward", "go"),
        Entry("facets", translate("Actions", "Narrow the search"), ("Alt+F",), "", "go"),
        Entry("exact", translate("Actions", "Exactly as typed, or as usual"), ("Alt+E",), "", "go"),
        Entry("scope", translate("Actions", "In the content or my notes"), ("Alt+S",), "", "go"),
        Entry("searches", translate("Actions", "Recent and saved searches"), ("Alt+R",), "", "go"),
        Entry("save_search", translate("Actions", "Save this search…"), ("Alt+L",), "", "go"),
        Entry("clear_recent", translate("Actions", "Clear recent searches"), (), "", "go"),
        Entry("find", translate("Actions", "Find in this document"), ("Ctrl+F",), "search", "go"),
        Entry("section", translate("Actions", "Go to a section…"), ("Ctrl+G",), "", "go"),
        Entry("next_heading", translate("Actions", "Next section"), ("Ctrl+Down",), "", "go"),
        Entry("previous_heading", translate("Actions", "Previous section"), ("Ctrl+Up",), "", "go"),
        Entry("next_hit", translate("Actions", "Next match"), ("F3",), "", "go"),
        Entry("previous_hit", translate("Actions", "Previous match"), ("Shift+F3",), "", "go"),
        Entry("next_note", translate("Actions", "Next note"), ("F8",), "", "go"),
        Entry("previous_note", translate("Actions", "Previous note"), ("Shift+F8",), "", "go"),
        Entry("to_library", translate("Actions", "To the library pane"), ("Ctrl+1",), "", "go"),
        Entry("to_list", translate("Actions", "To the list"), ("Ctrl+2",), "", "go"),
        Entry("to_document", translate("Actions", "To the document"), ("Ctrl+3",), "", "go"),
        Entry("to_side", translate("Actions", "To the right pane"), ("Ctrl+4",), "", "go"),
        Entry("next_pane", translate("Actions", "Next pane"), ("F6",), "", "go"),
        Entry("previous_pane", translate("Actions", "Previous pane"), ("Shift+F6",), "", "go"),
        Entry(
            "print",
            translate("Actions", "Print…"),
            ("Ctrl+P",),
            "printer",
            "document",
            short=translate("Actions", "Print"),
        ),
        Entry("export_pdf", translate("Actions", "Export PDF…"), ("Ctrl+E",), "pdf", "document"),
        Entry("original", translate("Actions", "View the original"), ("Ctrl+O",), "", "document"),
        Entry("save_copy", translate("Actions", "Save a copy…"), ("Ctrl+S",), "", "document"),
        Entry(
            "compose",
            translate("Actions", "Compose handout"),
            ("Ctrl+H",),
            "tray",
            "document",
            short=translate("Actions", "Compose"),
        ),
        Entry("register", translate("Actions", "Register of handouts"), ("Alt+H",), "", "document"),
        Entry("bookmark", translate("Actions", "Bookmark"), ("Ctrl+D",), "bookmark", "document"),
        Entry("tab_new", translate("Actions", "New tab"), ("Ctrl+T",), "plus", "document"),
        Entry("tab_close", translate("Actions", "Close the tab"), ("Ctrl+W",), "x", "document"),
        Entry("tab_reopen", translate("Actions", "Reopen the tab"), ("Ctrl+R",), "", "document"),
        Entry(
            "tab_next",
            translate("Actions", "Next tab"),
            ("Ctrl+Tab", "Ctrl+PgDown"),
            "",
            "go",
        ),
        Entry("tab_previous", translate("Actions", "Previous tab"), ("Ctrl+PgUp",), "", "go"),
        Entry("undo", translate("Actions", "Undo"), ("Ctrl+Z",), "undo", "selection"),
        Entry("redo", translate("Actions", "Redo"), ("Ctrl+Y",), "redo", "selection"),
        Entry(
            "highlight",
            translate("Actions", "Highlight the selection"),
            (),
            "highlight",
            "selection",
            short=translate("Actions", "Highlight"),
        ),
        Entry(
            "note",
            translate("Actions", "Note on the selection"),
            (),
            "note",
            "selection",
            short=translate("Actions", "Note"),
        ),
        Entry("general_note", translate("Actions", "General note"), ("Alt+N",), "", "selection"),
        Entry("copy", translate("Actions", "Copy"), ("Ctrl+C",), "copy", "selection", "reading"),
        Entry(
            "idea",
            translate("Actions", "Highlight: main idea"),
            ("1",),
            "",
            "selection",
            "selection",
        ),
        Entry(
            "figure",
            translate("Actions", "Highlight: figure"),
            ("2",),
            "",
            "selection",
            "selection",
        ),
        Entry(
            "question",
            translate("Actions", "Highlight: to ask"),
            ("3",),
            "",
            "selection",
            "selection",
        ),
        Entry(
            "excerpt",
            translate("Actions", "Highlight: to quote"),
            ("4",),
            "",
            "selection",
            "selection",
        ),
        Entry(
            "underline",
            translate("Actions", "Underline"),
            ("U",),
            "underline",
            "selection",
            "selection",
        ),
        Entry(
            "clear",
            translate("Actions", "Remove highlight"),
            ("0",),
            "",
            "selection",
            "selection",
        ),
        Entry("note_key", translate("Actions", "Write a note"), ("N",), "", "", "selection"),
        Entry(
            "cite",
            translate("Actions", "Copy with source"),
            ("C",),
            "quote",
            "selection",
            "selection",
        ),
        Entry(
            "collect",
            translate("Actions", "Add to handout"),
            ("T",),
            "tray",
            "selection",
            "selection",
        ),
        Entry(
            "popup",
            translate("Actions", "Go to the selection's commands"),
            ("Menu",),
            "",
            "",
            "selection",
        ),
        Entry("library", translate("Actions", "Library pane"), ("F9",), "panel-left", "view"),
        Entry("list", translate("Actions", "List of documents"), ("Ctrl+F9",), "", "view"),
        Entry("sort", translate("Actions", "Order of the list…"), ("Alt+O",), "sort", "view"),
        Entry("filter", translate("Actions", "Filter the list"), ("Alt+T",), "", "view"),
        Entry("side", translate("Actions", "Right pane"), ("Shift+F9",), "panel-right", "view"),
        Entry("outline", translate("Actions", "Outline"), ("Alt+1",), "outline", "view"),
        Entry("notes", translate("Actions", "Notes"), ("Alt+2",), "note", "view"),
        Entry("all_notes", translate("Actions", "All notes"), ("Alt+A",), "note", "yours"),
        Entry("save_notes", translate("Actions", "Export notes…"), ("Alt+X",), "export", "yours"),
        Entry("merge_notes", translate("Actions", "Merge notes…"), ("Alt+G",), "", "yours"),
        Entry("figures", translate("Actions", "Register of figures"), ("Alt+D",), "", "yours"),
        Entry("related", translate("Actions", "Related documents"), ("Alt+3",), "tag", "view"),
        Entry("citations", translate("Actions", "Citations"), ("Alt+4",), "quote", "view"),
        Entry("zoom_in", translate("Actions", "Larger text"), ("Ctrl++", "Ctrl+="), "plus", "view"),
        Entry("zoom_out", translate("Actions", "Smaller text"), ("Ctrl+-",), "minus", "view"),
        Entry("zoom_reset", translate("Actions", "Text at 100 %"), ("Ctrl+0",), "", "view"),
        Entry("lectern", translate("Actions", "Speak from the lectern"), ("F5",), "", "view"),
        Entry(
            "reading_options",
            translate("Actions", "Reading options"),
            ("F4",),
            "letters",
            "view",
        ),
        Entry("alone", translate("Actions", "Only the page"), ("F11",), "focus", "view"),
        Entry("full_screen", translate("Actions", "Full screen"), ("Ctrl+F11",), "", "view"),
        Entry("caret", translate("Actions", "Select with the keyboard"), ("F7",), "", "view"),
        Entry("theme", translate("Actions", "Theme…"), ("F12",), "moon", "view"),
        Entry("theme_system", translate("Actions", "As the system has it"), (), "", "theme"),
        Entry("theme_light", translate("Actions", "Light"), (), "", "theme"),
        Entry("theme_paper", translate("Actions", "Paper"), (), "", "theme"),
        Entry("theme_dark", translate("Actions", "Dark"), (), "", "theme"),
        Entry(
            "theme_contrast-light",
            translate("Actions", "High contrast, black on white"),
            (),
            "",
            "theme",
        ),
        Entry(
            "theme_contrast-dark",
            translate("Actions", "High contrast, white on black"),
            (),
            "",
            "theme",
        ),
        Entry("size_up", translate("Actions", "Larger interface"), ("Alt+=",), "", "view"),
        Entry("size_down", translate("Actions", "Smaller interface"), ("Alt+-",), "", "view"),
        *(Entry(f"size_{size}", percent(size), (), "", "size") for size in SIZES),
        # A language is named in itself, whichever is spoken.
        Entry("language_vi", "Tiếng Việt", (), "", "language"),
        Entry("language_en", "English", (), "", "language"),
        Entry("reset", translate("Actions", "Reset the window"), ("Alt+0",), "", "view"),
        Entry("handbook", translate("Actions", "User guide"), (), "book", "help"),
        Entry(
            "query_help",
            translate("Actions", "What may be typed"),
            ("Ctrl+F1",),
            "",
            "help",
        ),
        Entry("shortcuts", translate("Actions", "Keyboard shortcuts"), ("F1",), "keyboard", "help"),
        Entry("menu", translate("Actions", "Menu"), ("F10",), "menu"),
        Entry("feedback", translate("Actions", "Write feedback…"), ("Ctrl+M",), "edit", "yours"),
        Entry("outbox", translate("Actions", "Outbox of feedback"), ("Alt+P",), "inbox", "yours"),
        Entry("people", translate("Actions", "Whose notes…"), ("Alt+U",), "", "yours"),
        Entry("backup", translate("Actions", "Back up to USB…"), ("Alt+B",), "usb", "yours"),
        Entry("restore", translate("Actions", "Restore a backup…"), ("Alt+K",), "", "yours"),
        Entry("links", translate("Actions", "Links"), ("Alt+I",), "", "help"),
        Entry("page_down", translate("Actions", "One screen down"), ("Space",), "", "", "reading"),
        Entry(
            "next_stop",
            translate("Actions", "Next link, note, figure or table"),
            ("Tab",),
            "",
            "",
            "reading",
        ),
        Entry(
            "take_stop",
            translate("Actions", "Follow the link, or show the figure or table large"),
            ("Return",),
            "",
            "",
            "reading",
        ),
        Entry(
            "page_up",
            translate("Actions", "One screen up"),
            ("Shift+Space",),
            "",
            "",
            "reading",
        ),
        Entry("open", translate("Actions", "Open the chosen row"), ("Return",), "", "", "lists"),
        Entry(
            "row_menu",
            translate("Actions", "What can be done with the row"),
            ("Menu",),
            where="lists",
        ),
        Entry(
            "open_anew",
            translate("Actions", "Open it in a tab of its own"),
            ("Ctrl+Return",),
            "",
            "",
            "lists",
        ),
        Entry("leave_search", translate("Actions", "Back to the list"), ("Esc",), "", "", "lists"),
        *_of_updates(),
        *_of_notes(),
        Entry(
            "open_beside",
            translate("Actions", "Open the row, or go to its passage"),
            ("Return",),
            "",
            "",
            "beside",
        ),
        Entry(
            "leave_comparison",
            translate("Actions", "Back from compared versions"),
            ("Esc",),
            "",
            "",
            "beside",
        ),
        *_of_the_composer(),
        *_of_originals(),
        *_of_the_lectern(),
    )


def _of_updates() -> tuple[Entry, ...]:
    """What is done with packages and editions."""
    return (
        Entry(
            "check_sticks",
            translate("Actions", "Look for a package on USB"),
            ("Ctrl+U",),
            "usb",
            "updates",
        ),
        Entry("open_package", translate("Actions", "Open a package…"), (), "package", "updates"),
        Entry(
            "rollback", translate("Actions", "Go back to the former edition…"), (), "", "updates"
        ),
        Entry("libraries", translate("Actions", "Other libraries…"), (), "book", "updates"),
        Entry("office", translate("Actions", "Library keeping…"), ("Alt+Q",), "edit", "updates"),
    )


def _of_notes() -> tuple[Entry, ...]:
    """Keys that the cards of the notes pane handle themselves."""
    rows = (
        ("go_note", translate("Actions", "Go to the note's passage"), "Return"),
        ("edit_note", translate("Actions", "Edit the note"), "E"),
        ("reply_note", translate("Actions", "Reply to the note"), "R"),
        ("label_note", translate("Actions", "Labels of the note"), "L"),
        ("delete_note", translate("Actions", "Delete the note"), "Del"),
        ("menu_note", translate("Actions", "What can be done with the note"), "Menu"),
        ("filter_notes", translate("Actions", "To the filters"), "F"),
        ("export_notes", translate("Actions", "Export the notes"), "X"),
        ("attach_note", translate("Actions", "Attach to the new passage"), "A"),
        ("keep_note", translate("Actions", "Keep the old passage"), "K"),
        ("later_note", translate("Actions", "Check it later"), "Down"),
    )
    return tuple(Entry(name, text, (key,), "", "", "notes") for name, text, key in rows)


def _of_the_composer() -> tuple[Entry, ...]:
    """Keys that the composer handles itself, and those that mean something else there."""
    rows = (
        ("tray_up", translate("Actions", "Move the item up"), "Alt+Up"),
        ("tray_down", translate("Actions", "Move the item down"), "Alt+Down"),
        ("tray_remove", translate("Actions", "Take the item out"), "Del"),
        ("tray_open", translate("Actions", "Title above the item, or its words"), "Return"),
        ("tray_prose", translate("Actions", "Own words after it"), "Ctrl+N"),
        ("tray_template", translate("Actions", "Choose the template"), "Alt+M"),
        ("tray_keep", translate("Actions", "Save the layout as a template"), "Ctrl+S"),
        ("tray_print", translate("Actions", "Print the handout"), "Ctrl+P"),
        ("tray_export", translate("Actions", "Export the handout as PDF"), "Ctrl+E"),
        ("tray_next", translate("Actions", "Next page of the preview"), "PgDown"),
        ("tray_previous", translate("Actions", "Previous page of the preview"), "PgUp"),
    )
    return tuple(Entry(name, text, (key,), "", "", "tray") for name, text, key in rows)


def _of_originals() -> tuple[Entry, ...]:
    """Keys that a shown file handles itself."""
    rows = (
        ("original_next", translate("Actions", "Next page"), "Right"),
        ("original_previous", translate("Actions", "Previous page"), "Left"),
        ("original_width", translate("Actions", "Fit the width"), "W"),
        ("original_all", translate("Actions", "Select the whole page"), "Ctrl+A"),
        ("original_leave", translate("Actions", "Back to the text"), "Esc"),
    )
    return tuple(Entry(name, text, (key,), "", "", "original") for name, text, key in rows)


def _of_the_lectern() -> tuple[Entry, ...]:
    """Keys of the lectern, which is a window of its own."""
    rows = (
        ("lectern_on", translate("Actions", "One screen on"), ("PgDown", "Space")),
        ("lectern_back", translate("Actions", "One screen back"), ("PgUp", "Shift+Space")),
        ("lectern_next", translate("Actions", "Next section"), ("Right",)),
        ("lectern_previous", translate("Actions", "Previous section"), ("Left",)),
        ("lectern_keys", translate("Actions", "Highlights first"), ("K",)),
        ("lectern_run", translate("Actions", "Start or pause the time"), ("S",)),
        ("lectern_reset", translate("Actions", "Reset the time"), ("R",)),
        ("lectern_larger", translate("Actions", "Larger text"), ("+",)),
        ("lectern_smaller", translate("Actions", "Smaller text"), ("-",)),
        ("lectern_leave", translate("Actions", "Leave the lectern"), ("Esc",)),
    )
    return tuple(Entry(name, text, keys, "", "", "lectern") for name, text, keys in rows)


def menus() -> tuple[tuple[Menu, str], ...]:
    """The menus and their titles."""
    return (
        ("document", translate("Actions", "Document")),
        ("go", translate("Actions", "Go")),
        ("selection", translate("Actions", "Selection")),
        ("view", translate("Actions", "View")),
        ("theme", translate("Actions", "Theme")),
        ("size", translate("Actions", "Size of the interface")),
        ("language", translate("Actions", "Language / Ngôn ngữ")),
        ("yours", translate("Actions", "Notes and feedback")),
        ("updates", translate("Actions", "Library and updates")),
        ("help", translate("Actions", "Help")),
    )


def places() -> tuple[tuple[Where, str], ...]:
    """Where keys work, as the shortcut sheet says it."""
    return (
        ("window", translate("Actions", "Anywhere")),
        ("reading", translate("Actions", "While reading")),
        ("selection", translate("Actions", "On a selection")),
        ("lists", translate("Actions", "In lists")),
        ("notes", translate("Actions", "On a note")),
        ("beside", translate("Actions", "Beside the text")),
        ("tray", translate("Actions", "In the handout")),
        ("original", translate("Actions", "In an original or attachment")),
        ("lectern", translate("Actions", "At the lectern")),
    )
