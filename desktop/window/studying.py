"""How the open document is looked at: words found in it, its letters, one figure, nothing else."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.library.document import Node
from desktop.window.preferences import Preferences
from desktop.window.reader.enlarged_view import EnlargedView
from desktop.window.reader.enlarging import Enlarged, LargeFigure, LargeTable
from desktop.window.reader.look import STEP, Look
from desktop.window.reader.looking import Looking
from desktop.window.reader.pane import ReaderPane, shown_in
from desktop.window.reader.stopping import described
from desktop.window.room import Room
from desktop.window.session import Session
from desktop.window.toolbar import Toolbar
from desktop.window.widgets.reading_options import ReadingOptions
from desktop.window.widgets.sections_list import SectionsList

translate = QCoreApplication.translate


class Studying(QObject):
    """Takes part in a window.

    Signals: `alone_changed(bool)` when the page is shown alone (Tập trung), or no longer;
    `options_made(ReadingOptions)` before the card is shown, for rows of others.
    """

    options_made = Signal(object)
    alone_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        parts: tuple[ReaderPane, Room, Toolbar],
        preferences: Preferences,
        back: QAction,
        set_zoom: Callable[[int], None],
    ) -> None:
        self._reader, self._room, self._toolbar = parts
        super().__init__(self._reader)
        self._session = session
        self._preferences = preferences
        self._back = back
        self._set_zoom = set_zoom
        self.looking = Looking(self._reader, session.jobs)
        self.options: ReadingOptions | None = None
        self.enlarged: EnlargedView | None = None
        self._node: Node | None = None
        self._hidden: list[QWidget] = []
        self.sections: SectionsList | None = None
        page = self._reader.page
        page.set_look(preferences.look)
        page.zoom_requested.connect(self.enlarge)
        page.completed.connect(self._look_again)
        page.size_stepped.connect(lambda step: set_zoom(page.zoom + STEP * step))
        page.jumped.connect(self._tell_back)
        session.history_changed.connect(self._tell_back)
        session.document_opened.connect(lambda _: self.looking.forget())
        self._room.joined.connect(self.leave_alone)

    @property
    def _window(self) -> QWidget:
        return self._reader.window()

    # the text

    def show_options(self) -> None:
        """F4: the card with the reading options, or away with it."""
        if self.options is not None:
            self.options.close_and_return()
            return
        page = self._reader.page
        self.options = card = ReadingOptions(self._window, page.zoom, page.look)
        card.closed.connect(self._options_closed)
        card.zoom_requested.connect(self._set_zoom)
        card.look_requested.connect(self.set_look)
        self.options_made.emit(card)
        card.open_under(self._toolbar.button("reading_options"))

    def _options_closed(self) -> None:
        self.options = None

    def set_look(self, look: Look) -> None:
        """Sets the page in it, at the same place, and keeps the choice."""
        self._reader.page.set_look(look)
        self._preferences.look = look

    # inside the document

    def find(self) -> None:
        self.looking.open()

    def go_back(self) -> None:
        """From a footnote to where it was followed, else to the document before."""
        if not self._reader.page.go_back():
            self._session.go_back()

    def _tell_back(self) -> None:
        self._back.setEnabled(self._reader.page.can_return or self._session.can_go_back)

    def show_sections(self) -> None:
        """Ctrl+G: the list of sections, or away with it."""
        page = self._reader.page
        if self.sections is not None:
            self.sections.close_and_return()
        elif page.typeset is None or self._reader.is_blank:
            return
        elif not page.typeset.headings:
            text = translate("Sections", "This document is not divided into sections.")
            self._reader.notice.tell(text)
        else:
            self.sections = card = SectionsList(self._window, page.typeset.headings, page.heading())
            card.closed.connect(self._sections_closed)
            card.chosen.connect(self._go_to_section)
            card.open_over(self._reader)

    def _sections_closed(self) -> None:
        self.sections = None

    def _go_to_section(self, at: int) -> None:
        self._reader.page.go_to_heading(at)
        self._reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # figures and tables

    def enlarge(self, node: Node) -> None:
        """Shows a figure or a table over the whole window."""
        content = self._content(node)
        if content is None:
            self._reader.notice.tell(translate("Zoom", "This figure cannot be drawn."), "warn")
            return
        if self.enlarged is not None:
            self.enlarged.close_and_return()
        page, self._node = self._reader.page, node
        self.enlarged = view = EnlargedView(self._window, content, described(node), page.theme)
        view.closed.connect(self._enlarged_closed)
        view.show_large()

    def _content(self, node: Node) -> Enlarged | None:
        page = self._reader.page
        if node.kind == "table":
            return LargeTable(node, page.theme, page.look, page.zoom)
        figures = page.typeset.reading.figures if page.typeset is not None else {}
        figure = LargeFigure(figures.get(node.src, b""))
        return figure if figure.can_be_drawn else None

    def _enlarged_closed(self) -> None:
        self.enlarged = None

    def _look_again(self) -> None:
        """The page has been set in another theme: what is shown large follows."""
        view, node = self.enlarged, self._node
        if view is not None and node is not None and view.theme is not self._reader.page.theme:
            self.enlarge(node)

    # nothing but the page

    @property
    def alone(self) -> bool:
        return self._room.alone

    def toggle_alone(self) -> None:
        """F11: only the page, or all that was open before."""
        if self.alone:
            self.leave_alone()
            return
        beside = shown_in(self._window.layout())
        self._hidden = [part for part in beside if part is not self._room.splitter]
        for part in self._hidden:
            part.hide()
        self._reader.set_alone(alone=True)
        self._room.set_alone(alone=True)
        self._reader.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.alone_changed.emit(True)  # noqa: FBT003  a signal's argument

    def leave_alone(self) -> bool:
        """Shows again what was open; whether it was not."""
        if not self.alone:
            return False
        for part in self._hidden:
            part.show()
        self._hidden = []
        self._reader.set_alone(alone=False)
        self._room.set_alone(alone=False)
        self.alone_changed.emit(False)  # noqa: FBT003  a signal's argument
        return True

    def toggle_full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The next start is not on the full screen: nothing there would say how to leave it."""
        if event.type() == QEvent.Type.Close and self._window.isFullScreen():
            self.toggle_full_screen()
        return super().eventFilter(watched, event)


DEEDS: dict[str, Callable[[Studying], object]] = {
    "back": Studying.go_back,
    "find": Studying.find,
    "section": Studying.show_sections,
    "reading_options": Studying.show_options,
    "alone": Studying.toggle_alone,
    "full_screen": Studying.toggle_full_screen,
}
