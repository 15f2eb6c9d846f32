"""Reads tables that people saved as CSV, whatever their program took for it."""

import csv
import io
from pathlib import Path

from desktop.library import disk
from desktop.library.errors import InputError

LARGEST = 16 * 1024 * 1024
"""Bytes of a file with a table."""
Rows = list[tuple[int, list[str]]]
"""Rows that hold something: number from 1, and the cells' texts."""
_DELIMITERS = ",;\t"


def read_bytes(path: Path) -> bytes:
    """A file that may hold a table. Raises: InputError("table_large"); EnvironmentFault."""
    with disk.faults(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("table_large", file=path, megabytes=LARGEST // 1024**2)
    return data


def csv_rows(data: bytes, path: Path) -> Rows:
    """The rows of a CSV file: UTF-8, or UTF-16 with a byte order mark; comma, semicolon or tab.

    Raises: InputError("table_unreadable"), InputError("table_not_unicode").
    """
    text = _decoded(data, path)
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(LARGEST)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(rows.line_num, row) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise InputError("table_unreadable", file=path) from error


def _decoded(data: bytes, path: Path) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("table_not_unicode", file=path) from error
    if "\0" in text:
        raise InputError("table_unreadable", file=path)
    return text
