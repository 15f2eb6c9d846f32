"""What a laptop believes: the behaviours that TUF's conformance suite asks of a client, and ours.

After github.com/theupdateframework/tuf-conformance; the repository is simulated in memory.
"""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, MetaFile, Root

from desktop.library.errors import NotTrusted
from desktop.library.releases.signing import PAGE_FORM, release, replace
from tests.library.releases.conftest import NOW, PASSPHRASE, Laptop, Office, passphrase


def refused(laptop: Laptop, files: dict[str, bytes], now: dt.datetime = NOW) -> str:
    """Why a package is refused; what is trusted is byte for byte as before."""
    before = laptop.bytes()
    with pytest.raises(NotTrusted) as raised:
        laptop.examine(files, now)
    assert laptop.bytes() == before
    return raised.value.code


def test_a_first_install_needs_a_confirmed_root(tmp_path: Path, office: Office) -> None:
    office.release()
    fresh = Laptop(tmp_path / "fresh")
    assert refused(fresh, office.files) == "root_unconfirmed"
    believed = fresh.install(office.files, confirmed=office.chain.roots[0])
    assert (believed.version, believed.root) == (1, 1)
    assert set(believed.targets) == {"edition.json"}


def test_releases_follow_each_other(laptop: Laptop, office: Office) -> None:
    office.release(text=b"2")
    assert laptop.install(office.files).version == 2
    assert laptop.install(office.files).version == 2


def test_an_older_package_is_refused(laptop: Laptop, office: Office) -> None:
    first = office.files
    office.release()
    laptop.install(office.files)
    assert refused(laptop, first) == "package_older"


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_any_part_of_an_older_release_is_refused(laptop: Laptop, office: Office, role: str) -> None:
    """Rollback and mix-and-match: a newer timestamp never brings older parts."""
    former = office.files
    office.release(text=b"2")
    laptop.install(office.files)
    office.release(text=b"3")
    name = "timestamp.json" if role == "timestamp" else f"3.{role}.json"
    old = former["timestamp.json" if role == "timestamp" else f"1.{role}.json"]
    code = "package_older" if role == "timestamp" else "package_altered"
    assert refused(laptop, office.files | {name: old}) == code


def test_a_missing_part_is_named(laptop: Laptop, office: Office) -> None:
    office.release()
    for name in ("timestamp.json", "2.snapshot.json", "2.targets.json"):
        files = {one: data for one, data in office.files.items() if one != name}
        assert refused(laptop, files) == "package_incomplete"


@pytest.mark.parametrize("name", ["timestamp.json", "2.snapshot.json", "2.targets.json"])
def test_an_altered_part_is_refused(laptop: Laptop, office: Office, name: str) -> None:
    office.release()
    page = json.loads(office.files[name])
    page["signed"]["expires"] = "2099-01-01T00:00:00Z"
    altered = json.dumps(page).encode()
    assert refused(laptop, office.files | {name: altered}) == "package_altered"


def test_expiry_is_told_by_the_later_of_the_clock_and_the_newest_release(
    laptop: Laptop, office: Office
) -> None:
    office.release(now=NOW)
    late = NOW + dt.timedelta(days=800)
    assert refused(laptop, office.files, late) == "package_expired"
    old = office.files
    office.release(now=late)
    laptop.install(office.files, now=late)
    office.version = 9
    signer = office.ring.signer(office.key("release"), PASSPHRASE)
    stale = old | release(office.chain, signer, {"edition.json": b"1"}, NOW, 10)
    assert refused(laptop, stale, NOW) == "package_expired"


def test_keys_rotate_while_the_laptop_is_away(laptop: Laptop, office: Office) -> None:
    office.rotate("root")
    office.rotate("release")
    office.rotate("root")
    office.release()
    believed = laptop.install(office.files)
    assert (believed.version, believed.root) == (2, 4)
    assert believed.signed_by == office.key("release").key


def test_a_missing_root_in_between_is_refused(laptop: Laptop, office: Office) -> None:
    office.rotate("root")
    office.rotate("release")
    office.release()
    files = {name: data for name, data in office.files.items() if name != "2.root.json"}
    assert refused(laptop, files) == "issuer_unknown"


def test_a_root_that_skips_a_version_or_is_not_signed_enough_is_refused(
    laptop: Laptop, office: Office
) -> None:
    office.rotate("root")
    office.rotate("root")
    office.release()
    skipped = office.files | {"2.root.json": office.files["3.root.json"]}
    assert refused(laptop, skipped) in ("root_untrusted", "package_older")
    page = json.loads(office.files["2.root.json"])
    page["signatures"] = []
    unsigned = office.files | {"2.root.json": json.dumps(page).encode()}
    assert refused(laptop, unsigned) == "root_untrusted"


def test_a_revoked_key_signs_nothing_more(laptop: Laptop, office: Office) -> None:
    stolen = office.ring.signer(office.key("release"), PASSPHRASE)
    before = office.chain.roots[:]
    office.rotate("release")
    office.release()
    laptop.install(office.files)
    chain = office.chain
    roots = chain.roots
    chain.roots = before
    forged = release(chain, stolen, {"edition.json": b"x"}, NOW, 9)
    chain.roots = roots
    files = {f"{at}.root.json": data for at, data in enumerate(roots, 1)} | forged
    assert refused(laptop, files) == "key_revoked"


