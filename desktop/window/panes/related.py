"""The related pane: what is about the same things, the same conference's, and the history."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, Signal

from desktop.library.related import Related, RelatedCard
from desktop.library.text.comparison import Comparison
from desktop.library.versions import Step
from desktop.window.panes.citations import Open, card_entry
from desktop.window.panes.comparison import ComparisonPane, edition_name, told
from desktop.window.panes.entries import Entry
from desktop.window.panes.entries_pane import EntriesPane
from desktop.window.theme import Theme

translate = QCoreApplication.translate
_TERMS = 4


class Versions(msgspec.Struct, frozen=True):
    """The two versions that a row compares."""

    old: int
    new: int


class RelatedPane(EntriesPane):
    """Leads to related documents, and shows what the editions changed in this one.

    Signals: `comparison_requested(int, int)`, two versions; `passage_requested(str)`, a block's id.
    """

    comparison_requested = Signal(int, int)
    passage_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        search = translate("Related", "Search the library")
        super().__init__(theme, translate("Related", "Related documents"), "tag", search)
        self._theme = theme
        self._steps: Sequence[Step] = ()
        self._made: ComparisonPane | None = None
        self.show_nothing()

    @property
    def comparison(self) -> ComparisonPane:
        """What compares two versions, made when the first are chosen."""
        if self._made is None:
            self._made = pane = ComparisonPane(self._theme)
            pane.comparison_requested.connect(self.comparison_requested)
            pane.passage_requested.connect(self.passage_requested)
            pane.left.connect(self._return)
            pane.set_steps(self._steps)
            self._stack.addWidget(pane)
        return self._made

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._theme = theme
        if self._made is not None:
            self._made.set_theme(theme)

    @property
    def compares(self) -> bool:
        """Whether two versions are to be seen."""
        return self._made is not None and self._stack.currentWidget() is self._made

    def focus(self) -> None:
        if self.compares:
            self.comparison.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().focus()

    def show_nothing(self) -> None:
        """No document is open."""
        self.tell(translate("Related", "Open a document to see what is related to it."))

    def show_related(
        self, found: Related, steps: Sequence[Step], bind: Callable[[str], str], problem: str = ""
    ) -> None:
        """`problem` tells why documents about the same things could not be found."""
        nothing = not (found.alike or found.conference or problem)
        if nothing and len(steps) < 2:
            self.tell(translate("Related", "No related documents yet."), act=True)
            return
        rows = [Entry(translate("Related", "You may also want to read"), heading=True)]
        if problem:
            rows.append(Entry(problem))
        elif not found.alike:
            rows.append(Entry(translate("Related", "No related documents yet.")))
        rows += [_alike(one, bind) for one in found.alike]
        if found.conference:
            rows.append(Entry(translate("Related", "Others of this conference"), heading=True))
            rows += [card_entry(card, bind) for card in found.conference]
        rows += _history(steps)
        self._steps = steps
        if self._made is not None:
            self._made.set_steps(steps)
        self.view.show_entries(rows)
        self._stack.setCurrentWidget(self.view)

    def show_comparison(self, compared: Comparison) -> None:
        self.comparison.show_comparison(compared)

    def follow(self, aim: object) -> None:
        if isinstance(aim, Open):
            self.document_requested.emit(aim.briefing)
        elif isinstance(aim, Versions):
            self._stack.setCurrentWidget(self.comparison)
            self.comparison.choose(aim.old, aim.new)
            self.comparison.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _alike(found: RelatedCard, bind: Callable[[str], str]) -> Entry:
    terms = ", ".join(found.terms[:_TERMS])
    detail = translate("Related", "Both speak of: {terms}").format(terms=terms) if terms else ""
    return msgspec.structs.replace(card_entry(found.card, bind), detail=detail)


def _history(steps: Sequence[Step]) -> list[Entry]:
    """The versions, newest first: each against the one before it, the first against the last."""
    if not steps:
        return []
    rows = [Entry(translate("Related", "History"), heading=True)]
    if len(steps) == 1:
        only = translate("Related", "Unchanged since edition {number}.")
        rows.append(Entry(only.format(number=steps[0].edition)))
        return rows
    first, last = steps[0], steps[-1]
    for step in reversed(steps[1:]):
        what = told(step.reworded, step.added, step.removed, step.moved)
        rows.append(
            Entry(edition_name(step.edition), what, aim=Versions(step.before, step.version))
        )
    detail = translate("Related", "First version: compare it with the latest")
    aim = Versions(first.version, last.version)
    rows.append(Entry(edition_name(first.edition), detail, aim=aim))
    return rows
