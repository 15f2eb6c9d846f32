"""What was worked out for the last few words asked for: at the next pause most are asked again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """The `most` values asked for last, by what they were made from. For one thread at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The value of `key`, made if it is not held; what was asked for longest ago gives way."""
        held = self._made.get(key)
        if held is None:
            held = self._made[key] = make()
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(key)
        return held

    def clear(self) -> None:
        """Lets go of all of them."""
        self._made.clear()
