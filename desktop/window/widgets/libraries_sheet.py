"""Which library: those that stand side by side on this machine, for one of them to be opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from desktop.library.editions.collection import Entry
from desktop.window.widgets.form import Form
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class LibrariesSheet(Form):
    """Lists the libraries with their editions; the open one is marked and chosen at first.

    Signals: `chosen(Path)`, the folder of the library that is wanted.
    """

    chosen = Signal(object)

    def __init__(
        self, held: Sequence[Entry], opened: Path, language: Language, parent: QWidget
    ) -> None:
        super().__init__(translate("Libraries", "Libraries on this machine"), parent)
        self._held = held
        self._opened = opened
        self._language = language
        self.add_text(
            translate(
                "Libraries",
                "Each library has editions and a root key of its own; your notes stay with the "
                "library they were made in. Another one comes with its package: open the package, "
                "and choose to install it beside this one.",
            )
        )
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(150)
        self.list.addItems([self._row(one) for one in held])
        self.list.itemActivated.connect(self._choose)
        self.list.currentRowChanged.connect(lambda _: self.say_wrong(""))
        self.add_row(translate("Libraries", "Libraries"), self.list, 1)
        self.add_end(translate("Libraries", "Close"), self.reject)
        # Enter opens in the list, so that no button takes it as well.
        opening = self.add_end(translate("Libraries", "Open this library"), self._choose)
        opening.setProperty("kind", "primary")
        folders = [one.folder for one in held]
        if held:
            self.list.setCurrentRow(folders.index(opened) if opened in folders else 0)
        self.list.setFocus()

    def _row(self, entry: Entry) -> str:
        if entry.error is not None:
            return translate("Libraries", "{name} – cannot be opened").format(name=entry.name)
        row = translate("Libraries", "{name} – edition {number}").format(
            name=entry.name, number=entry.edition
        )
        if entry.folder == self._opened:
            return translate("Libraries", "{name} – open now").format(name=row)
        return row

    def _choose(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._held):
            return
        entry = self._held[at]
        if entry.error is not None:
            self.say_wrong(say_error(entry.error, self._language))
            return
        self.accept()
        self.chosen.emit(entry.folder)
