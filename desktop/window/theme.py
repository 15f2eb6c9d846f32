"""The look: colour roles from `resources/themes/`, made into a style sheet and a palette.

Source of roles and hex: DESIGN.md sections 2 and 11.12.
"""

import string
import tomllib
from functools import cache
from typing import Literal, get_args

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.resources import RESOURCES

Scheme = Literal["light", "dark"]
Name = Literal["light", "paper", "dark", "contrast-light", "contrast-dark"]
Choice = Literal["system", "light", "paper", "dark", "contrast-light", "contrast-dark"]
NAMES: tuple[Name, ...] = get_args(Name)
UI_FAMILY = "Noto Sans"
READING_FAMILY = "Tinos"
DRAWN_AT = 10.0
"""Points of the interface face for which DESIGN.md gives its pixels."""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme: its scheme, and `#rrggbb` by role.

    `base` names the theme whose roles it takes where it has none of its own. In one of high
    `contrast` colour tells nothing: weight, underline, border and pattern do.
    """

    scheme: Scheme
    colours: dict[str, str]
    base: Name | None = None
    contrast: bool = False

    def colour(self, role: str) -> QColor:
        return QColor(self.colours[role])


@cache
def load(name: Name) -> Theme:
    """Reads one theme file."""
    path = RESOURCES / "themes" / f"{name}.toml"
    theme = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Theme)
    if theme.base is None:
        return theme
    return msgspec.structs.replace(theme, colours=load(theme.base).colours | theme.colours)


def style_sheet(theme: Theme) -> str:
    """The style sheet with this theme's colours filled in."""
    sheets = ("window.qss", "contrast.qss") if theme.contrast else ("window.qss",)
    folder = RESOURCES / "themes"
    source = "\n".join((folder / name).read_text(encoding="utf-8") for name in sheets)
    drawn = {"icon": 16, "toolbar_icon": 20, "target": 20, "radio": 8, "arrow": 24}
    lengths = {name: f"{scaled(pixels)}px" for name, pixels in drawn.items()}
    # A style sheet tints no picture, so there is one of each for either scheme. The tick stands on
    # the accent, dark on a bright one; the arrows on the field's ground.
    pictures = {
        name: f"{(folder / name).as_posix()}-{theme.scheme}.svg" for name in ("tick", "down", "up")
    }
    return string.Template(source).substitute(theme.colours, **pictures, **lengths)


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
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return made


def ui_font(delta: float = 0, *, bold: bool = False) -> QFont:
    """The interface face at base size plus `delta` points (DESIGN.md section 3).

    Copies of one font for each kind: of a new one Qt would have to find the letters first.
    """
    return QFont(_of_face(QApplication.font(), delta, bold=bold))


@cache
def _of_face(face: QFont, delta: float, *, bold: bool) -> QFont:
    font = QFont(face)
    font.setPointSizeF(font.pointSizeF() + delta)
    font.setBold(bold)
    return font


def scaled(pixels: float) -> int:
    """A length drawn for letters of `DRAWN_AT` points, in proportion to the interface's own."""
    return round(pixels * QApplication.font().pointSizeF() / DRAWN_AT)


class Appearance(QObject):
    """Which theme is on: the person's choice, or the system's.

    Each window is dressed by itself. Under a style sheet of the application every change would
    reach each widget once for each widget that it lies in: nine times on the average.

    Signals: `theme_changed(Theme)` after palette and style sheets have been replaced.
    """

    theme_changed = Signal(object)

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self.theme = load(self._name())
        self._dressed: list[QWidget] = []
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        self._choice = choice
        self._apply()

    def start(self) -> None:
        """Gives the application its colours for the first time."""
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Gives a window without a parent the style sheet, now and with every theme to come."""
        window.setStyleSheet(style_sheet(self.theme))
        self._dressed.append(window)

        def forget() -> None:
            self._dressed = [one for one in self._dressed if one is not window]

        window.destroyed.connect(forget)

    def _name(self) -> Name:
        if self._choice != "system":
            return self._choice
        hints = QApplication.styleHints()
        return of_system(hints.colorScheme(), hints.accessibility().contrastPreference())

    def _follow(self) -> None:
        if self._choice == "system" and load(self._name()) != self.theme:
            self._apply()

    def _apply(self) -> None:
        self.theme = load(self._name())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.theme))
        sheet = style_sheet(self.theme)
        for window in self._dressed:
            window.setStyleSheet(sheet)
        self.theme_changed.emit(self.theme)


def of_system(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Name:
    """The theme that the system's own settings ask for."""
    dark = scheme == Qt.ColorScheme.Dark
    if contrast == Qt.ContrastPreference.HighContrast:
        return "contrast-dark" if dark else "contrast-light"
    return "dark" if dark else "light"
