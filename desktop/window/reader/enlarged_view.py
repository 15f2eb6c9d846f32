"""A figure or a table over the whole window, with what sets its size."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.window import icons
from desktop.window.announcing import announce
from desktop.window.reader.enlarging import Enlarged
from desktop.window.reader.large_view import LEAST, LargeView
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.overlay import Overlay

translate = QCoreApplication.translate
_STEP = 25
_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class EnlargedView(Overlay):
    """Covers the window until Esc."""

    def __init__(self, window: QWidget, content: Enlarged, name: str, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("enlarged")
        self.setAccessibleName(name)
        self.theme = theme
        self.view = LargeView(content, theme)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(
            translate("Zoom", "Arrow keys move it, Ctrl + and Ctrl - change its size.")
        )
        self._percent = QLabel()
        self._percent.setFont(ui_font(0, bold=True))
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("400%") + 8)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(name))
        column.addWidget(self.view, 1)
        self.view.resized.connect(self._resized)

    def _head(self, name: str) -> QHBoxLayout:
        title = ElidedLabel()
        title.setText(name)
        title.setFont(ui_font(1, bold=True))
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(title, 1)
        self.fit = QPushButton(translate("Zoom", "Fit"))
        self.fit.setProperty("kind", "quiet")
        self.fit.setToolTip(translate("Zoom", "Fit the window (Ctrl+0)"))
        self.fit.clicked.connect(lambda: self.view.set_percent(LEAST))
        row.addWidget(self.fit)
        self.smaller = self._button("minus", translate("Zoom", "Smaller (Ctrl+-)"), -1)
        self.larger = self._button("plus", translate("Zoom", "Larger (Ctrl++)"), 1)
        for part in (self.smaller, self._percent, self.larger):
            row.addWidget(part)
        leave = self._button("x", translate("Zoom", "Close (Esc)"), 0)
        leave.clicked.disconnect()
        leave.clicked.connect(self.close_and_return)
        row.addSpacing(8)
        row.addWidget(leave)
        return row

    def _button(self, icon: str, text: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setIcon(icons.icon(icon, self.theme.colour("text2"), self.theme.colour("line")))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.step(step))
        return button

    def show_large(self) -> None:
        """Opens over the whole window."""
        self.setGeometry(self._window.rect())
        self.open(self.view)

    def step(self, step: int) -> None:
        """Larger (1), smaller (-1), or fitting again (0)."""
        self.view.set_percent(self.view.percent + _STEP * step if step else LEAST)

    def _resized(self, percent: int) -> None:
        self._percent.setText(f"{percent}%")
        self.smaller.setEnabled(percent > LEAST)
        announce(self.view, f"{percent}%")

    def event(self, event: QEvent) -> bool:
        """Its keys come before the window's, which set the size of the page's text."""
        if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = _KEYS.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self.step(step)
                return True
        return super().event(event)

    def _window_resized(self) -> None:
        self.setGeometry(self._window.rect())
