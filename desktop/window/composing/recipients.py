"""Keeps the lists of recipients, and asks for them."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.library.errors import AppError, ProblemsFound
from desktop.library.handouts.recipients import (
    Recipient,
    RecipientList,
    RecipientLists,
    read_recipients,
)
from desktop.window.composing.drafts import Copies, Drafts
from desktop.window.composing.proofing import Proofing
from desktop.window.composing.recipients_sheet import RecipientsSheet
from desktop.window.session import Session
from desktop.wording import Language, say_error, say_problem

_SHOWN = 5
"""Faults of a file that are told at once."""


class Recipients(QObject):
    """Between the sheet, the reader's state and the current draft."""

    def __init__(
        self, session: Session, drafts: Drafts, proofing: Proofing, language: Language
    ) -> None:
        super().__init__(proofing)
        self._session = session
        self._drafts = drafts
        self._proofing = proofing
        self._language = language
        self.sheet: RecipientsSheet | None = None

    def ask(self, window: QWidget) -> None:
        """Opens the sheet with the list that is chosen."""
        work = self._drafts.current
        chosen = work.copies.list if work is not None else ""
        sheet = RecipientsSheet(self._proofing.lists, chosen, window)
        sheet.kept.connect(self._keep)
        sheet.removed.connect(self._remove)
        sheet.read_requested.connect(lambda path: self.read(Path(path)))
        sheet.finished.connect(self._gone)
        self.sheet = sheet
        sheet.open()

    def _gone(self) -> None:
        self.sheet = None

    def read(self, path: Path) -> None:
        """Reads a file into the sheet, or says there what is wrong with it."""
        sheet = self.sheet
        if sheet is None:
            return
        job = self._session.jobs.run(lambda: read_recipients(path))

        def shown(found: tuple[Recipient, ...]) -> None:
            if self.sheet is sheet:
                sheet.show_read(found, path)

        def refused(error: AppError) -> None:
            if self.sheet is sheet:
                sheet.say_wrong(self._said(error))

        job.then(shown).failed(refused)

    def _said(self, error: AppError) -> str:
        if isinstance(error, ProblemsFound):
            told = [say_problem(one, self._language) for one in error.problems[:_SHOWN]]
            return "\n".join(told)
        return say_error(error, self._language)

    def _keep(self, made: RecipientList) -> None:
        keeper = self._session.keeper
        job = self._session.jobs.write(lambda: RecipientLists(keeper.state()).put(made))
        job.then(lambda _: self._choose(made.id)).failed(self._session.state_refused.emit)

    def _choose(self, identifier: str) -> None:
        """The list that was kept is the draft's, and its copies are told apart."""
        work = self._drafts.current
        copies = work.copies if work is not None else Copies()
        marked = copies.marked if copies.marked != "none" else "foot"
        self._drafts.set_copies(msgspec.structs.replace(copies, list=identifier, marked=marked))
        self._proofing.ask()

    def _remove(self, identifier: str) -> None:
        keeper, work = self._session.keeper, self._drafts.current
        job = self._session.jobs.write(lambda: RecipientLists(keeper.state()).remove(identifier))
        job.then(lambda _: self._proofing.ask()).failed(self._session.state_refused.emit)
        if work is not None and work.copies.list == identifier:
            self._drafts.set_copies(msgspec.structs.replace(work.copies, list=""))
