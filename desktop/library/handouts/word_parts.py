"""The parts of an official paper in Word: head and foot as tables of two columns without lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.library.handouts.official import Line
from desktop.library.handouts.word_styles import part_style

if TYPE_CHECKING:
    from desktop.library.handouts.word import Writer

_LEFT = 0.45
"""The left column's share of the page."""
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
    width = writer.rules.measure_width
    for cell, side, share in zip(row.cells, sides, (_LEFT, 1 - _LEFT), strict=True):
        cell.width = Pt(width * share)
        for place, line in enumerate(side):
            paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
            _fill(writer, paragraph, line)
    writer.paragraph("After Table")


def lines(writer: "Writer", parts: Sequence[Line]) -> None:
    """Parts that stand across the whole page."""
    for line in parts:
        _fill(writer, writer.document.add_paragraph(), line)


def mirror(document: Any) -> None:
    """Left and right margins change places on the backs of leaves."""
    settings = document.settings.element
    led = (place for place, one in enumerate(settings) if one.tag in _BEFORE_MIRROR)
    settings.insert(max(led, default=-1) + 1, OxmlElement("w:mirrorMargins"))


def page_break(document: Any) -> None:
    """What follows begins on a page of its own."""
    document.add_page_break()


def contents(paragraph: Any) -> None:
    """A table of contents, which Word fills when its fields are brought up to date."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), 'TOC \\o "1-3" \\h \\z')
    field.set(qn("w:dirty"), "true")
    paragraph._p.append(field)  # noqa: SLF001 - as in columns


def _fill(writer: "Writer", paragraph: Any, line: Line) -> None:
    look = writer.rules.looks.get(line.part)
    named = line.part if look and line.part in writer.rules.sizes else "number"
    paragraph.style = writer.document.styles[part_style(named)]
    paragraph.add_run(line.text)
    if line.part == "signatory":
        paragraph.paragraph_format.space_before = _SIGNING
    elif line.part in _AIRY:
        paragraph.paragraph_format.space_before = _AIR
    if look and look.rule:
        _ruled(writer, paragraph, look.rule)


def _ruled(writer: "Writer", paragraph: Any, share: float) -> None:
    """The line under a part: a border of the paragraph, moved in from both sides."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as in columns
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")
    inset = Pt(writer.rules.measure_width * 0.5 * (1 - share) * 0.4 + 12)
    paragraph.paragraph_format.left_indent = inset
    paragraph.paragraph_format.right_indent = inset
