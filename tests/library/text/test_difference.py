"""Two texts word by word: both can be read back, and what is shown is what changed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.library.text import difference as module
from desktop.library.text.difference import Piece, difference, read_back, shortened

WORDS = st.lists(
    st.sampled_from(["Mỗi", "thôn", "lập", "một", "danh", "sách", "15", "30/2020/NĐ-CP", ",", ".",
                     "😀", "và", "hộ", "\n"]),
    max_size=30,
).map(" ".join)  # fmt: skip
ANY = st.one_of(WORDS, st.text(max_size=60))
TEXTS = st.lists(ANY, min_size=1, max_size=4)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(old, new):
    pieces = difference(old, new)
    assert read_back(pieces, "old") == old
    assert read_back(pieces, "new") == new


@given(TEXTS)
def test_what_is_equal_is_the_same(texts):
    assert {piece.change for piece in difference(texts, texts)} <= {"same"}


@given(TEXTS, TEXTS)
def test_texts_too_long_to_align_by_words_are_read_back_too(old, new):
    kept, module.CELLS = module.CELLS, 12
    try:
        pieces = difference(old, new)
    finally:
        module.CELLS = kept
    assert read_back(pieces, "old") == old
    assert read_back(pieces, "new") == new


def shown(old, new):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    pieces = difference([old], [new])
    return "".join(marks[piece.change].format(piece.text) for piece in pieces)


def test_words_are_told_apart_and_not_letters():
    told = shown("Mỗi thôn lập 15 danh sách.", "Mỗi thôn lập 16 danh sách, có ký nhận.")
    assert told == "Mỗi thôn lập [-15-][+16+] danh sách[+, có ký nhận+]."


def test_a_document_number_is_one_word():
    told = shown("theo 30/2020/NĐ-CP,", "theo 30/2021/NĐ-CP,")
    assert told == "theo [-30/2020/NĐ-CP-][+30/2021/NĐ-CP+],"


def test_a_lone_word_between_changes_is_no_island():
    told = shown(
        "trước mùa mưa năm nay và những năm sau", "ngay sau cơn bão số ba và các đợt lũ lớn"
    )
    assert told.count("[-") == told.count("[+") == 1


def test_what_stays_is_shortened_around_changes():
    same = "từ " * 200
    pieces = shortened([Piece("same", same), Piece("added", "mới"), Piece("same", same)], 30)
    assert [piece.change for piece in pieces] == ["same", "added", "same"]
    before, after = pieces[0].text, pieces[2].text
    assert (before[:4], before[-3:]) == ("… từ", "từ ")
    assert (after[:3], after[-1:]) == ("từ ", "…")
    assert max(len(piece.text) for piece in pieces) < 40
