"""Tokens: what is found where, in any Unicode form."""

import unicodedata
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.vietnamese import canonical, length, lower, scan, spans
from index.vietnamese.normalise import normalise
from index.vietnamese.tokens import LONGEST, tokens

TEXTS = st.lists(
    st.sampled_from(
        ["Khủng", "hoà", "thuỷ", "05-CT/TW", "30/2020/NĐ-CP", "\u00a0", " ", ", ", "👩‍👩‍👧", "中文",
         "สวัสดี", "tru\u00adyền", "a\u0323", "x" * 150, "12/9", "\n", "_", "İß"]
    )
).map("".join)  # fmt: skip


@given(TEXTS | st.text())
def test_each_token_is_what_its_span_holds(text: str) -> None:
    for token in tokens(text):
        inside = normalise(text[token.start : token.end]).text
        if token.number:
            assert scan(inside).numbers == [(0, token.number)]
        else:
            assert lower(inside) == token.surface
            assert canonical(inside) == token.key


@given(TEXTS | st.text())
def test_the_form_of_a_text_changes_offsets_only(text: str) -> None:
    composed = tokens(unicodedata.normalize("NFC", text))
    decomposed = tokens(unicodedata.normalize("NFD", text))
    assert [(t.key, t.position, t.number) for t in composed] == [
        (t.key, t.position, t.number) for t in decomposed
    ]


@given(TEXTS | st.text())
def test_a_scan_is_the_tokens_without_offsets(text: str) -> None:
    found = tokens(text)
    cut = scan(text)
    assert [lower(word) for word in cut.words] == [t.surface for t in found if not t.number]
    assert cut.numbers == [(t.position, t.number) for t in found if t.number]


@given(TEXTS | st.text())
def test_spans_are_the_places_of_the_words(text: str) -> None:
    assert list(spans(text)) == [(t.start, t.end) for t in tokens(text) if not t.number]


@given(TEXTS | st.text())
def test_tokens_ascend_and_do_not_overlap(text: str) -> None:
    last = 0
    for place, token in enumerate(t for t in tokens(text) if not t.number):
        assert token.position == place
        assert last <= token.start < token.end <= len(text)
        last = token.end


def test_a_document_number_is_one_token_and_its_parts() -> None:
    found = [(t.key, t.position) for t in tokens("Chỉ thị 05-CT/TW của")]
    assert found == [
        ("chỉ", 0), ("thị", 1), ("05-ct/tw", 2), ("05", 2), ("ct", 3), ("tw", 4), ("của", 5)
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["05-ct/tw", "05-CT/TW", "5-CT/TW", "05 – CT / TW", "05-ct/tư"])
def test_a_number_as_typed_is_the_number_as_written(typed: str) -> None:
    assert tokens(typed)[0].number == "05-CT/TW"


@pytest.mark.parametrize("text", ["12/9/2026", "1/2", "24/7"])
def test_dates_and_fractions_are_words(text: str) -> None:
    assert not any(token.number for token in tokens(text))


def test_scripts_without_spaces_are_cut_by_letter() -> None:
    assert [t.key for t in tokens("中文字 สวัสดี")] == ["中", "文", "字", "ส", "วั", "ส", "ดี"]


def test_a_long_run_is_cut_side_by_side() -> None:
    found = tokens("á" * 1000)
    assert max(t.end - t.start for t in found) == LONGEST
    assert all(a.end == b.start for a, b in pairwise(found))


def test_emoji_are_no_words() -> None:
    assert tokens("👩‍👩‍👧 🇻🇳 ❤️") == []


@given(TEXTS | st.text(), st.sets(st.sampled_from(["khung", "hoa", "05-ct/tw", "tw", "a"])))
def test_tokens_among_some(text: str, among: set[str]) -> None:
    assert tokens(text, among) == [token for token in tokens(text) if token.folded in among]


@given(TEXTS | st.text())
def test_words_do_not_depend_on_their_neighbours(text: str) -> None:
    alone = scan(text).words
    beside = scan(f"{text} 文").words
    assert beside == [*alone, "文"]


@given(
    st.lists(TEXTS | st.text() | st.sampled_from(["05", "-CT/TW", "30/2020", "\u0301x", "ก", ""]))
)
@example(["05-CT", "/TW", "a", "\u0301b", "05", "CT/TW", "\U0001f600", "", "\u1112", "\u1161"])
def test_joined_by_lines_nothing_reaches_from_text_to_text(texts: list[str]) -> None:
    whole, parts = scan("\n".join(texts)), [scan(text) for text in texts]
    assert whole.words == [word for part in parts for word in part.words]
    assert [length(text) for text in texts] == [len(part.words) for part in parts]
    starts = [0, *accumulate(map(length, texts))]
    assert whole.numbers == [
        (start + position, number)
        for start, part in zip(starts, parts, strict=False)
        for position, number in part.numbers
    ]
