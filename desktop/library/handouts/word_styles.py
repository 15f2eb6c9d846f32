"""The styles, numbering and page of a Word handout, set from the rule set."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from desktop.library.handouts.rules import Rules
from desktop.library.handouts.word_contents import prepare_contents

NOTE_TEXT, NOTE_SIGN = "footnote text", "footnote reference"
"""The styles of footnotes and of the signs that lead to them."""

_FONT = "Times New Roman"
"""Tinos has its widths, and every office has it where Word is."""
_STEP = 0.63
"""Centimetres between two list levels, as Word itself sets them."""
_TWIPS_PER_CM = 567
_OWN = {
    "Byline": ("Normal", {"italic": True}, "byline", WD_ALIGN_PARAGRAPH.CENTER),
    "Circulation Mark": ("Normal", {"bold": True}, "mark", WD_ALIGN_PARAGRAPH.LEFT),
    "Code": ("Normal", {}, "table", WD_ALIGN_PARAGRAPH.LEFT),
    "Definition": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.JUSTIFY),
    "Term": ("Normal", {"bold": True}, "body", WD_ALIGN_PARAGRAPH.LEFT),
    "Source": ("Normal", {}, "source", WD_ALIGN_PARAGRAPH.JUSTIFY),
    "Picture": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.CENTER),
    "Rule": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.CENTER),
    "Table Text": ("Normal", {}, "table", WD_ALIGN_PARAGRAPH.LEFT),
    "Table Head": ("Table Text", {"bold": True}, "table", WD_ALIGN_PARAGRAPH.CENTER),
    "Line To Write": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.LEFT),
    "Part Rule": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.CENTER),
    "Copy Rule": ("Normal", {}, "body", WD_ALIGN_PARAGRAPH.LEFT),
    "After Table": ("Normal", {}, "table", WD_ALIGN_PARAGRAPH.LEFT),
}


def prepare(document: Any, rules: Rules, language: str) -> None:
    """Gives a new document the rule set's page, page number and styles."""
    _page(document, rules)
    styles = document.styles
    for name, (base, flags, size, align) in _OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.paragraph_format.alignment = align
        _font(style, rules.sizes[size].value, **flags)
    styles.add_style("Code Word", WD_STYLE_TYPE.CHARACTER).font.name = "Consolas"
    styles["Code"].font.name = "Consolas"
    _notes(styles, rules)
    prepare_contents(styles, rules)
    _standing(styles, rules)
    _spacing(styles, rules)
    _frame(styles["Circulation Mark"])
    _underlined(styles["Line To Write"], "dotted")
    _underlined(styles["Copy Rule"], "single")
    styles["Line To Write"].paragraph_format.line_spacing = Mm(rules.spacing["answer_line"].value)
    _line_alone(styles["Part Rule"])
    _parts(styles, rules)
    _language(styles, language)


def _page(document: Any, rules: Rules) -> None:
    section, page = document.sections[0], rules.page
    section.page_width, section.page_height = Mm(page["width"].value), Mm(page["height"].value)
    section.top_margin, section.bottom_margin = Mm(page["top"].value), Mm(page["bottom"].value)
    section.left_margin, section.right_margin = Mm(page["left"].value), Mm(page["right"].value)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(rules.sizes["page_number"].value)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)  # noqa: SLF001 - python-docx has no face for it


