"""The second page: what readers are told, the release key, the package and where it goes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from desktop.window.office.pages import OfficePage, button, shown_path, tell
from desktop.window.theme import scaled

translate = QCoreApplication.translate
Extent = Literal["whole", "since", "slip"]


class Wish(msgspec.Struct, frozen=True):
    """What is to be signed and packed; the passphrase is kept no longer than the signing takes."""

    notes: str
    keys: Path
    passphrase: str
    extent: Extent
    since: int
    slip: Path


class SigningPage(OfficePage):
    """Asks for what the signing needs.

    Signals: `keys_requested()`, `slip_requested()`, `sign_requested(Wish)`, `verify_requested()`,
    `stick_requested()`.
    """

    keys_requested = Signal()
    slip_requested = Signal()
    sign_requested = Signal(object)
    verify_requested = Signal()
    stick_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Office", "Sign and pack"), parent)
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(scaled(90))
        self.add_field(translate("Office", "What readers are told of this edition"), self.notes)
        self._ask_key()
        self._ask_extent()
        self.sign = button(translate("Office", "Sign and pack…"), self._sign, primary=True)
        self.add_buttons((self.sign,))
        self.wrong = self.add_words(role="wrong")
        self.done = self.add_words(role="")
        self.verify = button(translate("Office", "Check the package"), self.verify_requested.emit)
        self.stick = button(
            translate("Office", "Write to a stick and read back…"), self.stick_requested.emit
        )
        self.add_buttons((self.verify, self.stick))
        self.column.addStretch()
        self.show_ready(ready=False)
        self.show_package(None)

    def _ask_key(self) -> None:
        self.keys = shown_path()
        choose = button(translate("Office", "Choose…"), self.keys_requested.emit)
        choose.setAccessibleName(translate("Office", "Choose the folder of keys…"))
        self.add_field(translate("Office", "Folder of the release key"), self.keys, choose)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._sign)
        self.add_field(translate("Office", "Passphrase of the release key"), self.passphrase)
        self.add_words(
            translate(
                "Office",
                "Only the release key is needed here. The root key stays in the safe.",
            )
        )

    def _ask_extent(self) -> None:
        self.add_heading(translate("Office", "The package"))
        self.extents: dict[Extent, QRadioButton] = {
            "whole": QRadioButton(translate("Office", "Whole, for any machine")),
            "since": QRadioButton(translate("Office", "Only what is new since an edition")),
            "slip": QRadioButton(translate("Office", "What a request slip asks for")),
        }
        self.since, self.slip = QComboBox(), shown_path()
        choose = button(translate("Office", "Choose…"), self.slip_requested.emit)
        choose.setAccessibleName(translate("Office", "Choose the request slip…"))
        for extent, radio in self.extents.items():
            self.column.addWidget(radio)
            if extent == "since":
                self.add_field(translate("Office", "Since edition"), self.since)
            elif extent == "slip":
                self.add_field(translate("Office", "Request slip"), self.slip, choose)
        self.since.activated.connect(lambda _: self.extents["since"].setChecked(True))
        self.extents["whole"].setChecked(True)

    @property
    def _extent(self) -> Extent:
        return next(name for name, radio in self.extents.items() if radio.isChecked())

    def show_editions(self, numbers: Sequence[int]) -> None:
        """The editions that were released, the newest chosen."""
        self.since.clear()
        for number in reversed(numbers):
            text = translate("Office", "Edition {number}").format(number=number)
            self.since.addItem(text, number)
        self.since.setEnabled(bool(numbers))
        self.extents["since"].setEnabled(bool(numbers))

    def show_slip(self, path: Path) -> None:
        """A slip was chosen; it is what the package answers."""
        self.slip.setText(str(path))
        self.extents["slip"].setChecked(True)

    def show_ready(self, *, ready: bool) -> None:
        """Whether an edition is built that may be signed."""
        self.sign.setEnabled(ready)
        tell(self.wrong, "" if ready else translate("Office", "Check and build first."))

    def show_package(self, told: str | None) -> None:
        """What was written; None before."""
        tell(self.done, told or "")
        for one in (self.verify, self.stick):
            one.setEnabled(told is not None)

    def say_wrong(self, text: str) -> None:
        """Why nothing was signed; what was typed stays, but for the passphrase."""
        self.passphrase.clear()
        tell(self.wrong, text)
        self.wrong.setAccessibleName(text)
        self.ensureWidgetVisible(self.wrong)

    def _sign(self) -> None:
        if not self.sign.isEnabled():
            return
        if not self.keys.text():
            self.say_wrong(translate("Office", "Choose the folder of the release key first."))
            return
        wish = Wish(
            notes=self.notes.toPlainText().strip(),
            keys=Path(self.keys.text()),
            passphrase=self.passphrase.text(),
            extent=self._extent,
            since=int(self.since.currentData() or 0),
            slip=Path(self.slip.text()),
        )
        tell(self.wrong, "")
        self.sign_requested.emit(wish)
