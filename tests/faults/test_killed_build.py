"""A build that is killed leaves the old edition or the new one, and the next build succeeds."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop.library.editions.doctor import examine
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter
from desktop.library.search import Search
from desktop.library.text.history import read_history
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump

pytestmark = pytest.mark.slow
BRIEFINGS = 40
MOMENTS = 40
MANY = 70
"""Briefings that workers render, and that they index, where each is `LONG`."""
LONG = "Người trực ban ghi lại mọi cuộc gọi. " * 1_500
MOMENTS_OF_MANY = 8


def write(workspace: Path, generation: int, count: int = BRIEFINGS, more: str = "") -> None:
    folder = workspace / "conferences" / "tai-lieu-le"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        front = FrontMatter(id=f"bai-{number}", title=f"Bài {number}")
        body = f"Đoạn chung của bài {number}.\n\nThế hệ số {generation} của bài này.\n\n{more}"
        (folder / f"bai-{number}.md").write_text(dump(front, body), encoding="utf-8")


def command(workspace: Path, library: Path, processes: int) -> list[str]:
    verb = ["-m", "desktop.cli.main", "build", str(workspace), "--library", str(library)]
    return [sys.executable, *verb, "--processes", str(processes)]


def run(workspace: Path, library: Path, kill_after: float | None, processes: int = 1) -> float:
    """One build, killed outright after some seconds, its workers not; the seconds it ran."""
    started = time.monotonic()
    process = subprocess.Popen(
        command(workspace, library, processes),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    timer = threading.Timer(
        kill_after if kill_after is not None else 300, os.kill, (process.pid, signal.SIGKILL)
    )
    timer.start()
    code = process.wait()
    timer.cancel()
    timer.join()
    if kill_after is None:
        assert code == 0
    return time.monotonic() - started


def generation_held(library: Path, tmp_path: Path, count: int = BRIEFINGS) -> int:
    """The generation that every briefing of the live edition shows; fails on a mixture."""
    held = Library(library)
    assert examine(held, tmp_path) == []
    with held.current() as edition:
        assert len(edition.numbers()) == count
        texts = {edition.briefing(f"bai-{n}").markdown.split("số ")[1] for n in range(count)}
        assert len(texts) == 1
        generation = int(texts.pop().split()[0])
        search = Search(edition)
        try:
            assert search.find(f'"thế hệ số {generation}"').total == count
        finally:
            search.close()
    return generation


def test_killed_at_random_moments(tmp_path: Path) -> None:
    workspace, library = tmp_path / "kho", tmp_path / "library"
    create_workspace(workspace)
    write(workspace, 0)
    whole = run(workspace, library, None)
    dice = random.Random(8)
    live, outcomes = 0, set()
    for generation in range(1, MOMENTS + 1):
        write(workspace, generation)
        run(workspace, library, dice.uniform(0.1, 1.5) * whole)
        held = generation_held(library, tmp_path)
        assert held in {live, generation}
        outcomes.add(held == generation)
        live = held
    write(workspace, MOMENTS + 1)
    run(workspace, library, None)
    assert generation_held(library, tmp_path) == MOMENTS + 1
    assert outcomes == {True, False}
    for path in (workspace / "conferences" / "tai-lieu-le").glob("*.md"):
        versions = read_history(path)
        editions = [version.edition for version in versions]
        assert editions == sorted(set(editions))
        assert len({version.blocks[0].id for version in versions}) == 1


def test_killed_while_its_workers_work(tmp_path: Path) -> None:
    workspace, library = tmp_path / "kho", tmp_path / "library"
    create_workspace(workspace)
    write(workspace, 0, MANY, LONG)
    whole = run(workspace, library, None, processes=2)
    dice = random.Random(9)
    live = 0
    for generation in range(1, MOMENTS_OF_MANY + 1):
        write(workspace, generation, MANY, LONG)
        run(workspace, library, dice.uniform(0.1, 1.1) * whole, processes=2)
        held = generation_held(library, tmp_path, MANY)
        assert held in {live, generation}
        live = held
    write(workspace, MOMENTS_OF_MANY + 1, MANY, LONG)
    run(workspace, library, None, processes=2)
    assert generation_held(library, tmp_path, MANY) == MOMENTS_OF_MANY + 1
