"""Words in one document: marks left out may be there, marks typed are kept where they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Node, Run, leaves
from desktop.library.text.lookup import Lookup, ways

TEXTS = (
    "Xử lý khủng hoảng truyền thông, khung hoang và Khủng Hoảng.",
    "Hoà bình, hòa bình; “đường” 30–40 km",
    "thủy lợi thuỷ lợi\u00a0tỉnh, ma\u00adnh mún",
)
DOCUMENT = tuple(Node("paragraph", id=f"b{at}", runs=(Run(text),)) for at, text in enumerate(TEXTS))


def found(words, *, exact=False, document=DOCUMENT):
    texts = {leaf.id: leaf.text for leaf in leaves(document)}
    return [
        texts[block][start:end] for block, start, end in Lookup(document).find(words, exact=exact)
    ]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("khung hoang", ["khủng hoảng", "khung hoang", "Khủng Hoảng"]),
        ("khủng hoảng", ["khủng hoảng", "Khủng Hoảng"]),
        ("khủng hoang", ["khủng hoảng", "Khủng Hoảng"]),
        ("khũng hoảng", ["khủng hoảng", "khung hoang", "Khủng Hoảng"]),
        ("hoà bình", ["Hoà bình", "hòa bình"]),
        ("thuy loi tinh", ["thuỷ lợi\u00a0tỉnh"]),
        ("manh", ["ma\u00adnh"]),
        ('"duong" 30-40', ["“đường” 30–40"]),
        ("truyen th", ["truyền th"]),
        ("không có ở đây", []),
        ("   ", []),
        ("(", []),
    ],
)
def test_what_is_typed_finds(typed, places):
    assert found(typed) == places


def test_exact_marks_only():
    assert found("khung hoang", exact=True) == ["khung hoang"]
    assert found("khũng hoảng", exact=True) == []
    assert found("thủy lợi", exact=True) == ["thủy lợi", "thuỷ lợi"]


@given(st.text(max_size=60), st.data())
def test_a_piece_of_a_text_is_found_in_it(text, data):
    document = (Node("paragraph", id="b", runs=(Run(text),)),)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    places = Lookup(document).find(piece)
    assert all(0 <= first < last <= len(text) for _, first, last in places)
    if piece.strip() and piece.isascii() and piece.isprintable():
        assert any(text[first:last].split() == piece.split() for _, first, last in places)


@given(st.text(), st.text(), st.booleans())
def test_spans_lie_in_the_text_in_order(typed, text, exact):
    for way in ways(typed, exact=exact):
        ends = [0]
        for start, end in way.spans(text):
            assert ends[-1] <= start < end <= len(text)
            ends.append(end)


def test_words_may_be_taken_in_ever_looser_ways():
    text = "Đường dây nóng.\nDuong day nong; ĐƯỜNG  dây"
    found = [[text[start:end] for start, end in way.spans(text)] for way in ways("đường day")]
    assert found == [[], ["Đường dây", "ĐƯỜNG  dây"], ["Đường dây", "Duong day", "ĐƯỜNG  dây"]]
    assert ways("  ") == []
