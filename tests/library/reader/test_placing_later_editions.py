"""Notes made in an edition that is not known here are placed where nothing else could be meant."""

from desktop.library.reader.anchors import anchors
from tests.library.reader.passages import (
    ASKED,
    A,
    B,
    C,
    D,
    E,
    Editions,
    one,
)


def test_a_note_of_a_later_edition_goes_by_its_block() -> None:
    editions = Editions([A, B, C], [A, B.replace("tủ thuốc", "túi thuốc"), D, C])
    known = editions.place(editions.note("đèn dự phòng", 2), edition=1, made=2)
    assert (known.state, known.reworded) == ("placed", True)
    assert known.spans[0][0] == editions.records[0].blocks[1].id
    unknown = editions.place(editions.note("bảng tin", 2), edition=1, made=2)
    assert (unknown.state, unknown.proposals) == ("review", ((),))


def test_a_note_of_a_later_edition_on_a_sentence_that_was_said_twice_is_asked_about() -> None:
    first = [*one(ASKED, A, C), B, D, ASKED, E]
    editions = Editions(first, [*one(ASKED, A.replace("cần", "phải"), C), B, D, ASKED, E])
    targets = anchors(editions.documents[1], ((editions.records[1].blocks[0].id, 0, 180),))
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_on_one_of_two_equal_paragraphs_is_asked_about() -> None:
    editions = Editions([A, ASKED, B, ASKED, C], [A, ASKED, B, C])
    targets = editions.note("42 hộ", 2)
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_that_reads_whole_here_is_not_placed_in_part() -> None:
    whole = "5) Bàn về việc trực bão ở Tp. Bến Đò xưa"
    editions = Editions([whole], [f"{whole} 9) Giải thích cách chằng chống nhà cửa trước mùa bão"])
    assert editions.place(editions.note(whole, 2), edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_on_sentences_that_changed_places_is_asked_about() -> None:
    after = [E, *one(A, B, C.replace("đầu mối", "nguồn")), D]
    editions = Editions([E, *one(A, C, B), D], after)
    targets = editions.note(after[1], 2)
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_on_a_sentence_that_is_doubled_here_is_asked_about() -> None:
    editions = Editions([*one(A, B, B), C], [*one(A, B), C])
    targets = editions.note(f"{A} {B}", 2)
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_is_not_placed_beside_what_reads_as_it_does() -> None:
    begins = "Danh sách điểm sơ tán cho thôn"
    first = [A, f"{begins} Hạ", f"{begins} Trung và thôn Thượng ở bờ bắc", C]
    editions = Editions(first, [A, f"{begins} Hạ {begins} Trung và thôn Thượng ở bờ bắc", C])
    targets = editions.note(f"{begins} Hạ", 2)
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_run_into_another_is_asked_about_if_said_elsewhere_here() -> None:
    lead = "11) Thôn giữ lại sổ cũ và những thứ được phát cho hộ nghèo ở hai bờ sông"
    editions = Editions([lead, D, E, *one(B, D)], [f"{lead} {D}", D, E, B])
    targets = editions.note("bảng tin đọc", 2, block=lead)
    assert editions.place(targets, edition=1, made=2).state == "review"


def test_a_note_of_a_later_edition_is_placed_on_its_own_words_alone() -> None:
    tree = "Tre gai lá rộng: trồng ven đê và quanh làng"
    lead = "Tre Tre tàu. bát độ"
    editions = Editions([A, f"{lead} {tree}", B], [A, tree, B])
    placement = editions.place(editions.note(tree, 2), edition=1, made=2)
    assert [span[1:] for span in placement.spans] == [(len(lead) + 1, len(lead) + 1 + len(tree))]


def test_a_note_of_a_later_edition_on_a_number_of_a_list_is_asked_about() -> None:
    items = [f"{number}) Họp tổ trực ở nhà văn hóa thôn" for number in (3, 4)]
    editions = Editions([A, items[0], B, items[1], C], [A, items[1], C])
    targets = editions.note("nhà văn hóa", 2)
    assert editions.place(targets, edition=1, made=2).state == "review"
