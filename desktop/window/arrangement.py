"""Which panes fit: DESIGN.md section 6 with the corrections of section 11.2, as a pure rule."""

from typing import Literal

import msgspec

LIBRARY, LIST, RESULTS, SIDE, NOTES = 204, 288, 520, 288, 340
WIDE, MIDDLE, NARROW = 1600, 1280, 1024
"""Widths from which library, list and right pane; library and list; the list alone fit."""
FEWEST = 60
"""The document keeps at least this many characters of column at 100 %, or panes step aside."""
_EDGE = 84
_LEAST = 0.75
"""The share of that room below which the list steps aside too."""


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


def _from(least: int, beside: int, scale: float) -> float:
    """A width from which panes fit, when those `beside` the text are `scale` times as wide."""
    return least + beside * (scale - 1)


def arrange(
    width: int, character: float, choice: Choice, stage: Stage = "", scale: float = 1
) -> Panes:
    """The panes for a window `width` pixels wide, `character` pixels a letter of the column.

    `scale` is how much larger the interface is than drawn: all panes but the document's grow.
    A pane asked for by hand stays; one that was not asked for gives way until the column keeps
    its characters: right first, then library, at last the
    list. Where results and a document do not both fit, the
    results stand alone until one is opened, and then the document does.
    """
    narrow = _from(NARROW, RESULTS if stage else LIST, scale)
    wide = _from(WIDE, LIBRARY + LIST + SIDE, scale)
    if stage and width < narrow:
        alone = stage == "results"
        return Panes(library=False, list=alone, side=False, document=not alone)
    searching = bool(stage)
    side = choice.side if choice.side is not None else width >= wide
    middle = _from(MIDDLE, LIBRARY + LIST, scale)
    library = choice.library if choice.library is not None else width >= middle
    shown = choice.list if choice.list is not None else width >= narrow
    if searching:
        shown = True
        side = side and width >= wide
    needed = min(FEWEST * character, width * 0.62) + _EDGE

    def room() -> float:
        beside = LIBRARY * library + (RESULTS if searching else LIST) * shown + SIDE * side
        return width - beside * scale

    if room() < needed and choice.side is None:
        side = False
    if room() < needed and choice.library is None:
        library = False
    if room() < needed * _LEAST and choice.list is None and not searching:
        shown = False
    return Panes(library, shown, side)
