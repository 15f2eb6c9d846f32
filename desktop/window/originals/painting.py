"""Paints a file's page with what is marked on it.

The marks have the colours of the light theme: a file's page is white paper in every theme.
"""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.library.pdf import Box, Letters
from desktop.library.text.lookup import Span
from desktop.window.originals import layout, selection
from desktop.window.originals.tiles import Tiles
from desktop.window.theme import load

translate = QCoreApplication.translate
_AROUND = 2
_SHADE = 70


def paint_page(
    painter: QPainter, held: Tiles, page: int, place: QRectF, view: QRectF, ratio: float
) -> None:
    """What is drawn of a page at `place`; before that its former self, or white paper."""
    painter.fillRect(place, Qt.GlobalColor.white)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    wanted = list(layout.tiles(page, place, view, ratio))
    images = [(tile, held.image(tile)) for tile in wanted]
    if wanted and any(image is None for _, image in images):
        for tile, former in held.former(page, wanted[0].across):
            painter.drawImage(layout.spot(tile, place), former)
    for tile, image in images:
        if image is not None:
            painter.drawImage(layout.spot(tile, place), image)
    if page in held.broken:
        painter.setPen(load("light").colour("danger"))
        words = translate("Originals", "This page cannot be drawn.")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.intersected(view), flags, words)


def paint_hits(
    painter: QPainter, place: QRectF, letters: Letters, spans: Iterable[Span], here: Span | None
) -> None:
    """Boxes around what was found, the one that was gone to thicker; the words stay legible."""
    paper = load("light")
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setBrush(paper.colour("hit"))
    for span in spans:
        pen = QPen(paper.colour("hit_line"))
        pen.setWidthF(2.5 if span == here else 1.0)
        painter.setPen(pen)
        for box in letters.lines(*span):
            painter.drawRect(spot(place, box).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_selection(painter: QPainter, place: QRectF, letters: Letters, selected: Span) -> None:
    """A shade over the letters that are selected."""
    shade = load("light").colour("accent")
    shade.setAlpha(_SHADE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    for box in letters.lines(*selected):
        painter.drawRect(spot(place, box))


def paint_caret(painter: QPainter, place: QRectF, letters: Letters, gap: int) -> None:
    """The stroke that Shift and the arrow keys select from."""
    left, top, _, bottom = selection.caret_box(letters, gap)
    stroke = spot(place, (left, top, left, bottom))
    painter.fillRect(stroke.adjusted(-1, 0, 1, 0), load("light").colour("text"))


def spot(place: QRectF, box: Box) -> QRectF:
    """Where a part of a page lies, the page being at `place`."""
    left, top, right, bottom = box
    return QRectF(
        place.left() + left * place.width(),
        place.top() + top * place.height(),
        (right - left) * place.width(),
        (bottom - top) * place.height(),
    )
