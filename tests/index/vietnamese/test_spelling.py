"""Misspelt syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.vietnamese import canonical, fold
from index.vietnamese.spelling import Near, nearest, slips, soundalikes
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


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("bão", ["bãi", "bã", "bảo"], ["bão", "hão", "bán", "ban", "bả"]),
        ("bao", ["ban", "bai"], ["bao", "bán", "hao", "cao"]),
        ("phòng", ["phùng", "chòng"], ["phòng", "thông", "phu"]),
        ("phong", ["phung", "phon"], ["phong", "thong", "dong", "hong"]),
        ("truyền", ["chuyền", "tuyền"], ["quyền", "huyện"]),
        ("truyenn", ["truyen"], ["bao"]),
        ("nghành", ["ngành"], ["nhanh"]),
        ("lũ", ["lủ"], ["lú", "lá", "lũy"]),
        ("", [], ["", "a"]),
    ],
)
def test_near_words_keep_their_onset_or_their_marks(
    word: str, near: list[str], far: list[str]
) -> None:
    found = Near(word)
    assert [one for one in near if one not in found] == []
    assert [one for one in far if one in found] == []


ALIKE = st.text(st.sampled_from("bãaooônhgtá"), max_size=7).map(canonical)


@given(ALIKE | st.text(max_size=10), st.lists(ALIKE, max_size=8))
def test_near_words_are_found_among_others(word: str, terms: list[str]) -> None:
    near = Near(word)
    held = sorted({term if near.marked else fold(term) for term in terms})
    found = near.among(held, 99)
    assert set(found) == {one for one in held if one in near}
    assert all(near.may_be(fold(one)) for one in found)


@given(st.text(max_size=10), st.lists(st.text(max_size=10).map(fold), max_size=5))
def test_what_is_nearest_is_within_the_slips_allowed(word: str, terms: list[str]) -> None:
    found = nearest(word, terms, most=99)
    allowed = slips(fold(word))
    assert set(found) == {
        one for one in terms if allowed and OSA.distance(fold(word), one) <= allowed
    }
