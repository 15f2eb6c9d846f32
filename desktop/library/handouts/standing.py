"""How what a draft took stands in the edition that is open: as it was, reworded, or gone."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from desktop.library.document import Block, Document, Node, Run, leaves, plain_text
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Briefing
from desktop.library.errors import InputError
from desktop.library.handouts.draft import Figure, Passage, Section, Taken
from desktop.library.handouts.marking import marked
from desktop.library.handouts.taking import figure_node, passage_nodes, section_nodes
from desktop.library.reader.anchors import Span, anchors
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.placing import Placement, place
from desktop.library.text.lineage import blocks_of


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an edition did to an item since it was taken.

    `changed`: it reads `new` where it read `old`; `sure` is false where that place is only likely.
    `removed`: nothing is left of it. `withdrawn`: its document may not be handed out any more.
    `unknown`: its document is not held. `spans`, `texts` and `nodes` are what it would become.
    """

    state: Literal["changed", "removed", "withdrawn", "unknown"]
    old: str
    edition: int
    new: str = ""
    sure: bool = True
    spans: tuple[Span, ...] = ()
    texts: tuple[Block, ...] = ()
    nodes: Document = ()


class Standing:
    """Looks items up in an edition; each document is read once. One thread at a time.

    With `notes`, documents are as the reader marked them.
    """

    def __init__(self, edition: Edition, notes: Iterable[Annotation] = ()) -> None:
        self.edition = edition
        self._notes = tuple(notes)
        self._opened: dict[str, Briefing | None] = {}

    def briefing(self, identifier: str) -> Briefing | None:
        """The document, None when the edition does not hold it."""
        if identifier not in self._opened:
            held = self.edition.cards_by_id([identifier])
            self._opened[identifier] = self._open(identifier) if held else None
        return self._opened[identifier]

    def _open(self, identifier: str) -> Briefing:
        briefing = self.edition.briefing(identifier)
        if not self._notes:
            return briefing
        document = marked(self.edition, briefing, self._notes)
        return msgspec.structs.replace(briefing, document=document)

    def change(self, item: Taken) -> Change | None:
        """What happened to an item, None when it stands as it did."""
        briefing = self.briefing(item.briefing)
        number = self.edition.number
        if briefing is None:
            return Change("unknown", _said(item), number)
        if briefing.card.status == "withdrawn":
            return Change("withdrawn", _said(item), number)
        if isinstance(item, Passage):
            return self._passage(item, briefing)
        if isinstance(item, Section | Figure):
            return self._part(item, briefing)
        return self._whole(item, briefing)

    def nodes(self, item: Taken) -> Document:
        """The item's blocks: as they stand where nothing changed, else as they were taken.

        Raises: InputError for a document that was withdrawn, or one not held of which nothing was
        kept.
        """
        change = self.change(item)
        briefing = self.briefing(item.briefing)
        if change is not None and change.state == "withdrawn":
            raise InputError("handout_withdrawn", title=item.title)
        if briefing is not None and change is None:
            return _now(item, briefing, self._spans(item, briefing))
        if item.nodes:
            return item.nodes
        if change is not None and change.old:
            return tuple(_paragraph(text) for text in change.old.split("\n\n"))
        raise InputError("briefing_unknown", id=item.briefing)

    def _passage(self, item: Passage, briefing: Briefing) -> Change | None:
        spans, sure = self._found(item, briefing)
        said = _words(briefing.document, spans)
        if sure and _alike(said, item.quote):
            return None
        if not spans:
            return Change("removed", item.quote, self.edition.number)
        named = {block for block, _, _ in spans}
        return Change(
            "changed",
            item.quote,
            self.edition.number,
            said,
            sure=sure,
            spans=spans,
            texts=tuple(one for one in blocks_of(briefing.document) if one.id in named),
            nodes=passage_nodes(item.briefing, briefing.document, spans),
        )

    def _part(self, item: Section | Figure, briefing: Briefing) -> Change | None:
        nodes = _now(item, briefing, ())
        old, new = plain_text(item.nodes), plain_text(nodes)
        if not nodes:
            return Change("removed", old, self.edition.number)
        if _shown(nodes) == _shown(item.nodes):
            return None
        return Change("changed", old, self.edition.number, new, nodes=nodes)

    def _whole(self, item: Taken, briefing: Briefing) -> Change | None:
        if briefing.edition <= item.edition:
            return None
        lineage = self.edition.lineage(item.briefing, item.edition)
        old = "\n\n".join(block.text for block in lineage[0].blocks) if lineage else ""
        new = plain_text(briefing.document)
        if old == new:
            return None
        return Change("changed", old, self.edition.number, new)

    def _spans(self, item: Taken, briefing: Briefing) -> tuple[Span, ...]:
        return self._found(item, briefing)[0] if isinstance(item, Passage) else ()

    def _found(self, item: Passage, briefing: Briefing) -> tuple[tuple[Span, ...], bool]:
        """Where a passage's words stand now, and whether that is certain."""
        texts = {leaf.id: leaf.text for leaf in leaves(briefing.document)}
        if all(texts.get(block.id) == block.text for block in item.texts):
            inside = all(end <= len(texts.get(block, "")) for block, _, end in item.spans)
            if inside and _alike(_words(briefing.document, item.spans), item.quote):
                return item.spans, True
        if not item.texts:
            return (), False
        placed = _placed(self.edition, item, briefing)
        if placed.state == "placed":
            return placed.spans, True
        return tuple(span for some in placed.proposals for span in some), False


def _placed(edition: Edition, item: Passage, briefing: Briefing) -> Placement:
    former = tuple(Node("paragraph", id=block.id, runs=(Run(block.text),)) for block in item.texts)
    lineage = edition.lineage(item.briefing, item.edition)
    return place(anchors(former, item.spans), briefing.document, lineage, item.edition)


def _now(item: Taken, briefing: Briefing, spans: tuple[Span, ...]) -> Document:
    """The item's blocks in the document as it stands."""
    document = briefing.document
    if isinstance(item, Passage):
        return passage_nodes(item.briefing, document, spans)
    if isinstance(item, Section):
        return section_nodes(document, item.block)
    if isinstance(item, Figure):
        node = figure_node(document, item.block, item.picture)
        return (node,) if node is not None else ()
    return document


def _words(document: Document, spans: tuple[Span, ...]) -> str:
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    return "\n".join(texts.get(block, "")[start:end] for block, start, end in spans)


def _alike(one: str, other: str) -> bool:
    """Whether two quotes say the same, however a selection broke their lines."""
    return one.split() == other.split()


def _shown(nodes: Document) -> list[tuple[str, str]]:
    """What people see of nodes: kinds and texts, and which pictures."""
    found: list[tuple[str, str]] = []
    for node in nodes:
        found.append((node.kind, node.text or node.src))
        found += _shown(node.children)
    return found


def _said(item: Taken) -> str:
    return item.quote if isinstance(item, Passage) else plain_text(item.nodes)


def _paragraph(text: str) -> Node:
    return Node("paragraph", runs=(Run(text),))
