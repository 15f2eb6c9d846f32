"""Keeps the preview in step with the draft: compiled off the UI thread once the keys rest."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.library.editions.edition import Edition
from desktop.library.errors import AppError
from desktop.library.handouts.draft import Note
from desktop.library.handouts.recipients import Recipient, RecipientList, RecipientLists
from desktop.library.handouts.rules import OWN_FOLDER
from desktop.library.reader.annotations import Annotation, annotations
from desktop.window.composing.drafts import Drafts, Work
from desktop.window.composing.order import Order
from desktop.window.session import Session

if TYPE_CHECKING:
    from desktop.library.handouts.checking import Finding
    from desktop.window.composing.papers import Press, Proof, Standing

_REST_MS = 150
"""After the last change; a word typed is several of them."""


class Proofing(QObject):
    """Asks for proofs of the current draft while somebody looks at them.

    Signals: `surveyed(Standing)` how the items stand; `proved(Proof)` whose file is then the
    receiver's to close; `checked(tuple)` what its form is found to lack, after that;
    `refused(AppError)` when there can be no pages; `lists_read()`.
    """

    surveyed = Signal(object)
    proved = Signal(object)
    checked = Signal(object)
    refused = Signal(object)
    lists_read = Signal()

    def __init__(self, session: Session, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts = drafts
        self._active = False
        self._number = 0
        self._running = False
        self._press: Press | None = None
        self._replaced: dict[str, frozenset[str]] = {}
        self.lists: tuple[RecipientList, ...] = ()
        self.notes: dict[str, Annotation] = {}
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._begin)
        drafts.changed.connect(self.ask)

    @property
    def waiting(self) -> bool:
        """Whether a proof is still to come."""
        return self._rest.isActive() or self._running

    def set_active(self, *, active: bool) -> None:
        """Only a draft that is looked at is proved."""
        self._active = active
        if active:
            self._begin()
        else:
            self._rest.stop()

    def close(self) -> None:
        """Proves no more."""
        self.set_active(active=False)
        self._number += 1
        if self._press is not None:
            self._session.jobs.draw(self._press.close)

    def ask(self) -> None:
        """The draft has changed: a proof of it is due."""
        if self._active:
            self._rest.start()

    def _begin(self) -> None:
        """Reads what of the reader's own goes in, then compiles."""
        session, work, edition = self._session, self._drafts.current, self._session.edition
        self._number += 1
        number = self._number
        if work is None or edition is None:
            self._running = False
            return
        self._running = True

        def read() -> tuple[list[Annotation], list[RecipientList]]:
            state = session.keeper.state()
            wanted = work.draft.options.notes_on or any(
                isinstance(item, Note) for item in work.draft.items
            )
            found = annotations(state, edition.library) if wanted else []
            return found, RecipientLists(state).all()

        def compile_(held: tuple[list[Annotation], list[RecipientList]]) -> None:
            self.notes = {note.id: note for note in held[0]}
            if tuple(held[1]) != self.lists:
                self.lists = tuple(held[1])
                self.lists_read.emit()
            if number == self._number:
                self._compile(number, self.order(edition, work))

        session.jobs.write(read).then(compile_).failed(lambda error: self._refuse(number, error))

    def order(self, edition: Edition, work: Work) -> Order:
        """All that decides what the pages of a draft are, as of today."""
        letters = self._replaced.get(work.draft.id, frozenset())
        return Order(
            edition,
            work.draft,
            dict(self.notes),
            work.copies,
            self.recipients(work),
            dt.datetime.now().astimezone().date(),
            self._session.keeper.folder / OWN_FOLDER,
            bool(letters),
            letters,
        )

    def replace(self, letters: frozenset[str]) -> None:
        """The reader lets these characters of the current draft be printed as □."""
        draft = self._drafts.draft
        if draft is not None:
            known = self._replaced.get(draft.id, frozenset())
            self._replaced[draft.id] = known | letters
            self.ask()

    def recipients(self, work: Work) -> tuple[Recipient, ...]:
        """Who gets the copies; nobody in particular where no list is chosen."""
        chosen = (one for one in self.lists if one.id == work.copies.list)
        return next((one.recipients for one in chosen), ())

    def _compile(self, number: int, order: Order) -> None:
        """How the items stand is told first: it says why there may be no pages."""

        def survey() -> "Standing":
            from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

            return papers.survey(order)

        def prove() -> "Proof":
            from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

            if self._press is None:
                self._press = papers.Press()
            return papers.proof(order, self._press)

        def surveyed(standing: "Standing") -> None:
            if number != self._number:
                return
            self.surveyed.emit(standing)
            job = self._session.jobs.run(prove)
            job.then(lambda made: self._prove(number, made))
            job.failed(lambda error: self._refuse(number, error))

        job = self._session.jobs.run(survey)
        job.then(surveyed).failed(lambda error: self._refuse(number, error))

    def _prove(self, number: int, proof: "Proof") -> None:
        if number != self._number:
            self._session.jobs.draw(proof.shown.close)
            return
        self._running = False
        self.proved.emit(proof)
        if self._active:
            self._check(number, proof)

    def _check(self, number: int, proof: "Proof") -> None:
        """Reads the finished pages back once they are to be seen: it takes as long again."""

        def work() -> "tuple[Finding, ...]":
            from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

            return papers.findings(proof.paper)

        def checked(found: "tuple[Finding, ...]") -> None:
            if number == self._number:
                self.checked.emit(found)

        self._session.jobs.run(work).then(checked).failed(lambda error: self._refuse(number, error))

    def _refuse(self, number: int, error: AppError) -> None:
        if number == self._number:
            self._running = False
            self.refused.emit(error)
