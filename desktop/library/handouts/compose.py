"""Makes compositions of an edition's documents: whole ones, or passages chosen from them."""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.document import Document, Node
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Briefing
from desktop.library.errors import InputError
from desktop.library.handouts.composition import (
    Composition,
    Part,
    Source,
    narrowest,
)
from desktop.library.handouts.cutting import Excerpt, cut
from desktop.library.handouts.words import word


def whole(edition: Edition, identifiers: Sequence[str], title: str = "") -> Composition:
    """Whole documents, each on pages of its own, for the narrowest circle among them.

    Raises: InputError for no document, an unknown one, or a withdrawn one.
    """
    language = edition.settings.language
    held = opened(edition, identifiers)
    briefings = [held[identifier] for identifier in identifiers]
    alone = len(briefings) == 1
    parts = tuple(
        part_of(edition, briefing, briefing.document, "" if alone else briefing.card.title)
        for briefing in briefings
    )
    own = title or (briefings[0].card.title if alone else joint_title(parts))
    kind = briefings[0].card.kind if alone else ""
    heading, label = titled(own, kind or word(language, "handout"), word(language, "collection"))
    return Composition(
        title=heading,
        parts=parts,
        circulation=narrowest(parts),
        language=language,
        label=label,
        paged=True,
        entire=True,
    )


def excerpts(edition: Edition, chosen: Sequence[Excerpt], title: str = "") -> Composition:
    """Passages in the order given; those of one document in a row share one part and source.

    Raises: InputError for no passage, an unknown or withdrawn document, a block that is not in
    it, or offsets outside the block.
    """
    language = edition.settings.language
    held = opened(edition, [excerpt.briefing for excerpt in chosen])
    alone = len(held) == 1
    parts = []
    for identifier, group in itertools.groupby(chosen, key=lambda excerpt: excerpt.briefing):
        briefing = held[identifier]
        heading = "" if alone else briefing.card.title
        parts.append(part_of(edition, briefing, cut(briefing.document, list(group)), heading))
    made = tuple(parts)
    excerpt = word(language, "excerpt")
    heading, label = titled(title or joint_title(made), excerpt, excerpt)
    return Composition(
        title=heading,
        parts=made,
        circulation=narrowest(made),
        language=language,
        label=label,
    )


def read_excerpts(path: Path) -> list[Excerpt]:
    """The excerpts that a JSON file lists: `[{"id", "block", "start", "end"}]`.

    Raises: InputError that names the file and, where one item is wrong, its place from 1;
    EnvironmentFault when the file cannot be read.
    """
    with disk.faults(path):
        data = path.read_bytes()
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("excerpts_unreadable", file=path, reason=error) from error
    return [_item(path, number, item) for number, item in enumerate(items, 1)]


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    block: str
    start: int = 0
    end: int | None = None


def _item(path: Path, number: int, item: msgspec.Raw) -> Excerpt:
    try:
        read = msgspec.json.decode(item, type=_Item)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("excerpts_item", file=path, item=number, reason=error) from error
    return Excerpt(read.id, read.block, read.start, read.end)


def opened(edition: Edition, identifiers: Iterable[str]) -> dict[str, Briefing]:
    """The documents by id, none of them withdrawn, at least one."""
    found = {identifier: edition.briefing(identifier) for identifier in identifiers}
    if not found:
        raise InputError("excerpts_none")
    for briefing in found.values():
        if briefing.card.status == "withdrawn":
            raise InputError("handout_withdrawn", title=briefing.card.title)
    return found


def part_of(edition: Edition, briefing: Briefing, document: Document, heading: str) -> Part:
    """A part of one document with its pictures, those that are held."""
    held = {attachment.name for attachment in edition.attachments(briefing.card.id)}
    figures = {
        name: edition.attachment(briefing.card.id, name)
        for name in sorted(_pictures(document) & held)
    }
    return Part(source_of(edition, briefing), document, heading, figures)


def _pictures(nodes: Iterable[Node]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        if node.kind == "figure":
            names.add(node.src)
        names |= _pictures(node.children)
    return names


def source_of(edition: Edition, briefing: Briefing) -> Source:
    """What a part of this document names as its source."""
    card = briefing.card
    successor = ""
    if card.superseded_by:
        following = edition.cards_by_id([card.superseded_by]).get(card.superseded_by)
        successor = following.title if following else card.superseded_by
    return Source(
        briefing=card.id,
        title=card.title,
        kind=card.kind,
        conference=card.conference_title,
        speakers=card.speakers,
        date=card.date,
        document_number=card.document_number,
        circulation=card.circulation,
        edition=edition.number,
        successor=successor,
    )


def titled(title: str, label: str, unnamed: str) -> tuple[str, str]:
    """A title and the label above it; what has no title is called `unnamed`, with no label more."""
    return (title, label) if title else (unnamed, "")


def joint_title(parts: Sequence[Part]) -> str:
    """The document or the conference that all parts are of, "" where they share none."""
    if len({part.source.briefing for part in parts}) == 1:
        return parts[0].source.title
    conferences = {part.source.conference for part in parts}
    return next(iter(conferences)) if len(conferences) == 1 else ""
