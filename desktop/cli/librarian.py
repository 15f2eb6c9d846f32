"""The librarian's commands: `new`, `ingest`, `check`, `build`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.library.workspace.layout import Workspace

if TYPE_CHECKING:
    from desktop.library.ingest import Report


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    name: Annotated[str, typer.Option(help="The library's name.")] = "",
) -> None:
    """Tạo kho mới · Make an empty workspace."""
    from desktop.library.workspace.creation import create_workspace

    with output.errors_told():
        create_workspace(folder, name)
        output.tell("workspace_created", folder=folder)


def ingest(
    folder: options.Workspace,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files to take in.")],
    conference: Annotated[str | None, typer.Option(help="Put them under this conference.")] = None,
    keep_original: Annotated[
        bool, typer.Option(help="Keep each original file as an attachment.")
    ] = True,
    as_json: options.Json = False,
) -> None:
    """Nhập tệp vào kho · Take files into the workspace."""
    from desktop.library.ingest import ingest as take_in

    with output.errors_told(as_json=as_json), output.progress_shown() as progress:
        report = take_in(
            Workspace(folder),
            files,
            conference=conference,
            keep_originals=keep_original,
            progress=progress,
        )
    if as_json:
        output.write_json(_ingest_record(report))
    output.tell_problems(report.notes)
    for added in report.added:
        keys = ", ".join(added.suggested) or "–"
        output.tell("ingested_file", file=added.file, path=added.path, suggested=keys)
    for present in report.present:
        output.tell("ingested_before", file=present.file, id=present.id)
    for failed in report.failed:
        output.tell_failure(failed.file, failed.error)
    for file in report.untouched:
        output.tell("ingest_untouched", file=file)
    output.tell(
        "ingested",
        briefings=report.briefings,
        present=len(report.present) + sum(streamed.present for streamed in report.streamed),
        failed=len(report.failed),
    )
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def check(folder: options.Workspace, as_json: options.Json = False) -> None:
    """Kiểm tra kho, nêu mọi lỗi một lượt · Report every problem at once."""
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
    _state: options.State = None,
    processes: Annotated[int, typer.Option(min=0, help="Worker processes; 0: one a core.")] = 0,
    as_json: options.Json = False,
) -> None:
    """Tạo đợt phát hành kế tiếp trên máy này · Build the next edition into a library."""
    from desktop.library.editions.build import build as make
    from desktop.library.editions.library import Library

    with output.errors_told(as_json=as_json), output.progress_shown() as progress:
        built = make(
            Workspace(folder),
            Library(options.library_folder(library)),
            now=moment(),
            processes=processes or os.cpu_count() or 1,
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


def _ingest_record(report: "Report") -> dict[str, object]:
    """The report as plain values."""
    return {
        "briefings": report.briefings,
        "added": report.added,
        "streamed": report.streamed,
        "present": report.present,
        "failed": [
            {
                "file": failed.file,
                "error": failed.error.code,
                "params": failed.error.params,
                "problems": getattr(failed.error, "problems", []),
            }
            for failed in report.failed
        ],
        "notes": report.notes,
        "untouched": report.untouched,
    }
