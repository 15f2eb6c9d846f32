"""A pane beside the text that lists entries, or says in one sentence why there are none."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.window.panes.entries import EntriesView
from desktop.window.theme import Theme, scaled
from desktop.window.widgets.blank import Blank


class EntriesPane(QWidget):
    """What such panes share; a subclass makes the rows and says where they lead.

    Signals: `shown()` when it comes into view; `document_requested(str)`; `search_requested()` by
    the button of an empty pane.
    """

    shown = Signal()
    document_requested = Signal(str)
    search_requested = Signal()

    def __init__(self, theme: Theme, name: str, icon: str, search: str) -> None:
        """`search` are the words on the button of an empty pane."""
        super().__init__()
        self._icon, self._search = icon, search
        self.view = EntriesView(theme, name)
        self.view.entry_requested.connect(self.follow)
        self.blank = Blank(theme)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.blank)

    def follow(self, aim: object) -> None:
        """Goes where a row leads."""

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)
        self.blank.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def focus(self) -> None:
        """Takes the keyboard: the rows, or the button of an empty pane."""
        if self._stack.currentWidget() is self.blank:
            self.blank.take_focus()
        else:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_waiting(self) -> None:
        """Something is on its way: what is shown stays, but no word that there is nothing."""
        if self._stack.currentWidget() is self.blank:
            self.view.show_entries(())
            self._stack.setCurrentWidget(self.view)

    def show_problem(self, text: str) -> None:
        self.tell(text, "alert")

    def tell(self, text: str, icon: str = "", *, act: bool = False) -> None:
        """A sentence in the place of the rows; `act` offers to search the library."""
        held = self.view.hasFocus()
        word = self._search if act else ""
        self.blank.tell((icon or self._icon, "text3"), "", text, word, self.search_requested.emit)
        self._stack.setCurrentWidget(self.blank)
        if held:
            self.blank.take_focus()
