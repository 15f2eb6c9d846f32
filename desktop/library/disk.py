"""Durable writes, links and locks: the one place that knows how disks and systems differ."""

import contextlib
import errno
import logging
import os
import re
import shutil
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from desktop.library.errors import EnvironmentFault

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""Names that mean a device to Windows, with any ending."""
LONGEST_NAME = 250
"""Bytes of a name in UTF-8: 255 at most on any disk, five of which an unfinished file needs."""
log = logging.getLogger(__name__)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def fault(error: OSError, path: Path) -> EnvironmentFault:
    """The error that a person is told for what the system said of `path`."""
    if error.errno in _FULL:
        return EnvironmentFault("disk_full", path=path)
    if error.errno in _REFUSED:
        return EnvironmentFault("disk_refused", path=path)
    if error.errno == errno.ENOENT:
        return EnvironmentFault("disk_missing", path=path)
    return EnvironmentFault("disk_failed", path=path, reason=error.strerror or str(error))


def database_fault(error: sqlite3.OperationalError, path: Path) -> EnvironmentFault:
    """As `fault`, for what SQLite said of a file of its own."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return EnvironmentFault("disk_full", path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return EnvironmentFault("disk_refused", path=path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return EnvironmentFault("locked", path=path)
        case _:
            return EnvironmentFault("disk_failed", path=path, reason=error)


@contextlib.contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns an `OSError` inside the block into an `EnvironmentFault` that names `path`."""
    try:
        yield
    except OSError as error:
        raise fault(error, path) from error


def sync_folder(folder: Path) -> None:
    """Makes names in `folder` durable; Windows does that by itself and cannot open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Makes a closed file's bytes durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes, *, settled: bool = True) -> None:
    """Puts `data` at `path` so that a crash leaves the old file or the new one.

    The unfinished file has one name of its own, so that a later write tidies up after a crash.
    Not `settled`, it may still be the old one after a crash until the caller syncs the folder,
    which one who writes many files does once.
    Raises: EnvironmentFault.
    """
    unfinished = path.with_name(f".{path.name}.new")
    with faults(path):
        try:
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        if settled:
            sync_folder(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Gives an immutable file a second name, by a copy where the disk knows no hard links."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
        sync_file(target)


def portable_name(stem: str, ending: str = "") -> str:
    """A file name that any disk and system takes, FAT sticks and Windows too.

    After Microsoft's "Naming Files, Paths, and Namespaces"; `ending` is ours, with its dot.
    """
    text = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", stem)).lstrip(" .")
    room = LONGEST_NAME - len(ending.encode()) - len("_")
    text = text.encode()[:room].decode(errors="ignore").rstrip(" .")
    device = not text or text.partition(".")[0].rstrip().casefold() in RESERVED
    return ("_" if device else "") + text + ending


def make_folder(folder: Path) -> None:
    """Creates `folder` and its parents. Raises: EnvironmentFault."""
    with faults(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds an exclusive lock file for the block. Raises: EnvironmentFault if another holds it."""
    with faults(path):
        file = path.open("a+b")
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise EnvironmentFault("locked", path=path) from error
        yield


class Hold:
    """Says, to every process, that `name` is in use: a marker in `folder` that is locked.

    The system lets go of the lock of a process that dies, so what a crash leaves holds nothing.
    A folder that cannot be written to (a locked stick, a full disk) costs only the protection; so
    does a look at what is held in the moment between the making of the marker and its lock.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.{os.urandom(8).hex()}"
        self._descriptor = -1
        try:
            folder.mkdir(exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            _lock(self._descriptor)
        except OSError as error:
            log.info("%s is not held: %s", name, error)
            self.close()

    def close(self) -> None:
        """Lets go. The marker goes too, or else with the next look at what is held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            with contextlib.suppress(OSError):
                self._path.unlink()


def held(folder: Path) -> set[str]:
    """The names that some process holds in `folder`; markers of the dead are taken away.

    Raises: OSError, where the folder cannot be read.
    """
    names: set[str] = set()
    for path in folder.iterdir() if folder.is_dir() else ():
        name = path.name.rpartition(".")[0]
        try:
            with path.open("r+b") as file:
                _lock(file.fileno())
            path.unlink()
        except FileNotFoundError:
            continue  # let go meanwhile
        except OSError:
            names.add(name)
    return names


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
