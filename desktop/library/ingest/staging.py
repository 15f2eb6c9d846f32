"""Puts all files of one input into the workspace together, or none.

Files are first written and made durable in `.ingest/` inside the workspace, then moved into place.
If the machine stops before the mark `ready` stands there, the next ingest sweeps the folder; if it
stops after, the next ingest finishes the moves.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.library import disk
from desktop.library.workspace.layout import Workspace

FOLDER = ".ingest"
_PLAN = "plan"
_READY = "ready"


class Staging:
    """The files of one input on their way, as a context manager: without `commit` all is undone.

    `area` is a folder name of one's own choice; two files of one name in one area are refused by
    the caller, who can look with `staged`. Memory does not grow with the number of files.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._root = workspace.folder
        self._folder = workspace.folder / FOLDER
        self._areas: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _sweep(self._folder)

    def staged(self, area: str, name: str) -> bytes | None:
        """The bytes waiting under that name, None if there are none. Raises: EnvironmentFault."""
        path = self._folder / area / name
        with disk.faults(path):
            return path.read_bytes() if area in self._areas and path.is_file() else None

    def add(self, area: str, name: str, target: Path, data: bytes) -> None:
        """Writes `data`, to be moved to `target` in the workspace. Raises: EnvironmentFault."""
        path = self._folder / area / name
        if area not in self._areas:
            disk.make_folder(path.parent)
            self._areas.add(area)
        with disk.faults(path):
            path.write_bytes(data)
            line = json.dumps([f"{area}/{name}", target.relative_to(self._root).as_posix()])
            with (self._folder / _PLAN).open("a", encoding="utf-8") as plan:
                plan.write(f"{line}\n")

    def commit(self) -> None:
        """Moves everything into place. Raises: EnvironmentFault, and then nothing was changed."""
        if not self._areas:
            return
        with disk.faults(self._folder):
            for source, _ in _planned(self._root):
                disk.sync_file(source)
            disk.sync_file(self._folder / _PLAN)
        disk.write_whole(self._folder / _READY, b"")
        _move(self._root)


def recover(workspace: Workspace) -> None:
    """Finishes or sweeps what a stopped ingest left behind. Raises: EnvironmentFault."""
    folder = workspace.folder / FOLDER
    if (folder / _READY).is_file():
        _move(workspace.folder)
    _sweep(folder)


def _planned(root: Path) -> Iterator[tuple[Path, Path]]:
    with (root / FOLDER / _PLAN).open(encoding="utf-8") as plan:
        for line in plan:
            source, target = json.loads(line)
            yield root / FOLDER / source, root / target


def _move(root: Path) -> None:
    made: list[Path] = []
    target = root
    try:
        for source, target in _planned(root):
            if not source.exists():
                continue
            if not target.parent.is_dir():
                target.parent.mkdir(parents=True)
                made.append(target.parent)
            source.replace(target)
        for folder in {target.parent for _, target in _planned(root)}:
            disk.sync_folder(folder)
    except OSError as error:
        _undo(root, made)
        raise disk.fault(error, target) from error


def _undo(root: Path, made: list[Path]) -> None:
    """Moves back what was moved already; the targets were free before, so nothing is lost."""
    with disk.faults(root):
        for source, target in _planned(root):
            if not source.exists() and target.exists():
                target.replace(source)
        for folder in reversed(made):
            folder.rmdir()
        (root / FOLDER / _READY).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    if folder.exists():
        with disk.faults(folder):
            shutil.rmtree(folder)
