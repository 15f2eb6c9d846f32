"""What `window_walk.py` does with the started window, and how long each thing takes.

A heartbeat is the processor's time of the window's thread between two turns of the event loop that
a timer of one millisecond asks for.
"""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial

from harness import MB, memory
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from window_walk import wait

from desktop.window.main_window import MainWindow
from desktop.window.reader.typeset import Typeset

KEYS, KEY_MS = "phong chong bao lu o xa mien nui", 40
SCROLLS, WIDTHS = 60, (1200, 1000, 1366)


class Beats:
    """Heartbeats of the window's thread while they are kept."""

    def __init__(self) -> None:
        self.held: list[float] = []
        self._last = 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._last = time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.thread_time()
        self.held.append((now - self._last) * 1000)
        self._last = now


def slices() -> list[float]:
    """The milliseconds of the window's thread that each slice of a text takes from now on."""
    told: list[float] = []
    advance = Typeset.advance

    def timed(typeset: Typeset, letters: int, milliseconds: float = 0) -> None:
        began = time.thread_time()
        advance(typeset, letters, milliseconds)
        told.append((time.thread_time() - began) * 1000)

    Typeset.advance = timed  # type: ignore[method-assign, assignment]
    return told


def own() -> float:
    """RssAnon of this process in MB."""
    return next(anonymous for _, anonymous in memory(os.getpid())) / MB


def painted(part: QWidget, do: Callable[[], object], done: Callable[[], bool]) -> float:
    """Milliseconds until what `do` asked for is on the screen, in the part that shows it."""
    began = time.perf_counter()
    do()
    wait(done)
    part.repaint()
    return (time.perf_counter() - began) * 1000


def query(window: MainWindow, text: str) -> float:
    """Milliseconds from a query's dispatch to its painted results."""
    answered: list[bool] = []
    window.finding.began.connect(lambda: answered.append(True))
    window.toolbar.omnibox.field.setText(text)
    ask = window.toolbar.omnibox.ask_now
    return painted(window.results, ask, lambda: bool(answered))


def turns(window: MainWindow) -> Iterator[Callable[[], object]]:
    """What a reader does while the heart is listened to."""
    field, bar = window.toolbar.omnibox.field, window.reader.page.verticalScrollBar()
    for key in KEYS:
        yield partial(QTest.keyClick, field, key)
    yield partial(QTest.keyClick, field, Qt.Key.Key_Escape)
    for _ in range(SCROLLS):
        yield lambda: bar.setValue(bar.value() + 120)
    for width in WIDTHS:
        yield partial(window.resize, width, 768)


def beats(window: MainWindow) -> list[float]:
    heart = Beats()
    window.toolbar.omnibox.field.clear()
    window.toolbar.omnibox.field.setFocus()
    heart.start()
    for turn in turns(window):
        turn()
        QTest.qWait(KEY_MS)
    heart.stop()
    return heart.held
