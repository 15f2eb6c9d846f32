"""The order of a dictionary: its own examples, and the law behind them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese.ordering import ALPHABET, order_key
from index.vietnamese.syllable import ONSETS, RIMES, spelt

MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SPELLINGS = [
    (onset + rime, tone, made)
    for onset in ONSETS
    for rime in sorted(RIMES)
    for tone, mark in enumerate(MARKS)
    if (made := spelt(onset + rime, mark))
]
SYLLABLES = st.sampled_from(SPELLINGS)


@pytest.mark.parametrize(
    "words",
    [
        # Vũ Xuân Lương's own examples, rules 2 to 4.
        "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ f g h",
        "i ì ỉ ĩ í ị o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ u ù ủ ũ ú ụ ư ừ ử ữ ứ ự y ỳ ỷ ỹ ý ỵ",
        "a A",
        "cha chan",
        "ang anh",
        "ác ách",
        "apatit apxe",
        "ba bà bả",
        "hai hài hại",
        # One syllable, wherever its tone is put.
        "hoa hoà hòa hoả hoàn",
        # Letters of other languages.
        "muỗi Müller mưa zê αβγ",
    ],
)
def test_words_stand_as_in_a_dictionary(words):
    expected = words.split()
    shuffled = random.Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=order_key) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["ba", "ba ba", "ba hoa", "bà", "bà con", "bá", "bác"],
        ["tuân thủ", "tuần chay", "tuần tra"],
        ["Dương Văn An", "Đào An", "Đỗ An", "Đỗ Ân"],
        ["Phòng cháy", "Phòng, chống bão", "Phòng chống lũ"],
        ["", "Mục 2", "Mục 02b", "Mục 10", "Mục 101", "Mục hai"],
    ],
)
def test_titles_stand_as_in_a_dictionary(expected):
    shuffled = random.Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=order_key) == expected


def rank(spelling):
    """The rule itself: letters by the alphabet, then the tone."""
    letters, tone, _ = spelling
    return [ALPHABET.index(letter) for letter in letters], tone


@given(st.lists(SYLLABLES, min_size=1, max_size=4), st.lists(SYLLABLES, min_size=1, max_size=4))
def test_phrases_are_compared_syllable_by_syllable(one, other):
    mine, yours = ([rank(spelling) for spelling in phrase] for phrase in (one, other))
    keys = [order_key(" ".join(made for _, _, made in phrase)) for phrase in (one, other)]
    assert (mine < yours) == (keys[0] < keys[1])
    assert (mine == yours) == (keys[0] == keys[1])


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_two_texts_share_a_place(one, other):
    assert (one == other) == (order_key(one) == order_key(other))


@given(st.lists(st.text("aàáâđd 02Z-ưü", max_size=6), max_size=8))
def test_what_a_text_begins_comes_after_it(texts):
    begun = " ".join(texts)
    assert order_key(begun) <= order_key(f"{begun} a")
