"""How long a speech has lasted: started, halted, set back."""

from collections.abc import Callable


class Stopwatch:
    """Counts seconds by a clock that only goes forward, such as `time.monotonic`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._before = 0.0
        self._since: float | None = None

    @property
    def runs(self) -> bool:
        return self._since is not None

    @property
    def seconds(self) -> float:
        """What has gone by while it ran."""
        running = self._clock() - self._since if self._since is not None else 0.0
        return self._before + running

    def toggle(self) -> None:
        """Starts, or halts and keeps what has gone by."""
        if self._since is None:
            self._since = self._clock()
        else:
            self._before, self._since = self.seconds, None

    def reset(self) -> None:
        """Back to nought; one that runs goes on from there."""
        self._before = 0.0
        if self._since is not None:
            self._since = self._clock()

    def text(self) -> str:
        """Minutes and seconds, with hours once there are some: 7:05, 1:02:09."""
        minutes, seconds = divmod(int(self.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
