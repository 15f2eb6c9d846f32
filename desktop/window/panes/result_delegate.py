"""A result's card, document or note: title, rung of the ladder, snippet with marks, place."""

import math

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.library.reader.finding import NoteHit, NoteSnippet
from desktop.library.search import Hit
from desktop.library.snippets import Snippet
from desktop.window.panes import drawing
from desktop.window.panes.pictures import Pictures
from desktop.window.panes.rows import row_state
from desktop.window.reader.positions import utf16_length
from desktop.window.theme import Theme, ui_font
from desktop.window.wordlist import colour_name, day, level_name, moment

translate = QCoreApplication.translate
Row = Hit | NoteHit
HIT = int(Qt.ItemDataRole.UserRole)
_PAD, _INSET = 12.0, 8.0
_KEPT = 24
_TONES = {
    "exact": "ok",
    "tone": "ok",
    "unaccented": "warn",
    "abbreviated": "info",
    "approximate": "neutral",
}


class ResultDelegate(QStyledItemDelegate):
    """Paints results of one fixed height, each once: then its picture is there."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.pictures = Pictures(_KEPT, whole=True)
        self._words = QTextLayout()
        self._words.setCacheEnabled(True)  # laid out once, not again to be drawn
        self._words.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        self.theme = theme

    @property
    def theme(self) -> Theme:
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._theme = theme
        self._marked = _marked(theme)
        self.pictures.ground = theme.colour("list")
        self.pictures.clear()

    def height(self) -> int:
        title = QFontMetricsF(ui_font(0.5, bold=True)).height()
        text = QFontMetricsF(ui_font()).height()
        meta = QFontMetricsF(ui_font(-1)).height()
        return round(2 * _PAD + title + 2 * text + meta + 16)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(300, self.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, Row):
            return
        place, state = option.rect, row_state(option)
        self.pictures.begin_frame(self._view.devicePixelRatioF())

        def paint(on: QPainter) -> None:
            self._paint(on, QRectF(0, 0, place.width(), place.height()), state, hit)

        self.pictures.draw(painter, place, (id(hit), state), paint, hit)

    def _paint(self, painter: QPainter, whole: QRectF, state: drawing.RowState, hit: Row) -> None:
        theme = self.theme
        place = whole.adjusted(_INSET, 1, -_INSET, -1)
        drawing.ground(painter, theme, state, place)
        room = place.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        level = badge_text(hit)
        width = drawing.badge_width(level)
        drawing.badge(
            painter, theme, level, _TONES[hit.level], QPointF(room.right() - width, room.top())
        )
        painter.setFont(ui_font(0.5, bold=True))
        title = QFontMetricsF(painter.font()).height()
        line = QRectF(room.left(), room.top(), room.width() - width - 10, title)
        drawing.line(painter, title_text(hit), line, theme.colour("text"))
        at = QPointF(room.left(), room.top() + title + 5)
        self._snippet(painter, hit.snippet, at, room.width())
        self._meta(painter, hit, room)
        if not state.selected:
            y = math.floor(whole.bottom()) - 1
            painter.fillRect(QRectF(room.left(), y, room.width(), 1), theme.colour("line"))

    def _meta(self, painter: QPainter, hit: Row, room: QRectF) -> None:
        painter.setFont(ui_font(-1))
        meta = QFontMetricsF(painter.font()).height()
        line = QRectF(room.left(), room.bottom() - meta, room.width(), meta)
        date = moment(hit.annotation.created) if isinstance(hit, NoteHit) else day(hit.card.date)
        soft = self.theme.colour("text2")
        width = drawing.line(painter, date, line, soft, right=True)
        text = " · ".join(part for part in self._place(hit) if part)
        line.setWidth(line.width() - width - 12)
        drawing.line(painter, text, line, soft)

    def _place(self, hit: Row) -> tuple[str, str]:
        """Where in the document the words stand; of a note, what holds them and its colour."""
        if isinstance(hit, NoteHit):
            return part_name(hit.snippet.part), colour_name(hit.annotation.colour)
        return hit.section or page_text(hit), self.tr(
            "%n place(s)", "", hit.count
        ) if hit.count else ""

    def _snippet(
        self, painter: QPainter, snippet: Snippet | NoteSnippet, at: QPointF, width: float
    ) -> None:
        layout = self._words
        layout.setFont(ui_font())
        layout.setText(snippet.text)
        layout.setFormats([_mark(snippet.text, mark, self._marked) for mark in snippet.marks])
        layout.beginLayout()
        y = 0.0
        for _ in range(2):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        painter.setPen(self.theme.colour("text2"))
        layout.draw(painter, at)


def title_text(hit: Row) -> str:
    """The document's title, as far as it is known."""
    return hit.title or translate("Results", "A document that this library does not hold")


def part_name(part: str) -> str:
    """What of a note holds the words."""
    return {
        "note": translate("Results", "In the note"),
        "quote": translate("Results", "In the passage"),
        "title": translate("Results", "In the title"),
    }[part]


def badge_text(hit: Row) -> str:
    """The rung of the ladder; of an abbreviation, which one the snippet shows."""
    level = level_name(hit.level)
    if hit.level != "abbreviated":
        return level
    marked = (hit.snippet.text[start:end] for start, end in hit.snippet.marks)
    short = next((text for text in marked if 1 < len(text) < 10 and text.isupper()), "")
    return f"{level}: {short}" if short else level


def page_text(hit: Hit) -> str:
    """The file and page that the snippet is from, where it is an attachment's."""
    if not hit.snippet.attachment:
        return ""
    words = translate("Results", "{file}, page {page}")
    return words.format(file=hit.snippet.attachment, page=hit.snippet.page)


def _marked(theme: Theme) -> QTextCharFormat:
    """How the words found are set."""
    form = QTextCharFormat()
    form.setBackground(theme.colour("hit"))
    form.setForeground(theme.colour("text"))
    form.setFontWeight(QFont.Weight.Bold)
    form.setTextOutline(QPen(Qt.PenStyle.NoPen))
    return form


def _mark(text: str, mark: tuple[int, int], form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = utf16_length(text[: mark[0]])
    made.length = utf16_length(text[mark[0] : mark[1]])
    made.format = form
    return made
