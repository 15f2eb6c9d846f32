"""Search over notes: the library's language and ladder, freshness, and an index that is a cache."""

import errno
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import index
from desktop.library import disk
from desktop.library.editions.build import Built
from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import Annotation, annotate, put, remove
from desktop.library.reader.finding import NotesSearch
from desktop.library.reader.notes_index import FOLDER
from desktop.library.reader.state import DATABASE, ReaderState

HERE = ("kho-thu-nghiem", "khung-hoang", 1)


def anchor(quote: str) -> Anchor:
    return Anchor("b1", 0, len(quote), quote, "", "", quote)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def state(folder: Path) -> Iterator[ReaderState]:
    with ReaderState(folder) as opened:
        yield opened


@pytest.fixture
def search(folder: Path) -> Iterator[NotesSearch]:
    with NotesSearch(folder) as opened:
        yield opened


def note(state: ReaderState, text: str, quote: str = "nguyên văn") -> Annotation:
    return annotate(state, HERE, (anchor(quote),), "idea", text)


def found(search: NotesSearch, text: str) -> list[str]:
    return [hit.annotation.note for hit in search.find(text).hits]


def test_no_state_has_no_notes(tmp_path: Path) -> None:
    with NotesSearch(tmp_path / "không có") as search:
        answer = search.find("bão")
    assert (answer.total, answer.hits) == (0, ())
    assert not (tmp_path / "không có" / DATABASE).exists()


def test_notes_and_quotes_are_found_and_shown(state: ReaderState, search: NotesSearch) -> None:
    mine = note(state, "Nhắc trưởng thôn gọi điện", "Rà soát hộ cần hỗ trợ")
    note(state, "Việc khác", "Bảng tin ở nhà văn hoá")
    hit = search.find("trưởng thôn").hits[0]
    assert (hit.annotation, hit.level) == (mine, "exact")
    assert (hit.snippet.text, hit.snippet.part) == (mine.note, "note")
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["trưởng thôn"]
    hit = search.find("văn hóa").hits[0]
    assert (hit.snippet.part, hit.level) == ("quote", "tone")
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["văn hoá"]


def test_the_query_language_holds(state: ReaderState, search: NotesSearch) -> None:
    note(state, "Hỏi về 05-CT/TW")
    note(state, "Hỏi về kinh phí")
    assert found(search, "so:05-CT/TW") == ["Hỏi về 05-CT/TW"]
    assert found(search, "hỏi -phí") == ["Hỏi về 05-CT/TW"]
    assert found(search, '"kinh phí"') == ["Hỏi về kinh phí"]
    assert found(search, "hỏi den:2001") == []
    assert search.find("hỏi", limit=1).total == 2


def test_own_words_lead_over_quotes(state: ReaderState, search: NotesSearch) -> None:
    note(state, "Việc khác", "kinh phí hằng năm")
    note(state, "kinh phí hằng năm", "Việc khác")
    assert found(search, "kinh phí") == ["kinh phí hằng năm", "Việc khác"]


def test_every_change_is_seen_by_the_next_search(state: ReaderState, search: NotesSearch) -> None:
    assert found(search, "bão") == []
    mine = note(state, "Phòng bão")
    assert found(search, "bão") == ["Phòng bão"]
    put(state, msgspec.structs.replace(mine, note="Phòng lụt"))
    assert found(search, "bão") == []
    assert found(search, "lụt") == ["Phòng lụt"]
    state.set_position(*HERE[:2], "b1", 0, 0.5)
    assert found(search, "lụt") == ["Phòng lụt"]
    remove(state, mine.id)
    assert found(search, "lụt") == []
    put(state, mine)
    assert found(search, "bão") == ["Phòng bão"]


def test_only_what_changed_is_indexed_again(
    folder: Path, state: ReaderState, search: NotesSearch
) -> None:
    for number in range(40):
        note(state, f"Ghi chú thứ {number}")
    search.prepare()
    (before,) = (folder / FOLDER).glob("*/*.seg")
    node = before.stat().st_ino
    note(state, "Ghi chú mới")
    assert found(search, "mới") == ["Ghi chú mới"]
    assert node in {part.stat().st_ino for part in (folder / FOLDER).glob("*/*.seg")}


def test_an_earlier_index_serves_the_next_start(folder: Path, state: ReaderState) -> None:
    note(state, "Phòng bão")
    with NotesSearch(folder) as first:
        first.prepare()
    before = sorted((folder / FOLDER).rglob("*"))
    with NotesSearch(folder) as second:
        assert found(second, "bão") == ["Phòng bão"]
    assert sorted((folder / FOLDER).rglob("*")) == before


def test_old_indexes_are_swept(folder: Path, state: ReaderState, search: NotesSearch) -> None:
    for number in range(6):
        note(state, f"Ghi chú {number}")
        search.prepare()
    kept = [path for path in (folder / FOLDER).iterdir() if path.is_dir()]
    assert len(kept) <= 2


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 3, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_truncate, _flip, Path.unlink])
@pytest.mark.parametrize("name", ["current", "*/notes.json", "*/index.json", "*/*.seg", "*/*.bin"])
def test_a_damaged_cache_is_made_again(
    folder: Path, state: ReaderState, name: str, damage: Callable[[Path], None]
) -> None:
    note(state, "Phòng bão")
    with NotesSearch(folder) as first:
        first.prepare()
    for part in list((folder / FOLDER).glob(name)):
        damage(part)
    with NotesSearch(folder) as second:
        assert found(second, "bao") == ["Phòng bão"]
        note(state, "Sau bão")
        assert set(found(second, "bão")) == {"Phòng bão", "Sau bão"}
    with NotesSearch(folder) as third:
        assert set(found(third, "bão")) == {"Phòng bão", "Sau bão"}


