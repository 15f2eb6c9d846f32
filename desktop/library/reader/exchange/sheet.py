"""Notes as a table for a spreadsheet, and what was edited in it.

UTF-8 with BOM, since Excel takes anything else for the system's own encoding. A cell that a
spreadsheet would run as a formula gets an apostrophe, which is taken off again.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from desktop.library.errors import InputError, Problem
from desktop.library.reader.exchange.arranging import Entry, arranged
from desktop.library.reader.exchange.edits import Edit, Mark, Said, incoming, mark_of, plain
from desktop.library.reader.exchange.incoming import (
    MOST_NOTE,
    Incoming,
    Refusal,
    one_line,
    read_text,
)
from desktop.library.reader.exchange.selecting import Selection
from desktop.library.reader.exchange.shelving import Shelf
from desktop.library.reader.exchange.words import (
    Language,
    author_text,
    meanings,
    moment_text,
    tags_of,
    tags_text,
    words,
)
from desktop.library.reader.records import Colour
from desktop.library.reader.state import ReaderState

_BETWEEN = "\n\n"
_DELIMITERS = ",;\t"
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_GUARDED = re.compile(r"'+(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_CELL = 32_767
"""Characters that Excel keeps of a cell."""


def encode(selection: Selection, shelf: Shelf, language: Language) -> bytes:
    """The file's bytes, one row a note."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(words(language)["column"].values())
    for entry in arranged(selection, shelf):
        cells = _cells(entry, selection, language)
        rows.writerow([guarded(cells[name]) for name in words(language)["column"]])
    return text.getvalue().encode("utf-8-sig")


def read(path: Path, state: ReaderState) -> Incoming:
    """What was edited in a table of ours since it was written.

    Raises: InputError when it is none or too large; EnvironmentFault.
    """
    text = read_text(path)
    problems: list[Problem] = []
    try:
        edits = list(_edits(path, text, problems))
    except csv.Error as error:
        raise InputError("notes_file_wrong", file=path, reason=error) from error
    found = incoming(state, str(path), edits)
    return Incoming(found.records, problems=(*problems, *found.problems))


def _cells(entry: Entry, selection: Selection, language: Language) -> dict[str, str]:
    content = entry.content
    said = Said(plain(content.note), tags_of(tags_text(entry.tags)), content.colour)
    table = words(language)
    others = (one.content.note for one in entry.record.rivals if one.content)
    return {
        "title": entry.title,
        "section": entry.section,
        "colour": table["colour"][content.colour],
        "kind": table["kind"][content.kind],
        "quote": _BETWEEN.join(target.quote for target in content.targets),
        "note": said.note,
        "tags": tags_text(entry.tags),
        "author": author_text(selection.authors.get(content.author), language),
        "created": moment_text(content.created),
        "modified": moment_text(entry.version.modified),
        "others": _BETWEEN.join(others),
        "mark": str(Mark(entry.record.id, entry.version.dot, said.digest)),
    }


def _edits(path: Path, text: str, problems: list[Problem]) -> Iterator[Edit]:
    csv.field_size_limit(MOST_NOTE)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = [meanings("column").get(cell.strip(), "") for cell in next(rows, [])]
    if not {"colour", "note", "tags", "mark"} <= set(columns):
        raise InputError("notes_file_foreign", file=path)
    line = rows.line_num + 1
    for row in rows:
        if any(cell.strip() for cell in row):
            cells = dict(zip(columns, map(bare, row), strict=False))
            edit = _edit(line, cells)
            if isinstance(edit, Refusal):
                problems.append(edit.at(str(path), line))
            else:
                yield edit
        line = rows.line_num + 1


def _edit(line: int, cells: dict[str, str]) -> Edit | Refusal:
    note = plain(cells.get("note", ""))
    name = one_line(note or cells.get("quote", ""), 60)
    mark = mark_of(cells.get("mark", ""))
    if mark is None:
        return Refusal("notes_row_unmarked", name)
    said = Said(note, tags_of(cells.get("tags", "")), _colour(cells.get("colour")))
    if len(note) >= _CELL - 1 and said.digest != mark.digest:
        return Refusal("notes_row_cut", name)
    if said.colour is None:
        return Refusal("notes_row_colour", name)
    return Edit(line, mark, said)


def _colour(cell: str | None) -> Colour | None:
    meant = meanings("colour").get((cell or "").strip())
    return next((colour for colour in get_args(Colour) if colour == meant), None)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def bare(cell: str) -> str:
    """What a guarded cell was."""
    return cell[1:] if _GUARDED.match(cell) else cell
