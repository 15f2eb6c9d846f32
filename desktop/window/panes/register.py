"""Sổ tài liệu phát: the papers that were handed out, and where each numbered copy is."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.library.reader.correcting import Correction
from desktop.library.reader.register import CopyState, HandedCopy, Handing
from desktop.window.panes.stand_in import StandInPane
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.flow import FlowRow
from desktop.window.wordlist import day, moment, number

translate = QCoreApplication.translate
STATES: tuple[CopyState, ...] = ("handed", "returned", "destroyed")


class Entry(msgspec.Struct, frozen=True):
    """A paper and its numbered copies."""

    handing: Handing
    copies: tuple[HandedCopy, ...]

    @property
    def out(self) -> int:
        """How many copies are with their holders."""
        return sum(copy.state == "handed" for copy in self.copies)


def state_name(state: str) -> str:
    """Where a copy is."""
    return {
        "handed": translate("Register", "Handed out"),
        "returned": translate("Register", "Returned"),
        "destroyed": translate("Register", "Destroyed"),
    }[state]


class HandingsModel(RowsTable[Entry]):
    """The papers."""

    def cell(self, row: Entry, column: int) -> str:
        facts = row.handing.facts
        if column == 1:
            return moment(row.handing.made)
        if column == 2:
            return number(row.handing.edition)
        if column == 3:
            if not row.copies:
                return translate("Register", "not numbered")
            text = translate("Register", "{out} of {of} out")
            return text.format(out=number(row.out), of=number(len(row.copies)))
        return facts.title


class CopiesModel(RowsTable[HandedCopy]):
    """The copies of one paper."""

    def cell(self, row: HandedCopy, column: int) -> str:
        cells = (
            f"{row.number:02}",
            row.name,
            row.unit,
            state_name(row.state),
            _day(row.handed),
            _day(row.settled),
            row.remarks,
        )
        return cells[column]

    def ink(self, row: HandedCopy, column: int) -> str:
        return "text2" if column == 3 and row.state != "handed" else ""


def _day(text: str) -> str:
    return day(dt.date.fromisoformat(text)) if text else ""


class RegisterPane(StandInPane):
    """Papers above, copies of the chosen one below; what is done with them by key and button.

    Signals: `settled(CopyState)` for the chosen copies; `reprint_requested()`;
    `sheet_requested()`, `slips_requested()` forms to print; `set_aside()` for a paper noted by
    mistake; `corrections_requested(str)`: `slips`, `recall` or `answered`.
    """

    settled = Signal(str)
    reprint_requested = Signal()
    sheet_requested = Signal()
    slips_requested = Signal()
    set_aside = Signal()
    corrections_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.handings = TableView(
            translate("Register", "Papers handed out"),
            HandingsModel(_handing_heads(), theme),
            (10, 4, 2, 4),
        )
        self.copies = TableView(
            translate("Register", "Numbered copies"),
            CopiesModel(_copy_heads(), theme),
            (3, 5, 5, 5, 5, 6, 4),
        )
        self.setFocusProxy(self.handings)
        self.handings.row_changed.connect(self._show_copies)
        self.handings.go_requested.connect(lambda _: self._to_copies())
        self.copies.menu_requested.connect(self._offer)
        for key, state in (
            (Qt.Key.Key_R, "returned"),
            (Qt.Key.Key_H, "destroyed"),
            (Qt.Key.Key_G, "handed"),
        ):
            self.copies.keys[key] = self._settling(state)
        self.copies.keys[Qt.Key.Key_P] = self.reprint_requested.emit
        for view in (self.handings, self.copies):
            view.keys[Qt.Key.Key_F] = self.start_filter
        self.blank = Blank(theme)
        self.themed = (self.handings.rows, self.copies.rows, self.blank)
        self._lists = QSplitter(Qt.Orientation.Vertical)
        self._lists.addWidget(self.handings)
        self._lists.addWidget(self.copies)
        self._lists.setChildrenCollapsible(False)
        for at, share in enumerate((1, 2)):  # of one paper there are many copies
            self._lists.setStretchFactor(at, share)
        self._lists.setSizes([1000, 2000])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._head())
        column.addWidget(self._narrowing())
        column.addWidget(self._corrections())
        column.addWidget(self._lists, 1)
        column.addWidget(self.blank, 1)
        self.show_entries(())
        self.show_corrections(())

    def _settling(self, state: str) -> Callable[[], None]:
        return lambda: self.settled.emit(state)

    def _head(self) -> FlowRow:
        title = QLabel(translate("Register", "Register of handouts"))
        title.setFont(ui_font(2, bold=True))
        head = FlowRow(8)
        self._buttons: list[QPushButton] = []
        made = [
            self._button(translate("Register", "Returned (R)"), self._settling("returned")),
            self._button(translate("Register", "Destroyed (H)"), self._settling("destroyed")),
            self._button(translate("Register", "Print it again… (P)"), self.reprint_requested.emit),
            self._button(translate("Register", "Print the register…"), self.sheet_requested.emit),
            self._button(translate("Register", "Print return slips…"), self.slips_requested.emit),
            self._button(translate("Register", "Set aside"), self.set_aside.emit),
        ]
        title.setMinimumHeight(made[0].sizeHint().height())
        head.add(title)
        for button in made:
            head.add(button)
        self._buttons = made
        return head

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _=False: do())
        return button

    def _narrowing(self) -> FlowRow:
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Register", "Filter by title, name, unit (F)"))
        self.field.setAccessibleName(translate("Register", "Filter the register"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(scaled(300))
        self.field.textChanged.connect(self._fill)
        name = translate("Register", "Which copies")
        self.which = Choice(
            name,
            (
                ("", translate("Register", "All copies")),
                *((state, state_name(state)) for state in STATES),
            ),
        )
        self.which.setMinimumContentsLength(14)
        self.which.picked.connect(lambda _: self._fill())
        row = FlowRow(8)
        row.add(self.field)
        row.add(self.which)
        return row

    def _corrections(self) -> QWidget:
        self._overtaken = QLabel()
        self._overtaken.setTextFormat(Qt.TextFormat.PlainText)
        self._overtaken.setWordWrap(True)
        self._overtaken.setFont(ui_font(bold=True))
        self._holders = QLabel()
        self._holders.setTextFormat(Qt.TextFormat.PlainText)
        self._holders.setWordWrap(True)
        buttons = FlowRow(8)
        for key, text in (
            ("slips", translate("Register", "Print correction slips…")),
            ("recall", translate("Register", "Print the recall list…")),
            ("answered", translate("Register", "The holders were told")),
        ):
            wish = self._wishing(key)
            buttons.add(self._button(text, wish))
        self.overtaken = QWidget()
        self.overtaken.setObjectName("review")
        self.overtaken.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self.overtaken)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for part in (self._overtaken, self._holders, buttons):
            column.addWidget(part)
        return self.overtaken

    def _wishing(self, key: str) -> Callable[[], None]:
        return lambda: self.corrections_requested.emit(key)

    # what is shown

    @property
    def entry(self) -> Entry | None:
        """The paper that is chosen."""
        held = self.handings.current
        return held if isinstance(held, Entry) else None

    @property
    def chosen(self) -> list[HandedCopy]:
        """The copies that are chosen of it."""
        return list(self.copies.chosen)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows the register as it is; the rows that the keyboard is on stay."""
        self._entries = tuple(entries)
        self._fill()

    def show_corrections(self, corrections: Sequence[Correction]) -> None:
        """Names the papers that an edition has overtaken, and who holds them."""
        self.overtaken.setVisible(bool(corrections))
        if not corrections:
            return
        self._overtaken.setText(overtaken_words(corrections))
        self._holders.setText("\n".join(dict.fromkeys(map(_holders_line, corrections))))

    def _fill(self) -> None:
        held, at = self.entry, self.handings.currentIndex().row()
        found = [entry for entry in self._entries if self._matches(entry)]
        self.handings.rows.show(found)
        for part in (self._lists, *self._buttons):
            part.setVisible(bool(found))
        self.blank.setVisible(not found)
        if found:
            same = (
                row
                for row, one in enumerate(found)
                if held is not None and one.handing.id == held.handing.id
            )
            self.handings.reveal(next(same, min(max(at, 0), len(found) - 1)))
        else:
            self._say_why_none()
        self._show_copies()

    def _matches(self, entry: Entry) -> bool:
        words = self.field.text().strip().casefold()
        in_title = words in entry.handing.facts.title.casefold()
        state = self.which.key
        if not state and (not words or in_title):
            return True
        return any(self._shown(copy, in_title=in_title) for copy in entry.copies)

    def _shown(self, copy: HandedCopy, *, in_title: bool) -> bool:
        words, state = self.field.text().strip().casefold(), self.which.key
        told = f"{copy.number:02} {copy.name} {copy.unit} {copy.remarks}".casefold()
        return state in ("", copy.state) and (in_title or words in told)

    def _show_copies(self) -> None:
        entry, held = self.entry, self.copies.current
        copies: list[HandedCopy] = []
        if entry is not None:
            title = entry.handing.facts.title.casefold()
            in_title = self.field.text().strip().casefold() in title
            copies = [copy for copy in entry.copies if self._shown(copy, in_title=in_title)]
        same = (
            row
            for row, copy in enumerate(copies)
            if isinstance(held, HandedCopy) and copy.number == held.number
        )
        row = next(same, 0)
        self.copies.rows.show(copies)
        self.copies.reveal(row)

    def _say_why_none(self) -> None:
        text = (
            translate("Register", "No paper or copy has these words.")
            if self._entries
            else translate(
                "Register",
                "Nothing is noted yet. Numbered copies are noted here when they are printed.",
            )
        )
        self.blank.tell(("tray", "text3"), "", text)

    def _to_copies(self) -> None:
        self.copies.setFocus(Qt.FocusReason.OtherFocusReason)

    # keys and menu

    def start_filter(self) -> None:
        """F: the keyboard goes to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _offer(self, place: QPoint) -> None:
        menu = self.menu()
        for words, do in (
            (translate("Register", "Returned (R)"), self._settling("returned")),
            (translate("Register", "Destroyed (H)"), self._settling("destroyed")),
            (translate("Register", "Out again (G)"), self._settling("handed")),
            (translate("Register", "Print it again… (P)"), self.reprint_requested.emit),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, do=do: do())
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first, then goes back."""
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.handings.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def _handing_heads() -> tuple[str, ...]:
    return (
        translate("Register", "Paper"),
        translate("Register", "Handed out on"),
        translate("Register", "Edition"),
        translate("Register", "Copies"),
    )


