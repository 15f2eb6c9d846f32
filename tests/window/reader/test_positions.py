"""Code points and UTF-16 units agree, whatever stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.window.reader.positions import Extra, LeafText, utf16_length

TEXTS = st.text(st.sampled_from("aă ế😀𝒜\u2028x"), max_size=40)


def encoded(text):
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_length_is_that_of_utf16(text):
    assert utf16_length(text) == encoded(text)


@given(TEXTS, st.data())
def test_units_and_offset_are_inverse(text, data):
    offset = data.draw(st.integers(0, len(text)))
    leaf = LeafText("b", text)
    assert leaf.units(offset) == encoded(text[:offset])
    assert leaf.offset(leaf.units(offset)) == offset


@given(TEXTS, st.data())
def test_extras_are_counted_and_taken_off_again(text, data):
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=3))
    leaf = LeafText("b", text, tuple(Extra(place, 3) for place in places))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before = 3 * sum(1 for place in places if place <= start)
    assert leaf.units(start) == encoded(text[:start]) + before
    assert leaf.offset(leaf.units(end, end=True)) == end


@pytest.mark.parametrize("units", [2, 3, 4, 5])
def test_inside_an_extra_is_the_point_it_stands_before(units):
    assert LeafText("b", "ab cd", (Extra(2, 3),)).offset(units) == 2
