"""The large text of one slide, with its highlights, figures and tables."""

import msgspec
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.library.document import Document
from desktop.window.lectern.slides import Mark
from desktop.window.reader.look import column_width
from desktop.window.reader.reading import Reading
from desktop.window.reader.styles import RULE, Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

MARGIN, TOP, BOTTOM = 56.0, 36.0, 48.0
LETTERS = 56
"""Letters of a line; fewer than on a page, since the eye comes back to it from the hall."""
_LINES = {
    "idea": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "figure": QTextCharFormat.UnderlineStyle.DashUnderline,
    "question": QTextCharFormat.UnderlineStyle.DotLine,
    "excerpt": QTextCharFormat.UnderlineStyle.DashDotLine,
}
_KEPT = 2
"""Lines of the former screen that stay at the top of the next."""


class Sheet(QTextBrowser):
    """Shows one slide; its keys are the lectern's.

    Signals: `scrolled()` when another part of the slide is seen, or the same at another size.
    """

    scrolled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._zoom = 200
        self._reading: Reading | None = None
        self._marks: tuple[Mark, ...] = ()
        self._typeset: Typeset | None = None
        self._column = 0.0
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.verticalScrollBar().rangeChanged.connect(self.scrolled)

    def show_slide(self, reading: Reading, marks: tuple[Mark, ...]) -> None:
        """Sets a slide from its beginning; `marks` are highlighted where it holds them."""
        self._reading, self._marks = reading, marks
        self._set()
        self.verticalScrollBar().setValue(0)

    def set_look(self, theme: Theme, zoom: int) -> None:
        """Sets the same slide in another theme or size, at the same place."""
        self._theme, self._zoom = theme, zoom
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.colour("paper"))
        self.setPalette(colours)
        place = self.place()
        self._set()
        self.go_to(*place)

    def _set(self) -> None:
        if self._reading is None:
            return
        self._column = self._wanted_column()
        styles = Styles(self._theme, self._zoom, self._column, self.devicePixelRatioF())
        self._typeset = typeset = Typeset(self._reading, styles)
        for colour, spans in self._marks:
            form = QTextCharFormat()
            form.setBackground(self._theme.colour(colour))
            form.setUnderlineStyle(_LINES[colour])
            form.setUnderlineColor(self._theme.colour(f"{colour}_line"))
            for block, start, end in spans:
                leaf = typeset.leaf_of(block)
                if leaf >= 0:
                    typeset.cursor(leaf, start, end).mergeCharFormat(form)
        self.setDocument(typeset.document)
        self._margins()

    def _wanted_column(self) -> float:
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        return max(min(column_width(self._zoom, LETTERS), room - 2 * MARGIN), 200)

    def _margins(self) -> None:
        if self._typeset is not None:
            spare = max(self.viewport().width() - self._column, 0)
            self._typeset.set_margins(spare / 2, spare / 2, TOP, BOTTOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._reading is not None and abs(self._wanted_column() - self._column) > 1:
            place = self.place()
            self._set()
            self.go_to(*place)
        self._margins()

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move by a line; all other keys are the lectern's."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the lines that part its sections."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("linestrong"))
        block, up = self.document().begin(), self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        while block.isValid():
            if block.blockFormat().hasProperty(RULE):
                place = layout.blockBoundingRect(block).translated(0, -up)
                start = QPointF(place.left(), place.center().y())
                painter.drawLine(start, start + QPointF(self._column, 0))
            block = block.next()
        painter.end()

    # where the speaker is

    @property
    def has_more(self) -> bool:
        """Whether the slide goes on below."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    @property
    def share(self) -> float:
        """How much of the slide has been on screen (0-1)."""
        bar = self.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        return min((bar.value() + bar.pageStep()) / whole, 1.0) if whole else 1.0

    def step(self, by: int) -> bool:
        """Goes a screen down (1) or up (-1); False at the slide's end or beginning."""
        bar = self.verticalScrollBar()
        before = bar.value()
        kept = _KEPT * self.fontMetrics().height() * self._zoom // 100
        bar.setValue(before + by * max(bar.pageStep() - kept, kept))
        return bar.value() != before

    def to_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def place(self) -> tuple[str, int]:
        """The block at the top of the view and the code point in it; "" in the title."""
        if self._typeset is None:
            return "", 0
        top = self.cursorForPosition(QPoint(self.viewport().width() // 2, 4))
        leaf = self._typeset.leaf_at(top.block().blockNumber())
        if leaf < 0:
            return "", 0
        text = self._typeset.leaves[leaf]
        inside = top.block() == self._typeset.block(leaf)
        return text.block, text.offset(top.positionInBlock()) if inside else 0

    def go_to(self, block: str, offset: int = 0) -> None:
        """Brings a place to the top of the view."""
        leaf = self._typeset.leaf_of(block) if self._typeset is not None and block else -1
        if self._typeset is not None and leaf >= 0:
            cursor = self._typeset.cursor(leaf, offset, offset)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect(cursor).top() - 8)


def slide_reading(reading: Reading, title: str, bound: str, nodes: Document) -> Reading:
    """A slide as a document of its own: just its title (see `Reading.bound`) and its text."""
    return msgspec.structs.replace(
        reading, title=title, bound=bound, conference="", byline=(), badges=(), files=(),
        document=nodes,
    )  # fmt: skip
