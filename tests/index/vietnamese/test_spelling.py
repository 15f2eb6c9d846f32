"""Misspelt syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese import fold
from index.vietnamese.spelling import near, nearest, slips, soundalikes
from index.vietnamese.syllable import is_syllable


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("sử", "xử"), ("trúc", "chúc"), ("dữ", "giữ"), ("dì", "gì"), ("rành", "dành"),
        ("lước", "nước"), ("khũng", "khủng"), ("hoãng", "hoảng"), ("kỷ", "kỹ"), ("lí", "lý"),
        ("thôn", "thông"), ("biếc", "biết"), ("nghành", "ngành"), ("kông", "công"),
        ("xữ", "xử"), ("dử", "giữ"), ("sữ", "xử"), ("vễ", "dễ"),
    ],
)  # fmt: skip
def test_said_alike(wrong: str, right: str) -> None:
    assert right in soundalikes(wrong)


@given(st.sampled_from(["sử", "chúc", "giữ", "nước", "khủng", "lý", "truyền", "gì", "quốc", "x"]))
def test_soundalikes_are_other_syllables(key: str) -> None:
    found = soundalikes(key)
    assert key not in found
    assert len(set(found)) == len(found)
    assert all(is_syllable(one) for one in found)
    assert all(key in soundalikes(one) for one in found if one[0] not in "gk")


def test_one_confusion_comes_before_two() -> None:
    found = soundalikes("sữ")
    assert found.index("xữ") < found.index("xử")
    assert soundalikes("covid") == ()


TERMS = ["bao", "khung", "truyen", "thong", "vietnam", "workshop"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("vietnma", ["vietnam"]),
        ("worksop", ["workshop"]),
        ("wroksohp", ["workshop"]),
        ("truyên", ["truyen"]),
        ("trunyen", ["truyen"]),
        ("bo", []),
        ("", []),
        ("xyzxyz", []),
    ],
)
def test_nearest(word: str, found: list[str]) -> None:
    assert nearest(word, TERMS) == found


@given(st.text(max_size=10), st.lists(st.text(max_size=10).map(fold), max_size=5))
def test_what_is_nearest_is_near(word: str, terms: list[str]) -> None:
    found = nearest(word, terms, most=99)
    assert set(found) == {one for one in terms if slips(fold(word)) and near(word, one)}
