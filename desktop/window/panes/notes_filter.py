"""Chips that narrow a list of notes: by colour, by kind, by label."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.library.reader.records import COLOURS, KINDS
from desktop.window import icons
from desktop.window.panes.notes_model import Counts, Filter
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme
from desktop.window.widgets.flow import FlowLayout
from desktop.window.wordlist import colour_name, kind_name, number

translate = QCoreApplication.translate
_OFFERED = tuple(kind for kind in KINDS if kind != "reply")


class NotesFilter(QWidget):
    """All, the four colours with names, patterns and counts; then kinds and labels by menu.

    Signals: `changed(Filter)`; `left()` on Esc or Down, to the list.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.filter = Filter()
        self._counts: Counts | None = None
        self._row = FlowLayout(self)
        self._row.setContentsMargins(10, 10, 10, 2)
        self._row.setSpacing(4)
        self.every = self._chip()
        self.every.clicked.connect(lambda: self.choose(Filter()))
        self.colours = {colour: self._chip() for colour in COLOURS}
        for colour, chip in self.colours.items():
            chip.clicked.connect(partial(self._toggle, "colour", colour))
        self.kinds, self.tags = self._chip(), self._chip()
        self.kinds.clicked.connect(lambda: self._open(self.kinds, self._kind_menu()))
        self.tags.clicked.connect(lambda: self._open(self.tags, self._tag_menu()))
        for chip in (self.kinds, self.tags):
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def _chip(self) -> QPushButton:
        chip = QPushButton()
        chip.setProperty("kind", "chip")
        chip.setProperty("on", 0)
        self._row.addWidget(chip)
        return chip

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
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
        chip = next((one for one in self._chips() if one.property("on")), self.every)
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle(self, field: str, value: str) -> None:
        """Narrows by one field alone: two at a time leave too little to choose from."""
        self.choose(Filter() if getattr(self.filter, field) == value else Filter(**{field: value}))

    def _chips(self) -> list[QPushButton]:
        every = [self.every, *self.colours.values(), self.kinds, self.tags]
        return [chip for chip in every if not chip.isHidden()]

    def _tell(self) -> None:
        held = self._counts
        if held is None:
            return
        named = translate("Notes", "All")
        self._dress(self.every, f"{named} {number(held.all)}", on=self.filter == Filter())
        for colour, chip in self.colours.items():
            many, on = held.colours[colour], self.filter.colour == colour
            # The space parts the words from the swatch, which fills its room.
            self._dress(chip, f" {colour_name(colour)} {number(many)}", on=on)
            chip.setVisible(bool(many) or on)
        kind, tag = self.filter.kind, self.filter.tag
        self._dress(self.kinds, kind_name(kind) if kind else translate("Notes", "Kind"), on=kind)
        self._dress(self.tags, tag or translate("Notes", "Label"), on=tag)
        self.kinds.setVisible(len(+held.kinds) > 1 or bool(kind))
        self.tags.setVisible(bool(held.tags))

    def _dress(self, chip: QPushButton, text: str, *, on: object) -> None:
        chip.setText(text.replace("&", "&&"))
        state = (
            translate("Notes", "{name}, chosen").format(name=text.strip()) if on else text.strip()
        )
        chip.setAccessibleName(state)
        if chip.property("on") != int(bool(on)):
            chip.setProperty("on", int(bool(on)))
            chip.style().unpolish(chip)
            chip.style().polish(chip)

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
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if getattr(self.filter, field):
            every = menu.addAction(translate("Notes", "Do not narrow"))
            every.triggered.connect(lambda: self.choose(Filter()))
            menu.addSeparator()
        return menu

    def _offer(self, menu: QMenu, field: str, value: str, text: str) -> None:
        wanted = Filter(**{field: value})
        menu.addAction(text).triggered.connect(lambda: self.choose(wanted))

    def _open(self, chip: QPushButton, menu: QMenu) -> None:
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → go along the chips, Down and Esc to the list; Backspace widens nothing."""
        chips = self._chips()
        held = next((at for at, chip in enumerate(chips) if chip.hasFocus()), -1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if held >= 0 and step:
            chips[(held + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
