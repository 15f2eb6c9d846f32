"""What the librarians' window does: checks, shows, signs, packs, writes to sticks, gathers."""

import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QProcess, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desktop.library.errors import AppError, Cancelled, InputError, ProblemsFound
from desktop.library.progress import CancelToken
from desktop.library.releases import carrying
from desktop.library.releases.approval import approval_sheet
from desktop.library.releases.changes import ChangeShown
from desktop.library.releases.history import Gathered, Past, gather, history
from desktop.library.releases.keyring import Keyring
from desktop.library.releases.package import ENDING
from desktop.library.releases.release import (
    LIBRARY,
    Prepared,
    Released,
    numbers,
    prepare,
    released,
    sign,
    since_for,
    write,
)
from desktop.library.releases.signing import Chain
from desktop.library.releases.slip import ENDING as SLIP
from desktop.library.releases.slip import read_slip
from desktop.library.text.comparison import Comparison
from desktop.library.workspace.layout import Workspace
from desktop.window.handing import Handing, Pages
from desktop.window.jobs import Job
from desktop.window.office.signing import Wish
from desktop.window.office.view import OfficeWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.volumes import stick_or_documents
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.work_strip import Reporter
from desktop.window.wordlist import megabytes
from desktop.wording import Language, say, say_error

translate = QCoreApplication.translate
_WORKSPACE, _KEYS = "office/workspace", "office/keys"
_READER = "from desktop.window.main import run; raise SystemExit(run())"
"""How the program is started where it is not frozen."""


class _Opened(msgspec.Struct, frozen=True):
    """A workspace as the pages show it."""

    workspace: Workspace
    editions: tuple[int, ...]
    history: tuple[Past, ...]


