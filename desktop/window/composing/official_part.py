"""The parts of an official paper as fields: who issues it, its number, who signs, who gets it."""

import datetime as dt
import re
from typing import cast

import msgspec
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.library.handouts.draft import Official
from desktop.window.theme import scaled, ui_font
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.count import Count

translate = QCoreApplication.translate
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_MANY = ("recipients", "bases")
"""Parts of several lines."""
_COUNTS = ("copies", "draft")
"""Parts that are numbers, 0 for none."""
_MOST = 99_999
_HALF = ("number", "symbol", "place", "date", "typist", "copies")
"""Fields that share a line with a neighbour."""
_OF_ITS_TEXT = ("kind", "subject", "addressee", "bases")
"""Parts that a certified copy has none of: the text that it copies has its own."""
Field = QLineEdit | QPlainTextEdit | Count


def part_names() -> dict[str, str]:
    """What each part is called, from the top of the paper to its foot."""
    return {
        "parent": translate("Official", "Superior body"),
        "issuer": translate("Official", "Issuing body"),
        "number": translate("Official", "Number"),
        "symbol": translate("Official", "Symbol"),
        "place": translate("Official", "Place"),
        "date": translate("Official", "Date"),
        "kind": translate("Official", "Kind of paper"),
        "subject": translate("Official", "Subject"),
        "addressee": translate("Official", "Addressee"),
        "bases": translate("Official", "Bases, one a line"),
        "signatory_rank": translate("Official", "Authority to sign"),
        "signatory_role": translate("Official", "Signatory's office"),
        "signatory": translate("Official", "Signatory's name"),
        "recipients": translate("Official", "Recipients on the paper, one a line"),
        "archive": translate("Official", "Filed at"),
        "typist": translate("Official", "Drafter's mark"),
        "copies": translate("Official", "Number of copies"),
        "draft": translate("Official", "Draft number"),
    }


class OfficialPart(QWidget):
    """Fields for the parts of an official paper, and what is still missing.

    Signals: `wished(Official, str)` the parts as they read now, and the field that changed.
    """

    wished = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._official = Official()
        self.fields: dict[str, Field] = {}
        self._labels: dict[QWidget, QLabel] = {}
        title = QLabel(translate("Official", "Parts of the paper"))
        title.setFont(ui_font(bold=True))
        self._missing = QLabel()
        self._missing.setTextFormat(Qt.TextFormat.PlainText)
        self._missing.setWordWrap(True)
        self._missing.setProperty("role", "wrong")
        self._missing.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
            self._grid.setColumnMinimumWidth(side, 1)
        self._grid.addWidget(title, 0, 0, 1, 2)
        self._grid.addWidget(self._missing, 1, 0, 1, 2)
        column = 0
        for name, words in part_names().items():
            field = self._field(name, words)
            self.fields[name] = field
            column = self._place(words, field, half=name in _HALF, column=column)
        self._last()

    def _place(self, words: str, field: QWidget, *, half: bool, column: int) -> int:
        """Puts a field under its label; the column of the next one."""
        label = QLabel(words)
        label.setBuddy(field)
        label.setWordWrap(True)
        self._labels[field] = label
        row = self._grid.rowCount() if not column else self._grid.rowCount() - 2
        self._grid.addWidget(label, row, column, 1, 1 if half else 2, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(field, row + 1, column, 1, 1 if half else 2)
        return 1 - column if half else 0

    def _last(self) -> None:
        name = translate("Official", "Urgency")
        self.urgency = Choice(
            name,
            (
                ("", translate("Official", "Usual")),
                ("express", translate("Official", "Express, by the hour")),
                ("urgent", translate("Official", "Urgent")),
                ("most_urgent", translate("Official", "Most urgent")),
            ),
        )
        self.urgency.picked.connect(lambda key: self._wish("urgency", key))
        self._place(name, self.urgency, half=False, column=0)

    def _field(self, name: str, words: str) -> Field:
        if name == "date":
            return self._date(words)
        if name in _COUNTS:
            count = Count(words, 0, _MOST, translate("Official", "None"))
            count.valueChanged.connect(lambda value: self._wish(name, value))
            return count
        if name in _MANY:
            many = QPlainTextEdit()
            many.setTabChangesFocus(True)
            many.setFixedHeight(scaled(72))
            many.setAccessibleName(words)
            many.textChanged.connect(
                lambda: self._wish(name, tuple(many.toPlainText().splitlines()))
            )
            return many
        line = QLineEdit()
        line.setAccessibleName(words)
        line.textEdited.connect(lambda text: self._wish(name, text))
        return line

    def _date(self, words: str) -> QLineEdit:
        date = QLineEdit()
        date.setAccessibleName(words)
        date.setPlaceholderText(translate("Official", "day/month/year"))
        date.textEdited.connect(self._read_date)
        return date

    def _read_date(self, text: str) -> None:
        """A day that is whole, or none; what is still being typed changes nothing."""
        day = read_date(text)
        if day is not None or not text.strip():
            self._wish("date", day)

    def show_parts(self, official: Official, *, copied: bool = False) -> None:
        """Writes the parts into their fields; the one that has the keyboard is left alone.

        `copied`: the paper certifies a copy.
        """
        self._official = official
        self.urgency.take(official.urgency)
        for name, field in self.fields.items():
            value = getattr(official, name)
            with QSignalBlocker(field):
                if name == "date":
                    _show_date(cast("QLineEdit", field), value)
                elif isinstance(field, Count):
                    field.setValue(value)
                elif isinstance(field, QPlainTextEdit):
                    if tuple(field.toPlainText().splitlines()) != value:
                        field.setPlainText("\n".join(value))
                elif field.text() != value:
                    field.setText(value)
        for name in _OF_ITS_TEXT:
            for part in (self.fields[name], self._labels[self.fields[name]]):
                part.setVisible(not copied)

    def say_missing(self, text: str) -> None:
        """Says which parts the paper still lacks; "" for none."""
        self._missing.setText(text)
        self._missing.setVisible(bool(text))

    @property
    def missing(self) -> str:
        """What is said to be missing."""
        return self._missing.text() if not self._missing.isHidden() else ""

    def lead_to(self, name: str) -> bool:
        """Brings the keyboard to a part's field; whether there is one."""
        field = self.fields.get(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def _wish(self, name: str, value: object) -> None:
        made = msgspec.structs.replace(self._official, **{name: value})
        if made != self._official:
            self._official = made
            self.wished.emit(made, name)


def read_date(text: str) -> dt.date | None:
    """The day that `12/9/2026` or `12-9-2026` names; None for no whole day."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _show_date(field: QLineEdit, value: dt.date | None) -> None:
    if read_date(field.text()) != value:
        field.setText(f"{value.day}/{value.month}/{value.year}" if value is not None else "")
