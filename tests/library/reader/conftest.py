"""States of former formats, as the programs of their time left them."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.reader.state import DATABASE
from desktop.library.reader.tables import STEPS

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
