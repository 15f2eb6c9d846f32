"""The notes pane of the open document: what is to check leads, then the notes as cards."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.window import arrangement, icons
from desktop.window.panes.card_panel import CardPanel
from desktop.window.panes.note_editor import LabelsEditor, NoteEditor
from desktop.window.panes.notes_filter import NotesFilter
from desktop.window.panes.notes_model import Filter, NoteRow, counts
from desktop.window.panes.notes_view import NotesView
from desktop.window.panes.review_tray import Case, ReviewTray
from desktop.window.theme import Theme, scaled

translate = QCoreApplication.translate
_TRAY_SHARE = 0.6
"""Of the pane's height, the most that what is to check takes; then it scrolls."""


class AnnotationsPane(QWidget):
    """Lists the notes of the open document, and lets them be written.

    Signals: `written(NoteEditor)` when what it holds is to be saved; `ended(NoteEditor)` when it
    goes; `labelled(list, tuple, tuple)` ids, shared and private labels; `general_requested()`.
    What is asked of cards, chips and tray is theirs to tell.
    """

    written = Signal(object)
    ended = Signal(object)
    labelled = Signal(object, object, object)
    general_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[NoteRow, ...] = ()
        self._pending: Callable[[], Sequence[NoteRow]] | None = None
        self.tray = ReviewTray(theme)
        self.filter = NotesFilter()
        self.view = NotesView(theme)
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._empty.setContentsMargins(20, 20, 20, 20)
        self._export = QPushButton(translate("Notes", "Export…"))
        self._export.setToolTip(translate("Notes", "Export the notes (X)"))
        self._general = QPushButton(translate("Notes", "General note"))
        self._general.setToolTip(translate("Notes", "Write a note on the whole document (Alt+N)"))
        self._lay_out()
        self.tray.fitted.connect(self._fit)
        self.filter.changed.connect(self._narrow)
        self.filter.left.connect(self.take_keyboard)
        self.view.filter_requested.connect(self._to_filter)
        self.view.tag_requested.connect(self.filter.choose_tag)
        self._export.clicked.connect(self._export_shown)
        self._general.clicked.connect(self.general_requested)
        self.set_theme(theme)
        self._narrow(Filter())

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }"
        )
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(12, 10, 12, 2)
        inside.addWidget(self.tray)
        inside.addStretch()
        self._area.setWidget(holder)
        self._inside = inside
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        for button in (self._export, self._general):
            button.setProperty("kind", "link")
        foot.addWidget(self._export)
        foot.addStretch()
        foot.addWidget(self._general)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area)
        column.addWidget(self.filter)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def sizeHint(self) -> QSize:
        return QSize(scaled(arrangement.NOTES), 400)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.tray, self.filter, self.view):
            part.set_theme(theme)
        for button, name in ((self._export, "export"), (self._general, "plus")):
            button.setIcon(icons.icon(name, theme.colour("accent"), theme.colour("disabled")))

    # what is shown

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        """Every note, shown or not."""
        self._settle()
        return self._rows

    def show_notes(self, rows: Callable[[], Sequence[NoteRow]], cases: Sequence[Case] = ()) -> None:
        """The notes in reading order, and what is to check among them.

        The rows are made when they are needed: a pane that nobody sees costs nothing.
        """
        self._pending = rows
        self.tray.show_cases(cases)
        self._fit()
        if self.isVisible():
            self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        self._settle()
        super().showEvent(event)

    def _settle(self) -> None:
        """Shows what has been given since."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        self._rows = tuple(pending())
        self.filter.show_counts(counts(self._rows))
        self._narrow(self.filter.filter)
        editor = self.editor
        if editor is not None and editor.identifier:
            self._follow(editor)

    def _follow(self, editor: NoteEditor) -> None:
        """What is being written may have been changed or taken away by undoing."""
        for row in self._rows:
            if row.id == editor.identifier and not editor.answers:
                editor.edit.take(row.note)
                return
            if row.id == editor.answers:
                for reply in row.replies:
                    if reply.id == editor.identifier:
                        editor.edit.take(reply.note)
                        return
        editor.edit.give_up()
        self.view.take_away()

    def _narrow(self, wanted: Filter) -> None:
        answered = self.editor.answers if self.editor is not None else ""
        shown = [
            self._without_written(row) if row.id == answered else row
            for row in self._rows
            if wanted.takes(row)
        ]
        self.view.show_rows(shown)
        # It stays where it is when it is empty: to be shown again would lay it out once more.
        policy = Qt.FocusPolicy.StrongFocus if shown else Qt.FocusPolicy.NoFocus
        self.view.setFocusPolicy(policy)
        self.filter.setVisible(bool(self._rows))
        self._export.setEnabled(bool(self._rows))
        self._empty.setVisible(not shown)
        self._empty.setText(_nothing() if not self._rows else _nothing_narrowed())

    def _without_written(self, row: NoteRow) -> NoteRow:
        """A reply being written stands in its editor, not in the card too."""
        editor = self.editor
        if editor is None:
            return row
        replies = tuple(reply for reply in row.replies if reply.id != editor.identifier)
        return msgspec.structs.replace(row, replies=replies)

    def _to_filter(self) -> None:
        self.filter.take_keyboard()

    def _export_shown(self) -> None:
        self.view.export_requested.emit([row.id for row in self.view.notes.shown])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is to check is as high as it needs, up to a share of the pane."""
        shown = bool(self.tray.cases)
        self._area.setVisible(shown)
        if shown:
            width = max(self.width(), scaled(200))
            high = self._inside.heightForWidth(width)
            self._area.setFixedHeight(min(high, round(self.height() * _TRAY_SHARE)))

    # the keyboard

    def take_keyboard(self) -> None:
        """The keyboard goes to what leads the pane."""
        target: QWidget = self.view if self.view.notes.shown else self._general
        if self.tray.cases:
            target = self.tray
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reveal(self, identifier: str, *, focus: bool = False, edit: bool = False) -> None:
        """Brings a note into view, past the filter if that hides it."""
        self._settle()
        if self.view.notes.row_of(identifier) < 0 and any(r.id == identifier for r in self.rows):
            self.filter.choose(Filter())
        if self.view.reveal(identifier) and edit:
            self.edit(identifier)
        elif focus:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # writing

    @property
    def editor(self) -> NoteEditor | None:
        """Where a note or a reply is being written, if one is."""
        inset = self.view.inset
        return inset if isinstance(inset, NoteEditor) else None

    def edit(self, identifier: str) -> None:
        """Opens a note's text for writing, in place."""
        row = next((row for row in self.rows if row.id == identifier), None)
        if row is not None:
            self._write(NoteEditor(identifier, row.note, self.view.viewport()))

    def reply(self, identifier: str, reply: str = "") -> None:
        """Opens a reply for writing below its note: a new one, or the one named."""
        row = next((row for row in self.rows if row.id == identifier), None)
        if row is not None:
            text = next((one.note for one in row.replies if one.id == reply), "")
            self._write(NoteEditor(reply, text, self.view.viewport(), answers=identifier))

    def _write(self, editor: NoteEditor) -> None:
        self.finish()
        editor.edit.paused.connect(lambda _: self.written.emit(editor))
        editor.edit.finished.connect(lambda _: self._ended(editor))
        below = bool(editor.answers)
        self.view.put(editor, editor.card, editor.wanted_height(), below=below)
        self._narrow(self.filter.filter)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ended(self, editor: NoteEditor) -> None:
        if self.view.inset is editor:
            self.view.take_away()
        self.ended.emit(editor)
        self._narrow(self.filter.filter)

    def label(self, identifiers: Sequence[str]) -> LabelsEditor | None:
        """Opens the labels of a note for writing; several get more of them."""
        row = next((row for row in self.rows if row.id == identifiers[0]), None)
        if row is None:
            return None
        self.finish()
        alone = len(identifiers) == 1
        editor = LabelsEditor(row.tags if alone else (), self.view.viewport())
        ids = list(identifiers)
        editor.finished.connect(
            lambda shared, private: self._labelled(editor, ids, shared, private)
        )
        editor.left.connect(self.view.take_away)
        self.view.put(editor, row.id, editor.wanted_height(), below=True)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor

    def _labelled(
        self, editor: LabelsEditor, ids: list[str], shared: object, private: object
    ) -> None:
        if self.view.inset is editor:
            self.view.take_away()
        self.labelled.emit(ids, shared, private)

    def show_panel(self, panel: CardPanel, identifier: str) -> None:
        """Shows a panel in a note's card."""
        self.finish()
        panel.left.connect(self.view.take_away)
        panel.reached.connect(self.view.show_part)
        width = self.view.cards.room
        self.view.put(panel, identifier, panel.wanted_height(width), below=True)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Hands over what is being written, as if the keyboard had left it."""
        inset = self.view.inset
        if isinstance(inset, NoteEditor):
            inset.edit.finish()
        elif isinstance(inset, LabelsEditor):
            inset.finish()
        elif inset is not None:
            self.view.take_away()

    @property
    def waiting(self) -> bool:
        """Whether something is written that was not handed over yet."""
        return self.editor is not None and self.editor.edit.waiting


def _nothing() -> str:
    return translate(
        "Notes",
        "No notes on this document yet.\n"
        "Select a passage, then press 1–4 to highlight or N to write a note.",
    )


def _nothing_narrowed() -> str:
    return translate("Notes", "No note is like that.")
