"""Shows something large: moved by dragging, by the arrow keys, by the wheel."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar

from desktop.window.reader.enlarging import Enlarged
from desktop.window.theme import Theme

LEAST, MOST = 100, 400
_STEP = 60


class LargeView(QAbstractScrollArea):
    """A view of one figure or table; 100 per cent fits it.

    Signals: `resized(int)` when the size in per cent changed.
    """

    resized = Signal(int)

    def __init__(self, content: Enlarged, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._content = content
        self._theme = theme
        self._percent = LEAST
        self._size = QSizeF()
        self._middle: QPointF | None = None
        self._from: QPoint | None = None
        self._growing = QTimer(self, interval=0, singleShot=True)
        self._growing.timeout.connect(self._grow)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def percent(self) -> int:
        return self._percent

    def set_percent(self, percent: int) -> None:
        """Shows it at a size, about the middle of what is seen now."""
        self._percent = min(max(percent, LEAST), MOST)
        if self._middle is None and not self._size.isEmpty():
            self._middle = self._seen()
        self._take(self._content.set(self._percent / 100, self._room()))
        self.viewport().update()
        self.resized.emit(self._percent)

    def _seen(self) -> QPointF:
        """The middle of the view, in shares of the whole."""
        shares = []
        for bar, whole, seen in self._ways():
            shares.append((bar.value() + min(seen, whole) / 2) / whole)
        return QPointF(*shares)

    def _ways(self) -> tuple[tuple[QScrollBar, float, int], ...]:
        """Each way in which it can be moved: its bar, the whole, and what is seen of it."""
        view = self.viewport().size()
        return (
            (self.horizontalScrollBar(), self._size.width(), view.width()),
            (self.verticalScrollBar(), self._size.height(), view.height()),
        )

    def _room(self) -> QSizeF:
        """The view beside scroll bars."""
        bars = (self.verticalScrollBar().sizeHint(), self.horizontalScrollBar().sizeHint())
        whole = self.maximumViewportSize()
        return QSizeF(whole.width() - bars[0].width(), whole.height() - bars[1].height())

    def _take(self, size: QSizeF) -> None:
        self._size = size
        for bar, whole, seen in self._ways():
            # A pixel more or less is no reason for a scroll bar.
            bar.setRange(0, max(round(whole) - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)
        if not self._content.whole:
            self._growing.start()
        elif self._middle is not None:
            middle, self._middle = self._middle, None
            for (bar, whole, seen), share in zip(self._ways(), middle.toTuple(), strict=True):
                bar.setValue(round(share * whole - seen / 2))

    def _grow(self) -> None:
        """What is made now lies further down, but for the head that stays in view."""
        self._take(self._content.grow())
        if self._content.whole:
            self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        view = QRectF(self.viewport().rect())
        painter.fillRect(view, self._theme.colour("paper"))
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._content.paint(painter, offset, view)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(view.adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_percent(self._percent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            across.setValue(across.value() + (_STEP if key == Qt.Key.Key_Right else -_STEP))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            down.setValue(down.value() + (_STEP if key == Qt.Key.Key_Down else -_STEP))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            back = key == Qt.Key.Key_PageUp or shifted
            down.setValue(down.value() + down.pageStep() * (-1 if back else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            down.setValue(down.minimum() if key == Qt.Key.Key_Home else down.maximum())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            moved = event.position().toPoint() - self._from
            self._from = event.position().toPoint()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - moved.x())
            down.setValue(down.value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._from = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_percent(self._percent + (25 if event.angleDelta().y() > 0 else -25))
        else:
            super().wheelEvent(event)
