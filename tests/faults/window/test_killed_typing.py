"""Notes are typed into a window that is killed: what it had shown as saved is on disk."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.reader.annotations import annotations
from desktop.library.reader.recovering import examine_closely
from desktop.library.reader.state import ReaderState
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
MOMENTS = 100
SAVES, LONGEST = 3, 0.5
"""Notes shown as saved, and seconds after the last of them, until the window is killed, at most."""
TYPIST = Path(__file__).parent / "typist.py"
PROJECT = Path(__file__).parents[3]
LIBRARY, DOCUMENT = "kho-thu", "truc-ban"
TEXT = "Người trực ban ghi lại mọi cuộc gọi và giờ phát bản tin. " * 3


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    create_workspace(folder / "soạn", "Kho thử")
    path = folder / "soạn" / "conferences" / "tai-lieu-le" / f"{DOCUMENT}.md"
    path.parent.mkdir(exist_ok=True)
    front = FrontMatter(id=DOCUMENT, title="Trực ban")
    path.write_text(dump(front, "\n\n".join([TEXT] * 8)), encoding="utf-8")
    build(Workspace(folder / "soạn"), Library(folder / "kho"), now=datetime.now(UTC))
    return folder / "kho"


def typed(library: Path, state: Path, seed: int, dice: random.Random) -> list[dict[str, str]]:
    """What a window told from its first word until it was killed."""
    process = subprocess.Popen(
        [sys.executable, str(TYPIST), str(library), str(state), DOCUMENT, str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PROJECT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        first = process.stdout.readline()
        assert first, process.stderr.read()
        saved = [process.stdout.readline() for _ in range(dice.randrange(SAVES + 1))]
        timer = threading.Timer(dice.uniform(0, LONGEST), process.kill)
        timer.start()
        rest = process.stdout.read()
        timer.join()
    assert process.returncode == -signal.SIGKILL, process.stderr
    # The last line is not whole where the window was killed as it told it.
    lines = [first, *saved, *rest.splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith("\n")]


def on_disk(library: Path, state: Path, copy: Path) -> dict[str, str]:
    """The notes in a copy of the state, which must be sound; the state itself stays as it is."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(state, copy)
    with Library(library).current() as edition:
        name = edition.library
    with ReaderState(copy) as own:
        assert own.check() == []
        found = {one.id: one.note for one in annotations(own, name)}
    assert examine_closely(copy) == []
    return found


def missing(told: dict[str, str], held: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in told.items() if not held.get(name, "-").startswith(text)}


def test_killed_at_random_moments(library: Path, tmp_path: Path) -> None:
    dice = random.Random(5)
    held: dict[str, str] = {}
    shown = 0
    for moment in range(MOMENTS):
        first, *later = typed(library, tmp_path / "state", moment, dice)
        assert first == held  # the start after a kill shows what is there, all of it
        held = on_disk(library, tmp_path / "state", tmp_path / "copy")
        for told in (first, *later):
            assert missing(told, held) == {}
        shown += len(later)
    assert shown >= MOMENTS
