"""Finds where the marks of a document stand on its scroll bar, a few milliseconds at a time."""

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer

from desktop.window.reader.decorations import tick_colour
from desktop.window.reader.scrollbar import Tick, TickedScrollBar
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import Theme

_SLICE = 0.006
_PLACES = 2000
"""Ticks nearer than this share of the document fall together."""
Mark = tuple[int, str, str]
"""The leaf, the role whose line colour it takes, and the side: left or right."""


class Ticks(QObject):
    """Looks the leaves up in slices of a few milliseconds and shows all ticks at the end."""

    def __init__(self, bar: TickedScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._rest: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def waiting(self) -> bool:
        return self._timer.isActive()

    def show(
        self, typeset: Typeset, theme: Theme, marks: Iterable[Mark], current: int = -1
    ) -> None:
        """Shows these marks instead of those before; `current` is the leaf of the current hit."""
        self._rest = self._steps(typeset, theme, marks, current)
        self._timer.start()

    def stop(self) -> None:
        """The document goes, and what was still to be looked up in it."""
        self._timer.stop()

    def _go_on(self) -> None:
        clock = time.perf_counter() + _SLICE
        for _ in self._rest:
            if time.perf_counter() > clock:
                self._timer.start()
                return

    def _steps(
        self, typeset: Typeset, theme: Theme, marks: Iterable[Mark], current: int
    ) -> Iterator[None]:
        layout = typeset.document.documentLayout()
        height = max(layout.documentSize().height(), 1.0)
        found: dict[tuple[int, str], Tick] = {}
        tops: dict[int, float] = {}
        for leaf, role, side in marks:
            if leaf not in tops:
                tops[leaf] = layout.blockBoundingRect(typeset.block(leaf)).top() / height
            top = tops[leaf]
            found[round(top * _PLACES), side] = (top, tick_colour(theme, role), side)
            yield
        if current >= 0:
            top = layout.blockBoundingRect(typeset.block(current)).top() / height
            found[-1, "full"] = (top, tick_colour(theme, "hit"), "full")
        self._bar.set_ticks(list(found.values()))
