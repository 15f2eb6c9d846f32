"""Walks through every widget of a window, and reads what stands in it."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)


def texts(window: QWidget) -> Iterator[str]:
    """Every text of the interface: labels, buttons, tabs, actions, rows, tooltips and names."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from _of(widget)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.iconText())


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _rows(widget)


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount(QModelIndex()) if model is not None else 0):
        index = model.index(row, 0)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = index.data(role)
            if isinstance(text, str):
                yield text
