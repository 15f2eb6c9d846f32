"""Character and block formats of the reading view: sizes in points, from DESIGN.md section 3."""

from collections.abc import Sequence

from PySide6.QtGui import (
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
from desktop.window.reader.look import BODY, USUAL, Look, evened, reading_font
from desktop.window.theme import UI_FAMILY, Theme, ui_font

SECTION, SUBSECTION, TITLE, SMALL = 17.0, 14.0, 23.0, 12.0
TITLE_LINE = 118.0
SHRUNK = 0.8
"""How small a wide table's letters may become, to keep it in the column."""
RULE = QTextFormat.Property.UserProperty.value + 1
QUOTE = QTextFormat.Property.UserProperty.value + 2
INK, GROUND = QUOTE + 1, QUOTE + 2
"""The theme's roles that a format's colours were taken from, for `Styles.tint`."""


class Styles:
    """Formats for one theme, look, zoom (per cent) and column width (pixels).

    With `inherits` plain text has no colour of its own, but that of whatever it is shown by.
    """

    def __init__(
        self,
        theme: Theme,
        zoom: int,
        width: float,
        ratio: float,
        look: Look = USUAL,
        *,
        inherits: bool = False,
    ) -> None:
        self.theme = theme
        self.look = look
        self.zoom = zoom / 100
        self.width = width
        self.ratio = ratio
        self.inherits = inherits

    def tint(self, form: QTextFormat) -> None:
        """Gives a format that was made for another theme the colours of this one."""
        if form.hasProperty(INK):
            form.setForeground(self.theme.colour(form.stringProperty(INK)))
        if form.hasProperty(GROUND):
            form.setBackground(self.theme.colour(form.stringProperty(GROUND)))

    def _ink(self, form: QTextFormat, role: str) -> None:
        form.setProperty(INK, role)
        self.tint(form)

    def _ground(self, form: QTextFormat, role: str) -> None:
        form.setProperty(GROUND, role)
        self.tint(form)

    @property
    def letter(self) -> float:
        """The width of a letter in a table's cell, in pixels."""
        font = reading_font(SMALL * self.zoom, family=self.look.family)
        return QFontMetricsF(font).averageCharWidth()

    def title_points(self) -> float:
        """Stops growing at 140 %, yet keeps 1.2 x a section heading (section 11.6)."""
        return max(TITLE * min(self.zoom, 1.4), 1.2 * SECTION * self.zoom)

    def characters(self, role: str, points: float, *, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFontFamilies([self.look.family])
        made.setFontPointSize(points)
        made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        if role != "text" or not self.inherits:
            self._ink(made, role)
        return made

    def heading_font(self) -> QFont:
        """The interface's face, for the lines above the text; it grows with the interface."""
        return ui_font()

    def interface(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        made = self.characters(role, self.heading_font().pointSizeF(), bold=bold)
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
            self._ground(made, "track")
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
        self._ink(made, "accent")
        made.setFontUnderline(base.fontUnderline() or self.theme.contrast)
        return made

    def reference(self, base: QTextCharFormat, href: str) -> QTextCharFormat:
        """A raised mark that leads to a footnote."""
        made = self.link(base, href)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        made.setFontWeight(QFont.Weight.Normal)
        return made

    def block(
        self, above: float = 0, below: float = 10, line: float = -1, *, indent: int = 0
    ) -> QTextBlockFormat:
        """Margins in pixels at 100 %; line height in per cent, -1 for the look's, 0 for none."""
        made = QTextBlockFormat()
        made.setTopMargin(above * self.zoom)
        made.setBottomMargin(below * self.zoom)
        made.setIndent(indent)
        if line:
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            height = self.look.line if line < 0 else line
            made.setLineHeight(height * evened(self.look.family), kind)
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
            self._ground(made, "window")
            return made
        if node.kind == "caption":
            return self.block(2, 16, 120)
        return self.block(0, 4 if tight or node.kind == "term" else 10, indent=indent)

    def table(
        self, width: float, shares: Sequence[float] = (), *, first: bool = True, last: bool = True
    ) -> QTextTableFormat:
        """A table, or the `first` to `last` part of one; `shares`: its columns in per cent."""
        made = QTextTableFormat()
        made.setBorder(1)
        made.setBorderBrush(self.theme.colour("linestrong"))
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderCollapse(True)
        made.setCellSpacing(0)
        made.setCellPadding(6)
        # The parts of a long table share the line between them.
        made.setTopMargin(6 * self.zoom if first else -4)
        made.setBottomMargin(14 * self.zoom if last else 0)
        if width > self.width:
            made.setWidth(QTextLength(QTextLength.Type.FixedLength, width))
        else:
            made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if shares:
            made.setColumnWidthConstraints(
                [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
            )
        return made
