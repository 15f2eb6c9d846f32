"""The reader's state, opened on the writer lane by whoever needs it first, and only there."""

from pathlib import Path

from desktop.library.reader.state import ReaderState


class Keeper:
    """Holds the one `ReaderState`. Call `state()` and `close()` on the writer lane only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state: ReaderState | None = None

    def state(self) -> ReaderState:
        """The open state. Raises: EnvironmentFault, each time, while it cannot be opened."""
        if self._state is None:
            self._state = ReaderState(self.folder)
        return self._state

    def close(self) -> None:
        if self._state is not None:
            self._state.close()
            self._state = None
