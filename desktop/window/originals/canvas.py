"""The pages of a file, one under another: scrolled, zoomed, selected from, with hits marked."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.library.pdf import NOWHERE, Box, Tile
from desktop.window.originals import layout, painting, selection
from desktop.window.originals.seeking import Hit, Seeking
from desktop.window.originals.selection import Selection, Where
from desktop.window.originals.tiles import Tiles
from desktop.window.reader.scrollbar import TickedScrollBar
from desktop.window.theme import Theme

translate = QCoreApplication.translate
ZOOMS = (10, 25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500)
LEAST, MOST = 5.0, 500.0
_LINE = 48
_ROOM = 80
_RESTED_MS = 100
_SAID = 2000
"""Letters of a page that are given to a screen reader."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, False),
    Qt.Key.Key_Right: (1, False),
    Qt.Key.Key_Up: (-1, True),
    Qt.Key.Key_Down: (1, True),
}


class Canvas(QAbstractScrollArea):
    """Shows one file at a time.

    Signals: `moved()` when another page or another zoom is shown; `copy_requested(Selection)`.
    """

    moved = Signal()
    copy_requested = Signal(object)

    def __init__(self, theme: Theme, seeking: Seeking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("original_pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self._theme = theme
        self._seeking = seeking
        self._tiles: Tiles | None = None
        self._layout = layout.Layout((), 100, 0)
        self._zoom = 100.0
        self.fits = True
        self.selection: Selection | None = None
        self.has_caret = False
        self._dragging = False
        self._drawing: list[Tile] = []
        self._led: Hit | None = None
        self._page = 0
        self._bar.valueChanged.connect(self._look)
        self.horizontalScrollBar().valueChanged.connect(self._look)
        self._rest = QTimer(self, interval=_RESTED_MS, singleShot=True)
        self._rest.timeout.connect(self._read)
        seeking.changed.connect(self._hits_changed)
        seeking.led.connect(self.show_hit)
        self.set_theme(theme)

    # what is shown

    @property
    def tiles(self) -> Tiles | None:
        return self._tiles

    def show_file(self, tiles: Tiles | None) -> None:
        """Shows a file from its beginning, as wide as the view; None shows nothing."""
        self._tiles = tiles
        self._rest.stop()
        self.selection, self.has_caret, self._led, self.fits = None, False, None, True
        if tiles is not None:
            tiles.drawn.connect(self.viewport().update)
            tiles.letters_read.connect(self._letters_read)
        self._arrange()
        self._bar.setValue(0)
        self._look()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._bar.set_theme(theme)
        self._hits_changed()

    @property
    def pages(self) -> int:
        return len(self._tiles.file.sizes) if self._tiles is not None else 0

    @property
    def page(self) -> int:
        """The page being read, from 0: the one at a third of the view."""
        if not self.pages:
            return 0
        return self._layout.page_at(self._bar.value() + self.viewport().height() / 3)

    def go_to_page(self, page: int) -> None:
        """Brings a page's head to the top of the view."""
        if self.pages:
            page = min(max(page, 0), self.pages - 1)
            self._bar.setValue(round(self._layout.rect(page).top() - layout.GAP / 2))

    # zoom

    @property
    def zoom(self) -> float:
        """Per cent; 100 is the size of paper at 96 dots an inch."""
        return self._zoom

    def set_zoom(self, percent: float) -> None:
        """A zoom of one's own; the same place stays at the top."""
        self.fits = False
        self._zoom = min(max(percent, LEAST), MOST)
        self._arrange()

    def step_zoom(self, by: int) -> None:
        """The next larger (1) or smaller (-1) of the usual zooms."""
        others = [one for one in ZOOMS if (one - self._zoom) * by > 0.5]
        if others:
            self.set_zoom(min(others) if by > 0 else max(others))

    def fit(self) -> None:
        """As wide as the view, now and when that changes."""
        self.fits = True
        self._arrange()

    def _arrange(self) -> None:
        """Lays the pages out; what is at the top of the view stays there."""
        at = self._layout.page_at(self._bar.value()) if self._layout.height else 0
        share = 0.0
        if self._layout.height:
            place = self._layout.rect(at)
            share = (self._bar.value() - place.top()) / place.height()
        sizes = self._tiles.file.sizes if self._tiles is not None else ()
        if self.fits:
            room = self.width() - self._bar.sizeHint().width() - 2 * self.frameWidth()
            self._zoom = min(max(layout.fitting(sizes, room), LEAST), MOST)
        self._layout = layout.Layout(sizes, self._zoom, self.viewport().width())
        view = self.viewport().size()
        self._bar.setRange(0, max(round(self._layout.height) - view.height(), 0))
        self._bar.setPageStep(view.height())
        self._bar.setSingleStep(_LINE)
        across = self.horizontalScrollBar()
        across.setRange(0, max(round(self._layout.width) - view.width(), 0))
        across.setPageStep(view.width())
        across.setSingleStep(_LINE)
        if sizes and at < len(sizes):
            place = self._layout.rect(at)
            self._bar.setValue(round(place.top() + share * place.height()))
        across.setValue(across.maximum() // 2)
        self._hits_changed()
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        """Asks for what the view shows now, and the head of what comes next."""
        if self._tiles is None or not self.isVisible():
            return
        ratio, view = self.devicePixelRatioF(), QRectF(self.viewport().rect())
        pages = self._visible()
        below = view.translated(0, view.height()).adjusted(0, 0, 0, -view.height() / 2)
        after = range(pages.stop - 1, min(pages.stop + 1, self.pages))
        wanted = [
            one for page in pages for one in layout.tiles(page, self._place(page), view, ratio)
        ]
        ahead = [
            one for page in after for one in layout.tiles(page, self._place(page), below, ratio)
        ]
        self._drawing = list(dict.fromkeys(wanted + ahead))
        self._tiles.want(self._drawing, [self._led[0]] if self._led is not None else [])
        self._rest.start()
        self.viewport().update()
        self.moved.emit()
        if self.page != self._page:
            self._page = self.page
            self._say()

    def _read(self) -> None:
        """Asks for the letters of what is seen once the view rests: they cost more than pixels."""
        if self._tiles is not None:
            self._tiles.want(self._drawing, self._visible())

    @property
    def waiting(self) -> bool:
        """Whether the letters of what is seen are still to be read."""
        return self._rest.isActive()

    def _visible(self) -> range:
        top = self._bar.value()
        return self._layout.visible(top, top + self.viewport().height())

    def _place(self, page: int) -> QRectF:
        """Where a page is in the viewport, on whole device pixels."""
        ratio = self.devicePixelRatioF()
        place = self._layout.rect(page)
        left = place.left() - self.horizontalScrollBar().value()
        top = place.top() - self._bar.value()
        place.moveTo(round(left * ratio) / ratio, round(top * ratio) / ratio)
        return place

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("track"))
        for page in self._visible():
            self._paint_page(painter, page)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        held = self._tiles
        if held is None:
            return
        place, view = self._place(page), QRectF(self.viewport().rect())
        painting.paint_page(painter, held, page, place, view, self.devicePixelRatioF())
        letters = held.letters(page)
        if letters is None:
            return
        seeking = self._seeking
        spans = seeking.on_page(page)
        here = seeking.current[1:] if seeking.current and seeking.current[0] == page else None
        painting.paint_hits(painter, place, letters, spans, here)
        if self.selection is not None:
            selected = self.selection.within(page, len(letters.text))
            painting.paint_selection(painter, place, letters, selected)
            if self.has_caret and self.selection.head[0] == page:
                painting.paint_caret(painter, place, letters, self.selection.head[1])

    # hits

    def show_hit(self, hit: Hit) -> None:
        """Brings a hit into view; where on its page it stands may have to be read first."""
        self._led = hit
        letters = self._tiles.letters(hit[0]) if self._tiles is not None else None
        if letters is None:
            self.go_to_page(hit[0])
            self._look()
            return
        self._led = None
        boxes = letters.lines(hit[1], hit[2])
        if boxes:
            self._show_box(hit[0], boxes[0])

    def _show_box(self, page: int, box: Box) -> None:
        spot, view = painting.spot(self._place(page), box), self.viewport().rect()
        if not _ROOM <= spot.top() <= view.height() - _ROOM:
            self._bar.setValue(round(self._bar.value() + spot.top() - view.height() / 3))
        across = self.horizontalScrollBar()
        if not 0 <= spot.left() <= view.width() - 20:
            across.setValue(round(across.value() + spot.left() - view.width() / 3))

    def _letters_read(self, page: int) -> None:
        if self._led is not None and self._led[0] == page:
            self.show_hit(self._led)
        if page == self.page:
            self._say()
        self.viewport().update()

    def _hits_changed(self) -> None:
        height = max(self._layout.height, 1.0)
        colour = self._theme.colour("hit_line")
        ticks = [
            (self._layout.rect(page).top() / height, colour, "right")
            for page in dict.fromkeys(hit[0] for hit in self._seeking.hits)
            if page < self.pages
        ]
        self._bar.set_ticks(ticks)
        self.viewport().update()

    def _say(self) -> None:
        """Gives the page being read to screen readers."""
        letters = self._tiles.letters(self.page) if self._tiles is not None else None
        page = translate("Originals", "Page {page} of {pages}")
        said = page.format(page=self.page + 1, pages=self.pages)
        text = letters.text[:_SAID] if letters is not None else ""
        self.setAccessibleDescription(f"{said}. {text}")

    # selection

    def _where(self, point: QPointF) -> Where | None:
        """The gap nearest to a point of the viewport."""
        if self._tiles is None or not self.pages:
            return None
        page = self._layout.page_at(self._bar.value() + point.y())
        letters = self._tiles.letters(page)
        if letters is None:
            return None
        place = self._place(page)
        x = (point.x() - place.left()) / place.width()
        y = (point.y() - place.top()) / place.height()
        return page, selection.gap_at(letters, x, y, place.height() / place.width())

    def start_caret(self) -> None:
        """F7: a caret that Shift and the arrow keys select with; a second time it goes."""
        self.has_caret = not self.has_caret
        where = self._where(QPointF(0, _ROOM)) if self.has_caret else None
        self.selection = Selection(where, where) if where is not None else None
        self.has_caret = where is not None
        self.viewport().update()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Asks for the selection to be copied."""
        if self.selection is not None and not self.selection.is_empty:
            self.copy_requested.emit(self.selection)

    def select_page(self) -> None:
        """Selects all text of the page being read."""
        letters = self._tiles.letters(self.page) if self._tiles is not None else None
        if letters is not None:
            self.selection = Selection((self.page, 0), (self.page, len(letters.text)))
            self.viewport().update()

    def _move_caret(self, key: Qt.Key, *, selecting: bool) -> None:
        if self.selection is None or self._tiles is None:
            return
        page, gap = self.selection.head
        letters = self._tiles.letters(page)
        if letters is None:
            return
        step, by_line = _ARROWS[key]
        there = selection.line_up_or_down(letters, gap, step) if by_line else gap + step
        if there > len(letters.text) or (by_line and step > 0 and there == gap):
            page, there = min(page + 1, self.pages - 1), 0
        elif there < 0 and page:
            page, there = page - 1, 1 << 30
        held = self._tiles.letters(page)
        if held is None:
            self.go_to_page(page)
            return
        head = page, min(max(there, 0), len(held.text))
        self.selection = Selection(self.selection.anchor if selecting else head, head)
        box = selection.caret_box(held, head[1])
        if box != NOWHERE:
            self._show_box(page, box)
        self.viewport().update()

    # events

    def event(self, event: QEvent) -> bool:
        """On another screen the same pages are drawn for its pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._look()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = self._where(event.position())
        if event.button() != Qt.MouseButton.LeftButton or where is None:
            return
        self._dragging = True
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        anchor = self.selection.anchor if shifted and self.selection is not None else where
        self.selection = Selection(anchor, where)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._dragging or self.selection is None:
            return
        y = event.position().y()
        beyond = min(y, 0) + max(y - self.viewport().height(), 0)
        self._bar.setValue(round(self._bar.value() + beyond))
        where = self._where(event.position())
        if where is not None:
            self.selection = Selection(self.selection.anchor, where)
        self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = self._where(event.position())
        letters = self._tiles.letters(where[0]) if self._tiles is not None and where else None
        if where is not None and letters is not None:
            start, end = selection.word_at(letters, where[1])
            self.selection = Selection((where[0], start), (where[0], end))
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif plain and key in _ARROWS and self.has_caret:
            self._move_caret(key, selecting=shift)
        elif key == Qt.Key.Key_Escape and self.selection is not None:
            self.selection, self.has_caret = None, False
            self.viewport().update()
        elif not plain or not self._scroll(key, back=shift):
            super().keyPressEvent(event)

    def _scroll(self, key: Qt.Key, *, back: bool) -> bool:
        """Moves the view by a key; whether that key does."""
        page, view = self.page, self.viewport().height() - _LINE
        steps = {Qt.Key.Key_Up: -_LINE, Qt.Key.Key_Down: _LINE, Qt.Key.Key_PageDown: view}
        steps |= {Qt.Key.Key_PageUp: -view, Qt.Key.Key_Space: -view if back else view}
        if key in steps:
            self._bar.setValue(self._bar.value() + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._bar.setValue(0 if key == Qt.Key.Key_Home else self._bar.maximum())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            across = self.horizontalScrollBar()
            if across.maximum():
                across.setValue(across.value() + step * _LINE)
            else:
                self.go_to_page(page + step)
        else:
            return False
        return True
