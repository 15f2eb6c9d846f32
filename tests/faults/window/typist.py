"""Run as a program: types notes into the window for ever; tells each time what is shown as saved.

usage: typist.py LIBRARY STATE DOCUMENT SEED

One JSON object a line: notes by their ids, the first of them as the window found them. Letters are
only ever added to a note, so that what was told must be how its text on disk begins.
"""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.window import application
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

WORDS = [
    "hoi",
    "lai",
    "so",
    "ho",
    "can",
    "ho",
    "tro",
    "o",
    "thon",
    "ba",
    "truoc",
    "ngay",
    "ra",
    "quan",
]
NEW_NOTE = 0.3
"""The share of turns that begin a note of their own."""


def wait(done: Callable[[], bool]) -> None:
    """Lets the event loop turn until something is done; it sleeps between two turns."""
    awake, loop = QTimer(interval=1), QEventLoop()
    awake.timeout.connect(lambda: loop.quit() if done() else None)
    if not done():
        awake.start()
        loop.exec()


class Typist:
    """Sits at one window, and follows what it shows as saved."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        self._window = window
        self._notes = window.session.notes
        self._dice = dice
        self._told = self._held()
        self._underway: list[dict[str, str]] = []
        self._notes.changed.connect(self._changed)
        self._notes.saved.connect(self._saved)
        self.tell(self._told)

    def _held(self) -> dict[str, str]:
        return {one.annotation.id: one.annotation.note for one in self._notes.all()}

    def _changed(self) -> None:
        """Writes are kept in order, so the first begun is the first that is saved."""
        held = self._held()
        if held != (self._underway[-1] if self._underway else self._told):
            self._underway.append(held)

    def _saved(self) -> None:
        if self._underway:
            self._told = self._underway.pop(0)
            self.tell(self._told)

    def tell(self, notes: dict[str, str]) -> None:
        sys.stdout.write(json.dumps(notes) + "\n")
        sys.stdout.flush()

    def turn(self) -> None:
        """Begins a note or goes on with one, letter by letter."""
        placed = self._notes.all()
        if not placed or self._dice.random() < NEW_NOTE:
            leaves = [
                leaf for leaf in self._window.reader.page.typeset.leaves if len(leaf.text) > 9
            ]
            leaf = self._dice.choice(leaves)
            start = self._dice.randrange(len(leaf.text) - 5)
            self._window.reader.page.select(leaf.block, start, start + 5)
            self._window.deeds["note"].trigger()
        else:
            one = self._dice.choice(placed)
            self._window.side.notes.reveal(one.annotation.id, edit=True)
        edit = self._edit()
        QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, " " + " ".join(self._dice.choices(WORDS, k=3)))
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: not self._underway)

    def _edit(self) -> QPlainTextEdit:
        edits: list[QPlainTextEdit] = []

        def there() -> bool:
            edits[:] = self._window.side.findChildren(QPlainTextEdit)
            return bool(edits)

        wait(there)
        return edits[-1]


def main(library: Path, state: Path, document: str, seed: int) -> None:
    application.create("vi")
    appearance = Appearance("light")
    appearance.start()
    session = Session(library, state)
    window = MainWindow(session, appearance, Preferences(state), "vi")
    window.resize(1366, 768)
    window.show()
    window.start(document)
    wait(lambda: window.settled and session.opened is not None)
    told = (window.attending.bar, window.reader.notice)
    if any(not bar.isHidden() for bar in told):
        sys.exit(" ".join(bar.text for bar in told))
    typist = Typist(window, random.Random(seed))
    while True:
        typist.turn()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
