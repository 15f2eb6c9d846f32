"""Keys: sealed under a passphrase, refused in a workspace; fingerprints that can be read out."""

import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.errors import InputError
from desktop.library.releases import fingerprint
from desktop.library.releases.keyring import Keyring
from desktop.library.workspace.creation import create_workspace
from tests.library.releases.conftest import CHEAP, PASSPHRASE


def test_a_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, CHEAP)
    key = ring.create("release", PASSPHRASE, "2026-11-01")
    assert ring.held() == [key]
    signer = ring.signer(key, PASSPHRASE)
    signature = signer.sign(b"bytes")
    key.public_key().verify_signature(signature, b"bytes")
    with pytest.raises(InputError) as raised:
        ring.signer(key, PASSPHRASE + "!")
    assert raised.value.code == "passphrase_wrong"


def test_what_is_sealed_is_bound_to_its_file(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, CHEAP)
    key = ring.create("release", PASSPHRASE, "2026")
    for changed in (
        msgspec.structs.replace(key, role="root"),
        msgspec.structs.replace(key, public="0" * 64),
        msgspec.structs.replace(key, made="2027"),
    ):
        with pytest.raises(InputError):
            ring.signer(changed, PASSPHRASE)


def test_no_secret_stands_in_the_file(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, CHEAP)
    key = ring.create("root", PASSPHRASE, "2026")
    path = tmp_path / key.name
    seed = ring.signer(key, PASSPHRASE).private_bytes
    assert seed not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_keys_never_stand_inside_a_workspace(tmp_path: Path) -> None:
    create_workspace(tmp_path / "kho", "Kho")
    for folder in (tmp_path / "kho", tmp_path / "kho" / "releases" / "keys"):
        with pytest.raises(InputError) as raised:
            Keyring(folder)
        assert raised.value.code == "keys_in_workspace"
    (tmp_path / "link").symlink_to(tmp_path / "kho")
    with pytest.raises(InputError):
        Keyring(tmp_path / "link" / "keys")


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[]" * 99, b'{"format": "briefing-key"}'])
def test_a_damaged_key_file_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "root-1.key").write_bytes(data)
    with pytest.raises(InputError) as raised:
        Keyring(tmp_path).held()
    assert raised.value.code == "key_damaged"
    assert "root-1.key" in raised.value.params["file"]


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        Keyring(tmp_path).create("root", "ngắn", "2026")
    assert raised.value.code == "passphrase_short"
    assert list(tmp_path.iterdir()) == []


def test_a_retired_key_and_a_spare_are_told_apart(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, CHEAP)
    first = ring.create("root", PASSPHRASE, "2026")
    spare = ring.create("root", PASSPHRASE, "2026", spare=True)
    assert ring.held() == [first, spare]
    assert (tmp_path / "spare" / spare.name).is_file()
    ring.retire(first)
    assert ring.held() == [spare]


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_fingerprints_tell_files_apart(one: bytes, other: bytes) -> None:
    words = " ".join(fingerprint.words(one))
    assert fingerprint.same(words, one)
    assert fingerprint.same(words.upper().replace(" ", " - "), one)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", words.replace("đ", "d"))
        if not unicodedata.combining(letter)
    )
    assert fingerprint.same(bare, one)
    assert fingerprint.same(words, other) == (one == other)
    assert not fingerprint.same(words.rpartition(" ")[0], one)
