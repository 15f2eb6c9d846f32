"""Notes are carried over editions where no other place could be meant, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import leaves
from desktop.library.reader.anchors import anchors
from desktop.library.reader.placing import place
from tests.library.reader.passages import (
    AIRED,
    ALIKE,
    ASKED,
    BANK,
    FLAG,
    GOES,
    HEARD,
    LAST,
    LITTLE,
    LOCK,
    MARKET,
    MOST,
    NOW,
    OTHER,
    POST,
    PUMP,
    READ,
    REWRITTEN,
    SENTENCES,
    SHIFT,
    STORED,
    TITLE,
    TWO,
    WENT,
    A,
    B,
    C,
    D,
    E,
    Editions,
    one,
)


@pytest.mark.parametrize(
    ("before", "after", "quote", "found"),
    [
        ([A, B, C], [A, B.replace("tủ thuốc", "túi thuốc"), C], "đèn dự phòng", ["đèn dự phòng"]),
        ([A, B, C], [A, B.replace("đèn", "đuốc"), C], "sạch, đèn dự", ["sạch, đuốc dự"]),
        ([A, B, C, D], [B, C, D, A], "danh sách hộ", ["danh sách hộ"]),
        (one(A, B, C), one(B, C, A), "danh sách hộ", ["danh sách hộ"]),
        ([*one(A, B), C, D], [B, C, *one(D, A)], A, [A]),
        (one(A, B, C), [*one(A, B), C], f"{B} {C}", [B, C]),
        ([A, B, C], [A, *one(B, C)], "đầu mối phát tin", ["đầu mối phát tin"]),
        (one(A, B), one(A, "Nay thêm một câu.", B), "nước sạch", ["nước sạch"]),
        (["Xoá nhà hoà giải ở xã lí tưởng."], ["Xóa nhà hòa giải ở xã lý tưởng."],
         "hoà giải ở xã lí", ["hòa giải ở xã lý"]),
        (["1) " + A, "2) " + B], ["1) " + E, "2) " + A, "3) " + B], A, [A]),
        ([A, ASKED, B], [A, ASKED, ALIKE, B], "42 hộ", ["42 hộ"]),
        ([A, ASKED, ALIKE, B], [A, ALIKE, ASKED, B], "42 hộ", ["42 hộ"]),
        ([A, B, A, C], [A, B, D, A, C], "đèn dự phòng", ["đèn dự phòng"]),
        (one(A, B, C, D), one(A, C, D), f"{A} {B} {C} {D}", [f"{A} {C} {D}"]),
        ([A, ASKED, B], [A, ALIKE, ASKED, ALIKE.replace("37", "39"), B], "42 hộ", ["42 hộ"]),
        ([A, ASKED, B, C], [A, NOW, B, ALIKE, C], "42 hộ", ["42 hộ"]),
        ([A, ASKED, B, C], [A, NOW, B, *one(C, NOW)], "42 hộ", ["42 hộ"]),
        ([A, ASKED, B, ALIKE], [A, ALIKE.replace("37", "42"), B, ALIKE], "42 hộ", ["42 hộ"]),
        ([*one(ASKED, B), C], [REWRITTEN, B, C], "42 hộ", ["42 hộ"]),
        (["1) " + A, "2) " + ASKED, "3) " + B],
         ["1) " + A, "2) " + C, "3) " + ASKED, "4) " + D, "5) " + B], "42 hộ", ["42 hộ"]),
        ([*one(A, ASKED, B), C, D, E], [C, D, *one(E, A, NOW, B)], "42 hộ", ["42 hộ"]),
        ([A, "2) " + ASKED, B], [*one(A, "3) " + NOW), B], "42 hộ", ["42 hộ"]),
        (one(A, B, C, D), one(A, C, B, D), f"{B} {C}", [f"{C} {B}"]),
        ([E, *one(ASKED, A, B), C], [E, D, *one(NOW, B), C], "42 hộ", ["42 hộ"]),
        ([*one(A, ASKED, B), C], [*one(ASKED, A, B), *one(C, ALIKE)], "42 hộ", ["42 hộ"]),
        ([A, *one(B, ASKED), C], [A, NOW, C], "42 hộ", ["42 hộ"]),
        ([E, ASKED, A, C], [E, *one(ASKED, D), A, ASKED, C], "trước 17 giờ", ["trước 17 giờ"]),
        ([A, ASKED, B], [A, ALIKE, D, ASKED, B], "42 hộ", ["42 hộ"]),
        ([*one(A, B, C, READ), E], [*one(A, B, C, HEARD.replace("tin", "báo")), *one(E, HEARD)],
         f"{A} {B} {C} {READ}", [f"{A} {B} {C}"]),
        ([*one(A, B, ASKED), C], [*one(A, ASKED, B), ASKED, C], "42 hộ", ["42 hộ"]),
        ([A, ASKED, B, C], [A, REWRITTEN, B, *one(C, NOW), D], "42 hộ", ["42 hộ"]),
        ([A, B, C], [A, B.replace("sạch", "nấu sạch"), C], "nước sạch", ["nước nấu sạch"]),
        ([*one(A, B, C), D], [*one(A, B, C), A, D], f"{A} {B} {C}", [f"{A} {B} {C}"]),
        ([*one(A, B, READ), C], [*one(A, B, READ), READ, C], f"{A} {B} {READ}",
         [f"{A} {B} {READ}"]),
        (one(A, E, B), one(A, f"{WENT}. tới {E[4:]}", B), E, ["tới " + E[4:]]),
        ([A, B, C], [A, B.replace("đèn dự", "bếp ga dự"), C], "tán: nước sạch, đèn",
         ["tán: nước sạch, bếp"]),
        ([A, D, C], [A, D.replace("cùng", "rõ to cùng"), C], "bảng tin đọc cùng một nội",
         ["bảng tin đọc rõ to cùng một nội"]),
        (one(A, B), one(A, B, B), "nước sạch", ["nước sạch"]),
        ([*one(E, A), *one(C, C), D], [*one(E, A, C, C), D], "một đầu mối", ["một đầu mối"]),
        ([*one(A, B), C, A], [*one(A, B, B), C, A], f"{A} {B}", [f"{A} {B}"]),
        ([*one(A, B, C), D], [*one(A, B), E, C.replace("Xã", "Thôn"), D],
         f"{A} {B} {C}", [f"{A} {B}", C.replace("Xã", "Thôn")]),
        ([A, MARKET, C], [A, MARKET.replace("xã Cam Phú", "chợ Cam Phú"), C], "xã", ["xã"]),
        (one(C, A, LAST), [*one(C, A)], f"{A} {LAST}", [A]),
    ],
    ids=[
        *("edited beside", "reworded inside", "block moved", "moved in its block", "moved away"),
        *("block split within", "blocks joined", "sentence put before", "marks only", "renumbered"),
        *("lookalike put beside", "changed places with a lookalike", "among twins"),
        *("a quarter gone", "between two lookalikes", "reworded in place, a lookalike elsewhere"),
        *("reworded in place, and copied elsewhere", "reworded to be like another"),
        *("rewritten in a new paragraph", "renumbered, others put on both sides"),
        *("reworded, and moved with its neighbours",),
        *("a list's paragraph run into another", "put in another order", "between what is left"),
        *("changed places, a lookalike elsewhere", "reworded, what stood with it gone"),
        "run into another, and copied elsewhere to a block of its own",
        *("as it was, each beside one of its neighbours", "a sentence of it may be another"),
        "between its neighbours, a copy on the other side of one",
        *("rewritten between its neighbours, a lookalike elsewhere", "a word put among its own"),
        *("its first sentence copied behind it", "its short end copied behind it"),
        "its first word reworded, run into a new sentence",
        *("its last word reworded, and one put behind it", "two words put among its own"),
        *("doubled", "doubled before", "its second half said again"),
        "its end hardly reworded in a new paragraph",
        "one of several in its sentence, as it stood",
        "more than a third gone, one sentence of two",
    ],
)  # fmt: skip
def test_what_is_sure_is_placed(before, after, quote, found) -> None:
    editions = Editions(before, after)
    placement = editions.place(editions.note(quote))
    assert placement.state == "placed"
    assert editions.read(placement) == found
    assert placement.proposals == (placement.spans,)


@pytest.mark.parametrize(
    ("before", "after", "quote", "proposed"),
    [
        ([A, B, C], [A, C], B, []),
        ([A, ASKED, B, C], [A, B, C, ALIKE], "42 hộ", [ALIKE]),
        (one(A, ASKED, B, C), one(A, B, ALIKE, C), ASKED, [ALIKE]),
        ([*one(A, ASKED), *one(B, C)], [A, *one(B, ALIKE, C)], ASKED, [ALIKE]),
        (one(A, ASKED, B), one(A, ALIKE, ASKED.replace("trũng", "thấp"), B), "42 hộ", None),
        ([A, ASKED, B], [A, ALIKE, ASKED.replace("trũng", "thấp"), B], "vùng trũng", None),
        (one(A, B, C), one(A, C), f"{B} {C}", [C]),
        (["Mười", A, "12", B], [C, "12", D], "12", None),
        ([*one(A, B, C), E], [*one(A, "Nay thêm một câu.", C), *one(E, B)], f"{A} {B} {C}", None),
        ([E, *one(A, B, C)], [E, A, B, *one(A.replace("cần", "phải"), B, C)], "mưa bão", None),
        ([D, A, SHIFT, POST, B], [D, POST, A, f"{SHIFT} {POST}", B], "áo phao", None),
        ([A, f"{SHIFT} {POST}", B], [A, f"{POST} {E}", POST, B], "áo phao", None),
        (one(A, ASKED, B, C), one(A, REWRITTEN, B, ASKED, C), "42 hộ", None),
        ([*one(A, ASKED), *one(B, C), D], [*one(A, B, C, ALIKE), D], "42 hộ", None),
        ([A, ASKED, B, C], [A, NOW, B, *one(C, ASKED)], "42 hộ", None),
        ([A, ASKED, B, ALIKE], [A, ALIKE.replace("cần", "phải"), B, ALIKE], "42 hộ", None),
        ([*one(A, ASKED), B, C], [*one(A, ASKED), *one(ASKED, B), C], "42 hộ", None),
        ([*one(A, ASKED), B, C, D], [B, C, *one(A, NOW), D], "42 hộ", None),
        ([A, ASKED, A, C], [A, ASKED.replace("17", "19"), A, REWRITTEN, C], "42 hộ", None),
        ([SHIFT, POST, B], [f"{SHIFT} {POST}", POST, B], "áo phao", None),
        ([D, A, *one(C, A, B), E], [*one(D, A, B), *one(C, A), E], f"{A} {B}", None),
        ([*one(A, B, C), D], [*one(A, B), f"{SHIFT} {C.replace('Xã', 'Thôn')}", D],
         f"{A} {B} {C}", None),
        ([A, LITTLE, B], [A, LITTLE.replace("Cách", "Lối").replace("dần dần", "nay dần"), B],
         "dần", None),
        ([D, A, C], [D, A.replace("hỗ trợ ", ""), C], "sách hộ cần hỗ trợ", None),
        ([A, "5) " + D, B, C], ["5) " + D, A, B, f"{SHIFT} 6) {D} {C}"], "Loa truyền", None),
        ([A, f"{TWO} {ASKED}", D], [A, TWO, "Chợ", ASKED.replace("42", "49"), D], ASKED, None),
        ([E, *one(B, ASKED), C, D], [E, ASKED, C, *one(ASKED, B, D)], "42 hộ", None),
        (one(A, ASKED, B), one(A, ASKED.replace("42", "43")[5:], ASKED[5:], B), "hộ ở", None),
        ([*one(A, B, C, D, E), ASKED], [*one(A, B, SHIFT[3:].lower() + ".", D, E), *one(ASKED, C)],
         f"{A} {B} {C} {D} {E}", None),
        ([A, ASKED, B], [A, *one(ASKED, SHIFT[3:].lower() + ".", ASKED), B], "42 hộ", None),
        (one(A, B, ASKED), [*one(A, B), *one(E, NOW)], "42 hộ", None),
        ([*one(A, B, C, D), E], [*one(A, B, D), D, *one(E, C)], f"{A} {B} {C} {D}", None),
        ([A, TITLE, B], [A, f"{TITLE} {D}", *one(C, TITLE), B], TITLE, None),
        ([E, C, WENT, B], [E, f"{C} {GOES}", GOES.replace("nhà", "sân").replace("thứ", ""), B],
         "văn hóa", None),
        ([A, ASKED, "Mục 7", "8", C], [A, "Mục 7", f"8 {NOW}", C], "42 hộ", None),
        ([E, *one(ASKED, B), C], [E, ASKED, *one(READ, ASKED, B.replace("tủ", "túi")), C],
         "42 hộ", None),
        ([C, D, *one(READ, A)], [C, READ, D, f"{TITLE} {A.replace('cần hỗ', 'phải cứu')}"],
         "mưa bão", None),
        (one(A, B, ASKED), [*one(A, ASKED, B), ASKED, D], "42 hộ", None),
        ([E, B, ASKED, C, A], [*one(READ, ASKED), *one(B, ASKED, A)], "42 hộ", None),
        ([*one(E, ASKED, B), C, POST, D],
         [*one(E, NOW, f"{A} {SHIFT[3:]} {GOES}.", B), C, f"{ASKED} {POST[3:].lower()}", D],
         "42 hộ", None),
        ([E, C, ASKED, D], [E, NOW, POST, D], "42 hộ", None),
        ([*one(A, B, C, D), E], [*one(A, B, C, AIRED.replace("tin", "báo")), *one(E, AIRED)],
         f"{A} {B} {C} {D}", None),
        ([E, *one(B, ASKED), C], [E, *one(B.replace("tủ", "túi"), NOW), D, B, C], "42 hộ", None),
        ([A, MARKET, C], [A, MARKET.replace("xã Cam Lộc, ", ""), C], "xã Cam", None),
        ([A, MARKET, C], [A, MARKET.replace(",", " ,").replace("họp", "mở"), C], ",", None),
        ([A, MARKET.replace("xã Cam Phú", "Cam Cam Hà"), C],
         [A, MARKET.replace("xã Cam Phú", "Cam Cam"), C], "Lộc, Cam", None),
        ([A, ASKED[:-1], C], [A, f"{NOW[:-1].replace('có', 'nay')} {ASKED[:26]}", C],
         "42 hộ", None),
        ([A, B, C], [A, B.replace("đèn dự phòng,", "pin đủ"), C], "phòng, tủ thuốc và", None),
        ([ASKED, A, B, C], [NOW, B, C], "42 hộ", None),
        ([*one(E, OTHER), A, ASKED, B], [*one(E, OTHER), A, OTHER, B], "có 42 hộ ở", None),
        ([*one(A, B, ASKED, C), D, B, E], [*one(A, ASKED, C), *one(B, ASKED), D, B, E],
         f"{B} {ASKED}", None),
        ([A, f"{STORED} 2 bao, muối 2 bao, và lạc.", C],
         [A, f"{STORED} sợi khô 2 bao, lạc 2 bao, dầu.", C], "gạo 2 bao, mì 2 bao, muối 2 bao,",
         None),
        ([A, f"{POST} {ASKED}", C], [A, POST, f"{POST} {ASKED}", C], "áo phao", None),
        ([f"{BANK}, đã là một thôn từ năm 1982 đến năm 1994.", FLAG, B, C],
         [f"{FLAG.replace('2024', '2026')} {BANK}.", "Hỗn bao xóm gồm đầu tại năm 1994.", B, C],
         "tuy nhiên trong", None),
        ([*one(A, LOCK, B), C], [*one(A, LOCK.replace("một mật khẩu", "cho mật khẩu họp"), B),
                                 *one(C, LOCK.replace("một ", ""))],
         "mật khẩu", None),
        ([TWO, "12 giờ", "Hai buổi sáng", MARKET, "24 giờ", "Ba buổi sáng liền", C],
         [TITLE, "24 giờ", "Ba tối liền", TWO, "12 giờ", "Hai buổi sáng", C],
         "24 giờ", None),
        ([A, B, C], [A, B.replace("đèn dự phòng, tủ", "dự đèn phòng, tủ"), C],
         "tán: nước sạch, đèn", None),
        ([A, D, C], [A, D.replace("cùng một nội dung", "một cùng nội dung"), C],
         "bảng tin đọc cùng", None),
        ([A, TITLE, PUMP, D, READ],
         [A, TITLE, f"{MOST} {PUMP.replace('chạy dầu (', '')}", D, f"{PUMP} Máy nổ", READ],
         PUMP, None),
    ],
    ids=[
        *("gone", "gone, a lookalike elsewhere", "gone, a lookalike in its block"),
        *("gone, a lookalike in the next block", "reworded beside a lookalike"),
        *("reworded beside a lookalike of its own", "half gone", "a number among others"),
        *("its middle moved away", "reworded, and copied with its neighbours elsewhere"),
        *("run into another, and copied elsewhere", "run into another, and copied beside it"),
        *("rewritten in its place, and copied beside", "gone, a lookalike beyond its neighbours"),
        *("reworded, and as it was elsewhere", "more like another in its place"),
        *("copied to the start of the next block", "reworded, and moved with but one neighbour"),
        *("reworded in its place, or another and it far more", "run into another beside a copy"),
        *("moved beside a copy of its first half", "its end reworded in a new paragraph"),
        *("a word said twice, one of them gone", "cut at its end", "moved, or run into another"),
        *("its second half beyond another block", "both neighbours beside its copy"),
        *("reworded in two ways, side by side", "its middle moved away for another"),
        *("twice in its block, run into another", "reworded, at the end of the document"),
        *("its end copied to a block of its own", "run into another beside a copy of it"),
        *("reworded beside one that is more like it, run into another",),
        *("reworded, beyond what followed it",),
        *("in its block beside one reworded, copied before it",),
        *("reworded, and with nothing of its block but its id",),
        *("on either side of its neighbour", "on either side of a neighbour that moved"),
        "reworded in its place, and copied into another sentence elsewhere",
        *("reworded, one neighbour gone and another put before the other",),
        "a long sentence of it may be another",
        "reworded beside one that reads elsewhere as it did",
        *("one of several in its sentence", "a sign", "its last word said again"),
        "copied with what stood before it",
        *("begun in what was reworded", "reworded at the start of all, what followed it gone"),
        *("replaced by a copy of a lookalike", "its second half copied behind its first elsewhere"),
        *("its last words said again beside what changed", "its first half beside it, or a copy"),
        "put before half of what it stood behind",
        *("a short one, reworded, and elsewhere with a word less", "a row that went, or another"),
        *("its last word behind one that followed it", "the same of a few words"),
        "run into one where it stood, or whole into another elsewhere",
    ],
)  # fmt: skip
def test_anything_less_sure_is_for_the_reader(before, after, quote, proposed) -> None:
    editions = Editions(before, after)
    placement = editions.place(editions.note(quote))
    assert (placement.state, placement.spans) == ("review", ())
    assert placement.changed == 2
    if proposed is not None:
        assert editions.proposed(placement) == proposed


@pytest.mark.parametrize(
    ("before", "after", "quote", "block"),
    [
        ([E, *one(B, ASKED), C, A, *one(D, ASKED), C], [E, ASKED, C, A, LITTLE, C], "42 hộ", B),
        ([*one(A, ASKED, B), *one(C, ASKED)], [*one(A, ASKED, NOW, B), C], "42 hộ", A),
        ([*one(A, ASKED, B), *one(C, ASKED)], [*one(A, ASKED, NOW, B), C], f"{A} {ASKED}", A),
        ([A, *one(B, ASKED), D, f"{POST} {ASKED}"], [A, B, D, POST, ASKED], "42 hộ", B),
        ([A, ASKED, B, f"{POST} {ASKED}", C], [A, ASKED, NOW, B, POST, C], "42 hộ", ASKED),
    ],
    ids=[
        *("between other neighbours", "beside one reworded", "with its neighbour"),
        *("run into another before", "beside one reworded, the other run into another"),
    ],
)
def test_of_two_copies_the_one_that_is_left_may_be_the_other(before, after, quote, block) -> None:
    editions = Editions(before, after)
    assert editions.place(editions.note(quote, block=block)).state == "review"


def test_a_sentence_taken_out_is_not_found_again_in_a_copy_that_came_later() -> None:
    editions = Editions([A, ASKED, B, C], [A, B, C], [A, B, C, ASKED])
    placement = editions.place(editions.note("42 hộ"))
    assert (placement.state, placement.changed) == ("review", 2)


def test_a_copy_that_stays_when_the_original_goes_is_not_it() -> None:
    editions = Editions([A, ASKED, B, C], [A, ASKED, B, C, ASKED], [A, B, C, ASKED])
    placement = editions.place(editions.note("42 hộ"))
    assert (placement.state, placement.changed) == ("review", 3)


def test_three_rewordings_in_a_row_are_followed() -> None:
    second = B.replace("tủ thuốc", "túi thuốc")
    third = second.replace("nước sạch", "nước uống")
    fourth = third.replace("Kiểm tra", "Tổ trực xem lại")
    editions = Editions([A, B, C], [A, second, C], [A, third, C], [A, fourth, C])
    placement = editions.place(editions.note("nước sạch, đèn dự phòng"))
    assert editions.read(placement) == ["nước uống, đèn dự phòng"]
    assert placement.state == "placed"


def test_one_of_two_that_were_run_into_others_is_not_found_again_in_what_is_left() -> None:
    editions = Editions([A, f"{D} {POST}", f"{C} {POST}"], [A, D, POST])
    placement = editions.place(editions.note("áo phao", block=D))
    assert placement.state == "review"


def test_what_grows_a_little_in_each_edition_is_asked_about_when_it_is_too_much() -> None:
    second = A.replace("cần hỗ trợ", "nghèo, neo đơn cần hỗ trợ")
    third = second.replace("ghi vào", "đọc lại từng tên rồi ghi vào")
    editions = Editions([E, A, C], [E, second, C])
    assert editions.place(editions.note(A)).state == "placed"
    editions = Editions([E, A, C], [E, second, C], [E, third, C])
    placement = editions.place(editions.note(A))
    assert (placement.state, placement.changed) == ("review", 3)
    editions = Editions([E, second, C], [E, third, C])
    assert editions.place(editions.note(second)).state == "placed"


def test_words_that_go_one_in_each_edition_are_asked_about_when_a_third_is_gone() -> None:
    second = E.replace("xem mái", "xem cửa")
    third = second.replace("nguồn nước", "nguồn gió")
    editions = Editions([A, E, C], [A, second, C], [A, third, C])
    targets = editions.note("mái, điện và nguồn nước")
    assert editions.place(targets, edition=2).state == "placed"
    assert editions.place(targets).state == "review"


def test_words_put_in_the_place_of_a_whole_sentence_are_not_of_the_note() -> None:
    grown = B[:-1] + ", bếp ăn chung, chỗ nằm cho người già và loa cầm tay của tổ trực."
    editions = Editions([E, *one(A, B, C, D)], [E, *one(A, grown, C, D)], [E, *one(A, grown, D)])
    targets = editions.note(f"{A} {B} {C} {D}")
    assert editions.place(targets, edition=2).state == "placed"
    placement = editions.place(targets)
    assert (placement.state, placement.changed) == ("review", 3)


def test_of_a_section_that_stands_twice_either_may_have_moved() -> None:
    again = LITTLE.replace("mới", "nay")
    before = [C, A, B, *one(READ, C), A, B, E]
    after = [C, *one(READ, C), A, B, *one(LITTLE, A), *one(again, B), E]
    editions = Editions(before, after)
    second = editions.records[0].blocks[4]
    targets = anchors(editions.documents[0], ((second.id, 0, 20),))
    assert editions.place(targets).state == "review"


def test_two_copies_side_by_side_that_stay_are_told_apart() -> None:
    editions = Editions([E, C, C, A], [E, C, C, A.replace("cần", "phải")])
    for block in editions.records[0].blocks[1:3]:
        targets = anchors(editions.documents[0], ((block.id, 0, 10),))
        assert editions.place(targets).spans == ((block.id, 0, 10),)


def test_sentences_put_among_those_of_a_note_are_left_out() -> None:
    editions = Editions(one(A, B, C), one(A, D, B, C))
    placement = editions.place(editions.note(f"{A} {B} {C}"))
    assert placement.state == "placed"
    assert editions.read(placement) == [A, f"{B} {C}"]
    editions = Editions(one(A, B), one(A, C, D, B))
    assert editions.place(editions.note(f"{A} {B}")).state == "review"


def test_what_changed_last_tells_whether_to_ask_again() -> None:
    editions = Editions(one(A, B), [*one(A, B), B], [*one(A, B), B, C])
    assert editions.place(editions.note("nước sạch")).changed == 2


@pytest.mark.parametrize(("kind", "state"), [("heading", "placed"), ("paragraph", "review")])
def test_a_heading_alone_stays_itself_where_all_around_it_is_new(kind: str, state: str) -> None:
    editions = Editions([A, TITLE, B], [C, TITLE, D], kind=kind)
    assert editions.place(editions.note("Phụ lục")).state == state


def test_one_lost_part_puts_the_whole_note_under_review() -> None:
    editions = Editions([A, B, C], [A, C])
    targets = editions.note(A) + editions.note(B)
    placement = editions.place(targets)
    assert placement.state == "review"
    assert editions.read(placement) == [A]
    assert [len(spans) for spans in placement.proposals] == [1, 0]


def test_a_sentence_that_went_off_with_more_in_it_is_not_one_that_lacks_some() -> None:
    begins = "Không đọc văn bản dài trên loa; "
    ends = "ca trực của từng chòi và từng tổ ghi tại Thông báo số 42; khi có đổi thì theo đó."
    grown = f"{begins}kể tên người gây cháy khi chưa có kết luận; {ends}"
    editions = Editions([A, begins + ends, B, C, D], [A, ends.replace("42", "43"), B, C, grown, D])
    assert editions.place(editions.note("của từng chòi và từng tổ")).state == "review"


def test_an_end_is_asked_about_where_more_words_came_than_went() -> None:
    begins = "Kiểm tra bằng cách đổi sang dạng khác: trước một con số năm chữ"
    editions = Editions([f"{begins} số A là đúng."], [f"{begins} đối mọi 2 chọn đúng."])
    assert editions.place(editions.note("số năm chữ số")).state == "review"


def test_an_end_is_asked_about_where_they_came_one_in_each_edition() -> None:
    second = B.replace("tủ thuốc", "hộp thuốc")
    third = second.replace("hộp thuốc", "hộp nhỏ thuốc")
    editions = Editions([A, B, C], [A, second, C], [A, third, C])
    targets = editions.note("tủ thuốc và lối ra")
    assert editions.place(targets, edition=2).state == "placed"
    assert editions.place(targets).state == "review"


@pytest.mark.parametrize(
    ("after", "reworded"),
    [
        ([E, A, B, C], False),
        ([A, B.replace("lối ra", "cửa"), C], True),
        ([A, B.replace("nước", "nguồn nước"), C], True),
        ([A, B.replace(": nước", " : nước"), C], False),
    ],
    ids=["moved", "its sentence reworded", "reworded itself", "a space put in"],
)
def test_it_is_told_that_a_sentence_reads_otherwise(after: list[str], reworded) -> None:
    editions = Editions([A, B, C], after)
    placement = editions.place(editions.note("nước sạch"))
    assert (placement.state, placement.reworded) == ("placed", reworded)


def test_a_note_made_in_the_present_version_is_not_led_through_former_ones() -> None:
    editions = Editions([A, B, C], [A, D, C], [A, B, C])
    targets = editions.note("nước sạch", 3)
    assert editions.place(targets, made=3).state == "placed"


TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8)


@given(TEXTS, st.data())
def test_placing_undoes_anchoring(texts: list[str], data: st.DataObject) -> None:
    editions = Editions(texts, texts)
    leaf = data.draw(st.sampled_from(list(leaves(editions.documents[0]))))
    start = data.draw(st.integers(0, len(leaf.text) - 1))
    end = data.draw(st.integers(start + 1, len(leaf.text)))
    targets = anchors(editions.documents[0], ((leaf.id, start, end),))
    assert anchors(editions.documents[0], place(targets, editions.documents[0]).spans) == targets
    later = editions.place(targets)
    if leaf.text[start:end].strip() == leaf.text[start:end]:
        assert later.state == "review" or anchors(editions.documents[1], later.spans) == targets


@given(
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=4),
    st.booleans(),
    st.permutations(SENTENCES[:5]),
)
def test_lookalikes_put_anywhere_attract_no_note(
    inserted: list[tuple[int, bool]],
    kept: bool,
    others: list[str],
) -> None:
    """Whether the sentence stays or goes, in paragraphs of its own or within others."""
    before = [*others[:3], ASKED, *others[3:]]
    after = [text for text in before if kept or text != ASKED]
    for number, (at, within) in enumerate(inserted):
        copy = ALIKE.replace("37", str(30 + number))
        beside = {before.index(ASKED), before.index(ASKED) - 1}
        if not kept and at in {*beside, before.index(ASKED) + 1}:
            continue  # In the very place of what went a lookalike is a rewording.
        if within and after[at % len(after)] != ASKED:
            after[at % len(after)] += " " + copy
        else:
            after.insert(at, copy)
    if not kept and len(after) == len(others):
        after.append("Câu thêm.")
    editions = Editions(before, after)
    placement = editions.place(editions.note("42 hộ"))
    if placement.state == "placed":
        assert kept
        assert editions.read(placement) == ["42 hộ"]
