"""What tests of notes in the window share: passages, cards, keys, and what is on the disk."""

from PySide6.QtCore import Qt

from desktop.library.reader.annotations import annotations
from desktop.library.reader.state import ReaderState


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def spans(window, words):
    leaf = next(leaf for leaf in window.reader.page.typeset.leaves if words in leaf.text)
    start = leaf.text.index(words)
    return [(leaf.block, start, start + len(words))]


def select(window, words):
    [(block, start, end)] = spans(window, words)
    window.reader.page.setFocus()
    window.reader.page.select(block, start, end)


def saved(window, state_folder):
    library, briefing = window.session.edition.library, window.session.card.id
    with ReaderState(state_folder) as state:
        return annotations(state, library, briefing)


def with_three_notes(open_window, qtbot):
    """A window on a document with three notes, the pane open."""
    window = open_window("khung-hoang")
    notes = window.session.notes
    ids = [
        notes.add(spans(window, "người trực ban"), "idea", "Một"),
        notes.add(spans(window, "Danh sách hộ"), "figure", "Hai"),
        notes.add(spans(window, "Bản tin kế tiếp"), "question", ""),
    ]
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    return window, ids


def key(qtbot, widget, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for one in keys:
        qtbot.keyClick(widget, one, modifier)


def card(window, identifier):
    view = window.side.notes.view
    assert view.reveal(identifier)
    view.setFocus()
    return view


def row(window, identifier):
    return next(row for row in window.side.notes.rows if row.id == identifier)
