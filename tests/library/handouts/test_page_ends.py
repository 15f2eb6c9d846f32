"""What may not be parted by the end of a page, wherever the page happens to end."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Literal

import docx
import msgspec
import pytest

from desktop.library.document import Document
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.draft import Options
from desktop.library.handouts.printed import Row, printed, rows
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import write
from desktop.library.text.rendering import render
from tests.library.handouts.conftest import by_template

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
SENTENCE = "Mỗi đơn vị cử một người làm đầu mối nhận tin. "


def lines(composition: Composition, options: Options) -> list[list[Row]]:
    """The lines of each page, without its number."""
    pages = printed(write(composition, options, "pdf", DATE))
    return [[row for row in rows(page) if not row.text.isdigit()] for page in pages]


@pytest.mark.parametrize("template", ["plain", "discussion"])
@pytest.mark.parametrize("above", range(14, 30))
def test_sources_never_stand_alone(compose: Compose, template: str, above: int) -> None:
    text = "\n\n".join(["Một dòng ngắn."] * above + [SENTENCE * 3])
    *_, last = lines(compose(render(text)), Options(template=template))
    place = next(at for at, row in enumerate(last) if row.text.startswith("Nguồn:"))
    assert place > 0


def test_the_last_paragraph_is_as_wide_as_the_others(compose: Compose) -> None:
    last = (
        "Sau mỗi đợt bão, sổ trực được chụp lại, lưu ở Văn phòng và là căn cứ để rút kinh nghiệm. "
        "Trường hợp phải sơ tán ban đêm, phần ghi giờ đi, giờ đến theo mẫu của Hướng dẫn số 16."
    )
    composition = compose(render("\n\n".join([SENTENCE * 6, last])))
    (page, *_) = lines(composition, Options(template="state"))
    read = [row.text for row in page]
    begins = next(at for at, text in enumerate(read) if text.startswith("Mỗiđơnvị"))
    ends = next(at for at, text in enumerate(read) if text.startswith("Saumỗiđợt"))
    assert page[ends].right == pytest.approx(page[begins].right, abs=1)
    assert page[ends + 1].right == pytest.approx(page[begins].right, abs=1)


@pytest.mark.parametrize("above", range(6, 24))
def test_a_heading_in_the_table_of_opinions_goes_with_its_row(compose: Compose, above: int) -> None:
    text = "\n\n".join(["Một ý."] * above + ["## Mục lớn", "### Mục nhỏ", "Ý sau mục."])
    for page in lines(compose(render(text)), Options(template="opinions", lines_to_write=1)):
        read = [row.text for row in page]
        if "Mụclớn" in read:
            assert read.index("Mụclớn") < read.index("Mụcnhỏ") < len(read) - 1
            assert "Ýsaumục." in "".join(read)


def test_a_heading_before_a_table_of_the_text_stays_a_heading(compose: Compose) -> None:
    text = "Một ý.\n\n## Bảng\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n## Sau bảng\n\nHai ý."
    html = write(compose(render(text)), Options(template="opinions"), "html", DATE).decode()
    assert html.count("<table") == 3
    assert ">Bảng</h2>" in html
    assert ">Sau bảng</h2>" not in html


@pytest.mark.parametrize("above", range(16, 32))
def test_a_paragraph_with_a_note_leaves_no_line_alone(compose: Compose, above: int) -> None:
    text = "\n\n".join(["Dòng."] * above + [SENTENCE * 4 + "Hết câu.[^a]", "[^a]: " + SENTENCE * 6])
    for page in lines(compose(render(text)), Options(sources="none", spacing=1.0)):
        read = [row.text for row in page]
        ends = [at for at, row in enumerate(read) if "Hếtcâu." in row]
        if ends:
            assert "Mỗiđơnvị" in "".join(read[: ends[0] + 1])


def noted(above: int) -> Composition:
    """A report of notes, one of them after so many lines that a page may end before or in it."""
    source = Source(briefing="b", title="Nguồn")
    text = "\n\n".join(["Dòng."] * above)
    lead = "###### Ghi chú 1: Mở đầu\n\n*Ghi ngày một.*\n\n"
    note = f"{lead}> Trích. {SENTENCE * 5} Hết trích.\n\nLời ghi. {SENTENCE * 3}"
    part = Part(source, render(f"{text}\n\n{note}"), "Nguồn", bare=True, quoting=True)
    return Composition("Ghi chú", (part,), "public")


@pytest.mark.parametrize("above", range(14, 34))
def test_a_note_is_not_parted_from_what_it_is_about(above: int) -> None:
    for page in lines(noted(above), Options(template="notes", spacing=1.0)):
        read = "".join(row.text for row in page)
        standing = [said in read for said in ("Ghichú1", "Ghingàymột.", "Trích.", "Lờighi.")]
        assert all(standing) or not any(standing), read


def test_word_keeps_a_note_with_what_it_is_about() -> None:
    written = write(noted(1), Options(template="notes"), "docx", DATE)
    kept = [
        paragraph.text[:6]
        for paragraph in docx.Document(io.BytesIO(written)).paragraphs
        if paragraph.paragraph_format.keep_with_next
    ]
    assert kept == ["Ghi ng", "Trích."]


@pytest.mark.parametrize("above", range(14, 30))
def test_lines_to_write_on_follow_their_question(compose: Compose, above: int) -> None:
    composition = compose(render("\n\n".join(["Một dòng ngắn."] * above)))
    pages = lines(composition, Options(template="discussion", sources="end"))
    (prompt,) = [at for at, page in enumerate(pages) if "Ýkiến:" in {row.text for row in page}]
    assert prompt == len(pages) - 1


LED = {
    "list": f"{SENTENCE * 2}Có ba mục:\n\n- Mục một.\n- Mục hai.\n- Mục ba.",
    "table": f"{SENTENCE * 2}Có ba mục:\n\n| A | B |\n|---|---|\n| Mục một. | Mục hai. |",
    "nested": "1. Việc trước.\n2. Có ba mục:\n    - Mục một.\n    - Mục hai.",
}


@pytest.mark.parametrize("led", LED)
@pytest.mark.parametrize(
    ("template", "paper"),
    [
        *((one, "a4") for one in templates() if one not in {"discussion", "opinions"}),
        ("plain", "a5"),
    ],
)
def test_what_a_paragraph_leads_in_begins_on_its_page(
    compose: Compose, template: str, paper: Literal["a4", "a5"], led: str
) -> None:
    options = msgspec.structs.replace(by_template(template), paper=paper)
    pages = set()
    for above in range(5, 25):
        text = "\n\n".join(["Một dòng ngắn."] * above + [LED[led], "Hết."])
        for number, page in enumerate(lines(compose(render(text)), options), 1):
            read = [row.text for row in page]
            leading = next((at for at, said in enumerate(read) if said.endswith("mục:")), None)
            if leading is not None:
                assert "Mụcmột." in "".join(read[leading:])
                pages.add(number)
    assert pages == {1, 2}  # so the first page did end about there


def test_word_keeps_what_leads_in_with_what_follows(compose: Compose) -> None:
    text = f"{LED['list']}\n\nĐoạn sau.\n\n{LED['nested']}\n\nKhông có gì sau:"
    written = write(compose(render(text)), Options(sources="none"), "docx", DATE)
    kept = [
        paragraph.text[-9:]
        for paragraph in docx.Document(io.BytesIO(written)).paragraphs
        if paragraph.style.name in ("Body Text", "List Paragraph")
        and paragraph.paragraph_format.keep_with_next
    ]
    assert kept == ["Có ba mục:"[-9:]] * 2
