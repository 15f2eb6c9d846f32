"""A finished package onto sticks: checked as a laptop would, copied, read back and compared."""

import datetime as dt
import hashlib
import os
import tempfile
from pathlib import Path

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.releases import package, trust
from desktop.library.releases.contents import EditionPage, read_page
from desktop.library.releases.install import claimed
from desktop.library.releases.package import Package
from desktop.library.releases.patch import patched, read_patch

_CHUNK = 1024 * 1024


def check(
    file: Path, root: bytes, now: dt.datetime, base: EditionPage | None = None
) -> EditionPage:
    """Believes a package and reads each of its parts, as a laptop does that trusts `root`.

    `base` is the edition that such a laptop has, for a package that is added to it.
    Raises: NotTrusted, InputError("package_needs_whole") without a `base` that is needed;
    EnvironmentFault.
    """
    with tempfile.TemporaryDirectory() as folder, Package(file) as opened:
        library = Path(folder)
        trusted = trust.Trust(library, library / "scratch")
        believed = trusted.examine(opened.metadata, now, root)
        data, patch = opened.edition(), opened.patch()
        if patch is not None:
            if base is None:
                raise InputError("package_needs_whole", number=claimed(opened).number)
            data = patched(read_patch(patch), base)
        trust.check(data, believed, package.EDITION)
        opened.verify()
        return read_page(data)


def copy_to(
    file: Path,
    folder: Path,
    *,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Path:
    """Copies a package into `folder` and reads the copy again; where it lies.

    A copy that is cut short or read back otherwise does not stay.
    Raises: EnvironmentFault("copy_differs") where the stick gives other bytes than were written to
    it; Cancelled.
    """
    token = cancel or CancelToken()
    stem = file.name.removesuffix(package.ENDING)
    target = folder / disk.portable_name(stem, package.ENDING)
    unfinished = target.with_name(f".{target.name}.new")
    total = 2 * file.stat().st_size
    with disk.faults(target):
        try:
            written = _copy(file, unfinished, token, progress, total)
            read = _digest(unfinished, token, progress, total)
            if read != written:
                raise EnvironmentFault("copy_differs", file=target.name)
            unfinished.replace(target)
            disk.sync_folder(folder)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def _copy(file: Path, target: Path, cancel: CancelToken, progress: Progress, total: int) -> str:
    digest, done = hashlib.sha256(), 0
    with file.open("rb") as source, target.open("wb") as out:
        while data := source.read(_CHUNK):
            cancel.check()
            digest.update(data)
            out.write(data)
            done += len(data)
            progress("copying", done, total)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _digest(file: Path, cancel: CancelToken, progress: Progress, total: int) -> str:
    """The hash of what the disk gives back, not of what the system still remembers."""
    digest, done = hashlib.sha256(), total // 2
    with file.open("rb") as source:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while data := source.read(_CHUNK):
            cancel.check()
            digest.update(data)
            done += len(data)
            progress("reading_back", done, total)
    return digest.hexdigest()
