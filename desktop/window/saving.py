"""Brings annotations to the disk, and holds on to what could not be saved."""

import itertools
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.library.errors import AppError
from desktop.library.reader.annotations import Annotation, change_all
from desktop.library.reader.state import ReaderState
from desktop.window.jobs import Job, Jobs
from desktop.window.keeping import Keeper

Said = dict[str, Annotation | None]
"""Annotations by id as they are now; None for one that is gone."""
Also = Callable[[ReaderState], object]


class Saving(QObject):
    """The writes that are under way, and those that failed; what is newest of each counts.

    Signals: `stored(list[Annotation])` when these are on disk as given; `refused(AppError)`
    when a write failed: `retry()` does it again; `saved()` when nothing is unsaved.
    """

    stored = Signal(object)
    refused = Signal(object)
    saved = Signal()

    def __init__(self, keeper: Keeper, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs = jobs
        self._numbers = itertools.count(1)
        self._latest: dict[str, int] = {}
        self._left: list[Also] = []
        self._writing: list[Job[None]] = []
        self.failed: Said = {}

    @property
    def unsaved(self) -> bool:
        """Whether anything could not be saved yet, told or still to be told."""
        waiting = bool(self.failed or self._left)
        return waiting or any(job.error is not None for job in self._writing)

    def retry(self) -> None:
        """Saves again what could not be saved."""
        waiting, self.failed = self.failed, {}
        left, self._left = self._left, []
        if waiting:
            self.save(waiting)
        for also in left:
            self.do(also)

    def save(self, said: Said) -> None:
        """Writes annotations, or that they are gone, all of it or nothing."""
        there = [one for one in said.values() if one is not None]
        gone = [name for name, one in said.items() if one is None]
        number = self._count(said)

        def refused() -> None:
            # What was changed again meanwhile is saved, or refused, with that change.
            self.failed |= {name: one for name, one in said.items() if self._is_new(name, number)}

        self._write(lambda state: change_all(state, there, gone), said, number, refused)

    def do(self, also: Also, said: Said | None = None) -> None:
        """Writes what `also` does; `said` is what it makes of annotations."""
        number = self._count(said or {})
        self._write(also, said or {}, number, lambda: self._left.append(also))

    def _count(self, said: Said) -> int:
        number = next(self._numbers)
        self._latest |= dict.fromkeys(said, number)
        return number

    def _is_new(self, name: str, number: int) -> bool:
        return self._latest[name] == number

    def _write(
        self, work: Also, said: Said, number: int, when_refused: Callable[[], object]
    ) -> None:
        def write() -> None:
            work(self._keeper.state())

        def refused(error: AppError) -> None:
            self._writing.remove(job)
            when_refused()
            self.refused.emit(error)

        def kept(_: object) -> None:
            self._writing.remove(job)
            for name in said:
                if self._is_new(name, number):
                    self.failed.pop(name, None)
            self.stored.emit([one for one in said.values() if one is not None])
            if not (self.failed or self._left):
                self.saved.emit()

        job = self._jobs.write(write)
        self._writing.append(job)
        job.then(kept).failed(refused)
