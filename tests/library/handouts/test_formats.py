"""Word, HTML and Markdown, each read back by a reader of its own."""

import base64
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.draft import Official, Options
from desktop.library.handouts.fonts import width
from desktop.library.handouts.rules import read_rules
from desktop.library.handouts.sheet import make_sheet, tidy
from desktop.library.handouts.write import write
from desktop.library.text.rendering import render
from tests.library.handouts.finished import WORD, word_paragraphs, word_part

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6"/>'
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=1)
SIGNS = st.text("#*_`[]()!|~:^=>-+.1234 \\<&{}a", min_size=1)


def stands_in(part: str, whole: str) -> bool:
    """Whether the words of `part` stand in that order, notes' markers between them."""
    rest = iter(re.findall(r"\w+", whole))
    return all(word in rest for word in re.findall(r"\w+", part))


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


def alone(nodes: Document) -> Composition:
    source = Source(briefing="x", title="Nguồn")
    return Composition("Thử", (Part(source, nodes, figures={"so-do.svg": PICTURE}),), "public")


def body(markdown: str) -> Document:
    """A Markdown handout without its title and sources."""
    text, _, end = markdown.partition("# Thử\n")[2].rpartition("\n---\n")
    _, sign, notes = end.partition("\n[^1]:")
    return render(f"{text}\n{sign}{notes}")


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_same_bytes_twice(compose: Compose, document: Document, form: str) -> None:
    assert write(compose(document), "plain", form, DATE) == write(
        compose(document), "plain", form, DATE
    )


def test_word_keeps_every_block_in_order(compose: Compose, document: Document) -> None:
    read = " ".join(word_paragraphs(write(compose(document), "plain", "docx", DATE)))
    for leaf in leaves(document):
        assert stands_in(leaf.text, read), leaf.text


def test_word_has_styles_lists_and_tables(compose: Compose, document: Document) -> None:
    file = docx.Document(io.BytesIO(write(compose(document), "plain", "docx", DATE)))
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert styles["Chủ động phòng, chống bão ở cấp xã"] == "Title"
    assert styles["I. Tình hình và nhiệm vụ"] == "Heading 1"
    assert styles["1. Bốn việc làm ngay"] == "Heading 2"
    assert styles["Hình 1. Ba bước phát tin"] == "Caption"
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows][1] == [
        "1",
        "Xã Hòa Thắng",
        "37",
    ]
    assert file.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(file.inline_shapes) == 1
    section = file.sections[0]
    assert (section.left_margin.mm, section.right_margin.mm) == pytest.approx((30, 15), abs=0.1)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


def test_word_has_columns_as_wide_as_their_words(compose: Compose, document: Document) -> None:
    file = docx.Document(io.BytesIO(write(compose(document), "plain", "docx", DATE)))
    (table,) = file.tables
    widths = [column.width for column in table.columns]
    assert widths == [cell.width for cell in table.rows[0].cells]
    assert widths[0] < widths[2] < widths[1]


def test_word_rules_and_frames_the_parts_of_an_official_paper(
    compose: Compose, document: Document
) -> None:
    chosen = Options(template="state", official=Official(issuer="Sở Y tế", urgency="urgent"))
    written = write(compose(document), chosen, "docx", DATE)
    file = docx.Document(io.BytesIO(written))
    left, right = file.tables[0].rows[0].cells
    room = right.width.pt - 10.8
    nation, motto, rule, *_ = right.paragraphs
    assert width(nation.text, "Bold") * 13 < room
    assert (motto.text, rule.style.name) == ("Độc lập - Tự do - Hạnh phúc", "Part Rule")
    form = rule.paragraph_format
    inset = form.left_indent.pt + form.right_indent.pt
    size = read_rules("state").sizes["motto"].points
    assert room - inset == pytest.approx(width(motto.text, "Bold") * size, abs=1)
    (urgency,) = [one for one in left.paragraphs if one.text == "KHẨN"]
    borders = urgency._p.pPr.find(qn("w:pBdr"))
    assert {side.get(qn("w:color")) for side in borders} == {"D00000"}
    assert len(borders) == 4
    (mark,) = [one for one in left.paragraphs if one.text == "LƯU HÀNH NỘI BỘ"]
    assert len(mark._p.pPr.find(qn("w:pBdr"))) == 4


def test_word_has_footnotes_of_its_own(compose: Compose, document: Document) -> None:
    file = write(compose(document), "plain", "docx", DATE)
    text, notes = word_part(file, "document"), word_part(file, "footnotes")
    signs = [sign.get(f"{WORD}id") for sign in text.iter(f"{WORD}footnoteReference")]
    assert signs == ["1", "2"]
    held = {
        note.get(f"{WORD}id"): [
            "".join(part.text for part in paragraph.iter(f"{WORD}t")).strip()
            for paragraph in note.iter(f"{WORD}p")
        ]
        for note in notes.iter(f"{WORD}footnote")
        if note.get(f"{WORD}type") is None
    }
    assert held == {
        "1": ["Số liệu của trạm khí tượng."],
        "2": ["Chú thích hai đoạn.", "Đoạn thứ hai của chú thích."],
    }
    assert len(list(notes.iter(f"{WORD}footnoteRef"))) == 2
    (again,) = [
        field
        for field in text.iter(f"{WORD}fldSimple")
        if field.get(f"{WORD}instr").startswith("NOTEREF _Note1 ")
    ]
    assert [part.text for part in again.iter(f"{WORD}t")] == ["1"]
    styles = docx.Document(io.BytesIO(file)).styles
    assert styles["footnote text"].font.size.pt < styles["Normal"].font.size.pt
    assert styles["footnote reference"].font.superscript


