"""Two versions of a document for a terminal: `[-words that went-]` and `{+words that came+}`."""

from collections.abc import Iterator, Sequence

from desktop.library.text.comparison import Comparison, State
from desktop.library.text.difference import Piece, shortened

AROUND = 60
"""Characters of unchanged text on each side of a change."""
_SIGNS: dict[State, str] = {
    "changed": "~",
    "split": "~",
    "joined": "~",
    "moved": ">",
    "added": "+",
    "removed": "-",
}
"""What stands before a passage; those without a sign are left out."""


def lines(comparison: Comparison) -> Iterator[str]:
    """One line for the title if it changed, and one for each passage that did."""
    if any(piece.change != "same" for piece in comparison.title):
        yield f"~ {_text(comparison.title)}"
    for passage in comparison.passages:
        if passage.state in _SIGNS:
            yield f"{_SIGNS[passage.state]} {_text(shortened(passage.pieces, AROUND))}"


def record(comparison: Comparison) -> dict[str, object]:
    """The same as values: the title's pieces and those of each passage that changed."""
    changed = [one for one in comparison.passages if one.state in _SIGNS]
    return {
        "title": comparison.title,
        "passages": [{"state": one.state, "pieces": one.pieces} for one in changed],
    }


def _text(pieces: Sequence[Piece]) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(
        " / " if piece.cut else marks[piece.change].format(piece.text) for piece in pieces
    )
