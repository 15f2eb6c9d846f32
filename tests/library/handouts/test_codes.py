"""From a page of paper back to its paragraph."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.editions.build import Built
from desktop.library.editions.library import Library
from desktop.library.handouts.codes import (
    code_of,
    find_code,
    first_places,
    page_codes,
    places,
    typed,
)
from desktop.library.handouts.compose import whole
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.write import write
from desktop.library.text.rendering import render
from tests.library.handouts.finished import numbered_pages, texts

DATE = dt.date(2026, 10, 14)
Build = Callable[[], Built]


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_code_is_read_back_however_it_is_typed(library: str, briefing: str, block: str) -> None:
    code = code_of(library, briefing, block)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}", code)
    alike = code.replace("0", "o").replace("1", "l")
    for said in (code, code.lower(), f" {code.replace('-', '–')} ", alike):
        assert typed(said) == code
    halves = code.split("-")
    mixed = not all(half.isalpha() or half.isdigit() for half in halves)
    assert [typed(" ".join(halves)), typed("".join(halves))] == [code if mixed else ""] * 2


@pytest.mark.parametrize("text", [
    "", "bão lũ", "nghieng", "cac dien", "nam 2014", "300 nhan", "phường", "7GK-4QX", "7GK-4QXPA",
    "36-HD/TW", "7UK-4QXP", "30/2020",
])  # fmt: skip
def test_other_texts_are_no_codes(text: str) -> None:
    assert typed(text) == ""


def test_a_code_without_its_dash_has_a_figure_beside_a_letter() -> None:
    assert typed("7gk4qxp") == "7GK-4QXP"
    assert typed("KGK-PQXP") == "KGK-PQXP"
    assert typed("KGKPQXP") == ""
    assert typed("KGK PQXP") == ""


def test_codes_of_many_paragraphs_differ() -> None:
    made = {code_of("kho", f"b{number}", f"{block:010x}")
            for number in range(50) for block in range(200)}  # fmt: skip
    assert len(made) >= 10_000 - 2


def test_a_code_leads_to_its_paragraph(build_here: Build, library_folder: Path) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        document = edition.briefing("khung-hoang").document
        for leaf in leaves(document):
            (found,) = find_code(edition, code_of(edition.library, "khung-hoang", leaf.id))
            assert (found.briefing, found.block, found.present) == ("khung-hoang", leaf.id, True)
        report = edition.briefing("hoi-nghi-2026").document
        block = next(leaves(report)).id
        (found,) = find_code(edition, code_of(edition.library, "hoi-nghi-2026", block))
        assert found.briefing == "hoi-nghi-2026"
        assert find_code(edition, "000-0000") == []


def test_a_code_outlives_its_paragraph(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        last = list(leaves(edition.briefing("phong-doc").document))[1]
        assert last.text.startswith("Phòng đọc mở cửa")
        code = code_of(edition.library, "phong-doc", last.id)
    page = workspace_folder / "conferences" / "hoi-nghi-2026" / "phong-doc.md"
    text = page.read_text(encoding="utf-8")
    (sentence,) = [line for line in text.splitlines() if line.startswith("Phòng đọc mở cửa")]
    page.write_text(text.replace(sentence, "Nội dung khác hẳn."), encoding="utf-8")
    build_here()
    with Library(library_folder).current() as edition:
        (found,) = find_code(edition, code)
        assert (found.block, found.edition, found.present) == (last.id, 1, False)


def long_document(paragraphs: int) -> Document:
    """Formulaic: the paragraphs differ in a word or two."""
    made: list[Node] = []
    for at in range(paragraphs):
        if at % 5 == 0:
            made.append(Node("heading", id=f"h{at}", level=2, runs=(Run(f"Mục {at}"),)))
        text = f"Điều {at}. " + "Mỗi đơn vị cử một người làm đầu mối, báo cáo hằng tuần. " * 7
        made.append(Node("paragraph", id=f"p{at}", runs=(Run(f"{text}Hết điều {at}."),)))
    return tuple(made)


def test_each_page_begins_with_what_is_told() -> None:
    """Against the page's own words: the last number told before, or the first told on it."""
    source = Source(briefing="x", title="Mục của mỗi đơn vị cử một người làm đầu mối")
    composition = Composition(source.title, (Part(source, long_document(60)),), "internal")
    pdf = write(composition, "plain", "pdf", DATE)
    printed = places(composition)
    pages = texts(pdf)
    assert len(pages) > 8
    before = "h0"
    for text, at in zip(pages, first_places(pdf, [one.text for one in printed]), strict=True):
        assert at is not None
        told = [f"{'h' if word == 'Mục' else 'p'}{number}"
                for word, number in re.findall(r"(Mục|Điều|điều) (\d+)", text)]  # fmt: skip
        assert printed[at].block in {before, told[0]}
        before = told[-1]


def test_notes_at_the_foot_lead_nobody_astray() -> None:
    first = "Đoạn {at} kể việc {much} của thôn mình[^{at}]. "
    body = "\n\n".join(
        first.format(at=at, much=at * 7) + f"Câu {at} dài. " * 60 for at in range(12)
    )
    notes = "\n".join(f"[^{at}]: Chú thích thứ {at} nói thêm về đoạn ấy." for at in range(12))
    document = render(f"{body}\n\n{notes}")
    named = [Node(node.kind, id=f"b{at}", runs=node.runs, children=node.children, label=node.label)
             for at, node in enumerate(document)]  # fmt: skip
    source = Source(briefing="x", title="Nguồn")
    pdf = write(Composition("Thử", (Part(source, tuple(named)),), "public"), "plain", "pdf", DATE)
    found = first_places(pdf, [leaf.text for leaf in leaves(named)])
    for text, at in zip(texts(pdf), found, strict=True):
        told = re.search(r"Câu (\d+) dài", text)
        assert told
        assert at == int(told[1])


def test_pages_without_a_known_word_bear_their_neighbour_s_code(tmp_path: Path) -> None:
    pdf = numbered_pages(3, mark="không có chữ nào")
    assert first_places(pdf, ["không có chữ nào 2 hết"]) == [0, 0, 0]
    assert first_places(pdf, ["một câu khác hẳn mọi trang"]) == [None] * 3
    assert page_codes(pdf, "kho", []) == ("", "", "")


def test_the_pages_of_a_library_s_handout_lead_back(
    build_here: Build, library_folder: Path
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        composition = whole(edition, ["khung-hoang", "phong-doc"])
        pdf = write(composition, "plain", "pdf", DATE)
        codes = page_codes(pdf, edition.library, places(composition))
        assert len(codes) == len(texts(pdf)) == 2
        for code, briefing in zip(codes, ("khung-hoang", "phong-doc"), strict=True):
            (found,) = find_code(edition, code)
            assert found.briefing == briefing
            assert found.block == next(leaves(edition.briefing(briefing).document)).id