def test_after_a_revocation_the_thief_s_high_versions_are_forgotten(
    laptop: Laptop, office: Office
) -> None:
    """Fast-forward recovery (TUF 5.3.11)."""
    office.release(version=1000)
    laptop.install(office.files)
    office.rotate("release")
    office.release(version=2)
    assert laptop.install(office.files).version == 2


def test_another_library_is_a_stranger(laptop: Laptop, tmp_path: Path) -> None:
    other = Office(tmp_path / "other")
    other.release(version=5)
    assert refused(laptop, other.files) == "issuer_unknown"


def test_two_of_three_must_sign_the_next_root(tmp_path: Path) -> None:
    office = Office(tmp_path, roots=3, threshold=2)
    laptop = Laptop(tmp_path / "laptop")
    office.release()
    laptop.install(office.files, confirmed=office.chain.roots[0])
    office.rotate("root")
    office.release()
    assert laptop.examine(office.files).root == 2
    page = json.loads(office.files["2.root.json"])
    page["signatures"] = page["signatures"][:1]
    files = office.files | {"2.root.json": json.dumps(page).encode()}
    assert refused(laptop, files) == "root_untrusted"


def test_garbage_is_refused(laptop: Laptop, office: Office) -> None:
    office.release()
    for name in ("timestamp.json", "2.snapshot.json", "2.targets.json"):
        for data in (b"", b"{}", b"\xff" * 9, b"[" * 50_000, b"x" * 20_000):
            code = refused(laptop, office.files | {name: data})
            assert code in ("package_altered", "package_incomplete")


def again(office: Office, name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """The office's files, one of them changed and signed anew; those above it name it as it is."""
    signer = office.ring.signer(office.key("release"), PASSPHRASE)
    files, version = dict(office.files), office.version
    order = [f"{version}.targets.json", f"{version}.snapshot.json", "timestamp.json"]
    for at, one in enumerate(order):
        page = Metadata[Any].from_bytes(files[one])
        if one == name:
            change(page.signed)
        elif at > order.index(name):
            below, data = order[at - 1], files[order[at - 1]]
            meta = MetaFile.from_data(version, data, ["sha256"])
            if one == "timestamp.json":
                page.signed.snapshot_meta = meta
            else:
                page.signed.meta[below.partition(".")[2]] = meta
        page.sign(signer)
        files[one] = page.to_bytes(PAGE_FORM)
    return files


def test_signing_anew_changes_nothing_by_itself(laptop: Laptop, office: Office) -> None:
    office.release(text=b"2")
    for name in ("2.targets.json", "2.snapshot.json", "timestamp.json"):
        assert laptop.examine(again(office, name, lambda _: None)).version == 2


@pytest.mark.parametrize("name", ["2.targets.json", "2.snapshot.json", "timestamp.json"])
def test_each_role_expires_by_itself(laptop: Laptop, office: Office, name: str) -> None:
    office.release(text=b"2")

    def expire(signed: Any) -> None:
        signed.expires = NOW - dt.timedelta(days=1)

    assert refused(laptop, again(office, name, expire)) == "package_expired"


def test_a_root_expires_and_only_the_last_one_counts(laptop: Laptop, office: Office) -> None:
    """TUF 5.3.10: an expired root in between is no obstacle."""
    late = NOW + dt.timedelta(days=6 * 365)
    office.release(now=late)
    assert refused(laptop, office.files, late) == "package_expired"
    former = office.key("root")
    fresh = office.ring.create("root", PASSPHRASE, "2032")
    replace(office.chain, office.ring, passphrase, late, out=former.key, fresh=fresh)
    office.release(now=late)
    assert laptop.install(office.files, now=late).root == 2


@pytest.mark.parametrize("name", ["2.targets.json", "2.snapshot.json"])
def test_length_and_hash_are_what_was_signed(laptop: Laptop, office: Office, name: str) -> None:
    """A part of the right version and signature, but not the one that the part above names."""
    office.release(text=b"2")
    other = dict(office.files)
    office.version = 1
    office.release(text=b"another text", now=NOW + dt.timedelta(hours=1))
    assert other[name] != office.files[name]
    assert refused(laptop, other | {name: office.files[name]}) == "package_altered"


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_every_role_needs_its_threshold(laptop: Laptop, office: Office, role: str) -> None:
    """A root that asks for two signatures of a role, and a release that has one."""
    root = Metadata[Root].from_bytes(office.chain.roots[-1]).signed
    second = office.ring.create("release", PASSPHRASE, "2027")
    for one in ("timestamp", "snapshot", "targets"):
        root.add_key(second.public_key(), one)
    root.roles[role].threshold = 2
    root.version += 1
    signed = Metadata(root)
    key = office.key("root")
    signed.sign(office.ring.signer(key, PASSPHRASE), append=True)
    office.chain.add(signed)
    office.release(text=b"2")
    assert refused(laptop, office.files) == "threshold_unmet"


def test_a_chain_that_was_cut_before_the_newest_root_is_an_older_one(
    laptop: Laptop, office: Office
) -> None:
    """A package that hides a revocation from a laptop that knows of it already."""
    office.rotate("release")
    office.release()
    laptop.install(office.files)
    office.release()
    hidden = {name: data for name, data in office.files.items() if name != "2.root.json"}
    assert laptop.examine(hidden).root == 2
    assert refused(laptop, hidden | {"1.root.json": b"{}", "timestamp.json": b"{}"}) in (
        "issuer_unknown", "package_altered",
    )  # fmt: skip
