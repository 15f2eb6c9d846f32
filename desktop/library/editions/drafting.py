"""Turns one briefing's file into what the catalogue keeps of it; runs in worker processes."""

from pathlib import Path

import msgspec

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.editions.catalogue import pack
from desktop.library.editions.records import Citation
from desktop.library.errors import InputError
from desktop.library.schema import Conclusion, Conference, FrontMatter
from desktop.library.text.history import Version, read_history, write_history
from desktop.library.text.html import to_html
from desktop.library.text.lineage import Aligned, align, blocks_of, new_id, with_ids
from desktop.library.text.rendering import NestedTooDeep, render
from desktop.library.workspace.front_matter import read
from index.vietnamese import document_numbers, length

CONFERENCE_KIND = "hội nghị"


class Order(msgspec.Struct, frozen=True):
    """What to draft: the file, as surveyed, for edition `edition`."""

    path: Path
    named: str
    front: FrontMatter
    sha256: str
    edition: int
    conclusion: Conclusion | None = None


class Draft(msgspec.Struct, frozen=True):
    """A briefing rendered: `markdown`, `html` and `tree` packed for the catalogue.

    `lengths` are the word positions of each version's blocks, `words` those of the last together.
    """

    front: FrontMatter
    sha256: str
    markdown: bytes
    html: bytes
    tree: bytes
    words: int
    versions: tuple[Version, ...]
    lengths: tuple[tuple[int, ...], ...]
    citations: tuple[Citation, ...]


def draft(order: Order) -> Draft:
    """Renders the file, gives its blocks their ids and keeps the version in its history.

    Whoever names the version in an edition syncs the history's folder first.

    Raises: InputError; EnvironmentFault.
    """
    page = read(order.path, order.named)
    try:
        document = render(page.body, order.front.title)
    except NestedTooDeep as error:
        raise InputError("nested_too_deep", file=order.named) from error
    document += _conclusion(order)
    versions = _versions(order, document)
    document = with_ids(document, [block.id for block in versions[-1].blocks])
    lengths = _lengths(versions)
    return Draft(
        front=order.front,
        sha256=order.sha256,
        markdown=pack(page.body),
        html=pack(to_html(document)),
        tree=pack(msgspec.json.encode(document)),
        words=sum(lengths[-1]),
        versions=tuple(versions),
        lengths=lengths,
        citations=tuple(_citations(document)),
    )


def report_of(path: Path, named: str, conference: Conference, sha256: str, edition: int) -> Order:
    """The order for a conference's report: a document under the conference's own id."""
    front = FrontMatter(
        id=conference.id,
        title=conference.title,
        conference=conference.id,
        date=conference.date,
        place=conference.place,
        issuer=conference.organiser,
        kind=CONFERENCE_KIND,
        circulation=conference.circulation,
        attachments=conference.attachments,
        suggested=conference.suggested,
    )
    return Order(path, named, front, sha256, edition, conference.conclusion)


def _versions(order: Order, document: Document) -> list[Version]:
    """The briefing's history with this version last; written back where it is a new one."""
    known = read_history(order.path)
    if known and known[-1].sha256 == order.sha256:
        return known
    kept = [version for version in known if version.edition < order.edition]
    taken = {block.id for version in known for block in version.blocks}
    blocks = blocks_of(document)
    if kept:
        aligned = align(kept[-1].blocks, blocks, taken)
    else:
        aligned = Aligned(tuple(new_id(taken, block.text) for block in blocks), ())
    named = tuple(
        msgspec.structs.replace(block, id=given)
        for block, given in zip(blocks, aligned.ids, strict=True)
    )
    number = kept[-1].version + 1 if kept else 1
    version = Version(
        number, order.edition, order.sha256, order.front.title, named, aligned.descents
    )
    write_history(order.path, [*kept, version])
    return [*kept, version]


def _lengths(versions: list[Version]) -> tuple[tuple[int, ...], ...]:
    """What each block takes in the index; most blocks of a version stand in the one before."""
    known = {text: length(text) for text in {b.text for v in versions for b in v.blocks}}
    return tuple(tuple(known[block.text] for block in version.blocks) for version in versions)


def _conclusion(order: Order) -> Document:
    """The orientation given at a conference's end, as a list under the name of who gave it."""
    conclusion = order.conclusion
    if conclusion is None or not conclusion.points:
        return ()
    speaker = conclusion.speaker
    words = [speaker.name, speaker.role, speaker.unit] if speaker else [order.front.title]
    heading = Node("heading", level=2, runs=(Run(", ".join(filter(None, words))),))
    points = tuple(
        Node("item", children=(Node("paragraph", runs=(Run(point.text),)),))
        for point in conclusion.points
    )
    return (heading, Node("list", ordered=True, children=points))


def _citations(document: Document) -> list[Citation]:
    return [
        Citation(leaf.id, start, end, number)
        for leaf in leaves(document)
        for start, end, number in document_numbers(leaf.text)
    ]
