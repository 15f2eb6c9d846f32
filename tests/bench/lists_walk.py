"""Walks through the lists of a window and prints, as JSON, the milliseconds of what it met.

By what was done: pairs of the clock's and of the processor's time in the window's thread.

usage: lists_walk.py LIBRARY STATE
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

FRAMES = 400
WHEEL = 90
BEAT, STEP = 1, 16
"""Milliseconds between heartbeats, and between steps: 60 frames a second."""


Clocks = tuple[float, float]


def clocks() -> Clocks:
    """Milliseconds of the clock, and those that this thread had the processor."""
    return time.perf_counter() * 1000, time.thread_time() * 1000


def since(start: Clocks) -> Clocks:
    now = clocks()
    return now[0] - start[0], now[1] - start[1]


class Walk:
    """Acts on the window step by step; the event loop has its turn after each."""

    def __init__(self, library: Path, state: Path) -> None:
        appearance = Appearance("light")
        appearance.start()
        session = Session(library, state)
        self.window = MainWindow(session, appearance, Preferences(state), "vi")
        session.library_opened.connect(application.spare_collector)
        self.window.resize(1366, 768)
        self.times: dict[str, list[Clocks]] = {}
        self._held: list[Clocks] = []
        self._last = clocks()
        self._steps = self._script()
        self._beat = QTimer(interval=BEAT)
        self._beat.timeout.connect(self._tick)
        self._step = QTimer(interval=STEP)
        self._step.timeout.connect(self._go_on)

    def start(self) -> None:
        self.window.show()
        self.window.start()
        self._beat.start()
        self._step.start()

    def _tick(self) -> None:
        wall, processor = since(self._last)
        self._held.append((max(0.0, wall - BEAT), processor))
        self._last = clocks()

    def _go_on(self) -> None:
        if not next(self._steps, False):
            self._step.stop()
            self._beat.stop()
            self.window.close()
            QApplication.quit()

    def _script(self) -> Iterator[bool]:
        """True wherever the event loop is to have its turn."""
        window = self.window
        listed, library = window.documents.view, window.library
        yield from self._settled()
        yield from self._scroll("list", listed, range(0, FRAMES * WHEEL, WHEEL))
        most = listed.verticalScrollBar().maximum()
        places = random.Random(1).sample(range(most), FRAMES)
        yield from self._scroll("list, to any place", listed, places)
        field = window.documents.field
        people = partial(library.model.find, "section", "people")
        for name, act in (
            ("another shelf", lambda: library.choose("unread")),
            ("the first shelf again", lambda: library.choose("newest")),
            ("first letters of a filter", lambda: field.setText("bao")),
            ("more letters of a filter", lambda: field.setText("bão xã 39")),
            ("filter emptied", field.clear),
            ("by title", lambda: window.documents.arranged.emit("title")),
            ("by title again", lambda: library.choose("unread")),
            ("speakers opened", lambda: library.view.expand(people())),
            ("a speaker chosen", lambda: library.choose("people", "Nguyễn Văn 77")),
            ("letters in the pane", lambda: library.view.keyboardSearch("nguyen van 9")),
        ):  # fmt: skip
            yield from self._act(name, act)
        bar = library.view.verticalScrollBar()
        yield from self._scroll("library pane", library.view, range(0, bar.maximum(), 999))

    def _settled(self) -> Iterator[bool]:
        yield True
        while not self.window.settled:
            yield True
        yield True

    def _scroll(
        self, name: str, view: QAbstractItemView, places: "range | list[int]"
    ) -> Iterator[bool]:
        frames = self.times.setdefault(f"frame: {name}", [])
        self._held.clear()
        for place in places[:FRAMES]:
            started = clocks()
            view.verticalScrollBar().setValue(place)
            view.viewport().repaint()
            frames.append(since(started))
            yield True
        yield from self._settled()
        self.times[f"hold: {name}"] = list(self._held)

    def _act(self, name: str, act: Callable[[], object]) -> Iterator[bool]:
        self._held.clear()
        act()
        yield from self._settled()
        self.times[f"hold: {name}"] = list(self._held)


if __name__ == "__main__":
    made = application.create("vi")
    walk = Walk(Path(sys.argv[1]), Path(sys.argv[2]))
    walk.start()
    made.exec()
    json.dump(walk.times, sys.stdout)
