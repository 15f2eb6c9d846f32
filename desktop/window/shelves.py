"""The shelves: which rows stand on each, from the edition's lists and the reader's positions."""

from collections.abc import Mapping

from desktop.library.reader.state import Position
from desktop.window.session import READ, Contents


def is_opened(position: Position | None) -> bool:
    """Whether the reader has ever opened the document."""
    return position is not None and (position.times > 0 or position.furthest > 0)


def unread(
    contents: Contents, positions: Mapping[str, Position], known: Mapping[str, int]
) -> list[int]:
    """Never opened, newest first. `known` gives the row number of every id in `positions`."""
    opened = {known[one] for one, held in positions.items() if is_opened(held) and one in known}
    return [number for number in contents.newest if number not in opened]


def being_read(
    contents: Contents, positions: Mapping[str, Position], known: Mapping[str, int]
) -> list[int]:
    """Opened and not read to the end, the latest opened first."""
    current = set(contents.newest)
    begun = [
        (position.opened, known[one])
        for one, position in positions.items()
        if is_opened(position) and position.furthest < READ and known.get(one) in current
    ]
    return [number for _, number in sorted(begun, reverse=True)]


def counts(
    contents: Contents, positions: Mapping[str, Position], known: Mapping[str, int]
) -> dict[str, int]:
    """How many documents each shelf holds."""
    return {
        "newest": len(contents.newest),
        "unread": len(unread(contents, positions, known)),
        "reading": len(being_read(contents, positions, known)),
        "withdrawn": len(contents.withdrawn),
    }
