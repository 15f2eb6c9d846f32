"""The doctor names what is damaged, and makes an index again from the catalogue."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.editions.build import Built
from desktop.library.editions.doctor import examine, repair
from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.state import ReaderState
from desktop.library.search import Search

Build = Callable[[], Built]


def flip(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 0x40
    path.write_bytes(data)


def test_a_sound_library_has_nothing_wrong(
    build_here: Build, library_folder: Path, tmp_path: Path
) -> None:
    build_here()
    with ReaderState(tmp_path / "state"):
        assert examine(Library(library_folder), tmp_path / "state") == []


def test_a_damaged_index_is_named_and_made_again(
    build_here: Build, library_folder: Path, tmp_path: Path
) -> None:
    build_here()
    library = Library(library_folder)
    victim = max((library.current_folder() / "index").iterdir(), key=lambda p: p.stat().st_size)
    flip(victim, victim.stat().st_size // 2)
    assert "edition_file_changed" in {found.code for found in examine(library, tmp_path)}
    assert repair(library) == "00000001-r1"
    assert examine(library, tmp_path) == []
    with library.current() as edition:
        search = Search(edition)
        assert search.find("khủng hoảng").hits[0].id == "khung-hoang"
        search.close()


def test_a_missing_index_is_made_again(
    build_here: Build, library_folder: Path, tmp_path: Path
) -> None:
    build_here()
    library = Library(library_folder)
    for path in (library.current_folder() / "index").iterdir():
        path.unlink()
    assert {found.code for found in examine(library, tmp_path)} >= {"edition_file_missing"}
    repair(library)
    assert examine(library, tmp_path) == []


def test_a_damaged_catalogue_is_beyond_repair(
    build_here: Build, library_folder: Path, tmp_path: Path
) -> None:
    build_here()
    library = Library(library_folder)
    path = library.current_folder() / "catalog.sqlite"
    flip(path, path.stat().st_size - 100)
    assert "edition_file_changed" in {found.code for found in examine(library, tmp_path)}
    with pytest.raises(EnvironmentFault) as raised:
        repair(library)
    assert raised.value.code == "catalogue_beyond_repair"
    assert library.current_folder().name == "00000001"
