"""Where the keyboard may stop in a text: links, citations, footnotes, figures and tables."""

from bisect import bisect_left, bisect_right

import msgspec

from desktop.library.document import Node


class Stop(msgspec.Struct, frozen=True):
    """Positions `start` to `end` of the set document lead to `href`, or show `node` large.

    `width`: a table's, in pixels.
    """

    start: int
    end: int
    href: str = ""
    node: Node | None = None
    width: float = 0.0


class Stops:
    """The stops of one set document, by position; one of them may be the current one."""

    def __init__(self, stops: list[Stop]) -> None:
        self._stops = stops
        self._tables = [one for one in stops if one.node is not None and one.node.kind == "table"]
        self.current: Stop | None = None

    def step(self, step: int, position: int) -> Stop | None:
        """The stop after (1) or before (-1) the current one, or else the `position`."""
        if self.current is not None:
            at = self._stops.index(self.current) + step
        else:
            starts = [stop.start for stop in self._stops]
            at = bisect_left(starts, position) - (0 if step > 0 else 1)
        return self._stops[at] if 0 <= at < len(self._stops) else None

    def at(self, position: int) -> Stop | None:
        """The innermost stop that holds `position`."""
        found = _holding(self._stops, position)
        return found if found is not None else self.table_at(position)

    def table_at(self, position: int) -> Stop | None:
        """The table that `position` stands in."""
        return _holding(self._tables, position)


def _holding(stops: list[Stop], position: int) -> Stop | None:
    """The last stop that begins at or before `position`, if it reaches that far."""
    at = bisect_right([stop.start for stop in stops], position) - 1
    return stops[at] if at >= 0 and position < stops[at].end else None