def test_word_has_no_footnotes_where_there_are_none() -> None:
    file = write(alone(render("Một câu.")), "plain", "docx", DATE)
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert "word/footnotes.xml" not in package.namelist()


def test_a_word_note_holds_lists_tables_pictures_and_what_only_it_refers_to() -> None:
    text = """Một[^a] hai[^b].

[^a]: Xem[^c] và[^b].

    - mục một
    - mục hai

    | A | B |
    |---|---|
    | x | y |

    ![Sơ đồ](so-do.svg)

[^b]: Hai.
[^c]: Ba, xem[^a].
"""
    file = write(alone(render(text)), "plain", "docx", DATE)
    notes = word_part(file, "footnotes")
    assert not list(notes.iter(f"{WORD}footnoteReference"))
    read = word_paragraphs(file)
    first = read.index(" Xem\u202f(1) và\u202f2.")
    last = read.index("(1) Ba, xem\u202f1.")
    assert first < read.index("mục hai") < read.index("x") < last < read.index(" Hai.")
    assert len(list(notes.iter(f"{WORD}drawing"))) == 1
    docx.Document(io.BytesIO(file))


def test_word_lists_count_from_their_own_number(compose: Compose, document: Document) -> None:
    file = docx.Document(io.BytesIO(write(compose(document), "plain", "docx", DATE)))
    (seventh,) = [part for part in file.paragraphs if part.text == "Việc thứ bảy."]
    number = seventh._p.pPr.numPr.numId.val
    made = file.part.numbering_part.element.num_having_numId(number)
    assert made.find(qn("w:lvlOverride")).find(qn("w:startOverride")).val == 7


@settings(max_examples=20)
@given(TEXT)
def test_word_takes_any_text(text: str) -> None:
    nodes = (Node("paragraph", runs=(Run(text),)),)
    file = docx.Document(io.BytesIO(write(alone(nodes), "plain", "docx", DATE)))
    assert tidy(text) in [paragraph.text for paragraph in file.paragraphs]


def test_html_stands_alone(compose: Compose, document: Document) -> None:
    page = write(compose(document), "plain", "html", DATE).decode()
    read = lxml_html.document_fromstring(page)
    (picture,) = read.iter("img")
    kind, _, data = picture.get("src").partition(";base64,")
    assert kind == "data:image/svg+xml"
    assert base64.b64decode(data).startswith(b"<svg")
    assert picture.get("alt") == "Sơ đồ ba bước"
    assert not list(read.iter("script", "link", "iframe"))
    assert "default-src 'none'" in page
    text = read.text_content()
    for leaf in leaves(document):
        assert stands_in(leaf.text, text), leaf.text


@given(TEXT)
def test_html_takes_any_text(text: str) -> None:
    nodes = (Node("paragraph", runs=(Run(text),)),)
    composition = msgspec.structs.replace(alone(nodes), title=f"<b>{text}")
    page = write(composition, "plain", "html", DATE).decode()
    read = lxml_html.document_fromstring(page)
    assert next(read.iter("h1")).text_content() == tidy(f"<b>{text}")
    assert tidy(text) in [part.text_content() for part in read.iter("p")]


def test_markdown_reads_back_as_the_same_blocks(document: Document) -> None:
    written = write(alone(document), "plain", "md", DATE).decode()
    shown = make_sheet(alone(document))
    wanted = [
        (leaf.kind, leaf.text)
        for nodes in (shown.sections[0].body, *shown.notes)
        for leaf in leaves(nodes)
    ]
    read = [(leaf.kind, leaf.text) for leaf in leaves(body(written)) if leaf.kind != "caption"]
    assert read == [(("paragraph" if kind == "caption" else kind), text) for kind, text in wanted]
    assert "[^1]: Số liệu của trạm khí tượng." in written
    assert "    Đoạn thứ hai của chú thích." in written


@given(st.one_of(TEXT, SIGNS), st.sampled_from(["paragraph", "heading", "item", "cell"]))
def test_markdown_takes_any_text(text: str, kind: str) -> None:
    runs = (Run(text),)
    leaf = Node("paragraph", runs=runs)
    node = {
        "paragraph": leaf,
        "heading": Node("heading", level=2, runs=runs),
        "item": Node("list", children=(Node("item", children=(leaf,)),)),
        "cell": Node(
            "table",
            children=(
                Node("row", head=True, children=(Node("cell", head=True, runs=(Run("Mục"),)),)),
                Node("row", children=(Node("cell", runs=runs),)),
            ),
        ),
    }[kind]
    written = write(alone((node,)), "plain", "md", DATE).decode()
    read = "".join(found.text for found in leaves(body(written)) if not found.head)
    assert spaceless(read) == spaceless(tidy(text))
