"""The annotations of the open document: shown at once, saved on the writer lane, undone in turn."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.document import Document, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import VersionRecord
from desktop.library.errors import AppError
from desktop.library.reader.anchors import Span, anchors
from desktop.library.reader.annotations import (
    Annotation,
    Author,
    annotations,
    ask_again,
    authors,
    dispute,
    keep_old,
    kept_old,
    rivals,
    settle,
    settle_removal,
    tags_in_use,
)
from desktop.library.reader.records import Colour, Kind
from desktop.library.reader.state import now
from desktop.window.jobs import Jobs
from desktop.window.keeping import Keeper
from desktop.window.saving import Saving
from desktop.window.undoing import Deed, Deeds

if TYPE_CHECKING:
    from desktop.library.reader.placing import Placing

Where = tuple[str, str, int]
"""Library id, briefing id and edition."""
Changes = Sequence[tuple[Annotation | None, Annotation | None]]
"""Annotations before and after a change; None where there was none, or is none any more."""


class Placed(msgspec.Struct, frozen=True, gc=False):
    """An annotation and where it stands now; no `sure` place means the reader must look.

    `kept` ones were looked at, and stay with the passage of their old edition. `proposed` is what
    comes nearest to those that are to be looked at, and `changed` the edition that changed them.
    What is sure may be `reworded`, be it in its sentence only.
    """

    annotation: Annotation
    spans: tuple[Span, ...]
    sure: bool
    kept: bool = False
    proposed: tuple[Span, ...] = ()
    changed: int = 0
    reworded: bool = False


class Held(msgspec.Struct, frozen=True):
    """What is kept of a document's notes.

    `rivals`: what is said otherwise of one, by id, None for a deletion. `kept`: until which
    edition one stays with its old passage, by id. `authors` by their ids. `lineage` leads from the
    oldest edition that one was made in to the document's. `reviewed`: in which edition the reader
    last met what is to check.
    """

    annotations: Sequence[Annotation] = ()
    lineage: Sequence[VersionRecord] = ()
    rivals: Mapping[str, tuple[Annotation | None, ...]] = {}
    kept: Mapping[str, int] = {}
    authors: Mapping[str, Author] = {}
    reviewed: int = 0


NOTHING_HELD = Held()


def _reviewed(library: str, briefing: str) -> str:
    """The preference that keeps in which edition a reader last met what is to check."""
    return f"review_met:{library}:{briefing}"


def new_id() -> str:
    """An id for an annotation."""
    return str(uuid.uuid4())


class Notes(QObject):
    """Holds the annotations of the open document.

    Signals: `changed()` after every change in memory; `stored(list[Annotation])` when these are on
    disk as they are given; `refused(AppError)` when a change could not be saved: it stays in memory
    and `retry()` saves it; `saved()` when nothing is unsaved.
    """

    changed = Signal()
    stored = Signal(object)
    refused = Signal(object)
    saved = Signal()

    def __init__(self, keeper: Keeper, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs = jobs
        self._where: Where = ("", "", 0)
        self._document: Document = ()
        self._order: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._held: dict[str, Annotation] = {}
        self._placing: Placing
        self._listed: list[Placed] | None = None
        self._former: list[Placed] = []
        self.rivals: dict[str, tuple[Annotation | None, ...]] = {}
        self.authors: Mapping[str, Author] = {}
        self._kept: dict[str, int] = {}
        self._reviewed = 0
        self._deeds = Deeds()
        self._saving = Saving(keeper, jobs, self)
        self._saving.stored.connect(self.stored)
        self._saving.saved.connect(self.saved)
        self._saving.refused.connect(self._not_saved)

    def read(self, edition: Edition, briefing: str) -> Held:
        """What is kept of a document's notes; on the writer lane. Raises: EnvironmentFault."""
        state, library = self._keeper.state(), edition.library
        held = annotations(state, library, briefing)
        oldest = min((one.edition for one in held), default=edition.number)
        return Held(
            held,
            edition.lineage(briefing, oldest),
            rivals(state, library, briefing),
            kept_old(state, library),
            authors(state),
            int(state.preference(_reviewed(library, briefing), "0")),
        )

    def close(self) -> None:
        """No document is open any more."""
        self.open(("", "", 0), ())

    def open(self, where: Where, document: Document, held: Held = NOTHING_HELD) -> None:
        """Takes up the annotations of another document."""
        self._where = where
        self._deeds.place = where[:2]
        if document is not self._document:
            self._document = document
            self._texts = {leaf.id: leaf.text for leaf in leaves(document)}
            self._order = {block: at for at, block in enumerate(self._texts)}
        from desktop.library.reader.placing import Placing  # noqa: PLC0415 - large; a list needs none

        self._placing, self._former = Placing(document, held.lineage), []
        self._held = {annotation.id: annotation for annotation in held.annotations}
        self.rivals, self._kept = dict(held.rivals), dict(held.kept)
        self.authors, self._reviewed = held.authors, held.reviewed
        self._keep_unsaved()
        self._tell()

    def _keep_unsaved(self) -> bool:
        """What could not be saved is the reader's no less; whether that changed what is held."""
        before = dict(self._held)
        for identifier, annotation in self._saving.failed.items():
            if annotation is None:
                self._held.pop(identifier, None)
            elif (annotation.library, annotation.briefing) == self._where[:2]:
                self._held[identifier] = annotation
        return self._held != before

    def _tell(self) -> None:
        self._listed = None
        self.changed.emit()

    # what there is

    def all(self) -> list[Placed]:
        """Every annotation but replies in reading order; those on the whole document lead."""
        if self._listed is None:
            known = {id(one.annotation): one for one in self._former}
            self._listed = sorted(
                (
                    known.get(id(one)) or self._placement(one)
                    for one in self._held.values()
                    if not one.parent
                ),
                key=self._reading_order,
            )
            self._former = self._listed
        return list(self._listed)

    def _placement(self, annotation: Annotation) -> Placed:
        found = self._placing.place(annotation.targets, annotation.edition)
        if found.state == "placed":
            said = [self._texts[block][start:end] for block, start, end in found.spans]
            reworded = found.reworded or said != [one.quote for one in annotation.targets]
            return Placed(annotation, found.spans, sure=True, reworded=reworded)
        kept = self._kept.get(annotation.id, -1) >= (found.changed or self._where[2])
        near = tuple(span for spans in found.proposals for span in spans)
        return Placed(
            annotation, found.spans, sure=False, kept=kept, proposed=near, changed=found.changed
        )

    def placed(self, identifier: str) -> Placed | None:
        """One annotation and where it stands; None if the document has none of that id."""
        annotation = self._held.get(identifier)
        return None if annotation is None else self._placement(annotation)

    def _reading_order(self, one: Placed) -> tuple[int, int, str]:
        near = one.spans or one.proposed
        block, start, _ = near[0] if near else ("", 0, 0)
        return self._order.get(block, -1), start, one.annotation.created

    def get(self, identifier: str) -> Annotation | None:
        return self._held.get(identifier)

    def replies(self, identifier: str) -> list[Annotation]:
        """What was answered to an annotation, the oldest first."""
        found = [one for one in self._held.values() if one.parent == identifier]
        return sorted(found, key=lambda one: one.created)

    def answers(self) -> dict[str, list[Annotation]]:
        """All replies by what they answer, the oldest first."""
        found: dict[str, list[Annotation]] = {}
        for one in sorted(self._held.values(), key=lambda one: one.created):
            if one.parent:
                found.setdefault(one.parent, []).append(one)
        return found

    def offer_tags(self, offer: Callable[[list[str]], object]) -> None:
        """Gives the labels of this document at once, and those of the whole library when read."""
        own = {tag for one in self._held.values() for tag in (*one.tags, *one.private_tags)}
        offer(sorted(own, key=str.casefold))
        library = self._where[0]

        def read(held: list[str]) -> None:
            offer(sorted({*held, *own}, key=str.casefold))

        job = self._jobs.write(lambda: tags_in_use(self._keeper.state(), library))
        # What may be read of them is offered; that the state cannot be is told elsewhere.
        job.then(read).failed(lambda _: None)

    @property
    def document(self) -> Document:
        return self._document

    @property
    def edition(self) -> int:
        """The edition of the open document."""
        return self._where[2]

    def touching(self, spans: list[Span]) -> list[str]:
        """The annotations that overlap any of `spans`."""
        return [
            one.annotation.id
            for one in self.all()
            if any(_overlap(mine, other) for mine in one.spans for other in spans)
        ]

    # what is done

    def add(
        self, spans: list[Span], colour: Colour, note: str = "", kind: Kind = "highlight"
    ) -> str:
        """Makes an annotation on passages of the open document; its id."""
        made = self._made(kind, colour, note)
        made = msgspec.structs.replace(made, targets=anchors(self._document, tuple(spans)))
        return self._add(made, kind)

    def add_general(self, note: str = "") -> str:
        """Makes a note on the whole document; its id."""
        return self._add(self._made("document", "idea", note), "document")

    def reply(self, identifier: str, text: str, reply: str = "") -> str:
        """Answers an annotation; the reply's id, which may be given."""
        made = self._made("reply", "idea", text)
        made = msgspec.structs.replace(made, parent=identifier, id=reply or made.id)
        return self._add(made, "reply")

    def _made(self, kind: Kind, colour: Colour, note: str) -> Annotation:
        moment = now()
        return Annotation(new_id(), *self._where, (), colour, note, moment, moment, kind=kind)

    def _add(self, made: Annotation, name: str) -> str:
        self._do(name, [(None, made)])
        return made.id

    def change(
        self,
        identifier: str,
        *,
        note: str | None = None,
        colour: Colour | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Changes the note, the colour or the kind of one."""
        said = {"note": note, "colour": colour, "kind": kind}
        wanted = {name: value for name, value in said.items() if value is not None}
        name = next(iter(wanted), "")
        self.alter([identifier], name, lambda one: msgspec.structs.replace(one, **wanted))

    def write(self, identifier: str, note: str) -> None:
        """Changes a note while it is typed: until `rest` all of it is undone as one."""
        before = self._held.get(identifier)
        if before is not None and before.note != note:
            after = msgspec.structs.replace(before, note=note, modified=now())
            self._do("note", [(before, after)], strand=identifier)

    def rest(self) -> None:
        """What is typed from here on is undone by itself."""
        self._deeds.end_strand()

    def alter(
        self, identifiers: Iterable[str], name: str, alter: Callable[[Annotation], Annotation]
    ) -> None:
        """Changes several in one deed; `name` says what is done (`wordlist.deed_name`)."""
        changes = []
        for identifier in identifiers:
            before = self._held.get(identifier)
            after = alter(before) if before is not None else None
            if before is not None and after is not None and after != before:
                changes.append((before, msgspec.structs.replace(after, modified=now())))
        self._do(name, changes)

    def remove(self, *identifiers: str) -> None:
        """Takes annotations away, their replies with them, in one deed.

        One that others say something else of is taken away in every version, as a deed of its own:
        otherwise theirs would come up in its place.
        """
        for disputed in [one for one in identifiers if one in self.rivals]:
            self.settle(disputed, None)
        gone = [self._held[one] for one in identifiers if one in self._held]
        named = {one.id for one in gone}
        gone += [one for one in self._held.values() if one.parent in named and one.id not in named]
        self._do("remove", [(one, None) for one in gone])

    def drop(self, identifier: str) -> None:
        """Takes away what was begun and came to nothing: there is nothing to undo in it."""
        before = self._held.get(identifier)
        if before is not None:
            self._apply([(before, None)])
            self._deeds.forget(identifier)
            self._tell()

    def attach(self, identifier: str, spans: Sequence[Span]) -> None:
        """Hangs an annotation on passages of the open document."""
        made, edition = anchors(self._document, tuple(spans)), self._where[2]
        self.alter(
            [identifier],
            "attach",
            lambda one: msgspec.structs.replace(one, targets=made, edition=edition),
        )

    def leave(self, identifier: str) -> None:
        """Leaves an annotation with its old passage; not asked again until that changes again."""
        edition = self._where[2]
        before = self._kept.get(identifier)

        def forth() -> None:
            self._kept[identifier], self._former = edition, []
            self._saving.do(lambda state: keep_old(state, identifier, edition))
            self._tell()

        def back() -> None:
            self._former = []
            if before is None:
                self._kept.pop(identifier, None)
                self._saving.do(lambda state: ask_again(state, identifier))
            else:
                self._kept[identifier] = before
                self._saving.do(lambda state: keep_old(state, identifier, before))
            self._tell()

        self.remember("keep_old", back, forth)
        forth()

    def meet_review(self) -> bool:
        """Takes note that the reader has met what is to check; whether this is the first time."""
        library, briefing, edition = self._where
        if self._reviewed >= edition:
            return False
        self._reviewed = edition
        key = _reviewed(library, briefing)
        self._saving.do(lambda state: state.set_preference(key, str(edition)))
        return True

    def settle(self, identifier: str, chosen: Annotation | None) -> None:
        """Keeps what is `chosen`, None for a deletion, in place of every version of it."""
        before, others = self._held.get(identifier), self.rivals.get(identifier, ())
        if before is None:
            return
        after = None if chosen is None else msgspec.structs.replace(chosen, modified=now())

        def forth() -> None:
            self.rivals.pop(identifier, None)
            self._hold(identifier, after)
            if after is None:
                self._saving.do(lambda state: settle_removal(state, identifier), {identifier: None})
            else:
                self._saving.do(lambda state: settle(state, after), {identifier: after})
            self._tell()

        def back() -> None:
            self.rivals[identifier] = others
            self._hold(identifier, before)
            self._saving.do(lambda state: dispute(state, before, others), {identifier: before})
            self._tell()

        self.remember("settle", back, forth)
        forth()

    def _hold(self, identifier: str, annotation: Annotation | None) -> None:
        if annotation is None:
            self._held.pop(identifier, None)
        else:
            self._held[identifier] = annotation

    # undo

    def remember(self, name: str, back: Callable[[], object], forth: Callable[[], object]) -> None:
        """Lets `undo` take back, and `redo` do again, what is done here or elsewhere."""
        self._deeds.add(Deed(name, back, forth))

    @property
    def next_undo(self) -> str:
        """What `undo` would take back, "" for nothing."""
        return self._deeds.next_undo

    @property
    def next_redo(self) -> str:
        """What `redo` would do again, "" for nothing."""
        return self._deeds.next_redo

    def undo(self) -> None:
        self._deeds.undo()

    def redo(self) -> None:
        self._deeds.redo()

    def _do(self, name: str, changes: Changes, strand: str = "") -> None:
        """Makes changes that are taken back together."""
        if not changes:
            return

        def forth() -> None:
            self._apply(changes)
            self._tell()

        def back() -> None:
            self._apply([(after, before) for before, after in changes])
            self._tell()

        ids = {one.id for pair in changes for one in pair if one is not None}
        about = ids.pop() if len(ids) == 1 else ""
        self._deeds.add(Deed(name, back, forth, strand, about))
        forth()

    def _apply(self, changes: Changes) -> None:
        """Brings changes into memory and to the disk; in the document they were made in alone."""
        said: dict[str, Annotation | None] = {}
        for before, after in changes:
            one = after or before
            if one is not None:
                said[one.id] = after
                self._hold(one.id, after)
        self._saving.save(said)

    # saving

    @property
    def unsaved(self) -> bool:
        """Whether anything could not be saved yet, told or still to be told."""
        return self._saving.unsaved

    def retry(self) -> None:
        """Saves again what could not be saved."""
        self._saving.retry()

    def _not_saved(self, error: AppError) -> None:
        if self._keep_unsaved():
            self._tell()
        self.refused.emit(error)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
