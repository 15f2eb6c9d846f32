"""Several libraries on one laptop: the one in a folder, and others in its `libraries/<id>/`.

Each is a whole `Library` with an edition, a former one and a trust of its own. A reader's notes are
kept by library and briefing, so one state serves all of them.
"""

from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.editions.library import Library
from desktop.library.errors import AppError

OTHERS = "libraries"
"""The folder inside a library's that holds the others."""


class Entry(msgspec.Struct, frozen=True):
    """One library as a list shows it: its folder, name and live edition.

    `error` says why it cannot be opened; the other libraries are none the worse for it.
    """

    folder: Path
    name: str = ""
    edition: int = 0
    error: AppError | None = None


def around(folder: Path) -> Path:
    """The collection in which the library in `folder` stands, by its folder.

    That is its own, or the first library's, beside which it was installed.
    """
    first = folder.parent.parent
    beside = folder.parent.name == OTHERS and Library(first).exists()
    return first if beside else folder


def entries(folder: Path) -> list[Entry]:
    """As `libraries`, each with what is told of it. Raises: EnvironmentFault."""
    found: list[Entry] = []
    for library in libraries(folder):
        try:
            with library.current() as edition:
                found.append(Entry(library.folder, edition.name, edition.number))
        except AppError as error:
            found.append(Entry(library.folder, library.folder.name, error=error))
    return found


def name_of(folder: Path) -> str:
    """By what `named` finds a library again in its collection: "" for the first one."""
    return "" if around(folder) == folder else folder.name


def named(folder: Path, name: str) -> Path:
    """The folder of the library of that name in the collection `folder`, if it is still there.

    Else the collection's first one, whether or not that is there.
    """
    sound = name == disk.portable_name(name)
    path = folder / OTHERS / name
    return path if sound and Library(path).exists() else folder


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
