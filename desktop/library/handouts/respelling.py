"""Sets the tones of oa, oe and uy where an office wants them, throughout a handout: ủy or uỷ."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from desktop.library.document import Document, Node
from desktop.library.handouts.draft import Spelling
from index.vietnamese.syllable import canonical, placements

if TYPE_CHECKING:
    from desktop.library.handouts.sheet import Section, Sheet

_WORD = re.compile(r"[^\W\d_]+")
Change = Callable[[str], str]


def placed(text: str, spelling: Spelling) -> str:
    """`text` with those tones on the first letter ("old") or the last ("new"); "" as written."""
    return _WORD.sub(lambda found: _word(found[0], spelling), text) if spelling else text


def _word(word: str, spelling: Spelling) -> str:
    both = placements(canonical(word))
    if len(both) < 2 or word.lower() not in both:
        return word
    made = both[0 if spelling == "old" else 1]
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(word, made, strict=True)
    )


def respelt(sheet: "Sheet", spelling: Spelling) -> "Sheet":
    """The sheet with every text that it prints respelt."""

    def said(text: str) -> str:
        return placed(text, spelling)

    return msgspec.structs.replace(
        sheet,
        mark=said(sheet.mark),
        label=said(sheet.label),
        title=said(sheet.title),
        byline=tuple(map(said, sheet.byline)),
        superseded=said(sheet.superseded),
        sections=tuple(_section(section, said) for section in sheet.sections),
        notes=tuple(_nodes(note, said) for note in sheet.notes),
        sources=tuple(map(said, sheet.sources)),
        words={key: said(text) for key, text in sheet.words.items()},
        official=sheet.official.mapped(said) if sheet.official else None,
    )


def _section(section: "Section", said: Change) -> "Section":
    return msgspec.structs.replace(
        section,
        heading=said(section.heading),
        byline=tuple(map(said, section.byline)),
        superseded=said(section.superseded),
        body=_nodes(section.body, said),
    )


def _nodes(nodes: Iterable[Node], said: Change) -> Document:
    return tuple(
        msgspec.structs.replace(
            node,
            alt=said(node.alt),
            runs=tuple(msgspec.structs.replace(run, text=said(run.text)) for run in node.runs),
            children=_nodes(node.children, said),
        )
        for node in nodes
    )
