"""How the reader wants the text set: face, line spacing, width of the column."""

from functools import cache
from typing import Literal

import msgspec
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.window.theme import READING_FAMILY, UI_FAMILY

Face = Literal["times", "serif", "sans"]
Spacing = Literal["medium", "loose", "looser"]
Column = Literal["narrow", "medium", "wide"]
FAMILIES: dict[Face, str] = {"times": READING_FAMILY, "serif": "Noto Serif", "sans": UI_FAMILY}
LEADING: dict[Spacing, float] = {"medium": 136.0, "loose": 150.0, "looser": 165.0}
"""Per cent of the administrative face's own line (DESIGN.md section 3)."""
CHARACTERS: dict[Column, int] = {"narrow": 55, "medium": 70, "wide": 90}
"""Letters of Vietnamese prose in a line."""
SMALLEST, LARGEST, STEP = 80, 200, 10
"""The reading size, per cent."""


BODY = 14.0
"""Points of the text at 100 % (DESIGN.md section 3)."""
SAMPLE = (
    "Ba ngày trước khi bão đổ bộ là khoảng thời gian quý nhất, mỗi thôn cần rà soát danh sách. "
)
"""A line of prose."""


class Look(msgspec.Struct, frozen=True):
    """The choices that stay when the size changes."""

    face: Face = "times"
    spacing: Spacing = "medium"
    column: Column = "medium"

    @property
    def family(self) -> str:
        return FAMILIES[self.face]

    @property
    def line(self) -> float:
        """Line height for body text, per cent of the administrative face's own."""
        return LEADING[self.spacing]

    @property
    def letters(self) -> int:
        return CHARACTERS[self.column]


USUAL = Look()


def reading_font(points: float, *, bold: bool = False, family: str = READING_FAMILY) -> QFont:
    """The document face at `points`."""
    font = QFont(family)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def column_width(zoom: int, characters: int = 0, look: Look = USUAL) -> float:
    """Pixels that so many letters (0: those of the look) of Vietnamese prose take at `zoom` %."""
    metrics = QFontMetricsF(reading_font(BODY * zoom / 100, family=look.family))
    return metrics.horizontalAdvance(SAMPLE) / len(SAMPLE) * (characters or look.letters)


@cache
def evened(family: str) -> float:
    """By what a line height is multiplied, so that every face stands equally wide apart."""

    def height(name: str) -> float:
        font = QFont(name)
        font.setPointSizeF(100)
        return QFontMetricsF(font).lineSpacing()

    return height(READING_FAMILY) / height(family)
