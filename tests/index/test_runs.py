"""Several processes make the index that one does, and leave nothing behind when they fail."""

import multiprocessing
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Entry, Index, ProcessLost, verify, write

pytestmark = pytest.mark.usefixtures("no_pickles")
ODD = (
    "Ứng phó khủng hoảng truyền thông theo Chỉ thị 05-CT/TW.",
    unicodedata.normalize("NFD", "Đường vào phòng đọc, hoà bình và hòa bình."),
    "ภาษาไทย 漢字 \U0001f600 e\u0301\u0323",
    "",
    "gãy \ud83d đôi",
)


def entries(count: int, letters: int = 200) -> list[Entry]:
    return [
        Entry(
            key=f"bai-{i}",
            title=f"Bài số {i}",
            headings="I. Tình hình",
            body=f"{ODD[i % len(ODD)]}\nĐoạn {i} " + "có thêm lời " * (letters * (i % 7) // 12),
            attachments="trang phụ lục" if i % 3 == 0 else "",
            topics=("Thiên tai", ODD[i % 2]),
            date=20260101 + i,
        )
        for i in range(count)
    ]


@pytest.fixture
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.runs.SHARE_LETTERS", 500)


def built(folder: Path, given: list[Entry], processes: int, before: Path | None = None) -> Path:
    write(folder, given, previous=before, processes=processes)
    verify(folder)
    assert multiprocessing.active_children() == []
    return folder


def contents(folder: Path) -> list[bytes]:
    """The bytes of what was built; segments are named at random."""
    segments = sorted(path.read_bytes() for path in folder.glob("*.seg"))
    return [(folder / "syllables.bin").read_bytes(), *segments]


def test_any_number_of_processes_makes_the_same_files(small_shares: None, tmp_path: Path) -> None:
    given = entries(60)
    alone = built(tmp_path / "1", given, 1)
    assert contents(built(tmp_path / "3", given, 3)) == contents(alone)
    with Index(alone) as index:
        assert len(index) == 60


def test_so_does_the_next_edition_with_its_held_out_words(
    small_shares: None, tmp_path: Path
) -> None:
    first = built(tmp_path / "1", entries(20), 1)
    changed = entries(200, letters=900)[10:]
    alone = built(tmp_path / "alone", changed, 1, first)
    shared = built(tmp_path / "shared", changed, 2, first)
    assert (alone / "syllables.bin").read_bytes() != (first / "syllables.bin").read_bytes()
    assert contents(shared) == contents(alone)


def test_few_entries_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process for so little")

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "start", refuse)
    built(tmp_path / "1", entries(60), 8)


class Stop(Exception):
    pass


def test_stopping_ends_the_processes(small_shares: None, tmp_path: Path) -> None:
    wrote: list[int] = []

    def check() -> None:
        if wrote:
            raise Stop

    with pytest.raises(Stop):
        write(tmp_path / "1", entries(60), processes=2, check=check, done=wrote.append)
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "1").exists()


def test_a_lost_process_is_told(small_shares: None, tmp_path: Path) -> None:
    def endless() -> Iterator[Entry]:
        for number in range(100_000):
            if number == 40:
                os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGTERM)
            yield Entry(key=str(number), title="Bài", headings="", body="lời " * 200)

    with pytest.raises(ProcessLost):
        write(tmp_path / "1", endless(), processes=2)
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "1").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_that_refuses_a_process_is_an_os_error(small_shares: None, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - not everywhere

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(tmp_path / "1", entries(60), processes=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not (tmp_path / "1").exists()


KILLED = """
import multiprocessing, os, signal, sys
from pathlib import Path
import index.runs
from index import Entry, write

def entries():
    for number in range(1_000):
        if number == 50:
            sys.stdout.write("working")
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        yield Entry(key=str(number), title="Bài", headings="", body="lời " * 200)

if __name__ == "__main__":
    index.runs.SHARE_LETTERS = 500
    write(Path(sys.argv[1]), entries(), processes=2)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_process_outlives_a_killed_build(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    project = Path(__file__).resolve().parents[2]
    build = subprocess.Popen(
        [sys.executable, script, tmp_path / "index"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(project)},
    )
    # The processes hold the other end of this pipe: it ends when the last of them has.
    said, _ = build.communicate()
    assert (said, build.returncode) == (b"working", -signal.SIGKILL)
