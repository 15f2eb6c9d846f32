"""Suggestions as typed, on a real index: titles, people, document numbers, continuations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Entry, Index, IndexDamaged, write

TEXTS = [
    ("bao", "Phòng, chống bão", "Xử lý khủng hoảng truyền thông. " * 5, "Lê Thị Mai", 20250101),
    ("chay", "Việc phòng, chống cháy", "Khủng hoảng truyền thông. " * 4, "Trần Văn Bão", 20240101),
    ("phong", "Chống thấm cho phòng đọc", "Truyền thống làng. " * 3, "Nguyễn Văn Nam", 20260101),
    ("cu", "Phòng, chống bão", "Bài cũ về bão.", "Lê Thị Mai\nVõ An", 20200101),
    ("duong", "Dưỡng sinh", "Con đường mới. Con đường cũ. Con đường xa.", "", 0),
]
NUMBERS = {"bao": ("05-CT/TW",), "chay": ("05-CT/BTV", "30/2020/NĐ-CP"), "cu": ("05-CT/TW",)}


def entry(key: str, title: str, body: str, people: str, date: int) -> Entry:
    return Entry(key, title, "", body, people=people, numbers=NUMBERS.get(key, ()), date=date)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "first", (entry(*row) for row in TEXTS))
    cited = Entry("cites", "Trích dẫn", "", "Theo Chỉ thị 05-CT/VPTW và 05-CT/TW.")
    gone = Entry("duong", "Dưỡng lão", "", "Con đường mới. Con đường cũ. Con đường xa.")
    write(tmp_path / "second", [cited, gone], previous=tmp_path / "first")
    return tmp_path / "second"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    with Index(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("phong ch", ("bao", "cu", "chay", "phong")),
        ("phòng, chống", ("bao", "cu", "chay", "phong")),
        ("phong chong ba", ("bao", "cu")),
        ("chong bao phong", ("bao", "cu")),
        ("duong", ("duong",)),
        ("đuong", ()),
        ("sinh", ()),
        ("p", ("bao", "cu", "phong", "chay")),
    ],
)
def test_titles(index: Index, typed: str, keys: tuple[str, ...]) -> None:
    assert index.suggest(typed).titles == keys


def test_no_more_than_asked_for(index: Index) -> None:
    assert index.suggest("phong ch", limit=2).titles == ("bao", "cu")
    assert len(index.suggest("05", limit=2).numbers) == 2


def test_people(index: Index) -> None:
    assert set(index.suggest("mai").people) == {"bao", "cu"}
    assert index.suggest("tran van b").people == ("chay",)
    assert index.suggest("Võ").people == ("cu",)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("05-ct", [("05-CT/BTV", "chay"), ("05-CT/TW", "bao"), ("05-CT/VPTW", "")]),
        ("5-ct/t", [("05-CT/TW", "bao")]),
        ("chỉ thị 05 ct", [("05-CT/BTV", "chay"), ("05-CT/TW", "bao"), ("05-CT/VPTW", "")]),
        ("30/2020/nd", [("30/2020/NĐ-CP", "chay")]),
        ("30/2020/NĐ-CP", [("30/2020/NĐ-CP", "chay")]),
        ("2020", []),
        ("ct", []),
    ],
)
def test_numbers(index: Index, typed: str, numbers: list[tuple[str, str]]) -> None:
    assert [(one.text, one.key) for one in index.suggest(typed).numbers] == numbers


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khung ho", "khủng hoảng"),
        ("Khung ho", "Khủng hoảng"),
        ("khủng ", "khủng hoảng"),
        ("khu", "khủng hoảng"),
        ("xu ly khung h", "xử lý khủng hoảng"),
        ("khungr hoa", "khủng hoảng"),
        ("khủng hoảng truyền th", "khủng hoảng truyền thông"),
        ("con đu", "con đường"),
    ],
)
def test_terms(index: Index, typed: str, first: str) -> None:
    assert index.suggest(typed).terms[0] == first


@pytest.mark.parametrize("typed", ["", " ", "05-ct", "khủng hoảng", '"', "zzz", "a" * 9000, "🙂"])
def test_what_cannot_be_carried_on_has_no_terms(index: Index, typed: str) -> None:
    assert index.suggest(typed).terms == ()


def test_an_empty_index_suggests_nothing(tmp_path: Path) -> None:
    write(tmp_path / "empty", [])
    with Index(tmp_path / "empty") as opened:
        found = opened.suggest("phong ch 05")
    assert (found.titles, found.people, found.numbers, found.terms) == ((), (), (), ())


def test_damage_is_named(folder: Path) -> None:
    with Index(folder) as opened:
        for part in folder.glob("*.seg"):
            data = bytearray(part.read_bytes())
            half = len(data) // 2
            data[200:half] = bytes(half - 200)
            part.write_bytes(data)
        with pytest.raises(IndexDamaged):
            opened.suggest("phong ch")
