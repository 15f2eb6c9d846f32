"""Turns one briefing's file into what the catalogue keeps of it; runs in worker processes."""

import re
from pathlib import Path

import msgspec

from desktop.library.document import Document, leaves
from desktop.library.editions.catalogue import pack
from desktop.library.editions.records import Citation
from desktop.library.schema import Conference, FrontMatter
from desktop.library.text.history import Version, read_history, write_history
from desktop.library.text.html import to_html
from desktop.library.text.lineage import Aligned, align, blocks_of, new_id, with_ids
from desktop.library.text.rendering import render
from desktop.library.workspace.front_matter import read
from index.vietnamese import document_numbers

_WORD = re.compile(r"\w+")


class Order(msgspec.Struct, frozen=True):
    """What to draft: the file, as surveyed, for edition `edition`."""

    path: Path
    named: str
    front: FrontMatter
    sha256: str
    edition: int


class Draft(msgspec.Struct, frozen=True):
    """A briefing rendered: `markdown`, `html` and `tree` packed for the catalogue."""

    front: FrontMatter
    sha256: str
    markdown: bytes
    html: bytes
    tree: bytes
    words: int
    versions: tuple[Version, ...]
    citations: tuple[Citation, ...]


class ConferenceDraft(msgspec.Struct, frozen=True):
    """A conference rendered, packed likewise."""

    front: Conference
    sha256: str
    markdown: bytes
    html: bytes
    tree: bytes
    citations: tuple[Citation, ...]


def draft(order: Order) -> Draft:
    """Renders the file, gives its blocks their ids and keeps the version in its history.

    Raises: InputError; EnvironmentFault.
    """
    page = read(order.path, order.named)
    document = render(page.body, order.front.title)
    versions = _versions(order, document)
    document = with_ids(document, [block.id for block in versions[-1].blocks])
    return Draft(
        front=order.front,
        sha256=order.sha256,
        markdown=pack(page.body),
        html=pack(to_html(document)),
        tree=pack(msgspec.json.encode(document)),
        words=sum(len(_WORD.findall(leaf.text)) for leaf in leaves(document)),
        versions=tuple(versions),
        citations=tuple(_citations(document)),
    )


def draft_conference(path: Path, named: str, front: Conference, sha256: str) -> ConferenceDraft:
    """A conference's report, with ids that nothing hangs on yet, and what it cites."""
    page = read(path, named)
    document = render(page.body, front.title)
    taken: set[str] = set()
    document = with_ids(document, [new_id(taken) for _ in leaves(document)])
    points = front.conclusion.points if front.conclusion else ()
    concluded = [
        Citation(f"point-{order}", start, end, number)
        for order, point in enumerate(points)
        for start, end, number in document_numbers(point.text)
    ]
    return ConferenceDraft(
        front=front,
        sha256=sha256,
        markdown=pack(page.body),
        html=pack(to_html(document)),
        tree=pack(msgspec.json.encode(document)),
        citations=(*_citations(document), *concluded),
    )


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
        aligned = Aligned(tuple(new_id(taken) for _ in blocks), ())
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


def _citations(document: Document) -> list[Citation]:
    return [
        Citation(leaf.id, start, end, number)
        for leaf in leaves(document)
        for start, end, number in document_numbers(leaf.text)
    ]
