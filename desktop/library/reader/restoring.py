"""Restoring a backup: everything is checked before the state is touched, and the old one is kept.

`stage` checks the file and lays it out beside the state; `put_in_place` is two renames, made while
nothing is open; `finish` completes them after a crash. The replaced state stays as a dated folder.
"""

import contextlib
import errno
import hashlib
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader.backup import (
    GONE,
    INSIDE,
    MANIFEST,
    VERSION,
    Backup,
    safe_name,
)
from desktop.library.reader.state import DATABASE
from desktop.library.reader.tables import FORMAT

LARGEST = 2 * 1024**3
"""Bytes that the files of one backup may take; a larger sum is no reader's state."""
_LARGEST_MANIFEST = 16 * 1024**2
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


def examine(file: Path) -> Backup:
    """The manifest of a backup, every byte of which has been checked.

    Raises: InputError that names the file, when it is no backup, damaged or of a newer program;
    EnvironmentFault when it cannot be read.
    """
    with _opened(file) as archive:
        return _checked(archive, file)[0]


def stage(file: Path, state: Path) -> Backup:
    """Checks a backup and lays its files out beside `state`, which stays as it is.

    `put_in_place` then makes them the state. Raises: as `examine`; EnvironmentFault.
    """
    with _opened(file) as archive:
        manifest, files = _checked(archive, file)
    staged, unfinished = _staged(state), state.with_name(f".{state.name}.unfinished")
    with disk.faults(unfinished):
        for former in (unfinished, staged):
            if former.exists():
                shutil.rmtree(former)
        try:
            for name, data in files.items():
                path = unfinished / name
                disk.make_folder(path.parent)
                disk.write_whole(path, data)
            unfinished.rename(staged)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        disk.sync_folder(staged.parent)
    return manifest


def put_in_place(state: Path) -> Path | None:
    """Makes what `stage` laid out the state; where the replaced one is kept, if there was any.

    Nothing in `state` may be open. Raises: EnvironmentFault, with the old state in its place.
    """
    staged, kept = _staged(state), None
    with disk.faults(state):
        if state.exists():
            kept = _free_name(state)
            state.rename(kept)
        try:
            staged.rename(state)
        except OSError:
            if kept is not None:
                kept.rename(state)
            raise
        disk.sync_folder(state.parent)
    return kept


def finish(state: Path) -> None:
    """Ends a restoration that a crash cut in two, before the state is opened.

    Raises: EnvironmentFault.
    """
    staged = _staged(state)
    with disk.faults(state):
        if not staged.is_dir():
            return
        if not state.exists():
            staged.rename(state)
            disk.sync_folder(state.parent)
        else:
            # It was laid out but never put in place: the backup is still on its stick.
            shutil.rmtree(staged)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except OSError as error:
        if error.errno in GONE or error.errno == errno.ENOENT:
            raise EnvironmentFault("restore_gone", file=file) from error
        if error.errno == errno.EINVAL:  # an altered offset leads before the file's beginning
            raise InputError("backup_damaged", file=file) from error
        raise disk.fault(error, file) from error
    except _BROKEN as error:
        raise InputError("backup_damaged", file=file) from error


def _checked(archive: zipfile.ZipFile, file: Path) -> tuple[Backup, dict[str, bytes]]:
    manifest = _manifest(archive, file)
    names = [INSIDE + one.name for one in manifest.files]
    sound = sorted(archive.namelist()) == sorted([MANIFEST, *names])
    sound = sound and all(safe_name(one.name) for one in manifest.files)
    sound = sound and sum(one.size for one in manifest.files) <= LARGEST
    if not sound or INSIDE + DATABASE not in names:
        _damaged(file)
    files = {one.name: _read(archive, INSIDE + one.name, one.size, file) for one in manifest.files}
    if any(hashlib.sha256(files[one.name]).hexdigest() != one.sha256 for one in manifest.files):
        _damaged(file)
    version = _examined(files[DATABASE], file)
    if max(version, manifest.schema) > FORMAT:
        raise InputError("backup_newer", file=file)
    return manifest, files


def _manifest(archive: zipfile.ZipFile, file: Path) -> Backup:
    """Raises: InputError."""
    if MANIFEST not in archive.namelist():
        raise InputError("backup_foreign", file=file)
    size = archive.getinfo(MANIFEST).file_size
    page = _read(archive, MANIFEST, min(size, _LARGEST_MANIFEST), file)
    try:
        head = msgspec.json.decode(page, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("backup_damaged", file=file) from error
    if head.format != "briefing-reader-backup":
        raise InputError("backup_foreign", file=file)
    if head.version > VERSION:
        raise InputError("backup_newer", file=file)
    try:
        return msgspec.json.decode(page, type=Backup)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("backup_damaged", file=file) from error


def _read(archive: zipfile.ZipFile, name: str, size: int, file: Path) -> bytes:
    """A member that takes exactly `size` bytes and no more of them, whatever it says of itself."""
    if archive.getinfo(name).file_size != size or size > LARGEST:
        _damaged(file)
    try:
        with archive.open(name) as member:
            data = member.read(size + 1)
    except _BROKEN as error:
        raise InputError("backup_damaged", file=file) from error
    if len(data) != size:
        _damaged(file)
    return data


def _examined(data: bytes, file: Path) -> int:
    """The schema of the notes in `data`, which are whole and hold tables alone."""
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(data)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            active = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
            strange = copy.execute(active).fetchone()[0]
            version: int = copy.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise InputError("backup_damaged", file=file) from error
    if found != "ok" or strange or version < 1:
        _damaged(file)
    return version


def _damaged(file: Path) -> NoReturn:
    raise InputError("backup_damaged", file=file)


def _staged(state: Path) -> Path:
    return state.with_name(f".{state.name}.restored")


def _free_name(state: Path) -> Path:
    day = datetime.now(UTC).astimezone().date().isoformat()
    names = [f"{state.name}-{day}", *(f"{state.name}-{day}-{at}" for at in range(2, 1000))]
    for name in names:
        if not state.with_name(name).exists():
            return state.with_name(name)
    raise EnvironmentFault("disk_refused", path=state.with_name(names[0]))
