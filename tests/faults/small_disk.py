"""A disk that is really full, or really read-only: a small one in memory."""

import contextlib
import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest


def mounted(folder: Path, options: str) -> bool:
    """Whether this machine lets us mount; root alone may."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A new folder that is a disk of `size`; who may not mount skips the test."""
    folder.mkdir()
    if shutil.which("mount") is None or not mounted(folder, f"size={size}"):
        pytest.skip("mounting needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(disk: Path, how: str) -> None:
    """Lets the disk be written to (`rw`) or not (`ro`)."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Writes until nothing more goes onto the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
                pour(file, size)
    return filler


def pour(file: FileIO, size: int) -> None:
    while True:
        file.write(b"\xff" * size)
