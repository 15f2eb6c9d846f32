"""Backups: the whole state in one file, written whole or not at all, whatever the stick does."""

import errno
import os
import shutil
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from desktop.library import disk
from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader import backup, restoring
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations
from desktop.library.reader.backup import back_up
from desktop.library.reader.profiles import Profiles
from desktop.library.reader.restoring import examine
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT
from desktop.wording import say_error

DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
Usage = namedtuple("Usage", ["total", "used", "free"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state with a note, settings, a name, and a cache."""
    folder = tmp_path / "máy" / "state"
    [first] = Profiles(folder).all()
    Profiles(folder).rename(first, "Lê Thị Mai")
    with ReaderState(folder) as state:
        annotate(state, ("kho", "a", 1), TARGETS, "idea", "Hỏi lại 🌧")
    (folder / "window.ini").write_text("[General]\nzoom=120\n")
    (folder / "notes-index").mkdir()
    (folder / "notes-index" / "segment").write_bytes(b"x" * 999)
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "USB"
    made.mkdir()
    return made / "ghi chú.briefbackup"


def test_the_whole_state_is_in_it_and_caches_are_not(folder: Path, stick: Path) -> None:
    made = back_up(folder, stick)
    assert examine(stick) == made
    assert (made.owner, made.notes, made.schema) == ("Lê Thị Mai", 1, FORMAT)
    assert {one.name for one in made.files} == {DATABASE, "profile.json", "window.ini"}
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]


def test_an_open_state_is_copied_with_what_was_just_written(folder: Path, stick: Path) -> None:
    with ReaderState(folder) as state:
        annotate(state, ("kho", "a", 1), TARGETS, "idea", "vừa ghi")
        assert back_up(folder, stick).notes == 2
        assert len(annotations(state, "kho")) == 2


def test_no_notes_no_backup(tmp_path: Path, stick: Path) -> None:
    with pytest.raises(InputError) as raised:
        back_up(tmp_path / "none", stick)
    assert raised.value.code == "backup_nothing"
    assert not stick.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "backup_full"),
        (errno.EROFS, "backup_refused"),
        (errno.EACCES, "backup_refused"),
        (errno.EIO, "backup_gone"),
        (errno.ENODEV, "backup_gone"),
        (errno.ENOENT, "backup_gone"),
        (errno.EMFILE, "disk_failed"),
    ],
)
def test_a_stick_that_refuses_keeps_the_former_backup(
    folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    back_up(folder, stick)
    former = stick.read_bytes()
    notes = (folder / DATABASE).read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentFault) as raised:
        back_up(folder, stick)
    assert raised.value.code == code
    for language in ("vi", "en"):
        assert str(stick) in say_error(raised.value, language)
    assert stick.read_bytes() == former
    assert [path.name for path in stick.parent.iterdir()] == [stick.name]
    assert (folder / DATABASE).read_bytes() == notes


def test_a_stick_that_was_pulled_before(folder: Path, stick: Path) -> None:
    stick.parent.rmdir()
    with pytest.raises(EnvironmentFault) as raised:
        back_up(folder, stick)
    assert raised.value.code == "backup_gone"


def test_a_stick_without_room_says_how_much_is_missing(
    folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 10, 0))
    with pytest.raises(EnvironmentFault) as raised:
        back_up(folder, stick)
    assert raised.value.code == "backup_room"
    assert raised.value.params["megabytes"] == "1"
    assert not stick.exists()


def test_a_stick_that_gives_back_something_else_is_told(
    folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "write_whole", lambda path, data: path.write_bytes(data[:-1]))
    with pytest.raises(EnvironmentFault) as raised:
        back_up(folder, stick)
    assert raised.value.code == "backup_unlike"


def test_damaged_notes_are_not_put_over_a_good_backup(folder: Path, stick: Path) -> None:
    back_up(folder, stick)
    former = stick.read_bytes()
    (folder / DATABASE).write_bytes(b"no database at all" * 999)
    with pytest.raises(EnvironmentFault) as raised:
        back_up(folder, stick)
    assert raised.value.code == "state_damaged"
    assert stick.read_bytes() == former


def test_links_and_hidden_files_stay_out(folder: Path, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("x")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / ".window.ini.new").write_text("x")
    names = {one.name for one in back_up(folder, stick).files}
    assert names == {DATABASE, "profile.json", "window.ini"}


def test_the_file_is_a_zip_that_other_tools_open(folder: Path, stick: Path) -> None:
    back_up(folder, stick)
    with zipfile.ZipFile(stick) as archive:
        assert archive.testzip() is None
        assert backup.MANIFEST in archive.namelist()


def test_a_restored_copy_is_another_replica_of_the_same_reader(tmp_path: Path) -> None:
    state_folder, file = tmp_path / "state", tmp_path / "sao.briefbackup"
    with ReaderState(state_folder) as state:
        before = (state.author, state.replica)
    back_up(state_folder, file)
    restoring.stage(file, state_folder)
    restoring.put_in_place(state_folder)
    with ReaderState(state_folder) as state:
        assert state.author == before[0]
        assert state.replica != before[1]
