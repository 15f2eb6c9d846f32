"""Backups in the window: to a stick, back from it, and the quiet reminder."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.library.errors import AppError
from desktop.library.reader import reminding
from desktop.library.reader.backup import ENDING, Backup, back_up
from desktop.library.reader.profiles import owned
from desktop.library.reader.restoring import examine, stage
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.volumes import stick_or_documents
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.form import Form
from desktop.window.widgets.reminder import Reminder
from desktop.window.wordlist import moment, number
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class Safekeeping(QObject):
    """Backs the open state up, and lays a backup out beside it.

    Signals: `staged(Backup)` when a restoration needs only that the window closes;
    `backed_up(Path)`; `asked(QWidget)` a question on screen.
    """

    staged = Signal(object)
    backed_up = Signal(object)
    asked = Signal(object)

    def __init__(
        self, session: Session, reader: ReaderPane, window: QWidget, language: Language
    ) -> None:
        super().__init__(window)
        self.bar = Reminder()
        self._session = session
        self._reader = reader
        self._window = window
        self._language = language

    # to the stick

    def ask_where(self) -> None:
        """Asks for the file, then backs up."""
        folder = self._session.keeper.folder
        self._session.jobs.run(lambda: (stick_or_documents(), owned(folder).initials)).then(
            self._ask_where
        ).failed(self._refused)

    def _ask_where(self, found: tuple[Path, str]) -> None:
        stick, owner = found
        dialog = FileDialog(self._window, translate("Backup", "Back up to a USB stick"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_filter())
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.setDirectory(str(stick))
        parts = [
            translate("Backup", "notes"),
            owner,
            datetime.now().astimezone().date().isoformat(),
        ]
        dialog.selectFile("-".join(part for part in parts if part) + ENDING)
        dialog.fileSelected.connect(lambda chosen: self.back_up(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def back_up(self, target: Path) -> None:
        """Writes the whole state to `target`, with everything that was noted until now."""
        jobs, keeper = self._session.jobs, self._session.keeper
        self._reader.notice.tell_of_work(translate("Backup", "Backing up…"))

        def written(backup: Backup) -> None:
            jobs.write(lambda: reminding.mark(keeper.state(), backup)).failed(self._refused)
            self.bar.hide()
            text = translate("Backup", "Backed up and checked: {name}. The stick can go now.")
            self._reader.notice.tell(text.format(name=target.name))
            self.backed_up.emit(target)

        def write(_: None) -> None:
            jobs.run(lambda: back_up(keeper.folder, target)).then(written).failed(self._refused)

        jobs.write(lambda: None).then(write)

    # back from it

    def ask_which(self) -> None:
        """Asks for the backup, checks it, then asks whether to restore it."""
        self._session.jobs.run(stick_or_documents).then(self._ask_which).failed(self._refused)

    def _ask_which(self, stick: Path) -> None:
        dialog = FileDialog(self._window, translate("Backup", "Restore a backup"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_filter())
        dialog.setDirectory(str(stick))
        dialog.fileSelected.connect(lambda chosen: self.restore(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def restore(self, file: Path) -> None:
        """Checks a backup and tells what it holds; the reader decides."""
        self._reader.notice.tell_of_work(translate("Backup", "Checking the backup…"))

        def checked(backup: Backup) -> None:
            self._reader.notice.hide()
            question = _Question(backup, lambda: self._stage(file), self._window)
            question.open()
            self.asked.emit(question)

        self._session.jobs.run(lambda: examine(file)).then(checked).failed(self._refused)

    def _stage(self, file: Path) -> None:
        folder = self._session.keeper.folder
        self._reader.notice.tell_of_work(translate("Backup", "Restoring…"))
        self._session.jobs.run(lambda: stage(file, folder)).then(self.staged.emit).failed(
            self._refused
        )

    def _refused(self, error: AppError) -> None:
        self._reader.notice.tell(say_error(error, self._language), "danger")

    # the bar

    def look(self) -> None:
        """Reminds of a backup when it is time, or offers a restoration where nothing is yet."""
        keeper = self._session.keeper

        def read() -> tuple[int, bool]:
            state = keeper.state()
            return reminding.days_due(state, datetime.now(UTC)), reminding.untouched(state)

        # What keeps the state from being read is told by whoever reads the notes.
        self._session.jobs.write(read).then(self._offer).failed(lambda _: None)

    def _offer(self, found: tuple[int, bool]) -> None:
        days, untouched = found
        if days:
            text = self.tr("Your notes have gone %n day(s) without a backup.", "", days)
            act = translate("Backup", "Back up to a USB stick…")
            self.bar.tell(text, act, self.ask_where, self._put_off)
        elif untouched:
            self.offer_restoration()

    def offer_restoration(self) -> None:
        """On the blank page, until a document is opened or something else is told there."""
        self._reader.blank.offer(translate("Backup", "Restore a backup…"), self.ask_which)

    def _put_off(self) -> None:
        keeper = self._session.keeper
        self._session.jobs.write(lambda: reminding.put_off(keeper.state())).failed(self._refused)


class _Question(Form):
    """What a backup holds, and whether it is to be restored."""

    def __init__(self, backup: Backup, restore: Callable[[], object], parent: QWidget) -> None:
        super().__init__(translate("Backup", "Restore this backup?"), parent)
        owner = backup.owner or translate("Backup", "no name")
        self.add_text(
            translate("Backup", "Made {date} · {owner} · notes: {notes}").format(
                date=moment(backup.made), owner=owner, notes=number(backup.notes)
            )
        )
        self.add_text(
            translate(
                "Backup",
                "The file is sound. It takes the place of the notes on this machine; those are "
                "kept in a folder beside, named by today's date. The window opens again.",
            )
        )
        self.add_end(translate("Backup", "Cancel"), self.reject)
        self.add_end(translate("Backup", "Restore"), self.accept, primary=True)
        self.accepted.connect(restore)


def _filter() -> str:
    return translate("Backup", "Backups (*{ending})").format(ending=ENDING)
