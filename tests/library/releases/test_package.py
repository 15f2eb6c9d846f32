"""Packages that were tampered with: whatever they claim, nothing outside a scratch folder."""

import ast
import errno
import hashlib
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.errors import AppError, EnvironmentFault, InputError, NotTrusted
from desktop.library.releases import package
from desktop.library.releases.package import OBJECTS, Package, pack, write

OBJECT = pack(b"mot hai ba")
NAME = OBJECTS + "a" * 64
MEMBERS = [("metadata/1.root.json", b"{}"), ("edition.json", b"{}"), (NAME, OBJECT)]


def code(path: Path) -> str:
    """How a package is refused."""
    with pytest.raises((NotTrusted, InputError)) as raised:
        Package(path).close()
    return raised.value.code


def zipped(path: Path, members: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> Path:
    """An ordinary zip, as other programs write it."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    assert write(path, MEMBERS) == path.stat().st_size
    with Package(path) as opened:
        assert opened.names == {name for name, _ in MEMBERS}
        assert opened.metadata("1.root.json") == b"{}"
        assert opened.metadata("2.root.json") is None
        with pytest.raises(NotTrusted):
            opened.verify()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


@given(st.lists(st.binary(max_size=300), max_size=6, unique=True))
def test_pack_then_unpack_is_identity(tmp_path_factory, texts: list[bytes]) -> None:

    path = tmp_path_factory.mktemp("packs") / "a.briefpack"
    packed = [(hashlib.sha256(pack(text)).hexdigest(), text) for text in texts]
    write(path, ((OBJECTS + name, pack(text)) for name, text in packed))
    with Package(path) as opened:
        opened.verify()
        for name, text in packed:
            assert b"".join(opened.object(name, len(text))) == text


@pytest.mark.parametrize(
    "name",
    [
        "../edition.json", "/edition.json", "C:/edition.json", "CON", "edition.json/..",
        "objects/../../x", "metadata/../1.root.json", "objects/" + "A" * 64, "đợt.json",
        "objects\\" + "a" * 64,
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.briefpack", [*MEMBERS, (name, b"x")])
    assert code(path) == "package_altered"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.briefpack"]


def test_links_comments_dates_and_doubles_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    link = zipfile.ZipInfo("edition.json", (1980, 1, 1, 0, 0, 0))
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, b"/etc/passwd")
    assert code(path) == "package_altered"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"x"
        archive.writestr(zipfile.ZipInfo("edition.json", (1980, 1, 1, 0, 0, 0)), b"{}")
    assert code(path) == "package_altered"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("edition.json", (2026, 1, 1, 0, 0, 0)), b"{}")
    assert code(path) == "package_altered"
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(path, [*MEMBERS, ("edition.json", b"other")])
    assert code(path) == "package_altered"


def test_a_bomb_is_never_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.briefpack", [("edition.json", b"0" * 10**7)], zipfile.ZIP_DEFLATED)
    assert code(path) == "package_altered"
    bomb = pack(b"\0" * 10**7)

    name = hashlib.sha256(bomb).hexdigest()
    write(path, [(OBJECTS + name, bomb)])
    taken: list[bytes] = []
    with Package(path) as opened, pytest.raises(NotTrusted):
        taken.extend(opened.object(name, 100))
    assert taken == []


def test_a_claim_of_ten_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    write(path, MEMBERS)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2")
    struct.pack_into("<LL", data, at + 20, 0xFFFFFFFE, 0xFFFFFFFE)
    path.write_bytes(data)
    assert code(path) == "package_altered"
    with zipfile.ZipFile(tmp_path / "b.briefpack", "w") as archive:
        info = zipfile.ZipInfo("edition.json", (1980, 1, 1, 0, 0, 0))
        with archive.open(info, "w", force_zip64=True) as member:
            member.write(b"{}")
        info.file_size = info.compress_size = 10 * 1024**3
    assert code(tmp_path / "b.briefpack") == "package_altered"
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<HH", data, end + 8, 0xFFFF, 0xFFFF)
    path.write_bytes(data)
    assert code(path) in ("package_altered", "package_foreign")


def test_an_object_is_what_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "a.briefpack"
    write(path, [(NAME, OBJECT)])
    with Package(path) as opened:
        for size in (9, 10, 11):
            with pytest.raises(NotTrusted):
                list(opened.object("a" * 64, size))
        with pytest.raises(NotTrusted):
            list(opened.object("b" * 64, 10))
    write(path, [(NAME, zlib.compress(b"mot hai ba") + b"more")])
    with Package(path) as opened, pytest.raises(NotTrusted):
        list(opened.object("a" * 64, 10))


@pytest.mark.parametrize("data", [b"", b"PK", b"\0" * 99, b"PK\5\6" + b"\0" * 18, b"x" * 10**5])
def test_what_is_no_package_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.briefpack"
    path.write_bytes(data)
    if data[:4] == b"PK\5\6":
        with Package(path) as opened:
            assert opened.names == frozenset()
        return
    assert code(path) == "package_foreign"


def test_a_missing_package_is_a_stick_pulled_out(tmp_path: Path) -> None:
    with pytest.raises(AppError) as raised:
        Package(tmp_path / "a.briefpack").close()
    assert raised.value.code == "package_gone"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE])
def test_a_stick_that_goes_in_mid_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "a.briefpack"
    write(path, MEMBERS)

    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(number, os.strerror(number))

    with Package(path) as opened, monkeypatch.context() as patched:
        patched.setattr(opened, "_file", Pulled())
        for call in (opened.verify, opened.edition, lambda: list(opened.object("a" * 64, 10))):
            with pytest.raises(EnvironmentFault) as raised:
                call()
            assert raised.value.code == "package_gone"


def test_packages_are_read_and_never_mapped() -> None:
    """A stick that is pulled out under a mapped file kills the process with SIGBUS."""
    names = set[str]()
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {one.name for one in node.names}
            if isinstance(node, ast.ImportFrom):
                names |= {node.module or "", *(one.name for one in node.names)}
    assert "zlib" in names
    assert not names & {"mmap", "memmap", "numpy"}


def test_no_file_is_over_what_fat_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert package.LARGEST < 2**32 - 1
    path = tmp_path / "a.briefpack"
    size = write(path, MEMBERS)
    monkeypatch.setattr(package, "LARGEST", size - 30)
    with pytest.raises(InputError) as raised:
        write(tmp_path / "b.briefpack", MEMBERS)
    assert raised.value.code == "package_too_large"
    assert [one.name for one in tmp_path.iterdir()] == ["a.briefpack"]
