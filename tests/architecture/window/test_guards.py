"""The Qt guards of `tests/conftest.py` see what they are there to see."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[2] / "conftest.py"
LEAKS_A_TIMER = """
from PySide6.QtCore import QTimer

kept = QTimer()

def test_leaves_it_ticking(qapp):
    kept.start(100_000)
"""
LEAKS_A_WIDGET = """
from PySide6.QtWidgets import QWidget

kept = []

def test_leaves_it_open(qapp):
    kept.append(QWidget(objectName="forgotten"))
"""
TIDY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

def test_tidies_up(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(100_000)
    timer.stop()
"""


def run(folder, source):
    tests = folder / "tests" / "window"
    tests.mkdir(parents=True)
    shutil.copy(CONFTEST, folder / "tests")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = gui\n", encoding="utf-8")
    (tests / "test_one.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-m", "gui", "tests"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("source", "said"),
    [(LEAKS_A_TIMER, "test_one.py:7: kept.start(100_000)"), (LEAKS_A_WIDGET, "forgotten")],
    ids=["timer", "widget"],
)
def test_a_guard_fails_the_test(tmp_path, source, said):
    done = run(tmp_path, source)
    assert done.returncode == 1
    assert said in done.stdout


def test_what_is_tidy_passes(tmp_path):
    assert run(tmp_path, TIDY).returncode == 0
