"""Sổ số liệu: every figure highlighted in the library, with its source, as one table."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from desktop.library.reader.figures import COLUMNS, Column, Figure, Register
from desktop.window.panes.stand_in import Order, TablePane, cut
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled
from desktop.window.widgets.filter_field import FilterField
from desktop.window.wordlist import day

translate = QCoreApplication.translate
_SHARES = (14, 32, 18, 12, 12, 10, 12)


def headings() -> tuple[str, ...]:
    """The columns, as they are named on screen and in files."""
    return (
        translate("Figures", "Figure"),
        translate("Figures", "Sentence"),
        translate("Figures", "Document"),
        translate("Figures", "Section"),
        translate("Figures", "Conference"),
        translate("Figures", "Date"),
        translate("Figures", "State"),
    )


def state_of(figure: Figure) -> str:
    """Whether it may be quoted as it stands, in words; "" if so."""
    standing = {
        "current": "",
        "superseded": translate("Figures", "Document replaced"),
        "withdrawn": translate("Figures", "Document withdrawn"),
        "absent": translate("Figures", "Not in this library"),
    }[figure.standing]
    passage = {
        "same": "",
        "changed": translate("Figures", "Sentence changed"),
        "lost": translate("Figures", "Passage gone"),
    }[figure.passage]
    if figure.standing == "absent":
        passage = ""
    return " · ".join(part for part in (standing, passage) if part)


def cells(figure: Figure) -> tuple[str, ...]:
    """A figure as the table has it; where it changed, what it was and what it is now."""
    words = figure.words
    if figure.now and figure.now != words:
        words = translate("Figures", "{old} → now {new}").format(old=words, new=figure.now)
    return (
        words,
        figure.sentence,
        figure.title,
        figure.section,
        figure.conference,
        day(figure.date),
        state_of(figure),
    )


class FiguresModel(RowsTable[Figure]):
    """One figure a row."""

    def cell(self, row: Figure, column: int) -> str:
        return cells(row)[column]

    def ink(self, row: Figure, column: int) -> str:
        return "warn" if row.flagged and column in (0, len(COLUMNS) - 1) else ""


class FiguresPane(TablePane):
    """The table with what narrows and sorts it; it stands in place of the page.

    Signals: `go_requested(Figure)`; `save_requested()`, `copy_requested()`, `print_requested()`
    for the rows that are chosen, or all that are shown.
    """

    go_requested = Signal(object)
    save_requested = Signal()
    copy_requested = Signal()
    print_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        name = translate("Figures", "Register of figures")
        view = TableView(name, FiguresModel(headings(), theme), _SHARES, days=(5,))
        sort = translate("Figures", "Sort by…")
        super().__init__(view, sort, self._orders_of, theme, parent)
        self._register = Register()
        self._by: Column | None = None
        self._reverse = False
        self.themed = (view.rows, self.blank)
        view.go_requested.connect(self.go_requested)
        view.copy_requested.connect(self.copy_requested)
        view.sort_requested.connect(self._sort)
        view.row_changed.connect(self._tell_row)
        view.menu_requested.connect(self._offer)
        for text, wish in (
            (translate("Figures", "Copy"), self.copy_requested),
            (translate("Figures", "Save as a file… (X)"), self.save_requested),
            (translate("Figures", "Print…"), self.print_requested),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, wish=wish: wish.emit())
            self.head.add(button)
        self.lay_out(self._narrowing())
        view.keys[Qt.Key.Key_F] = self.field.start
        view.keys[Qt.Key.Key_X] = self.save_requested.emit
        self._tell_row()

    def _narrowing(self) -> QWidget:
        name = translate("Figures", "Filter by words")
        self.field = FilterField(name, translate("Figures", "Filter by words (F)"))
        self.field.setMinimumWidth(scaled(120))
        self.field.textChanged.connect(self._fill)
        self.field.left.connect(self.take_keyboard)
        self.flagged = QCheckBox()
        self.flagged.toggled.connect(self._fill)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.flagged)
        return holder

    # what is shown

    def show_register(self, register: Register) -> None:
        """Replaces the figures; the row that the keyboard is on stays."""
        self._register = register
        many = register.flagged
        self.flagged.setText(self.tr("Only what to check (%n)", "", many))
        self.flagged.setEnabled(bool(many) or self.flagged.isChecked())
        self._fill()

    @property
    def chosen(self) -> Sequence[Figure]:
        """What is to be copied, saved or printed: several chosen rows, else all that are shown."""
        chosen: list[Figure] = self.view.chosen
        shown: Sequence[Figure] = self.view.rows.shown
        return chosen if len(chosen) > 1 else shown

    def _fill(self) -> None:
        held = self.view.current
        found = self._register.shown(
            self.field.text(), self._by, flagged=self.flagged.isChecked(), reverse=self._reverse
        )
        self.view.rows.show(found)
        same = (
            at
            for at, one in enumerate(found)
            if isinstance(held, Figure) and (one.note, one.part) == (held.note, held.part)
        )
        self.show_rows(self.tr("%n figure(s)", "", len(found)), next(same, 0))
        if not found:
            self._say_why_none()
        self._tell_row()

    def _say_why_none(self) -> None:
        if self._register.figures:
            self.blank.tell(
                ("search", "text3"), "", translate("Figures", "No figure has these words.")
            )
            return
        self.blank.tell(
            ("number", "text3"),
            "",
            translate(
                "Figures",
                "No figures yet. Select one in a document and press 2: it is gathered here.",
            ),
        )

    def _tell_row(self) -> None:
        """The whole sentence of the row at the foot, and what the present edition has instead."""
        row = self.view.current
        figure = row if isinstance(row, Figure) else None
        was = f"“{cut(figure.sentence)}”" if figure is not None else ""
        now = ""
        if figure is not None and figure.passage == "changed":
            was = translate("Figures", "When highlighted: {sentence}").format(sentence=was)
            now = translate("Figures", "In this edition: {sentence}").format(
                sentence=f"“{cut(figure.sentence_now)}”"
            )
        elif figure is not None and figure.flagged:
            now = state_of(figure)
        self.tell_foot(was, now)

    # order and menu

    def _sort(self, column: int) -> None:
        """By a column; by the same once more, the other way round."""
        by = COLUMNS[column]
        self._reverse = by == self._by and not self._reverse
        self._by = by
        self.view.show_order(column, reverse=self._reverse)
        self._fill()

    def _orders_of(self) -> Iterator[Order]:
        for column, heading in enumerate(headings()):
            yield heading, COLUMNS[column] == self._by, partial(self._sort, column)

    def _offer(self, place: QPoint) -> None:
        menu = self.menu()
        row = self.view.current
        go = menu.addAction(translate("Figures", "Go to the passage"))
        go.triggered.connect(lambda: self.go_requested.emit(row))
        menu.addAction(translate("Figures", "Copy")).triggered.connect(self.copy_requested)
        menu.addAction(translate("Figures", "Save as a file… (X)")).triggered.connect(
            self.save_requested
        )
        menu.popup(place)
