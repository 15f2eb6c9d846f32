"""The reader's state, opened on the writer lane by whoever needs it first, and only there."""

import contextlib
from pathlib import Path

from desktop.library.errors import EnvironmentFault
from desktop.library.progress import Progress, no_progress
from desktop.library.reader import holding
from desktop.library.reader.state import ReaderState


class Keeper:
    """Holds the one `ReaderState`. Call `state()` and `close()` on the writer lane only.

    `progress` is told there how far a recovery is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.progress: Progress = no_progress
        self._state: ReaderState | None = None
        self._held = contextlib.ExitStack()

    def state(self) -> ReaderState:
        """The open state, recovered first where it is damaged.

        Raises: EnvironmentFault, each time, while it cannot be opened.
        """
        if self._state is None:
            with contextlib.ExitStack() as held:
                alone = self._alone(held)
                self._state = (
                    holding.opened(self.folder, self.progress)
                    if alone
                    else ReaderState(self.folder)
                )
                self._held = held.pop_all()
        return self._state

    def _alone(self, held: contextlib.ExitStack) -> bool:
        """Whether nobody else may recover the state, while `held` is.

        A window that pictures are taken of stands beside another; where nothing can be written
        nothing can be recovered either, and what opens the state says so.
        """
        try:
            held.enter_context(holding.in_use(self.folder))
        except EnvironmentFault:
            return False
        return True

    def close(self) -> None:
        if self._state is not None:
            self._state.close()
            self._state = None
        self._held.close()
