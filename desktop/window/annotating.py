"""What is done in the notes pane: writing, answering, labelling, checking, choosing a version."""

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal

from desktop.library.document import Document, leaves
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.records import Colour
from desktop.window.note_menu import open_menu
from desktop.window.notes import Notes, Placed, new_id
from desktop.window.panes.annotations import AnnotationsPane
from desktop.window.panes.card_panel import CardPanel, Offer
from desktop.window.panes.note_editor import LabelsEditor, NoteEditor
from desktop.window.panes.notes_model import author_of, passage_of
from desktop.window.panes.review_tray import Case
from desktop.window.theme import Theme
from desktop.window.widgets.notice import Notice
from desktop.window.wordlist import clock, colour_name

translate = QCoreApplication.translate


class Annotating(QObject):
    """Does what is asked for in the notes pane of the open document.

    Signals: `go_requested(str)` to a note's passage; `export_requested(list)` ids;
    `collect_requested(str)` a note that is to go into the handout.
    """

    go_requested = Signal(str)
    collect_requested = Signal(str)
    export_requested = Signal(object)

    def __init__(self, notes: Notes, pane: AnnotationsPane, notice: Notice, theme: Theme) -> None:
        super().__init__(pane)
        self._notes = notes
        self._pane = pane
        self._notice = notice
        self.theme = theme
        view, tray = pane.view, pane.tray
        view.go_requested.connect(self.go)
        view.edit_requested.connect(pane.edit)
        view.reply_requested.connect(pane.reply)
        view.labels_requested.connect(self.label)
        view.removed.connect(self.remove)
        view.export_requested.connect(self.export_requested)
        view.menu_requested.connect(self._open_menu)
        pane.written.connect(self._written)
        pane.ended.connect(self._ended)
        pane.labelled.connect(self._labelled)
        pane.general_requested.connect(self.add_general)
        tray.attach_requested.connect(self._attach)
        tray.keep_requested.connect(notes.leave)
        tray.go_requested.connect(self.go_requested)
        notes.stored.connect(self._stored)
        notes.refused.connect(self._refused)

    # to a note

    def go(self, identifier: str) -> None:
        """To a note's passage; one that has none any more shows what it was."""
        row = next((row for row in self._pane.rows if row.id == identifier), None)
        if row is None or row.state == "":
            self.go_requested.emit(identifier)
        elif row.state == "review":
            self._pane.tray.choose(identifier)
        else:
            self._show_old(identifier, row.edition)

    def collect(self, identifier: str) -> None:
        """A note is wanted in the handout."""
        self.collect_requested.emit(identifier)

    def _show_old(self, identifier: str, edition: int) -> None:
        annotation = self._notes.get(identifier)
        if annotation is None:
            return
        text = "\n".join(dict.fromkeys(target.block_text for target in annotation.targets))
        offers: list[Offer] = [(translate("Notes", "Close"), bool)]
        self._show_panel(identifier, passage_of(edition), text, offers)

    def _show_panel(self, identifier: str, head: str, text: str, offers: Sequence[Offer]) -> None:
        panel = CardPanel(head, text, offers, self._pane.view.viewport())
        self._pane.show_panel(panel, identifier)

    # writing

    def add_general(self) -> None:
        """Begins a note on the whole document."""
        self._pane.reveal(self._notes.add_general(), edit=True)

    def _written(self, editor: NoteEditor) -> None:
        """Keeps what is written; a reply is made when there is something in it."""
        words = editor.edit.words
        if editor.identifier:
            self._notes.write(editor.identifier, words)
        elif words:
            editor.identifier = new_id()
            self._notes.reply(editor.answers, words, editor.identifier)

    def _ended(self, editor: NoteEditor) -> None:
        self._written(editor)
        self._notes.rest()
        held = self._notes.get(editor.identifier)
        if held is None or held.note:
            return
        if held.kind == "reply":
            self._notes.remove(held.id)
        elif held.kind == "document":
            self._notes.drop(held.id)

    def _stored(self, some: Iterable[Annotation]) -> None:
        editor = self._pane.editor
        for annotation in some:
            if editor is not None and annotation.id == editor.identifier:
                editor.stored(annotation.note)

    def _refused(self, _: object) -> None:
        if self._pane.editor is not None:
            self._pane.editor.refused()

    # labels, colours, deletions

    def label(self, _identifier: str = "") -> None:
        """Opens the labels of what is chosen."""
        ids = self._pane.view.chosen
        editor = self._pane.label(ids) if ids else None
        if editor is not None:
            self._notes.offer_tags(lambda tags: self._offer(editor, tags))

    def _offer(self, editor: LabelsEditor, tags: Sequence[str]) -> None:
        if self._pane.view.inset is editor:
            editor.offer(tags)

    def _labelled(
        self, ids: Sequence[str], shared: tuple[str, ...], private: tuple[str, ...]
    ) -> None:
        def alone(one: Annotation) -> Annotation:
            return msgspec.structs.replace(one, tags=shared, private_tags=private)

        def more(one: Annotation) -> Annotation:
            held = (*one.tags, *one.private_tags)
            new = tuple(tag for tag in shared if tag not in held)
            own = tuple(tag for tag in private if tag not in held)
            tags, mine = (*one.tags, *new), (*one.private_tags, *own)
            return msgspec.structs.replace(one, tags=tags, private_tags=mine)

        self._notes.alter(ids, "tags", alone if len(ids) == 1 else more)

    def untag(self, identifiers: Sequence[str], tag: str) -> None:
        """Takes a label from notes."""

        def without(one: Annotation) -> Annotation:
            tags = tuple(held for held in one.tags if held != tag)
            private = tuple(held for held in one.private_tags if held != tag)
            return msgspec.structs.replace(one, tags=tags, private_tags=private)

        self._notes.alter(identifiers, "tags", without)

    def recolour(self, identifiers: Sequence[str], colour: Colour) -> None:
        """Gives notes a colour."""

        def coloured(one: Annotation) -> Annotation:
            return msgspec.structs.replace(one, colour=colour)

        self._notes.alter(identifiers, "colour", coloured)

    def remove(self, identifiers: Sequence[str]) -> None:
        """Deletes notes with their replies, and offers to take that back."""
        self._notes.remove(*identifiers)
        self._notice.tell(
            translate("Noting", "%n note(s) deleted.", "", len(identifiers)),
            act=translate("Noting", "Undo (Ctrl+Z)"),
            do=self._notes.undo,
        )

    def _open_menu(self, place: QPoint) -> None:
        open_menu(self, self._notes, self._pane, self.theme, place)

    # versions

    def show_rival(self, identifier: str) -> None:
        """Shows what somebody else has made of a note, and asks which is to stay."""
        own, others = self._notes.get(identifier), self._notes.rivals.get(identifier, ())
        if own is None or not others:
            return
        other = others[0]
        offers: list[Offer] = [
            (translate("Notes", "Keep this one"), lambda: self._notes.settle(identifier, own))
        ]
        settle = self._notes.settle
        if other is None:
            delete = translate("Notes", "Delete it")
            offers.append((delete, lambda: settle(identifier, None)))
        else:
            both = joined(own, [one for one in others if one is not None])
            offers += [
                (
                    translate("Notes", "Keep the other"),
                    lambda: settle(identifier, _theirs(own, other)),
                ),
                (translate("Notes", "Keep both texts"), lambda: settle(identifier, both)),
            ]
        self._show_panel(identifier, self._rival_head(other), _rival_text(other), offers)

    def _rival_head(self, other: Annotation | None) -> str:
        if other is None:
            return translate("Notes", "Deleted elsewhere")
        author = author_of(self._notes, other)
        who = (author.name or author.initials) if author is not None else ""
        lead = translate("Notes", "Other version")
        parts = (lead, who, colour_name(other.colour), clock(other.modified))
        return " · ".join(part for part in parts if part)

    # what is to check

    def _attach(self, identifier: str) -> None:
        placed = self._notes.placed(identifier)
        if placed is not None and placed.proposed:
            self._notes.attach(identifier, placed.proposed)


