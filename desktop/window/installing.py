"""Packages in the window: looked at, confirmed, installed beside the reading, taken back."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.library.editions.library import Library
from desktop.library.errors import AppError, Cancelled, NotTrusted
from desktop.library.progress import CancelToken
from desktop.library.reader.annotations import Annotation, annotations
from desktop.library.releases.fingerprint import words
from desktop.library.releases.package import ENDING
from desktop.window.refusing import BASE, RefusalSheet
from desktop.window.renewal import Renewal
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.volumes import stick_or_documents, volume_name
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.package_sheet import (
    Found,
    PackageSheet,
    ReceiptForm,
    RollbackForm,
    RootForm,
)
from desktop.window.widgets.work_strip import Reporter, WorkStrip
from desktop.wording import Language, say, say_error

if TYPE_CHECKING:  # what believes packages is loaded by the work that needs it, off this thread
    from desktop.library.releases.choosing import Offer
    from desktop.library.releases.install import Installed, Verified
    from desktop.library.releases.slip import Slip

translate = QCoreApplication.translate


class Installing(QObject):
    """Takes part in a window: between package files and the library in `home`, or one beside it.

    What is asked stands in sheets that the reader called for; what happens by itself is told in
    `bar` over the panes and in `strip` at the foot.
    Signals: `asked(QWidget)` a sheet or dialog on screen; `installed(Installed)`; `ended()` when
    an installation is through, whatever came of it; `library_requested(Path)`, the folder of
    another library that is to be opened.
    """

    library_requested = Signal(object)
    asked = Signal(object)
    installed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        renewal: Renewal,
        language: Language,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._appearance = appearance
        self._renewal = renewal
        self._language = language
        self._window = window
        self.home = session.folder
        """The reader's own library; the session may show the sample instead."""
        self.bar = Notice(appearance.theme)
        appearance.theme_changed.connect(self.bar.set_theme)
        self.strip = WorkStrip()
        self.strip.stop_requested.connect(self.cancel)
        self._token: CancelToken | None = None
        self._begun = ""
        self.clock: Callable[[], dt.datetime] = partial(dt.datetime.now, dt.UTC)
        self._report = Reporter(self)
        self._report.progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def library(self) -> Library:
        """The reader's own library, which may not be there yet."""
        return Library(self.home)

    @property
    def underway(self) -> bool:
        """Whether a package is being installed."""
        return self._token is not None

    # which package

    def ask_which(self) -> None:
        """Asks for the file, beginning on a stick."""
        self._session.jobs.run(stick_or_documents).then(self._ask_which).failed(self._told)

    def _ask_which(self, folder: Path) -> None:
        dialog = FileDialog(self._window, translate("Packages", "Open a package"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        filter_ = translate("Packages", "Packages (*{ending})").format(ending=ENDING)
        dialog.setNameFilter(filter_)
        dialog.setDirectory(str(folder))
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        self._open_dialog(dialog)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A package that is dropped on the window is looked at."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
            if len(files) == 1 and files[0].suffix.casefold() == ENDING:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.take(files[0])
                return True
        return super().eventFilter(watched, event)

    def take(self, file: Path, *, beside: bool = False) -> None:
        """Looks at a package and shows what it is; nothing is installed yet.

        One of a library that is not here yet is refused, unless it is to stand `beside` this one.
        """
        library, now = self.library, self.clock()
        self.bar.tell_of_work(translate("Packages", "Looking at the package…"))

        def shown(offer: "Offer") -> None:
            self.bar.hide()
            self.show(offer)

        def work() -> "Offer":
            from desktop.library.releases.choosing import look_around  # noqa: PLC0415

            return look_around(file, library, now, beside=beside)

        self._session.jobs.carry(work).then(shown).failed(self._told)

    def show(self, offer: "Offer") -> None:
        """Shows a package that was looked at: what it brings, or why it is refused."""
        seen = offer.seen
        if self.underway:
            self.bar.tell(translate("Packages", "A package is being installed already."))
        elif offer.error is not None:
            self._refuse(offer, offer.error)
        elif seen is not None and seen.page.number == seen.live and not offer.root:
            text = translate("Packages", "Edition {number} is in use already.")
            self.bar.tell(text.format(number=seen.live))
        elif seen is not None and seen.page.number < seen.live and not offer.root:
            self._refuse(offer, NotTrusted("package_older"))
        elif seen is not None and offer.root is not None:
            form = RootForm(offer, seen.page.name, self._window)
            form.confirmed.connect(lambda: self._show_details(offer, seen))
            form.open()
            self.asked.emit(form)
        elif seen is not None:
            self._show_details(offer, seen)

    def _show_details(self, offer: "Offer", seen: "Verified") -> None:
        keeper, jobs, library = self._session.keeper, self._session.jobs, offer.library

        def found(told: Found) -> None:
            self.bar.hide()
            sheet = PackageSheet(offer, seen, told, self._appearance.theme, self._window)
            sheet.install_requested.connect(lambda: self.install(offer))
            sheet.open()
            self.asked.emit(sheet)

        def read(notes: list[Annotation]) -> None:
            def work() -> Found:
                from desktop.library.releases.arriving import arriving, lacking  # noqa: PLC0415

                told = arriving(offer.file, seen, library, notes)
                return volume_name(offer.file), told, lacking(seen, library)

            jobs.carry(work).then(found).failed(lambda error: self._refuse(offer, error))

        def unread(error: AppError) -> None:
            self._session.state_refused.emit(error)
            read([])

        self.bar.tell_of_work(translate("Packages", "Comparing the package with your edition…"))
        identifier = seen.page.library
        jobs.write(lambda: annotations(keeper.state(), identifier)).then(read).failed(unread)

    # why not

    def _refuse(self, offer: "Offer", error: AppError) -> None:
        self.bar.hide()

        def work() -> tuple[str, list[tuple[str, str]]]:
            return volume_name(offer.file), self._facts(offer, error)

        def told(found: tuple[str, list[tuple[str, str]]]) -> None:
            place, facts = found
            sheet = RefusalSheet(
                error,
                f"{place} · {offer.file.name}",
                facts,
                (self.ask_which, self._way_out(offer, error)),
                (self._appearance.theme, self._language),
                self._window,
            )
            sheet.open()
            self.asked.emit(sheet)

        self._session.jobs.carry(work).then(told).failed(self._told)

    def _way_out(self, offer: "Offer", error: AppError) -> tuple[str, Callable[[], None]] | None:
        """What helps against a refusal, where something does: the words on its button, the deed."""
        if error.code in BASE:
            text = translate("Refusal", "Write a request slip…")
            return text, lambda: self.ask_slip(offer)
        if offer.of_another:
            text = translate("Refusal", "Install it beside this one…")
            return text, lambda: self.take(offer.file, beside=True)
        return None

    def _facts(self, offer: "Offer", error: AppError) -> list[tuple[str, str]]:
        """What can be compared; on a worker thread."""
        from desktop.library.releases.install import root_of  # noqa: PLC0415
        from desktop.library.releases.trust import FOLDER  # noqa: PLC0415

        facts: list[tuple[str, str]] = []
        library = offer.library
        number = translate("Packages", "Edition {number}")
        if error.code == "issuer_unknown":
            root = library.folder / FOLDER / "root.json"
            if root.exists():
                mine = " ".join(words(root.read_bytes()))
                facts.append((translate("Packages", "Words of the key trusted here"), mine))
            try:
                theirs = " ".join(words(root_of(offer.file)))
            except AppError:
                theirs = translate("Packages", "none that can be read")
            facts.append((translate("Packages", "Words of the key in the package"), theirs))
        if offer.claimed:
            name = translate("Packages", "The package says it is")
            facts.append((name, number.format(number=offer.claimed)))
        if library.exists():
            unchanged = translate("Packages", "Edition {number}, unchanged")
            live = unchanged.format(number=library.manifest().number)
            facts.append((translate("Packages", "In use"), live))
        return facts

    def ask_slip(self, offer: "Offer") -> None:
        """Asks where the request slip goes, beside the package if nobody says otherwise."""
        library = offer.library

        def ask(named: tuple[str, str]) -> None:
            name, ending = named
            dialog = FileDialog(self._window, translate("Packages", "Write a request slip"))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            filter_ = translate("Packages", "Request slips (*{ending})")
            dialog.setNameFilter(filter_.format(ending=ending))
            dialog.setDefaultSuffix(ending.removeprefix("."))
            dialog.setDirectory(str(offer.file.parent))
            dialog.selectFile(name)
            dialog.fileSelected.connect(lambda chosen: self.write_slip(library, Path(chosen)))
            self._open_dialog(dialog)

        def work() -> tuple[str, str]:
            from desktop.library.releases import slip  # noqa: PLC0415

            return slip.slip_of(library).name, slip.ENDING

        self._session.jobs.carry(work).then(ask).failed(self._told)

    def write_slip(self, library: Library, path: Path) -> None:
        """Writes what this machine has of `library` to `path`."""

        def written(_: "Slip") -> None:
            text = translate(
                "Packages",
                "The request slip is written: {name}. Take it to whoever hands out the USB sticks.",
            )
            self.bar.tell(text.format(name=path.name), lasting=True)

        def work() -> "Slip":
            from desktop.library.releases.slip import write_slip  # noqa: PLC0415

            return write_slip(library, path)

        self._session.jobs.carry(work).then(written).failed(self._told)

    def _told(self, error: AppError) -> None:
        self.bar.tell(say_error(error, self._language), "danger")

    # the installation

    def install(self, offer: "Offer") -> None:
        """Installs a package that was looked at, and confirmed where that is needed."""
        if self.underway or offer.seen is None:
            return
        library, token, now = offer.library, CancelToken(), self.clock()
        self._token = token
        live, number = offer.seen.live, offer.seen.page.number
        stop = translate("Packages", "Cancel")
        if live:
            stop = translate("Packages", "Cancel and keep edition {live}").format(live=live)
        self._begun = translate("Packages", "Installing edition {number}").format(number=number)
        self.bar.hide()
        self.strip.begin(self._begun, stop)

        def work() -> "Installed | None":
            from desktop.library.releases.install import install  # noqa: PLC0415

            try:
                return install(
                    offer.file,
                    library,
                    now,
                    offer.root,
                    cancel=token,
                    progress=self._report,
                )
            except Cancelled:
                return None

        def done(result: "Installed | None") -> None:
            self._end()
            if result is None:
                self._tell_cancelled(live)
            else:
                self._tell_installed(offer, result)

        def refused(error: AppError) -> None:
            self._end()
            self._refuse(offer, error)

        self._session.jobs.carry(work).then(done).failed(refused)

    def cancel(self) -> None:
        """Stops the installation; the edition in use stays."""
        if self._token is not None:
            self._token.cancel()

    close = cancel
    """A window that closes waits for no installation."""

    def _end(self) -> None:
        self._token = None
        self.strip.end()
        self.ended.emit()

    @Slot(str, int, int)
    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if self._token is None or self._token.cancelled:
            return
        text = self._begun
        if stage == "checking":  # nothing more is read from the package
            can_go = translate("Packages", "The USB stick can go now.")
            text = f"{text} · {say(f'stage_{stage}', self._language)} · {can_go}"
        self.strip.tell(text, done, total)

    def _tell_cancelled(self, live: int) -> None:
        text = translate("Packages", "The installation was cancelled; nothing is changed.")
        if live:
            text = translate("Packages", "Cancelled. Edition {live} stays in use.")
        self.bar.tell(text.format(live=live))

    def _tell_installed(self, offer: "Offer", result: "Installed") -> None:
        if offer.library.folder != self.home:
            self._tell_beside(offer.library.folder, result)
            return
        session = self._session
        if session.folder != self.home or session.edition is None:
            session.folder = self.home
            session.open_library()
        else:
            self._renewal.look()
        text = translate("Packages", "Edition {number} is installed. The USB stick can go now.")
        act = translate("Packages", "Leave a receipt on the stick…")
        folder = offer.file.parent
        told = text.format(number=result.page.number)
        self.bar.tell(told, "info", act, lambda: self.ask_receipt(folder), lasting=True)
        self.installed.emit(result)

    def _tell_beside(self, folder: Path, result: "Installed") -> None:
        text = translate(
            "Packages", "Edition {number} of “{name}” is installed. The USB stick can go now."
        )
        told = text.format(number=result.page.number, name=result.page.name)
        act = translate("Packages", "Open this library")
        self.bar.tell(told, "info", act, lambda: self.library_requested.emit(folder), lasting=True)
        self.installed.emit(result)

    def ask_receipt(self, folder: Path) -> None:
        """Asks for the receipt's label; without an answer none is left."""
        library = self.library

        def ask(known: tuple[str, int]) -> None:
            form = ReceiptForm(*known, self._window)
            form.agreed.connect(lambda label: self.leave_receipt(folder, label))
            form.open()
            self.asked.emit(form)

        def work() -> tuple[str, int]:
            from desktop.library.releases import receipts  # noqa: PLC0415

            return receipts.installation(library).label, receipts.LONGEST_LABEL

        self._session.jobs.carry(work).then(ask).failed(self._told)

    def leave_receipt(self, folder: Path, label: str) -> None:
        """Leaves a receipt beside the package, since the reader agrees."""
        library, now = self.library, self.clock()

        def left(path: Path) -> None:
            text = translate("Packages", "The receipt is on the stick: {name}.")
            self.bar.tell(text.format(name=path.name))

        def work() -> Path:
            from desktop.library.releases.receipts import leave  # noqa: PLC0415

            return leave(folder, library, now, label)

        self._session.jobs.carry(work).then(left).failed(self._told)

    # and back again

    def ask_rollback(self) -> None:
        """Asks whether to go back to the edition before, if there is one."""
        library = self.library

        def ask(number: int) -> None:
            live = self._session.edition.number if self._session.edition is not None else 0
            form = RollbackForm(live, number, self._window)
            form.accepted.connect(self.roll_back)
            form.open()
            self.asked.emit(form)

        def work() -> int:
            from desktop.library.releases.install import former  # noqa: PLC0415

            return former(library)

        self._session.jobs.carry(work).then(ask).failed(self._told)

    def roll_back(self) -> None:
        """Makes the former edition the live one, and opens it; notes stay as they are."""
        library, session = self.library, self._session

        def back(number: int) -> None:
            session.folder = self.home
            session.open_library()
            text = translate("Packages", "You read edition {number} again.")
            self.bar.tell(text.format(number=number))

        def work() -> int:
            from desktop.library.releases.install import rollback  # noqa: PLC0415

            return rollback(library)

        session.jobs.carry(work).then(back).failed(self._told)


DEEDS: dict[str, Callable[[Installing], object]] = {
    "open_package": Installing.ask_which,
    "rollback": Installing.ask_rollback,
}
