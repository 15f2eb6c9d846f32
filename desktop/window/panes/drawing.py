"""What the delegates share: badges, card grounds, progress, and what views do for them."""

from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea

from desktop.window.theme import Theme, ui_font

TONES = {
    "accent": ("accent", "accent_soft"),
    "info": ("info", "info_soft"),
    "warn": ("warn", "warn_soft"),
    "danger": ("danger", "danger_soft"),
    "ok": ("ok", "ok_soft"),
    "neutral": ("text2", "track"),
}


def row_width(view: QAbstractItemView) -> int:
    """Pixels that a row surely has: the same with and without scroll bar, so that rows settle."""
    return view.contentsRect().width() - view.verticalScrollBar().sizeHint().width()


def restyled(view: QAbstractItemView, event: QEvent) -> bool:
    """Takes `event` if it brings another style: the rows are laid out when they are next seen.

    Qt lays them out within the change, twice, and also where nobody sees them.
    """
    if event.type() != QEvent.Type.StyleChange:
        return False
    view.scheduleDelayedItemsLayout()
    return QAbstractScrollArea.event(view, event)


def badge_width(text: str) -> float:
    """The room that a badge takes, in pixels."""
    return _badge_width(text, ui_font(-1))


@lru_cache(256)
def _badge_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) + 12


def badge(painter: QPainter, theme: Theme, text: str, tone: str, at: QPointF) -> QRectF:
    """A word on its soft ground with its top left corner at `at`; the room it took."""
    font = ui_font(-1)
    metrics = QFontMetricsF(font)
    place = QRectF(at.x(), at.y(), badge_width(text), metrics.height() + 2)
    ink, ground = TONES[tone]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(place, 4, 4)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    return place


def bar(painter: QPainter, ink: QColor, place: QRectF) -> None:
    """Fills a place: as `fillRect`, for which PySide would make the enums of gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(place)


class RowState(NamedTuple):
    """What of a row's state is to be seen."""

    selected: bool
    hovered: bool
    focused: bool


def ground(painter: QPainter, theme: Theme, state: RowState, place: QRectF) -> None:
    """The card's ground: selected, under the mouse, focused."""
    painter.setPen(Qt.PenStyle.NoPen)
    if state.selected or state.hovered:
        painter.setBrush(theme.colour("sel" if state.selected else "hover"))
        painter.drawRoundedRect(place, 8, 8)
    if state.focused or (state.selected and theme.contrast):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 3 if state.focused and theme.contrast else 2))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)


def progress(painter: QPainter, theme: Theme, share: float, place: QRectF, track: QColor) -> None:
    """A slim bar, filled to `share` (0-1)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(place, 2, 2)
    filled = QRectF(place)
    filled.setWidth(max(place.width() * share, 4))
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(filled, 2, 2)


def line(
    painter: QPainter, text: str, place: QRectF, colour: QColor, *, right: bool = False
) -> float:
    """One line of text, cut with `…` where the room ends; the pixels of its width.

    It stands at the left end of its place, or at the `right` one, in the middle of its height.
    """
    painter.setPen(colour)
    font, room = painter.font(), place.width()
    one = _set(text, font)
    if one.naturalTextWidth() > room:
        one = _set(QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room), font)
    width = one.naturalTextWidth()
    height = one.ascent() + one.descent()  # its own is rounded up
    at = QPointF(place.left(), place.top() + (place.height() - height) / 2)
    if right:
        at.setX(place.right() - width)
    one.draw(painter, at)
    return width


def _set(text: str, font: QFont) -> QTextLine:
    """A line of text as it comes, until the next one is set: it is set once to measure and draw."""
    layout = _layout()
    layout.setFont(font)
    layout.setText(text)
    layout.beginLayout()
    one = layout.createLine()
    layout.endLayout()
    return one


@cache
def _layout() -> QTextLayout:
    layout = QTextLayout()
    layout.setCacheEnabled(True)
    return layout
