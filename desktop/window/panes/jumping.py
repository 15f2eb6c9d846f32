"""Letters typed on a list, one soon after the other: they lead to a row that begins so."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class Jumping:
    """Gathers the letters typed on a view and asks for the row that they lead to.

    A pause begins anew, and so does every other key. Backspace takes a letter back, since input
    tools send it to give a letter its mark.
    """

    def __init__(self, row: Callable[[], int], jump: Callable[[str, int], object]) -> None:
        """`row`: the current one, -1 if there is none; `jump`: the letters, and after which row."""
        self._row = row
        self._jump = jump
        self._letters, self._last, self._after = "", float("-inf"), -1

    @property
    def _goes_on(self) -> bool:
        return time.monotonic() - self._last < QApplication.keyboardInputInterval() / 1000

    def type(self, letters: str) -> None:
        """More letters."""
        if not self._goes_on:
            self._letters, self._after = "", self._row()
        self._letters += letters
        self._last = time.monotonic()
        self._jump(self._letters, self._after)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the letters before it: a space between words, or Backspace."""
        key = event.key()
        if key == Qt.Key.Key_Backspace and self._goes_on and self._letters:
            self._letters = self._letters[:-1]
            self._last = time.monotonic()
            if self._letters:
                self._jump(self._letters, self._after)
            return True
        if key == Qt.Key.Key_Space and self._goes_on and self._letters:
            self.type(" ")
            return True
        if not event.text().strip() and key not in _HELD:
            self._last = float("-inf")
        return False


_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)
"""Keys pressed for the sake of a letter."""
