"""Packages made of real ones by somebody without the keys, or signed by one who lies.

Whatever is tried: refused with its own code, nothing written but a scratch folder that is gone
again, and what is trusted byte for byte as before.
"""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.editions.library import Library
from desktop.library.errors import InputError, NotTrusted
from desktop.library.releases.contents import EditionPage, File, Piece
from desktop.library.releases.install import install, root_of, verify
from desktop.library.releases.package import OBJECTS, PATCH, Package, pack, write
from desktop.library.releases.release import prepare, sign
from desktop.library.releases.release import write as write_release
from tests.library.releases.conftest import NOW, Desk, everything, passphrase, trusted

Members = dict[str, bytes]


def members(file: Path) -> Members:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusals(file: Path, library: Library, *confirmed: bytes) -> set[str]:
    """The codes with which a package is refused to be looked at and to be installed."""
    before = tree(library.folder.parent) if library.folder.exists() else {}
    codes = set()
    for call in (verify, install):
        with pytest.raises((NotTrusted, InputError)) as raised:
            call(file, library, NOW, *confirmed)
        codes.add(raised.value.code)
    after = tree(library.folder.parent)
    assert {name: after.get(name) for name in before} == before
    assert {name.rpartition("/")[2] for name in after.keys() - before.keys()} <= {".lock"}
    return codes


@pytest.fixture
def delta(desk: Desk, ready: Library) -> Path:
    """The second edition, from the first that `ready` has."""
    assert ready.exists()
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    return desk.release(since=1)


def without_one(held: Members) -> Members:
    gone = max(name for name in held if name.startswith(OBJECTS))
    return {name: data for name, data in held.items() if name != gone}


def swapped(held: Members) -> Members:
    one, other = sorted(name for name in held if name.startswith(OBJECTS))[:2]
    return held | {one: held[other], other: held[one]}


def extra(held: Members) -> Members:
    """An object that is what its name says, but that no page names."""
    data = pack(b"more")
    return held | {OBJECTS + hashlib.sha256(data).hexdigest(): data}


def page_altered(held: Members) -> Members:
    return held | {PATCH: held[PATCH].replace(b"Ph\xc3\xb2ng", b"ph\xc3\xb2ng")}


def another_root(held: Members) -> Members:
    return held | {"metadata/9.root.json": held["metadata/1.root.json"]}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (without_one, {"package_base"}),
        (swapped, {"package_altered"}),
        (extra, {"package_altered"}),
        (page_altered, {"package_base"}),
        (another_root, {"package_altered"}),
        (lambda held: dict(reversed(held.items())), set()),
        (lambda held: {n: d for n, d in held.items() if n != PATCH}, {"package_altered"}),
        (lambda held: held | {"edition.json": b"{}"}, {"package_altered"}),
    ],
)
def test_members_swapped_missing_or_added(
    delta: Path, ready: Library, change: Callable[[Members], Members], codes: set[str]
) -> None:
    write(delta, change(members(delta)).items())
    if codes:
        assert refusals(delta, ready) == codes
    else:  # another order of the same members is nobody's harm
        assert verify(delta, ready, NOW).page.number == 2


