"""How the items of a draft are told: in the tray's cards and to screen readers."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.library.document import Circulation, plain_text
from desktop.library.handouts.draft import Figure, Item, Note, Passage, Prose, Section, Whole
from desktop.library.handouts.standing import Change
from desktop.library.reader.annotations import Annotation

translate = QCoreApplication.translate
_LONGEST = 300
"""Letters of a text that a card can show at most."""


class Row(msgspec.Struct, frozen=True):
    """A card: what is taken, from where, for whom, and what an edition did to it since."""

    id: str
    text: str
    source: str
    heading: str = ""
    circle: Circulation = "public"
    change: str = ""
    own: bool = False


def row_of(
    item: Item,
    change: Change | None,
    circle: Circulation,
    notes: Mapping[str, Annotation],
) -> Row:
    """The card of an item."""
    heading = item.markdown if isinstance(item, Prose) and item.level else _heading(item)
    return Row(
        item.id,
        _cut(_text(item, notes)),
        source_of(item),
        numbered(item.level, _cut(heading)) if heading else "",
        circle,
        change_word(change) if change is not None else "",
        own=isinstance(item, Prose),
    )


def _heading(item: Item) -> str:
    return "" if isinstance(item, Prose) else item.heading


def numbered(level: str, heading: str) -> str:
    """A heading with the sign of its level; its number follows from its place."""
    sign = {"I": "I.", "1": "1.", "a": "a)"}.get(level, "")
    return f"{sign} {heading}".strip()


def _text(item: Item, notes: Mapping[str, Annotation]) -> str:
    if isinstance(item, Prose):
        return "" if item.level else item.markdown
    if isinstance(item, Note):
        note = notes.get(item.annotation)
        quotes = "; ".join(anchor.quote for anchor in note.targets) if note is not None else ""
        return (note.note or quotes) if note is not None else ""
    if isinstance(item, Passage):
        return item.quote
    return plain_text(item.nodes) if item.nodes else ""


def source_of(item: Item) -> str:
    """The kind of what was taken, its document, its section."""
    match item:
        case Prose():
            return translate("Tray", "Own words")
        case Note():
            return translate("Tray", "Note of mine")
        case Whole():
            return " · ".join((translate("Tray", "Whole document"), item.title))
        case Section():
            return " · ".join((translate("Tray", "Section"), item.title))
        case Figure(nodes=(node, *_)):
            kind = (
                translate("Tray", "Table") if node.kind == "table" else translate("Tray", "Figure")
            )
            return " · ".join(filter(None, (kind, item.title, item.section)))
    return " · ".join(filter(None, (item.title, item.section)))


def change_word(change: Change) -> str:
    """What an edition did to an item, in a line."""
    words = {
        "changed": translate("Tray", "Edition {edition} reads otherwise"),
        "removed": translate("Tray", "No longer in edition {edition}"),
        "withdrawn": translate("Tray", "Withdrawn: cannot be handed out"),
        "unknown": translate("Tray", "Its document is not in the library"),
    }
    return words[change.state].format(edition=change.edition)


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"
