"""The arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from desktop.library import folders
from desktop.library.editions import collection
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library as InstalledLibrary

Workspace = Annotated[Path, typer.Argument(metavar="DIR", help="Workspace of the library.")]
Library = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Installed library: folder or id.")
]
State = Annotated[Path | None, typer.Option("--state", metavar="DIR", help="Reader's state.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]

Replace = Annotated[bool, typer.Option("--replace", help="Print □ for what the fonts lack.")]


def library_folder(given: Path | None) -> Path:
    """The folder of the library that was asked for: a folder, an id, or the usual one.

    An id is that of a library installed in the usual folder or beside it there; a folder that
    exists comes first. Raises: EnvironmentFault.
    """
    usual = folders.default_library()
    if given is None or given.exists() or len(given.parts) != 1:
        return given or usual
    found = collection.find(usual, given.name)
    return found.folder if found is not None else given


class Here(msgspec.Struct):
    """The library and the state that a command was told of, or the usual ones."""

    library: Path
    state: Path

    def edition(self) -> Edition:
        return InstalledLibrary(self.library).current()


def here(library: Path | None, state: Path | None) -> Here:
    """The folders that a command was told of, else the usual ones."""
    return Here(library_folder(library), state or folders.default_state())
