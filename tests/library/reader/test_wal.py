"""A write-ahead log that was left, torn or damaged, and a recovery that was cut short."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.library.reader import checking, holding, recovering, wal
from desktop.library.reader.state import DATABASE, ReaderState
from tests.library.reader.damaging import (
    everything,
    flip,
    notes,
    recovered,
)

WRITER = """
import sys
from pathlib import Path
from desktop.library.document import Node, Run
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate
from desktop.library.reader.state import ReaderState
state = ReaderState(Path(sys.argv[1]))
document = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
targets = anchors(document, (("a", 0, 9),))
for number in range(40):
    annotate(state, ("kho", "truc-ban", 1), targets, "idea", f"sau {number}")
print("saved", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def left(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state whose writer was killed with forty saved notes in the log."""
    folder = shutil.copytree(made, tmp_path_factory.mktemp("máy") / "state")
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"saved\n"
        process.kill()
    assert checking.log_of(folder / DATABASE).stat().st_size > 100_000
    return folder


@pytest.fixture
def killed(left: Path, tmp_path: Path) -> Path:
    """That state, to be opened."""
    return shutil.copytree(left, tmp_path / "state")


def saved_later(folder: Path) -> int:
    return sum(one.startswith("sau") for one in notes(folder))


def test_a_writer_that_was_killed_is_no_damage(killed: Path) -> None:
    log = checking.log_of(killed / DATABASE)
    assert wal.read(log.read_bytes()).lost == 0
    assert recovered(killed) is None
    assert saved_later(killed) == 40


def test_a_write_that_was_torn_is_no_damage(killed: Path) -> None:
    log = checking.log_of(killed / DATABASE)
    flip(log, log.stat().st_size - 100)
    assert recovered(killed) is None
    assert saved_later(killed) == 39


def test_a_damaged_log_loses_little_and_not_all_that_follows(killed: Path) -> None:
    log = checking.log_of(killed / DATABASE)
    flip(log, 32 + 24 + 2000)
    before = log.read_bytes()
    with contextlib.closing(sqlite3.connect(":memory:")) as bare:  # what SQLite alone would do
        (killed / "bare").mkdir()
        for path in (killed / DATABASE, log):
            shutil.copy(path, killed / "bare" / path.name)
        bare.execute("ATTACH ? AS bare", (str(killed / "bare" / DATABASE),))
        assert bare.execute(
            "SELECT count(*) FROM bare.annotation WHERE note LIKE 'sau %'"
        ).fetchone() == (0,)
    told = recovered(killed)
    assert told is not None
    assert saved_later(killed) > 30
    assert everything() <= notes(killed)
    assert killed.joinpath(f"{told.damaged}-wal").read_bytes() == before


def test_a_damaged_head_of_the_log_loses_nothing_of_note(killed: Path) -> None:
    flip(checking.log_of(killed / DATABASE), 17)
    told = recovered(killed)
    assert told is not None
    assert saved_later(killed) > 30
    assert everything() <= notes(killed)


@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_a_crash_in_the_midst_of_a_recovery(
    killed: Path, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    """The crash comes after so many of the three renames that end it."""
    flip(checking.log_of(killed / DATABASE), 32 + 24 + 2000)
    whole, done = Path.rename, []

    def rename(path: Path, target: Path) -> Path:
        if len(done) == renamed:
            raise KeyboardInterrupt
        done.append(target)
        return whole(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            holding.opened(killed)
    told = recovered(killed)
    assert told is not None
    assert everything() <= notes(killed)
    assert saved_later(killed) > 30
    assert len(list(killed.glob("reader-damaged-*"))) == 2


def test_a_close_look_is_due_weekly_and_after_a_crash(killed: Path) -> None:
    moment = datetime.now(UTC)
    with ReaderState(killed) as own:
        assert own.ended_badly
        assert recovering.is_due(own, moment)
        recovering.found_sound(own)
        assert not recovering.is_due(own, moment + timedelta(days=6))
        assert recovering.is_due(own, moment + timedelta(days=8))
        assert recovering.is_due(own, moment - timedelta(days=1))
    with ReaderState(killed) as own:
        assert not own.ended_badly
        assert not recovering.is_due(own, moment + timedelta(days=1))
