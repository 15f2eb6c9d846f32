"""The shelves: which rows stand on each, from the edition's lists and the reader's own use."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from desktop.library.editions.browsing import Usage
from desktop.library.reader.state import Position
from desktop.window.panes.library_model import Place
from desktop.window.session import READ, Contents

OFTEN = 2
"""Openings that make a document one that is often opened."""


def is_opened(position: Position | None) -> bool:
    """Whether the reader has ever opened the document."""
    return position is not None and (position.times > 0 or position.furthest > 0)


class Shelves(msgspec.Struct, frozen=True):
    """The reader's shelves. `known` gives the row number of every id in the other two.

    `marked` says when each was marked. What is withdrawn stands on no shelf but its own.
    """

    contents: Contents
    positions: Mapping[str, Position]
    known: Mapping[str, int]
    marked: Mapping[str, str]

    def _opened(self) -> dict[int, Position]:
        rows = ((self.known.get(one, -1), held) for one, held in self.positions.items())
        current = self.contents.current
        return {row: held for row, held in rows if row in current and is_opened(held)}

    def usage(self) -> Usage:
        """How often and when last each document was opened."""
        return {row: (held.times, held.opened) for row, held in self._opened().items()}

    def unread(self) -> list[int]:
        """Never opened, newest first."""
        opened = self._opened()
        return [row for row in self.contents.newest if row not in opened]

    def being_read(self) -> list[int]:
        """Opened and not read to the end, the latest opened first."""
        begun = [(held.opened, row) for row, held in self._opened().items() if held.furthest < READ]
        return [row for _, row in sorted(begun, reverse=True)]

    def often(self) -> list[int]:
        """Opened more than once, most often first, then the latest opened."""
        several = [
            (held.times, held.opened, row)
            for row, held in self._opened().items()
            if held.times >= OFTEN
        ]
        return [row for _, _, row in sorted(several, reverse=True)]

    def bookmarked(self) -> list[int]:
        """The latest marked first."""
        rows = ((moment, self.known.get(one, -1)) for one, moment in self.marked.items())
        return [row for _, row in sorted(rows, reverse=True) if row in self.contents.current]

    def numbers(self, place: Place) -> Sequence[int] | None:
        """The rows of a shelf; None for what is none of these."""
        made: dict[Place, Callable[[], Sequence[int]]] = {
            "unread": self.unread,
            "reading": self.being_read,
            "often": self.often,
            "marked": self.bookmarked,
            "newest": lambda: self.contents.newest,
            "updated": lambda: self.contents.updated,
            "withdrawn": lambda: self.contents.withdrawn,
        }
        return made[place]() if place in made else None

    def counts(self) -> dict[str, int]:
        """How many documents each shelf holds."""
        contents = self.contents
        return {
            "reading": len(self.being_read()),
            "newest": len(contents.newest),
            "unread": len(contents.newest) - len(self._opened()),
            "often": len(self.often()),
            "marked": len(self.bookmarked()),
            "updated": len(contents.updated),
            "withdrawn": len(contents.withdrawn),
        }
