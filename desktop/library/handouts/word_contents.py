"""The table of contents of a Word document: its entries are written, their pages are Word's."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from desktop.library.handouts.rules import Rules

LEVELS = 3
"""How deep the headings go that are listed."""
_STEP = Mm(6)
_FIELD = f'TOC \\o "1-{LEVELS}" \\h \\z'


class Heading(msgspec.Struct, frozen=True):
    """A heading that was written: its level from 1, its words, its paragraph."""

    level: int
    text: str
    paragraph: Any


def prepare_contents(styles: Any, rules: Rules) -> None:
    """Adds the styles of the entries, by the names that Word itself gives them."""
    for level in range(1, LEVELS + 1):
        style = styles.add_style(contents_style(level), WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = styles["Normal"]
        form = style.paragraph_format
        form.left_indent = _STEP * (level - 1)
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.0
        edge = Pt(rules.measure_width)
        form.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def contents_style(level: int) -> str:
    """The style of an entry's paragraph."""
    return f"toc {level}"


def fill_contents(end: Any, headings: Iterable[Heading], ids: dict[str, str]) -> None:
    """Writes an entry for each heading above the paragraph `end`, with a link that leads to it.

    `ids` are the styles' ids by their names. Word counts the pages when it brings its fields up to
    date; until then an entry has no number.
    """
    listed = [heading for heading in headings if heading.level <= LEVELS]
    for number, heading in enumerate(listed, 1):
        name = f"_Toc{number:08}"
        _bookmark(heading.paragraph, number, name)
        entry = end.insert_paragraph_before()
        entry._p.style = ids[contents_style(heading.level)]  # noqa: SLF001 - python-docx has no face for it
        if number == 1:
            _append(entry._p, _opening(_FIELD))  # noqa: SLF001
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        _append(link, _entry(entry, heading.text, name))
        entry._p.append(link)  # noqa: SLF001
    if not listed:
        _append(end._p, _opening(_FIELD))  # noqa: SLF001
    _append(end._p, [_sign("end")])  # noqa: SLF001


def _entry(paragraph: Any, text: str, name: str) -> Iterator[Any]:
    words: Any = OxmlElement("w:r")
    Run(words, paragraph).add_text(f"{' '.join(text.split())}\t")
    yield words
    yield from _opening(f"PAGEREF {name} \\h")
    yield _sign("end")


def _opening(instruction: str) -> Iterator[Any]:
    """A field up to where its result begins; Word is told that the result is out of date."""
    begin = _sign("begin")
    begin[0].set(qn("w:dirty"), "true")
    yield begin
    told: Any = OxmlElement("w:r")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    told.append(words)
    yield told
    yield _sign("separate")


def _sign(kind: str) -> Any:
    run: Any = OxmlElement("w:r")
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    run.append(sign)
    return run


def _append(parent: Any, elements: Iterable[Any]) -> None:
    for element in elements:
        parent.append(element)


def _bookmark(paragraph: Any, number: int, name: str) -> None:
    """Names the whole of a paragraph."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    element = paragraph._p  # noqa: SLF001
    element.insert(0 if element.pPr is None else 1, start)
    element.append(end)
