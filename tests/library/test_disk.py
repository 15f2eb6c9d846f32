"""Durable writes: whole or not at all, and every refusal by its name."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.library import disk
from desktop.library.errors import EnvironmentFault


def test_a_write_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "Tệp của tôi.txt"
    disk.write_whole(path, b"one")
    disk.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "disk_refused"),
        (errno.EACCES, "disk_refused"),
        (errno.ENOENT, "disk_missing"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "a"
    disk.write_whole(path, b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EnvironmentFault) as raised:
        disk.write_whole(path, b"new")
    assert (raised.value.code, raised.value.params["path"]) == (code, str(path))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_shares_or_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"x")
    disk.link_or_copy(source, tmp_path / "b")
    assert (tmp_path / "b").samefile(source)

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    disk.link_or_copy(source, tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == b"x"
    assert not (tmp_path / "c").samefile(source)


def test_a_held_lock_is_refused_at_once(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with disk.locked(lock), pytest.raises(EnvironmentFault) as raised, disk.locked(lock):
        pytest.fail("two hold the lock")
    assert raised.value.code == "locked"
    with disk.locked(tmp_path / ".lock"):
        assert (tmp_path / ".lock").exists()


@given(st.text(max_size=400))
@example("con")
@example("CON .txt")
@example("Lpt¹.tệp")
@example("con" + " " * 300 + "x")
@example("...")
@example("Xã A: đợt 8?")
@example("ế" * 300)
@example("\U0001f4e6" * 200)
@example("\ud800")
def test_a_portable_name_is_one_on_any_disk(stem: str) -> None:
    name = disk.portable_name(stem, ".briefslip")
    assert name.endswith(".briefslip")
    assert len(name.encode("utf-16-le")) // 2 <= 255
    assert len(f".{name}.new".encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(letter) >= 32 for letter in name)
    assert name.partition(".")[0].rstrip().casefold() not in disk.RESERVED
    bare = disk.portable_name(stem)
    assert bare
    assert bare[-1] not in " ."
    assert bare[0] not in " ."
    assert disk.portable_name(bare) == bare


def test_a_portable_name_keeps_what_may_stand_in_one() -> None:
    assert disk.portable_name("Đợt 8 (xã A)", ".pdf") == "Đợt 8 (xã A).pdf"
    assert disk.portable_name("a/b:c", ".pdf") == "a-b-c.pdf"
    assert disk.portable_name("nul.tar", ".gz") == "_nul.tar.gz"


def test_what_is_held_is_told_until_it_is_let_go(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    assert disk.held(folder) == set()
    one, other = disk.Hold(folder, "00000001"), disk.Hold(folder, "00000001")
    third = disk.Hold(folder, "00000002-r1")
    assert disk.held(folder) == {"00000001", "00000002-r1"}
    one.close()
    third.close()
    third.close()
    assert disk.held(folder) == {"00000001"}
    other.close()
    assert disk.held(folder) == set()
    assert list(folder.iterdir()) == []


def test_where_no_marker_can_be_made_nothing_is_held(tmp_path: Path) -> None:
    (tmp_path / "open").write_bytes(b"")
    disk.Hold(tmp_path / "open", "00000001").close()
    assert (tmp_path / "open").read_bytes() == b""
