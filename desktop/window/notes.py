"""The annotations of the open document: shown at once, saved on the writer lane, undone in turn."""

import uuid
from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.document import Document, leaves
from desktop.library.editions.records import VersionRecord
from desktop.library.errors import AppError
from desktop.library.reader.anchors import Span, anchors
from desktop.library.reader.annotations import Annotation, put, remove
from desktop.library.reader.placing import Placing
from desktop.library.reader.records import Colour
from desktop.library.reader.state import now
from desktop.window.jobs import Job, Jobs
from desktop.window.keeping import Keeper


class Placed(msgspec.Struct, frozen=True):
    """An annotation and where it stands now; no `sure` place means the reader must look."""

    annotation: Annotation
    spans: tuple[Span, ...]
    sure: bool


class Notes(QObject):
    """Holds the annotations of the open document.

    Signals: `changed()` after every change in memory; `refused(AppError)` when a change could
    not be saved: it stays in memory and `retry()` saves it; `saved()` when nothing is unsaved.
    """

    changed = Signal()
    refused = Signal(object)
    saved = Signal()

    def __init__(self, keeper: Keeper, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs = jobs
        self._where = ("", "", 0)
        self._document: Document = ()
        self._placing = Placing(())
        self._held: dict[str, Annotation] = {}
        self._undos: dict[tuple[str, str], list[Callable[[], None]]] = {}
        self._unsaved: dict[str, tuple[Annotation, bool]] = {}
        self._writing: list[Job[None]] = []

    def open(
        self,
        where: tuple[str, str, int],
        document: Document,
        held: list[Annotation],
        lineage: Sequence[VersionRecord] = (),
    ) -> None:
        """Takes up the annotations of another document; `where`: library, briefing, edition.

        `lineage` leads from the oldest edition that one was made in to the document.
        """
        self._where = where
        self._document = document
        self._placing = Placing(document, lineage)
        self._held = {annotation.id: annotation for annotation in held}
        self._keep_unsaved()
        self.changed.emit()

    def _keep_unsaved(self) -> bool:
        """What could not be saved is the reader's no less; whether that changed what is held."""
        before = dict(self._held)
        for annotation, there in self._unsaved.values():
            if (annotation.library, annotation.briefing) != self._where[:2]:
                continue
            if there:
                self._held[annotation.id] = annotation
            else:
                self._held.pop(annotation.id, None)
        return self._held != before

    @property
    def _undo(self) -> list[Callable[[], None]]:
        """What can be undone in this document; going to another and back takes none of it."""
        return self._undos.setdefault(self._where[:2], [])

    def all(self) -> list[Placed]:
        """Every annotation in reading order; those without a sure place lead."""
        order = {leaf.id: at for at, leaf in enumerate(leaves(self._document))}
        placed = [self._place(annotation) for annotation in self._held.values()]

        def key(one: Placed) -> tuple[bool, int, int]:
            block, start, _ = one.spans[0] if one.spans else ("", 0, 0)
            return one.sure, order.get(block, -1), start

        return sorted(placed, key=key)

    def placed(self, identifier: str) -> Placed | None:
        """One annotation and where it stands; None if the document has none of that id."""
        annotation = self._held.get(identifier)
        return None if annotation is None else self._place(annotation)

    def _place(self, annotation: Annotation) -> Placed:
        found = self._placing.place(annotation.targets)
        return Placed(annotation, found.spans, found.state == "placed")

    def get(self, identifier: str) -> Annotation | None:
        return self._held.get(identifier)

    def add(self, spans: list[Span], colour: Colour, note: str = "") -> str:
        """Makes an annotation on passages of the open document; its id."""
        library, briefing, edition = self._where
        moment = now()
        made = Annotation(
            str(uuid.uuid4()),
            library,
            briefing,
            edition,
            anchors(self._document, tuple(spans)),
            colour,
            note,
            moment,
            moment,
        )
        self._put(made)
        self._undo.append(lambda: self._take(made.id))
        return made.id

    def change(
        self, identifier: str, *, note: str | None = None, colour: Colour | None = None
    ) -> None:
        """Changes the note or the colour of one."""
        before = self._held.get(identifier)
        if before is None:
            return
        after = msgspec.structs.replace(
            before,
            note=before.note if note is None else note,
            colour=before.colour if colour is None else colour,
            modified=now(),
        )
        if (after.note, after.colour) != (before.note, before.colour):
            self._put(after)
            self._undo.append(lambda: self._put(before))

    def remove(self, identifier: str) -> None:
        before = self._held.get(identifier)
        if before is not None:
            self._take(identifier)
            self._undo.append(lambda: self._put(before))

    def touching(self, spans: list[Span]) -> list[str]:
        """The annotations that overlap any of `spans`."""
        return [
            one.annotation.id
            for one in self.all()
            if any(_overlap(mine, other) for mine in one.spans for other in spans)
        ]

    def remember(self, take_back: Callable[[], None]) -> None:
        """Lets `undo` take back what was done elsewhere since the document was opened."""
        self._undo.append(take_back)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def unsaved(self) -> bool:
        """Whether anything could not be saved yet, told or still to be told."""
        return bool(self._unsaved) or any(job.error is not None for job in self._writing)

    def undo(self) -> None:
        if self._undo:
            self._undo.pop()()

    def retry(self) -> None:
        """Saves again what could not be saved."""
        waiting, self._unsaved = self._unsaved, {}
        for annotation, there in waiting.values():
            self._save(annotation, there=there)

    def _put(self, annotation: Annotation) -> None:
        self._held[annotation.id] = annotation
        self._save(annotation, there=True)
        self.changed.emit()

    def _take(self, identifier: str) -> None:
        annotation = self._held.pop(identifier, None)
        if annotation is not None:
            self._save(annotation, there=False)
        self.changed.emit()

    def _save(self, annotation: Annotation, *, there: bool) -> None:
        """Writes an annotation, or that it is gone."""

        def write() -> None:
            state = self._keeper.state()
            if there:
                put(state, annotation)
            else:
                remove(state, annotation.id)

        def refused(error: AppError) -> None:
            self._writing.remove(job)
            self._unsaved[annotation.id] = annotation, there
            if self._keep_unsaved():
                self.changed.emit()
            self.refused.emit(error)

        def kept(_: object) -> None:
            self._writing.remove(job)
            if not self._unsaved:
                self.saved.emit()

        job = self._jobs.write(write)
        self._writing.append(job)
        job.then(kept).failed(refused)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
