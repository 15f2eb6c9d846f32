"""Reads tables of opinions that were filled in: the Word form, and tables saved as CSV.

A Word file is read part by part, since python-docx passes over words that were written while
changes were tracked; what was struck out then is no opinion (ECMA-376, Part 1, 17.13.5).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import lxml.etree
import msgspec

from desktop.library import disk
from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.errors import InputError
from desktop.library.handouts.comma_separated import csv_rows, read_bytes
from desktop.library.handouts.composition import PrintLanguage
from desktop.library.handouts.forms import COLUMNS
from desktop.library.handouts.words import word
from desktop.library.ingest.word import MAIN_PART, checked
from index.vietnamese import fold

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_AROUND = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"}
_GONE = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What holds no words, none that count any more, or the same ones again."""
_NUMBER, _TEXT, _VIEW, _ANSWER = range(len(COLUMNS))


class Row(msgspec.Struct, frozen=True):
    """One row: what is asked about, what was thought of it, and what was answered.

    A `heading` has only a text.
    """

    text: str
    number: str = ""
    view: str = ""
    answer: str = ""
    heading: bool = False


class Filled(msgspec.Struct, frozen=True):
    """The tables of one file, one after another; `branch` is who filled them in.

    `circulation` is that of its mark; a table for spreadsheets bears none and is internal.
    """

    branch: str
    title: str
    circulation: Circulation
    language: PrintLanguage
    rows: tuple[Row, ...]


def read_filled(path: Path) -> Filled:
    """What a branch has filled in; the branch is named as the file is.

    Raises: InputError for a file of another kind, one that is damaged, or one without a table of
    opinions; EnvironmentFault.
    """
    match path.suffix.casefold():
        case ".docx":
            return _word(path)
        case ".csv":
            return _csv(path)
        case _:
            raise InputError("opinions_format", file=path)


def _csv(path: Path) -> Filled:
    rows = [row for _, row in csv_rows(read_bytes(path), path)]
    columns, language = _columns(rows[0]) if rows else ([], "vi")
    if _TEXT not in columns or _VIEW not in columns:
        raise InputError("opinions_no_table", file=path)
    found = []
    for cells in rows[1:]:
        held = {column: _unguarded(cell) for column, cell in zip(columns, cells, strict=False)}
        number, view, answer = (held.get(one, "") for one in (_NUMBER, _VIEW, _ANSWER))
        heading = not (number or view or answer)
        found.append(Row(held.get(_TEXT, ""), number, view, answer, heading))
    return Filled(path.stem, path.stem, "internal", language, tuple(found))


def _columns(cells: Sequence[str]) -> tuple[list[int], PrintLanguage]:
    """Which column each cell heads, -1 for none of ours, and the language of the heads."""
    said = [_plain(cell) for cell in cells]
    ways: list[tuple[list[int], PrintLanguage]] = []
    for language in get_args(PrintLanguage):
        heads = [_plain(word(language, key)) for key in COLUMNS]
        ways.append(([heads.index(one) if one in heads else -1 for one in said], language))
    return max(ways, key=lambda way: sum(at >= 0 for at in way[0]))


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    text = cell.strip()
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def _plain(text: str) -> str:
    return fold(" ".join(text.split())).casefold().strip(" .:")


def _word(path: Path) -> Filled:
    with disk.faults(path):
        data = path.read_bytes()
    hints = checked(data, path)
    body = _body(data, path)
    rows: list[Row] = []
    language: PrintLanguage | None = None
    for table in body.iter(f"{_W}tbl"):
        lines = [_cells(row) for row in _held(table, f"{_W}tr")]
        columns, spoken = _columns([cell for cell, _ in lines[0]]) if lines else ([], "vi")
        if columns == list(range(len(COLUMNS))):
            language = language or spoken
            rows += map(_row, lines[1:])
    if language is None:
        raise InputError("opinions_no_table", file=path)
    return Filled(path.stem, hints.title or path.stem, _mark(body), language, tuple(rows))


def _body(data: bytes, path: Path) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if MAIN_PART.match(name))
        content = archive.read(name).replace(_STRICT.encode(), _W[1:-1].encode())
    try:
        return lxml.etree.fromstring(content, lxml.etree.XMLParser(resolve_entities=False))
    except lxml.etree.XMLSyntaxError as error:
        reason = str(error).splitlines()[0][:200]
        raise InputError("ingest_docx_broken", file=path, reason=reason) from error


def _held(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _held(child, tag)


def _cells(row: Any) -> list[tuple[str, int]]:
    """The text of each cell, and over how many columns it goes."""
    cells = []
    for cell in _held(row, f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = "" if span is None else span.get(f"{_W}val", "")
        cells.append((_text(cell), int(value) if value.isdecimal() else 1))
    return cells


def _row(cells: Sequence[tuple[str, int]]) -> Row:
    """A row of a table: cells that someone has divided are read as one opinion."""
    texts = [text for text, _ in cells]
    if len(texts) == 1 or (len(texts) == 2 and max(span for _, span in cells) > 1):
        return Row("\n".join(filter(None, texts)), heading=True)
    number, text, *views = texts
    answer = views.pop() if len(views) > 1 else ""
    return Row(text, number, "\n".join(filter(None, views)), answer)


def _text(element: Any) -> str:
    lines = "".join(_written(element)).split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))


def _written(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _GONE:
            yield from _written(child)
            yield "\n" if child.tag == f"{_W}p" else ""


def _mark(body: Any) -> Circulation:
    """The circle that the paper's own mark names; public without one."""
    said = {_text(one) for one in body.iter(f"{_W}p")}
    marked = [
        circle
        for circle in CIRCULATIONS[1:]
        for language in get_args(PrintLanguage)
        if word(language, f"mark_{circle}") in said
    ]
    return max(marked, key=CIRCULATIONS.index, default="public")
