"""The guards of `tests/conftest.py` see what they are there to see."""

import shutil
import subprocess
import sys

import pytest

LEAKS_A_THREAD = """
import threading

def test_leaves_one():
    threading.Thread(target=threading.Event().wait, daemon=True).start()
"""
WARNS = """
import logging

def test_warns():
    logging.getLogger("some.room").warning("an odd thing")
"""
EXPECTS = """
import logging

def test_expects(logged):
    logging.getLogger("some.room").warning("an odd thing")
    assert [line.getMessage() for line in logged] == ["an odd thing"]
"""
REACHES_FOR_QT = """
import pytest

def test_reaches():
    with pytest.raises(ModuleNotFoundError, match="out of reach"):
        import PySide6.QtCore
"""


def run(root, folder, source):
    """Pytest, as `make test` starts it, over one test file and the project's conftest."""
    tests = folder / "tests" / "library"
    tests.mkdir(parents=True)
    shutil.copy(root / "tests" / "conftest.py", folder / "tests")
    (tests / "test_one.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:pytest-qt", "--no-qt", "tests"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (LEAKS_A_THREAD, "test_one.py:5: threading.Thread(target=threading.Event().wait"),
        (WARNS, "unexpected log lines:\nsome.room: an odd thing"),
    ],
    ids=["thread", "log"],
)
def test_a_guard_fails_the_test(root, tmp_path, source, said):
    done = run(root, tmp_path, source)
    assert done.returncode == 1
    assert said in done.stdout


@pytest.mark.parametrize("source", [EXPECTS, REACHES_FOR_QT], ids=["expected-log", "no-qt"])
def test_what_is_right_passes(root, tmp_path, source):
    done = run(root, tmp_path, source)
    assert done.returncode == 0, done.stdout
