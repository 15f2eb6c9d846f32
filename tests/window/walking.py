"""Walks through every widget of a window, and reads what stands in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from desktop.library.reader import exchange
from desktop.library.reader.annotations import annotations, put
from desktop.library.reader.state import ReaderState
from desktop.window.main_window import MainWindow
from desktop.window.panes.all_notes_filter import Days


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


def sheets_of_notes(
    window: MainWindow, opened: Callable[[], QDialog], folder: Path
) -> Iterator[tuple[str, QDialog]]:
    """What is asked of many notes: where to, which labels and days, what of a colleague's to take.

    `opened` waits for the dialog that comes up.
    """
    window.deeds["save_notes"].trigger()
    yield "export", opened()
    pane = window.surveying.pane
    with ReaderState(window.session.keeper.folder) as mine:
        own = annotations(mine, window.session.edition.library)[0]
    window.deeds["all_notes"].trigger()
    pane.labels_requested.emit([own.id])
    yield "labels of many", opened()
    Days(("", ""), pane.filter.narrow_days, window).open()
    yield "days", opened()
    with ReaderState(folder / "theirs") as theirs:
        put(theirs, msgspec.structs.replace(own, note="Bản của người khác, dài hơn một dòng."))
        put(theirs, msgspec.structs.replace(own, id="n2", note="Một ghi chú nữa."))
        exchange.write(folder / "a.jsonld", exchange.select(theirs))
    window.exchanging.look_at(folder / "a.jsonld")
    yield "merge", opened()


def sheets_of_handouts(
    window: MainWindow, opened: Callable[[], QDialog]
) -> Iterator[tuple[str, QDialog]]:
    """What the composer, which is open on one item, asks. `opened` waits for the dialog."""
    composer = window.composer
    composer.editing.write()
    yield "own words", opened()
    composer.editing.open()
    yield "title above", opened()
    composer.ask_preset()
    yield "own template", opened()
    composer.pane.options.circle.picked.emit("public")
    yield "decision", opened()
    composer.recipients.ask(window)
    yield "recipients", opened()
    composer.print()
    yield "print", opened()
