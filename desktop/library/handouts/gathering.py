"""Makes the composition that a draft describes, from the edition that is open now.

What an edition has changed since it was taken is never put in silently: it stays as it was until
the reader takes the new wording.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from desktop.library.document import Document, Node, Run, plain_text
from desktop.library.editions.edition import Edition
from desktop.library.errors import InputError
from desktop.library.handouts.circles import permitted
from desktop.library.handouts.compose import joint_title, part_of, titled
from desktop.library.handouts.composition import Composition, Part, PrintLanguage, Source
from desktop.library.handouts.counting import Counting
from desktop.library.handouts.draft import Draft, Note, Passage, Prose, Taken, Whole
from desktop.library.handouts.notes_report import led, ordered
from desktop.library.handouts.standing import Change, Standing
from desktop.library.handouts.words import word
from desktop.library.reader.annotations import Annotation, annotations
from desktop.library.reader.state import ReaderState
from desktop.library.text.rendering import render

Notes = Mapping[str, Annotation]
"""The reader's annotations by their ids."""
OWN = Source(briefing="", title="", circulation="public")
"""The source of the reader's own words."""


def changed(edition: Edition, draft: Draft) -> dict[str, Change]:
    """The items that this edition shows otherwise than they were taken, by their ids.

    An item that the reader chose to keep is told of again when its document changes again.
    """
    standing = Standing(edition)
    found = {}
    for item in draft.items:
        if not isinstance(item, Taken):
            continue
        change = standing.change(item)
        briefing = standing.briefing(item.briefing)
        seen = briefing is not None and briefing.edition <= item.kept
        if change is not None and not (seen and change.state in {"changed", "removed"}):
            found[item.id] = change
    return found


def renewed(item: Taken, change: Change) -> Taken:
    """The item as it reads now. Raises: InputError where there is nothing to take anew."""
    if change.state != "changed":
        raise InputError("handout_nothing_new", title=item.title)
    made = msgspec.structs.replace(item, edition=change.edition, kept=0, nodes=change.nodes)
    if isinstance(made, Passage):
        return msgspec.structs.replace(
            made, spans=change.spans, quote=change.new, texts=change.texts
        )
    return made


def left(item: Taken, change: Change) -> Taken:
    """The item with its old wording, which the reader wants though it has changed."""
    nodes = item.nodes
    if not nodes and isinstance(item, Whole):
        texts = change.old.split("\n\n")
        nodes = tuple(Node("paragraph", runs=(Run(text),)) for text in texts if text)
    return msgspec.structs.replace(item, kept=change.edition, nodes=nodes)


def composed(edition: Edition, draft: Draft, notes: Notes) -> Composition:
    """The draft as a composition for `write`.

    Raises: InputError for an empty draft, a withdrawn document, a note that is not in `notes`, or
    a circle wider than the sources' own that was not decided on or that the library locks.
    """
    if not draft.items:
        raise InputError("excerpts_none")
    gathering = _Gathering(edition, draft, notes)
    parts = tuple(gathering.part(item) for item in draft.items)
    language = draft.options.language
    taken = [part for part in parts if not part.own]
    entire = all(isinstance(item, Whole) for item in draft.items)
    kind = parts[0].source.kind if entire and len(parts) == 1 else ""
    title, label = titled(
        draft.title or joint_title(taken),
        kind or word(language, "handout"),
        word(language, "collection" if taken else "handout"),
    )
    return Composition(
        title=title,
        parts=parts,
        circulation=permitted(edition.settings, parts, draft.options.circulation),
        language=language,
        label=label,
        entire=entire,
    )


def held_notes(state: Path, library: str) -> dict[str, Annotation]:
    """The notes that a state folder holds about a library. Raises: EnvironmentFault."""
    if not state.is_dir():
        return {}
    with ReaderState(state) as opened:
        return {note.id: note for note in annotations(opened, library)}


