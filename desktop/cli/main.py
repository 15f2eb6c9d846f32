"""`briefing-library`: the library for a terminal."""

import multiprocessing
import sys
from collections.abc import Callable

import typer

from desktop.cli import keys, librarian, packages, reader, releases
from desktop.cli.annotations import annotations
from desktop.cli.feedback import feedback
from desktop.cli.handout import handout
from desktop.cli.opinions import opinions
from desktop.cli.register import handout_code, register

app = typer.Typer(
    name="briefing-library",
    help="Kho tài liệu cho người quản lý kho và bạn đọc. The library for librarians and readers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS: tuple[Callable[..., None], ...] = (
    librarian.new,
    librarian.ingest,
    librarian.check,
    librarian.build,
    releases.release,
    releases.history,
    packages.verify,
    packages.install,
    packages.rollback,
    reader.status,
    reader.search,
    reader.show,
    handout,
    handout_code,
    reader.doctor,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(annotations)
app.add_typer(feedback)
app.add_typer(keys.keys)
app.add_typer(opinions)
app.add_typer(register)


def run() -> None:
    """The entry point; also of the frozen program's worker processes."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app()


if __name__ == "__main__":
    run()
