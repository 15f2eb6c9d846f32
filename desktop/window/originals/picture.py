"""A picture as a file of one page, so that it is zoomed, moved and kept as a PDF is."""

import math
from array import array

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.library.errors import InputError
from desktop.library.pdf import Letters, Tile
from desktop.library.progress import CancelToken
from desktop.window.originals.layout import PIXELS_A_POINT

LARGEST_MB = 512
"""What a picture may take once it is unpacked: about 11,000 x 11,000 pixels."""
_NOTHING = Letters("", array("f"))


class PictureFile:
    """A picture, drawn by any one thread at a time. At 100 % its pixels are the screen's.

    Raises: InputError("picture_broken").
    """

    def __init__(self, data: bytes) -> None:
        self._drawing = QSvgRenderer(QByteArray(data)) if b"<svg" in data[:2000] else None
        self._image = QImage()
        if self._drawing is not None:
            size = self._drawing.defaultSize()
        else:
            self._image = _read(data)
            size = self._image.size()
        if size.isEmpty() or (self._drawing is not None and not self._drawing.isValid()):
            raise InputError("picture_broken")
        self.sizes: tuple[tuple[float, float], ...] = (
            (size.width() / PIXELS_A_POINT, size.height() / PIXELS_A_POINT),
        )

    def draw(self, tile: Tile, cancel: CancelToken | None = None) -> bytes:
        """As `PdfFile.draw`. Raises: Cancelled."""
        if cancel is not None:
            cancel.check()
        made = QImage(tile.width, tile.height, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._drawing is not None:
            whole = QRectF(-tile.left, -tile.top, tile.across, tile.down)
            self._drawing.render(painter, whole)
        else:
            self._copy(painter, tile)
        painter.end()
        return bytes(made.constBits())

    def letters(self, _number: int) -> Letters:
        return _NOTHING

    def text(self, _number: int) -> str:
        return ""

    def rough_text(self, _number: int) -> str:
        return ""

    def close(self) -> None:
        self._image = QImage()

    def _copy(self, painter: QPainter, tile: Tile) -> None:
        """The part of the picture that the tile shows; shrunk well, since text may be on it."""
        wide = self._image.width() / tile.across
        high = self._image.height() / tile.down
        part = QRectF(tile.left * wide, tile.top * high, tile.width * wide, tile.height * high)
        if wide <= 1:
            painter.drawImage(QRectF(0, 0, tile.width, tile.height), self._image, part)
            return
        outer = part.toAlignedRect().intersected(self._image.rect())
        smaller = self._image.copy(outer).scaled(
            max(math.ceil(outer.width() / wide), 1),
            max(math.ceil(outer.height() / high), 1),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        left, top = (outer.left() - part.left()) / wide, (outer.top() - part.top()) / high
        place = QRectF(left, top, outer.width() / wide, outer.height() / high)
        painter.drawImage(place, smaller)


def _read(data: bytes) -> QImage:
    """Decodes a picture upright. Raises: InputError("picture_broken")."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() * 4 > LARGEST_MB * 1024 * 1024:
        raise InputError("picture_broken")
    image = reader.read()
    if image.isNull():
        raise InputError("picture_broken")
    return image
