"""Every template, read back from its PDF and held against its rule set."""

import datetime as dt
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import docx
import msgspec
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.errors import InputError
from desktop.library.handouts.checking import check
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.draft import Official, Options
from desktop.library.handouts.marking import OWN_NOTE
from desktop.library.handouts.printed import Page, printed, rows
from desktop.library.handouts.rules import read_rules, template_named, templates
from desktop.library.handouts.write import FORMATS, ready, write
from desktop.library.text.rendering import render
from tests.library.handouts.finished import word_paragraphs

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
OFFICIAL = Official(
    parent="Ủy ban nhân dân tỉnh Hòa An",
    issuer="Sở Nông nghiệp và Môi trường",
    number="5",
    symbol="HD-SNNMT",
    place="Hòa An",
    date=dt.date(2026, 2, 5),
    kind="Hướng dẫn",
    subject="về việc phòng, chống bão ở cấp xã",
    bases=("Căn cứ Kế hoạch số 12", "Xét đề nghị của Văn phòng"),
    signatory_rank="KT. Giám đốc",
    signatory_role="Phó Giám đốc",
    signatory="Nguyễn Văn An",
    recipients=("Như trên", "Các xã, phường"),
    archive="VT, VP",
    typist="ABC",
    copies=50,
    draft=2,
    urgency="urgent",
)
MEASURED = [("party", "party-36"), ("party", "party-05"), ("state", ""), ("extract", "")]


