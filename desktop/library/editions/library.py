"""An installed library: its editions, and the one that is live."""

import re
import shutil
from pathlib import Path

from desktop.library import disk
from desktop.library.editions.edition import Edition
from desktop.library.editions.manifest import Manifest, read_manifest
from desktop.library.errors import EnvironmentFault, InputError

CURRENT = "current"
EDITIONS = "editions"
OPEN = "open"
"""The folder of markers of the editions that are open, each held by the process that reads it."""
_NAME = re.compile(r"^(\d{8})(?:-r(\d+))?$")
KEPT = 2
"""Editions kept: the live one and the one before it."""


class Library:
    """The folder of one library: `editions/`, `current` and, once it has one, `trust/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def editions_folder(self) -> Path:
        return self.folder / EDITIONS

    def exists(self) -> bool:
        """Whether an edition is live here."""
        return (self.folder / CURRENT).is_file()

    def current_folder(self) -> Path:
        """The live edition's folder.

        Raises: InputError when there is no library here; EnvironmentFault when `current` is
        damaged or names an edition that is gone.
        """
        path = self.folder / CURRENT
        try:
            name = path.read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError("library_missing", folder=self.folder) from error
        except UnicodeDecodeError as error:
            raise EnvironmentFault("current_damaged", file=path) from error
        except OSError as error:
            raise disk.fault(error, path) from error
        if not _NAME.match(name):
            raise EnvironmentFault("current_damaged", file=path)
        return self.editions_folder / name

    def manifest(self) -> Manifest:
        """The live edition's manifest. Raises: as `current_folder`; EnvironmentFault."""
        return read_manifest(self.current_folder())

    def current(self) -> Edition:
        """The live edition, open, and kept from being swept away until it is closed.

        Raises: as `current_folder`; EnvironmentFault.
        """
        folder = self.current_folder()
        hold = disk.Hold(self.folder / OPEN, folder.name)
        try:
            return Edition(folder, hold)
        except BaseException:
            hold.close()
            raise

    def switch(self, name: str) -> None:
        """Makes the edition called `name` the live one, at once or not at all."""
        disk.write_whole(self.folder / CURRENT, f"{name}\n".encode("ascii"))

    def editions(self) -> list[str]:
        """Names of the whole editions on disk, oldest first."""
        if not self.editions_folder.is_dir():
            return []
        names = [path.name for path in self.editions_folder.iterdir() if _NAME.match(path.name)]
        return sorted(names, key=_age)

    def free_name(self, number: int, repairs: int = 0) -> str:
        """A folder name that edition `number` has not been given here, after `repairs` others."""
        taken = set(self.editions())
        while (name := edition_name(number, repairs)) in taken:
            repairs += 1
        return name

    def sweep(self) -> None:
        """Removes unfinished folders, and editions beyond those kept that nobody has open."""
        live = self.current_folder().name if self.exists() else ""
        older = [name for name in self.editions() if name != live]
        opened = disk.held(self.folder / OPEN)
        for name in older[: -(KEPT - 1)]:
            if name not in opened:
                shutil.rmtree(self.editions_folder / name)
        for path in self.editions_folder.glob(".*"):
            shutil.rmtree(path)


def edition_name(number: int, repair: int = 0) -> str:
    """The folder name of edition `number`; a repaired one carries its count of repairs."""
    return f"{number:08d}" + (f"-r{repair}" if repair else "")


def number_of(name: str) -> int:
    """The number of the edition in a folder of that name; 0 for a folder of another kind."""
    return _age(name)[0]


def _age(name: str) -> tuple[int, int]:
    match = _NAME.match(name)
    return (int(match[1]), int(match[2] or 0)) if match else (0, 0)
