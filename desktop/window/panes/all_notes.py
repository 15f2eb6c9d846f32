"""All notes of the library in one table: searched, narrowed, sorted, changed one or many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.library.reader.annotations import Author
from desktop.library.reader.overview import ORDERS, Overview, Row
from desktop.library.reader.overview import Order as By
from desktop.library.reader.records import COLOURS, Colour
from desktop.window.panes import note_markdown
from desktop.window.panes.all_notes_filter import AllNotesFilter
from desktop.window.panes.note_editor import NoteEditor
from desktop.window.panes.notes_model import other_version, tag_told, to_review
from desktop.window.panes.stand_in import Order, TablePane, cut
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme
from desktop.window.widgets.filter_field import FilterField
from desktop.window.wordlist import colour_name, kind_name, moment

translate = QCoreApplication.translate
_SHARES = (17, 27, 25, 13, 22, 20)
_PAUSE_MS = 120
_BY_COLUMN: dict[int, By] = {4: "document", 5: "created"}
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
                said = note_markdown.words(row.note)
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
        if column or not row.coloured:
            return None
        return swatch(self.theme, row.colour)

    def ink(self, row: Row, column: int) -> str:
        return "warn" if column == 0 and (row.id in self.review or row.rivals) else ""


class AllNotesPane(TablePane):
    """The table with its search box and chips; it stands in place of the page.

    Signals: `go_requested(str, str)` briefing and note; `searched(str)` words, "" for none;
    `edited(str, str)` a note and its text; `recoloured(list, str)`, `labels_requested(list)`,
    `removed(list)`, `export_requested(list)`, `collect_requested(list)` ids.
    """

    go_requested = Signal(str, str)
    searched = Signal(str)
    edited = Signal(str, str)
    recoloured = Signal(object, str)
    labels_requested = Signal(object)
    removed = Signal(object)
    export_requested = Signal(object)
    collect_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        model = AllNotesModel(theme)
        view = TableView(translate("AllNotes", "All notes"), model, _SHARES)
        sort = translate("AllNotes", "Sort by…")
        super().__init__(view, sort, self._orders_of, theme, parent)
        self.model = model
        self._found: frozenset[str] | None = None
        self._by: By = "created"
        self._reverse = True
        self._editor: NoteEditor | None = None
        self.filter = AllNotesFilter(theme)
        self.model.name_of = self.filter.author_name
        self.themed = (self.model, self.filter, self.blank)
        self.foot[0].setProperty("role", "muted")
        self._add_buttons()
        self.lay_out(self._box(), self.filter)
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
            Qt.Key.Key_F: self.field.start,
            Qt.Key.Key_E: self.edit,
            Qt.Key.Key_L: lambda: self._ask(self.labels_requested),
            Qt.Key.Key_X: lambda: self.export_requested.emit(self.to_export),
            Qt.Key.Key_Delete: lambda: self._ask(self.removed),
        }
        for key, colour in zip("1234", COLOURS, strict=True):
            view.keys[Qt.Key(ord(key))] = partial(self._recolour, colour)
        self.filter.changed.connect(self._fill)
        self.filter.left.connect(lambda: view.setFocus(_OTHER))

    def _add_buttons(self) -> None:
        self.deeds = QPushButton(translate("AllNotes", "With the chosen notes…"))
        self.deeds.clicked.connect(
            lambda: self._offer(self.deeds.mapToGlobal(self.deeds.rect().bottomLeft()))
        )
        export = QPushButton(translate("AllNotes", "Export… (X)"))
        export.clicked.connect(lambda: self.export_requested.emit(self.to_export))
        for button in (self.deeds, export):
            self.head.add(button)

    def _box(self) -> FilterField:
        name = translate("AllNotes", "Search in all notes")
        self.field = FilterField(name, translate("AllNotes", "Search in all notes (F)"))
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.searched.emit(self.field.text().strip()))
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.take_keyboard)
        return self.field

    def _typed(self) -> None:
        self._pause.start()

    @property
    def waiting(self) -> bool:
        """Whether words typed are still to be searched for."""
        return self._pause.isActive()

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
        self.view.show_order(
            next((one for one, by in _BY_COLUMN.items() if by == self._by), -1),
            reverse=self._reverse,
        )
        self.show_rows(self._counted(rows), at)
        self._tell_row()
        if not rows:
            self._say_why_none()

    def _counted(self, rows: Sequence[Row]) -> str:
        """How many notes there are, and how many replies to any."""
        replies = sum(row.kind == "reply" for row in rows)
        told = [self.tr("%n note(s)", "", len(rows) - replies)]
        if replies:
            told.append(self.tr("%n repl(y/ies)", "", replies))
        return " · ".join(told[1:] if replies == len(rows) > 0 else told)

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
        quote = f"“{cut(row.quote)}”" if row is not None and row.quote else ""
        note = cut(note_markdown.words(row.note)) if row is not None else ""
        self.tell_foot(quote, note)

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
        self.foot[1].hide()
        self.column.addWidget(editor)
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

    def sort_by(self, by: By) -> None:
        """By something else; by the same once more, the other way round."""
        newest = by in ("created", "modified")
        self._reverse = not self._reverse if by == self._by else newest
        self._by = by
        self._fill()

    def _orders_of(self) -> Iterator[Order]:
        for by, words in zip(ORDERS, _order_names(), strict=True):
            yield words, by == self._by, partial(self.sort_by, by)

    def _offer(self, place: QPoint) -> None:
        if not self.chosen:
            return
        menu = self.menu()
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
