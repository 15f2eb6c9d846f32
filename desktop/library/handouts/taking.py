"""Takes items for a draft out of an opened document."""

from collections.abc import Iterable

from desktop.library.document import LEAVES, Document, Node, leaves
from desktop.library.editions.records import Briefing
from desktop.library.errors import InputError
from desktop.library.handouts.cutting import Excerpt, cut
from desktop.library.handouts.draft import Figure, Passage, Section, Whole, new_id
from desktop.library.reader.anchors import Span, anchors
from desktop.library.text.lineage import blocks_of


def take_whole(briefing: Briefing, edition: int) -> Whole:
    """The whole document as `edition` shows it."""
    return Whole(id=new_id(), briefing=briefing.card.id, title=briefing.card.title, edition=edition)


def take_passage(
    briefing: Briefing, edition: int, spans: tuple[Span, ...], section: str = ""
) -> Passage:
    """The stretches of a selection. Raises: InputError when one is empty or leaves its block."""
    document = briefing.document
    quotes = [anchor.quote for anchor in anchors(document, spans)]
    named = {block for block, _, _ in spans}
    return Passage(
        id=new_id(),
        briefing=briefing.card.id,
        title=briefing.card.title,
        edition=edition,
        section=section,
        spans=spans,
        quote="\n".join(quotes),
        texts=tuple(block for block in blocks_of(document) if block.id in named),
        nodes=passage_nodes(briefing.card.id, document, spans),
    )


def take_section(briefing: Briefing, edition: int, block: str) -> Section:
    """The heading `block` with all under it. Raises: InputError for no heading."""
    nodes = section_nodes(briefing.document, block)
    if not nodes:
        raise InputError("excerpt_block_unknown", id=briefing.card.id, block=block)
    return Section(
        id=new_id(),
        briefing=briefing.card.id,
        title=briefing.card.title,
        edition=edition,
        section=nodes[0].text,
        block=block,
        nodes=nodes,
    )


def take_figure(
    briefing: Briefing, edition: int, block: str = "", picture: str = "", section: str = ""
) -> Figure:
    """The figure or table that holds a leaf, or whose picture has a name.

    Raises: InputError when there is none.
    """
    node = figure_node(briefing.document, block, picture)
    if node is None:
        raise InputError("excerpt_block_unknown", id=briefing.card.id, block=block or picture)
    return Figure(
        id=new_id(),
        briefing=briefing.card.id,
        title=briefing.card.title,
        edition=edition,
        section=section,
        block=block,
        picture=picture,
        nodes=(node,),
    )


def passage_nodes(briefing: str, document: Document, spans: Iterable[Span]) -> Document:
    """What is left of a document when only some stretches of it are taken."""
    return cut(document, [Excerpt(briefing, *span) for span in spans])


def section_nodes(document: Document, block: str) -> Document:
    """A heading at the top of the tree and what follows up to the next of its level, with notes."""
    found: list[Node] = []
    for node in document:
        ends = node.kind == "footnotes" or (
            node.kind == "heading" and found and node.level <= found[0].level
        )
        if found and ends:
            break
        if found or (node.kind == "heading" and node.id == block):
            found.append(node)
    return (*found, *_notes_of(document, tuple(found))) if found else ()


def _notes_of(document: Document, nodes: Document) -> Document:
    """The footnotes that `nodes` refer to."""
    return tuple(node for node in cut(document, _whole_leaves(nodes)) if node.kind == "footnotes")


def _whole_leaves(nodes: Document) -> list[Excerpt]:
    return [Excerpt("", leaf.id) for leaf in leaves(nodes) if leaf.id and leaf.text]


def figure_node(nodes: Iterable[Node], block: str, picture: str) -> Node | None:
    """The figure or table itself."""
    for node in nodes:
        if node.kind in {"figure", "table"}:
            held = any(leaf.id == block for leaf in leaves((node,))) if block else False
            if held or (picture and node.kind == "figure" and node.src == picture):
                return node
        elif node.kind not in LEAVES:
            found = figure_node(node.children, block, picture)
            if found is not None:
                return found
    return None
