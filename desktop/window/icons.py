"""Our own 20 x 20 line icons, tinted with a theme colour and sharp at any pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.resources import RESOURCES
from desktop.window.theme import scaled

SIZE = 20


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return (RESOURCES / "icons" / f"{name}.svg").read_bytes()


def renderer(name: str, colour: QColor) -> QSvgRenderer:
    """The icon's drawing with its strokes in `colour`."""
    tinted = _source(name).replace(b'"#000"', f'"{colour.name()}"'.encode())
    return QSvgRenderer(QByteArray(tinted))


def paint(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Draws one icon where a delegate or the page wants it."""
    ratio = painter.device().devicePixelRatioF()
    drawn = pixmap(name, colour, round(place.width()), ratio)
    painter.drawPixmap(place, drawn, QRectF(drawn.rect()))


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer(name, QColor(colour)).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels."""
    return _pixmap(name, colour.name(), size, ratio)


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon for buttons and menus; `disabled` tints its disabled state."""
    made = QIcon()
    for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
        made.addPixmap(pixmap(name, colour, scaled(SIZE), ratio))
        if disabled is not None:
            faint = pixmap(name, disabled, scaled(SIZE), ratio)
            made.addPixmap(faint, QIcon.Mode.Disabled)
    return made
