"""What is done with a selection and with notes: page and notes pane in step."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.library.errors import AppError
from desktop.library.reader.anchors import Span
from desktop.library.reader.records import COLOURS, Colour, Kind
from desktop.window.annotating import Annotating, cases
from desktop.window.composing.collecting import Collecting
from desktop.window.notes import Placed
from desktop.window.panes.notes_model import Rows
from desktop.window.reader.copying import copied
from desktop.window.reader.decorations import Highlight
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.side import NOTES, SidePane
from desktop.window.wordlist import deed_words
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class Noting(QObject):
    """Keeps page and notes pane in step.

    Signals: `side_requested(int)`, a tab of the right pane that is needed now; `deeds_changed()`
    when there is something else to undo or to do again; `review_found(int)`, how many notes are to
    check in a document in which they are met for the first time; `freed()` when nothing stands in
    the way of closing the window any more.
    """

    side_requested = Signal(int)
    deeds_changed = Signal()
    review_found = Signal(int)
    freed = Signal()

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        side: SidePane,
        collecting: Collecting,
        language: Language,
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._notes = session.notes
        self._reader = reader
        self._side = side
        self._collecting = collecting
        self._language = language
        self._colour: Colour = "idea"
        self._at = -1
        self._closing = False
        self._rows = Rows()
        page, pane = reader.page, side.notes
        self.annotating = Annotating(self._notes, pane, reader.notice, reader.page.theme)
        page.command_requested.connect(self.command)
        page.marker_requested.connect(self.reveal)
        self.annotating.go_requested.connect(self.go)
        session.document_left.connect(pane.finish)
        self._notes.changed.connect(self.refresh)
        self._notes.refused.connect(self._refused)
        self._notes.saved.connect(self._saved)

    def refresh(self) -> None:
        """Shows the annotations as they are: on the page and in the pane."""
        page = self._reader.page
        self.annotating.theme = page.theme
        placed = self._notes.all()
        page.set_highlights(
            Highlight(
                one.annotation.id,
                one.annotation.colour,
                one.spans,
                noted=bool(one.annotation.note),
                underline=one.annotation.kind == "underline",
            )
            for one in placed
            if one.sure
        )
        asked = cases(placed, self._notes.document, self._notes.edition)
        self._side.notes.show_notes(
            lambda: self._rows.of(self._notes, [(one, self._section(one)) for one in placed]),
            asked,
        )
        self._side.count_notes(len(placed))
        self.deeds_changed.emit()
        self._lead_to_review(many=len(asked))

    def _section(self, one: Placed) -> str:
        typeset, near = self._reader.page.typeset, one.spans or one.proposed
        return typeset.section(near[0][0]) if typeset is not None and near else ""

    def _lead_to_review(self, *, many: int) -> None:
        """What is to check is led to once, when it is first met in a document."""
        if many and self._session.opened is not None and self._notes.meet_review():
            self.review_found.emit(many)

    def command(self, command: str) -> None:
        """Does what a key or the popup asked for the selection."""
        spans = self._reader.page.spans()
        reading = self._session.reading
        text = copied(self._reader.page) if command in ("copy", "cite") else ""
        if text and reading is not None:
            self._copy(text, reading.source if command == "cite" else "")
        elif not spans or reading is None:
            self._reader.notice.tell(translate("Noting", "Select a passage in the text first."))
            return
        elif not reading.notable:
            self._reader.notice.tell(
                translate("Noting", "The handbook takes no notes; documents do.")
            )
        elif command == "compose":
            self._collecting.passage(spans)
        elif command == "note":
            self._write_note(spans)
        elif command == "clear":
            self._notes.remove(*self._notes.touching(spans))
            self._reader.page.clear_selection()
        elif command == "underline":
            self._mark(spans, "underline")
        else:
            self._colour = next(colour for colour in COLOURS if colour == command)
            self._mark(spans, "highlight")

    def highlight(self) -> None:
        """Highlights the selection in the colour used last."""
        self.command(self._colour)

    def _mark(self, spans: list[Span], kind: Kind) -> None:
        """Highlights or underlines; what is marked so on the same words takes the colour."""
        held = self._same(spans, kind)
        if held:
            self._notes.change(held, colour=self._colour)
        else:
            self._notes.add(spans, self._colour, kind=kind)
        self._reader.page.clear_selection()

    def _write_note(self, spans: list[Span]) -> None:
        identifier = self._same(spans) or self._notes.add(spans, self._colour)
        self._reader.page.clear_selection()
        self.side_requested.emit(NOTES)
        self._side.notes.reveal(identifier, edit=True)

    def write_general(self) -> None:
        """Begins a note on the whole document."""
        if self._session.opened is None:
            self._reader.notice.tell(translate("Noting", "Open a document first."))
            return
        self.side_requested.emit(NOTES)
        self.annotating.add_general()

    def _same(self, spans: list[Span], kind: Kind | None = None) -> str:
        """The annotation that stands on exactly these passages, if there is one."""
        wanted = tuple(spans)
        return next(
            (
                one.annotation.id
                for one in self._notes.all()
                if one.spans == wanted and kind in (None, one.annotation.kind)
            ),
            "",
        )

    def _copy(self, text: str, source: str) -> None:
        QGuiApplication.clipboard().setText(f"“{text}”\n({source})" if source else text)
        self._reader.notice.tell(
            translate("Noting", "Copied with its source.")
            if source
            else translate("Noting", "Copied.")
        )

    def go(self, identifier: str) -> None:
        """Brings a note's passage into view."""
        for at, one in enumerate(self._notes.all()):
            near = one.spans or one.proposed
            if one.annotation.id == identifier and near:
                self._at = at
                self._reader.page.go_to(near[0][0], near[0][1], ease=True)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) note, around the ends."""
        placed = self._notes.all()
        if placed:
            self._at = (self._at + by) % len(placed) if self._at >= 0 else (0 if by > 0 else -1)
            identifier = placed[self._at].annotation.id
            self.go(identifier)
            self._side.notes.reveal(identifier)

    def reveal(self, identifier: str) -> None:
        """Shows a note in the right pane."""
        self.side_requested.emit(NOTES)
        self._side.notes.reveal(identifier, focus=True)

    def undo(self) -> None:
        """Takes back what was done last in this document."""
        self._side.notes.finish()
        self._notes.undo()
        self.deeds_changed.emit()

    def redo(self) -> None:
        """Does again what was undone last."""
        self._side.notes.finish()
        self._notes.redo()
        self.deeds_changed.emit()

    def deed_words(self) -> tuple[str, str]:
        """What undoing and redoing would do, in words."""
        return deed_words(self._notes.next_undo, self._notes.next_redo)

    def may_close(self) -> bool:
        """Whether the window may: with a note unsaved only when it is closed once more."""
        self._side.notes.finish()
        self._session.jobs.finish_writes()
        if self._closing or not self._notes.unsaved:
            return True
        self._closing = True
        self._notes.retry()
        return False

    def _saved(self) -> None:
        self._reader.notice.settle("note")
        if self._closing:
            self.freed.emit()

    def _refused(self, error: AppError) -> None:
        lead = translate("Noting", "The note is not saved yet. Your text is kept here.")
        if self._closing:
            last = translate("Noting", "Closing the window once more gives it up.")
            lead = f"{lead} {last}"
        self._reader.notice.tell(
            f"{lead} {say_error(error, self._language)}",
            "danger",
            translate("Noting", "Try again"),
            self._notes.retry,
            about="note",
        )


DEEDS: dict[str, Callable[[Noting], object]] = {
    "undo": Noting.undo,
    "redo": Noting.redo,
    "general_note": Noting.write_general,
}
