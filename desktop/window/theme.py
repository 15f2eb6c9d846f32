"""The look: colour roles from `resources/themes/`, made into a style sheet and a palette.

Source of roles and hex: DESIGN.md section 2.
"""

import string
import tomllib
from functools import cache
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import RESOURCES

Scheme = Literal["light", "dark"]
Choice = Literal["system", "light", "dark"]
UI_FAMILY = "Noto Sans"
READING_FAMILY = "Tinos"


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme: its scheme, and `#rrggbb` by role."""

    scheme: Scheme
    colours: dict[str, str]

    def colour(self, role: str) -> QColor:
        return QColor(self.colours[role])


@cache
def load(scheme: Scheme) -> Theme:
    """Reads one theme file."""
    path = RESOURCES / "themes" / f"{scheme}.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Theme)


def style_sheet(theme: Theme) -> str:
    """The style sheet with this theme's colours filled in."""
    source = (RESOURCES / "themes" / "window.qss").read_text(encoding="utf-8")
    icons = (RESOURCES / "icons").as_posix()
    return string.Template(source).substitute(theme.colours, icons=icons)


def palette(theme: Theme) -> QPalette:
    """The palette for what a style sheet does not reach: text selections, links, native parts."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "paper",
        QPalette.ColorRole.AlternateBase: "list",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_on",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        made.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text3"))
    return made


def ui_font(delta: float = 0, *, bold: bool = False) -> QFont:
    """The interface face at base size plus `delta` points (DESIGN.md section 3)."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() + delta)
    font.setBold(bold)
    return font


class Appearance(QObject):
    """Which theme is on: the person's choice, or the system's.

    Signals: `theme_changed(Theme)` after palette and style sheet have been replaced.
    """

    theme_changed = Signal(object)

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self.theme = load(self._scheme())
        QApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        self._choice = choice
        self._apply()

    def toggle(self) -> None:
        self.choose("light" if self.theme.scheme == "dark" else "dark")

    def start(self) -> None:
        """Dresses the application for the first time."""
        self._apply()

    def _scheme(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _follow(self) -> None:
        if self._choice == "system" and self._scheme() != self.theme.scheme:
            self._apply()

    def _apply(self) -> None:
        self.theme = load(self._scheme())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
            application.setStyleSheet(style_sheet(self.theme))
        self.theme_changed.emit(self.theme)
