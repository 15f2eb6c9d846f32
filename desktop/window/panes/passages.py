"""Two versions compared, drawn passage by passage: words say what happened, strokes say where.

What went is struck through, what is new is underlined, each in a colour of its own. Rows are laid
out a few at a time, so that a long document never holds the window.
"""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.library.text.comparison import Comparison, Passage, State
from desktop.library.text.difference import Piece, shortened
from desktop.window.panes import drawing
from desktop.window.panes.rows import Index, RowsModel, row_state
from desktop.window.reader.look import reading_font
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
ROW = int(Qt.ItemDataRole.UserRole)
_EDGE, _PADDING = 8, 10
_CUT = " ¶ "
_TONES: dict[State, str] = {
    "changed": "info",
    "split": "info",
    "joined": "info",
    "moved": "neutral",
    "left": "neutral",
    "added": "ok",
    "removed": "danger",
}


class Row(msgspec.Struct, frozen=True):
    """A passage as it is shown; `block` is where Enter leads to, empty for a stretch that stays."""

    label: str
    tone: str
    pieces: tuple[Piece, ...] = ()
    block: str = ""

    @property
    def spoken(self) -> str:
        """The row in words alone."""
        words = [self.label]
        for piece in self.pieces:
            text = piece.text.strip()
            if not text:
                continue
            if piece.change == "removed":
                text = translate("History", "taken out: “{text}”").format(text=text)
            elif piece.change == "added":
                text = translate("History", "added: “{text}”").format(text=text)
            words.append(text)
        return "; ".join(words)


def state_name(state: State) -> str:
    """What happened to a passage, in a word or two."""
    return {
        "same": translate("History", "Unchanged"),
        "changed": translate("History", "Reworded"),
        "split": translate("History", "Split"),
        "joined": translate("History", "Joined"),
        "moved": translate("History", "Moved here"),
        "left": translate("History", "Moved away"),
        "added": translate("History", "Added"),
        "removed": translate("History", "Taken out"),
    }[state]


def rows(compared: Comparison, *, whole: bool) -> Iterator[Row]:
    """The rows of a comparison: changes alone, or (`whole`) every passage with all its words."""
    if any(piece.change != "same" for piece in compared.title):
        yield Row(translate("History", "Title"), "info", compared.title)
    still = 0
    for passage in compared.passages:
        if not any(piece.text for piece in passage.pieces):
            continue
        if passage.state == "same" and not whole:
            still += 1
            continue
        if still:
            yield _unchanged(still)
            still = 0
        yield _row(passage, whole=whole)
    if still:
        yield _unchanged(still)


def _unchanged(many: int) -> Row:
    return Row(translate("History", "%n passage(s) unchanged", "", many), "")


def _row(passage: Passage, *, whole: bool) -> Row:
    if passage.state == "same":
        return Row("", "", passage.pieces, passage.block)
    pieces = passage.pieces if whole else shortened(passage.pieces)
    return Row(state_name(passage.state), _TONES[passage.state], pieces, passage.block)


class PassagesModel(RowsModel[Row]):
    """The rows of one comparison."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.shown[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.shown[index.row()].pieces:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PassageDelegate(QStyledItemDelegate):
    """Draws a passage: what happened to it, then its words."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent
        self._heights: dict[tuple[int, int], int] = {}

    def forget(self) -> None:
        """Other rows are shown: their heights are not known yet."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width = drawing.row_width(self._view)
        key = (index.row(), width)
        if key not in self._heights:
            row: Row = index.data(ROW)
            height = 16.0
            if row.label:
                height += QFontMetricsF(ui_font(-1)).height() + 6
            if row.pieces:
                height += self._laid_out(row, width).boundingRect().height()
            self._heights[key] = round(height)
        return QSize(100, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        theme, rect = self.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.ground(painter, theme, row_state(option), rect.adjusted(_EDGE, 1, -_EDGE, -1))
        left, top = rect.left() + _EDGE + _PADDING, rect.top() + 6
        if row.label and row.tone:
            badge = drawing.badge(painter, theme, row.label, row.tone, QPointF(left, top))
            top = badge.bottom() + 4
        elif row.label:
            painter.setFont(ui_font(-1))
            room = QRectF(left, rect.top(), rect.right() - left - _EDGE, rect.height())
            drawing.line(painter, row.label, room, theme.colour("text2"))
        if row.pieces:
            painter.setPen(theme.colour("text" if row.tone else "text2"))
            self._laid_out(row, drawing.row_width(self._view)).draw(painter, QPointF(left, top))
        painter.restore()

    def _laid_out(self, row: Row, width: int) -> QTextLayout:
        """The words of a row in lines, with what went struck through and what is new underlined."""
        layout = QTextLayout("", reading_font(ui_font().pointSizeF() + 1.5))
        text, formats = "", list[QTextLayout.FormatRange]()
        place = 0
        for piece in row.pieces:
            words = _CUT if piece.cut else piece.text.replace("\n", "\N{LINE SEPARATOR}")
            units = len(words.encode("utf-16-le")) // 2
            if piece.change != "same":
                span = QTextLayout.FormatRange()
                span.start, span.length = place, units
                span.format = self._format(piece)
                formats.append(span)
            text += words
            place += units
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setText(text)
        layout.setFormats(formats)
        room, height = width - 2 * (_EDGE + _PADDING), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, 40))
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.2
        layout.endLayout()
        return layout

    def _format(self, piece: Piece) -> QTextCharFormat:
        made = QTextCharFormat()
        removed = piece.change == "removed"
        made.setForeground(self.theme.colour("danger" if removed else "ok"))
        made.setBackground(self.theme.colour("danger_soft" if removed else "ok_soft"))
        if removed:
            made.setFontStrikeOut(True)
        else:
            made.setFontUnderline(True)
        return made
