"""The one place where code points (ours) meet UTF-16 units (Qt's).

A leaf's text stands in one text block, which may hold more than the text: a footnote's number, a
link back, a reference mark. `LeafText` knows these extras and converts both ways.
"""

from bisect import bisect_right

import msgspec


def utf16_length(text: str) -> int:
    """UTF-16 units of `text`: letters beyond U+FFFF count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Extra(msgspec.Struct, frozen=True):
    """Units that stand before the code point `offset` of the leaf but are not in its text."""

    offset: int
    units: int


class LeafText:
    """A leaf in its text block: code points 0..len(text) to UTF-16 units in the block, and back."""

    def __init__(self, block: str, text: str, extras: tuple[Extra, ...] = ()) -> None:
        self.block = block
        self.text = text
        self.extras = tuple(sorted(extras, key=lambda extra: extra.offset))
        wide = max(text, default="") > "\uffff"
        self._astral = [at for at, one in enumerate(text) if ord(one) > 0xFFFF] if wide else []

    def units(self, offset: int, *, end: bool = False) -> int:
        """Where code point `offset` stands in the block.

        An extra at `offset` itself lies before a span that starts there, and after one that
        ends there (`end`).
        """
        offset = min(max(offset, 0), len(self.text))
        wide = bisect_right(self._astral, offset - 1)
        before = sum(
            extra.units
            for extra in self.extras
            if extra.offset < offset or (extra.offset == offset and not end)
        )
        if end and offset == 0:
            before = sum(extra.units for extra in self.extras if extra.offset == 0)
        return offset + wide + before

    def offset(self, units: int) -> int:
        """The code point at `units` in the block; inside an extra, the point it stands before."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.units(middle, end=True) <= units:
                low = middle
            else:
                high = middle - 1
        return low
