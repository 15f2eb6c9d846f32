"""Numbered copies as they are read back from their pages."""

import io
import re
import unicodedata

import pikepdf
import pytest

from desktop.library.errors import InputError
from desktop.library.handouts.copies import (
    MOST,
    Copy,
    Look,
    coded,
    copies_for,
    joined,
    master,
    number_text,
    numbered,
)
from desktop.library.handouts.recipients import Recipient
from tests.library.handouts.finished import SIZES, inked, numbered_pages, text_in, texts

LONG = "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn – Phòng thủ dân sự xã Hòa Thắng"
STACKED = "Ẫm Ướt Ổ Gà ẰẮẲẴẶ Ỗ Ỡ"
RECIPIENTS = (
    Recipient("Lê Thị Mai", "Thôn 3", 2),
    Recipient(STACKED, LONG),
    Recipient(LONG + " " + LONG, LONG + " " + STACKED),
    Recipient("Trạm Y tế", "", 8),
)
COPIES = copies_for(RECIPIENTS)
CODES = ("7GK-4QXP", "", "ABC-DEFG")
FOOT = Look("foot", CODES)
WATERMARK = Look("watermark", CODES)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def foot(pdf: bytes, page: int, paper: str = "a4") -> str:
    width, _ = SIZES[paper]
    return plain(text_in(pdf, page, (0, 0, width, 50)))


def streams(page: pikepdf.Page) -> list[bytes]:
    return [stream.read_bytes() for stream in page.obj.Contents]


def test_copies_are_numbered_in_the_order_of_the_list() -> None:
    assert len(COPIES) == 12
    assert [(copy.number, copy.of) for copy in COPIES] == [(at, 12) for at in range(1, 13)]
    assert [copy.name for copy in COPIES[:3]] == ["Lê Thị Mai", "Lê Thị Mai", STACKED]


@pytest.mark.parametrize(("copy", "said"), [
    (Copy(7, 50), "Bản số 07/50"), (Copy(7, 9), "Bản số 07/9"), (Copy(7, 120), "Bản số 007/120"),
    (Copy(0, 50), "Bản số ………/50"), (Copy(0, 0), "Bản số ………"),
])  # fmt: skip
def test_numbers_as_the_register_says_them(copy: Copy, said: str) -> None:
    assert number_text(copy) == said


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_every_page_says_number_holder_and_code_at_its_foot(paper: str) -> None:
    made = list(numbered(numbered_pages(3, paper), COPIES, FOOT))
    for copy, pdf in zip(COPIES, made, strict=True):
        for page, code in enumerate(CODES):
            found = foot(pdf, page, paper)
            assert number_text(copy) in found
            assert plain(copy.to) in found
            assert [one for one in CODES if one and one in found] == ([code] if code else [])


@pytest.mark.parametrize("look", [FOOT, WATERMARK])
def test_the_text_is_what_it_was(look: Look) -> None:
    pdf = numbered_pages(3)
    for made in numbered(pdf, COPIES, look, only=[1, 4]):
        for before, after in zip(texts(pdf), texts(made), strict=True):
            assert plain(before) in plain(after)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_longest_names_stay_in_the_margins(paper: str) -> None:
    """Nothing stands in the text's place, nor beyond the sides, and the code has its own place."""
    (pdf,) = numbered(numbered_pages(3, paper), COPIES, FOOT, only=[4])
    width, height = SIZES[paper]
    assert plain(COPIES[3].to) in foot(pdf, 1, paper)
    for outside in ((0, 0, 49, height - 200), (width - 49, 0, width, height - 200)):
        assert plain(text_in(pdf, 1, outside)) == ""
    least = {"a4": 20, "a5": 15}[paper] * 72 / 25.4
    assert plain(text_in(pdf, 1, (0, least, width, height - 200))) == ""
    room = text_in(pdf, 0, (width - 51 - 62, 0, width, 50))
    assert plain(room) == CODES[0]


def test_a_watermark_lies_under_the_words() -> None:
    (pdf,) = numbered(numbered_pages(3), COPIES, WATERMARK, only=[2])
    (said,) = {plain(text) for text in texts(pdf)[1:2]}
    assert "Bản số 02/12" in said
    assert "Giao cho: Lê Thị Mai, Thôn 3" in said
    with pikepdf.open(io.BytesIO(pdf)) as made:
        first, *_ = streams(made.pages[1])
    assert b"/Subtype /Watermark" in first
    assert foot(pdf, 1) == ""


@pytest.mark.parametrize("look", [FOOT, WATERMARK])
def test_what_is_laid_over_is_an_artifact_and_the_tags_stay(look: Look) -> None:
    (pdf,) = numbered(numbered_pages(3), COPIES, look, only=[2])
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert made.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in made.Root
        assert made.Root.Lang == "vi"
        with made.open_outline() as outline:
            assert outline.root[0].title == "trang 1 hết"
        for at, page in enumerate(made.pages):
            assert page.obj.StructParents == at
            laid = [part for part in streams(page) if b"/Copy" in part]
            assert laid
            for part in laid:
                assert len(re.findall(rb"/Artifact <<[^>]*>> BDC\n/Copy\w+ Do\nEMC", part)) == (
                    part.count(b"/Copy")
                )
            for name, form in page.obj.Resources.XObject.items():
                if name.startswith("/Copy"):
                    assert b"/MCID" not in form.read_bytes()


