"""The reading pane: tabs, banner, search bar, page or blank page, notice, line at the foot."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.window.panes.start import StartPane
from desktop.window.reader.find_bar import FindBar
from desktop.window.reader.hits import Found, Hits
from desktop.window.reader.page import Page
from desktop.window.reader.reading import Place, Reading
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.pages_bar import PagesBar
from desktop.window.widgets.tab_strip import TabStrip
from desktop.window.wordlist import percent

translate = QCoreApplication.translate
SYLLABLES_A_MINUTE = 220
_LONG, _HOURS = 90, 10
"""Up to how many minutes the time left is told in them, and from how many hours in hours alone."""


def shown_in(layout: QLayout | None) -> list[QWidget]:
    """The widgets of a layout that are on screen."""
    items = [layout.itemAt(at) for at in range(layout.count())] if layout is not None else []
    parts = [item.widget() for item in items if item is not None]
    return [part for part in parts if part is not None and part.isVisible()]


class ReaderPane(QWidget):
    """The page with what stands around it.

    Signals: `stand_in_left()` when a view of the whole library is left and no document is open.
    """

    stand_in_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabStrip(theme)
        self.banner = Notice(theme)
        self.notice = Notice(theme)
        self.contents = PagesBar()
        self.bar = FindBar(theme)
        self.page = Page(theme)
        self.page.setAccessibleName(translate("Reading", "Text of the document"))
        self.blank = Blank(theme)
        self.start = StartPane(theme)
        self._covered: tuple[QWidget, ...] = ()
        self._stand_ins: list[QWidget] = [self.blank, self.start]
        self._words = 0
        self._alone = False
        self._hidden: list[QWidget] = []
        self._holder = holder = QWidget()
        # Pages that are not shown ask for no height: at 200 % they would push the foot away.
        holder.setMinimumHeight(120)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.blank)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.banner)
        column.addWidget(self.contents)
        column.addWidget(self.bar)
        column.addWidget(holder, 1)
        column.addWidget(self.notice)
        column.addWidget(self._foot())
        self.bar.stepped.connect(self.step_hit)
        self.page.moved.connect(self.tell_place)

    def _foot(self) -> QFrame:
        self._footer = QFrame()
        self._footer.setObjectName("footer")
        row = QHBoxLayout(self._footer)
        row.setContentsMargins(18, 6, 16, 6)
        row.setSpacing(16)
        self._section = ElidedLabel()
        self._minutes, self._share, self._zoom = (QLabel() for _ in range(3))
        self._share.setFont(ui_font(-0.5, bold=True))
        for label in (self._section, self._minutes, self._zoom):
            label.setFont(ui_font(-0.5))
        row.addWidget(self._section, 1)
        for label in (self._minutes, self._share, self._zoom):
            row.addWidget(label)
        self._footer.hide()
        return self._footer

    def set_theme(self, theme: Theme) -> None:
        self.tabs.set_theme(theme)
        for part in (self.banner, self.notice, self.bar, self.page, self.blank, self.start):
            part.set_theme(theme)

    def show_reading(self, reading: Reading) -> None:
        self._words = reading.words
        self.banner.hide()
        if not self.notice.about:  # another document does not save what could not be saved
            self.notice.hide()
        self.contents.mark(reading.id)
        self.bar.hide()
        self._stack.setCurrentWidget(self.page)
        self._footer.setVisible(not self._alone)
        self.page.show_reading(reading)
        self.tell_place()

    def add_view(self, view: QWidget) -> None:
        """Gives a view that may stand in place of the page."""
        self._stack.addWidget(view)

    def show_view(self, view: QWidget) -> None:
        """Shows the page, or what stands in its place."""
        self._stack.setCurrentWidget(view)
        self._footer.setVisible(view is self.page and not self._alone)
        self._tell_hits()

    @property
    def front(self) -> QWidget:
        """What takes the keyboard: the page, or what stands in its place."""
        shown = self._stack.currentWidget() or self.page
        return shown.focusProxy() or shown

    def shows(self, view: QWidget) -> bool:
        return self._stack.currentWidget() is view

    def set_alone(self, *, alone: bool) -> None:
        """Leaves nothing but the page and what it has to say, or brings the rest back."""
        self._alone = alone
        kept = (self.banner, self.bar, self._holder, self.notice)
        if alone:
            self._hidden = [part for part in shown_in(self.layout()) if part not in kept]
        for part in self._hidden:
            part.setVisible(not alone)
        self._footer.setVisible(not alone and not self.is_blank)

    def show_blank(self) -> None:
        self.show_stand_in(self.blank)

    def show_start(self) -> None:
        """The start page in the page's place; a document that is open stays behind it."""
        self.show_stand_in(self.start)

    def add_stand_in(self, other: QWidget) -> None:
        """Gives a view of the whole library, which may stand where the page does."""
        self._stand_ins.append(other)
        self._stack.addWidget(other)

    def leave_stand_in(self) -> None:
        """The page again, or what there was without a document."""
        if self.page.typeset is not None:
            self.show_page()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.stand_in_left.emit()

    def show_stand_in(self, other: QWidget) -> None:
        """Shows it; what belongs to the page goes with the page, until `show_page`."""
        around = (self.banner, self.contents, self.bar, self._footer)
        if not self.is_blank:
            self._covered = tuple(part for part in around if not part.isHidden())
        for part in around:
            part.hide()
        self._stack.setCurrentWidget(other)

    def show_page(self) -> None:
        """The page of the open document again."""
        for part in self._covered:
            part.show()
        self.show_view(self.page)
        self.tell_place()

    @property
    def is_blank(self) -> bool:
        """Whether no document is to be seen."""
        return self._stack.currentWidget() in self._stand_ins

    # hits

    def show_hits(self, query: str, hits: list[Found], block: str) -> None:
        """Marks the places of a search and goes to the first one in `block`."""
        self.page.set_hits(hits)
        if hits:
            self.page.start_at_hit(block)
        self.bar.show_search(query, *self.page.hits)

    def show_found(self, hits: Hits, start: Place) -> None:
        """Marks what was looked for in this document, and goes to the first from `start` on."""
        self.page.set_hits(hits)
        self.page.start_at_place(start)
        self._tell_hits()

    def step_hit(self, step: int) -> None:
        if self.page.hits[1]:
            self.page.step_hit(step)
            self._tell_hits()
        else:
            self.bar.ask_again()

    def clear_hits(self) -> None:
        self.forget_hits()
        self.page.setFocus()

    def forget_hits(self) -> None:
        """Takes the marks of a search away and leaves the keyboard where it is."""
        self.page.set_hits([])
        self.bar.hide()
        self._tell_hits()

    def _tell_hits(self) -> None:
        self.bar.tell(*self.page.hits)
        if not self.shows(self.page):
            self.bar.hide()

    # where the reader is

    def tell_place(self) -> None:
        """The line at the foot: section and zoom."""
        typeset = self.page.typeset
        if typeset is None:
            return
        at = self.page.heading()
        self._section.setText(typeset.headings[at].text if at >= 0 else "")
        self._zoom.setText(percent(self.page.zoom))

    def tell_progress(self, share: float) -> None:
        """The line at the foot: how much has been read (0-1), and the minutes that are left."""
        minutes = round(self._words * (1 - share) / SYLLABLES_A_MINUTE)
        self._minutes.setText(self._left(minutes) if minutes else "")
        self._share.setText(percent(share * 100))

    def _left(self, minutes: int) -> str:
        """In minutes; a long time in hours, with tens of minutes as long as these say something."""
        if minutes <= _LONG:
            return self.tr("about %n minute(s) left", "", minutes)
        hours, tens = divmod(round(minutes / 10), 6)
        if tens and hours < _HOURS:
            words = translate("ReaderPane", "about {hours} h {minutes} min left")
            return words.format(hours=hours, minutes=tens * 10)
        return self.tr("about %n hour(s) left", "", round(minutes / 60))

    @property
    def section(self) -> str:
        """The section being read, as the foot tells it."""
        return self._section.text()

    @property
    def progress(self) -> str:
        """How much has been read, as the foot tells it."""
        return self._share.text()

    @property
    def time_left(self) -> str:
        """How long reading will still take, as the foot tells it."""
        return self._minutes.text()
