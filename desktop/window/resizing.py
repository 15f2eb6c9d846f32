"""A window takes another size in turns: laid out, given its picture, and painted part by part.

All of it in one turn takes longer than a frame. What is on the screen stays until its part of the
window is painted, and other events have their turn between.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.window.room import Room

_HELD = Qt.WidgetAttribute.WA_UpdatesDisabled
_FORCED = Qt.WidgetAttribute.WA_ForceUpdatesDisabled


class Column(QVBoxLayout):
    """The layout of a window.

    Signals: `widening()` before it is laid out in another size.
    """

    widening = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._size = QSize()

    def setGeometry(self, place: QRect) -> None:
        if place.size() != self._size:
            self._size = place.size()
            self.widening.emit()
        super().setGeometry(place)


class Resizing(QObject):
    """Paints a window that has another size: its bars, then the lists, then the document.

    Qt would paint all of it with the first of its parts that asks. So all are held from before the
    layout on, and let go a few at a time.
    """

    def __init__(self, window: QWidget, room: Room) -> None:
        super().__init__(window)
        self._window, self._room = window, room
        self._steps: Iterator[None] | None = None
        # One of no time would have its turn when nothing else is due, which may be late.
        self._next = QTimer(self, interval=1, singleShot=True)
        self._next.timeout.connect(self._go_on)

    @property
    def waiting(self) -> bool:
        """The window is laid out and still to be painted."""
        return self._steps is not None

    def begin(self) -> None:
        """The window is about to be laid out in another size."""
        if not self._window.isVisible():
            return
        self._window.setUpdatesEnabled(False)
        self._steps = self._turns()
        self._next.start()

    def _go_on(self) -> None:
        for _ in self._steps or ():
            self._next.start()
            return
        self._steps = None

    def _turns(self) -> Iterator[None]:
        self._prepare()
        window, splitter = self._window, self._room.splitter
        for whole in (window, splitter):
            whole.setAttribute(_HELD, on=False)
            whole.setAttribute(_FORCED, on=False)
        panes = _parts(splitter)
        beside = [pane for pane in panes if pane is not self._room.reader]
        for parts in (_parts(window), beside, panes):
            yield
            for part in parts:
                part.setUpdatesEnabled(True)
            self._paint()

    def _paint(self) -> None:
        """Paints what was let go; Qt posts no request while one that was in vain stands."""
        QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))

    def _prepare(self) -> None:
        """Gets the memory of the picture, whose every page the system gives when first touched."""
        store = self._window.backingStore()
        if store.size() != self._window.size():
            store.resize(self._window.size())
        picture = store.paintDevice()
        if isinstance(picture, QImage):
            picture.fill(self._window.palette().window().color())


def _parts(whole: QWidget) -> list[QWidget]:
    return whole.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
