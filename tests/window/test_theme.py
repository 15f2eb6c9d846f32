"""Every theme knows every role, and its inks and lines can be read on their grounds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from desktop.resources import RESOURCES
from desktop.window.theme import NAMES, load, of_system, style_sheet

PAIRS = [
    ("text", "window"), ("text", "sidebar"), ("text", "list"), ("text", "paper"),
    ("text", "raised"), ("text", "sel"), ("text", "hover"), ("text", "idea"), ("text", "figure"),
    ("text", "question"), ("text", "excerpt"), ("text", "hit"), ("text2", "window"),
    ("text2", "sidebar"), ("text2", "list"), ("text2", "paper"), ("text2", "raised"),
    ("text2", "sel"), ("text2", "hover"), ("text2", "track"), ("text2", "hit"),
    ("text3", "window"), ("text3", "sidebar"), ("text3", "list"), ("text3", "raised"),
    ("accent", "paper"), ("accent", "list"), ("accent", "raised"), ("accent", "accent_soft"),
    ("accent_hover", "paper"), ("accent_on", "accent"), ("accent_on", "accent_hover"),
    ("warn", "warn_soft"), ("danger", "danger_soft"), ("danger", "window"), ("ok", "ok_soft"),
    ("info", "info_soft"), ("text", "info_soft"), ("text", "warn_soft"), ("accent", "info_soft"),
    ("accent", "warn_soft"), ("accent", "danger_soft"), ("disabled", "raised"),
]  # fmt: skip
"""Inks and the grounds they are drawn on: at least 4.5 (WCAG 2.1, AA)."""
LINES = [
    ("linestrong", "raised"), ("linestrong", "window"), ("linestrong", "paper"),
    ("handle", "paper"), ("handle", "list"), ("accent", "raised"), ("accent", "list"),
    ("accent", "sidebar"), ("accent", "window"), ("accent", "sel"),
    ("idea_line", "paper"), ("figure_line", "paper"), ("question_line", "paper"),
    ("excerpt_line", "paper"), ("hit_line", "paper"), ("idea_line", "raised"),
    ("figure_line", "raised"), ("question_line", "raised"), ("excerpt_line", "raised"),
]  # fmt: skip
"""Lines that mean something, focus rings among them, and what they stand on: at least 3."""


def luminance(colour: QColor) -> float:
    def linear(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(name, ink, ground):
    theme = load(name)
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_mean_something_can_be_seen(name, line, ground):
    theme = load(name)
    assert contrast(theme.colour(line), theme.colour(ground)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_themes_have_the_same_roles(name):
    theme = load(name)
    assert theme.colours.keys() == load("light").colours.keys()
    assert all(QColor(value).isValid() for value in theme.colours.values())


@pytest.mark.parametrize("name", ["contrast-light", "contrast-dark"])
def test_high_contrast_has_pure_inks_and_lines(name):
    theme = load(name)
    pure = {"#000000", "#FFFFFF"}
    grounds = ("_soft", "sel", "hover", "track", "hit", "disabled")
    impure = [
        role
        for role, value in theme.colours.items()
        if value not in pure and not role.endswith(grounds)
    ]
    assert impure == []
    assert contrast(theme.colour("text"), theme.colour("sel")) >= 7


@pytest.mark.parametrize(
    ("scheme", "preference", "name"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "contrast-light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "contrast-dark"),
    ],
)
def test_the_system_is_followed(scheme, preference, name):
    assert of_system(scheme, preference) == name


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_has_every_colour_filled_in(app, name):
    assert "$" not in style_sheet(load(name))


def test_icons_are_ours_and_tinted_by_one_colour():
    for path in (RESOURCES / "icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in text
        assert 'stroke="#000"' in text
        assert text.count("#") == 1


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("name", NAMES)
def test_the_arrow_of_a_choice_can_be_seen(app, qtbot, name):
    theme = load(name)
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItems(["Một", "Hai"])
    choice.setStyleSheet(style_sheet(theme))
    choice.show()  # what is not shown is not measured by its sheet
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    place = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, choice
    )
    inside = place.adjusted(2, 4, -4, -4)  # without the frame, which has an ink of its own
    drawn = choice.grab(inside).toImage()
    points = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    ground = theme.colour("raised")
    assert max(contrast(drawn.pixelColor(x, y), ground) for x, y in points) >= 4.5
