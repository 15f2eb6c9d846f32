"""What stands under the search box of a built library."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index
from desktop.library.editions.build import Built
from desktop.library.editions.library import Library
from desktop.library.errors import EnvironmentFault
from desktop.library.schema import FrontMatter, Speaker
from desktop.library.suggestions import Kind, Suggestion, Suggestions, query_of
from tests.library.conftest import write_briefing


@pytest.fixture
def suggestions(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> Iterator[Suggestions]:
    for number in range(8):
        front = FrontMatter(
            id=f"chi-thi-{number}",
            title=f"Truyền thanh số {number}",
            date=dt.date(2025, 1, number + 1),
            document_number=f"0{number + 1}-CT/TW",
            speakers=(Speaker("Lê Thị Mai"), Speaker("Trần Truyền")),
            topics=("Truyền thông",),
        )
        body = "Khủng hoảng truyền thông lan nhanh.\n"
        write_briefing(workspace_folder, "tai-lieu-le", front, body)
    gone = FrontMatter(
        id="da-rut", title="Truyền thanh đã thu hồi", status="withdrawn", status_reason="Sai"
    )
    write_briefing(workspace_folder, "tai-lieu-le", gone, "Bài cũ.\n")
    build_here()
    with (
        Library(library_folder).current() as edition,
        index.Index(edition.index_folder) as opened,
    ):
        yield Suggestions(edition, opened)


def lines(suggestions: Suggestions, typed: str, limit: int = 8) -> list[tuple[str, str, str]]:
    found = suggestions.suggest(typed, limit=limit)
    return [(one.kind, one.text, one.key) for one in found]


def test_every_kind_has_its_room_and_its_place(suggestions: Suggestions) -> None:
    found = lines(suggestions, "truyen")
    assert [kind for kind, _, _ in found] == ["title"] * 4 + ["person", "topic", "term", "term"]
    assert found[0] == ("title", "Truyền thanh số 7", "chi-thi-7")
    assert found[4:7] == [
        ("person", "Trần Truyền", ""),
        ("topic", "Truyền thông", ""),
        ("term", "truyền thông", ""),
    ]


def test_room_that_is_left_is_taken(suggestions: Suggestions) -> None:
    found = lines(suggestions, "truyen thanh so")
    assert [kind for kind, _, _ in found] == ["title"] * 7 + ["term"]
    assert len(lines(suggestions, "truyen", limit=3)) == 3


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("khung ho", ("title", "Xử lý khủng hoảng truyền thông khi có bão", "khung-hoang")),
        ("khung ho", ("term", "khủng hoảng", "")),
        ("le thi m", ("person", "Lê Thị Mai", "")),
        ("05-ct", ("number", "05-CT/TW", "chi-thi-4")),
        ("14/hd", ("number", "14/HD-PCTT", "huong-dan")),
        ("30/2020", ("number", "30/2020/NĐ-CP", "")),
        ("thien", ("topic", "Thiên tai", "")),
    ],
)
def test_lines(suggestions: Suggestions, typed: str, line: tuple[str, str, str]) -> None:
    assert line in lines(suggestions, typed)


@pytest.mark.parametrize(
    ("typed", "kind", "queries"),
    [
        ("nguoi:", "person", ['nguoi:"Lê Thị Mai"', 'nguoi:"Trần Truyền"']),
        ("nguoi:le thi", "person", ['nguoi:"Lê Thị Mai"']),
        ("person:tra", "person", ['person:"Trần Truyền"']),
        ("bão -nguoi:truyeenf", "person", ['bão -nguoi:"Trần Truyền"']),
        ('chude:"thien', "topic", ['chude:"Thiên tai"']),
        ("hoinghi:phong", "conference", ['hoinghi:"Hội nghị Phòng, chống thiên tai 2026"']),
        ("nam:", "year", ["nam:2026", "nam:2025"]),
        ("number:05", "number", ["number:05-CT/TW"]),
        ("tin so:14/h", "number", ["tin so:14/HD-PCTT"]),
    ],
)
def test_values_of_the_field_that_is_being_typed(
    suggestions: Suggestions, typed: str, kind: Kind, queries: list[str]
) -> None:
    found = suggestions.suggest(typed)
    assert {one.kind for one in found} == {kind}
    assert [query_of(one) for one in found][: len(queries)] == queries


def test_what_no_value_fits_is_suggested_for_as_ever(suggestions: Suggestions) -> None:
    found = suggestions.suggest("so:truyen")
    assert found[0].kind == "title"
    assert not any(one.before for one in found)


def test_what_was_typed_is_marked(suggestions: Suggestions) -> None:
    for typed, marked in (("truyen th", ["Truyền th"]), ("mai le", ["Lê", "Mai"])):
        found = suggestions.suggest(typed)[0]
        assert [found.text[start:end] for start, end in found.marks] == marked


def test_withdrawn_documents_are_not_suggested(suggestions: Suggestions) -> None:
    assert lines(suggestions, "truyen thanh da thu") == []


@pytest.mark.parametrize("typed", ["", "   ", "-", "xyzzy"])
def test_nothing_to_suggest(suggestions: Suggestions, typed: str) -> None:
    assert suggestions.suggest(typed) == ()


def test_a_damaged_index_is_told(suggestions: Suggestions) -> None:
    for part in suggestions._edition.index_folder.glob("*.seg"):
        data = bytearray(part.read_bytes())
        data[200 : len(data) // 2] = bytes(len(data) // 2 - 200)
        part.write_bytes(data)
    with pytest.raises(EnvironmentFault) as raised:
        suggestions.suggest("truyen")
    assert raised.value.code == "index_damaged"


@pytest.mark.parametrize(
    ("kind", "text", "query"),
    [
        ("person", "Lê Thị Mai", 'nguoi:"Lê Thị Mai"'),
        ("topic", "Phòng “ba trước”", 'chude:"Phòng ba trước"'),
        ("number", "05-CT/TW", "so:05-CT/TW"),
        ("term", "khủng hoảng", "khủng hoảng"),
        ("year", "2024", "2024"),
    ],
)
def test_a_line_as_a_query(kind: Kind, text: str, query: str) -> None:
    assert query_of(Suggestion(text, kind, "", ())) == query
