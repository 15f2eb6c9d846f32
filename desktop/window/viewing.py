"""Shows the files of the open briefing, prints them and saves copies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.library.editions.records import Attachment
from desktop.library.errors import AppError
from desktop.library.reader.finding import NoteHit
from desktop.library.search import Found, Hit
from desktop.library.text.lookup import ways
from desktop.window.deeds import Actions, later
from desktop.window.finding import Finding
from desktop.window.handing import Handing
from desktop.window.originals import files
from desktop.window.originals.files import Shown
from desktop.window.originals.pane import OriginalPane
from desktop.window.originals.selection import Selection, Where
from desktop.window.originals.tiles import PagedFile
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import ENCLOSED
from desktop.window.session import Session
from desktop.window.side import SidePane
from desktop.window.theme import Appearance
from desktop.window.widgets.file_dialog import FileDialog
from desktop.wording import Language, say_error
from index import marks_of

translate = QCoreApplication.translate
_SLOW_MS = 300
_OF_THE_PAGE = (
    "highlight", "note", "idea", "figure", "question", "excerpt", "clear", "cite", "collect",
)  # fmt: skip
"""Actions on the briefing's text, for nothing while a file stands in its place."""


class Originals(QObject):
    """Takes part in a window: between its reading pane and the pane that shows a file."""

    def __init__(
        self,
        session: Session,
        panes: tuple[ReaderPane, SidePane],
        finding: Finding,
        handing: Handing,
        actions: Actions,
        appearance: Appearance,
        language: Language,
    ) -> None:
        reader, side = panes
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._finding = finding
        self._handing = handing
        self._language = language
        self._actions = actions
        self._asked = 0
        self._name = ""
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._appearance = appearance
        self._made: OriginalPane | None = None
        reader.page.link_requested.connect(self._follow)
        finding.hit_chosen.connect(self._to_hit)
        session.document_opened.connect(self._another_opened)
        session.history_changed.connect(self._tell_actions)
        for asked in (
            side.outline.heading_requested,
            side.notes.view.go_requested,
            side.related.passage_requested,
            side.citations.passage_requested,
        ):
            asked.connect(self.leave)
        self._tell_actions()

    @property
    def pane(self) -> OriginalPane:
        """The pane that shows a file, made with the first one."""
        if self._made is None:
            appearance, reader = self._appearance, self._reader
            self._made = pane = OriginalPane(appearance.theme, self._session.jobs, reader)
            reader.add_view(pane)
            self._slow.timeout.connect(pane.say_opening)
            pane.left.connect(self.leave)
            pane.file_requested.connect(self.show)
            pane.copy_requested.connect(self.save_copy)
            pane.typed.connect(self._typed)
            pane.canvas.copy_requested.connect(self._copy)
            appearance.theme_changed.connect(pane.set_theme)
        return self._made

    # which files there are

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The open briefing's files, the original first."""
        return self._session.opened.files if self._session.opened is not None else ()

    @property
    def active(self) -> bool:
        """Whether a file stands in place of the page."""
        return self._made is not None and self._reader.shows(self._made)

    def show_first(self) -> None:
        """Ctrl+O: the original, or the first file that came with the briefing; again: back."""
        if self.active:
            self.leave()
        elif self.files:
            self.show(self.files[0].name)

    def _follow(self, address: str) -> None:
        if address.startswith(ENCLOSED):
            self.show(self.files[int(address.removeprefix(ENCLOSED))].name)

    # showing

    def show(self, name: str, then: Callable[[], object] | None = None) -> None:
        """Opens a file and shows it; `then` is done when it is shown."""
        edition, card = self._session.edition, self._session.card
        file = next((one for one in self.files if one.name == name), None)
        if edition is None or card is None or file is None:
            return
        self._name, owner = name, card.id
        self._enter(name)
        asked = self._asked
        self._slow.start()

        def work() -> Shown:
            data = edition.attachment(owner, name)
            return files.open_file(name, data, original=file.original)

        def shown(opened: Shown) -> None:
            if asked != self._asked:
                self._drop(opened)
                return
            self._slow.stop()
            self._present(opened)
            if then is not None:
                then()

        def refused(error: AppError) -> None:
            if asked == self._asked:
                self._slow.stop()
                title = translate("Originals", "This file cannot be shown")
                self.pane.say(title, say_error(error, self._language))

        self._session.jobs.draw(work).then(shown).failed(refused)

    def _drop(self, opened: Shown) -> None:
        """Nobody waits for this file any more. PDFium closes it where it draws."""
        if opened.pages is not None:
            self._session.jobs.draw(opened.pages.close)

    def _enter(self, name: str) -> None:
        self._forget()
        self.pane.list_files([(file, label(file)) for file in self.files], name)
        self._reader.show_view(self.pane)
        self._finding.show_document()
        self._tell_actions()

    def _present(self, opened: Shown) -> None:
        ending = Path(opened.name).suffix.casefold()
        if opened.pages is not None:
            self.pane.show_file(opened)
        elif opened.text is not None:
            about = translate("Originals", "Only the words of the file, without its layout.")
            if opened.text.is_cut:
                about = translate("Originals", "Only the beginning of the file's words.")
            self.pane.show_file(opened, about)
        elif ending in files.WORD:
            self.pane.say(
                translate("Originals", "The original is a Word file"),
                translate(
                    "Originals",
                    "Its words are the briefing that you read. To see its own layout, save a "
                    "copy and open it with a word processor.",
                ),
            )
        else:
            text = translate("Originals", "This program does not show {ending} files.")
            more = translate("Originals", "Save a copy and open it with another program.")
            title = translate("Originals", "This file cannot be shown")
            self.pane.say(title, f"{text.format(ending=ending or '?')} {more}")

    @Slot()
    def leave(self) -> None:
        """Back to the briefing's text, where it was left."""
        if not self.active:
            return
        self._forget()
        self._reader.show_view(self._reader.page)
        self._session.history_changed.emit()
        self._reader.page.setFocus()

    def _forget(self) -> None:
        self._asked += 1
        self._slow.stop()
        if self._made is not None:
            self._made.forget()

    def _another_opened(self) -> None:
        """Another document stands in the pane, if it was not opened for one of its files."""
        if not self.active:
            self._forget()

    def close(self) -> None:
        """Lets go of the open file, before the session ends every job."""
        self._forget()

    def _tell_actions(self) -> None:
        if self._made is not None and self._made.shown is not None and not self.active:
            self._forget()
        for name in ("original", "save_copy"):
            self._actions[name].setEnabled(bool(self.files))
        if self.active:
            for name in _OF_THE_PAGE:
                self._actions[name].setEnabled(False)

    # search, copy

    def _to_hit(self, hit: Hit | NoteHit, found: Found | None) -> None:
        """A hit in an attachment opens that file at its page; any other leads back to the text."""
        if found is None or not isinstance(hit, Hit) or not hit.snippet.attachment:
            self.leave()
            return
        snippet, searched, literal = hit.snippet, found.searched, found.literal

        def match(text: str) -> list[tuple[int, int]]:
            return [(start, end) for start, end in marks_of(searched, [text], literal=literal)[0]]

        def mark() -> None:
            page = snippet.page - 1 if self.pane.canvas.pages else 0
            self.pane.canvas.go_to_page(page)
            self.pane.seek([match], page, found.query)

        self.show(snippet.attachment, mark)

    def _typed(self, words: str) -> None:
        page = self.pane.canvas.page if self.pane.canvas.pages else 0
        self.pane.seek([way.spans for way in ways(words)], page)

    def _copy(self, selected: Selection) -> None:
        """Puts the selected words on the clipboard; pages out of sight have to be read."""
        shown = self.pane.shown
        if shown is not None and shown.pages is not None:
            work = partial(_passage, shown.pages, selected.start, selected.end)
            self._session.jobs.draw(work).then(QGuiApplication.clipboard().setText)

    # paper and copies

    def print(self) -> None:
        """Prints the file that is shown, as it is."""
        shown = self.pane.shown
        if shown is not None and shown.pages is not None:
            self._handing.ask_printer(partial(files.pages_of, shown))
        else:
            self._reader.notice.tell(
                translate("Originals", "Only PDF files and pictures are printed here. Save a copy.")
            )

    def save_copy(self) -> QFileDialog | None:
        """Asks where, then writes the file shown (else the first one) there, byte for byte."""
        edition, card = self._session.edition, self._session.card
        if edition is None or card is None or not self.files:
            return None
        name, owner = (self._name if self.active else self.files[0].name), card.id
        dialog = FileDialog(self._reader.window(), translate("Originals", "Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)

        def save(chosen: str) -> None:
            begun = translate("Originals", "Saving the copy…")
            self._handing.save(lambda: edition.attachment(owner, name), Path(chosen), begun)

        dialog.fileSelected.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def label(file: Attachment) -> str:
    """What a file is called among the briefing's."""
    kind = translate("Originals", "Original") if file.original else ""
    return f"{kind}: {file.name}" if kind else file.name


def _passage(file: PagedFile, start: Where, end: Where) -> str:
    """The words between two places, the pages in between read for them."""
    (first, begin), (last, stop) = start, end
    parts = []
    for page in range(first, last + 1):
        text = file.text(page)
        parts.append(text[begin if page == first else 0 : stop if page == last else None])
    return "\n".join(parts)


_DEEDS: dict[str, Callable[[Originals], object]] = {
    "original": Originals.show_first,
    "save_copy": Originals.save_copy,
}
_INSTEAD: dict[str, Callable[[Originals], object]] = {
    "print": Originals.print,
    "export_pdf": Originals.save_copy,
    "section": lambda originals: originals.pane.ask_page(),
    "find": lambda originals: originals.pane.begin_finding(),
    "next_hit": lambda originals: originals.pane.seeking.step(1),
    "previous_hit": lambda originals: originals.pane.seeking.step(-1),
    "zoom_in": lambda originals: originals.pane.step_zoom(1),
    "zoom_out": lambda originals: originals.pane.step_zoom(-1),
    "zoom_reset": lambda originals: originals.pane.step_zoom(0),
    "caret": lambda originals: originals.pane.canvas.start_caret(),
    "copy": lambda originals: originals.pane.canvas.copy(),
    "to_document": lambda originals: originals.pane.take_keyboard(),
}
"""What actions on the page do while a file stands in its place."""
_BACK_IN_THE_PAGE = ("next_heading", "previous_heading", "next_note", "previous_note")
"""Actions that lead to a place of the text, which is then shown again."""


def before(
    of: Callable[[], Originals], deeds: dict[str, Callable[[], object]]
) -> dict[str, Callable[[], object]]:
    """A window's deeds with those of this module, which come first while a file is shown."""

    def choose(name: str, usual: Callable[[], object]) -> None:
        if of().active:
            _INSTEAD[name](of())
        else:
            usual()

    def lead_back(usual: Callable[[], object]) -> None:
        of().leave()
        usual()

    back = {name: partial(lead_back, deeds[name]) for name in _BACK_IN_THE_PAGE}
    chosen = {name: partial(choose, name, deeds[name]) for name in _INSTEAD if name in deeds}
    return {**deeds, **later(_DEEDS, of), **chosen, **back}
