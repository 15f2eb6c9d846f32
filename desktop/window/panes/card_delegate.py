"""A document's card: balanced title, date and speaker, what changed, how far it is read."""

import math

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.library.editions.records import Card
from desktop.library.reader.state import Position
from desktop.window import icons
from desktop.window.panes import drawing
from desktop.window.panes.cards import BOUND, CARD, MARKED, POSITION, place_line
from desktop.window.panes.pictures import Frames, Pictures
from desktop.window.session import READ
from desktop.window.shelves import is_opened
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.balanced import balanced
from desktop.window.wordlist import change_badge, percent

translate = QCoreApplication.translate
_PAD, _INSET = 12.0, 8.0
_KEPT = 24


class CardDelegate(QStyledItemDelegate):
    """Paints cards of one fixed height."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self.pictures = Pictures(_KEPT)
        self.frames = Frames(view, self.pictures)

    @property
    def theme(self) -> Theme:
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._theme = theme
        self.pictures.clear()

    def height(self) -> int:
        title = QFontMetricsF(ui_font(0.5, bold=True)).height()
        meta = QFontMetricsF(ui_font(-1)).height()
        return round(2 * _PAD - 4 + 2 * title + 2 * meta + 10)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(200, self.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.draw(painter, option.rect, index)

    def draw(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A card at a place: its picture, made where there is none and time for it."""
        model, drawn = index.model(), False
        card = model.data(index, CARD)
        if isinstance(card, Card):
            state = self.frames.state(index)
            shows = (id(card), state, model.data(index, MARKED))
            read = _read(model.data(index, POSITION))

            def paint(on: QPainter) -> None:
                self._paint(on, QRectF(0, 0, rect.width(), rect.height()), state, index, card)

            drawn = self.pictures.draw(painter, rect, shows, paint, card, read)
        if not drawn:
            bar = QRectF(rect.left() + 20, rect.top() + 14, (rect.width() - 40) * 0.7, 10)
            drawing.bar(painter, self.theme.colour("track"), bar)

    def _paint(
        self,
        painter: QPainter,
        whole: QRectF,
        state: drawing.RowState,
        index: QModelIndex | QPersistentModelIndex,
        card: Card,
    ) -> None:
        place = whole.adjusted(_INSET, 1, -_INSET, -1)
        drawing.ground(painter, self.theme, state, place)
        inner = place.adjusted(_PAD, _PAD - 4, -_PAD, -_PAD + 4)
        title = balanced(index.data(BOUND), ui_font(0.5, bold=True), inner.width())
        self._card(painter, card, title, index.data(POSITION), inner, selected=state.selected)
        if index.data(MARKED):
            mark = QRectF(inner.right() - 14, inner.bottom() - 20, 16, 16)
            icons.paint(painter, "bookmark", self.theme.colour("accent"), mark)
        if not state.selected:
            y = math.floor(whole.bottom()) - 1
            line = QRectF(inner.left(), y, inner.width(), 1)
            drawing.bar(painter, self.theme.colour("line"), line)

    def _card(
        self,
        painter: QPainter,
        card: Card,
        title: tuple[str, ...],
        position: object,
        room: QRectF,
        *,
        selected: bool,
    ) -> None:
        theme = self.theme
        font = ui_font(0.5, bold=True)
        height = QFontMetricsF(font).height()
        faded = card.status != "current"
        painter.setFont(font)
        for number, text in enumerate(title):
            line = QRectF(room.left(), room.top() + number * height, room.width(), height)
            drawing.line(painter, text, line, theme.colour("text2" if faded else "text"))
        meta = QFontMetricsF(ui_font(-1)).height()
        painter.setFont(ui_font(-1))
        below = QRectF(room.left(), room.top() + len(title) * height + 2, room.width(), meta)
        drawing.line(painter, place_line(card), below, theme.colour("text2"))
        at = QPointF(room.left(), below.bottom() + 5)
        badge = change_badge(card)
        if badge is not None:
            at.setX(drawing.badge(painter, theme, badge.text, badge.tone, at).right() + 8)
        self._progress(
            painter,
            position,
            QRectF(at.x(), at.y(), room.right() - at.x(), meta + 2),
            selected=selected,
        )

    def _progress(
        self, painter: QPainter, position: object, room: QRectF, *, selected: bool
    ) -> None:
        theme = self.theme
        painter.setFont(ui_font(-1))
        soft = theme.colour("text2" if selected else "text3")
        if not isinstance(position, Position) or not is_opened(position):
            drawing.line(painter, translate("Cards", "Not read"), room, soft)
            return
        if position.furthest >= READ:
            side = scaled(16)
            place = QRectF(room.left(), room.top(), side, side)
            icons.paint(painter, "check", theme.colour("accent"), place)
            text = room.adjusted(side + 4, 0, 0, 0)
            drawing.line(
                painter, translate("Cards", "Read to the end"), text, theme.colour("accent")
            )
            return
        bar = QRectF(room.left(), room.center().y() - 2, min(96.0, room.width() - scaled(48)), 4)
        track = theme.colour("raised" if selected else "track")
        drawing.progress(painter, theme, position.furthest, bar, track)
        share = QRectF(bar.right() + 8, room.top(), scaled(44), room.height())
        drawing.line(painter, percent(position.furthest * 100), share, theme.colour("text2"))


def _read(position: object) -> float | None:
    """What a card shows of a position: how far the document is read, None where it is not."""
    return position.furthest if isinstance(position, Position) and is_opened(position) else None
