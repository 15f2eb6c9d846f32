"""Readers who share a machine: folders of their own, names that tell them apart."""

import errno
import os
from pathlib import Path

import pytest

from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader.profiles import PROFILE, Profiles, initials, owned
from desktop.library.reader.state import ReaderState


def test_one_nameless_reader_to_begin_with_and_nothing_is_written(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "state")
    [first] = profiles.all()
    assert (first.folder, first.name) == (tmp_path / "state", "")
    assert profiles.last() == first
    profiles.remember(first)
    assert list(tmp_path.iterdir()) == []


def test_each_has_notes_of_their_own(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "state")
    first = profiles.rename(profiles.all()[0], "Trần Văn Đức")
    second = profiles.add("Lê  Thị Mai")
    assert (second.name, second.initials) == ("Lê Thị Mai", "LTM")
    with ReaderState(first.folder) as state:
        state.set_preference("x", "của Đức")
    with ReaderState(second.folder) as state:
        assert state.preference("x") == ""
    assert profiles.all() == [first, second]
    profiles.remember(second)
    assert Profiles(tmp_path / "state").last() == second
    profiles.remember(first)
    assert profiles.last() == first


def test_a_rename_keeps_folder_and_notes(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "state")
    second = profiles.add("Mai")
    (second.folder / "x").write_text("ghi chú")
    renamed = profiles.rename(second, "Lê Thị Mai", "MAI")
    assert (renamed.folder, renamed.initials) == (second.folder, "MAI")
    assert (renamed.folder / "x").read_text() == "ghi chú"


@pytest.mark.parametrize(
    ("name", "letters", "code"),
    [
        (" ", "", "profile_nameless"),
        ("lê thị mai", "", "profile_twice"),
        ("a" * 101, "", "profile_long"),
        ("Bình", "ABCDEFG", "profile_long"),
    ],
)
def test_names_that_will_not_do(tmp_path: Path, name: str, letters: str, code: str) -> None:
    profiles = Profiles(tmp_path / "state")
    profiles.add("Lê Thị Mai")
    with pytest.raises(InputError) as raised:
        profiles.add(name, letters)
    assert raised.value.code == code
    assert len(profiles.all()) == 2


def test_a_damaged_name_loses_nobody_their_notes(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "state")
    second = profiles.add("Mai")
    (second.folder / PROFILE).write_bytes(b"\xff{")
    assert [one.folder for one in profiles.all()] == [tmp_path / "state", second.folder]
    assert owned(second.folder).name == ""


def test_what_stands_beside_the_profiles_is_no_reader(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "state")
    second = profiles.add("Mai")
    for name in ("0002-2026-11-25", ".0002.restored", "ghi"):
        (second.folder.parent / name).mkdir()
    assert len(profiles.all()) == 2
    assert profiles.add("Bình").folder.name == "0003"


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentFault) as raised:
        Profiles(tmp_path / "state").add("Mai")
    assert raised.value.code == "disk_full"
    assert len(Profiles(tmp_path / "state").all()) == 1


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lê Thị Mai", "LTM"), ("đức", "Đ"), ("A B C D E F G", "BCDEFG"), ("(?)", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
