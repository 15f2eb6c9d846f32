"""Chips that narrow a list of notes: by colour, by kind, by label."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.library.reader.records import COLOURS, KINDS
from desktop.window import icons
from desktop.window.panes.notes_model import Counts, Filter
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme
from desktop.window.widgets.chips import ChipsRow
from desktop.window.wordlist import colour_name, kind_name, number

translate = QCoreApplication.translate
_OFFERED = tuple(kind for kind in KINDS if kind != "reply")


class NotesFilter(ChipsRow):
    """All, the four colours with names, patterns and counts; then kinds and labels by menu.

    Signals: `changed(Filter)`.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, (10, 10, 10, 2), parent)
        self.filter = Filter()
        self._counts: Counts | None = None
        self.every = self.add_chip()
        self.every.clicked.connect(lambda: self.choose(Filter()))
        self.colours = {colour: self.add_chip() for colour in COLOURS}
        for colour, chip in self.colours.items():
            chip.clicked.connect(partial(self._toggle, "colour", colour))
        self.kinds, self.tags = self.add_chip(), self.add_chip()
        self.kinds.clicked.connect(lambda: self.open_below(self.kinds, self._kind_menu()))
        self.tags.clicked.connect(lambda: self.open_below(self.tags, self._tag_menu()))
        for chip in (self.kinds, self.tags):
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def set_theme(self, theme: Theme) -> None:
        for colour, chip in self.colours.items():
            chip.setIcon(swatch(theme, colour))
        for chip in (self.kinds, self.tags):
            chip.setIcon(icons.icon("chevron-down", theme.colour("text2")))

    def show_counts(self, counts: Counts) -> None:
        """What there is to choose from; what nothing bears hides unless it is chosen."""
        if counts == self._counts:
            return
        self._counts = counts
        if not counts.all or (self.filter.tag and not counts.tags[self.filter.tag]):
            self.filter = Filter()
        self._tell()

    def choose(self, wanted: Filter) -> None:
        """Narrows the list to what `wanted` lets through."""
        if wanted != self.filter:
            self.filter = wanted
            self._tell()
            self.changed.emit(wanted)

    def choose_tag(self, tag: str) -> None:
        """Narrows to a label, or no longer if it is narrowed to that."""
        self._toggle("tag", tag)

    def take_keyboard(self) -> None:
        """The chip that is on, so that ← and → lead from there."""
        chip = next((one for one in self.chips if one.property("on")), self.every)
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle(self, field: str, value: str) -> None:
        """Narrows by one field alone: two at a time leave too little to choose from."""
        self.choose(Filter() if getattr(self.filter, field) == value else Filter(**{field: value}))

    def _tell(self) -> None:
        held = self._counts
        if held is None:
            return
        named = translate("Notes", "All")
        self.every.say(f"{named} {number(held.all)}", on=self.filter == Filter())
        for colour, chip in self.colours.items():
            many, on = held.colours[colour], self.filter.colour == colour
            # The space parts the words from the swatch, which fills its room.
            chip.say(f" {colour_name(colour)} {number(many)}", on=on)
            chip.setVisible(bool(many) or on)
        kind, tag = self.filter.kind, self.filter.tag
        self.kinds.say(kind_name(kind) if kind else translate("Notes", "Kind"), on=bool(kind))
        self.tags.say(tag or translate("Notes", "Label"), on=bool(tag))
        self.kinds.setVisible(len(+held.kinds) > 1 or bool(kind))
        self.tags.setVisible(bool(held.tags))

    def _kind_menu(self) -> QMenu:
        menu = self._menu("kind")
        for kind in _OFFERED:
            many = self._counts.kinds[kind] if self._counts is not None else 0
            if many:
                self._offer(menu, "kind", kind, f"{kind_name(kind)}\t{number(many)}")
        return menu

    def _tag_menu(self) -> QMenu:
        menu = self._menu("tag")
        tags = self._counts.tags if self._counts is not None else {}
        for tag in sorted(tags, key=str.casefold):
            self._offer(menu, "tag", tag, f"{tag.replace('&', '&&')}\t{number(tags[tag])}")
        return menu

    def _menu(self, field: str) -> QMenu:
        menu = self.menu()
        if getattr(self.filter, field):
            every = menu.addAction(translate("Notes", "Do not narrow"))
            every.triggered.connect(lambda: self.choose(Filter()))
            menu.addSeparator()
        return menu

    def _offer(self, menu: QMenu, field: str, value: str, text: str) -> None:
        wanted = Filter(**{field: value})
        menu.addAction(text).triggered.connect(lambda: self.choose(wanted))
