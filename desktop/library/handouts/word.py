"""Writes a sheet as a Word document with real styles, lists, tables, footnotes and page numbers."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from desktop.library.document import Document, Node, Run
from desktop.library.handouts.pieces import spaced
from desktop.library.handouts.rules import Rules
from desktop.library.handouts.sheet import Figure, Sheet, with_leads
from desktop.library.handouts.tables import shape
from desktop.library.handouts.typeset import check_picture, picture_png
from desktop.library.handouts.word_contents import Heading, contents_style, fill_contents
from desktop.library.handouts.word_notes import Footnotes
from desktop.library.handouts.word_parts import columns, lines, mirror, page_break
from desktop.library.handouts.word_styles import NOTE_TEXT, Numbering, prepare

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "": WD_ALIGN_PARAGRAPH.LEFT,
}
_CONTAINERS = {"quote": "Quote", "definition": "Definition"}
_PICTURE_DENSITY = 220
"""Dots an inch of a drawing that goes in as PNG."""


def word_document(sheet: Sheet, rules: Rules, date: dt.date, sides: int = 1) -> bytes:
    """The bytes of a `.docx` file, the same for the same sheet and date; `sides` 2 mirrors margins.

    Raises: InputError for a picture that cannot be read.
    """
    writer = Writer(sheet, rules)
    if sides == 2:
        mirror(writer.document)
    official = sheet.official
    if official is not None and not official.copy_form:
        columns(writer, (official.left, official.right))
        lines(writer, (*official.title, *official.bases))
    else:
        writer.front()
        if sheet.cover:
            page_break(writer.document)
    if sheet.contents:
        writer.paragraph("TOC Heading", sheet.words["contents"])
        end = writer.paragraph(contents_style(1))
        page_break(writer.document)
        writer.sections()
        fill_contents(end, writer.headings, writer.styles)
    else:
        writer.sections()
    writer.sources()
    if official is not None:
        if official.copy_form:
            writer.paragraph("Copy Rule")
            columns(writer, (official.left, official.right))
        columns(writer, (official.recipients, official.signing))
    properties = writer.document.core_properties
    properties.title, properties.language = sheet.title[:255], sheet.language
    properties.author = properties.comments = properties.last_modified_by = ""
    noon = dt.datetime.combine(date, dt.time(12))
    properties.created = properties.modified = noon
    raw = io.BytesIO()
    writer.document.save(raw)
    return _dated(raw, noon)


def _dated(raw: io.BytesIO, moment: dt.datetime) -> bytes:
    """The package with `moment` on every member, where the clock stood."""
    target = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return target.getvalue()


class Writer:
    """Appends the parts of one sheet to a document."""

    def __init__(self, sheet: Sheet, rules: Rules) -> None:
        self.document = docx.Document()
        self._sheet = sheet
        self.rules = rules
        self.urgency = sheet.official.urgency if sheet.official else ""
        prepare(self.document, rules, sheet.language)
        self._numbering = Numbering(self.document)
        self._place: Any = self.document._body  # noqa: SLF001 - python-docx has no face for it
        self._footnotes = Footnotes(self, sheet.notes, (one.body for one in sheet.sections))
        self._waiting: list[int] | None = None
        self._kept = False
        self.headings: list[Heading] = []
        """Those of the text, in its order."""
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self._pictures: dict[str, bytes] = {}

    def front(self) -> None:
        sheet = self._sheet
        if sheet.mark:
            self.paragraph("Circulation Mark", sheet.mark)
        if sheet.label:
            self.paragraph("Subtitle", sheet.label.upper())
        self.paragraph("Title", sheet.title)
        self._byline(sheet.byline, sheet.superseded)

    def sections(self) -> None:
        for place, section in enumerate(self._sheet.sections):
            heading = None
            if section.heading:
                heading = self._heading(section.depth, section.heading)
                heading.add_run(section.heading)
            if heading is not None and place and self._sheet.paged:
                heading.paragraph_format.page_break_before = True
            told = self._byline(section.byline, section.superseded)
            for line in told if heading is not None else ():
                line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            for at, (node, leads) in enumerate(with_leads(section.body)):
                self._kept = at in section.kept
                self._block(node, "Body Text", 0, leads=leads)
            self._kept = False
            for _ in range(section.lines):
                self.paragraph("Line To Write")

    def sources(self) -> None:
        sheet = self._sheet
        if not sheet.sources:
            return
        label = self.paragraph("Source")
        label.add_run(sheet.words["sources"] + ":").bold = True
        if len(sheet.sources) == 1:
            label.add_run(" " + sheet.sources[0])
            return
        number = self._numbering.start(1, 0, ordered=True)
        for source in sheet.sources:
            self._numbering.mark(self.paragraph("Source", source), number, 0)

    def paragraph(self, style: str, text: str = "", *, leads: bool = False) -> Any:
        """A new paragraph, with the next one if it `leads` it in.

        The style is set by its id, since a search by name takes 7 ms each time.
        """
        paragraph = self._place.add_paragraph(text)
        paragraph._p.style = self.styles[style]  # noqa: SLF001 - python-docx has no face for it
        form = paragraph.paragraph_format
        if self._kept or leads:
            form.keep_with_next = True
        if self._kept:
            form.keep_together = True
        return paragraph

    def _heading(self, level: int, text: str) -> Any:
        """An empty paragraph for a heading, which the contents list if it is none of a note."""
        made = self.paragraph(f"Heading {level}")
        if self._waiting is None:
            self.headings.append(Heading(level, text, made))
        return made

    @contextmanager
    def into(self, note: Any) -> Iterator[list[int]]:
        """Writes into a footnote meanwhile; gathers the notes that only this one names."""
        before, self._place, self._waiting = self._place, note, []
        try:
            yield self._waiting
        finally:
            self._place, self._waiting = before, None

    def _byline(self, lines: Iterable[str], superseded: str) -> list[Any]:
        made = [self.paragraph("Byline", line) for line in lines]
        if superseded:
            made.append(self.paragraph("Byline"))
            made[-1].add_run(superseded).bold = True
        return made

    def blocks(self, nodes: Document, style: str = "Body Text", depth: int = 0) -> None:
        """Blocks one after another, their paragraphs in `style`, lists `depth` levels deep."""
        for node, leads in with_leads(nodes):
            self._block(node, style, depth, leads=leads)

    def _block(self, node: Node, style: str, depth: int, *, leads: bool = False) -> None:
        match node.kind:
            case "heading":
                self.fill(self._heading(node.level, node.text), node.runs)
            case "paragraph" | "cell" | "caption" | "term":
                own = "Term" if node.kind == "term" else style
                self.fill(self.paragraph(own, leads=leads), node.runs)
            case "code":
                self.paragraph("Code", node.text)
            case "list":
                self._list(node, NOTE_TEXT if style == NOTE_TEXT else "List Paragraph", depth)
            case "table":
                self._table(node)
            case "figure":
                self._figure(node)
            case "rule":
                self.paragraph("Rule", "* * *")
            case _:
                self.blocks(node.children, _CONTAINERS.get(node.kind, style), depth)

    def _list(self, node: Node, style: str, depth: int) -> None:
        level = min(depth, 8)
        number = self._numbering.start(node.start, level, ordered=node.ordered)
        for item in node.children:
            marked = False
            for child, leads in with_leads(item.children):
                if child.kind in {"paragraph", "heading"}:
                    paragraph = self.paragraph(style, leads=leads)
                    if marked:
                        self._numbering.indent(paragraph, level)
                    else:
                        self._numbering.mark(paragraph, number, level)
                    self.fill(paragraph, child.runs)
                    marked = True
                else:
                    self._block(child, style, depth + 1)

    def _table(self, node: Node) -> None:
        room = self.rules.measure_width
        size = self.rules.sizes["table"]
        fit = shape(node, room, size.points, size.bounds[0])
        table = self._place.add_table(len(node.children), len(fit.widths), Pt(room))
        table.style = self.document.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        share = room / sum(fit.widths)
        widths = [Pt(width * share) for width in fit.widths]
        # Word goes by the cells, LibreOffice by the columns.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate(node.children):
            self._row(table.rows[place], row, widths)
            settings = table.rows[place]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no face for it
            settings.append(OxmlElement("w:cantSplit"))
            if place < fit.heads:
                settings.append(OxmlElement("w:tblHeader"))
        self.paragraph("After Table")

    def _row(self, target: Any, row: Node, widths: list[Any]) -> None:
        cells = target.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        column = 0
        for node in row.children:
            cell = cells[column]
            column += node.span
            if node.span > 1:
                cell = cell.merge(cells[column - 1])
            paragraph = cell.paragraphs[0]
            style = "Table Head" if node.head else "Table Text"
            paragraph._p.style = self.styles[style]  # noqa: SLF001 - as in paragraph
            paragraph.alignment = _ALIGN["center" if row.head else node.align]
            self.fill(paragraph, node.runs)

    def _figure(self, node: Node) -> None:
        if node.src:
            self._picture(node.src, node.alt)
        else:
            words = self._sheet.words["picture_missing"].format(alt=node.alt)
            self.paragraph("Caption", words)
        for caption in node.children:
            self.fill(self.paragraph("Caption"), caption.runs)

    def _picture(self, key: str, alt: str) -> None:
        paragraph = self.paragraph("Picture")
        if key not in self._pictures:
            self._pictures[key] = _readable(self._sheet.figures[key])
        picture = paragraph.add_run().add_picture(io.BytesIO(self._pictures[key]))
        room = Pt(self.rules.measure_width)
        if picture.width > room:
            picture.height = round(picture.height * room / picture.width)
            picture.width = room
        picture._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no face for it

    def fill(self, paragraph: Any, runs: Iterable[Run]) -> None:
        """Appends runs of text and references to notes to a paragraph."""
        for run in spaced(runs):
            if run.note:
                self._refer(paragraph, int(run.note))
                continue
            made = paragraph.add_run(run.text)
            # None leaves it to the style: False would take a heading's weight away.
            made.bold, made.italic = run.bold or None, run.italic or None
            made.underline, made.font.strike = run.underline or None, run.strike or None
            made.font.superscript = (run.position == "sup") or None
            made.font.subscript = (run.position == "sub") or None
            if run.code:
                made.style = "Code Word"
            if run.href:
                _link(paragraph, made, run.href)

    def _refer(self, paragraph: Any, number: int) -> None:
        if self._waiting is None:
            self._footnotes.refer(paragraph, number)
            return
        following = self._footnotes.mention(paragraph, number)
        if following is not None:
            self._waiting.append(following)


def _readable(figure: Figure) -> bytes:
    """The picture as python-docx can take it in: as it is, or drawn as PNG."""
    kind = check_picture(figure)
    try:
        Image.from_blob(figure.data)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError):
        return picture_png(figure, kind, _PICTURE_DENSITY)
    return figure.data


def _link(paragraph: Any, run: Any, address: str) -> None:
    """Makes a run that was just added a link."""
    link = OxmlElement("w:hyperlink")
    identity = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), identity)
    run.underline = True
    paragraph._p.append(link)  # noqa: SLF001 - python-docx has no face for it
    link.append(run._r)  # noqa: SLF001
