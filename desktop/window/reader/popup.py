"""What may be done with a selection: a small card below it, or above where there is no room."""

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.reader.decorations import PATTERNS
from desktop.window.theme import Theme
from desktop.window.wordlist import colour_name

translate = QCoreApplication.translate
_GAP = 8


def swatch(theme: Theme, colour: str, width: int = 22) -> QIcon:
    """A highlight colour as it looks on the page: its fill over its own line pattern."""
    ratio = 2
    pixmap = QPixmap(width * ratio, 18 * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(colour))
    painter.drawRoundedRect(0, 1, width, 14, 3, 3)
    painter.setPen(QPen(theme.colour(f"{colour}_line"), 2, PATTERNS[colour]))
    painter.drawLine(1, 15, width - 1, 15)
    painter.end()
    return QIcon(pixmap)


def shadow(card: QWidget) -> QGraphicsDropShadowEffect:
    """What lifts a small card off the page (DESIGN.md section 4)."""
    made = QGraphicsDropShadowEffect(card)
    made.setBlurRadius(20)
    made.setOffset(0, 4)
    made.setColor(QColor(0, 0, 0, 61))
    return made


def _room(parent: QWidget) -> QRect:
    """Where a card may stand (parent pixels): beside a scroll bar, which would cut it off."""
    page = parent.viewport().geometry() if isinstance(parent, QAbstractScrollArea) else None
    return (page or parent.rect()).adjusted(_GAP, _GAP, -_GAP, -_GAP)


def stand_beside(card: QWidget, parent: QWidget, area: QRect) -> None:
    """Shows a card below `area` (parent pixels), else above it, else at the foot."""
    room = _room(parent)
    left = min(max(area.left(), room.left()), max(room.right() - card.width(), 0))
    below, above = area.bottom() + _GAP, area.top() - _GAP - card.height()
    if below + card.height() <= room.bottom():
        top = below
    elif above >= room.top():
        top = above
    else:
        top = room.bottom() - card.height()
    card.move(left, top)
    card.show()
    card.raise_()


class SelectionPopup(QFrame):
    """Offers what may be done with a selection.

    Signals: `command_requested(str)` with a colour, `underline`, `note`, `copy`, `cite` or
    `compose`.
    """

    command_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("popup")
        self.setAccessibleName(translate("Popup", "Selection"))
        self._colours: dict[str, QPushButton] = {}
        self._commands: dict[str, tuple[QPushButton, str]] = {}
        self._words: dict[QPushButton, str] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 8, 8, 8)
        rows.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(2)
            rows.addLayout(row)
        for key, colour in enumerate(PATTERNS, start=1):
            button = self._button(colour, colour_name(colour), str(key))
            self._colours[colour] = button
            first.addWidget(button)
        first.addStretch()
        for command, text, icon, keys in (
            ("underline", translate("Popup", "Underline"), "underline", "U"),
            ("note", translate("Popup", "Note"), "note", "N"),
            ("copy", translate("Popup", "Copy"), "copy", "Ctrl+C"),
            ("cite", translate("Popup", "Copy with source"), "quote", "C"),
            ("compose", translate("Popup", "Add to handout"), "tray", "T"),
        ):
            button = self._button(command, text, keys)
            self._commands[command] = (button, icon)
            self._words[button] = text
            second.addWidget(button)
        self.setGraphicsEffect(shadow(self))
        self.hide()

    def _button(self, command: str, text: str, keys: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "quiet")
        button.setToolTip(f"{text} ({keys})")
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.command_requested.emit(command))
        return button

    def set_theme(self, theme: Theme) -> None:
        for colour, button in self._colours.items():
            button.setIcon(swatch(theme, colour))
        for button, name in self._commands.values():
            button.setIcon(icons.icon(name, theme.colour("text2")))

    def lacks_below(self, selection: QRect) -> int:
        """How many pixels are missing below `selection` (parent pixels), 0 for none."""
        self._fit()
        room = self._parent.rect().bottom() - _GAP
        return max(selection.bottom() + _GAP + self.height() - room, 0)

    def _fit(self) -> None:
        """As large as it needs to be; where its words have no room, their icons stand alone."""
        for button, text in self._words.items():
            button.setText(text)
        self.adjustSize()
        if self.width() > _room(self._parent).width():
            for button in self._words:
                button.setText("")
            self.adjustSize()

    def show_beside(self, selection: QRect) -> None:
        """Stands below `selection` (parent pixels), else above it, else at the foot."""
        self._fit()
        stand_beside(self, self._parent, selection)

    def focus_first(self) -> None:
        self._colours["idea"].setFocus(Qt.FocusReason.ShortcutFocusReason)
