"""A quiet bar at the top of the window: one thing that may be done now, or put off."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

translate = QCoreApplication.translate


class Reminder(QFrame):
    """Hidden until told something; stays until one of its two buttons is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reminder")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._do: Callable[[], object] | None = None
        self._put_off: Callable[[], object] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.act = QPushButton()
        self.later = QPushButton(translate("Backup", "Later"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self._text, 1)
        for button, press in ((self.act, self._acted), (self.later, self._dismissed)):
            button.setProperty("kind", "link")
            button.clicked.connect(press)
            row.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def tell(
        self, text: str, act: str, do: Callable[[], object], put_off: Callable[[], object]
    ) -> None:
        """Shows `text`; `act` is the word on the button that does `do`."""
        self._do, self._put_off = do, put_off
        self._text.setText(text)
        self.act.setText(act)
        self.setAccessibleName(text)
        self.show()

    def _acted(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()

    def _dismissed(self) -> None:
        self.hide()
        if self._put_off is not None:
            self._put_off()
