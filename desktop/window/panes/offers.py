"""The list under the search box: suggestions while one types, searches made before one does."""

import math
from collections.abc import Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.library.reader.searches import Query
from desktop.library.suggestions import Kind
from desktop.window import icons
from desktop.window.panes import drawing
from desktop.window.panes.cards import Index
from desktop.window.panes.rows import row_state
from desktop.window.reader.positions import utf16_length
from desktop.window.theme import Theme, scaled, ui_font

translate = QCoreApplication.translate
OFFER = int(Qt.ItemDataRole.UserRole)
MOST_ROWS = 10
"""Rows that are seen at a time."""
_PAD, _ICON, _CROSS = 10.0, 18.0, 32
_ICONS = {
    "title": "book",
    "person": "person",
    "number": "number",
    "topic": "tag",
    "term": "search",
    "unit": "person",
    "conference": "conference",
    "kind": "outline",
    "year": "clock",
    "saved": "bookmark",
    "recent": "clock",
    "clear": "trash",
}
REMOVABLE = ("saved", "recent")


class Offer(msgspec.Struct, frozen=True):
    """One line: a suggestion, a search kept or made before, or the way to clear those.

    `marks` are spans of `text` in code points; `key` the document that a title opens.
    """

    kind: Kind | Literal["saved", "recent", "clear"]
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    key: str = ""
    query: Query = Query("")


def kind_name(offer: Offer) -> str:
    """The word at the end of a line: what it is, or for a note's search where it looks."""
    if offer.kind in REMOVABLE and offer.query.scope == "notes":
        return translate("Offers", "My notes")
    return {
        "title": translate("Offers", "Document"),
        "person": translate("Offers", "Speaker"),
        "number": translate("Offers", "Number"),
        "topic": translate("Offers", "Topic"),
        "term": translate("Offers", "Search for"),
        "unit": translate("Offers", "Unit"),
        "conference": translate("Offers", "Conference"),
        "kind": translate("Offers", "Kind"),
        "year": translate("Offers", "Year"),
        "saved": translate("Offers", "Saved"),
        "recent": translate("Offers", "Recent"),
        "clear": "",
    }[offer.kind]


class OffersModel(QAbstractListModel):
    """The lines; `OFFER` answers one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == OFFER:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (offer.text, kind_name(offer)) if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Paints one line: icon, text with what was typed in bold, and what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(200, max(scaled(32), math.ceil(QFontMetricsF(ui_font()).height() + 12)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        offer = index.data(OFFER)
        if not isinstance(offer, Offer):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(4, 1, -4, -1)
        state = row_state(option)
        drawing.ground(painter, self.theme, state, place)
        if state.selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)
        soft = self.theme.colour("text2")
        room = place.adjusted(_PAD, 0, -_PAD, 0)
        side = scaled(_ICON)
        top = room.center().y() - side / 2
        icons.paint(painter, _ICONS[offer.kind], soft, QRectF(room.left(), top, side, side))
        if offer.kind in REMOVABLE and (state.selected or state.hovered):
            at = QRectF(room.right() - 14, room.center().y() - 7, 14, 14)
            icons.paint(painter, "x", soft, at)
            room.setRight(at.left() - 6)
        painter.setFont(ui_font(-1))
        painter.setPen(soft)
        name = kind_name(offer)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        width = QFontMetricsF(painter.font()).horizontalAdvance(name)
        text = room.adjusted(side + 10, 0, -width - 12, 0)
        painter.setPen(self.theme.colour("text"))
        _text(painter, offer, text)
        painter.restore()


def _text(painter: QPainter, offer: Offer, room: QRectF) -> None:
    """One line of text, its marks bold, cut with `…` where the room ends."""
    font = ui_font()
    bold = ui_font(0, bold=True)
    metrics = QFontMetricsF(bold if offer.marks else font)
    shown = metrics.elidedText(offer.text, Qt.TextElideMode.ElideRight, room.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_bold(offer.text, mark) for mark in offer.marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))


def _bold(text: str, mark: tuple[int, int]) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    made = QTextLayout.FormatRange()
    made.start = utf16_length(text[: mark[0]])
    made.length = utf16_length(text[mark[0] : mark[1]])
    made.format = form
    return made


class _View(QListView):
    """Tells clicks apart: on a line, or on the cross at its end.

    Signals: `taken(Offer)`; `removed(Offer)`.
    """

    taken = Signal(object)
    removed = Signal(object)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        offer = index.data(OFFER)
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(offer, Offer):
            return
        crossed = event.position().x() > self.visualRect(index).right() - _CROSS
        if crossed and offer.kind in REMOVABLE:
            self.removed.emit(offer)
        else:
            self.taken.emit(offer)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses nothing: the keyboard's choice stays until the button is let go."""
        event.accept()


class OffersPopup(QFrame):
    """Lies over the window under the search box and never takes the keyboard from it.

    Signals: `taken(Offer)` and `removed(Offer)` by mouse.
    """

    taken = Signal(object)
    removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = OffersModel(self)
        self._delegate = _Delegate(theme)
        self.view = _View()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(translate("Offers", "Suggestions"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.taken.connect(self.taken)
        self.view.removed.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.addWidget(self.view)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.view.viewport().update()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Replaces the lines; none of them is chosen."""
        self.model.show_offers(offers)
        self.choose(-1)
        self.view.scrollToTop()

    def place(self, left: int, top: int, width: int) -> None:
        """Lies at this point of its window, as high as its lines and the window let it."""
        rows = min(self.model.rowCount(), MOST_ROWS)
        line = self.view.sizeHintForRow(0) if rows else 0
        room = self.window().height() - top - 8
        self.setGeometry(left, top, width, min(rows * line + 12, room))
        self.raise_()

    @property
    def chosen(self) -> Offer | None:
        """The line that Enter takes."""
        offer = self.view.currentIndex().data(OFFER)
        return offer if isinstance(offer, Offer) else None

    @property
    def row(self) -> int:
        """The chosen line's number, -1 for none."""
        return self.view.currentIndex().row()

    def choose(self, row: int) -> None:
        """Chooses a line; -1 none."""
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
