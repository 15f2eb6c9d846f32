"""What a last word still being typed finds, and what ends it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from index import Entry, Index, write

GROWN = [
    Entry("1", "", "", "Khung hoàng cung sơn lại, khủng hoảng truyền thông", date=20240101),
    Entry("2", "", "", "Khung cửa và hoảng hốt, sóng thần", date=20250101),
    Entry("3", "", "", "Truyền thông của thành phố nói về hoàng hôn", date=20260101),
]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Index]:
    folder = tmp_path_factory.mktemp("grown") / "index"
    write(folder, GROWN)
    with Index(folder) as index:
        yield index


def keys(index: Index, query: str, *, literal: bool = False) -> list[str]:
    return [match.key for match in index.find(query, literal=literal).matches]


@pytest.mark.parametrize(
    ("query", "searched", "found"),
    [
        ("khung hoan", None, "12"),  # A beginning of hoang: none of the library's words.
        ("truyền thô", "truyền thô*", "31"),
        ("truyen tho", "truyền tho*", "31"),
        ("khủn", "khủn*", "1"),
        ("truyền t", "truyền t", "31"),
        ("truyền th", "truyền th", "31"),
        ("thành ph", "thành ph", "3"),
        ('"truyền thông" n', '"truyền thông" n', "31"),
        ("khung cửa v", "khung cửa v", "2"),
        ("nam:2024-2026 truyền th", "nam:2024-2026 truyền th", "31"),
    ],
)
def test_a_last_word_still_being_typed(
    grown: Index, query: str, searched: str | None, found: str
) -> None:
    told = grown.find(query)
    if searched is not None:
        assert told.searched == searched
    assert set(keys(grown, query)) == set(found)
    assert told.total == len(found)


NAMED = [
    Entry("1", "", "", "kho sách", people="Khang Lê", units="Sở Khoa học"),
    Entry("2", "", "", "kho báo", people="Kh Minh", units="Sở Kế hoạch"),
    Entry("3", "", "", "khoa học", people="Lan Phạm", units="Ủy ban xã"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nguoi:kha", "1"),  # Though kha is a syllable: none of a name.
        ("nguoi:kh", "2"),  # And kh is one's: it is not unfinished.
        ("donvi:k", "12"),
        ("donvi:khoa", "1"),
        ("donvi:kế", "2"),
        ("donvi:ké", "2"),
        ("kho donvi:k", "12"),
        ("kho donvi:kho", "1"),
        ('donvi:"sở k', "12"),
        ('donvi:"sở k"', ""),
        ("nguoi:p", "3"),
        ("nguoi:p ", ""),
        ("nguoi:q", ""),
        ("nguoi:la -kho", ""),  # What is left out was typed last.
    ],
)
def test_a_value_still_being_typed(tmp_path: Path, query: str, found: str) -> None:
    write(tmp_path / "index", NAMED)
    with Index(tmp_path / "index") as index:
        assert set(keys(index, query)) == set(found)


def test_an_unfinished_word_weighs_but_is_no_condition(grown: Index) -> None:
    typed, whole = grown.find("khung h").matches, grown.find("khung").matches
    assert {match.key for match in typed} == {match.key for match in whole}


@pytest.mark.parametrize("query", ["truyền thô", "khủn", "truyền th"])
def test_a_space_ends_a_word_and_literal_mode_takes_it_as_it_is(grown: Index, query: str) -> None:
    for found in (grown.find(query + " "), grown.find(query, literal=True)):
        assert "*" not in found.searched
    literal = grown.find(query, literal=True)
    assert literal.searched == query
    assert not literal.literal_offered
    known = {match.key for match in literal.matches}
    assert known == set() if " " not in query else known == {"1", "3"}


def test_dates_alone_list_the_newest_first(grown: Index) -> None:
    for literal in (False, True):
        assert keys(grown, "tu:2024", literal=literal) == ["3", "2", "1"]
        assert keys(grown, "den:2025", literal=literal) == ["2", "1"]
    assert grown.find("nam:1990").total == 0


@pytest.mark.parametrize(
    ("pasted", "searched"),
    [
        ("®\u00adêng tµu mïa m\u00ada", "đường tàu mùa mưa"),
        ("§\u00adêng tµu", "Đường tàu"),
        ("§¦êNG TµU MïA M\u00adA", "ĐƯỜNG TÀU MÙA MƯA"),
        ("đư\u00adờng tàu", "đường tàu"),
    ],
)
def test_a_soft_hyphen_is_a_letter_of_tcvn3(tmp_path: Path, pasted: str, searched: str) -> None:
    write(tmp_path, [Entry("1", "", "", "đường tàu mùa mưa")])
    with Index(tmp_path) as index:
        assert index.find(pasted).searched == searched
