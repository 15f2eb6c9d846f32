"""Papers about papers, as they are read back from their pages."""

import datetime as dt
import io
import re
import unicodedata

import pikepdf
import pytest

from desktop.library.errors import WithoutGlyphs
from desktop.library.handouts.slips import (
    Print,
    correction_slips,
    recall_list,
    register_rows,
    register_sheet,
    return_slips,
)
from desktop.library.reader.correcting import Change, Correction
from desktop.library.reader.register import Facts, HandedCopy, Handing
from tests.library.handouts.finished import texts

LOOK = Print(dt.date(2026, 11, 3))
TITLE = "Chủ động phòng, chống bão"
FACTS = Facts(TITLE, "plain", "internal", "Theo kết luận giao ban", "ab", pages=4, of=40)
HANDING = Handing("ab12cd34ef567890", "kho", 3, "2026-10-14T05:00:00.000+00:00", FACTS, ())
COPIES = [
    HandedCopy(HANDING.id, at, f"Người nhận {at}", f"Thôn {at}", handed="2026-10-14")
    for at in range(1, 41)
]
OLD = "Trực ban gọi điện cho trưởng thôn trước 7 giờ, đối chiếu danh sách."
NEW = "Trực ban gọi điện cho trưởng thôn trước 6 giờ, đối chiếu và ký vào danh sách."
CHANGES = (
    Change("I. Việc cần làm", OLD, NEW),
    Change("Phụ lục", "Danh sách người trực.", ""),
    Change("", "", "Bạn đọc tự sắp lại sách."),
)
CHANGED = Correction(HANDING, "bao", TITLE, "changed", "", 4, CHANGES, tuple(COPIES[:3]))
BACK = tuple(COPIES[5:7])
WITHDRAWN = Correction(HANDING, "lu", "Nguồn khác", "withdrawn", "Số liệu sai", 4, (), BACK)


def read(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)) for text in texts(pdf)]


def test_the_sheet_has_every_copy_under_heads_on_each_page() -> None:
    pages = read(register_sheet(HANDING, COPIES, LOOK))
    assert len(pages) > 1
    for page in pages:
        assert "Bản số Giao cho Đơn vị Ngày giao Ký nhận" in page
        assert "In ngày 3/11/2026" in page
    whole = " ".join(pages)
    for copy in COPIES:
        assert f"{copy.name} {copy.unit} 14/10/2026 Đã giao" in whole
    for told in (TITLE, "Nội bộ", "40 bản, mỗi bản 4 trang", "Theo kết luận giao ban", "ab12cd34"):
        assert told in pages[0]


def test_a_character_without_a_glyph_is_printed_as_a_square_only_with_leave() -> None:
    copies = [HandedCopy(HANDING.id, 1, "Mai 😀", "Thôn 1", handed="2026-10-14")]
    changed = Correction(HANDING, "bao", TITLE, "changed", "", 4, CHANGES, tuple(copies))
    leave = Print(LOOK.date, replacing=True)
    for make in (
        lambda look: register_sheet(HANDING, copies, look),
        lambda look: return_slips(HANDING, copies, look),
        lambda look: correction_slips([changed], look),
        lambda look: recall_list([changed], look),
    ):
        with pytest.raises(WithoutGlyphs, match="GRINNING FACE") as caught:
            make(LOOK)
        assert caught.value.letters == {"😀"}
        assert "Mai □" in " ".join(read(make(leave)))


def test_what_became_of_a_copy_stands_in_its_row() -> None:
    back = HandedCopy(HANDING.id, 1, "Mai", "Thôn 1", "returned", "2026-10-14", "2026-11-02", "ướt")
    (page,) = read(register_sheet(HANDING, [back], LOOK))
    assert "1 Mai Thôn 1 14/10/2026 Đã trả 2/11/2026 ướt" in page


def test_three_slips_stand_on_a_page() -> None:
    pages = read(return_slips(HANDING, COPIES[:7], LOOK))
    assert [page.count("PHIẾU TRẢ TÀI LIỆU") for page in pages] == [3, 3, 1]
    assert "Bản số 02/40 · Người nhận 2, Thôn 2" in pages[0]
    assert all(page.count("Người nhận lại") == page.count(TITLE) for page in pages)
    assert [page.count("(ký, ghi rõ họ tên)") for page in pages] == [6, 6, 2]


def test_a_correction_slip_for_each_copy_shows_old_and_new_side_by_side() -> None:
    pages = read(correction_slips([CHANGED], LOOK))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert "PHIẾU ĐÍNH CHÍNH" in page
        assert f"Bản số: 0{number}/40 Giao cho: Người nhận {number}, Thôn {number}" in page
        assert "Theo đợt phát hành: 4" in page
        assert "ngày …… tháng …… năm ……" in page
        assert page.count("(ký, ghi rõ họ tên)") == 2
        assert "Nguồn:" not in page
        for text in (OLD, NEW, "I. Việc cần làm", "Danh sách người trực.", "(bỏ)", "(chưa có)"):
            assert text in page
        assert page.index(OLD) < page.index(NEW)


