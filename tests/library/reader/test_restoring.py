"""Restoring: everything is checked before anything is touched, and the replaced state is kept."""

import contextlib
import errno
import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader import restoring
from desktop.library.reader.backup import INSIDE, MANIFEST, back_up
from desktop.library.reader.restoring import examine, finish, put_in_place, stage
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT

Parts = dict[str, bytes]


def kept(folder: Path) -> str:
    with ReaderState(folder) as state:
        return state.preference("who")


def make(folder: Path, who: str) -> Path:
    with ReaderState(folder) as state:
        state.set_preference("who", who)
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "cũ.briefbackup"
    back_up(make(tmp_path / "other" / "state", "bản sao"), target)
    return target


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "máy" / "state", "hiện tại")


def again(file: Path, change: Callable[[dict[str, Any], Parts], None]) -> None:
    """Writes the backup again with other contents, its sums as the manifest says them."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = msgspec.json.decode(parts.pop(MANIFEST))
    change(manifest, parts)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        for name, data in parts.items():
            archive.writestr(name, data)


def put(manifest: dict[str, Any], parts: Parts, name: str, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    rest = [one for one in manifest["files"] if one["name"] != name]
    manifest["files"] = [*rest, {"name": name, "size": len(data), "sha256": digest}]
    parts[INSIDE + name] = data


def test_the_backup_becomes_the_state_and_the_former_one_stays(file: Path, folder: Path) -> None:
    stage(file, folder)
    assert kept(folder) == "hiện tại"
    former = put_in_place(folder)
    assert kept(folder) == "bản sao"
    assert former is not None
    assert former.parent == folder.parent
    assert former.name.startswith("state-2")
    assert kept(former) == "hiện tại"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["state", former.name]


def test_twice_a_day_keeps_both(file: Path, folder: Path) -> None:
    formers = set()
    for _ in range(2):
        stage(file, folder)
        formers.add(put_in_place(folder))
    assert len(formers) == 2
    assert all(former is not None and former.is_dir() for former in formers)


def test_on_a_machine_that_has_nothing_yet(file: Path, tmp_path: Path) -> None:
    stage(file, tmp_path / "new" / "state")
    assert put_in_place(tmp_path / "new" / "state") is None
    assert kept(tmp_path / "new" / "state") == "bản sao"


def newer(data: bytes) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(data)
        copy.execute(f"PRAGMA user_version = {FORMAT + 1}")
        return copy.serialize()


def with_trigger(data: bytes) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as copy:
        copy.deserialize(data)
        copy.execute(
            "CREATE TRIGGER t AFTER INSERT ON preference BEGIN DELETE FROM annotation; END"
        )
        return copy.serialize()


def rot(data: bytes) -> bytes:
    return data[:4096] + b"\xff" * (len(data) - 4096)


CHANGES: dict[str, tuple[Callable[[dict[str, Any], Parts], None], str]] = {
    "newer schema": (
        lambda m, p: put(m, p, DATABASE, newer(p[INSIDE + DATABASE])), "backup_newer"),
    "newer schema said": (lambda m, _: m.update(schema=FORMAT + 1), "backup_newer"),
    "newer format": (lambda m, _: m.update(version=2), "backup_newer"),
    "other program": (lambda m, _: m.update(format="x"), "backup_foreign"),
    "no list": (lambda m, _: m.pop("files"), "backup_damaged"),
    "no notes": (
        lambda m, p: (m.update(files=[]), p.clear()), "backup_damaged"),
    "altered": (
        lambda _, p: p.update({INSIDE + DATABASE: rot(p[INSIDE + DATABASE])}), "backup_damaged"),
    "unsound notes": (
        lambda m, p: put(m, p, DATABASE, rot(p[INSIDE + DATABASE])), "backup_damaged"),
    "no database": (lambda m, p: put(m, p, DATABASE, b"x" * 5000), "backup_damaged"),
    "a trigger": (
        lambda m, p: put(m, p, DATABASE, with_trigger(p[INSIDE + DATABASE])), "backup_damaged"),
    "way out": (lambda m, p: put(m, p, "../../x", b"x"), "backup_damaged"),
    "drive": (lambda m, p: put(m, p, "C:/x", b"x"), "backup_damaged"),
    "absolute": (lambda m, p: put(m, p, "/x", b"x"), "backup_damaged"),
    "unlisted": (lambda _, p: p.update({"state/more": b"x"}), "backup_damaged"),
    "missing": (
        lambda m, _: m["files"].append({"name": "x", "size": 1, "sha256": ""}), "backup_damaged"),
    "size": (lambda m, _: m["files"][0].update(size=5), "backup_damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code"), CHANGES.values(), ids=CHANGES)
def test_nothing_is_touched_by_what_does_not_hold(
    file: Path, folder: Path, change: Callable[[dict[str, Any], Parts], None], code: str
) -> None:
    again(file, change)
    with pytest.raises(InputError) as raised:
        stage(file, folder)
    assert (raised.value.code, raised.value.params) == (code, {"file": str(file)})
    assert [path.name for path in folder.parent.iterdir()] == ["state"]
    assert kept(folder) == "hiện tại"


def test_a_cut_file_at_any_length(file: Path) -> None:
    data = file.read_bytes()
    for length in range(0, len(data), max(len(data) // 40, 1)):
        file.write_bytes(data[:length])
        with pytest.raises(InputError) as raised:
            examine(file)
        assert raised.value.code in ("backup_damaged", "backup_foreign")


def test_a_flipped_byte_never_passes_for_another_state(file: Path) -> None:
    sound = examine(file)
    data = file.read_bytes()
    for at in range(0, len(data), max(len(data) // 150, 1)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        found: object = sound
        with contextlib.suppress(InputError):
            found = examine(file)
        assert found == sound


def test_a_pulled_stick(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.unlink()
    with pytest.raises(EnvironmentFault) as raised:
        stage(file, folder)
    assert raised.value.code == "restore_gone"
    assert kept(folder) == "hiện tại"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "disk_refused")]
)
def test_a_disk_that_refuses_leaves_no_debris(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentFault) as raised:
        stage(file, folder)
    assert raised.value.code == code
    assert [path.name for path in folder.parent.iterdir()] == ["state"]


def fail_from_staged(monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".restored"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)


def test_a_swap_that_fails_puts_the_old_state_back(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(file, folder)
    fail_from_staged(monkeypatch)
    with pytest.raises(EnvironmentFault):
        put_in_place(folder)
    monkeypatch.undo()
    assert kept(folder) == "hiện tại"
    finish(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["state"]


def test_a_crash_between_the_two_renames_is_ended_at_the_next_start(
    file: Path, folder: Path
) -> None:
    stage(file, folder)
    folder.rename(folder.with_name("state-2026-11-25"))
    finish(folder)
    assert kept(folder) == "bản sao"
    finish(folder)
    assert kept(folder) == "bản sao"


def test_what_a_crash_left_half_laid_out_is_laid_out_anew(file: Path, folder: Path) -> None:
    half = folder.with_name(".state.unfinished")
    half.mkdir()
    (half / "junk").write_text("x")
    stage(file, folder)
    put_in_place(folder)
    assert kept(folder) == "bản sao"
    assert not (folder / "junk").exists()


def test_a_sum_of_files_that_is_no_state(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "LARGEST", 10)
    with pytest.raises(InputError) as raised:
        examine(file)
    assert raised.value.code == "backup_damaged"
