"""The index of the reader's notes: a cache beside the state, made again whenever it will not do.

`<state>/notes-index/` holds folders that are never changed once made, each an index with
`notes.json` (which notes it holds, as they were); `current` names the newest. Whoever makes one
holds `lock`; another window meanwhile makes its own in a folder for temporary files, and so does
one that cannot write here.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import index
from desktop.library import disk
from desktop.library.errors import EnvironmentFault

FOLDER = "notes-index"
FORMAT = 1
_CURRENT = "current"
_LOCK = "lock"
_HELD = "notes.json"

Entries = Callable[[list[str]], Iterable[index.Entry]]


class Held(msgspec.Struct, frozen=True):
    """What an index holds: every note's stamp by its id, and `titles`: whose titles it knows."""

    format: int
    titles: str
    stamps: dict[str, str]


class NotesIndex:
    """The newest index of one state's notes, opened. One thread at a time; any number of windows.

    Marks are restored with `syllables` where they are given.
    """

    def __init__(self, state: Path, titles: str, syllables: index.Model | None) -> None:
        self._folder = state / FOLDER
        self._titles = titles
        self._syllables = syllables
        self._temporary: list[Path] = []
        self._damaged: set[Path] = set()
        self._opened: tuple[Path, Held, index.Index] | None = None

    def close(self) -> None:
        """Lets go of the files, and removes what was made for the time being."""
        self._let_go()
        self._tidy()

    def holding(self, stamps: dict[str, str], entries: Entries) -> index.Index:
        """An index of exactly these notes; of those not held yet it asks `entries` by their ids.

        Raises: EnvironmentFault when no disk at all takes it, and whatever `entries` raises.
        """
        wanted = Held(FORMAT, self._titles, stamps)
        if self._opened is not None and self._opened[1] == wanted:
            return self._opened[2]
        self._open_current(wanted)
        while self._opened is None or self._opened[1] != wanted:
            try:
                folder = self._made(wanted, entries)
                self._open(folder, wanted)
            except (index.IndexFault, EnvironmentFault):
                if self._opened is None:
                    raise
                self._let_go()  # What it was to follow is damaged or gone: without it, then.
        return self._opened[2]

    def forget(self) -> None:
        """Makes the next index from the notes alone: the present one proved damaged."""
        if self._opened is not None:
            self._damaged.add(self._opened[0])
        self._let_go()

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened[2].close()
            self._opened = None

    def _open(self, folder: Path, held: Held) -> None:
        opened = index.Index(folder, syllables=self._syllables)
        self._let_go()
        self._opened = folder, held, opened
        self._tidy()

    def _tidy(self) -> None:
        """Removes what was made for the time being and is not open."""
        for folder in self._temporary.copy():
            if self._opened is None or self._opened[0].parent != folder:
                shutil.rmtree(folder, ignore_errors=True)
                self._temporary.remove(folder)

    def _open_current(self, wanted: Held) -> None:
        """Opens what another window or an earlier start has left, if it can serve."""
        try:
            folder = self._folder / self._current()
            held_already = self._opened is not None and folder == self._opened[0]
            if held_already or folder in self._damaged:
                return
            held = msgspec.json.decode((folder / _HELD).read_bytes(), type=Held)
            if (held.format, held.titles) == (wanted.format, wanted.titles):
                self._open(folder, held)
        except (OSError, ValueError, index.IndexFault):
            return  # It is only a cache: the notes themselves are elsewhere.

    def _current(self) -> str:
        """The name in `current`, or one that no folder has."""
        try:
            name = (self._folder / _CURRENT).read_text(encoding="ascii", errors="replace")
        except OSError:
            return _CURRENT
        return Path(name).name or _CURRENT

    def _made(self, wanted: Held, entries: Entries) -> Path:
        """A new index after the one that is open, in the first place that takes it."""
        fault: Exception | None = None
        for place in (self._beside_the_state, self._for_the_time_being):
            try:
                with place() as folder:
                    self._write(folder, wanted, entries)
                    return folder
            except (OSError, EnvironmentFault) as error:
                fault = error
        if isinstance(fault, OSError):
            raise disk.fault(fault, self._folder) from fault
        assert fault is not None
        raise fault

    @contextmanager
    def _beside_the_state(self) -> Iterator[Path]:
        disk.make_folder(self._folder)
        with disk.locked(self._folder / _LOCK):
            self._sweep()
            folder = self._folder / secrets.token_hex(8)
            try:
                yield folder
                disk.write_whole(self._folder / _CURRENT, folder.name.encode("ascii"))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    @contextmanager
    def _for_the_time_being(self) -> Iterator[Path]:
        above = Path(tempfile.mkdtemp(prefix="briefing-notes-"))
        self._temporary.append(above)
        yield above / "index"

    def _write(self, folder: Path, wanted: Held, entries: Entries) -> None:
        before, known = (self._opened[0], self._opened[1].stamps) if self._opened else (None, {})
        changed = [one for one, stamp in wanted.stamps.items() if known.get(one) != stamp]
        gone = known.keys() - wanted.stamps.keys()
        index.write(folder, entries(changed), removed=gone, previous=before)
        disk.write_whole(folder / _HELD, msgspec.json.encode(wanted))

    def _sweep(self) -> None:
        """Removes indexes that `current` does not name; Windows keeps what a window still reads."""
        kept = {self._current(), self._opened[0].name if self._opened else ""}
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)
