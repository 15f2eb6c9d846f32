"""Beside the text: fills the related and the citations pane for the open document.

Each is worked out when it comes into view, off the UI thread; what was asked for a document that
is no longer open is dropped.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.citing import Citing, citing
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import VersionRecord
from desktop.library.errors import AppError
from desktop.library.related import Related, related, siblings
from desktop.library.text.comparison import Comparison
from desktop.library.versions import Step, between, steps
from desktop.window.jobs import Job
from desktop.window.opening import Opened
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.side import CITATIONS, RELATED, SidePane
from desktop.wording import Language, say_error

LIMIT = 10
"""Documents of each kind that are offered."""


class _Beside(msgspec.Struct, frozen=True):
    """What the related pane is filled with; `problem` stands in the way of finding more."""

    found: Related
    steps: tuple[Step, ...]
    problem: AppError | None = None


class Beside(QObject):
    """Keeps the related and the citations pane in step with the open document.

    Signals: `side_requested(int)`, a tab of the right pane to be shown; `search_requested()`.
    """

    side_requested = Signal(int)
    search_requested = Signal()

    def __init__(
        self, session: Session, reader: ReaderPane, side: SidePane, language: Language
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._side = side
        self._language = language
        self._opened: Opened | None = None
        self._versions: Sequence[VersionRecord] = ()
        self._filled: set[int] = set()
        self._under_way: dict[int, Job[Any]] = {}
        self._comparing: Job[Comparison] | None = None
        session.document_opened.connect(self._document_opened)
        session.document_closed.connect(self._document_opened)
        side.related.shown.connect(self._fill_related)
        side.citations.shown.connect(self._fill_citations)
        for pane in (side.related, side.citations):
            pane.document_requested.connect(session.open_document)
            pane.search_requested.connect(self.search_requested)
        side.related.comparison_requested.connect(self._compare)
        side.related.passage_requested.connect(self._go_to_block)
        side.citations.passage_requested.connect(self._go_to_span)

    def enter(self, tab: int) -> None:
        """Shows a tab and takes the keyboard there."""
        self.side_requested.emit(tab)
        if tab == RELATED:
            self._side.related.focus()
        else:
            self._side.citations.focus()

    def _document_opened(self) -> None:
        self._opened = self._session.opened
        self._filled.clear()
        for job in self._under_way.values():
            job.drop()
        self._under_way.clear()
        self._drop_comparison()
        if self._opened is None:
            self._side.related.show_nothing()
            self._side.citations.show_nothing()
        if self._side.related.isVisible():
            self._fill_related()
        if self._side.citations.isVisible():
            self._fill_citations()

    def _wanted(self, tab: int) -> tuple[Edition, Opened] | None:
        """Whose pane is to be filled now, unless it is or is being filled."""
        edition = self._session.edition
        if self._opened is None or edition is None:
            return None
        if tab in self._filled:
            return None
        self._filled.add(tab)
        return edition, self._opened

    # related documents

    def _fill_related(self) -> None:
        wanted = self._wanted(RELATED)
        if wanted is None:
            return
        self._side.related.show_waiting()
        edition, opened = wanted
        identifier = opened.briefing.card.id

        def read() -> tuple[Sequence[VersionRecord], tuple[Step, ...]]:
            versions = edition.versions(identifier)
            return versions, steps(versions)

        job = self._session.jobs.run(read)
        self._under_way[RELATED] = job
        job.then(lambda read: self._relate(edition, opened, *read)).failed(self._related_refused)

    def _relate(
        self,
        edition: Edition,
        opened: Opened,
        versions: Sequence[VersionRecord],
        told: tuple[Step, ...],
    ) -> None:
        """Asks the index, in its own lane; without it the conference's documents are shown."""
        self._versions = versions
        search, card = self._session.search, opened.briefing.card

        def find() -> _Beside:
            beside = Related(siblings(edition, card, LIMIT), ())
            if search is None:
                return _Beside(beside, told)
            try:
                return _Beside(related(edition, search.engine, card.id, LIMIT), told)
            except AppError as error:
                return _Beside(beside, told, error)

        job = self._session.jobs.find(find)
        self._under_way[RELATED] = job
        job.then(self._show_related).failed(self._related_refused)

    def _show_related(self, beside: _Beside) -> None:
        problem = say_error(beside.problem, self._language) if beside.problem else ""
        self._side.related.show_related(beside.found, beside.steps, self._session.bound, problem)

    def _related_refused(self, error: AppError) -> None:
        self._side.related.show_problem(say_error(error, self._language))

    # history

    def _compare(self, one: int, other: int) -> None:
        self._drop_comparison()
        versions, pane = self._versions, self._side.related.comparison
        self._comparing = self._session.jobs.run(lambda: between(versions, one, other))
        self._comparing.then(pane.show_comparison).failed(
            lambda error: pane.show_problem(say_error(error, self._language))
        )

    def _drop_comparison(self) -> None:
        if self._comparing is not None:
            self._comparing.drop()
            self._comparing = None

    # citations

    def _fill_citations(self) -> None:
        wanted = self._wanted(CITATIONS)
        if wanted is None:
            return
        self._side.citations.show_waiting()
        edition, opened = wanted
        job = self._session.jobs.run(lambda: citing(edition, opened.briefing))
        self._under_way[CITATIONS] = job
        job.then(self._show_citing).failed(self._citing_refused)

    def _show_citing(self, found: Citing) -> None:
        self._side.citations.show_citing(found, self._section, self._session.bound)

    def _citing_refused(self, error: AppError) -> None:
        self._side.citations.show_problem(say_error(error, self._language))

    def _section(self, block: str) -> str:
        typeset = self._reader.page.typeset
        return typeset.section(block) if typeset is not None else ""

    # the way into the text

    def _go_to_span(self, block: str, start: int, end: int) -> None:
        """Brings a passage into view and marks it as selected; the keyboard stays where it is."""
        page = self._reader.page
        if page.typeset is None or page.typeset.leaf_of(block) < 0:
            return
        page.go_to(block, start, ease=True)
        page.setTextCursor(page.typeset.cursor(page.typeset.leaf_of(block), start, end))

    def _go_to_block(self, block: str) -> None:
        self._reader.page.go_to(block, 0, ease=True)
