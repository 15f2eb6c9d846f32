"""A reader's state is held by one process at a time, and recovered first where it is damaged."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from desktop.library import disk
from desktop.library.progress import Progress, no_progress
from desktop.library.reader import checking
from desktop.library.reader.state import DATABASE, ReaderState

STAGED, DAMAGED = f".{DATABASE}.recovered", ".damaged"
"""Names beside the state: what a recovery has made, and that one is due."""
_LOCK = ".in-use"


@contextlib.contextmanager
def in_use(state: Path) -> Iterator[None]:
    """Held by whoever may recover a state: nobody else does meanwhile.

    Raises: EnvironmentFault if another holds it, or nothing can be written here.
    """
    disk.make_folder(state)
    with disk.locked(state / _LOCK):
        yield


def opened(state: Path, progress: Progress = no_progress) -> ReaderState:
    """The state, recovered first where it is damaged. Hold `in_use`; `recovering.report` tells.

    Raises: EnvironmentFault, with the file as it was.
    """
    if (state / STAGED).exists() or _is_damaged(state):
        from desktop.library.reader import recovering  # noqa: PLC0415 - hardly ever needed

        recovering.finish(state)
        if _is_damaged(state):
            recovering.recover(state, progress)
    return ReaderState(state)


def note_damage(state: Path) -> None:
    """Has the state recovered before it is next opened. Raises: EnvironmentFault."""
    disk.write_whole(state / DAMAGED, b"")


def _is_damaged(state: Path) -> bool:
    return (state / DAMAGED).exists() or bool(checking.examine(state / DATABASE))
