"""The reading view: one document in a column, with its layers, its selection and its keys."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.window.reader.decorations import Decorations, Span, tick_colour
from desktop.window.reader.popup import SelectionPopup
from desktop.window.reader.reading import Reading
from desktop.window.reader.scrollbar import Tick, TickedScrollBar
from desktop.window.reader.styles import Styles, column_width
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

MARGIN, GUTTER, TOP, BOTTOM = 28.0, 40.0, 28.0, 96.0
_KEYS = {
    Qt.Key.Key_1: "idea",
    Qt.Key.Key_2: "figure",
    Qt.Key.Key_3: "question",
    Qt.Key.Key_4: "excerpt",
    Qt.Key.Key_0: "clear",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_C: "cite",
    Qt.Key.Key_T: "compose",
}
Place = tuple[str, int, float]
"""Where the reader is: block id, code point, and the share of the document above (0-1)."""


class Page(QTextBrowser):
    """One document in a column, with what is painted under it.

    Signals: `command_requested(str)` for the selection (a colour, `clear`, `note`, `copy`,
    `cite`, `compose`); `link_requested(str)` an address that was followed; `marker_requested(str)`
    an annotation's gutter marker; `moved()` when what is on top of the view changed.
    """

    command_requested = Signal(str)
    link_requested = Signal(str)
    marker_requested = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self._theme = theme
        self._zoom = 100
        self._typeset: Typeset | None = None
        self._column = 0.0
        self._decorations = Decorations()
        self._highlights: tuple[tuple[str, str, bool, tuple[tuple[str, int, int], ...]], ...] = ()
        self._hits: list[tuple[str, int, int]] = []
        self._hit = -1
        self._popup = SelectionPopup(self)
        self._popup.command_requested.connect(self._command)
        self._resettle = QTimer(self, interval=120, singleShot=True)
        self._resettle.timeout.connect(self._reset)
        self.anchorClicked.connect(self._follow)
        self._led = (-1, -1)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.rangeChanged.connect(self.moved)
        self.selectionChanged.connect(self._selection_changed)
        self.set_theme(theme)

    # what is shown

    @property
    def typeset(self) -> Typeset | None:
        return self._typeset

    @property
    def zoom(self) -> int:
        return self._zoom

    @property
    def waiting(self) -> bool:
        """The column has changed and the text will be set again."""
        return self._resettle.isActive()

    def show_reading(self, reading: Reading) -> None:
        """Sets a document from its beginning, without highlights and hits."""
        self._highlights, self._hits, self._hit = (), [], -1
        self._set(reading)
        self._bar.setValue(0)
        self.moved.emit()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        colours = self.palette()
        shade = QColor(theme.colour("accent"))
        shade.setAlpha(64)
        colours.setColor(QPalette.ColorRole.Highlight, shade)
        colours.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        colours.setColor(QPalette.ColorRole.Base, theme.colour("paper"))
        self.setPalette(colours)
        self._bar.set_theme(theme)
        self._popup.set_theme(theme)
        self._reset()

    def set_zoom(self, zoom: int) -> None:
        self._zoom = min(max(zoom, 80), 200)
        self._reset()

    def _reset(self) -> None:
        """Sets the same document again, at the same place."""
        if self._typeset is None:
            return
        place = self.place()
        self._set(self._typeset.reading)
        self.go_to(place[0], place[1])
        self._layers()
        self.moved.emit()

    def _set(self, reading: Reading) -> None:
        self._popup.hide()
        self._led = (-1, -1)
        self._column = self._wanted_column()
        styles = Styles(self._theme, self._zoom, self._column, self.devicePixelRatioF())
        former, self._typeset = self._typeset, Typeset(reading, styles)
        self._decorations = Decorations()
        self.setDocument(self._typeset.document)
        if former is not None:  # PySide keeps every document that was ever set: some MB each.
            former.document.deleteLater()
        self._margins()

    def _wanted_column(self) -> float:
        """Pixels for the text; without the bar too, or what just fits would be set for ever."""
        room = self.contentsRect().width() - self._bar.sizeHint().width()
        return min(column_width(self._zoom), room - MARGIN - GUTTER)

    def _margins(self) -> None:
        if self._typeset is None:
            return
        spare = self.viewport().width() - self._column
        left = max(MARGIN, min(spare / 2, spare - GUTTER))
        self._typeset.set_margins(left, max(spare - left, 0), TOP, BOTTOM)
        layout = self._typeset.document.documentLayout()
        layout.blockBoundingRect(self._typeset.document.lastBlock())
        # The bar has its new range only later, and would hold a place back that is far down.
        height = layout.documentSize().height() - self.viewport().height()
        self._bar.setMaximum(max(round(height), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._typeset is not None:
            if abs(self._wanted_column() - self._column) > 1:
                self._resettle.start()
            self._margins()
            self._update_ticks()
        self._popup.hide()

    # layers

    def set_highlights(
        self, highlights: Iterable[tuple[str, str, bool, tuple[tuple[str, int, int], ...]]]
    ) -> None:
        """Each: annotation id, colour, whether it has a note, and its spans in code points."""
        self._highlights = tuple(highlights)
        self._layers()

    def set_hits(self, hits: Sequence[tuple[str, int, int]]) -> None:
        """The search hits in reading order; the first becomes the current one when stepped to."""
        self._hits, self._hit = list(hits), -1
        self._layers()

    @property
    def hits(self) -> tuple[int, int]:
        """(number of the current hit from 1, 0 before the first; how many there are)."""
        return self._hit + 1, len(self._hits)

    def step_hit(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) hit, around the ends."""
        if not self._hits:
            return
        start = self._hit if self._hit >= 0 or step > 0 else 0
        self._hit = (start + step) % len(self._hits)
        self._decorations.current = f"hit{self._hit}"
        block, start, _ = self._hits[self._hit]
        self.go_to(block, start, ease=True)
        self._update_ticks()
        self.viewport().update()

    def start_at_hit(self, block: str) -> None:
        """Goes to the longest hit in `block`, the phrase rather than a word of it."""
        places = [at for at, hit in enumerate(self._hits) if hit[0] == block]
        lengths = [self._hits[at][2] - self._hits[at][1] for at in places]
        self._hit = (places[lengths.index(max(lengths))] if places else 0) - 1
        self.step_hit(1)

    def _layers(self) -> None:
        typeset = self._typeset
        if typeset is None:
            return
        marks = []
        for key, colour, noted, spans in self._highlights:
            for at, (block, start, end) in enumerate(spans):
                leaf = typeset.leaf_of(block)
                if leaf >= 0:
                    marks.append(Span(key, leaf, start, end, colour, noted and at == 0))
        hits = []
        for at, (block, start, end) in enumerate(self._hits):
            leaf = typeset.leaf_of(block)
            if leaf >= 0:
                hits.append(Span(f"hit{at}", leaf, start, end, "hit"))
        self._decorations.set_layer("annotations", marks)
        self._decorations.set_layer("hits", hits)
        self._decorations.current = f"hit{self._hit}"
        self._update_ticks()
        self.viewport().update()

    def _update_ticks(self) -> None:
        typeset = self._typeset
        if typeset is None:
            return
        layout = typeset.document.documentLayout()
        height = max(layout.documentSize().height(), 1.0)
        ticks: list[Tick] = []
        for name, side in (("annotations", "left"), ("hits", "right")):
            for span in self._decorations.spans(name):
                top = layout.blockBoundingRect(typeset.block(span.leaf)).top()
                here = span.role == "hit" and span.key == self._decorations.current
                colour = tick_colour(self._theme, span.role)
                ticks.append((top / height, colour, "full" if here else side))
        self._bar.set_ticks(ticks)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._typeset is not None:
            painter = QPainter(self.viewport())
            offset = QPointF(self.horizontalScrollBar().value(), self._bar.value())
            view = QRectF(self.viewport().rect())
            self._decorations.paint(painter, self._typeset, self._theme, offset, view)
            painter.end()
        super().paintEvent(event)

    # places

    def place(self) -> Place:
        """What is at the top of the view."""
        if self._typeset is None:
            return "", 0, 0.0
        top = self.cursorForPosition(QRect(self.viewport().width() // 2, 4, 1, 1).topLeft())
        leaf = self._typeset.leaf_at(top.block().blockNumber())
        share = self.share()
        if leaf < 0:
            return "", 0, share
        text = self._typeset.leaves[leaf]
        inside = top.block() == self._typeset.block(leaf)
        return text.block, text.offset(top.positionInBlock()) if inside else 0, share

    def share(self) -> float:
        """How far through the document the view is: 0 at its head, 1 at its foot."""
        return self._bar.value() / self._bar.maximum() if self._bar.maximum() else 1.0

    def heading(self) -> int:
        """The place of the section being read in `typeset.headings`, -1 before the first.

        The section that was gone to stays the one being read until the view moves.
        """
        if self._typeset is None:
            return -1
        led, value = self._led
        if led >= 0 and value == self._bar.value():
            return led
        line = QRect(self.viewport().width() // 2, self._reading_line(), 1, 1).topLeft()
        block = self.cursorForPosition(line).block()
        return self._typeset.heading_at(self._typeset.leaf_at(block.blockNumber()))

    def _reading_line(self) -> int:
        """Where the text being read is, in viewport pixels: a quarter down the view.

        Over the last half of a view it moves down to the foot: what stands there never rises.
        """
        height = self.viewport().height()
        usual, foot = height // 4, height - 8
        reach = min(height // 2, self._bar.maximum())
        rest = self._bar.maximum() - self._bar.value()
        if not reach or rest >= reach:
            return usual
        return round(usual + (foot - usual) * (1 - rest / reach))

    def go_to(self, block: str, offset: int = 0, *, ease: bool = False) -> None:
        """Brings a place into view: at the top, or (`ease`) anywhere if it is visible already."""
        if self._typeset is None:
            return
        leaf = self._typeset.leaf_of(block)
        if leaf >= 0:
            self._go_to_leaf(leaf, offset, ease=ease)

    def resume(self, block: str, offset: int, share: float) -> None:
        """Goes to a place read before; to its share of the text, if its block is there no more."""
        if self._typeset is None:
            return
        if self._typeset.leaf_of(block) >= 0:
            self.go_to(block, offset)
        else:
            self._bar.setValue(round(share * self._bar.maximum()))

    def go_to_heading(self, at: int) -> None:
        if self._typeset is not None and 0 <= at < len(self._typeset.headings):
            self._led = (-1, -1)
            self._go_to_leaf(self._typeset.headings[at].leaf)
            self._led = (at, self._bar.value())
            self.moved.emit()

    def step_heading(self, step: int) -> None:
        self.go_to_heading(max(self.heading() + step, 0))

    def _go_to_leaf(self, leaf: int, offset: int = 0, *, ease: bool = False) -> None:
        if self._typeset is None:
            return
        cursor = self._typeset.cursor(leaf, offset, offset)
        cursor.clearSelection()
        y = self.cursorRect(cursor).top()
        if ease and 40 <= y <= self.viewport().height() - 80:
            return
        lead = self.viewport().height() // 3 if ease else 16
        self._bar.setValue(self._bar.value() + y - lead)

    def _scrolled(self) -> None:
        self._popup.hide()
        self.moved.emit()

    # selection

    def spans(self) -> list[tuple[str, int, int]]:
        """The selection by block: (block id, start, end), code points, no spaces at the ends."""
        if self._typeset is None:
            return []
        found = []
        for block, start, end in self._typeset.spans(self.textCursor()):
            text = self._typeset.leaves[self._typeset.leaf_of(block)].text[start:end]
            first = start + len(text) - len(text.lstrip())
            last = start + len(text.rstrip())
            if last > first:
                found.append((block, first, last))
        return found

    def select(self, block: str, start: int, end: int) -> None:
        """Selects code points of one block and offers what may be done with them."""
        if self._typeset is None or self._typeset.leaf_of(block) < 0:
            return
        self.setTextCursor(self._typeset.cursor(self._typeset.leaf_of(block), start, end))
        self.ensureCursorVisible()
        self._offer()

    def toggle_caret(self) -> None:
        """F7: a caret for selecting with Shift and the arrow keys."""
        flags = self.textInteractionFlags()
        self.setTextInteractionFlags(flags ^ Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard:
            self.setTextCursor(
                self.cursorForPosition(QRect(self.viewport().width() // 2, 60, 1, 1).topLeft())
            )
        self.setFocus()

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    @property
    def popup(self) -> SelectionPopup:
        return self._popup

    def _selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self._popup.hide()

    def _offer(self) -> None:
        cursor = self.textCursor()
        if not self.spans() or self._typeset is None or not self._typeset.reading.notable:
            self._popup.hide()
            return
        ends = [QTextCursor(cursor), QTextCursor(cursor)]
        ends[0].setPosition(cursor.selectionStart())
        ends[1].setPosition(cursor.selectionEnd())
        area = self.cursorRect(ends[0]).united(self.cursorRect(ends[1]))
        short = self._popup.lacks_below(area.translated(self.viewport().pos()))
        if short and self._heading_above(area):
            self._bar.setValue(self._bar.value() + short)
            area = self.cursorRect(ends[0]).united(self.cursorRect(ends[1]))
        self._popup.show_beside(area.translated(self.viewport().pos()))

    def _heading_above(self, area: QRect) -> bool:
        """Whether a popup above `area` would hide a heading."""
        height = self._popup.height()
        above = QRect(0, area.top() - height - 16, self.width(), height)
        cursor = self.cursorForPosition(above.center())
        block = cursor.block()
        while block.isValid() and self.cursorRect(QTextCursor(block)).top() < area.top():
            shown = self.cursorRect(QTextCursor(block))
            if block.blockFormat().headingLevel() and shown.bottom() > above.top():
                return True
            block = block.next()
        return False

    def _command(self, command: str) -> None:
        self._popup.hide()
        self.command_requested.emit(command)

    def _follow(self, address: QUrl) -> None:
        href = address.toString()
        if href.startswith("#") and self._typeset is not None:
            leaf = self._typeset.anchors.get(href[1:], -1)
            if leaf >= 0:
                self._go_to_leaf(leaf, ease=True)
                return
        self.link_requested.emit(href)

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        command = _KEYS.get(Qt.Key(event.key()))
        if plain and command and self.textCursor().hasSelection():
            self._command(command)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.textCursor().hasSelection():
            self._command("copy")
        elif event.key() == Qt.Key.Key_Menu and self._popup.isVisible():
            self._popup.focus_first()
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            self._bar.setValue(self._bar.value() + self._bar.pageStep() * (-1 if back else 1))
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_selection()
        elif event.key() == Qt.Key.Key_Backspace:
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self._offer()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._decorations.marker_at(event.position())
        if key:
            self.marker_requested.emit(key)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            self._offer()
