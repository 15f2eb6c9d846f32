"""Which papers that were handed out an edition has overtaken, in what, and who holds them.

Each passage is carried to the present text as a note is (`placing.py`). For paper a doubt is told
too: where no sure place is found, the likeliest one is shown beside the passage for somebody to
judge. What reads as before (`text/difference.py` parts words and white space alike) is no change.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

import msgspec

from desktop.library.document import Block
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card, VersionRecord
from desktop.library.reader.anchors import CONTEXT, Anchor, Span
from desktop.library.reader.placing import Placing
from desktop.library.reader.register import (
    HandedBlock,
    HandedCopy,
    HandedSource,
    Handing,
    Register,
)
from desktop.library.text.comparison import compare
from desktop.library.text.difference import read_back
from desktop.library.text.lineage import blocks_of

Overtaken = Literal["changed", "superseded", "withdrawn"]
"""What became of a document: from the least to what calls all copies back."""


class Change(msgspec.Struct, frozen=True):
    """A passage then and now: `old` "" for one that is new, `new` "" for one that is gone.

    `section` is the heading that it stands under, now or else then.
    """

    section: str
    old: str
    new: str


class Correction(msgspec.Struct, frozen=True):
    """One document of one handing that `edition` has overtaken, with the copies that are out.

    `reason`: why it was withdrawn, or the title of its successor. A handing without numbered
    copies has none. `digest` names exactly these changes; see `Facts.answered`.
    """

    handing: Handing
    briefing: str
    title: str
    state: Overtaken
    reason: str
    edition: int
    changes: tuple[Change, ...]
    copies: tuple[HandedCopy, ...]

    @property
    def digest(self) -> str:
        said = (self.state, self.reason, self.changes)
        return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def corrections(
    edition: Edition, register: Register, *, answered: bool = False
) -> list[Correction]:
    """What `edition` has overtaken of what was handed out of its library, newest handing first.

    Handings all of whose copies are back or destroyed are passed over, and corrections that the
    holders were given, unless `answered`. Reads every document handed out: not for the UI thread.
    Raises: EnvironmentFault.
    """
    found = []
    for handing in register.handings(edition.library):
        held = register.copies(handing.id)
        out = tuple(copy for copy in held if copy.state == "handed")
        if held and not out:
            continue
        for correction in _overtaken(edition, handing, out):
            known = handing.facts.answered.get(correction.briefing)
            if answered or known != correction.digest:
                found.append(correction)
    return found


def _overtaken(
    edition: Edition, handing: Handing, copies: tuple[HandedCopy, ...]
) -> Iterator[Correction]:
    sources = _by_document(handing.sources)
    cards = edition.cards_by_id(list(sources))
    for briefing, some in sources.items():
        card = cards.get(briefing)
        state, reason = _fate(edition, card)
        told = (_changes(edition, card, one) for one in some if card and state != "withdrawn")
        changes = tuple(dict.fromkeys(chain.from_iterable(told)))
        if changes or state != "changed":
            yield Correction(
                handing, briefing, some[0].title, state, reason, edition.number, changes, copies
            )


def _by_document(sources: Iterable[HandedSource]) -> dict[str, list[HandedSource]]:
    found: dict[str, list[HandedSource]] = {}
    for source in sources:
        found.setdefault(source.briefing, []).append(source)
    return found


def _fate(edition: Edition, card: Card | None) -> tuple[Overtaken, str]:
    """A document that the edition does not hold any more is withdrawn without a reason."""
    if card is None:
        return "withdrawn", ""
    if card.status == "withdrawn":
        return "withdrawn", edition.briefing(card.id).front_matter.status_reason
    if card.status == "superseded":
        successor = edition.cards_by_id([card.superseded_by]).get(card.superseded_by)
        return "superseded", successor.title if successor else card.superseded_by
    return "changed", ""


def _changes(edition: Edition, card: Card, source: HandedSource) -> Iterator[Change]:
    """The passages that read otherwise now, in their old order, then what is new."""
    document = edition.document(card.number)
    lineage = edition.lineage(card.id, source.edition)
    placing = Placing(document, lineage)
    blocks = blocks_of(document)
    former = lineage[0].blocks if lineage else ()
    for handed in source.blocks:
        placement = placing.place((_anchor(handed),), source.edition)
        spans = placement.spans or placement.proposals[0]
        now = _text(spans, blocks)
        if _same(handed.quote, now):
            continue
        place = spans[0][0] if spans else ""
        section = _section(blocks, place) or _section(former, handed.block)
        yield Change(section, handed.quote, now)
    if source.whole and len(lineage) > 1:
        yield from _added(lineage, blocks)


def _anchor(handed: HandedBlock) -> Anchor:
    text, start, end = handed.text, handed.start, handed.end
    return Anchor(
        handed.block,
        start,
        end,
        handed.quote,
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        text,
    )


def _text(spans: Sequence[Span], blocks: Sequence[Block]) -> str:
    """What stands in some places, in the order of the text."""
    texts = {block.id: (at, block.text) for at, block in enumerate(blocks)}
    ordered = sorted(spans, key=lambda span: (texts[span[0]][0], span[1]))
    return "\n".join(texts[block][1][start:end] for block, start, end in ordered)


def _added(lineage: Sequence[VersionRecord], blocks: Sequence[Block]) -> Iterator[Change]:
    descents = [descent for record in lineage[1:] for descent in record.descents]
    for passage in compare(lineage[0].blocks, blocks, descents).passages:
        if passage.state == "added":
            text = "\n".join(read_back(passage.pieces, "new"))
            if text.strip():
                yield Change(_section(blocks, passage.block), "", text)


def _section(blocks: Sequence[Block], identifier: str) -> str:
    """The heading that a block stands under; "" before the first, and for a block not there."""
    heading = ""
    for block in blocks:
        if block.id == identifier:
            return heading
        if block.kind == "heading":
            heading = block.text
    return ""


def _same(old: str, new: str) -> bool:
    return old.split() == new.split()
