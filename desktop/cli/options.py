"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[Path, typer.Argument(metavar="DIR", help="Workspace of the library.")]
Library = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Installed library.")
]
State = Annotated[Path | None, typer.Option("--state", metavar="DIR", help="Reader's state.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
