"""Where notes stand in a document: in the version they were made in, a later one, or an older one.

A note is placed by itself only where no other place could be meant; everything else is for the
reader to look at. A wrong silent placement is worse than a question.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from desktop.library.document import Document, leaves
from desktop.library.editions.records import VersionRecord
from desktop.library.reader.anchors import Anchor, Span


class Placement(msgspec.Struct, frozen=True):
    """Where the targets of a note stand in a document: all of them (`placed`), or not (`review`).

    `spans` are the sure places, in the order of the targets; a passage that was cut in two has two.
    `proposals` has for each target its sure place or the best candidate, empty if nothing comes
    near; it may be attached by `anchors(document, spans)`. `changed` is the edition that changed or
    took out what is for review, 0 if that is unknown: a reader who left the note with its old
    passage in that edition or a later one has seen all there is to see.
    """

    spans: tuple[Span, ...]
    state: Literal["placed", "review"]
    proposals: tuple[tuple[Span, ...], ...] = ()
    changed: int = 0


class Placing:
    """Places the notes of one document, which is read once for all of them.

    `lineage` is what `Edition.lineage` gives for the oldest edition that a note was made in; empty
    when no note is older than the document's version. Use from one thread at a time.
    """

    def __init__(self, document: Document, lineage: Sequence[VersionRecord] = ()) -> None:
        self._texts = {leaf.id: leaf.text for leaf in leaves(document)}
        self._lineage = lineage
        self._known: dict[tuple[Anchor, ...], Placement] = {}

    def place(self, targets: tuple[Anchor, ...]) -> Placement:
        """Where a note's targets stand; `review` if even one has no sure place."""
        known = self._known.get(targets)
        if known is None:
            known = self._known[targets] = self._place(targets)
        return known

    def _place(self, targets: tuple[Anchor, ...]) -> Placement:
        spans = [_find(target, self._texts) for target in targets]
        found = tuple(span for span in spans if span)
        proposals = tuple((span,) if span else () for span in spans)
        state: Literal["placed", "review"] = "placed" if len(found) == len(targets) else "review"
        return Placement(found, state, proposals)


def place(
    targets: tuple[Anchor, ...], document: Document, lineage: Sequence[VersionRecord] = ()
) -> Placement:
    """Where one note's `targets` stand in `document`; for more than one note see `Placing`."""
    return Placing(document, lineage).place(targets)


def _find(target: Anchor, texts: dict[str, str]) -> Span | None:
    text = texts.get(target.block)
    if text == target.block_text:
        return target.block, target.start, target.end
    if text is not None:
        return _only(target, [(target.block, text)])
    exact = [(block, other) for block, other in texts.items() if other == target.block_text]
    if len(exact) == 1:
        return exact[0][0], target.start, target.end
    around = target.prefix + target.quote + target.suffix
    return _only(target, [(block, other) for block, other in texts.items() if around in other])


def _only(target: Anchor, among: list[tuple[str, str]]) -> Span | None:
    """The one place of the quote in the texts; None if there is none or more than one."""
    places = [(block, start) for block, text in among for start in _occurrences(target.quote, text)]
    if len(places) != 1:
        return None
    block, start = places[0]
    return block, start, start + len(target.quote)


def _occurrences(quote: str, text: str) -> list[int]:
    """Every start of `quote` in `text`, overlapping ones too."""
    found: list[int] = []
    start = text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found
