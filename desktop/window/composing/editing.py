"""What is done with the items of a draft: moved, retitled, taken out, renewed, written between."""

from collections.abc import Callable
from typing import cast

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.library.errors import AppError
from desktop.library.handouts.draft import Item, Level, Note, Prose, Taken, new_id
from desktop.library.handouts.standing import Change
from desktop.window.composing.drafts import Drafts
from desktop.window.composing.forms import LEVELS, HeadingForm, ProseForm
from desktop.window.composing.pane import ComposerPane
from desktop.window.wordlist import deed_words

translate = QCoreApplication.translate


class Editing(QObject):
    """Between the tray's cards and the draft.

    Signals: `go_requested(Item)` to the passage; `refused(AppError)`; `told(str)` what was done
    and can be undone.
    """

    go_requested = Signal(object)
    refused = Signal(object)
    told = Signal(str)

    def __init__(self, drafts: Drafts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._drafts = drafts
        self._pane = pane
        self.changes: dict[str, Change] = {}
        self.menu: QMenu | None = None
        cards, offer = pane.tray.list, pane.tray.offer
        cards.moved.connect(self.move)
        cards.removed.connect(self.remove)
        cards.opened.connect(self.open)
        cards.menu_requested.connect(self.open_menu)
        cards.cards.dropped.connect(self._drop)
        offer.new_wanted.connect(self.renew)
        offer.old_wanted.connect(self.leave)
        pane.prose_requested.connect(self.write)

    @property
    def item(self) -> Item | None:
        """The item that the keyboard is on."""
        held = self._pane.tray.list.current
        return next((item for item in self._drafts.items if item.id == held), None)

    def _at(self, item: Item) -> int:
        return self._drafts.items.index(item)

    # order

    def move(self, step: int) -> None:
        """Moves the current item up (-1) or down (1)."""
        item = self.item
        if item is not None:
            to = self._at(item) + step
            if 0 <= to < len(self._drafts.items):
                self._drop(item.id, to)

    def _drop(self, identifier: str, to: int) -> None:
        draft = self._drafts.draft
        if draft is not None:
            self._drafts.change(draft.moved(identifier, to), "reorder")

    def remove(self) -> None:
        """Takes the current item out; it can be brought back."""
        item, draft = self.item, self._drafts.draft
        if item is not None and draft is not None:
            self._drafts.change(draft.without(item.id), "uncollect")
            self.told.emit(translate("Tray", "Taken out of the handout."))

    # words

    def open(self) -> None:
        """Own words are edited; what was collected gets a title of the reader's own."""
        item = self.item
        if isinstance(item, Prose):
            form = ProseForm(item.markdown, item.level, self._pane.window())
            form.given.connect(lambda text, level: self._rewrite(item, text, level))
            form.open()
        elif item is not None:
            title = HeadingForm(item.heading, item.level, self._pane.window())
            title.given.connect(lambda text, level: self._retitle(item, text, level))
            title.open()

    def write(self) -> None:
        """Ctrl+N: own words after the current item."""
        form = ProseForm("", "", self._pane.window())
        form.given.connect(self._insert)
        form.open()

    def _insert(self, text: str, level: str) -> None:
        item = self.item
        made = Prose(id=new_id(), markdown=text, level=_level(level))
        self._drafts.add(made, self._at(item) + 1 if item is not None else None)
        self._pane.tray.list.choose(made.id)

    def _rewrite(self, item: Prose, text: str, level: str) -> None:
        self._replace(msgspec.structs.replace(item, markdown=text, level=_level(level)), "prose")

    def _retitle(self, item: Item, text: str, level: str) -> None:
        if not isinstance(item, Prose):
            made = msgspec.structs.replace(item, heading=text, level=_level(level))
            self._replace(made, "heading")

    def _replace(self, item: Item, name: str) -> None:
        draft = self._drafts.draft
        if draft is not None:
            self._drafts.change(draft.replaced(item), name)

    # what an edition changed

    def renew(self) -> None:
        """Takes the new wording of the current item."""
        self._decide(new=True)

    def leave(self) -> None:
        """Keeps the old wording of the current item."""
        self._decide(new=False)

    def _decide(self, *, new: bool) -> None:
        from desktop.library.handouts.gathering import left, renewed  # noqa: PLC0415  long to load

        item = self.item
        change = self.changes.get(item.id) if item is not None else None
        if item is None or isinstance(item, Prose | Note) or change is None:
            return
        try:
            made = cast("Item", renewed(item, change) if new else left(item, change))
        except AppError as error:
            self.refused.emit(error)
            return
        self.changes = {key: one for key, one in self.changes.items() if key != item.id}
        self._replace(made, "renew")

    # the menu

    def open_menu(self, place: QPoint) -> None:
        """All that can be done with the current item, at a place on the screen."""
        item = self.item
        if item is None:
            return
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._of_words(menu, item)
        at, last = self._at(item), len(self._drafts.items) - 1
        up = _add(menu, translate("Tray", "Move up"), lambda: self.move(-1), "Alt+↑")
        down = _add(menu, translate("Tray", "Move down"), lambda: self.move(1), "Alt+↓")
        up.setEnabled(at > 0)
        down.setEnabled(at < last)
        _add(menu, translate("Tray", "Own words after it…"), self.write, "Ctrl+N")
        menu.addSeparator()
        _add(menu, translate("Tray", "Take out"), self.remove, "Del")
        self.menu = menu
        menu.destroyed.connect(self._menu_gone)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def _of_words(self, menu: QMenu, item: Item) -> None:
        edit = (
            translate("Tray", "Edit the words…")
            if isinstance(item, Prose)
            else translate("Tray", "Title above it…")
        )
        _add(menu, edit, self.open, "Enter")
        if isinstance(item, Taken):
            words = translate("Tray", "Go to its place in the document")
            _add(menu, words, lambda: self.go_requested.emit(item))
        if isinstance(item, Note):
            action = _add(
                menu,
                translate("Tray", "With the passage that it is about"),
                lambda: self._replace(
                    msgspec.structs.replace(item, with_passage=not item.with_passage), "prose"
                ),
            )
            action.setCheckable(True)
            action.setChecked(item.with_passage)
        if item.id in self.changes and self.changes[item.id].state == "changed":
            _add(menu, translate("Tray", "Take the new wording"), self.renew)
            _add(menu, translate("Tray", "Keep the old"), self.leave)

    def _menu_gone(self) -> None:
        self.menu = None

    def deed_words(self) -> tuple[str, str]:
        """What undoing and redoing would do, in words."""
        return deed_words(self._drafts.deeds.next_undo, self._drafts.deeds.next_redo)


def _add(menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> QAction:
    """The key is shown only: it works on the cards themselves."""
    action = menu.addAction(f"{words}\t{key}" if key else words)
    action.triggered.connect(lambda _=False: do())
    return action


def _level(text: str) -> Level:
    return next((level for level in LEVELS if level == text), "")
