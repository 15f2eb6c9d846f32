"""The walk of `bench_originals`: by the keyboard through an attached PDF, in a window."""

import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from harness import MB
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from search_measure import anonymous

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

TURNS, BEAT_MS = 100, 2


def walk(library: Path) -> dict[str, object]:
    """Milliseconds of every step of the walk, and what it adds to RssAnon in MB."""
    app = application.create("vi")
    appearance = Appearance("light")
    appearance.start()
    state = Path(tempfile.mkdtemp(prefix="bench-state-"))
    window = MainWindow(Session(library, state), appearance, Preferences(state), "vi")
    window.resize(1366, 768)
    window.show()
    beats: list[float] = []
    heart = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()

    def took(do: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
        started = time.perf_counter()
        do()
        while not (window.settled and done()):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        app.processEvents()
        return (time.perf_counter() - started) * 1000

    took(lambda: window.start("to"))
    idle = anonymous()
    beats.clear()
    opened = took(window.deeds["original"].trigger)
    pane = window.originals.pane
    turned = [took(lambda: QTest.keyClick(pane.canvas, Qt.Key.Key_PageDown)) for _ in range(TURNS)]
    zoomed = [took(partial(pane.step_zoom, by)) for by in (1, 1, 1, -1, -1, -1)]
    pane.begin_finding()
    searched = took(
        lambda: QTest.keyClicks(pane.find_bar.field, "xylophon"),
        lambda: not pane.find_bar.waiting and bool(pane.seeking.hits),
    )
    heart.stop()
    held = max(after - before for before, after in itertools.pairwise(beats)) * 1000 - BEAT_MS
    used = (anonymous() - idle) / MB
    window.close()
    return {
        "opened": opened, "turned": turned, "zoomed": zoomed, "searched": searched,
        "held": held, "used": used,
    }  # fmt: skip


if __name__ == "__main__":
    json.dump(walk(Path(sys.argv[1])), sys.stdout)
