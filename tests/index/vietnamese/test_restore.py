"""Marks put back: what is learnt, what comes back, and the file between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.vietnamese import fold, scan
from index.vietnamese.learn import LEAST_HELD_OUT, Learner, Succession
from index.vietnamese.restore import Model, ModelDamaged, unpacked

TEXT = """Ứng phó khủng hoảng truyền thông khi có bão. Đường vào phòng đọc công cộng ngập nước,
khung cửa hoang vắng, truyện kể trong làng. Truyền thông đi trước, khủng hoảng đi sau; phòng đọc
mở cửa, con đường thông suốt. Công ty cấp nước trực bão. Cây dương bên đường, nuôi dưỡng trẻ em."""
WORDS = ["bão", "bao", "đường", "dương", "hoà", "hòa", "phòng", "phong", "đọc", "x", "covid"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=15), max_size=8)


def learnt(*texts: str | list[str]) -> Model:
    learner = Learner()
    for text in texts:
        learner.add(scan(text).words if isinstance(text, str) else text)
    return learner.model()


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("khung hoang truyen thong", "khủng hoảng truyền thông"),
        ("phong doc cong cong", "phòng đọc công cộng"),
        ("khủng hoang", "khủng hoảng"),
        ("con duong", "con đường"),
        ("cay duong", "cây dương"),
        ("nuoi duong", "nuôi dưỡng"),
        ("khung cua", "khung cửa"),
        ("công ty", "công ty"),
        ("covid bao", "covid bão"),
        ("", ""),
    ],
)
def test_marks_come_back_by_their_neighbours(typed: str, restored: str) -> None:
    assert " ".join(learnt(TEXT).restore(typed.split())) == restored


@given(st.lists(st.sampled_from([*TEXT.lower().split(), "xyz", "ữ", "中", "05"]), max_size=8))
def test_letters_stay_and_so_do_marks(words: list[str]) -> None:
    restored = learnt(TEXT).restore(words)
    assert [fold(word) for word in restored] == [fold(word) for word in words]
    for typed, made in zip(words, restored, strict=True):
        assert made == typed or typed == fold(typed)


@given(TEXTS)
def test_the_order_of_texts_does_not_matter(texts: list[list[str]]) -> None:
    assert learnt(*texts).packed() == learnt(*reversed(texts)).packed()


@given(TEXTS, TEXTS)
def test_learning_on_is_learning_at_once(first: list[list[str]], second: list[list[str]]) -> None:
    learner = Learner()
    learner.add_model(unpacked(learnt(*first).packed()))
    for text in second:
        learner.add(text)
    assert learner.model().packed() == learnt(*first, *second).packed()


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_learnt_apart_is_known_together(
    first: list[list[str]], second: list[list[str]], third: list[list[str]]
) -> None:
    whole = Learner()
    for texts in (first, second):
        apart = Learner()
        for text in texts:
            apart.add(text)
        whole.add_learnt(apart.learnt())
    for text in third:
        whole.add(text)
    assert whole.model().packed() == learnt(*first, *second, *third).packed()
    assert whole.heard == sum(map(len, [*first, *second, *third]))


def test_what_a_model_knows() -> None:
    model = learnt("hoà bình hòa bình", "bình hoa. COVID hòa")
    assert model.count("hòa") == 3
    assert model.count("covid") == 0
    assert model.beside("hòa", "bình") == 2
    assert model.beside("bình", "hòa") == 1
    assert model.beside("hoa", "covid") == model.beside("hoa", "hòa") == 0
    assert model.readings("hoa") == ("hoa", "hòa")
    assert "bình" in model
    assert "covid" not in model


def test_pairs_past_the_limit_are_the_rarest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.vietnamese.learn.MOST_PAIRS", 2)
    model = learnt("phòng đọc phòng đọc phòng họp")
    assert model.beside("phòng", "đọc") == 2
    assert model.beside("phòng", "họp") == 0
    assert len(model.codes) <= 2


@given(TEXTS)
def test_the_file_gives_the_model_back(texts: list[list[str]]) -> None:
    packed = learnt(*texts).packed()
    assert unpacked(packed).packed() == packed


@settings(max_examples=300)
@given(st.data())
def test_any_damage_is_seen(data: st.DataObject) -> None:
    whole = learnt(TEXT).packed()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[at] ^= data.draw(st.integers(1, 255))
    for bad in (bytes(flipped), whole[:at], whole + b"\0" * (at + 1)):
        with pytest.raises(ModelDamaged):
            unpacked(bad)


def test_an_empty_model_restores_nothing() -> None:
    assert learnt().restore(["duong", "đường"]) == ["duong", "đường"]
    assert learnt("05 covid").restore(["duong"]) == ["duong"]


def test_a_model_is_followed_only_by_a_better_one() -> None:
    former = learnt(TEXT)
    long = learnt(*[TEXT] * LEAST_HELD_OUT)
    same = Succession(long)
    for _ in range(1 + LEAST_HELD_OUT // 2):
        same.add([scan(TEXT).words])
    assert same.successor() is None

    fresh = ["kỹ", "năng", "số", "cho", "bạn", "đọc", "vùng", "sâu"]
    better = Succession(former)
    for _ in range(LEAST_HELD_OUT * 2):
        better.add([fresh])
    successor = better.successor()
    assert successor is not None
    assert successor.restore(["ky", "nang", "so"]) == ["kỹ", "năng", "số"]
    assert successor.count("kỹ") == LEAST_HELD_OUT * 2
    assert successor.restore(["truyen", "thong"]) == ["truyền", "thông"]

    few = Succession(former)
    few.add([fresh])
    assert few.successor() is None


def test_the_first_model_learns_every_text() -> None:
    first = Succession(None)
    for _ in range(16):
        first.add([["bão"], ["lũ"]])
    model = first.successor()
    assert model is not None
    assert model.count("bão") == 16
