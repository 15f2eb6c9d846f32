"""Raw keystrokes: what they make, and when they are taken for such."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.vietnamese import canonical
from index.vietnamese.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, is_syllable, parts
from index.vietnamese.typing import METHODS, Method, converted, typed

TELEX = [
    ("khungr", "khủng"), ("khurng", "khủng"), ("hoangr", "hoảng"), ("truyeenf", "truyền"),
    ("truyeefn", "truyền"), ("truyenef", "truyền"), ("thoong", "thông"), ("dduwowngf", "đường"),
    ("dduwongf", "đường"), ("dduongwf", "đường"), ("dduowngf", "đường"), ("duongwdf", "đường"),
    ("ddường", "đường"), ("nhwng", "nhưng"), ("tw", "tư"), ("w", "ư"), ("muwa", "mưa"),
    ("muaw", "mưa"), ("xoawn", "xoăn"), ("nawng", "năng"), ("thuowr", "thuở"), ("huow", "huơ"),
    ("quyeets", "quyết"), ("quys", "quý"), ("gif", "gì"), ("gias", "giá"), ("giuwax", "giữa"),
    ("hoaf", "hòa"), ("hoaff", "hòa"), ("hofa", "hòa"), ("thuyr", "thủy"), ("ddaji", "đại"),
    ("DDAIJ", "ĐẠI"), ("hoafz", "hoa"), ("Khungr", "Khủng"),
    ("nghieengf", "nghiềng"), ("ruwowuj", "rượu"), ("quow", "quơ"),
]  # fmt: skip
VNI = [
    ("khu3ng", "khủng"), ("khung3", "khủng"), ("d9u7o7ng2", "đường"), ("d9uong72", "đường"),
    ("truye62n", "truyền"), ("truyen62", "truyền"), ("tho6ng", "thông"), ("na8ng", "năng"),
    ("D9AI5", "ĐẠI"), ("thuo73", "thuở"), ("mu7a", "mưa"), ("ho2a", "hòa"), ("đa5i", "đại"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "meant"), TELEX)
def test_telex(keys: str, meant: str) -> None:
    assert converted(keys, "telex") == meant


@pytest.mark.parametrize(("keys", "meant"), VNI)
def test_vni(keys: str, meant: str) -> None:
    assert converted(keys, "vni") == meant


@pytest.mark.parametrize("word", ["khung", "ba", "khủng", "bowl", "xyz", "05", "covid", "s", "中"])
def test_what_makes_no_syllable_by_telex(word: str) -> None:
    assert converted(word, "telex") == ""


@pytest.mark.parametrize("word", ["khung", "2026", "30", "a9", "covid19", "khu3ng?", "x5"])
def test_what_makes_no_syllable_by_vni(word: str) -> None:
    assert converted(word, "vni") == ""


@given(st.text() | st.text(st.sampled_from("duongwfđườ3479"), max_size=10))
@example("")
def test_nothing_typed_is_an_error(word: str) -> None:
    for method in METHODS:
        made = converted(word, method)
        assert not made or is_syllable(made.lower())


_KEYS = {
    "telex": dict(zip((ACUTE, GRAVE, HOOK, TILDE, DOT, ""), ("s", "f", "r", "x", "j", ""),
                      strict=True)),
    "vni": dict(zip((ACUTE, GRAVE, HOOK, TILDE, DOT, ""), ("1", "2", "3", "4", "5", ""),
                    strict=True)),
}  # fmt: skip
_LETTERS = {
    "telex": {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"},
    "vni": {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"},
}
SYLLABLES = [
    "đường", "khủng", "hoảng", "truyền", "thông", "phòng", "đọc", "nghiệp", "quyết", "định",
    "hướng", "dẫn", "giữa", "mưa", "bão", "lũ", "ứng", "phó", "khuya", "khuỷu", "giếng", "thuở",
    "quý", "chuyện", "ngoằn", "hòa", "thủy", "ủy", "rượu", "chiều", "yếu", "oăng", "kỹ", "năng",
]  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("syllable", SYLLABLES)
def test_keys_of_a_syllable_give_it_back(syllable: str, method: Method) -> None:
    found = parts(syllable)
    assert found is not None
    onset, rime, tone = found
    keys = "".join(_LETTERS[method].get(letter, letter) for letter in onset + rime)
    assert canonical(converted(keys + _KEYS[method][tone], method) or keys) == syllable


COUNTS = {
    "khủng": 9, "hoảng": 9, "khung": 3, "cá": 90, "cas": 1, "tư": 5, "sông": 999, "soong": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("khungr hoangr", "khủng hoảng"),
        ("khu3ng hoang3", "khủng hoảng"),
        ("khung hoangr", "khung hoảng"),
        ("Khungr", "Khủng"),
        ("cas", "cas"),
        ("cas khungr", "cá khủng"),
        ("soong", "sông"),
        ("TW khungr", "TW khủng"),
        ("tw", "tw"),
        ("xyzs", "xyzs"),
        ("ddaaij", "ddaaij"),
        ("", ""),
    ],
)
def test_a_word_is_converted_only_into_one_of_the_library(query: str, meant: str) -> None:
    assert typed(query.split(), lambda word: COUNTS.get(word, 0)) == meant.split()
