"""The sample library, made from its sources so that a reader without a library can look around."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from desktop.library import disk
from desktop.library.editions.library import Library
from desktop.library.workspace.layout import Workspace


def make_sample(sources: Path, folder: Path) -> None:
    """Builds the sample at `folder`, unless it is there.

    The sources are copied first: building notes each version beside its text, and where the
    program is installed nothing may be written.

    Raises: EnvironmentFault; ProblemsFound.
    """
    library = Library(folder)
    if library.exists():
        return
    from desktop.library.editions.build import build  # noqa: PLC0415 - 75 ms of each start else

    with disk.faults(folder), tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / sources.name
        shutil.copytree(sources, copy)
        build(Workspace(copy), library, now=dt.datetime.now(dt.UTC), processes=1)


def former(library: Library) -> str:
    """The name of the newest whole edition before the live one; "" if there is none.

    Raises: InputError when there is no library; EnvironmentFault.
    """
    live = library.current_folder().name
    older = [name for name in library.editions() if name.partition("-")[0] < live.partition("-")[0]]
    return older[-1] if older else ""
