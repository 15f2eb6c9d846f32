"""What the last searches showed of an edition: at the next pause in typing much is shown again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from desktop.library.document import Block
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card

_DOCUMENTS, _BLOCKS = 256, 512
"""How many are held: about a megabyte in all."""

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")


class Recent:
    """Rows of one edition, which never changes. For one thread at a time."""

    def __init__(self, edition: Edition) -> None:
        self._cards = _Rows(edition.found, _DOCUMENTS)
        self._blocks = _Rows(edition.blocks_at, _BLOCKS)

    def found(self, identifiers: Sequence[str]) -> dict[str, tuple[Card, list[int]]]:
        """As `Edition.found`."""
        return self._cards.at(identifiers)

    def blocks_at(self, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Block]:
        """As `Edition.blocks_at`."""
        return self._blocks.at(wanted)


class _Rows(Generic[Key, Row]):
    """The `most` rows asked for last; what is not held is read in one statement."""

    def __init__(self, read: Callable[[Sequence[Key]], dict[Key, Row]], most: int) -> None:
        self._read = read
        self._most = most
        self._held: OrderedDict[Key, Row] = OrderedDict()

    def at(self, keys: Sequence[Key]) -> dict[Key, Row]:
        held = self._held
        rows = {key: held[key] for key in keys if key in held}
        for key in rows:
            held.move_to_end(key)
        missing = [key for key in keys if key not in rows]
        if missing:
            more = self._read(missing)
            rows.update(more)
            held.update(more)
            while len(held) > self._most:
                held.popitem(last=False)
        return rows
