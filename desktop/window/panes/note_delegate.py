"""Draws a note as a card: what it stands on, what was written, answered and labelled."""

import math
from collections import OrderedDict

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.window import icons
from desktop.window.panes import drawing, note_markdown
from desktop.window.panes.notes_model import (
    NoteRow,
    NotesModel,
    Reply,
    other_version,
    to_review,
)
from desktop.window.panes.rows import Index
from desktop.window.reader.decorations import PATTERNS
from desktop.window.reader.look import reading_font
from desktop.window.theme import Theme, scaled, ui_font

_EDGE, _LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 12, 24, 12, 10, 9, 4
_QUOTE_LINES = 2
_LONGEST = 400
_KEPT = 120
_DOUBT = 0.03
"""Share of a line by which letters set side by side may differ from their sum."""


class Part(msgspec.Struct, frozen=True):
    """Room in one card for a widget that stands in it: in place of the note, or `below` all."""

    identifier: str
    height: int
    below: bool


class _Advances(dict[str, float]):
    """How wide each letter of a face is."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        self[letter] = self._metrics.horizontalAdvance(letter)
        return self[letter]


class _Metrics:
    """The faces of a card and how high they stand; made anew with another interface size."""

    def __init__(self) -> None:
        self.quote = reading_font(ui_font(1.5).pointSizeF())
        self.quote.setItalic(True)
        self.note, self.caption = ui_font(), ui_font(-0.5)
        self.face = self.note.toString()
        self.note_line = math.ceil(QFontMetricsF(self.note).height())
        self.quoted = QFontMetricsF(self.quote)
        self.quote_line = math.ceil(self.quoted.height())
        self.menu_room = scaled(24)
        self.caption_line = math.ceil(QFontMetricsF(self.caption).height())
        self.badge_line = math.ceil(QFontMetricsF(ui_font(-1)).height()) + 2
        self._advances = _Advances(self.quoted)

    def fits(self, text: str, room: int) -> bool:
        """Whether a quote stands in one line of `room` pixels.

        Its letters one by one tell that nearly, at a tenth of the cost; only what they leave open
        is set.
        """
        nearly = sum(map(self._advances.__getitem__, text))
        if abs(nearly - room) > _DOUBT * room:
            return nearly < room
        return self.quoted.horizontalAdvance(text) <= room


class NoteDelegate(QStyledItemDelegate):
    """A card as high as its content; `part` is a widget's room in one of them."""

    def __init__(self, theme: Theme, rows: NotesModel, parent: QListView) -> None:
        super().__init__(parent)
        self._rows = rows
        self.theme = theme
        self.part: Part | None = None
        self._view = parent
        self._wide, self._room = -1, 60
        self._of = _Metrics()
        self._heights: dict[str, tuple[NoteRow, int, int]] = {}
        self._tags: dict[str, list[tuple[QRectF, str]]] = {}
        self._documents: OrderedDict[tuple[str, int], QTextDocument] = OrderedDict()

    def refresh(self) -> None:
        """The look has changed."""
        self._of = _Metrics()
        self._wide = -1
        self._heights.clear()
        self._documents.clear()

    # how high

    @property
    def room(self) -> int:
        """How wide the words of a card are set, in pixels."""
        wide = self._view.width()
        if self._wide != wide:
            self._wide = wide
            self._room = max(drawing.row_width(self._view) - 2 * _EDGE - _LEFT - _RIGHT, 60)
        return self._room

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = self._rows.shown[index.row()]
        room = self.room
        held = self._heights.get(row.id)
        if held is None or held[0] is not row or held[1] != room:
            held = row, room, self._height(row, room)
            self._heights[row.id] = held
        return QSize(100, held[2] + self._extra(row, room))

    def _extra(self, row: NoteRow, room: int) -> int:
        """What the widget in a card makes it higher."""
        if self.part is None or self.part.identifier != row.id:
            return 0
        instead = 0 if self.part.below else self._note_height(row, room)
        return self.part.height + _GAP - instead

    def _height(self, row: NoteRow, room: int) -> int:
        above = self._above(row, room)
        replies = sum(self._reply_height(reply, room) for reply in row.replies)
        marks = self._marks_height(row, room)
        return above + self._note_height(row, room) + replies + marks + _BOTTOM + 8

    def _above(self, row: NoteRow, room: int) -> int:
        """From the top of the row to its note."""
        lines = self._quote_lines(row, room)
        warned = self._of.badge_line + _GAP if row.state == "review" or row.rivals else 0
        return 4 + _TOP + warned + lines * self._of.quote_line + (_GAP if lines else 0)

    def _quote_lines(self, row: NoteRow, room: int) -> int:
        if not row.quote:
            return 0
        return 1 if self._of.fits(_quoted(row), room - self._of.menu_room) else _QUOTE_LINES

    def _note_height(self, row: NoteRow, room: int) -> int:
        if not row.note:
            return 0
        width = room if row.quote else room - self._of.menu_room
        return note_markdown.height(row.note, self._of.face, width) + _GAP

    def _reply_height(self, reply: Reply, room: int) -> int:
        text = note_markdown.height(reply.note, self._of.face, room - scaled(28))
        return text + self._of.caption_line + 2 * _GAP

    def _marks_height(self, row: NoteRow, room: int) -> int:
        badges = self._badges(row)
        if not badges:
            return self._of.caption_line
        lines, at = 1, 0.0
        for text, _, private in badges:
            wide = drawing.badge_width(text) + (scaled(16) if private else 0)
            if at and at + wide > room:
                lines, at = lines + 1, 0.0
            at += wide + 6
        more = 0 if at + scaled(90) <= room else self._of.caption_line + 2
        return lines * (self._of.badge_line + 3) + more

    def _badges(self, row: NoteRow) -> list[tuple[str, str, bool]]:
        """Words on grounds: who wrote it, and its labels; with whether a lock stands before."""
        found = [(tag, "neutral", private) for tag, private in row.tags]
        if row.author is not None:
            found.insert(0, (row.author.initials or row.author.name, "info", False))
        return found

    # where a widget stands

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Puts the widget of `part` into its room."""
        row = self._rows.shown[index.row()]
        if self.part is None:
            return
        room = self.room
        top = self._above(row, room)
        if self.part.below:
            top += self._note_height(row, room)
            top += sum(self._reply_height(reply, room) for reply in row.replies)
        left = option.rect.left() + _EDGE + _LEFT
        editor.setGeometry(left, option.rect.top() + top, room, self.part.height)

    def menu_place(self, rect: QRect) -> QRect:
        """Where the dots stand that open a card's menu."""
        side = scaled(28)
        return QRect(rect.right() - _EDGE - side - 2, rect.top() + 6, side, side)

    def tag_at(self, identifier: str, place: QPointF) -> str:
        """The label under a place in a card (from the row's corner), "" for none."""
        return next((tag for one, tag in self._tags.get(identifier, ()) if one.contains(place)), "")

    # drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.shown[index.row()]
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(_EDGE, 4, -_EDGE, -4)
        self._ground(painter, option, card, row)
        left, room = card.left() + _LEFT, self.room
        top = card.top() + _TOP
        if row.state == "review":
            painter.setFont(ui_font(-1, bold=True))
            place = QRectF(left, top, room, self._of.badge_line)
            drawing.line(painter, to_review(), place, theme.colour("warn"))
            top = place.bottom() + _GAP
        elif row.rivals:
            place = drawing.badge(painter, theme, other_version(), "warn", QPointF(left, top))
            top = place.bottom() + _GAP
        if row.quote:
            top = self._quote(painter, row, QPointF(left, top), room) + _GAP
        part = self.part if self.part is not None and self.part.identifier == row.id else None
        if part is not None and not part.below:
            top += part.height + _GAP
        elif row.note:
            width = room if row.quote else room - self._of.menu_room
            high = note_markdown.height(row.note, self._of.face, width)
            self._text(painter, row.note, QRectF(left, top, width, high))
            top += high + _GAP
        for reply in row.replies:
            top = self._reply(painter, reply, QPointF(left, top), room)
        if part is not None and part.below:
            top += part.height + _GAP
        self._tags[row.id] = []
        self._marks(painter, row, QPointF(left, top), room)
        corner = QPointF(option.rect.topLeft())
        self._tags[row.id] = [(one.translated(-corner), tag) for one, tag in self._tags[row.id]]
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, card: QRectF, row: NoteRow
    ) -> None:
        theme = self.theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        among = selected and self._several()
        ground = "sel" if among else "warn_soft" if row.state == "review" else "raised"
        wide = (3 if theme.contrast else 2) if focused else 1
        painter.setPen(QPen(theme.colour("accent" if focused or selected else "line"), wide))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 8, 8)
        ends = (
            QPointF(card.left() + 12, card.top() + 10),
            QPointF(card.left() + 12, card.bottom() - 10),
        )
        ink = theme.colour(f"{row.colour}_line")
        if row.kind == "underline":
            painter.setPen(QPen(ink, 1.5))
            for by in (-2, 2):
                painter.drawLine(ends[0] + QPointF(by, 0), ends[1] + QPointF(by, 0))
        elif row.kind != "document":
            pen = QPen(ink, 4, PATTERNS[row.colour])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(*ends)
        else:
            side = min(scaled(14), _LEFT - 8)
            place = QRectF(card.left() + 5, card.top() + _TOP + 1, side, side)
            icons.paint(painter, "note", theme.colour("text2"), place)
        if hovered or focused:
            place = QRectF(self.menu_place(option.rect)).adjusted(5, 5, -5, -5)
            icons.paint(painter, "more", theme.colour("text2"), place)

    def _several(self) -> bool:
        """Whether more than one card is chosen."""
        ranges = self._view.selectionModel().selection()
        return ranges.count() > 1 or (ranges.count() == 1 and ranges.first().height() > 1)

    def _quote(self, painter: QPainter, row: NoteRow, at: QPointF, room: int) -> float:
        """The words that the note stands on; where they end."""
        layout = QTextLayout(_quoted(row), self._of.quote)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(room - self._of.menu_room)
        first.setPosition(QPointF(0, 0))
        layout.endLayout()
        painter.setPen(self.theme.colour("text2"))
        first.draw(painter, at)
        rest = _quoted(row)[first.textLength() :]
        lines = self._quote_lines(row, room)
        if lines > 1:
            painter.setFont(self._of.quote)
            place = QRectF(at.x(), at.y() + self._of.quote_line, room, self._of.quote_line)
            drawing.line(painter, rest, place, self.theme.colour("text2"))
        return at.y() + lines * self._of.quote_line

    def _text(self, painter: QPainter, text: str, place: QRectF) -> None:
        if place.height() < 2 * self._of.note_line and note_markdown.plain(text):
            painter.setFont(self._of.note)
            painter.setPen(self.theme.colour("text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
            return
        key = text, round(place.width())
        made = self._documents.get(key)
        if made is None:
            made = note_markdown.document(text, self._of.note, place.width())
            self._documents[key] = made
            if len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        ink, link = self.theme.colour("text"), self.theme.colour("accent")
        note_markdown.draw(painter, made, ink, link, place)

    def _reply(self, painter: QPainter, reply: Reply, at: QPointF, room: int) -> float:
        """An answer, with who gave it and when; where it ends."""
        side, step = scaled(14), scaled(28)
        theme = self.theme
        icon = QRectF(at.x() + 6, at.y() + 3, side, side)
        icons.paint(painter, "reply", theme.colour("text2"), icon)
        high = note_markdown.height(reply.note, self._of.face, room - step)
        self._text(painter, reply.note, QRectF(at.x() + step, at.y(), room - step, high))
        painter.setFont(self._of.caption)
        told = f"{reply.who} · {reply.when}" if reply.who else reply.when
        top = at.y() + high
        place = QRectF(at.x() + step, top, room - step, self._of.caption_line)
        drawing.line(painter, told, place, theme.colour("text2"))
        return top + self._of.caption_line + 2 * _GAP

    def _marks(self, painter: QPainter, row: NoteRow, at: QPointF, room: int) -> None:
        """The foot of a card: who wrote it, its labels, what it is and where it stands."""
        left, top = at.x(), at.y()
        badges = self._badges(row)
        for text, tone, private in badges:
            lock = scaled(16) if private else 0
            wide = drawing.badge_width(text) + lock
            if left > at.x() and left + wide > at.x() + room:
                left, top = at.x(), top + self._of.badge_line + 3
            if private:
                side = scaled(13)
                place = QRectF(left, top + (self._of.badge_line - side) / 2, side, side)
                icons.paint(painter, "lock", self.theme.colour("text2"), place)
            place = drawing.badge(painter, self.theme, text, tone, QPointF(left + lock, top))
            if tone == "neutral":
                self._tags[row.id].append((place.adjusted(-lock, -3, 2, 3), text))
            left += wide + 6
        high = self._of.badge_line if badges else self._of.caption_line
        if badges and left + scaled(90) > at.x() + room:
            left, top, high = at.x(), top + self._of.badge_line + 5, self._of.caption_line
        painter.setFont(QFont(self._of.caption))
        place = QRectF(left, top, at.x() + room - left, high)
        drawing.line(painter, row.caption, place, self.theme.colour("text2"))


def _quoted(row: NoteRow) -> str:
    short = row.quote if len(row.quote) <= _LONGEST else row.quote[:_LONGEST]
    return f"“{short}”"