def test_a_byte_of_every_member_and_of_every_head(delta: Path, ready: Library) -> None:
    data = delta.read_bytes()
    with Package(delta) as opened:
        places = dict(opened._places)
    assert len(places) > 6
    before, live = trusted(ready), everything(ready)
    for name, (start, size) in places.items():
        heads = [start - len(name) - 30, start - len(name) - 16, start - 1]
        entry = data.rindex(b"PK\1\2", 0, data.rindex(name.encode()))
        for at in (start, start + size // 2, start + size - 1, *heads, entry + 16, entry + 42):
            delta.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            with pytest.raises((NotTrusted, InputError)):
                verify(delta, ready, NOW)
    assert (trusted(ready), everything(ready)) == (before, live)


def test_a_mix_of_two_releases(desk: Desk, delta: Path, ready: Library) -> None:
    """The newer signatures with the older page, and the older ones with the newer page."""
    first = members(desk.folder / "1-0.briefpack")
    second = members(delta)
    page = first.pop("edition.json")
    mixed = {name: data for name, data in second.items() if name != PATCH}
    write(delta, (mixed | {"edition.json": page}).items())
    assert refusals(delta, ready) == {"package_altered"}
    write(delta, (first | {PATCH: second[PATCH]}).items())
    assert refusals(delta, ready) == {"package_base"}


def test_an_older_package_after_a_newer(desk: Desk, delta: Path, ready: Library) -> None:
    install(delta, ready, NOW)
    assert refusals(desk.folder / "1-0.briefpack", ready) == {"package_older"}


def lying(desk: Desk, lie: Callable[[EditionPage], EditionPage]) -> Path:
    """A package of a page that is signed rightly and says what it must not."""
    (desk.workspace.folder / "releases" / "editions" / "1.json").unlink(missing_ok=True)
    prepared = prepare(desk.workspace, now=NOW, processes=1)
    changed = msgspec.structs.replace(prepared, page=lie(prepared.page), fresh=True)
    sign(desk.workspace, changed, desk.ring, passphrase, NOW)
    pages = changed.page.files
    held = write_release(desk.workspace, prepared, desk.folder / "honest.briefpack").file
    signed = members(held) | {"edition.json": msgspec.json.encode(changed.page)}
    data = pack(b"outside")
    for piece in (piece for file in pages for piece in file.pieces):
        signed.setdefault(OBJECTS + piece.packed, data)
    file = desk.folder / "lying.briefpack"
    write(file, signed.items())
    return file


@pytest.mark.parametrize(
    "name",
    [
        "../outside", "index/../../outside", "/outside", "C:/outside", "index\\outside",
        "index/.hidden", "index/", "manifest.json", "edition.json", "index/con/x", "index/ế",
    ],
)  # fmt: skip
def test_a_signed_page_that_names_files_elsewhere(desk: Desk, tmp_path: Path, name: str) -> None:
    def lie(page: EditionPage) -> EditionPage:
        piece = Piece(hashlib.sha256(pack(b"outside")).hexdigest(), 7)
        more = File(name, 7, hashlib.sha256(b"outside").hexdigest(), (piece,))
        return msgspec.structs.replace(page, files=(*page.files, more))

    file, library = lying(desk, lie), Library(tmp_path / "bare" / "library")
    assert refusals(file, library, root_of(file)) == {"package_altered"}
    assert not list(tmp_path.rglob("outside"))


def test_a_signed_page_that_names_a_file_twice_or_lies_of_its_size(
    desk: Desk, tmp_path: Path
) -> None:
    def twice(page: EditionPage) -> EditionPage:
        return msgspec.structs.replace(page, files=(*page.files, page.files[0]))

    def larger(page: EditionPage) -> EditionPage:
        first = page.files[0]
        pieces = tuple(Piece(one.packed, 10 * 1024**3) for one in first.pieces)
        big = msgspec.structs.replace(first, size=10 * 1024**3, pieces=pieces)
        return msgspec.structs.replace(page, files=(big, *page.files[1:]))

    def named(page: EditionPage) -> EditionPage:
        return msgspec.structs.replace(page, library="../elsewhere")

    for lie in (twice, named):
        file, library = lying(desk, lie), Library(tmp_path / "bare" / "library")
        assert refusals(file, library, root_of(file)) == {"package_altered"}
    file, library = lying(desk, larger), Library(tmp_path / "bare" / "library")
    with pytest.raises(NotTrusted) as raised:
        install(file, library, NOW, root_of(file))
    assert raised.value.code == "package_altered"
    assert not library.exists()
    assert not (library.folder / "trust").exists()
    assert list(library.editions_folder.iterdir()) == []


def test_a_first_install_without_a_confirmed_root(desk: Desk, tmp_path: Path) -> None:
    file = desk.release()
    library = Library(tmp_path / "bare" / "library")
    assert refusals(file, library) == {"root_unconfirmed"}
    assert not (library.folder / "trust").exists()


def test_more_members_than_a_package_may_have(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(66_000):
            archive.writestr(zipfile.ZipInfo(f"objects/{number:064x}"), b"")
    with pytest.raises(NotTrusted) as raised:
        Package(path).close()
    assert raised.value.code == "package_altered"
