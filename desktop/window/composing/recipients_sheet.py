"""The lists of who gets copies: chosen, edited, read from a file of a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.library.handouts.recipients import (
    LONGEST,
    MOST_COPIES,
    Recipient,
    RecipientList,
    new_list,
)
from desktop.window.theme import scaled
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.form import Form

translate = QCoreApplication.translate
_NEW = "new"
_LOW = 150
"""Pixels that the rows have at least; a larger sheet gives them more."""


class _Cell(QTableWidgetItem):
    """Says its column too to those who do not see it."""

    def __init__(self, text: str, column: str) -> None:
        super().__init__(text)
        self._column = column

    def data(self, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._column}: {self.text()}"
        return super().data(role)


class _Rows(QTableWidget):
    """Name, unit, copies. Del takes the chosen rows out; Enter on the last row begins another."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            for row in sorted({index.row() for index in self.selectedIndexes()}, reverse=True):
                self.removeRow(row)
        else:
            super().keyPressEvent(event)


class RecipientsSheet(Form):
    """Edits one list at a time; it is kept when the sheet is left by its button.

    Signals: `kept(RecipientList)`; `removed(str)` the id of a list; `read_requested(str)` a file
    to read, whose recipients come by `show_read`.
    """

    kept = Signal(object)
    removed = Signal(str)
    read_requested = Signal(str)

    def __init__(self, lists: Sequence[RecipientList], chosen: str, parent: QWidget) -> None:
        super().__init__(translate("Recipients", "Recipients"), parent)
        self._lists = {one.id: one for one in lists}
        name = translate("Recipients", "List")
        offers = [(one.id, one.name) for one in lists]
        self.which = Choice(name, (*offers, (_NEW, translate("Recipients", "New list"))))
        self.which.picked.connect(self._turn)
        self.add_row(name, self.which)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.add_row(translate("Recipients", "Its name"), self.name)
        self.rows = self._table()
        self.add_row(translate("Recipients", "Who gets copies"), self.rows, 1)
        self.add_buttons(
            (translate("Recipients", "Add a row"), self.add_empty),
            (translate("Recipients", "Read a file…"), self.ask_file),
            (translate("Recipients", "Delete the list"), self._remove),
        )
        self.add_end(translate("Recipients", "Cancel"), self.reject)
        self.add_end(translate("Recipients", "Keep it"), self._keep, primary=True)
        self.resize(self.sizeHint().expandedTo(QSize(0, min(scaled(500), parent.height() - 64))))
        first = chosen if chosen in self._lists else next(iter(self._lists), _NEW)
        self.which.take(first)
        self._turn(first)

    def _table(self) -> _Rows:
        table = _Rows(0, 3)
        table.setObjectName("table")
        table.setHorizontalHeaderLabels(
            [
                translate("Recipients", "Name"),
                translate("Recipients", "Unit"),
                translate("Recipients", "Copies"),
            ]
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + scaled(14))
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(_LOW)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _turn(self, key: str) -> None:
        held = self._lists.get(key)
        self.name.setText(held.name if held is not None else "")
        self._fill(held.recipients if held is not None else ())

    def _fill(self, recipients: Sequence[Recipient]) -> None:
        self.rows.setRowCount(0)
        for one in recipients:
            self._add(one)
        if not recipients:
            self.add_empty()

    def _add(self, one: Recipient) -> None:
        row = self.rows.rowCount()
        self.rows.insertRow(row)
        for column, text in enumerate((one.name, one.unit, str(one.copies))):
            head = self.rows.horizontalHeaderItem(column)
            self.rows.setItem(row, column, _Cell(text, head.text() if head is not None else ""))

    def add_empty(self) -> None:
        """Begins another row."""
        self._add(Recipient(""))
        self.rows.setCurrentCell(self.rows.rowCount() - 1, 0)

    def ask_file(self) -> QFileDialog:
        """Asks for a CSV or XLSX file to take the recipients from."""
        dialog = FileDialog(self, translate("Recipients", "Read recipients"))
        dialog.setNameFilter(translate("Recipients", "Tables (*.csv *.xlsx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.fileSelected.connect(self.read_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_read(self, recipients: Sequence[Recipient], path: Path) -> None:
        """Takes what a file listed in place of the rows; names a new list after it."""
        self.say_wrong("")
        self._fill(recipients)
        if not self.name.text():
            self.name.setText(path.stem)

    def _recipients(self) -> tuple[Recipient, ...] | None:
        """The rows with a name; None, and said why, where one cannot be."""
        found = []
        for row in range(self.rows.rowCount()):
            name, unit, copies = (self._cell(row, column) for column in range(3))
            if not (name or unit):
                continue
            count = int(copies) if copies.isdecimal() else 0
            if not 1 <= count <= MOST_COPIES:
                told = translate("Recipients", "“{name}”: the copies must be from 1 to {most}.")
                self.say_wrong(told.format(name=name or unit, most=MOST_COPIES))
                return None
            found.append(Recipient(name or unit, unit if name else "", count))
        return tuple(found)

    def _cell(self, row: int, column: int) -> str:
        item = self.rows.item(row, column)
        return " ".join(item.text().split())[:LONGEST] if item is not None else ""

    def _keep(self) -> None:
        self.rows.setCurrentCell(-1, -1)
        recipients = self._recipients()
        if recipients is None:
            return
        if not recipients:
            self.say_wrong(translate("Recipients", "The list has no recipients yet."))
            return
        name = self.name.text().strip() or translate("Recipients", "Recipients")
        held = self._lists.get(self.which.key)
        made = (
            msgspec.structs.replace(held, name=name, recipients=recipients, modified="")
            if held is not None
            else new_list(name, recipients)
        )
        self.kept.emit(made)
        self.accept()

    def _remove(self) -> None:
        if self.which.key in self._lists:
            self.removed.emit(self.which.key)
            self.accept()
