"""`feedback import`: readers' messages into the librarian's workspace."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import options, output
from desktop.library.workspace.layout import Workspace

feedback = typer.Typer(
    name="feedback",
    help="Phản hồi của bạn đọc · Readers' feedback.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@feedback.callback()
def _group() -> None:
    """Phản hồi của bạn đọc · Readers' feedback."""


@feedback.command("import")
def take(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Readers' feedback files.")],
    workspace: Annotated[
        Path, typer.Option("--workspace", metavar="DIR", help="Workspace of the library.")
    ] = Path(),
    as_json: options.Json = False,
) -> None:
    """Nhận phản hồi vào kho, mỗi phản hồi một lần · Take feedback in, each message once."""
    from desktop.library.workspace.feedback import take_feedback

    with output.errors_told(as_json=as_json):
        taken = take_feedback(Workspace(workspace), files)
    if as_json:
        refused = [
            {"file": one.file, "error": one.error.code, "params": one.error.params}
            for one in taken.refused
        ]
        output.write_json(
            {
                "new": taken.new,
                "changed": taken.changed,
                "known": taken.known,
                "refused": refused,
            }
        )
    else:
        for item in [*taken.new, *taken.changed]:
            title = item.about.title if item.about is not None else "–"
            output.write(f"{item.subject or '–'}\t{item.sender or '–'}\t{title}")
    for one in taken.refused:
        output.tell_failure(one.file, one.error)
    output.tell(
        "feedback_taken",
        new=len(taken.new),
        changed=len(taken.changed),
        known=taken.known,
        refused=len(taken.refused),
    )
    if taken.refused:
        raise typer.Exit(max(one.error.exit_code for one in taken.refused))
