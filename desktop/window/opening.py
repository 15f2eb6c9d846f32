"""From an edition's briefing, or a page of the handbook, to what the reading view shows."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.library.document import Document, Node
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Attachment, Briefing, Card, Citation
from desktop.library.errors import BugError
from desktop.resources import RESOURCES
from desktop.window.reader.reading import Badge, Byline, Cited, Enclosed, Reading
from desktop.window.wordlist import change_badge, circulation_name, day
from desktop.wording import Language

translate = QCoreApplication.translate
HANDBOOK = "handbook:"


class Opened(msgspec.Struct, frozen=True):
    """An open briefing with what belongs beside it."""

    briefing: Briefing
    citations: tuple[Citation, ...]
    figures: dict[str, bytes]
    files: tuple[Attachment, ...] = ()


def fetch(edition: Edition, identifier: str) -> Opened:
    """Reads a briefing with its citations and figures; on a reader thread.

    Raises: InputError("briefing_unknown"); EnvironmentFault.
    """
    briefing = edition.briefing(identifier)
    files = tuple(edition.attachments(identifier))
    held = {file.name for file in files}
    wanted = {node.src for node in _figures(briefing.document)} & held
    pictures = {name: edition.attachment(identifier, name) for name in wanted}
    return Opened(briefing, tuple(edition.citations(identifier)), pictures, files)


def _figures(nodes: Document) -> list[Node]:
    found = [node for node in nodes if node.kind == "figure"]
    for node in nodes:
        found.extend(_figures(node.children))
    return found


def reading(opened: Opened) -> Reading:
    """The heading block's words and the text, in the interface's language."""
    card = opened.briefing.card
    return Reading(
        id=card.id,
        title=card.title,
        document=opened.briefing.document,
        conference=card.conference_title,
        byline=byline(card),
        badges=tuple(badges(card)),
        citations=tuple(
            Cited(one.block, one.start, one.end, one.target) for one in opened.citations
        ),
        figures=opened.figures,
        files=tuple(
            Enclosed(at, file.name, original=file.original)
            for at, file in enumerate(opened.files)
            if file.name not in opened.figures
        ),
        source=source_line(card),
        words=card.words,
    )


def byline(card: Card) -> tuple[Byline, ...]:
    """One line for each speaker; the date ends the last."""
    lead = translate("Reading", "Speaker")
    date = day(card.date)
    lines = []
    for at, speaker in enumerate(card.speakers):
        parts = [speaker.role, speaker.unit]
        if at == len(card.speakers) - 1:
            parts.append(date)
        lines.append(Byline(lead, speaker.name, "".join(f"  ·  {part}" for part in parts if part)))
    if not lines and date:
        lines.append(Byline("", "", date))
    return tuple(lines)


def badges(card: Card) -> list[Badge]:
    """Circulation, what changed, and the document's number."""
    tone = {"public": "neutral", "internal": "warn", "restricted": "danger"}[card.circulation]
    found = [Badge(circulation_name(card.circulation), tone)]  # type: ignore[arg-type]
    change = change_badge(card)
    if change is not None:
        found.append(change)
    if card.document_number:
        found.append(Badge(card.document_number, "neutral"))
    return found


def source_line(card: Card) -> str:
    """Where a copied passage comes from, in one line."""
    parts = [card.title, *(speaker.name for speaker in card.speakers), card.conference_title]
    parts.append(day(card.date))
    return ", ".join(part for part in parts if part)


def handbook(language: Language) -> list[tuple[str, Path]]:
    """The handbook's pages in order: (title, file). Raises: EnvironmentFault; BugError."""
    folder = RESOURCES / "handbook" / language
    return [(_page(path)[0], path) for path in sorted(folder.glob("*.md"))]


def handbook_page(path: Path) -> Reading:
    """A page of the handbook, its leaves numbered so that the outline can lead to them.

    Raises: EnvironmentFault; BugError.
    """
    from desktop.library.text.rendering import render  # noqa: PLC0415 - heavy, and seldom opened

    title, body = _page(path)
    return Reading(
        id=f"{HANDBOOK}{path.stem}",
        title=title,
        document=_numbered(render(body, title), itertools.count()),
        conference=translate("Reading", "Handbook"),
        notable=False,
        words=len(body.split()),
    )


def _page(path: Path) -> tuple[str, str]:
    """A page's title and Markdown."""
    from desktop.library.workspace.front_matter import (  # noqa: PLC0415 - heavy, seldom opened
        Unreadable,
        read,
    )

    try:
        page = read(path, path.name)
    except Unreadable as error:
        raise BugError("handbook_unreadable", file=path) from error
    return str(page.values.get("title", path.stem)), page.body


def _numbered(nodes: Document, numbers: Iterator[int]) -> Document:
    return tuple(
        msgspec.structs.replace(
            node, id=f"page-{next(numbers)}", children=_numbered(node.children, numbers)
        )
        for node in nodes
    )