def test_fonts_of_the_marks_lie_in_the_file() -> None:
    (pdf,) = numbered(numbered_pages(1), COPIES, Look(), only=[3])
    with pikepdf.open(io.BytesIO(pdf)) as made:
        form = made.pages[0].obj.Resources.XObject["/CopyOver"]
        for font in form.Resources.Font.values():
            (descendant,) = font.DescendantFonts
            assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())


@pytest.mark.parametrize("look", [FOOT, WATERMARK])
def test_copy_7_printed_again_is_copy_7(look: Look) -> None:
    pdf = numbered_pages(3)
    run = list(numbered(pdf, COPIES, look))
    assert list(numbered(pdf, COPIES, look, only=[7])) == [run[6]]
    assert len(set(run)) == len(run)
    assert joined(pdf, COPIES, look) == joined(pdf, COPIES, look)


@pytest.mark.parametrize("look", [FOOT, WATERMARK])
def test_the_run_in_one_file_has_the_pages_of_each_copy(look: Look) -> None:
    pdf = numbered_pages(3)
    whole = joined(pdf, COPIES, look)
    alone = list(numbered(pdf, COPIES, look))
    assert texts(whole) == [text for one in alone for text in texts(one)]
    with pikepdf.open(io.BytesIO(whole)) as made:
        for at, one in enumerate(alone):
            with pikepdf.open(io.BytesIO(one)) as copy:
                for page, own in zip(made.pages[at * 3 : at * 3 + 3], copy.pages, strict=True):
                    assert streams(page) == streams(own)
                    assert drawn(page) == drawn(own)
        assert "/StructTreeRoot" not in made.Root
        assert "/MarkInfo" not in made.Root
        with made.open_outline() as outline:
            assert outline.root[0].title == "Bản số 01/12 – Lê Thị Mai, Thôn 3"
            assert len(outline.root) == len(COPIES)


def drawn(page: pikepdf.Page) -> dict[str, bytes]:
    return {name: form.read_bytes() for name, form in page.obj.Resources.XObject.items()}


@pytest.mark.parametrize(("pages", "each"), [(3, 4), (2, 2)])
def test_on_both_sides_each_copy_begins_on_its_own_sheet(pages: int, each: int) -> None:
    made = joined(numbered_pages(pages), COPIES, Look(), sides=2)
    said = texts(made)
    assert len(said) == each * len(COPIES)
    for copy in COPIES:
        start = (copy.number - 1) * each
        assert number_text(copy) in said[start]
        assert "trang 1 hết" in said[start]
        assert [inked(made, at) for at in range(start + pages, start + each)] == [False] * (
            each - pages
        )
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        second = outline.root[1].destination[0]
        assert pikepdf.Page(second).index == each


def test_an_archival_pdf_stays_one_and_the_printer_s_file_claims_no_tags() -> None:
    with pikepdf.open(io.BytesIO(numbered_pages(2))) as pdf:
        with pdf.open_metadata() as claims:
            claims["pdfaid:part"] = "2"
            claims["pdfaid:conformance"] = "U"
            claims["pdfuaid:part"] = "1"
        target = io.BytesIO()
        pdf.save(target)
    (one,) = numbered(target.getvalue(), COPIES, Look(), only=[1])
    for made, kept in ((one, True), (joined(target.getvalue(), COPIES, Look()), False)):
        with pikepdf.open(io.BytesIO(made)) as pdf:
            claims = pdf.open_metadata()
            assert claims["pdfaid:part"] == "2"
            assert ("pdfuaid:part" in claims) == kept


def test_a_master_leaves_the_number_to_the_hand() -> None:
    found = foot(master(numbered_pages(3), 50, FOOT), 0)
    assert "Bản số ………/50" in found
    assert "Giao cho: ………" in found


def test_codes_alone_are_printed_without_a_number() -> None:
    pdf = numbered_pages(3)
    made = coded(pdf, FOOT)
    assert [foot(made, page) for page in range(3)] == list(CODES)
    assert [plain(text).removesuffix(code).strip() for text, code in zip(
        texts(made), CODES, strict=True)] == [plain(text) for text in texts(pdf)]  # fmt: skip


def test_pages_of_several_sizes_get_their_foot_at_their_own_foot() -> None:
    with (
        pikepdf.open(io.BytesIO(numbered_pages(1, "a4"))) as first,
        pikepdf.open(io.BytesIO(numbered_pages(1, "a5"))) as second,
    ):
        first.pages.extend(second.pages)
        target = io.BytesIO()
        first.save(target)
    (pdf,) = numbered(target.getvalue(), COPIES, Look(), only=[1])
    for page, paper in enumerate(("a4", "a5")):
        assert "Bản số 01/12" in foot(pdf, page, paper)
        assert inked(pdf, page)


def test_a_name_that_cannot_be_printed_is_said() -> None:
    with pytest.raises(InputError) as caught:
        next(numbered(numbered_pages(1), copies_for([Recipient("Tổ 🙂")]), Look()))
    assert caught.value.code == "characters_without_glyph"
    assert "🙂" in caught.value.params["characters"]


def test_numbers_that_there_are_not() -> None:
    pdf = numbered_pages(1)
    with pytest.raises(InputError) as caught:
        next(numbered(pdf, COPIES, Look(), only=[13]))
    assert caught.value.code == "copy_unknown"
    with pytest.raises(InputError) as caught:
        joined(pdf, (), Look())
    assert caught.value.code == "copies_none"
    with pytest.raises(InputError) as caught:
        copies_for([Recipient("Tổ", copies=MOST), Recipient("Tổ 2")])
    assert caught.value.code == "copies_many"
