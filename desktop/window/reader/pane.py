"""The reading pane: banner, search bar, the page or a blank page, notice, line at the foot."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.reader.page import Page
from desktop.window.reader.reading import Reading
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.pages_bar import PagesBar
from desktop.window.wordlist import number, percent

translate = QCoreApplication.translate
SYLLABLES_A_MINUTE = 220


class HitsBar(QFrame):
    """Says which search hit is the current one, and steps through them.

    Signals: `stepped(int)` with 1 or -1; `closed()`.
    """

    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hits")
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setFont(ui_font(0, bold=True))
        self._buttons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 12, 4)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addStretch()
        row.addWidget(self._count)
        for icon, text, step in (
            ("chevron-up", translate("Hits", "Previous match (Shift+F3)"), -1),
            ("chevron-down", translate("Hits", "Next match (F3)"), 1),
            ("x", translate("Hits", "Hide the matches"), 0),
        ):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.setToolTip(text)
            button.setAccessibleName(text)
            if step:
                button.clicked.connect(lambda _=False, by=step: self.stepped.emit(by))
            else:
                button.clicked.connect(self.closed)
            self._buttons.append((button, icon))
            row.addWidget(button)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._icon.setPixmap(icons.pixmap("search", theme.colour("text2"), scaled(18), 2.0))
        for button, icon in self._buttons:
            button.setIcon(icons.icon(icon, theme.colour("text2")))

    def show_hits(self, text: str, at: int, many: int) -> None:
        self._text.setText(text)
        self._count.setText(f"{number(at)} / {number(many)}")
        self.setVisible(many > 0)

    @property
    def count(self) -> str:
        return self._count.text()


class ReaderPane(QWidget):
    """The page with what stands around it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Notice(theme)
        self.notice = Notice(theme)
        self.contents = PagesBar()
        self.bar = HitsBar(theme)
        self.page = Page(theme)
        self.page.setAccessibleName(translate("Reading", "Text of the document"))
        self.blank = Blank(theme)
        self._words = 0
        self._query = ""
        holder = QWidget()
        # Pages that are not shown ask for no height: at 200 % they would push the foot away.
        holder.setMinimumHeight(120)
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.blank)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.contents)
        column.addWidget(self.bar)
        column.addWidget(holder, 1)
        column.addWidget(self.notice)
        column.addWidget(self._foot())
        self.bar.stepped.connect(self.step_hit)
        self.bar.closed.connect(self.clear_hits)
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
        for part in (self.banner, self.notice, self.bar, self.page, self.blank):
            part.set_theme(theme)

    def show_reading(self, reading: Reading) -> None:
        self._words = reading.words
        self.banner.hide()
        self.notice.hide()
        self.contents.mark(reading.id)
        self.bar.hide()
        self._stack.setCurrentWidget(self.page)
        self._footer.show()
        self.page.show_reading(reading)
        self.tell_place()

    def show_blank(self) -> None:
        self._footer.hide()
        self._stack.setCurrentWidget(self.blank)

    @property
    def is_blank(self) -> bool:
        return self._stack.currentWidget() is self.blank

    # hits

    def show_hits(self, query: str, hits: list[tuple[str, int, int]], block: str) -> None:
        """Marks the places of a search and goes to the first one in `block`."""
        self._query = query
        self.page.set_hits(hits)
        if hits:
            self.page.start_at_hit(block)
        self._tell_hits()

    def step_hit(self, step: int) -> None:
        self.page.step_hit(step)
        self._tell_hits()

    def clear_hits(self) -> None:
        self.forget_hits()
        self.page.setFocus()

    def forget_hits(self) -> None:
        """Takes the marks of a search away and leaves the keyboard where it is."""
        self.page.set_hits([])
        self._tell_hits()

    def _tell_hits(self) -> None:
        self.bar.show_hits(self._query, *self.page.hits)

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
        left = self.tr("about %n minute(s) left", "", minutes)
        self._minutes.setText(left if minutes else "")
        self._share.setText(percent(share * 100))

    @property
    def section(self) -> str:
        """The section being read, as the foot tells it."""
        return self._section.text()

    @property
    def progress(self) -> str:
        """How much has been read, as the foot tells it."""
        return self._share.text()
