"""A quiet bar above the page: what happened, and at most one thing to do about it."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.window import icons
from desktop.window.theme import Theme, scaled

translate = QCoreApplication.translate
Tone = Literal["info", "warn", "danger"]
PASSING_MS, OFFERING_MS = 4000, 12_000
"""How long a mere message stays, and one that offers something to do."""
_ICONS = {"info": "info", "warn": "warn", "danger": "alert"}


class Notice(QFrame):
    """Hidden until told something; the newest text replaces the one before.

    What only informs goes by itself, though not from under the mouse or the keyboard. A warning or
    an error stays until it is closed, `settle()` says that its cause is gone, or it is replaced.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._tone: Tone = "info"
        self._about = ""
        self._held = False
        self._do: Callable[[], object] | None = None
        self._passing = QTimer(self, singleShot=True)
        self._passing.timeout.connect(self._pass)
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._act = QPushButton()
        self._act.setProperty("kind", "link")
        self._act.clicked.connect(self._acted)
        self._close = QToolButton()
        self._close.setProperty("kind", "quiet")
        self._close.setAccessibleName(translate("Notice", "Close this message"))
        self._close.setToolTip(translate("Notice", "Close this message"))
        self._close.clicked.connect(self.hide)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._text, 1)
        self._words.addWidget(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(self._words, 1)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def about(self) -> str:
        """What `settle()` waits for, "" for what anything may replace."""
        return "" if self.isHidden() else self._about

    @property
    def passing(self) -> bool:
        """Whether it will go by itself."""
        return self._passing.isActive()

    @property
    def warns(self) -> bool:
        """Whether a warning or an error is on screen."""
        return not self.isHidden() and self._tone != "info"

    def tell(
        self,
        text: str,
        tone: Tone = "info",
        act: str = "",
        do: Callable[[], object] | None = None,
        *,
        about: str = "",
        lasting: bool = False,
    ) -> None:
        """Shows `text`; `act` is the word on its button, `do` what it does.

        `about` names what `settle()` may find mended. What is `lasting` does not go by itself.
        """
        self._passing.stop()
        self._tone, self._do, self._about = tone, do, about
        if tone == "info" and not lasting:
            self._passing.start(OFFERING_MS if act else PASSING_MS)
        self._text.setText(text)
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self._turn()
        self.setProperty("tone", tone)
        for part in (self, self._text):
            part.style().unpolish(part)
            part.style().polish(part)
        self.set_theme(self._theme)
        self.setAccessibleName(text)
        self.show()

    def tell_of_work(self, text: str, stop: Callable[[], object] | None = None) -> None:
        """Shows what is under way, until its end is told; `stop` is what its button does."""
        self.tell(text, "info", translate("Notice", "Stop") if stop is not None else "", stop)
        self._passing.stop()

    def hold(self, *, held: bool) -> None:
        """While it is held nothing goes by itself: something stands before it."""
        self._held = held

    def settle(self, about: str) -> None:
        """The cause of what was told is gone."""
        if about == self._about:
            self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """The button stands beside the text, or below it where it would leave too little room."""
        below = self._act.sizeHint().width() > self.width() / 3
        directions = QBoxLayout.Direction
        self._words.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._passing.stop()
        super().hideEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        name, ink = _ICONS[self._tone], theme.colour(self._tone)
        self._icon.setPixmap(icons.pixmap(name, ink, scaled(20), 2.0))
        self._close.setIcon(icons.icon("x", theme.colour("text2")))

    def _pass(self) -> None:
        if self._held or self.underMouse() or self._act.hasFocus() or self._close.hasFocus():
            self._passing.start()
        else:
            self.hide()

    def _acted(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
