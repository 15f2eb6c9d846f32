"""All notes of the library in one table: searched, narrowed, sorted, changed one or many."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.library.reader.annotations import Author
from desktop.library.reader.overview import ORDERS, Order, Overview, Row
from desktop.library.reader.records import COLOURS, Colour
from desktop.window.panes.all_notes_filter import AllNotesFilter
from desktop.window.panes.note_editor import NoteEditor
from desktop.window.panes.notes_model import other_version, tag_told, to_review
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.flow import FlowRow
from desktop.window.wordlist import colour_name, kind_name, moment

translate = QCoreApplication.translate
_SHARES = (17, 27, 25, 13, 22, 20)
_PAUSE_MS = 120
_LONGEST = 280
_BY_COLUMN: dict[int, Order] = {4: "document", 5: "created"}
_OTHER = Qt.FocusReason.OtherFocusReason


class AllNotesModel(RowsTable[Row]):
    """One note a row; what is told of documents and authors is looked up when it is painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_headings(), theme)
        self.overview = Overview((), {})
        self.review: frozenset[str] = frozenset()
        self.name_of: Callable[[str], str] = str

    def cell(self, row: Row, column: int) -> str:
        match column:
            case 0:
                coloured = row.kind == "highlight"
                marks = [colour_name(row.colour) if coloured else kind_name(row.kind)]
                marks += [self.name_of(row.author)] if row.author else []
                marks += [to_review()] if row.id in self.review else []
                marks += [other_version()] if row.rivals else []
                said = " · ".join(marks)
            case 1:
                said = row.note
            case 2:
                said = row.quote
            case 3:
                said = ", ".join(tag_told(tag, private=tag in row.private) for tag in row.tags)
            case 4:
                said = self.overview.document(row).title or row.briefing
            case _:
                said = moment(row.created)
        return said

    def picture(self, row: Row, column: int) -> object:
        if column or row.kind not in ("highlight", "underline"):
            return None
        return swatch(self.theme, row.colour)

    def ink(self, row: Row, column: int) -> str:
        return "warn" if column == 0 and (row.id in self.review or row.rivals) else ""


