"""How long work reports itself and is stopped, without Qt."""

import threading
from collections.abc import Callable

from desktop.library.errors import Cancelled


class CancelToken:
    """Set by whoever waits, asked by whoever works. Safe from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises: Cancelled, if the work was stopped."""
        if self._event.is_set():
            raise Cancelled


Progress = Callable[[str, int, int], None]
"""Called as `progress(stage, done, total)`.

`stage` is a code of `desktop.wording`; `total` is 0 while unknown.
"""


def no_progress(stage: str, done: int, total: int) -> None:
    """For callers that show none."""
