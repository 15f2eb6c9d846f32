"""Sets the rest of a long document in slices, so that keys and clicks never wait for it."""

import time

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal

from desktop.window.reader.typeset import Typeset

FIRST, LEAST, MOST = 9_000, 500, 60_000
"""Characters set before a document is shown, and the bounds of a slice of the rest."""
SLICE_MS = 6.0
"""What a slice should take; one may take half as much again, since texts are not even."""


class Filling(QObject):
    """Works on one document at a time.

    Signals: `grown()` after every slice; the last is through when the typeset is `whole`.
    """

    grown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typeset: Typeset | None = None
        self._slice = float(LEAST)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def begin(self, typeset: Typeset) -> None:
        """Goes on with `typeset`, whose head is set, in place of what was under way."""
        self._typeset = typeset
        if typeset.whole:
            self._timer.stop()
        else:
            self._timer.start()

    def _step(self) -> None:
        typeset = self._typeset
        if typeset is None:
            return
        began = time.perf_counter()
        layout = typeset.document.documentLayout()
        with QSignalBlocker(layout):  # or all that is in view would be painted after each slice
            typeset.set_more(self._slice)
            typeset.lay_out()
        layout.documentSizeChanged.emit(layout.documentSize())
        took = (time.perf_counter() - began) * 1000
        self._slice = min(max(self._slice * min(SLICE_MS / took, 1.5), LEAST), MOST)
        if typeset.whole:
            self._timer.stop()
        self.grown.emit()
