"""The parts of an official paper in Word: head and foot as tables of two columns without lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from desktop.library.handouts.fonts import width
from desktop.library.handouts.official import Line
from desktop.library.handouts.rules import Look
from desktop.library.handouts.word_styles import part_style

if TYPE_CHECKING:
    from desktop.library.handouts.word import Writer

_RIGHT = (0.5, 0.62)
"""The least and the largest share of the page that the right column takes."""
_CELL = 10.8
"""Points that Word leaves free on both sides of a cell together."""
_FRAME = 8.0
"""Points between framed words and their frame, on either side."""
_RED = RGBColor(0xD0, 0, 0)
_SIGNING = Mm(22)
"""The room that a hand signs in."""
_BEFORE_MIRROR = {qn(f"w:{name}") for name in ("writeProtection", "view", "zoom")}
"""Settings that the format wants before that of the margins, of those that python-docx writes."""
_AIR = Pt(8)
_AIRY = {"number", "place_date", "letter_subject", "mark", "urgency", "draft"}


def columns(writer: "Writer", sides: Sequence[Sequence[Line]]) -> None:
    """Two columns, the left one first, which no page break parts."""
    table = writer.document.add_table(1, 2)
    table.autofit = False
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no face for it
    right = _right(writer, sides[1])
    shares = (1 - right, right)
    for column, cell, side, share in zip(table.columns, row.cells, sides, shares, strict=True):
        room = writer.rules.measure_width * share
        column.width = cell.width = Pt(room)
        for place, line in enumerate(side):
            paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
            _fill(writer, paragraph, line, room - _CELL)
    writer.paragraph("After Table")


def _right(writer: "Writer", side: Sequence[Line]) -> float:
    """The right column's share: enough for its longest line where that is possible."""
    room, looks = writer.rules.measure_width, writer.rules.looks
    lengths = [_length(writer, one, looks[one.part], room) for one in side if one.part in looks]
    return min(max((max(lengths, default=0) + _CELL + 2) / room, _RIGHT[0]), _RIGHT[1])


def lines(writer: "Writer", parts: Sequence[Line]) -> None:
    """Parts that stand across the whole page."""
    for line in parts:
        _fill(writer, writer.document.add_paragraph(), line, writer.rules.measure_width)


def mirror(document: Any) -> None:
    """Left and right margins change places on the backs of leaves."""
    settings = document.settings.element
    led = (place for place, one in enumerate(settings) if one.tag in _BEFORE_MIRROR)
    settings.insert(max(led, default=-1) + 1, OxmlElement("w:mirrorMargins"))


def page_break(document: Any) -> None:
    """What follows begins on a page of its own."""
    document.add_page_break()


def _fill(writer: "Writer", paragraph: Any, line: Line, room: float) -> None:
    """Sets one part in a column of `room` points."""
    look = writer.rules.looks.get(line.part)
    named = line.part if look and line.part in writer.rules.sizes else "number"
    paragraph.style = writer.document.styles[part_style(named)]
    made = paragraph.add_run(line.text)
    if line.part == "signatory":
        paragraph.paragraph_format.space_before = _SIGNING
    elif line.part in _AIRY:
        paragraph.paragraph_format.space_before = _AIR
    if look is None:
        return
    long = _length(writer, line, look, room)
    if look.frame:
        urgency = writer.urgency if line.part == "urgency" else ""
        wide = writer.rules.spacing[f"urgency_{urgency}"].points if urgency else long + 2 * _FRAME
        if urgency:
            made.font.color.rgb = _RED
        _bordered(paragraph, _SIDES, room - wide + 2 * _FRAME, "D00000" if urgency else "000000")
    if look.rule:
        element: Any = OxmlElement("w:p")
        paragraph._p.addnext(element)  # noqa: SLF001 - as in columns
        below = Paragraph(element, paragraph._parent)  # noqa: SLF001
        below.style = writer.document.styles["Part Rule"]
        _bordered(below, ("top",), room - long * look.rule, "000000")


def _length(writer: "Writer", line: Line, look: Look, room: float) -> float:
    """Points that the longest line of a part's words takes."""
    style = "Bold" if look.bold else "Italic" if look.italic else "Regular"
    size = writer.rules.sizes[line.part].points
    return min(max(width(one, style) for one in line.text.split("\n")) * size, room)


_SIDES = ("top", "left", "bottom", "right")


def _bordered(paragraph: Any, sides: Sequence[str], free: float, colour: str) -> None:
    """Lines beside a paragraph that leaves `free` points of its column, half on either side."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as in columns
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        space = "3" if len(sides) > 1 else "0"
        for name, value in (("val", "single"), ("sz", "6"), ("space", space), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Pt(max(free / 2, 0))