def report(edition: Edition, notes: Notes, language: PrintLanguage = "vi") -> Composition:
    """A report of notes with what they are about, as their documents are read, and their sources.

    Raises: InputError for no notes, or a document that is withdrawn or not held.
    """
    shown = [
        (Note(id=one.id, annotation=one.id), one, block)
        for one, block in ordered(edition, notes.values())
    ]
    if not shown:
        raise InputError("excerpts_none")
    draft = Draft(id="", library=edition.library, items=tuple(item for item, _, _ in shown))
    gathering = _Gathering(edition, draft, notes)
    parts: list[Part] = []
    for number, (item, note, block) in enumerate(shown, 1):
        part = gathering.part(item)
        lead = led(edition, note, block, number, language)
        part = msgspec.structs.replace(part, document=(*lead, *part.document))
        if parts and parts[-1].source == part.source:
            document = (*parts[-1].document, *part.document)
            parts[-1] = msgspec.structs.replace(parts[-1], document=document)
        else:
            title = part.source.title
            parts.append(msgspec.structs.replace(part, heading=title, bare=False))
    made = tuple(parts)
    return Composition(
        title=word(language, "notes_report"),
        parts=made,
        circulation=permitted(edition.settings, made, None),
        language=language,
    )


class _Gathering:
    """Makes the parts of one draft."""

    def __init__(self, edition: Edition, draft: Draft, notes: Notes) -> None:
        self._edition = edition
        self._alone = len(draft.items) == 1
        self._notes = notes
        self._standing = Standing(edition, notes.values() if draft.options.notes_on else ())
        self._counting = Counting()

    def part(self, item: Taken | Note | Prose) -> Part:
        """One item with its heading counted."""
        if isinstance(item, Prose):
            return self._prose(item)
        if isinstance(item, Note):
            return self._note(item)
        return self._taken(item)

    def _prose(self, item: Prose) -> Part:
        if item.level:
            text = " ".join(plain_text(render(item.markdown)).split())
            heading = self._counting.heading(item.level, text)
            return Part(OWN, (), heading, depth=self._counting.depth, bare=True, own=True)
        return Part(OWN, render(item.markdown), bare=True, own=True)

    def _taken(self, item: Taken) -> Part:
        heading = item.heading
        if isinstance(item, Whole) and not self._alone:
            heading = heading or item.title
        nodes = self._standing.nodes(item)
        briefing = self._standing.briefing(item.briefing)
        if briefing is None:
            source = Source(briefing=item.briefing, title=item.title, edition=item.edition)
            part = Part(source, nodes)
        else:
            part = part_of(self._edition, briefing, nodes, "")
        if item.kept or self._standing.change(item) is not None:
            older = msgspec.structs.replace(part.source, edition=item.edition)
            part = msgspec.structs.replace(part, source=older)
        return self._headed(part, item.level, heading)

    def _note(self, item: Note) -> Part:
        note = self._notes.get(item.annotation)
        if note is None:
            raise InputError("handout_note_gone")
        briefing = self._standing.briefing(note.briefing)
        if briefing is None:
            raise InputError("briefing_unknown", id=note.briefing)
        if briefing.card.status == "withdrawn":
            raise InputError("handout_withdrawn", title=briefing.card.title)
        quotes = [anchor.quote for anchor in note.targets]
        nodes: Document = ()
        if item.with_passage and quotes:
            said = tuple(Node("paragraph", runs=(Run(quote),)) for quote in quotes)
            nodes = (Node("quote", children=said),)
        part = part_of(self._edition, briefing, (*nodes, *render(note.note)), "")
        part = msgspec.structs.replace(part, quoting=True)
        return self._headed(part, item.level, item.heading)

    def _headed(self, part: Part, level: str, heading: str) -> Part:
        text = self._counting.heading(level, heading) if heading else ""
        depth = self._counting.depth if level and heading else 1
        return msgspec.structs.replace(part, heading=text, depth=depth, bare=True)