def options(template: str, **more: object) -> Options:
    return msgspec.convert(
        {"template": template, "official": OFFICIAL, **more}, Options, from_attributes=True
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def text_of(pages: list[Page]) -> str:
    """The printed letters, one line after another."""
    return "".join(letter.text for page in pages for letter in page.letters)


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("template", templates())
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docx"])
def test_every_word_survives(
    compose: Compose, document: Document, template: str, form: str
) -> None:
    written = write(compose(document), options(template), form, DATE)
    text = text_of(printed(written)) if form == "pdf" else written.decode()
    found = spaceless(text)
    for leaf in leaves(document):
        if leaf.kind == "caption" and form == "md":
            continue
        place = 0
        for one in words(leaf.text):
            at = found.find(one, place)
            assert at >= 0, (leaf.text, one)
            place = at + len(one)


@pytest.mark.parametrize("template", templates())
def test_word_keeps_every_word_and_its_styles(
    compose: Compose, document: Document, template: str
) -> None:
    written = write(compose(document), options(template), "docx", DATE)
    file, texts = docx.Document(io.BytesIO(written)), word_paragraphs(written)
    counted = Counter(words(" ".join(texts)))
    wanted = Counter(word for leaf in leaves(document) for word in words(leaf.text))
    joined = spaceless("".join(texts))
    assert all(counted[word] or word in joined for word in wanted)
    if template_named(template).official:
        (table, *_) = file.tables if template != "extract" else file.tables[1:]
        head = {
            paragraph.text: paragraph.style.name
            for cell in table.rows[0].cells
            for paragraph in cell.paragraphs
        }
        assert head["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"] == "Part issuer"
        assert file.styles["Part issuer"].font.bold
        size = read_rules(template, DATE).sizes["issuer"].value
        assert file.styles["Part issuer"].font.size.pt == size


@pytest.mark.parametrize("template", templates())
@pytest.mark.parametrize("form", FORMATS)
def test_same_bytes_twice(compose: Compose, document: Document, template: str, form: str) -> None:
    one = write(compose(document), options(template), form, DATE)
    assert one == write(compose(document), options(template), form, DATE)


@pytest.mark.parametrize("template", templates())
@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("sides", [1, 2])
def test_a_finished_paper_has_nothing_against_it(
    compose: Compose, template: str, paper: str, sides: int
) -> None:
    text = "\n\n".join("Mỗi đơn vị cử một người làm đầu mối, báo cáo tuần. " * 6 for _ in range(14))
    made = ready(compose(render(text)), options(template, paper=paper, sides=sides), DATE)
    pdf = write(compose(render(text)), made.options, "pdf", DATE)
    assert [finding for finding in check(pdf, made) if finding.blocking] == []


@pytest.mark.parametrize(("template", "rules"), MEASURED)
def test_parts_stand_as_the_rules_say(compose: Compose, template: str, rules: str) -> None:
    text = "\n\n".join("Mỗi đơn vị cử một người làm đầu mối, báo cáo tuần. " * 6 for _ in range(14))
    chosen = options(template, rules=rules)
    pages = printed(write(compose(render(text)), chosen, "pdf", DATE))
    read = read_rules(template, DATE, named=rules)
    page = {name: value.points for name, value in read.page.items()}
    body = [letter for letter in pages[1].letters if letter.bottom > page["top"]]
    (size,) = {size for size, _ in Counter(round(one.size, 1) for one in body).most_common(1)}
    assert size == read.sizes["body"].value
    assert {letter.font.partition("+")[2] for letter in body} <= {
        *("Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic", "Tinos-Regular", "")
    }
    assert min(letter.left for letter in body) == pytest.approx(page["left"], abs=1.5)
    assert max(letter.right for letter in body) == pytest.approx(
        page["width"] - page["right"], abs=3
    )
    (number,) = [one for one in pages[1].letters if one.bottom < page["top"] - 2]
    assert number.text == "2"
    assert number.size == read.sizes["page_number"].value
    assert number.top == pytest.approx(page["number"], abs=3)
    lines = [row for one in pages for row in rows(one)]
    named = spaceless("Sở Nông nghiệp và Môi trường".upper())
    issuer = [row for row in lines if row.text and row.text in named and len(row.text) > 6]
    assert {round(row.letters[0].size, 1) for row in issuer} == {read.sizes["issuer"].value}
    assert all(row.letters[0].bold for row in issuer)
    assert all(row.right < page["width"] / 2 for row in issuer)
    (signing,) = [row for row in lines if row.text == "NguyễnVănAn"]
    assert signing.letters[0].bold
    assert signing.left > page["width"] / 2


def test_party_and_state_write_their_own_signs(compose: Compose, document: Document) -> None:
    party = text_of(printed(write(compose(document), options("party"), "pdf", DATE)))
    state = text_of(printed(write(compose(document), options("state"), "pdf", DATE)))
    assert "ĐẢNGCỘNGSẢNVIỆTNAM" in party
    assert "Số05-HD-SNNMT" in party
    assert "-CăncứKếhoạchsố12;" in party
    assert "Độclập" not in party
    assert "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM" in state
    assert "Độclập-Tựdo-Hạnhphúc" in state
    assert "Số:05/HD-SNNMT" in state
    assert "ngày05tháng02năm2026" in state
    assert "KHẨN" in state
    assert "ABC-50" in state


@pytest.mark.parametrize(
    ("urgency", "words", "wide"),
    [("express", "HỎATỐC", 30), ("most_urgent", "THƯỢNGKHẨN", 40), ("urgent", "KHẨN", 20)],
)
def test_the_frame_of_urgency_is_as_wide_as_laid_down(
    compose: Compose, urgency: str, words: str, wide: float
) -> None:
    official = msgspec.structs.replace(OFFICIAL, urgency=urgency)
    pdf = write(compose(()), options("state", official=official), "pdf", DATE)
    assert words in text_of(printed(pdf))
    document = pdfium.PdfDocument(pdf)
    try:
        paths = document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH])
        boxes = [path.get_bounds() for path in paths]
        sizes = [
            ((right - left) / 72 * 25.4, (top - low) / 72 * 25.4) for left, low, right, top in boxes
        ]
    finally:
        document.close()
    assert any(size == pytest.approx((wide, 8), abs=0.6) for size in sizes), sizes


def test_a_letter_has_its_subject_under_the_number(compose: Compose, document: Document) -> None:
    letter = msgspec.structs.replace(OFFICIAL, kind="", addressee="Các xã")
    text = text_of(
        printed(write(compose(document), options("state", official=letter), "pdf", DATE))
    )
    assert "V/vphòng" in text
    assert "Kínhgửi:Cácxã" in text
    assert text.index("HD-SNNMT") < text.index("V/v") < text.index("Kínhgửi")


