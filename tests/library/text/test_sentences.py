"""Where one sentence ends and the next begins, as notes are carried by them."""

import pytest

from desktop.library.text.sentences import Text, Writing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Họp lúc 8 giờ. Mời các thôn.", ["Họp lúc 8 giờ.", "Mời các thôn."]),
        ("Họp ở nhà văn hóa. 2) Mời các thôn.", ["Họp ở nhà văn hóa.", "2) Mời các thôn."]),
        ("Phát áo phao cho đội. 12 xuồng ở bến.", ["Phát áo phao cho đội. 12 xuồng ở bến."]),
        ("Bà Hà, bí thư (s. 1931) ở thôn Trung.", ["Bà Hà, bí thư (s. 1931) ở thôn Trung."]),
        ("Bà Hà, bí thư (s. 1831) ở thôn.", ["Bà Hà, bí thư (s. 1831) ở thôn."]),
        ("Xem sổ trực tr. 15 và 16.", ["Xem sổ trực tr. 15 và 16."]),
        ("Theo TS. và cộng sự.", ["Theo TS. và cộng sự."]),
        ("Ghi tên miền .edu. Hết giờ rồi.", ["Ghi tên miền .edu.", "Hết giờ rồi."]),
        ("Có sách giấy. eBook ở kho.", ["Có sách giấy.", "eBook ở kho."]),
        ("Có 3 xã, kho ở D.C. , và thôn.", ["Có 3 xã, kho ở D.C. , và thôn."]),
        ("Có áo phao, xuồng vv...Mời các thôn.", ["Có áo phao, xuồng vv...Mời các thôn."]),
        ("Bà Hà (sinh năm ? - 1931) ở thôn.", ["Bà Hà (sinh năm ? - 1931) ở thôn."]),
        ("Ông ấy hỏi rồi. – Ai trực?", ["Ông ấy hỏi rồi.", "– Ai trực?"]),
        ("Có ông Lê Hà Jr. (sinh năm 1931) ở.", ["Có ông Lê Hà Jr. (sinh năm 1931) ở."]),
        ("1) Hãng Lê Hà Inc. ( /le/; ở thôn).", ["1) Hãng Lê Hà Inc. ( /le/; ở thôn)."]),
        ("Ông ấy hỏi rồi. (Ai trực?)", ["Ông ấy hỏi rồi.", "(Ai trực?)"]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    read = Text(text, Writing())
    assert [
        text[read.starts[first] : read.ends[end - 1]] for first, end in read.sentences
    ] == expected
