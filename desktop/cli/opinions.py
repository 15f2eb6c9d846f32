"""`opinions merge`: the tables of opinions that branches have filled in, as one."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.library import disk
from desktop.library.errors import InputError

if TYPE_CHECKING:
    from desktop.library.handouts.opinions import Merged

opinions = typer.Typer(
    name="opinions",
    help="Bảng góp ý · Tables of opinions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@opinions.callback()
def _group() -> None:
    """Bảng góp ý · Tables of opinions."""


@opinions.command("merge")
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Filled in: .docx or .csv, named after the branch."),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help=".docx, .pdf, .html, .md, .txt or .csv."),
    ],
    *,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Gộp các bảng góp ý đã điền · Merge tables that were filled in."""
    from desktop.library.handouts import opinions as tables

    with output.errors_told(as_json=as_json):
        form = _form(out)
        if out.exists() and any(out.samefile(file) for file in files if file.exists()):
            raise InputError("opinions_over_input", file=out)
        merged = tables.merge(tables.read_all(files))
        disk.write_whole(out, _written(merged, form, moment().date(), replacing=replace))
    strange = [(said, one.row) for one in merged.elsewhere for said, _ in one.views or one.answers]
    for branch, row in strange:
        output.tell("opinions_elsewhere", file=branch, number=row.number or "–")
    output.tell(
        "opinions_merged",
        file=out,
        tables=len(merged.branches),
        opinions=merged.opinions,
        silent=len(merged.silent),
    )
    if as_json:
        output.write_json(
            {
                "branches": merged.branches,
                "opinions": merged.opinions,
                "silent": merged.silent,
                "elsewhere": [
                    {"branch": branch, "number": row.number, "text": row.text}
                    for branch, row in strange
                ],
            }
        )


def _form(out: Path) -> str:
    """What the file's ending asks for. Raises: InputError."""
    from desktop.library.handouts.write import FORMATS

    known = (*FORMATS, "csv")
    form = out.suffix.casefold().removeprefix(".")
    if form not in known:
        raise InputError("opinions_ending", file=out, known=", ".join(f".{one}" for one in known))
    return form


def _written(merged: "Merged", form: str, date: dt.date, *, replacing: bool) -> bytes:
    from desktop.library.handouts import opinions as tables
    from desktop.library.handouts.write import write

    if form == "csv":
        return tables.csv_table(merged)
    return write(tables.composition(merged), "plain", form, date, replacing=replacing)
