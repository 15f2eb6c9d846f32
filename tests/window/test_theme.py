"""Both themes know every role, and their inks can be read on their grounds."""

import pytest
from PySide6.QtGui import QColor

from desktop.resources import RESOURCES
from desktop.window.theme import load, style_sheet

PAIRS = [
    ("text", "paper"), ("text", "sel"), ("text", "idea"), ("text", "figure"), ("text", "question"),
    ("text", "excerpt"), ("text", "hit"), ("text2", "list"), ("text2", "sel"), ("text2", "track"),
    ("text3", "sidebar"), ("text3", "raised"), ("accent", "paper"), ("accent", "accent_soft"),
    ("accent_on", "accent"), ("warn", "warn_soft"), ("danger", "danger_soft"), ("ok", "ok_soft"),
    ("info", "info_soft"),
]  # fmt: skip
LINES = ["linestrong", "handle", "idea_line", "figure_line", "question_line", "excerpt_line",
         "hit_line"]  # fmt: skip


def luminance(colour: QColor) -> float:
    def linear(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(scheme, ink, ground):
    theme = load(scheme)
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("line", LINES)
def test_lines_that_mean_something_can_be_seen(scheme, line):
    theme = load(scheme)
    assert contrast(theme.colour(line), theme.colour("paper")) >= 3


def test_the_themes_have_the_same_roles():
    assert load("light").colours.keys() == load("dark").colours.keys()
    assert all(QColor(value).isValid() for value in load("dark").colours.values())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_has_every_colour_filled_in(scheme):
    assert "$" not in style_sheet(load(scheme))


def test_icons_are_ours_and_tinted_by_one_colour():
    for path in (RESOURCES / "icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in text
        assert 'stroke="#000"' in text
        assert text.count("#") == 1
