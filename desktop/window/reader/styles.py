"""Character and block formats of the reading view: sizes in points, from DESIGN.md section 3."""

from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.library.document import Node, Run
from desktop.window.theme import READING_FAMILY, UI_FAMILY, Theme, ui_font

BODY, SECTION, SUBSECTION, TITLE, SMALL = 14.0, 17.0, 14.0, 23.0, 12.0
LINE, TITLE_LINE = 136.0, 118.0
COLUMN_CHARACTERS = 70
RULE = QTextFormat.Property.UserProperty.value + 1
QUOTE = QTextFormat.Property.UserProperty.value + 2
_SAMPLE = (
    "Ba ngày trước khi bão đổ bộ là khoảng thời gian quý nhất, mỗi thôn cần rà soát danh sách. "
)


def reading_font(points: float, *, bold: bool = False) -> QFont:
    """The document face at `points`."""
    font = QFont(READING_FAMILY)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def column_width(zoom: int, characters: int = COLUMN_CHARACTERS) -> float:
    """Pixels that `characters` of Vietnamese prose take at `zoom` per cent."""
    metrics = QFontMetricsF(reading_font(BODY * zoom / 100))
    return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters


class Styles:
    """Formats for one theme, zoom (per cent) and column width (pixels)."""

    def __init__(self, theme: Theme, zoom: int, width: float, ratio: float) -> None:
        self.theme = theme
        self.zoom = zoom / 100
        self.width = width
        self.ratio = ratio

    def title_points(self) -> float:
        """Stops growing at 140 %, yet keeps 1.2 x a section heading (section 11.6)."""
        return max(TITLE * min(self.zoom, 1.4), 1.2 * SECTION * self.zoom)

    def characters(self, role: str, points: float, *, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontFamilies([READING_FAMILY])
        made.setFontPointSize(points)
        made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        made.setForeground(self.theme.colour(role))
        return made

    def interface(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        made = self.characters(role, ui_font().pointSizeF(), bold=bold)
        made.setFontFamilies([UI_FAMILY])
        return made

    def leaf(self, node: Node, *, quoted: bool = False, small: bool = False) -> QTextCharFormat:
        """The format of a leaf's plain text."""
        if node.kind == "heading":
            points = SECTION if node.level <= 2 else SUBSECTION
            made = self.characters("text", points * self.zoom, bold=True)
            made.setFontItalic(node.level > 3)
            return made
        if node.kind == "caption":
            made = self.characters("text2", SMALL * self.zoom)
            made.setFontItalic(True)
            return made
        points = SMALL if small or node.kind in ("cell", "code") else BODY
        role = "text2" if quoted or small else "text"
        return self.characters(role, points * self.zoom, bold=node.kind == "term" or node.head)

    def run(self, base: QTextCharFormat, run: Run, target: str = "") -> QTextCharFormat:
        """`base` with a run's own style; `target` is the briefing that it names."""
        made = QTextCharFormat(base)
        if run.bold:
            made.setFontWeight(QFont.Weight.Bold)
        if run.italic:
            made.setFontItalic(True)
        if run.underline:
            made.setFontUnderline(True)
        if run.strike:
            made.setFontStrikeOut(True)
        if run.code:
            made.setBackground(QBrush(self.theme.colour("track")))
            made.setFontFamilies([UI_FAMILY])
            made.setFontPointSize(base.fontPointSize() * 0.88)
        if run.position:
            up = run.position == "sup"
            made.setVerticalAlignment(
                QTextCharFormat.VerticalAlignment.AlignSuperScript
                if up
                else QTextCharFormat.VerticalAlignment.AlignSubScript
            )
        href = f"briefing:{target}" if target else run.href
        return self.link(made, href) if href else made

    def link(self, base: QTextCharFormat, href: str) -> QTextCharFormat:
        made = QTextCharFormat(base)
        made.setAnchor(True)
        made.setAnchorHref(href)
        made.setForeground(self.theme.colour("accent"))
        return made

    def reference(self, base: QTextCharFormat, href: str) -> QTextCharFormat:
        """A raised mark that leads to a footnote."""
        made = self.link(base, href)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        made.setFontWeight(QFont.Weight.Normal)
        return made

    def block(
        self, above: float = 0, below: float = 10, line: float = LINE, *, indent: int = 0
    ) -> QTextBlockFormat:
        """Margins in pixels at 100 %, line height in per cent (0: the picture's own)."""
        made = QTextBlockFormat()
        made.setTopMargin(above * self.zoom)
        made.setBottomMargin(below * self.zoom)
        made.setIndent(indent)
        if line:
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            made.setLineHeight(line, kind)
        return made

    def leaf_block(self, node: Node, *, indent: int = 0, tight: bool = False) -> QTextBlockFormat:
        if node.kind == "heading":
            made = self.block(18 if node.level <= 2 else 10, 6, 120)
            made.setHeadingLevel(min(node.level, 6))
            return made
        if node.kind == "cell":
            return self.block(0, 0, 120)
        if node.kind == "code":
            made = self.block(4, 12, 120, indent=indent)
            made.setBackground(self.theme.colour("window"))
            return made
        if node.kind == "caption":
            return self.block(2, 16, 120)
        return self.block(0, 4 if tight or node.kind == "term" else 10, indent=indent)

    def table(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(1)
        made.setBorderBrush(self.theme.colour("linestrong"))
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderCollapse(True)
        made.setCellSpacing(0)
        made.setCellPadding(6)
        made.setTopMargin(6 * self.zoom)
        made.setBottomMargin(14 * self.zoom)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return made
