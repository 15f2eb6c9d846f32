"""What SQLite says of a reader's file, as the errors that people are told."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop.library import disk
from desktop.library.errors import EnvironmentFault


@contextlib.contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the state's file inside the block into an `EnvironmentFault`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise disk.database_fault(error, path) from error
    except sqlite3.DatabaseError as error:
        raise EnvironmentFault("state_damaged", file=path) from error
