"""What is being typed, against texts: marks left out, words begun, spans told."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.begun import Begun, begun
from index.vietnamese import fold
from index.vietnamese.restore import Model

NONE = np.zeros(0, np.uint32)
EMPTY = Model([], NONE, NONE, NONE)
TITLE = "Phòng, chống bão: việc của thủy lợi"


def marked(typed: str, text: str) -> list[str] | None:
    spans = begun(typed, EMPTY).spans(text)
    return None if spans is None else [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("phong ch", ["Phòng", "ch"]),
        ("phòng chống", ["Phòng", "chống"]),
        ("Phòng chố", ["Phòng", "chố"]),
        ("chong bao", ["chống bão"]),
        ("bao phong", ["Phòng", "bão"]),
        ("viec cua thuy", ["việc của thủy"]),
        ("thuỷ", ["thủy"]),
        ("thũy", None),
        ("phon ", None),
        ("phong ", ["Phòng"]),
        ("phóng", None),
        ("", None),
    ],
)
def test_what_is_typed_against_a_title(typed: str, found: list[str] | None) -> None:
    assert marked(typed, TITLE) == found


@pytest.mark.parametrize(
    ("typed", "text", "fits"),
    [
        ("đuo", "đường", True),
        ("đuo", "dương", False),
        ("toà", "toàn", True),
        ("toà", "toán", False),
        ("lý luận", "lí luận", True),
        ("ly luan", "lí luận", True),
        ("ky", "kiểm", False),
        ("khungr hoa", "khủng hoảng", True),
    ],
)
def test_marks_typed_must_stand_and_others_may(typed: str, text: str, fits: bool) -> None:
    model = Model(["hoảng", "khủng"], *(np.array(one, np.uint32) for one in ([9, 9], [2], [9])))
    assert (begun(typed, model).spans(text) is not None) == fits


def test_a_decomposed_text_is_marked_by_whole_words() -> None:
    text = unicodedata.normalize("NFD", "Phòng chống")
    assert marked("phong cho", text) == [text]


def test_no_more_words_are_read_than_count() -> None:
    assert len(begun("a b c " * 50, EMPTY).words) == 12


SYLLABLES = ("phòng", "chống", "bão", "thủy", "khủng", "hoảng", "đường", "được", "uỷ", "nghiêng")


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6), st.data())
def test_any_beginning_of_a_text_stands_in_it_marks_or_none(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    end = data.draw(st.integers(1, len(text)))
    part = text[:end]
    typed = data.draw(st.sampled_from([part, fold(part), unicodedata.normalize("NFD", part)]))
    asked = begun(typed, EMPTY)
    assert asked.may_stand_in(text)
    assert asked.spans(text) == [(0, len(part.rstrip()))]


@given(st.text(max_size=30), st.text(max_size=30))
def test_anything_may_be_typed(typed: str, text: str) -> None:
    asked = begun(typed, EMPTY)
    spans = asked.spans(text)
    assert isinstance(asked, Begun)
    if spans is not None:
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert asked.may_stand_in(unicodedata.normalize("NFC", text))