def _copy_heads() -> tuple[str, ...]:
    return (
        translate("Register", "Copy"),
        translate("Register", "Given to"),
        translate("Register", "Unit"),
        translate("Register", "State"),
        translate("Register", "Given on"),
        translate("Register", "Back on"),
        translate("Register", "Remarks"),
    )


def overtaken_words(corrections: Sequence[Correction]) -> str:
    """How many papers an edition has overtaken, and how many copies of them are out."""
    papers = {one.handing.id for one in corrections}
    copies = {(one.handing.id, copy.number) for one in corrections for copy in one.copies}
    form = translate("Register", "Edition {edition} has overtaken {papers}; {copies} are out.")
    return form.format(
        edition=number(corrections[0].edition),
        papers=translate("Register", "%n paper(s)", "", len(papers)),
        copies=translate("Register", "%n copy(ies)", "", len(copies)),
    )


def _holders_line(correction: Correction) -> str:
    """A paper with what became of its source, and its holders."""
    state = {
        "changed": translate("Register", "changed"),
        "superseded": translate("Register", "replaced"),
        "withdrawn": translate("Register", "withdrawn"),
    }[correction.state]
    holders = [f"{copy.number:02} {copy.name}".strip() for copy in correction.copies]
    line = f"“{correction.handing.facts.title}” – {correction.title}: {state}"
    return f"{line} · {', '.join(holders)}" if holders else line
