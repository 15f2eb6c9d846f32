"""Several libraries on one laptop: the one in a folder, and others in its `libraries/<id>/`.

Each is a whole `Library` with an edition, a former one and a trust of its own. A reader's notes are
kept by library and briefing, so one state serves all of them.
"""

from pathlib import Path

from desktop.library import disk
from desktop.library.editions.library import Library

OTHERS = "libraries"
"""The folder inside a library's that holds the others."""


def libraries(folder: Path) -> list[Library]:
    """The installed libraries of `folder`: its own first, then the others by id.

    Raises: EnvironmentFault.
    """
    others = folder / OTHERS
    with disk.faults(others):
        paths = sorted(others.iterdir()) if others.is_dir() else []
    held = [Library(path) for path in (folder, *paths)]
    return [library for library in held if library.exists()]


def find(folder: Path, identifier: str) -> Library | None:
    """The installed library of that id in `folder`. Raises: EnvironmentFault."""
    for library in libraries(folder):
        if library.manifest().library == identifier:
            return library
    return None


def place_for(folder: Path, identifier: str) -> Library:
    """Where in `folder` a library belongs: where it stands, else where there is room for it.

    `identifier` is a valid one (`schema.Identifier`). The first library of a folder takes the
    folder itself. Raises: EnvironmentFault.
    """
    found = find(folder, identifier)
    if found is not None:
        return found
    own = Library(folder)
    return Library(folder / OTHERS / disk.portable_name(identifier)) if own.exists() else own
