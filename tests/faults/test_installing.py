"""An installation that is killed, or finds the disk full, leaves the old edition or the new one."""

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.library.editions.doctor import examine
from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.releases.install import install, root_of, verify
from desktop.library.releases.keyring import Costs, KeyFile, Keyring
from desktop.library.releases.release import prepare, sign, write
from desktop.library.releases.signing import Chain, found
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace

pytestmark = pytest.mark.slow
MOMENTS = 200
BRIEFINGS = 30
PASSPHRASE = "mot hai ba bon"
INSTALLER = Path(__file__).with_name("installer.py")


def fill(workspace: Path, generation: int) -> None:
    folder = workspace / "conferences" / "tai-lieu-le"
    folder.mkdir(exist_ok=True)
    for number in range(BRIEFINGS):
        front = FrontMatter(id=f"bai-{number}", title=f"Bài {number}")
        body = f"Đoạn chung của bài {number}.\n\nThế hệ số {generation} của bài này.\n"
        (folder / f"bai-{number}.md").write_text(dump(front, body), encoding="utf-8")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The first edition whole, and the second one from the first on."""
    folder = tmp_path_factory.mktemp("desk")
    create_workspace(folder / "kho", "Kho")
    workspace, now = Workspace(folder / "kho"), dt.datetime.now(dt.UTC)
    ring = Keyring(folder / "keys", Costs(iterations=1, lanes=1, memory=8 * 1024))
    ring.create("root", PASSPHRASE, "2026")
    ring.create("release", PASSPHRASE, "2026")

    def passphrase(_: KeyFile) -> str:
        return PASSPHRASE

    found(Chain(workspace.folder), ring, passphrase, now)
    files = []
    for generation, since in ((1, 0), (2, 1)):
        fill(workspace.folder, generation)
        prepared = prepare(workspace, now=now, processes=1)
        sign(workspace, prepared, ring, passphrase, now)
        files.append(write(workspace, prepared, folder / f"{generation}.briefpack", since).file)
    return files[0], files[1]


@pytest.fixture(scope="module")
def first(packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A laptop's library with the first edition, to be copied."""
    folder = tmp_path_factory.mktemp("first") / "library"
    install(packages[0], Library(folder), dt.datetime.now(dt.UTC), root_of(packages[0]))
    return folder


def generation(library: Path, state: Path) -> int:
    """The one generation that the whole live edition shows."""
    held = Library(library)
    assert examine(held, state) == []
    with held.current() as edition:
        assert len(edition.numbers()) == BRIEFINGS
        texts = {
            edition.briefing(f"bai-{number}").markdown.split("số ")[1].split()[0]
            for number in range(BRIEFINGS)
        }
    assert len(texts) == 1
    return int(texts.pop())


def run(package: Path, library: Path, kill_after: float | None) -> float:
    """One installation, killed some seconds after it began; the seconds it ran."""
    process = subprocess.Popen(
        [sys.executable, str(INSTALLER), str(package), str(library)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"ready\n"
        started = time.monotonic()
        process.stdin.write(b"go\n")
        process.stdin.flush()
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        return time.monotonic() - started


def test_killed_at_random_moments(packages: tuple[Path, Path], first: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(first, whole, symlinks=True)
    lasts = run(packages[1], whole, None)
    assert generation(whole, tmp_path) == 2
    dice, outcomes = random.Random(6), set()
    for moment in range(MOMENTS):
        library = tmp_path / f"{moment}"
        shutil.copytree(first, library, symlinks=True)
        run(packages[1], library, dice.uniform(0, lasts * 1.1))
        outcomes.add(generation(library, tmp_path))
        install(packages[1], Library(library), dt.datetime.now(dt.UTC))
        assert generation(library, tmp_path) == 2
        assert not list(Library(library).editions_folder.glob(".*"))
        shutil.rmtree(library)
    assert outcomes <= {1, 2}
    assert 1 in outcomes


def full(package: Path, library: Path) -> bool:
    """Whether an installation found the disk full, and said so."""
    try:
        install(package, Library(library), dt.datetime.now(dt.UTC))
    except EnvironmentFault as error:
        if error.code != "disk_full":
            raise
        return True
    return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB in memory, where this machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    able = shutil.which("mount") is not None
    if not able or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_at_every_point(
    packages: tuple[Path, Path], first: Path, disk: Path, tmp_path: Path
) -> None:
    """Less and less room: each time the old edition stays whole, and room brings the new one."""
    library, filler = disk / "library", disk / "filler"
    refused = 0
    for left in range(0, 1_600_000, 64 * 1024):
        shutil.rmtree(library, ignore_errors=True)
        filler.unlink(missing_ok=True)
        shutil.copytree(first, library, symlinks=True)
        space = os.statvfs(disk)
        filler.write_bytes(b"x" * max(space.f_bavail * space.f_frsize - left, 0))
        refused += full(packages[1], library)
        filler.unlink()
        assert generation(library, tmp_path) in (1, 2)
        install(packages[1], Library(library), dt.datetime.now(dt.UTC))
        assert generation(library, tmp_path) == 2
    assert refused


def test_a_stick_pulled_out_in_mid_read_is_said(
    packages: tuple[Path, Path], first: Path, tmp_path: Path
) -> None:
    """A package is read, never mapped: a file cut short under the reader is no SIGBUS."""
    library, file = tmp_path / "library", tmp_path / "stick.briefpack"
    shutil.copytree(first, library, symlinks=True)
    data = packages[1].read_bytes()
    for length in range(0, len(data), max(len(data) // 40, 1)):
        file.write_bytes(data[:length])
        with pytest.raises(Exception) as raised:  # noqa: PT011 - the code is looked at below
            verify(file, Library(library), dt.datetime.now(dt.UTC))
        assert getattr(raised.value, "code", "").startswith("package_")
    assert generation(library, tmp_path) == 1
