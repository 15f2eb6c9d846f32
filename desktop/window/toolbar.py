"""The bar at the top: panes and history | search box | what is done with a document."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.window.deeds import Actions
from desktop.window.theme import Theme, scaled
from desktop.window.widgets.omnibox import Omnibox
from desktop.window.wordlist import number

translate = QCoreApplication.translate
_LEFT = ("library", "back", "forward")
_WORDS = ("print", "highlight", "note", "compose")
_RIGHT = ("reading_options", "alone", "theme", "side", "menu")
HEIGHT = 53
_MARGINS = 30
_BOX = 250
"""What the search box has at least before the words beside it go."""


class Toolbar(QWidget):
    """Buttons of the action table around the search box."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(scaled(HEIGHT))
        self.omnibox = Omnibox(theme, self)
        self.omnibox.setMaximumWidth(scaled(480))
        self.omnibox.setMinimumWidth(max(260, scaled(160)))
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        for identifier in _LEFT:
            row.addWidget(self._button(actions, identifier))
        row.addStretch(1)
        row.addWidget(self.omnibox, 50)
        row.addStretch(1)
        for identifier in _WORDS:
            row.addWidget(self._button(actions, identifier, worded=True))
        row.addSpacing(6)
        for identifier in _RIGHT:
            row.addWidget(self._button(actions, identifier))
        self._worded = 0
        actions.set_theme(theme, self._buttons)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the icons alone: the words go where they have no room."""
        icon = self._buttons["menu"].sizeHint().width() + 2
        many = len(self._buttons)
        return QSize(self.omnibox.minimumWidth() + many * icon + _MARGINS, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worded = [self._buttons[name] for name in _WORDS]
        if worded[0].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            for button in worded:
                button.ensurePolished()  # Before that it is as wide as the plain face needs.
            beside = sum(button.sizeHint().width() + 2 for button in self._buttons.values())
            self._worded = scaled(_BOX) + beside + _MARGINS
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if self.width() >= self._worded
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in worded:
            button.setToolButtonStyle(style)

    def _button(self, actions: Actions, identifier: str, *, worded: bool = False) -> QToolButton:
        action = actions[identifier]
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if worded
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        button.setToolButtonStyle(style)
        button.setAccessibleName(action.text())
        self._buttons[identifier] = button
        return button

    def button(self, identifier: str) -> QToolButton:
        return self._buttons[identifier]

    def set_theme(self, theme: Theme) -> None:
        self._actions.set_theme(theme, self._buttons)
        self.omnibox.set_theme(theme)

    def count_passages(self, many: int) -> None:
        """The handout's count stands inside its button's word."""
        action = self._buttons["compose"].defaultAction()
        word = translate("Actions", "Compose")
        action.setIconText(f"{word} {number(many)}" if many else word)
