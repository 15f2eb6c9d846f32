"""Search, from the box through the results to the marked text and back."""

from PySide6.QtCore import QObject, Qt, Signal

from desktop.library.errors import AppError
from desktop.library.search import Found, Hit
from desktop.window.arrangement import Stage
from desktop.window.panes.results import ResultsPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import Reading
from desktop.window.searching import Marked, Searching
from desktop.window.session import Session
from desktop.window.widgets.omnibox import Omnibox


class Finding(QObject):
    """Leads from the search box to the marked text and back.

    Signals: `began()` with every answer; `stage_changed()` when results, a document or the list
    is to be seen; `refused(AppError)`.
    """

    began = Signal()
    stage_changed = Signal()
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
        self._asked = ""
        self._open_first = False
        self._literal = False
        self._filters: dict[str, str] = {}
        self._chosen: tuple[Hit, Found] | None = None
        self.stage: Stage = ""
        omnibox.search_requested.connect(self.ask)
        omnibox.entered.connect(self._entered)
        omnibox.stepped_down.connect(self._step_down)
        omnibox.emptied.connect(self._end)
        omnibox.left.connect(self.leave)
        results.hit_requested.connect(self._choose)
        head = results.head
        head.literal_requested.connect(lambda literal: self.ask(self._asked, literal=literal))
        head.suggestion_requested.connect(self.put)
        head.filters_changed.connect(self._narrow)
        self._searching.found.connect(self._found)
        self._searching.refused.connect(self._refused)

    def ask(self, text: str, *, literal: bool = False) -> None:
        """Searches for `text`; what is on screen stays until the answer comes."""
        self._asked, self._literal = text, literal
        self._searching.ask(text, literal=literal, filters=self._filters)

    def _narrow(self, filters: dict[str, str]) -> None:
        """Asks the same once more, of fewer documents or of more."""
        self._filters = filters
        self.ask(self._asked, literal=self._literal)

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

    def put(self, text: str) -> None:
        """Puts `text` in the box, as if it had been typed, and searches for it."""
        self._omnibox.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._omnibox.field.setText(text)
        self._omnibox.ask_now()

    def ask_and_open(self, text: str) -> None:
        """Searches and opens the first hit, as Enter does."""
        self._open_first = True
        self._omnibox.field.setText(text)
        self._omnibox.ask_now()

    def _found(self, found: Found) -> None:
        self._results.show_found(found, self._filters)
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

    def step_back(self) -> bool:
        """Esc: from a document that hides its results to them, else out of the search.

        Whether there was a search.
        """
        was = self.active
        if self.stage == "document" and not self._results.isVisible():
            self._enter("results")
            self._results.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was:
            self.leave()
        return was

    def _entered(self) -> None:
        text = self._omnibox.field.text().strip()
        found = self._results.found
        if self.active and found is not None and found.query == text == self._asked:
            self._results.open_current()
        elif len(text) > 1:
            self._open_first = True
            if self._asked != text:
                self.ask(text)

    def _step_down(self) -> None:
        if self.active:
            self._results.view.setFocus()

    def leave(self) -> None:
        """Esc: the list returns, the marks go."""
        self._omnibox.field.clear()
        self._end()

    def _end(self) -> None:
        self._searching.stop()
        self._asked, self._open_first, self._filters = "", False, {}
        if self.active:
            self._reader.clear_hits()
            self._enter("")

    def _choose(self, hit: Hit) -> None:
        found = self._results.found
        if found is None:
            return
        self._chosen = (hit, found)
        card = self._session.card
        if card is not None and card.id == hit.id and self._session.reading is not None:
            self.document_opened(self._session.reading)
        else:
            self._session.open_document(hit.id)

    @property
    def leads(self) -> bool:
        """Whether the document being opened will be shown at a hit."""
        return self._chosen is not None

    def document_opened(self, reading: Reading) -> None:
        """Marks the words in the document that was chosen from the results."""
        chosen, self._chosen = self._chosen, None
        if chosen is None or chosen[0].id != reading.id:
            return
        hit, found = chosen

        def marked(places: Marked) -> None:
            if self._session.reading is reading:
                self._reader.show_hits(found.searched, places, hit.snippet.block)

        self._searching.marks(found, reading.document).then(marked)
