"""Sổ số liệu: every figure highlighted in the library, with its source, as one table."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.library.reader.figures import COLUMNS, Column, Figure, Register
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.flow import FlowRow
from desktop.window.wordlist import day

translate = QCoreApplication.translate
_SHARES = (14, 32, 18, 12, 12, 10, 12)
_LONGEST = 280
"""Characters of a sentence that the foot shows."""


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


class FiguresPane(QWidget):
    """The table with what narrows and sorts it; it stands in place of the page.

    Signals: `go_requested(Figure)`; `save_requested()`, `copy_requested()`, `print_requested()`
    for the rows that are chosen, or all that are shown; `left()`.
    """

    go_requested = Signal(object)
    save_requested = Signal()
    copy_requested = Signal()
    print_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._register = Register()
        self._by: Column | None = None
        self._reverse = False
        name = translate("Figures", "Register of figures")
        self.view = TableView(name, FiguresModel(headings(), theme), _SHARES)
        self.setFocusProxy(self.view)
        self.view.go_requested.connect(self.go_requested)
        self.view.copy_requested.connect(self.copy_requested)
        self.view.sort_requested.connect(self._sort)
        self.view.row_changed.connect(self._tell_row)
        self.view.menu_requested.connect(self._offer)
        self.view.keys[Qt.Key.Key_F] = self.start_filter
        self.view.keys[Qt.Key.Key_X] = self.save_requested.emit
        self.blank = Blank(theme)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.blank)
        self._was, self._now = QLabel(), QLabel()
        for label in (self._was, self._now):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._head(name))
        column.addLayout(self._narrowing())
        column.addWidget(holder, 1)
        column.addWidget(self._was)
        column.addWidget(self._now)
        self._tell_row()

    def _head(self, name: str) -> FlowRow:
        title = QLabel(name)
        title.setFont(ui_font(2, bold=True))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.sort = QPushButton(translate("Figures", "Sort by…"))
        head = FlowRow(8)
        for label in (title, self._count):
            label.setMinimumHeight(self.sort.sizeHint().height())
            head.add(label)
        self.sort.clicked.connect(self._offer_orders)
        head.add(self.sort)
        for text, wish in (
            (translate("Figures", "Copy"), self.copy_requested),
            (translate("Figures", "Save as a file… (X)"), self.save_requested),
            (translate("Figures", "Print…"), self.print_requested),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, wish=wish: wish.emit())
            head.add(button)
        return head

    def _narrowing(self) -> QHBoxLayout:
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Figures", "Filter by words (F)"))
        self.field.setAccessibleName(translate("Figures", "Filter by words"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(scaled(120))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.flagged = QCheckBox()
        self.flagged.toggled.connect(self._fill)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.flagged)
        return row

    def set_theme(self, theme: Theme) -> None:
        self.view.rows.set_theme(theme)
        self.blank.set_theme(theme)

    # what is shown

    def show_register(self, register: Register) -> None:
        """Replaces the figures; the row that the keyboard is on stays."""
        self._register = register
        many = register.flagged
        self.flagged.setText(self.tr("Only what to check (%n)", "", many))
        self.flagged.setEnabled(bool(many) or self.flagged.isChecked())
        self._fill()

    @property
    def told(self) -> str:
        """How many are shown, or why none is."""
        return self._count.text() if self._stack.currentIndex() == 0 else self.blank.text

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
        self._count.setText(self.tr("%n figure(s)", "", len(found)))
        if found:
            self._stack.setCurrentIndex(0)
            same = (
                at
                for at, one in enumerate(found)
                if isinstance(held, Figure) and (one.note, one.part) == (held.note, held.part)
            )
            self.view.reveal(next(same, 0))
        else:
            self._say_why_none()
        self._tell_row()

    def _say_why_none(self) -> None:
        self._stack.setCurrentIndex(1)
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
        was = f"“{_cut(figure.sentence)}”" if figure is not None else ""
        now = ""
        if figure is not None and figure.passage == "changed":
            was = translate("Figures", "When highlighted: {sentence}").format(sentence=was)
            now = translate("Figures", "In this edition: {sentence}").format(
                sentence=f"“{_cut(figure.sentence_now)}”"
            )
        elif figure is not None and figure.flagged:
            now = state_of(figure)
        for label, text in ((self._was, was), (self._now, now)):
            label.setText(text)
            label.setVisible(bool(text))

    # order and menu

    def _sort(self, column: int) -> None:
        """By a column; by the same once more, the other way round."""
        by = COLUMNS[column]
        self._reverse = by == self._by and not self._reverse
        self._by = by
        self.view.show_order(column, reverse=self._reverse)
        self._fill()

    def _offer_orders(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, heading in enumerate(headings()):
            action = menu.addAction(heading)
            action.setCheckable(True)
            action.setChecked(COLUMNS[column] == self._by)
            action.triggered.connect(lambda _=False, column=column: self._sort(column))
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.view.current
        go = menu.addAction(translate("Figures", "Go to the passage"))
        go.triggered.connect(lambda: self.go_requested.emit(row))
        menu.addAction(translate("Figures", "Copy")).triggered.connect(self.copy_requested)
        menu.addAction(translate("Figures", "Save as a file… (X)")).triggered.connect(
            self.save_requested
        )
        menu.popup(place)

    # the keyboard

    def start_filter(self) -> None:
        """F: the keyboard goes to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field: ↓ and Enter lead to the rows, Esc empties it and does so too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            leaves = key == Qt.Key.Key_Escape
            if leaves:
                self.field.clear()
            if leaves or key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
