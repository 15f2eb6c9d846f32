"""The reading view: a document with its marks, its selection, its links and its keys."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.window.dropping import PASSAGE, carrying
from desktop.window.reader.column import Column
from desktop.window.reader.decorations import Decorations, Highlight, Span
from desktop.window.reader.hits import Found, Hits
from desktop.window.reader.pinned import paint_pinned
from desktop.window.reader.popup import SelectionPopup
from desktop.window.reader.reading import Place, Reading
from desktop.window.reader.stopping import Stopping
from desktop.window.reader.stops import Stop
from desktop.window.reader.ticks import Mark, Ticks
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

_KEYS = {
    Qt.Key.Key_1: "idea",
    Qt.Key.Key_2: "figure",
    Qt.Key.Key_3: "question",
    Qt.Key.Key_4: "excerpt",
    Qt.Key.Key_0: "clear",
    Qt.Key.Key_U: "underline",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_C: "cite",
    Qt.Key.Key_T: "compose",
}
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_CALLED = 60
"""Where the caret comes to, pixels below the top."""


class Page(Column):
    """One document in a column, with what is painted under it and what is done in it.

    Signals: `command_requested(str)` for the selection (a colour, `underline`, `clear`,
    `note`, `copy`, `cite`, `compose`); `link_requested(str)` an address that was followed;
    `marker_requested(str)` an annotation's gutter marker; `zoom_requested(Node)` a figure or table
    to be shown large; `size_stepped(int)` a larger (1) or smaller (-1) text wished for by the
    wheel; `jumped()` when the way back inside the document changed.
    """

    command_requested = Signal(str)
    link_requested = Signal(str)
    marker_requested = Signal(str)
    zoom_requested = Signal(object)
    size_stepped = Signal(int)
    jumped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("page")
        self._hits = Hits()
        self._decorations = Decorations(self._hits.spans)
        self._highlights: tuple[Highlight, ...] = ()
        self._ticks = Ticks(self._bar)
        self._returns: list[tuple[Place, Stop | None, str]] = []
        self._popup = SelectionPopup(self)
        self._popup.command_requested.connect(self._command)
        self.stopping = Stopping(self)
        self.stopping.followed.connect(self.follow)
        self.stopping.zoom_requested.connect(self.zoom_requested)
        self.anchorClicked.connect(lambda address: self.follow(address.toString()))
        self._bar.valueChanged.connect(self._popup.hide)
        self.selectionChanged.connect(self._selection_changed)
        self.set_theme(theme)

    @property
    def waiting(self) -> bool:
        return super().waiting or self._ticks.waiting

    def show_reading(self, reading: Reading) -> None:
        """Sets a document from its beginning, without highlights and hits."""
        self._highlights, self._hits = (), Hits()
        self._returns.clear()
        super().show_reading(reading)
        self.jumped.emit()

    def set_theme(self, theme: Theme) -> None:
        self._popup.set_theme(theme)
        super().set_theme(theme)

    def _set(self, reading: Reading) -> None:
        self._popup.hide()
        self.stopping.forget()
        self._ticks.stop()
        self._decorations = Decorations(self._hits.spans)
        super()._set(reading)
        self._layers()

    def _completed(self) -> None:
        self._show_ticks()
        super()._completed()

    def _fit(self) -> None:
        super()._fit()
        self._popup.hide()

    # layers

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Paints these annotations in place of those before."""
        wanted = tuple(highlights)
        if wanted != self._highlights:
            self._highlights = wanted
            self._layers()

    def set_hits(self, hits: Hits | Sequence[Found]) -> None:
        """The places looked for in reading order; one becomes the current when gone to."""
        self._hits = hits if isinstance(hits, Hits) else Hits(hits)
        self._decorations = Decorations(self._hits.spans)
        self._layers()

    @property
    def hits(self) -> tuple[int, int]:
        """(number of the current hit from 1, 0 before the first; how many there are)."""
        return self._hits.at + 1, len(self._hits)

    def step_hit(self, step: int) -> None:
        """Goes to the next (1) or previous (-1) hit, around the ends."""
        self._show_hit(self._hits.step(step))

    def start_at_hit(self, block: str) -> None:
        """Goes to the longest hit in `block`, the phrase rather than a word of it."""
        self._show_hit(self._hits.choose_longest(block))

    def start_at_place(self, place: Place) -> None:
        """Goes to the first hit at or after a place."""
        if self._typeset is not None:
            self._show_hit(self._hits.choose_from(self._typeset.order, place[0], place[1]))

    def _show_hit(self, hit: Found | None) -> None:
        if hit is not None:
            self.go_to(hit[0], hit[1], ease=True)
            self._show_ticks()
            self.viewport().update()

    def _layers(self) -> None:
        typeset = self._typeset
        if typeset is None:
            return
        marks = []
        for one in self._highlights:
            for at, (block, start, end) in enumerate(one.spans):
                leaf = typeset.leaf_of(block)
                if leaf >= 0:
                    marked = one.noted and at == 0
                    mark = Span(one.key, leaf, start, end, one.colour, marked, one.underline)
                    marks.append(mark)
        self._decorations.set_annotations(marks)
        self._show_ticks()
        self.viewport().update()

    def _show_ticks(self) -> None:
        typeset = self._typeset
        if typeset is None or not typeset.complete:
            return
        current = self._hits.current
        here = typeset.leaf_of(current[0]) if current is not None else -1
        self._ticks.show(typeset, self._theme, self._marks(typeset), here)

    def _marks(self, typeset: Typeset) -> Iterator[Mark]:
        spans = self._decorations.annotations
        yield from dict.fromkeys((span.leaf, span.role, "left") for span in spans)
        for block in self._hits.blocks:
            leaf = typeset.leaf_of(block)
            if leaf >= 0:
                yield leaf, "hit", "right"

    def paintEvent(self, event: QPaintEvent) -> None:
        offset = QPointF(self.horizontalScrollBar().value(), self._bar.value())
        if self._typeset is not None:
            painter = QPainter(self.viewport())
            view = QRectF(self.viewport().rect())
            self._decorations.paint(painter, self._typeset, self._theme, offset, view)
            painter.end()
        super().paintEvent(event)
        if self._typeset is not None:
            painter = QPainter(self.viewport())
            paint_pinned(painter, self._typeset, self._theme, offset)
            self.stopping.paint(painter)
            painter.end()

    # the way back inside the document

    def follow(self, href: str) -> None:
        """Goes where a link leads: a footnote or back, or out of the document."""
        typeset = self._typeset
        back = self._returns[-1][2].replace("#note:", "#ref:", 1) if self._returns else ""
        if href == back and self.go_back():
            return
        if href.startswith("#") and typeset is not None:
            leaf = typeset.anchor(href[1:])
            if leaf >= 0:
                self._returns.append((self.place(), typeset.stops.current, href))
                self.stopping.forget()
                self._go_to_leaf(leaf, ease=True)
                self.setTextCursor(QTextCursor(typeset.block(leaf)))
                self.jumped.emit()
                return
        self.link_requested.emit(href)

    @property
    def can_return(self) -> bool:
        """Whether a footnote was followed from somewhere."""
        return bool(self._returns)

    def go_back(self) -> bool:
        """Returns to where a footnote was followed from; whether there was such a place."""
        if not self._returns:
            return False
        (block, offset, _), stop, _ = self._returns.pop()
        self.go_to(block, offset)
        if stop is not None:
            self.stopping.show(stop)
        self.jumped.emit()
        return True

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

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged, with the places that are selected.

        Qt's own holds nothing until it is asked for, and till then hides what is added to it.
        """
        words, data = super().createMimeDataFromSelection(), carrying(PASSAGE, self.spans())
        data.setText(words.text())
        data.setHtml(words.html())
        return data

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
        if self.has_caret:
            self._call_caret()
        self.setFocus()

    def _call_caret(self) -> None:
        """Sets the caret on a line near the top of what is shown."""
        self.setTextCursor(self.cursorForPosition(QPoint(self.viewport().width() // 2, _CALLED)))

    def _caret_left_behind(self) -> bool:
        """Whether the page was led away from the caret, as by Space or to another section."""
        if not self.has_caret or self.textCursor().hasSelection():
            return False
        return not self.viewport().rect().intersects(self.cursorRect())

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

    # events

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the size of the text changes, not the place."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_stepped.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

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
            if event.key() in _ARROWS and self._caret_left_behind():
                self._call_caret()
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
