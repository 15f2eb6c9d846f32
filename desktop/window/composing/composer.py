"""The composer in the window: between the drafts, its pane, the proofs, paper and files."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, QTime, Signal

from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.errors import AppError, WithoutGlyphs
from desktop.library.handouts.draft import (
    Decision,
    Figure,
    Item,
    Passage,
    Section,
    Taken,
)
from desktop.library.reader.state import Position, now
from desktop.window.composing import presets
from desktop.window.composing.drafts import Drafts
from desktop.window.composing.editing import Editing
from desktop.window.composing.findings import missing
from desktop.window.composing.forms import DecisionForm, NameForm
from desktop.window.composing.outgoing import Outgoing
from desktop.window.composing.pane import ComposerPane, named
from desktop.window.composing.proofing import Proofing
from desktop.window.composing.recipients import Recipients
from desktop.window.composing.rows import row_of, source_of
from desktop.window.composing.summing import copy_words, summary
from desktop.window.finding import Finding
from desktop.window.handing import Handing, replacing_words
from desktop.window.reader.pane import ReaderPane
from desktop.window.room import Room
from desktop.window.session import Session
from desktop.window.standing_in import StandIn
from desktop.window.theme import Appearance
from desktop.wording import Language, say_error

if TYPE_CHECKING:
    from desktop.library.handouts import checking
    from desktop.window.composing.papers import Proof, Standing

translate = QCoreApplication.translate


class Composer(StandIn[ComposerPane]):
    """Takes part in a window.

    Signals: `deeds_changed()` when there is something else to undo or to do again, or what Ctrl+P
    prints is another; `register_changed()` when copies were noted in the register;
    `brought(QMimeData, int)` what was dragged among the items, and before which of them.
    """

    deeds_changed = Signal()
    register_changed = Signal()
    brought = Signal(object, int)

    def __init__(
        self,
        session: Session,
        around: tuple[ReaderPane, Room, Finding],
        drafts: Drafts,
        handing: Handing,
        appearance: Appearance,
        language: Language,
    ) -> None:
        reader, self._room, finding = around
        super().__init__(session, (reader, finding), appearance, language, self._make_pane)
        self._drafts = drafts
        self._files = handing
        self._standing: Standing | None = None
        self.proof: Proof | None = None
        self.editing: Editing
        self._presets: presets.Presets = {}
        self._closing = False
        self.proofing = Proofing(session, drafts, self)
        self.recipients = Recipients(session, drafts, self.proofing, language)
        self.outgoing = Outgoing(session, handing, self._reader)
        self.outgoing.recorded.connect(self.register_changed)
        self.proofing.surveyed.connect(self._surveyed)
        self.proofing.proved.connect(self._proved)
        self.proofing.checked.connect(self._checked)
        self.proofing.refused.connect(self._no_pages)
        self.proofing.lists_read.connect(self._show_lists)
        drafts.changed.connect(self._changed)
        drafts.saved.connect(self._saved)
        drafts.refused.connect(self._not_saved)
        session.library_opened.connect(self._opened)

    def _make_pane(self) -> ComposerPane:
        pane = ComposerPane(
            self._appearance.theme, self._session.jobs, self._language, self._reader
        )
        pane.came.connect(self._came)
        pane.went.connect(self._went)
        pane.titled.connect(self._retitle)
        pane.print_requested.connect(self.print)
        pane.form_requested.connect(self.export)
        pane.draft_requested.connect(self._drafts.switch)
        pane.begin_requested.connect(self._begin)
        pane.copy_requested.connect(self._copy)
        pane.remove_requested.connect(self._remove)
        pane.preview.told.connect(self._refused)
        pane.findings.led.connect(self._lead)
        options = pane.options
        options.options_wished.connect(self._drafts.set_options)
        options.copies_wished.connect(self._drafts.set_copies)
        options.circle_wished.connect(self._wish_circle)
        options.preset_wished.connect(self._take_preset)
        options.preset_requested.connect(self.ask_preset)
        options.recipients_requested.connect(lambda: self.recipients.ask(self._reader.window()))
        pane.tray.brought.connect(self.brought)
        self._join_editing(pane)
        return pane

    def _join_editing(self, pane: ComposerPane) -> None:
        self.editing = Editing(self._drafts, pane)
        self.editing.go_requested.connect(self._go)
        self.editing.refused.connect(self._refused)
        undo = translate("Noting", "Undo (Ctrl+Z)")
        self.editing.told.connect(
            lambda text: self._reader.notice.tell(text, act=undo, do=self._drafts.undo)
        )

    @property
    def waiting(self) -> bool:
        """Whether pages are still to come."""
        return self.proofing.waiting or (self.made and self.pane.preview.waiting)

    # there and away

    def show(self) -> None:
        """Shows the composer; once more, the document that is open behind it."""
        if not self.active and not self._reader.notice.warns:
            self._reader.notice.hide()
        super().show()

    def come(self) -> None:
        """Shows the composer, if it is not to be seen yet, with its items."""
        if not self.active:
            self.show()
            self.pane.turn("tray")

    def _came(self) -> None:
        self._room.fill(filled=True)
        self.proofing.set_active(active=True)
        self._changed()

    def _went(self) -> None:
        self._room.fill(filled=False)
        self.proofing.set_active(active=False)
        self.deeds_changed.emit()

    def _opened(self) -> None:
        """Reads what is kept for all drafts, and proves the current one in the new edition."""
        keeper = self._session.keeper

        def read(held: presets.Presets) -> None:
            self._presets = held
            self._changed()

        job = self._session.jobs.write(lambda: presets.read(keeper.state()))
        job.then(read).failed(self._session.state_refused.emit)
        self.proofing.ask()

    def may_close(self) -> bool:
        """Whether the window may: with a draft unsaved only when it is closed once more."""
        self._session.jobs.finish_writes()
        if self._closing or not self._drafts.unsaved:
            return True
        self._closing = True
        self._drafts.retry()
        return False

    def close(self) -> None:
        """Lets the pages go."""
        if self.made:
            self.proofing.close()
            self.pane.preview.close_file()

    # what is shown

    def _changed(self) -> None:
        """The draft is another, or reads otherwise."""
        if not self.active:
            return
        self.pane.show_drafts(self._drafts.all, self._drafts.draft)
        self.pane.options.show_work(self._drafts.current, list(self._presets))
        self._show_circle()
        self._show_lists()
        self._show_rows()
        if not self._drafts.items:
            self.proof = None
            self.pane.preview.show_nothing()
            self.pane.notice.hide()
            self.pane.show_summary("")
        self.deeds_changed.emit()

    def _show_rows(self) -> None:
        standing = self._standing
        changes = dict(standing.changes) if standing is not None else {}
        circles = standing.circles if standing is not None else {}
        notes = self.proofing.notes
        held = {item.id for item in self._drafts.items}
        self.editing.changes = {key: one for key, one in changes.items() if key in held}
        rows = [
            row_of(item, changes.get(item.id), circles.get(item.id, "public"), notes)
            for item in self._drafts.items
        ]
        self.pane.tray.show_rows(rows, self.editing.changes)

    def _show_lists(self) -> None:
        if self.made:
            self.pane.options.show_recipients(self.proofing.lists)

    def _show_circle(self) -> None:
        self.pane.options.show_circle(self._narrowest)

    @property
    def _narrowest(self) -> Circulation:
        standing = self._standing
        return standing.narrowest if standing is not None else CIRCULATIONS[0]

    def _surveyed(self, standing: "Standing") -> None:
        self._standing = standing
        if self.made:
            self.pane.options.offer_rules(standing.rules)
        self._hold_to_decision()
        if self.active:
            self._show_rows()
            self._show_circle()

    def _proved(self, proof: "Proof") -> None:
        if not self.made or not self._drafts.items:
            self._session.jobs.draw(proof.shown.close)
            return
        self.proof, paper = proof, proof.paper
        self.pane.notice.hide()
        self.pane.preview.show_proof(proof.shown, copy_words(paper, proof.copy))
        self.pane.show_summary(summary(paper))
        self.pane.options.show_rules(paper.made.rules)
        over = self.tr("%n line(s) too many: cut so much.", "", paper.over)
        fits = translate("Composer", "It fits.") if paper.options.sheets else ""
        self.pane.options.tell_fit(over if paper.over else fits, wrong=bool(paper.over))

    def _checked(self, found: "tuple[checking.Finding, ...]") -> None:
        """What the form of the paper is found to lack."""
        self.pane.findings.show_findings(found)
        lacking = ", ".join(missing(found, self._language))
        said = translate("Composer", "Still missing: {parts}").format(parts=lacking)
        self.pane.options.official.say_missing(said if lacking else "")

    def _no_pages(self, error: AppError) -> None:
        """The last good pages stay; what is in the way is said, with what can be done."""
        if not self.made or not self._drafts.items:
            return
        act = ""
        do: Callable[[], object] | None = None
        if isinstance(error, WithoutGlyphs):
            act, do = replacing_words(), partial(self.proofing.replace, error.letters)
        self.pane.notice.tell(say_error(error, self._language), "warn", act, do)

    def _lead(self, name: str, page: int) -> None:
        if page:
            self.pane.preview.go_to(page - 1)
        if name:
            self.pane.to_options(name)

    def _saved(self) -> None:
        if self.made:
            text = translate("Composer", "Saved {time}")
            self.pane.tell_saved(text.format(time=QTime.currentTime().toString("H:mm")))
        self._reader.notice.settle("draft")

    def _not_saved(self, error: AppError) -> None:
        lead = translate("Composer", "The handout is not saved yet. It is kept here.")
        if self._closing:
            last = translate("Noting", "Closing the window once more gives it up.")
            lead = f"{lead} {last}"
        again = translate("Noting", "Try again")
        told = f"{lead} {say_error(error, self._language)}"
        self._reader.notice.tell(told, "danger", again, self._drafts.retry, about="draft")

    # drafts

    def _retitle(self, title: str) -> None:
        draft = self._drafts.draft or self._drafts.begin()
        self._drafts.change(msgspec.structs.replace(draft, title=title), "retitle", "title")

    def _begin(self) -> None:
        self._drafts.begin()
        self.pane.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        draft = self._drafts.draft
        if draft is not None:
            self._drafts.duplicate(
                translate("Composer", "{title} (copy)").format(title=named(draft))
            )

    def _remove(self) -> None:
        draft = self._drafts.draft
        back = self._drafts.remove()
        if draft is not None and back is not None:
            told = translate("Composer", "“{title}” is deleted.").format(title=named(draft))
            self._reader.notice.tell(told, act=translate("Rows", "Undo"), do=back)

    def _go(self, item: Item) -> None:
        """To where something was taken from."""
        if not isinstance(item, Taken):
            return
        block, offset = "", 0
        if isinstance(item, Passage) and item.spans:
            block, offset, _ = item.spans[0]
        elif isinstance(item, Section | Figure):
            block = item.block
        card = self._session.card
        if card is not None and card.id == item.briefing:
            self._reader.leave_stand_in()
            if block:
                self._reader.page.go_to(block, offset, ease=True)
        else:
            place = Position(block=block, offset=offset) if block else None
            self._session.open_document(item.briefing, place=place)

    # options

    def _wish_circle(self, circle: str) -> None:
        """A narrower circle is taken; a wider one is asked about, and recorded."""
        wanted = next((one for one in CIRCULATIONS if one == circle), None)
        if wanted is None:
            self._decide(None)
            return
        over = self._over(wanted)
        if not over:
            self._decide(Decision(wanted, "", now()))
            return
        form = DecisionForm(wanted, over, self._reader.window())
        named_items = "; ".join(over)
        form.decided.connect(
            lambda why: self._decide(Decision(wanted, f"{why} ({named_items})", now()))
        )
        form.rejected.connect(self._show_circle)
        form.open()

    def _over(self, circle: Circulation) -> list[str]:
        """The documents of the items that are for a narrower circle, each once."""
        wanted, standing = CIRCULATIONS.index(circle), self._standing
        circles = standing.circles if standing is not None else {}
        over = [
            item.title if isinstance(item, Taken) else source_of(item)
            for item in self._drafts.items
            if CIRCULATIONS.index(circles.get(item.id, CIRCULATIONS[0])) > wanted
        ]
        return list(dict.fromkeys(over))

    def _hold_to_decision(self) -> None:
        """A decision is about the documents that it names: one that came later is asked about."""
        draft = self._drafts.draft
        decision = draft.options.circulation if draft is not None else None
        if draft is None or decision is None:
            return
        fresh = [title for title in self._over(decision.circle) if title not in decision.why]
        if fresh:
            options = msgspec.structs.replace(draft.options, circulation=None)
            self._drafts.amend(msgspec.structs.replace(draft, options=options))
            told = translate(
                "Composer",
                "The circulation follows the sources again: not decided on for {titles}.",
            )
            self._reader.notice.tell(told.format(titles="; ".join(fresh)), "warn")

    def _decide(self, decision: Decision | None) -> None:
        work = self._drafts.current
        if work is not None:
            options = msgspec.structs.replace(work.draft.options, circulation=decision)
            self._drafts.set_options(options)

    def _take_preset(self, name: str) -> None:
        options, draft = self._presets.get(name), self._drafts.draft
        if options is not None:
            decision = draft.options.circulation if draft is not None else None
            self._drafts.set_options(msgspec.structs.replace(options, circulation=decision))

    def ask_preset(self) -> None:
        """Ctrl+S: asks under which name the options are kept as a template."""
        work = self._drafts.current
        if work is None:
            return
        title = translate("Composer", "Save as a template")
        label = translate("Composer", "Name of the template")
        form = NameForm(title, label, work.draft.title, self._reader.window())
        form.given.connect(self._keep_preset)
        form.open()

    def _keep_preset(self, name: str) -> None:
        work, keeper = self._drafts.current, self._session.keeper
        if work is None:
            return

        def kept(held: presets.Presets) -> None:
            self._presets = held
            self._changed()
            told = translate("Composer", "“{name}” is among the templates now.")
            self._reader.notice.tell(told.format(name=name))

        options = work.draft.options
        job = self._session.jobs.write(lambda: presets.keep(keeper.state(), name, options))
        job.then(kept).failed(self._refused)

    # paper and files

    def print(self) -> None:
        """Ctrl+P: asks which copies of the draft, then for the printer."""
        edition, work, proof = self._session.edition, self._drafts.current, self.proof
        if edition is None or work is None or proof is None or self.proofing.waiting:
            self._reader.notice.tell(translate("Composer", "The pages are not ready yet."))
            return
        order, paper = self.proofing.order(edition, work), proof.paper
        blocking = sum(finding.blocking for finding in self.pane.findings.findings)
        wrong = self.tr("The form of the paper has %n fault(s) to mend.", "", blocking)
        self.outgoing.ask(paper, order, summary(paper), wrong if blocking else "")

    def export(self, form: str = "pdf") -> None:
        """Ctrl+E: asks where the draft is to be saved, as PDF or in another format."""
        edition, work = self._session.edition, self._drafts.current
        if edition is not None and work is not None and work.draft.items:
            order = self.proofing.order(edition, work)
            self.outgoing.ask_file(order, form, named(work.draft))

    # undoing

    def undo(self) -> None:
        """Takes back what was done last to the draft."""
        self._drafts.undo()

    def redo(self) -> None:
        """Does again what was undone last."""
        self._drafts.redo()

    def deed_words(self) -> tuple[str, str]:
        """What undoing and redoing would do, in words."""
        return self.editing.deed_words()


INSTEAD: dict[str, Callable[[Composer], object]] = {
    "undo": Composer.undo,
    "redo": Composer.redo,
    "print": Composer.print,
    "export_pdf": Composer.export,
    "save_copy": Composer.ask_preset,
}
"""What actions do while the composer is shown."""
DEEDS: dict[str, Callable[[Composer], object]] = {"compose": Composer.show}