def test_an_index_of_another_version_is_made_again(folder: Path, state: ReaderState) -> None:
    note(state, "Phòng bão")
    with NotesSearch(folder) as first:
        first.prepare()
    (held,) = (folder / FOLDER).glob("*/notes.json")
    held.write_bytes(held.read_bytes().replace(b'"format":1', b'"format":0'))
    with NotesSearch(folder) as second:
        assert found(second, "bão") == ["Phòng bão"]


def test_damage_while_open_is_mended(folder: Path, state: ReaderState) -> None:
    note(state, "Phòng bão")
    with NotesSearch(folder) as search:
        search.prepare()
        for part in (folder / FOLDER).glob("*/*.seg"):
            data = bytearray(part.read_bytes())
            data[200 : len(data) // 2] = bytes(len(data) // 2 - 200)
            part.write_bytes(data)
        assert found(search, "bão") == ["Phòng bão"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_done_without(
    folder: Path, state: ReaderState, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    note(state, "Phòng bão")
    real = index.write

    def refuse(target: Path, *given: object, **more: object) -> None:
        if target.is_relative_to(folder):
            raise OSError(code, "refused")
        real(target, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "write", refuse)
    with NotesSearch(folder) as search:
        assert found(search, "bão") == ["Phòng bão"]
        note(state, "Sau bão")
        assert set(found(search, "bão")) == {"Phòng bão", "Sau bão"}
        (made,) = search._index._temporary
        assert made.is_dir()
    assert not made.exists()


def test_a_file_in_the_cache_s_place_is_done_without(
    folder: Path, state: ReaderState, search: NotesSearch
) -> None:
    (folder / FOLDER).write_text("không phải thư mục", encoding="utf-8")
    note(state, "Phòng bão")
    assert found(search, "bão") == ["Phòng bão"]


def test_no_disk_at_all_is_told(
    state: ReaderState, search: NotesSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(index, "write", full)
    note(state, "Phòng bão")
    with pytest.raises(EnvironmentFault) as raised:
        search.find("bão")
    assert raised.value.code == "disk_full"


def test_damaged_notes_are_told(folder: Path, search: NotesSearch) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"not a database" * 100)
    with pytest.raises(EnvironmentFault) as raised:
        search.find("bão")
    assert raised.value.code == "state_damaged"


def test_notes_of_a_newer_program_are_told(
    folder: Path, state: ReaderState, search: NotesSearch
) -> None:
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(EnvironmentFault) as raised:
        search.find("bão")
    assert raised.value.code == "state_newer"


def test_two_windows_find_the_same(folder: Path, state: ReaderState) -> None:
    with NotesSearch(folder) as one, NotesSearch(folder) as other:
        for number in range(5):
            note(state, f"Ghi chú {number} về bão")
            assert one.find("bão").total == other.find("bão").total == number + 1
        with disk.locked(folder / FOLDER / "lock"):
            note(state, "Lúc cửa sổ kia đang lập")
            assert found(one, "đang lập") == ["Lúc cửa sổ kia đang lập"]
        assert found(other, "đang lập") == ["Lúc cửa sổ kia đang lập"]
    with NotesSearch(folder) as third:
        assert third.find("bão").total == 5


def test_threads_and_windows_at_once(folder: Path, state: ReaderState) -> None:
    ready = threading.Barrier(4)

    def ask(search: NotesSearch) -> list[int]:
        ready.wait()
        return [search.find("bão", limit=3).total for _ in range(6)]

    for number in range(30):
        note(state, f"Ghi chú {number} về bão")
    with NotesSearch(folder) as one, NotesSearch(folder) as other, ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(ask, search) for search in (one, one, other, other)]
        assert [task.result() for task in waiting] == [[30] * 6] * 4


def test_marks_and_titles_are_the_library_s(
    build_here: Callable[[], Built], library_folder: Path, folder: Path, state: ReaderState
) -> None:
    build_here()
    annotate(state, HERE, (anchor("thôn"),), "idea", "khung hoàng cung")
    mine = annotate(state, HERE, (anchor("thôn"),), "idea", "Nhắc về khủng hoảng")
    with (
        Library(library_folder).current() as edition,
        index.Index(edition.index_folder) as opened,
        NotesSearch(folder, opened, edition) as search,
    ):
        answer = search.find("khung hoang")
        assert answer.answer.searched == "khủng hoảng"
        assert (answer.hits[0].annotation, answer.hits[0].level) == (mine, "exact")
        assert answer.hits[0].title == "Xử lý khủng hoảng truyền thông khi có bão"
        assert search.find("hoinghi:bão").total == 2
        shutil.rmtree(folder / FOLDER)
        assert search.find("khung hoang").total == 2
        annotate(state, HERE, (anchor("thôn"),), "idea", "khủng hoảng mới")
        assert search.find("khung hoang").total == 3
    with NotesSearch(folder) as alone:
        assert alone.find("hoinghi:bão").total == 0
        assert {hit.title for hit in alone.find("khung hoang").hits} == {""}
