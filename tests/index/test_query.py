"""What typed text means."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.query import LONGEST, parse, words_of


def read(text: str) -> tuple[list[list[str]], list[list[str]]]:
    query = parse(text)
    wanted = [[word.surface for word in clause.words] for clause in query.clauses]
    return wanted, [[word.surface for word in clause.words] for clause in query.excluded]


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("Khủng hoảng", [["khủng"], ["hoảng"]], []),
        ('"truyền thông" mạng', [["truyền", "thông"], ["mạng"]], []),
        ("“truyền thông”", [["truyền", "thông"]], []),
        ("truyền -thông", [["truyền"]], [["thông"]]),
        ('tin -"truyền thông"', [["tin"]], [["truyền", "thông"]]),
        ("Mỹ - Trung", [["mỹ"], ["trung"]], []),
        ("Mỹ-Trung", [["mỹ"], ["trung"]], []),
        ("covid -19", [["covid"], ["19"]], []),
        ("-thông", [["thông"]], []),
        ("05-CT/TW", [["05-ct/tw"]], []),
        ("chỉ thị 5 - CT/TW", [["chỉ"], ["thị"], ["05-ct/tw"]], []),
        ('"chỉ thị 05-CT/TW"', [["chỉ", "thị", "05", "ct", "tw"]], []),
        ("12/9/2026", [["12"], ["9"], ["2026"]], []),
        ('"chưa đóng', [["chưa"], ["đóng"]], []),
        ('""', [], []),
        ("中文 tin", [["中", "文"], ["tin"]], []),
        ("( * ~ AND : ^2", [["and"], ["2"]], []),
        ("", [], []),
        ("👩‍👩‍👧", [], []),
    ],
)
def test_read(text: str, wanted: list[list[str]], excluded: list[list[str]]) -> None:
    assert read(text) == (wanted, excluded)


@given(st.text() | st.text(st.sampled_from('"-“” ađ05/CTW')))
@example('-"')
@example('"-"')
@example('"05-CT/TW')
def test_nothing_typed_is_an_error(text: str) -> None:
    query = parse(text)
    assert all(clause.words for clause in (*query.clauses, *query.excluded))
    assert parse(query.text) == query


@given(st.text(st.sampled_from('khủng hoàđ"-05CT/TW')))
def test_the_form_of_a_query_does_not_matter(text: str) -> None:
    assert parse(unicodedata.normalize("NFD", text)) == parse(unicodedata.normalize("NFC", text))


def test_the_steps_of_a_word() -> None:
    (word,) = parse("thuỷ").words
    assert (word.surface, word.keys, word.folded) == ("thuỷ", ("thủy",), ("thuy",))
    assert word.several
    assert word.marked
    (word,) = parse("lý").words
    assert (word.keys, word.folded, word.several) == (("lý", "lí"), ("ly", "li"), True)
    (word,) = parse("duong").words
    assert not word.marked


def test_a_document_number_keeps_its_parts() -> None:
    (word,) = parse("30/2020/NĐ-CP").words
    assert word.keys == ("30/2020/nđ-cp",)
    assert word.folded == ("30/2020/nd-cp",)
    assert [part.surface for part in word.parts] == ["30", "2020", "nđ", "cp"]


def test_a_pasted_page_is_cut() -> None:
    assert len(parse("a b " * 5000).clauses) == LONGEST


def test_words_of_a_query() -> None:
    assert words_of('Tin "Truyền thông" tin -mạng') == ("tin", "truyền", "thông")