def test_an_extract_says_whether_it_is_whole(compose: Compose, document: Document) -> None:
    for entire, form in ((False, "TRÍCHSAO"), (True, "SAOY")):
        composition = msgspec.structs.replace(compose(document), entire=entire)
        text = text_of(printed(write(composition, options("extract"), "pdf", DATE)))
        assert form in text
        assert text.index("Ẫm") < text.index(form)


@pytest.mark.parametrize(
    ("circle", "mark"), [("internal", "LƯU HÀNH NỘI BỘ"), ("restricted", "LƯU HÀNH HẠN CHẾ")]
)
def test_the_mark_of_circulation_leads_an_extract(
    compose: Compose, document: Document, circle: str, mark: str
) -> None:
    marked = msgspec.structs.replace(compose(document), circulation=circle)
    pages = printed(write(marked, options("extract"), "pdf", DATE))
    assert text_of(pages[:1]).startswith(spaceless(mark))
    assert text_of(pages).count(spaceless(mark)) == 2
    first = pages[0].letters[0]
    rules = read_rules("extract", DATE)
    assert first.bold
    assert rules.sizes["mark"].allows(first.size, 0.05)
    assert abs(first.left - rules.page["left"].points) < 12
    for form in FORMATS:
        written = write(marked, options("extract"), form, DATE)
        if form == "pdf":
            continue
        text = "\n".join(word_paragraphs(written)) if form == "docx" else written.decode()
        assert text.count(mark) == 2, form
        assert text.index(mark) < text.casefold().index("ẫm"), form
    public = msgspec.structs.replace(marked, circulation="public")
    assert "LƯUHÀNH" not in text_of(printed(write(public, options("extract"), "pdf", DATE)))


def test_missing_parts_are_found_and_named(compose: Compose, document: Document) -> None:
    bare = options("state", official=Official(kind="Hướng dẫn"))
    made = ready(compose(document), bare, DATE)
    found = check(write(compose(document), bare, "pdf", DATE), made)
    missing = {one.params["part"] for one in found if one.code == "finding_missing"}
    assert missing == {
        *("part_issuer", "part_number", "part_symbol", "part_place", "part_date"),
        *("part_signatory_role", "part_signatory", "part_recipients"),
    }
    assert all(one.blocking and "NĐ 30/2020" in one.basis for one in found if one.params)


def test_a_paper_laid_out_by_other_rules_is_found_out(compose: Compose, document: Document) -> None:
    pdf = write(compose(document), options("plain", paper="a5"), "pdf", DATE)
    codes = {
        one.code
        for one in check(pdf, ready(compose(document), options("party", rules="party-05"), DATE))
    }
    assert {"finding_paper", "finding_part_gone", "finding_unverified"} <= codes
    large = write(compose(document), options("large"), "pdf", DATE)
    codes = {one.code for one in check(large, ready(compose(document), options("plain"), DATE))}
    assert "finding_body_size" in codes


def test_undescribed_pictures_are_told_and_stop_an_archival_pdf(compose: Compose) -> None:
    composition = compose(render("![](so-do.svg)"))
    made = ready(composition, "plain", DATE)
    codes = [one.code for one in check(write(composition, "plain", "pdf", DATE), made)]
    assert codes == ["finding_undescribed"]
    with pytest.raises(InputError) as caught:
        write(composition, "plain", "pdf", DATE, archival=True)
    assert caught.value.code == "figures_undescribed"


@pytest.mark.parametrize("template", templates())
def test_every_template_makes_an_archival_pdf(
    compose: Compose, document: Document, template: str
) -> None:
    chosen = options(template, cover=True, contents=True)
    pdf = write(compose(document), chosen, "pdf", DATE, archival=True)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


def test_headings_skip_no_level_wherever_they_come_from(source: Source) -> None:
    """PDF/UA-1 refuses a paper whose headings do."""
    inner = render("#### Mục\n\nMột.")
    parts = (
        Part(source, inner, bare=True),
        Part(source, (), "I. Việc", bare=True, own=True),
        Part(source, inner, bare=True),
        Part(source, inner, "1. Việc nhỏ", depth=2, bare=True),
        Part(source, inner, bare=True),
    )
    composition = Composition("Tập", parts, "public")
    levels = [level for level, _ in ready(composition, "plain", DATE).sheet.headings()]
    assert levels == [1, 1, 2, 2, 3, 3]
    assert write(composition, "plain", "pdf", DATE, archival=True)


