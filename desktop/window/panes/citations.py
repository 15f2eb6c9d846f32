"""The citations pane: the documents cited, in reading order, and those that cite this one."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, Signal

from desktop.library.citing import Cited, Citing
from desktop.library.editions.records import Card
from desktop.library.reader.anchors import Span
from desktop.window.panes.entries import Entry
from desktop.window.panes.entries_pane import EntriesPane
from desktop.window.reader.reading import Badge
from desktop.window.theme import Theme
from desktop.window.wordlist import change_badge, day

translate = QCoreApplication.translate


class Passages(msgspec.Struct, frozen=True):
    """The passages that a row leads to, one after the other."""

    spans: tuple[Span, ...]


class Open(msgspec.Struct, frozen=True):
    """The document that a row opens."""

    briefing: str


def card_entry(card: Card, bind: Callable[[str], str], *, indent: bool = False) -> Entry:
    """A row that opens a document: who spoke, where from, and when."""
    speaker = card.speakers[0] if card.speakers else None
    parts = [day(card.date), speaker.name if speaker else "", speaker.unit if speaker else ""]
    return Entry(
        title=card.title,
        detail=" · ".join(part for part in parts if part),
        badge=change_badge(card),
        aim=Open(card.id),
        indent=indent,
        bound=bind(card.title),
    )


class CitationsPane(EntriesPane):
    """Lists what is cited and what cites.

    Signals: `passage_requested(str, int, int)`, a span.
    """

    passage_requested = Signal(str, int, int)

    def __init__(self, theme: Theme) -> None:
        name, search = (
            translate("Citations", "Citations"),
            translate("Citations", "Search the library"),
        )
        super().__init__(theme, name, "quote", search)
        self._led: tuple[object, int] = (None, -1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No document is open."""
        self.tell(translate("Citations", "Open a document to see what it cites."))

    def show_citing(
        self,
        found: Citing,
        section: Callable[[str], str],
        bind: Callable[[str], str],
    ) -> None:
        """`section` tells the heading above a block, `bind` keeps two-syllable words whole."""
        self._led = (None, -1)
        if not found.cited and not found.citing:
            self.tell(translate("Citations", "This document cites no other."), act=True)
            return
        rows = [Entry(translate("Citations", "Documents cited"), heading=True)]
        if not found.cited:
            rows.append(Entry(translate("Citations", "This document cites no other.")))
        for cited in found.cited:
            rows += _cited(cited, section, bind)
        if found.citing:
            rows.append(Entry(translate("Citations", "Cited by"), heading=True))
            rows += [card_entry(card, bind) for card in found.citing]
        self.view.show_entries(rows)
        self._stack.setCurrentWidget(self.view)

    def follow(self, aim: object) -> None:
        if isinstance(aim, Open):
            self.document_requested.emit(aim.briefing)
        elif isinstance(aim, Passages):
            led, at = self._led
            at = (at + 1) % len(aim.spans) if led == aim else 0
            self._led = (aim, at)
            self.passage_requested.emit(*aim.spans[at])


def _cited(cited: Cited, section: Callable[[str], str], bind: Callable[[str], str]) -> list[Entry]:
    """The number, which leads to its passages, and under it the edition's own copy."""
    where = _where(cited.spans, section)
    if cited.held is None:
        badge = Badge(translate("Citations", "Not in the library"), "neutral")
        aim = Passages(cited.spans) if cited.spans else None
        return [Entry(cited.written, where, badge, aim)]
    if not cited.spans:
        return [Entry(cited.written, where), card_entry(cited.held, bind, indent=True)]
    number = Entry(cited.written, where, None, Passages(cited.spans))
    return [number, card_entry(cited.held, bind, indent=True)]


def _where(spans: Sequence[Span], section: Callable[[str], str]) -> str:
    if not spans:
        return translate("Citations", "Named in the document's details")
    first = section(spans[0][0])
    if len(spans) == 1:
        return first
    many = translate("Citations", "%n passage(s)", "", len(spans))
    return f"{first} · {many}" if first else many
