"""The register of handouts in the window: shown, settled, printed; and what editions overtook."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.library.handouts.rules import OWN_FOLDER
from desktop.library.reader.annotations import annotations
from desktop.library.reader.correcting import Correction, corrections
from desktop.library.reader.register import (
    CopyState,
    HandedCopy,
    Handing,
    Register,
    settled,
)
from desktop.library.reader.state import ReaderState
from desktop.window.composing import handed
from desktop.window.composing.order import Order
from desktop.window.composing.outgoing import Outgoing
from desktop.window.composing.print_form import PrintWish
from desktop.window.finding import Finding
from desktop.window.handing import Handing as Files
from desktop.window.handing import Pages
from desktop.window.panes.register import STATES, Entry, RegisterPane, overtaken_words
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.standing_in import EditedStandIn
from desktop.window.theme import Appearance
from desktop.window.undoing import Deed
from desktop.window.widgets.notice import Notice
from desktop.wording import Language

if TYPE_CHECKING:
    from types import ModuleType as Forms

    from desktop.library.handouts.slips import Print
    from desktop.window.composing.papers import Paper

translate = QCoreApplication.translate


class Registering(EditedStandIn[RegisterPane]):
    """Takes part in a window. `bar` stands over the panes when an edition overtook a paper."""

    def __init__(
        self,
        session: Session,
        around: tuple[ReaderPane, Finding],
        outgoing: Outgoing,
        files: Files,
        appearance: Appearance,
        language: Language,
    ) -> None:
        super().__init__(session, around, appearance, language, self._make_pane)
        self._outgoing = outgoing
        self._files = files
        self._corrections: tuple[Correction, ...] = ()
        self.bar = Notice(appearance.theme)
        appearance.theme_changed.connect(self.bar.set_theme)
        session.library_opened.connect(self._opened)

    def _make_pane(self) -> RegisterPane:
        pane = RegisterPane(self._appearance.theme, self._reader)
        pane.settled.connect(self.settle)
        pane.reprint_requested.connect(self.print_again)
        pane.sheet_requested.connect(self.print_sheet)
        pane.slips_requested.connect(self.print_slips)
        pane.set_aside.connect(self.set_aside)
        pane.corrections_requested.connect(self._answer)
        return pane

    def _fill(self) -> None:
        self.pane.show_corrections(self._corrections)
        super()._fill()
        self.read()

    # what there is

    def read(self) -> None:
        """Reads the register again; what is shown stays until then."""
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None or not self.active:
            return

        def work() -> list[Entry]:
            register = Register(keeper.state())
            return [
                Entry(one, tuple(register.copies(one.id)))
                for one in register.handings(edition.library)
            ]

        job = self._session.jobs.write(work)
        job.then(self.pane.show_entries).failed(self._session.state_refused.emit)

    def look_again(self) -> None:
        """Copies were noted: the register and what editions overtook are read again."""
        self.read()
        self._opened()

    def _opened(self) -> None:
        """Holds what was handed out against the edition that is open."""
        edition, keeper = self._session.edition, self._session.keeper
        if edition is None:
            return
        job = self._session.jobs.write(lambda: corrections(edition, Register(keeper.state())))
        job.then(self._overtaken).failed(self._session.state_refused.emit)

    def _overtaken(self, found: Sequence[Correction]) -> None:
        self._corrections = tuple(found)
        if self.active:
            self.pane.show_corrections(self._corrections)
        if not found:
            self.bar.hide()
            return
        see = translate("Register", "Look at them")
        text = overtaken_words(found)
        self.bar.tell(text, "warn", see, self._lead, lasting=True)

    def _lead(self) -> None:
        if not self.active:
            self.show()

    # copies

    def settle(self, state: str) -> None:
        """The chosen copies are back, destroyed, or out again; it can be undone."""
        wanted = next(one for one in STATES if one == state)
        day = dt.datetime.now().astimezone().date().isoformat()
        changed = [settled(copy, wanted, day) for copy in self.pane.chosen if copy.state != wanted]
        if changed:
            self._change(changed, told=True)

    def _change(self, copies: Sequence[HandedCopy], *, told: bool = False) -> None:
        keeper = self._session.keeper

        def done(former: list[HandedCopy]) -> None:
            if told and former:
                back, forth = partial(self._change, former), partial(self._change, list(copies))
                self.deeds.add(Deed("settle_copy", back, forth))
                self._tell_settled(copies[0].state, len(former))
            self.deeds_changed.emit()
            self.look_again()

        job = self._session.jobs.write(lambda: Register(keeper.state()).change(copies))
        job.then(done).failed(self._refused)

    def _tell_settled(self, state: CopyState, many: int) -> None:
        text = {
            "handed": self.tr("%n copy(ies) are out again.", "", many),
            "returned": self.tr("%n copy(ies) came back.", "", many),
            "destroyed": self.tr("%n copy(ies) are destroyed.", "", many),
        }[state]
        undo = translate("Noting", "Undo (Ctrl+Z)")
        self._reader.notice.tell(text, act=undo, do=self.undo)

    def set_aside(self) -> None:
        """Takes a paper that was noted by mistake out of the lists."""
        entry = self.pane.entry
        if entry is None:
            return
        identifier = entry.handing.id
        back = partial(self._do, lambda state: Register(state).bring_back(identifier))
        forth = partial(self._do, lambda state: Register(state).set_aside(identifier))
        self.deeds.add(Deed("set_aside", back, forth))
        forth()
        told = translate("Register", "“{title}” is set aside.")
        undo = translate("Noting", "Undo (Ctrl+Z)")
        told = told.format(title=entry.handing.facts.title)
        self._reader.notice.tell(told, act=undo, do=self.undo)

    def _do(self, work: Callable[[ReaderState], None]) -> None:
        keeper = self._session.keeper
        job = self._session.jobs.write(lambda: work(keeper.state()))
        job.then(lambda _: self.look_again()).failed(self._refused)
        self.deeds_changed.emit()

    # paper

    def print_sheet(self) -> None:
        """Prints the register of the chosen paper, to sign in."""
        entry = self.pane.entry
        if entry is not None:
            self._print(lambda form, look: form.register_sheet(entry.handing, entry.copies, look))

    def print_slips(self) -> None:
        """Prints return slips: of the chosen copies if they are several, else of all out."""
        entry, chosen = self.pane.entry, self.pane.chosen
        if entry is not None:
            out = [copy for copy in entry.copies if copy.state == "handed"]
            copies = chosen if len(chosen) > 1 else out
            if copies:
                self._print(lambda form, look: form.return_slips(entry.handing, copies, look))

    def _print(self, make: "Callable[[Forms, Print], bytes]") -> None:
        language = self._language

        def work(replacing: bool) -> bytes:  # noqa: FBT001 - called through `Pages`
            from desktop.library.handouts import slips  # noqa: PLC0415  Typst loads with it

            today = dt.datetime.now().astimezone().date()
            return make(slips, slips.Print(today, language, replacing))

        self._files.print(Pages(work))

    def print_again(self) -> None:
        """Prints the chosen copies alone, as they were."""
        entry, chosen = self.pane.entry, self.pane.chosen
        edition, keeper = self._session.edition, self._session.keeper
        if entry is None or not chosen or edition is None:
            return
        numbers = tuple(copy.number for copy in chosen)
        handing = entry.handing

        def read() -> Order | None:
            state = keeper.state()
            kept = handed.kept(state, handing.id)
            if kept is None:
                return None
            notes = {note.id: note for note in annotations(state, edition.library)}
            return Order(
                edition,
                kept.draft,
                notes,
                kept.copies,
                kept.recipients,
                kept.date,
                keeper.folder / OWN_FOLDER,
                kept.replacing,
            )

        job = self._session.jobs.write(read)
        job.then(lambda order: self._make_again(handing, order, numbers)).failed(self._refused)

    def _make_again(self, handing: Handing, order: Order | None, numbers: tuple[int, ...]) -> None:
        if order is None:
            text = translate("Register", "This paper was noted elsewhere: its pages are not kept.")
            self._reader.notice.tell(text, "warn")
            return

        def make() -> "Paper":
            from desktop.window.composing import papers  # noqa: PLC0415  Typst loads with it

            return papers.paper(order)

        def ask(paper: "Paper") -> None:
            if hashlib.sha256(paper.pdf).hexdigest() != handing.facts.digest:
                text = translate(
                    "Register", "The pages differ from those handed out: its sources have changed."
                )
                self._reader.notice.tell(text, "warn")
            self._outgoing.ask_printer(paper, order, PrintWish(numbers, recorded=False))

        self._session.jobs.run(make).then(ask).failed(self._refused)

    # corrections

    def _answer(self, wish: str) -> None:
        found = self._corrections
        if wish == "slips":
            self._print(lambda form, look: form.correction_slips(found, look))
        elif wish == "recall":
            self._print(lambda form, look: form.recall_list(found, look))
        else:
            self.tell_holders_told()

    def tell_holders_told(self) -> None:
        """Notes that the holders were given these corrections: they are not offered again."""
        answers: dict[str, dict[str, str]] = {}
        for one in self._corrections:
            answers.setdefault(one.handing.id, {})[one.briefing] = one.digest

        def work(state: ReaderState) -> None:
            for identifier, answered in answers.items():
                Register(state).answer(identifier, answered)

        self._do(work)


INSTEAD: dict[str, Callable[[Registering], object]] = {
    "undo": Registering.undo,
    "redo": Registering.redo,
}
"""What actions do while the register is shown."""
DEEDS: dict[str, Callable[[Registering], object]] = {"register": Registering.show}