def test_each_page_of_a_long_slip_says_whose_it_is() -> None:
    long = Change("", OLD * 40, NEW * 40)
    slips = Correction(HANDING, "bao", TITLE, "changed", "", 4, (long,) * 3, tuple(COPIES[:2]))
    pages = read(correction_slips([slips, WITHDRAWN], LOOK))
    long_one = (len(pages) - 2) // 2
    assert long_one > 2
    running = [page.partition("TT")[0] for page in pages[: 2 * long_one]]
    for copy in (1, 2):
        first, *others = running[(copy - 1) * long_one : copy * long_one]
        assert first.startswith("PHIẾU ĐÍNH CHÍNH")
        for number, said in enumerate(others, 2):
            assert said.strip() == f"Phiếu đính chính · Bản số 0{copy}/40 · {TITLE} {number}"
    for page in pages[2 * long_one :]:
        assert page.strip().startswith("PHIẾU THU HỒI")


@pytest.mark.parametrize("copies", range(11, 27))
def test_a_signature_has_copies_above_it(copies: int) -> None:
    *_, last = read(register_sheet(HANDING, COPIES[:copies], LOOK))
    assert f"{copies} Người nhận {copies} Thôn {copies}" in last.partition("Người giữ sổ")[0]


@pytest.mark.parametrize("copies", [1, 2, 30, 40])
def test_a_page_that_goes_on_says_of_which_paper(copies: int) -> None:
    first = Correction(
        HANDING, "bao", "Nguồn khác", "changed", "", 4, CHANGES, tuple(COPIES[:copies])
    )
    pages = read(recall_list([first, WITHDRAWN], LOOK))
    going_on = [page.startswith(f"{TITLE} (tiếp theo)") for page in pages]
    assert going_on == [False] + ["Bản số" in page[:90] for page in pages[1:]]
    assert any(going_on) == (copies > 2)


def test_a_source_of_the_papers_name_is_not_named_twice() -> None:
    (page,) = read(recall_list([CHANGED, WITHDRAWN], LOOK))
    assert page.count("Nguồn:") == page.count("Nguồn: Nguồn khác") == 1


def test_what_changed_is_seen_without_colour() -> None:
    """Struck out and underlined words are drawn with a line: as many as there are changes."""

    def lines(correction: Correction) -> int:
        with pikepdf.open(io.BytesIO(correction_slips([correction], LOOK))) as pdf:
            content = pdf.pages[0].Contents.read_bytes()
        return len(re.findall(rb"\bl\s+S\b", content))

    alike = Correction(HANDING, "bao", TITLE, "changed", "", 4, (Change("", OLD, OLD),), ())
    unlike = Correction(HANDING, "bao", TITLE, "changed", "", 4, (Change("", OLD, NEW),), ())
    assert lines(unlike) >= lines(alike) + 3


def test_what_is_withdrawn_is_called_back_with_the_reason() -> None:
    pages = read(correction_slips([WITHDRAWN], LOOK))
    assert len(pages) == 2
    for page in pages:
        assert "PHIẾU THU HỒI" in page
        assert "Lý do: Số liệu sai" in page
        assert "Nguồn: Nguồn khác" in page
        assert "Đã phát" not in page


def test_copies_without_numbers_get_one_slip_for_all() -> None:
    bare = Correction(HANDING, "bao", TITLE, "superseded", "Hướng dẫn mới", 4, (), ())
    (page,) = read(correction_slips([bare], LOOK))
    assert "Giao cho: Các bản không đánh số" in page
    assert "đã được thay thế bởi: Hướng dẫn mới." in page
    (page,) = read(recall_list([bare], LOOK))
    assert "Các bản không đánh số 14/10/2026 Đính chính: có tài liệu thay thế" in page


def test_the_recall_list_names_every_holder_and_what_to_do() -> None:
    (page,) = read(recall_list([CHANGED, WITHDRAWN], LOOK))
    for copy, deed in [(one, "Đính chính") for one in COPIES[:3]] + [
        (one, "Thu hồi") for one in COPIES[5:7]
    ]:
        assert f"{copy.number} {copy.name} {copy.unit} 14/10/2026 {deed}" in page


def test_a_name_is_printed_as_typed() -> None:
    name = '#import "@preview/x:1.0.0" $x$ <z>'
    (page,) = read(return_slips(HANDING, [HandedCopy(HANDING.id, 1, name, "\\ *a*")], LOOK))
    assert name + ", \\ *a*" in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_form_is_tagged_in_its_language_and_the_same_twice(language) -> None:
    look = Print(dt.date(2026, 11, 3), language)

    def made() -> list[bytes]:
        return [
            register_sheet(HANDING, COPIES, look),
            return_slips(HANDING, COPIES, look),
            correction_slips([CHANGED, WITHDRAWN], look),
            recall_list([CHANGED], look),
        ]

    for first, second in zip(made(), made(), strict=True):
        assert first == second
        with pikepdf.open(io.BytesIO(first)) as pdf:
            assert pdf.Root.Lang == language
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.docinfo.Title)


def test_the_whole_register_as_a_table() -> None:
    headings, rows = register_rows([(HANDING, COPIES[:2])], LOOK)
    assert headings[:3] == ["Mã trong sổ", "Tài liệu", "Phát ngày"]
    assert len(rows) == 2
    assert {len(row) for row in rows} == {len(headings)}
    assert rows[1][4:8] == ["2", "Người nhận 2", "Thôn 2", "Đã giao"]