def _standing(styles: Any, rules: Rules) -> None:
    """The styles that Word itself knows, so that its outline and lists go on working."""
    sizes = rules.sizes
    _font(styles["Normal"], sizes["body"].value)
    _font(styles["Title"], sizes["title"].value, bold=True)
    _font(styles["Subtitle"], sizes["label"].value, bold=True)
    _font(styles["Quote"], sizes["body"].value)
    _font(styles["Caption"], sizes["caption"].value, italic=True)
    for level in range(1, 10):
        name = f"heading_{min(level, 3)}"
        _font(styles[f"Heading {level}"], sizes[name].value, bold=True, italic=level > 2)
    for name in ("Title", "Subtitle", "Caption"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    styles["Body Text"].paragraph_format.first_line_indent = Mm(rules.spacing["first_line"].value)
    styles["Definition"].paragraph_format.left_indent = Mm(rules.spacing["first_line"].value)
    styles["Quote"].paragraph_format.left_indent = Mm(rules.spacing["first_line"].value)
    styles["Term"].paragraph_format.keep_with_next = True
    styles["Picture"].paragraph_format.keep_with_next = True


def _notes(styles: Any, rules: Rules) -> None:
    """Footnotes by the names that Word itself gives their styles."""
    text = styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = styles["Normal"]
    _font(text, rules.sizes["footnote"].value)
    form = text.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.0
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    styles.add_style(NOTE_SIGN, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True


def _spacing(styles: Any, rules: Rules) -> None:
    gap = Pt(rules.spacing["paragraph"].value)
    for name in ("Body Text", "Definition", "Quote", "List Paragraph", "Source"):
        form = styles[name].paragraph_format
        form.space_before, form.space_after = Pt(0), gap
        line = rules.spacing["line"]
        form.line_spacing = Pt(line.value) if line.unit == "pt" else line.value
        if line.unit == "pt":
            form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Table Text", "Table Head", "After Table", "Byline", "Term", "Code"):
        form = styles[name].paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(2), 1.0


def _parts(styles: Any, rules: Rules) -> None:
    """A style for each part of an official paper, named after it: "Part issuer"."""
    for name, look in rules.looks.items():
        if name not in rules.sizes or name == "body":
            continue
        style = styles.add_style(part_style(name), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, rules.sizes[name].value, bold=look.bold, italic=look.italic)
        style.font.underline = look.underline or None
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.0
        form.alignment = _SIDES.get(name, WD_ALIGN_PARAGRAPH.CENTER)
        form.keep_with_next = True
    if "bases" in rules.looks:
        first_line = Mm(rules.spacing["first_line"].value)
        form = styles[part_style("bases")].paragraph_format
        form.first_line_indent = first_line
        form.space_before, form.space_after = Pt(rules.spacing["paragraph"].value), Pt(0)


def _line_alone(style: Any) -> None:
    """Room for nothing but a line above it."""
    style.font.size = Pt(2)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(0), Pt(0), True
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)


_SIDES = {
    "recipients_label": WD_ALIGN_PARAGRAPH.LEFT,
    "recipients": WD_ALIGN_PARAGRAPH.LEFT,
    "typist": WD_ALIGN_PARAGRAPH.LEFT,
    "bases": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def part_style(name: str) -> str:
    """The style of an official paper's part."""
    return f"Part {name}"


def _underlined(style: Any, kind: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, *_AFTER_FRAME)


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("w:eastAsia", "w:cs"):
        fonts.set(qn(name), _FONT)
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)


def _frame(style: Any) -> None:
    """The circulation mark's frame, as wide as its words."""
    properties = style.element.get_or_add_pPr()
    place = OxmlElement("w:framePr")
    for name, value in (("wrap", "notBeside"), ("vAnchor", "text"), ("hAnchor", "margin")):
        place.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(place, *_AFTER_FRAME)
    properties.insert_element_before(borders, *_AFTER_FRAME)


_AFTER_FRAME = ("w:widowControl", "w:numPr", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _language(styles: Any, language: str) -> None:
    tag = {"vi": "vi-VN", "en": "en-GB"}[language]
    for element in styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            element.set(qn(name), tag)


class Numbering:
    """Word's list definitions: each list of a document counts for itself, from its own start."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        self._abstract = {
            ordered: self._define(place, ordered=ordered)
            for place, ordered in ((9001, True), (9002, False))
        }

    def start(self, first: int, level: int, *, ordered: bool) -> int:
        """A new list that counts from `first` at `level` (0 to 8); its number."""
        made = self._root.add_num(self._abstract[ordered])
        if ordered:
            made.add_lvlOverride(ilvl=level).add_startOverride(first)
        number: int = made.numId
        return number

    def mark(self, paragraph: Any, number: int, level: int) -> None:
        """Makes `paragraph` an item of list `number`."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no face for it
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number

    def indent(self, paragraph: Any, level: int) -> None:
        """Sets a further paragraph of an item under the item's first."""
        paragraph.paragraph_format.left_indent = Mm(_STEP * 10 * (level + 1))

    def _define(self, number: int, *, ordered: bool) -> int:
        definition = OxmlElement("w:abstractNum")
        definition.set(qn("w:abstractNumId"), str(number))
        kind = OxmlElement("w:multiLevelType")
        kind.set(qn("w:val"), "hybridMultilevel")
        definition.append(kind)
        for level in range(9):
            definition.append(_level(level, ordered=ordered))
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(definition)
        else:
            first.addprevious(definition)
        return number


def _level(level: int, *, ordered: bool) -> Any:
    made = OxmlElement("w:lvl")
    made.set(qn("w:ilvl"), str(level))
    sign = f"%{level + 1}." if ordered else "–+·"[level % 3]
    for name, value in (
        ("start", "1"),
        ("numFmt", "decimal" if ordered else "bullet"),
        ("lvlText", sign),
        ("lvlJc", "left"),
    ):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        made.append(element)
    properties = OxmlElement("w:pPr")
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(round(_STEP * _TWIPS_PER_CM * (level + 1))))
    indent.set(qn("w:hanging"), str(round(_STEP * _TWIPS_PER_CM)))
    properties.append(indent)
    made.append(properties)
    return made
