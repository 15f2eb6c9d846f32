"""The passages collected for a handout, kept from one day to the next."""

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.errors import AppError
from desktop.library.reader.anchors import Span
from desktop.window.jobs import Jobs
from desktop.window.keeping import Keeper

_KEY = "composition"


class Passage(msgspec.Struct, frozen=True):
    """A selection made at once: its spans in one briefing, and what the tray shows of it."""

    briefing: str
    title: str
    section: str
    quote: str
    spans: tuple[Span, ...]


class Composition(QObject):
    """Collects passages for a handout.

    Signals: `changed()`; `refused(AppError)` when the list could not be saved.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, keeper: Keeper, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs = jobs
        self._library = ""
        self._passages: list[Passage] = []

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(self._passages)

    def open(self, library: str) -> None:
        """Takes up what was collected in this library before."""
        self._library = library

        def read() -> list[Passage]:
            text = self._keeper.state().preference(f"{_KEY}/{library}", "[]")
            return msgspec.json.decode(text, type=list[Passage])

        def shown(passages: list[Passage]) -> None:
            self._passages = passages + self._passages
            self.changed.emit()

        self._jobs.write(read).then(shown).failed(self._unread)

    def _unread(self, error: AppError) -> None:
        self.refused.emit(error)

    def add(self, passage: Passage) -> None:
        self._passages.append(passage)
        self._keep()

    def remove(self, at: int) -> None:
        del self._passages[at]
        self._keep()

    def move(self, at: int, step: int) -> int:
        """Moves a passage up (-1) or down (1); its new place."""
        target = min(max(at + step, 0), len(self._passages) - 1)
        self._passages.insert(target, self._passages.pop(at))
        self._keep()
        return target

    def _keep(self) -> None:
        text = msgspec.json.encode(self._passages).decode()
        key = f"{_KEY}/{self._library}"
        self._jobs.write(lambda: self._keeper.state().set_preference(key, text)).failed(
            self._unread
        )
        self.changed.emit()
