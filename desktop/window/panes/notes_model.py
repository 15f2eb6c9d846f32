"""What a list of notes says: one row an annotation, with all that belongs to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, Qt

from desktop.library.reader.annotations import Annotation, Author
from desktop.library.reader.records import Colour, Kind
from desktop.window.dropping import NOTES, carrying
from desktop.window.notes import Notes, Placed
from desktop.window.panes.rows import Index, RowsModel
from desktop.window.wordlist import clock, colour_name, kind_name

translate = QCoreApplication.translate
ROW = int(Qt.ItemDataRole.UserRole)
State = Literal["", "review", "kept"]
"""`review`: its passage has changed and nobody has looked yet; `kept`: it stays with the old."""


class Reply(msgspec.Struct, frozen=True):
    """An answer as it is shown; `who` are the initials of somebody else, "" for the reader."""

    id: str
    note: str
    when: str
    who: str = ""
    name: str = ""


class NoteRow(msgspec.Struct, frozen=True, gc=False):
    """An annotation as it is shown.

    `quote` are the words it stands on, "" for a note on the whole document; they may be `reworded`
    there now. `place` is the section, or whatever tells where that is. `tags` come with whether
    they are private. `edition` is the one whose passage it has. `rivals`: what is said otherwise of
    it, None for a deletion.
    """

    id: str
    kind: Kind
    colour: Colour
    quote: str
    note: str
    place: str = ""
    state: State = ""
    edition: int = 0
    tags: tuple[tuple[str, bool], ...] = ()
    author: Author | None = None
    replies: tuple[Reply, ...] = ()
    rivals: tuple[Annotation | None, ...] = ()
    reworded: bool = False

    @property
    def caption(self) -> str:
        """What it is and where it stands, in a few words."""
        name = colour_name(self.colour) if self.kind == "highlight" else kind_name(self.kind)
        parts = [name]
        if self.state == "kept":
            parts.append(passage_of(self.edition))
        elif self.reworded:
            parts.append(reworded())
        return " · ".join(part for part in (*parts, self.place) if part)

    @property
    def spoken(self) -> str:
        """The whole row in words."""
        parts = [self.caption, self.quote, self.note]
        if self.author is not None:
            parts.insert(0, self.author.name or self.author.initials)
        if self.state == "review":
            parts.insert(0, to_review())
        if self.tags:
            named = ", ".join(tag_told(tag, private=private) for tag, private in self.tags)
            parts.append(translate("Notes", "labels: {labels}").format(labels=named))
        if self.replies:
            parts.append(translate("Notes", "%n repl(y/ies)", "", len(self.replies)))
            parts += [reply.note for reply in self.replies]
        if self.rivals:
            parts.append(other_version())
        return ", ".join(part for part in parts if part)


def passage_of(edition: int) -> str:
    """The mark of a note that stays with an old passage."""
    return translate("Notes", "Passage of edition {number}").format(number=edition)


def reworded() -> str:
    """The mark of a note whose passage says it in other words now."""
    return translate("Notes", "Reworded since")


def to_review() -> str:
    """The mark of a note whose passage has changed."""
    return translate("Notes", "To check")


def other_version() -> str:
    """The mark of a note that somebody else has changed too."""
    return translate("Notes", "Other version")


def tag_told(tag: str, *, private: bool) -> str:
    """A label in words; that it stays with the reader is not told by a lock alone."""
    return translate("Notes", "{label} (private)").format(label=tag) if private else tag


class Filter(msgspec.Struct, frozen=True):
    """Which notes are shown; an empty field lets all through."""

    colour: str = ""
    kind: str = ""
    tag: str = ""

    def takes(self, row: NoteRow) -> bool:
        return (
            (not self.colour or (row.colour == self.colour and row.kind != "document"))
            and (not self.kind or row.kind == self.kind)
            and (not self.tag or any(tag == self.tag for tag, _ in row.tags))
        )


class Counts(msgspec.Struct, frozen=True):
    """How many rows there are of each colour, kind and label."""

    all: int
    colours: Counter[str]
    kinds: Counter[str]
    tags: Counter[str]


def counts(rows: Sequence[NoteRow]) -> Counts:
    """Counts rows for the filters."""
    return Counts(
        len(rows),
        Counter(row.colour for row in rows if row.kind != "document"),
        Counter(row.kind for row in rows),
        Counter(tag for row in rows for tag, _ in row.tags),
    )


class NotesModel(RowsModel[NoteRow]):
    """Rows of notes. What stays where it was keeps its place, its selection and the keyboard."""

    def show(self, rows: Sequence[NoteRow]) -> None:
        """Shows these rows instead; only what differs is told to the view."""
        wanted, held = tuple(rows), self.shown
        first = 0
        while first < min(len(held), len(wanted)) and held[first].id == wanted[first].id:
            first += 1
        last = 0
        most = min(len(held), len(wanted)) - first
        while last < most and held[-1 - last].id == wanted[-1 - last].id:
            last += 1
        changed = [at for at in range(first) if held[at] is not wanted[at]]
        tail = len(wanted) - last
        after = range(tail, len(wanted))
        changed += [at for at in after if held[at - len(wanted)] is not wanted[at]]
        self._replace(first, len(held) - last, tail, wanted)
        for at in changed:
            self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def _replace(self, first: int, last: int, tail: int, wanted: tuple[NoteRow, ...]) -> None:
        """Rows `first` to `last` go, rows `first` to `tail` of `wanted` come in their place."""
        parent = self.index(-1, 0)
        if last > first:
            self.beginRemoveRows(parent, first, last - 1)
            self.shown = self.shown[:first] + self.shown[last:]
            self.endRemoveRows()
        if tail > first:
            self.beginInsertRows(parent, first, tail - 1)
            self.shown = wanted
            self.endInsertRows()
        self.shown = wanted

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Dragged notes: for the handout their ids, for other programs their words."""
        rows = [self.shown[at] for at in sorted({index.row() for index in indexes})]
        data = carrying(NOTES, [row.id for row in rows])
        data.setText("\n".join(row.note or row.quote for row in rows))
        return data

    def row_of(self, identifier: str) -> int:
        """Where an annotation stands, -1 if it is not shown."""
        return next((at for at, row in enumerate(self.shown) if row.id == identifier), -1)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.shown[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None


class Rows:
    """Makes rows of the notes of one document; what has not changed stays the same row."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], NoteRow]] = {}

    def of(self, notes: Notes, placed: Iterable[tuple[Placed, str]]) -> list[NoteRow]:
        """The rows of `placed`, each with the section it stands in."""
        answers, made = notes.answers(), dict[str, tuple[tuple[object, ...], NoteRow]]()
        for one, section in placed:
            annotation = one.annotation
            replies = tuple(answers.get(annotation.id, ()))
            others = notes.rivals.get(annotation.id, ())
            key = (annotation, one.sure, one.kept, section, replies, others)
            held = self._made.get(annotation.id)
            if held is not None and held[0] == key:
                made[annotation.id] = held
            else:
                made[annotation.id] = key, _row(notes, one, section, replies)
        self._made = made
        return [row for _, row in made.values()]


def _row(notes: Notes, one: Placed, section: str, replies: tuple[Annotation, ...]) -> NoteRow:
    annotation = one.annotation
    quote = " … ".join(target.quote for target in annotation.targets).replace("\n", " ")
    state: State = "" if one.sure else "kept" if one.kept else "review"
    return NoteRow(
        annotation.id,
        annotation.kind,
        annotation.colour,
        quote,
        annotation.note,
        section,
        state,
        annotation.edition,
        tags_of(annotation),
        author_of(notes, annotation),
        tuple(_reply(notes, reply) for reply in replies),
        notes.rivals.get(annotation.id, ()),
        one.reworded,
    )


def tags_of(annotation: Annotation) -> tuple[tuple[str, bool], ...]:
    """The labels of an annotation, the private ones last."""
    shared = ((tag, False) for tag in annotation.tags)
    return (*shared, *((tag, True) for tag in annotation.private_tags))


def author_of(notes: Notes, annotation: Annotation) -> Author | None:
    """Who made an annotation, None for the reader."""
    if not annotation.author:
        return None
    return notes.authors.get(annotation.author, Author("", "?"))


def _reply(notes: Notes, reply: Annotation) -> Reply:
    who = author_of(notes, reply)
    own = who is None
    who = who or Author("", "")
    return Reply(
        reply.id, reply.note, clock(reply.created), "" if own else who.initials or "?", who.name
    )
