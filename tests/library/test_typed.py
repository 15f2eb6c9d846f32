"""What is typed into a find bar: marks optional, those that are typed must be there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.typed import places

TEXT = "Đường dây nóng.\nDuong day nong; ĐƯỜNG  dây"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("duong day", ["Đường dây", "Duong day"]),
        ("đường", ["Đường", "ĐƯỜNG"]),
        ("nóng. đuong", []),
        ("nong. duong", ["nóng.\nDuong"]),
        ("đường dây nóng. ", ["Đường dây nóng."]),
        ("  ", []),
        ("", []),
        ("dương", []),
    ],
)
def test_marks_are_optional_until_one_is_typed(typed, found):
    assert [TEXT[start:end] for start, end in places(typed, TEXT)] == found


def test_marks_that_are_typed_may_be_taken_loosely():
    assert [TEXT[start:end] for start, end in places("dưởng", TEXT)] == []
    found = [TEXT[start:end] for start, end in places("dưởng", TEXT, loosely=True)]
    assert found == ["Đường", "Duong", "ĐƯỜNG"]


@given(st.text(), st.text())
def test_spans_lie_in_the_text_in_order(typed, text):
    ends = [0]
    for start, end in places(typed, text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(st.text(alphabet="aáàbBđ Đ\n", min_size=1), st.integers(0, 20), st.integers(1, 20))
def test_what_stands_in_a_text_is_found_in_it(text, start, length):
    part = text[start : start + length]
    if part.strip() and part == " ".join(part.split()):
        assert places(part, text)
