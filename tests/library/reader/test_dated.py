"""The program's own backups: one a day, seven kept, none shared with a replica's id."""

import contextlib
import errno
import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault
from desktop.library.reader import dated
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations
from desktop.library.reader.backup import back_up
from desktop.library.reader.state import DATABASE, ReaderState
from tests.library.reader.conftest import Former

DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
DAY = date(2026, 3, 1)


def note(folder: Path, text: str) -> None:
    with ReaderState(folder) as state:
        annotate(state, ("kho", "a", 1), TARGETS, "idea", text)


def dump(file: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return [str(version), *connection.iterdump()]


def names(folder: Path) -> list[str]:
    return [path.name for path in dated.backups(folder)]


def test_one_a_day_and_only_after_a_change(tmp_path: Path) -> None:
    note(tmp_path, "một")
    first = dated.keep(tmp_path / DATABASE, DAY)
    assert first is not None
    assert first.name == "reader-2026-03-01.sqlite"
    note(tmp_path, "hai")
    assert dated.keep(tmp_path / DATABASE, DAY) is None
    assert dated.keep(tmp_path / DATABASE, DAY + timedelta(1)) is not None
    assert dated.keep(tmp_path / DATABASE, DAY + timedelta(2)) is None
    with ReaderState(tmp_path) as state:  # opened, and what was written is what had been there
        state.set_preference("theme", "dark")
        state.change("DELETE FROM preference WHERE key = 'theme'", {})
    note(tmp_path, "ba")
    assert dated.keep(tmp_path / DATABASE, DAY + timedelta(2)) is not None
    assert names(tmp_path) == [f"reader-2026-03-0{day}.sqlite" for day in (3, 2, 1)]


def test_seven_are_kept(tmp_path: Path) -> None:
    for day in range(9):
        note(tmp_path, f"ngày {day}")
        dated.keep(tmp_path / DATABASE, DAY + timedelta(day))
    assert names(tmp_path) == [f"reader-2026-03-0{day}.sqlite" for day in range(9, 2, -1)]


def test_a_copy_holds_what_was_just_written_and_is_another_replica(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        kept = annotate(state, ("kho", "a", 1), TARGETS, "idea", "vừa ghi")
        replica, author = state.replica, state.author
        made = dated.keep(tmp_path / DATABASE, DAY)
    assert made is not None
    (tmp_path / "khác").mkdir()
    made.rename(tmp_path / "khác" / DATABASE)
    with ReaderState(tmp_path / "khác") as state:
        assert annotations(state, "kho") == [kept]
        assert state.author == author
        assert state.replica != replica


def test_a_format_that_changes_is_backed_up_as_it_was(tmp_path: Path, former: Former) -> None:
    former(tmp_path, 3)
    before = dump(tmp_path / DATABASE)
    with ReaderState(tmp_path) as state:
        assert state.unbacked is None
    [made] = dated.backups(tmp_path)
    assert made.name.startswith("reader-format-3-")
    assert dump(made) == before


def test_a_full_disk_stops_neither_reading_nor_the_new_format(
    tmp_path: Path, former: Former, monkeypatch: pytest.MonkeyPatch
) -> None:
    former(tmp_path, 3)

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with ReaderState(tmp_path) as state:
        assert state.unbacked is not None
        assert state.unbacked.code == "disk_full"
        annotate(state, ("kho", "a", 1), TARGETS, "idea", "vẫn ghi được")
    with pytest.raises(EnvironmentFault) as raised:
        dated.keep(tmp_path / DATABASE, DAY)
    assert raised.value.code == "disk_full"
    assert list((tmp_path / dated.FOLDER).iterdir()) == []


def test_a_damaged_file_is_not_backed_up(tmp_path: Path) -> None:
    note(tmp_path, "một")
    dated.keep(tmp_path / DATABASE, DAY)
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 999)
    with pytest.raises(EnvironmentFault) as raised:
        dated.keep(tmp_path / DATABASE, DAY + timedelta(1))
    assert raised.value.code == "state_damaged"
    assert names(tmp_path) == ["reader-2026-03-01.sqlite"]


def test_they_stay_out_of_a_backup_to_a_stick(tmp_path: Path) -> None:
    note(tmp_path / "state", "một")
    dated.keep(tmp_path / "state" / DATABASE, DAY)
    (tmp_path / "state" / "reader-damaged-2026-03-01.sqlite").write_bytes(b"x")
    made = back_up(tmp_path / "state", tmp_path / "usb.briefbackup")
    assert [one.name for one in made.files] == [DATABASE]
