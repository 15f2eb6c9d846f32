"""Which panes fit: DESIGN.md section 6 with the corrections of section 11.2, as a pure rule."""

from typing import Literal

import msgspec

LIBRARY, LIST, RESULTS, SIDE, NOTES = 204, 288, 520, 288, 340
WIDE, MIDDLE, NARROW = 1600, 1280, 1024
FEWEST = 60
"""The document keeps at least this many characters of column at 100 %, or panes step aside."""
_EDGE = 84


class Choice(msgspec.Struct, frozen=True):
    """What the person asked for by hand; None leaves it to the rule."""

    library: bool | None = None
    list: bool | None = None
    side: bool | None = None


class Panes(msgspec.Struct, frozen=True):
    """What is shown."""

    library: bool
    list: bool
    side: bool
    document: bool = True


Stage = Literal["", "results", "document"]
"""Where a search is: none, its results looked through, or one of its documents opened."""


def arrange(width: int, character: float, choice: Choice, stage: Stage = "") -> Panes:
    """The panes for a window `width` pixels wide, `character` pixels a letter of the column.

    A pane asked for by hand stays; one that was not asked for gives way until the column keeps
    its characters: right first, then library. Where results and a document do not both fit, the
    results stand alone until one is opened, and then the document does.
    """
    if stage and width < NARROW:
        alone = stage == "results"
        return Panes(library=False, list=alone, side=False, document=not alone)
    searching = bool(stage)
    side = choice.side if choice.side is not None else width >= WIDE
    library = choice.library if choice.library is not None else width >= MIDDLE
    shown = choice.list if choice.list is not None else width >= NARROW
    if searching:
        shown = True
        side = side and width >= WIDE
    needed = min(FEWEST * character, width * 0.62) + _EDGE

    def room() -> float:
        beside = LIBRARY * library + (RESULTS if searching else LIST) * shown + SIDE * side
        return width - beside

    if room() < needed and choice.side is None:
        side = False
    if room() < needed and choice.library is None:
        library = False
    return Panes(library, shown, side)
