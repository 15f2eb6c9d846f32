"""Notes as files in the window: exported, and a colleague's looked at, merged and taken back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.library.errors import AppError, Cancelled
from desktop.library.progress import CancelToken
from desktop.library.reader import exchange
from desktop.library.reader.exchange import merging
from desktop.library.reader.exchange.incoming import Incoming
from desktop.library.reader.exchange.merging import Choice, Merged, Preview
from desktop.library.reader.exchange.selecting import private_tags
from desktop.library.reader.state import now
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.surveying import Surveying
from desktop.window.theme import Appearance
from desktop.window.widgets.export_form import ExportForm, Wish
from desktop.window.widgets.file_dialog import FileDialog
from desktop.window.widgets.merge_sheet import MergeSheet
from desktop.wording import Language, say, say_error, say_problem

translate = QCoreApplication.translate
READ = (*exchange.ENDINGS, ".json")
"""Endings of files that may be merged."""


class Offered(msgspec.Struct, frozen=True):
    """A file that was read, what merging it would do, and the titles of its documents."""

    incoming: Incoming
    preview: Preview
    titles: dict[str, str]


class Exchanging(QObject):
    """Takes part in a window: between the reader's notes and files.

    Signals: `asked(QWidget)` a form, dialog or sheet on screen; `merged(Merged)`.
    """

    asked = Signal(object)
    merged = Signal(object)
    _progressed = Signal(str, int, int)

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        surveying: Surveying,
        appearance: Appearance,
        language: Language,
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._surveying = surveying
        self._appearance = appearance
        self._language = language
        self._stop: Callable[[], None] = CancelToken().cancel
        surveying.export_requested.connect(self.export)
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._window = reader.window()
        self._window.setAcceptDrops(True)
        self._window.installEventFilter(self)

    # to a file

    def export(self, identifiers: Sequence[str] = ()) -> None:
        """Asks which notes go into which file; these are offered first."""
        if not identifiers and self._surveying.active:
            identifiers = self._surveying.pane.to_export
        session = self._session
        if session.edition is None:
            return

        def read() -> list[str]:
            held = private_tags(session.keeper.state())
            return sorted({tag for tags in held.values() for tag in tags}, key=str.casefold)

        def ask(private: list[str]) -> None:
            title = session.card.title if session.card is not None else ""
            form = ExportForm(len(identifiers), title, private, self._reader.window())
            form.chosen.connect(lambda wish: self._ask_where(wish, frozenset(identifiers)))
            form.open()
            self.asked.emit(form)

        session.jobs.write(read).then(ask).failed(session.state_refused.emit)

    def _ask_where(self, wish: Wish, identifiers: frozenset[str]) -> None:
        dialog = FileDialog(self._reader.window(), translate("Exchange", "Export notes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{wish.ending}")
        dialog.setDefaultSuffix(wish.ending.removeprefix("."))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(f"{translate('Exchange', 'notes')}-{now()[:10]}{wish.ending}")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen), wish, identifiers))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def write(self, path: Path, wish: Wish, identifiers: frozenset[str] = frozenset()) -> None:
        """Writes the notes to `path`, with everything that was noted until now."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        briefing = session.card.id if session.card is not None else ""
        wanted = {
            "chosen": exchange.Filter(ids=identifiers),
            "document": exchange.Filter(library=edition.library, briefing=briefing),
            "library": exchange.Filter(library=edition.library),
        }[wish.scope]
        language = self._language
        self._reader.notice.tell_of_work(translate("Exchange", "Exporting the notes…"))

        def work() -> int:
            chosen = exchange.select(session.keeper.state(), wanted, private=wish.private)
            return exchange.write(path, chosen, edition, language)

        def written(many: int) -> None:
            told = say("notes_exported", language, notes=many, file=path.name)
            self._reader.notice.tell(told)

        session.jobs.write(work).then(written).failed(self._refused)

    # from a file

    def ask_which(self) -> None:
        """Asks for the file that is to be merged."""
        dialog = FileDialog(self._reader.window(), translate("Exchange", "Merge a file of notes"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in READ)
        dialog.setNameFilter(translate("Exchange", "Notes ({endings})").format(endings=endings))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.fileSelected.connect(lambda chosen: self.look_at(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.asked.emit(dialog)

    def look_at(self, path: Path) -> None:
        """Reads a file and shows what merging it would do; nothing is changed."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        token = self._begin(translate("Exchange", "Reading the notes…"))

        def work() -> Offered | None:
            state = session.keeper.state()
            incoming = exchange.read(path, state, edition)
            try:
                preview = merging.preview(
                    state, incoming, [edition.library], cancel=token, progress=self._report
                )
            except Cancelled:
                return None
            cards = edition.cards_by_id(sorted({one.briefing for one in preview.differences}))
            titles = {one: card.title for one, card in cards.items()}
            return Offered(incoming, preview, titles)

        def read(found: Offered | None) -> None:
            if found is None:
                self._tell_stopped()
            else:
                self._show(path, found)

        session.jobs.write(work).then(read).failed(self._refused)

    def _show(self, path: Path, found: Offered) -> None:
        self._reader.notice.hide()
        problems = [say_problem(one, self._language) for one in found.preview.problems]
        sheet = MergeSheet(
            path.name,
            found.preview,
            problems,
            lambda briefing: found.titles.get(briefing, briefing),
            self._appearance.theme,
            self._reader.window(),
        )
        sheet.taken.connect(lambda choices: self.merge(found.incoming, choices))
        sheet.open()
        self.asked.emit(sheet)

    def merge(self, incoming: Incoming, choices: Mapping[str, Choice]) -> None:
        """Takes the notes in, all or none, and offers to take that back."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        token = self._begin(translate("Exchange", "Merging the notes…"))

        def work() -> Merged | None:
            try:
                return merging.merge(
                    session.keeper.state(),
                    incoming,
                    choices,
                    [edition.library],
                    cancel=token,
                    progress=self._report,
                )
            except Cancelled:
                return None

        def done(merged: Merged | None) -> None:
            if merged is None:
                self._tell_stopped()
            else:
                self._merged(merged, incoming, choices)

        session.jobs.write(work).then(done).failed(self._refused)

    def _merged(self, merged: Merged, incoming: Incoming, choices: Mapping[str, Choice]) -> None:
        counted = {
            what: merged.preview.count(what)
            for what in ("new", "changed", "conflicting", "deleted", "elsewhere", "same", "refused")
        }
        told = say("notes_merged", self._language, **counted)
        undone = [merged]

        def back() -> None:
            self._take_back(undone[0])

        def forth() -> None:
            self._again(incoming, choices, undone)

        if merged.changed:
            self._surveying.remember_elsewhere("merge", back, forth)
            undo = translate("Noting", "Undo (Ctrl+Z)")
            self._reader.notice.tell(told, act=undo, do=self._surveying.undo_here)
        else:
            self._reader.notice.tell(told)
        self._refresh(merged)
        self.merged.emit(merged)

    def _take_back(self, merged: Merged) -> None:
        session = self._session

        def back(stayed: tuple[str, ...]) -> None:
            self._refresh(merged)
            text = translate("Exchange", "The merge is undone.")
            if stayed:
                left = self.tr("%n note(s) changed since stay as they are.", "", len(stayed))
                text = f"{text} {left}"
            self._reader.notice.tell(text)

        session.jobs.write(lambda: merging.undo(session.keeper.state(), merged)).then(back).failed(
            self._refused
        )

    def _again(
        self, incoming: Incoming, choices: Mapping[str, Choice], undone: list[Merged]
    ) -> None:
        """Merges once more what was taken back."""
        session, edition = self._session, self._session.edition
        if edition is None:
            return

        def done(merged: Merged) -> None:
            undone[0] = merged
            self._refresh(merged)

        libraries = [edition.library]
        work = partial(merging.merge, incoming=incoming, choices=choices, libraries=libraries)
        session.jobs.write(lambda: work(session.keeper.state())).then(done).failed(self._refused)

    def _refresh(self, merged: Merged) -> None:
        """The open document and the table show what is on the disk now."""
        briefings = {one.briefing for one in merged.preview.differences}
        self._session.reload_notes(briefings)
        self._surveying.look_again()

    # long work

    def _begin(self, text: str) -> CancelToken:
        token = CancelToken()
        self._stop = token.cancel
        self._reader.notice.tell_of_work(text, token.cancel)
        return token

    def _report(self, stage: str, done: int, total: int) -> None:
        """From the writer's thread."""
        self._progressed.emit(stage, done, total)

    @Slot(str, int, int)
    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if total and done < total:
            text = f"{say(f'stage_{stage}', self._language)}: {done}/{total}"
            self._reader.notice.tell_of_work(text, self._stop)

    def _tell_stopped(self) -> None:
        self._reader.notice.tell(translate("Exchange", "Stopped. Your notes are unchanged."))

    def _refused(self, error: AppError) -> None:
        self._reader.notice.tell(say_error(error, self._language), "danger")

    # a file dropped on the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file of notes that is dropped on the window is offered to be merged."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [
                Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
            ]
            if len(files) == 1 and files[0].suffix.casefold() in READ:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.look_at(files[0])
                return True
        return super().eventFilter(watched, event)


DEEDS: dict[str, Callable[[Exchanging], object]] = {
    "save_notes": lambda exchanging: exchanging.export(),
    "merge_notes": Exchanging.ask_which,
}
