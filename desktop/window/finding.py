"""Search, from the box through the results to the marked text and back."""

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.library.errors import AppError, InputError
from desktop.library.reader.finding import NoteHit
from desktop.library.reader.placing import place
from desktop.library.reader.searches import Query, Scope
from desktop.library.search import Found, Hit
from desktop.window import application
from desktop.window.arrangement import Stage
from desktop.window.jobs import Job
from desktop.window.panes.results import ResultsPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import Reading
from desktop.window.searching import Answer, FoundNotes, Marked, Searching
from desktop.window.session import Session
from desktop.window.widgets.omnibox import Omnibox

_OTHER = Qt.FocusReason.OtherFocusReason


class Aim(msgspec.Struct, frozen=True):
    """A note that a document is opened for."""

    briefing: str
    note: str


class Finding(QObject):
    """Leads from the search box to the marked text, or to a note, and back.

    Signals: `began()` with every answer; `stage_changed()` when results, a document or the list
    is to be seen; `used(Query)` when the reader takes up what a query found;
    `hit_chosen(Hit, Found)` or `(NoteHit, None)` when its document is open; `note_lost(str)`, the
    id of a note whose passage has no sure place; `refused(AppError)`.
    """

    began = Signal()
    stage_changed = Signal()
    used = Signal(object)
    hit_chosen = Signal(object, object)
    note_lost = Signal(str)
    refused = Signal(object)

    def __init__(
        self, session: Session, omnibox: Omnibox, results: ResultsPane, reader: ReaderPane
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._omnibox = omnibox
        self._results = results
        self._reader = reader
        self._searching = Searching(session, self)
        self.query = Query("")
        self._answered: Query | None = None
        self._open_first = False
        self._chosen: tuple[Hit, Found] | NoteHit | Aim | None = None
        self._lost = ""
        self.stage: Stage = ""
        self._connect()

    def _connect(self) -> None:
        omnibox, results, searching = self._omnibox, self._results, self._searching
        omnibox.search_requested.connect(self.ask)
        omnibox.entered.connect(self._entered)
        omnibox.stepped_down.connect(self.step_down)
        omnibox.emptied.connect(self._emptied)
        omnibox.left.connect(self.leave)
        omnibox.entered_by_hand.connect(searching.prepare)
        results.hit_requested.connect(self._choose)
        results.view.installEventFilter(self)
        head = results.head
        head.literal_requested.connect(lambda literal: self._ask(literal=literal))
        head.suggestion_requested.connect(self.put)
        head.filters_changed.connect(lambda filters: self._ask(filters=filters))
        head.scopes.scope_requested.connect(lambda scope: self._ask(scope=scope, literal=False))
        searching.prepared.connect(self._prepared)
        searching.found.connect(self._found)
        searching.grown.connect(results.grow)
        searching.notes_counted.connect(head.scopes.count_notes)
        searching.refused.connect(self._refused)
        results.model.more_requested.connect(searching.more)
        self._session.notes.changed.connect(self._notes_changed)

    def ask(self, text: str) -> None:
        """Searches for `text`; what is on screen stays until the answer comes."""
        self._ask(text=text, literal=False)

    def _ask(self, **changes: object) -> None:
        """Asks the same once more, but for `changes`."""
        self.query = msgspec.structs.replace(self.query, **changes)
        self._searching.ask(self.query)

    def to_facets(self) -> None:
        """Alt+F: the keyboard goes to the chips."""
        if self.active:
            if not self._results.isVisible():
                self._enter("results")
            self._results.head.facets.focus_chip()

    def toggle_literal(self) -> None:
        """Alt+E: exactly as typed, or as usual again."""
        if self.active:
            self._results.head.toggle_literal()

    def toggle_scope(self) -> None:
        """Alt+S: in the texts, or in the reader's own notes."""
        other: Scope = "notes" if self.query.scope == "content" else "content"
        if self.active:
            self._ask(scope=other, literal=False)

    def put(self, text: str) -> None:
        """Puts `text` in the box, as if it had been typed, and searches for it."""
        self._omnibox.field.setFocus(_OTHER)
        self._omnibox.field.setText(text)
        self._omnibox.ask_now()

    def run(self, query: Query) -> None:
        """Asks a whole query again, as it was narrowed."""
        self._omnibox.field.setFocus(_OTHER)
        self._omnibox.show_text(query.text)
        self.query = query
        self._searching.ask(query)

    def ask_and_open(self, text: str) -> None:
        """Searches and opens the first hit, as Enter does."""
        self._open_first = True
        self._omnibox.field.setText(text)
        self._omnibox.ask_now()

    def _prepared(self, found: Found) -> None:
        """The first answer of all, which nobody asked for: all that finding needs is there now."""
        self._results.prepare(found)
        application.give_back()

    def _found(self, found: Answer) -> None:
        self._answered = self.query
        self._results.show_found(found, self.query.filters)
        self._results.head.scopes.show_scope(self.query.scope)
        if isinstance(found, FoundNotes):
            self._results.head.scopes.count_notes(found.total)
        else:
            self._searching.count_notes(self.query)
        self._enter("results")
        self.began.emit()
        if self._open_first:
            self._open_first = False
            self._results.open_current()

    def _refused(self, error: AppError) -> None:
        self._open_first = False
        self.refused.emit(error)

    @property
    def active(self) -> bool:
        """Whether results are to be seen, beside the document or before it."""
        return bool(self.stage)

    def _enter(self, stage: Stage) -> None:
        if stage != self.stage:
            self.stage = stage
            self.stage_changed.emit()

    def show_document(self) -> None:
        """The document is to be seen, if need be in place of the results."""
        if self.active:
            self._enter("document")

    def show_results(self) -> None:
        """The results are to be seen, if need be in place of the document."""
        if self.active:
            self._enter("results")

    def step_back(self) -> bool:
        """Esc: from a document that hides its results to them, else out of the search.

        Whether there was a search.
        """
        was = self.active
        if self.stage == "document" and not self._results.isVisible():
            self._enter("results")
            self._results.view.setFocus(_OTHER)
        elif was:
            self.leave()
        return was

    def _entered(self) -> None:
        text = self._omnibox.field.text().strip()
        if len(text) > 1:
            self.used.emit(msgspec.structs.replace(self.query, text=text))
        if self.active and self.query == self._answered and self.query.text == text:
            self._results.open_current()
        elif len(text) > 1:
            self._open_first = True
            if self.query.text != text:
                self.ask(text)

    def step_down(self) -> None:
        """↓ from the box: the keyboard goes to the results."""
        if self.active:
            self.used.emit(self.query)
            self._results.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ on the first result leads back to the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            up = event.key() == Qt.Key.Key_Up
            if up and self._results.view.currentIndex().row() <= 0:
                self._omnibox.field.setFocus(_OTHER)
                return True
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Esc: the list returns, the marks go."""
        self._omnibox.show_text("")
        self.query = Query("")
        if self.active:
            self._reader.page.setFocus(_OTHER)
        self._end()

    def _emptied(self) -> None:
        """The list returns; by what the search was narrowed stays until Esc or its own cross.

        Input tools send Backspace of their own, which must take nothing away but letters.
        """
        self.query = msgspec.structs.replace(self.query, text="", literal=False)
        self._end()

    def _end(self) -> None:
        self._searching.stop()
        self._answered, self._open_first = None, False
        if self.active:
            self._reader.forget_hits()
            self._enter("")

    # what was chosen

    def _choose(self, hit: Hit | NoteHit) -> None:
        found, edition = self._results.found, self._session.edition
        if edition is None or found is None:
            return
        self.used.emit(self.query)
        if isinstance(hit, NoteHit):
            briefing = hit.annotation.briefing
            if hit.annotation.library != edition.library:
                self.refused.emit(InputError("briefing_unknown", id=briefing))
                return
            self._chosen = hit
        elif isinstance(found, Found):
            briefing, self._chosen = hit.id, (hit, found)
        else:
            return
        self._lead_to(briefing)

    def lead_to(self, briefing: str, note: str) -> None:
        """Opens a document at one of its notes."""
        self._chosen = Aim(briefing, note)
        self._lead_to(briefing)

    def note_ids(self, text: str, limit: int) -> Job[list[str]]:
        """The ids of the notes that hold some words, the best first."""
        return self._searching.note_ids(text, limit)

    def _lead_to(self, briefing: str) -> None:
        reading = self._session.reading
        if reading is not None and reading.id == briefing:
            self.show_document()
            if self._reader.is_blank:
                self._reader.show_page()
            self.document_opened(reading)
            self._reader.page.setFocus(_OTHER)
        else:
            self._session.open_document(briefing)

    @property
    def leads(self) -> bool:
        """Whether the document being opened will be shown at a hit."""
        return self._chosen is not None

    def document_opened(self, reading: Reading) -> None:
        """Leads to the words, or to the note, for which the document was chosen."""
        chosen, self._chosen = self._chosen, None
        self._lost = ""
        if isinstance(chosen, NoteHit):
            self._to_note(chosen, reading)
            self.hit_chosen.emit(chosen, None)
        elif isinstance(chosen, Aim):
            self._lost = chosen.note if chosen.briefing == reading.id else ""
            self._notes_changed()
        elif chosen is not None and chosen[0].id == reading.id:
            self._to_words(*chosen, reading)

    def _to_words(self, hit: Hit, found: Found, reading: Reading) -> None:
        def marked(places: Marked) -> None:
            if self._session.reading is reading:
                self._reader.show_hits(found.searched, places, hit.snippet.block)

        self._searching.marks(found, reading.document).then(marked)
        self.hit_chosen.emit(hit, found)

    def _to_note(self, hit: NoteHit, reading: Reading) -> None:
        note = hit.annotation
        if note.briefing != reading.id:
            return
        self._reader.forget_hits()
        self._lost = note.id
        found = place(note.targets, reading.document)
        if found.state == "placed" and found.spans:
            self._lost = ""
            self._reader.page.go_to(*found.spans[0][:2])
        self._notes_changed()

    def _notes_changed(self) -> None:
        """The notes and the document's lineage are read after its text."""
        placed = self._session.notes.placed(self._lost) if self._lost else None
        if placed is None:
            return
        lost, self._lost = self._lost, ""
        if placed.sure and placed.spans:
            self._reader.page.go_to(*placed.spans[0][:2])
        else:
            self.leave()  # Beside results there is no room for the notes.
            self.note_lost.emit(lost)

    def close(self) -> None:
        """Lets go of the notes' index, once the session has ended every job."""
        self._searching.close()
