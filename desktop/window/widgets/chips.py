"""Chips in lines over a list of notes, each of which narrows it."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.window.widgets.flow import FlowLayout

translate = QCoreApplication.translate


class Chip(QPushButton):
    """Shows and says whether it narrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setProperty("on", 0)

    def say(self, text: str, *, on: bool, longest: int = 0) -> None:
        """Gives it its words; those of more than `longest` characters stand whole in its tip."""
        cut = f"{text[: longest - 1].rstrip()}…" if 0 < longest < len(text) else text
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(text if cut != text else "")
        name = text.strip()
        self.setAccessibleName(
            translate("Notes", "{name}, chosen").format(name=name) if on else name
        )
        if self.property("on") != int(on):
            self.setProperty("on", int(on))
            self.style().unpolish(self)
            self.style().polish(self)


class ChipsRow(QWidget):
    """← and → go along the chips, Down and Esc to the list; Backspace widens nothing.

    Signals: `left()` on Esc or Down.
    """

    left = Signal()

    def __init__(
        self, spacing: int, margins: tuple[int, int, int, int], parent: QWidget | None = None
    ) -> None:
        """`margins`: left, top, right, bottom."""
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._row = FlowLayout(self)
        self._row.setContentsMargins(*margins)
        self._row.setSpacing(spacing)

    def add_chip(self) -> Chip:
        """A new chip, after the others."""
        chip = Chip()
        self._row.addWidget(chip)
        self._chips.append(chip)
        return chip

    @property
    def chips(self) -> list[Chip]:
        """Those that are not hidden, in order."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def menu(self) -> QMenu:
        """A menu over the chips, which goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def open_below(self, chip: Chip, menu: QMenu) -> None:
        """Opens a menu under its chip."""
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    # what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chips = self.chips
        held = next((at for at, chip in enumerate(chips) if chip.hasFocus()), -1)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if held >= 0 and step:
            chips[(held + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
