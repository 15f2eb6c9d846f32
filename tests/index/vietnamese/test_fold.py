"""Folding and lower case: one character for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese import canonical, fold, lower


@given(st.text())
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_ask_for_case(text: str) -> None:
    assert fold(lower(text)) == fold(text)


@given(st.text(st.sampled_from("aàảâấbđquyịươgit")))
def test_the_placement_of_a_tone_does_not_matter_to_folding(text: str) -> None:
    assert fold(canonical(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường Dương", "duong duong"),
        ("Khủng hoảng truyền thông", "khung hoang truyen thong"),
        ("ỆỄẰỠỮÝỌ", "eeaouyo"),
        ("İß", "İß"),
        ("が한й", "が한й"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
