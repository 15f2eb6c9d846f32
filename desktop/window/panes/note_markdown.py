"""A note's Markdown as it is shown: text alone, no pictures, nothing fetched, nothing opened.

Qt reads it without HTML, so a tag stands there as it was typed. What a picture or a style would
load is refused, and nobody follows the links: they are painted only.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QObject, QRectF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextCursor,
    QTextDocument,
    QTransform,
)

_MARKS = re.compile(
    r"[*_`~#>\[\]!|\\<&\n\t]|^\s*(?:[-+]|\d+[.)])(?:\s|$)|^\s{4}|--|==|- -|https?:|www\.|@"
)
_LINE_END = re.compile(r"(?<=\S)\n(?=\S)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class _Closed(QTextDocument):
    """A document that loads nothing."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        del kind, name
        return None


def plain(text: str) -> bool:
    """Whether a text has nothing in it that Markdown would read otherwise, and stands in a line."""
    return _MARKS.search(text) is None


def document(text: str, font: QFont, width: float, parent: QObject | None = None) -> QTextDocument:
    """The note set in lines of `width` pixels; the end of a line typed ends a line."""
    made = _Closed(parent)
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultFont(font)
    if plain(text):
        made.setPlainText(text)
    else:
        worded = _PICTURE.sub(r"\1", text)
        made.setMarkdown(_LINE_END.sub("  \n", worded), _FEATURES)
        _even_headings(made, font)
    made.setIndentWidth(QFontMetricsF(font).averageCharWidth() * 2)
    made.setTextWidth(width)
    return made


def _even_headings(made: QTextDocument, font: QFont) -> None:
    """A heading in a small card is bold and no larger than the rest."""
    block = made.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            form = block.charFormat()
            form.clearProperty(int(form.Property.FontSizeAdjustment))
            form.setFontPointSize(font.pointSizeF())
            form.setFontWeight(QFont.Weight.Bold)
            cursor.setCharFormat(form)
        block = block.next()


@lru_cache(maxsize=2_000)
def words(text: str) -> str:
    """What a note says, in one line and without its marks."""
    return text if plain(text) else " ".join(document(text, QFont(), -1).toPlainText().split())


@lru_cache(maxsize=20_000)
def height(text: str, face: str, width: int) -> int:
    """How high a note stands in lines of `width` pixels; `face` is `QFont.toString()`."""
    font = QFont()
    font.fromString(face)
    metrics = QFontMetricsF(font)
    if plain(text) and metrics.horizontalAdvance(text) <= width:
        return round(metrics.height() + 0.49)
    return round(document(text, font, width).size().height() + 0.49)


def draw(painter: QPainter, made: QTextDocument, ink: QColor, link: QColor, place: QRectF) -> None:
    """Draws a document at the top left of `place`."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, ink)
    palette.setColor(QPalette.ColorRole.Link, link)
    context.palette = palette
    painter.save()
    painter.setTransform(QTransform.fromTranslate(place.x(), place.y()), combine=True)
    made.documentLayout().draw(painter, context)
    painter.restore()
