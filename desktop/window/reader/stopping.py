"""Leads mouse and keyboard to links, footnotes, figures and tables of the page."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.library.document import Node, leaves
from desktop.window.announcing import announce
from desktop.window.dropping import FIGURE, carrying, place_of
from desktop.window.reader.column import Column
from desktop.window.reader.decorations import unit_boxes
from desktop.window.reader.note_popup import NotePopup, footnotes
from desktop.window.reader.pinned import table_place
from desktop.window.reader.stops import Stop

translate = QCoreApplication.translate
_APPEAR_MS, _STAY_MS = 200, 300
_NOTE, _REFERENCE = "#note:", "#ref:"


class Stopping(QObject):
    """The current stop with its ring, the footnote's card, and clicks on figures and tables.

    Signals: `followed(str)` a link, by keyboard; `zoom_requested(Node)`.
    """

    followed = Signal(str)
    zoom_requested = Signal(object)

    def __init__(self, page: Column) -> None:
        super().__init__(page)
        self._page = page
        self._viewport = page.viewport()
        self.card = NotePopup(page)
        self._mouse = QPoint()
        self._pressed: QPoint | None = None
        self._hovered: Stop | None = None
        self._over = False
        self._table: Node | None = None
        self._appearing = QTimer(self, interval=_APPEAR_MS, singleShot=True)
        self._appearing.timeout.connect(self._appear)
        self._staying = QTimer(self, interval=_STAY_MS, singleShot=True)
        self._staying.timeout.connect(self._go)
        # A click on a table may be the first half of the double click that selects a word.
        self._single = QTimer(self, singleShot=True)
        self._single.setInterval(QApplication.doubleClickInterval())
        self._single.timeout.connect(self._enlarge)
        flags = page.textInteractionFlags()
        page.setTextInteractionFlags(flags & ~Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        page.highlighted.connect(self._highlighted)
        page.verticalScrollBar().valueChanged.connect(self._scrolled)
        page.installEventFilter(self)
        self._viewport.installEventFilter(self)

    @property
    def current(self) -> Stop | None:
        typeset = self._page.typeset
        return typeset.stops.current if typeset is not None else None

    def forget(self) -> None:
        """Nothing is stopped at: the text is another."""
        self.card.hide()
        self._single.stop()
        self._appearing.stop()
        self._hovered = None
        typeset = self._page.typeset
        if typeset is not None:
            typeset.stops.current = None
        self._page.viewport().update()

    def show(self, stop: Stop) -> None:
        """Makes a stop the current one, brings it into view, and shows what it refers to."""
        typeset = self._page.typeset
        if typeset is None:
            return
        cursor = QTextCursor(typeset.document)
        cursor.setPosition(stop.start)
        self._page.scroll_to(cursor)
        self._page.setTextCursor(cursor)
        typeset.stops.current = stop
        self._page.viewport().update()
        note = self._note(stop)
        if note:
            self.card.show_note(note, self._area(stop))
        else:
            self.card.hide()
        announce(self._page, note or self._told(stop))

    def _told(self, stop: Stop) -> str:
        """What a screen reader says of a stop."""
        typeset = self._page.typeset
        if stop.node is not None:
            return described(stop.node)
        if typeset is None:
            return ""
        cursor = QTextCursor(typeset.document)
        cursor.setPosition(stop.start)
        cursor.setPosition(stop.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _note(self, stop: Stop) -> str:
        """What the card says of a stop: the note, or where its number leads."""
        typeset = self._page.typeset
        if stop.href.startswith(_REFERENCE):
            return translate("Footnote", "Back to the text")
        if typeset is None or not stop.href.startswith(_NOTE):
            return ""
        return footnotes(typeset.reading.document).get(stop.href.removeprefix(_NOTE), "")

    # where a stop is

    def _boxes(self, stop: Stop) -> list[QRectF]:
        """The rectangles of a stop, in viewport pixels."""
        typeset = self._page.typeset
        if typeset is None:
            return []
        layout = typeset.document.documentLayout()
        offset = self._offset()
        block = typeset.document.findBlock(stop.start)
        if stop.node is not None and stop.node.kind == "table":
            return [table_place(typeset, stop).translated(-offset)]
        boxes = []
        while block.isValid() and block.position() < stop.end:
            origin = layout.blockBoundingRect(block).translated(-offset).topLeft()
            start, end = stop.start - block.position(), stop.end - block.position()
            boxes += unit_boxes(block, origin, max(start, 0), min(end, block.length() - 1))
            block = block.next()
        return boxes

    def _offset(self) -> QPointF:
        across, down = self._page.horizontalScrollBar(), self._page.verticalScrollBar()
        return QPointF(across.value(), down.value())

    def _area(self, stop: Stop) -> QRect:
        boxes = self._boxes(stop)
        area = boxes[0].toRect() if boxes else QRect(self._mouse, self._mouse)
        return area.translated(self._page.viewport().pos())

    def paint(self, painter: QPainter) -> None:
        """Draws the ring of the current stop while the page has the keyboard."""
        stop = self.current
        if stop is None or not self._page.hasFocus():
            return
        painter.setPen(QPen(self._page.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._boxes(stop):
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 4, 4)

    # the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._page and self._pressed_key(event)
        if watched is self._viewport:
            if isinstance(event, QMouseEvent):
                self._moused(event)
            elif event.type() == QEvent.Type.Leave:
                self._highlighted(QUrl())
        return super().eventFilter(watched, event)

    def _pressed_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        bare = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not bare:
            back = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            return self.step(-1 if back or key == Qt.Key.Key_Backtab else 1)
        stop = self.current
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and stop is not None:
            self._activate(stop)
            return True
        if key == Qt.Key.Key_Escape and (stop is not None or not self.card.isHidden()):
            self.forget()
            return True
        return False

    def step(self, step: int) -> bool:
        """Tab: to the next stop or the one before; False after the last, where focus goes on."""
        typeset = self._page.typeset
        if typeset is None:
            return False
        if typeset.stops.current is not None and not self._seen(typeset.stops.current.start):
            typeset.stops.current = None
        stop = typeset.stops.step(step, self._from(step))
        if stop is None:
            self.forget()
            return False
        self.show(stop)
        return True

    def _seen(self, position: int) -> bool:
        typeset = self._page.typeset
        if typeset is None:
            return False
        cursor = QTextCursor(typeset.document)
        cursor.setPosition(position)
        return self._page.viewport().rect().contains(self._page.cursorRect(cursor).center())

    def _from(self, step: int) -> int:
        """Where Tab sets out: at the text cursor if that is in view, else at the view's edge."""
        position = self._page.textCursor().position()
        if self._seen(position):
            return position
        view = self._page.viewport().rect()
        edge = view.topLeft() if step > 0 else view.bottomRight()
        return self._page.cursorForPosition(edge).position()

    def _activate(self, stop: Stop) -> None:
        if stop.node is not None:
            self.zoom_requested.emit(stop.node)
        else:
            self.card.hide()
            self.followed.emit(stop.href)

    # the mouse

    def _stop_under(self, point: QPoint) -> Stop | None:
        typeset = self._page.typeset
        if typeset is None:
            return None
        layout = typeset.document.documentLayout()
        place = QPointF(point) + self._offset()
        position = layout.hitTest(place, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return None
        if layout.imageAt(place):
            return typeset.stops.at(position) or typeset.stops.at(position - 1)
        return typeset.stops.at(position)

    def _moused(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseMove:
            self._mouse = point
            self._point_at(point)
            if self._pressed is not None and self._far(point, self._pressed):
                self._drag_from(self._pressed)
        elif event.type() == QEvent.Type.MouseButtonPress and left:
            if self.current is not None:
                self.forget()
            selected = self._page.textCursor().hasSelection()
            self._pressed = None if selected or event.modifiers() else point
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._pressed = None
            self._single.stop()
        elif event.type() == QEvent.Type.MouseButtonRelease and left:
            pressed, self._pressed = self._pressed, None
            if pressed is not None and not self._far(point, pressed):
                self._clicked(point)

    def _far(self, point: QPoint, pressed: QPoint) -> bool:
        return (point - pressed).manhattanLength() >= QApplication.startDragDistance()

    def _drag_from(self, pressed: QPoint) -> None:
        """A figure can be dragged; over a table the mouse selects its words."""
        self._pressed = None
        stop = self._stop_under(pressed)
        if stop is not None and stop.node is not None and stop.node.kind == "figure":
            drag = QDrag(self._page)
            drag.setMimeData(carrying(FIGURE, place_of(stop.node)))
            drag.exec(Qt.DropAction.CopyAction)

    def _clicked(self, point: QPoint) -> None:
        stop = self._stop_under(point)
        if stop is None or stop.node is None or self._page.anchorAt(point):
            return
        if stop.node.kind == "figure":
            self.zoom_requested.emit(stop.node)
        elif not self._page.has_caret:  # a click places the caret
            self._table = stop.node
            self._single.start()

    def _enlarge(self) -> None:
        if self._table is not None and not self._page.textCursor().hasSelection():
            self.zoom_requested.emit(self._table)

    def _point_at(self, point: QPoint) -> None:
        """A hand over figures, as over links."""
        stop = self._stop_under(point)
        over = stop is not None and stop.node is not None and stop.node.kind == "figure"
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            self._page.viewport().setCursor(shape)

    def _highlighted(self, address: QUrl) -> None:
        """The mouse came to a link, or left one."""
        stop = self._stop_under(self._mouse) if address.toString().startswith("#") else None
        if stop is not None:
            self._staying.stop()
            self._hovered = stop
            self._appearing.start()
        elif self._hovered is not None:
            self._hovered = None
            self._appearing.stop()
            self._staying.start()

    def _appear(self) -> None:
        if self._hovered is not None:
            self.card.show_note(self._note(self._hovered), self._area(self._hovered))

    def _go(self) -> None:
        """Away with the card, unless the mouse has gone over to read it."""
        if self.card.underMouse():
            self._staying.start()
        elif self.current is None:
            self.card.hide()

    def _scrolled(self) -> None:
        self._single.stop()
        if self.current is None or not self._seen(self.current.start):
            self.card.hide()


def described(node: Node) -> str:
    """A figure or table in words: what it is, and its caption or description."""
    caption = " ".join(leaf.text for leaf in leaves(node.children) if leaf.kind == "caption")
    if node.kind == "figure":
        kind = translate("Zoom", "Figure: {name}")
        return kind.format(name=caption or node.alt or node.src)
    heads = [row for row in node.children if row.kind == "row" and row.head]
    words = ", ".join(cell.text for row in heads[:1] for cell in row.children if cell.text)
    return translate("Zoom", "Table: {name}").format(name=caption or words)
