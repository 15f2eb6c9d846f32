"""A search through a file, some pages at a time, so that the first places are shown at once."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.library.errors import InputError
from desktop.library.text.lookup import Span
from desktop.window.jobs import Job, Jobs
from desktop.window.originals.tiles import PagedFile

SLICE, MOST = 4, 5000
"""Pages of one piece of work, between which the view is drawn; and hits that are worth a list."""
Match = Callable[[str], list[Span]]
Hit = tuple[int, int, int]
"""A page, and a span of its code points."""
_Found = list[Hit]


class Seeking(QObject):
    """Reads a file's text from the page being read on, around its end, and keeps what matches.

    Signals: `changed()` when more was found or the search has ended; `led(Hit)` to the place that
    is to be shown.
    """

    changed = Signal()
    led = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._file: PagedFile | None = None
        self._matches: Sequence[Match] = ()
        self._page = 0
        self._job: Job[_Found] | None = None
        self._left: list[int] = []
        self.hits: list[Hit] = []
        self.current: Hit | None = None

    def start(self, file: PagedFile, matches: Sequence[Match], page: int) -> None:
        """Forgets what was found before and searches from `page` on.

        Each of `matches` is tried where nothing in the whole file suits the one before it.
        """
        self.stop()
        self._file, self._matches, self._page = file, matches, page
        pages = len(file.sizes) if matches else 0
        self._left = [(page + at) % pages for at in range(pages)]
        self._go_on()
        self.changed.emit()

    def stop(self) -> None:
        """Ends the search and forgets what it found."""
        if self._job is not None:
            self._job.drop()
        self._job, self._left = None, []
        self.hits, self.current = [], None
        self.changed.emit()

    @property
    def under_way(self) -> bool:
        return self._job is not None

    @property
    def is_cut(self) -> bool:
        """Whether there are so many that the search has ended before the file."""
        return len(self.hits) >= MOST

    @property
    def number(self) -> int:
        """The current hit's number from 1, 0 if none is."""
        return self.hits.index(self.current) + 1 if self.current is not None else 0

    def on_page(self, page: int) -> list[Span]:
        """What matches on a page."""
        first = bisect_left(self.hits, (page, 0, 0))
        last = bisect_left(self.hits, (page + 1, 0, 0))
        return [(start, end) for _, start, end in self.hits[first:last]]

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (-1) hit, around the ends."""
        if self.hits:
            self._lead(self.hits[(self.number - 1 + by) % len(self.hits)])

    def _go_on(self) -> None:
        file = self._file
        pages, self._left = self._left[:SLICE], self._left[SLICE:]
        if file is None or not pages:
            self._job = None
            return
        work = partial(_found, file, self._matches[0], pages)
        self._job = self._jobs.draw(work).then(self._take)

    def _take(self, found: _Found) -> None:
        for hit in found:
            insort(self.hits, hit)
        file, others = self._file, self._matches[1:]
        if self.is_cut:
            self._left = []
        if not self._left and not self.hits and file is not None and others:
            self.start(file, others, self._page)
            return
        self._go_on()
        if self.current is None and found:
            self._lead(found[0])
        else:
            self.changed.emit()

    def _lead(self, hit: Hit) -> None:
        self.current = hit
        self.changed.emit()
        self.led.emit(hit)


def _found(file: PagedFile, match: Match, pages: list[int]) -> _Found:
    """What matches on some pages; one that cannot be read has nothing that could."""
    hits: _Found = []
    for page in pages:
        try:
            text = file.text(page) if match(file.rough_text(page)) else ""
        except InputError:
            continue
        hits += [(page, start, end) for start, end in match(text)]
    return hits
