"""Reads the cells of an XLSX workbook's first sheet (ECMA-376, SpreadsheetML), and nothing else.

The file is anybody's: parts are unpacked to a bound, a document type is refused, no entity is
resolved and no relationship leads out of the file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.etree

from desktop.library.errors import InputError
from desktop.library.handouts.comma_separated import Rows

MAX_PART_BYTES = 64 * 1024 * 1024
MOST_COLUMNS = 64
"""Columns that are looked at; recipients need three."""
LONGEST_CELL = 2_000
"""Characters that are read of a cell."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = re.compile(r"\{[^}]*/relationships\}id")
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_WHOLE = re.compile(r"-?\d+\.0+")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lxml.etree.XMLSyntaxError,
    EOFError,
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,  # zipfile: a part under a password
)


def first_sheet(data: bytes, path: Path) -> Rows:
    """The texts of the first sheet's cells, row by row.

    Numbers are as the file has them. Raises: InputError for what is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            strings = _strings(archive)
            sheet = _parsed(archive, _first_part(archive))
            return _rows(sheet, strings)
    except _BROKEN as error:
        raise InputError("table_unreadable", file=path) from error


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise ValueError(name)
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = lxml.etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError(name)
    return root


def _first_part(archive: zipfile.ZipFile) -> str:
    """The part of the sheet that stands first, by the workbook and its relationships."""
    (sheet, *_) = _named(_parsed(archive, "xl/workbook.xml"), "sheet")
    (relation,) = [value for key, value in sheet.items() if _RELATION.fullmatch(key)]
    for one in _parsed(archive, "xl/_rels/workbook.xml.rels"):
        if one.get("Id") == relation and one.get("TargetMode") != "External":
            target = one.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise LookupError(relation)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number; a workbook may have none."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in _named(_parsed(archive, "xl/sharedStrings.xml"), "si")]


def _rows(sheet: Any, strings: list[str]) -> Rows:
    rows: Rows = []
    last = 0
    for row in _named(sheet, "row"):
        last = int(row.get("r", last + 1))
        cells = _cells(row, strings)
        if any(cells):
            rows.append((last, cells))
    return rows


def _cells(row: Any, strings: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in _named(row, "c"):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else len(cells)
        if column < MOST_COLUMNS:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _value(cell, strings)[:LONGEST_CELL]
    return cells


def _column(letters: str) -> int:
    """A column from 0, as `A` to `XFD` name it."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: Any, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = "".join(one.text or "" for one in _named(cell, "v"))
    if kind == "s" and value:
        return strings[int(value)]
    if kind == "e":
        return ""
    return value.partition(".")[0] if _WHOLE.fullmatch(value) else value


def _text(item: Any) -> str:
    """The text of a string item: its runs, without what only tells how to read them aloud."""
    return "".join(
        one.text or ""
        for one in _named(item, "t")
        if one.getparent() is None or not one.getparent().tag.endswith("}rPh")
    )


def _named(root: Any, name: str) -> Iterator[Any]:
    yield from root.iter(f"{_MAIN}{name}", f"{_STRICT}{name}")
