"""What SQLite says of a reader's file, as the errors that people are told."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop.library.errors import EnvironmentFault


@contextlib.contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the state's file inside the block into an `EnvironmentFault`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(error, path) from error
    except sqlite3.DatabaseError as error:
        raise EnvironmentFault("state_damaged", file=path, reason=error) from error


def _operational(error: sqlite3.OperationalError, path: Path) -> EnvironmentFault:
    """What stands in the way of the state file."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return EnvironmentFault("disk_full", path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return EnvironmentFault("disk_refused", path=path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return EnvironmentFault("locked", path=path)
        case _:
            return EnvironmentFault("disk_failed", path=path, reason=error)
