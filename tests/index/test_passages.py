"""Hits in a text, and the passage that shows them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Passages, marks, marks_of, passage
from index.query import parse
from index.vietnamese import fold
from index.vietnamese.normalise import normalise
from index.vietnamese.tokens import tokens

TEXT = (
    "Mở đầu một câu chuyện. Xử lý khủng hoảng truyền thông trên mạng, giữ truyền thống "
    "và đi đường dài theo Chỉ thị 05 - CT/TW. Dương xỉ mọc ven đường."
)


def marked(query: str, text: str = TEXT, *, literal: bool = False) -> list[str]:
    return [text[start:end] for start, end in marks(query, text, literal=literal)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("khủng hoảng truyền thông", ["khủng hoảng truyền thông", "truyền"]),
        ("khung hoang truyen thong", ["khủng hoảng truyền thông", "truyền thống"]),
        ('"truyền thông"', ["truyền thông"]),
        ('"truyen thong"', ["truyền thông", "truyền thống"]),
        ("đường", ["đường", "đường"]),
        ("duong", ["đường", "Dương", "đường"]),
        ("đưỡng", ["đường", "Dương", "đường"]),
        ("05-CT/TW", ["05 - CT/TW"]),
        ("05-HD/TW", ["05", "TW"]),
        ("xử lí", ["Xử lý"]),
        ("mạng -truyền", ["mạng"]),
        ("không xyz", []),
        ("", []),
    ],
)
def test_marks(query: str, found: list[str]) -> None:
    assert marked(query) == found


def test_literal_marks_only_the_letters_typed() -> None:
    assert marked("truyền", literal=True) == ["truyền", "truyền"]
    assert marked("truyen", literal=True) == []
    assert marked("lí", literal=True) == []


@pytest.mark.parametrize("query", ["khủng hoảng", "khung hoang", "05-CT/TW", "đường"])
def test_marks_are_the_same_words_in_a_decomposed_text(query: str) -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    found = [normalise(word).text for word in marked(query, decomposed)]
    assert found == marked(query)
    assert marked(unicodedata.normalize("NFD", query)) == found


def test_the_best_step_is_chosen_over_all_blocks() -> None:
    blocks = ["Cần thông tin.", "Một thống kê.", "Thông!"]
    assert marks_of("thông", blocks) == [[(4, 9)], [], [(0, 5)]]
    assert marks("thông", blocks[1]) == [(4, 9)]


def test_a_line_break_parts_two_marks() -> None:
    assert marks("truyền thông", "truyền\nthông") == [(0, 6), (7, 12)]


PIECES = [
    "khủng",
    "hoảng",
    "khung",
    "hoà",
    "tin",
    ". ",
    " ",
    "\n",
    ", ",
    "05-CT/TW",
    "👩‍👩‍👧",
    "x" * 90,
]


@given(
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.sampled_from(["khủng hoảng", "khung hoang tin", '"tin tin" hoà', "05-CT/TW", ""]),
    st.integers(20, 200),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_passage_lies_in_its_text_and_holds_its_marks(
    text: str, query: str, width: int, form: str
) -> None:
    passed = unicodedata.normalize(form, text)
    found = passage(query, passed, width=width)
    every = marks(query, passed)
    assert 0 <= found.start <= found.end <= len(passed)
    longest = max((end - start for start, end in every), default=0)
    assert found.end - found.start <= max(width, longest)
    assert bool(found.marks) == bool(every)
    for start, end in found.marks:
        assert found.start <= start < end <= found.end
        assert any(s <= start and end <= e for s, e in every)


def test_a_passage_has_the_most_words_and_prefers_neighbours() -> None:
    filler = "Nội dung khác hẳn. " * 30
    text = (
        f"Có khủng khiếp. {filler}Truyền tin rồi thông báo về khủng khiếp và hoảng hốt. "
        f"{filler}Bàn về khủng hoảng truyền thông hôm nay. {filler}"
    )
    found = passage("khủng hoảng truyền thông", text)
    shown = text[found.start : found.end]
    assert shown.startswith("Bàn về khủng hoảng truyền thông")
    assert [text[s:e] for s, e in found.marks] == ["khủng hoảng truyền thông"]


def test_a_passage_begins_at_a_sentence_or_a_word_and_ends_at_a_word() -> None:
    text = "Một câu ngắn. " + "từ " * 100 + "đích " + "sau " * 100
    found = passage("đích", text, width=60)
    assert text[found.start - 1] == " "
    assert text[found.start : found.end].startswith("từ ")
    assert text[found.end] == " "
    assert found.end - found.start <= 60


def test_a_passage_without_hits_is_the_beginning() -> None:
    found = passage("không", "Một hai ba bốn năm", width=12)
    assert (found.start, found.end, found.marks) == (0, 10, ())


def test_a_passage_of_a_text_without_a_space() -> None:
    text = "á" * 1_000_000
    found = passage("á" * 1000, text, width=180)
    assert found.end - found.start <= 1000
    assert fold(text[found.start : found.end]).strip("a") == ""


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("UBND", "Ủy ban nhân dân xã và UBND", ["UBND"]),
        ("UBND", "theo Uỷ ban nhân dân xã", ["Uỷ ban nhân dân"]),
        ("ủy ban nhân dân", "theo UBND xã", ["UBND"]),
        ("truyề*", "Truyền thông, truyện kể", ["Truyền"]),
        ("truye*", "Truyền thông, truyện kể", ["Truyền", "truyện"]),
        ("khungg~", "khủng hoảng", ["khủng"]),
        ("bão~", "bãi cát, bán, hão", ["bãi"]),
        ("thôn~", "thông gió, than", ["thông", "than"]),
        ("nguoi:lan bão", "Lan nói về bão", ["bão"]),
        ("bão OR lũ", "lũ sau bão", ["lũ", "bão"]),
        ("nam:2024 bão", "bão 2024", ["bão"]),
    ],
)
def test_marks_follow_the_query_language(query: str, text: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in marks(query, text)] == shown


@given(
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.sampled_from(["khủng hoảng", "khung", '"tin tin" hoà', "05-CT/TW", "khu*", "05"]),
    st.sampled_from(["NFC", "NFD"]),
    st.booleans(),
)  # fmt: skip
def test_a_passage_from_known_places_is_the_one_that_is_searched_for(
    text: str, query: str, form: str, literal: bool
) -> None:
    passed = unicodedata.normalize(form, text)
    expected = passage(query, passed, literal=literal)
    spans = marks(query, passed, literal=literal)
    words = {form: i for i, word in enumerate(parse(query).words) for form in word.folded}
    places = [
        (token.position, words.get(token.folded, 0)) for token in tokens(passed)
        if any(start <= token.start and token.end <= end for start, end in spans)
    ]  # fmt: skip
    found = Passages(query, literal=literal).at(passed, places)
    assert found.marks == expected.marks


def test_words_with_asterisks_are_open_outside_phrases_only() -> None:
    assert Passages("bão truy*").open
    assert Passages("bão OR truy*").open
    assert not Passages('"truy* thông" bão~ nguoi:la*').open
    found = Passages('"truy* thông"').at(TEXT, [])
    assert found.marks == ()
    found = Passages("truye*", literal=True).at(TEXT, [])
    assert found.marks == ()


def test_only_a_number_asked_for_is_marked_whole() -> None:
    at = next(token.position for token in tokens(TEXT) if token.number)
    for query, shown in (("05-CT/TW", "05 - CT/TW"), ("05", "05"), ("05-HD/TW", "05")):
        found = Passages(query).at(TEXT, [(at, 0)])
        assert [TEXT[start:end] for start, end in found.marks] == [shown]
