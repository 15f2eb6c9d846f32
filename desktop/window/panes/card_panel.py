"""A few words in a card and what may be done about them: another version, an old passage."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window.theme import ui_font
from desktop.window.widgets.flow import FlowRow

Offer = tuple[str, Callable[[], object]]
"""The word on a button and what it does."""


class CardPanel(QFrame):
    """Stands in a card until one of its buttons is pressed.

    Signals: `left()` on Esc and after any button; `reached(QWidget)` the button that the keyboard
    has come to.
    """

    left = Signal()
    reached = Signal(object)

    def __init__(self, head: str, text: str, offers: Sequence[Offer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card_panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        for words, bold in ((head, True), (text, False)):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(ui_font(-0.5 if bold else 0, bold=bold))
            column.addWidget(label)
        row = FlowRow(6)
        self.buttons = []
        for words, do in offers:
            button = QPushButton(words)
            button.setAccessibleDescription(f"{head}: {text}")
            button.clicked.connect(lambda _=False, do=do: self._chosen(do))
            button.installEventFilter(self)
            row.add(button)
            self.buttons.append(button)
        column.addWidget(row)
        self.setFocusProxy(self.buttons[0])

    def _chosen(self, do: Callable[[], object]) -> None:
        self.left.emit()
        do()

    def wanted_height(self, width: int) -> int:
        """The height of its words and buttons in `width` pixels."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and Del are no keys of the card here."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Delete or event.text().strip():
                return True
        return super().eventFilter(watched, event)
