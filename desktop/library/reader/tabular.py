"""Tables of text as files: CSV for spreadsheets, Markdown, and lines to paste.

CSV is UTF-8 with a byte order mark, as Excel needs it, after RFC 4180. A cell that a spreadsheet
would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
"""

import csv
import html
import io
import re
from collections.abc import Iterable, Sequence

Cells = Sequence[str]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_plain_number = re.compile(r"[+-]?[0-9][0-9.,]*")
_special = re.compile(r"([\\`*_\[\]|#])")


def as_csv(headings: Cells, rows: Iterable[Cells]) -> bytes:
    """A table for a spreadsheet."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(headings)
    sheet.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_markdown(title: str, headings: Cells, rows: Iterable[Cells]) -> bytes:
    """A table under its title."""
    lines = [
        f"# {_escaped(title)}",
        "",
        _line(headings),
        _line(["---"] * len(headings), plain=True),
    ]
    lines += [_line(row) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def as_lines(headings: Cells, rows: Iterable[Cells]) -> str:
    """A table to paste into a document or a spreadsheet: cells parted by tabs."""
    return "\n".join(
        "\t".join(re.sub(r"\s", " ", cell) for cell in row) for row in (headings, *rows)
    )


def _harmless(cell: str) -> str:
    formula = cell.startswith(_FORMULA) and not _plain_number.fullmatch(cell)
    return f"'{cell}" if formula else cell


def _line(cells: Cells, *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else _escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    plain = html.escape(re.sub(r"\s+", " ", text), quote=False)
    return _special.sub(r"\\\1", plain)
