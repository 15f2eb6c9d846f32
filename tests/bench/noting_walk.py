"""Run as a program: opens a document of a library again and again; prints figures as JSON.

usage: noting_walk.py LIBRARY STATE

Milliseconds of processor time of all its threads, and of the clock.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from window_walk import wait

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.side import NOTES
from desktop.window.theme import Appearance

ROUNDS = 15
DOCUMENT = "bai-0"


def opened(window: MainWindow, document: str) -> tuple[float, float, float]:
    """Until a document is painted, and until nothing changes the picture any more: also elapsed."""
    session = window.session
    began, clock = time.process_time(), time.perf_counter()
    session.open_document(document)
    wait(lambda: session.reading is not None and session.reading.id == document)
    window.reader.repaint()
    painted = time.process_time()
    wait(lambda: window.settled)
    window.repaint()
    ended, elapsed = time.process_time(), time.perf_counter() - clock
    return (painted - began) * 1000, (ended - began) * 1000, elapsed * 1000


def rounds(window: MainWindow) -> tuple[float, ...]:
    """The medians of opening the document after another one."""
    found = []
    for _ in range(ROUNDS):
        window.session.show_nothing()
        wait(lambda: window.settled)
        found.append(opened(window, DOCUMENT))
    return tuple(map(statistics.median, zip(*found, strict=True)))


def main(library: Path, state: Path) -> None:
    application.create("vi")
    appearance = Appearance("light")
    appearance.start()
    session = Session(library, state)
    window = MainWindow(session, appearance, Preferences(state), "vi")
    session.library_opened.connect(application.spare_collector)
    window.resize(1366, 768)
    window.show()
    window.start()
    wait(lambda: window.settled and session.edition is not None)
    window.repaint()
    told = {"start": time.process_time() * 1000}
    opened(window, DOCUMENT)
    told["painted"], told["settled"], told["elapsed"] = rounds(window)
    window.room.show_side(NOTES)
    wait(lambda: window.settled)
    _, told["pane"], told["pane elapsed"] = rounds(window)
    window.close()
    print(json.dumps(told))  # noqa: T201  its output


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
