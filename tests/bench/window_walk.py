"""Run as a program: the window on a library, led through a script; prints figures as JSON.

usage: window_walk.py LIBRARY STATE DOCUMENT [QUERY …]

Without queries it only starts. As in the program itself, `desktop.window` is imported before Qt;
what the script alone needs is loaded once the list is painted.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance


def wait(done: Callable[[], bool]) -> None:
    """Lets the event loop turn until something is done; it sleeps between two turns."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - after `desktop.window`

    awake, loop = QTimer(interval=2), QEventLoop()
    awake.timeout.connect(lambda: loop.quit() if done() else None)
    if not done():
        awake.start()
        loop.exec()


def main(library: Path, state: Path, document: str, asked: list[str]) -> None:
    application.create("vi")
    application.hold_collector()
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
    told: dict[str, object] = {"painted": time.time(), "worked": time.process_time()}
    wait(lambda: window.settled)
    told["ready"] = time.time()
    import window_turns as turns  # noqa: PLC0415 - no part of starting

    told["anonymous"] = turns.own()
    if asked:
        told["slices"] = turns.slices()
        told["opened"] = turns.painted(
            window.reader,
            lambda: session.open_document(document),
            lambda: session.reading is not None and session.reading.id == document,
        )
        wait(lambda: window.settled)
        told["queries"] = [turns.query(window, text) for text in asked]
        window.finding.step_back()
        wait(lambda: window.settled)
        dark = window.deeds["theme_dark"]
        told["theme"] = turns.painted(window, dark.trigger, lambda: not window.reader.page.covered)
        wait(lambda: window.settled)
        told["beats"] = turns.beats(window)
    window.close()
    print(json.dumps(told))  # noqa: T201  its output


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
