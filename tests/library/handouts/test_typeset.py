"""What is read back from the PDF, not what was asked for."""

import ctypes
import datetime as dt
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.coverage import characters
from desktop.library.handouts.rules import read_rules
from desktop.library.handouts.write import write
from desktop.library.text.rendering import render

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
PRINTED = "".join(
    letter
    for letter in map(chr, sorted(characters("Tinos")))
    if letter.isprintable()
    and unicodedata.is_normalized("NFC", letter)
    and not unicodedata.category(letter).startswith("M")
)
"""Marks that join no letter in NFC are left out: Typst writes such a pair to the PDF twice."""


class Letter(NamedTuple):
    """A printed character: points from the page's left and top edges."""

    text: str
    font: str
    size: float
    left: float
    top: float
    right: float
    bottom: float


def text_pages(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def letters(pdf: bytes, place: int) -> Iterator[Letter]:
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[place]
        height = page.get_height()
        text = page.get_textpage()
        name = ctypes.create_string_buffer(100)
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if not letter.strip():
                continue
            left, bottom, right, top = text.get_charbox(index, loose=True)
            raw.FPDFText_GetFontInfo(text, index, name, 100, ctypes.c_int())
            size = raw.FPDFText_GetFontSize(text, index)
            font = name.value.decode().partition("+")[2] or name.value.decode()
            yield Letter(letter, font, size, left, height - top, right, height - bottom)
    finally:
        document.close()


def words(text: str) -> list[str]:
    """Words without the punctuation about them: a note's marker may stand before a full stop."""
    return re.findall(r"\w(?:[\w/-]*\w)?", unicodedata.normalize("NFC", text))


def stands_in(needle: list[str], text: list[str]) -> bool:
    """Whether the words stand in that order, other words (notes, page ends) between them."""
    rest = iter(text)
    return all(word in rest for word in needle)


def test_every_word_survives_in_order(compose: Compose, document: Document, tmp_path: Path) -> None:
    composition = compose(document)
    pdf = write(composition, "plain", "pdf", DATE)
    read = words(" ".join(text_pages(pdf)))
    for leaf in leaves(document):
        assert stands_in(words(leaf.text), read), leaf.text
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "tài liệu.pdf"
    file.write_bytes(pdf)
    for mode in ([], ["-raw"], ["-layout"]):
        command = ["pdftotext", "-enc", "UTF-8", *mode, str(file), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        found = words(text)
        for leaf in leaves(document):
            assert stands_in(words(leaf.text), found), (mode, leaf.text)


def test_every_word_of_the_text_is_there_as_often(compose: Compose, document: Document) -> None:
    read = words(" ".join(text_pages(write(compose(document), "plain", "pdf", DATE))))
    wanted = [word for leaf in leaves(document) for word in words(leaf.text)]
    for word in set(wanted):
        assert read.count(word) >= wanted.count(word), word


def test_text_is_composed(compose: Compose) -> None:
    split = unicodedata.normalize("NFD", "Ẫm ướt Ổ gà ẰẮẲẴẶ")
    (page,) = text_pages(write(compose(render(split)), "plain", "pdf", DATE))
    assert "Ẫm ướt Ổ gà ẰẮẲẴẶ" in page


SIGNS = ["#", "$x$", "@", "\\", "<z>", "[", "*a*", "_b_", '#import "@preview/x:1.0.0": y', "--"]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_typst_are_only_text(compose: Compose, sign: str) -> None:
    runs = (Run(f"trước {sign} sau "), Run(sign, code=True))
    cell = Node("cell", runs=(Run(sign),))
    document = (
        Node("heading", level=1, runs=(Run(sign),)),
        Node("paragraph", runs=runs),
        Node("table", children=(Node("row", children=(cell,)),)),
        Node("code", runs=(Run(sign),)),
    )
    composition = msgspec.structs.replace(compose(document), title=f"Tiêu đề {sign}")
    (page,) = text_pages(write(composition, "plain", "pdf", DATE))
    assert re.sub(r"\s", "", page).count(re.sub(r"\s", "", sign)) >= 6


@settings(max_examples=25)
@given(st.lists(st.text(PRINTED, min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_text_appears_as_typed(texts: list[str]) -> None:
    paragraphs = tuple(Node("paragraph", runs=(Run(text),)) for text in texts)
    source = Source(briefing="x", title="Nguồn")
    composition = Composition("Thử", (Part(source, paragraphs),), "public")
    read = re.sub(r"\s", "", "".join(text_pages(write(composition, "plain", "pdf", DATE))))
    for text in texts:
        assert re.sub(r"\s", "", unicodedata.normalize("NFC", text)) in read


def test_a_marker_does_not_stick_to_its_word(compose: Compose) -> None:
    (page,) = text_pages(
        write(compose(render("Chữ[^1]; tiếp.\n\n[^1]: Lời.")), "plain", "pdf", DATE)
    )
    assert "Chữ" in words(page)
    assert "Lời" in words(page)


def test_same_bytes_twice(compose: Compose, document: Document) -> None:
    first = write(compose(document), "plain", "pdf", DATE)
    assert first == write(compose(document), "plain", "pdf", DATE)
    assert first != write(compose(document), "plain", "pdf", dt.date(2026, 10, 15))


def test_the_page_keeps_the_rules(compose: Compose) -> None:
    text = "\n\n".join(
        "Mỗi đơn vị cử một người làm đầu mối, báo cáo hằng tuần. " * 6 for _ in range(20)
    )
    pdf = write(compose(render(text)), "plain", "pdf", DATE)
    rules = read_rules("plain")
    page = {name: value.points for name, value in rules.page.items()}
    printed = [letter for letter in letters(pdf, 1) if letter.top > page["top"] - 1]
    assert {letter.font for letter in printed} == {"Tinos"}
    assert {round(letter.size, 1) for letter in printed} == {rules.sizes["body"].points}
    assert min(letter.left for letter in printed) == pytest.approx(page["left"], abs=1.5)
    right = page["width"] - page["right"]
    assert max(letter.right for letter in printed) == pytest.approx(right, abs=2.5)
    assert min(letter.top for letter in printed) == pytest.approx(page["top"], abs=4)
    lowest = max(letter.bottom for letter in printed)
    assert page["height"] - page["bottom"] - 30 < lowest < page["height"] - page["bottom"] + 3


def test_page_numbers_stand_in_the_top_margin_from_page_two(compose: Compose) -> None:
    text = "\n\n".join("Nội dung của đoạn này dài vừa phải. " * 12 for _ in range(30))
    pdf = write(compose(render(text)), "plain", "pdf", DATE)
    rules = read_rules("plain")
    page = {name: value.points for name, value in rules.page.items()}
    above = [letter for letter in letters(pdf, 0) if letter.bottom < page["top"] - 2]
    assert above == []
    (number,) = [letter for letter in letters(pdf, 1) if letter.bottom < page["top"] - 2]
    assert (number.text, number.font) == ("2", "Tinos")
    assert number.size == pytest.approx(rules.sizes["page_number"].points)
    middle = (page["left"] + page["width"] - page["right"]) / 2
    assert (number.left + number.right) / 2 == pytest.approx(middle, abs=1)


def test_a_long_table_repeats_its_heads(compose: Compose) -> None:
    rows = "\n".join(f"| {row} | Thôn {row} |" for row in range(120))
    pdf = write(compose(render(f"| Thứ | Đơn vị |\n|---|---|\n{rows}")), "plain", "pdf", DATE)
    pages = text_pages(pdf)
    assert len(pages) > 2
    for page in pages[:-1]:
        assert page.count("Đơn vị") == 1


def test_a_wide_word_stays_on_the_page(compose: Compose) -> None:
    word = "https://vi.example.vn/" + "tai-lieu/" * 30 + "a" * 200
    pdf = write(
        compose(render(f"Xem {word} nhé.\n\n| {word} | b |\n|---|---|\n| a | b |")),
        "plain",
        "pdf",
        DATE,
    )
    page = {name: value.points for name, value in read_rules("plain").page.items()}
    for place in range(len(text_pages(pdf))):
        for letter in letters(pdf, place):
            assert letter.right < page["width"] - page["right"] + 3


def test_tagged_in_its_language_with_bookmarks_and_title(
    compose: Compose, document: Document, tmp_path: Path
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(write(compose(document), "plain", "pdf", DATE))
    with pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "vi"
        assert str(pdf.docinfo.Title) == "Chủ động phòng, chống bão ở cấp xã"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            assert titles == ["I. Tình hình và nhiệm vụ"]
            assert [item.title for item in outline.root[0].children] == ["1. Bốn việc làm ngay"]
    assert b"/Alt" in uncompressed(file)


def uncompressed(file: Path) -> bytes:
    target = file.with_suffix(".plain.pdf")
    with pikepdf.open(file) as pdf:
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return target.read_bytes()


def test_parts_name_their_sources_and_circle(source: Source) -> None:
    other = msgspec.structs.replace(source, briefing="b", title="Phòng đọc", document_number="")
    parts = (Part(source, render("Một."), source.title), Part(other, render("Hai."), other.title))
    pdf = write(Composition("Tập", parts, "restricted", paged=True), "plain", "pdf", DATE)
    pages = text_pages(pdf)
    assert "LƯU HÀNH HẠN CHẾ" in pages[0]
    assert "Một." in pages[0]
    assert "Hai." in pages[1]
    assert "[2]" in pages[1]


def test_characters_without_a_glyph_are_named_and_replaced_only_on_wish(compose: Compose) -> None:
    composition = compose(render("Vui 🙂 nhé"))
    with pytest.raises(InputError) as caught:
        write(composition, "plain", "pdf", DATE)
    assert caught.value.code == "characters_without_glyph"
    assert "U+1F642" in caught.value.params["characters"]
    (page,) = text_pages(write(composition, "plain", "pdf", DATE, replacing=True))
    assert "Vui □ nhé" in page


@pytest.mark.parametrize("data", [b"", b"<svg", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xffxx"])
def test_a_damaged_picture_is_named(compose: Compose, document: Document, data: bytes) -> None:
    composition = compose(document)
    part = msgspec.structs.replace(composition.parts[0], figures={"so-do.svg": data})
    for form in ("pdf", "docx", "html"):
        with pytest.raises(InputError) as caught:
            write(msgspec.structs.replace(composition, parts=(part,)), "plain", form, DATE)
        assert caught.value.code == "figure_unreadable"
        assert caught.value.params["name"] == "so-do.svg"


def test_a_picture_that_is_not_held_is_told(compose: Compose) -> None:
    (page,) = text_pages(write(compose(render("![Sơ đồ xã](mat.png)")), "plain", "pdf", DATE))
    assert "Hình (không có tệp kèm theo): Sơ đồ xã" in page


@pytest.mark.parametrize(
    ("template", "form", "code"),
    [("khong-co", "pdf", "template_unknown"), ("plain", "odt", "format_unknown")],
)
def test_unknown_template_and_format(compose: Compose, template: str, form: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        write(compose(()), template, form, DATE)
    assert caught.value.code == code
    assert "plain" in caught.value.params["known"] or "pdf" in caught.value.params["known"]


def test_an_empty_document_has_a_page(compose: Compose) -> None:
    assert len(text_pages(write(compose(()), "plain", "pdf", DATE))) == 1
