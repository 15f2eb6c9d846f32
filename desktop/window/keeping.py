"""The reader's state, opened on the writer lane by whoever needs it first, and only there."""

import contextlib
from pathlib import Path

from desktop.library.errors import EnvironmentFault
from desktop.library.progress import Progress, no_progress
from desktop.library.reader import holding
from desktop.library.reader.state import ReaderState


class Keeper:
    """Holds the one `ReaderState`. Call `state()` and `close()` on the writer lane only.

    `progress` is told there how far a recovery is. `refused` tells why the state can only be read:
    each time it is asked for, it is tried whether it can be written again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.progress: Progress = no_progress
        self.refused: EnvironmentFault | None = None
        self._state: ReaderState | None = None
        self._held = contextlib.ExitStack()

    def state(self) -> ReaderState:
        """The open state, recovered first where it is damaged.

        Raises: EnvironmentFault, each time, while it cannot be opened.
        """
        if self._state is None or self.refused is not None:
            try:
                opened = self._opened()
            except EnvironmentFault as fault:
                if fault.code != "disk_refused":
                    raise
                opened, self.refused = self._to_read(fault), fault
            else:
                self.refused = None
            if self._state not in (None, opened):
                self._state.close()
            self._state = opened
        return self._state

    def _opened(self) -> ReaderState:
        with contextlib.ExitStack() as held:
            alone = self._alone(held)
            opened = (
                holding.opened(self.folder, self.progress) if alone else ReaderState(self.folder)
            )
            if self.refused is not None:  # SQLite may open again what it cannot write.
                _try_writing(opened)
            self._held = held.pop_all()
        return opened

    def _to_read(self, refused: EnvironmentFault) -> ReaderState:
        """The state as it stands where nothing can be written; what refused that if it has none."""
        if self._state is not None:
            return self._state
        try:
            return ReaderState(self.folder, to_read=True)
        except EnvironmentFault as fault:
            raise refused from fault

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


def _try_writing(state: ReaderState) -> None:
    """Closes a state that cannot be written. Raises: EnvironmentFault."""
    try:
        with state.transaction():
            pass
    except EnvironmentFault:
        state.close()
        raise
