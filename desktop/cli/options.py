"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from desktop.library import folders
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library as InstalledLibrary

Workspace = Annotated[Path, typer.Argument(metavar="DIR", help="Workspace of the library.")]
Library = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Installed library.")
]
State = Annotated[Path | None, typer.Option("--state", metavar="DIR", help="Reader's state.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


class Here(msgspec.Struct):
    """The library and the state that a command was told of, or the usual ones."""

    library: Path
    state: Path

    def edition(self) -> Edition:
        return InstalledLibrary(self.library).current()


def here(library: Path | None, state: Path | None) -> Here:
    """The folders that a command was told of, else the usual ones."""
    return Here(library or folders.default_library(), state or folders.default_state())