class Releasing(QObject):
    """Leads one release from a workspace onto sticks; `view` is its window.

    Signals: `asked(QWidget)` a dialog on screen; `ended()` when what was begun is through, whatever
    came of it.
    """

    asked = Signal(object)
    ended = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        appearance: Appearance,
        language: Language,
    ) -> None:
        super().__init__()
        self._jobs = session.jobs
        self._preferences = preferences
        self._language = language
        self.view = view = OfficeWindow(language, appearance.theme)
        appearance.dress(view)
        appearance.theme_changed.connect(view.set_theme)
        self._handing = Handing(session, view)
        self._handing.begun.connect(view.notice.tell_of_work)
        self._handing.printing.connect(view.notice.tell_of_work)
        self._handing.ended.connect(self._handed)
        self._handing.refused.connect(self._refused)
        self._handing.offered.connect(self._offer)
        self.clock: Callable[[], dt.datetime] = partial(dt.datetime.now, dt.UTC)
        self.workspace: Workspace | None = None
        self.prepared: Prepared | None = None
        self.package: Path | None = None
        self._since = 0
        self.trial: tuple[str, list[str]] | None = None
        """The command of the reader that was started last on what is to be released."""
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._token = CancelToken()
        self._comparing: Job[Comparison | None] | None = None
        self._report = Reporter(self)
        self._report.progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        view.strip.stop_requested.connect(self._cancel)
        self._connect()
        self._remember()

    def _connect(self) -> None:
        changes, signing = self.view.changes, self.view.signing
        changes.workspace_requested.connect(self.ask_workspace)
        changes.check_requested.connect(self.check)
        changes.change_chosen.connect(self._compare)
        changes.list_save_requested.connect(self.save_list)
        changes.list_print_requested.connect(self.print_list)
        changes.trial_requested.connect(self.try_as_reader)
        signing.keys_requested.connect(self.ask_keys)
        signing.slip_requested.connect(self.ask_slip)
        signing.sign_requested.connect(self.ask_where)
        signing.verify_requested.connect(self.verify)
        signing.stick_requested.connect(self.ask_stick)
        self.view.history.gather_requested.connect(self.ask_receipts)

    def _remember(self) -> None:
        """What was chosen last is offered first."""
        self.view.signing.keys.setText(self._preferences.text(_KEYS))
        last = self._preferences.text(_WORKSPACE)
        if last:
            self.open_workspace(Path(last))

    def close(self) -> None:
        """What is under way is stopped; the window goes."""
        self._token.cancel()
        self.view.close()
        self.view.deleteLater()
        if self._scratch is not None:
            self._scratch.cleanup()

    # the workspace

    def ask_workspace(self) -> None:
        """Asks for the folder that holds `library.toml`."""
        title = translate("Office", "Choose the workspace")
        self._ask_folder(title, self.view.changes.path.text(), self.open_workspace)

    def open_workspace(self, folder: Path) -> None:
        """Shows a workspace: what was released from it, and nothing built yet."""

        def work() -> _Opened:
            workspace = Workspace(folder)
            return _Opened(workspace, tuple(numbers(workspace)), tuple(history(workspace)))

        self._jobs.carry(work).then(self._opened).failed(self._refused)

    def _opened(self, found: _Opened) -> None:
        self.workspace, self.prepared, self.package = found.workspace, None, None
        folder = str(found.workspace.folder)
        self._preferences.set_text(_WORKSPACE, folder)
        self.view.changes.path.setText(folder)
        name = translate("Office", "Library keeping")
        self.view.setWindowTitle(f"{found.workspace.settings.name} – {name}")
        self.view.changes.show_nothing()
        self.view.signing.show_editions(found.editions)
        self.view.signing.show_ready(ready=False)
        self.view.signing.show_package(None)
        self.view.history.show_history(found.history)
        self.ended.emit()

    def check(self) -> None:
        """Checks the workspace and builds the edition that would be released."""
        workspace, now = self.workspace, self.clock()
        if workspace is None:
            return
        token = self._begin(translate("Office", "Checking and building"))

        def work() -> Prepared | None:
            try:
                return prepare(workspace, now=now, processes=1, cancel=token, progress=self._report)
            except Cancelled:
                return None

        def built(prepared: Prepared | None) -> None:
            self.prepared = prepared
            if prepared is not None:
                self.view.changes.show_prepared(prepared)
                if prepared.known:
                    self.view.signing.notes.setPlainText(prepared.page.notes)
                self.view.signing.notes.setReadOnly(prepared.known)
            self.view.signing.show_ready(ready=prepared is not None)
            self._end()

        def refused(error: AppError) -> None:
            self.prepared = None
            self.view.signing.show_ready(ready=False)
            if isinstance(error, ProblemsFound):
                self.view.changes.show_problems(error.problems)
            else:
                self._refused(error)
            self._end()

        self._jobs.carry(work).then(built).failed(refused)

    def _compare(self, change: ChangeShown) -> None:
        if self._comparing is not None:
            self._comparing.drop()
        job = self._jobs.run(lambda: change.comparison)
        self._comparing = job
        job.then(self.view.changes.show_comparison).failed(self._refused)

    # before it is signed

    def save_list(self) -> None:
        """The list to approve, as a PDF."""
        make = self._list()
        if make is not None:
            self.asked.emit(self._handing.export(make, translate("Office", "list-to-approve")))

    def print_list(self) -> None:
        """The list to approve, on paper."""
        make = self._list()
        if make is not None:
            self._handing.print(make)

    def _list(self) -> Pages | None:
        workspace, prepared, day = self.workspace, self.prepared, self.clock().date()
        if workspace is None or prepared is None:
            return None
        prepared = prepared.noted(self.view.signing.notes.toPlainText().strip())
        words = partial(say, language="vi")  # what an office signs is in its own language

        def make(replacing: bool) -> bytes:  # noqa: FBT001 - called through `Pages`
            return approval_sheet(prepared, workspace.settings, day, words, replacing=replacing)

        return Pages(make)

    def try_as_reader(self) -> None:
        """Opens what is to be released in another window, whose notes are thrown away."""
        if self.workspace is None or self.prepared is None:
            return
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        frozen = getattr(sys, "frozen", False)
        arguments = [] if frozen else ["-c", _READER]
        library = self.workspace.folder / LIBRARY
        arguments += ["--library", str(library), "--state", self._scratch.name]
        self.trial = (sys.executable, [*arguments, "--language", self._language])
        started, _ = QProcess.startDetached(*self.trial)
        if not started:
            self._refused(InputError("trial_not_started", program=sys.executable))

    # the key and the package

    def ask_keys(self) -> None:
        """Asks for the folder of the release key."""

        def chosen(folder: Path) -> None:
            self.view.signing.keys.setText(str(folder))
            self._preferences.set_text(_KEYS, str(folder))

        title = translate("Office", "Choose the folder of keys")
        self._ask_folder(title, self.view.signing.keys.text(), chosen)

    def ask_slip(self) -> None:
        """Asks for the request slip that the package is to answer."""
        dialog = FileDialog(self.view, translate("Office", "Choose a request slip"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        filter_ = translate("Packages", "Request slips (*{ending})")
        dialog.setNameFilter(filter_.format(ending=SLIP))
        dialog.fileSelected.connect(lambda chosen: self.view.signing.show_slip(Path(chosen)))
        self._open_dialog(dialog)

    def ask_where(self, wish: Wish) -> None:
        """Asks for the package's file, then signs."""
        if self.prepared is None or self.workspace is None:
            return
        dialog = FileDialog(self.view, translate("Office", "Sign and pack"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filter_ = translate("Packages", "Packages (*{ending})")
        dialog.setNameFilter(filter_.format(ending=ENDING))
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.setDirectory(str(self.workspace.folder.parent))
        name = f"{self.workspace.settings.id}-{self.prepared.page.number}"
        dialog.selectFile(f"{name}{ENDING}")
        dialog.fileSelected.connect(lambda chosen: self.sign(wish, Path(chosen)))
        self._open_dialog(dialog)

    def sign(self, wish: Wish, file: Path) -> None:
        """Signs what was built and writes the package; a wrong passphrase signs nothing."""
        workspace, prepared, now = self.workspace, self.prepared, self.clock()
        if workspace is None or prepared is None:
            return
        noted = prepared.noted(wish.notes)
        self._begin(translate("Office", "Signing and packing"), stops=False)

        def work() -> Released:
            since = wish.since if wish.extent == "since" else 0
            if wish.extent == "slip":
                since = since_for(workspace, noted, read_slip(wish.slip))
            sign(workspace, noted, Keyring(wish.keys), lambda _: wish.passphrase, now)
            return write(workspace, noted, file, since, self._report)

        def refused(error: AppError) -> None:
            self._end()
            self.view.signing.say_wrong(say_error(error, self._language))

        def signed(done: Released) -> None:
            # Another package of the same edition asks for no key.
            self.prepared = msgspec.structs.replace(noted, fresh=False, known=True)
            self._signed(done)

        self._jobs.carry(work).then(signed).failed(refused)

    def _signed(self, done: Released) -> None:
        self._end()
        self.package, self._since = done.file, done.since
        self.view.signing.passphrase.clear()
        text = translate("Office", "Edition {number} is signed and packed: {name}, {size}.").format(
            number=done.page.number, name=done.file.name, size=megabytes(done.size)
        )
        if done.since:
            since = translate("Office", "For machines that have edition {since}.")
            text = f"{text} {since.format(since=done.since)}"
        self.view.signing.show_package(text)
        self._read_history()

    def verify(self) -> None:
        """Reads the package as a laptop does that trusts this office."""
        workspace, file, now, since = self.workspace, self.package, self.clock(), self._since
        if workspace is None or file is None:
            return
        self._begin(translate("Office", "Checking the package"), stops=False)

        def work() -> int:
            base = released(workspace, since) if since else None
            return carrying.check(file, Chain(workspace.folder).roots[0], now, base).number

        def sound(number: int) -> None:
            text = translate("Office", "The package is sound: edition {number}, every part of it.")
            self.view.notice.tell(text.format(number=number))
            self._end()

        self._jobs.carry(work).then(sound).failed(self._refused_and_end)

    # sticks

    def ask_stick(self) -> None:
        """Asks for the folder on the stick, beginning on one."""
        title = translate("Office", "Write to a stick")
        self._jobs.run(stick_or_documents).then(
            lambda place: self._ask_folder(title, str(place), self.write_to)
        ).failed(self._refused)

    def write_to(self, folder: Path) -> None:
        """Copies the package there, reads the copy back and compares."""
        file = self.package
        if file is None:
            return
        token = self._begin(translate("Office", "Writing to the stick"))

        def work() -> Path | None:
            try:
                return carrying.copy_to(file, folder, cancel=token, progress=self._report)
            except Cancelled:
                return None

        def written(path: Path | None) -> None:
            self._end()
            text = translate("Office", "The stick has the package; it was read back and compared.")
            if path is None:
                text = translate("Office", "Stopped. The stick has no part of the package.")
            self.view.notice.tell(text)

        self._jobs.carry(work).then(written).failed(self._refused_and_end)

    def ask_receipts(self) -> None:
        """Asks for the stick that receipts are gathered from."""
        title = translate("Office", "Gather receipts")
        self._jobs.run(stick_or_documents).then(
            lambda place: self._ask_folder(title, str(place), self.gather_from)
        ).failed(self._refused)

    def gather_from(self, folder: Path) -> None:
        """Takes in each receipt once."""
        workspace = self.workspace
        if workspace is None:
            return

        def gathered(found: Gathered) -> None:
            text = self.tr("%n new receipt(s).", "", found.fresh)
            if found.problems:
                left = self.tr("%n file(s) were left out.", "", len(found.problems))
                text = f"{text} {left}"
            self.view.notice.tell(text)
            self._read_history()

        self._jobs.carry(lambda: gather(workspace, [folder])).then(gathered).failed(self._refused)

    def _read_history(self) -> None:
        workspace = self.workspace
        if workspace is None:
            return

        def read(found: tuple[Sequence[int], Sequence[Past]]) -> None:
            self.view.signing.show_editions(found[0])
            self.view.history.show_history(found[1])
            self.ended.emit()

        def work() -> tuple[Sequence[int], Sequence[Past]]:
            return numbers(workspace), history(workspace)

        self._jobs.carry(work).then(read).failed(self._refused)

    # what all of it has in common

    def _ask_folder(self, title: str, first: str, then: Callable[[Path], object]) -> None:
        dialog = FileDialog(self.view, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if first:
            dialog.setDirectory(first)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        self._open_dialog(dialog)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def _begin(self, text: str, *, stops: bool = True) -> CancelToken:
        self._token = CancelToken()
        self.view.notice.hide()
        self.view.lock(locked=True)
        self.view.strip.begin(text, translate("Office", "Cancel"))
        self.view.strip.stop.setVisible(stops)
        return self._token

    def _cancel(self) -> None:
        self._token.cancel()

    def _end(self) -> None:
        self.view.strip.end()
        self.view.lock(locked=False)
        self.ended.emit()

    @Slot(str, int, int)
    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if not self._token.cancelled:
            self.view.strip.tell(say(f"stage_{stage}", self._language), done, total)

    def _handed(self, text: str) -> None:
        if text:
            self.view.notice.tell(text)
        else:
            self.view.notice.hide()

    def _offer(self, lead: str, error: AppError, act: str, do: Callable[[], object]) -> None:
        told = f"{lead} {say_error(error, self._language)}".strip()
        self.view.notice.tell(told, "warn", act, do)

    def _refused(self, error: AppError) -> None:
        self.view.notice.tell(say_error(error, self._language), "danger")

    def _refused_and_end(self, error: AppError) -> None:
        self._end()
        self._refused(error)