class AllNotesPane(QWidget):
    """The table with its search box and chips; it stands in place of the page.

    Signals: `go_requested(str, str)` briefing and note; `searched(str)` words, "" for none;
    `edited(str, str)` a note and its text; `recoloured(list, str)`, `labels_requested(list)`,
    `removed(list)`, `export_requested(list)`, `collect_requested(list)` ids; `left()`.
    """

    go_requested = Signal(str, str)
    searched = Signal(str)
    edited = Signal(str, str)
    recoloured = Signal(object, str)
    labels_requested = Signal(object)
    removed = Signal(object)
    export_requested = Signal(object)
    collect_requested = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.model = AllNotesModel(theme)
        self._found: frozenset[str] | None = None
        self._by: Order = "created"
        self._reverse = True
        self._editor: NoteEditor | None = None
        name = translate("AllNotes", "All notes")
        self.view = TableView(name, self.model, _SHARES)
        self.setFocusProxy(self.view)
        self.filter = AllNotesFilter(theme)
        self.model.name_of = self.filter.author_name
        self.blank = Blank(theme)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.blank)
        self._quote, self._note = QLabel(), QLabel()
        for label in (self._quote, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._quote.setProperty("role", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self._head(name))
        self._column.addWidget(self._box())
        self._column.addWidget(self.filter)
        self._column.addWidget(holder, 1)
        self._column.addWidget(self._quote)
        self._column.addWidget(self._note)
        self._connect()
        self._fill()

    def _connect(self) -> None:
        view = self.view
        view.go_requested.connect(
            lambda row: self.go_requested.emit(row.briefing, row.parent or row.id)
        )
        view.sort_requested.connect(self._sort_column)
        view.row_changed.connect(self._tell_row)
        view.menu_requested.connect(self._offer)
        view.keys |= {
            Qt.Key.Key_F: self.start_search,
            Qt.Key.Key_E: self.edit,
            Qt.Key.Key_L: lambda: self._ask(self.labels_requested),
            Qt.Key.Key_X: lambda: self.export_requested.emit(self.to_export),
            Qt.Key.Key_Delete: lambda: self._ask(self.removed),
        }
        for key, colour in zip("1234", COLOURS, strict=True):
            view.keys[Qt.Key(ord(key))] = partial(self._recolour, colour)
        self.filter.changed.connect(self._fill)
        self.filter.left.connect(lambda: view.setFocus(_OTHER))

    def _head(self, name: str) -> FlowRow:
        title = QLabel(name)
        title.setFont(ui_font(2, bold=True))
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self.sort = QPushButton(translate("AllNotes", "Sort by…"))
        self.sort.clicked.connect(self._offer_orders)
        self.deeds = QPushButton(translate("AllNotes", "With the chosen notes…"))
        self.deeds.clicked.connect(
            lambda: self._offer(self.deeds.mapToGlobal(self.deeds.rect().bottomLeft()))
        )
        export = QPushButton(translate("AllNotes", "Export… (X)"))
        export.clicked.connect(lambda: self.export_requested.emit(self.to_export))
        head = FlowRow(8)
        for label in (title, self._count):
            label.setMinimumHeight(self.sort.sizeHint().height())
            head.add(label)
        for button in (self.sort, self.deeds, export):
            head.add(button)
        return head

    def _box(self) -> QLineEdit:
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("AllNotes", "Search in all notes (F)"))
        self.field.setAccessibleName(translate("AllNotes", "Search in all notes"))
        self.field.setClearButtonEnabled(True)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.searched.emit(self.field.text().strip()))
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        return self.field

    def _typed(self) -> None:
        self._pause.start()

    @property
    def waiting(self) -> bool:
        """Whether words typed are still to be searched for."""
        return self._pause.isActive()

    def set_theme(self, theme: Theme) -> None:
        self.model.set_theme(theme)
        self.filter.set_theme(theme)
        self.blank.set_theme(theme)

    # what is shown

    def show_overview(self, overview: Overview, authors: Mapping[str, Author]) -> None:
        """Replaces the notes; what narrows and sorts them stays, and the row of the keyboard."""
        self.model.overview = overview
        conferences = {
            told.conference: told.conference_title for told in overview.documents.values()
        }
        self.filter.show_counts(overview.counts, conferences, authors)
        self._fill()

    def show_review(self, found: frozenset[str]) -> None:
        """Which notes have lost their passages."""
        if found != self.model.review:
            self.model.review = found
            self.filter.show_reviewed(len(found))
            self._fill()

    def show_found(self, found: Sequence[str] | None) -> None:
        """Only these hold the words that were searched for; None: nothing is searched for."""
        self._found = frozenset(found) if found is not None else None
        self._fill()

    @property
    def told(self) -> str:
        """How many are shown, or why none is."""
        return self._count.text() if self._stack.currentIndex() == 0 else self.blank.text

    @property
    def shown(self) -> list[str]:
        """The ids of the notes that are listed, in their order."""
        return [row.id for row in self.model.shown]

    @property
    def chosen(self) -> list[str]:
        """The ids of the selected rows, or of the current one."""
        return [row.id for row in self.view.chosen]

    @property
    def to_export(self) -> list[str]:
        """Several chosen notes, else all that are shown."""
        chosen = self.chosen
        return chosen if len(chosen) > 1 else self.shown

    def _fill(self) -> None:
        among, review = self._found, self.model.review
        if self.filter.review:
            among = review if among is None else among & review
        wanted = msgspec.structs.replace(self.filter.wanted, among=among)
        overview = self.model.overview
        rows = overview.arranged(overview.narrowed(wanted), self._by, reverse=self._reverse)
        held = self.view.current
        identifier = held.id if isinstance(held, Row) else ""
        at = next((at for at, row in enumerate(rows) if row.id == identifier), 0)
        self.model.show(rows)
        self._count.setText(self.tr("%n note(s)", "", len(rows)))
        self.view.show_order(
            next((one for one, by in _BY_COLUMN.items() if by == self._by), -1),
            reverse=self._reverse,
        )
        self._stack.setCurrentIndex(0 if rows else 1)
        self.view.reveal(at)
        self._tell_row()
        if not rows:
            self._say_why_none()

    def _say_why_none(self) -> None:
        if self.model.overview.rows:
            self.blank.tell(
                ("search", "text3"),
                "",
                translate("AllNotes", "No note is like that."),
                translate("AllNotes", "Show all notes"),
                self._show_all,
            )
            return
        text = translate(
            "AllNotes", "No notes yet. Select a passage in a document and press 1–4 or N."
        )
        self.blank.tell(("note", "text3"), "", text)

    def _show_all(self) -> None:
        self.field.clear()
        self._found = None
        self.filter.clear()
        self.view.setFocus(_OTHER)

    def _tell_row(self) -> None:
        """The whole of the current row at the foot, unless its text is being written there."""
        held = self.view.current
        row = held if isinstance(held, Row) else None
        if self._editor is not None and row is not None and row.id == self._editor.identifier:
            return
        self.finish()
        quote = f"“{_cut(row.quote)}”" if row is not None and row.quote else ""
        note = _cut(row.note) if row is not None else ""
        for label, text in ((self._quote, quote), (self._note, note)):
            label.setText(text)
            label.setVisible(bool(text))

    # deeds

    def _ask(self, wish: SignalInstance) -> None:
        if self.chosen:
            wish.emit(self.chosen)

    def _recolour(self, colour: Colour) -> None:
        if self.chosen:
            self.recoloured.emit(self.chosen, colour)

    @property
    def editor(self) -> NoteEditor | None:
        """Where the current note is being written, if it is."""
        return self._editor

    def edit(self) -> None:
        """E: the note's text is written at the foot, where it stands."""
        row = self.view.current
        if not isinstance(row, Row):
            return
        self.finish()
        editor = NoteEditor(row.id, row.note, self)
        self._editor = editor
        editor.setFixedHeight(editor.wanted_height())
        editor.edit.paused.connect(partial(self.edited.emit, row.id))
        editor.edit.finished.connect(partial(self._edited, editor))
        self._note.hide()
        self._column.addWidget(editor)
        editor.show()
        editor.edit.moveCursor(QTextCursor.MoveOperation.End)
        editor.edit.setFocus(_OTHER)

    def finish(self) -> None:
        """Ends the writing of a note as if the keyboard had left it."""
        if self._editor is not None:
            self._editor.edit.finish()

    def _edited(self, editor: NoteEditor, text: str) -> None:
        had = editor.isAncestorOf(self.window().focusWidget() or self)
        self._editor = None
        editor.hide()
        editor.deleteLater()
        self.edited.emit(editor.identifier, text)
        if had:
            self.view.setFocus(_OTHER)

    # order and menus

    def _sort_column(self, column: int) -> None:
        if column in _BY_COLUMN:
            self.sort_by(_BY_COLUMN[column])
        else:
            self._fill()

    def sort_by(self, by: Order) -> None:
        """By something else; by the same once more, the other way round."""
        newest = by in ("created", "modified")
        self._reverse = not self._reverse if by == self._by else newest
        self._by = by
        self._fill()

    def _offer_orders(self) -> None:
        menu = self._menu()
        for by, words in zip(ORDERS, _order_names(), strict=True):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(by == self._by)
            action.triggered.connect(lambda _=False, by=by: self.sort_by(by))
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, place: QPoint) -> None:
        if not self.chosen:
            return
        menu = self._menu()
        go = partial(self.view.go_requested.emit, self.view.current)
        _add(menu, translate("AllNotes", "Go to the passage"), go, "Enter")
        _add(menu, translate("AllNotes", "Edit the note"), self.edit, "E")
        _add(menu, translate("AllNotes", "Labels…"), lambda: self._ask(self.labels_requested), "L")
        for at, colour in enumerate(COLOURS, 1):
            _add(menu, colour_name(colour), partial(self._recolour, colour), str(at))
            menu.actions()[-1].setIcon(swatch(self.model.theme, colour))
        _add(menu, translate("AllNotes", "Select all shown"), self.view.selectAll, "Ctrl+A")
        collect = partial(self.collect_requested.emit, self.chosen)
        _add(menu, translate("Collecting", "Add to the handout"), collect, "")
        export = partial(self.export_requested.emit, self.chosen)
        _add(menu, translate("AllNotes", "Export…"), export, "")
        _add(menu, translate("AllNotes", "Delete"), lambda: self._ask(self.removed), "Del")
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # the keyboard

    def start_search(self) -> None:
        """F: the keyboard goes to the box."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the box: ↓ and Enter lead to the rows, Esc empties it and does so too."""
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


def _headings() -> tuple[str, ...]:
    return (
        translate("AllNotes", "Kind"),
        translate("AllNotes", "Note"),
        translate("AllNotes", "Passage"),
        translate("AllNotes", "Labels"),
        translate("AllNotes", "Document"),
        translate("AllNotes", "Made on"),
    )


def _order_names() -> tuple[str, ...]:
    """The orders of `ORDERS` in words."""
    return (
        translate("AllNotes", "By the day they were made"),
        translate("AllNotes", "By the day they were changed"),
        translate("AllNotes", "By document"),
        translate("AllNotes", "By conference"),
        translate("AllNotes", "By author"),
    )


def _add(menu: QMenu, text: str, do: Callable[[], object], keys: str) -> None:
    menu.addAction(f"{text}\t{keys}" if keys else text).triggered.connect(lambda _=False: do())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
