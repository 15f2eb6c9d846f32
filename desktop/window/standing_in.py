"""Views of the whole library in the page's place: made late, shown, and left again."""

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop.library.errors import AppError
from desktop.window.finding import Finding
from desktop.window.panes.stand_in import StandInPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.undoing import Deeds
from desktop.window.wordlist import deed_words
from desktop.wording import Language, say_error

Pane = TypeVar("Pane", bound=StandInPane)


class StandIn(QObject, Generic[Pane]):
    """Takes part in a window with a view that stands in the page's place."""

    def __init__(
        self,
        session: Session,
        around: tuple[ReaderPane, Finding],
        appearance: Appearance,
        language: Language,
        make: Callable[[], Pane],
    ) -> None:
        """`make` gives the view's widgets, when they are first asked for."""
        self._reader, self._finding = around
        super().__init__(self._reader)
        self._session = session
        self._appearance = appearance
        self._language = language
        self._make = make

    @cached_property
    def pane(self) -> Pane:
        """The view, made when it is first asked for."""
        pane = self._make()
        self._reader.add_stand_in(pane)
        self._appearance.theme_changed.connect(pane.set_theme)
        pane.left.connect(self._reader.leave_stand_in)
        return pane

    @property
    def made(self) -> bool:
        """Whether the view was ever asked for."""
        return "pane" in self.__dict__

    @property
    def active(self) -> bool:
        """Whether the view is to be seen."""
        return self.made and self._reader.shows(self.pane)

    def show(self) -> None:
        """Shows the view; once more, the document that is open behind it."""
        if self.active:
            self._reader.leave_stand_in()
            return
        self._finding.show_document()
        self._reader.show_stand_in(self.pane)
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._fill()

    def _fill(self) -> None:
        """The view has just been shown; a subclass reads what it is to hold."""

    def _refused(self, error: AppError) -> None:
        self._reader.notice.tell(say_error(error, self._language), "danger")


class EditedStandIn(StandIn[Pane]):
    """One in which things are done that can be undone there.

    Signals: `deeds_changed()` when there is something else to undo or to do again.
    """

    deeds_changed = Signal()

    @cached_property
    def deeds(self) -> Deeds:
        """What was done here."""
        return Deeds()

    def undo(self) -> None:
        """Takes back what was done last in this view."""
        self._finish()
        self.deeds.undo()
        self.deeds_changed.emit()

    def redo(self) -> None:
        """Does again what was undone last."""
        self._finish()
        self.deeds.redo()
        self.deeds_changed.emit()

    def deed_words(self) -> tuple[str, str]:
        """What undoing and redoing would do, in words."""
        return deed_words(self.deeds.next_undo, self.deeds.next_redo)

    def _finish(self) -> None:
        """Hands over what is being written, before anything is undone."""

    def _fill(self) -> None:
        self.deeds_changed.emit()
