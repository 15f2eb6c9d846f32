"""The key of a syllable: all placements of its tone meet, and no two syllables do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese import canonical, placements, syllable, variants
from index.vietnamese.syllable import ONSETS, RIMES, TONES, VOWELS, is_syllable, parts, tone_of


def placed(letters: str, tone: str, place: int) -> str:
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


def bare(syllable: str) -> str:
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))


def spelt(onset: str, rime: str) -> bool:
    """Leaves out what the onset's letters would make ambiguous, as in gi + inh or qu + uy."""
    return not (onset == "gi" and rime[0] == "i") and not (onset == "qu" and rime[0] == "u")


SYLLABLES = sorted({onset + rime for onset in ONSETS for rime in RIMES if spelt(onset, rime)})


def test_every_placement_in_every_syllable_gives_one_key() -> None:
    for letters in SYLLABLES:
        for tone in sorted(TONES):
            places = [i for i, letter in enumerate(letters) if letter in VOWELS]
            keys = {canonical(placed(letters, tone, place)) for place in places}
            assert len(keys) == 1, letters
            key = keys.pop()
            assert canonical(key) == key
            assert key in {placed(letters, tone, place) for place in places}


def test_no_two_toned_syllables_share_a_key() -> None:
    keys = {canonical(placed(s, tone, len(s) - 1 if s[-1] in VOWELS else _vowel(s))): (s, tone)
            for s in SYLLABLES for tone in sorted(TONES)}  # fmt: skip
    assert len(keys) == len(SYLLABLES) * len(TONES)


def _vowel(letters: str) -> int:
    return max(i for i, letter in enumerate(letters) if letter in VOWELS)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("hoà", "hòa"), ("hòa", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("uỷ", "ủy"),
        ("Uỷ", "ủy"), ("HOÀ", "hòa"), ("qúy", "quý"), ("gía", "giá"), ("Nguỹên", "nguyễn"),
        ("tòan", "toàn"), ("thuơng", "thuơng"), ("lọai", "loại"), ("khuỷu", "khuỷu"),
    ],
)  # fmt: skip
def test_placements_meet(written: str, key: str) -> None:
    assert canonical(written) == key


@pytest.mark.parametrize(
    "word",
    [
        "hoàn", "suýt", "quý", "giá", "gìn", "gì", "khuya", "nguyễn", "giếng", "quốc", "quần",
        "thuở", "ngoằn", "ngoèo", "mía", "múa", "của", "hứa", "giữ", "giường", "tuyết",
        "quyển", "huỳnh", "khuấy", "loài", "ngoáy", "yếu", "ỷ", "già", "quạ", "josé", "café",
    ],
)  # fmt: skip
def test_the_accepted_spelling_survives(word: str) -> None:
    assert canonical(word) == word
    assert canonical(word.upper()) == word


@given(st.text())
def test_a_key_is_its_own_key_and_as_long(text: str) -> None:
    key = canonical(text)
    assert canonical(key) == key
    assert len(key) == len(text)


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("lý", ("lí",)), ("lí", ("lý",)), ("kỹ", ("kĩ",)), ("mỹ", ("mĩ",)), ("quý", ("quí",)),
        ("quí", ("quý",)), ("ly", ("li",)), ("y", ()), ("bí", ()), ("mai", ()), ("may", ()),
        ("quynh", ("quinh",)), ("josé", ()), ("thủy", ()),
    ],
)  # fmt: skip
def test_i_and_y(key: str, others: tuple[str, ...]) -> None:
    assert variants(key) == others


def test_variants_go_both_ways() -> None:
    for letters in SYLLABLES:
        for other in variants(letters):
            assert variants(other) == (letters,)


def test_only_open_rounded_rimes_have_two_placements() -> None:
    assert placements("hòa") == ("hòa", "hoà")
    assert placements("ủy") == ("ủy", "uỷ")
    assert placements("quý") == ("quý",)
    assert placements("toàn") == ("toàn",)
    assert placements("hoa") == ("hoa",)


@pytest.mark.parametrize("word", ["đường", "ba", "quốc", "mot", "giếng", "gì", "xoong", "ủy"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "x", "quồc", "vietnam", "méxico", "bcđ", "05", "đuờngg", "中"]
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


WHOLE = ["đường", "khuỷu", "giữa", "gì", "quý", "hòa", "yếu", "bão", "thông", "oăng"]


@pytest.mark.parametrize("word", WHOLE)
def test_parts_make_the_syllable_again(word: str) -> None:
    found = parts(word)
    assert found is not None
    onset, rime, tone = found
    assert syllable.spelt(onset + rime, tone) == word


def test_a_letter_and_its_tone() -> None:
    assert tone_of("ộ") == ("ô", "\u0323")
    assert tone_of("ơ") == ("ơ", "")
    assert tone_of("x") == ("x", "")
