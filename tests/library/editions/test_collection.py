"""Several libraries on one laptop, each with an edition and a trust of its own."""

from pathlib import Path

import pytest

from desktop.library.editions.collection import (
    OTHERS,
    around,
    entries,
    find,
    libraries,
    name_of,
    named,
    place_for,
)
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.releases.install import claimed_library, install, root_of, verify
from desktop.library.workspace.creation import create_workspace
from tests.library.releases.conftest import NOW, Desk, everything, trusted


@pytest.fixture
def central(workspace_folder: Path, tmp_path: Path) -> Desk:
    return Desk(workspace_folder, tmp_path / "central")


@pytest.fixture
def province(tmp_path: Path) -> Desk:
    create_workspace(tmp_path / "kho tỉnh", "Kho của tỉnh")
    (tmp_path / "kho tỉnh" / "conferences" / "tai-lieu-le").mkdir()
    page = "---\nid: mot-bai\ntitle: Một bài của tỉnh\n---\n\nMột đoạn.\n"
    where = tmp_path / "kho tỉnh" / "conferences" / "tai-lieu-le" / "mot-bai.md"
    where.write_text(page, encoding="utf-8")
    return Desk(tmp_path / "kho tỉnh", tmp_path / "province")


def put(folder: Path, file: Path) -> Library:
    library = place_for(folder, claimed_library(file))
    install(file, library, NOW, root_of(file))
    return library


def test_libraries_stand_side_by_side(central: Desk, province: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    assert libraries(folder) == []
    first = put(folder, central.release())
    other = put(folder, province.release())
    assert first.folder == folder
    assert other.folder == folder / OTHERS / "kho-cua-tinh"
    assert [one.folder for one in libraries(folder)] == [first.folder, other.folder]
    assert trusted(first) != trusted(other)
    central.edit("phong-doc", "7 giờ", "6 giờ")
    province.edit("mot-bai", "Một đoạn", "Hai đoạn")
    before = everything(other)
    assert put(folder, central.release(since=1)).folder == folder
    assert everything(other) == before
    assert put(folder, province.release(since=1)).manifest().number == 2
    found = find(folder, "kho-cua-tinh")
    assert found is not None
    assert found.folder == other.folder
    assert find(folder, "kho-khac") is None


def test_a_folder_that_holds_another_library_refuses(
    central: Desk, province: Desk, tmp_path: Path
) -> None:
    library = put(tmp_path / "laptop", central.release())
    before, held = trusted(library), everything(library)
    stranger = province.release()
    for call in (verify, install):
        for confirmed in (None, root_of(stranger)):
            with pytest.raises(InputError) as raised:
                call(stranger, library, NOW, confirmed)
            assert raised.value.code == "library_of_another"
            assert raised.value.params["held"] == central.workspace.settings.id
            assert raised.value.params["id"] == "kho-cua-tinh"
    assert (trusted(library), everything(library)) == (before, held)


def test_a_library_that_was_built_here_takes_no_package_of_another(
    central: Desk, province: Desk
) -> None:
    """It trusts nobody yet, so the root alone would not tell them apart."""
    central.release()
    own = Library(central.workspace.folder / "releases" / "library")
    stranger = province.release()
    with pytest.raises(InputError) as raised:
        install(stranger, own, NOW, root_of(stranger))
    assert raised.value.code == "library_of_another"


def test_each_is_told_and_found_again_by_its_name(
    central: Desk, province: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "laptop"
    first, other = put(folder, central.release()).folder, put(folder, province.release()).folder
    for one in (first, other):
        assert around(one) == folder
        assert named(folder, name_of(one)) == one
    assert [(one.folder, one.name, one.edition) for one in entries(folder)] == [
        (first, central.workspace.settings.name, 1),
        (other, "Kho của tỉnh", 1),
    ]
    for name in ("khac", f"{other.name}/", f"../{OTHERS}/{other.name}", ".", ".."):
        assert named(folder, name) == folder
    (other / "current").write_bytes(b"?")
    told = entries(folder)
    assert [one.error is None for one in told] == [True, False]
    assert told[1].name == "kho-cua-tinh"


def test_a_folder_of_that_name_alone_makes_no_collection(province: Desk, tmp_path: Path) -> None:
    folder = tmp_path / OTHERS / "kho-cua-tinh"
    put(folder, province.release())
    assert around(folder) == folder
    assert name_of(folder) == ""
