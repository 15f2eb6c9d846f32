"""What is selected in a paged file: two places, moved by the mouse or by the arrow keys."""

import msgspec

from desktop.library.pdf import NOWHERE, Letters

Where = tuple[int, int]
"""A page, and a gap between its code points."""


class Selection(msgspec.Struct):
    """From `anchor` to `head`, whichever comes first."""

    anchor: Where
    head: Where

    @property
    def start(self) -> Where:
        return min(self.anchor, self.head)

    @property
    def end(self) -> Where:
        return max(self.anchor, self.head)

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.head

    def within(self, page: int, length: int) -> tuple[int, int]:
        """The code points of a page that are selected."""
        (first, start), (last, end) = self.start, self.end
        if not first <= page <= last:
            return 0, 0
        return start if page == first else 0, end if page == last else length


def gap_at(letters: Letters, x: float, y: float, shape: float) -> int:
    """The gap before or after the letter nearest to a point of the page."""
    at = letters.nearest(x, y, shape)
    if at < 0:
        return 0
    left, _, right, _ = letters.box(at)
    return at + 1 if x > (left + right) / 2 else at


def word_at(letters: Letters, gap: int) -> tuple[int, int]:
    """The word around a gap."""
    text = letters.text
    start = end = min(gap, max(len(text) - 1, 0))
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def line_up_or_down(letters: Letters, gap: int, step: int) -> int:
    """The gap one line above (-1) or below (1), as near below or above as can be.

    The page's first or last gap if there is no such line.
    """
    caret = caret_box(letters, gap)
    if caret == NOWHERE:
        return gap
    left, top, _, bottom = caret
    best, nearest = -1, (2.0, 2.0)
    for at in range(len(letters.text)):
        box = letters.box(at)
        away = (box[1] - bottom if step > 0 else top - box[3]) + (bottom - top) / 2
        if box == NOWHERE or away <= 0:
            continue
        far = (round(away, 2), abs(box[0] - left))
        if far < nearest:
            best, nearest = at, far
    if best < 0:
        return len(letters.text) if step > 0 else 0
    return best


def caret_box(letters: Letters, gap: int) -> tuple[float, float, float, float]:
    """Where a caret in a gap stands: left of the letter after it, or right of the one before."""
    if gap < len(letters.text) and letters.box(gap) != NOWHERE:
        left, top, _, bottom = letters.box(gap)
        return left, top, left, bottom
    for at in range(min(gap, len(letters.text)) - 1, -1, -1):
        if letters.box(at) != NOWHERE:
            _, top, right, bottom = letters.box(at)
            return right, top, right, bottom
    return NOWHERE
