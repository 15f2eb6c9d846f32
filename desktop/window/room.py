"""The window's panes: which are shown, how wide, and where the keyboard is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import msgspec
from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.window import arrangement
from desktop.window.drawers import Drawers
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.library_model import SHELF, Shelf
from desktop.window.reader.look import column_width
from desktop.window.theme import scaled

if TYPE_CHECKING:
    from desktop.window.panes.results import ResultsPane
    from desktop.window.reader.pane import ReaderPane
    from desktop.window.side import SidePane


_DOCUMENT = 2
"""The document's place among the panes of the splitter."""


class Hand(msgspec.Struct, frozen=True):
    """What was arranged by hand: panes, their widths in pixels, and the right pane's tab."""

    choice: arrangement.Choice = arrangement.Choice()
    widths: dict[str, Annotated[int, msgspec.Meta(ge=100, le=2000)]] = {}
    tab: int = 0


class _Splitter(QSplitter):
    """Asks which panes there are room for before it lays them out: each is laid out once."""

    def __init__(self, arrange: Callable[[], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._arrange = arrange
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def show_handles(self) -> None:
        """Shows the handles between panes that are shown, which Qt would do in a later turn."""
        before = False
        for at in range(self.count()):
            pane = self.widget(at)
            shown = pane is not None and not pane.isHidden()
            self.handle(at).setVisible(shown and before)
            before = before or shown


class _Lists(QStackedWidget):
    """The list or the results: as narrow as the one shown may be."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()


class Room(QObject):
    """Divides the width among library, list, document and right pane (DESIGN.md section 6).

    Before `furnish`, bare ground keeps the room of the document and of the right pane.

    Signals: `joined()` when a pane is asked for while the document stands alone.
    """

    joined = Signal()

    def __init__(
        self, library: LibraryPane, documents: DocumentsPane, box: QWidget, zoom: Callable[[], int]
    ) -> None:
        """`zoom`: the reading size in per cent."""
        self.library, self.documents = library, documents
        self._box = box
        self._zoom = zoom
        self.results: ResultsPane | None = None
        self.reader: QWidget = _ground("reader")
        self.side: QWidget = _ground("side")
        self._front: Callable[[], QWidget] = lambda: self.reader
        self._tabs: SidePane | None = None
        self._tab = 0
        self._stage: Callable[[], arrangement.Stage] = lambda: ""
        self._choice = arrangement.Choice()
        self.alone = False
        self.filled = False
        """Whether what stands in the page's place has the whole width, unless a search needs it."""
        self._sizes: list[int] = []
        self._panes: tuple[object, ...] = ()
        self.lists = _Lists()
        self.lists.addWidget(documents)
        self.splitter = _Splitter(self.arrange)
        super().__init__(self.splitter)
        for pane in (library, self.lists, self.reader, self.side):
            self.splitter.addWidget(pane)
        self._stretch()
        self._named = {"library": library, "list": self.lists, "side": self.side}
        self.drawers = Drawers(self.splitter, self._named)
        self._widths: dict[str, int] = {}
        self.splitter.splitterMoved.connect(self._moved_by_hand)
        library.view.entered_row.connect(self._list_follows)
        library.view.clicked.connect(self._list_follows)

    def furnish(
        self,
        panes: "tuple[ResultsPane, ReaderPane, SidePane]",
        stage: Callable[[], arrangement.Stage],
    ) -> None:
        """Puts the panes that were made later where their room is; `stage` of the search."""
        results, reader, side = panes
        sizes = self.splitter.sizes()
        for at, (ground, pane) in enumerate(((self.reader, reader), (self.side, side)), 2):
            shown = not ground.isHidden()
            self.splitter.replaceWidget(at, pane)
            pane.setVisible(shown)
            ground.deleteLater()
        self._stretch()
        self.splitter.setSizes(sizes)
        self.lists.addWidget(results)
        self.results, self.reader, self.side = results, reader, side
        self._front, self._tabs, self._stage = lambda: reader.front, side, stage
        self._named["side"] = side
        self.drawers.rest = reader.page
        self._choose_tab(self._tab)
        side.currentChanged.connect(self._side_turned)

    def _stretch(self) -> None:
        for at in range(self.splitter.count()):
            self.splitter.setStretchFactor(at, 1 if at == _DOCUMENT else 0)

    @property
    def drawn_width(self) -> int:
        """The width as the rule is drawn for: larger letters leave less room in the same pixels."""
        return round(self.splitter.width() * 1000 / scaled(1000))

    def arrange(self) -> None:
        """Shows the panes that fit; widths set by hand stay until that changes."""
        width = self.drawn_width
        character = column_width(self._zoom(), 1) * width / max(self.splitter.width(), 1)
        stage = self._stage()
        searching = bool(stage)
        panes = arrangement.arrange(width, character, self._choice, stage, self._side_width())
        if self.alone or (self.filled and not stage):
            panes = arrangement.ALONE
        drawn = self.drawers.open
        out_of_place = self.alone or self.filled or not arrangement.slides(drawn, width)
        if drawn and (out_of_place or (drawn == "list" and searching)):
            self.drawers.close()
            self._panes = ()
        self.drawers.place()
        results = self.results if searching else None
        self.lists.setCurrentWidget(results or self.documents)
        if (panes, searching) == self._panes:
            return
        self._panes = (panes, searching)
        for name, shown in (
            ("library", panes.library),
            ("list", panes.list),
            ("side", panes.side),
        ):
            if self.drawers.open != name:
                self._named[name].setVisible(shown)
        self.reader.setVisible(panes.document)
        self._share(panes, searching=searching)

    def _share(self, panes: arrangement.Panes, *, searching: bool) -> None:
        """Gives each pane its width: the one set by hand, or its own."""
        width = self.splitter.width()
        listed = "results" if searching else "list"
        own = {
            "library": scaled(arrangement.LIBRARY),
            "list": scaled(arrangement.LIST),
            "results": scaled(arrangement.RESULTS),
            "side": scaled(self._side_width()),
        } | self._widths
        beside = [
            own["library"] * panes.library,
            own[listed] * panes.list if panes.document else width,
            own["side"] * panes.side,
        ]
        if panes.document and sum(beside) > width - scaled(arrangement.LIST):
            self._widths = {}  # they were set on a larger screen
            beside = [min(one, scaled(arrangement.LIST)) for one in beside]
        rest = max(width - sum(beside), 200) if panes.document else 0
        sizes = [beside[0], beside[1], rest, beside[2]]
        drawn = self.drawers.open
        if drawn:
            del sizes[("library", "list", "", "side").index(drawn)]
        self.splitter.show_handles()
        self.splitter.setSizes(sizes)

    def _side_width(self) -> int:
        """Notes need more room than an outline, as it is drawn."""
        notes = self._tabs is not None and self._tabs.shows_notes
        return arrangement.NOTES if notes else arrangement.SIDE

    def _side_turned(self) -> None:
        """Another tab of the right pane may need another width."""
        self._panes = ()
        self.arrange()

    def _moved_by_hand(self) -> None:
        """Keeps the widths that were pulled with the mouse."""
        listed = "results" if self._stage() else "list"
        for name, pane in (("library", self.library), (listed, self.lists), ("side", self.side)):
            if not pane.isHidden() and pane.parent() is self.splitter:
                self._widths[name] = pane.width()

    def set_alone(self, *, alone: bool) -> None:
        """Leaves only the document, or brings the others back as wide as they were."""
        sizes = self.splitter.sizes()
        kept, self._sizes = self._sizes, sizes if alone else []
        self.alone = alone
        self.arrange()
        if kept and not alone:
            self.splitter.setSizes(kept)

    def fill(self, *, filled: bool) -> None:
        """Gives the whole width to what stands in the page's place, or shares it again."""
        self.filled = filled
        self.arrange()

    def _join(self) -> None:
        if self.alone:
            self.joined.emit()
        if self.filled:
            self.fill(filled=False)

    def _pane(self, name: str) -> QWidget:
        return self._named[name]

    def _slides(self, name: str) -> bool:
        alone = name == "list" and bool(self._stage())
        return arrangement.slides(name, self.drawn_width) and not alone

    def toggle(self, name: str) -> None:
        """Shows or hides a pane by hand: `library`, `list` or `side`."""
        self._join()
        if self._slides(name):
            if self.drawers.open == name:
                self.drawers.close()
            else:
                self.drawers.show(name)
                self._target(name).setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        shown = not self._pane(name).isHidden()
        self._choice = msgspec.structs.replace(self._choice, **{name: not shown})
        self.arrange()

    def _list_follows(self, index: QModelIndex) -> None:
        """Where the list is a drawer too, a shelf that was chosen brings it."""
        shelf = index.data(SHELF)
        opens = ("section", "conference", "document")
        closed = isinstance(shelf, Shelf) and shelf.place not in opens
        if closed and self._slides("list") and self.drawers.open == "library":
            self.toggle("list")

    @property
    def kept(self) -> str:
        """What was chosen by hand, as text for the next start."""
        held = Hand(
            self._choice, self._widths, self._tabs.currentIndex() if self._tabs else self._tab
        )
        return msgspec.json.encode(held).decode()

    def restore(self, kept: str) -> None:
        """Takes up what `kept` gave; text of another version is let be."""
        try:
            held = msgspec.json.decode(kept or "{}", type=Hand)
        except (msgspec.DecodeError, msgspec.ValidationError):
            held = Hand()
        self.drawers.close()
        self._choice, self._widths, self._panes = held.choice, held.widths, ()
        self._choose_tab(held.tab)
        self.arrange()

    def _choose_tab(self, tab: int) -> None:
        self._tab = tab
        if self._tabs is not None and 0 <= tab < self._tabs.count():
            self._tabs.setCurrentIndex(tab)

    def show_side(self, tab: int) -> None:
        """Opens the right pane at one of its tabs."""
        self._join()
        self._choose_tab(tab)
        if self.side.isHidden():
            self.toggle("side")

    def lead_to(self, tab: int) -> bool:
        """Opens the right pane at a tab if it has a place beside the document; whether it has."""
        if self.alone or self._stage() or (self.side.isHidden() and self._slides("side")):
            return False
        self.show_side(tab)
        return True

    def _list_view(self) -> QWidget:
        """The rows; where there are none, the field that narrows what would stand there."""
        shown = self.results if self._stage() else None
        view = (shown or self.documents).view
        if not view.isHidden():
            return view
        return self._box if shown else self.documents.field

    def focus(self, name: str) -> None:
        """Moves the keyboard into a pane, opening it if need be."""
        self._join()
        if self._pane(name).isHidden():
            self.toggle(name)
        self._target(name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _target(self, name: str) -> QWidget:
        """Where the keyboard goes in a pane."""
        return {
            "library": self.library.view,
            "list": self._list_view(),
            "side": self._side_view(),
        }[name]

    def _side_view(self) -> QWidget:
        return self._tabs.tabBar() if self._tabs is not None else self.side

    def cycle(self, step: int) -> None:
        """F6: the pane on screen after the one that has the focus anywhere takes it."""
        stops = [(self._box, self._box)] if self._box.isVisible() else []
        if not self.library.isHidden():
            stops.append((self.library, self.library.view))
        if not self.lists.isHidden() and self._list_view() is not self._box:
            stops.append((self.lists, self._list_view()))
        if not self.reader.isHidden():
            stops.append((self.reader, self._front()))
        if not self.side.isHidden():
            stops.append((self.side, self._side_view()))
        held = self.splitter.window().focusWidget()
        at = -1 if step > 0 else 0
        for i, (pane, stop) in enumerate(stops):
            if held is stop or pane.isAncestorOf(held):
                at = i
        stops[(at + step) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)


def _ground(name: str) -> QWidget:
    """What has the colour of a pane that is still to be made."""
    ground = QWidget()
    ground.setObjectName(name)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return ground
