"""Which copies go to the printer, on which sides, and whether the register is told."""

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.library.handouts.imposition import Stacking
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.form import Form

translate = QCoreApplication.translate


class PrintWish(msgspec.Struct, frozen=True):
    """`numbers` of the copies, empty for all; `turning`: both sides on a printer that prints one.

    `recorded`: the register is told of the numbered copies that went out.
    """

    numbers: tuple[int, ...] = ()
    turning: bool = False
    stacking: Stacking = "face_down"
    recorded: bool = True


class PrintForm(Form):
    """Asked before the printer is.

    Signals: `chosen(PrintWish)`.
    """

    chosen = Signal(object)

    def __init__(
        self, summary: str, numbered: int, parent: QWidget, *, both: bool, wrong: str = ""
    ) -> None:
        """`numbered` copies, 0 where they are not; `both` sides of the paper are printed.

        `wrong` says what the form of the paper still lacks.
        """
        super().__init__(translate("PrintForm", "Print the handout"), parent)
        self._most = numbered
        self.add_text(summary)
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText(translate("PrintForm", "All; or 7; or 3-9, 12"))
        self.record = QCheckBox(translate("PrintForm", "Note the copies in the register"))
        self.record.setChecked(True)
        if numbered:
            self.add_row(translate("PrintForm", "Copies"), self.numbers)
            self.add_widget(self.record)
        self.turn = QCheckBox(
            translate("PrintForm", "The printer prints one side: I turn the pile between")
        )
        name = translate("PrintForm", "Sheets come out")
        self.stacking = Choice(
            name,
            (
                ("face_down", translate("PrintForm", "Printed side down")),
                ("face_up", translate("PrintForm", "Printed side up")),
            ),
        )
        if both:
            self.add_widget(self.turn)
            self.add_row(name, self.stacking)
        for part in (self.numbers, self.record, self.turn, self.stacking):
            if part.parent() is None:  # what is not asked this time goes with the form
                part.setParent(self)
                part.hide()
        if wrong:
            self.say_wrong(wrong)
        self.add_end(translate("PrintForm", "Cancel"), self.reject)
        self.add_end(translate("PrintForm", "Choose the printer…"), self._choose, primary=True)

    def _choose(self) -> None:
        numbers = numbers_of(self.numbers.text(), self._most)
        if numbers is None:
            told = translate("PrintForm", "Write copies from 1 to {most}, such as 3-9, 12.")
            self.say_wrong(told.format(most=self._most))
            return
        stacking: Stacking = "face_up" if self.stacking.key == "face_up" else "face_down"
        recorded = self._most > 0 and self.record.isChecked()
        self.chosen.emit(PrintWish(numbers, self.turn.isChecked(), stacking, recorded))
        self.accept()


def numbers_of(text: str, most: int) -> tuple[int, ...] | None:
    """The numbers that `3-9, 12` names, none for all; None for what is no such list."""
    found: list[int] = []
    for part in text.replace(";", ",").split(","):
        ends = [end.strip() for end in part.replace("–", "-").split("-")]
        if ends == [""]:
            continue
        if len(ends) > 2 or not all(end.isdecimal() for end in ends):
            return None
        first, last = int(ends[0]), int(ends[-1])
        if not 1 <= first <= last <= most:
            return None
        found += range(first, last + 1)
    return tuple(sorted(set(found)))