NOTED = (
    Node(
        "paragraph",
        runs=(Run("Lời của tài liệu. " * 9), Run(note=f"{OWN_NOTE}1"), Run(note=f"{OWN_NOTE}2")),
    ),
    Node(
        "footnotes",
        children=tuple(
            Node("footnote", label=f"{OWN_NOTE}{number}", children=render(f"Ghi {number}. " * 15))
            for number in (1, 2)
        ),
    ),
)


@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("template", ["plain", "large", "opinions"])
def test_own_notes_stand_in_the_outer_margin_and_none_over_another(
    compose: Compose, template: str, sides: int
) -> None:
    filled = tuple(Node("paragraph", runs=(Run("Đầy trang. " * 200),)) for _ in range(3))
    composition = compose((*NOTED[:1], *filled, *NOTED))
    twice = msgspec.structs.replace(composition, parts=(*compose(NOTED).parts, *composition.parts))
    chosen = options(template, notes_on=True, sides=sides)
    made = ready(twice, chosen, DATE)
    pdf = write(twice, chosen, "pdf", DATE, archival=True)
    assert [one for one in check(pdf, made) if one.blocking] == []
    page = made.rules.page
    size = made.rules.sizes["footnote"].points
    found = ""
    for place, one in enumerate(printed(pdf), 1):
        back = sides == 2 and place % 2 == 0
        edge = page["right"].points if back else one.width - page["right"].points
        aside = [
            letter
            for letter in one.letters
            if (letter.right < edge if back else letter.left > edge)
            and letter.size == pytest.approx(size)
        ]
        lines = sorted({round(letter.bottom, 1) for letter in aside})
        assert all(below - above > size * 0.9 for above, below in pairwise(lines))
        found += "".join(letter.text for letter in aside)
    assert found.count("Ghi1.") == found.count("Ghi2.") == 30


def test_an_official_paper_keeps_its_margins_and_has_such_notes_at_the_foot(
    compose: Compose,
) -> None:
    made = ready(compose(NOTED), options("state", notes_on=True), DATE)
    assert (made.rules.page["right"].value, made.sheet.aside) == (15, ())


def test_word_has_mirrored_margins_a_cover_and_contents(
    compose: Compose, document: Document
) -> None:
    chosen = options("plain", sides=2, cover=True, contents=True)
    file = docx.Document(io.BytesIO(write(compose(document), chosen, "docx", DATE)))
    assert "mirrorMargins" in file.settings.element.xml
    assert "TOC" in file.element.body.xml
    assert file.element.body.xml.count('w:type="page"') == 2


def test_html_has_the_papers_measures(compose: Compose, document: Document) -> None:
    page = write(compose(document), options("large", paper="a5"), "html", DATE).decode()
    assert "size: 148mm 210mm" in page
    assert "font-size: 20pt" in page
    party = write(compose(document), options("party"), "html", DATE).decode()
    assert ".part.recipients_label { text-decoration: underline; }" in party
    assert ".part.issuer { font-weight: bold; }" in party


@pytest.mark.parametrize("paragraphs", range(1, 12))
def test_a_signature_never_stands_alone(compose: Compose, paragraphs: int) -> None:
    text = "\n\n".join("Mỗi đơn vị cử một người làm đầu mối. " * 7 for _ in range(paragraphs))
    for tail in ("", "\n\n1. Một\n2. Hai\n3. Ba\n"):
        composition = compose(render(text + tail))
        for sources in ("end", "none"):
            chosen = options("state", sources=sources)
            found = check(write(composition, chosen, "pdf", DATE), ready(composition, chosen, DATE))
            assert "finding_signature_alone" not in {one.code for one in found}


def test_cover_and_contents_lead_the_paper(compose: Compose, document: Document) -> None:
    chosen = options("plain", cover=True, contents=True)
    pages = printed(write(compose(document), chosen, "pdf", DATE))
    texts = [text_of([page]) for page in pages]
    assert "Chủđộngphòng" in texts[0]
    assert "Mùamưa" not in texts[0]
    assert "Mụclục" in texts[1]
    assert "Tìnhhình" in texts[1]
    assert "Mùamưa" in texts[2]
    assert texts[2].startswith("Chủđộngphòng,chốngbãoởcấpxã3")


