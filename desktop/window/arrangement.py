"""Which panes fit: DESIGN.md section 6 with the corrections of section 11.2, as a pure rule."""

from typing import Literal

import msgspec

LIBRARY, LIST, RESULTS, SIDE, NOTES = 204, 288, 520, 288, 400
WIDE, MIDDLE, NARROW = 1600, 1280, 1024
NARROWEST = 860
"""The window is never narrower: its document alone keeps a readable column."""
DRAWERS = {"library": LIST, "list": 340, "side": NOTES}
"""How wide a pane is that slides over the document."""
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


def slides(pane: str, width: int) -> bool:
    """Whether a pane has no place beside the document at this width and comes over it."""
    return width < (NARROW if pane == "list" else MIDDLE)


Stage = Literal["", "results", "document"]
"""Where a search is: none, its results looked through, or one of its documents opened."""


def arrange(
    width: int, character: float, choice: Choice, stage: Stage = "", beside: int = SIDE
) -> Panes:
    """The panes for a window `width` pixels wide, `character` pixels a letter of the column.

    `beside` is the width of the right pane.

    A pane asked for by hand stays; one that was not asked for gives way until the column keeps
    its characters: right first, then library. Where results and a document do not both fit, the
    results stand alone until one is opened, and then the document does. What slides over the
    document (`slides`) has no place here, whatever was asked for.
    """
    if stage and width < NARROW:
        alone = stage == "results"
        return Panes(library=False, list=alone, side=False, document=not alone)
    searching = bool(stage)
    side = choice.side if choice.side is not None else width >= WIDE
    side = side and not slides("side", width)
    library = choice.library is not False and not slides("library", width)
    shown = choice.list is not False and not slides("list", width)
    if searching:
        shown = True
        side = side and width >= WIDE
    needed = min(FEWEST * character, width * 0.62) + _EDGE

    def room() -> float:
        return width - LIBRARY * library - (RESULTS if searching else LIST) * shown - beside * side

    if room() < needed and choice.side is None:
        side = False
    if room() < needed and choice.library is None:
        library = False
    return Panes(library, shown, side)


ALONE = Panes(library=False, list=False, side=False)
"""Nothing but the document."""