def _theirs(own: Annotation, other: Annotation) -> Annotation:
    """What the other version says; private labels are the reader's whatever is said."""
    return msgspec.structs.replace(other, private_tags=own.private_tags)


def _rival_text(other: Annotation | None) -> str:
    if other is None:
        return translate("Notes", "In another copy this note has been deleted.")
    return other.note or translate("Notes", "Without a text.")


def joined(own: Annotation, others: Sequence[Annotation]) -> Annotation:
    """One's own version with the texts and labels of the others added."""
    texts = dict.fromkeys(one.note for one in (own, *others) if one.note)
    tags = dict.fromkeys(tag for one in (own, *others) for tag in one.tags)
    kept = tuple(tag for tag in tags if tag not in own.private_tags)
    return msgspec.structs.replace(own, note="\n\n".join(texts), tags=kept)


def cases(placed: Iterable[Placed], document: Document, present: int) -> list[Case]:
    """What is to check: the passage as it was beside the one that comes nearest to it."""
    asked = [one for one in placed if not one.sure and not one.kept]
    if not asked:
        return []
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    found = []
    for one in asked:
        targets = one.annotation.targets
        old = "\n".join(dict.fromkeys(target.block_text for target in targets))
        blocks = dict.fromkeys(block for block, _, _ in one.proposed)
        new = "\n".join(texts[block] for block in blocks if block in texts)
        edition, changed = one.annotation.edition, one.changed or present
        found.append(Case(one.annotation.id, edition, changed, old, new, one.annotation.note))
    return found
