"""Chips that narrow a search: by conference, speaker, kind, topic, unit and year."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.window import icons
from desktop.window.theme import Theme
from desktop.window.wordlist import facet_name, facet_value, number
from index import FacetValue

translate = QCoreApplication.translate
Facets = Mapping[str, Sequence[FacetValue]]
ORDER = ("year", "conference", "people", "kind", "topics", "units")
MOST = 20
"""Values of one menu: a speaker's name is quicker typed than looked for in a longer one."""
_CROSS, _GAP = 28, 6
_LONGEST = 48


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _value(one: FacetValue) -> str:
    return one.value


class Chip(QPushButton):
    """One facet: its name, or the value it is narrowed to with a cross.

    Signals: `chosen(str)`, the value or "" to narrow no longer; `stepped(int)` to another chip.
    """

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.value = ""
        self._values: Sequence[FacetValue] = ()
        self._told: tuple[str, bool] | None = None
        self.setProperty("kind", "chip")
        self.setProperty("on", 0)
        # The icon stands after the word.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(self.open_menu)

    def show_values(self, values: Sequence[FacetValue], value: str) -> bool:
        """Offers `values`; a chip that can neither narrow nor widen hides.

        Whether that changed what is to be seen of it: most answers change the menu alone.
        """
        newest_first = self.name == "year"
        self._values = sorted(values, key=_value, reverse=True) if newest_first else values
        told = (value, bool(values or value))
        if told == self._told:
            return False
        self._told = told
        self.value = value
        name = facet_name(self.name)
        self.setText(_cut(facet_value(self.name, value)) if value else name)
        self.setAccessibleName(f"{name}: {facet_value(self.name, value)}" if value else name)
        self.setToolTip(f"{name}: {facet_value(self.name, value)}" if value else "")
        if self.property("on") != int(bool(value)):
            self.setProperty("on", int(bool(value)))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(told[1])
        return True

    def set_theme(self, theme: Theme) -> None:
        icon, role = ("x", "accent") if self.value else ("chevron-down", "text2")
        self.setIcon(icons.icon(icon, theme.colour(role)))

    def open_menu(self) -> None:
        """The values with their counts; first, the way to narrow no longer."""
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.value:
            every = menu.addAction(translate("Facets", "Do not narrow"))
            every.triggered.connect(lambda: self.chosen.emit(""))
            menu.addSeparator()
        for one in self._values[:MOST]:
            text = _cut(facet_value(self.name, one.value)).replace("&", "&&")
            action = menu.addAction(f"{text}\t{number(one.count)}")
            action.setCheckable(True)
            action.setChecked(one.value == self.value)
            action.triggered.connect(lambda _=False, value=one.value: self.chosen.emit(value))
        if len(self._values) > MOST:
            rest = translate("Facets", "Type more words to see the others")
            menu.addAction(rest).setEnabled(False)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        crossed = self.value and event.position().x() > self.width() - _CROSS
        if crossed and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.chosen.emit("")
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -len(ORDER),
            Qt.Key.Key_End: len(ORDER),
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_menu()
        elif event.key() == Qt.Key.Key_Delete and self.value:
            self.chosen.emit("")
        elif Qt.Key(event.key()) in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() != Qt.Key.Key_Backspace:  # input tools send it: it must clear nothing
            super().keyPressEvent(event)


class FacetBar(QWidget):
    """The chips in lines.

    Signals: `filters_changed(dict)`, facet to the one value that is wanted.
    """

    filters_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filters: dict[str, str] = {}
        self.chips = [Chip(name, self) for name in ORDER]
        for at, chip in enumerate(self.chips):
            chip.chosen.connect(lambda value, name=chip.name: self._choose(name, value))
            chip.stepped.connect(lambda step, at=at: self._step(at, step))
        self.show_facets({}, {})

    def show_facets(self, facets: Facets, filters: Mapping[str, str]) -> None:
        """Offers what an answer can be narrowed by, and shows what it is narrowed to."""
        self._filters = dict(filters)
        changed = [
            chip
            for chip in self.chips
            if chip.show_values(facets.get(chip.name, ()), filters.get(chip.name, ""))
        ]
        for chip in changed:
            chip.set_theme(self._theme)
        if changed:
            self.setVisible(any(not chip.isHidden() for chip in self.chips))
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Lays the chips side by side, in a new line where the width ends."""
        at, line = QPoint(), 0
        for chip in self.chips:
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            size.setWidth(min(size.width(), self.width()))
            if line and at.x() + size.width() > self.width():
                at, line = QPoint(0, at.y() + line + _GAP), 0
            chip.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + _GAP)
            line = max(line, size.height())
        self.setFixedHeight(at.y() + line)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chip in self.chips:
            chip.set_theme(theme)

    def focus_chip(self) -> None:
        """Moves the keyboard to the first chip."""
        self._step(-1, 1)

    def _choose(self, name: str, value: str) -> None:
        filters = {key: held for key, held in self._filters.items() if key != name}
        if value:
            filters[name] = value
        if filters != self._filters:
            self.filters_changed.emit(filters)

    def _step(self, at: int, step: int) -> None:
        shown = [place for place, chip in enumerate(self.chips) if not chip.isHidden()]
        if not shown:
            return
        here = shown.index(at) if at in shown else -1
        to = shown[min(max(here + step, 0), len(shown) - 1)]
        self.chips[to].setFocus(Qt.FocusReason.ShortcutFocusReason)
