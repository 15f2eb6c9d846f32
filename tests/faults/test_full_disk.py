"""A state on a disk that is really full, or really read-only: a small one in memory."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from io import FileIO
from pathlib import Path

import pytest

from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault
from desktop.library.reader import dated, holding, recovering
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations
from desktop.library.reader.state import DATABASE, ReaderState

pytestmark = pytest.mark.slow
DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
PLACE = ("kho", "truc-ban", 1)


def mounted(folder: Path, options: str) -> bool:
    """Whether this machine lets us mount; root alone may."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "đĩa"
    folder.mkdir()
    if shutil.which("mount") is None or not mounted(folder, "size=4m"):
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def state(disk: Path) -> Path:
    """A state on it, with five notes."""
    with ReaderState(disk / "state") as own:
        for number in range(5):
            annotate(own, PLACE, TARGETS, "idea", f"{number}")
    return disk / "state"


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


def write_on(own: ReaderState) -> None:
    """Writes more than any file could still have room for."""
    for _ in range(99):
        annotate(own, PLACE, TARGETS, "idea", "dài " * 999)


def test_a_full_disk_takes_no_backup_and_loses_nothing(disk: Path, state: Path) -> None:
    with holding.in_use(state), holding.opened(state) as own:
        filler = fill(disk)
        with pytest.raises(EnvironmentFault) as raised:
            dated.keep(state / DATABASE, date(2026, 3, 1))
        assert raised.value.code == "disk_full"
        assert list((disk / "state").rglob("*reader-2*")) == []
        with pytest.raises(EnvironmentFault) as raised:
            write_on(own)
        assert raised.value.code == "disk_full"
        assert len(annotations(own, "kho")) == 5
        filler.unlink()
        annotate(own, PLACE, TARGETS, "idea", "có chỗ rồi")
        assert dated.keep(state / DATABASE, date(2026, 3, 1)) is not None
    assert recovering.examine_closely(state) == []


def test_a_full_disk_leaves_a_damaged_file_until_there_is_room(disk: Path, state: Path) -> None:
    dated.keep(state / DATABASE, date(2026, 3, 1))
    with (state / DATABASE).open("r+b") as file:
        file.write(b"\xff" * 100)
    before = (state / DATABASE).read_bytes()
    with holding.in_use(state):
        filler = fill(disk)
        with pytest.raises(EnvironmentFault) as raised:
            holding.opened(state)
        assert raised.value.code in ("disk_full", "disk_failed")
        assert (state / DATABASE).read_bytes() == before
        filler.unlink()
        with holding.opened(state) as own:
            assert len(annotations(own, "kho")) == 5
            assert recovering.report(own) is not None


def test_a_disk_that_cannot_be_written_is_no_damage(disk: Path, state: Path) -> None:
    options = ["mount", "-o", "remount,ro", str(disk)]
    subprocess.run(options, check=True)
    with pytest.raises(EnvironmentFault) as raised, holding.in_use(state):
        pass
    assert raised.value.code == "disk_refused"
    with pytest.raises(EnvironmentFault) as raised:
        holding.opened(state)
    assert raised.value.code == "disk_refused"
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert list(state.glob("reader-damaged-*")) == []
    with holding.in_use(state), holding.opened(state) as own:
        assert len(annotations(own, "kho")) == 5
        assert recovering.report(own) is None
