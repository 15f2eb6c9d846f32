"""All notes of the library in the window: read off the UI thread, searched, changed, followed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from desktop.library.editions.edition import Edition
from desktop.library.errors import AppError
from desktop.library.reader import bulk, overview, reviewing
from desktop.library.reader.annotations import Annotation, Author, annotations, authors, kept_old
from desktop.library.reader.bulk import Change
from desktop.library.reader.overview import Overview, Row, Titled
from desktop.library.reader.state import ReaderState
from desktop.window.finding import Finding
from desktop.window.jobs import Job
from desktop.window.panes.all_notes import AllNotesPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.saving import Saving
from desktop.window.session import Session
from desktop.window.standing_in import EditedStandIn
from desktop.window.theme import Appearance
from desktop.window.undoing import Deed
from desktop.window.widgets.labels_form import LabelsForm
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_MOST = 100_000
"""Notes that a search may find."""


class Surveying(EditedStandIn[AllNotesPane]):
    """Takes part in a window: between all that is noted and the table of it.

    Signals: `export_requested(list)`, `collect_requested(list)` ids; `freed()` when nothing stands
    in the way of closing any more.
    """

    export_requested = Signal(object)
    collect_requested = Signal(object)
    freed = Signal()

    def __init__(
        self,
        session: Session,
        around: tuple[ReaderPane, Finding],
        appearance: Appearance,
        language: Language,
    ) -> None:
        super().__init__(session, around, appearance, language, self._make_pane)
        self._reading: Job[tuple[list[Row], dict[str, Author]]] | None = None
        self._seeking: Job[list[str]] | None = None
        self._closing = False
        self._saving = Saving(session.keeper, session.jobs, self)
        self._saving.refused.connect(self._not_saved)
        self._saving.saved.connect(self._saved)
        session.notes.saved.connect(self.look_again)
        session.library_opened.connect(self.look_again)

    def _make_pane(self) -> AllNotesPane:
        pane = AllNotesPane(self._appearance.theme, self._reader)
        pane.go_requested.connect(self._go)
        pane.searched.connect(self._search)
        pane.edited.connect(self._write)
        pane.recoloured.connect(
            lambda ids, colour: self._alter(ids, "colour", bulk.recoloured(colour))
        )
        pane.removed.connect(self.remove)
        pane.labels_requested.connect(self._ask_labels)
        pane.export_requested.connect(self.export_requested)
        pane.collect_requested.connect(self.collect_requested)
        return pane

    @property
    def waiting(self) -> bool:
        """Whether words typed are still to be searched for."""
        return self.made and self.pane.waiting

    def _finish(self) -> None:
        if self.made:
            self.pane.finish()

    def _fill(self) -> None:
        super()._fill()
        self.read()

    def look_again(self) -> None:
        """Notes may have changed: the table shows them as they are, if it is to be seen."""
        if self.active:
            self.read()

    # what there is

    def read(self) -> None:
        """Reads all notes again; what is shown stays until then."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        if self._reading is not None:
            self._reading.drop()

        def work() -> tuple[list[Row], dict[str, Author]]:
            state = session.keeper.state()
            return overview.read(state, edition.library), authors(state)

        self._reading = session.jobs.write(work)
        self._reading.then(lambda found: self._told(edition, *found)).failed(
            session.state_refused.emit
        )

    def _told(self, edition: Edition, rows: list[Row], known: dict[str, Author]) -> None:
        """Finds what is told of the documents, and which of them have changed."""

        def work() -> tuple[Overview, list[str]]:
            cards = edition.cards_by_id(sorted({row.briefing for row in rows}))
            told = {
                one: Titled(card.title, card.conference, card.conference_title)
                for one, card in cards.items()
            }
            return Overview(rows, told), reviewing.doubtful(edition, rows)

        def shown(found: tuple[Overview, list[str]]) -> None:
            self.pane.show_overview(found[0], known)
            if self._seeking is not None:  # what was changed may hold the words now, or no longer
                self._search(self.pane.field.text().strip())
            self._review(edition, found[1])

        self._session.jobs.run(work).then(shown).failed(self._refused)

    def _review(self, edition: Edition, briefings: list[str]) -> None:
        """Finds which notes have lost their passages, in the documents that have changed."""
        session = self._session
        if not briefings:
            self.pane.show_review(frozenset())
            return

        def read() -> tuple[list[Annotation], dict[str, int]]:
            state, library = session.keeper.state(), edition.library
            notes = [note for one in briefings for note in annotations(state, library, one)]
            return notes, kept_old(state, library)

        def place(held: tuple[list[Annotation], dict[str, int]]) -> None:
            job = session.jobs.run(lambda: reviewing.to_review(edition, *held))
            job.then(self.pane.show_review).failed(self._refused)

        session.jobs.write(read).then(place).failed(self._refused)

    def _search(self, text: str) -> None:
        if self._seeking is not None:
            self._seeking.drop()
            self._seeking = None
        if not text:
            self.pane.show_found(None)
            return
        self._seeking = self._finding.note_ids(text, _MOST)
        self._seeking.then(self.pane.show_found).failed(self._refused)

    def _go(self, briefing: str, note: str) -> None:
        self._finding.lead_to(briefing, note)

    # what is done

    def _alter(self, identifiers: Sequence[str], name: str, change: bulk.Alter) -> None:
        self._do(name, lambda state: bulk.alter(state, identifiers, change))

    def remove(self, identifiers: Sequence[str]) -> None:
        """Deletes notes with their replies, and offers to take that back."""

        def told() -> None:
            text = translate("Noting", "%n note(s) deleted.", "", len(identifiers))
            act = translate("Noting", "Undo (Ctrl+Z)")
            self._reader.notice.tell(text, act=act, do=self.undo)

        self._do("remove", lambda state: bulk.remove(state, identifiers), told)

    def _do(
        self,
        name: str,
        work: Callable[[ReaderState], Change],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Changes notes on disk; what cannot be written changes nothing, and is told."""

        def done(change: Change) -> None:
            if change.before:
                self._remember(name, change)
                self._changed(change)
                then()

        keeper = self._session.keeper
        self._session.jobs.write(lambda: work(keeper.state())).then(done).failed(self._refused)

    def _remember(self, name: str, change: Change, strand: str = "") -> None:
        back = partial(self._again, bulk.take_back, change)
        forth = partial(self._again, bulk.repeat, change)
        self.deeds.add(Deed(name, back, forth, strand))
        self.deeds_changed.emit()

    def _again(self, work: Callable[[ReaderState, Change], None], change: Change) -> None:
        keeper = self._session.keeper
        job = self._session.jobs.write(lambda: work(keeper.state(), change))
        job.then(lambda _: self._changed(change)).failed(self._refused)

    def _changed(self, change: Change) -> None:
        self._session.reload_notes(change.briefings)
        self.look_again()

    def remember_elsewhere(
        self, name: str, back: Callable[[], object], forth: Callable[[], object]
    ) -> None:
        """Lets what was done to many documents be undone where the reader is now."""
        if self.active:
            self.deeds.add(Deed(name, back, forth))
        else:
            self._session.notes.remember(name, back, forth)
        self.deeds_changed.emit()

    def undo_here(self) -> None:
        """As Ctrl+Z: in the table if it is shown, else in the document."""
        if self.active:
            self.undo()
        else:
            self._session.notes.undo()

    # a note's text

    def _write(self, identifier: str, text: str) -> None:
        """Saves what is typed; what cannot be saved is kept, and saved again when asked to."""
        made: list[Change] = []

        def work(state: ReaderState) -> None:
            made.append(bulk.alter(state, [identifier], bulk.rewritten(text)))

        def written(changes: list[Change]) -> None:
            for change in changes:
                editor = self.pane.editor
                if editor is not None and editor.identifier == identifier:
                    editor.stored(text)
                if change.before:
                    self._remember("note", change, strand=identifier)
                    self._session.reload_notes(change.briefings)
                if editor is None:
                    self.deeds.end_strand()
                    self.look_again()

        self._saving.do(work)
        self._session.jobs.write(lambda: made).then(written)

    def _not_saved(self, error: AppError) -> None:
        lead = translate("Noting", "The note is not saved yet. Your text is kept here.")
        if self._closing:
            last = translate("Noting", "Closing the window once more gives it up.")
            lead = f"{lead} {last}"
        told = f"{lead} {say_error(error, self._language)}"
        again = translate("Noting", "Try again")
        self._reader.notice.tell(told, "danger", again, self._saving.retry, about="note")

    def _saved(self) -> None:
        self._reader.notice.settle("note")
        if self._closing:
            self.freed.emit()

    def may_close(self) -> bool:
        """Whether the window may: with a note unsaved only when it is closed once more."""
        self._finish()
        self._session.jobs.finish_writes()
        if self._closing or not self._saving.unsaved:
            return True
        self._closing = True
        self._saving.retry()
        return False

    # labels

    def _ask_labels(self, identifiers: Sequence[str]) -> None:
        """Asks which labels the chosen notes are to get, or to lose."""
        chosen = set(identifiers)
        rows = [row for row in self.pane.model.shown if row.id in chosen]
        held = sorted({tag for row in rows for tag in row.tags}, key=str.casefold)
        used = sorted(self.pane.model.overview.counts.tags, key=str.casefold)
        form = LabelsForm(len(rows), held, used, self._reader.window())
        form.added.connect(
            lambda tags, private: self._alter(
                identifiers, "tags", bulk.tagged(tags, private=private)
            )
        )
        form.taken.connect(lambda tags: self._alter(identifiers, "tags", bulk.untagged(tags)))
        form.open()


INSTEAD: dict[str, Callable[[Surveying], object]] = {
    "undo": Surveying.undo,
    "redo": Surveying.redo,
}
"""What actions do while the table is shown."""
DEEDS: dict[str, Callable[[Surveying], object]] = {"all_notes": Surveying.show}
