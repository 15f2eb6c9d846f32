"""Bookmarks: kept per library, brought to older files, whole after a backup and a restoration."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from desktop.library.reader import restoring
from desktop.library.reader.backup import back_up
from desktop.library.reader.bookmarks import bookmarks, mark, unmark
from desktop.library.reader.reminding import untouched
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT


def test_marks_are_kept_per_library_and_taken_away(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        assert untouched(state)
        mark(state, "kho", "bao", "2026-09-01T00:00:00.000+00:00")
        mark(state, "kho-khac", "lu")
        assert not untouched(state)
    with ReaderState(tmp_path) as state:
        assert bookmarks(state, "kho") == {"bao": "2026-09-01T00:00:00.000+00:00"}
        unmark(state, "kho", "bao")
        unmark(state, "kho", "bao")
        assert bookmarks(state, "kho") == {}
        assert list(bookmarks(state, "kho-khac")) == ["lu"]


def test_a_file_of_the_format_before_is_brought_up(
    tmp_path: Path, former: Callable[[Path, int], None]
) -> None:
    former(tmp_path, 2)
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("INSERT INTO position VALUES ('kho', 'bao', '', 0, 0, 0, '', 1)")
        connection.commit()
    with ReaderState(tmp_path) as state:
        mark(state, "kho", "bao")
        assert list(bookmarks(state, "kho")) == ["bao"]
        assert list(state.positions("kho")) == ["bao"]
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT


def test_marks_survive_a_backup_and_its_restoration(tmp_path: Path) -> None:
    file, state_folder = tmp_path / "sao.briefbackup", tmp_path / "state"
    with ReaderState(state_folder) as state:
        mark(state, "kho", "bao")
    back_up(state_folder, file)
    with ReaderState(state_folder) as state:
        unmark(state, "kho", "bao")
    restoring.stage(file, state_folder)
    restoring.put_in_place(state_folder)
    with ReaderState(state_folder) as state:
        assert list(bookmarks(state, "kho")) == ["bao"]
