"""`make screenshots`: its list is sound, a screen is taken as told, README pictures are small."""

import os
import subprocess
import sys
import tomllib

import pytest
from PySide6.QtGui import QImage

from desktop.resources import RESOURCES
from desktop.window.actions import table

VERBS = {
    "open", "search", "hit", "do", "heading", "select", "write", "compare", "refuse",
    "without-library", "package", "forged", "confirm",
}  # fmt: skip


@pytest.fixture(scope="module")
def listed():
    text = (RESOURCES.parent / "packaging" / "screens.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_every_step_is_known(listed):
    actions = {entry.id for entry in table()}
    for name, steps in listed["screens"].items():
        for step in steps:
            verb, _, rest = step.partition(" ")
            assert verb in VERBS, name
            assert verb != "do" or rest in actions, name


def test_the_pictures_of_the_readme_are_kept_and_small(listed):
    kept = {path.stem: path for path in (RESOURCES / "screenshots").glob("*")}
    assert set(kept) == set(listed["readme"])
    for path in kept.values():
        assert path.stat().st_size < 200_000
        assert QImage(str(path)).width() == 1366


def test_a_screen_is_taken_in_both_languages_and_themes_at_two_sizes(tmp_path):
    script = RESOURCES.parent / "packaging" / "screenshots.py"
    done = subprocess.run(
        [sys.executable, script, tmp_path / "none", tmp_path / "taken", "--only", "first-run"],
        env=os.environ | {"PYTHONPATH": str(RESOURCES.parent)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    sizes = {(QImage(str(path)).width(), QImage(str(path)).height())
             for path in (tmp_path / "taken").iterdir()}  # fmt: skip
    assert sizes == {(1366, 690), (1920, 1080)}
    assert len(list((tmp_path / "taken").iterdir())) == 8
