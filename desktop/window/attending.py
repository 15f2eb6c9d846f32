"""What the program does for the notes by itself: a backup a day, a close look, word of damage."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.library.errors import AppError, EnvironmentFault, Problem
from desktop.library.reader import dated, holding, recovering, reminding
from desktop.library.reader.recovering import Recovery
from desktop.library.reader.state import DATABASE
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.widgets.notice import Notice
from desktop.wording import Language, say, say_error

translate = QCoreApplication.translate


class _Found(msgspec.Struct, frozen=True):
    """What the state says of itself."""

    recovery: Recovery | None
    unbacked: EnvironmentFault | None
    due: bool
    untouched: bool


class Attending(QObject):
    """Attends to the state of a window's reader. `bar` stands over the panes.

    `reopen` closes the window for another on the same state.
    Signals: `attended()` when what was begun as the library opened, or on a new day, is through.
    """

    attended = Signal()

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        language: Language,
        reopen: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.bar = Notice(appearance.theme)
        appearance.theme_changed.connect(self.bar.set_theme)
        self._session = session
        self._language = language
        self._reopen = reopen
        self._day: date | None = None
        self._suspected = False
        session.library_opened.connect(self._look)
        session.notes.saved.connect(self._back_up)
        session.notes.refused.connect(self._suspect)
        session.state_refused.connect(self._suspect)

    def _look(self) -> None:
        keeper = self._session.keeper

        def read() -> _Found:
            state = keeper.state()
            due = recovering.is_due(state, datetime.now(UTC))
            untouched = reminding.untouched(state)
            return _Found(recovering.report(state), state.unbacked, due, untouched)

        # What keeps the state from being read is told by whoever reads the notes.
        self._session.jobs.write(read).then(self._found).failed(lambda _: self.attended.emit())

    def _found(self, found: _Found) -> None:
        if found.recovery is not None:
            self._tell(found.recovery)
        if found.unbacked is not None:
            self._unbacked(found.unbacked)
        if found.untouched:
            self.attended.emit()
        elif found.due:
            self._look_closely()
        else:
            self._back_up()

    def _suspect(self, error: AppError) -> None:
        """SQLite came upon damage that no look had found; a copy is examined as it is made."""
        if error.code == "state_damaged" and not self._suspected:
            self._suspected = True
            self._look_closely()

    def _look_closely(self) -> None:
        """Beside the reader's work; only what was found sound is backed up."""
        keeper, jobs = self._session.keeper, self._session.jobs

        def look() -> list[Problem]:
            problems = recovering.examine_closely(keeper.folder)
            if problems:
                holding.note_damage(keeper.folder)
            return problems

        def looked(problems: list[Problem]) -> None:
            if problems:
                self._offer_recovery()
                return
            job = jobs.write(lambda: recovering.found_sound(keeper.state()))
            job.then(lambda _: self._back_up()).failed(lambda _: self._back_up())

        def refused(error: AppError) -> None:
            self._session.state_refused.emit(error)
            self.attended.emit()

        jobs.run(look).then(looked).failed(refused)

    def _offer_recovery(self) -> None:
        """It needs that nothing has the file open; a start that is no reader's wish does it too."""
        text = translate(
            "Attending",
            "The notes file is damaged in places. They are recovered when the window opens again; "
            "the damaged file is kept.",
        )
        self.bar.tell(text, "warn", translate("Attending", "Recover now"), self._reopen)
        self.attended.emit()

    def _back_up(self) -> None:
        """Once a day, off the writer lane: nobody waits for it."""
        database = self._session.keeper.folder / DATABASE
        today = datetime.now(UTC).astimezone().date()
        if today == self._day:
            return
        self._day = today

        def unbacked(error: AppError) -> None:
            if error.code == "state_damaged":
                self._suspect(error)
            else:
                self._unbacked(error)
                self.attended.emit()

        job = self._session.jobs.run(lambda: dated.keep(database, today))
        job.then(lambda _: self.attended.emit()).failed(unbacked)

    def _tell(self, recovery: Recovery) -> None:
        """At each start, until the reader has seen it."""
        sentences = recovering.told(recovery, self._session.keeper.folder)
        text = " ".join(say(one.code, self._language, **one.params) for one in sentences)
        self.bar.tell(text, "warn", translate("Attending", "I have read this"), self._seen)

    def _seen(self) -> None:
        keeper = self._session.keeper
        job = self._session.jobs.write(lambda: recovering.seen(keeper.state()))
        job.failed(self._session.state_refused.emit)

    def _unbacked(self, error: AppError) -> None:
        """Reading and writing go on; word of damage is not talked over."""
        if self.bar.isHidden():
            lead = translate("Attending", "Today's automatic backup of your notes was not made.")
            self.bar.tell(f"{lead} {say_error(error, self._language)}", "warn")
