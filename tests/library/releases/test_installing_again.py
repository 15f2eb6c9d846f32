"""Editions that come a second time: with new keys, after damage, after a crash."""

import shutil

import pytest

from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.releases import trust
from desktop.library.releases.install import install, rollback
from desktop.library.releases.signing import Chain, replace
from tests.library.releases.conftest import NOW, PASSPHRASE, Desk, everything, passphrase, trusted


def rotate(desk: Desk) -> None:
    """Puts a fresh release key in the place of the one in use."""
    former = next(key for key in desk.ring.held() if key.role == "release")
    fresh = desk.ring.create("release", PASSPHRASE, "2027")
    chain = Chain(desk.workspace.folder)
    replace(chain, desk.ring, passphrase, NOW, out=former.key, fresh=fresh)
    desk.ring.retire(former)


def test_new_keys_for_the_live_edition_leave_it_where_it_is(desk: Desk, ready: Library) -> None:
    """The live edition's folder is never removed, not for a moment: a window may read it."""
    before, live = trusted(ready), ready.current_folder().stat().st_ino
    rotate(desk)
    for file in (desk.release(since=1), desk.release()):
        assert not install(file, ready, NOW).fresh
    assert ready.current_folder().stat().st_ino == live
    assert ready.editions() == ["00000001"]
    assert trusted(ready) != before
    assert trust.root_version(ready.folder) == 2


def test_a_damaged_edition_is_made_again_beside_itself(desk: Desk, ready: Library) -> None:
    sound = everything(ready)
    catalogue = ready.current_folder() / "catalog.sqlite"
    data = bytearray(catalogue.read_bytes())
    data[len(data) // 2] ^= 0xFF
    catalogue.write_bytes(data)
    assert install(desk.release(), ready, NOW).fresh
    assert ready.current_folder().name == "00000001-r1"
    assert everything(ready) == sound


def test_a_page_that_is_damaged_is_no_obstacle(desk: Desk, ready: Library) -> None:
    (ready.current_folder() / "edition.json").write_bytes(b"{")
    assert install(desk.release(), ready, NOW).fresh
    assert ready.current_folder().name == "00000001-r1"


def test_a_crash_between_the_renames_of_trust_loses_none(desk: Desk, ready: Library) -> None:
    """What was trusted is found again under its second name, and no root is asked for anew."""
    before = trusted(ready)
    folder = ready.folder / "trust"
    folder.rename(ready.folder / ".trust.former")
    assert trust.root_version(ready.folder) == 1
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    file = desk.release(since=1)
    assert install(file, ready, NOW).page.number == 2
    assert trusted(ready) != before
    assert not (ready.folder / ".trust.former").exists()


def test_a_failed_renewal_leaves_trust_as_it_was(
    desk: Desk, ready: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = trusted(ready)
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    file = desk.release(since=1)

    def fail(_folder: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(trust, "_sync", fail)
        with pytest.raises(EnvironmentFault) as raised:
            install(file, ready, NOW)
    assert raised.value.code == "disk_full"
    assert trusted(ready) == before
    assert not install(file, ready, NOW).fresh
    assert rollback(ready) == 1


def test_what_a_killed_try_left_is_swept(desk: Desk, ready: Library) -> None:
    for name in (".installing-2", ".trusting", ".verifying"):
        shutil.copytree(ready.current_folder(), ready.editions_folder / name)
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    install(desk.release(since=1), ready, NOW)
    names = sorted(path.name for path in ready.editions_folder.iterdir())
    assert names == ["00000001", "00000002"]
