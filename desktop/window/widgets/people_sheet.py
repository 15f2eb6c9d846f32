"""Whose notes: the readers who share this machine; chosen at start and from the menu."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from desktop.library.errors import AppError
from desktop.library.reader.profiles import Profile, Profiles
from desktop.window.jobs import Job, Jobs
from desktop.window.widgets.form import Form
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class PeopleSheet(Form):
    """Lists the readers; adds and renames them. A name is no lock, and the sheet says so.

    Signals: `chosen(Profile)` for the reader whose notes are wanted; `listed()` when the readers
    are on screen; `named(Profile)` when one was added or renamed.
    """

    chosen = Signal(object)
    listed = Signal()
    named = Signal(object)

    def __init__(
        self,
        profiles: Profiles,
        jobs: Jobs,
        current: Profile | None,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("People", "Whose notes?"), parent)
        self._profiles = profiles
        self._jobs = jobs
        # Without a window nobody's notes are open yet: `current` is who read last.
        self._opened = current.folder if current is not None and parent is not None else None
        self._language = language
        self._held: list[Profile] = []
        self._listing: Job[list[Profile]] | None = None
        self._keeping: Job[Profile] | None = None
        self.finished.connect(self._drop)
        self.add_text(
            translate(
                "People",
                "Each person keeps notes of their own on this machine. There is no password: "
                "whoever uses the machine can open all of them.",
            )
        )
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(150)
        self.list.itemActivated.connect(self._choose)
        self.list.currentRowChanged.connect(self._show_name)
        self.add_row(translate("People", "People on this machine"), self.list, 1)
        self.name, self.initials = QLineEdit(), QLineEdit()
        self.name.setMaxLength(100)
        self.initials.setMaxLength(6)
        self.add_row(translate("People", "Full name"), self.name)
        self.add_row(translate("People", "Initials (may be left empty)"), self.initials)
        self.add_buttons(
            (translate("People", "Add this person"), self._add),
            (translate("People", "Rename the chosen person"), self._rename),
        )
        self.add_end(translate("People", "Close"), self.reject)
        opening = self.add_end(translate("People", "Open these notes"), self._choose)
        opening.setProperty("kind", "primary")
        # Enter opens in the list and adds in the fields, so that no button takes it from both.
        for field in (self.name, self.initials):
            field.returnPressed.connect(self._add)
        self._list_again(current)
        self.list.setFocus()

    def _list_again(self, wanted: Profile | None) -> None:
        def shown(held: list[Profile]) -> None:
            self._held = held
            self.list.clear()
            self.list.addItems([self._row(one) for one in held])
            folders = [one.folder for one in held]
            at = folders.index(wanted.folder) if wanted and wanted.folder in folders else 0
            self.list.setCurrentRow(at)
            self.listed.emit()

        self._listing = self._jobs.run(self._profiles.all).then(shown).failed(self._refused)

    def _row(self, profile: Profile) -> str:
        name = profile.name or translate("People", "First reader (no name yet)")
        row = f"{profile.initials}  {name}" if profile.initials else name
        if profile.folder == self._opened:
            return translate("People", "{name} – open now").format(name=row)
        return row

    def _show_name(self, row: int) -> None:
        if 0 <= row < len(self._held):
            self.name.setText(self._held[row].name)
            self.initials.setText(self._held[row].initials)

    def _chosen(self) -> Profile | None:
        row = self.list.currentRow()
        return self._held[row] if 0 <= row < len(self._held) else None

    def _choose(self) -> None:
        profile = self._chosen()
        if profile is not None:
            self.chosen.emit(profile)
            self.accept()

    def _add(self) -> None:
        name, letters = self.name.text(), self.initials.text()
        if self._same_initials(letters):
            letters = ""
        self._keep(lambda: self._profiles.add(name, letters))

    def _same_initials(self, letters: str) -> bool:
        """Whether the initials are still those of the row, though the name is a new one."""
        profile = self._chosen()
        return profile is not None and letters == profile.initials

    def _rename(self) -> None:
        profile = self._chosen()
        if profile is None:
            return
        name, letters = self.name.text(), self.initials.text()
        if self._same_initials(letters) and name != profile.name:
            letters = ""
        self._keep(lambda: self._profiles.rename(profile, name, letters))

    def _keep(self, do: Callable[[], Profile]) -> None:
        def done(profile: Profile) -> None:
            self.say_wrong("")
            self._list_again(profile)
            self.named.emit(profile)

        self._keeping = self._jobs.run(do).then(done).failed(self._refused)

    def _drop(self) -> None:
        """Nobody looks any more."""
        for job in (self._listing, self._keeping):
            if job is not None:
                job.drop()

    def _refused(self, error: AppError) -> None:
        self.say_wrong(say_error(error, self._language))
