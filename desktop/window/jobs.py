"""Work off the UI thread: readers, and lanes of one thread to write, search, draw and carry.

The writer lane owns the reader's state.

`jobs.run(fn).then(done).failed(refused)`: `fn` runs on a worker thread, the others on the UI
thread. Callbacks may be added until the caller returns to the event loop, since results travel
by a queued signal. The UI thread never waits.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.library.errors import AppError, BugError, Cancelled

log = logging.getLogger(__name__)
R = TypeVar("R")
READERS = 2


class Job(Generic[R]):
    """One piece of work and what follows it."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._done: list[Callable[[R], object]] = []
        self._refused: list[Callable[[AppError], object]] = []
        self._results: list[R] = []
        self.error: AppError | None = None
        self.dropped = False

    def then(self, done: Callable[[R], object]) -> "Job[R]":
        self._done.append(done)
        return self

    def failed(self, refused: Callable[[AppError], object]) -> "Job[R]":
        self._refused.append(refused)
        return self

    def drop(self) -> None:
        """Nobody waits for this any more: its callbacks are not called."""
        self.dropped = True

    def work(self) -> None:
        """Runs on the worker thread. Whatever the work raises becomes this job's error."""
        if self.dropped:
            return
        try:
            self._results.append(self._work())
        except AppError as error:
            self.error = error
        except Cancelled:
            self.dropped = True
        except Exception as error:
            log.exception("a job failed")
            self.error = BugError("window_bug", kind=type(error).__name__)

    def finish(self) -> bool:
        """Runs the callbacks, on the UI thread; False if an error found nobody to tell."""
        if self.dropped:
            return True
        if self.error is not None:
            for refused in self._refused:
                refused(self.error)
            return bool(self._refused)
        for result in self._results:
            for done in self._done:
                done(result)
        return True


class Jobs(QObject):
    """The lanes. Create on the UI thread, call from it.

    Signals: `job_failed(AppError)` for errors nobody took; `idled()` when the last job and its
    callbacks are through.
    """

    job_failed = Signal(object)
    idled = Signal()
    _worked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._finder = ThreadPoolExecutor(1, "finder")
        self._drawer = ThreadPoolExecutor(1, "drawer")
        self._porter = ThreadPoolExecutor(1, "porter")
        self._pending = 0
        self._closed = False
        self._worked.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._pending > 0

    def run(self, work: Callable[[], R]) -> Job[R]:
        """Starts reading work on any free reader."""
        return self._submit(self._readers, work)

    def write(self, work: Callable[[], R]) -> Job[R]:
        """Queues work on the one writer thread; order is kept."""
        return self._submit(self._writer, work)

    def find(self, work: Callable[[], R]) -> Job[R]:
        """Queues a search: the index answers one thread at a time."""
        return self._submit(self._finder, work)

    def draw(self, work: Callable[[], R]) -> Job[R]:
        """Queues the drawing of a page: PDFium serves one thread at a time; order is kept."""
        return self._submit(self._drawer, work)

    def carry(self, work: Callable[[], R]) -> Job[R]:
        """Queues work on packages, one at a time: it may be long, and no reader waits for it."""
        return self._submit(self._porter, work)

    def finish_writes(self) -> None:
        """Waits until all that is queued on the writer lane is done; only before closing."""
        self._writer.submit(int).result()

    def close(self) -> None:
        """Waits until everything begun is done, so that no note is lost at the end.

        Nobody is told of it any more: whoever asked may be gone when the event loop comes to it.
        """
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._finder.shutdown(wait=True, cancel_futures=True)
        self._drawer.shutdown(wait=True)
        self._porter.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _submit(self, lane: ThreadPoolExecutor, work: Callable[[], R]) -> Job[R]:
        job = Job(work)
        if self._closed:
            # A timer of a window that has closed may still fire: nothing is begun for it.
            job.drop()
            return job
        self._pending += 1
        lane.submit(self._work, job)
        return job

    def _work(self, job: Job[R]) -> None:
        job.work()
        if not self._closed:
            self._worked.emit(job)

    @Slot(object)
    def _finish(self, job: Job[R]) -> None:
        if self._closed:
            return
        if not job.finish():
            self.job_failed.emit(job.error)
        self._pending -= 1
        if self._pending == 0:
            self.idled.emit()
