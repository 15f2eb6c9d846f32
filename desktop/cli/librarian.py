"""The librarian's commands: `new`, `ingest`, `check`, `build`."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import options, output
from desktop.library import folders
from desktop.library.workspace.layout import Workspace


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    name: Annotated[str, typer.Option(help="The library's name.")] = "",
) -> None:
    """Tạo kho mới. Make an empty workspace."""
    from desktop.library.workspace.creation import create_workspace

    with output.errors_told():
        create_workspace(folder, name)
        output.tell("workspace_created", folder=folder)


def check(folder: options.Workspace, as_json: options.Json = False) -> None:
    """Kiểm tra kho, nêu mọi lỗi một lượt. Report every problem at once."""
    from desktop.library.workspace.survey import survey

    with output.errors_told(as_json=as_json):
        with output.progress_shown() as progress:
            found = survey(Workspace(folder), progress=progress)
        errors = len(found.errors)
        warnings = len(found.problems) - errors
        if as_json:
            output.write_json({"problems": found.problems, "errors": errors, "warnings": warnings})
        output.tell_problems(found.problems)
        count = len(found.briefings)
        output.tell("checked", briefings=count, errors=errors, warnings=warnings)
    if errors:
        raise typer.Exit(1)


def build(
    folder: options.Workspace,
    library: options.Library = None,
    processes: Annotated[int, typer.Option(min=1, help="Worker processes.")] = os.cpu_count() or 1,
    as_json: options.Json = False,
) -> None:
    """Tạo đợt phát hành kế tiếp trên máy này. Build the next edition into a library."""
    from desktop.library.editions.build import build as make
    from desktop.library.editions.library import Library

    with output.errors_told(as_json=as_json), output.progress_shown() as progress:
        built = make(
            Workspace(folder),
            Library(library or folders.default_library()),
            now=_moment(),
            processes=processes,
            progress=progress,
        )
    output.tell_problems(built.warnings)
    counts = {
        "number": built.number,
        "added": len(built.added),
        "updated": len(built.updated),
        "removed": len(built.removed),
        "unchanged": built.unchanged,
    }
    if built.fresh:
        output.tell("edition_built", **counts)
    else:
        output.tell("edition_same", number=built.number)
    if as_json:
        output.write_json({**counts, "fresh": built.fresh, "folder": str(built.folder)})


def _moment() -> dt.datetime:
    """Now, or `SOURCE_DATE_EPOCH` for builds that must come out the same."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
