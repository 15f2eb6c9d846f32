"""What the register keeps of a paper: its sources as they were, its facts, its numbered copies."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.handouts.codes import code_of
from desktop.library.handouts.composition import Composition, Part
from desktop.library.handouts.copies import Copy
from desktop.library.reader.register import (
    Facts,
    HandedBlock,
    HandedCopy,
    HandedSource,
    Handing,
    Register,
    new_id,
)
from desktop.library.reader.state import now


class Paper(msgspec.Struct, frozen=True):
    """A finished paper: its pages before they are numbered, in which template, and why so wide.

    `decision` is the recorded reason for a circle wider than that of the sources, "" for none;
    `photocopies` how many a master without a number was made for.
    """

    composition: Composition
    template: str
    pdf: bytes
    pages: int
    decision: str = ""
    photocopies: int = 0


def handing_of(edition: Edition, paper: Paper, copies: Sequence[Copy]) -> Handing:
    """What the register is to keep of `paper`, handed out now as `copies` (none: unnumbered).

    Raises: InputError("briefing_unknown") for a source that the edition does not hold.
    """
    composition = paper.composition
    facts = Facts(
        title=composition.title,
        template=paper.template,
        circulation=composition.circulation,
        decision=paper.decision,
        digest=hashlib.sha256(paper.pdf).hexdigest(),
        pages=paper.pages,
        of=len(copies) or paper.photocopies,
    )
    sources = tuple(_sources(edition, composition.parts))
    return Handing(new_id(), edition.library, edition.number, now(), facts, sources)


def handed_copies(handing: Handing, copies: Iterable[Copy], day: dt.date) -> list[HandedCopy]:
    """The copies as the register keeps them, given out on `day`."""
    return [
        HandedCopy(handing.id, copy.number, copy.name, copy.unit, handed=day.isoformat())
        for copy in copies
    ]


def find_handed(register: Register, library: str, code: str) -> list[Handing]:
    """The handings of a library on whose pages a code may stand, as `codes.typed` gives it.

    Newest first, without those set aside. Raises: EnvironmentFault.
    """
    return [
        handing
        for handing in register.handings(library)
        if any(
            code_of(library, source.briefing, one.block) == code
            for source in handing.sources
            for one in source.blocks
        )
    ]


def _sources(edition: Edition, parts: Iterable[Part]) -> Iterator[HandedSource]:
    for part in parts:
        source = part.source
        if not source.briefing:
            continue
        briefing = edition.briefing(source.briefing)
        held = {leaf.id: leaf.text for leaf in leaves(briefing.document)}
        made = source.edition or edition.number
        if made != edition.number:
            held = _former(edition, source.briefing, made) or held
        taken = [(leaf.id, leaf.text) for leaf in leaves(part.document) if leaf.text.strip()]
        blocks = tuple(_block(block, text, held[block]) for block, text in taken if block in held)
        every = {block for block, text in held.items() if text.strip()}
        whole = bool(blocks) and every <= {one.block for one in blocks if one.quote == one.text}
        if part.document:
            yield HandedSource(source.briefing, source.title, made, blocks, whole=whole)


def _former(edition: Edition, briefing: str, made: int) -> dict[str, str]:
    """The blocks' texts in the version that edition `made` showed."""
    shown = [one for one in edition.versions(briefing) if one.edition <= made]
    return {block.id: block.text for block in shown[-1].blocks} if shown else {}


def _block(identifier: str, printed: str, text: str) -> HandedBlock:
    """The printed words in their block; a block that has them not is kept as it was printed."""
    start = text.find(printed)
    if start < 0:
        return HandedBlock(identifier, 0, len(printed), printed)
    return HandedBlock(identifier, start, start + len(printed), text)
