"""One document in a column: set in slices, found again at its place, scrolled."""

import math
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from desktop.library.document import Node, Run
from desktop.window.reader.cover import Cover
from desktop.window.reader.look import LARGEST, SAMPLE, SMALLEST, USUAL, Look, column_width
from desktop.window.reader.reading import Place, Reading
from desktop.window.reader.scrollbar import TickedScrollBar
from desktop.window.reader.styles import Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

MARGIN, GUTTER, TOP, BOTTOM = 28.0, 40.0, 28.0, 96.0
_A_PIXEL, _SLICE_MS = 6, 8.0
"""Letters that are set before anything is shown, for every pixel of the view's height at 100 %; and
how long is spent on the text and its layout at a time."""
_LEAD = 16
"""Pixels above what was gone to; it is still the place of the view there, and nothing drifts."""


class Column(QTextBrowser):
    """The text of a document, with nothing done to it.

    Signals: `moved()` when what is on top of the view changed; `completed()` when the whole text
    is set, which a long one is in slices.
    """

    moved = Signal()
    completed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self._theme = theme
        self._zoom = 100
        self._look = USUAL
        self._typeset: Typeset | None = None
        self._column = 0.0
        self._cover = Cover(self)
        self._wanted: tuple[Place, bool] | None = None
        self._led_to: tuple[int, int] | None = None
        self._share: float | None = None
        self._led = (-1, -1)
        self._resettle = QTimer(self, interval=120, singleShot=True)
        self._resettle.timeout.connect(self._reset)
        self._setting = QTimer(self, interval=0, singleShot=True)
        self._setting.timeout.connect(self._set_more)
        self._tints: Iterator[None] = iter(())
        self._tinting = QTimer(self, interval=0, singleShot=True)
        self._tinting.timeout.connect(self._tint_more)
        self._bar.valueChanged.connect(self._tell_moved)
        self._bar.rangeChanged.connect(self._tell_moved)
        self._bar.actionTriggered.connect(self._let_go)

    # what is shown

    @property
    def typeset(self) -> Typeset | None:
        return self._typeset

    @property
    def zoom(self) -> int:
        return self._zoom

    @property
    def look(self) -> Look:
        return self._look

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def waiting(self) -> bool:
        """The text is still being set or tinted, or will be set again in another column."""
        timers = (self._resettle, self._setting, self._tinting)
        return any(timer.isActive() for timer in timers)

    @property
    def covered(self) -> bool:
        """Whether a picture of the text as it was still stands over it."""
        return not self._cover.isHidden()

    def _at_once(self) -> int:
        """Letters that fill the view."""
        return self.viewport().height() * _A_PIXEL * 100 // self._zoom

    def prepare(self) -> None:
        """Sets a line out of sight, since the first one of a face takes longest."""
        line = (Run(SAMPLE),)
        nodes = (Node("heading", level=2, runs=line), Node("paragraph", runs=line))
        styles = Styles(self._theme, self._zoom, self._wanted_column(), 1.0, self._look)
        typeset = Typeset(Reading("", "", nodes), styles, whole=False)
        typeset.document.documentLayout()
        typeset.advance(sys.maxsize)

    def show_reading(self, reading: Reading) -> None:
        """Sets a document from its beginning."""
        self._wanted = self._share = None
        self._cover.lift()
        self._set(reading)
        self._bar.setValue(0)
        self._set_more(letters=self._at_once())

    def set_theme(self, theme: Theme) -> None:
        alike = theme.contrast == self._theme.contrast
        self._theme = theme
        colours = self.palette()
        shade = QColor(theme.colour("accent"))
        shade.setAlpha(64)
        colours.setColor(QPalette.ColorRole.Highlight, shade)
        colours.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        colours.setColor(QPalette.ColorRole.Base, theme.colour("paper"))
        self.setPalette(colours)
        self._bar.set_theme(theme)
        if alike and self._typeset is not None and self._typeset.can_be_tinted:
            self._tint(self._typeset)
        else:
            self._reset()

    def _tint(self, typeset: Typeset) -> None:
        """Gives what is to be seen the theme's colours, and the rest soon after."""
        corner = QPoint(self.viewport().width(), self.viewport().height())
        first, last = (self.cursorForPosition(at).block() for at in (QPoint(), corner))
        ends = first.position(), last.position() + last.length()
        self._tints = typeset.tint(self._styles(), *ends)
        next(self._tints)
        self._completed()
        self._tinting.start()

    def _tint_more(self) -> None:
        until = time.thread_time() + _SLICE_MS / 2000  # a step more may be begun
        for _ in self._tints:
            if time.thread_time() >= until:
                self._tinting.start()
                return

    def set_zoom(self, zoom: int) -> None:
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        self._reset()

    def set_look(self, look: Look) -> None:
        """Sets the same document in another face, line spacing or column."""
        self._look = look
        self._reset()

    def _reset(self) -> None:
        """Sets the same document again, at the same place; a long one behind what is shown now."""
        if self._typeset is None:
            return
        reading, place = self._typeset.reading, self.place()
        covered = self._typeset.document.characterCount() > self._at_once() and bool(place[0])
        if covered:
            self._cover.freeze()
        self._set(reading)
        self._wanted = (place, False)
        self._set_more(letters=1 if covered else self._at_once())

    def _set(self, reading: Reading) -> None:
        """Begins with an empty page."""
        self._setting.stop()
        self._tinting.stop()
        self._let_go()
        self._led = (-1, -1)
        self._column = self._wanted_column()
        former, self._typeset = self._typeset, Typeset(reading, self._styles(), whole=False)
        self._typeset.set_margins(MARGIN, GUTTER, TOP, BOTTOM)
        # While it is empty: a width is laid out in at once.
        self.setDocument(self._typeset.document)
        self.setLineWrapColumnOrWidth(math.ceil(MARGIN + self._column + GUTTER))
        if former is not None:  # PySide keeps every document that was ever set: some MB each.
            former.document.deleteLater()
        self._centre()

    def _styles(self) -> Styles:
        ratio = self.devicePixelRatioF()
        return Styles(self._theme, self._zoom, self._column, ratio, self._look, inherits=True)

    def _set_more(self, letters: int = 1) -> None:
        """Sets the next slice; whoever waits for a place is led there once it can be seen."""
        typeset = self._typeset
        if typeset is None:
            return
        # Somebody waits for what is to be seen at once: it is not the time to set more than that.
        typeset.advance(letters, _SLICE_MS if letters == 1 else 0)
        if self._wanted is not None:
            (block, offset, _), ease = self._wanted
            leaf = typeset.leaf_of(block)
            if leaf < 0 or (typeset.is_set(leaf) and self._go_to_leaf(leaf, offset, ease=ease)):
                self._wanted = None
                self._led_to = (leaf, offset) if leaf >= 0 and not ease else None
                self._cover.lift()
        if typeset.complete:
            self._wanted = None
            self._cover.lift()
            self._completed()
        else:
            self._setting.start()

    def _completed(self) -> None:
        wide = self._typeset is not None and self._typeset.widest > self._column + 1
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self._led_to is not None:  # what was set after the place may have moved it
            self._go_to_leaf(*self._led_to)
        self._let_go()
        self._go_to_share()
        self._tell_moved()
        self.completed.emit()

    def _let_go(self) -> None:
        """The view may stay where it is: the reader has moved it, or the text is whole."""
        self._led_to = None

    # the column

    def _room(self) -> int:
        """Pixels beside the scroll bar; without it too, or what just fits would be set for ever."""
        return self.contentsRect().width() - self._bar.sizeHint().width()

    def _wanted_column(self) -> float:
        widest = self._room() - MARGIN - GUTTER
        return max(min(column_width(self._zoom, look=self._look), widest), 1.0)

    def _centre(self) -> None:
        """Places the column in the window. Its width stays, so that nothing is laid out anew."""
        spare = self._room() - self._column
        left = max(MARGIN, min(spare / 2, spare - GUTTER))
        beside = (max(left - MARGIN, 0), max(spare - left - GUTTER, 0))
        self.setViewportMargins(int(beside[0]), 0, int(beside[1]), 0)

    def _fit(self) -> None:
        """Has another size: places the column, and sets it anew soon if it wants another width."""
        if self._typeset is not None:
            if abs(self._wanted_column() - self._column) > 1:
                self._resettle.start()
            self._centre()

    def event(self, event: QEvent) -> bool:
        """The wheel turns beside the column too. Placed first, the view is laid out once."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            return self._bar.event(event)
        if kind == QEvent.Type.Resize:
            self._fit()
        return super().event(event)

    # places

    def place(self) -> Place:
        """What is at the top of the view."""
        if self._typeset is None:
            return "", 0, 0.0
        if self._wanted is not None:
            return self._wanted[0]
        top = self.cursorForPosition(QPoint(self.viewport().width() // 2, _LEAD + 2))
        leaf = self._typeset.leaf_at(top.block().blockNumber())
        share = self.share()
        if leaf < 0:
            return "", 0, share
        text = self._typeset.leaves[leaf]
        inside = top.block() == self._typeset.block(leaf)
        return text.block, text.offset(top.positionInBlock()) if inside else 0, share

    def share(self) -> float:
        """How far through the document the view is: 0 at its head, 1 at its foot."""
        if self._typeset is None or not self._typeset.complete:
            return 0.0
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
        line = QPoint(self.viewport().width() // 2, self._reading_line())
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
        if leaf < 0:
            return
        self._wanted = None
        self._let_go()
        if not (self._typeset.is_set(leaf) and self._go_to_leaf(leaf, offset, ease=ease)):
            self._wanted = ((block, offset, 0.0), ease)
            self._cover.draw()

    def resume(self, block: str, offset: int, share: float) -> None:
        """Goes to a place read before; to its share of the text, if its block is there no more."""
        if self._typeset is None:
            return
        if self._typeset.leaf_of(block) >= 0:
            self.go_to(block, offset)
        else:
            self._share = share
            self._go_to_share()

    def _go_to_share(self) -> None:
        """Once the whole text is set."""
        if self._share is not None and self._typeset is not None and self._typeset.complete:
            height = self._typeset.document.size().height() - self.viewport().height()
            self._bar.setValue(round(self._share * height))
            self._share = None

    @property
    def has_caret(self) -> bool:
        """Whether a caret is shown, to be moved by the arrow keys."""
        flags = self.textInteractionFlags()
        return bool(flags & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def go_to_heading(self, at: int) -> None:
        if self._typeset is not None and 0 <= at < len(self._typeset.headings):
            self._led = (-1, -1)
            self._let_go()
            self._go_to_leaf(self._typeset.headings[at].leaf)
            self._led = (at, self._bar.value())
            self._tell_moved()

    def step_heading(self, step: int) -> None:
        self.go_to_heading(max(self.heading() + step, 0))

    def _go_to_leaf(self, leaf: int, offset: int = 0, *, ease: bool = False) -> bool:
        """Scrolls; False where the text below is not set yet, so that it cannot be led there."""
        if self._typeset is None:
            return False
        cursor = self._typeset.cursor(leaf, offset, offset)
        cursor.clearSelection()
        return self.scroll_to(cursor, ease=ease)

    def scroll_to(self, cursor: QTextCursor, *, ease: bool = True) -> bool:
        """Brings a position into view, as `go_to` does."""
        y, x = self.cursorRect(cursor).top(), self.cursorRect(cursor).left()
        if not 0 <= x <= self.viewport().width() - _LEAD:  # in a table wider than the column
            across = self.horizontalScrollBar()
            across.setValue(across.value() + x - self.viewport().width() // 2)
        if ease and 40 <= y <= self.viewport().height() - 80:
            return True
        lead = self.viewport().height() // 3 if ease else _LEAD
        target = self._bar.value() + y - lead
        complete = self._typeset is not None and self._typeset.complete
        if complete and target > self._bar.maximum():
            # The bar has its new range only later, and would hold a place back that is far down.
            height = self.document().size().height() - self.viewport().height()
            self._bar.setMaximum(max(round(height), 0))
        self._bar.setValue(target)
        return complete or target <= self._bar.maximum()

    def _tell_moved(self) -> None:
        """Nobody is told of places in a text that is still growing."""
        if self._typeset is not None and self._typeset.complete:
            self.moved.emit()
