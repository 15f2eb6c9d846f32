"""Widgets in lines, as words are: a new line begins where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out from left to right in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    # what Qt calls

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        """The height that the lines take in `rect`'s width; puts the widgets there if asked to."""
        margins, gap = self.contentsMargins(), max(self.spacing(), 0)
        room = rect.marginsRemoved(margins)
        at, line = QPoint(room.topLeft()), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(room.width(), 0)))
            if line and at.x() + size.width() > room.x() + room.width():
                at, line = QPoint(room.x(), at.y() + line + gap), 0
            if place:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + gap)
            line = max(line, size.height())
        return at.y() + line - rect.y() + margins.bottom()


class FlowRow(QWidget):
    """Lines of widgets in a widget of their own, which layouts can hold.

    A `FlowLayout` laid straight into another layout loses its items (PySide 6.11.3 deletes them).
    """

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._lines = FlowLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(spacing)

    def add(self, widget: QWidget) -> None:
        """Puts a widget last."""
        self._lines.addWidget(widget)
