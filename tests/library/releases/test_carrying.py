"""A package on its way to a stick: checked, copied, read back."""

import os
from pathlib import Path

import pytest

from desktop.library.errors import Cancelled, EnvironmentFault, InputError, NotTrusted
from desktop.library.progress import CancelToken
from desktop.library.releases import carrying
from desktop.library.releases.release import released
from desktop.library.releases.signing import Chain
from tests.library.releases.conftest import NOW, Desk


@pytest.fixture
def desk(workspace_folder: Path, tmp_path: Path) -> Desk:
    return Desk(workspace_folder, tmp_path / "desk")


def test_a_whole_package_and_a_delta_are_checked(desk: Desk) -> None:
    whole = desk.release()
    root = Chain(desk.workspace.folder).roots[0]
    assert carrying.check(whole, root, NOW).number == 1
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    delta = desk.release(since=1)
    base = released(desk.workspace, 1)
    assert carrying.check(delta, root, NOW, base).number == 2
    with pytest.raises(InputError):
        carrying.check(delta, root, NOW)
    data = bytearray(delta.read_bytes())
    data[len(data) * 2 // 3] ^= 1
    delta.write_bytes(data)
    with pytest.raises(NotTrusted):
        carrying.check(delta, root, NOW, base)


def test_a_copy_is_read_back_and_named_for_any_stick(desk: Desk, tmp_path: Path) -> None:
    file, stick = desk.release(), tmp_path / "stick"
    stick.mkdir()
    odd = file.rename(file.with_name("Đợt 1: bản “mới”?.briefpack"))
    told: list[tuple[str, int, int]] = []
    made = carrying.copy_to(odd, stick, progress=lambda *one: told.append(one))
    assert made.read_bytes() == odd.read_bytes()
    assert not set(made.name) & set('<>:"/\\|?*')
    assert [one.name for one in stick.iterdir()] == [made.name]
    assert {stage for stage, _, _ in told} == {"copying", "reading_back"}
    assert told[-1][1] == told[-1][2]


def test_a_stick_that_gives_back_other_bytes_keeps_no_copy(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, stick = desk.release(), tmp_path / "stick"
    stick.mkdir()
    sync = os.fsync

    def spoil(handle: int) -> None:
        sync(handle)
        os.pwrite(handle, b"x", 100)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(EnvironmentFault) as raised:
        carrying.copy_to(file, stick)
    assert raised.value.code == "copy_differs"
    assert list(stick.iterdir()) == []
    monkeypatch.setattr(os, "fsync", sync)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        carrying.copy_to(file, stick, cancel=token)
    assert list(stick.iterdir()) == []
