"""The outbox: feedback that waits on this machine until it is saved as a file."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from desktop.library.reader.feedback import Held
from desktop.window.widgets.form import Form
from desktop.window.wordlist import moment

translate = QCoreApplication.translate


class OutboxSheet(Form):
    """Lists the outbox. Enter edits, Del deletes, and a deletion can be undone.

    Signals: `write_requested()`; `edit_requested(Held)`; `removed(Held)`; `undo_requested()`;
    `save_requested()`.
    """

    write_requested = Signal()
    edit_requested = Signal(object)
    removed = Signal(object)
    undo_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Feedback", "Outbox"), parent)
        self._held: list[Held] = []
        self._said = self.add_text("")
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSpacing(3)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(220)
        self.list.itemActivated.connect(self._edit)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._settle)
        self.add_row(translate("Feedback", "Feedback kept on this machine"), self.list, 1)
        self._change, self._remove, self._undo = self.add_buttons(
            (translate("Feedback", "Edit…"), self._edit),
            (translate("Feedback", "Delete"), self._delete),
            (translate("Feedback", "Undo the deletion"), self.undo_requested.emit),
        )
        self._undo.hide()
        self.add_end(translate("Feedback", "Close"), self.reject)
        self.add_end(translate("Feedback", "Write…"), self.write_requested.emit)
        save = translate("Feedback", "Save as a file…")
        self._save = self.add_end(save, self.save_requested.emit, primary=True)

    @property
    def said(self) -> str:
        return self._said.text()

    def show_held(self, held: Sequence[Held], *, undoable: bool) -> None:
        """Lists what the outbox holds now; the same row stays chosen."""
        row = max(self.list.currentRow(), 0)
        self._held = list(held)
        self.list.clear()
        self.list.addItems([_row(one) for one in held])
        self.list.setCurrentRow(min(row, len(self._held) - 1))
        self._undo.setVisible(undoable)
        self._save.setEnabled(bool(self._held))
        if not self._held:
            self.say(translate("Feedback", "The outbox is empty."))
        else:
            self.say(translate("Feedback", "Save these as one file and hand it to the librarian."))
        self._settle()

    def say(self, text: str) -> None:
        """Says how things stand."""
        self._said.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            self._delete()
            return True
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        chosen = 0 <= self.list.currentRow() < len(self._held)
        self._change.setEnabled(chosen)
        self._remove.setEnabled(chosen)

    def _edit(self) -> None:
        if 0 <= self.list.currentRow() < len(self._held):
            self.edit_requested.emit(self._held[self.list.currentRow()])

    def _delete(self) -> None:
        if 0 <= self.list.currentRow() < len(self._held):
            self.removed.emit(self._held[self.list.currentRow()])


def _row(held: Held) -> str:
    """What a row says: the subject; who, when, of what; whether the librarian's file has it."""
    feedback = held.feedback
    subject = feedback.subject or " ".join(feedback.text.split())[:80]
    about = feedback.about.title if feedback.about is not None else ""
    state = (
        translate("Feedback", "not saved as a file yet")
        if held.waits
        else translate("Feedback", "saved as a file {moment}").format(moment=moment(held.saved))
    )
    parts = [feedback.sender, moment(feedback.created), about, state]
    return f"{subject}\n{' · '.join(part for part in parts if part)}"
