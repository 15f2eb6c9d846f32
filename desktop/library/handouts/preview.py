"""The pages of a handout while it is being composed: typeset again after each change, at its speed.

One Typst world is kept, so that what did not change is not laid out again.
"""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Self, cast

import typst

from desktop.library import disk
from desktop.library.errors import BugError
from desktop.library.handouts.payload import Payload
from desktop.library.handouts.sheet import Figure
from desktop.library.handouts.typeset import (
    check_picture,
    font_book,
    inputs_of,
    lay_out,
    noon,
)
from desktop.library.handouts.write import Ready, job_of


class Preview:
    """Typesets one composition after another as the paper will be. One thread at a time.

    Raises: EnvironmentFault when there is no room for temporary files.
    """

    def __init__(self) -> None:
        with disk.faults(Path(tempfile.gettempdir())):
            self._folder = tempfile.TemporaryDirectory()
        self._world: typst.Compiler | None = None
        self._held: tuple[str, dict[str, Figure]] = ("", {})
        self._turn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._world = None
        self._folder.cleanup()

    def pdf(self, made: Ready, date: dt.date, *, replacing: bool = False) -> bytes:
        """The same bytes as `write` gives; `images.page` draws the pages that are looked at.

        Raises: as `write`.
        """
        job = job_of(made, replacing=replacing)
        payload = Payload(made.sheet, job.rules)
        inputs = inputs_of(payload, job)
        world = self._world
        if world is None or self._held != (job.layout, payload.files):
            world = self._world = self._opened(job.layout, payload)
        try:
            return cast("bytes", world.compile(sys_inputs=inputs, timestamp=noon(date)))
        except typst.TypstError as error:
            self._world = None
            for figure in payload.files.values():
                check_picture(figure)
            raise BugError("typesetting_failed", reason=error) from error

    def _opened(self, layout: str, payload: Payload) -> typst.Compiler:
        """A world with a sheet's pictures in a folder of its own, since files are read once."""
        self._turn += 1
        root = Path(self._folder.name) / str(self._turn)
        with disk.faults(root):
            root.mkdir()
            lay_out(root, payload)
        self._held = (layout, dict(payload.files))
        return typst.Compiler(
            root / f"{layout}.typ",
            root=root,
            font_paths=font_book(),
            ignore_system_fonts=True,
        )
