"""Footnotes of a Word document: python-docx has none, so their part is made here.

Word numbers footnotes itself by their references in the text, allows one reference to each, and
none inside a note. A further reference is therefore a field that repeats the number, and a note
that only another note refers to follows in that one, under a mark of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docx.blkcntnr import BlockItemContainer
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import register_element_cls
from docx.oxml.xmlchemy import BaseOxmlElement, ZeroOrMore
from docx.parts.story import StoryPart

from desktop.library.document import Document, Node, leaves
from desktop.library.handouts.word_styles import NOTE_SIGN, NOTE_TEXT

if TYPE_CHECKING:
    from desktop.library.handouts.word import Writer

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The lines that Word draws above notes, which the format wants beside them, by their ids."""


class FootnoteElement(BaseOxmlElement):
    """`w:footnote` as a holder of paragraphs and tables."""

    p = ZeroOrMore("w:p", successors=())
    tbl = ZeroOrMore("w:tbl", successors=())


register_element_cls("w:footnote", FootnoteElement)


class Footnotes:
    """The notes of one document: written where the text first refers to them."""

    def __init__(self, writer: "Writer", notes: Sequence[Document], bodies: Iterable[Document]):
        self._writer = writer
        self._notes = notes
        cited = (number for body in bodies for number in _references(body))
        self._order = {number: place for place, number in enumerate(dict.fromkeys(cited), 1)}
        self._marks = {number: str(place) for number, place in self._order.items()}
        self._written: set[int] = set()
        self._part = _part(writer.document) if self._order else None

    def refer(self, paragraph: Any, number: int) -> None:
        """Puts a reference to the sheet's note `number` at the end of a paragraph of the text."""
        if number in self._written:
            self._repeat(paragraph, number)
            return
        self._written.add(number)
        place = self._order[number]
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(place))
        start.set(qn("w:name"), f"_Note{place}")
        paragraph._p.append(start)  # noqa: SLF001 - python-docx has no face for it
        sign = OxmlElement("w:footnoteReference")
        sign.set(qn("w:id"), str(place))
        paragraph.add_run(style=NOTE_SIGN)._r.append(sign)  # noqa: SLF001
        paragraph._p.append(end)  # noqa: SLF001
        self._write(place, self._notes[number - 1])

    def mention(self, paragraph: Any, number: int) -> int | None:
        """Names note `number` inside a note; the number, if its words have yet to follow there."""
        if number in self._order:
            self._repeat(paragraph, number)
            return None
        new = number not in self._marks
        if new:
            self._marks[number] = f"({len(self._marks) - len(self._order) + 1})"
        paragraph.add_run(self._marks[number]).font.superscript = True
        return number if new else None

    def _repeat(self, paragraph: Any, number: int) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f"NOTEREF _Note{self._order[number]} \\f \\h")
        field.append(paragraph.add_run(self._marks[number], style=NOTE_SIGN)._r)  # noqa: SLF001
        paragraph._p.append(field)  # noqa: SLF001

    def _write(self, place: int, nodes: Document) -> None:
        assert self._part is not None, "no note without a reference"
        element: Any = OxmlElement("w:footnote")
        element.set(qn("w:id"), str(place))
        self._part.element.append(element)
        with self._writer.into(BlockItemContainer(element, self._part)) as waiting:
            self._words(nodes, None)
            while waiting:
                number = waiting.pop(0)
                self._words(self._notes[number - 1], self._marks[number])

    def _words(self, nodes: Document, mark: str | None) -> None:
        """A note's blocks, its sign before its first words: Word's own, or `mark`."""
        paragraph = self._writer.paragraph(NOTE_TEXT)
        if mark is None:
            sign = paragraph.add_run(style=NOTE_SIGN)
            sign._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001
        else:
            paragraph.add_run(mark).font.superscript = True
        paragraph.add_run(" ")
        rest = nodes
        if nodes and nodes[0].kind == "paragraph":
            self._writer.fill(paragraph, nodes[0].runs)
            rest = nodes[1:]
        self._writer.blocks(rest, NOTE_TEXT)


def _references(nodes: Iterable[Node]) -> Iterator[int]:
    return (int(run.note) for leaf in leaves(tuple(nodes)) for run in leaf.runs if run.note)


def _part(document: Any) -> StoryPart:
    """The document's part for footnotes, with the separators that its settings name."""
    root: Any = OxmlElement("w:footnotes")
    listed = OxmlElement("w:footnotePr")
    for number, kind in _SEPARATORS:
        note: Any = OxmlElement("w:footnote")
        named = OxmlElement("w:footnote")
        note.set(qn("w:type"), kind)
        for one in (note, named):
            one.set(qn("w:id"), str(number))
        run = OxmlElement("w:r")
        run.append(OxmlElement(f"w:{kind}"))
        note.add_p().append(run)
        root.append(note)
        listed.append(named)
    document.settings.element.find(qn("w:compat")).addprevious(listed)
    part = StoryPart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part
