"""What installing a package would bring to this reader: titles, and notes whose passages change."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.library import disk
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.manifest import CATALOGUE
from desktop.library.editions.records import Card, Facts
from desktop.library.errors import NotTrusted
from desktop.library.reader.annotations import Annotation
from desktop.library.releases.contents import (
    Change,
    EditionPage,
    Held,
    Rows,
    missing,
    missing_files,
)
from desktop.library.releases.install import Verified, installed_page
from desktop.library.releases.package import Package

_SPARE = 16 * 1024**2
"""Bytes beyond an edition's own: journals, and what else is written meanwhile."""


class Arriving(msgspec.Struct, frozen=True):
    """What is new, against the edition that is live here.

    `touched` counts those of the reader's `notes` whose passages have other words in it; with
    `roughly`, those that lie in a document of which anything changed. It is None where nothing
    tells. Where `own` is true the lists are what the edition itself did, and the reader comes from
    an older one than it was made from.
    """

    added: tuple[Change, ...]
    updated: tuple[Change, ...]
    superseded: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    removed: tuple[Change, ...]
    documents: int
    notes: int = 0
    touched: int | None = None
    roughly: bool = False
    own: bool = False


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A document's row of the catalogue, as packages carry it."""

    number: int
    id: str
    conference: str
    ord: int
    date: str
    status: str
    superseded_by: str
    version: int
    first_edition: int
    edition: int
    sha256: str
    words: str
    facts: bytes


class _Document(msgspec.Struct, frozen=True):
    """A document of the package: its row, its title and the texts of its blocks by id."""

    row: _Row
    title: str
    texts: dict[str, str]


def arriving(file: Path, seen: Verified, library: Library, notes: Sequence[Annotation]) -> Arriving:
    """Compares a package that was verified with the live edition; `notes` are of its library.

    Raises: NotTrusted, EnvironmentFault.
    """
    if not seen.live or not library.exists():
        return _told(seen.page, 0)
    here = installed_page(library)
    with library.current() as edition:
        if edition.library != seen.page.library:
            return _told(seen.page, 0)
        if seen.base and here is not None:
            return _compared((file, seen), (edition, here), notes)
    told = _told(seen.page, seen.live)
    if here is None:
        return msgspec.structs.replace(told, notes=len(notes))
    within = {one.id for one in missing(seen.page, here)["briefing"]}
    many = sum(1 for note in notes if note.targets and note.briefing in within)
    return msgspec.structs.replace(told, notes=len(notes), touched=many, roughly=True)


def lacking(seen: Verified, library: Library) -> int:
    """Bytes that the disk has too few to install a package; 0 or less where there is room."""
    page, live = seen.page, library.folder
    base = installed_page(library) if seen.base else None
    files = {file.name: file.size for file in missing_files(page, base)}
    files |= {file.name: file.size for file in page.files if file.name == CATALOGUE}
    with disk.faults(live):
        standing = next(one for one in (live, *live.parents) if one.exists())
        return sum(files.values()) + _SPARE - shutil.disk_usage(standing).free


def _told(page: EditionPage, live: int) -> Arriving:
    """What the page itself says; nothing of it is news where there is no library yet."""
    lists = (page.added, page.updated, page.superseded, page.withdrawn, page.removed)
    if not live:
        lists = ((), (), (), (), ())
    return Arriving(*lists, documents=len(page.briefings), own=page.previous > live > 0)


def _compared(
    package: tuple[Path, Verified],
    live: tuple[Edition, EditionPage],
    notes: Sequence[Annotation],
) -> Arriving:
    (file, seen), (edition, here) = package, live
    wanted = missing(seen.page, here)["briefing"]
    with Package(file) as opened:
        documents = {one.row.id: one for one in _documents(opened, wanted)}
    cards = edition.cards_by_id(sorted(documents))
    gone = sorted({one.id for one in here.briefings} - {one.id for one in seen.page.briefings})
    held = edition.cards_by_id(gone)
    lists: dict[str, list[Change]] = defaultdict(list)
    for identifier, document in sorted(documents.items()):
        for kind in _kinds(document, cards.get(identifier), edition):
            lists[kind].append(Change(identifier, document.title))
    return Arriving(
        added=tuple(lists["added"]),
        updated=tuple(lists["updated"]),
        superseded=tuple(lists["superseded"]),
        withdrawn=tuple(lists["withdrawn"]),
        removed=tuple(Change(one, held[one].title) for one in gone if one in held),
        documents=len(seen.page.briefings),
        notes=len(notes),
        touched=_touched(documents, edition, notes),
    )


def _documents(opened: Package, wanted: Sequence[Held]) -> Iterator[_Document]:
    for held in wanted:
        data = b"".join(opened.object(held.piece.packed, held.piece.size))
        try:
            rows = msgspec.msgpack.decode(data, type=Rows)
            row = msgspec.convert(rows["briefing"][0], _Row)
            title = msgspec.json.decode(row.facts, type=Facts).title
            texts = dict(_texts(rows["block"], row.version))
        except (msgspec.MsgspecError, LookupError, ValueError) as error:
            raise NotTrusted("package_altered", part=held.id) from error
        yield _Document(row, title, texts)


def _texts(blocks: list[list[Any]], shown: int) -> Iterator[tuple[str, str]]:
    for _, version, _, identifier, _, _, text in blocks:
        if version == shown:
            yield identifier, text


def _kinds(document: _Document, card: Card | None, edition: Edition) -> Iterator[str]:
    """What happened to a document since the live edition; a card there is none of a new one."""
    row = document.row
    if card is None:
        yield "withdrawn" if row.status == "withdrawn" else "added"
        return
    if row.status == "withdrawn" and card.status != "withdrawn":
        yield "withdrawn"
    elif row.superseded_by and not card.superseded_by:
        yield "superseded"
    elif row.edition > edition.number:
        yield "updated"


def _touched(documents: dict[str, _Document], edition: Edition, notes: Sequence[Annotation]) -> int:
    """How many notes stand on blocks that have another text, or none, in the package."""
    by_document: dict[str, list[Annotation]] = defaultdict(list)
    for note in notes:
        if note.targets and note.briefing in documents:
            by_document[note.briefing].append(note)
    touched = 0
    for identifier, some in by_document.items():
        coming = documents[identifier].texts
        shown = edition.versions(identifier)[-1:]
        here = {block.id: block.text for version in shown for block in version.blocks}
        same = {block for block, text in here.items() if coming.get(block) == text}
        known = set(here)
        for note in some:
            blocks = {target.block for target in note.targets}
            touched += bool((blocks & known) - same)
    return touched
