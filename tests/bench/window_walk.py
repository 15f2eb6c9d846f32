"""Run as a program: the window on a library, led through a script; prints figures as JSON.

usage: window_walk.py LIBRARY STATE DOCUMENT [QUERY …]

Without queries it only starts. A heartbeat is the processor's time of the window's thread between
two turns of the event loop that a timer of one millisecond asks for.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from harness import MB, memory
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

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


def wait(done: Callable[[], bool]) -> None:
    """Lets the event loop turn until something is done; it sleeps between two turns."""
    awake, loop = QTimer(interval=2), QEventLoop()
    awake.timeout.connect(lambda: loop.quit() if done() else None)
    if not done():
        awake.start()
        loop.exec()


def own() -> int:
    """RssAnon of this process in bytes."""
    return next(anonymous for _, anonymous in memory(os.getpid()))


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


def main(library: Path, state: Path, document: str, asked: list[str]) -> None:
    application.create("vi")
    appearance = Appearance("light")
    appearance.start()
    session = Session(library, state)
    session.open_library()
    window = MainWindow(session, appearance, Preferences(state), "vi")
    session.library_opened.connect(application.spare_collector)
    window.resize(1366, 768)
    window.show()
    window.start()
    wait(lambda: window.listed)
    window.repaint()
    told: dict[str, object] = {"painted": time.time(), "worked": time.process_time()}
    wait(lambda: window.settled)
    told |= {"ready": time.time(), "anonymous": own() / MB}
    if asked:
        told["opened"] = painted(
            window.reader,
            lambda: session.open_document(document),
            lambda: session.reading is not None and session.reading.id == document,
        )
        wait(lambda: window.settled)
        told["queries"] = [query(window, text) for text in asked]
        window.finding.step_back()
        wait(lambda: window.settled)
        dark = window.deeds["theme_dark"]
        told["theme"] = painted(window, dark.trigger, lambda: not window.reader.page.covered)
        wait(lambda: window.settled)
        told["beats"] = beats(window)
    window.close()
    print(json.dumps(told))  # noqa: T201  its output


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
