"""Another window in the place of one: same documents, same places, other words or letters."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.window.following import Following, NoteUnderWay, Resume
from desktop.window.main_window import MainWindow
from desktop.window.opening import HANDBOOK, handbook
from desktop.window.panes.library_model import Place
from desktop.wording import Language

translate = QCoreApplication.translate
_OTHER = Qt.FocusReason.OtherFocusReason


def _parts(window: MainWindow) -> dict[str, QWidget]:
    """The parts that can have the keyboard, by the names that `Resume.focus` gives them."""
    return {
        "box": window.toolbar.omnibox.field,
        "library": window.library.view,
        "list": window.documents.view,
        "results": window.results.view,
        "document": window.reader.page,
        "side": window.side.tabBar(),
        "outline": window.side.outline,
        "related": window.side.related.view,
        "citations": window.side.citations.view,
    }


def _note(window: MainWindow) -> NoteUnderWay | None:
    editor = window.side.notes.editor
    if editor is None:
        return None
    edit = editor.edit
    caret = edit.textCursor().position()
    return NoteUnderWay(editor.identifier, edit.toPlainText(), caret, editor.answers)


def _scroll(window: MainWindow) -> tuple[int, int]:
    bar = window.reader.page.verticalScrollBar()
    return bar.value(), bar.maximum()


def capture(window: MainWindow, language: Language, size: int) -> Resume:
    """What is to be seen now, for a window in `language` with letters of `size` per cent."""
    finding, reading = window.finding, window.session.reading
    block, offset, _ = window.reader.page.place()
    shelf = window.library.current
    held = window.focusWidget()
    of_handbook = reading is not None and reading.id.startswith(HANDBOOK)
    return Resume(
        language=language,
        size=size,
        page=reading.id.removeprefix(HANDBOOK) if reading is not None and of_handbook else "",
        place=(block, offset),
        scroll=_scroll(window),
        query=finding.query,
        text=window.toolbar.omnibox.field.text(),
        stage=finding.stage,
        hit=window.results.view.currentIndex().row() if window.reader.page.hits[1] else -1,
        shelf=(shelf.place, shelf.key) if shelf is not None else ("newest", ""),
        scrolled=window.documents.view.verticalScrollBar().value(),
        note=_note(window),
        focus=next((name for name, part in _parts(window).items() if part is held), ""),
    )


class Resuming(QObject):
    """Closes a window for another one of its kind, and makes the other one look like it.

    What has to be read first is waited for: the steps follow one another as the lanes fall idle.
    """

    def __init__(self, window: MainWindow, resume: Resume | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._resume = resume
        self._steps: list[Callable[[Resume], None]] = []
        window.completed.connect(self._join)

    def _join(self) -> None:
        self._window.looks.reopening.connect(self._reopen)
        if self._resume is not None:
            self._window.session.library_opened.connect(self._begin)

    # leaving

    def _reopen(self, language: Language, size: int) -> None:
        """A note being written is kept first; one that cannot be saved keeps the window open."""
        window = self._window
        resume = capture(window, language, size)
        window.finish_typing()

        def kept(_: None) -> None:
            if window.session.notes.unsaved:
                window.looks.refuse()
                window.reader.notice.tell(
                    translate(
                        "Looks",
                        "A note is not saved yet. Save it first, then change the language or the "
                        "size of the interface.",
                    ),
                    "warn",
                    translate("Looks", "Try again"),
                    window.session.notes.retry,
                    about="note",
                )
                return
            window.looks.keep(language, size)
            window.personal.leave(Following(window.session.keeper.folder, resume=resume))

        window.session.jobs.write(lambda: None).then(kept)

    # coming back

    def _begin(self) -> None:
        self._window.session.library_opened.disconnect(self._begin)
        self._steps = [self._shelve, self._search, self._open, self._lead, self._settle]
        self._window.session.jobs.idled.connect(self._next)
        self._next()

    def _next(self) -> None:
        while self._steps and self._resume is not None and not self._window.session.jobs.busy:
            self._steps.pop(0)(self._resume)
        if not self._steps:
            self._window.session.jobs.idled.disconnect(self._next)

    def _shelve(self, resume: Resume) -> None:
        window = self._window
        place, key = resume.shelf
        for name in get_args(Place):
            if name == place:
                window.library.choose(name, key)

    def _search(self, resume: Resume) -> None:
        if resume.stage:
            self._window.finding.run(resume.query)

    def _open(self, resume: Resume) -> None:
        """What the tabs, which open their documents again, do not know."""
        window = self._window
        results = window.results
        row = results.model.index(resume.hit) if resume.hit >= 0 else None
        if resume.page:
            language = resume.language
            window.session.jobs.run(lambda: handbook(language)).then(self._open_page)
        elif row is not None and row.isValid():
            results.view.setCurrentIndex(row)
            results.open_current()

    def _open_page(self, pages: list[tuple[str, Path]]) -> None:
        self._window.reader.contents.show_pages(pages)
        for _, path in pages:
            if self._resume is not None and path.stem == self._resume.page:
                self._window.session.open_page(path)

    def _lead(self, resume: Resume) -> None:
        window = self._window
        if resume.stage == "results" and window.finding.active:
            window.finding.show_results()
        block, offset = resume.place
        if block:
            window.reader.page.go_to(block, offset)
        value, largest = resume.scroll
        if largest == _scroll(window)[1]:
            window.reader.page.verticalScrollBar().setValue(value)
        window.documents.view.verticalScrollBar().setValue(resume.scrolled)

    def _settle(self, resume: Resume) -> None:
        window = self._window
        window.toolbar.omnibox.show_text(resume.text)
        part = _parts(window).get(resume.focus)
        if part is not None:
            part.setFocus(_OTHER)
        if resume.note is not None:
            self._write_on(resume.note)

    def _write_on(self, note: NoteUnderWay) -> None:
        pane = self._window.side.notes
        if note.answers:
            pane.reveal(note.answers)
            pane.reply(note.answers, note.identifier)
        else:
            pane.reveal(note.identifier, edit=True)
        if pane.editor is None:
            return
        edit = pane.editor.edit
        edit.setPlainText(note.text)
        caret = edit.textCursor()
        caret.setPosition(note.caret)
        edit.setTextCursor(caret)
