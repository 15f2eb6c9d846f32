"""Figures and badges as pictures for the text document, sharp at the screen's pixel ratio."""

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_PAPER = QColor("#FFFFFF")
_PAD = 8.0
_TALLEST = 1.25  # a figure stays within this share of the column's width


def natural(data: bytes) -> tuple[QSvgRenderer | None, QImage, QSizeF]:
    """A drawing, or else a picture, and its own size; the size is empty if it is neither."""
    drawing = QSvgRenderer(QByteArray(data)) if b"<svg" in data[:2000] else None
    if drawing is not None and drawing.isValid():
        return drawing, QImage(), QSizeF(drawing.defaultSize())
    image = QImage.fromData(QByteArray(data))
    return None, image, QSizeF(image.size())


def _fitted(own: QSizeF, width: float) -> QSizeF:
    """Shrinks to the column; vector drawings grow to it, pictures never do (the caller caps)."""
    size = QSizeF(own)
    size.scale(QSizeF(width, width * _TALLEST), Qt.AspectRatioMode.KeepAspectRatio)
    return size


def figure(data: bytes, width: float, ratio: float) -> QImage | None:
    """The figure in a column of `width` logical pixels, on white paper in every theme.

    None, if the bytes are no picture that can be drawn.
    """
    drawing, image, own = natural(data)
    if own.isEmpty():
        return None
    inner = width - 2 * _PAD
    limit = inner if drawing is not None else min(inner, own.width())
    size = _fitted(own, limit)
    canvas = QImage(
        round((size.width() + 2 * _PAD) * ratio),
        round((size.height() + 2 * _PAD) * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PAPER)
    whole = QRectF(0, 0, size.width() + 2 * _PAD, size.height() + 2 * _PAD)
    painter.drawRoundedRect(whole, 6, 6)
    place = QRectF(_PAD, _PAD, size.width(), size.height())
    if drawing is not None:
        drawing.render(painter, place)
    else:
        painter.drawImage(place, image)
    painter.end()
    return canvas


def missing(text: str, width: float, ratio: float, ink: QColor, ground: QColor) -> QImage:
    """A quiet box with the figure's description, where the picture itself cannot be drawn."""
    return _label(text, QSize(round(width), 96), ratio, (ink, ground), QFont("Noto Sans", 10))


def badge(text: str, font: QFont, ratio: float, ink: QColor, ground: QColor) -> QImage:
    """A word on a soft rounded ground."""
    metrics = QFontMetricsF(font)
    size = QSize(round(metrics.horizontalAdvance(text)) + 14, round(metrics.height()) + 3)
    return _label(text, size, ratio, (ink, ground), font)


def _label(
    text: str, size: QSize, ratio: float, colours: tuple[QColor, QColor], font: QFont
) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[1])
    place = QRectF(0, 0, size.width(), size.height())
    painter.drawRoundedRect(place, 4, 4)
    painter.setFont(font)
    painter.setPen(colours[0])
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(place, flags, text)
    painter.end()
    return image
