"""Feedback in the window: from the selection to the form, to the outbox, to one file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.library.errors import AppError
from desktop.library.reader.feedback import About, Feedback, Held, Outbox, Passage, passage
from desktop.library.reader.profiles import owned
from desktop.library.reader.state import now
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.widgets.feedback_form import FeedbackForm, Words
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.outbox import OutboxSheet
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_SENDER = "feedback/sender"


class Responding(QObject):
    """Opens form and outbox, and keeps what they say on the writer lane.

    Signals: `changed()` after the outbox was written; `opened(QWidget)` a form or the outbox.
    """

    changed = Signal()
    opened = Signal(object)

    def __init__(
        self, session: Session, reader: ReaderPane, window: QWidget, language: Language
    ) -> None:
        super().__init__(window)
        self._session = session
        self._reader = reader
        self._window = window
        self._language = language
        self._draft: Words | None = None
        self._removed: list[Held] = []
        self._sheet: OutboxSheet | None = None
        self._form: FeedbackForm | None = None

    # the form

    def write(self) -> None:
        """Asks for feedback on the selection, the open document, or nothing in particular."""
        about = self._about()
        if self._draft is not None:
            self._ask(self._draft, about, None)
            return

        def sender() -> str:
            keeper = self._session.keeper
            return keeper.state().preference(_SENDER) or owned(keeper.folder).name

        def ask(name: str) -> None:
            self._ask((name, "", ""), about, None)

        self._session.jobs.write(sender).then(ask).failed(lambda _: ask(""))

    def _about(self) -> About | None:
        edition, card = self._session.edition, self._session.card
        if edition is None or card is None:
            return None
        return About(edition.library, edition.number, card.id, card.title, self._passages())

    def _passages(self) -> tuple[Passage, ...]:
        page = self._reader.page
        typeset = page.typeset
        if typeset is None:
            return ()
        return tuple(
            passage(block, start, end, typeset.leaves[typeset.leaf_of(block)].text[start:end])
            for block, start, end in page.spans()
        )

    def _ask(self, words: Words, about: About | None, held: Held | None) -> None:
        former = held.feedback if held is not None else None
        parent = self._sheet if self._sheet is not None else self._window
        form = FeedbackForm(words, about, former, self._language, parent)
        form.kept.connect(lambda feedback: self._keep(form, feedback))
        if former is None:
            form.left.connect(self._keep_draft)
        form.finished.connect(self._form_closed)
        self._form = form
        form.open()
        self.opened.emit(form)

    def _form_closed(self) -> None:
        self._form = None

    def _keep_draft(self, words: Words) -> None:
        """What was typed and not kept stands in the next form again."""
        self._draft = words if words[1].strip() or words[2].strip() else None

    def _keep(self, form: FeedbackForm, feedback: Feedback) -> None:
        def work() -> None:
            state = self._session.keeper.state()
            Outbox(state).put(feedback)
            state.set_preference(_SENDER, feedback.sender)

        def kept(_: None) -> None:
            self._draft = None
            if self._form is form:
                form.accept()
            self._reader.notice.tell(
                translate("Feedback", "Put into the outbox; nothing has been sent."),
                act=translate("Feedback", "Open the outbox"),
                do=self.show_outbox,
            )
            self._listed_again()

        def refused(error: AppError) -> None:
            if self._form is form:
                form.refuse(error)
            else:
                self._refused(error)

        self._session.jobs.write(work).then(kept).failed(refused)

    # the outbox

    def show_outbox(self) -> None:
        """Lists what waits on this machine."""
        if self._sheet is not None:
            self._sheet.raise_()
            return
        sheet = OutboxSheet(self._window)
        self._sheet = sheet
        sheet.write_requested.connect(self.write)
        sheet.edit_requested.connect(self._edit)
        sheet.removed.connect(self._remove)
        sheet.undo_requested.connect(self._undo)
        sheet.save_requested.connect(self._ask_where)
        sheet.finished.connect(self._closed)
        self._listed_again()
        sheet.open()
        self.opened.emit(sheet)

    def _closed(self) -> None:
        self._sheet = None
        self._removed = []

    def _listed_again(self) -> None:
        def listed(held: list[Held]) -> None:
            if self._sheet is not None:
                self._sheet.show_held(held, undoable=bool(self._removed))
            self.changed.emit()

        self._session.jobs.write(lambda: Outbox(self._session.keeper.state()).all()).then(
            listed
        ).failed(self._refused)

    def _edit(self, held: Held) -> None:
        feedback = held.feedback
        words = (feedback.sender, feedback.subject, feedback.text)
        self._ask(words, feedback.about, held)

    def _remove(self, held: Held) -> None:
        def removed(_: None) -> None:
            self._removed.append(held)
            self._listed_again()

        identifier = held.feedback.id
        self._session.jobs.write(
            lambda: Outbox(self._session.keeper.state()).remove(identifier)
        ).then(removed).failed(self._refused)

    def _undo(self) -> None:
        if not self._removed:
            return
        held = self._removed[-1]

        def back(_: None) -> None:
            self._removed.remove(held)
            self._listed_again()

        self._session.jobs.write(
            lambda: Outbox(self._session.keeper.state()).put(held.feedback, held.saved)
        ).then(back).failed(self._refused)

    def _refused(self, error: AppError) -> None:
        if self._sheet is not None:
            self._sheet.say_wrong(say_error(error, self._language))
        else:
            self._reader.notice.tell(say_error(error, self._language), "danger")

    # the file

    def _ask_where(self) -> None:
        dialog = FileDialog(self._sheet or self._window, translate("Feedback", "Save feedback"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                translate("Feedback", "File for the librarian (*.json)"),
                translate("Feedback", "Text to read or print (*.txt)"),
            ]
        )
        dialog.setDefaultSuffix("json")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("txt" if "*.txt" in chosen else "json")
        )
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        name = translate("Feedback", "feedback")
        dialog.selectFile(f"{name}-{now()[:10]}.json")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Writes the whole outbox to `path`."""

        def saved(_: int) -> None:
            self._listed_again()
            if self._sheet is not None:
                self._sheet.say_wrong("")
            text = translate("Feedback", "Saved {name}. Hand it to the librarian.")
            self._reader.notice.tell(text.format(name=path.name))

        self._session.jobs.write(lambda: Outbox(self._session.keeper.state()).save(path)).then(
            saved
        ).failed(self._refused)
