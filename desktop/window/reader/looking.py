"""Ctrl+F: from the words in the bar to their places on the page, off the UI thread."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.library.text.lookup import Lookup
from desktop.window.jobs import Job, Jobs
from desktop.window.reader.hits import Hits
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import Place, Reading

_LONGEST = 80
"""Letters of a selection that are taken for words to find."""


class Looking(QObject):
    """Finds words in the open document, from where its reader was when the bar was opened."""

    def __init__(self, reader: ReaderPane, jobs: Jobs) -> None:
        super().__init__(reader)
        self._reader = reader
        self._jobs = jobs
        self._ready: tuple[Reading, Job[Lookup] | None, Lookup | None] | None = None
        self._job: Job[Hits] | None = None
        self._asked: tuple[str, bool] | None = None
        self._from: Place = ("", 0, 0.0)
        self._held: QTextCursor | None = None
        reader.bar.asked.connect(self.ask)
        reader.bar.reopened.connect(self._set_out)
        reader.bar.closed.connect(self.close)

    def open(self) -> None:
        """Opens the bar, with a short selection as its words."""
        page = self._reader.page
        if page.typeset is None or self._reader.is_blank or not page.isVisible():
            return
        cursor = page.textCursor()
        if not self._reader.bar.field.hasFocus():
            self._set_out()
        text = cursor.selectedText().strip()
        short = 0 < len(text) <= _LONGEST and len(page.spans()) == 1
        self._prepare(page.typeset.reading)
        self._reader.bar.take_keyboard(text if short else "")

    def _set_out(self) -> None:
        """Looking begins here, and comes back here."""
        self._held = self._reader.page.textCursor()
        self._from = self._start(self._held)

    def _start(self, cursor: QTextCursor) -> Place:
        """Where looking begins: at the selection, or else at the top of the view."""
        spans = self._reader.page.spans() if cursor.hasSelection() else []
        return (spans[0][0], spans[0][1], 0.0) if spans else self._reader.page.place()

    def _prepare(self, reading: Reading) -> None:
        """Makes the document's letters ready while its reader begins to type."""
        if self._ready is not None and self._ready[0] is reading:
            return
        document = reading.document
        job = self._jobs.run(lambda: Lookup(document))
        self._ready = (reading, job, None)

        def prepared(lookup: Lookup) -> None:
            if self._ready is not None and self._ready[1] is job:
                self._ready = (reading, None, lookup)
                if self._asked is not None:
                    self.ask(*self._asked)

        job.then(prepared)

    def ask(self, words: str, exact: bool) -> None:  # noqa: FBT001  a signal's argument
        """Looks for words; an older question is dropped, and its answer stays until the new."""
        typeset = self._reader.page.typeset
        if typeset is None:
            return
        self._asked = (words, exact)
        self._prepare(typeset.reading)
        if self._job is not None:
            self._job.drop()
        lookup = self._ready[2] if self._ready is not None else None
        if lookup is None:
            return
        self._job = job = self._jobs.run(lambda: Hits(lookup.find(words, exact=exact)))

        def found(hits: Hits) -> None:
            if self._job is job:
                self._asked = self._job = None
                self._reader.show_found(hits, self._from)

        job.then(found)

    def close(self) -> None:
        """Esc: the matches go, and what was selected is selected again."""
        self._asked = None
        if self._job is not None:
            self._job.drop()
        held, self._held = self._held, None
        self._reader.clear_hits()
        typeset = self._reader.page.typeset
        if held is not None and typeset is not None and held.document() is typeset.document:
            self._reader.page.setTextCursor(held)

    def forget(self) -> None:
        """Another document is open: the letters of the one before are let go."""
        if self._job is not None:
            self._job.drop()
        self._ready = self._asked = self._held = self._job = None
