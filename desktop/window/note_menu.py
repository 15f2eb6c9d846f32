"""The menu of a card in the notes pane: all that can be done with one note, or with several."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from desktop.library.reader.records import COLOURS, Colour
from desktop.window.notes import Notes
from desktop.window.panes.annotations import AnnotationsPane
from desktop.window.panes.notes_model import NoteRow
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme
from desktop.window.wordlist import colour_name

translate = QCoreApplication.translate


class Desk(Protocol):
    """Who does what the menu offers."""

    def go(self, identifier: str) -> None:
        """Brings a note's passage into view."""

    def label(self, identifier: str) -> None:
        """Opens the labels of the chosen notes."""

    def remove(self, identifiers: Sequence[str]) -> None:
        """Deletes notes."""

    def show_rival(self, identifier: str) -> None:
        """Shows the other version of a note."""

    def collect(self, identifier: str) -> None:
        """Puts a note into the handout."""

    def recolour(self, identifiers: Sequence[str], colour: Colour) -> None:
        """Gives notes a colour."""

    def untag(self, identifiers: Sequence[str], tag: str) -> None:
        """Takes a label from notes."""


def _dropping_checked(do: Callable[[], object]) -> Callable[[], None]:
    """`triggered` brings a flag that our deeds have no use for."""

    def act() -> None:
        do()

    return act


def _add(menu: QMenu, text: str, do: Callable[[], object], keys: str = "") -> None:
    words = text.replace("&", "&&")
    menu.addAction(f"{words}\t{keys}" if keys else words).triggered.connect(_dropping_checked(do))


def open_menu(desk: Desk, notes: Notes, pane: AnnotationsPane, theme: Theme, place: QPoint) -> None:
    """Opens the menu of what is chosen in the pane, at a place on the screen."""
    ids = pane.view.chosen
    rows = [row for row in pane.rows if row.id in ids]
    if not rows:
        return
    menu = QMenu(pane)
    menu.setObjectName("note_menu")
    if len(rows) == 1:
        _of_one(menu, rows[0], desk, notes, pane)
    label = translate("Notes", "Labels…")
    _add(menu, label, lambda: desk.label(ids[0]), "L")
    _colours(menu, rows, desk, theme)
    _tags(menu, rows, desk, pane)
    menu.addSeparator()
    _add(menu, translate("Notes", "Export…"), lambda: pane.view.export_requested.emit(ids), "X")
    delete = translate("Notes", "Delete %n note(s)", "", len(rows))
    _add(menu, delete, lambda: desk.remove(ids), "Del")
    _popup(menu, place)


def _popup(menu: QMenu, place: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)


def _of_one(menu: QMenu, row: NoteRow, desk: Desk, notes: Notes, pane: AnnotationsPane) -> None:
    if row.quote:
        _add(menu, translate("Notes", "Go to the passage"), lambda: desk.go(row.id), "Enter")
    _add(menu, translate("Notes", "Edit the note"), lambda: pane.edit(row.id), "E")
    _add(menu, translate("Notes", "Reply"), lambda: pane.reply(row.id), "R")
    _add(menu, translate("Collecting", "Add to the handout"), lambda: desk.collect(row.id))
    for reply in row.replies:
        told = reply.note if len(reply.note) <= 24 else f"{reply.note[:23].rstrip()}…"
        sub = menu.addMenu(translate("Notes", "Reply “{text}”").format(text=told))
        edit = translate("Notes", "Edit the reply")
        _add(sub, edit, partial(pane.reply, row.id, reply.id))
        _add(sub, translate("Notes", "Delete the reply"), partial(desk.remove, [reply.id]))
    if row.rivals:
        _add(menu, translate("Notes", "Other version…"), lambda: desk.show_rival(row.id))
    if row.kind == "highlight":
        text = translate("Notes", "Underline it instead")
        _add(menu, text, lambda: notes.change(row.id, kind="underline"))
    elif row.kind == "underline":
        text = translate("Notes", "Highlight it instead")
        _add(menu, text, lambda: notes.change(row.id, kind="highlight"))


def _colours(menu: QMenu, rows: Sequence[NoteRow], desk: Desk, theme: Theme) -> None:
    ids = [row.id for row in rows if row.kind != "document"]
    if not ids:
        return
    sub = menu.addMenu(translate("Notes", "Colour"))
    for colour in COLOURS:
        action = sub.addAction(swatch(theme, colour), colour_name(colour))
        action.triggered.connect(partial(_recolour, desk, ids, colour))


def _recolour(desk: Desk, ids: Sequence[str], colour: Colour) -> None:
    desk.recolour(ids, colour)


def _tags(menu: QMenu, rows: Sequence[NoteRow], desk: Desk, pane: AnnotationsPane) -> None:
    tags = sorted({tag for row in rows for tag, _ in row.tags}, key=str.casefold)
    if not tags:
        return
    ids = [row.id for row in rows]
    only = menu.addMenu(translate("Notes", "Only those labelled"))
    away = menu.addMenu(translate("Notes", "Take a label away"))
    for tag in tags:
        _add(only, tag, partial(pane.filter.choose_tag, tag))
        _add(away, tag, partial(desk.untag, ids, tag))
