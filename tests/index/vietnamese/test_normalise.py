"""Normalisation: NFC, ordinary spaces, and offsets that lead back exactly."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.vietnamese.normalise import normalise

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u0302\u0301\u0323\u00ad\u200b\u00a0\u2011oaưđ \u1100\u1161\u11a8"),
    )
)


@given(ODD)
@example("o\u0323\u031b")
@example("\u0958\u00ad\u093c")
def test_the_result_is_nfc_and_stable(text: str) -> None:
    once = normalise(text).text
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once).text == once


@given(ODD)
def test_composed_and_decomposed_are_one(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    composed = unicodedata.normalize("NFC", text)
    assert normalise(decomposed).text == normalise(composed).text


@given(ODD)
def test_spans_are_ascending_and_inside(text: str) -> None:
    whole = normalise(text)
    last = 0
    for i in range(len(whole.text)):
        start, end = whole.span(i, i + 1)
        assert last <= start <= end <= len(text)
        last = end


@given(st.lists(st.sampled_from(["tru\u00adyền", "thông", "hoà", "đường", "x\u200by"]), min_size=1))
def test_a_word_leads_back_to_its_letters(words: list[str]) -> None:
    text = unicodedata.normalize("NFD", "\u00a0".join(words))
    whole = normalise(text)
    at = 0
    for word in words:
        plain = normalise(word).text
        start, end = whole.span(at, at + len(plain))
        assert normalise(text[start:end]).text == plain
        assert text[start:end] == unicodedata.normalize("NFD", word)
        at += len(plain) + 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("05\u2011CT", "05-CT"),
        ("\ufefftin\u200b tức\u2060", "tin tức"),
        ("tin – tức", "tin – tức"),
    ],
)
def test_spaces_hyphens_and_the_invisible(text: str, plain: str) -> None:
    assert normalise(text).text == plain


def test_an_ordinary_text_is_passed_through() -> None:
    whole = normalise("Khủng hoảng truyền thông")
    assert whole.starts is None
    assert whole.span(3, 7) == (3, 7)
