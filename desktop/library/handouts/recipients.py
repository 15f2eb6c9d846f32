"""Who gets copies: lists read from a spreadsheet's file, and kept in the reader's state.

Of an XLSX workbook (ECMA-376) the first sheet is read. The first row may name the columns, in
Vietnamese or English; without such a row they are name, unit, copies.
"""

import re
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from desktop.library.errors import InputError, Problem, ProblemsFound
from desktop.library.handouts.comma_separated import Rows, csv_rows, read_bytes
from desktop.library.handouts.workbook import first_sheet
from desktop.library.reader.state import ReaderState, now
from index.vietnamese import fold
from index.vietnamese.ordering import order_key

MOST_ROWS = 10_000
MOST_COPIES = 999
"""Copies for one recipient."""
LONGEST = 200
"""Characters of a name or a unit."""
_COLUMNS = {
    "name": (
        "name", "recipient", "given to", "ho ten", "ho va ten", "ten", "nguoi nhan", "noi nhan",
        "ten nguoi nhan",
    ),
    "unit": ("unit", "don vi", "co quan", "dia chi", "to chuc", "organisation", "organization"),
    "copies": ("copies", "so ban", "so luong", "ban", "so", "count", "quantity"),
    "": ("tt", "stt", "so tt", "so thu tu", "no", "no."),
}  # fmt: skip
_MEANINGS = {said: column for column, some in _COLUMNS.items() for said in some}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_COUNT = re.compile(r"(\d{1,6})(?:[.,]0+)?")


class Recipient(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who gets copies: a person or a place, the unit, and how many."""

    name: str
    unit: str = ""
    copies: int = 1


class RecipientList(msgspec.Struct, frozen=True):
    """A list kept under a name of the reader's."""

    id: str
    name: str
    recipients: tuple[Recipient, ...]
    modified: str = ""

    @property
    def copies(self) -> int:
        return sum(recipient.copies for recipient in self.recipients)


def read_recipients(path: Path) -> tuple[Recipient, ...]:
    """The recipients that a CSV or XLSX file lists, in its order; rows of nothing are passed over.

    Raises: ProblemsFound with every row that is wrong; InputError for a file that is no table, has
    no recipient or is too large; EnvironmentFault when it cannot be read.
    """
    data = read_bytes(path)
    rows = first_sheet(data, path) if data.startswith(b"PK") else csv_rows(data, path)
    if len(rows) > MOST_ROWS:
        raise InputError("recipients_long", file=path, most=MOST_ROWS)
    return _recipients(rows, path)


def _recipients(rows: Rows, path: Path) -> tuple[Recipient, ...]:
    columns = ["name", "unit", "copies"]
    found: list[Recipient] = []
    problems: list[Problem] = []
    for at, (line, row) in enumerate(rows):
        cells = [_plain(cell) for cell in row]
        named = _heading(cells) if at == 0 else None
        if named is not None:
            columns = named
            continue
        read = _recipient(dict(zip(columns, cells, strict=False)), str(path), line)
        if isinstance(read, Problem):
            problems.append(read)
        elif read.copies:
            found.append(read)
    if problems:
        raise ProblemsFound(problems)
    if not found:
        raise InputError("recipients_none", file=path)
    return tuple(found)


def _heading(cells: Sequence[str]) -> list[str] | None:
    """What each column holds, if a row says it; columns that mean nothing to us are passed over."""
    said = [_MEANINGS.get(fold(cell).casefold().strip(" .:")) for cell in cells]
    return [column or "" for column in said] if "name" in said or "unit" in said else None


def _recipient(cells: dict[str, str], file: str, line: int) -> Recipient | Problem:
    name, unit, copies = (cells.get(key, "") for key in ("name", "unit", "copies"))
    if not name:
        name, unit = unit, ""
    if not name:
        return Problem("recipient_nameless", file, line)
    if max(len(name), len(unit)) > LONGEST:
        return Problem("recipient_long", file, line, params={"most": str(LONGEST)})
    count = _COUNT.fullmatch(copies or "1")
    if count is None or int(count[1]) > MOST_COPIES:
        params = {"copies": copies[:20], "most": str(MOST_COPIES)}
        return Problem("recipient_copies", file, line, params=params)
    return Recipient(name, unit, int(count[1]))


def _plain(cell: str) -> str:
    """One line of text, NFC; the apostrophe that guards a cell from spreadsheets is taken off."""
    text = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", cell)).split())
    return text[1:] if re.match(r"'[=+\-@]", text) else text


class RecipientLists:
    """The lists of one reader's state. One thread, as its `ReaderState`.

    Raises: EnvironmentFault from every method.
    """

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def all(self) -> list[RecipientList]:
        """In the order of their names."""
        rows = self._state.rows("SELECT id, name, recipients, modified FROM recipient_list", {})
        lists = [
            RecipientList(
                identifier,
                name,
                msgspec.json.decode(recipients, type=tuple[Recipient, ...]),
                modified,
            )
            for identifier, name, recipients, modified in rows
        ]
        return sorted(lists, key=lambda one: (order_key(one.name), one.id))

    def put(self, one: RecipientList) -> None:
        """Keeps a list: new, changed, or brought back after a removal."""
        values = {
            "id": one.id,
            "name": one.name,
            "modified": one.modified or now(),
            "recipients": msgspec.json.encode(one.recipients),
        }
        self._state.change(
            "INSERT OR REPLACE INTO recipient_list VALUES (:id, :name, :modified, :recipients)",
            values,
        )

    def remove(self, identifier: str) -> None:
        """Takes a list away; `put` brings it back."""
        self._state.change("DELETE FROM recipient_list WHERE id = :id", {"id": identifier})


def new_list(name: str, recipients: Iterable[Recipient]) -> RecipientList:
    """A list that is not kept yet. Raises: InputError("recipient_list_nameless")."""
    plain = _plain(name)
    if not plain:
        raise InputError("recipient_list_nameless")
    return RecipientList(str(uuid.uuid4()), plain[:LONGEST], tuple(recipients), now())
