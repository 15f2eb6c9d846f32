"""Long work docked at the foot of the window: what it is at, how far, and what stops it."""

import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.window.theme import scaled, ui_font
from desktop.window.wordlist import percent

translate = QCoreApplication.translate
_UNTOLD_MS = 300
_FORESEEN_AFTER = 3.0
"""Seconds of work after which the time left may be told."""
_STEPS = 200
"""How often a bar moves on its way."""
_SPOKEN_STEP = 10
"""Per cent between two announcements."""


class WorkStrip(QFrame):
    """Hidden until work has taken 300 ms; reading goes on above it.

    Signals: `stop_requested()`.
    """

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._began = 0.0
        self._spoken = 0
        self._text, self._left = QLabel(), QLabel()
        self._text.setWordWrap(True)
        for label in (self._text, self._left):
            label.setFont(ui_font(-0.5))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(180))
        self.stop = QPushButton()
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(14)
        row.addWidget(self._text, 1)
        row.addWidget(self._left)
        row.addWidget(self._bar)
        row.addWidget(self.stop)
        self._soon = QTimer(self, interval=_UNTOLD_MS, singleShot=True)
        self._soon.timeout.connect(self.show)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def share(self) -> float:
        """How much is done, 0-1."""
        return self._bar.value() / 1000

    def begin(self, text: str, stop: str) -> None:
        """Work has begun; `stop` is the word on the button that ends it."""
        self._began, self._spoken = time.monotonic(), 0
        self.stop.setText(stop)
        self.stop.setEnabled(True)
        self._bar.setRange(0, 0)
        self._left.setText("")
        self._tell(text)
        self._soon.start()

    def tell(self, text: str, done: int, total: int) -> None:
        """How far the work is; `total` 0 while unknown."""
        self._tell(text)
        self._bar.setRange(0, 1000 if total else 0)
        if not total:
            self._left.setText("")
            return
        share = done / total
        self._bar.setValue(round(share * 1000))
        self._left.setText(self._foreseen(share))
        if percent_of(share) >= self._spoken + _SPOKEN_STEP:
            self._spoken = percent_of(share)
            self._bar.setAccessibleName(f"{text} {percent(share * 100)}")

    def _foreseen(self, share: float) -> str:
        taken = time.monotonic() - self._began
        told = percent(share * 100)
        if taken < _FORESEEN_AFTER or not 0 < share < 1:
            return told
        seconds = round(taken * (1 - share) / share)
        left = self.tr("about %n second(s) left", "", max(seconds, 1))
        return f"{told} · {left}"

    def _tell(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self._bar.setAccessibleName(text)

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self._text.setText(translate("WorkStrip", "Stopping…"))
        self.stop_requested.emit()

    def end(self) -> None:
        """The work is through, one way or another."""
        self._soon.stop()
        self.hide()


def percent_of(share: float) -> int:
    """A share (0-1) in whole per cent."""
    return int(share * 100)


class Reporter(QObject):
    """Takes a worker's progress on any thread, and passes on what changes a bar.

    Signals: `progressed(str, int, int)` stage, done, total; to be connected by a queue.
    """

    progressed = Signal(str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told = ("", -1)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Is a `Progress`."""
        now = (stage, done * _STEPS // total if total else -1)
        if now != self._told:
            self._told = now
            self.progressed.emit(stage, done, total)
