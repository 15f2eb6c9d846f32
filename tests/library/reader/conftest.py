"""States of former formats, as the programs of their time left them."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.reader.state import DATABASE
from desktop.library.reader.tables import STEPS
from tests.library.reader.damaging import make

Former = Callable[[Path, int], None]


@pytest.fixture
def former() -> Former:
    """Makes an empty state of a format in a folder."""

    def made(folder: Path, version: int) -> None:
        with contextlib.closing(sqlite3.connect(folder / DATABASE)) as connection:
            connection.executescript(
                f"BEGIN; {' '.join(STEPS[:version])} PRAGMA user_version = {version}; COMMIT;"
            )

    return made


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with backups of two days and what came after them; read only."""
    folder = tmp_path_factory.mktemp("máy") / "state"
    make(folder)
    return folder


@pytest.fixture
def noted(made: Path, tmp_path: Path) -> Path:
    """That state, to be damaged."""
    return shutil.copytree(made, tmp_path / "state")
