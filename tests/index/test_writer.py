"""The next edition's index: shared files, exact contents, nothing half done, no pickle loaded."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Entry, Index, IndexDamaged, IndexMissing, IndexOutdated, verify, write
from index.manifest import FORMAT
from index.writer import SEGMENTS

pytestmark = pytest.mark.usefixtures("no_pickles")


def entry(key: str, body: str) -> Entry:
    return Entry(key=key, title=f"Bài {key}", headings="", body=body, date=20260101)


def contents(folder: Path) -> set[str]:
    with Index(folder) as index:
        return {match.key for match in index.find("bài", limit=1000).matches}


def holders(folder: Path, text: str) -> set[str]:
    with Index(folder) as index:
        return {match.key for match in index.find(text, limit=1000).matches}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    folder = tmp_path / "1"
    write(folder, [entry(str(i), f"nội dung số {i} hoà bình") for i in range(10)])
    return folder


def test_changed_removed_and_unchanged(first: Path, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in first.iterdir()}
    second = tmp_path / "2"
    write(second, [entry("3", "viết lại"), entry("x", "thêm")], removed=["5", "?"], previous=first)
    assert contents(second) == set("012346789x")
    assert holders(second, '"viết lại"') == {"3"}
    assert "3" not in holders(second, "hoà bình")
    with Index(second) as index:
        assert len(index) == 10
    assert {p.name: p.read_bytes() for p in first.iterdir()} == before
    assert contents(first) == set("0123456789")
    shared = [p for p in first.glob("*.seg") if p.samefile(second / p.name)]
    assert shared
    verify(second)


def test_an_edition_without_changes_shares_all_segments(first: Path, tmp_path: Path) -> None:
    write(tmp_path / "2", [], previous=first)
    assert {p.name for p in first.glob("*.seg")} == {p.name for p in (tmp_path / "2").glob("*.seg")}
    assert contents(tmp_path / "2") == contents(first)


def test_everything_can_be_removed(first: Path, tmp_path: Path) -> None:
    write(tmp_path / "2", [], removed=list("0123456789"), previous=first)
    assert contents(tmp_path / "2") == set()
    assert not list((tmp_path / "2").glob("*.seg"))


def test_links_that_fail_are_copies(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(1, "no links on FAT")

    monkeypatch.setattr("os.link", refuse)
    write(tmp_path / "2", [entry("x", "thêm")], previous=first)
    assert contents(tmp_path / "2") == set("0123456789x")


Step = tuple[list[int], list[int]]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 8), unique=True), st.lists(st.integers(0, 8), unique=True)
        ),
        min_size=1,
        max_size=SEGMENTS + 4,
    )
)
def test_any_history_gives_the_index_that_one_build_would(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    root = tmp_path_factory.mktemp("history")
    expected: dict[str, str] = {}
    previous: Path | None = None
    for number, (added, removed) in enumerate(steps):
        folder = root / str(number)
        texts = {str(key): f"phòng đọc bản {number} hoà {'x' * key}" for key in added}
        gone = [str(key) for key in removed]
        write(folder, [entry(k, t) for k, t in texts.items()], removed=gone, previous=previous)
        expected = {k: t for k, t in expected.items() if k not in gone} | texts
        previous = folder
    assert previous is not None
    assert len(list(previous.glob("*.seg"))) <= SEGMENTS
    whole = root / "whole"
    write(whole, [entry(key, text) for key, text in expected.items()])
    assert contents(previous) == set(expected)
    with Index(previous) as grown, Index(whole) as fresh:
        assert len(grown) == len(fresh) == len(expected)
        for query in ("hoà", '"phòng đọc"', "hoà bản 0", "phòng -xx"):
            got = {(m.key, m.level) for m in grown.find(query, limit=99).matches}
            assert got == {(m.key, m.level) for m in fresh.find(query, limit=99).matches}
        for query in ("hoa ban 0", "phong -xx"):
            # How marks are restored may differ: the model is older. What is found may not.
            keys = {match.key for match in grown.find(query, limit=99).matches}
            assert keys == {match.key for match in fresh.find(query, limit=99).matches}


def test_entries_stream_and_progress_is_told(tmp_path: Path) -> None:
    pulled = 0
    seen: list[tuple[int, int]] = []

    def entries() -> Iterator[Entry]:
        nonlocal pulled
        for i in range(50):
            pulled += 1
            yield entry(str(i), "nội dung")

    write(tmp_path / "1", entries(), done=lambda count: seen.append((count, pulled)))
    assert [count for count, _ in seen] == [16, 32, 48, 50]
    assert all(pulled <= count for count, pulled in seen)


class Stop(Exception):
    pass


def test_stopping_leaves_nothing(first: Path, tmp_path: Path) -> None:
    def check() -> None:
        raise Stop

    with pytest.raises(Stop):
        write(tmp_path / "2", (entry(f"n{i}", "a") for i in range(99)), previous=first, check=check)
    assert not (tmp_path / "2").exists()
    assert contents(first) == set("0123456789")


def test_an_entry_that_cannot_be_had_leaves_nothing(tmp_path: Path) -> None:
    def entries() -> Iterator[Entry]:
        yield entry("1", "a")
        raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space"):
        write(tmp_path / "1", entries())
    assert not (tmp_path / "1").exists()


def test_two_entries_with_one_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'a'"):
        write(tmp_path / "1", [entry("a", "x"), entry("a", "y")])


def test_a_folder_in_use_is_refused_and_kept(first: Path) -> None:
    with pytest.raises(FileExistsError):
        write(first, [])
    assert contents(first) == set("0123456789")


def test_no_index_there(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Index(tmp_path / "none")
    with pytest.raises(IndexMissing):
        write(tmp_path / "2", [], previous=tmp_path / "none")
    assert not (tmp_path / "2").exists()


def test_a_long_build_ends_as_one_segment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.runs.RUN_TOKENS", 40)
    write(tmp_path / "1", [entry(str(i), f"nội dung số {i} hoà bình") for i in range(10)])
    assert len(list((tmp_path / "1").glob("*.seg"))) == 1
    assert contents(tmp_path / "1") == set("0123456789")
    verify(tmp_path / "1")


def mapped(folder: Path) -> list[str]:
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if str(folder) in line]


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no list of what is mapped")
def test_no_file_is_removed_while_it_is_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "1"
    unlink, rmtree = Path.unlink, shutil.rmtree
    removed: list[str] = []

    def watched_unlink(path: Path, **options: bool) -> None:
        assert not mapped(path)
        removed.append(path.name)
        unlink(path, **options)

    def watched_rmtree(path: Path, **options: bool) -> None:
        assert not mapped(path)
        removed.append(path.name)
        rmtree(path, **options)

    monkeypatch.setattr("index.runs.RUN_TOKENS", 40)
    monkeypatch.setattr(Path, "unlink", watched_unlink)
    monkeypatch.setattr(shutil, "rmtree", watched_rmtree)
    entries = [entry(str(i), f"nội dung số {i} hoà bình") for i in range(10)]

    def check() -> None:
        if mapped(folder):
            raise Stop

    with pytest.raises(Stop):
        write(folder, entries, check=check)
    assert removed == ["1"]
    write(folder, entries)
    assert len(removed) > 2
    with Index(folder) as index:
        index.find("hoà")
        assert mapped(folder)
    assert not mapped(folder)


@pytest.fixture
def second(first: Path, tmp_path: Path) -> Path:
    write(tmp_path / "2", [entry("x", "thêm")], removed=["5"], previous=first)
    return tmp_path / "2"


def test_what_an_index_consists_of(second: Path) -> None:
    assert sorted(p.suffix for p in second.iterdir()) == [
        *(".bin", ".del", ".json"),
        *(".seg", ".seg"),
    ]


def test_marks_of_deletion_follow_a_segment(second: Path, tmp_path: Path) -> None:
    write(tmp_path / "3", [], previous=second)
    (marks,) = second.glob("*.del")
    assert marks.samefile(tmp_path / "3" / marks.name)
    write(tmp_path / "4", [], removed=["6"], previous=tmp_path / "3")
    assert not (tmp_path / "4" / marks.name).exists()
    assert contents(tmp_path / "4") == set("01234789x")
    with Index(tmp_path / "4") as index:
        assert len(index) == 9


@pytest.mark.parametrize("pattern", ["*.seg", "*.del"])
def test_a_file_gone_or_cut_is_named(second: Path, pattern: str) -> None:
    file = next(second.glob(pattern))
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[:-1])
    with pytest.raises(IndexDamaged) as cut:
        Index(second)
    assert cut.value.file == file
    file.unlink()
    with pytest.raises(IndexDamaged) as gone:
        Index(second)
    assert gone.value.file == file


def test_altered_marks_of_deletion_are_named(second: Path, tmp_path: Path) -> None:
    (file,) = second.glob("*.del")
    file.write_bytes(bytes(file.stat().st_size))
    for reading in (Index, verify, lambda folder: write(tmp_path / "3", [], previous=folder)):
        with pytest.raises(IndexDamaged) as damaged:
            reading(second)
        assert damaged.value.file == file
    assert not (tmp_path / "3").exists()


def test_postings_overwritten_are_named_when_met(first: Path) -> None:
    (file,) = first.glob("*.seg")
    whole = file.read_bytes()
    file.write_bytes(whole.replace("bình".encode(), bytes(5)))
    with pytest.raises(IndexDamaged) as checked:
        verify(first)
    assert checked.value.file == file
    with Index(first) as index, pytest.raises(IndexDamaged) as met:
        index.find("hoà")
    assert met.value.file == file


def test_a_segment_that_was_exchanged_is_named(first: Path, tmp_path: Path) -> None:
    (file,) = first.glob("*.seg")
    write(tmp_path / "other", [entry(str(i), f"nội dung số {i} hoà hoãn") for i in range(10)])
    (other,) = (tmp_path / "other").glob("*.seg")
    file.write_bytes(other.read_bytes().ljust(file.stat().st_size, b"\0"))
    with pytest.raises(IndexDamaged) as damaged:
        verify(first)
    assert damaged.value.file == file


def test_any_bit_of_the_manifest_counts(second: Path) -> None:
    manifest = second / "index.json"
    whole = manifest.read_bytes()
    for at in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << (at % 8)
        manifest.write_bytes(spoilt)
        with pytest.raises((IndexDamaged, IndexOutdated)):
            Index(second)


def test_another_format_and_a_spoilt_manifest(first: Path) -> None:
    manifest = first / "index.json"
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(whole.replace(f'"{FORMAT}"', '"array-1"'), encoding="utf-8")
    with pytest.raises(IndexOutdated):
        Index(first)
    with pytest.raises(IndexOutdated):
        write(first.parent / "next", [], previous=first)
    assert not (first.parent / "next").exists()
    manifest.write_text(whole[:-9], encoding="utf-8")
    with pytest.raises(IndexDamaged) as damaged:
        Index(first)
    assert damaged.value.file == manifest


def test_a_manifest_cannot_point_outside(first: Path) -> None:
    manifest = first / "index.json"
    (first.parent / "other").write_bytes(b"abc")
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(whole.replace('"files": {', '"files": {"../other": [3, 1],'), "utf-8")
    with pytest.raises(IndexDamaged):
        Index(first)


def test_the_model_is_shared_until_a_better_one_is_learnt(first: Path, tmp_path: Path) -> None:
    write(tmp_path / "2", [entry("x", "thêm")], previous=first)
    name = "syllables.bin"
    assert (first / name).samefile(tmp_path / "2" / name)
    before = (first / name).read_bytes()
    texts = [entry(f"n{i}", "kỹ năng số cho bạn đọc vùng sâu") for i in range(200)]
    write(tmp_path / "3", texts, previous=first)
    assert (first / name).read_bytes() == before != (tmp_path / "3" / name).read_bytes()
    verify(tmp_path / "3")
    with Index(tmp_path / "3") as index:
        assert index.find("ky nang so").searched == "kỹ năng số"


@pytest.mark.parametrize("damage", [b"", b"VNSYLL01", bytes(400)])
def test_a_damaged_model_is_named(first: Path, damage: bytes) -> None:
    file = first / "syllables.bin"
    size = file.stat().st_size
    file.write_bytes(damage[:size].ljust(size, b"\0"))
    with pytest.raises(IndexDamaged) as damaged:
        Index(first)
    assert damaged.value.file == file
