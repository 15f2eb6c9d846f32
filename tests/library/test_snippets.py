"""Hits as the results' list shows them: the block, its section, exact marks, the page."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.library.document import leaves
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter, Speaker
from desktop.library.search import FACETS, Found, Hit, Search, marks
from desktop.library.snippets import SNIPPET
from tests.library.conftest import write_briefing

FILLER = "Nội dung khác hẳn, viết cho dài thêm một ít nữa mà thôi. " * 6
PLACES = f"""\
## Mở đầu

{FILLER} Một máy bơm ở đây, còn trạm thì ở kia.

## Trạm máy bơm dã chiến

Ngắn: máy bơm.

{FILLER} Trạm máy bơm dã chiến đặt ở đầu làng. {FILLER}

### Phụ trách

| Việc | Người |
|---|---|
| máy bơm dã chiến | anh Ba |
"""
DECOMPOSED = unicodedata.normalize(
    "NFD", "Lớp học nổi trên sông: cô giáo chèo thuyền đến đón từng em, ngày hai lượt.\n"
)
ODD = """\
## 👩‍👩‍👧 và 🇻🇳

👩‍👩‍👧 Gia đình ở 漢字文化圈, nói ภาษาไทย 👩‍👩‍👧.

"""


@pytest.fixture
def edition(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> Iterator[Edition]:
    briefings = {
        "tram-bom": (FrontMatter(id="tram-bom", title="Chống úng"), PLACES),
        "lop-noi": (FrontMatter(id="lop-noi", title="Trường làng"), DECOMPOSED),
        "ki-la": (FrontMatter(id="ki-la", title="Chữ lạ"), ODD + "á" * 1_000_000 + "\n"),
        "rong": (FrontMatter(id="rong", title="Tài liệu trống trơn"), ""),
        "rut-lai": (
            FrontMatter(id="rut-lai", title="Rút lại", status="withdrawn", status_reason="Sai"),
            "Trạm máy bơm dã chiến đã rút lại.\n",
        ),
    }
    pages = "Đầu.\n#pagebreak()\nDanh bạ trực đêm ở thôn Hạ.\n#pagebreak()\nCuối."
    (workspace_folder / "attachments" / "danh-ba.pdf").write_bytes(typst.compile(pages.encode()))
    attached = FrontMatter(
        id="phu-luc",
        title="Kế hoạch ứng trực",
        speakers=(Speaker("Đỗ Quyên"),),
        attachments=("danh-ba.pdf",),
    )
    write_briefing(workspace_folder, "hoi-nghi-2026", attached, "Lịch kèm theo, đêm nào cũng có.\n")
    for front, body in briefings.values():
        write_briefing(workspace_folder, "hoi-nghi-2026", front, body)
    build_here()
    with Library(library_folder).current() as opened:
        yield opened


@pytest.fixture
def search(edition: Edition) -> Iterator[Search]:
    made = Search(edition)
    yield made
    made.close()


def hit(search: Search, query: str, identifier: str, *, literal: bool = False) -> Hit:
    return next(one for one in search.find(query, literal=literal).hits if one.id == identifier)


def block_text(edition: Edition, one: Hit) -> str:
    document = edition.document(one.number)
    return next(leaf.text for leaf in leaves(document) if leaf.id == one.snippet.block)


def shown(one: Hit) -> list[str]:
    return [one.snippet.text[start:end] for start, end in one.snippet.marks]


def test_the_block_with_all_the_words_side_by_side_under_its_heading(
    search: Search, edition: Edition
) -> None:
    one = hit(search, "trạm máy bơm dã chiến", "tram-bom")
    assert shown(one) == ["Trạm máy bơm dã chiến"]
    assert one.section == "Trạm máy bơm dã chiến"
    text = block_text(edition, one)
    assert text.startswith("Nội dung khác hẳn")
    assert one.snippet.text.strip("…") in text
    assert len(one.snippet.text) <= SNIPPET + 2
    assert (one.snippet.attachment, one.snippet.page) == ("", 0)


def test_a_heading_and_a_cell_give_way_to_running_text_and_are_shown_alone(search: Search) -> None:
    assert hit(search, "máy bơm", "tram-bom").section == "Mở đầu"
    heading = hit(search, "mở đầu", "tram-bom")
    assert (heading.snippet.text, heading.section) == ("Mở đầu", "")
    cell = hit(search, "anh ba", "tram-bom")
    assert (cell.snippet.text, cell.section, shown(cell)) == ("anh Ba", "Phụ trách", ["anh Ba"])


def test_marks_fit_a_decomposed_source(search: Search, edition: Edition) -> None:
    one = hit(search, "cô giáo chèo thuyền", "lop-noi")
    assert [unicodedata.normalize("NFC", word) for word in shown(one)] == ["cô giáo chèo thuyền"]
    assert shown(hit(search, "lop hoc noi", "lop-noi")) == ["Lớp học nổi"]
    assert one.snippet.text.strip("…") in block_text(edition, one)


def test_a_hit_in_an_attachment_names_its_page(search: Search) -> None:
    one = hit(search, "danh bạ thôn Hạ", "phu-luc")
    assert (one.snippet.attachment, one.snippet.page) == ("danh-ba.pdf", 2)
    assert (one.snippet.block, one.section) == ("", "")
    assert shown(one) == ["Danh bạ", "thôn Hạ"]
    assert one.count == 2


def test_what_only_a_title_or_a_speaker_bears_shows_the_beginning(search: Search) -> None:
    for query in ("kế hoạch", "đỗ quyên"):
        one = hit(search, query, "phu-luc")
        assert one.snippet.text.startswith("Lịch kèm theo")
        assert one.snippet.block
    assert hit(search, "đỗ quyên", "phu-luc").count == 0


def test_a_document_without_text_and_one_withdrawn(search: Search) -> None:
    one = hit(search, "trống trơn", "rong")
    assert (one.snippet.text, one.snippet.marks, one.count, one.section) == ("", (), 0, "")
    assert "rut-lai" not in {found.id for found in search.find("máy bơm").hits}


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("chiế*", "chiến"), ("chie*", "chiến"), ("b*m", "bơm"), ("chèo thuyề*", "chèo thuyền"),
        ("thuyeen~", "thuyền"),
    ],
)  # fmt: skip
def test_words_with_asterisks_and_near_ones_are_marked(
    search: Search, query: str, word: str
) -> None:
    hits = search.find(query).hits
    assert any(word in nfc(held).lower() for one in hits for held in shown(one))
    assert all(one.count for one in hits if one.snippet.marks)


def test_literal_asterisks_mark_the_letters_typed_only(search: Search) -> None:
    assert search.find("chie*", literal=True).hits == ()
    assert "chiến" in " ".join(shown(search.find("chiế*", literal=True).hits[0]))


@pytest.mark.parametrize("query", ["gia đình", "文化", "ไทย", "á" * 1_000_000, "👩‍👩‍👧 gia đình"])
def test_odd_texts_are_shown_with_exact_marks(search: Search, edition: Edition, query: str) -> None:
    found = search.find(query)
    assert set(found.facets) == set(FACETS)
    one = hit(search, query, "ki-la")
    text = block_text(edition, one)
    assert one.snippet.text.strip("…") in text.replace("\n", " ")
    assert shown(one)
    assert "kind" in found.facets


WORDS = [
    "trạm", "máy", "bơm", "dã", "chiến", "ngắn", "nội", "dung", "một", "anh", "ba", "mở", "đầu",
    "lịch", "đêm", "cô", "giáo", "gia", "đình", "漢字",
]  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    phrase=st.booleans(),
    literal=st.booleans(),
)
def test_snippets_agree_with_the_marks_of_the_opened_document(
    search: Search, edition: Edition, words: list[str], *, phrase: bool, literal: bool
) -> None:
    query = f'"{" ".join(words)}"' if phrase else " ".join(words)
    found: Found = search.find(query, literal=literal)
    for one in found.hits:
        if not one.snippet.block or not one.snippet.marks:
            continue
        document = edition.document(one.number)
        spans = marks(found.searched, document, literal=literal)
        text = next(leaf.text for leaf in leaves(document) if leaf.id == one.snippet.block)
        inner = one.snippet.text.removeprefix("…").removesuffix("…")
        at = text.replace("\n", " ").index(inner) - (one.snippet.text[0] == "…")
        shifted = [(start + at, end + at) for start, end in one.snippet.marks]
        for start, end in shifted:
            assert any(s <= start and end <= e for s, e in spans[one.snippet.block])


def test_filters_and_facets_of_a_search(search: Search) -> None:
    found = search.find("", filters={"people": "Đỗ Quyên"})
    assert [one.id for one in found.hits] == ["phu-luc"]
    assert [one.value for one in found.facets["people"]] == ["Đỗ Quyên"]
    assert found.hits[0].snippet.text.startswith("Lịch")
    with pytest.raises(ValueError, match="tags"):
        search.find("bơm", filters={"tags": "x"})
