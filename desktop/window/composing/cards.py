"""The tray's cards: what is taken, painted as cards that can be dragged into another order."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.window.composing.options_words import circle_name
from desktop.window.composing.rows import Row
from desktop.window.panes import drawing
from desktop.window.panes.rows import Index, row_state
from desktop.window.reader.look import reading_font
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.balanced import balanced
from desktop.window.wordlist import circulation_name

ROW = int(Qt.ItemDataRole.UserRole)
_MIME = "application/x-handout-item"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_PAD, _GRIP = 10.0, 24.0
_LINES = 2


class CardsModel(QAbstractListModel):
    """The rows of the tray; one that is dropped elsewhere is moved.

    Signals: `dropped(str, int)` the id of an item, and before which of the others it is to stand.
    """

    dropped = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Shows these; where the ids stay, only what they say is replaced."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def place(self, identifier: str) -> int:
        """Where an item stands; -1 for one that is gone."""
        return next((at for at, row in enumerate(self.rows) if row.id == identifier), -1)

    # what Qt calls

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.heading or row.text
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (row.heading, row.text, row.source, row.change)))
            case Qt.ItemDataRole.AccessibleTextRole:
                circle = circulation_name(row.circle) if row.circle != "public" else ""
                said = (row.heading, row.text, row.source, circle, row.change)
                return ", ".join(filter(None, said))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, QByteArray(self.rows[indexes[0].row()].id.encode()))
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Never lets Qt move rows: the draft is changed, and shown anew."""
        del action, column
        identifier = bytes(data.data(_MIME).data()).decode()
        held = self.place(identifier)
        to = row if row >= 0 else (parent.row() if parent.isValid() else len(self.rows))
        if held >= 0:
            self.dropped.emit(identifier, to - 1 if held < to else to)
        return False


class CardDelegate(QStyledItemDelegate):
    """Paints a card: grip, heading, two lines of the text, its source, its marks."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def _heights(self) -> tuple[float, float, float]:
        """Of a heading's line, of the text's, of the source's."""
        fonts = (ui_font(bold=True), _text_font(), ui_font(-1))
        heading, text, source = (QFontMetricsF(font).height() for font in fonts)
        return heading, text, source

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(ROW)
        width = (option.rect.width() or scaled(280)) - _GRIP - 2 * _PAD
        heading, text, source = self._heights()
        lines = len(balanced(row.text, _text_font(), width)) if row.text else 0
        high = bool(row.heading) * heading + min(lines, _LINES) * text + source
        high += bool(_marks(row)) * (source + 4)
        return QSize(100, round(high + 2 * _PAD + 6))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(ROW)
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(2, 3, -2, -3)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(place, 8, 8)
        drawing.ground(painter, theme, row_state(option), place)
        self._grip(painter, place)
        self._words(painter, row, place.adjusted(_GRIP, _PAD, -_PAD, -_PAD))
        painter.restore()

    def _grip(self, painter: QPainter, place: QRectF) -> None:
        """Six dots that say where a card is taken by the mouse."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("handle"))
        middle = place.center().y()
        for across in (9.0, 14.0):
            for down in (-6.0, 0.0, 6.0):
                painter.drawEllipse(QPointF(place.left() + across, middle + down), 1.3, 1.3)

    def _words(self, painter: QPainter, row: Row, place: QRectF) -> None:
        theme, top = self.theme, place.top()
        heading, text, source = self._heights()
        if row.heading:
            painter.setFont(ui_font(bold=True))
            line = QRectF(place.left(), top, place.width(), heading)
            drawing.line(painter, row.heading, line, theme.colour("text"))
            top += heading
        if row.text:
            for words in balanced(row.text, _text_font(), place.width())[:_LINES]:
                painter.setFont(_text_font())
                line = QRectF(place.left(), top, place.width(), text)
                drawing.line(painter, words, line, theme.colour("text"))
                top += text
        painter.setFont(ui_font(-1))
        line = QRectF(place.left(), top, place.width(), source)
        drawing.line(painter, row.source, line, theme.colour("text2"))
        top += source + 4
        left = place.left()
        for words, tone in _marks(row):
            if left + drawing.badge_width(words) > place.right() and left > place.left():
                break
            left = drawing.badge(painter, theme, words, tone, QPointF(left, top)).right() + 6


def _marks(row: Row) -> list[tuple[str, str]]:
    """The words on soft ground: what has changed, and for whom it is."""
    marks = [(row.change, "warn")] if row.change else []
    if row.circle != "public":
        tone = "danger" if row.circle == "restricted" else "neutral"
        marks.append((circle_name(row.circle), tone))
    return marks


def _text_font() -> QFont:
    return reading_font(ui_font(1).pointSizeF())
