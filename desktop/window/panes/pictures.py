"""Pictures of rows, kept so that scrolling copies them: setting text takes most of painting."""

import time
from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QCursor, QFont, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop.window.panes.drawing import RowState

_FRAME_S = 0.004


class Pictures:
    """The last `most` pictures by what they show.

    After `begin_frame`, a few milliseconds' worth of them are made; further rows are left out, and
    `left_out` tells where they are. One is made in every frame, however long it takes. The first
    frame of all, or of another look, is made whole: there is nothing yet to scroll.

    A `whole` frame leaves nothing out, however long it takes.
    """

    def __init__(self, most: int, *, whole: bool = False) -> None:
        self._most = most
        self._frame = float("inf") if whole else _FRAME_S
        self._kept: dict[tuple[object, ...], tuple[QPixmap, object, object]] = {}
        self._left = float("inf")
        self._face, self._ratio = QFont(), 1.0
        self.ground = QColor(Qt.GlobalColor.transparent)
        """What pictures are painted on. On an opaque one letters look as they do on the view."""
        self.left_out: list[QRect] = []

    def begin_frame(self, ratio: float) -> None:
        """`ratio`: device pixels per pixel of what the frame is painted on."""
        self._face, self._ratio = QApplication.font(), ratio
        self._left = self._frame if self._kept else float("inf")
        self.left_out = []

    def clear(self) -> None:
        """The look has changed."""
        self._kept.clear()

    def draw(
        self,
        painter: QPainter,
        place: QRect,
        shows: tuple[object, ...],
        paint: Callable[[QPainter], None],
        owner: object = None,
        passing: object = None,
    ) -> bool:
        """Draws what `paint` makes of a row at 0, 0; False where there is no time to make it.

        `shows` is all that the picture depends on but size, resolution and face. `owner` is kept
        as long as the picture, for an `id` of it in `shows`. What also shows but changes all the
        time is `passing`: of pictures that differ in it alone one is kept.
        """
        key = (*shows, place.width(), place.height(), self._ratio, self._face)
        kept = self._kept.get(key)
        if kept is None or kept[2] != passing:
            if self._left <= 0:
                self.left_out.append(QRect(place))
                return False
            begun = time.perf_counter()
            kept = (_picture(place, self._ratio, self.ground, paint), owner, passing)
            self._left -= time.perf_counter() - begun
            while len(self._kept) >= self._most and key not in self._kept:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = kept
        painter.drawPixmap(place.x(), place.y(), kept[0])
        return True


class Frames(QObject):
    """Paints a view in frames of a few milliseconds: what was left out of one follows in the next.

    Other events have their turn between the two. Only what is missing is painted again. Few rows
    of the view are selected at a time.
    """

    def __init__(self, view: QAbstractItemView, pictures: Pictures) -> None:
        super().__init__(view)
        self._view = view
        # Asked for one of its own, PySide looks through every kind of widget there is: 10 ms.
        self._port = QWidget()
        view.setViewport(self._port)
        self._pictures = pictures
        self._missing = QRegion()
        self._stood: tuple[object, ...] = ()
        self._hovered = self._focused = QModelIndex()
        self._chosen: list[QModelIndex] = []
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._go_on)

    @property
    def waiting(self) -> bool:
        """Whether rows that are to be seen were left out of the last frame."""
        return not (self._missing.isEmpty() or self._view.visibleRegion().isEmpty())

    def state(self, index: QModelIndex | QPersistentModelIndex) -> RowState:
        """The state of a row; what Qt tells a delegate takes ten times as long to read."""
        return RowState(index in self._chosen, index == self._hovered, index == self._focused)

    def paint(self, region: QRegion, paint: Callable[[], None]) -> None:
        """Paints one frame of a region of the viewport."""
        view, port = self._view, self._view.viewport()
        mouse = port.mapFromGlobal(QCursor.pos()) if port.underMouse() else QPoint(-1, -1)
        self._hovered = view.indexAt(mouse)
        self._focused = view.currentIndex() if view.hasFocus() else QModelIndex()
        self._chosen = view.selectedIndexes()
        self._pictures.begin_frame(view.devicePixelRatioF())
        paint()
        self._missing -= region
        for place in self._pictures.left_out:
            self._missing += place
        self._missing &= port.rect()
        if not self._missing.isEmpty():
            self._stood = self._standing()
            self._again.start()

    def _standing(self) -> tuple[object, ...]:
        view = self._view
        return (view.verticalScrollBar().value(), view.viewport().size())

    def _go_on(self) -> None:
        port = self._view.viewport()
        if self._standing() != self._stood:  # scrolled meanwhile: they stand elsewhere now
            self._missing = QRegion(port.rect())
        port.update(self._missing)


def _picture(
    place: QRect, ratio: float, ground: QColor, paint: Callable[[QPainter], None]
) -> QPixmap:
    picture = QPixmap(place.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return picture