def test_sources_stand_at_the_foot_at_the_end_or_nowhere(compose: Compose) -> None:
    composition = compose(render("Một câu."))
    text = {
        at: text_of(printed(write(composition, options("plain", sources=at), "pdf", DATE)))
        for at in ("foot", "end", "none")
    }
    assert "Nguồn:" in text["end"]
    assert "Nguồn:" not in text["foot"]
    assert "đợtpháthành8" in text["foot"]
    assert "đợtpháthành8" not in text["none"]


def test_the_tone_of_uy_is_the_offices_choice(compose: Compose) -> None:
    composition = compose(render("Ủy ban họp ở Hòa An, thủy lợi tốt."))
    new = text_of(printed(write(composition, options("state", spelling="new"), "pdf", DATE)))
    assert "UỶBANNHÂNDÂN" in new
    assert "Uỷbanhọp" in new
    assert "thuỷlợi" in new
    old = text_of(printed(write(composition, options("state", spelling="old"), "pdf", DATE)))
    assert "Ủybanhọp" in old


def test_opinions_on_a_table_or_a_figure_have_a_row_below_it(compose: Compose) -> None:
    table = "| Việc | Ai |\n|---|---|\n| Rà | Thôn |"
    text = f"Một.\n\n{table}\n\nHai.\n\n![Sơ đồ](so-do.svg)"
    made = write(compose(render(text)), options("opinions"), "docx", DATE)
    file = docx.Document(io.BytesIO(made))
    told = [[row.cells[1].text for row in one.rows] for one in file.tables]
    head = "Nội dung"
    assert told == [
        [head, "Một."],
        ["Ai", "Thôn"],
        [head, "Bảng trên đây", "Hai."],
        [head, "Hình trên đây"],
    ]
    numbers = [row.cells[0].text for at in (0, 2, 3) for row in file.tables[at].rows[1:]]
    assert numbers == ["1", "2", "3", "4"]
    written = text_of(printed(write(compose(render(text)), options("opinions"), "pdf", DATE)))
    assert written.index("Thôn") < written.index("Bảngtrênđây") < written.index("Hai.")


def test_questions_have_lines_and_opinions_a_table(compose: Compose) -> None:
    own = Source(briefing="", title="")
    parts = compose(render("Bối cảnh.")).parts
    asked = Part(own, render("Đã làm gì?"), bare=True, own=True)
    composition = Composition("Thảo luận", (*parts, asked, asked), "public")
    text = write(composition, options("discussion", lines_to_write=3), "txt", DATE).decode()
    assert text.count("." * 72) == 6
    assert "Câu 1. Đã làm gì?" in text
    assert "Câu 2. Đã làm gì?" in text
    single = write(compose(render("Bối cảnh.")), options("discussion"), "txt", DATE).decode()
    assert "Ý kiến:" in single
    table = docx.Document(
        io.BytesIO(
            write(compose(render("## Mục\n\nMột.\n\nHai.")), options("opinions"), "docx", DATE)
        )
    ).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        *("TT", "Nội dung", "Ý kiến góp ý", "Tiếp thu, giải trình")
    ]
    assert [row.cells[1].text for row in table.rows[1:]] == ["Mục", "Một.", "Hai."]


@settings(max_examples=15)
@given(
    st.text("#$@\\<>*_[]`~{}&^|/-=+abc Ă", min_size=1, max_size=40), st.sampled_from(templates())
)
def test_signs_appear_as_typed(text: str, template: str) -> None:
    source = Source(briefing="x", title="Nguồn")
    document = (Node("paragraph", runs=(Run(f"x{text}x"),)),)
    composition = Composition(f"Thử {text}", (Part(source, document),), "public")
    official = msgspec.structs.replace(OFFICIAL, subject=text, signatory=f"n{text}n")
    chosen = options(template, official=official)
    found = text_of(printed(write(composition, chosen, "pdf", DATE)))
    assert spaceless(f"x{text}x") in found
    if template_named(template).official:
        assert spaceless(f"n{text}n") in found
