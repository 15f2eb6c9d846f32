"""What the open library adds to a file of notes: titles, the order of passages, sections."""

from functools import cache, cached_property
from urllib.parse import quote, unquote

from desktop.library.document import Document, leaves
from desktop.library.editions.edition import Edition
from desktop.library.reader.records import Record

Place = tuple[int, str]
"""Where a block stands in its document (counted from 0), and the heading above it."""
_DOCUMENT = "urn:briefing-reader:document:"
_UNPLACED: Place = (10**9, "")


def document_uri(library: str, briefing: str) -> str:
    """What a document is called in a file that other programs read."""
    return f"{_DOCUMENT}{quote(library, safe='')}:{quote(briefing, safe='')}"


class Shelf:
    """An edition asked for its documents, or no library at all. One thread."""

    def __init__(self, edition: Edition | None = None) -> None:
        self._edition = edition
        self._places = cache(self._read_places)

    def holds(self, library: str) -> bool:
        return self._edition is not None and self._edition.library == library

    def titles(self, records: tuple[Record, ...]) -> dict[tuple[str, str], str]:
        """The titles of these notes' documents, by library and briefing; of those held."""
        if self._edition is None:
            return {}
        library = self._edition.library
        wanted = sorted({one.briefing for one in records if one.library == library})
        cards = self._edition.cards_by_id(wanted)
        return {(library, name): card.title for name, card in cards.items()}

    def place(self, library: str, briefing: str, block: str) -> Place:
        """Where a block of the present version stands; last where that is not known."""
        if not self.holds(library):
            return _UNPLACED
        return self._places(briefing).get(block, _UNPLACED)

    def named(self, name: str) -> tuple[str, str] | None:
        """The library and id of the one document with this URI, id, number or title."""
        if name.startswith(_DOCUMENT):
            library, _, briefing = map(unquote, name.removeprefix(_DOCUMENT).partition(":"))
            return self._names.get(briefing) if self.holds(library) else None
        return self._names.get(name.strip())

    @cached_property
    def _names(self) -> dict[str, tuple[str, str] | None]:
        found: dict[str, tuple[str, str] | None] = {}
        if self._edition is None:
            return found
        library = self._edition.library
        for card in self._edition.cards(self._edition.ordered("newest")):
            for name in {card.title, card.document_number} - {""}:
                # Two of one title: neither is surely meant.
                found[name] = None if name in found else (library, card.id)
            found[card.id] = (library, card.id)
        return found

    def _read_places(self, briefing: str) -> dict[str, Place]:
        edition = self._edition
        if edition is None or not edition.cards_by_id([briefing]):
            return {}
        return _places(edition.briefing(briefing).document)


def _places(document: Document) -> dict[str, Place]:
    found: dict[str, Place] = {}
    section = ""
    for at, leaf in enumerate(leaves(document)):
        section = leaf.text if leaf.kind == "heading" else section
        found[leaf.id] = (at, section)
    return found
