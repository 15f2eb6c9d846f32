"""Rows under headings, beside the text: what each leads to is opened with Enter or a click."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.window.panes import drawing
from desktop.window.panes.rows import Index, RowsModel, RowsView, row_state
from desktop.window.reader.reading import Badge
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.balanced import balanced

ENTRY = int(Qt.ItemDataRole.UserRole)
_EDGE, _PADDING, _INDENT = 8, 12, 14


class Entry(msgspec.Struct, frozen=True):
    """One row. `aim` is what it leads to; without one it is a heading or only tells something.

    `bound` is the title with no-break spaces in words that must not be parted.
    """

    title: str
    detail: str = ""
    badge: Badge | None = None
    aim: object = None
    heading: bool = False
    indent: bool = False
    bound: str = ""

    @property
    def spoken(self) -> str:
        """The row in one sentence, for screen readers."""
        parts = [self.title, self.badge.text if self.badge else "", self.detail]
        return ", ".join(part for part in parts if part)


class EntriesModel(RowsModel[Entry]):
    """The rows of one pane."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        entry = self.shown[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.detail) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.shown[index.row()].aim is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    def _lines(self, entry: Entry, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - 2 * (_EDGE + _PADDING) - (_INDENT if entry.indent else 0)
        bold = not entry.heading and entry.aim is not None
        title = balanced(entry.bound or entry.title, ui_font(bold=bold), room, 3)
        detail = balanced(entry.detail, ui_font(-1), room) if entry.detail else ()
        return title, detail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        entry: Entry = index.data(ENTRY)
        if entry.heading:
            return QSize(100, round(QFontMetricsF(ui_font(-1, bold=True)).height()) + 18)
        title, detail = self._lines(entry, drawing.row_width(self._view))
        height = 16 + len(title) * QFontMetricsF(ui_font(bold=True)).height()
        height += len(detail) * QFontMetricsF(ui_font(-1)).height()
        if entry.badge is not None:
            height += QFontMetricsF(ui_font(-1)).height() + 6
        return QSize(100, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.heading:
            painter.setFont(ui_font(-1, bold=True))
            place = rect.adjusted(_EDGE + _PADDING, 12, -_EDGE - _PADDING, 0)
            drawing.line(painter, entry.title, place, self.theme.colour("text2"))
        else:
            self._paint_entry(painter, option, entry, rect)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, rect: QRectF
    ) -> None:
        theme = self.theme
        state = row_state(option)
        drawing.ground(painter, theme, state, rect.adjusted(_EDGE, 1, -_EDGE, -1))
        left = rect.left() + _EDGE + _PADDING + (_INDENT if entry.indent else 0)
        top, room = rect.top() + 8, rect.right() - _EDGE - _PADDING - left
        leads = entry.aim is not None
        title, detail = self._lines(entry, drawing.row_width(self._view))
        for lines, font, role in (
            (title, ui_font(bold=leads), "text" if leads else "text2"),
            (detail, ui_font(-1), "text2"),
        ):
            painter.setFont(font)
            height = QFontMetricsF(font).height()
            for text in lines:
                drawing.line(painter, text, QRectF(left, top, room, height), theme.colour(role))
                top += height
        if entry.badge is not None:
            same = state.selected and entry.badge.tone == "accent"
            tone = "neutral" if same else entry.badge.tone
            drawing.badge(painter, theme, entry.badge.text, tone, QPointF(left, top + 3))


class EntriesView(RowsView):
    """Shows entries.

    Signals: `entry_requested(object)`, the `aim` of a row.
    """

    entry_requested = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._delegate = _EntryDelegate(theme, self)
        self.rows = EntriesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)

    def event(self, event: QEvent) -> bool:
        return drawing.restyled(self, event) or super().event(event)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replaces the rows; the first that leads somewhere is the current one."""
        self.rows.show(entries)
        for row, entry in enumerate(self.rows.shown):
            if entry.aim is not None:
                self.setCurrentIndex(self.rows.index(row, 0))
                break
        self.scrollToTop()

    def go(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        if isinstance(entry, Entry) and entry.aim is not None:
            self.entry_requested.emit(entry.aim)
