"""The window's panes: which are shown, how wide, and where the keyboard is."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.window import arrangement
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.results import ResultsPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.styles import column_width
from desktop.window.side import SidePane
from desktop.window.theme import scaled


class Room(QObject):
    """Divides the width among library, list, document and right pane (DESIGN.md section 6).

    Signals: `joined()` when a pane is asked for while the document stands alone.
    """

    joined = Signal()

    def __init__(
        self,
        panes: tuple[LibraryPane, DocumentsPane, ResultsPane, ReaderPane, SidePane],
        box: QWidget,
        stage: Callable[[], arrangement.Stage],
    ) -> None:
        self.library, self.documents, self.results, self.reader, self.side = panes
        self._box = box
        self._stage = stage
        self._choice = arrangement.Choice()
        self.alone = False
        self._sizes: list[int] = []
        self._panes: tuple[object, ...] = ()
        self.lists = QStackedWidget()
        self.lists.addWidget(self.documents)
        self.lists.addWidget(self.results)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        super().__init__(self.splitter)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for at, pane in enumerate((self.library, self.lists, self.reader, self.side)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(at, 1 if pane is self.reader else 0)

    @property
    def drawn_width(self) -> int:
        """The width as the rule is drawn for: larger letters leave less room in the same pixels."""
        return round(self.splitter.width() * 1000 / scaled(1000))

    def arrange(self) -> None:
        """Shows the panes that fit; widths set by hand stay until that changes."""
        width = self.drawn_width
        character = column_width(self.reader.page.zoom, 1) * width / max(self.splitter.width(), 1)
        stage = self._stage()
        searching = bool(stage)
        panes = arrangement.arrange(width, character, self._choice, stage)
        if self.alone:
            panes = arrangement.ALONE
        self.lists.setCurrentWidget(self.results if searching else self.documents)
        if (panes, searching) == self._panes:
            return
        self._panes = (panes, searching)
        beside = [
            scaled(arrangement.LIBRARY) if panes.library else 0,
            scaled(arrangement.RESULTS if searching else arrangement.LIST) if panes.list else 0,
            scaled(arrangement.SIDE) if panes.side else 0,
        ]
        for pane, shown in (
            (self.library, panes.library),
            (self.lists, panes.list),
            (self.reader, panes.document),
            (self.side, panes.side),
        ):
            pane.setVisible(shown)
        if not panes.document:
            beside[1] = self.splitter.width()
        rest = max(self.splitter.width() - sum(beside), 200) if panes.document else 0
        self.splitter.setSizes([beside[0], beside[1], rest, beside[2]])

    def set_alone(self, *, alone: bool) -> None:
        """Leaves only the document, or brings the others back as wide as they were."""
        sizes = self.splitter.sizes()
        kept, self._sizes = self._sizes, sizes if alone else []
        self.alone = alone
        self.arrange()
        if kept and not alone:
            self.splitter.setSizes(kept)

    def _join(self) -> None:
        if self.alone:
            self.joined.emit()

    @property
    def choice(self) -> arrangement.Choice:
        """The panes that were shown or hidden by hand."""
        return self._choice

    def choose(self, choice: arrangement.Choice) -> None:
        """Shows and hides panes as they were by hand."""
        self._choice = choice
        self.arrange()

    def _pane(self, name: str) -> QWidget:
        return {"library": self.library, "list": self.lists, "side": self.side}[name]

    def toggle(self, name: str) -> None:
        """Shows or hides a pane by hand: `library`, `list` or `side`."""
        self._join()
        shown = not self._pane(name).isHidden()
        self._choice = msgspec.structs.replace(self._choice, **{name: not shown})
        self.arrange()

    def show_side(self, tab: int) -> None:
        """Opens the right pane at one of its tabs."""
        self._join()
        self.side.setCurrentIndex(tab)
        if self.side.isHidden():
            self.toggle("side")

    def _list_view(self) -> QWidget:
        return self.results.view if self._stage() else self.documents.view

    def focus(self, name: str) -> None:
        """Moves the keyboard into a pane, opening it if need be."""
        self._join()
        if self._pane(name).isHidden():
            self.toggle(name)
        target = {
            "library": self.library.view,
            "list": self._list_view(),
            "side": self.side.tabBar(),
        }[name]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cycle(self, step: int) -> None:
        """F6: the next pane on screen takes the focus."""
        stops = [self._box] if self._box.isVisible() else []
        if not self.library.isHidden():
            stops.append(self.library.view)
        if not self.lists.isHidden():
            stops.append(self._list_view())
        if not self.reader.isHidden():
            stops.append(self.reader.front)
        if not self.side.isHidden():
            stops.append(self.side.tabBar())
        held = self.splitter.window().focusWidget()
        at = next((i for i, one in enumerate(stops) if held is one), -1 if step > 0 else 0)
        stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
